"""Bring a backup back: of a local store, and of a shared one by the guide's own commands.

``python -m tests.drill.restores [CITIZENS]``: what comes back has every row of every table, the
walls and the chain of the log, in a minute at most. The short forms are tests/db/test_backup.py
and tests/db/test_operations.py.
"""

import contextlib
import hashlib
import io
import shutil
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import Engine

from coordinator.ports import AuditAction, AuditEntry
from coordinator.stores import Unlocking
from coordinator.use_cases.signing_in import SYSTEM
from db.engine import health, open_local, open_shared
from db.keys import Secrets, unlock
from db.store_house import SqlStores
from tests.bench.synthetic import CLOCK, Synthetic, citizen_id, fill, synthetic_store
from tests.guide import FIRST, Machines, tried_commands

_MOST_S = 60.0
_AGAIN = "samplan_again"


def local(citizens: int) -> bool:
    """Back a local store up and bring it back at another place."""
    made = synthetic_store(citizens)
    made.engine.dispose()
    stores = SqlStores(CLOCK)
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        for each in made.path.parent.glob(f"{made.path.name}*"):
            shutil.copy(each, here)
        store, backup = here / made.path.name, here / "backup.db"
        began = time.perf_counter()
        stores.back_up_to(str(store), Unlocking(), backup)
        backed_up = time.perf_counter() - began
        store.write_bytes(b"damaged")
        began = time.perf_counter()
        stores.restore(str(store), Unlocking(), backup, CLOCK.now())
        took = time.perf_counter() - began
        engine = open_local(store, unlock(store, Secrets()))
        ill = health(engine)
        engine.dispose()
    print(
        f"restore, local store: {citizens} citizens, backup {backed_up:.1f} s,"
        f" restore {took:.1f} s (at most {_MOST_S:.0f}), {len(ill)} things wrong"
    )
    return took <= _MOST_S and not ill


def shared(citizens: int) -> bool:
    """Back a shared store up and bring it back, by the commands of the guide."""
    commands = [each for where, each in tried_commands() if where == FIRST]
    folder = Path(tempfile.mkdtemp(prefix="samplan-guide-"))
    machines = Machines(folder)
    try:
        made = next(at for at, each in enumerate(commands) if " store check " in each)
        for each in commands[: made + 1]:
            _do(machines, each)
        address = machines.first.address.replace("/postgres?", "/samplan?")
        _fill(open_shared(address), citizens)
        for each in commands:
            if "/srv/seals" in each:
                _do(machines, each)
        before = _hashes(machines, "samplan")
        copying = [each for each in commands if "pg_dump" in each]
        backed_up = sum(_do(machines, each) for each in copying)
        back = [each for each in commands if _AGAIN in each and "dropdb" not in each]
        took, after = 0.0, before
        for each in back:
            took += _do(machines, each)
            if "pg_restore" in each:
                # What looks through it afterwards writes in its log.
                after = _hashes(machines, _AGAIN)
    finally:
        machines.close()
        shutil.rmtree(folder, ignore_errors=True)
    rows = sum(count for count, _hash in before.values())
    other = [name for name in before if before[name] != after.get(name)]
    print(
        f"restore, shared store: {citizens} citizens, {rows} rows in {len(before)} tables, backup"
        f" {backed_up:.1f} s, restore with walls and chain {took:.1f} s (at most {_MOST_S:.0f}),"
        f" {len(other)} tables that differ"
    )
    return took <= _MOST_S and not other


def _do(machines: Machines, command: str) -> float:
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        machines.do(FIRST, command)
    return time.perf_counter() - began


def _fill(engine: Engine, citizens: int) -> None:
    store = Synthetic(Path(), engine, citizens)
    fill(store)
    # As somebody who works there, so that the log has seals.
    with store.begin(SYSTEM, True) as work:
        work.audit.record(AuditEntry(AuditAction.VIEW, citizen_id(0), "citizen", related=False))
        work.commit()
    engine.dispose()


def _hashes(machines: Machines, database: str) -> dict[str, tuple[int, str]]:
    """Give the number of rows of each table, and the hash of them all."""
    address = machines.first.address.replace("/postgres?", f"/{database}?")
    found = {}
    with psycopg.connect(address) as line:
        tables = line.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
        ).fetchall()
        for names in tables:
            asked = sql.SQL("COPY (SELECT t::text FROM {} t ORDER BY 1) TO STDOUT")
            mark, count = hashlib.sha256(), 0
            with line.cursor().copy(asked.format(sql.Identifier(*names))) as rows:
                for row in rows:
                    mark.update(row)
                    count += 1
            found[".".join(names)] = (count, mark.hexdigest())
    return found


def main(citizens: int) -> bool:
    """Bring back both."""
    return all([local(citizens), shared(citizens)])


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000) else 1)
