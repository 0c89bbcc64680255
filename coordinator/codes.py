"""The code lists that ship with Samplan and that a municipality changes in its store."""

import csv
from datetime import date
from pathlib import Path

from coordinator.lists import LegalBasis
from plans.people import ServiceArea

CODES_DIR = Path(__file__).resolve().parent.parent / "resources" / "codes"


def shipped_legal_bases() -> tuple[tuple[LegalBasis, str], ...]:
    """Read the dated legal bases that a new store begins with, each with its source."""
    with (CODES_DIR / "legal_bases.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (
                LegalBasis(
                    code=row["code"],
                    label=row["label"],
                    service_area=ServiceArea(row["service_area"]),
                    valid_from=date.fromisoformat(row["valid_from"]),
                    valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                ),
                row["source"],
            )
            for row in csv.DictReader(file, delimiter=";")
        )
