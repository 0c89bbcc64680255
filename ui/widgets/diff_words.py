"""The words that differ between two texts."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, was removed or was added."""

    kind: Literal["same", "removed", "added"]
    text: str


def differing(old: str, new: str) -> tuple[Piece, ...]:
    """Give ``new`` with what was removed from ``old`` before what came in its place."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[a0:a1])))
            continue
        if a1 > a0:
            gone = "".join(before[a0:a1])
            # Old and new word must not run together where one took the other's place.
            pieces.append(Piece("removed", gone))
            if b1 > b0 and not gone[-1].isspace():
                pieces.append(Piece("same", " "))
        if b1 > b0:
            pieces.append(Piece("added", "".join(after[b0:b1])))
    return tuple(pieces)
