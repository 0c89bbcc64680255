"""Stores of any size with invented people, made once and kept in the system's temporary folder."""

import hashlib
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from sqlalchemy import Engine

from coordinator.desk import Desk, SystemClock
from coordinator.imports.known import SourceFacts
from coordinator.imports.writes import CaseWrite, CitizenWrite, Writes
from coordinator.ports import AuditAction, AuditEntry
from coordinator.stores import Unlocking
from coordinator.use_cases.signing_in import SYSTEM
from db import schema
from db.engine import open_local
from db.keys import Secrets, unlock
from db.store_house import SqlStores
from plans.cpr import CprNumber
from plans.parts import Consent, Goal, Intervention, OwnWords, Responsible, Task
from plans.people import Address, Role, ServiceArea, StaffMember
from plans.plan import JointPlan
from tests.houses import UnloggedWork

TODAY: Final = date(2026, 11, 17)
CLOCK: Final = SystemClock(TODAY)
AREAS: Final = (ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL, ServiceArea.HEALTH)
_BATCH: Final = 20_000
_HISTORY: Final = 10
# Citizens to a case worker.
_LOAD: Final = 60
_MY_PLANS: Final = 40
_GIVEN: Final = [
    "Bo",
    "Karla",
    "Nina",
    "Yrsa",
    "Ole",
    "Ib",
    "Bente",
    "Rikke",
    "Søren",
    "Åse",
    "Villy",
    "Amira",
    "Lis",
    "Birger",
    "Hanne",
    "Jens",
    "Mette",
    "Ulrik",
    "Rasmus",
    "Tomas",
    "Vibeke",
    "Helle",
    "Mads",
    "Gustav",
    "Agnieszka",
    "Fatima",
    "Hussein",
    "Anna",
    "Carl",
    "Ida",
    "Karen",
    "Poul",
    "Per",
    "Zita",
    "Ella",
    "Frede",
    "Dagny",
    "Sif",
    "Troels",
    "Vagn",
]
_FIRST: Final = [
    "Prøve",
    "Test",
    "Attrap",
    "Skabelon",
    "Øvelse",
    "Opdigt",
    "Model",
    "Mønster",
    "Påhit",
    "Tænk",
    "Fiktiv",
    "Udkast",
    "Kladde",
    "Skitse",
    "Eksempel",
    "Nytest",
    "Ålestrup",
    "Østerprøve",
    "Sandkasse",
    "Kulisse",
    "Statist",
    "Pseudo",
    "Låne",
    "Hjælpe",
]
_LAST: Final = [
    "sen",
    "gaard",
    "trup",
    "by",
    "dal",
    "lund",
    "borg",
    "holm",
    "skov",
    "vig",
    "bæk",
    "strøm",
    "berg",
    "feldt",
    "rup",
    "toft",
]
_STREETS: Final = [
    "Lærkevej",
    "Nørregade",
    "Havnegade",
    "Skovvej",
    "Østergade",
    "Egevej",
    "Søndergade",
    "Engvej",
]
_DISTRICTS: Final = [
    "Østskolen",
    "Vestskolen",
    "Ringskolen",
    "Bakkeskolen",
    "Fjordskolen",
    "Aaskolen",
]


@dataclass(frozen=True, slots=True)
class Synthetic:
    """An open store: whose desk to sit at, how many citizens, and the plan that is big."""

    path: Path
    engine: Engine
    citizens: int

    @property
    def desk(self) -> Desk:
        """The desk of the case worker with forty plans."""
        return Desk(ME, self.begin, CLOCK)

    @property
    def loader(self) -> Desk:
        """The desk of who loads exports."""
        return Desk(SYSTEM, self.begin, CLOCK)

    def begin(self, member: StaffMember, writes: bool) -> UnloggedWork:
        """Begin a unit of work."""
        return UnloggedWork(self.engine, member, CLOCK, writes=writes)


def _member(number: int) -> StaffMember:
    login = f"log{number}"
    name = f"{_GIVEN[number % len(_GIVEN)]} {_family(number * 7)}"
    return StaffMember(
        UUID(int=1000 + number), login, name, AREAS[number % 3], "Team Nord", Role.CASEWORKER
    )


