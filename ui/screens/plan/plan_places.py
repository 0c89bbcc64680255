"""Every text of the plan as a place that spelling and plain words go to, its field open or not."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu

from coordinator.i18n import _
from plans.parts import (
    Challenge,
    ContactAgreement,
    Goal,
    Intervention,
    Measurement,
    OwnWords,
    Stance,
    Statement,
    SubGoal,
    Task,
)
from ui.screens.plan.document import Document
from ui.screens.plan.form import PartForm
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key, parts_of
from ui.spelling.checked import Checked
from ui.spelling.walk import Place
from ui.spelling.words import Span

# The fields in which one writes sentences.
_WRITTEN: Final[Mapping[type, tuple[str, ...]]] = {
    OwnWords: ("text", "matters"),
    Statement: ("text",),
    Challenge: ("text",),
    Goal: ("title", "measure"),
    SubGoal: ("title",),
    Intervention: ("title",),
    Task: ("title", "result"),
    ContactAgreement: ("place", "text"),
    Measurement: ("note",),
    Stance: ("text",),
}


@dataclass(frozen=True, slots=True)
class PlanText:
    """A text of the plan; ``kept`` is what it says while its field is closed."""

    document: Document
    key: Key
    name: str
    kept: str

    @property
    def text(self) -> str:
        """What it says."""
        field = self.field
        return field.text() if field is not None else self.kept

    @property
    def field(self) -> Checked | None:
        """Its field, when it is open."""
        for form in self.document.findChildren(PartForm):
            if form.key == self.key and self.name in form.inputs:
                found = getattr(form.inputs[self.name].control, "spelling", None)
                return found if isinstance(found, Checked) and found.may_write() else None
        return None

    def open(self) -> Checked | None:
        """Bring its field to the screen."""
        self.document.open_field(self.key, self.name)
        return self.field


def plan_places(document: Document, page: PlanPage) -> list[Place]:
    """Give every text that the reader may write in, in the order of the plan."""
    return [
        PlanText(document, key, name, str(getattr(part, name)))
        for key, part in parts_of(page.plan).items()
        if type(part) in _WRITTEN and page.may_write(key)
        for name in _WRITTEN[type(part)]
        if str(getattr(part, name)).strip()
    ]


def offer_plain_words(
    places: Sequence[Place], found: str, plain: str, tell: Callable[[str], None]
) -> None:
    """Mark a municipal word where it stands, and offer what plain Danish says instead."""
    for place in places:
        span = _first(place.text, found)
        field = place.open() if span is not None else None
        if span is not None and field is not None:
            field.select(span)
            menu = QMenu(field.control)
            menu.setAccessibleName(_("Plainer words for “{word}”").format(word=found))
            for word in _alternatives(plain):
                menu.addAction(word, partial(field.replace, span, _as_written(word, span.word)))
            if menu.isEmpty():
                menu.addAction(plain).setEnabled(False)
            menu.popup(field.under(span))
            return
    tell(_("“{word}” stands where you cannot write now.").format(word=found))


def _first(text: str, found: str) -> Span | None:
    hit = re.search(rf"(?<!\w){re.escape(found)}(?!\w)", text, re.IGNORECASE)
    return Span(hit.start(), hit.end(), hit[0], hit[0]) if hit is not None else None


def _alternatives(plain: str) -> Iterator[str]:
    """Take the words of the list apart; what stands in brackets is advice and no word."""
    for each in plain.split(", "):
        if each.strip() and not each.strip().startswith("("):
            yield each.strip()


def _as_written(word: str, before: str) -> str:
    return word[:1].upper() + word[1:] if before[:1].isupper() else word
