"""Whom there is to ask about what is hidden from somebody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from plans.parts import Consent
from plans.people import CaseFile, ServiceArea, StaffMember, WithheldCase


@dataclass(frozen=True, slots=True)
class Helpers:
    """Whom there is to ask: everybody in staff, and the citizen's case worker in each area.

    ``consent`` is that of the day: by it some see what is hidden from others.
    """

    staff: Sequence[StaffMember] = ()
    case_workers: Mapping[ServiceArea, str] = field(default_factory=dict)
    consent: Consent | None = None


def helpers_of(
    staff: Sequence[StaffMember],
    case_files: Iterable[CaseFile | WithheldCase],
    today: date,
    consent: Consent | None = None,
) -> Helpers:
    """Find whom there is to ask; of a case of another area its case worker is told to all."""
    found: dict[ServiceArea, str] = {}
    for each in case_files:
        if isinstance(each, WithheldCase):
            name = each.caseworker
        else:
            name = each.caseworker.name if each.caseworker and each.running_on(today) else ""
        if name:
            found.setdefault(each.service_area, name)
    return Helpers(staff, found, consent)
