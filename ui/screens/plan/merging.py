"""What becomes of a field that two people changed: one text of both, or a question."""

from dataclasses import dataclass
from enum import Enum

from plans.merge import Merged, merged

# A reference to a paragraph of law is chosen: one made of two would be no law.
_CHOSEN = frozenset({"legal_basis"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that a colleague changed too.

    ``theirs`` stands in the store, ``base`` stood there when I began.
    """

    field: str
    theirs: object
    base: object = None


@dataclass(frozen=True, slots=True)
class FieldMerge:
    """A text that went together by itself: what I wrote, what they wrote, and what stands now."""

    field: str
    base: str
    mine: str
    theirs: str
    text: str


def proposal(field: str, base: object, mine: object, theirs: object) -> Merged | None:
    """Put two values of a field together; None when one has to be chosen.

    Only what people write in words is put together: dates, people and codes are chosen.
    """
    if not (_is_text(base) and _is_text(mine) and _is_text(theirs)) or field in _CHOSEN:
        return None
    texts = str(base or ""), str(mine or ""), str(theirs or "")
    if not any(" " in text.strip() for text in texts):
        return None
    return merged(*texts)


def merge_by_itself(field: str, base: object, mine: object, theirs: object) -> FieldMerge | None:
    """Put two texts together when nobody has to look at it; None when somebody has to."""
    found = proposal(field, base, mine, theirs)
    if found is None or not found.clean:
        return None
    return FieldMerge(field, str(base or ""), str(mine or ""), str(theirs or ""), found.text)


def _is_text(value: object) -> bool:
    return value is None or (isinstance(value, str) and not isinstance(value, Enum))
