"""Tasks between colleagues, in any service area: what is agreed with the citizen stands in a plan.

Who answers for one is always exactly one person (``accountable``): who asked until somebody took it
on, and from then on who did.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from plans import access, transitions
from plans.errors import RuleBroken
from plans.parts import DONE_TASKS, Consent, Priority, Waiting
from plans.people import Role, ServiceArea, StaffMember
from plans.sharing import areas_seen
from plans.states import TaskStatus
from plans.units import Unit, unit_of

# Somebody has taken it on.
TAKEN: Final = frozenset({TaskStatus.ACCEPTED, TaskStatus.IN_PROGRESS, TaskStatus.WAITING})
# Somebody has it, or was asked to: it opens the citizen to them.
HELD: Final = TAKEN | {TaskStatus.REQUESTED}
# Something is left to do, by whoever answers for it.
OPEN: Final = HELD | {TaskStatus.DECLINED}


class OriginKind(StrEnum):
    """What a task came out of."""

    ALONE = "alone"
    PART = "part"
    MEETING = "meeting"
    ENQUIRY = "enquiry"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a task came out of: of a part, ``part`` is its kind (``plans.flat.PlanPart``)."""

    kind: OriginKind = OriginKind.ALONE
    id: UUID | None = None
    part: str = ""


ALONE: Final = Origin()


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for; the words stay as they were asked.

    ``kind`` is a code of «task_kinds», ``expected`` says what an answer holds, and ``references``
    name what to look at, such as a journal number: no file lies here.
    """

    title: str
    due: date | None
    text: str = ""
    kind: str = ""
    citizen_id: UUID | None = None
    origin: Origin = ALONE
    priority: Priority = Priority.MEDIUM
    expected: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffTask:
    """A task that one colleague asks another for, or a unit: on no paper, and in no plan.

    ``sender_area`` is the sender's service area when it was asked. ``assignee`` is who has it or
    was asked to; None while it lies in the ``queue`` of a unit, which it may be given back to.
    """

    id: UUID
    wish: Wish
    sender: UUID
    sender_name: str
    sender_area: ServiceArea | None
    assignee: UUID | None = None
    assignee_name: str = ""
    queue: Unit | None = None
    status: TaskStatus = TaskStatus.REQUESTED
    waiting: Waiting | None = None
    result: str = ""

    def __post_init__(self) -> None:
        if self.assignee is None and self.queue is None:
            raise RuleBroken("given-task-nobody")

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.status in OPEN

    @property
    def is_queued(self) -> bool:
        """Whether it lies in a unit's queue and waits for somebody to take it."""
        return self.assignee is None and self.status is TaskStatus.REQUESTED

    def is_overdue(self, today: date) -> bool:
        """Whether the deadline has passed while something is left to do."""
        return self.is_open and self.wish.due is not None and self.wish.due < today


def hangs_on(task: StaffTask, person: UUID) -> bool:
    """Whether a task holds somebody here: they have it, or asked for it and nobody took it on."""
    has = task.assignee == person and task.status in HELD
    asked_for = task.sender == person and task.status in OPEN - TAKEN
    return has or asked_for


def accountable(task: StaffTask, staff: Collection[StaffMember]) -> UUID:
    """Name the one person who answers for a task: never nobody, and never two.

    It is who asked until somebody has taken it on, and from then on who did; what was declined is
    the sender's again. For who has left, or works with citizens no more, their unit's lead answers.
    """
    taken = task.assignee is not None and task.status in TAKEN | {TaskStatus.COMPLETED}
    holder = task.assignee if taken and task.assignee is not None else task.sender
    return answers_for(holder, staff)


def answers_for(person: UUID, staff: Collection[StaffMember]) -> UUID:
    """Name who answers for what is somebody's: they do, or a lead where they are here no more.

    The lead of their unit comes first, then one of their service area, then any: always the same
    for the same staff. Where there is no lead at all it stays theirs, for an administrator to see.
    """
    theirs = next((each for each in staff if each.id == person), None)
    if theirs is None or access.may(theirs, access.Deed.OPEN_CITIZEN):
        return person

    def nearness(lead: StaffMember) -> tuple[bool, bool, str, str]:
        other_area = lead.service_area is not theirs.service_area
        return other_area or lead.team != theirs.team, other_area, lead.name, str(lead.id)

    leads = (each for each in staff if each.role is Role.TEAM_LEAD and each.active)
    found = min(leads, key=nearness, default=None)
    return found.id if found is not None else person


