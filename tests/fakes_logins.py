"""The logins of the store in memory: open while the row in staff is, as in a local store."""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.ports import AuditAction, AuditEntry
from plans.logins import Burden, told
from plans.people import Role, StaffMember
from plans.staff_tasks import hangs_on
from plans.states import PlanStatus, TaskStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from plans.plan import JointPlan
    from tests.fakes import FakeWork, Kept

_OVER = {TaskStatus.COMPLETED, TaskStatus.DECLINED, TaskStatus.CANCELLED}


class FakeLogins:
    on_server = False

    def __init__(self, work: "FakeWork", plans_in: "Callable[[Kept], list[JointPlan]]") -> None:
        self._work = work
        self._plans_in = plans_in

    def open_ones(self) -> frozenset[UUID]:
        staff = self._work.now.staff.values()
        return frozenset(each.id for each in staff if each.active and each.role is not Role.SYSTEM)

    def burden(self, staff_id: UUID) -> Burden:
        today = self._work.clock.today()
        cases = [
            each
            for each in self._work.now.cases.values()
            if each.caseworker is not None
            and each.caseworker.id == staff_id
            and (each.end is None or each.end >= today)
        ]
        plans = self._plans_in(self._work.now)
        running = [each for each in plans if each.status is not PlanStatus.CLOSED]
        tasks = [
            task
            for plan in running
            for task in plan.tasks
            if task.assignee is not None
            and task.assignee.staff_id == staff_id
            and task.status not in _OVER
        ]
        mine = sum(each.coordinator == staff_id for each in running)
        between = sum(hangs_on(each.task, staff_id) for each in self._work.now.staff_tasks.values())
        every = self._work.now.enquiries.values()
        enquiries = sum(each.is_open and each.holder == staff_id for each in every)
        return Burden(len(cases), mine, len(tasks) + between, enquiries)

    def add(self, member: StaffMember, password: str | None) -> None:
        self._put("add", member)

    def move(self, member: StaffMember) -> None:
        self._put("move", member)

    def close(self, member: StaffMember) -> None:
        self._put("close", replace(member, active=False))

    def open(self, member: StaffMember, password: str | None) -> None:
        self._put("open", replace(member, active=True))

    def set_password(self, member: StaffMember, password: str) -> None:
        raise AssertionError("no server, no password")

    def end_sessions(self, member: StaffMember) -> int:
        return 0

    def _put(self, deed: str, member: StaffMember) -> None:
        why = told(deed, member)
        self._work.audit.record(
            AuditEntry(AuditAction.SETTING, None, "staff", member.id, why, related=False)
        )
        self._work.do(lambda kept: kept.staff.update({member.id: member}), Changes(everything=True))
