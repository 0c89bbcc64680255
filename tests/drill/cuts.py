"""Cut the lines of 32 colleagues while they save, and see that each thing is kept once.

``python -m tests.drill.cuts [WRITES] [ONE_IN]``: so many kept writes in all, and one commit of so
many is cut: before the server has it, when it may have it, before its answer, or in the midst of
it. The short form of it is tests/db/test_commit_unknown.py.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests import colleagues, postgres
from tests.drill.writers import CLIENTS, Kept, Wrong, on_server, wrong_with

_PROCESSES = 4


def main(writes: int, one_in: int = 100) -> bool:
    """Cut, print what became of it all, and say whether nothing was wrong."""
    began = time.perf_counter()
    folder = Path(tempfile.mkdtemp(prefix="samplan-pg-"))
    made = postgres.make(folder)
    process = postgres.start(made)
    try:
        with postgres.fresh_database(made.address) as address:
            colleagues.furnish(address, CLIENTS)
            cuts, kept, failed = _written(made, str(make_url(address).database), writes, one_in)
            with psycopg.connect(address) as line:
                ask = on_server(line)
                wrong = sum((wrong_with(ask, each, kept[each]) for each in kept), Wrong())
    finally:
        postgres.stop(process)
        shutil.rmtree(folder, ignore_errors=True)
    total = sum(map(len, kept.values()))
    places = ", ".join(f"{count} {place}" for place, count in sorted(cuts.items()))
    took = time.perf_counter() - began
    print(
        f"cut at COMMIT: {total} kept writes by {CLIENTS} clients, {cuts.total()} cuts ({places}),"
        f" {failed} tries told as away: {wrong}; {took:.0f} s"
    )
    return not wrong and total >= writes


def _written(
    made: postgres.Server, database: str, writes: int, one_in: int
) -> tuple[Counter[str], dict[int, list[Kept]], int]:
    """Let the colleagues write over the line that breaks; give the cuts and what was kept."""
    command = [sys.executable, "-m"]
    cutting = subprocess.Popen(
        [*command, "tests.drill.cutting_line", str(made.port), str(one_in), "7"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert cutting.stdout is not None
    port = cutting.stdout.readline().strip()
    address = f"postgresql://localhost:{port}/{database}?sslrootcert={made.authority.root}"
    each = str(-(-writes // CLIENTS))
    writing = [
        subprocess.Popen(
            [*command, "tests.drill.writers", address, each, str(share), str(_PROCESSES)],
            stdout=(made.folder / f"kept{share}").open("wb"),
        )
        for share in range(_PROCESSES)
    ]
    for process in writing:
        process.wait()
    told, _errors = cutting.communicate()
    kept: dict[int, list[Kept]] = {number: [] for number in range(CLIENTS)}
    failed = 0
    for share in range(_PROCESSES):
        for line in (made.folder / f"kept{share}").read_text().splitlines():
            number, kind, text = line.split()
            if kind == "failed":
                failed += int(text)
            else:
                kept[int(number)].append((kind, text))
    return Counter(told.split("\n")[:-1]), kept, failed


if __name__ == "__main__":
    sys.exit(0 if main(*(int(each) for each in sys.argv[1:] or ("2000", "20"))) else 1)
