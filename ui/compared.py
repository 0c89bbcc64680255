"""Two versions of a plan beside each other, as frozen texts for the dialog that shows them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldCompared:
    """A field by its name, with what it said and what it says."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PartCompared:
    """A part that is not the same: what it is called, what happened to it, and its fields."""

    title: str
    kind: str
    fields: tuple[FieldCompared, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs, told in sentences and field by field."""

    sentences: tuple[str, ...]
    parts: tuple[PartCompared, ...]


Show = Callable[[Compared], None]
Refuse = Callable[[str], None]
