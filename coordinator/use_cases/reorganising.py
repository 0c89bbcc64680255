"""Ask who of a unit could have whom: whom one may choose, and the problem a plan is looked for in.

Nobody is opened and nothing is changed: a plan is carried out as a redistribution.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from coordinator.caseloads import Acquaintance, HeldKind, HeldThing, Load
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.dated_units import UnitBook
from coordinator.desk import Desk
from coordinator.ports import UnitOfWork
from coordinator.use_cases.caseloads import led_by
from plans import access
from plans.absence import absent_on
from plans.access import Deed
from plans.caseload_plan import SOON_DAYS, HeldCitizen, Problem, Receiver
from plans.errors import RuleBroken
from plans.handovers import COUNTED_FOR
from plans.people import ServiceArea, StaffMember
from plans.units import unit_of

# Who had a citizen so long ago is still somebody they know.
KNOWN_FOR: Final = timedelta(days=3 * 365)
PLAN_POINTS: Final = "plan_points"
_BOOKS: Final = (DatedList.UNITS, DatedList.LIMITS)
_OPEN_TASKS: Final = frozenset({HeldKind.TASK, HeldKind.FOLLOWED_TASK})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom one may choose: the unit's name today, and their load in points.

    ``load`` is None for who is of a unit that one does not lead, and ``limit`` where nobody has
    said one. Who is ``led`` can give too.
    """

    member: StaffMember
    unit: str
    load: int | None = None
    limit: int | None = None
    away: bool = False

    @property
    def led(self) -> bool:
        """Whether they are of a unit that one leads."""
        return self.load is not None


@dataclass(frozen=True, slots=True)
class ReorganisationWish:
    """Who gives all or some of what they have, and who may have how much of it at most.

    Who gives and is no receiver gives all. ``left_out`` are citizens who stay where they are.
    """

    givers: frozenset[UUID]
    limits: tuple[tuple[UUID, int], ...]
    left_out: frozenset[tuple[UUID, UUID]] = frozenset()


@dataclass(frozen=True, slots=True)
class Posed:
    """A problem as it was read, with the names that it is shown by.

    ``busy`` citizens are on their way to somebody already and are no part of it; ``unseen`` tasks
    of the givers stand in parts that the asker may not see.
    """

    problem: Problem
    citizens: Mapping[UUID, str]
    staff: Mapping[UUID, StaffMember]
    busy: int = 0
    unseen: int = 0
    units: Mapping[UUID, str] = field(default_factory=dict)


def candidates(desk: Desk) -> tuple[Candidate, ...]:
    """List who may give or receive: who is of the units that one leads first.

    Raises:
        RuleBroken: ``caseload-not-yours`` for who leads nobody.
    """
    with desk.start_reading() as work:
        people, books = _led(work, desk), _Books.of(work, desk)
        loads = _loads(work, books, people)
        away = absent_on(work.staff.absences.since(books.today), books.today)
        mine = [_candidate(each, books, away, books.burden(loads[each.id])) for each in people]
        led = {each.id for each in people}
        others = [
            _candidate(each, books, away, None)
            for each in work.staff.everybody()
            if each.id not in led and access.may(each, Deed.WRITE_NOTE)
        ]
        return (*mine, *others)


def pose(desk: Desk, wish: ReorganisationWish) -> Posed:
    """Read the citizens of those who give, and those who may have them.

    Raises:
        RuleBroken: ``caseload-not-yours`` where a giver is of a unit that one does not lead,
            ``caseload-nobody-gives``, ``caseload-nobody-receives``.
    """
    with desk.start_reading() as work:
        people, books = _led(work, desk), _Books.of(work, desk)
        led = {each.id: each for each in people}
        if not wish.givers:
            raise RuleBroken("caseload-nobody-gives")
        if not wish.limits:
            raise RuleBroken("caseload-nobody-receives")
        if not wish.givers <= led.keys():
            raise RuleBroken("caseload-not-yours")
        reading = _Reading(work, desk, books)
        held = [each for giver in people if giver.id in wish.givers for each in reading.of(giver)]
        taken = tuple(each for each in held if each.key not in wish.left_out)
        receivers = _receivers(work, books, people, wish, taken)
        unseen = sum(
            sum(work.caseloads.unseen_tasks(each, books.today).values()) for each in wish.givers
        )
        return Posed(
            Problem(taken, receivers),
            reading.names,
            {each.id: each for each in work.staff.everybody()},
            reading.busy,
            unseen,
            {each.id: each.unit for each in receivers},
        )


@dataclass(frozen=True, slots=True)
class _Books:
    """What the municipality says of units and points, today."""

    units: UnitBook
    plan_points: int
    today: date

    @classmethod
    def of(cls, work: UnitOfWork, desk: Desk) -> "_Books":
        today = desk.clock.today()
        entries = [each for book in _BOOKS for each in work.dated_lists.entries(book)]
        return cls(UnitBook(entries, today), CodeBook(entries, today).limit(PLAN_POINTS), today)

    def burden(self, load: Load) -> int:
        """Count a load in points."""
        return load.citizens + self.plan_points * load.plans


