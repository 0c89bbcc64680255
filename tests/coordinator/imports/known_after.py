"""A store in memory: what is known once a proposal was applied."""

from dataclasses import replace

from coordinator.imports import (
    Known,
    KnownCase,
    KnownCitizen,
    KnownDistrict,
    KnownStaff,
    Proposal,
)


def known_after(known: Known, proposal: Proposal) -> Known:
    """Give the snapshot after a load. It keeps the cases of every area; see ``for_area``."""
    citizens = {each.id: each for each in known.citizens.values()}
    for write in proposal.writes.citizens:
        old = citizens.get(write.id)
        assert write.is_new is (old is None)
        number = old.number if old else write.number.value
        citizens[write.id] = KnownCitizen(
            write.id,
            number,
            old.numbers if old else (number,),
            write.given,
            write.family,
            write.address,
            write.protected,
            write.district_text,
            {**(old.sources if old else {}), write.area: write.facts},
            old.name_by_person if old else False,
            old.address_by_person if old else False,
        )
    cases = {case.id: case for case in known.cases}
    for each in proposal.writes.cases:
        assert each.is_new is (each.id not in cases)
        assert each.citizen_id in citizens
        cases[each.id] = KnownCase(
            each.id,
            each.citizen_id,
            each.title,
            each.start,
            each.end,
            each.caseworker_text,
            each.distance,
            each.job_goals,
            each.ordinary_hours,
        )
    for gone in proposal.writes.missing:
        cases[gone.id] = replace(cases[gone.id], missing=True)
    staff = {each.id: each for each in known.staff.values()}
    for member in proposal.writes.staff:
        staff[member.id] = KnownStaff(
            member.id,
            member.login,
            member.name,
            member.service_area,
            member.team,
            member.role,
            member.phone,
            member.email,
        )
    districts = {each.id: each for each in known.districts.values()}
    for place in proposal.writes.districts:
        districts[place.id] = KnownDistrict(place.id, place.name, place.adults)
    return Known.of(citizens.values(), cases.values(), staff.values(), districts.values())


def without_cases(known: Known) -> Known:
    """Give the snapshot for another service area, which has no cases yet."""
    return replace(known, cases=())
