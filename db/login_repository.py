"""The logins of staff: on a server through its functions, in a local store as rows of staff."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from coordinator.ids import new_id
from coordinator.ports import AuditAction, AuditEntry
from db.log_repository import SqlAudit
from db.mapping import staff_fields
from db.staff_task_repository import hanging_on
from db.tables.enquiries import EnquiryRow
from db.tables.people import CaseFileRow, StaffRow
from db.tables.plan import PlanRow, TaskRow
from db.work_state import WorkState
from plans.enquiries import EnquiryStatus
from plans.errors import RuleBroken
from plans.logins import Burden, told
from plans.people import Role, StaffMember
from plans.states import PlanStatus, TaskStatus

_TAKEN = "42710"  # duplicate_object
_TICKETS = "28000"  # invalid_authorization_specification
_OVER = [each.value for each in (TaskStatus.COMPLETED, TaskStatus.DECLINED, TaskStatus.CANCELLED)]


class SqlLogins:
    """The logins of one unit of work."""

    def __init__(self, state: WorkState, audit: SqlAudit) -> None:
        self._state = state
        self._audit = audit

    @property
    def on_server(self) -> bool:
        return self._state.session.get_bind().dialect.name == "postgresql"

    def open_ones(self) -> frozenset[UUID]:
        question = select(col(StaffRow.id)).where(
            col(StaffRow.active), col(StaffRow.role) != Role.SYSTEM.value
        )
        if self.on_server:
            may_sign_in = text("login IN (SELECT rolname FROM pg_roles WHERE rolcanlogin)")
            question = question.where(may_sign_in)
        return frozenset(self._state.session.execute(question).scalars())

    def burden(self, staff_id: UUID) -> Burden:
        if self.on_server:
            statement = "SELECT cases, plans, tasks, enquiries FROM logins.burden(:person)"
            counts = self._state.session.execute(text(statement), {"person": staff_id}).one()
            return Burden(*counts)
        answered_for = (self._count(each) for each in self._asked(staff_id))
        cases, plans, tasks, between, enquiries = answered_for
        return Burden(cases, plans, tasks + between, enquiries)

    def _asked(self, staff_id: UUID) -> tuple[Any, ...]:
        today = self._state.clock.today()
        running = or_(col(CaseFileRow.end_date).is_(None), col(CaseFileRow.end_date) >= today)
        cases = select(CaseFileRow).where(
            col(CaseFileRow.caseworker_id) == staff_id,
            col(CaseFileRow.removed_at).is_(None),
            running,
        )
        still = col(PlanRow.status) != PlanStatus.CLOSED.value
        plans = select(PlanRow).where(col(PlanRow.coordinator_id) == staff_id, still)
        tasks = (
            select(TaskRow)
            .join(PlanRow, col(PlanRow.id) == col(TaskRow.plan_id))
            .where(
                col(TaskRow.assignee_id) == staff_id,
                col(TaskRow.removed_at).is_(None),
                col(TaskRow.status).not_in(_OVER),
                still,
            )
        )
        enquiries = select(EnquiryRow).where(
            col(EnquiryRow.holder_id) == staff_id,
            col(EnquiryRow.status) != EnquiryStatus.ANSWERED.value,
        )
        return cases, plans, tasks, hanging_on([staff_id]), enquiries

    def _count(self, question: Any) -> int:
        counted = select(func.count()).select_from(question.subquery())
        number: int = self._state.session.execute(counted).scalar_one()
        return number

    def add(self, member: StaffMember, password: str | None) -> None:
        if self.on_server:
            verifier = self._verifier(member, password)
            self._pass("add", member, person=_json(member), verifier=verifier)
            return
        self._state.insert(StaffRow, member.id, staff_fields(member))
        self._log("add", member)

    def move(self, member: StaffMember) -> None:
        if self.on_server:
            self._pass("move", member, person=_json(member))
            return
        self._state.update(self._row(member), staff_fields(member))
        self._log("move", member)

    def close(self, member: StaffMember) -> None:
        if self.on_server:
            self._pass("close", member, id=member.id)
            return
        self._state.update(self._row(member), {"active": False})
        self._log("close", member)

    def open(self, member: StaffMember, password: str | None) -> None:
        if self.on_server:
            self._pass("open", member, id=member.id, verifier=self._verifier(member, password))
            return
        self._state.update(self._row(member), {"active": True})
        self._log("open", member)

    def set_password(self, member: StaffMember, password: str) -> None:
        verifier = self._verifier(member, password)
        self._pass("new_password", member, id=member.id, verifier=verifier)

    def end_sessions(self, member: StaffMember) -> int:
        if not self.on_server:
            return 0
        statement = text("SELECT logins.end_sessions(:id)")
        ended: int = self._state.session.execute(statement, {"id": member.id}).scalar_one()
        return ended

    def _pass(self, deed: str, member: StaffMember, **values: object) -> None:
        """Go through one of the server's functions, which logs what it does."""
        values = {"entry": new_id(), **values}
        places = ", ".join(f":{name}" for name in values)
        session = self._state.session
        try:
            session.execute(text(f"SELECT logins.{deed}({places})"), values)
        except DBAPIError as error:
            state = getattr(error.orig, "sqlstate", None)
            if state not in {_TAKEN, _TICKETS}:
                raise
            if state == _TICKETS:
                raise RuleBroken("tickets-alone") from None
            raise RuleBroken("login-taken", login=member.login) from None
        # What the function wrote is not what was read before.
        session.expire_all()
        self._state.everything = True

    def _verifier(self, member: StaffMember, password: str | None) -> str | None:
        """Make what the server keeps of a password; the password itself never leaves this PC."""
        if password is None:
            return None
        raw: Any = self._state.session.connection().connection.dbapi_connection
        words = (password.encode(), member.login.encode(), b"scram-sha-256")
        made: bytes = raw.pgconn.encrypt_password(*words)
        return made.decode()

    def _row(self, member: StaffMember) -> StaffRow:
        return self._state.session.get_one(StaffRow, member.id)

    def _log(self, deed: str, member: StaffMember) -> None:
        self._state.flush()
        self._state.everything = True
        why = told(deed, member)
        self._audit.record(
            AuditEntry(AuditAction.SETTING, None, "staff", member.id, why, related=False)
        )


def _json(member: StaffMember) -> str:
    return json.dumps({"id": str(member.id), **staff_fields(member)}, ensure_ascii=False)
