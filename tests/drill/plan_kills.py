"""Kill the program while somebody types, again and again, and see how much of it is lost.

``python -m tests.drill.plan_kills [TIMES] [plan|citizen|pen ...]``: the promise is at most 5 s of
typing, and nothing after 2 s of rest, in the store or on the PC; also while the store refuses.
The short form of it is tests/ui/screens/test_plan_kill.py.
"""

import contextlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coordinator.begun import FormKey
from coordinator.use_cases import opening
from coordinator.use_cases.begun_forms import typed_before
from db.engine import connect, open_local
from db.journal import local_journal
from tests.ui.screens.lists_world import KEY, METTE, World
from tests.ui.screens.plan_world import full_plan, plan_world
from ui.screens.plan.entries import unpacked
from ui.screens.plan.parts import OWN_WORDS

BETWEEN = 0.05
TYPING, IDLE = 5.0, 2.0
BEFORE = "Jeg vil gerne arbejde."
_ROOT = Path(__file__).resolve().parents[2]


def typist(folder, subject, letters, between=BETWEEN, where="plan", state="fine"):
    """Start a program in which somebody types."""
    store, staff = str(folder / "lists.db"), str(METTE.id)
    command = [sys.executable, "-m", "tests.drill.plan_typist", store, str(subject), staff]
    command += [str(letters), str(between), where, state]
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


def kept_here(folder, plan_id):
    """How many letters the draft journal has, as the next start would find them."""
    journal = local_journal(folder / "lists.db", KEY)
    try:
        found = journal.of(METTE.id).of_plan(plan_id)
    finally:
        journal.close()
    entries = [unpacked(each.part, each.content) for each in found]
    return max((len(each.wanted.text) for each in entries if each.key == OWN_WORDS), default=0)


def kept_in_form(world, citizen_id):
    """How many letters of a half-filled form the store has for who typed them."""
    begun = typed_before(world.desk(METTE), FormKey("contact", citizen_id))
    return len(begun.typed["note"].now) if begun is not None else 0


@dataclass(frozen=True)
class Kill:
    """One kill: where somebody typed for how long, how the store was, and whether they rested."""

    where: str
    state: str
    moment: float
    rests: bool


def made_once(folder):
    """Make the store that every kill begins with; give the plan's id and its citizen's."""
    world = plan_world(folder)
    plan_id = full_plan(world)
    citizen_id = opening.read_plan(world.desk(METTE), plan_id).citizen_id
    world.engine.dispose()
    return folder / "lists.db", plan_id, citizen_id


def drilled(kill, template):
    """Kill while somebody types; tell the age in seconds of the oldest letter that is lost."""
    source, plan_id, citizen_id = template
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(source, folder / "lists.db")
        # A note has room for 300 letters.
        letters = max(1, min(290, int(kill.moment / BETWEEN))) if kill.rests else 290
        subject = citizen_id if kill.where == "citizen" else plan_id
        process = typist(folder, subject, letters, where=kill.where, state=kill.state)
        with contextlib.ExitStack() as held:
            seen = typed_until(process, partial(_enough, kill, letters, folder, held))
            if kill.rests:
                time.sleep(IDLE)
            process.kill()
            killed = time.monotonic()
            process.communicate()
        world = World(open_local(folder / "lists.db", KEY))
        if kill.where == "citizen":
            count = kept_in_form(world, citizen_id)
        else:
            text = opening.read_plan(world.desk(), plan_id).own_words.text
            count = max(0 if text == BEFORE else len(text), kept_here(folder, plan_id))
        world.engine.dispose()
    lost = [at for number, at in seen if number > count]
    return killed - lost[0] if lost else 0.0


def _enough(kill, letters, folder, held, seen):
    """Whether it is time; at the first letter of a locked store somebody else takes the pen."""
    if kill.state == "locked" and len(seen) == 1:
        other = held.enter_context(contextlib.closing(connect(folder / "lists.db", KEY)))
        other.execute("BEGIN IMMEDIATE")
    if kill.rests:
        return seen[-1][0] >= letters
    return seen[-1][1] - seen[0][1] >= kill.moment


def kills(times, places, chance):
    """Choose the kills: half of them in a store that refuses, a third after two seconds' rest."""
    for number in range(times):
        where = places[number % len(places)]
        states = ("fine", "locked", "fine", "full")
        state = "fine" if where == "citizen" else states[number // len(places) % len(states)]
        yield Kill(where, state, chance.uniform(0.2, 12.0), rests=chance.random() < 1 / 3)


def main(times, *places, at_once=2):
    """Drill, and print the worst of each kind."""
    wanted = list(kills(times, places or ("plan", "citizen", "pen"), random.Random(1)))
    worst, counts = {}, {}
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(at_once) as pool:
        template = made_once(Path(folder))
        lost_of = pool.map(lambda kill: drilled(kill, template), wanted)
        for number, (kill, lost) in enumerate(zip(wanted, lost_of, strict=True), 1):
            kind = (kill.where, kill.state, "idle" if kill.rests else "busy")
            worst[kind] = max(worst.get(kind, 0.0), lost)
            counts[kind] = counts.get(kind, 0) + 1
            print(f"{number}: {' '.join(kind)}, {lost:.2f} s lost", flush=True)
    for kind in sorted(worst):
        print(f"{' '.join(kind)}: worst of {counts[kind]} is {worst[kind]:.2f} s")
    busy, idle = (max([0.0, *(worst[k] for k in worst if k[2] == how)]) for how in ("busy", "idle"))
    print(f"{times} kills: {busy:.2f} s while typing (allowed {TYPING:.0f}), {idle:.2f} s at rest")
    return busy <= TYPING and not idle


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, *sys.argv[2:]) else 1)
