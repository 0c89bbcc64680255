"""The history of the schema, one frozen file for each step."""
