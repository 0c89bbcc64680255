"""Load an export: propose first, then apply in one transaction."""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.imports import (
    ImportKind,
    Mapping,
    Proposal,
    Reading,
    load_mapping,
    propose,
    read_file,
)
from coordinator.imports.known import Known, StoreMark
from coordinator.ports import AuditAction, AuditEntry, Stale, UnitOfWork
from plans import access
from plans.access import Deed

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Load:
    """A file that was read and compared: what it says, and what applying it would do.

    ``mark`` is how the store stood when they were compared.
    """

    reading: Reading
    proposal: Proposal
    sha256: str
    mark: StoreMark


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
    access.require(desk.member, Deed.IMPORT)
    with _uncollected():
        reading = read_file(kind, file, data, mapping or load_mapping(kind), progress)
        return compare(desk, reading, hashlib.sha256(data).hexdigest(), progress)


def compare(desk: Desk, reading: Reading, sha256: str, progress: Progress | None = None) -> Load:
    """Compare what was read, or mended since, with the store."""
    with desk.start_reading() as work:
        mark = work.imports.mark()
        known = _known(work, reading)
    return Load(reading, propose(reading, known, progress), sha256, mark)


def apply(desk: Desk, load: Load, progress: Progress | None = None) -> Changes:
    """Write a load in one transaction; stopped or failed, nothing of it is kept.

    Raises:
        RuleBroken: ``not-allowed``.
        Stale: when the store changed since the file was compared, so that the proposal no longer
            tells what would happen.
        Stopped: when ``progress`` raised it.
    """
    access.require(desk.member, Deed.IMPORT)
    with _uncollected(), desk.start_work() as work:
        proposal = _as_told(work, load)
        writes = proposal.writes
        steps = 3
        _tell(progress, 1, steps)
        work.imports.apply(writes)
        _tell(progress, 2, steps)
        kind = load.reading.kind.value
        touched = {each.id for each in writes.citizens} | {each.citizen_id for each in writes.cases}
        work.audit.record_all(
            AuditEntry(AuditAction.LOAD, citizen_id, "case", why=kind)
            # In the order of the index that the rows go into.
            for citizen_id in sorted(touched, key=attrgetter("int"))
        )
        work.imports.note_load(kind, load.sha256, proposal.counts)
        _tell(progress, 3, steps)
        return work.commit()


def file_bytes(path: Path) -> bytes:
    """Read a file that somebody chose."""
    return path.read_bytes()


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


def _known(work: UnitOfWork, reading: Reading) -> Known:
    return work.imports.known(reading.kind.service_area, reading.numbers)


def _as_told(work: UnitOfWork, load: Load) -> Proposal:
    """Give what to write now; the store may have moved since the proposal was told.

    What a proposal tells is less than what it writes: a row in force is written whole, so an old
    one would undo a protection or a name that a person registered in between.
    """
    if not work.imports.moved(load.mark):
        return load.proposal
    again = propose(load.reading, _known(work, load.reading), None)
    if _told(again) != _told(load.proposal):
        raise Stale
    return again


def _told(proposal: Proposal) -> list[tuple[object, ...]]:
    """What a proposal told its reader, without the new ids that each comparison makes anew."""
    return [(each.line, each.action, each.differences) for each in proposal.changes]


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)
