"""Data in: ``read_file`` tells what a file says, ``propose`` what it would do; none saves."""

from coordinator.imports.findings import Notice, Rejection
from coordinator.imports.kinds import FIELD_LABELS, FIELDS, ImportKind
from coordinator.imports.known import (
    Known,
    KnownCase,
    KnownCitizen,
    KnownDistrict,
    KnownStaff,
    SourceFacts,
)
from coordinator.imports.mapping import Mapping, load_mapping
from coordinator.imports.proposal import Action, Difference, Proposal, ProposedChange
from coordinator.imports.proposing import propose
from coordinator.imports.readers import Reading, read_file, refused_texts, reread_row
from coordinator.imports.refusal import ImportRefused, Stopped
from coordinator.imports.writes import (
    CaseWrite,
    CitizenWrite,
    DistrictWrite,
    MissingCase,
    StaffWrite,
    Writes,
)

__all__ = [
    "FIELDS",
    "FIELD_LABELS",
    "Action",
    "CaseWrite",
    "CitizenWrite",
    "Difference",
    "DistrictWrite",
    "ImportKind",
    "ImportRefused",
    "Known",
    "KnownCase",
    "KnownCitizen",
    "KnownDistrict",
    "KnownStaff",
    "Mapping",
    "MissingCase",
    "Notice",
    "Proposal",
    "ProposedChange",
    "Reading",
    "Rejection",
    "SourceFacts",
    "StaffWrite",
    "Stopped",
    "Writes",
    "load_mapping",
    "propose",
    "read_file",
    "refused_texts",
    "reread_row",
]
