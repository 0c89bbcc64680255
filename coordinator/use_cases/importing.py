"""Load an export: propose first, then apply in one transaction."""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.imports import (
    ImportKind,
    Mapping,
    Proposal,
    Reading,
    Writes,
    load_mapping,
    propose,
    read_file,
)
from coordinator.imports.known import Known, StoreMark
from coordinator.malware import refuse_malware
from coordinator.ports import AuditAction, AuditEntry, Stale, UnitOfWork
from plans.access import Deed

Progress = Callable[[int, int | None], None]

# Whoever stops a load does not wait for more than these.
_LOGGED_AT_ONCE: Final = 5_000
# A citizen, their number, what the source says, and some words to find them by.
_ROWS_A_CITIZEN: Final = 10


@dataclass(frozen=True, slots=True)
class Load:
    """A file that was read and compared: what it says, and what applying it would do.

    ``mark`` is how the store stood when they were compared.
    """

    reading: Reading
    proposal: Proposal
    sha256: str
    mark: StoreMark

    def as_part(self) -> "Load":
        """Take the file for a part of an export: no case is gone, the rest is as it was."""
        reading = replace(self.reading, table=replace(self.reading.table, partial=True))
        proposal = self.proposal
        told = tuple(each for each in proposal.warnings if each.kind != "missing")
        writes = replace(proposal.writes, missing=())
        part = replace(proposal, warnings=told, missing=(), writes=writes)
        return replace(self, reading=reading, proposal=part)


def look_into(
    desk: Desk,
    kind: ImportKind,
    file: str,
    data: bytes,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
) -> Load:
    """Read a file and say what it would do; nothing is written.

    Raises:
        RuleBroken: ``not-allowed`` for who may not load.
        ImportRefused: when the file as a whole cannot be taken.
        Stopped: when ``progress`` raised it.
    """
    desk.require(Deed.IMPORT)
    with _uncollected():
        reading = read_file(kind, file, data, mapping or load_mapping(kind), progress)
        return compare(desk, reading, hashlib.sha256(data).hexdigest(), progress)


def compare(desk: Desk, reading: Reading, sha256: str, progress: Progress | None = None) -> Load:
    """Compare what was read, or mended since, with the store."""
    with desk.start_reading() as work:
        mark = work.imports.mark()
        known = _known(work, reading, progress)
    return Load(reading, propose(reading, known, progress), sha256, mark)


def apply(desk: Desk, load: Load, progress: Progress | None = None) -> Changes:
    """Write a load in one transaction; stopped or failed, nothing of it is kept.

    Raises:
        RuleBroken: ``not-allowed``.
        Stale: when the store changed since the file was compared, so that the proposal no longer
            tells what would happen.
        Stopped: when ``progress`` raised it.
    """
    desk.require(Deed.IMPORT)
    with _uncollected(), desk.start_work() as work:
        proposal = _as_told(work, load)
        writes = proposal.writes
        kind = load.reading.kind.value
        touched = {each.id for each in writes.citizens} | {each.citizen_id for each in writes.cases}
        told = _Told(progress, _about(writes) + len(touched), proposal.read)
        work.imports.apply(writes, told.more)
        # In the order of the index that the rows go into.
        ordered = sorted(touched, key=attrgetter("int"))
        for start in range(0, len(ordered), _LOGGED_AT_ONCE):
            some = ordered[start : start + _LOGGED_AT_ONCE]
            work.audit.record_all(_entry(citizen_id, kind) for citizen_id in some)
            told.more(len(some))
        work.imports.note_load(kind, load.sha256, proposal.counts)
        told.all()
        return work.commit()


def file_bytes(path: Path) -> bytes:
    """Read a file that somebody chose, once the PC's scanner for malware let it pass.

    Raises:
        RuleBroken: ``file-malware``, ``scanner-away``.
    """
    content = path.read_bytes()
    refuse_malware(content)
    return content


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for garbage meanwhile: all that a load makes is still in use.

    The search costs a quarter of a load. The window has it off anyway.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _known(work: UnitOfWork, reading: Reading, progress: Progress | None) -> Known:
    def check() -> None:
        if progress is not None:
            progress(0, len(reading.table.rows))

    return work.imports.known(reading.kind.service_area, reading.numbers, check)


def _as_told(work: UnitOfWork, load: Load) -> Proposal:
    """Give what to write now; the store may have moved since the proposal was told.

    What a proposal tells is less than what it writes: a row in force is written whole, so an old
    one would undo a protection or a name that a person registered in between. So nobody may write
    those citizens from here on.
    """
    work.imports.hold(_held(load.proposal))
    if not work.imports.moved(load.mark):
        return load.proposal
    again = propose(load.reading, _known(work, load.reading, None), None)
    if _told(again) != _told(load.proposal) or _held(again) != _held(load.proposal):
        raise Stale
    return again


def _held(proposal: Proposal) -> frozenset[UUID]:
    """The known citizens whom a proposal writes."""
    return frozenset(each.id for each in proposal.writes.citizens if not each.is_new)


def _told(proposal: Proposal) -> list[tuple[object, ...]]:
    """What a proposal told its reader, without the new ids that each comparison makes anew."""
    return [(each.line, each.action, each.differences) for each in proposal.changes]


def _entry(citizen_id: UUID, kind: str) -> AuditEntry:
    return AuditEntry(AuditAction.LOAD, citizen_id, "case", why=kind, related=False)


def _about(writes: Writes) -> int:
    """Guess how many rows a load writes; how many words a name and an address have, it cannot."""
    others = (writes.cases, writes.staff, writes.districts, writes.missing)
    return _ROWS_A_CITIZEN * len(writes.citizens) + sum(len(each) for each in others)


class _Told:
    """Says to whoever watches a load how many of the file's rows are in, and lets them stop it.

    Args:
        total: About how many rows of the store are written.
        read: How many rows the file has.
    """

    def __init__(self, progress: Progress | None, total: int, read: int) -> None:
        self._progress = progress
        self._total = total + 1
        self._read = read
        self._done = 0
        self.more(0)

    def more(self, rows: int) -> None:
        """Tell that rows were written; never all of them, since the number is a guess."""
        self._done = min(self._done + rows, self._total - 1)
        if self._progress is not None:
            self._progress(self._read * self._done // self._total, self._read)

    def all(self) -> None:
        """Tell that everything is written, and only the commit is left."""
        if self._progress is not None:
            self._progress(self._read, self._read)
