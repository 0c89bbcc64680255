"""Writing in the plan that is open: typing, adding, removing, undoing."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID, uuid4

from coordinator.desk import Desk
from coordinator.i18n import _
from plans.parts import Consent, Goal, Intervention, Participant, Responsible, SubGoal, Task
from plans.people import ServiceArea
from plans.plan import JointPlan
from plans.states import ConsentStatus, TaskStatus
from ui.navigation import Navigator
from ui.screens.plan.parts import ORDER, Key, Order, Part, with_fields
from ui.screens.plan.reading import PlanSeen
from ui.screens.plan.session import OpenPlan
from ui.screens.plan.undo import Move


class Pen:
    """What the user does to the parts of the plan; ``open_plan`` gives the one that is open."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        open_plan: Callable[[], tuple[OpenPlan, PlanSeen] | None],
        show: Callable[[], None],
    ) -> None:
        self._desk, self._navigator = desk, navigator
        self._open_plan, self._show = open_plan, show

    @property
    def _session(self) -> OpenPlan | None:
        found = self._open_plan()
        return found[0] if found else None

    def typed(self, key: Key, name: str, value: object) -> None:
        """A field says something else now."""
        if self._session is not None:
            self._session.edit(key, name, value)
            self._show()

    def not_understood(self, key: Key, name: str, text: str) -> None:
        """A field says what is no date; it stays there with the sentence."""
        if self._session is not None:
            self._session.misread(key, name, text)
            self._show()

    def hold(self, key: Key, name: str) -> None:
        """The cursor is in a field now."""
        if self._session is not None:
            self._session.hold(key, name)

    def left(self) -> None:
        """A field was left."""
        if self._session is not None:
            self._session.leave()

    def add_goal(self) -> Key:
        """Begin a goal."""
        key = Key("goal", uuid4())
        return self._add(key, Goal(key.id or uuid4(), ""))

    def add_intervention(self, goal_id: UUID) -> Key:
        """Begin an intervention under a goal, in the writer's own service area."""
        member = self._desk.member
        key = Key("intervention", uuid4(), goal_id)
        area = member.service_area or ServiceArea.EMPLOYMENT
        return self._add(key, Intervention(key.id or uuid4(), area, ""))

    def add_task(self, intervention_id: UUID) -> Key:
        """Begin a task under an intervention."""
        key = Key("task", uuid4(), intervention_id)
        return self._add(key, Task(key.id or uuid4(), ""))

    def add_sub_goal(self, goal_id: UUID) -> Key:
        """Begin a sub-goal under a goal."""
        key = Key("sub_goal", uuid4(), goal_id)
        return self._add(key, SubGoal(key.id or uuid4()))

    def add_consent(self) -> Key:
        """Begin a consent of today, the answer not chosen yet."""
        key = Key("consent", uuid4())
        today = self._desk.clock.today()
        unanswered = ConsentStatus.NOT_ASKED
        return self._add(key, Consent(key.id or uuid4(), today, "", frozenset(), unanswered))

    def add_participant(self, who: Responsible) -> None:
        """Put somebody in the core team."""
        found = self._open_plan()
        if found is None or who.staff_id is None:
            return
        session, seen = found
        member = next(each for each in seen.staff if each.id == who.staff_id)
        key = Key("participant", member.id)
        if session.draft.value(key) is None:
            person = Participant(uuid4(), member.id, member.name, member.service_area, member.team)
            session.put_all((Move(key, None, person),))
            self._show()

    def discard_if_empty(self, key: Key) -> None:
        """Let go of a new part in which nothing was written."""
        session = self._session
        if session is not None and session.draft.is_empty_new(key):
            session.draft.discard(key)
            session.errors.pop(key, None)
            session.saver.forget(key)
            self._show()

    def remove(self, key: Key) -> None:
        """Take a part out, with what stands under it; a toast takes that back."""
        session = self._session
        part = session.draft.value(key) if session is not None else None
        if session is None or part is None:
            return
        moves = [Move(key, part, None)]
        moves += [Move(each, value, None) for each, value in session.draft.below(key).items()]
        if key.kind == "goal":
            moves.append(self._order_move(session, key))
        # Only the part itself is written: what stood under it goes with it.
        session.put_all(tuple(moves))
        self._show()
        self._navigator.toast(_REMOVED[key.kind](), _("Undo"), self.undo)

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

    def fill(self, key: Key, **values: object) -> None:
        """Write several fields of a part as one step."""
        session = self._session
        part = session.draft.value(key) if session is not None else None
        if session is not None and part is not None:
            session.put_all((Move(key, part, with_fields(part, values)),))
            self._show()

    def tick(self, key: Key) -> None:
        """Mark a task as done, or take that back."""
        task = self._session.draft.value(key) if self._session is not None else None
        if isinstance(task, Task):
            done = task.status is TaskStatus.COMPLETED
            status = TaskStatus.REQUESTED if done else TaskStatus.COMPLETED
            self.typed(key, "status", status)
            self.left()

    def choose(self, key: Key, name: str, *, mine: bool) -> None:
        """Settle a clash with a colleague's text."""
        session = self._session
        if session is not None:
            session.draft.choose(key, name, mine=mine)
            session.touch(key)
            session.leave()
            self._show()

    def undo(self, *, again: bool = False) -> None:
        """Take back the last step, or do the one again that was taken back last."""
        session = self._session
        if session is not None:
            stack = session.undo
            session.put_back(stack.redo() if again else stack.undo())
            self._show()

    def _add(self, key: Key, part: Part) -> Key:
        if self._session is not None:
            self._session.draft.put(key, part)
            self._session.undo.did((Move(key, None, part),))
            self._show()
        return key

    def _order_move(self, session: OpenPlan, key: Key) -> Move:
        before = tuple(goal.id for goal in session.draft.shown().goals)
        after = tuple(goal_id for goal_id in before if goal_id != key.id)
        return Move(ORDER, Order(before), Order(after))


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


_REMOVED: Final[dict[str, Callable[[], str]]] = {
    "goal": lambda: _("The goal is removed."),
    "intervention": lambda: _("The intervention is removed."),
    "sub_goal": lambda: _("The sub-goal is removed."),
    "task": lambda: _("The task is removed."),
    "participant": lambda: _("The person is no longer in the core team."),
}
