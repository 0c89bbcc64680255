"""Which part and field of the plan a widget of the document belongs to."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.screens.plan.form import PartForm
from ui.screens.plan.parts import OWN_WORDS, Key
from ui.screens.plan.words_block import WordsBlock


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A part and one of its fields; ``field`` is empty where no field is open."""

    key: Key
    field: str = ""


def place_at(widget: QWidget | None, document: QWidget) -> FieldPlace | None:
    """Find the part, and the field, that a widget in the document shows; None for neither."""
    inside = widget
    while inside is not None and inside is not document:
        if isinstance(inside, PartForm):
            return FieldPlace(inside.key, _field_of(inside, widget))
        if isinstance(inside, WordsBlock):
            return FieldPlace(OWN_WORDS)
        key = getattr(inside, "key", None)
        if isinstance(key, Key):
            return FieldPlace(key)
        inside = inside.parentWidget()
    return None


def _field_of(form: PartForm, widget: QWidget | None) -> str:
    for name, each in form.inputs.items():
        if widget is not None and (each is widget or each.isAncestorOf(widget)):
            return name
    return ""
