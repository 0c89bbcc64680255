"""The chain of the log: what each row's hash covers, seals over rows, and what breaks them.

The same is written in ``db/policies/30_log.sql`` for the shared store, byte for byte.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import groupby
from typing import Final
from uuid import UUID

_ROW: Final = "samplan-log-row-1"
_SEAL: Final = "samplan-log-seal-1"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_NOTHING: Final = "-"
# What the first seal stands on.
NO_SEAL_BEFORE: Final = ""


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the log as it is kept; ``transaction`` is the shared server's own number."""

    id: UUID
    at: datetime
    staff_id: UUID
    staff_name: str
    role: str
    action: str
    citizen_id: UUID | None
    subject: str
    subject_id: UUID | None
    why: str
    related: bool
    transaction: int | None = None
    hash: str = ""
    seal: int | None = None

    def expected_hash(self) -> str:
        """Give the hash that a row with this content has."""
        return content_hash(
            self.id,
            self.at,
            self.staff_id,
            self.staff_name,
            self.role,
            self.action,
            self.citizen_id,
            self.subject,
            self.subject_id,
            self.why,
            self.related,
            self.transaction,
        )

    def hashed(self) -> "LogRow":
        """Give the same row with the hash of its content."""
        return replace(self, hash=self.expected_hash())


def content_hash(  # noqa: PLR0913, PLR0917 - every field of a row; a load makes no value of each
    row_id: UUID,
    at: datetime,
    staff_id: UUID,
    staff_name: str,
    role: str,
    action: str,
    citizen_id: UUID | None,
    subject: str,
    subject_id: UUID | None,
    why: str,
    related: bool,
    transaction: int | None = None,
) -> str:
    """Give the hash of a row with this content."""
    return _digest(
        _ROW,
        str(row_id),
        str(_microseconds(at)),
        str(staff_id),
        staff_name,
        role,
        action,
        None if citizen_id is None else str(citizen_id),
        subject,
        None if subject_id is None else str(subject_id),
        why,
        "1" if related else "0",
        None if transaction is None else str(transaction),
    )


