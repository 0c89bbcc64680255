"""Stores with staff in them: what a test can stand on without knowing which store it is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Protocol

from sqlalchemy import Engine, make_url, text
from sqlmodel import SQLModel

from coordinator.desk import Desk
from coordinator.ports import UnitOfWork
from coordinator.use_cases.signing_in import SYSTEM
from db import schema
from db.engine import as_person, open_shared
from db.unit_of_work import SqlUnitOfWork
from plans.people import Role, StaffMember
from tests.builders import BIRGER, CLOCK, EVERYBODY


class House(Protocol):
    """A store in memory, in a local file or on a server."""

    def begin(self, member: StaffMember, writes: bool) -> UnitOfWork: ...

    def begin_logged(self, member: StaffMember, writes: bool) -> UnitOfWork: ...

    def desk(self, member: StaffMember) -> Desk: ...

    def loads(self) -> Desk: ...


class UnloggedWork(SqlUnitOfWork):
    """Work that sets a test's stage: it may change citizens without saying so in the log."""

    def _demand_rows(self) -> None:
        pass


# What a login may do on a server, by the role of its owner in staff.
GROUPS: Mapping[Role, str] = {
    Role.CASEWORKER: "samplan_staff",
    Role.TEAM_LEAD: "samplan_staff",
    Role.ADMINISTRATOR: "samplan_administrator",
    Role.AUDITOR: "samplan_auditor",
    Role.SYSTEM: "samplan_batch",
}


class SqlHouse:
    """A store of the product's own; at a desk as in use, by ``begin`` for a test's stage.

    On a server each at their desk works by their own login, and a stage is set past all walls.
    """

    def __init__(self, engine: Engine, persons: Mapping[str, Engine] | None = None) -> None:
        self.engine = engine
        self.persons = persons or {}

    def begin(self, member: StaffMember, writes: bool) -> SqlUnitOfWork:
        return UnloggedWork(self.engine, member, CLOCK, writes=writes)

    def begin_logged(self, member: StaffMember, writes: bool) -> SqlUnitOfWork:
        """Begin as the product does: a change without its row in the log cannot be kept."""
        engine = self.persons.get(member.login, self.engine)
        return SqlUnitOfWork(engine, member, CLOCK, writes=writes)

    def desk(self, member: StaffMember) -> Desk:
        return Desk(member, self.begin_logged, CLOCK, walled=bool(self.persons))

    def loads(self) -> Desk:
        """Where exports are loaded and figures made: on a server by a login of its own."""
        return self.desk(SYSTEM if self.persons else BIRGER)


def build(engine: Engine) -> None:
    """Make the tables and take everybody of the builders into staff."""
    schema.upgrade(engine)
    hire(engine)


def hire(engine: Engine) -> None:
    """Take everybody of the builders into staff."""
    with SqlUnitOfWork(engine, SYSTEM, CLOCK) as work:
        for member in (SYSTEM, *EVERYBODY):
            work.staff.add(member)
        work.commit()


@contextmanager
def logins(engine: Engine, address: str) -> Iterator[dict[str, Engine]]:
    """Let everybody of the builders in by a login of their own; give their engines."""
    made: dict[str, Engine] = {}
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM access.fixed_time"))
        connection.execute(text("INSERT INTO access.fixed_time VALUES (:at)"), {"at": CLOCK.now()})
        for member in (SYSTEM, *EVERYBODY):
            known = connection.execute(
                text("SELECT FROM pg_roles WHERE rolname = :login"), {"login": member.login}
            ).first()
            if known is None:
                group = GROUPS[member.role]
                connection.exec_driver_sql(f'CREATE ROLE "{member.login}" LOGIN IN ROLE {group}')
    for member in (SYSTEM, *EVERYBODY):
        theirs = make_url(address).set(username=member.login)
        made[member.login] = as_person(open_shared(theirs.render_as_string(hide_password=False)))
    try:
        yield made
    finally:
        for each in made.values():
            each.dispose()


def empty(engine: Engine) -> None:
    """Take every row out of a store on a server."""
    with engine.begin() as connection:
        # Without parameters many statements go to the server at once.
        connection.exec_driver_sql(_emptying(), execution_options={"no_parameters": True})


@cache
def _emptying() -> str:
    kept = ("relation", "ticket", "question", "writer", "shared", "staff_task_party")
    derived = [f"access.{each}" for each in kept]
    tables = [f'"{each.name}"' for each in reversed(SQLModel.metadata.sorted_tables)]
    return "; ".join(
        (
            # The log is append-only for everybody else.
            "SET LOCAL session_replication_role = replica",
            # Emptying a table that way costs a server less than TRUNCATE.
            *(f"DELETE FROM {each}" for each in (*derived, *tables)),
        )
    )
