"""The widgets of «Opgaver»: filters, list or board, and what is done with several."""

from collections.abc import Sequence
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from coordinator.begun import FormKey
from coordinator.changes import Changes
from coordinator.i18n import _, ngettext
from coordinator.task_lists import ListedTask, TaskFilter
from coordinator.wording import label
from plans.parts import Waiting
from plans.states import TaskStatus
from ui.begun import BegunForms
from ui.screens.tasks.board import Board, ColumnList
from ui.screens.tasks.bulk_dialog import BulkDialog, BulkTold, DueDialog, GiveDialog
from ui.screens.tasks.filter_bar import FilterBar, FilterPane, NameDialog
from ui.screens.tasks.shown import Mode, TaskRow, TasksShown
from ui.screens.tasks.task_list import TaskList
from ui.task_about import TaskAbout, about_item
from ui.task_questions import Causes, WaitDialog, answer_dialog, decline_dialog
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.choices import Segments
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.notices import Banner
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, EmptyState, PageHeader

# Narrower than this, the filters are a box among the fields.
_PANE_FROM: Final = 940


class TasksTold(Protocol):
    """The presenter as the view sees it."""

    @property
    def bulk(self) -> "BulkBegun":
        """What is done with several tasks."""

    @property
    def moving(self) -> "MovingTold":
        """What moves one from state to state."""

    def refresh(self) -> None:
        """Read again."""

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""

    def pick_filter(self, key: str) -> None:
        """Choose a filter."""

    def narrow(self, wanted: TaskFilter) -> None:
        """Take what was chosen in the fields."""

    def show_as(self, mode: Mode) -> None:
        """Show a list, or a board."""

    def tick(self, row: TaskRow) -> None:
        """Choose a task among several."""

    def tick_all(self, *, ticked: bool) -> None:
        """Choose all, or nothing."""

    def chosen(self, row: TaskRow | None) -> tuple[ListedTask, ...]:
        """Give the tasks that are chosen."""

    def open(self, row: TaskRow) -> None:
        """Go to where a task stands."""

    def save_filter(self, name: str) -> None:
        """Keep what is chosen."""

    def drop_filter(self, key: str) -> None:
        """Keep a filter no longer."""


class MovingTold(Protocol):
    """What moves tasks, as the view sees it."""

    def remind(self, row: TaskRow) -> None:
        """Ask again for an answer."""

    def move(self, row: TaskRow, to: TaskStatus) -> None:
        """Move a task to a state."""

    def decline(self, row: TaskRow, reason: str) -> None:
        """Say no to a task."""

    def answer(self, row: TaskRow, words: str) -> None:
        """Be done with a task, and answer."""

    def wait(self, row: TaskRow, waiting: Waiting) -> None:
        """Let a task wait."""


class BulkBegun(BulkTold, Protocol):
    """What is done with several tasks."""

    def begin(self, face: BulkDialog, tasks: Sequence[ListedTask]) -> None:
        """Take the question and the tasks it is about."""


