"""Control the log: what a week's looks give to look at, and what somebody thinks of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coordinator.changes import Changes
from coordinator.danish_time import DENMARK
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry, UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from plans.access import Deed, leads_unit_of
from plans.errors import RuleBroken
from plans.log_control import (
    ControlRule,
    Finding,
    LogVerdict,
    Verdict,
    findings_of,
    week_of,
)
from plans.people import Role, StaffMember

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ControlWeek:
    """A week's findings, each with the verdict on it if there is one; ``week`` is the Monday."""

    week: date
    findings: tuple[tuple[Finding, LogVerdict | None], ...]
    controlled: int
    labels: Mapping[ControlRule, str]

    @property
    def open(self) -> int:
        """How many wait for a verdict."""
        return sum(verdict is None for _finding, verdict in self.findings)


def last_whole_week(today: date) -> date:
    """Give the Monday of the week that ended last."""
    return week_of(today) - _WEEK


def control_week(desk: Desk, week: date, *, again: bool = False) -> ControlWeek:
    """Find what to look at in a week, among the staff that the member answers for.

    ``again``: it was opened and logged before, and is read anew after a verdict.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.CONTROL_LOG)
    with desk.start_work() as work:
        found = _controlled(work, desk, week_of(week))
        if not again:
            _note(work, "log_control", found.week.isoformat())
            work.commit()
    return found


def judge(
    desk: Desk, finding: Finding, seen: LogVerdict | None, verdict: Verdict, words: str
) -> Changes:
    """Keep what somebody thinks of a finding; who is controlled does not read it.

    Raises:
        RuleBroken: ``not-allowed``, ``not-your-unit`` or ``verdict-words-missing``.
        Stale: when somebody else judged it meanwhile.
    """
    desk.require(Deed.CONTROL_LOG)
    made = LogVerdict(
        finding.id,
        finding.week,
        finding.staff_id,
        finding.citizen_id,
        finding.rules,
        verdict,
        words.strip(),
    )
    made.require_words()
    with desk.start_work() as work:
        if finding.staff_id not in {each.id for each in _answered_for(work, desk)}:
            raise RuleBroken("not-your-unit")
        # The citizen's own log does not name it: it would tell colleagues who is suspected.
        _note(work, "log_verdict", verdict.value)
        work.log_control.put(made, seen)
        return work.commit()


def _controlled(work: UnitOfWork, desk: Desk, week: date) -> ControlWeek:
    staff = _answered_for(work, desk)
    book = CodeBook(work.dated_lists.entries(DatedList.LOG_RULES), desk.clock.today())
    wish = book.control_wish(week)
    rare = book.limit("surname", DatedList.LOG_RULES)
    first, until = (
        datetime.combine(day, time(), DENMARK).astimezone() for day in (week, week + _WEEK)
    )
    looks = work.log_control.looks(staff, first, until, rare)
    refusals = work.log_control.refusals(staff, first, until)
    names = {each.name for each in work.staff.everybody()}
    verdicts = {each.finding_id: each for each in work.log_control.verdicts(week)}
    findings = findings_of(week, looks, wish, names, refusals)
    judged = tuple((each, verdicts.get(each.id)) for each in findings)
    labels = {rule: book.label(DatedList.LOG_RULES, rule, week) for rule in ControlRule}
    return ControlWeek(week, judged, len(looks) + len(refusals), labels)


def _answered_for(work: UnitOfWork, desk: Desk) -> tuple[StaffMember, ...]:
    """Name whose looks the member controls: the unit's or everybody's, and never their own."""
    if desk.member.role is Role.AUDITOR:
        return tuple(each for each in work.staff.everybody() if each.id != desk.member.id)
    acting = leads_stood_in_for(work, desk.member, desk.clock.today())
    return tuple(_of_unit(work.staff.everybody(), desk.member, acting))


def _of_unit(
    staff: Iterable[StaffMember], member: StaffMember, acting: tuple[StaffMember, ...]
) -> Iterable[StaffMember]:
    return (each for each in staff if each.id != member.id and leads_unit_of(member, each, acting))


def _note(work: UnitOfWork, subject: str, why: str) -> None:
    work.audit.record(AuditEntry(AuditAction.CONTROL, None, subject, None, why, related=False))
