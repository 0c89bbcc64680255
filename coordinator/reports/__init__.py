"""Documents out: what the coordinator hands on as tables and papers."""
