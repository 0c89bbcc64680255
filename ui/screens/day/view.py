"""The widgets of «Min dag»: tiles, the list with its verbs, my plans and latest citizens."""

from datetime import date
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coordinator.begun import FormKey
from coordinator.changes import Changes
from coordinator.danish import short_date
from coordinator.i18n import _, ngettext
from coordinator.lists import FoundCitizen, PlanLine, WorkItem
from plans.parts import Waiting
from ui.begun import BegunForms
from ui.give_to import GiveToDialog
from ui.person_choice import PersonChoice
from ui.screens.day.awaited_card import AwaitedCard
from ui.screens.day.lines import (
    TILE_KEYS,
    TILES,
    AwaitedLine,
    DayLine,
    DayPage,
    Deed,
    Empty,
    NewsLine,
    StuckLine,
    ToldLine,
    UnsentLine,
)
from ui.screens.day.news_card import NewsCard
from ui.screens.day.stuck_card import StuckCard
from ui.screens.day.told_card import ToldCard
from ui.screens.day.work_list import WorkList
from ui.task_about import TaskAbout, about_item
from ui.task_questions import Causes, PassOnDialog, WaitDialog, answer_dialog, decline_dialog
from ui.widgets.areas import in_order
from ui.widgets.buttons import Button
from ui.widgets.choices import FilterTile, FilterTiles
from ui.widgets.layouts import boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.plan_pills import plan_pill
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Columns, EmptyState, Page

# experience.md § 4.1: a list that could not be read is tried again.
AGAIN_MS: Final = 10_000
_FEW_PLANS: Final = 8
_ROW_EDGE: Final = 10


class DayPresenterFace(Protocol):
    """The presenter as the view sees it."""

    def activate(self) -> None:
        """Begin a visit."""

    def refresh(self) -> None:
        """Read the day."""

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""

    def pick_tile(self, tile: str) -> None:
        """Show another list."""

    def open_line(self, line: DayLine | AwaitedLine) -> None:
        """Go to where the work is done."""

    def open_plan(self, plan: PlanLine | UnsentLine) -> None:
        """Go to a plan."""

    def open_news(self, line: NewsLine) -> None:
        """Go to what a colleague did."""

    def open_citizen(self, citizen_id: UUID) -> None:
        """Go to a citizen."""

    def find_citizens(self) -> None:
        """Go to the search."""

    def act(self, deed: Deed, line: DayLine) -> None:
        """Do one of a line's verbs."""

    def remind(self, line: DayLine | AwaitedLine) -> None:
        """Ask again."""

    def toggle_done(self, line: DayLine) -> None:
        """Mark a task as done, or take that back."""

    @property
    def answering(self) -> "AnsweringFace":
        """Where answers to a task go."""

    @property
    def waiting(self) -> "WaitingFace":
        """Where it goes what a task waits for."""

    @property
    def climbing(self) -> "ClimbingFace":
        """Where it goes what came to the lead, and what became of hand-overs."""


class AnsweringFace(Protocol):
    """What the view tells of a task that somebody asked for."""

    def decline(self, item: WorkItem, reason: str) -> None:
        """Say no."""

    def pass_on(self, item: WorkItem, who: PersonChoice, note: str) -> None:
        """Ask a colleague instead."""

    def answer(self, item: WorkItem, answer: str) -> None:
        """Be done with it, with the answer."""


class WaitingFace(Protocol):
    """What the view tells of a task that waits."""

    def wait_for(self, item: WorkItem, waiting: Waiting) -> None:
        """Let it wait."""


class ClimbingFace(Protocol):
    """What the view tells of hand-overs, and of what came to the lead."""

    def open_stuck(self, line: StuckLine) -> None:
        """Go to what hangs on somebody of the unit."""

    def open_told(self, line: ToldLine) -> None:
        """Go to a hand-over."""

    def give(self, item: WorkItem, who: PersonChoice) -> None:
        """Offer the citizen to a colleague."""


