"""Carrying a plan out: each citizen is offered to the receiver, and the answers are followed."""

from collections.abc import Callable
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.ids import new_id
from coordinator.use_cases.handing_over import causes_today
from coordinator.use_cases.reorganisation_outcome import Order, carry_out
from plans.caseload_plan import Proposal
from ui.navigation import Navigator
from ui.problems import describe
from ui.runner import LongWork, Progress, Runner, Stopped

_USUAL: Final = "organisation"


class CarryingFace(Protocol):
    """The view as this part of the presenter sees it."""

    def show_causes(self, causes: tuple[tuple[str, str], ...], usual: str) -> None:
        """Offer the causes of a change of case worker."""

    def show_progress(self, done: int, total: int) -> None:
        """Show how many are offered; a total of 0 is the end."""

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong."""


class CarryingOut:
    """Offers the citizens of a plan that was looked at."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        navigator: Navigator,
        publish: Callable[[Changes], None],
        done: Callable[[], None],
    ) -> None:
        self._desk, self._runner, self._navigator = desk, runner, navigator
        self._publish, self._done = publish, done
        self._face: CarryingFace  # given by ``show_in`` before anything is asked
        self._plan: Proposal | None = None
        self._id: UUID | None = None
        self._work: LongWork | None = None
        self._busy = False

    def show_in(self, face: CarryingFace) -> None:
        """Take the view."""
        self._face = face

    def prepare(self, plan: Proposal, slot: object) -> None:
        """Take the plan that would be carried out, and offer the causes."""
        self._plan, self._id = plan, new_id()
        self._runner.ask(
            (slot, "causes"),
            lambda: tuple((each.code, each.label) for each in causes_today(self._desk)),
            lambda causes: self._face.show_causes(causes, _USUAL),
        )

    def go(self, cause: str, comment: str, note: str) -> None:
        """Offer all of it."""
        plan, order_id = self._plan, self._id
        if plan is None or order_id is None or self._busy:
            return
        order = Order(order_id, cause, comment, note)

        def work(progress: Progress) -> tuple[tuple[UUID, ...], Changes]:
            def told(done: int, total: int) -> None:
                progress.report(done, total)
                progress.check()

            return carry_out(self._desk, plan, order, told)

        self._busy = True
        self._face.show_progress(0, len(plan.moves))
        begun = self._runner.do_long(work, self._face.show_progress, self._offered, self._broke_off)
        if self._busy:
            self._work = begun

    def stop(self) -> None:
        """Stop offering; what is offered stays, and the rest waits in the redistribution."""
        if self._work is not None:
            self._work.stop()

    def _offered(self, made: tuple[tuple[UUID, ...], Changes]) -> None:
        ids, changes = made
        number = len(self._plan.moves) if self._plan is not None else 0
        self._end()
        said = ngettext("{n} citizen is offered.", "{n} citizens are offered.", number)
        self._navigator.toast(said.format(n=number))
        self._publish(changes)
        self._done()
        self._navigator.open("redistribution", str(ids[0]) if len(ids) == 1 else None)

    def _broke_off(self, error: Exception) -> None:
        stopped = isinstance(error, Stopped)
        self._end()
        if stopped:
            self._publish(Changes(everything=True))
            self._done()
            self._navigator.toast(_("Stopped. What is offered stays, and the rest waits."))
            self._navigator.open("redistribution")
        else:
            self._face.show_problem(describe(error).sentence)

    def _end(self) -> None:
        self._face.show_progress(0, 0)
        self._busy, self._work = False, None
