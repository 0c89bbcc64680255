"""The meeting of the citizen with both: a task for who gives, and words in the letter."""

from uuid import uuid5

from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.ids import new_id
from coordinator.ports import AuditAction, UnitOfWork
from coordinator.use_cases.log import Log
from plans import staff_tasks
from plans.handovers import Handover
from plans.people import StaffMember
from plans.staff_tasks import Origin, OriginKind, Wish
from plans.task_steps import StepKind, TaskStep

_NAME = "meeting"


def with_meeting(handover: Handover) -> Handover:
    """Let the task of the meeting, whose id is known before it is there, stay with who gives."""
    if handover.meeting is None:
        return handover
    return handover.staying_too(uuid5(handover.id, _NAME))


def ask_for_meeting(
    work: UnitOfWork, desk: Desk, handover: Handover, giver: StaffMember, receiver: StaffMember
) -> None:
    """Ask who gives to hold the meeting that the citizen is offered."""
    if handover.meeting is None:
        return
    citizen, me = handover.citizen_id, desk.member
    wish = Wish(
        _("Meeting with the citizen and {name}").format(name=receiver.name),
        handover.meeting,
        citizen_id=citizen,
        origin=Origin(OriginKind.MEETING, handover.id),
    )
    consent = work.plans.consent_today(citizen)
    shared = staff_tasks.reaches(me.service_area, giver.service_area, consent)
    task = staff_tasks.asked(uuid5(handover.id, _NAME), wish, me, giver, shared=shared)
    Log(work, desk).note(AuditAction.CREATE, citizen, "staff_task", task.id)
    work.staff_tasks.add(task)
    step = TaskStep(
        id=new_id(),
        plan_id=None,
        task_id=task.id,
        kind=StepKind.ASKED,
        at=desk.clock.now(),
        by=me.id,
        by_name=me.name,
        to=giver.id,
        to_name=giver.name,
    )
    work.staff_tasks.add_step(task, step)
