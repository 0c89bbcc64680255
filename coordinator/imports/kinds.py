"""The five kinds of files that Samplan reads, and which fields each one needs."""

from enum import StrEnum
from typing import Final

from coordinator.i18n import N_
from plans.people import ServiceArea


class ImportKind(StrEnum):
    """What a file holds; the words that the command line takes."""

    STAFF = "staff"
    DISTRICTS = "districts"
    EMPLOYMENT = "employment"
    SOCIAL = "social"
    HEALTH = "health"

    @property
    def service_area(self) -> ServiceArea | None:
        """Whose cases the file holds; None for staff and districts."""
        return _AREAS.get(self)


_AREAS: Final = {
    ImportKind.EMPLOYMENT: ServiceArea.EMPLOYMENT,
    ImportKind.SOCIAL: ServiceArea.SOCIAL,
    ImportKind.HEALTH: ServiceArea.HEALTH,
}

# Whose name and address win, until a person decides otherwise.
PRECEDENCE: Final = (ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL, ServiceArea.HEALTH)

_CASE_FIELDS: Final = (
    "number", "name", "given", "family", "address", "postcode", "town", "protected", "district",
    "title", "distance", "start", "end", "caseworker", "job_goal_1", "job_goal_2",
    "ordinary_hours",
)  # fmt: skip
_STAFF_FIELDS: Final = ("login", "name", "service_area", "team", "role", "phone", "email")

FIELDS: Final = {
    ImportKind.STAFF: _STAFF_FIELDS,
    ImportKind.DISTRICTS: ("district", "adults"),
    ImportKind.EMPLOYMENT: _CASE_FIELDS,
    ImportKind.SOCIAL: _CASE_FIELDS,
    ImportKind.HEALTH: _CASE_FIELDS,
}

# "name" may be replaced by "given" and "family" together.
_REQUIRED: Final = {
    ImportKind.STAFF: ("login", "name", "role"),
    ImportKind.DISTRICTS: ("district", "adults"),
    ImportKind.EMPLOYMENT: ("number", "name", "title", "start"),
    ImportKind.SOCIAL: ("number", "name", "title", "start"),
    ImportKind.HEALTH: ("number", "name", "title", "start"),
}

FIELD_LABELS: Final = {
    "number": N_("CPR number"),
    "name": N_("Name"),
    "given": N_("Given name"),
    "family": N_("Family name"),
    "address": N_("Address"),
    "postcode": N_("Postcode"),
    "town": N_("Town"),
    "protected": N_("Protected address"),
    "district": N_("School district"),
    "title": N_("Intervention or benefit"),
    "distance": N_("Distance from work"),
    "start": N_("Start"),
    "end": N_("End"),
    "caseworker": N_("Case worker"),
    "job_goals": N_("Job goals"),
    "job_goal_1": N_("Job goal A"),
    "job_goal_2": N_("Job goal B"),
    "ordinary_hours": N_("Ordinary hours a week"),
    "login": N_("Login"),
    "service_area": N_("Service area"),
    "team": N_("Team"),
    "role": N_("Role"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "adults": N_("Citizens over 18"),
    "missing": N_("In the newest file"),
}

AREA_LABELS: Final = {
    ServiceArea.EMPLOYMENT: N_("Employment"),
    ServiceArea.SOCIAL: N_("Social"),
    ServiceArea.HEALTH: N_("Health"),
    ServiceArea.BENEFIT: N_("Benefits"),
    ServiceArea.EDUCATION: N_("Education"),
}


def fields_without_column(kind: ImportKind, present: frozenset[str]) -> tuple[str, ...]:
    """Name the fields that a file of ``kind`` must have and that no column gives."""
    have = present | {"name"} if {"given", "family"} <= present else present
    return tuple(field for field in _REQUIRED[kind] if field not in have)
