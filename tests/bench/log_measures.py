"""Figures of the log: a citizen's insight, sealing and looking through the whole of it."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry
from coordinator.stores import Unlocking
from coordinator.use_cases import log_insight, verifying
from db.store_house import SqlStores
from tests.bench.figures import Line
from tests.builders import BIRGER, CLOCK, METTE, citizen

_ROWS: Final = 10_000
_SUBJECTS: Final = ("plan", "citizen", "task", "notes", "goal", "intervention", "own_words")


def log(rows: int = _ROWS) -> Iterator[Line]:
    """Write, seal and verify rows about one citizen, and give them to the citizen."""
    with tempfile.TemporaryDirectory() as folder:
        stores, place = SqlStores(CLOCK), str(Path(folder) / "log.db")
        stores.create(place, Unlocking(), demo=True)
        store = stores.open(place, Unlocking())
        with store.begin(METTE, True) as work:
            for member in (METTE, BIRGER):
                work.staff.add(member)
            work.citizens.add(citizen())
            work.audit.record(AuditEntry(AuditAction.CREATE, citizen().id, related=True))
            work.commit()
        yield _rate("log rows written", rows, _write(store, rows))
        yield _rate("log rows sealed", rows, _timed(store.seal_log))
        desk = Desk(BIRGER, store.begin, CLOCK)
        yield _rate("log rows verified", rows, _timed(lambda: verifying.verify_log(desk)))
        desk = Desk(METTE, store.begin, CLOCK)
        with store.begin(METTE, True) as work:
            work.audit.record(AuditEntry(AuditAction.VIEW, citizen().id, "plan", related=True))
            work.commit()
        log_insight.citizens_log(desk, citizen().id).csv()
        for kind in ("pdf", "csv"):
            took = _timed(
                lambda kind=kind: getattr(log_insight.citizens_log(desk, citizen().id), kind)()
            )
            what = f"a citizen's log of {rows:,} rows as {kind.upper()}"
            yield Line(what, took * 1000, "ms", 2000)
        store.close()


def _write(store, rows: int) -> float:
    def write() -> None:
        for member in (METTE, BIRGER) * (rows // 200):
            with store.begin(member, True) as work:
                work.audit.record_all(
                    AuditEntry(
                        AuditAction.VIEW,
                        citizen().id,
                        _SUBJECTS[turn % len(_SUBJECTS)],
                        why=f"Borgeren ringede om sag {turn % 37}" if turn % 3 else "",
                        related=turn % 3 == 0,
                    )
                    for turn in range(100)
                )
                work.commit()

    return _timed(write)


def _timed(deed) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def _rate(what: str, rows: int, took: float) -> Line:
    return Line(what, rows / took, "rows/s", 10_000, more_is_better=True)
