"""Data in: bytes of an export become a proposal; readers never save."""