class DayView(Page):
    """«Min dag», in the main window."""

    def __init__(self, presenter: DayPresenterFace) -> None:
        super().__init__(_("My day"))
        self._presenter: Final = presenter
        self.begun = BegunForms()
        self._all_plans = False
        self._arriving = False
        self._page: DayPage | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(presenter.refresh)
        self.banner: Final = Banner("warn", "", closable=True)
        self.unsent: Final = Banner(
            "info", "", actions=[Button(_("Open plan"), self._open_unsent)], icon="device-floppy"
        )
        self.tiles: Final = _tiles()
        self.tiles.picked.connect(presenter.pick_tile)
        self.work: Final = WorkList(_("Waiting for me"))
        self.empty: Final = down(gap=0)
        self._empty_box: Final = boxed(self.empty)
        self.list_card: Final = Card(self.work, self._empty_box, title=" ")
        self.list_card.body.addStretch(1)
        self.plans: Final = _plan_list()
        self.more_plans: Final = Button("", self._show_all_plans, kind="ghost", size="small")
        self.plan_card: Final = Card(self.plans, self.more_plans, title=_("My plans"))
        self.recent: Final = _citizen_list()
        self.recent_card: Final = Card(self.recent, title=_("Recently opened"))
        self.awaited_card: Final = AwaitedCard()
        self.stuck_card, self.news_card, self.told_card = StuckCard(), NewsCard(), ToldCard()
        self.beside: Final = _one_under_another(
            self.stuck_card,
            self.awaited_card,
            self.told_card,
            self.news_card,
            self.plan_card,
            self.recent_card,
        )
        self.columns: Final = Columns(self.list_card, self.beside)
        self._lay_out()
        self._listen()

    def activate(self, argument: object = None) -> None:  # noqa: ARG002 - the window's signature
        """Begin a visit."""
        self._arriving = True
        if self._page is not None:
            # What stood here last is enough to begin on; the answer must not take the cursor back.
            self._take_focus(self._page)
        self._presenter.activate()

    def refresh(self) -> None:
        """Read again (F5)."""
        self._presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""
        self._presenter.changed(changes)

    def primary_action(self) -> None:
        """Do the first verb of the chosen line."""
        line = self.work.row
        if line is not None and self.work.isVisible():
            self._presenter.act(line.verbs[0].deed, line)

    def note_about(self) -> str | None:
        """Whom a note is about that is written now: the citizen of the chosen line."""
        line = self.work.row if self.work.isVisible() else None
        citizen = line.item.citizen_id if line is not None and line.item.citizen_name else None
        return str(citizen) if citizen is not None else None

    def task_about(self) -> TaskAbout | None:
        """Say what a task for a colleague comes out of: the chosen line."""
        line = self.work.row if self.work.isVisible() else None
        return about_item(line.item) if line is not None else None

    def regions(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        first = self.work if self.work.isVisibleTo(self) else self._empty_box
        return [self.tiles, first, self.beside]

    def show_page(self, page: DayPage) -> None:
        """Show the day."""
        self._page = page
        self.header.show_subtitle(page.subtitle)
        for key, count in page.tiles.items():
            self.tiles.tiles[key].show_count(count.count, count.qualifier)
        self.tiles.set_value(page.tile)
        self.list_card.title.setText(page.title)
        self.list_card.setAccessibleName(page.title)
        self.work.setAccessibleName(page.title)
        self.work.setVisible(bool(page.groups))
        self.work.show_groups(page.groups)
        self._show_empty(None if page.groups else page.empty)
        self._let_calm_fill(calm=not page.groups and page.empty.main)
        self._show_plans(page.plans)
        self._show_unsent(page.unsent)
        self.stuck_card.show_lines(page.stuck)
        self.awaited_card.show_lines(page.awaited)
        self.news_card.show_lines(page.news)
        self.told_card.show_lines(page.told)
        self.recent.show_rows(page.recent)
        self.recent_card.setVisible(bool(page.recent))
        self.beside.setVisible(
            any((page.stuck, page.awaited, page.told, page.news, page.plans, page.recent))
        )
        self.columns.show()
        if self._arriving:
            self._take_focus(page)

    def _take_focus(self, page: DayPage) -> None:
        """Put the cursor in the list, once a visit: later the user may be somewhere else."""
        self._arriving = False
        if self.isVisible():
            # Behind another screen it would take the keys away from there.
            (self.work if page.groups else self.tiles.tiles[page.tile]).setFocus()

    def show_problem(self, sentence: str, detail: str = "", *, again: bool = False) -> None:
        """Say in the page what went wrong; what was read stays."""
        self.banner.show_notice("warn", sentence, detail)
        self.banner.show()
        say(self.banner, sentence, urgent=True)
        if again:
            self._again.start()

    def clear_problem(self) -> None:
        """Take that away."""
        self._again.stop()
        self.banner.hide()

    def ask_why(self, line: DayLine, key: FormKey) -> None:
        """Ask why a task is declined."""
        decline = partial(self._presenter.answering.decline, line.item)
        decline_dialog(self, self.begun, key, decline).open()

    def ask_whom(self, line: DayLine, people: tuple[PersonChoice, ...], key: FormKey) -> None:
        """Ask who does a task instead."""
        pass_on = partial(self._presenter.answering.pass_on, line.item)
        PassOnDialog(self, people, self.begun, key, pass_on).open()

    def ask_answer(self, line: DayLine, key: FormKey) -> None:
        """Ask for the answer that a task is done with."""
        wanted = line.item.task.wish.expected if line.item.task is not None else ""
        answer = partial(self._presenter.answering.answer, line.item)
        answer_dialog(self, wanted, self.begun, key, answer).open()

    def ask_for_what(self, line: DayLine, causes: Causes, today: date) -> None:
        """Ask what a task waits for."""
        wait = partial(self._presenter.waiting.wait_for, line.item)
        WaitDialog(self, causes, today, wait).open()

    def ask_to_whom(self, line: DayLine, people: tuple[PersonChoice, ...]) -> None:
        """Ask whom a citizen is offered to instead."""
        give = partial(self._presenter.climbing.give, line.item)
        GiveToDialog(self, people, line.item.waits_on, give).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys 1 to 5 are the tiles, wherever the focus is on the page."""
        if event.text() in TILE_KEYS and not event.modifiers():
            self._pick_number(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for notice in (self.banner, self.unsent):
            notice.hide()
            self.notices.addWidget(notice)
        self.body.addWidget(self.tiles)
        self.body.addWidget(self.columns)
        self.body.addStretch(1)
        # Nothing is known before the first answer, so nothing is said about it.
        self.columns.hide()

    def _listen(self) -> None:
        tell = self._presenter
        self.work.opened.connect(tell.open_line)
        self.work.toggled.connect(tell.toggle_done)
        self.work.acted.connect(tell.act)
        self.work.moved.connect(self._keep_in_sight)
        self.work.tile_asked.connect(self._pick_number)
        self.awaited_card.list.remind_asked.connect(tell.remind)
        self.awaited_card.list.opened.connect(tell.open_line)
        self.stuck_card.opened.connect(self._open_stuck)
        self.news_card.opened.connect(tell.open_news)
        self.told_card.opened.connect(self._open_told)
        self.plans.opened.connect(tell.open_plan)
        self.recent.opened.connect(lambda citizen: tell.open_citizen(citizen.id))

    def _open_stuck(self, line: StuckLine) -> None:
        self._presenter.climbing.open_stuck(line)

    def _open_told(self, line: ToldLine) -> None:
        self._presenter.climbing.open_told(line)

    def _pick_number(self, number: int) -> None:
        self._presenter.pick_tile(TILES[number - 1])
        if self.work.isVisible():
            self.work.setFocus()

    def _keep_in_sight(self) -> None:
        content = self.body.parentWidget()
        assert content is not None
        place = self.work.chosen_rect()
        for corner in (place.bottomLeft(), place.topLeft()):
            spot = self.work.viewport().mapTo(content, QPoint(0, corner.y()))
            self.pane.ensureVisible(0, spot.y(), 0, 24)

    def _show_empty(self, empty: Empty | None) -> None:
        clear(self.empty)
        self._empty_box.setVisible(empty is not None)
        if empty is None:
            return
        ways = [Button(_("Find a citizen"), self._presenter.find_citizens, icon="search")]
        if not empty.main:
            show_all = partial(self._presenter.pick_tile, "waiting")
            ways = [Button(_("Show all that is waiting for me"), show_all)]
        self.empty.addWidget(EmptyState(empty.title, empty.text, ways, figure=empty.main))

    def _let_calm_fill(self, *, calm: bool) -> None:
        """Give «Nothing is waiting for you» the whole page; it needs no heading over it."""
        self.list_card.title.setVisible(not calm)
        for box in (self.body, self.list_card.body):
            box.setStretch(1, int(calm))
            box.setStretch(2, int(not calm))

    def _show_plans(self, plans: tuple[PlanLine, ...]) -> None:
        shown = plans if self._all_plans else plans[:_FEW_PLANS]
        self.plans.show_rows(shown)
        self.plan_card.setVisible(bool(plans))
        self.more_plans.setVisible(len(shown) < len(plans))
        words = ngettext("Show {n} plan", "Show all {n} plans", len(plans))
        self.more_plans.show_text(words.format(n=len(plans)))

    def _show_unsent(self, line: UnsentLine | None) -> None:
        if line is not None:
            news = self.unsent.isHidden()
            self.unsent.show_notice("info", line.title, line.detail, icon="device-floppy")
            if news:
                say(self.unsent, line.title)
        self.unsent.setVisible(line is not None)

    def _open_unsent(self) -> None:
        if self._page is not None and self._page.unsent is not None:
            self._presenter.open_plan(self._page.unsent)

    def _show_all_plans(self) -> None:
        self._all_plans = True
        if self._page is not None:
            self._show_plans(self._page.plans)
        self.plans.setFocus()


def _one_under_another(*cards: Card) -> QWidget:
    for card in cards:
        _align_rows(card)
    return boxed(down(*cards, gap=14))


def _align_rows(card: Card) -> None:
    """Have the words of a card's rows begin under its title: a row has an edge of its own."""
    card.title.setContentsMargins(_ROW_EDGE, 0, 0, 0)
    card.body.setContentsMargins(18 - _ROW_EDGE, 16, 18 - _ROW_EDGE, 16)


def _tiles() -> FilterTiles:
    made = FilterTiles(
        _("What the list shows"),
        [
            ("waiting", FilterTile(_("Waiting for me"), "hourglass")),
            ("overdue", FilterTile(_("Overdue"), "alert-circle", warns=True)),
            ("in_review", FilterTile(_("To review"), "clipboard-check")),
            ("returned", FilterTile(_("Returned"), "arrow-back-up")),
            ("queue", FilterTile(_("The unit's queue"), "users")),
        ],
    )
    made.set_value("waiting")
    return made


def _plan_list() -> RowsView[PlanLine]:
    return RowsView(
        _("My plans"),
        (
            # One column: where a name is long, the pill beside it gives up its words.
            Column(_("Citizen"), _plan_cell),
        ),
        key=lambda line: line.plan_id,
        row_height=49,
        headers=False,
        fit=True,
    )


def _plan_cell(line: PlanLine) -> Cell:
    follow_up = line.follow_up
    words = _("Follow-up {day}").format(day=short_date(follow_up)) if follow_up else ""
    return Cell(line.citizen_name, words, "small_medium", pill=plan_pill(line.status))


def _citizen_list() -> RowsView[FoundCitizen]:
    return RowsView(
        _("Recently opened"),
        (
            Column(_("Citizen"), lambda each: Cell(each.name, role="small_medium")),
            Column(_("Service areas"), _areas_cell, width=82, right=True),
        ),
        key=lambda each: each.id,
        headers=False,
        fit=True,
    )


def _areas_cell(each: FoundCitizen) -> Cell:
    return Cell(areas=tuple(in_order([area.value for area in each.service_areas])))