class TasksScreen(QFrame):
    """«Opgaver» in the main window; it holds its presenter."""

    def __init__(self, presenter: TasksTold, begun: BegunForms) -> None:
        super().__init__()
        self.setObjectName("page")
        self._presenter: Final = presenter
        self._begun: Final = begun
        self._shown: TasksShown | None = None
        self._arriving = False
        self.modes: Final = Segments(
            _("How tasks are shown"), [("list", _("List")), ("board", _("Board"))]
        )
        self.new: Final = Button(_("New task"), kind="primary", icon="plus", keys="Ctrl+T")
        self.header: Final = PageHeader(_("Tasks"), "", (self.modes, self.new))
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.bar: Final = FilterBar(self._ask_name)
        self.pane: Final = FilterPane(self._ask_name)
        self.list: Final = TaskList()
        self.board: Final = Board()
        self._empty: Final = EmptyState(_("No task is like that."), "", icon="list-check")
        self.stack: Final = QStackedWidget()
        self._card: Final = self._in_card()
        for each in (self._card, self.board, self._empty):
            self.stack.addWidget(each)
        self.count: Final = Label("", "small_medium")
        self._foot: Final = self._make_foot()
        self._lay_out()
        self._listen()

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, argument: object = None) -> None:
        """Come to the tasks, or to those of a filter by its key."""
        self._arriving = True
        if isinstance(argument, str) and argument:
            self._presenter.pick_filter(argument)
        self._presenter.refresh()

    def refresh(self) -> None:
        """Read again (F5)."""
        self._presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""
        self._presenter.changed(changes)

    def primary_action(self) -> None:
        """Ask somebody for a task."""
        self.new.click()

    def note_about(self) -> str | None:
        """Whom a note or a task is about that is written now: the citizen of the chosen one."""
        row = self.row
        item = row.task.item if row is not None else None
        named = item is not None and item.citizen_id is not None and item.citizen_name
        return str(item.citizen_id) if item is not None and named else None

    def task_about(self) -> TaskAbout | None:
        """Say what a task for a colleague comes out of: the chosen one."""
        row = self.row
        return about_item(row.task.item) if row is not None else None

    def regions(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        filters = [self.pane.list] if self.pane.isVisibleTo(self) else []
        return [*filters, self.bar, self._content(), *([self._foot] if self._picked() else [])]

    @property
    def row(self) -> TaskRow | None:
        """The chosen task."""
        on_board = self.stack.currentWidget() is self.board
        return self.board.row if on_board else self.list.row

    # -- what the presenter shows ------------------------------------------------------------

    def show_page(self, shown: TasksShown) -> None:
        """Show the tasks."""
        self._shown = shown
        had_focus = self.list.hasFocus() or self.board.holds_focus()
        self.header.show_subtitle(shown.subtitle)
        self.modes.set_value(shown.mode)
        self.bar.show_filter(shown.filter, shown.choices)
        self.pane.show_filters(shown.filters, shown.current)
        self._arrange()
        if shown.mode == "board":
            self.board.show_board(shown.board)
        else:
            self.list.show_rows(shown.rows)
        is_empty = bool(shown.empty) and shown.mode == "list"
        front = self._empty if is_empty else self.board if shown.mode == "board" else self._card
        self.stack.setCurrentWidget(front)
        self._show_foot(shown.ticked)
        if self._arriving or (had_focus and not self._content().hasFocus()):
            self._arriving = False
            self._take_focus()

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; what stands there stays."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    def ask_why(self, row: TaskRow, key: FormKey) -> None:
        """Ask why a task is declined."""
        decline_dialog(self, self._begun, key, partial(self._presenter.moving.decline, row)).open()

    def ask_answer(self, row: TaskRow, key: FormKey) -> None:
        """Ask for the answer that a task is done with."""
        wanted = row.task.item.task.wish.expected if row.task.item.task is not None else ""
        answer = partial(self._presenter.moving.answer, row)
        answer_dialog(self, wanted, self._begun, key, answer).open()

    def ask_for_what(self, row: TaskRow, causes: Causes) -> None:
        """Ask what a task waits for."""
        assert self._shown is not None
        WaitDialog(
            self, causes, self._shown.today, partial(self._presenter.moving.wait, row)
        ).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the filters beside, or in a box."""
        super().resizeEvent(event)
        self._arrange()

    # -- inside ------------------------------------------------------------------------------

    def _in_card(self) -> Card:
        card = Card((self.list, 1))
        card.body.setContentsMargins(8, 8, 8, 8)
        return card

    def _make_foot(self) -> QFrame:
        due = Button(_("Another deadline"), self._ask_due, size="small", icon="calendar", keys="U")
        give = Button(_("Pass on"), self._ask_whom, size="small", icon="arrow-right", keys="V")
        none = Button(
            _("Choose none"), lambda: self._presenter.tick_all(ticked=False), kind="ghost",
            size="small",
        )  # fmt: skip
        return boxed(across(self.count, due, give, none, None, margins=(26, 6, 26, 10)))

    def _lay_out(self) -> None:
        self._foot.hide()
        right = down(self.bar, (self.stack, 1), gap=10)
        self.setLayout(
            down(
                self.header,
                boxed(down(self.problem, margins=(26, 0, 26, 8))),
                (boxed(across(self.pane, (right, 1), gap=14, margins=(26, 0, 26, 12))), 1),
                self._foot,
                gap=0,
            )
        )

    def _listen(self) -> None:
        tell = self._presenter
        self.modes.picked.connect(tell.show_as)
        self.bar.narrowed.connect(tell.narrow)
        self.bar.picked.connect(tell.pick_filter)
        self.pane.picked.connect(tell.pick_filter)
        self.pane.dropped.connect(tell.drop_filter)
        self.list.opened.connect(tell.open)
        self.list.ticked.connect(tell.tick)
        self.list.all_ticked.connect(lambda on: tell.tick_all(ticked=on))
        self._listen_to_rows(self.list)
        for column in self.board.columns.values():
            column.opened.connect(tell.open)
            column.moved.connect(tell.moving.move)
            self._listen_to_rows(column)

    def _listen_to_rows(self, rows: TaskList | ColumnList) -> None:
        rows.remind_asked.connect(self._presenter.moving.remind)
        rows.pass_asked.connect(lambda _row: self._ask_whom())
        rows.due_asked.connect(lambda _row: self._ask_due())
        rows.menu_asked.connect(self._open_menu)

    def _open_menu(self, row: TaskRow, at: QPoint) -> None:
        menu = self.menu_for(row)
        menu.popup(at)

    def menu_for(self, row: TaskRow) -> QMenu:
        """Offer what can be done with a task: open it, move it, ask again, change it."""
        tell = self._presenter
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), lambda: tell.open(row))
        for each in row.ways:
            words = _("Move to “{state}”").format(state=label(each))
            menu.addAction(words, partial(tell.moving.move, row, each))
        menu.addSeparator()
        menu.addAction(_("Ask again"), lambda: tell.moving.remind(row))
        menu.addAction(_("Another deadline"), self._ask_due)
        menu.addAction(_("Pass on"), self._ask_whom)
        return menu

    def _ask_due(self) -> None:
        tasks = self._presenter.chosen(self.row)
        if tasks and self._shown is not None:
            dialog = DueDialog(self, tasks, self._shown.today, self._presenter.bulk)
            self._presenter.bulk.begin(dialog, tasks)
            dialog.open()

    def _ask_whom(self) -> None:
        tasks = self._presenter.chosen(self.row)
        if tasks:
            dialog = GiveDialog(self, tasks, self._presenter.bulk)
            self._presenter.bulk.begin(dialog, tasks)
            dialog.begin()
            dialog.open()

    def _ask_name(self) -> None:
        NameDialog(self, self._presenter.save_filter).open()

    def _show_foot(self, ticked: int) -> None:
        words = ngettext("{n} chosen", "{n} chosen", ticked).format(n=ticked)
        self.count.setText(words)
        self._foot.setVisible(bool(ticked))

    def _picked(self) -> bool:
        return self._shown is not None and bool(self._shown.ticked)

    def _content(self) -> QWidget:
        front = self.stack.currentWidget()
        return self.list if front is self._card else front or self.list

    def _take_focus(self) -> None:
        if not self.isVisible():
            return
        if self.stack.currentWidget() is self.board:
            self.board.take_focus()
        elif self.stack.currentWidget() is self._card:
            self.list.setFocus()
        else:
            self.bar.text.setFocus()

    def _arrange(self) -> None:
        wide = self.width() >= scaled(_PANE_FROM)
        # The board needs the room of the filters beside it.
        beside = wide and (self._shown is None or self._shown.mode == "list")
        self.pane.setVisible(beside)
        self.bar.keep_small(small=not wide)
        if self._shown is not None:
            self.bar.show_saved(self._shown.filters, self._shown.current, here=not beside)
