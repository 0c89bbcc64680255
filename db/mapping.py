"""Rows of people to values and back, spelled out field by field."""

from collections.abc import Iterable
from typing import Any

from db.tables.people import (
    CaseFileRow,
    CitizenRow,
    ContactRow,
    IdentifierRow,
    ProtectedAddressRow,
    StaffRow,
)
from plans.cpr import CprNumber
from plans.people import (
    Address,
    CaseFile,
    Citizen,
    Communication,
    ContactPerson,
    ContactRole,
    Identifier,
    Protection,
    Role,
    ServiceArea,
    StaffMember,
)
from plans.withheld import Withheld, WithheldReason

MASK = Withheld(WithheldReason.PROTECTED_ADDRESS)
# The columns of a row by name; what each holds, its table says.
Fields = dict[str, Any]


def staff_member(row: StaffRow) -> StaffMember:
    """Make the value of a staff row."""
    return StaffMember(
        id=row.id,
        login=row.login,
        name=row.name,
        service_area=ServiceArea(row.service_area) if row.service_area else None,
        team=row.team,
        role=Role(row.role),
        phone=row.phone,
        email=row.email,
        active=row.active,
    )


def staff_fields(member: StaffMember) -> Fields:
    """Make the columns of a staff row."""
    return {
        "login": member.login,
        "name": member.name,
        "service_area": member.service_area.value if member.service_area else None,
        "team": member.team,
        "role": member.role.value,
        "phone": member.phone,
        "email": member.email,
        "active": member.active,
    }


def citizen(
    row: CitizenRow, identifiers: Iterable[IdentifierRow], contacts: Iterable[ContactRow]
) -> Citizen:
    """Make the value of a citizen; under protection address and district are withheld."""
    protection = Protection(
        address=row.address_protected,
        name=row.name_protected,
        special=row.special_protection,
        until=row.protection_until,
    )
    masked = protection.active
    return Citizen(
        id=row.id,
        given_name=row.given_name,
        family_name=row.family_name,
        identifiers=tuple(
            Identifier(CprNumber(each.value), each.valid_from, each.valid_to)
            for each in sorted(identifiers, key=lambda each: each.place)
        ),
        birth_date=row.birth_date,
        birth_date_confirmed=row.birth_date_confirmed,
        address=MASK if masked else Address(row.street, row.postcode, row.town),
        district=MASK if masked else row.district_text,
        protection=protection,
        communication=Communication(
            phone=row.phone,
            email=row.email,
            language=row.language,
            interpreter=row.interpreter,
            digital_exempt=row.digital_exempt,
        ),
        contacts=tuple(
            ContactPerson(each.id, ContactRole(each.role), each.name, each.phone, each.note)
            for each in contacts
        ),
    )


def citizen_fields(value: Citizen) -> Fields:
    """Make the columns of a citizen row, without address and district.

    They stand elsewhere while protected, so the repository decides about them.
    """
    return {
        "given_name": value.given_name,
        "family_name": value.family_name,
        "birth_date": value.birth_date,
        "birth_date_confirmed": value.birth_date_confirmed,
        "address_protected": value.protection.address,
        "name_protected": value.protection.name,
        "special_protection": value.protection.special,
        "protection_until": value.protection.until,
        "phone": value.communication.phone,
        "email": value.communication.email,
        "language": value.communication.language,
        "interpreter": value.communication.interpreter,
        "digital_exempt": value.communication.digital_exempt,
    }


def place_fields(address: Address, district: str) -> Fields:
    """Make the columns that say where somebody lives."""
    return {
        "street": address.street,
        "postcode": address.postcode,
        "town": address.town,
        "district_text": district,
    }


def address(row: CitizenRow | ProtectedAddressRow) -> Address:
    """Make the address of a row that has one."""
    return Address(row.street, row.postcode, row.town)


def case_file(row: CaseFileRow, caseworker: StaffRow | None) -> CaseFile:
    """Make the value of a case file."""
    return CaseFile(
        id=row.id,
        citizen_id=row.citizen_id,
        service_area=ServiceArea(row.service_area),
        title=row.title,
        start=row.start_date,
        end=row.end_date,
        caseworker=staff_member(caseworker) if caseworker else None,
        caseworker_text=row.caseworker_text,
        distance=row.distance,
        job_goals=tuple(goal for goal in (row.job_goal_a, row.job_goal_b) if goal),
        ordinary_hours=row.ordinary_hours,
    )
