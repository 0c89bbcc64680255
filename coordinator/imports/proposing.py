"""Compares what a file says with what the store has, and proposes what to write."""

from typing import Final
from uuid import uuid4

from coordinator.imports.citizens import day_text
from coordinator.imports.findings import Notice, Rejection
from coordinator.imports.known import Known
from coordinator.imports.proposal import Action, Difference, Proposal, ProposedChange
from coordinator.imports.proposing_cases import CaseProposer
from coordinator.imports.raw import PROGRESS_EVERY, Progress
from coordinator.imports.readers import Reading
from coordinator.imports.records import CaseRecord, DistrictRecord, StaffRecord
from coordinator.imports.writes import DistrictWrite, MissingCase, StaffWrite, Writes
from plans.cpr import CprNumber

_STAFF_FIELDS: Final = ("name", "service_area", "team", "role", "phone", "email")


def propose(reading: Reading, known: Known, progress: Progress | None = None) -> Proposal:
    """Say what loading a file would do; nothing is written.

    Args:
        reading: What the file says.
        known: What the store has: for cases all citizens, staff, districts and the cases of the
            file's service area; for staff and districts these alone.
        progress: Told now and then how many rows are compared; may raise Stopped.
    """
    if reading.kind.service_area is not None:
        return _cases(reading, known, progress)
    changes = [_rejected(each) for each in reading.rejections]
    staff: list[StaffWrite] = []
    districts: list[DistrictWrite] = []
    for record in reading.records:
        if isinstance(record, StaffRecord):
            changes.append(_staff(record, known, staff))
        elif isinstance(record, DistrictRecord):
            changes.append(_district(record, known, districts))
    changes.sort(key=lambda change: change.line)
    writes = Writes(staff=tuple(staff), districts=tuple(districts))
    return Proposal(reading.kind, reading.file, tuple(changes), (), (), writes)


def _cases(reading: Reading, known: Known, progress: Progress | None) -> Proposal:
    records = [each for each in reading.records if isinstance(each, CaseRecord)]
    proposer = CaseProposer(reading.file, reading.heading("number"), known)
    proposer.gather(records)
    numbers = reading.refused_numbers
    changes = [_rejected(each, numbers.get(each.line)) for each in reading.rejections]
    total = len(reading.table.rows)
    for done, record in enumerate(records):
        if progress is not None and done % PROGRESS_EVERY == 0:
            progress(done, total)
        found = proposer.change(record)
        if isinstance(found, Rejection):
            found = _rejected(found, record.number)
        changes.append(found)
    changes.sort(key=lambda change: change.line)
    refused = frozenset(number.value for number in numbers.values())
    missing = () if reading.table.partial else proposer.missing(refused)
    notices = sorted(proposer.notices, key=lambda notice: notice.line or 0)
    notices += [_gone(reading.file, case) for case in missing]
    newly = tuple(case for case in missing if case.newly)
    writes = Writes(tuple(proposer.citizen_writes), tuple(proposer.case_writes), missing=newly)
    present = sum(not case.missing for case in known.cases)
    return Proposal(
        reading.kind, reading.file, tuple(changes), tuple(notices), missing, writes, present
    )


def _gone(file: str, case: MissingCase) -> Notice:
    facts: dict[str, object] = {
        "name": case.name,
        "number": case.number,
        "title": case.title,
        "start": day_text(case.start),
    }
    return Notice(file, None, "missing", "missing", facts)


def _rejected(rejection: Rejection, number: CprNumber | None = None) -> ProposedChange:
    masked = number.masked if number else ""
    return ProposedChange(rejection.line, Action.REJECTED, "", masked, rejection=rejection)


def _staff(record: StaffRecord, known: Known, writes: list[StaffWrite]) -> ProposedChange:
    old = known.staff.get(record.key)
    differences: tuple[Difference, ...] = ()
    if old is not None:
        pairs = ((name, getattr(old, name), getattr(record, name)) for name in _STAFF_FIELDS)
        differences = tuple(
            Difference(name, str(was or ""), str(now or ""))
            for name, was, now in pairs
            if was != now
        )
    action = _action(old is None, bool(differences))
    if action is not Action.UNCHANGED:
        writes.append(
            StaffWrite(
                old.id if old else uuid4(),
                old is None,
                old.login if old else record.login,
                record.name,
                record.service_area,
                record.team,
                record.role,
                record.phone,
                record.email,
            )
        )
    return ProposedChange(record.line, action, record.name, "", differences, record)


def _district(record: DistrictRecord, known: Known, writes: list[DistrictWrite]) -> ProposedChange:
    old = known.districts.get(record.key)
    differences: list[Difference] = []
    if old is not None and old.name != record.name:
        differences.append(Difference("district", old.name, record.name))
    if old is not None and old.adults != record.adults:
        differences.append(Difference("adults", str(old.adults), str(record.adults)))
    action = _action(old is None, bool(differences))
    if action is not Action.UNCHANGED:
        new_id = old.id if old else uuid4()
        writes.append(DistrictWrite(new_id, old is None, record.name, record.adults))
    return ProposedChange(record.line, action, record.name, "", tuple(differences), record)


def _action(new: bool, differs: bool) -> Action:
    if new:
        return Action.CREATED
    return Action.CHANGED if differs else Action.UNCHANGED
