"""Writing parts of a plan through the use cases, one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import NotFound, Stale, StoreDown
from coordinator.use_cases import opening, plan_parts, planning
from plans.errors import RuleBroken
from plans.flat import PlanPart
from plans.part_writing import PlainPart
from plans.parts import (
    Challenge,
    Consent,
    ContactAgreement,
    Goal,
    Intervention,
    Measurement,
    OwnWords,
    Participant,
    Stance,
    Statement,
    SubGoal,
    Task,
)
from plans.plan import JointPlan
from ui.screens.plan.draft import Write
from ui.screens.plan.parts import Deputy, FollowUp, Order


@dataclass(frozen=True, slots=True)
class Written:
    """How one write went: what the store says changed, or why it did not."""

    write: Write
    changes: Changes | None = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """How some writes went, and the plan as it is now when it may be other than was written."""

    written: tuple[Written, ...]
    newer: JointPlan | None = None


def write_parts(desk: Desk, plan_id: UUID, writes: Sequence[Write]) -> Batch:
    """Write parts in order; one that is refused does not stop the next.

    A store that is down stops the rest, which then fail with the same error. A bug travels on.
    """
    written: list[Written] = []
    down: StoreDown | None = None
    for write in writes:
        if down is not None:
            written.append(Written(write, error=down))
            continue
        try:
            written.append(Written(write, _write(desk, plan_id, write)))
        except StoreDown as error:
            down = error
            written.append(Written(write, error=error))
        except (RuleBroken, Stale, NotFound) as error:
            written.append(Written(write, error=error))
    again = down is None and any(map(_moves_more, written))
    return Batch(tuple(written), opening.read_plan(desk, plan_id) if again else None)


def _moves_more(each: Written) -> bool:
    """Whether the plan is other than was written: a colleague, or a consent that was taken back."""
    return each.error is not None or each.write.key.kind == "consent"


def _write(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    if write.wanted is None:
        return _gone(desk, plan_id, write)
    return _WRITERS[type(write.wanted)](desk, plan_id, write)


def _gone(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    """Take a part out; that a colleague has done so already is as good."""
    try:
        return _remove(desk, plan_id, write)
    except RuleBroken as error:
        if error.code != "not-in-plan":
            raise
        return Changes()


def _remove(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    key, part_id = write.key, write.key.id
    assert part_id is not None
    if key.kind == "participant":
        # The store gives them their id, and knows each person once.
        people = opening.read_plan(desk, plan_id).participants
        stored = next((each.id for each in people if each.staff_id == part_id), part_id)
        return planning.remove_participant(desk, plan_id, stored)
    if key.kind == "task":
        assert key.under is not None
        return planning.remove_task(desk, plan_id, key.under, part_id)
    if key.kind in _REMOVERS:
        return _REMOVERS[key.kind](desk, plan_id, part_id)
    return plan_parts.remove_part(desk, plan_id, PlanPart(key.kind), part_id)


_REMOVERS: Final[dict[str, Callable[[Desk, UUID, UUID], Changes]]] = {
    "goal": planning.remove_goal,
    "intervention": planning.remove_intervention,
    "sub_goal": plan_parts.remove_sub_goal,
}


def _own_words(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    assert isinstance(write.seen, OwnWords)
    assert isinstance(write.wanted, OwnWords)
    return planning.write_own_words(desk, plan_id, write.seen, write.wanted)


def _goal(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    assert isinstance(write.seen, Goal | None)
    assert isinstance(write.wanted, Goal)
    return planning.put_goal(desk, plan_id, write.seen, write.wanted)


def _intervention(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    assert isinstance(write.seen, Intervention | None)
    assert isinstance(write.wanted, Intervention)
    assert write.key.under is not None
    above, place = write.key.under, write.place
    return planning.put_intervention(desk, plan_id, above, write.seen, write.wanted, place=place)


def _task(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    seen, wanted = write.seen, write.wanted
    assert isinstance(seen, Task | None)
    assert isinstance(wanted, Task)
    assert write.key.under is not None
    if seen is not None and _only_worked(seen, wanted):
        # Only how it stands: the assignee may move that too, and in a plan that is in force.
        return planning.move_task(desk, plan_id, seen, wanted)
    return planning.put_task(desk, plan_id, write.key.under, seen, wanted, place=write.place)


def _only_worked(seen: Task, wanted: Task) -> bool:
    moved = replace(seen, status=wanted.status, waiting=wanted.waiting, result=wanted.result)
    return moved == wanted


def _order(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    assert isinstance(write.wanted, Order)
    return plan_parts.order_parts(desk, plan_id, write.key.under, write.wanted.ids)


def _plain(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    seen = cast("PlainPart | None", write.seen)
    wanted = cast("PlainPart", write.wanted)
    return plan_parts.put_part(desk, plan_id, seen, wanted, place=write.place)


def _sub_goal(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    assert isinstance(write.seen, SubGoal | None)
    assert isinstance(write.wanted, SubGoal)
    assert write.key.under is not None
    above, place = write.key.under, write.place
    return plan_parts.put_sub_goal(desk, plan_id, above, write.seen, write.wanted, place=place)


def _stance(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    assert isinstance(write.seen, Stance)
    assert isinstance(write.wanted, Stance)
    return plan_parts.put_stance(desk, plan_id, write.seen, write.wanted)


def _participant(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    assert isinstance(write.seen, Participant | None)
    assert isinstance(write.wanted, Participant)
    who, function = write.wanted.staff_id, write.wanted.function
    return planning.put_participant(desk, plan_id, write.seen, who, function)


def _deputy(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    assert isinstance(write.seen, Deputy)
    assert isinstance(write.wanted, Deputy)
    return planning.set_deputy(desk, plan_id, write.seen.staff_id, write.wanted.staff_id)


def _consent(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    assert isinstance(write.seen, Consent | None)
    assert isinstance(write.wanted, Consent)
    return planning.put_consent(desk, plan_id, write.seen, write.wanted)


def _follow_up(desk: Desk, plan_id: UUID, write: Write) -> Changes:
    assert isinstance(write.seen, FollowUp)
    assert isinstance(write.wanted, FollowUp)
    return planning.set_follow_up(desk, plan_id, write.seen.day, write.wanted.day)


_Writer = Callable[[Desk, UUID, Write], Changes]
_WRITERS: Final[dict[type, _Writer]] = {
    OwnWords: _own_words,
    Stance: _stance,
    Statement: _plain,
    Challenge: _plain,
    ContactAgreement: _plain,
    Measurement: _plain,
    SubGoal: _sub_goal,
    Goal: _goal,
    Intervention: _intervention,
    Task: _task,
    Order: _order,
    Participant: _participant,
    Deputy: _deputy,
    Consent: _consent,
    FollowUp: _follow_up,
}
