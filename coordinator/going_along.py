"""Let what the giver has about a citizen go along with a hand-over, where no wall does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.handover_ports import Taken
from coordinator.ids import new_id
from plans.enquiries import Enquiry, EnquiryStep, EnquiryStepKind
from plans.handed_along import along, enquiry_handed, task_handed
from plans.staff_tasks import StaffTask
from plans.task_steps import StepKind, TaskStep

if TYPE_CHECKING:
    from datetime import datetime

    from coordinator.enquiry_ports import Enquiries
    from coordinator.ports import StaffTasks
    from plans.handovers import Handover
    from plans.parts import Consent
    from plans.people import StaffMember


@dataclass(frozen=True, slots=True)
class Move:
    """A hand-over that was just accepted: between whom, by whom, when, and what is shared."""

    handover: Handover
    giver: StaffMember
    receiver: StaffMember
    by: StaffMember
    at: datetime
    consent: Consent | None


def let_go_along(tasks: StaffTasks, enquiries: Enquiries, move: Move) -> tuple[Taken, ...]:
    """Move what is the giver's and does not stay; each thing keeps its state and gets a step."""
    citizen = move.handover.citizen_id
    found = along(
        (each.task for each in tasks.of_citizen(citizen)),
        (each.enquiry for each in enquiries.of_citizen(citizen)),
        move.giver,
        move.receiver,
        move.consent,
    )
    going = [each for each in found if each.may_follow and each.id not in move.handover.staying]
    for each in going:
        if isinstance(each.thing, StaffTask):
            _task(tasks, each.thing, move)
        else:
            _enquiry(enquiries, each.thing, move)
    return tuple(Taken(each.kind, each.id) for each in going)


def _task(tasks: StaffTasks, task: StaffTask, move: Move) -> None:
    task = tasks.get(task.id)
    step = TaskStep(
        id=new_id(),
        plan_id=None,
        task_id=task.id,
        kind=StepKind.HANDED_OVER,
        at=move.at,
        by=move.by.id,
        by_name=move.by.name,
        to=move.receiver.id,
        to_name=move.receiver.name,
    )
    tasks.add_step(task, step)
    tasks.save(task_handed(task, move.giver.id, move.receiver))


def _enquiry(enquiries: Enquiries, enquiry: Enquiry, move: Move) -> None:
    enquiry = enquiries.get(enquiry.id)
    kind, by = EnquiryStepKind.HANDED_OVER, move.by
    enquiries.add_step(EnquiryStep(new_id(), enquiry.id, kind, move.at, by.id, by.name))
    enquiries.save(enquiry_handed(enquiry, move.receiver))
