"""One transaction over the store, the same on both engines."""

from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self
from uuid import UUID, uuid4

from sqlalchemy import Engine, insert, select
from sqlmodel import Session, col

from coordinator.changes import Changes
from coordinator.ports import Clock, Stale, StoreDown
from coordinator.server_errors import StoreForbids
from db import doors
from db.caseload_repository import SqlCaseloads
from db.engine import is_person, reader, writer
from db.enquiry_repository import SqlEnquiries
from db.errors import AlreadyThere, translated
from db.figures_repository import SqlFigures
from db.follow_up_repository import SqlFollowUps
from db.handover_repository import SqlHandovers
from db.house_repository import SqlBegunForms, SqlSettings
from db.list_repository import SqlDatedLists
from db.log_control_repository import SqlLogControl
from db.log_repository import SqlAudit, SqlSealedLog
from db.login_repository import SqlLogins
from db.note_repository import SqlNotes
from db.paper_repository import SqlPapers
from db.people_repository import SqlCitizens, SqlStaff
from db.plan_repository import SqlPlans
from db.queries import SqlLists
from db.redistribution_repository import SqlRedistributions
from db.refusals import note_refusal
from db.reminder_repository import SqlReminders
from db.review_repository import SqlReviews
from db.sign_in_repository import SqlSignIns
from db.signature_repository import SqlSignatures
from db.staff_task_repository import SqlStaffTasks
from db.tables.house import OperationRow
from db.task_list_repository import SqlTaskLists
from db.task_step_repository import SqlTaskSteps
from db.together_repository import SqlPresence, SqlSettlements
from db.work_state import WorkState
from plans.people import StaffMember

if TYPE_CHECKING:
    from db.import_store import SqlImports


class SqlUnitOfWork:
    """Everything between ``with`` and ``commit`` is kept together, or nothing is.

    Never crosses a thread. With ``writes`` False it takes no pen, for lists.
    """

    def __init__(
        self, engine: Engine, member: StaffMember, clock: Clock, *, writes: bool = True
    ) -> None:
        self._engine = engine
        self._writes = writes
        bind = writer(engine) if writes else reader(engine)
        session = Session(bind, autoflush=False, expire_on_commit=False)
        self._state = WorkState(session, member, clock)
        self.citizens = SqlCitizens(self._state)
        self.plans = SqlPlans(self._state)
        self.papers = SqlPapers(self._state)
        self.signatures = SqlSignatures(self._state)
        self.notes = SqlNotes(self._state)
        self.reviews = SqlReviews(self._state)
        self.follow_ups = SqlFollowUps(self._state)
        self.reminders = SqlReminders(self._state)
        self.task_steps = SqlTaskSteps(self._state)
        self.staff = SqlStaff(self._state)
        self.lists = SqlLists(self._state)
        self.dated_lists = SqlDatedLists(self._state)
        self.settings = SqlSettings(self._state)
        self.figures = SqlFigures(self._state)
        self.caseloads = SqlCaseloads(self._state)
        self.begun = SqlBegunForms(self._state)
        self.presence = SqlPresence(self._state)
        self.settled = SqlSettlements(self._state)
        self.sign_ins = SqlSignIns(self._state)
        self.audit = SqlAudit(self._state)
        self.logins = SqlLogins(self._state, self.audit)
        self.sealed_log = SqlSealedLog(self._state)
        self.log_control = SqlLogControl(self._state)
        self._operation: UUID = uuid4()
        self._translated = translated()

    @cached_property
    def handovers(self) -> SqlHandovers:
        """The hand-overs of citizens."""
        return SqlHandovers(self._state)

    @cached_property
    def redistributions(self) -> SqlRedistributions:
        """The redistributions of units."""
        return SqlRedistributions(self._state, self.handovers)

    @cached_property
    def staff_tasks(self) -> SqlStaffTasks:
        """The tasks between colleagues."""
        return SqlStaffTasks(self._state)

    @cached_property
    def task_lists(self) -> SqlTaskLists:
        """The list of tasks."""
        return SqlTaskLists(self._state)

    @cached_property
    def enquiries(self) -> SqlEnquiries:
        """The enquiries."""
        return SqlEnquiries(self._state)

    @cached_property
    def imports(self) -> "SqlImports":
        """What a load reads and writes; only a load waits for its module."""
        from db.import_store import SqlImports  # noqa: PLC0415

        return SqlImports(self._state)

    def __enter__(self) -> Self:
        self._translated.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        broken = self._close()
        try:
            self._translated.__exit__(kind, error, trace)
        except AlreadyThere:
            raise Stale from None
        except StoreForbids as forbidden:
            self._note(forbidden)
            raise
        self._note(error)
        if broken is not None and error is None:
            raise broken

    def _note(self, error: BaseException | None) -> None:
        """Log that somebody was refused: what they did is undone, that they tried is not."""
        note_refusal(self._engine, self._state.member, self._state.clock, error)

    def _close(self) -> StoreDown | None:
        """Undo what was not committed; a line that broke says so only here."""
        try:
            with translated():
                self._state.session.close()
        except StoreDown as broken:
            return broken
        return None

    def commit(self) -> Changes:
        """Keep the work; see ``coordinator.ports.UnitOfWork.commit``."""
        if not self._writes:
            raise AssertionError("reading does not commit")
        self._state.flush()
        self.plans.settle()
        self._demand_rows()
        session = self._state.session
        changes = Changes(
            citizens=frozenset(self._state.citizens),
            plans=frozenset(self._state.plans),
            everything=self._state.everything,
        )
        if changes or not self._state.fleeting:
            mark = {"id": self._operation, "at": self._state.clock.now(), "touched": bool(changes)}
            session.execute(insert(OperationRow), [mark])
        try:
            with translated():
                session.commit()
        except StoreDown:
            # The line broke while it was kept: only the store knows what became of it.
            if not self._was_kept():
                raise
        return changes

    def _demand_rows(self) -> None:
        """Keep no change of a citizen or plan that the log does not tell of."""
        if self._state.citizens - self._state.logged:
            raise AssertionError("a change without its row in the log")

    def _was_kept(self) -> bool:
        with translated(), Session(self._engine) as session:
            if is_person(self._engine):
                return doors.was_kept(session, self._operation)
            found = session.execute(
                select(col(OperationRow.id)).where(col(OperationRow.id) == self._operation)
            )
            return found.scalar() is not None
