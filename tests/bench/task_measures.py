"""«Min dag» and «Opgaver» of a case worker with 150 citizens and 600 tasks, in both stores."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text

from coordinator.desk import Desk
from coordinator.task_lists import TaskFilter
from coordinator.use_cases import enquiries, handing_over, handover_bundle, task_lists, worklists
from coordinator.use_cases.handing_over import Offer
from db.unit_of_work import SqlUnitOfWork
from plans.enquiries import Channel, Enquiry, EnquiryStatus
from plans.handovers import HandoverKind
from plans.parts import Consent, Goal, Intervention, OwnWords, Responsible, Task
from plans.people import Role, StaffMember
from plans.plan import JointPlan
from plans.staff_tasks import StaffTask, Wish
from plans.states import PlanStatus, TaskStatus
from plans.units import Unit
from tests.bench import measures, shared_growth
from tests.bench.figures import Line, percentile, timed
from tests.bench.synthetic import AREAS, TODAY, Synthetic, citizen_id
from tests.houses import UnloggedWork

CITIZENS: Final = 150
_TASKS_OF_EACH: Final = 4
_BETWEEN: Final = 200
_ENQUIRIES: Final = 5_000
BUSY: Final = StaffMember(
    UUID(int=990_001), "busy", "Bente Travl", AREAS[0], "Team Nord", Role.CASEWORKER
)
COLLEAGUE: Final = StaffMember(
    UUID(int=990_002), "colleague", "Carl Kollega", AREAS[0], "Team Nord", Role.CASEWORKER
)
Begin = Callable[[StaffMember, bool], UnloggedWork]


def local_day(store: Synthetic) -> Iterator[Line]:
    """Measure in an encrypted store of this PC, with and without tasks between colleagues."""
    with measures._copy(store) as copy:
        furnish(copy.begin)
        desk = Desk(BUSY, copy.begin, store.desk.clock)
        where = f"{store.citizens:,} citizens"
        yield from _figures(desk, where, None)
        give_between(copy.begin)
        yield from _figures(desk, f"{where}, {_BETWEEN} between colleagues", None)
        yield _bundle(desk, where, None)


def shared_day(citizens: int) -> Iterator[Line]:
    """Measure behind the walls of a server, beside the same past them."""
    with _busy_server(citizens) as (walled, open_, begin):
        where = f"shared, {citizens:,} citizens"
        yield from _figures(walled, where, open_)
        give_between(begin)
        yield from _figures(walled, f"{where}, {_BETWEEN} between colleagues", open_)
        yield _bundle(walled, where, open_)
        ask_enquiries(begin)
        taken = timed(lambda: enquiries.lists(walled), 30, warm=3)
        past = timed(lambda: enquiries.lists(open_), 10, warm=2)
        yield Line(
            f"enquiries listed p95, {where}, {_ENQUIRIES:,} open", percentile(taken, 95), "ms", 100,
            False, "no walls", percentile(past, 95),
        )  # fmt: skip
        mine = timed(lambda: _mine(walled), 30, warm=3)
        yield Line(f"access.my_enquiries() p95, {where}", percentile(mine, 95), "ms", 20)


def _mine(desk: Desk) -> None:
    with desk.start_reading() as work:
        assert isinstance(work, SqlUnitOfWork)
        work._state.session.execute(text("SELECT cardinality(access.my_enquiries())")).scalar()


def ask_enquiries(begin: Begin) -> None:
    """Put enquiries in, of which the busy case worker answers for one in a hundred."""
    with begin(BUSY, True) as work:
        others = [each for each in work.staff.everybody() if each.id != BUSY.id]
    for first in range(0, _ENQUIRIES, 500):
        with begin(BUSY, True) as work:
            for number in range(first, first + 500):
                holder = BUSY if number % 100 == 0 else others[number % len(others)]
                unit = Unit(AREAS[number % 3], f"Team {number % 40}")
                work.enquiries.add(
                    Enquiry(
                        UUID(int=994_000 + number), citizen_id(number % 1_500), "job", Channel.PHONE, TODAY,
                        TODAY + timedelta(days=5), holder.id, holder.id, TODAY,
                        EnquiryStatus.SENT if number % 2 else EnquiryStatus.NEW,
                        unit if number % 2 else None,
                    )
                )  # fmt: skip
            work.commit()


def furnish(begin: Begin) -> None:
    """Put the busy case worker in, with 150 plans of four tasks."""
    with begin(BUSY, True) as work:
        work.staff.add(BUSY)
        work.staff.add(COLLEAGUE)
        work.commit()
    with begin(BUSY, True) as work:
        for number in range(CITIZENS):
            work.plans.add(_plan(number))
        work.commit()


def give_between(begin: Begin) -> None:
    """Give the busy case worker tasks between colleagues, half of them sent."""
    with begin(BUSY, True) as work:
        for number in range(_BETWEEN):
            sent = number % 2 == 0
            sender, receiver = (BUSY, COLLEAGUE) if sent else (COLLEAGUE, BUSY)
            wish = Wish(
                f"Ring til borgeren {number}", TODAY + timedelta(days=number % 30),
                citizen_id=citizen_id(number % CITIZENS + 100),
            )  # fmt: skip
            work.staff_tasks.add(
                StaffTask(
                    UUID(int=993_000 + number), wish, sender.id, sender.name, sender.service_area,
                    receiver.id, receiver.name,
                    status=TaskStatus.ACCEPTED if number % 3 else TaskStatus.REQUESTED,
                )
            )  # fmt: skip
        work.commit()


def _figures(desk: Desk, where: str, beside: Desk | None) -> Iterator[Line]:
    tasks = CITIZENS * _TASKS_OF_EACH
    found = task_lists.task_page(desk)
    if len(found.tasks) < tasks:
        raise AssertionError("all tasks stand in the list")
    for what, target, deed in (
        ("my day", 100, worklists.my_day),
        ("list of tasks", 150, task_lists.task_page),
    ):
        taken = timed(lambda deed=deed: deed(desk), 30, warm=3)  # type: ignore[misc]
        limit = timed(lambda deed=deed: deed(beside), 15, warm=2) if beside else None  # type: ignore[misc]
        before = time.process_time()
        for _again in range(10):
            deed(desk)
        cpu = (time.process_time() - before) * 100
        yield Line(
            f"{what} of {CITIZENS} citizens, {tasks} tasks p95, {where}",
            percentile(taken, 95), "ms", target, False,
            "no walls" if limit else "its own processor time",
            percentile(limit, 95) if limit else cpu,
        )  # fmt: skip
    counted = timed(lambda: _count(found), 30, warm=2)
    yield Line(f"12 filters counted p95, {where}", percentile(counted, 95), "ms", 30)


def _count(page: task_lists.TaskPage) -> int:
    wanted = TaskFilter(deadline="late")
    return sum(
        wanted.fits(task, page.me, page.today) for _filter in range(12) for task in page.tasks
    )


def _bundle(desk: Desk, where: str, beside: Desk | None) -> Line:
    """Read the bundle of a hand-over of a citizen, with the log row."""
    wish = Offer(
        citizen_id(100), COLLEAGUE.id, HandoverKind.LASTING, "organisation", "Kender hende"
    )
    handover, _changes = handing_over.offer(desk, wish)
    taken = timed(lambda: handover_bundle.open_handover(desk, handover), 30, warm=2)
    limit = None
    if beside is not None:
        past = timed(lambda: handover_bundle.open_handover(beside, handover), 15, warm=2)
        limit = percentile(past, 95)
    what = f"bundle of a hand-over p95, {where}"
    return Line(what, percentile(taken, 95), "ms", 200, False, "no walls" if limit else "", limit)


def _busy_server(citizens: int) -> AbstractContextManager[tuple[Desk, Desk, Begin]]:
    return shared_growth.server_of(citizens, BUSY, furnish)


def _plan(number: int) -> JointPlan:
    """Make a plan of one goal, two interventions and four tasks, one of them with a colleague."""
    plan_id = UUID(int=991_000 + number)

    def key(kind: int, place: int) -> UUID:
        return UUID(int=plan_id.int << 64 | kind << 32 | place)

    me = Responsible(BUSY.name, BUSY.id)

    def task(place: int) -> Task:
        due = TODAY + timedelta(days=(number * 3 + place * 11) % 90 - 10)
        return Task(key(3, place), f"Ring til borgeren {place}", me, due)

    interventions = tuple(
        Intervention(
            key(2, place), AREAS[place], "Faste morgener", "SEL § 85", "Solbæk Støtte", TODAY,
            tasks=(task(place * 2), task(place * 2 + 1)),
        )
        for place in range(2)
    )  # fmt: skip
    return JointPlan(
        plan_id,
        citizen_id(number + 100),
        BUSY.id,
        status=PlanStatus.DRAFT,
        own_words=OwnWords("Jeg vil gerne arbejde, hvor der er ro.", TODAY),
        goals=(
            Goal(key(1, 0), "Sove", "Timer", TODAY + timedelta(days=90), me,
                 interventions=interventions),
        ),
        consents=(Consent(key(4, 0), TODAY, "Skriftligt", frozenset(AREAS)),),
    )  # fmt: skip
