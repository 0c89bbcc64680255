"""Ask again for an answer that one waits for, and take that back."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from coordinator.changes import Changes
from coordinator.danish_time import local_time
from coordinator.desk import Desk
from coordinator.ids import new_id
from coordinator.lists import WorkItem
from coordinator.ports import AuditAction, UnitOfWork
from coordinator.use_cases.log import Log
from plans import access
from plans.errors import RuleBroken
from plans.people import StaffMember
from plans.plan import JointPlan
from plans.reminders import Reminder, require_awaited, require_new


def remind(desk: Desk, plan_id: UUID, task_id: UUID | None) -> tuple[Reminder, Changes]:
    """Remind who holds a task, or who reviews the plan (``task_id`` None); once a day.

    Raises:
        RuleBroken: ``not-your-plan``, ``not-your-area``, or as ``require_awaited`` and
            ``require_new``.
    """
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        _require_may(plan, desk.member, task_id)
        require_awaited(plan, task_id, desk.member.id)
        now, today = desk.clock.now(), desk.clock.today()
        me = desk.member
        reminder = Reminder(new_id(), plan_id, task_id, me.id, me.name, today, now)
        require_new(reminder, work.reminders.of_plans([plan_id]))
        Log(work, desk).note(AuditAction.CREATE, plan.citizen_id, "reminder", reminder.id)
        work.reminders.add(reminder)
        return reminder, work.commit()


def _require_may(plan: JointPlan, member: StaffMember, task_id: UUID | None) -> None:
    """Let who leads the plan remind, and of a task also who writes in its part."""
    placed = plan.placed_task(task_id)
    if placed is None:
        access.require_lead_role(plan, member)
    else:
        access.require_write(plan, member, placed[0].service_area)


def take_back(desk: Desk, reminder: Reminder) -> Changes:
    """Take one's own reminder back.

    Raises:
        RuleBroken: ``nobody-to-remind`` when it is somebody else's.
        NotFound: when it was taken back before.
    """
    if reminder.by != desk.member.id or reminder.plan_id is None:
        raise RuleBroken("nobody-to-remind")
    with desk.start_work() as work:
        plan = work.plans.get(reminder.plan_id)
        Log(work, desk).note(AuditAction.CHANGE, plan.citizen_id, "reminder", reminder.id)
        work.reminders.take_back(reminder.id)
        return work.commit()


def with_reminders(work: UnitOfWork, items: Iterable[WorkItem]) -> tuple[WorkItem, ...]:
    """Give each thing that waits its newest reminder; one from before it was sent counts not."""
    listed = tuple(items)
    plans = {item.plan_id for item in listed if item.plan_id is not None}
    found = work.reminders.of_plans(plans) if plans else ()
    newest: dict[tuple[UUID, UUID | None], Reminder] = {}
    for each in reversed(found):
        if each.plan_id is not None:
            newest[each.plan_id, each.task_id] = each

    def reminded(item: WorkItem) -> WorkItem:
        if item.plan_id is None or item.kind.value not in ("task", "review"):
            return item
        reminder = newest.get((item.plan_id, item.part_id))
        if reminder is None or (item.since and reminder.on < local_time(item.since).date()):
            return item
        return replace(item, reminder=reminder)

    return tuple(reminded(item) for item in listed)
