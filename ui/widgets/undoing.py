"""Ctrl+Z in a field that has nothing of its own to take back goes on to the page."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def leaves_undo_to_the_page(event: QEvent, *, has_own: bool) -> bool:
    """Whether Ctrl+Z has nothing of this field's to take back, so that the page may."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if has_own:
        return False
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(
        QKeySequence.StandardKey.Redo
    )
