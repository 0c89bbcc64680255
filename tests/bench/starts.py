"""Figures of the window: how soon it stands there, what it takes, and whether it ever stops."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.figures import Line
from tests.bench.synthetic import ME, TODAY, Synthetic

_ROOT = Path(__file__).resolve().parent.parent.parent
_TURNS = 5


def windows(store: Synthetic) -> Iterator[Line]:
    """Start programs and wait for the first thing they paint, several times each by turns."""
    kinds = ("bare", "bare+sqlmodel", "welcome", "worklist")
    told: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds}
    for turn in range(_TURNS + 1):
        for kind in kinds:
            found = _child(kind, store)
            if turn:  # the first start of each reads the disk
                told[kind].append(found)
    seconds = {kind: median(each["seconds"] for each in told[kind]) for kind in kinds}
    bare = seconds["bare"]
    yield Line("start to a window", seconds["welcome"], "s", 2 * bare, False, "bare window", bare)
    library = seconds["bare+sqlmodel"]
    yield Line(
        f"start to a worklist, {store.citizens:,} citizens",
        seconds["worklist"],
        "s",
        min(1.0, 1.5 * library),
        False,
        "bare window + SQLModel",
        library,
    )
    memory = {kind: median(each["mebibytes"] for each in told[kind]) for kind in kinds}
    yield Line(
        "memory with the worklist", memory["worklist"], "MiB", 200, False, "bare", memory["bare"]
    )


def screens(store: Synthetic) -> Iterator[Line]:
    """Open every screen in turn while a heartbeat listens for the longest silence."""
    found = _child("screens", store)
    yield Line("longest stall of the window", found["longest"], "ms", 50)
    yield Line("  heartbeats over 50 ms", found["stalls"], "of them", 0)


def _child(kind: str, store: Synthetic) -> dict[str, float]:
    """Start a program that ends by itself and tells in JSON what it saw."""
    with tempfile.TemporaryDirectory(prefix="samplan-home-") as home:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_RUNTIME_DIR": home,
            "SAMPLAN_TODAY": TODAY.isoformat(),
            "SAMPLAN_BENCH_STARTED": repr(time.time()),
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.child", kind, str(store.path), ME.login],
            cwd=_ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{kind}: {done.stderr[-2000:]}")
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told