def reaches(
    sender_area: ServiceArea | None, area: ServiceArea | None, consent: Consent | None
) -> bool:
    """Whether the consent of a day lets what one service area says of a citizen reach another.

    Within a service area it is free. Who belongs to none takes part in all that is shared.
    """
    if sender_area is area and area is not None:
        return True
    shared = areas_seen(None, consent)
    return bool(shared) and all(each is None or each in shared for each in (sender_area, area))


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where somebody looks at a task: who, for which leads, and what the citizen shares.

    ``leads`` are the member where they lead a unit, and the leads who are away and whose deputy
    they are. ``areas`` are the service areas whose words about the citizen they see; None where
    they have nothing to do with the citizen.
    """

    member: StaffMember
    leads: tuple[StaffMember, ...] = ()
    areas: frozenset[ServiceArea] | None = None


def may_see(task: StaffTask, at: Standpoint, staff: Collection[StaffMember]) -> bool:
    """Whether a task is somebody's to read.

    It is who asked, who has it, the unit in whose queue it lies, and the leads of these; for all
    others it is a part of what the sender's service area says of the citizen.
    """
    if not access.may(at.member, access.Deed.OPEN_CITIZEN):
        return False
    if at.member.id in (task.sender, task.assignee) or leads(task, at.leads, staff):
        return True
    if task.is_queued and task.queue is not None and task.queue.has(at.member):
        return True
    of_citizen = task.wish.citizen_id is not None and at.areas is not None
    return of_citizen and (task.sender_area is None or task.sender_area in (at.areas or ()))


def leads(
    task: StaffTask, team_leads: Collection[StaffMember], staff: Collection[StaffMember]
) -> bool:
    """Whether one of some team leads leads the unit that asked, was asked, or has the task."""
    theirs = (each for each in staff if each.id in (task.sender, task.assignee))
    units = [unit_of(each) for each in theirs] + ([task.queue] if task.queue else [])
    return any(unit.led_by(team_leads) for unit in units)


def asked(
    task_id: UUID, wish: Wish, member: StaffMember, to: StaffMember | Unit, *, shared: bool
) -> StaffTask:
    """Ask a colleague or a unit for something; what one gives oneself is taken on.

    ``shared`` says whether ``reaches`` holds, where it is about a citizen.

    Raises:
        RuleBroken: ``not-allowed``, ``given-task-empty``, ``given-task-no-day``,
            ``staff-task-no-unit``, ``login-closed`` or ``staff-task-not-shared``.
    """
    access.require(member, access.Deed.OPEN_CITIZEN)
    if not wish.title.strip():
        raise RuleBroken("given-task-empty")
    if wish.due is None:
        raise RuleBroken("given-task-no-day")
    _require_reach(wish, shared=shared)
    made = task_id, wish, member.id, member.name, member.service_area
    if isinstance(to, StaffMember):
        return _to(StaffTask(*made, to.id, to.name), member, to)
    if not to.team.strip():
        raise RuleBroken("staff-task-no-unit")
    return StaffTask(*made, queue=to)


def accepted(task: StaffTask, member: StaffMember) -> StaffTask:
    """Let who was asked take it on.

    Raises:
        RuleBroken: ``task-not-yours`` or ``task-answered``.
    """
    _require_asked(task, member)
    return replace(task, status=TaskStatus.ACCEPTED)


def declined(task: StaffTask, member: StaffMember, reason: str) -> StaffTask:
    """Let who was asked say no: it is the sender's again.

    Raises:
        RuleBroken: ``task-decline-reason``, and as ``accepted``.
    """
    _require_asked(task, member)
    if not reason.strip():
        raise RuleBroken("task-decline-reason")
    return replace(task, status=TaskStatus.DECLINED)


def claimed(task: StaffTask, member: StaffMember, *, shared: bool) -> StaffTask:
    """Take a task out of the queue of one's own unit; ``shared`` as ``asked``.

    Raises:
        RuleBroken: ``staff-task-taken`` with the name of who was first, ``staff-task-not-queued``,
            ``staff-task-other-unit`` or ``staff-task-not-shared``.
    """
    if task.queue is None or not task.queue.has(member):
        raise RuleBroken("staff-task-other-unit")
    if task.assignee is not None and task.assignee != member.id:
        raise RuleBroken("staff-task-taken", name=task.assignee_name)
    if not task.is_queued:
        raise RuleBroken("staff-task-not-queued")
    _require_reach(task.wish, shared=shared)
    return replace(task, assignee=member.id, assignee_name=member.name, status=TaskStatus.ACCEPTED)


def given_back(task: StaffTask, member: StaffMember) -> StaffTask:
    """Put a task back into the queue that it was taken from.

    Raises:
        RuleBroken: ``task-not-yours``, ``task-over`` or ``staff-task-no-queue``.
    """
    _require_held(task, member)
    if task.queue is None:
        raise RuleBroken("staff-task-no-queue")
    return replace(task, assignee=None, assignee_name="", status=TaskStatus.REQUESTED, waiting=None)


def started(task: StaffTask, member: StaffMember) -> StaffTask:
    """Begin.

    Raises:
        RuleBroken: ``task-not-yours``, ``task-over`` or ``transition``.
    """
    _require_held(task, member)
    transitions.require(transitions.TASK, task.status, TaskStatus.IN_PROGRESS)
    return replace(task, status=TaskStatus.IN_PROGRESS, waiting=None)


def waits(task: StaffTask, member: StaffMember, waiting: Waiting) -> StaffTask:
    """Say what it waits for, on whom, and when to look again.

    Raises:
        RuleBroken: ``staff-task-waits-for-what``, ``staff-task-waits-no-day``, and as ``started``.
    """
    _require_held(task, member)
    if not (waiting.cause or waiting.on_whom.strip()):
        raise RuleBroken("staff-task-waits-for-what")
    if waiting.wake_up_date is None:
        raise RuleBroken("staff-task-waits-no-day")
    transitions.require(transitions.TASK, task.status, TaskStatus.WAITING)
    return replace(task, status=TaskStatus.WAITING, waiting=waiting)


def completed(task: StaffTask, member: StaffMember, result: str = "") -> StaffTask:
    """Be done with it, with the answer that was asked for.

    Raises:
        RuleBroken: ``staff-task-answer-missing`` where one is expected, and as ``started``.
    """
    _require_held(task, member)
    if task.wish.expected.strip() and not result.strip():
        raise RuleBroken("staff-task-answer-missing")
    transitions.require(transitions.TASK, task.status, TaskStatus.COMPLETED)
    said = " ".join(result.split())
    return replace(task, status=TaskStatus.COMPLETED, waiting=None, result=said)


def reopened(task: StaffTask, member: StaffMember) -> StaffTask:
    """Take back that it is done, or, as the sender, that it is cancelled.

    Raises:
        RuleBroken: ``task-not-yours`` or ``transition``.
    """
    cancelled_before = task.status is TaskStatus.CANCELLED
    if member.id != (task.sender if cancelled_before else task.assignee):
        raise RuleBroken("task-not-yours")
    status = TaskStatus.REQUESTED if cancelled_before else TaskStatus.IN_PROGRESS
    if task.status not in DONE_TASKS:
        raise RuleBroken("transition", old=task.status, new=status)
    return replace(task, status=status, result="" if cancelled_before else task.result)


def cancelled(task: StaffTask, member: StaffMember) -> StaffTask:
    """Take back what one asked for.

    Raises:
        RuleBroken: ``staff-task-not-asked`` or ``task-over``.
    """
    if member.id != task.sender:
        raise RuleBroken("staff-task-not-asked")
    _require_open(task)
    transitions.require(transitions.TASK, task.status, TaskStatus.CANCELLED)
    return replace(task, status=TaskStatus.CANCELLED, waiting=None)


def passed_on(
    task: StaffTask,
    at: Standpoint,
    to: StaffMember,
    staff: Collection[StaffMember],
    *,
    shared: bool,
) -> StaffTask:
    """Ask a colleague in place of who has it; who takes it for themselves has answered.

    Who has it may, who asked while nobody has taken it on, and who leads a unit of theirs.

    Raises:
        RuleBroken: ``task-not-yours``, ``task-over``, ``login-closed``, ``task-same-person`` or
            ``staff-task-not-shared``.
    """
    _require_open(task)
    unanswered = task.sender == at.member.id and task.status not in TAKEN
    mine = task.assignee == at.member.id and task.status in HELD
    if not (mine or unanswered or leads(task, at.leads, staff)):
        raise RuleBroken("task-not-yours")
    if task.assignee == to.id and task.status in HELD:
        raise RuleBroken("task-same-person")
    _require_reach(task.wish, shared=shared)
    return _to(task, at.member, to)


def moved(task: StaffTask, at: Standpoint, due: date, staff: Collection[StaffMember]) -> StaffTask:
    """Set another deadline: who asked may, and who leads a unit of theirs.

    Raises:
        RuleBroken: ``staff-task-not-asked`` or ``task-over``.
    """
    if at.member.id != task.sender and not leads(task, at.leads, staff):
        raise RuleBroken("staff-task-not-asked")
    _require_open(task)
    return replace(task, wish=replace(task.wish, due=due))


def require_awaited(task: StaffTask, member: StaffMember) -> None:
    """Refuse a reminder where nobody else has anything to answer.

    Raises:
        RuleBroken: ``nobody-to-remind``.
    """
    if member.id != task.sender or task.status not in HELD or task.assignee == member.id:
        raise RuleBroken("nobody-to-remind")


def _to(task: StaffTask, member: StaffMember, to: StaffMember) -> StaffTask:
    if not access.may(to, access.Deed.OPEN_CITIZEN):
        raise RuleBroken("login-closed", login=to.login)
    status = TaskStatus.ACCEPTED if to.id == member.id else TaskStatus.REQUESTED
    return replace(
        task, assignee=to.id, assignee_name=to.name, queue=None, status=status, waiting=None
    )


def _require_reach(wish: Wish, *, shared: bool) -> None:
    if wish.citizen_id is not None and not shared:
        raise RuleBroken("staff-task-not-shared")


def _require_asked(task: StaffTask, member: StaffMember) -> None:
    if task.assignee != member.id:
        raise RuleBroken("task-not-yours")
    if task.status is not TaskStatus.REQUESTED:
        raise RuleBroken("task-answered")


def _require_held(task: StaffTask, member: StaffMember) -> None:
    if task.assignee != member.id:
        raise RuleBroken("task-not-yours")
    if task.status not in HELD:
        raise RuleBroken("task-over")


def _require_open(task: StaffTask) -> None:
    if not task.is_open:
        raise RuleBroken("task-over")
