"""Where it is kept: tables, mapping, transactions, list queries, migrations and keys."""
