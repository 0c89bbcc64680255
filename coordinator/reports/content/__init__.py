"""What papers say of a joint plan, before anything is drawn: one function for each section."""
