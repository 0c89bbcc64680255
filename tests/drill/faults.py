"""Disks that are full and disks that fail while somebody writes, in both stores.

``python -m tests.drill.faults [FULL] [FAULTS]``: so many times in each store. A disk that is full
is a small file system of its own, which takes the right to mount one; without it that part says
so. A disk that fails is a process that may write no further than a place in its files, from one
moment to the next (RLIMIT_FSIZE). The short form is tests/db/test_engine.py.
"""

import contextlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import psycopg
from sqlalchemy import make_url

from db.engine import connect, create_local, health, open_local
from tests import colleagues, postgres
from tests.drill.writers import Writer, Wrong, in_file, on_server, wrong_with

KEY = bytes(range(32))
_MB = 1_000_000
_ROOM = {"local": 120 * _MB, "shared": 500 * _MB}
# A segment of the write-ahead log; a process that may not write in it takes the server down.
_MOST_WAL = 16 * _MB
_NO_LIMIT = resource.RLIM_INFINITY
Trouble = Callable[[], None]


@contextlib.contextmanager
def small_disk(room: int) -> Iterator[Path | None]:
    """Give a file system of its own with so many bytes; None where nobody may mount one."""
    with tempfile.TemporaryDirectory(prefix="samplan-disk-") as name:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={room},mode=755", "tmpfs", name]
        try:
            subprocess.run(mount, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            yield None
            return
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


class Ballast:
    """What fills a disk up, but for a little, and is taken away again."""

    def __init__(self, folder: Path, chance: Random, most_left: int) -> None:
        self._file = folder / "ballast"
        self._chance, self._most_left = chance, most_left

    def put(self) -> None:
        if self._file.exists():
            return
        folder = os.statvfs(self._file.parent)
        free = folder.f_bavail * folder.f_frsize
        taken = max(1, free - self._chance.randrange(self._most_left))
        # It may be full already.
        with contextlib.suppress(OSError), self._file.open("wb") as ballast:
            os.posix_fallocate(ballast.fileno(), 0, taken)

    def take(self) -> None:
        self._file.unlink(missing_ok=True)


class Fits:
    """Brings trouble before a try, until one fails; then it is over and all goes on."""

    def __init__(self, times: int, begin: Trouble, end: Trouble) -> None:
        self._begin, self._end = begin, end
        self.left, self.met = times, 0
        self._on = False

    def before(self, tries: int) -> None:
        if tries and self._on:
            self._end()
            self._on = False
            self.met += 1
            self.left -= 1
        elif not tries and self.left:
            self._begin()
            self._on = True

    def over(self) -> bool:
        return not self.left


def local(folder: Path, fits: Fits, padding: int) -> tuple[Writer, Wrong, tuple[str, ...]]:
    """Write in a local store in a folder while trouble comes and goes."""
    path = folder / "store.db"
    create_local(path, KEY, partial(colleagues.fill, count=1))
    writer = Writer(0, lambda _who: open_local(path, KEY), walled=False, padding=padding)
    writer.before = fits.before
    writer.write_until(fits.over)
    kept = [kept for kept, _at in writer.kept]
    engine = open_local(path, KEY)
    ill = health(engine)
    engine.dispose()
    return writer, wrong_with(in_file(path, KEY), 0, kept), ill


def full_local(times: int) -> bool | None:
    """Fill the disk of a local store."""
    began = time.perf_counter()
    with small_disk(_ROOM["local"]) as disk:
        if disk is None:
            print("full disk, local store: not tried, nobody may mount a file system here")
            return None
        ballast = Ballast(disk, Random(1), 80_000)

        def make_room() -> None:
            ballast.take()
            with contextlib.closing(connect(disk / "store.db", KEY)) as line:
                # Else what is written next finds room in the log that it has already.
                line.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

        fits = Fits(times, ballast.put, make_room)
        found = local(disk, fits, 200)
    return _print("full disk, local store", fits, *found, began)


def failing_local(times: int) -> bool:
    """Let the disk of a local store fail."""
    began, chance = time.perf_counter(), Random(2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = folder / "store.db-wal"

        def fail() -> None:
            size = log.stat().st_size if log.exists() else 0
            resource.setrlimit(resource.RLIMIT_FSIZE, (chance.randrange(size + 60_000), _NO_LIMIT))

        def mend() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (_NO_LIMIT, _NO_LIMIT))

        fits = Fits(times, fail, mend)
        found = local(folder, fits, 200)
    return _print("failing disk, local store", fits, *found, began)


@contextlib.contextmanager
def server(folder: Path) -> Iterator[tuple[postgres.Server, str, Trouble]]:
    """Give a server in a folder, the address of who runs it, and what starts it when it is down."""
    made = postgres.make(folder)
    settings = folder / "data" / "postgresql.conf"
    more = "synchronous_commit = on\nmin_wal_size = 32MB\nmax_wal_size = 64MB\n"
    settings.write_text(settings.read_text() + more)
    running = [postgres.start(made)]

    def start_again() -> None:
        if running[0].poll() is not None:
            running[0] = postgres.start(made)

    try:
        with postgres.fresh_database(made.address) as address:
            colleagues.furnish(address, 1)
            yield made, address, start_again
            start_again()
    finally:
        postgres.stop(running[0])


def shared(
    made: postgres.Server, address: str, fits: Fits, padding: int
) -> tuple[Writer, Wrong, tuple[str, ...]]:
    """Write in a shared store while trouble comes and goes."""
    way_in = partial(colleagues.engine_of, address=made.by_tls("", str(make_url(address).database)))
    writer = Writer(0, way_in, padding=padding)
    writer.before = fits.before
    writer.write_until(fits.over)
    kept = [kept for kept, _at in writer.kept]
    with _line(address) as line:
        return writer, wrong_with(on_server(line), 0, kept), ()


def _line(address: str) -> psycopg.Connection:
    for _ in postgres.tries():
        with contextlib.suppress(psycopg.Error):
            return psycopg.connect(address)
    raise AssertionError("the server does not come back")


def full_shared(times: int) -> bool | None:
    """Fill the disk of a server."""
    began, chance = time.perf_counter(), Random(3)
    with small_disk(_ROOM["shared"]) as disk:
        if disk is None:
            print("full disk, shared store: not tried, nobody may mount a file system here")
            return None
        ballast = Ballast(disk, chance, 60_000)
        with server(disk) as (made, address, start_again):

            def fill() -> None:
                ballast.put()
                # One time of ten it is the write-ahead log that finds no room: the server falls.
                if chance.random() < 0.1:
                    with contextlib.suppress(psycopg.Error), _line(address) as line:
                        line.execute("SELECT pg_switch_wal()")

            def make_room() -> None:
                ballast.take()
                start_again()
                with contextlib.suppress(psycopg.Error), _line(address) as line:
                    line.execute("CHECKPOINT")  # gives the room of the older log back

            fits = Fits(times, fill, make_room)
            found = shared(made, address, fits, 3000)
            ballast.take()
    return _print("full disk, shared store", fits, *found, began)


def failing_shared(times: int) -> bool | None:
    """Let the disk of a server fail for whoever writes."""
    if shutil.which("prlimit") is None:
        print("failing disk, shared store: not tried, there is no prlimit here")
        return None
    began, chance = time.perf_counter(), Random(4)
    with (
        tempfile.TemporaryDirectory(prefix="samplan-pg-") as name,
        server(Path(name)) as (made, address, start_again),
    ):

        def limit(most: str) -> None:
            for pid in _pids_of(made):
                # As the server's user: only who owns a process may set what it may do.
                limited = ["prlimit", f"--pid={pid}", f"--fsize={most}:unlimited"]
                subprocess.run(limited, check=False, stderr=subprocess.DEVNULL, **postgres.ANOTHER)

        def mend() -> None:
            limit("unlimited")
            start_again()

        fits = Fits(times, lambda: limit(str(chance.randrange(_MOST_WAL))), mend)
        found = shared(made, address, fits, 3000)
        mend()
    return _print("failing disk, shared store", fits, *found, began)


def _pids_of(made: postgres.Server) -> list[int]:
    """Name the processes of a server that work for a colleague."""
    asked = "SELECT pid FROM pg_stat_activity WHERE usename LIKE 'colleague%'"
    with contextlib.suppress(psycopg.Error), psycopg.connect(made.address) as line:
        return [pid for (pid,) in line.execute(asked)]
    return []


def _print(
    what: str, fits: Fits, writer: Writer, wrong: Wrong, ill: tuple[str, ...], began: float
) -> bool:
    causes = ", ".join(f"{count} {kind}" for kind, count in sorted(writer.causes.items()))
    took = time.perf_counter() - began
    told = f"{what}: {fits.met} times ({causes}), {len(writer.kept)} kept writes"
    print(f"{told}: {wrong}, {len(ill)} corrupt; {took:.0f} s", flush=True)
    return not wrong and not ill


def main(full: int, faults: int) -> bool:
    """Try all four."""
    found = [
        full_local(full),
        failing_local(faults),
        full_shared(full),
        failing_shared(faults),
    ]
    return all(each is not False for each in found)


if __name__ == "__main__":
    sys.exit(0 if main(*(int(each) for each in sys.argv[1:] or ("20", "50"))) else 1)
