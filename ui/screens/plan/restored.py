"""What was put back after the program ended, as the editor shows it."""

from dataclasses import dataclass
from datetime import datetime

from ui.screens.plan.entries import Loose


@dataclass(frozen=True, slots=True)
class RestoredField:
    """A field that was put back: what the store has, and what was written."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RestoredPart:
    """A part that was put back."""

    title: str
    fields: tuple[RestoredField, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back when, and the texts that fit nowhere any more."""

    at: datetime
    parts: tuple[RestoredPart, ...] = ()
    loose: tuple[Loose, ...] = ()
