"""What goes along with a citizen outside the plan: tasks between colleagues, and enquiries.

Who takes over stands in the giver's place, and all else stays as it was (docs/decisions/017).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from plans.enquiries import Enquiry
from plans.parts import Consent
from plans.people import StaffMember
from plans.staff_tasks import HELD, StaffTask, reaches
from plans.states import TaskStatus


class AlongKind(StrEnum):
    """What goes along; the log calls it so, too."""

    STAFF_TASK = "staff_task"
    ENQUIRY = "enquiry"


@dataclass(frozen=True, slots=True)
class Along:
    """Something of the giver's about the citizen, and whether the receiver may have it."""

    kind: AlongKind
    thing: StaffTask | Enquiry
    may_follow: bool

    @property
    def id(self) -> UUID:
        """Which one it is."""
        return self.thing.id


def has_part(task: StaffTask, person: UUID) -> bool:
    """Whether an open task is somebody's: they asked for it, have it, or were asked."""
    has = task.assignee == person and task.status in HELD
    return has or (task.sender == person and task.is_open)


def task_handed(task: StaffTask, giver: UUID, receiver: StaffMember) -> StaffTask:
    """Let the receiver stand where the giver stood, in what was asked and in what is done.

    ``sender_area`` stays: it says whose words they are. Who asked the receiver has the receiver's
    own task then, and that is taken on.
    """
    sender = task.sender == giver
    has = task.assignee == giver and task.status in HELD
    after = replace(
        task,
        sender=receiver.id if sender else task.sender,
        sender_name=receiver.name if sender else task.sender_name,
        assignee=receiver.id if has else task.assignee,
        assignee_name=receiver.name if has else task.assignee_name,
    )
    own = after.assignee == after.sender and after.status is TaskStatus.REQUESTED
    return replace(after, status=TaskStatus.ACCEPTED) if own else after


def is_held(enquiry: Enquiry, person: UUID) -> bool:
    """Whether somebody answers for an enquiry that is open."""
    return enquiry.is_open and enquiry.holder == person


def enquiry_handed(enquiry: Enquiry, receiver: StaffMember) -> Enquiry:
    """Let the receiver answer for an enquiry: where it lies and since when stays."""
    return replace(enquiry, holder=receiver.id)


def along(
    tasks: Iterable[StaffTask],
    enquiries: Iterable[Enquiry],
    giver: StaffMember,
    receiver: StaffMember,
    consent: Consent | None,
) -> tuple[Along, ...]:
    """List what could go along; what the consent of the day keeps from the receiver stays.

    What is asked speaks for the area of who asked, an enquiry for that of who answers for it.
    """
    found = [
        Along(AlongKind.STAFF_TASK, each, reaches(each.sender_area, receiver.service_area, consent))
        for each in tasks
        if has_part(each, giver.id)
    ]
    free = reaches(giver.service_area, receiver.service_area, consent)
    found += [Along(AlongKind.ENQUIRY, each, free) for each in enquiries if is_held(each, giver.id)]
    return tuple(found)
