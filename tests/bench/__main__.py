"""`python -m tests.bench`: prints each performance figure beside one of the same run."""

import argparse
import gc
import os
import sys
import time
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import (
    caseload_measures,
    log_measures,
    measures,
    move_measures,
    shared_growth,
    shared_measures,
    starts,
    task_measures,
)
from tests.bench.figures import Line, table
from tests.bench.synthetic import synthetic_store

_GROWN = 1.5


def main() -> int:
    """Measure and print; the figures judge nothing but themselves."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=main.__doc__)
    parser.add_argument("--large", action="store_true", help="also a store of 1,000,000 citizens")
    parser.add_argument(
        "--shared-growth", type=int, nargs="+", metavar="CITIZENS",
        help="measure a shared store of these sizes, and nothing else",
    )  # fmt: skip
    parser.add_argument(
        "--caseloads", action="store_true", help="measure how caseloads are dealt out, and no more"
    )
    asked = parser.parse_args()
    began = time.perf_counter()
    gc.disable()  # as the window does
    sizes = asked.shared_growth
    if asked.caseloads:
        lines = list(caseload_measures.reorganisations())
    else:
        lines = list(shared_growth.growth(*sizes) if sizes else _figures(asked.large))
    print(table(lines))
    print(f"\n{os.cpu_count()} processors, {time.perf_counter() - began:.0f} s")
    return 0


def _figures(large: bool) -> Iterator[Line]:
    small, usual = synthetic_store(10_000), synthetic_store(100_000)
    yield from starts.windows(small)
    yield from starts.screens(small)
    before = [each(small) for each in _INTERACTIVE]
    now = [each(usual) for each in _INTERACTIVE]
    yield from now
    yield measures.save_in_big_plan(usual)
    yield measures.compare_big_versions(usual)
    yield measures.paper(usual)
    yield from measures.every_paper(usual)
    yield from measures.load_csv(usual)
    yield from measures.load_xlsx(usual)
    yield from log_measures.log()
    yield from caseload_measures.reorganisations()
    yield from shared_measures.shared()
    yield from move_measures.moves(small)
    yield from task_measures.local_day(usual)
    yield from task_measures.shared_day(100_000)
    yield from _growth(before, now, "10,000 → 100,000")
    if large:
        grown = synthetic_store(1_000_000)
        yield from _growth(before, [each(grown) for each in _INTERACTIVE], "10,000 → 1,000,000")
    yield from shared_growth.growth(10_000, 1_000_000 if large else 100_000)


_INTERACTIVE = (measures.search, measures.open_big_plan, measures.save_field, measures.my_day)


def _growth(before: list[Line], after: list[Line], span: str) -> Iterator[Line]:
    for old, new in zip(before, after, strict=True):
        what = f"growth {span}: {new.what.partition(' p')[0]}"
        yield Line(what, new.found / old.found, "×", _GROWN, False, f"from {old.found:.3g} ms")


if __name__ == "__main__":
    sys.exit(main())
