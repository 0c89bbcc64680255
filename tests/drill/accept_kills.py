"""Kill whoever accepts many hand-overs, or offers a set, at named points and at random.

``python -m tests.drill.accept_kills [KILLS]``: so many in each store. Whoever was killed goes on
where the store says they are. The short form of it is tests/db/test_redistribution_kills.py.
"""

import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import Engine, event

from coordinator.desk import Desk
from coordinator.use_cases import handing_over, redistributing
from coordinator.use_cases.handover_answers import accept_each
from db.engine import as_person, create_local, open_local, open_shared
from db.unit_of_work import SqlUnitOfWork
from plans.people import StaffMember
from plans.redistributions import MoveState, MoveWish, RedistributionWish
from tests import postgres
from tests.builders import (
    BIRGER,
    CLOCK,
    JENS,
    METTE,
    citizen,
    goal,
    identity,
    intervention,
    plan,
    task,
)
from tests.houses import UnloggedWork, build, logins

KEY = bytes(range(32))
CITIZENS = 12
_LIFE_S = 0.5
WayIn = Callable[[StaffMember], Engine]


@dataclass(frozen=True)
class Found:
    """How a set stands: who owns each citizen, and how many have none or two."""

    accepted: int
    total: int
    torn: int


def fill(engine: Engine) -> None:
    """Let Mette have so many citizens, each with a plan and a task."""
    with UnloggedWork(engine, METTE, CLOCK) as work:
        for number in range(CITIZENS):
            who = citizen(id=_citizen(number), identifiers=())
            work.citizens.add(who)
            place = intervention(f"Job {number}", tasks=(task(f"Opgave {number}", METTE),))
            work.plans.add(plan(
                who.id, id=_plan(number), deputy=None, participants=(), consents=(), events=(),
                goals=(goal(f"Mål {number}", place),),
            ))  # fmt: skip
        work.commit()


def _citizen(number: int) -> UUID:
    return identity(f"citizen {number}")


def _plan(number: int) -> UUID:
    return identity(f"plan {number}")


def desk(way_in: WayIn, who: StaffMember, *, walled: bool) -> Desk:
    """Sit somebody down at a store, by a way in of their own."""
    engine = way_in(who)

    def begin(of: StaffMember, writes: bool) -> SqlUnitOfWork:
        return SqlUnitOfWork(engine, of, CLOCK, writes=writes)

    return Desk(who, begin, CLOCK, walled=walled)


def in_a_process(deed: Callable[[], None], life: float | None) -> None:
    """Do something in a process of its own, which is killed after so long, or lives to the end."""
    pid = os.fork()
    if not pid:
        status = 1
        try:
            deed()
            status = 0
        finally:
            os._exit(status)
    if life is not None:
        time.sleep(life)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def die_after(engine: Engine, statements: int) -> None:
    """Die after so many statements, wherever that is."""
    left = statements

    def passed(*_values: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "after_cursor_execute", passed)


@dataclass(frozen=True)
class Round:
    """One set, from one to the other; the next goes back."""

    number: int
    walled: bool

    @property
    def of_set(self) -> UUID:
        """Which set."""
        return identity(f"set {self.number}")

    @property
    def way(self) -> tuple[StaffMember, StaffMember]:
        """Who gives and who receives."""
        return (JENS, METTE) if self.number % 2 else (METTE, JENS)


def offer(way_in: WayIn, now: Round, statements: int | None = None) -> None:
    """Offer all of one's to the other, or go on with what was begun."""
    giver, receiver = now.way
    moves = tuple(MoveWish(_citizen(n), giver.id, receiver.id) for n in range(CITIZENS))
    wish = RedistributionWish(now.of_set, "illness_leave", moves)
    redistributing.offer_set(desk(_dying(way_in, statements), BIRGER, walled=now.walled), wish)


def accept(way_in: WayIn, now: Round, statements: int | None = None) -> None:
    """Let the receiver take over all that waits."""
    at = desk(_dying(way_in, statements), now.way[1], walled=now.walled)
    waiting = [e.handover for e in handing_over.lists(at).to_me if e.handover.is_open]
    accept_each(at, waiting)