def _family(number: int) -> str:
    return _FIRST[number % len(_FIRST)] + _LAST[number // len(_FIRST) % len(_LAST)]


ME: Final = _member(0)
BIG_PLAN: Final = UUID(int=77)


def number_of(place: int) -> str:
    """Give the replacement number of the citizen at a place; no two are alike."""
    day, rest = place % 28 + 61, place // 28
    month, rest = rest % 12 + 1, rest // 12
    year, serial = rest % 100, rest // 100
    return f"{day:02}{month:02}{year:02}{serial:04}"


def citizen_id(place: int) -> UUID:
    """Give the id of the citizen at a place: in the order of their coming, as real ones are."""
    chance = hashlib.md5(b"%d" % place, usedforsecurity=False).digest()[:10]
    return UUID(bytes=(1_700_000_000_000 + place).to_bytes(6, "big") + chance, version=4)


def name_of(place: int) -> tuple[str, str]:
    """Give the name of the citizen at a place."""
    chance = random.Random(place)
    given = " ".join(chance.sample(_GIVEN, chance.choice((1, 1, 2))))
    return given, _family(chance.randrange(len(_FIRST) * len(_LAST)))


def address_of(place: int) -> Address:
    """Give the address of the citizen at a place."""
    street = _STREETS[place * 5 % len(_STREETS)]
    return Address(f"{street} {place % 300 + 1}", f"{8990 + place % 10}", "Solbæk")


def district_of(place: int) -> str:
    """Give the district of the citizen at a place."""
    return _DISTRICTS[place % len(_DISTRICTS)]


def synthetic_store(citizens: int) -> Synthetic:
    """Open the store with so many citizens; make it if this schema has none yet."""
    folder = Path(tempfile.gettempdir()) / f"samplan-bench-{_schema_mark()}"
    for older in folder.parent.glob("samplan-bench-????????????"):
        if older != folder:
            shutil.rmtree(older, ignore_errors=True)
    path = folder / f"{citizens}.db"
    if not (done := folder / f"{citizens}.done").exists():
        for left in folder.glob(f"{citizens}.db*"):
            left.unlink()
        SqlStores(CLOCK).create(str(path), Unlocking(), demo=True)
        store = Synthetic(path, open_local(path, unlock(path, Secrets())), citizens)
        fill(store)
        store.engine.dispose()
        done.touch()
    return Synthetic(path, open_local(path, unlock(path, Secrets())), citizens)


def _schema_mark() -> str:
    """Tell one shape of the store from another: the newest migration may still be written on."""
    here = Path(__file__).read_bytes()
    shape = (schema._PLACE / "versions" / f"{schema.REVISION}.py").read_bytes()
    return hashlib.sha256(here + shape).hexdigest()[:12]


class Filled(Protocol):
    """A store to fill, with how many citizens it is to have."""

    @property
    def citizens(self) -> int:
        """How many."""

    def begin(self, member: StaffMember, writes: bool) -> UnloggedWork:
        """Begin a unit of work."""


def fill(store: Filled) -> None:
    """Put everybody in."""
    with store.begin(SYSTEM, True) as work:
        for number in range(_staff_of(store.citizens)):
            work.staff.add(_member(number))
        work.commit()
    for first in range(0, store.citizens, _BATCH):
        places = range(first, min(first + _BATCH, store.citizens))
        with store.begin(SYSTEM, True) as work:
            work.imports.apply(
                Writes(
                    tuple(map(_citizen, places)), tuple(_cases(places, _staff_of(store.citizens)))
                )
            )
            work.audit.record_all(
                AuditEntry(AuditAction.VIEW, citizen_id(place), "citizen", related=False)
                for place in places
                for _ in range(_HISTORY if store.citizens <= 100_000 else 1)
            )
            work.commit()
    with store.begin(ME, True) as work:
        for number in range(_MY_PLANS):
            work.plans.add(_plan(UUID(int=5000 + number), citizen_id(number + 1), number, 5))
        work.plans.add(_plan(BIG_PLAN, citizen_id(0), 0, 200))
        work.commit()


def _staff_of(citizens: int) -> int:
    return min(3_000, citizens // _LOAD)


def _citizen(place: int) -> CitizenWrite:
    given, family = name_of(place)
    address, district, hidden = address_of(place), district_of(place), place % 100 == 7
    facts = SourceFacts(given, family, address, hidden, district)
    return CitizenWrite(
        citizen_id(place),
        True,
        CprNumber(number_of(place)),
        given,
        family,
        address,
        hidden,
        district,
        date(1950, 1, 1) + timedelta(days=place % 20_000),
        False,
        ServiceArea.EMPLOYMENT,
        facts,
    )


def _cases(places: range, staff: int) -> Iterator[CaseWrite]:
    for place in places:
        for area in AREAS[: 1 + (place % 4 == 0)]:
            yield CaseWrite(
                UUID(int=citizen_id(place).int ^ (AREAS.index(area) + 1)),
                citizen_id(place),
                True,
                area,
                "A-dagpenge",
                date(2025, 1, 1) + timedelta(days=place % 600),
                None,
                f"log{place % staff}",
                "Tæt på",
                ("Butiksassistent",),
                "0",
            )


def _plan(plan_id: UUID, citizen: UUID, number: int, size: int) -> JointPlan:
    """Make a plan of ten goals or fewer, with so many interventions and as many tasks."""

    def key(kind: int, place: int) -> UUID:
        return UUID(int=plan_id.int << 64 | kind << 32 | place)

    me = Responsible(ME.name, ME.id)
    goals = min(10, size)
    each = size // goals
    return JointPlan(
        plan_id,
        citizen,
        ME.id,
        own_words=OwnWords("Jeg vil gerne arbejde, hvor der er ro. " * 4, TODAY),
        goals=tuple(
            Goal(
                key(1, goal),
                f"Mål {goal + 1}: sove og arbejde",
                "Timer om ugen",
                TODAY + timedelta(days=90),
                me,
                interventions=tuple(
                    Intervention(
                        key(2, goal * each + place),
                        AREAS[place % 3],
                        f"Indsats {place + 1}: faste morgener",
                        "SEL § 85",
                        "Solbæk Støtte",
                        TODAY,
                        tasks=(
                            Task(
                                key(3, goal * each + place),
                                "Ring til borgeren",
                                me,
                                TODAY + timedelta(days=number + place - 5),
                            ),
                        ),
                    )
                    for place in range(each)
                ),
            )
            for goal in range(goals)
        ),
        consents=(Consent(key(4, 0), date(2026, 9, 1), "Skriftligt", frozenset(AREAS)),),
    )
