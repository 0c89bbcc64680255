"""The words that differ between two texts."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\S+")
# A text of more words than a line holds, with less than one in so many kept, is written anew.
_SHORT = 12
_ANEW = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, was removed or was added."""

    kind: Literal["same", "removed", "added"]
    text: str


def differing(old: str, new: str) -> tuple[Piece, ...]:
    """Give ``new`` with what was removed from ``old`` before what came in its place.

    Of a text that was written anew all went and all came: the few words that stand in both by
    chance would only tear its sentences apart.
    """
    stretches = _stretches(_WORDS.findall(old), _WORDS.findall(new))
    kept = sum(len(same.split()) for same, _gone, _came in stretches)
    longest = max(len(old.split()), len(new.split()))
    if longest > _SHORT and kept * _ANEW < longest and old.strip() and new.strip():
        return Piece("removed", old.strip()), Piece("same", "\n"), Piece("added", new.strip())
    pieces: list[Piece] = []
    for same, gone, came in stretches:
        if same:
            pieces.append(Piece("same", same))
            continue
        if gone:
            # Old and new word must not run together where one took the other's place.
            pieces.append(Piece("removed", gone))
            if came and not gone[-1].isspace():
                pieces.append(Piece("same", " "))
        if came:
            pieces.append(Piece("added", came))
    return tuple(pieces)


def _stretches(before: list[str], after: list[str]) -> list[tuple[str, str, str]]:
    """Give what stayed, or what went and came; words changed side by side go together.

    «25. februar» becomes «28. marts» as a whole, not word for word.
    """
    found: list[tuple[str, str, str]] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[a0:a1]), "".join(after[b0:b1])
        if tag == "equal":
            found.append((gone, "", ""))
            continue
        if len(found) > 1 and found[-1][0].isspace() and all(found[-2][1:]) and gone and came:
            space = found.pop()[0]
            _none, old, new = found.pop()
            gone, came = f"{old}{space}{gone}", f"{new}{space}{came}"
        found.append(("", gone, came))
    return found