@dataclass(frozen=True, slots=True)
class SealMark:
    """What is told of a seal outside the store: no figure and no person."""

    number: int
    at: datetime
    hash: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal over a batch of rows, chained to the one before."""

    number: int
    at: datetime
    rows: int
    root: str
    previous: str
    hash: str

    @property
    def mark(self) -> SealMark:
        """What is told of it outside the store."""
        return SealMark(self.number, self.at, self.hash)

    def expected_hash(self) -> str:
        """Give the hash that a seal with this content has."""
        return _digest(
            _SEAL,
            str(self.number),
            str(_microseconds(self.at)),
            str(self.rows),
            self.root,
            self.previous,
        )


def next_seal(before: Seal | None, hashes: Sequence[str], at: datetime) -> Seal:
    """Seal rows, given their hashes in the order of their ids."""
    number = 1 if before is None else before.number + 1
    previous = NO_SEAL_BEFORE if before is None else before.hash
    seal = Seal(number, at, len(hashes), root_of(hashes), previous, "")
    return replace(seal, hash=seal.expected_hash())


def root_of(hashes: Iterable[str]) -> str:
    """Give the one hash of many, in the order in which they come."""
    return sha256("".join(hashes).encode()).hexdigest()


class Break(StrEnum):
    """In which way the log is not what it was."""

    ROW_ALTERED = "row_altered"
    ROWS_MISSING = "rows_missing"
    ROWS_ADDED = "rows_added"
    ROWS_EXCHANGED = "rows_exchanged"
    SEAL_ALTERED = "seal_altered"
    SEAL_MISSING = "seal_missing"
    SEAL_OUT_OF_CHAIN = "seal_out_of_chain"
    NEWEST_GONE = "newest_gone"


@dataclass(frozen=True, slots=True)
class LogFault:
    """Where the chain breaks: a row, or a seal and from when to when its rows are."""

    kind: Break
    row: UUID | None = None
    seal: int | None = None
    first: datetime | None = None
    last: datetime | None = None
    count: int = 0


def faults_in(
    seals: Sequence[Seal], rows: Iterable[LogRow], remembered: Sequence[SealMark] = ()
) -> Iterator[LogFault]:
    """Find every place where rows and seals do not fit.

    ``seals`` come by number; ``rows`` by seal, then by id, with those that have no seal yet last;
    ``remembered`` are seals that were seen outside the store.
    """
    yield from _faults_of_chain(seals)
    yield from _faults_of_rows(seals, rows)
    kept = {(seal.number, seal.hash) for seal in seals}
    for mark in remembered:
        if (mark.number, mark.hash) not in kept:
            yield LogFault(Break.NEWEST_GONE, None, mark.number, mark.at, mark.at)


def _faults_of_chain(seals: Sequence[Seal]) -> Iterator[LogFault]:
    number, previous = 0, NO_SEAL_BEFORE
    for seal in seals:
        about = LogFault(Break.SEAL_ALTERED, None, seal.number, seal.at, seal.at)
        if seal.hash != seal.expected_hash():
            yield about
        if seal.number != number + 1:
            missing = seal.number - number - 1
            yield replace(about, kind=Break.SEAL_MISSING, count=missing)
        elif seal.previous != previous:
            yield replace(about, kind=Break.SEAL_OUT_OF_CHAIN)
        number, previous = seal.number, seal.hash


def _faults_of_rows(seals: Sequence[Seal], rows: Iterable[LogRow]) -> Iterator[LogFault]:
    waiting = {seal.number: seal for seal in seals}
    for number, batch in groupby(rows, key=lambda row: row.seal):
        checked = _Batch()
        for row in batch:
            if not checked.takes(row):
                yield LogFault(Break.ROW_ALTERED, row.id, row.seal, row.at, row.at)
        if number is not None:
            yield from checked.faults(number, waiting.pop(number, None))
    for left in waiting.values():
        if left.rows:
            yield _Batch().about(Break.ROWS_MISSING, left.number, left.rows, left.at)


class _Batch:
    """The rows of one seal as they pass by: their hashes, and from when to when they are."""

    def __init__(self) -> None:
        self._hashes: list[str] = []
        self._span: tuple[datetime, datetime] | None = None

    def takes(self, row: LogRow) -> bool:
        """Take a row along; False when its content is not what was hashed."""
        first, last = self._span or (row.at, row.at)
        self._span = min(first, row.at), max(last, row.at)
        self._hashes.append(row.hash)
        return row.hash == row.expected_hash()

    def faults(self, number: int, seal: Seal | None) -> Iterator[LogFault]:
        """Compare what passed by with the seal that should cover it."""
        found = len(self._hashes)
        if seal is None:
            yield self.about(Break.SEAL_MISSING, number, 1)
        elif found < seal.rows:
            yield self.about(Break.ROWS_MISSING, number, seal.rows - found)
        elif found > seal.rows:
            yield self.about(Break.ROWS_ADDED, number, found - seal.rows)
        elif root_of(self._hashes) != seal.root:
            yield self.about(Break.ROWS_EXCHANGED, number, 0)

    def about(self, kind: Break, number: int, count: int, at: datetime | None = None) -> LogFault:
        """Tell of the seal and of when its rows are, or ``at`` when it has none."""
        first, last = self._span or (at, at)
        return LogFault(kind, None, number, first, last, count)


def _microseconds(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def _digest(kind: str, *fields: str | None) -> str:
    """Hash fields so that no two rows of fields have the same text: each tells its length."""
    parts = (_NOTHING if each is None else f"{len(each)}:{each}" for each in fields)
    return sha256("\x1f".join((kind, *parts)).encode()).hexdigest()
