"""Writing in the plan that is open: typing, adding, removing, undoing."""

from collections.abc import Callable
from typing import Final
from uuid import UUID, uuid4

from coordinator.i18n import _
from plans.parts import Consent, Goal, Intervention, Participant, Responsible, Task
from plans.people import ServiceArea
from plans.states import ConsentStatus, TaskStatus
from ui.screens.plan.arranging import Arranging
from ui.screens.plan.aside import is_hidden
from ui.screens.plan.parts import ORDER, Key, Order
from ui.screens.plan.session import OpenPlan
from ui.screens.plan.undo import Move


class Pen(Arranging):
    """What the user does to the parts of the plan."""

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
            if not (mine and is_hidden(session.draft, key)):
                session.draft.choose(key, name, mine=mine)
                session.touch(key)
            # Leaving a part that is hidden by now sets apart what I wrote in it.
            session.leave()
            self._show()

    def undo(self, *, again: bool = False) -> None:
        """Take back the last step, or do the one again that was taken back last."""
        session = self._session
        if session is not None:
            stack = session.undo
            session.put_back(stack.redo() if again else stack.undo())
            self._show()

    def _order_move(self, session: OpenPlan, key: Key) -> Move:
        before = tuple(goal.id for goal in session.draft.shown().goals)
        after = tuple(goal_id for goal_id in before if goal_id != key.id)
        return Move(ORDER, Order(before), Order(after))


_REMOVED: Final[dict[str, Callable[[], str]]] = {
    "goal": lambda: _("The goal is removed."),
    "intervention": lambda: _("The intervention is removed."),
    "sub_goal": lambda: _("The sub-goal is removed."),
    "task": lambda: _("The task is removed."),
    "statement": lambda: _("The text is removed."),
    "challenge": lambda: _("The challenge is removed."),
    "contact_agreement": lambda: _("The agreement on contact is removed."),
    "measurement": lambda: _("The measurement is removed."),
    "participant": lambda: _("The person is no longer in the core team."),
}
