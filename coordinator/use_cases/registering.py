"""Register what is known of a citizen: by hand, a new number, protection, contact."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import AuditAction, Stale, UnitOfWork
from coordinator.use_cases.log import Log
from coordinator.wording import NEW_CITIZEN, NEW_NUMBER
from plans.access import Deed
from plans.cpr import CprNumber
from plans.errors import RuleBroken
from plans.people import Address, Citizen, Communication, ContactPerson, Identifier, Protection
from plans.withheld import Withheld


@dataclass(frozen=True, slots=True)
class NewCitizen:
    """What is typed to make a citizen by hand; ``birth_date`` only where the number tells none."""

    number: str
    given_name: str
    family_name: str
    birth_date: date | None = None
    address: Address = Address()
    district: str = ""
    protection: Protection = Protection()


def create_citizen(desk: Desk, typed: NewCitizen) -> tuple[UUID, Changes]:
    """Make a citizen by hand.

    The birth date of a replacement number is typed by a person; of a CPR number it is read.

    Raises:
        RuleBroken: ``cpr-length``, ``cpr-date``, ``name-missing``, ``birth-date-missing``, or
            ``number-taken`` with ``citizen_id`` when somebody has or had the number.
    """
    desk.require(Deed.CHANGE_CITIZEN)
    number = CprNumber.parse(typed.number)
    if not (typed.given_name.strip() and typed.family_name.strip()):
        raise RuleBroken("name-missing")
    born = typed.birth_date if number.is_replacement else number.derived_birth_date
    if born is None:
        raise RuleBroken("birth-date-missing")
    citizen = Citizen(
        id=uuid4(),
        given_name=typed.given_name.strip(),
        family_name=typed.family_name.strip(),
        # Since when somebody has had a number is not known from the day it was typed.
        identifiers=(Identifier(number),),
        birth_date=born,
        address=typed.address,
        district=typed.district,
        protection=typed.protection,
    )
    with desk.start_work() as work:
        taken = work.citizens.with_number(number, NEW_CITIZEN)
        if taken is not None:
            _note_asked(work, desk, taken)
            raise RuleBroken("number-taken", citizen_id=taken)
        Log(work, desk).note(AuditAction.CREATE, citizen.id, "citizen")
        work.citizens.add(citizen)
        return citizen.id, work.commit()


def give_number(desk: Desk, seen: Citizen, text: str, valid_from: date) -> Changes:
    """Give a citizen a new number from a day; the old one ends the day before (AC-03).

    Raises:
        RuleBroken: ``cpr-length``, ``cpr-date``, ``number-same``, or ``number-taken`` with
            ``citizen_id``: a possible duplicate, shown and never merged by itself.
    """
    desk.require(Deed.CHANGE_CITIZEN)
    number = CprNumber.parse(text)
    with desk.start_work() as work:
        taken = work.citizens.with_number(number, NEW_NUMBER)
        if taken is not None:
            _note_asked(work, desk, taken)
            raise RuleBroken(
                "number-same" if taken == seen.id else "number-taken", citizen_id=taken
            )
    ended = tuple(
        each if each.valid_to else replace(each, valid_to=_last_day(each, valid_from))
        for each in seen.identifiers
    )
    changed = replace(seen, identifiers=(*ended, Identifier(number, valid_from)))
    if not number.is_replacement and number.derived_birth_date is not None:
        changed = replace(changed, birth_date=number.derived_birth_date, birth_date_confirmed=True)
    return _save(desk, seen, changed, "number")


def confirm_birth_date(desk: Desk, seen: Citizen, born: date) -> Changes:
    """Confirm or correct a birth date that was only calculated from a replacement number."""
    changed = replace(seen, birth_date=born, birth_date_confirmed=True)
    return _save(desk, seen, changed, "birth_date")


def set_protection(desk: Desk, seen: Citizen, protection: Protection) -> Changes:
    """Register, prolong or end name and address protection (domain.md § 3.4)."""
    return _save(desk, seen, replace(seen, protection=protection), "protection")


def set_communication(desk: Desk, seen: Citizen, communication: Communication) -> Changes:
    """Write how the citizen is reached and in what language."""
    return _save(desk, seen, replace(seen, communication=communication), "communication")


def set_name_and_address(
    desk: Desk, seen: Citizen, names: tuple[str, str], address: Address | Withheld
) -> Changes:
    """Write the name and address that a person decided; loads then only tell what differs.

    Raises:
        RuleBroken: ``name-missing``.
    """
    given, family = (name.strip() for name in names)
    if not (given and family):
        raise RuleBroken("name-missing")
    changed = replace(seen, given_name=given, family_name=family, address=address)
    return _save(desk, seen, changed, "name_and_address")


def put_contact(desk: Desk, seen: Citizen, contact: ContactPerson) -> Changes:
    """Put a representative, guardian or relative beside the citizen.

    Raises:
        RuleBroken: ``name-missing``.
    """
    if not contact.name.strip():
        raise RuleBroken("name-missing")
    others = tuple(each for each in seen.contacts if each.id != contact.id)
    return _save(desk, seen, replace(seen, contacts=(*others, contact)), "contact")


def remove_contact(desk: Desk, seen: Citizen, contact_id: UUID) -> Changes:
    """Take a contact person away from the citizen."""
    kept = tuple(each for each in seen.contacts if each.id != contact_id)
    return _save(desk, seen, replace(seen, contacts=kept), "contact")


def _note_asked(work: UnitOfWork, desk: Desk, citizen_id: UUID) -> None:
    """Log that a typed number was asked after, for the refusal tells that somebody has it."""
    Log(work, desk).note(AuditAction.SEARCH, citizen_id, "number")
    work.commit()


def _last_day(number: Identifier, valid_from: date) -> date:
    """The day before the next number; never before the first day of this one."""
    before = valid_from - timedelta(days=1)
    return max(before, number.valid_from) if number.valid_from else before


def _save(desk: Desk, seen: Citizen, changed: Citizen, subject: str) -> Changes:
    """Write a citizen unless it is no longer as seen."""
    desk.require(Deed.CHANGE_CITIZEN)
    with desk.start_work() as work:
        if work.citizens.get(seen.id) != seen:
            raise Stale
        Log(work, desk).note(AuditAction.CHANGE, seen.id, subject)
        work.citizens.save(changed)
        return work.commit()
