"""What was put back after the program ended, and the face that shows how safe the text is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

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


class SafetyFace(Protocol):
    """The part of the view that says how safe the text is."""

    def show_unsaved(self, sentence: str) -> None:
        """Say why nothing can be saved, with the way out; "" takes it away."""

    def show_restored(
        self, found: Restored | None, forget: Callable[[], None] | None = None
    ) -> None:
        """Say what was put back; ``forget`` lets go of the texts that found no place."""

    def show_loose(self, texts: tuple[Loose, ...], forget: Callable[[], None]) -> None:
        """Offer texts that fit nowhere any more; ``forget`` lets go of them."""

    def open_loose(self) -> None:
        """Show these texts, to be copied."""

    def show_unlasting(self, *, unlasting: bool) -> None:
        """Say that unsent text is only kept while the program runs."""
