"""One plan under work: what is written in it, its undo, and its way into the store."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import StoreDown
from plans.errors import RuleBroken
from plans.parts import OwnWords, Stance
from plans.plan import JointPlan
from plans.states import CitizenStance
from ui.problems import Problem, describe
from ui.runner import Runner
from ui.screens.plan.aside import has_no_place
from ui.screens.plan.autosave import Alarm, Autosave, Outcome, State
from ui.screens.plan.draft import Draft, Write
from ui.screens.plan.entries import Loose
from ui.screens.plan.journal import Keeping, UnderWay
from ui.screens.plan.parts import Key, Part
from ui.screens.plan.safety import Safety, safety_of
from ui.screens.plan.undo import Move, Step, UndoStack, moved
from ui.screens.plan.writing import Batch, Written, write_parts

# The field at which a rule's sentence stands; otherwise the part's first.
_FIELDS: Final = {
    "end-before-start": "end",
    "consent-how-missing": "how",
    "consent-answer-missing": "status",
    "consent-areas-missing": "service_areas",
    "consent-in-future": "given_on",
    "deputy-is-coordinator": "staff_id",
    "transition": "status",
    "contact-times-wrong": "times",
    "hours-wrong": "hours_a_week",
}
# Fields that hold a figure; a text that is none gets another sentence than one that is no date.
_FIGURES: Final = frozenset({"value", "times", "hours_a_week"})


@dataclass(frozen=True, slots=True)
class FieldError:
    """A sentence beside a field; an empty field name is the part as a whole."""

    field: str
    sentence: str


class PlanOwner(Protocol):
    """Who hears from a session: the presenter."""

    def publish(self, changes: Changes) -> None:
        """The store has changed."""

    def session_changed(self, session: "OpenPlan") -> None:
        """Something to show is another."""

    def session_state(self, session: "OpenPlan", safety: Safety) -> None:
        """The text is safer or less safe than before."""

    def session_problem(self, session: "OpenPlan", problem: Problem) -> None:
        """Something went wrong that belongs to no field."""


class OpenPlan:
    """Joins draft, undo and autosave of one plan; lives on until all of it is in the store."""

    def __init__(
        self,
        plan: JointPlan,
        *,
        desk: Desk,
        runner: Runner,
        owner: PlanOwner,
        clock: Callable[[], float],
        make_alarm: Callable[[Callable[[], None]], Alarm],
    ) -> None:
        self.plan_id: Final[UUID] = plan.id
        self.draft: Final = Draft(plan)
        self.undo: Final = UndoStack()
        self.errors: Final[dict[Key, FieldError]] = {}
        # Texts that fit nowhere any more, until they are let go of.
        self.aside: Final[list[Loose]] = []
        self._desk, self._runner, self._owner = desk, runner, owner
        self._sent: tuple[Write, ...] = ()
        self._under_way = UnderWay()
        self._ended = False
        self._trouble: Exception | None = None
        self._cause = ""
        self._then: Callable[[], None] | None = None
        self._held: tuple[Key, str] | None = None
        self._typed_in_held = False
        self.saver: Final = Autosave(
            clock=clock, alarm=make_alarm(self._ring), send=self._send, show=self._show
        )
        self.keeping: Final = Keeping(
            self.draft,
            desk,
            runner,
            clock=clock,
            make_alarm=make_alarm,
            told=self._kept_here,
        )

    @property
    def clean(self) -> bool:
        """Whether the store has everything, and this PC what it cannot have."""
        kept = self.keeping.lasts or not self.aside
        return self.saver.idle and not self.draft.mine and kept

    @property
    def held(self) -> tuple[Key, str] | None:
        """The field with the cursor."""
        return self._held

    # -- what the user does ------------------------------------------------------------------

    def edit(self, key: Key, name: str, value: object) -> None:
        """Take in what stands in a field now; a refused value stays there with its sentence."""
        before = self.draft.value(key)
        self._typed_in_held |= self._held == (key, name)
        try:
            self.keeping.read(key, name)
            self.draft.edit(key, **{name: value}, **self._said_today(before, name, value))
        except RuleBroken as error:
            self.note_error(key, error, name)
            self.keeping.touch(key)
            return
        self.errors.pop(key, None)
        self.undo.did((Move(key, before, self.draft.value(key)),), visit=(key, name))
        self.touch(key)

    def misread(self, key: Key, name: str, text: str) -> None:
        """A field says what is no date, time or figure; it stays there with its sentence."""
        error = RuleBroken("figure-wrong") if name in _FIGURES else RuleBroken("date-wrong")
        if name == "weekly_times":
            error = RuleBroken("weekly-times-unread")
        self.note_error(key, error, name)
        self.keeping.misread(key, name, text)

    def put_all(self, step: Step) -> None:
        """Do several things as one step, at once."""
        for move in step:
            self.draft.put(move.key, move.after)
            self.touch(move.key)
        self.undo.did(step)
        self.saver.flush()

    def put_back(self, step: Step) -> None:
        """Undo or redo: take steps back or do them again, beside what a colleague wrote."""
        for move in step:
            self.draft.put(move.key, moved(self.draft.value(move.key), move))
            self.errors.pop(move.key, None)
            self.keeping.unread.pop(move.key, None)
            self.touch(move.key)
        self.saver.flush()

    def touch(self, key: Key) -> None:
        """A part is to be written, unless it is new and empty."""
        self.keeping.touch(key)
        if self.draft.is_empty_new(key):
            self.saver.forget(key)
        else:
            self.saver.touch(key)

    def hold(self, key: Key, name: str) -> None:
        """The cursor is in a field now."""
        self._held, self._typed_in_held = (key, name), False

    def leave(self) -> None:
        """A field was left; one that was only looked at takes what a colleague wrote."""
        if self._held is not None and not self._typed_in_held:
            key, name = self._held
            if any(each.field == name for each in self.draft.conflicts.get(key, ())):
                self.draft.choose(key, name, mine=False)
        self._held = None
        self.undo.end_visit()
        if self._set_apart():
            self._owner.session_changed(self)
        self.saver.flush()

    def note_error(self, key: Key, error: RuleBroken, name: str = "") -> None:
        """Keep the sentence that stands beside a field."""
        self.errors[key] = FieldError(_FIELDS.get(error.code, name), describe(error).sentence)

    def save_now(self) -> None:
        """Put everything on this PC and into the store, now."""
        self.keeping.flush()
        self.saver.flush()

    def when_kept(self, then: Callable[[], None]) -> None:
        """Do something when all is in the store, such as sending the plan; now if it is."""
        self.saver.flush()
        if self.saver.idle:
            then()
        else:
            self._then = then

    def finish(self) -> None:
        """Write everything now, also behind a write under way; its answer is not waited for."""
        self._ended = True
        # Asked before the write under way counts as kept: it may fail yet.
        at_stake = self.keeping.at_the_end()
        for write in self._sent:
            self.draft.kept(write)
        keys = tuple(key for key in (*self.saver.take_all(), *self.draft.mine))
        writes = self.draft.writes(tuple(dict.fromkeys(self._real(keys))))
        work = partial(write_parts, self._desk, self.plan_id, writes)
        work_and_let_go = self.keeping.finish(work, at_stake, self._under_way)
        if writes or self._sent:
            self._runner.do(work_and_let_go, self._answered, self._failed)

    def rebase(self, plan: JointPlan) -> None:
        """Take in a newer reading of the plan."""
        self.draft.rebase(plan, self._held)
        self._set_apart()
        self.keeping.settle()

    def _set_apart(self) -> tuple[Key, ...]:
        """Take what was written in parts that are hidden by now out of the plan, to be copied."""
        written = (*self.draft.mine, *self.draft.refused, *self.keeping.unread, *self.errors)
        gone = [key for key in dict.fromkeys(written) if has_no_place(self.draft, key, self._held)]
        for key in gone:
            found = self.keeping.set_apart(key)
            if found is not None:
                self.aside.append(found)
            self.draft.discard(key)
            self.errors.pop(key, None)
            self.saver.forget(key)
        if gone and self.saver.idle and not self.errors:
            self._show("saved")
        return tuple(gone)

    def let_go(self) -> None:
        """Forget the texts that fit nowhere: they were copied, or nobody wants them."""
        self.keeping.let_go(each.name for each in self.aside)
        self.aside.clear()

    def _said_today(self, before: Part | None, name: str, value: object) -> dict[str, object]:
        """Propose today for what the citizen begins to say, and take that back with the words."""
        today = self._desk.clock.today()
        if isinstance(before, Stance) and name == "kind":
            asked = value is not CitizenStance.NOT_ASKED
            if asked and before.said_on is None:
                return {"said_on": today}
            return {} if asked or before.said_on != today else {"said_on": None}
        if not isinstance(before, OwnWords) or name != "text":
            return {}
        had, has = bool(before.text.strip()), bool(str(value).strip())
        if has and not had and before.said_on is None:
            return {"said_on": today}
        return {"said_on": None} if had and not has and before.said_on == today else {}

    # -- the way into the store --------------------------------------------------------------

    def _real(self, keys: tuple[Hashable, ...]) -> tuple[Key, ...]:
        """The parts worth writing: not what is new and empty."""
        return tuple(
            key for key in keys if isinstance(key, Key) and not self.draft.is_empty_new(key)
        )

    def _ring(self) -> None:
        self.saver.ring()

    def _send(self, keys: tuple[Hashable, ...]) -> None:
        self.draft.drop_unchanged()
        writes = self.draft.writes(self._real(keys))
        if writes:
            self.keeping.first(partial(self._begin, writes))
        else:
            self.keeping.flush()
            self.saver.answered(())
            self._after()

    def _begin(self, writes: tuple[Write, ...]) -> None:
        self._sent = writes
        work = partial(write_parts, self._desk, self.plan_id, writes)
        self._under_way = UnderWay()
        self._runner.do(partial(self._under_way.run, work), self._answered, self._failed)

    def _answered(self, batch: Batch) -> None:
        if self._ended:
            self._publish(batch.written)
            return
        self._sent = ()
        again: list[Key] = []
        outcomes: list[tuple[Hashable, Outcome]] = [
            (each.write.key, self._take_in(each, again)) for each in batch.written
        ]
        if batch.newer is not None:
            self.draft.rebase(batch.newer, self._held)
        gone = self._set_apart()
        outcomes = [(key, "kept" if key in gone else outcome) for key, outcome in outcomes]
        for key in again:
            if self.draft.writes((key,)):
                self.saver.touch(key)
        self.keeping.settle()
        self.saver.answered(outcomes)
        if again:
            self.saver.flush()
        self._publish(batch.written)
        self._owner.session_changed(self)
        self._after()

    def _take_in(self, each: Written, again: list[Key]) -> Outcome:
        error, key = each.error, each.write.key
        if error is None:
            self.draft.kept(each.write)
            if key not in self.draft.refused:
                self.errors.pop(key, None)
            return "kept"
        problem = describe(error)
        if isinstance(error, StoreDown | RuleBroken):
            self._trouble, self._cause = error, problem.sentence
        if isinstance(error, StoreDown):
            return "down"
        if isinstance(error, RuleBroken):
            self.note_error(key, error)
            return "refused"
        # A colleague was faster: what does not clash is written again over theirs.
        again.append(key)
        return "kept"

    def _failed(self, error: Exception) -> None:
        """A bug: the text stays in its fields, and the next change tries again."""
        problem = describe(error)
        if self._ended:
            return
        sent, self._sent = self._sent, ()
        self._trouble, self._cause = error, problem.sentence
        self._then = None
        self.saver.answered([(write.key, "refused") for write in sent])
        self._owner.session_problem(self, problem)

    def _publish(self, written: tuple[Written, ...]) -> None:
        done = [each.changes for each in written if each.changes]
        if done:
            changes = Changes(
                frozenset().union(*(each.citizens for each in done)),
                frozenset().union(*(each.plans for each in done)),
            )
            self._owner.publish(changes)

    def _after(self) -> None:
        if self._then is None or not self.saver.idle:
            return
        then, self._then = self._then, None
        if not self.errors and not self.draft.conflicts:
            then()

    def _show(self, state: State) -> None:
        if state == "saved":
            self._trouble = None
        found = safety_of(state, self._trouble, self._cause, self.keeping, self._desk.clock.now())
        self._owner.session_state(self, found)

    def _kept_here(self) -> None:
        """What the top bar says of this PC is another while the store does not answer."""
        if isinstance(self._trouble, StoreDown):
            self._show("down")
