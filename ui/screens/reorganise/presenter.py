"""What happens in a reorganisation: choosing, searching, changing by hand, and what it does."""

from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from coordinator.caseload_search import search
from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.use_cases.reorganisation_outcome import (
    Outcome,
    changes_by_hand,
    outcome_of,
    print_outcome,
)
from coordinator.use_cases.reorganising import Candidate, Posed, candidates, pose
from plans.caseload_plan import Impossible, Problem, Proposal
from plans.errors import RuleBroken
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import LongWork, Progress, Runner
from ui.screens.reorganise.carrying import CarryingFace, CarryingOut
from ui.screens.reorganise.choosing import Choosing
from ui.screens.reorganise.shown import (
    ChoiceShown,
    Choosable,
    ImpossibleShown,
    OutcomeShown,
    PlanLine,
    PlanShown,
)
from ui.screens.reorganise.words import (
    choosable,
    impossible_shown,
    key_in,
    outcome_shown,
    plan_shown,
    searching,
)

SCREEN: Final = "reorganise"
Search = Callable[[Problem, Callable[[Proposal], None], Callable[[], bool]], Proposal | Impossible]


class ReorganiseFace(CarryingFace, Protocol):
    """The view as the presenter sees it."""

    def show_choice(self, shown: ChoiceShown) -> None:
        """Show who gives and who may receive."""

    def show_plan(self, shown: PlanShown) -> None:
        """Show a plan, or how far the search for one is."""

    def show_choosable(self, shown: Choosable | None) -> None:
        """Show who can have the chosen citizen."""

    def show_impossible(self, shown: ImpossibleShown) -> None:
        """Say why there is no plan."""

    def show_outcome(self, shown: OutcomeShown) -> None:
        """Show what the plan does."""

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; what stands there stays."""


class ReorganisePresenter:
    """Holds the choice, the problem and the plan so far; the store is only read."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        navigator: Navigator,
        publish: Callable[[Changes], None],
        find: Search = search,
    ) -> None:
        self._desk, self._runner, self._navigator, self._find = desk, runner, navigator, find
        self._face: ReorganiseFace  # given by ``show_in`` before anything is asked
        self._choosing: Choosing | None = None
        self._about: UUID | None = None
        self._posed: Posed | None = None
        self._plan: Proposal | None = None
        self._impossible: Impossible | None = None
        self._by_hand: tuple[int | None, int | None] = (None, None)
        self._work: LongWork | None = None
        self._ticket: object = None
        self._told: Outcome | None = None
        self.slot: Final[Hashable] = ("reorganise", id(self))
        self.carrying: Final = CarryingOut(desk, runner, navigator, publish, self._carried_out)

    def show_in(self, face: ReorganiseFace) -> None:
        """Take the view."""
        self._face = face
        self.carrying.show_in(face)

    def activate(self, argument: object) -> None:
        """Begin to choose; with an id of somebody who gives all they have."""
        about = UUID(str(argument)) if argument else None
        if self._choosing is None or about != self._about:
            self._about = about
            self.begin()
        else:
            self._crumbs()

    def begin(self) -> None:
        """Read whom one may choose, and choose anew."""
        self.let_go()
        self._runner.ask(self.slot, partial(candidates, self._desk), self._got_people, self._failed)

    def set_person(self, key: str, *, gives: bool, receives: bool, limit: str) -> None:
        """Take how somebody shall stand in it."""
        if self._choosing is None:
            return
        try:
            self._choosing.set_person(UUID(key), gives=gives, receives=receives, limit=limit)
        except RuleBroken as error:
            self._face.show_problem(describe(error).sentence)
        else:
            self._face.show_choice(self._choosing.shown())

    def propose(self) -> None:
        """Read the citizens, and search for a plan."""
        if self._choosing is not None:
            self.let_go()
            work = partial(pose, self._desk, self._choosing.wish())
            self._runner.ask(self.slot, work, self._got_problem, self._failed)

    def again(self) -> None:
        """Search again, with what was fixed by hand."""
        if self._plan is not None and self._posed is not None:
            self._search(self._posed, self._plan.problem)

    def leave_out_nobody_can_have(self) -> None:
        """Let those stay whom nobody can have, and search for the others."""
        if self._choosing is not None and self._impossible is not None:
            keys = (each.held.key for each in self._impossible.nobody)
            self._choosing.leave_out(frozenset(keys))
            self.propose()

    def stop(self) -> None:
        """End the search with the best plan so far."""
        if self._work is not None:
            self._work.stop()

    def let_go(self) -> None:
        """End the search, and let its answer be nobody's."""
        self.stop()
        self._work = self._ticket = None

    def choose_line(self, line: PlanLine | None) -> None:
        """Show who can have a citizen."""
        if line is None or self._plan is None or self._posed is None:
            self._face.show_choosable(None)
        else:
            self._face.show_choosable(choosable(self._posed, self._plan, line))

    def fix(self, key: str, receiver: str | None) -> None:
        """Choose by hand who gets a citizen, or leave it to the next search; it counts at once."""
        if self._plan is None:
            return
        citizen = key_in(self._plan, key)
        if receiver is None:
            self._plan = self._plan.without_hand(citizen)
        else:
            self._plan = self._plan.with_receiver(citizen, UUID(receiver))
        self._show_plan()

    def show_outcome(self) -> None:
        """Show what the plan does, unless it gives somebody too much."""
        if self._plan is None or self._posed is None:
            return
        try:
            self._plan.require_kept()
        except RuleBroken as error:
            self._face.show_problem(describe(error).sentence)
            return
        work = partial(outcome_of, self._posed, self._plan, self._by_hand)
        self._runner.ask(self.slot, work, self._got_outcome, self._failed, lane="paper")

    def save_pdf(self, path: Path) -> None:
        """Write what the plan does to a file, for others to read."""
        outcome = self._told
        if outcome is None:
            return

        def work() -> None:
            path.write_bytes(print_outcome(self._desk, outcome))

        def saved(_done: object) -> None:
            self._navigator.toast(_("Saved as {file}.").format(file=path.name))

        self._runner.do(work, saved, self._not_saved, lane="paper")

    # -- answers ------------------------------------------------------------------------------

    def _got_people(self, people: tuple[Candidate, ...]) -> None:
        self._choosing = Choosing(people, self._about)
        self._crumbs()
        self._face.show_choice(self._choosing.shown())

    def _got_problem(self, posed: Posed) -> None:
        self._posed = posed
        self._search(posed, posed.problem)

    def _search(self, posed: Posed, problem: Problem) -> None:
        self.let_go()
        self._plan = None
        ticket = self._ticket = object()
        # The newest plan, said off the screen's thread: a thousand lines take a while.
        said: list[PlanShown] = []
        self._face.show_plan(searching())

        def work(progress: Progress) -> Proposal | Impossible:
            found = 0
            self._by_hand = changes_by_hand(problem)

            def told(plan: Proposal) -> None:
                nonlocal found
                found += 1
                said[:] = [plan_shown(posed, plan, self._by_hand, searching=True)]
                progress.report(found, found)

            return self._find(problem, told, lambda: progress.stopped)

        def if_current(answer: Callable[[], None]) -> None:
            if self._ticket is ticket:
                answer()

        begun = self._runner.do_long(
            work,
            lambda _n, _of: if_current(lambda: self._face.show_plan(said[0])),
            lambda found: if_current(lambda: self._got_plan(found)),
            lambda error: if_current(lambda: self._failed(error)),
            lane="paper",
        )
        if self._ticket is ticket:
            self._work = begun

    def _got_plan(self, found: Proposal | Impossible) -> None:
        self._work = self._ticket = None
        assert self._posed is not None
        if isinstance(found, Impossible):
            self._impossible = found
            self._face.show_impossible(impossible_shown(self._posed, found))
        else:
            self._plan = found
            self._show_plan()

    def _show_plan(self) -> None:
        assert self._posed is not None
        assert self._plan is not None
        self._face.show_plan(plan_shown(self._posed, self._plan, self._by_hand))

    def _got_outcome(self, outcome: Outcome) -> None:
        self._told = outcome
        self._face.show_outcome(outcome_shown(outcome))
        self.carrying.prepare(outcome.plan, self.slot)

    def _carried_out(self) -> None:
        """What was proposed is on its way: the next one begins anew."""
        self._choosing = self._plan = self._posed = self._told = None

    def _crumbs(self) -> None:
        self._navigator.set_crumbs((Crumb(_("My team"), "team"), Crumb(_("Reorganisation"))))

    def _failed(self, error: Exception) -> None:
        self._work = self._ticket = None
        self._face.show_problem(describe(error).sentence)

    def _not_saved(self, _error: Exception) -> None:
        self._face.show_problem(_("The file could not be saved. Choose another folder."))
