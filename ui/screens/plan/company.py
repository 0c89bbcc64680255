"""Who else has the plan open, and whether they changed it: told and asked every few seconds."""

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol
from uuid import UUID, uuid4

from coordinator.desk import Desk
from coordinator.ports import NotFound, StoreDown
from coordinator.together import Colleague, Pulse, Seat
from coordinator.use_cases import together
from coordinator.use_cases.together import Around
from plans.errors import RuleBroken
from ui.runner import Runner
from ui.screens.plan.autosave import Alarm
from ui.screens.plan.parts import Key

# At most 5 s until one is seen, at most 15 s between two signs of life.
LOOK: Final = 4.0
_LOOKS_A_SIGN: Final = 3


class CompanyFace(Protocol):
    """Those who have the same plan open, as the editor tells them of itself."""

    def enter(self, plan_id: UUID) -> None:
        """The plan is on the screen."""

    def at(self, key: Key) -> None:
        """The cursor is in a part."""

    def wrote(self) -> None:
        """This window wrote in the plan itself."""

    def leave(self) -> None:
        """The plan is not on the screen any more."""


class Alone:
    """Nobody else is there, and nobody is told."""

    def enter(self, plan_id: UUID) -> None:
        """Nobody hears of it."""

    def at(self, key: Key) -> None:
        """Nobody hears of it."""

    def wrote(self) -> None:
        """Nobody hears of it."""

    def leave(self) -> None:
        """Nobody hears of it."""


class Company:
    """Tells the others where one is in the open plan, and hears where they are.

    ``show`` takes who is there; ``changed`` hears that somebody wrote in the plan.
    """

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        make_alarm: Callable[[Callable[[], None]], Alarm],
    ) -> None:
        self._desk, self._runner = desk, runner
        self._alarm = make_alarm(self._ring)
        self._window: Final = uuid4()
        self._plan: UUID | None = None
        self._part: Key | None = None
        self._looks = 0
        self._pulse: Pulse | None = None
        self._wrote = False
        self.show: Callable[[tuple[Colleague, ...]], None] = lambda _people: None
        self.changed: Callable[[], None] = lambda: None

    def enter(self, plan_id: UUID) -> None:
        """The plan is on the screen."""
        if plan_id != self._plan:
            self._plan, self._part, self._pulse = plan_id, None, None
            self._looks = 0
            self._alarm.set(0.0)

    def at(self, key: Key) -> None:
        """The cursor is in a part."""
        if self._plan is not None and key != self._part:
            self._part = key
            self._tell()

    def wrote(self) -> None:
        """This window wrote in the plan itself."""
        self._wrote = True

    def leave(self) -> None:
        """The plan is not on the screen any more."""
        if self._plan is None:
            return
        self._plan = None
        self._alarm.clear()
        self._runner.void(("company", id(self)))
        work = partial(together.leave_seat, self._desk, self._window)
        self._runner.do(work, _nothing, _not_told, lane="aside")
        self.show(())

    def _ring(self) -> None:
        if self._plan is None:
            return
        if self._looks % _LOOKS_A_SIGN == 0:
            self._tell()
        self._looks += 1
        work = partial(together.look_around, self._desk, self._plan)
        self._runner.ask(("company", id(self)), work, self._seen, self._not_seen, lane="aside")
        self._alarm.set(LOOK)

    def _tell(self) -> None:
        assert self._plan is not None
        part = self._part
        kind, part_id = (part.kind, part.id) if part is not None else ("", None)
        seat = Seat(self._window, self._plan, kind, part_id)
        work = partial(together.take_seat, self._desk, seat)
        self._runner.do(work, _nothing, _not_told, lane="aside")

    def _seen(self, around: Around) -> None:
        before, self._pulse = self._pulse, around.pulse
        wrote, self._wrote = self._wrote, False
        self.show(around.colleagues)
        if before is None:
            # Somebody may have written between the reading and this first look.
            self.changed()
            return
        if before == around.pulse:
            return
        # My own rows of the log are news only when another window of mine wrote them.
        if before.others != around.pulse.others or not wrote:
            self.changed()

    def _not_seen(self, error: Exception) -> None:
        # Not open to the reader any more, or no store: nobody is seen, and the text is kept anyway.
        self.show(())
        _not_told(error)


def _nothing(_done: object) -> None:
    """Nobody has to hear of it."""


def _not_told(error: Exception) -> None:
    """The next sign of life tries again; one that stays away counts as gone."""
    if not isinstance(error, StoreDown | RuleBroken | NotFound):
        raise error
