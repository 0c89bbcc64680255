"""Somebody who can be chosen by name wherever a colleague is asked to do something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from coordinator.absence_wording import absence_words, away_words
from coordinator.i18n import _
from plans.absence import Absence
from plans.parts import Responsible, ResponsibleKind
from plans.people import StaffMember
from plans.units import Unit


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody who can be chosen by name: who it is, and the unit to tell namesakes apart.

    ``away`` tells until when they are away, ``question`` that and whether to take ``deputy``.
    ``queue`` is the unit whose queue is chosen, not a person.
    """

    who: Responsible
    unit: str = ""
    area: str = ""
    away: str = ""
    question: str = ""
    deputy: Responsible | None = None
    queue: Unit | None = None


def colleague_choice(
    member: StaffMember, staff: Sequence[StaffMember], absences: Mapping[UUID, Absence]
) -> PersonChoice:
    """Offer somebody in staff; who is away comes with the deputy, unless that one is away too."""
    area = member.service_area.value if member.service_area else ""
    plain = PersonChoice(Responsible(member.name, member.id), member.team, area)
    absence = absences.get(member.id)
    if absence is None:
        return plain
    away = absence_words(absence, {each.id: each.name for each in staff})
    deputy = next((each for each in staff if each.id == absence.deputy), None)
    if deputy is None or deputy.id in absences:
        return replace(plain, away=away)
    question = _("{name} is {away}. Choose {deputy}?").format(
        name=member.name, away=away_words(absence).removesuffix("."), deputy=deputy.name
    )
    return replace(plain, away=away, question=question, deputy=Responsible(deputy.name, deputy.id))


def who_is(text: str, people: Sequence[PersonChoice]) -> Responsible | None:
    """Say whom a typed name means: somebody known by exactly that name, or somebody outside."""
    name = " ".join(text.split())
    if not name:
        return None
    known = [each.who for each in people if each.who.name.casefold() == name.casefold()]
    return known[0] if known else Responsible(name, kind=ResponsibleKind.OUTSIDE)


def choice_of(text: str, taken: object, people: Sequence[PersonChoice]) -> PersonChoice | None:
    """Find who a typed name means among those offered; ``taken`` is who was picked from a list."""
    who = who_is(text, people)
    # Two may have the same name; the one from the list was meant.
    if isinstance(taken, Responsible) and who is not None and taken.name == who.name:
        who = taken
    return next((each for each in people if each.who == who), None)


def person_words(each: PersonChoice) -> str:
    """Name somebody in a list of suggestions, with the unit, and whether they are away."""
    facts = ", ".join(part for part in (each.away, each.unit) if part)
    return f"{each.who.name} – {facts}" if facts else each.who.name
