"""F7: from one misspelled word to the next, through everything on the page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QApplication, QWidget

from coordinator.i18n import _
from ui.spelling.checked import Checked
from ui.spelling.speller import SPELLER, Speller
from ui.spelling.words import words_of
from ui.widgets.reading_order import in_reading_order


class Place(Protocol):
    """A text that can be written in, whether its field is open or not."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def field(self) -> Checked | None:
        """Its field, when it is open."""

    def open(self) -> Checked | None:
        """Bring its field to the screen; None when it cannot be written in after all."""


@dataclass(frozen=True, slots=True)
class OpenField:
    """A field that stands on the screen."""

    field: Checked

    @property
    def text(self) -> str:
        """What it says."""
        return self.field.text()

    def open(self) -> Checked | None:
        """It is open."""
        return self.field


def places_in(inside: QWidget) -> list[Place]:
    """Give the texts of a page as one reads: those it tells itself, or its open fields."""
    told = getattr(inside, "spelled_places", None)
    return list(told()) if callable(told) else list(fields_in(inside))


def fields_in(inside: QWidget) -> Iterator[Place]:
    """Go through the fields that are checked, as one reads."""
    for control in in_reading_order(inside):
        checked = getattr(control, "spelling", None)
        if isinstance(checked, Checked) and checked.may_write():
            yield OpenField(checked)


def next_misspelled(
    inside: QWidget, tell: Callable[[str], None], speller: Speller = SPELLER
) -> None:
    """Mark the next misspelled word after the cursor and open its menu, or ``tell`` why not."""
    places = places_in(inside)

    def known() -> None:
        if why := speller.why_not():
            tell(why)
        elif not places or not _go(inside, places, tell, speller):
            tell(_("No misspelled words here."))

    spans = [span for place in places for span in words_of(place.text)]
    speller.look_at(spans, known)


def _go(
    inside: QWidget, places: Sequence[Place], tell: Callable[[str], None], speller: Speller
) -> bool:
    """Go to the first misspelled word after the cursor, round at the end."""
    here, after = _here(places)
    for step in range(len(places) + 1):
        place = places[(here + step) % len(places)]
        for span in speller.wrong_in(place.text):
            if step == 0 and span.start < after:
                continue
            checked = place.open()
            if checked is not None:
                checked.open_menu(span, lambda: next_misspelled(inside, tell, speller))
                return True
    return False


def _here(places: Sequence[Place]) -> tuple[int, int]:
    """Give the place with the cursor and where it is there; otherwise the start of the first."""
    focus = QApplication.focusWidget()
    for number, place in enumerate(places):
        field = place.field
        if field is not None and field.control is focus:
            return number, field.position()
    return 0, 0