def _dying(way_in: WayIn, statements: int | None) -> WayIn:
    def made(who: StaffMember) -> Engine:
        engine = way_in(who)
        if statements is not None:
            die_after(engine, statements)
        return engine

    return made


def found_in(engine: Engine, now: Round) -> Found:
    """See, past all walls, whether plan, task, step and move agree of each citizen, or are torn."""
    giver, receiver = now.way
    torn = accepted = 0
    with UnloggedWork(engine, BIRGER, CLOCK, writes=False) as work:
        whole = work.redistributions.get(now.of_set)
        for number in range(CITIZENS):
            plan_now = work.plans.get(_plan(number))
            move = next(each for each in whole.moves if each.citizen_id == _citizen(number))
            taken = move.state is MoveState.ACCEPTED
            owner = receiver if taken else giver
            assignee = plan_now.tasks[0].assignee
            steps = work.task_steps.of_plans([plan_now.id])
            accepted += taken
            torn += not (
                plan_now.coordinator == owner.id
                and assignee is not None
                and assignee.staff_id == owner.id
                and len(steps) == now.number + taken
                and (move.closed_at is not None) == taken
            )
    return Found(accepted, len(whole.moves), torn)


def killed(way_in: WayIn, owner: Callable[[], Engine], times: int, *, walled: bool) -> list[Found]:
    """Kill who offers and who accepts so many times; tell how it stood after each, and at the end."""
    chance = Random(1)
    told: list[Found] = []
    now = Round(0, walled)
    begun = False
    while len(told) < times:
        if not begun:
            in_a_process(partial(offer, way_in, now, chance.randrange(20, 200)), None)
            in_a_process(partial(offer, way_in, now), None)
            begun = True
        statements = chance.randrange(3, 160) if chance.random() < 0.5 else None
        life = None if statements is not None else chance.uniform(0.02, _LIFE_S)
        in_a_process(partial(accept, way_in, now, statements), life)
        told.append(_look(owner, now))
        if told[-1].accepted == CITIZENS:
            now, begun = Round(now.number + 1, walled), False
    if not begun:
        return told
    in_a_process(partial(accept, way_in, now), None)
    return [*told, _look(owner, now)]


def _look(owner: Callable[[], Engine], now: Round) -> Found:
    engine = owner()
    try:
        return found_in(engine, now)
    finally:
        engine.dispose()


def local(folder: Path, times: int) -> list[Found]:
    """Kill in a local store."""
    path = folder / "local.db"

    def furnish(engine: Engine) -> None:
        build(engine)
        fill(engine)

    create_local(path, KEY, furnish)
    return killed(lambda _who: open_local(path, KEY), lambda: open_local(path, KEY), times,
                  walled=False)  # fmt: skip


def shared(address: str, times: int) -> list[Found]:
    """Kill in a shared store that is empty but for its staff, each by a login of their own."""

    def way_in(who: StaffMember) -> Engine:
        from sqlalchemy import make_url  # noqa: PLC0415 - in the process that is killed

        theirs = make_url(address).set(username=who.login)
        return as_person(open_shared(theirs.render_as_string(hide_password=False)))

    return killed(way_in, lambda: open_shared(address), times, walled=True)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Give the address of a shared store with everybody of the builders."""
    with (
        postgres.server() as made,
        postgres.fresh_database(made if isinstance(made, str) else made.address) as address,
    ):
        engine = open_shared(address)
        build(engine)
        fill(engine)
        with logins(engine, address):
            engine.dispose()
            yield address


def _print(name: str, found: list[Found]) -> bool:
    torn, last = sum(each.torn for each in found), found[-1]
    print(
        f"{name}: {len(found) - 1} kills, {torn} torn, {last.accepted} of {last.total} at the end"
    )
    return not torn and last.accepted == last.total == CITIZENS


def main(times: int) -> int:
    """Kill in both stores; 0 when nothing was torn."""
    folder = Path(tempfile.mkdtemp())
    try:
        held = _print("local store", local(folder, times))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    with server() as address:
        held &= _print("shared store", shared(address, times))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
