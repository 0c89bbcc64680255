"""Whether a password is among those that leaked, without a word of them lying here.

The file is a Bloom filter: a bit for each of ten hashes of each password. One that leaked is always
found; of a thousand others, one is taken for leaked, too (resources/passwords/README.md).
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

PLACE: Final = Path(__file__).resolve().parent.parent / "resources" / "passwords" / "leaked.bloom"
BITS: Final = 21_000_000
_HASHES: Final = 10


def is_leaked(password: str) -> bool:
    """Tell whether a password leaked, in capital or small letters."""
    with PLACE.open("rb") as file:
        for bit in _bits_of(password):
            file.seek(bit // 8)
            if not file.read(1)[0] >> bit % 8 & 1:
                return False
    return True


def filter_of(passwords: Iterable[str]) -> bytes:
    """Make the content of the file."""
    made = bytearray(BITS // 8)
    for each in passwords:
        for bit in _bits_of(each):
            made[bit // 8] |= 1 << bit % 8
    return bytes(made)


def _bits_of(password: str) -> Iterator[int]:
    digest = hashlib.sha256(password.casefold().encode()).digest()
    first, step = (int.from_bytes(digest[at : at + 8], "big") for at in (0, 8))
    return ((first + number * step) % BITS for number in range(_HASHES))
