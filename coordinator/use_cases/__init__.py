"""What one can do: one function for each deed."""
