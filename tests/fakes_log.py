"""The log as a chain and its control, in the store in memory."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.danish_time import local_time
from coordinator.lists import InsightLine
from coordinator.ports import AuditAction, AuditEntry, Stale
from plans.errors import RuleBroken
from plans.log_chain import LogRow, Seal, SealMark, next_seal
from plans.log_control import LoggedLook, LogVerdict
from plans.people import StaffMember
from plans.refusals import REFUSALS, REFUSALS_AN_HOUR

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept


class FakeSealedLog:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def rows(self) -> Iterator[LogRow]:
        return iter(_rows(self._work.now))

    def rows_under(self, first: int, last: int) -> Iterator[LogRow]:
        return (row for row in self.rows() if row.seal is not None and first <= row.seal <= last)

    def seals(self) -> tuple[Seal, ...]:
        return tuple(self._work.now.seals)

    def seal(self) -> bool:
        waiting = [row for row in self.rows() if row.seal is None]
        at = self._work.clock.now()

        def step(kept: "Kept") -> None:
            before = kept.seals[-1] if kept.seals else None
            kept.seals.append(next_seal(before, [row.hash for row in waiting], at))

        if waiting:
            self._work.do(step)
        return bool(waiting)

    def newest(self) -> SealMark | None:
        seals = self.seals()
        return seals[-1].mark if seals else None

    def has(self, mark: SealMark) -> bool:
        return any((each.number, each.hash) == (mark.number, mark.hash) for each in self.seals())


class FakeLogControl:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def looks(
        self, staff: Collection[StaffMember], first: datetime, until: datetime, rare: int
    ) -> tuple[LoggedLook, ...]:
        kept = self._work.now
        homes = {(c.name, c.address) for c in kept.citizens.values() if c.address}
        surnames = Counter(c.family_name for c in kept.citizens.values())
        wanted = {each.id for each in staff}
        found = []
        for row in sorted(_rows(kept), key=lambda row: row.at):
            if row.staff_id not in wanted or not first <= row.at < until:
                continue
            citizen = kept.citizens.get(row.citizen_id) if row.citizen_id else None
            if citizen is None:
                continue
            hidden = citizen.protection.active
            found.append(
                LoggedLook(
                    row.id, local_time(row.at), row.staff_id, row.staff_name, row.action,
                    row.subject, row.why, row.related, citizen.id, citizen.name,
                    citizen.family_name,
                    same_address=not hidden and (row.staff_name, citizen.address) in homes,
                    rare_surname=0 < surnames[citizen.family_name] <= rare,
                )
            )  # fmt: skip
        return tuple(found)

    def refusals(
        self, staff: Collection[StaffMember], first: datetime, until: datetime
    ) -> tuple[LoggedLook, ...]:
        wanted = {each.id for each in staff}
        return tuple(
            LoggedLook(
                row.id, local_time(row.at), row.staff_id, row.staff_name, row.action, row.subject,
                row.why, row.related,
            )
            for row in sorted(_rows(self._work.now), key=lambda row: row.at)
            if row.action == "refused" and row.staff_id in wanted and first <= row.at < until
        )  # fmt: skip

    def of_citizen(self, citizen_id: UUID) -> tuple[InsightLine, ...]:
        kept = self._work.now
        found = [row for row in _rows(kept) if row.citizen_id == citizen_id]
        lines = []
        for row in sorted(found, key=lambda row: (row.at, row.id), reverse=True):
            member = kept.staff.get(row.staff_id)
            area = member.service_area.value if member and member.service_area else None
            team = member.team if member else ""
            said = (row.action, row.subject, row.why, row.related)
            lines.append(InsightLine(row.at, row.staff_name, row.role, area, team, *said))
        return tuple(lines)

    def verdicts(self, week: date) -> tuple[LogVerdict, ...]:
        found = (each for each in self._work.now.verdicts.values() if each.week == week)
        return tuple(sorted(found, key=lambda each: each.finding_id))

    def put(self, verdict: LogVerdict, seen: LogVerdict | None) -> None:
        made = replace(verdict, by=self._work.member.name, at=self._work.clock.now())
        if self._work.now.verdicts.get(verdict.finding_id) != seen:
            raise Stale

        def step(kept: "Kept") -> None:
            kept.verdicts[verdict.finding_id] = made

        self._work.do(step, Changes(everything=True))


def note_refusal(work: "FakeWork", error: BaseException | None) -> None:
    """Log an error that is a refusal, past the work that is undone."""
    if not isinstance(error, RuleBroken) or error.code not in REFUSALS:
        return
    log, now = work.store.kept.log, work.clock.now()
    mine = [
        at
        for at, who, entry in log
        if entry.action is AuditAction.REFUSED
        and who.id == work.member.id
        and at > now - timedelta(hours=1)
    ]
    if len(mine) < REFUSALS_AN_HOUR:
        entry = AuditEntry(AuditAction.REFUSED, subject=error.code, related=False)
        log.append((now, work.member, entry))


def _rows(kept: "Kept") -> list[LogRow]:
    """Give the rows in the order in which they were written, as the seals cover them."""
    numbers = [seal.number for seal in kept.seals for _row in range(seal.rows)]
    rows = [
        LogRow(
            UUID(int=place),
            at,
            who.id,
            who.name,
            who.role.value,
            entry.action.value,
            entry.citizen_id,
            entry.subject,
            entry.subject_id,
            entry.why,
            entry.related,
        ).hashed()
        for place, (at, who, entry) in enumerate(kept.log, start=1)
    ]
    return [
        replace(row, seal=numbers[place] if place < len(numbers) else None)
        for place, row in enumerate(rows)
    ]
