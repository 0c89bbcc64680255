"""When staff is away: everybody tells it of themselves, a team lead of the unit's people."""

from dataclasses import dataclass
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry, Stale, UnitOfWork
from plans import access
from plans.absence import Absence, absent_on
from plans.errors import RuleBroken
from plans.people import StaffMember


@dataclass(frozen=True, slots=True)
class AbsencePage:
    """Whose absence one may tell, oneself first; who can be deputy; what is and is to come."""

    people: tuple[StaffMember, ...]
    staff: tuple[StaffMember, ...]
    absences: tuple[Absence, ...]


def absence_page(desk: Desk) -> AbsencePage:
    """Read the absences that one may tell of and that are not over."""
    member = desk.member
    with desk.start_reading() as work:
        staff = tuple(each for each in work.staff.everybody() if each.active)
        led = (each for each in staff if each.id != member.id and _may_tell(member, each))
        people = (*(each for each in staff if each.id == member.id), *led)
        mine = {each.id for each in people}
        found = work.staff.absences.since(desk.clock.today())
        return AbsencePage(people, staff, tuple(each for each in found if each.staff_id in mine))


def absent_today(desk: Desk) -> dict[UUID, Absence]:
    """Tell who is away today."""
    with desk.start_reading() as work:
        today = desk.clock.today()
        return absent_on(work.staff.absences.since(today), today)


def put_absence(desk: Desk, seen: Absence | None, absence: Absence) -> Changes:
    """Change an absence, or add one where ``seen`` is None.

    Raises:
        RuleBroken: ``absence-not-yours``, ``absence-deputy-left``, and those of
            ``Absence.require_sound``.
        Stale: when what stands is no longer ``seen``.
    """
    with desk.start_work() as work:
        _require(work, desk, absence.staff_id)
        if seen is not None:
            _require_seen(work, seen)
            _require(work, desk, seen.staff_id)
        absence.require_sound(work.staff.absences.of_staff(absence.staff_id))
        new_deputy = absence.deputy if seen is None or seen.deputy != absence.deputy else None
        if new_deputy is not None and not work.staff.get(new_deputy).active:
            raise RuleBroken("absence-deputy-left")
        _log(work, absence, "change" if seen else "add")
        if seen is None:
            work.staff.absences.add(absence)
        else:
            work.staff.absences.save(absence)
        return work.commit()


def remove_absence(desk: Desk, seen: Absence) -> Changes:
    """Take an absence away, for one that did not come or was told by mistake.

    Raises:
        RuleBroken: ``absence-not-yours``.
        Stale: when what stands is no longer ``seen``.
    """
    with desk.start_work() as work:
        _require(work, desk, seen.staff_id)
        _require_seen(work, seen)
        _log(work, seen, "remove")
        work.staff.absences.remove(seen.id)
        return work.commit()


def _may_tell(member: StaffMember, other: StaffMember) -> bool:
    return member.active and (member.id == other.id or access.leads_unit_of(member, other))


def _require(work: UnitOfWork, desk: Desk, staff_id: UUID) -> None:
    if not _may_tell(desk.member, work.staff.get(staff_id)):
        raise RuleBroken("absence-not-yours")


def _require_seen(work: UnitOfWork, seen: Absence) -> None:
    if seen not in work.staff.absences.of_staff(seen.staff_id):
        raise Stale
    # Read by its id, so that the save is compared with what was seen.
    work.staff.absences.get(seen.id)


def _log(work: UnitOfWork, absence: Absence, deed: str) -> None:
    """Tell of a deed with somebody's absence; the days stay out of the log."""
    work.audit.record(
        AuditEntry(AuditAction.SETTING, None, "absence", absence.staff_id, deed, related=False)
    )