class _Reading:
    """Reads the citizens of givers, and counts those who are on their way already."""

    def __init__(self, work: UnitOfWork, desk: Desk, books: _Books) -> None:
        self._work, self._desk, self._books = work, desk, books
        self.names: dict[UUID, str] = {}
        self.busy = 0

    def of(self, giver: StaffMember) -> Iterable[HeldCitizen]:
        """Read the citizens of one giver, by name."""
        now = self._desk.clock.now()
        things: dict[UUID, list[HeldThing]] = {}
        for each in self._work.caseloads.held(giver.id, self._books.today):
            assert each.citizen_id is not None, "what stands in plans and cases is about somebody"
            things.setdefault(each.citizen_id, []).append(each)
        owned = [
            citizen
            for citizen, theirs in things.items()
            if any(each.kind in (HeldKind.PLAN, HeldKind.CASE) for each in theirs)
        ]
        on_their_way = self._on_their_way(giver, owned)
        self.busy += len(on_their_way)
        known = self._work.caseloads.acquainted(owned, now - KNOWN_FOR)
        recent = now - COUNTED_FOR
        for citizen in owned:
            if citizen not in on_their_way:
                self.names[citizen] = things[citizen][0].citizen_name
                about = known.get(citizen, Acquaintance())
                moved = about.changed_at is not None and about.changed_at >= recent
                yield self._held(giver, citizen, things[citizen], about, moved=moved)

    def _on_their_way(self, giver: StaffMember, citizens: list[UUID]) -> frozenset[UUID]:
        """Name those whom the giver has offered to somebody, or who stand in another set."""
        offered = {
            each.citizen_id
            for each in self._work.handovers.of_staff((giver.id,), self._desk.clock.now())
            if each.is_open and each.giver.id == giver.id
        }
        return self._work.redistributions.standing(citizens) | offered.intersection(citizens)

    def _held(
        self,
        giver: StaffMember,
        citizen: UUID,
        things: list[HeldThing],
        about: Acquaintance,
        *,
        moved: bool,
    ) -> HeldCitizen:
        cases = [each for each in things if each.kind is HeldKind.CASE]
        tasks = [each for each in things if each.kind in _OPEN_TASKS]
        near = self._books.today + timedelta(days=SOON_DAYS)
        leads = any(each.kind is HeldKind.PLAN for each in things)
        return HeldCitizen(
            citizen,
            giver.id,
            _area(cases, giver),
            self._books.units.asked_by(each.title for each in cases),
            about.district,
            1 + self._books.plan_points * leads,
            tuple(each for each in about.known if each[0] != giver.id),
            about.protected,
            moved,
            len(tasks),
            sum(each.by is not None and each.by <= near for each in tasks),
        )


def _area(cases: list[HeldThing], giver: StaffMember) -> ServiceArea | None:
    """Say within which service area a citizen stays: that of the cases, else of the giver."""
    areas = {each.service_area for each in cases}
    return next(iter(areas)) if len(areas) == 1 else giver.service_area


def _led(work: UnitOfWork, desk: Desk) -> tuple[StaffMember, ...]:
    people = led_by(work, desk)
    if not people:
        raise RuleBroken("caseload-not-yours")
    return people


def _loads(work: UnitOfWork, books: _Books, people: Iterable[StaffMember]) -> Mapping[UUID, Load]:
    return work.caseloads.loads([each.id for each in people], books.today, books.today)


def _candidate(
    member: StaffMember, books: _Books, away: Mapping[UUID, object], load: int | None
) -> Candidate:
    unit = unit_of(member)
    limit = books.units.points(unit)
    return Candidate(member, books.units.name(unit), load, limit, member.id in away)


def _receivers(
    work: UnitOfWork,
    books: _Books,
    people: tuple[StaffMember, ...],
    wish: ReorganisationWish,
    citizens: tuple[HeldCitizen, ...],
) -> tuple[Receiver, ...]:
    """Say of each receiver what they take and have beside; of another unit only what is agreed."""
    led = {each.id for each in people}
    loads = _loads(work, books, people)
    away = absent_on(work.staff.absences.since(books.today), books.today)
    given: dict[UUID, int] = {}
    for each in citizens:
        given[each.giver] = given.get(each.giver, 0) + each.burden
    found = []
    for staff_id, limit in wish.limits:
        member = work.staff.get(staff_id)
        unit = unit_of(member)
        whole = books.burden(loads[staff_id]) if staff_id in led else 0
        found.append(
            Receiver(
                staff_id,
                books.units.name(unit),
                member.service_area,
                books.units.subjects(unit),
                limit=limit,
                elsewhere=max(0, whole - given.get(staff_id, 0)),
                away=staff_id in away,
            )
        )
    return tuple(found)
