"""Kill who writes, and the server's processes, at named points and at random, in both stores.

``python -m tests.drill.kills [KILLS]``: so many in each store. Whoever was killed begins again
with what they were not told is kept. The short form of it is tests/journeys/test_window_kill.py.
"""

import contextlib
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import psutil
import psycopg
from sqlalchemy import Engine, event, make_url

from db.engine import create_local, health, open_local
from plans.people import StaffMember
from tests import colleagues, postgres
from tests.drill.writers import Ask, Kept, Writer, Wrong, in_file, on_server, wrong_with

KEY = bytes(range(32))
WRITERS = 4
# How long somebody lives after the first thing that they wrote, at most.
_LIFE_S = 0.2
_PATIENCE_S = 3.0
WayIn = Callable[[StaffMember], Engine]


@dataclass
class Life:
    """Somebody in a process of their own, and what they were told is kept so far."""

    number: int
    way_in: WayIn
    walled: bool
    kept: list[Kept] = field(default_factory=list)
    _pid: int = 0
    _told: int = 0

    def begin(self, point: str = "", turn: int = 0, count: int = sys.maxsize) -> None:
        """Let a process write on, until it passes a named point in turn or has written so many."""
        read, write = os.pipe()
        self._pid = os.fork()
        if self._pid:
            os.close(write)
            self._told = read
            return
        os.close(read)
        status = 1
        try:
            self._write(write, point, turn, count)
            status = 0
        finally:
            os._exit(status)

    def _write(self, told: int, point: str, turn: int, count: int) -> None:
        def way_in(who: StaffMember) -> Engine:
            engine = self.way_in(who)
            if point:
                die_at(engine, point, turn, told)
            return engine

        def tell(kept: Kept) -> None:
            os.write(told, f"{kept[0]} {kept[1]}\n".encode())

        writer = Writer(self.number, way_in, tell, len(self.kept), self.walled)
        writer.write_until(lambda: len(writer.kept) >= count)

    def wait(self) -> None:
        """Wait until it wrote something or died, but not for ever."""
        select.select([self._told], [], [], _PATIENCE_S)

    def kill(self) -> None:
        """Kill, and take in what was told before."""
        os.kill(self._pid, signal.SIGKILL)
        self.end()

    def end(self) -> list[str]:
        """Wait for the end, take in what was told, and give the points that were passed."""
        with os.fdopen(self._told, encoding="utf-8") as told:
            lines = told.read().split("\n")[:-1]
        os.waitpid(self._pid, 0)
        for line in lines:
            kind, text = line.split(" ", 1)
            if kind != "passed":
                self.kept.append((kind, text))
        return [line.removeprefix("passed ") for line in lines if line.startswith("passed ")]


def die_at(engine: Engine, point: str, turn: int, told: int) -> None:
    """Die when a named point is passed in turn; at «all» tell of each that is."""
    left = turn

    def passed(name: str) -> None:
        if point == "all":
            os.write(told, f"passed {name}\n".encode())
        elif name == point:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def statement(when: str, *values: Any) -> None:
        passed(f"{when} {' '.join(values[2].split()[:3])}")

    event.listen(engine, "before_cursor_execute", lambda *values: statement("before", *values))
    event.listen(engine, "after_cursor_execute", lambda *values: statement("after", *values))
    keep = engine.dialect.do_commit

    def commit(line: Any) -> None:
        passed("before commit")
        keep(line)
        passed("after commit")

    engine.dialect.do_commit = commit  # type: ignore[method-assign]


def points_of(life: Life) -> list[str]:
    """Tell which points a process passes that writes."""
    life.begin("all", count=20)
    return list(dict.fromkeys(life.end()))


def killed(lives: list[Life], times: int, chance: Random, other: Callable[[], None]) -> int:
    """Kill half of the times at named points in turn, else at random; give how many points.

    ``other`` is killed besides, one time of ten.
    """
    names = points_of(lives[0])
    points = cycle(names)
    done = 0
    while done < times:
        group = lives[: times - done]
        for each in group:
            # Whoever passes the point no more dies at random.
            each.begin(next(points) if chance.random() < 0.5 else "", chance.randrange(4))
        for each in group:
            each.wait()
        time.sleep(chance.uniform(0.0, _LIFE_S))
        if chance.random() < 0.1 * len(group):
            other()
            done += 1
        for each in group:
            each.kill()
        done += len(group)
    for each in lives:
        each.begin(count=1)
        each.end()
    return len(names)


def wrong_in(ask: Ask, lives: list[Life]) -> Wrong:
    return sum((wrong_with(ask, each.number, each.kept) for each in lives), Wrong())


def local(times: int) -> bool:
    """Kill whoever writes in local stores."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / f"{number}.db" for number in range(WRITERS)]
        for path in paths:
            create_local(path, KEY, partial(colleagues.fill, count=WRITERS))
        lives = [
            Life(number, lambda _who, path=path: open_local(path, KEY), walled=False)
            for number, path in enumerate(paths)
        ]
        points = killed(lives, times, Random(1), lambda: None)
        pairs = zip(lives, paths, strict=True)
        wrong = sum((wrong_in(in_file(path, KEY), [life]) for life, path in pairs), Wrong())
        ill = [found for path in paths for found in _health(path)]
    _print("local store", times, points, lives, wrong, f"{len(ill)} corrupt", began)
    return not wrong and not ill


def _health(path: Path) -> tuple[str, ...]:
    engine = open_local(path, KEY)
    try:
        return health(engine)
    finally:
        engine.dispose()


@contextlib.contextmanager
def server(count: int) -> Iterator[tuple[postgres.Server, int, str]]:
    """Give a server with colleagues: it, its process and the address of who runs it."""
    folder = Path(tempfile.mkdtemp(prefix="samplan-pg-"))
    made = postgres.make(folder)
    settings = folder / "data" / "postgresql.conf"
    # A process that is killed takes nothing with it that was told as kept.
    settings.write_text(settings.read_text() + "synchronous_commit = on\n")
    process = postgres.start(made)
    try:
        with postgres.fresh_database(made.address) as address:
            colleagues.furnish(address, count)
            yield made, process.pid, address
    finally:
        postgres.stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def shared(times: int) -> bool:
    """Kill whoever writes in a shared store, and processes of its server."""
    began = time.perf_counter()
    chance, backends = Random(2), 0
    with server(WRITERS) as (made, pid, address):
        way_in = partial(
            colleagues.engine_of, address=made.by_tls("", str(make_url(address).database))
        )
        lives = [Life(number, way_in, walled=True) for number in range(WRITERS)]

        def kill_backend() -> None:
            nonlocal backends
            below = [each for each in psutil.Process(pid).children() if each.name() == "postgres"]
            with contextlib.suppress(psutil.NoSuchProcess):
                chance.choice(below).kill()
                backends += 1

        points = killed(lives, times, chance, kill_backend)
        for _ in postgres.tries():
            with contextlib.suppress(psycopg.Error), psycopg.connect(address) as line:
                wrong = wrong_in(on_server(line), lives)
                break
    _print("shared store", times, points, lives, wrong, f"{backends} of the server's", began)
    return not wrong


def _print(
    store: str, times: int, points: int, lives: list[Life], wrong: Wrong, more: str, began: float
) -> None:
    kept, took = sum(len(each.kept) for each in lives), time.perf_counter() - began
    told = f"kills, {store}: {times} kill -9 at {points} named points and at random, {more}"
    print(f"{told}, {kept} kept writes: {wrong}; {took:.0f} s", flush=True)


def main(times: int) -> bool:
    """Kill in both stores."""
    return all([local(times), shared(times)])


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 200) else 1)
