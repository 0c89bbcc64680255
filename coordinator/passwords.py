"""What a password must be; and passwords that are made for somebody, to be changed."""

import secrets
from typing import Final

from coordinator.leaked_passwords import is_leaked
from plans.errors import RuleBroken
from plans.logins import require_strong

# No two of them look or sound alike.
_LETTERS: Final = "abcdefghkmnpqrstuvwxyz23456789"
_GROUPS: Final = 7
_GROUP: Final = 4


def made_password() -> str:
    """Make a password of 28 characters (137 bits) in seven groups of four."""
    made = "-".join(_group() for _ in range(_GROUPS))
    # The filter takes one in a thousand for leaked.
    return made if not is_leaked(made) else made_password()


def require_password(password: str, *names: str) -> None:
    """Refuse a password that does not stand against guessing; ``names`` are its owner's.

    Raises:
        RuleBroken: ``password-leaked`` and those of ``plans.logins.require_strong``.
    """
    require_strong(password, *names)
    if is_leaked(password):
        raise RuleBroken("password-leaked")


def _group() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_GROUP))
