"""Beginning parts of the plan that is open, and putting them in an order."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID, uuid4

from coordinator.dated_lists import ListEntry
from coordinator.desk import Desk
from coordinator.i18n import _
from plans.parts import Goal, Intervention, SubGoal, Task
from plans.plan import JointPlan
from ui.navigation import Navigator
from ui.screens.plan.beside_pen import BesidePen
from ui.screens.plan.parts import Key, Order, Part, with_fields
from ui.screens.plan.reading import PlanSeen
from ui.screens.plan.session import OpenPlan
from ui.screens.plan.undo import Move


class Arranging:
    """What the pen does to more than one field; ``open_plan`` gives the plan that is open."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        open_plan: Callable[[], tuple[OpenPlan, PlanSeen] | None],
        show: Callable[[], None],
    ) -> None:
        self._desk, self._navigator = desk, navigator
        self._open_plan, self._show = open_plan, show
        self.beside: Final = BesidePen(desk, self._add, self._keep)

    @property
    def _session(self) -> OpenPlan | None:
        found = self._open_plan()
        return found[0] if found else None

    def add_sub_goal(self, goal_id: UUID) -> Key:
        """Begin a sub-goal under a goal."""
        key = Key("sub_goal", uuid4(), goal_id)
        return self._add(key, SubGoal(key.id or uuid4()))

    def move(self, key: Key, step: int) -> str:
        """Move a part up (-1) or down (1) among its kind; tells in words where it stands now."""
        session = self._session
        before = beside(session.draft.shown(), key) if session is not None else ()
        if session is None or key.id not in before:
            return ""
        place = before.index(key.id)
        to = min(max(place + step, 0), len(before) - 1)
        if to != place:
            after = list(before)
            after.insert(to, after.pop(place))
            where = Key("order", under=key.under)
            session.put_all((Move(where, Order(before), Order(tuple(after))),))
            self._show()
        return _("Number {place} of {count}").format(place=to + 1, count=len(before))

    def take_offer(self, key: Key, offer: ListEntry) -> None:
        """Make an intervention an offer of the list: its name, and its law where there is none.

        The service area goes with the law.
        """
        session = self._session
        part = session.draft.value(key) if session is not None else None
        if session is None or not isinstance(part, Intervention):
            return
        values: dict[str, object] = {"title": offer.label, "offer": offer.code}
        if not part.legal_basis.strip():
            values["legal_basis"] = offer.group
            values["service_area"] = offer.service_area or part.service_area
        session.put_all((Move(key, part, with_fields(part, values)),))
        self._show()

    def _add(self, key: Key, part: Part) -> Key:
        if self._session is not None:
            self._session.draft.put(key, part)
            self._session.undo.did((Move(key, None, part),))
            self._show()
        return key

    def _keep(self, key: Key, part: Part) -> Key:
        """Put in a part that is whole from the beginning, and keep it at once."""
        if self._session is not None:
            self._session.put_all((Move(key, None, part),))
            self._show()
        return key


def beside(plan: JointPlan, key: Key) -> tuple[UUID, ...]:
    """List the goals, or what of its kind stands under the same part, in their order."""
    goal = plan.goal(key.under) if key.under else None
    above = plan.intervention(key.under) if key.under else None
    found: dict[str, Sequence[Goal | Intervention | Task]] = {
        "goal": plan.goals,
        "intervention": goal.interventions if goal else (),
        "task": above.tasks if above else (),
    }
    return tuple(each.id for each in found.get(key.kind, ()))
