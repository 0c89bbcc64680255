"""An example of each kind of file, for whoever makes the export."""

from typing import Final

from coordinator.exports import csv_bytes
from coordinator.imports.kinds import FIELDS
from coordinator.imports.mapping import Mapping

_DAY: Final = {"dd": "24", "mm": "11", "yyyy": "2026"}
# Invented: the number is of the series that nobody has.
_VALUES: Final = {
    "number": "010190-9995",
    "name": "Bo Eksempel",
    "given": "Bo",
    "family": "Eksempel",
    "address": "Eksempelvej 1",
    "postcode": "8999",
    "town": "Solbæk",
    "protected": "nej",
    "district": "Vestskolen",
    "title": "Bostøtte",
    "caseworker": "mepr",
    "login": "mepr",
    "team": "Team Nord",
    "phone": "12345678",
    "email": "mepr@solbaek.example",
    "adults": "1234",
}


def example_csv(mapping: Mapping) -> bytes:
    """Write the headings that a file of this kind should have, and one invented row."""
    known = [field for field in FIELDS[mapping.kind] if mapping.headings.get(field)]
    if {"given", "family"} <= set(known) and "name" in known:
        known.remove("name")
    headings = [mapping.headings[field][0] for field in known]
    return csv_bytes(headings, [[_value(mapping, field) for field in known]])


def _value(mapping: Mapping, field: str) -> str:
    if field == "start":
        day = mapping.date_formats[0]
        for part, figures in _DAY.items():
            day = day.replace(part, figures)
        return day
    words = mapping.values.get(field)
    return next(iter(words)) if words else _VALUES.get(field, "")
