"""Changing a text under the cursor, so that the writer goes on where the writer was."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from plans.merge import changes


def write_changes(area: QTextEdit, text: str) -> None:
    """Make the text of ``area`` another by its changes alone, in one step of its own undo."""
    old = area.toPlainText()
    seen = area.textCursor()
    anchor, place = (place_after(old, text, each) for each in (seen.anchor(), seen.position()))
    pen = QTextCursor(area.document())
    pen.beginEditBlock()
    # From the end, so that the places before a change stay what they are.
    for start, end, new in reversed(changes(old, text)):
        pen.setPosition(_units(old[:start]))
        pen.setPosition(_units(old[:end]), QTextCursor.MoveMode.KeepAnchor)
        pen.insertText(new)
    pen.endEditBlock()
    seen.setPosition(anchor)
    seen.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(seen)


def place_after(old: str, new: str, place: int) -> int:
    """Say where in ``new`` the place is that stood in ``old``; in Qt's units, as Qt counts."""
    shift = 0
    for start, end, text in changes(old, new):
        if _units(old[:end]) > place or _units(old[:start]) == place:
            break
        shift += _units(text) - _units(old[start:end])
    return place + shift


def _units(text: str) -> int:
    """Count as Qt does: a sign beyond the first plane is two."""
    return len(text.encode("utf-16-le")) // 2
