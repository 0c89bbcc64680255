"""Figures of a store that moves to a server and back."""

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from coordinator.moves import TableSum
from coordinator.stores import Unlocking
from db.store_house import SqlStores
from tests import postgres
from tests.bench.figures import Line
from tests.bench.synthetic import CLOCK, Synthetic

_GIVEN = Unlocking("syv små grise går hjem")


@dataclass
class _Watch:
    """Sees when all was copied, and when all was compared."""

    began: float = field(default_factory=time.perf_counter)
    copied_s: float = 0.0
    compared_s: float = 0.0

    def made(self, recovery_code: str) -> None: ...

    def copied(self, table: str, rows: int) -> None:
        self.copied_s = time.perf_counter() - self.began

    def compared(self, table: TableSum) -> None:
        self.compared_s = time.perf_counter() - self.began - self.copied_s


def moves(store: Synthetic) -> Iterator[Line]:
    """Move a copy of a store to a server, and from there to another file."""
    store.engine.dispose()
    folder = Path(tempfile.mkdtemp(prefix="samplan-moves-"))
    for each in store.path.parent.glob(f"{store.path.name}*"):
        shutil.copyfile(each, folder / each.name)
    try:
        with postgres.server() as found:
            server = found if isinstance(found, str) else found.address
            with postgres.fresh_database(server) as address:
                yield from _move(store, str(folder / store.path.name), address, "to a server")
                yield from _move(store, address, str(folder / "back.db"), "to a PC")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(store: Synthetic, source: str, target: str, where: str) -> Iterator[Line]:
    watch = _Watch()
    with _most_memory() as grown:
        moved = SqlStores(CLOCK).move(source, target, _GIVEN, watch)
    taken = time.perf_counter() - watch.began
    what = f"move {store.citizens:,} citizens {where}"
    beside = (
        f"{moved.rows:,} rows in {taken:.0f} s: copied in {watch.copied_s:.0f}, "
        f"compared in {watch.compared_s:.0f}"
    )
    yield Line(what, moved.rows / taken, "rows/s", None, True, beside)
    yield Line(f"{what}: memory", grown[0], "MiB more", 100)


@contextmanager
def _most_memory() -> Iterator[list[float]]:
    """Give how many MiB more the process had at its most; it is there at the end."""
    process, over = psutil.Process(), threading.Event()
    before = process.memory_info().rss
    most = [0.0]

    def look() -> None:
        while not over.wait(0.05):
            most[0] = max(most[0], (process.memory_info().rss - before) / 2**20)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield most
    finally:
        over.set()
        looking.join()
