"""What the coordinator does: use cases over a store, documents out, imports in, wording."""
