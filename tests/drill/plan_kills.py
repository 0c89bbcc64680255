"""Kill the program while somebody types, again and again, and see how much of it is lost.

``python -m tests.drill.plan_kills [TIMES] [plan|citizen]``: the promise is at most 5 s of typing, and nothing
after 2 s of rest (experience.md § 8.1).
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coordinator.begun import FormKey
from coordinator.use_cases import opening
from coordinator.use_cases.begun_forms import typed_before
from tests.ui.screens.lists_world import METTE
from tests.ui.screens.plan_world import full_plan, plan_world

BETWEEN = 0.05
TYPING, IDLE = 5.0, 2.0
_ROOT = Path(__file__).resolve().parents[2]


def typist(folder, subject, letters, between=BETWEEN, where="plan"):
    """Start a window in which somebody types."""
    command = [
        sys.executable,
        "-m",
        "tests.drill.plan_typist",
        str(folder / "lists.db"),
        str(subject),
        str(METTE.id),
        str(letters),
        str(between),
        where,
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


def kept_in_form(world, citizen_id):
    """How many letters of a half-filled form the store has for who typed them."""
    begun = typed_before(world.desk(METTE), FormKey("contact", citizen_id))
    return len(begun.typed["note"].now) if begun is not None else 0


def lost_seconds(folder, moment, where="plan"):
    """Kill after ``moment`` seconds of typing; tell how old the oldest lost letter was."""
    world = plan_world(folder)
    plan_id = full_plan(world)
    citizen_id = opening.read_plan(world.desk(METTE), plan_id).citizen_id
    world.engine.dispose()
    if where == "citizen":
        # A note has room for 300 letters.
        process = typist(folder, citizen_id, 290, where=where)
    else:
        process = typist(folder, plan_id, 10_000)
    seen = typed_until(process, lambda seen: seen[-1][1] - seen[0][1] >= moment)
    process.kill()
    killed = time.monotonic()
    process.wait()
    count = kept_in_form(world, citizen_id) if where == "citizen" else kept(world, plan_id)
    world.engine.dispose()
    # Nothing was saved yet: the text from before stands there.
    lost = [at for number, at in seen if number > count]
    if where == "plan" and count == len("Jeg vil gerne arbejde.") and not lost:
        lost = [seen[0][1]]
    return killed - lost[0] if lost else 0.0


def main(times, where="plan"):
    """Drill, and print the worst."""
    chance = random.Random(1)
    worst = 0.0
    for number in range(times):
        with tempfile.TemporaryDirectory() as folder:
            lost = lost_seconds(Path(folder), chance.uniform(0.2, 12.0), where)
        worst = max(worst, lost)
        print(f"{number + 1}: {lost:.1f} s lost")
    print(f"worst of {times}: {worst:.1f} s, allowed {TYPING:.1f} s")
    return worst <= TYPING


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, *sys.argv[2:3]) else 1)
