"""New ids that sort by the time they were made."""

import os
import time
from typing import Final
from uuid import UUID

_RANDOM_BITS: Final = 80
_MARKS: Final = 0xF000_C000_0000_0000_0000
_VERSION_7: Final = 0x7000_8000_0000_0000_0000


def new_id() -> UUID:
    """Make an id that nobody else has: a time in milliseconds, then chance (RFC 9562, version 7).

    What is made together lies together in every index: with ids of chance alone a load into a
    store of 100,000 citizens takes several times as long.
    """
    stamp = time.time_ns() // 1_000_000
    chance = int.from_bytes(os.urandom(_RANDOM_BITS // 8), "big")
    return UUID(int=stamp << _RANDOM_BITS | (chance & ~_MARKS | _VERSION_7))
