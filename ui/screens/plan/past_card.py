"""Who wrote the part with the cursor and what it said before: a card, and a tip at the pointer."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QCursor, QHelpEvent
from PySide6.QtWidgets import QFrame, QToolTip, QWidget

from coordinator.i18n import _
from ui.begun import while_there
from ui.screens.plan.field_place import FieldPlace, place_at
from ui.screens.plan.past_shown import PastShown
from ui.widgets.labels import Label
from ui.widgets.layouts import clear, down

_LONGEST: Final = 160
Ask = Callable[[FieldPlace, Callable[[PastShown], None]], None]


class PastCard(QFrame):
    """The inspector's card; the cursor can be put in it, so that it is heard."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: PastShown | None = None
        self.setObjectName("told_card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = _("Who wrote this?")
        self.setAccessibleName(title)
        self._part = Label("", "small", "2", wrap=True)
        self._written = Label("", "small", wrap=True)
        self._heading = Label("", "small_medium", wrap=True)
        self.lines = down(gap=4)
        parts = (self._part, self._written, self._heading)
        self.setLayout(down(Label(title, "h2", wrap=True), *parts, self.lines, gap=6))
        self._say()

    def show_past(self, past: PastShown | None) -> None:
        """Tell of a part; None where the cursor has not been in any."""
        if past != self._shown:
            self._shown = past
            self._say()

    def _say(self) -> None:
        past = self._shown or PastShown(_("Put the cursor in a part of the plan."), "")
        texts = ((self._part, past.part), (self._written, past.written))
        for line, text in (*texts, (self._heading, past.heading)):
            line.setText(text)
            line.setVisible(bool(text))
        clear(self.lines)
        for each in past.lines:
            self.lines.addWidget(Label(_short(each), "caption", "2", wrap=True))
        heard = (past.part, past.written, past.heading, *past.lines)
        self.setAccessibleDescription("; ".join(each for each in heard if each))


class PastTips(QObject):
    """Shows the same at the pointer when it rests on a part of the document."""

    def __init__(self, document: QWidget, ask: Ask) -> None:
        super().__init__(document)
        self._document, self._ask = document, ask
        document.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a tip that nothing in the document has a text of its own for."""
        if watched is self._document and isinstance(event, QHelpEvent):
            under = self._document.childAt(event.pos())
            place = place_at(under, self._document)
            if under is not None and place is not None:
                at = event.globalPos()
                if under.toolTip():
                    QToolTip.showText(at, under.toolTip(), under)
                self._ask(place, while_there(under, partial(self._show, under, at)))
                return True
        return super().eventFilter(watched, event)

    def _show(self, under: QWidget, at: QPoint, past: PastShown) -> None:
        """Show the tip, unless the pointer has left meanwhile."""
        if under.rect().contains(under.mapFromGlobal(QCursor.pos())):
            QToolTip.showText(at, tip_words(past, under.toolTip()), under)


def tip_words(past: PastShown, hint: str = "") -> str:
    """Write a tip as rich text, which breaks its lines; what was typed is no markup.

    ``hint`` is what the field says of itself.
    """
    lines = (hint, past.written, past.heading, *map(_short, past.lines))
    return "<qt>" + "<br>".join(escape(each) for each in lines if each) + "</qt>"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
