"""A shared store with many colleagues in it: each has a login, a citizen and a plan of their own."""

from uuid import UUID

import psycopg
from sqlalchemy import Engine

from coordinator.desk import Desk
from coordinator.use_cases.signing_in import SYSTEM
from db import schema
from db.engine import as_person, open_shared
from db.server_door import Credentials
from db.unit_of_work import SqlUnitOfWork
from plans.people import Role, StaffMember
from tests import postgres
from tests.builders import CLOCK, EMPLOYMENT, citizen, identity, plan, staff
from tests.houses import UnloggedWork

PASSWORD = "korrekt hest batteri"


def member(number: int) -> StaffMember:
    login = f"colleague{number}"
    return staff(login, f"Sagsbehandler {number}", EMPLOYMENT, "Team Nord", Role.CASEWORKER)


def citizen_id(number: int) -> UUID:
    return identity(f"citizen of colleague {number}")


def plan_id(number: int) -> UUID:
    return identity(f"plan of colleague {number}")


def fill(engine: Engine, count: int) -> None:
    """Make the tables and so many colleagues in any store."""
    schema.upgrade(engine)
    with UnloggedWork(engine, SYSTEM, CLOCK) as work:
        work.staff.add(SYSTEM)
        for number in range(count):
            work.staff.add(member(number))
        for number in range(count):
            who = citizen(id=citizen_id(number), identifiers=())
            work.citizens.add(who)
            made = plan(who.id, id=plan_id(number), coordinator=member(number).id, deputy=None,
                        goals=(), participants=(), consents=(), events=(), authors=frozenset())  # fmt: skip
            work.plans.add(made)
        work.commit()


def furnish(address: str, count: int) -> None:
    """Make the tables, so many colleagues and their logins, at the address of who runs it."""
    engine = open_shared(address)
    fill(engine, count)
    engine.dispose()
    with psycopg.connect(address, autocommit=True) as line:
        for number in range(count):
            postgres.hire(line, member(number).login, PASSWORD)


def engine_of(who: StaffMember, address: str) -> Engine:
    """Prepare somebody's own way in, as their PC has it."""
    return as_person(open_shared(address, Credentials(login=who.login, password=PASSWORD)))


def desk_at(engine: Engine, who: StaffMember, *, walled: bool = True) -> Desk:
    """Give the desk of somebody whose way in is ``engine``."""

    def begin(of: StaffMember, writes: bool) -> SqlUnitOfWork:
        return SqlUnitOfWork(engine, of, CLOCK, writes=writes)

    return Desk(who, begin, CLOCK, walled=walled)
