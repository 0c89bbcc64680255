"""A scanned copy of a paper: what kind of file it is by its first bytes, and how big it may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from plans.errors import RuleBroken

MEGABYTE: Final = 1_000_000
# A page scanned in colour takes one or two of them; a plan has a handful of pages.
MOST_MEGABYTES: Final = 10

# What one person attaches in a day and a night: more than anybody signs, less than fills a disk.
MOST_A_DAY: Final = 100
MOST_MEGABYTES_A_DAY: Final = 300
A_DAY: Final = timedelta(days=1)


class ScanType(StrEnum):
    """The kinds of file that a scanner makes, by their media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"


# A name can lie, so a file is known by how it begins (ISO 32000-1 § 7.5.2, PNG § 5.2, JFIF).
BEGINNINGS: Final[Mapping[bytes, ScanType]] = {
    b"%PDF-": ScanType.PDF,
    b"\x89PNG\r\n\x1a\n": ScanType.PNG,
    b"\xff\xd8\xff": ScanType.JPEG,
}


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned copy as its file has it."""

    media_type: ScanType
    content: bytes


@dataclass(frozen=True, slots=True)
class ScanMark:
    """What is told of a copy without reading it; ``size`` is a number of bytes."""

    id: UUID
    media_type: ScanType
    size: int
    sha256: str


def require_room(count: int, size: int, scan: Scan) -> None:
    """Refuse a copy more than one person attaches in a day; ``count`` and ``size`` are there.

    Raises:
        RuleBroken: ``scan-quota``.
    """
    most = MOST_MEGABYTES_A_DAY * MEGABYTE
    if count >= MOST_A_DAY or size + len(scan.content) > most:
        raise RuleBroken("scan-quota", most=MOST_A_DAY, megabytes=MOST_MEGABYTES_A_DAY)


def scan_of(content: bytes) -> Scan:
    """Take the bytes of a file as a scanned copy.

    Raises:
        RuleBroken: ``scan-empty``, ``scan-too-big`` or ``scan-kind-unknown``.
    """
    if not content:
        raise RuleBroken("scan-empty")
    if len(content) > MOST_MEGABYTES * MEGABYTE:
        raise RuleBroken("scan-too-big", most=MOST_MEGABYTES)
    for beginning, media_type in BEGINNINGS.items():
        if content.startswith(beginning):
            return Scan(media_type, content)
    raise RuleBroken("scan-kind-unknown")
