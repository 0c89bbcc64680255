"""The recovery code of a store: 134 random bits as 28 characters that a person can type."""

import secrets
from typing import Final

from coordinator.store_errors import RecoveryCodeMistyped

# Crockford's base 32: without I, L, O and U, which are read as other characters or as words.
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGITS: Final = {character: value for value, character in enumerate(_ALPHABET)}
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_RANDOM_BITS: Final = 135
_LENGTH: Final = _RANDOM_BITS // 5 + 1
# A prime above 32: one wrong character, or two neighbours swapped, always changes the remainder.
_CHECK_PRIME: Final = 37


def new_code() -> str:
    """Make a new code, in seven groups of four."""
    while True:
        number = secrets.randbits(_RANDOM_BITS)
        # Crockford writes remainders from 32 up as signs such as ~; codes without them type better.
        if number % _CHECK_PRIME < len(_ALPHABET):
            return _grouped(number)


def canonical(typed: str) -> str:
    """Give the code that a person meant, without groups: any case, O for 0, I and L for 1.

    Raises:
        RecoveryCodeMistyped: for a wrong length, a foreign character, or a wrong check character.
    """
    plain = "".join(typed.upper().split()).replace("-", "").replace("\N{EN DASH}", "")
    plain = plain.translate(_READ_AS)
    if len(plain) != _LENGTH or not set(plain) <= _DIGITS.keys():
        raise RecoveryCodeMistyped
    number = 0
    for character in plain[:-1]:
        number = number * len(_ALPHABET) + _DIGITS[character]
    if number % _CHECK_PRIME != _DIGITS[plain[-1]]:
        raise RecoveryCodeMistyped
    return plain


def _grouped(number: int) -> str:
    shifts = range(_RANDOM_BITS - 5, -1, -5)
    plain = "".join(_ALPHABET[(number >> shift) & 31] for shift in shifts)
    plain += _ALPHABET[number % _CHECK_PRIME]
    return "-".join(plain[start : start + 4] for start in range(0, _LENGTH, 4))
