"""Kill the program while a store moves to a server and back, and let it go on.

``python -m tests.drill.move_kills [KILLS]``. A short form of it is tests/db/test_moving.py.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine

from coordinator.move_errors import StoreMoved
from coordinator.moves import TableSum
from coordinator.stores import Unlocking
from db import move_tables
from db.engine import open_local, open_shared
from db.keys import Secrets, unlock
from db.store_house import SqlStores
from tests import filled, postgres
from tests.builders import CLOCK

GIVEN = Unlocking("syv små grise går hjem")
# How long a move lives at first, at most; whole it takes some seconds.
_LIFE_S = 1.0
Content = dict[str, list[tuple[Any, ...]]]


class Quiet:
    """Is told how a move goes."""

    def made(self, recovery_code: str) -> None: ...

    def copied(self, table: str, rows: int) -> None: ...

    def compared(self, table: TableSum) -> None: ...


def moved_or_killed(source: str, target: str, life: float) -> bool:
    """Move in a process of its own that lives so long; tell whether it came to its end."""
    child = os.fork()
    if not child:
        status = 1
        try:
            SqlStores(CLOCK).move(source, target, GIVEN, Quiet())
            status = 0
        except StoreMoved:
            status = 0  # it died behind the very last mark
        except Exception:  # noqa: BLE001 - told, whatever it is
            traceback.print_exc()
        finally:
            os._exit(status)
    until = time.monotonic() + life
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            assert status == 0, "a move that was broken off does not go on"
            return True
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def content(place: str) -> Content:
    """Read all that is in a store, and let it go."""
    local = "://" not in place
    engine: Engine = (
        open_local(Path(place), unlock(Path(place), Secrets(GIVEN.passphrase)))
        if local
        else open_shared(place)
    )
    found = filled.content(engine)
    engine.dispose()
    return found


def wrong_with(source: str, target: str) -> list[str]:
    """Name the tables that differ, but for the row of the arrival and its seal."""
    here, there = content(source), content(target)
    for table in ("audit", "audit_seal"):
        there[table] = there[table][: len(here[table])]
    return [table for table in here if here[table] != there[table]]


def full_store(path: Path) -> None:
    """Make a local store with rows in every table."""
    SqlStores(CLOCK).create(str(path), GIVEN)
    engine = open_local(path, unlock(path, Secrets(GIVEN.passphrase)))
    filled.fill(engine)
    engine.dispose()


def main(times: int) -> bool:
    """Kill so often, there and back; tell whether nothing was lost or doubled."""
    move_tables._AT_ONCE = 1
    chance, kills, moves, wrong = Random(times), 0, 0, list[str]()
    folder = Path(tempfile.mkdtemp(prefix="samplan-moves-"))
    with postgres.server() as found:
        server = found if isinstance(found, str) else found.address
        while kills < times:
            shutil.rmtree(folder, ignore_errors=True)
            full_store(folder / "samplan.db")
            with postgres.fresh_database(server) as address:
                places = (str(folder / "samplan.db"), address, str(folder / "back.db"))
                for source, target in pairwise(places):
                    longest = _LIFE_S
                    # Longer each time: what is compared at the end begins anew after a kill.
                    while not moved_or_killed(source, target, chance.uniform(0.0, longest)):
                        kills += 1
                        longest += _LIFE_S
                    moves += 1
                    wrong += wrong_with(source, target)
    shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.write(
        f"moves of a store: {moves}, killed {kills} times, tables that differ: {wrong}\n"
    )
    return not wrong


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 100) else 1)
