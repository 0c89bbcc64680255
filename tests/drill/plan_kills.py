"""Kill the program while somebody types, again and again, and see how much of it is lost.

``python -m tests.drill.plan_kills [TIMES]``: the promise is at most 5 s of typing, and nothing
after 2 s of rest (experience.md § 8.1).
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coordinator.use_cases import opening
from tests.ui.screens.lists_world import METTE
from tests.ui.screens.plan_world import full_plan, plan_world

BETWEEN = 0.05
TYPING, IDLE = 5.0, 2.0
_ROOT = Path(__file__).resolve().parents[2]


def typist(folder, plan_id, letters, between=BETWEEN):
    """Start a window in which somebody types."""
    command = [
        sys.executable,
        "-m",
        "tests.drill.plan_typist",
        str(folder / "lists.db"),
        str(plan_id),
        str(METTE.id),
        str(letters),
        str(between),
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT)


def typed_until(process, stop):
    """Read what the window says it typed, with the moment, until ``stop`` says enough."""
    seen = []
    assert process.stdout is not None
    for line in process.stdout:
        seen.append((int(line), time.monotonic()))
        if stop(seen):
            break
    return seen


def kept(world, plan_id):
    """How many letters the store has, now that nobody has it open."""
    return len(opening.read_plan(world.desk(), plan_id).own_words.text)


def lost_seconds(folder, moment):
    """Kill after ``moment`` seconds of typing; tell how old the oldest lost letter was."""
    world = plan_world(folder)
    plan_id = full_plan(world)
    world.engine.dispose()
    process = typist(folder, plan_id, 10_000)
    seen = typed_until(process, lambda seen: seen[-1][1] - seen[0][1] >= moment)
    process.kill()
    killed = time.monotonic()
    process.wait()
    count = kept(world, plan_id)
    world.engine.dispose()
    # Nothing was saved yet: the text from before stands there.
    lost = [at for number, at in seen if number > count]
    if count == len("Jeg vil gerne arbejde.") and not lost:
        lost = [seen[0][1]]
    return killed - lost[0] if lost else 0.0


def main(times):
    """Drill, and print the worst."""
    chance = random.Random(1)
    worst = 0.0
    for number in range(times):
        with tempfile.TemporaryDirectory() as folder:
            lost = lost_seconds(Path(folder), chance.uniform(0.2, 12.0))
        worst = max(worst, lost)
        print(f"{number + 1}: {lost:.1f} s lost")
    print(f"worst of {times}: {worst:.1f} s, allowed {TYPING:.1f} s")
    return worst <= TYPING


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 20) else 1)
