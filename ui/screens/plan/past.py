"""Finds out who wrote a part of the open plan and what it said before, when somebody asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from coordinator.change_wording import Vocabulary
from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.lists import WrittenPart
from coordinator.together import Settled
from coordinator.use_cases.plan_past import EarlierVersions, earlier_versions, who_wrote
from coordinator.use_cases.together import settled_texts
from plans.field_history import PartKey
from plans.plan import JointPlan
from ui.runner import Runner
from ui.screens.plan.field_place import FieldPlace
from ui.screens.plan.page import PlanPage
from ui.screens.plan.part_words import section_words
from ui.screens.plan.past_shown import PastShown
from ui.screens.plan.past_words import (
    field_at,
    laid_at,
    past_lines,
    settled_lines,
    written_words,
)

_Written = Mapping[PartKey, WrittenPart]
_NOTHING: Final = EarlierVersions((), Vocabulary())
Tell = Callable[[PastShown], None]


@dataclass(frozen=True, slots=True)
class _Read:
    """One reading: who wrote each part, what was said before, and what two wrote at once."""

    written: _Written
    earlier: EarlierVersions
    settled: tuple[Settled, ...]


class PastWatch:
    """Reads nothing at opening: the first question reads, and the next rest on that.

    ``show`` tells of the part with the cursor, None while there is none.
    """

    def __init__(
        self, desk: Desk, runner: Runner, show: Callable[[PastShown | None], None]
    ) -> None:
        self._desk, self._runner, self._show = desk, runner, show
        self._page: PlanPage | None = None
        self._written: _Written | None = None
        self._earlier: EarlierVersions | None = None
        self._settled: tuple[Settled, ...] = ()
        self._place: FieldPlace | None = None
        self._hovered: tuple[FieldPlace, Tell] | None = None
        self._slot: Final = ("plan-past", id(self))

    def look(self, page: PlanPage) -> None:
        """Hear which plan is shown, and what it says now."""
        last, self._page = self._page, page
        if last is None or last.plan.id != page.plan.id:
            self._forget()
            self._show(None)
        elif last.plan.version != page.plan.version:
            self._earlier = None
        if self._written is not None:
            self._tell()

    def at(self, place: FieldPlace | None) -> None:
        """Tell of the part and field with the cursor."""
        self._place = place
        self._answer()

    def hover(self, place: FieldPlace, tell: Tell) -> None:
        """Tell of the part and field under the pointer, once."""
        self._hovered = (place, tell)
        self._answer()

    def changed(self, changes: Changes) -> None:
        """Hear what changed in the store: who wrote last is another now."""
        if self._page is not None and changes.touch(self._page.plan.id):
            self._written = None
            if self._place is not None:
                self._answer()

    def leave(self, _gone: object = None) -> None:
        """The screen is gone: an answer that is still on its way finds nobody."""
        self._page = None
        self._forget()

    def _forget(self) -> None:
        self._written = self._earlier = self._place = self._hovered = None
        self._runner.void(self._slot)

    def _answer(self) -> None:
        page = self._page
        if page is None or (self._place is None and self._hovered is None):
            return
        if self._written is None or self._earlier is None:
            work = partial(_read, self._desk, page.plan, self._earlier)
            arrived = partial(self._arrived, page.plan)
            # A tip that cannot be had is no news; the page itself says when the store is away.
            self._runner.ask(self._slot, work, arrived, lambda _error: None)
        else:
            self._tell()

    def _arrived(self, plan: JointPlan, found: _Read) -> None:
        page = self._page
        if page is None or page.plan.id != plan.id:
            return
        self._written, self._settled = found.written, found.settled
        # An approval while this was on its way makes it too old to keep.
        self._earlier = found.earlier
        self._tell()
        if page.plan.version != plan.version:
            self._earlier = None

    def _tell(self) -> None:
        if self._place is not None:
            self._show(self._past(self._place))
        if self._hovered is not None:
            (place, tell), self._hovered = self._hovered, None
            past = self._past(place)
            if past is not None:
                tell(past)

    def _past(self, place: FieldPlace) -> PastShown | None:
        page = self._page
        laid = laid_at(page.plan, place.key) if page is not None else None
        if page is None or laid is None or self._written is None:
            return None
        title = str(getattr(laid.part, "title", "")).strip() or section_words(place.key)
        written = ""
        if laid.kind.value not in ("follow_up", "leads"):
            row = self._written.get(laid.key)
            written = written_words(row, laid.part, page.book, self._desk.clock.now())
        field = field_at(place.key, place.field)
        heading, lines = past_lines(self._earlier or _NOTHING, laid, field)
        kept = settled_lines(self._settled, place.key, field)
        return PastShown(title, written, heading, (*lines, *kept))


def _read(desk: Desk, plan: JointPlan, earlier: EarlierVersions | None) -> _Read:
    if earlier is None:
        earlier = earlier_versions(desk, plan.id) if plan.version else _NOTHING
    return _Read(who_wrote(desk, plan.id), earlier, settled_texts(desk, plan.id))
