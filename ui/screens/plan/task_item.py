"""A task in the document: its line, or its fields while it is written."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from coordinator.dated_lists import DatedList
from coordinator.i18n import _
from plans.parts import ResponsibleKind, Task
from plans.states import TaskStatus
from ui.screens.plan.coded_inputs import CodeInput
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.inputs import DateInput, Input, LineInput, PersonInput
from ui.screens.plan.more_fields import MoreFields, SideBySide
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key
from ui.screens.plan.task_row import TaskRow
from ui.screens.plan.typed_inputs import WaitingInput
from ui.screens.plan.words import task_facts
from ui.theme import scaled
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down

# Narrower than this, text, person and date do not stand abreast.
_ABREAST: Final = 600


class TaskItem(QFrame):
    """Shows a task; opened, it has text, responsible and date side by side."""

    def __init__(self, key: Key, pen: PenFace, add_next: Callable[[], None]) -> None:
        super().__init__()
        self.key: Final = key
        self._pen, self._add_next = pen, add_next
        self._task: Task | None = None
        self._page: PlanPage | None = None
        self._facts: Label | None = None
        self.form: PartForm | None = None
        self._line: QBoxLayout | None = None
        self.row: Final = TaskRow()
        self.row.opened.connect(self.open)
        self.row.ticked.connect(partial(pen.tick, key))
        self.row.moved.connect(partial(pen.move, key))
        self.row.removed.connect(partial(pen.remove, key))
        self._body = down(self.row, gap=0)
        self.setLayout(self._body)

    def show_task(self, task: Task, page: PlanPage, *, force: bool) -> None:
        """Show what the task says now."""
        self._task, self._page = task, page
        may = page.may_write(self.key)
        self.row.show_task(task, page.today, may_write=may, may_tick=page.allowed.ticks)
        if page.notes_of(self.key).errors or page.notes_of(self.key).clashes:
            self._make_form()
            self.row.hide()
        elif not may:
            self.close_row()
        if self.form is not None:
            self.form.show_part(task, page, force=force)
            self._ask_for_more(self.form)
        self._show_facts(task, page)

    def open(self, name: str = "title") -> None:
        """Open the row for writing, with the cursor in a field."""
        if self._page is None or not self._page.may_write(self.key):
            return
        self._make_form().focus(name)
        self.row.hide()

    def close_row(self) -> None:
        """Close the row; the text is kept."""
        if self.form is not None:
            had_cursor = self.form.has_cursor()
            form, self.form, self._line = self.form, None, None
            self.row.show()
            if self._facts is not None:
                self._facts.setVisible(bool(self._facts.text()))
            if had_cursor:
                self.row.setFocus()
            form.hide()
            form.deleteLater()
            self._pen.discard_if_empty(self.key)

    def _make_form(self) -> PartForm:
        if self.form is not None:
            return self.form
        assert self._page is not None
        assert self._task is not None
        title = LineInput(_("Task"), compact=True)
        who = PersonInput(_("Responsible"), compact=True)
        today = self._page.today
        due = DateInput(_("Deadline"), lambda: today, compact=True)
        first: dict[str, Input] = {"title": title, "assignee": who, "due": due}
        seldom: dict[str, Input] = {
            "follower": PersonInput(_("Followed up by")),
            "result": LineInput(_("Result")),
            "source": CodeInput(_("Source"), self._page.book, DatedList.SOURCES),
            "waiting": WaitingInput(self._page.book, lambda: today),
        }
        form = PartForm(self.key, self._pen, first | seldom)
        who.left.connect(self._person_left)
        # Room for the date and the calendar beside it.
        due.setFixedWidth(scaled(150))
        hint = Label(
            _("Enter makes a new task  ·  Esc closes  ·  Ctrl+Z undoes"), "caption", "3", wrap=True
        )
        *short, waiting = seldom.values()
        more = MoreFields(seldom, SideBySide(*short), waiting)
        line = self._line = across((title, 3), (across((who, 1), due, gap=7), 3), gap=7)
        form.lay_out(line, hint, more, gap=3)
        self._place_line()
        form.layout().setContentsMargins(0, 6, 0, 6)  # type: ignore[union-attr]  # just laid out
        form.closed.connect(self.close_row)
        form.finished.connect(self._finish)
        self._body.addWidget(form)
        self.form = form
        if self._facts is not None:
            self._facts.hide()
        form.show_part(self._task, self._page, force=True)
        self._ask_for_more(form)
        return form

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the person and the date under the text where there is little room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place_line()

    def _place_line(self) -> None:
        if self._line is not None:
            way = QBoxLayout.Direction
            narrow = self.width() < scaled(_ABREAST)
            self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _person_left(self) -> None:
        if self.form is not None:
            self._ask_for_more(self.form, whole_name=True)

    def _ask_for_more(self, form: PartForm, *, whole_name: bool = False) -> None:
        """Ask who follows up when nobody in the municipality answers, and what came of it.

        A name that is being typed is nobody's yet, so that nothing moves under the hand.
        """
        assert self._task is not None
        who = self._task.assignee
        kind = who.kind if who is not None else ResponsibleKind.STAFF
        typed = form.inputs["assignee"].busy and not whole_name
        outside = kind is ResponsibleKind.CITIZEN or (
            kind is not ResponsibleKind.STAFF and not typed
        )
        if outside or self._task.status is TaskStatus.COMPLETED:
            form.ask()

    def _show_facts(self, task: Task, page: PlanPage) -> None:
        """Say under the row who follows up, what it waits for, and what came of it."""
        facts = task_facts(task, page.book, page.today)
        if facts and self._facts is None:
            self._facts = Label("", "caption", "2", wrap=True)
            self._facts.setContentsMargins(scaled(34), 0, 0, scaled(4))
            self._body.insertWidget(1, self._facts)
        if self._facts is not None:
            self._facts.setText(facts)
            self._facts.setVisible(bool(facts) and self.form is None)

    def _finish(self) -> None:
        """Enter: keep, and go on with the next task; an empty one ends the writing."""
        task = self._task
        self._pen.left()
        # After this key press, so that the field is not taken away under it.
        QTimer.singleShot(0, self, self.close_row)
        if task is not None and task.title.strip():
            QTimer.singleShot(0, self, self._add_next)
