"""The remarks of a review where the plan is written: which there are, and marking them solved."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.danish import long_date
from coordinator.danish_time import local_time
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.use_cases import plan_remarks
from coordinator.use_cases.plan_remarks import RemarksSeen
from plans import access
from plans.flat import PlanPart
from plans.plan import JointPlan
from plans.remarks import Remark, remarked_area
from plans.states import WRITABLE
from ui.navigation import Navigator
from ui.problems import describe
from ui.runner import Runner
from ui.screens.plan.draft import key_for
from ui.screens.plan.page import GapLine, PlanPage, RemarkLine, Section
from ui.screens.plan.parts import DEPUTY, FOLLOW_UP, OWN_WORDS, STANCE, Key, parts_of

# Where a part is answered: its section, and the field to begin in.
_PLACES: Final[dict[PlanPart, tuple[Section, str]]] = {
    PlanPart.OWN_WORDS: ("own_words", "text"),
    PlanPart.STANCE: ("agreement", "kind"),
    PlanPart.STATEMENT: ("own_words", "text"),
    PlanPart.CHALLENGE: ("challenges", "text"),
    PlanPart.GOAL: ("goals", "title"),
    PlanPart.SUB_GOAL: ("goals", "title"),
    PlanPart.INTERVENTION: ("goals", "title"),
    PlanPart.TASK: ("goals", "title"),
    PlanPart.CONTACT: ("contact", "form"),
    PlanPart.MEASUREMENT: ("measures", "value"),
    PlanPart.PARTICIPANT: ("people", "function"),
    PlanPart.CONSENT: ("people", "how"),
    PlanPart.FOLLOW_UP: ("follow_up", "day"),
    PlanPart.LEADS: ("people", "staff_id"),
}
_ONE: Final = {
    PlanPart.OWN_WORDS: OWN_WORDS,
    PlanPart.STANCE: STANCE,
    PlanPart.FOLLOW_UP: FOLLOW_UP,
    PlanPart.LEADS: DEPUTY,
}


class RemarksWatch:
    """Reads the remarks of the open plan, and marks them."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
        show: Callable[[tuple[RemarkLine, ...]], None],
    ) -> None:
        self._desk, self._runner, self._navigator = desk, runner, navigator
        self._publish, self._show = publish, show
        self._page: PlanPage | None = None
        self._seen: RemarksSeen | None = None
        self._slot: Final = ("plan-remarks", id(self))

    def look(self, page: PlanPage) -> None:
        """Hear which plan is shown; its remarks are read when it is another or took a step."""
        last, self._page = self._page, page
        if last is not None and last.plan.id != page.plan.id:
            self._seen = None
            self._show(())
        if last is None or _course(last.plan) != _course(page.plan):
            self._read(page.plan.id)
        elif self._seen is not None and last.plan != page.plan:
            self._tell(self._seen)

    def changed(self, changes: Changes) -> None:
        """Hear what changed in the store."""
        if self._page is not None and changes.touch(self._page.plan.id):
            self._read(self._page.plan.id)

    def leave(self, _gone: object = None) -> None:
        """The screen is gone: an answer that is still on its way finds nobody."""
        self._page = None
        self._runner.void(self._slot)

    def mark(self, line: RemarkLine) -> None:
        """Mark a remark solved, or open it again; the toast takes it back."""
        self._mark(line.id, solved=not line.solved)

    def _mark(self, remark_id: UUID, *, solved: bool) -> None:
        deed = plan_remarks.solve_remark if solved else plan_remarks.reopen_remark
        done = partial(self._marked, remark_id, solved)
        self._runner.do(partial(deed, self._desk, remark_id), done, self._failed)

    def _marked(self, remark_id: UUID, solved: bool, changes: Changes) -> None:
        self._publish(changes)
        if self._page is not None:
            self._read(self._page.plan.id)
        words = _("The remark is marked as solved.") if solved else _("The remark is open again.")
        self._navigator.toast(words, _("Undo"), partial(self._mark, remark_id, solved=not solved))

    def _read(self, plan_id: UUID) -> None:
        work = partial(plan_remarks.read_remarks, self._desk, plan_id)
        self._runner.ask(self._slot, work, partial(self._arrived, plan_id), self._failed)

    def _arrived(self, plan_id: UUID, seen: RemarksSeen) -> None:
        if self._page is not None and self._page.plan.id == plan_id:
            self._seen = seen
            self._tell(seen)

    def _tell(self, seen: RemarksSeen) -> None:
        if self._page is not None:
            self._show(tuple(self._line(each, self._page.plan, seen) for each in seen.remarks))

    def _line(self, remark: Remark, plan: JointPlan, seen: RemarksSeen) -> RemarkLine:
        area = remarked_area(plan, remark)
        may = plan.status in WRITABLE and access.may_write(plan, self._desk.member, area)
        title = ""
        if remark.part is not None and remark.part_id is not None:
            title = seen.titles.get((remark.part, remark.part_id), _("A part that is taken out"))
        said = _("{name}, {date}").format(
            name=remark.by_name, date=long_date(local_time(remark.at).date())
        )
        solved = remark.solved
        return RemarkLine(
            remark.id,
            title,
            remark.text,
            said,
            _("Solved by {name}").format(name=solved.by_name) if solved else "",
            may,
            _place(remark, plan, f"{title}: {remark.text}" if title else remark.text),
        )

    def _failed(self, error: Exception) -> None:
        self._navigator.toast(describe(error).sentence)


def _course(plan: JointPlan) -> tuple[object, ...]:
    return plan.id, plan.status, len(plan.events)


def _place(remark: Remark, plan: JointPlan, sentence: str) -> GapLine | None:
    """Say where the part stands that a remark is about; None for the whole plan or a part gone."""
    key = _key(remark, plan)
    if key is None or remark.part is None:
        return None
    section, field = _PLACES[remark.part]
    return GapLine(sentence, section, key, field)


def _key(remark: Remark, plan: JointPlan) -> Key | None:
    if remark.part in _ONE:
        return _ONE[remark.part]
    wanted = remark.part_id
    if remark.part is PlanPart.PARTICIPANT:
        # The editor knows people by themselves, not by their places in the team.
        people = {each.id: each.staff_id for each in plan.participants}
        wanted = people.get(remark.part_id) if remark.part_id is not None else None
    return key_for(parts_of(plan), wanted) if wanted is not None else None
