"""Text templates in a long text field: a key or the menu lists them, Enter puts one in.

Any text area of the editor takes them with one call of ``offer_templates``.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QWidget

from coordinator.dated_lists import CodeBook, DatedList, ListEntry
from coordinator.i18n import _
from plans.people import ServiceArea
from ui.keys import INSERT_TEMPLATE
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, TextArea, TextLine
from ui.widgets.labels import Label
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say

_TO_WRITE = "…"
Templates = Callable[[], Sequence[ListEntry]]


def templates_for(
    book: CodeBook, heading: str, area: ServiceArea | None = None
) -> tuple[ListEntry, ...]:
    """Give the templates under a heading for a service area, its own before those for all.

    Without a service area all of them fit.
    """
    under = [each for each in book.on(DatedList.TEXT_TEMPLATES) if each.group == heading]
    if area is None:
        return tuple(under)
    own = [each for each in under if each.service_area is area]
    return (*own, *(each for each in under if each.service_area is None))


def offer_templates(area: TextArea, templates: Templates) -> QAction:
    """Let a text area offer templates by key and in its menu; they are asked for each time."""
    action = QAction(_("Insert a template …"), area)
    action.setShortcut(QKeySequence(INSERT_TEMPLATE))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(partial(_open, area, templates))
    area.addAction(action)
    return action


def insert(area: TextArea, text: str) -> None:
    """Put a template in at the cursor, on a line of its own, and mark what is to be written.

    One Ctrl+Z takes it out again.
    """
    cursor = area.textCursor()
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if not cursor.atBlockStart():
        cursor.insertText("\n")
    start = cursor.position()
    cursor.insertText(text)
    if not cursor.atBlockEnd():
        cursor.insertText("\n")
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
    cursor.endEditBlock()
    place = text.find(_TO_WRITE)
    if place >= 0:
        cursor.setPosition(start + place)
        cursor.setPosition(start + place + 1, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    area.setFocus()


def _open(area: TextArea, templates: Templates, _checked: bool = False) -> None:
    if area.isReadOnly():
        return
    offered = templates()
    if not offered:
        say(area, _("There is no template for this heading."))
        return
    dialog = TemplateDialog(area.window(), offered)
    dialog.taken.connect(partial(insert, area))
    dialog.open()


class TemplateDialog(Dialog):
    """Templates to choose from; typing narrows them down. ``taken`` tells the text."""

    taken = Signal(str)

    def __init__(self, parent: QWidget, templates: Sequence[ListEntry]) -> None:
        super().__init__(parent, _("Insert a template"), width=520)
        self._templates = tuple(templates)
        self.search = _SearchLine()
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._take)
        self.search.to_list.connect(self._go_to_list)
        self.rows: RowsView[ListEntry] = RowsView(
            _("Templates"),
            (Column(_("Template"), _cell),),
            key=lambda each: each.code,
            row_height=49,
            headers=False,
        )
        self.rows.opened.connect(self._take)
        self.rows.chosen.connect(self._preview)
        self._text = Label("", "body", "2", wrap=True)
        self._nothing = Label(_("No template has these words."), "body", "2", wrap=True)
        self.body.addWidget(Field(_("Search"), self.search))
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.rows, 1)
        self.body.addWidget(self._text)
        self.put = Button(_("Insert"), self._take, kind="primary")
        self.finish_with(self.put)
        self._narrow("")
        self.resize(
            min(scaled(560), max(self.minimumWidth(), parent.width() - 40)),
            min(scaled(520), max(360, parent.height() - 40)),
        )
        self.search.setFocus()

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        left = [
            each
            for each in self._templates
            if all(word in f"{each.label} {each.text}".casefold() for word in words)
        ]
        self.rows.show_rows(left)
        self.rows.setVisible(bool(left))
        self._text.setVisible(bool(left))
        self._nothing.setVisible(not left)
        self.put.setEnabled(bool(left))
        if left:
            self.rows.choose(0)
            self._preview(left[0])

    def _preview(self, entry: ListEntry) -> None:
        self._text.setText(entry.text)

    def _go_to_list(self) -> None:
        self.rows.setFocus()

    def _take(self, _row: object = None) -> None:
        entry = self.rows.row
        if entry is not None and self.put.isEnabled():
            self.accept()
            self.taken.emit(entry.text)


class _SearchLine(TextLine):
    """The words to look for; Down goes on to the list."""

    to_list = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.to_list.emit()
            return
        super().keyPressEvent(event)


def _cell(entry: ListEntry) -> Cell:
    areas = (entry.service_area.value,) if entry.service_area else ()
    return Cell(entry.label, entry.text.replace("\n", " "), areas=areas)
