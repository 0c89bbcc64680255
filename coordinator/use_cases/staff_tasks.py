"""Tasks between colleagues: asking for one, answering it, working on it, and what waits on whom."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.danish_time import local_time
from coordinator.desk import Desk
from coordinator.ids import new_id
from coordinator.lists import ListedStaffTask
from coordinator.ports import AuditAction, AuditEntry, NotFound, Stale, UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from coordinator.use_cases.log import Log
from plans import sharing, staff_tasks
from plans.errors import RuleBroken
from plans.parts import Waiting
from plans.people import Role
from plans.reminders import Reminder
from plans.staff_tasks import StaffTask, Standpoint, Wish, accountable, reaches
from plans.task_steps import StepKind, TaskStep
from plans.units import Unit, unit_of

Rule = Callable[[StaffTask, UnitOfWork], StaffTask]
_SUBJECT: Final = "staff_task"
# From then on nobody was reminded of it.
_ANEW: Final = frozenset(
    {
        StepKind.ASKED,
        StepKind.PASSED_ON,
        StepKind.HANDED_OVER,
        StepKind.GIVEN_BACK,
        StepKind.REMINDER_TAKEN_BACK,
    }
)
Receiver = UUID | Unit


@dataclass(frozen=True, slots=True)
class _Told:
    """The step that tells what was done: in which words, and to whom it went."""

    kind: StepKind
    text: str = ""
    to: tuple[UUID | None, str] = (None, "")


def ask(desk: Desk, task_id: UUID, wish: Wish, to: Receiver) -> Changes:
    """Ask a colleague, or a unit, to do something; the same press twice is the same task.

    Raises:
        RuleBroken: ``staff-task-no-part`` about a citizen whom one has nothing to do with, and as
            ``plans.staff_tasks.asked``.
        Stale: when there is another task with its id.
    """
    with desk.start_work() as work:
        receiver = work.staff.get(to) if isinstance(to, UUID) else to
        if wish.citizen_id is not None and not Log(work, desk).is_related(wish.citizen_id):
            raise RuleBroken("staff-task-no-part")
        if isinstance(receiver, Unit) and not any(
            receiver.has(each) for each in work.staff.everybody()
        ):
            raise RuleBroken("staff-task-no-unit")
        area, mine = receiver.service_area, desk.member.service_area
        consent = work.plans.consent_today(wish.citizen_id) if wish.citizen_id else None
        task = staff_tasks.asked(
            task_id, wish, desk.member, receiver, shared=reaches(mine, area, consent)
        )
        with suppress(NotFound):
            if work.staff_tasks.get(task_id) == task:
                return Changes()
            raise Stale
        _note(work, desk, AuditAction.CREATE, task)
        work.staff_tasks.add(task)
        name = receiver.team if isinstance(receiver, Unit) else receiver.name
        told = _Told(StepKind.ASKED, to=(to if isinstance(to, UUID) else None, name))
        work.staff_tasks.add_step(task, _step(desk, task, told))
        return work.commit()


def accept(desk: Desk, seen: StaffTask) -> Changes:
    """Take on what one was asked for; from now on one answers for it.

    Raises:
        RuleBroken: as ``plans.staff_tasks.accepted``.
        Stale: when the task is no longer as it was seen, as with each deed here.
    """
    return _change(
        desk, seen, lambda task, _work: staff_tasks.accepted(task, desk.member),
        _Told(StepKind.ACCEPTED),
    )  # fmt: skip


def decline(desk: Desk, seen: StaffTask, reason: str) -> Changes:
    """Say no, and why: who asked answers for it.

    Raises:
        RuleBroken: as ``plans.staff_tasks.declined``.
    """
    return _change(
        desk, seen, lambda task, _work: staff_tasks.declined(task, desk.member, reason),
        _Told(StepKind.DECLINED, reason),
    )  # fmt: skip


def claim(desk: Desk, task_id: UUID) -> Changes:
    """Take a task out of the queue of one's unit; of two who press at once one gets it.

    Raises:
        RuleBroken: ``staff-task-taken`` with the name of who was first, and as
            ``plans.staff_tasks.claimed``.
    """
    try:
        with desk.start_work() as work:
            # Of two who press at once the second waits here, and then reads who was first.
            seen = work.staff_tasks.hold(task_id)
            shared = work.staff_tasks.may_claim(seen)
            task = staff_tasks.claimed(seen, desk.member, shared=shared)
            _note(work, desk, AuditAction.CHANGE, seen)
            work.staff_tasks.add_step(seen, _step(desk, seen, _Told(StepKind.CLAIMED)))
            work.staff_tasks.save(task)
            return work.commit()
    except (Stale, NotFound):
        # Who was first has it now, so that it is out of one's sight.
        with desk.start_reading() as work:
            name = work.staff_tasks.claimed_by(task_id)
        if not name:
            raise Stale from None
        raise RuleBroken("staff-task-taken", name=name) from None


def give_back(desk: Desk, seen: StaffTask, note: str = "") -> Changes:
    """Put a task back into the queue that one took it from.

    Raises:
        RuleBroken: as ``plans.staff_tasks.given_back``.
    """
    return _change(
        desk, seen, lambda task, _work: staff_tasks.given_back(task, desk.member),
        _Told(StepKind.GIVEN_BACK, note),
    )  # fmt: skip


def start(desk: Desk, seen: StaffTask) -> Changes:
    """Begin on a task, or go on with one that waited.

    Raises:
        RuleBroken: as ``plans.staff_tasks.started``.
    """
    return _change(
        desk, seen, lambda task, _work: staff_tasks.started(task, desk.member),
        _Told(StepKind.STARTED),
    )  # fmt: skip


def wait(desk: Desk, seen: StaffTask, waiting: Waiting) -> Changes:
    """Say what a task waits for, on whom, and when to look again.

    Raises:
        RuleBroken: as ``plans.staff_tasks.waits``.
    """
    return _change(
        desk, seen, lambda task, _work: staff_tasks.waits(task, desk.member, waiting),
        _Told(StepKind.WAITS, waiting.on_whom),
    )  # fmt: skip


def complete(desk: Desk, seen: StaffTask, result: str = "") -> Changes:
    """Be done with a task, with the answer that was asked for.

    Raises:
        RuleBroken: as ``plans.staff_tasks.completed``.
    """
    return _change(
        desk, seen, lambda task, _work: staff_tasks.completed(task, desk.member, result),
        _Told(StepKind.COMPLETED, result),
    )  # fmt: skip


def reopen(desk: Desk, task_id: UUID) -> Changes:
    """Take back that a task is done or cancelled.

    Raises:
        RuleBroken: as ``plans.staff_tasks.reopened``.
    """
    return _change(
        desk, task_id, lambda task, _work: staff_tasks.reopened(task, desk.member),
        _Told(StepKind.REOPENED),
    )  # fmt: skip


def cancel(desk: Desk, task_id: UUID, why: str = "") -> Changes:
    """Take back what one asked for.

    Raises:
        RuleBroken: as ``plans.staff_tasks.cancelled``.
    """
    return _change(
        desk, task_id, lambda task, _work: staff_tasks.cancelled(task, desk.member),
        _Told(StepKind.CANCELLED, why),
    )  # fmt: skip


def pass_on(desk: Desk, seen: StaffTask, to: UUID, note: str) -> Changes:
    """Ask a colleague in place of who has it, with a note of what they should know.

    Raises:
        RuleBroken: ``task-pass-note`` without one, and as ``plans.staff_tasks.passed_on``.
    """
    if not note.strip():
        raise RuleBroken("task-pass-note")
    return _give(desk, seen, to, note)


def take(desk: Desk, seen: StaffTask) -> Changes:
    """Do oneself what one asked for and nobody took on.

    Raises:
        RuleBroken: as ``plans.staff_tasks.passed_on``.
    """
    return _give(desk, seen, desk.member.id, "")


def reassign(desk: Desk, task_ids: Iterable[UUID], to: UUID) -> Changes:
    """Give several tasks of one's unit to a colleague, as its lead or as who asked: all or none.

    Raises:
        RuleBroken: as ``plans.staff_tasks.passed_on``.
    """

    def rule(task: StaffTask, work: UnitOfWork) -> StaffTask:
        return passed(desk, task, to, work)

    with desk.start_work() as work:
        told = _Told(StepKind.PASSED_ON, to=(to, work.staff.get(to).name))
        for each in task_ids:
            _write(desk, work, work.staff_tasks.get(each), rule, told)
        return work.commit()


def move_deadline(desk: Desk, task_ids: Iterable[UUID], due: date) -> Changes:
    """Set another deadline for several tasks that one asked for, or leads: all or none.

    Raises:
        RuleBroken: as ``plans.staff_tasks.moved``.
    """
    with desk.start_work() as work:
        everybody, at = work.staff.everybody(), standpoint(work, desk)
        for each in task_ids:
            _write(
                desk, work, work.staff_tasks.get(each),
                lambda task, _work: staff_tasks.moved(task, at, due, everybody),
                _Told(StepKind.MOVED, due.isoformat()),
            )  # fmt: skip
        return work.commit()


def remind(desk: Desk, task_id: UUID) -> tuple[Reminder, Changes]:
    """Ask again for an answer; once a day.

    Raises:
        RuleBroken: ``nobody-to-remind`` or ``reminded-today``.
    """
    with desk.start_work() as work:
        task = work.staff_tasks.get(task_id)
        staff_tasks.require_awaited(task, desk.member)
        today = desk.clock.today()
        last = last_reminder(work.staff_tasks.steps([task_id]))
        if last is not None and last.on == today:
            raise RuleBroken("reminded-today")
        step = _step(desk, task, _Told(StepKind.REMINDED))
        _note(work, desk, AuditAction.CHANGE, task)
        work.staff_tasks.add_step(task, step)
        return _reminder(step), work.commit()


def take_reminder_back(desk: Desk, task_id: UUID) -> Changes:
    """Take one's own reminder of a task back.

    Raises:
        RuleBroken: ``nobody-to-remind``.
    """
    with desk.start_work() as work:
        task = work.staff_tasks.get(task_id)
        staff_tasks.require_awaited(task, desk.member)
        _note(work, desk, AuditAction.CHANGE, task)
        work.staff_tasks.add_step(task, _step(desk, task, _Told(StepKind.REMINDER_TAKEN_BACK)))
        return work.commit()


def last_reminder(steps: Sequence[TaskStep]) -> Reminder | None:
    """Give the newest reminder among steps, the oldest first; None where it was taken back.

    One from before the task went to somebody else asked another.
    """
    for each in reversed(steps):
        if each.kind is StepKind.REMINDED:
            return _reminder(each)
        if each.kind in _ANEW:
            return None
    return None


def read(desk: Desk, task_id: UUID) -> StaffTask:
    """Read a task that stands in a list, to do something with it; that is what the log tells.

    Raises:
        Stale: when it is no longer theirs to read.
    """
    with desk.start_reading() as work:
        try:
            return work.staff_tasks.get(task_id)
        except NotFound:
            raise Stale from None


def accountable_for(
    work: UnitOfWork, person: UUID, citizen_id: UUID | None = None
) -> tuple[StaffTask, ...]:
    """List the open tasks that somebody answers for, of a citizen or of all.

    Whoever takes a citizen over takes these over, too. On a server it lists what who asks may see.
    """
    everybody = work.staff.everybody()
    listed = (*work.staff_tasks.of_member(person), *work.staff_tasks.left_behind())
    found = {
        each.task.id: each.task
        for each in listed
        if citizen_id in (None, each.task.wish.citizen_id)
        and accountable(each.task, everybody) == person
    }
    return tuple(found.values())


def standpoint(work: UnitOfWork, desk: Desk, citizen_id: UUID | None = None) -> Standpoint:
    """Say from where who works here looks at a task, about a citizen or at all."""
    member, today = desk.member, desk.clock.today()
    acting = leads_stood_in_for(work, member, today)
    led = (member, *acting) if member.role is Role.TEAM_LEAD and member.active else ()
    if citizen_id is None or not Log(work, desk).is_related(citizen_id):
        return Standpoint(member, led)
    consent = work.plans.consent_today(citizen_id)
    return Standpoint(member, led, sharing.areas_seen_by(member, consent, acting))


def of_citizen(work: UnitOfWork, desk: Desk, citizen_id: UUID) -> tuple[ListedStaffTask, ...]:
    """List what is open between colleagues about a citizen, as far as it is theirs to read.

    Who reads the page has opened the citizen, with a relation or a reason that is logged.
    """
    listed = work.staff_tasks.of_citizen(citizen_id)
    if not listed:
        return ()
    everybody, at = work.staff.everybody(), standpoint(work, desk)
    acting = leads_stood_in_for(work, desk.member, desk.clock.today())
    areas = sharing.areas_seen_by(desk.member, work.plans.consent_today(citizen_id), acting)
    opened = replace(at, areas=areas)
    return tuple(each for each in listed if staff_tasks.may_see(each.task, opened, everybody))


def my_units(work: UnitOfWork, desk: Desk) -> tuple[Unit, ...]:
    """Name the units whose queues are mine: my own, and those that I lead for a while."""
    acting = leads_stood_in_for(work, desk.member, desk.clock.today())
    units = dict.fromkeys(unit_of(each) for each in (desk.member, *acting))
    return tuple(unit for unit in units if unit.team)


def _give(desk: Desk, seen: StaffTask, to: UUID, note: str) -> Changes:
    with desk.start_work() as work:
        told = _Told(StepKind.PASSED_ON, note, (to, work.staff.get(to).name))

        def rule(task: StaffTask, work: UnitOfWork) -> StaffTask:
            return passed(desk, task, to, work)

        _write(desk, work, _as_seen(work, seen), rule, told)
        return work.commit()


def passed(desk: Desk, task: StaffTask, to: UUID, work: UnitOfWork) -> StaffTask:
    """Give a task as it stands when a colleague is asked in place of who has it; writes nothing.

    Raises:
        RuleBroken: as ``plans.staff_tasks.passed_on``.
    """
    receiver, citizen = work.staff.get(to), task.wish.citizen_id
    consent = work.plans.consent_today(citizen) if citizen else None
    shared = reaches(task.sender_area, receiver.service_area, consent)
    everybody = work.staff.everybody()
    return staff_tasks.passed_on(task, standpoint(work, desk), receiver, everybody, shared=shared)


def _change(desk: Desk, seen: StaffTask | UUID, rule: Rule, told: _Told) -> Changes:
    with desk.start_work() as work:
        _write(desk, work, _as_seen(work, seen), rule, told)
        return work.commit()


def _write(desk: Desk, work: UnitOfWork, task: StaffTask, rule: Rule, told: _Told) -> None:
    after = rule(task, work)
    # Both before the deed: afterwards the task may be out of one's sight, and the citizen too.
    _note(work, desk, AuditAction.CHANGE, task)
    work.staff_tasks.add_step(task, _step(desk, task, told))
    work.staff_tasks.save(after)


def _as_seen(work: UnitOfWork, seen: StaffTask | UUID) -> StaffTask:
    """Read a task again.

    Raises:
        Stale: when it is no longer as it was seen, or no longer theirs to read.
    """
    try:
        task = work.staff_tasks.get(seen if isinstance(seen, UUID) else seen.id)
    except NotFound:
        raise Stale from None
    if isinstance(seen, StaffTask) and task != seen:
        raise Stale
    return task


def _note(work: UnitOfWork, desk: Desk, action: AuditAction, task: StaffTask) -> None:
    if task.wish.citizen_id is not None:
        Log(work, desk).note(action, task.wish.citizen_id, _SUBJECT, task.id)
    else:
        work.audit.record(AuditEntry(action, None, _SUBJECT, task.id, related=False))


def _step(desk: Desk, task: StaffTask, told: _Told) -> TaskStep:
    return TaskStep(
        id=new_id(),
        plan_id=None,
        task_id=task.id,
        kind=told.kind,
        at=desk.clock.now(),
        by=desk.member.id,
        by_name=desk.member.name,
        text=" ".join(told.text.split()),
        to=told.to[0],
        to_name=told.to[1],
    )


def _reminder(step: TaskStep) -> Reminder:
    day = local_time(step.at).date()
    return Reminder(step.id, None, step.task_id, step.by, step.by_name, day, step.at)
