"""Passwords that are made for somebody, to be read aloud once and changed."""

import secrets
from typing import Final

# No two of them look or sound alike.
_LETTERS: Final = "abcdefghkmnpqrstuvwxyz23456789"
_GROUPS: Final = 4
_GROUP: Final = 4


def made_password() -> str:
    """Make a password of 16 characters (78 bits) in four groups."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
