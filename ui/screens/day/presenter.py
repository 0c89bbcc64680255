"""What happens on «Min dag»: reading it, finishing tasks, and going where the work is."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.danish import clock
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.journal import UnsentPlan
from coordinator.lists import Day, FoundCitizen, PlanLine, WorkItem, WorkKind
from coordinator.use_cases import worklists
from ui import task_deeds
from ui.navigation import FormPlace, Navigator, PlanPlace, SidebarCitizen
from ui.problems import Problem, describe
from ui.runner import Runner
from ui.screens.day.answering import Answering
from ui.screens.day.awaited import awaited_line
from ui.screens.day.climbing import Climbing
from ui.screens.day.lines import (
    AwaitedLine,
    DayLine,
    DayPage,
    Deed,
    NewsLine,
    UnsentLine,
)
from ui.screens.day.news import news_line, stuck_line
from ui.screens.day.reminding import Reminding
from ui.screens.day.told import told_line
from ui.screens.day.unsent import read_unsent, unsent_line
from ui.screens.day.waiting import WaitingOn
from ui.screens.day.words import (
    grouped,
    line_for,
    nothing_here,
    subtitle,
    tile_counts,
    title_of,
)
from ui.task_deeds import Done
from ui.task_moves import locked_words
from ui.task_places import WayBack

_IN_SIDEBAR: Final = 5
# Parts of a plan that one can go to.
_PLACES: Final = frozenset({"goal", "intervention", "task"})


class DayFace(Protocol):
    """The view as the presenter sees it."""

    def show_page(self, page: DayPage) -> None:
        """Show the day."""

    def show_problem(self, sentence: str, detail: str = "", *, again: bool = False) -> None:
        """Say in the page what went wrong; ``again`` when it will be read again by itself."""

    def clear_problem(self) -> None:
        """Take that away."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """One reading of the store: what waits, the citizens opened last, the day and the time."""

    day: Day
    recent: tuple[FoundCitizen, ...]
    unsent: tuple[UnsentPlan, ...]
    today: date
    at: datetime


class DayPresenter:
    """Decides what «Min dag» shows; the view holds it."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
    ) -> None:
        self._desk, self._runner, self._publish = desk, runner, publish
        self._navigator = navigator
        self._face: DayFace  # given by ``show_in`` before anything is asked
        self._tile = "waiting"
        self._seen: _Seen | None = None
        self._unread = False
        # Done since the screen was opened: these stay in the list, struck through.
        self._done: dict[object, WorkItem] = {}
        self._moves: dict[object, Done] = {}
        means = desk, runner, publish, navigator, partial(self._not_done, None)
        self._reminding: Final = Reminding(*means)
        self.waiting: Final = WaitingOn(*means)
        self.answering: Final = Answering(*means)
        self.climbing: Final = Climbing(*means)
        self._way_back: Final = WayBack(
            desk, runner, navigator, partial(self._not_done, None), self._nowhere
        )
        self.slot: Final[Hashable] = ("day", id(self))

    def show_in(self, face: DayFace) -> None:
        """Take the view that shows the day."""
        self._face = face

    def activate(self) -> None:
        """Begin a visit: what was done during the last one is gone from the list."""
        self._done.clear()
        self._moves.clear()
        self.refresh()

    def refresh(self) -> None:
        """Read the day; what stands there stays until the answer is here."""
        self._runner.ask(self.slot, self._read, self._got, self._not_read)

    def changed(self, changes: Changes) -> None:
        """Read again after any change: a line may come from anybody's plan."""
        if changes:
            self.refresh()

    def pick_tile(self, tile: str) -> None:
        """Show another of the four lists."""
        self._tile = tile
        self._show()

    def open_line(self, line: DayLine | AwaitedLine) -> None:
        """Go to where the work is done."""
        item = line.item
        if item.kind in (WorkKind.HANDOVER, WorkKind.CLIMBED):
            self._navigator.open("handovers", str(item.part_id))
        elif item.kind is WorkKind.ENQUIRY:
            self._navigator.open("enquiries", str(item.part_id))
        elif item.task is not None:
            self._way_back.go(item.task, citizen_seen=bool(item.citizen_name))
        elif item.plan_id is None:
            self._to_citizen(item)
        elif item.kind is WorkKind.FOLLOW_UP:
            self._navigator.open("follow_up", str(item.plan_id))
        elif item.kind is WorkKind.REVIEW and item.title:
            self._navigator.open("review", str(item.plan_id))
        else:
            self._to_part(item)

    def open_plan(self, plan: PlanLine | UnsentLine) -> None:
        """Go to one of my plans, or to one in which text is not sent."""
        self._navigator.open("plan", str(plan.plan_id))

    def open_news(self, line: NewsLine) -> None:
        """Go to what a colleague wrote, or to the plan where something happened to it."""
        news = line.news
        at = PlanPlace((news.part_id,)) if news.kind in _PLACES and not news.removed else None
        self._navigator.open("plan", str(news.plan_id), at)

    def open_citizen(self, citizen_id: UUID) -> None:
        """Go to a citizen."""
        self._navigator.open("citizen", str(citizen_id))

    def find_citizens(self) -> None:
        """Go to the search."""
        self._navigator.open("citizens")

    def act(self, deed: Deed, line: DayLine) -> None:
        """Do one of a line's verbs."""
        answers = self._answers()
        if deed in answers:
            self._face.clear_problem()
            answers[deed](line)
        elif deed == "plan" and line.item.plan_id is not None:
            self._to_part(line.item)
        elif deed == "task":
            self._navigator.open("citizen", str(line.item.citizen_id), FormPlace("task"))
        elif deed == "citizen":
            self._to_citizen(line.item)
        else:
            self.open_line(line)

    def remind(self, line: DayLine | AwaitedLine) -> None:
        """Ask again about something that others have to answer."""
        self._face.clear_problem()
        self._reminding.remind(line.item)

    def toggle_done(self, line: DayLine) -> None:
        """Mark a task as done, or take that back; other lines are done where they open."""
        if line.done:
            self._undo(line.key)
            return
        offered = {verb.deed for verb in line.verbs}
        queued = line.item.task is not None and line.item.task.is_queued
        deeds: tuple[Deed, ...] = ("done", "accept", *(("take",) if queued else ()))
        deed = next((each for each in deeds if each in offered), None)
        if deed is not None:
            self.act(deed, line)
        elif line.item.locked:
            self._face.show_problem(locked_words())

    def _answers(self) -> dict[Deed, Callable[[DayLine], None]]:
        """What is answered on the spot, or in a question."""
        answering, waiting = self.answering, self.waiting
        return {
            "done": self._finish_or_answer,
            "undo": lambda line: self._undo(line.key),
            "remind": self.remind,
            "accept": lambda line: answering.accept(line.item),
            "take": lambda line: answering.take(line.item),
            "give_back": lambda line: answering.give_back(line.item),
            "cancel": lambda line: answering.cancel(line.item),
            "wait": waiting.ask_for_what,
            "decline": answering.ask_why,
            "pass": answering.ask_whom,
            "later": lambda line: waiting.look_later(line.item),
            "came": lambda line: waiting.wait_no_longer(line.item),
            "give": self.climbing.ask_whom,
            "settle": lambda line: self.climbing.settle(line.item),
        }

    def _nowhere(self) -> None:
        self._face.show_problem(_("This task is about no citizen, and stands in no plan."))

    def _to_citizen(self, item: WorkItem) -> None:
        """Go to the citizen, where the line is about one whom I may see."""
        if item.citizen_id is not None and item.citizen_name:
            self.open_citizen(item.citizen_id)

    def _to_part(self, item: WorkItem) -> None:
        """Go to the task or goal in its plan, or to the plan where the line is about no part."""
        at = PlanPlace((item.part_id,)) if item.part_id is not None else None
        self._navigator.open("plan", str(item.plan_id), at)

    def _read(self) -> _Seen:
        recent, _mine = worklists.near_citizens(self._desk, 1)
        clock_ = self._desk.clock
        unsent = read_unsent(self._desk)
        day = worklists.my_day(self._desk)
        return _Seen(day, recent, unsent, clock_.today(), clock_.now())

    def _got(self, seen: _Seen) -> None:
        self._seen = seen
        if self._unread:
            self._unread = False
            self._face.clear_problem()
        self._show()
        to_review = sum(
            item.kind is WorkKind.REVIEW and bool(item.title) for item in seen.day.waiting_on_me
        )
        offered = sum(item.kind is WorkKind.HANDOVER for item in seen.day.waiting_on_me)
        waiting = len(seen.day.waiting_on_me)
        counts = {"day": waiting, "review": to_review, "handovers": offered}
        counts["enquiries"] = seen.day.enquiries
        self._navigator.set_counts(counts)
        self._navigator.set_citizens(
            _("Recently opened"),
            [
                SidebarCitizen(str(each.id), each.name, tuple(each.service_areas))
                for each in seen.recent[:_IN_SIDEBAR]
            ],
        )

    def _not_read(self, error: Exception) -> None:
        problem = describe(error)
        self._unread = True
        since = ""
        if self._seen is not None:
            since = _("The list is from {time}.").format(time=clock(self._seen.at))
        self._say(problem, since, again=problem.kind == "store_down")

    def _finish_or_answer(self, line: DayLine) -> None:
        task = line.item.task
        if task is not None and task.wish.expected:
            self.answering.ask_answer(line)
        else:
            self._finish(line)

    def _finish(self, line: DayLine) -> None:
        if line.key in self._done:
            return
        # Struck through at once; a refusal takes it back.
        self._done[line.key] = line.item
        self._face.clear_problem()
        self._show()
        self._runner.do(
            partial(task_deeds.finish, self._desk, line.item),
            partial(self._finished, line.key),
            partial(self._not_done, line.key),
        )

    def _finished(self, key: object, move: Done) -> None:
        self._moves[key] = move
        self._publish(move.changes)
        self._navigator.toast(
            _("The task is done."), _("Undo"), partial(self._take_back, key, move)
        )

    def _undo(self, key: object) -> None:
        move = self._moves.get(key)
        if move is not None:
            self._take_back(key, move)

    def _take_back(self, key: object, move: Done) -> None:
        self._runner.do(
            move.undo,
            partial(self._taken_back, key),
            partial(self._not_done, None),
        )

    def _taken_back(self, key: object, changes: Changes) -> None:
        self._done.pop(key, None)
        self._moves.pop(key, None)
        self._publish(changes)

    def _not_done(self, key: object, error: Exception) -> None:
        self._done.pop(key, None)
        self.refresh()
        self._show()
        self._say(describe(error))

    def _say(self, problem: Problem, detail: str = "", *, again: bool = False) -> None:
        self._face.show_problem(problem.sentence, detail, again=again)

    def _show(self) -> None:
        if self._seen is None:
            return
        day, today = self._seen.day, self._seen.today
        lines = [
            line_for(item, today, done=item.key in self._done) for item in self._items(day, today)
        ]
        counts = tile_counts(self._without_done(day), today)
        page = DayPage(
            subtitle=subtitle(self._without_done(day), today),
            tile=self._tile,
            tiles=counts,
            title=title_of(self._tile),
            groups=grouped(lines, today),
            empty=nothing_here(self._tile, day.my_plans, today),
            plans=day.my_plans,
            recent=self._seen.recent,
            unsent=unsent_line(self._seen.unsent, day.my_plans),
            awaited=tuple(awaited_line(item, today) for item in day.awaited),
            news=tuple(news_line(each, today) for each in day.news),
            stuck=tuple(stuck_line(each) for each in day.stuck),
            told=tuple(told_line(each, self._desk.member.id, today) for each in day.told),
        )
        self._face.show_page(page)

    def _items(self, day: Day, today: date) -> list[WorkItem]:
        """What the chosen tile lists, with what was done during this visit."""
        of_tile = {
            "waiting": day.waiting_on_me,
            "overdue": day.overdue,
            "in_review": day.in_review,
            "returned": day.returned,
            "queue": day.queue,
        }[self._tile]
        known = {item.key for item in of_tile}
        done = [item for key, item in self._done.items() if key not in known]
        if self._tile == "overdue":
            done = [item for item in done if item.by is not None and item.by < today]
        return [*of_tile, *(done if self._tile in ("waiting", "overdue") else ())]

    def _without_done(self, day: Day) -> Day:
        def left(items: tuple[WorkItem, ...]) -> tuple[WorkItem, ...]:
            return tuple(item for item in items if item.key not in self._done)

        return replace(day, waiting_on_me=left(day.waiting_on_me), overdue=left(day.overdue))
