"""A field that two people changed, as it is asked about, and what was changed meanwhile."""

from dataclasses import dataclass
from typing import Literal

from ui.screens.plan.parts import Key

Choice = Literal["mine", "theirs", "merged"]


@dataclass(frozen=True, slots=True)
class Question:
    """One field with both values in words; ``merged`` is None where one has to be chosen.

    ``who`` is "" when the store does not tell. ``place`` is the part; the field's name is the
    form's. ``seen`` is the colleague's value as it was asked about.
    """

    key: Key
    field: str
    who: str
    area: str
    place: str
    base: str
    mine: str
    theirs: str
    merged: str | None
    mine_at: str
    theirs_at: str
    seen: object


@dataclass(frozen=True, slots=True)
class NewsLine:
    """Something that a colleague changed too: what became of it, and the verb that opens it."""

    key: Key
    field: str
    sentence: str
    detail: str
    verb: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody else who has the plan open, in words, and the part they write in."""

    name: str
    area: str
    words: str
    key: Key | None = None
