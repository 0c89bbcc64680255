"""A small municipality in an encrypted store, for tests of review and paper.

One plan of two goals for Bo, one for Sara whose address is protected; both are drafts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import Engine

from coordinator.desk import Desk, SystemClock
from coordinator.lists import HistoryLine
from coordinator.use_cases import planning, registering, reviewing
from coordinator.use_cases.signing_in import SYSTEM
from db import schema
from db.engine import create_local, open_local
from plans.parts import Consent, Goal, Intervention, OwnWords, Responsible, Task
from plans.people import Address, Protection, Role, ServiceArea, StaffMember
from plans.plan import JointPlan
from tests.houses import UnloggedWork

KEY = bytes(range(32))
CLOCK = SystemClock(date(2026, 11, 17))
EMPLOYMENT, SOCIAL, HEALTH = list(ServiceArea)[:3]
NORTH = "Team Nord"


def _staff(number: int, name: str, area: ServiceArea, team: str, role: Role) -> StaffMember:
    login = name.split(maxsplit=1)[0].lower()
    return StaffMember(UUID(int=number), login, name, area, team, role, f"123456{70 + number}")


METTE = _staff(1, "Mette Prøvegaard", EMPLOYMENT, NORTH, Role.CASEWORKER)
JENS = _staff(2, "Jens Udkast", EMPLOYMENT, NORTH, Role.CASEWORKER)
AMIRA = _staff(3, "Amira Skitse", SOCIAL, "Bostøtte", Role.CASEWORKER)
BIRGER = _staff(5, "Birger Mønsterby", EMPLOYMENT, NORTH, Role.TEAM_LEAD)
HANNE = _staff(6, "Hanne Mønsterby", SOCIAL, "Bostøtte", Role.TEAM_LEAD)
EVERYBODY = (METTE, JENS, AMIRA, BIRGER, HANNE)

PRACTICE, SUPPORT = UUID(int=101), UUID(int=102)
WORK_GOAL, SLEEP_GOAL = UUID(int=91), UUID(int=92)
FIND_PLACE = UUID(int=201)


@dataclass(frozen=True, slots=True)
class House:
    """The open store, the citizens in it and their plans."""

    engine: Engine
    bo: UUID
    sara: UUID
    plan: UUID
    protected_plan: UUID

    def desk(self, member: StaffMember) -> Desk:
        return Desk(member, self.begin, CLOCK)

    def begin(self, member: StaffMember, writes: bool) -> UnloggedWork:
        return UnloggedWork(self.engine, member, CLOCK, writes=writes)

    def read(self, plan_id: UUID | None = None) -> JointPlan:
        with self.begin(METTE, False) as work:
            return work.plans.get(plan_id or self.plan)

    def log(self, citizen_id: UUID) -> tuple[HistoryLine, ...]:
        with self.begin(METTE, False) as work:
            return work.lists.history(citizen_id, 500)

    def send(self, plan_id: UUID | None = None) -> JointPlan:
        reviewing.send_to_review(self.desk(METTE), plan_id or self.plan)
        return self.read(plan_id)

    def approve(self, plan_id: UUID | None = None) -> JointPlan:
        reviewing.approve(self.desk(BIRGER), self.send(plan_id))
        return self.read(plan_id)

    def revise(self, words: str = "Jeg vil gerne arbejde lidt mere.") -> None:
        desk = self.desk(METTE)
        reviewing.activate(desk, self.plan)
        reviewing.start_revision(desk, self.plan)
        seen = self.read().own_words
        planning.write_own_words(desk, self.plan, seen, OwnWords(words, date(2026, 11, 16)))


@contextmanager
def open_house(folder: Path) -> Iterator[House]:
    """Open a fresh copy of the store in ``folder``."""
    template, ids = _template()
    path = folder / "house.db"
    path.write_bytes(template)
    engine = open_local(path, KEY)
    yield House(engine, *ids)
    engine.dispose()


@cache
def _template() -> tuple[bytes, tuple[UUID, UUID, UUID, UUID]]:
    """Build the store once and give its file; a copy costs next to nothing."""
    with TemporaryDirectory(prefix="samplan-house-") as folder:
        path = Path(folder) / "template.db"
        ids = _build(path)
        return path.read_bytes(), ids


def _build(path: Path) -> tuple[UUID, UUID, UUID, UUID]:
    create_local(path, KEY, schema.upgrade)
    engine = open_local(path, KEY)

    def begin(member: StaffMember, writes: bool) -> UnloggedWork:
        return UnloggedWork(engine, member, CLOCK, writes=writes)

    with begin(SYSTEM, True) as work:
        for member in EVERYBODY:
            work.staff.add(member)
        work.commit()
    desk = Desk(METTE, begin, CLOCK)
    bo = _citizen(desk, "150277-9995", "Bo", "Testrup", Address("Søndergade 12", "8999", "Solbæk"))
    hidden = Address("Hemmelig Allé 7", "8998", "Skjulby")
    sara = _citizen(desk, "620785-0002", "Sara", "Skærmet", hidden, protected=True)
    ids = (bo, sara, _plan(desk, bo, 0), _plan(desk, sara, 1000))
    engine.dispose()
    return ids


def _citizen(
    desk: Desk, number: str, given: str, family: str, address: Address, *, protected: bool = False
) -> UUID:
    typed = registering.NewCitizen(
        number,
        given,
        family,
        birth_date=date(1985, 7, 2),
        address=address,
        district="Nørrevoldsskolen",
        protection=Protection(address=protected),
    )
    return registering.create_citizen(desk, typed)[0]


def _plan(desk: Desk, citizen: UUID, offset: int) -> UUID:
    """Write a plan that is ready for review; ``offset`` sets its ids apart from another's."""
    plan = planning.create_plan(desk, citizen)[0]
    words = OwnWords("Jeg vil gerne arbejde et sted, hvor der er ro.", date(2026, 10, 2))
    planning.write_own_words(desk, plan, OwnWords(), words)
    planning.set_deputy(desk, plan, None, JENS.id)
    planning.put_participant(desk, plan, None, AMIRA.id, "Bostøtte")
    areas = frozenset({EMPLOYMENT, SOCIAL, HEALTH})
    consent = Consent(UUID(int=301 + offset), date(2026, 9, 1), "Skriftligt", areas)
    planning.put_consent(desk, plan, None, consent)
    mette, citizen_self = Responsible(METTE.name, METTE.id), Responsible("Bo Testrup")

    def at(identity: UUID) -> UUID:
        return UUID(int=identity.int + offset)

    for goal, title, measure in (
        (WORK_GOAL, "Arbejde 6 timer om ugen", "Timer om ugen"),
        (SLEEP_GOAL, "Sove 6 timer om natten", "Nætter om ugen"),
    ):
        made = Goal(at(goal), title, measure, date(2027, 3, 1), mette)
        planning.put_goal(desk, plan, None, made)
    practice = Intervention(
        at(PRACTICE), EMPLOYMENT, "Praktik i en butik", "LAB § 57", "Jens", date(2026, 11, 24)
    )
    support = Intervention(
        at(SUPPORT), SOCIAL, "Bostøtte: faste morgener", "SEL § 85", "Amira", date(2026, 9, 15)
    )
    planning.put_intervention(desk, plan, at(WORK_GOAL), None, practice)
    planning.put_intervention(desk, plan, at(SLEEP_GOAL), None, support)
    task = Task(at(FIND_PLACE), "Find et roligt praktiksted", mette, date(2026, 11, 20))
    planning.put_task(desk, plan, practice.id, None, task)
    own = Task(at(UUID(int=202)), "Stå op kl. 8", citizen_self, date(2026, 12, 1))
    planning.put_task(desk, plan, support.id, None, own)
    return plan
