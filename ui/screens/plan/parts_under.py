"""The parts under a part of the plan, each built when its turn comes."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Generic, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from plans.parts import (
    Challenge,
    ContactAgreement,
    Intervention,
    Measurement,
    Statement,
    SubGoal,
    Task,
)
from ui.screens.plan.builder import Builder
from ui.screens.plan.page import PlanPage
from ui.widgets.layouts import down
from ui.widgets.reading_order import let_go

Beside = Statement | Challenge | ContactAgreement | Measurement
Part = TypeVar("Part", bound=SubGoal | Intervention | Task | Beside)
Shown = TypeVar("Shown", bound=QWidget)


class PartsUnder(Generic[Part, Shown]):
    """Keeps one widget for each part, in the order of the plan; add ``layout``.

    ``make`` builds a widget, ``show`` has it say what its part says (the last: force).
    """

    def __init__(
        self,
        builder: Builder,
        make: Callable[[UUID], Shown],
        show: Callable[[Shown, Part, PlanPage, bool], None],
        *,
        gap: int,
    ) -> None:
        self._builder, self._make, self._show = builder, make, show
        self._parts: dict[UUID, Part] = {}
        self._page: PlanPage | None = None
        self.built: Final[dict[UUID, Shown]] = {}
        self.layout: Final = down(gap=gap)

    def show(self, parts: Sequence[Part], page: PlanPage, *, force: bool) -> None:
        """Show these parts: what is there now, what is new a little later."""
        self._parts, self._page = {each.id: each for each in parts}, page
        for gone in [part_id for part_id in self.built if part_id not in self._parts]:
            let_go(self.built.pop(gone))
        place = 0  # among those that are built
        for part in parts:
            there = self.built.get(part.id)
            if there is None:
                self._builder.later(partial(self._build, part.id))
                continue
            self._show(there, part, page, force)
            if self.layout.indexOf(there) != place:
                self.layout.insertWidget(place, there)
            place += 1

    def _build(self, part_id: UUID) -> None:
        """Build a part, unless it went or was built in the meantime."""
        part, page = self._parts.get(part_id), self._page
        if part is None or page is None or part_id in self.built:
            return
        made = self.built[part_id] = self._make(part_id)
        order = list(self._parts)
        earlier = order[: order.index(part_id)]
        self.layout.insertWidget(sum(each in self.built for each in earlier), made)
        self._show(made, part, page, True)
