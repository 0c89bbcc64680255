"""Stores with staff in them: what a test can stand on without knowing which store it is."""

from typing import Protocol

from sqlalchemy import Engine
from sqlmodel import SQLModel

from coordinator.desk import Desk
from coordinator.ports import UnitOfWork
from coordinator.use_cases.signing_in import SYSTEM
from db import schema
from db.unit_of_work import SqlUnitOfWork
from plans.people import StaffMember
from tests.builders import CLOCK, EVERYBODY


class House(Protocol):
    """A store in memory, in a local file or on a server."""

    def begin(self, member: StaffMember, writes: bool) -> UnitOfWork: ...

    def begin_logged(self, member: StaffMember, writes: bool) -> UnitOfWork: ...

    def desk(self, member: StaffMember) -> Desk: ...


class UnloggedWork(SqlUnitOfWork):
    """Work that sets a test's stage: it may change citizens without saying so in the log."""

    def _demand_rows(self) -> None:
        pass


class SqlHouse:
    """A store of the product's own; at a desk as in use, by ``begin`` for a test's stage."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin(self, member: StaffMember, writes: bool) -> SqlUnitOfWork:
        return UnloggedWork(self.engine, member, CLOCK, writes=writes)

    def begin_logged(self, member: StaffMember, writes: bool) -> SqlUnitOfWork:
        """Begin as the product does: a change without its row in the log cannot be kept."""
        return SqlUnitOfWork(self.engine, member, CLOCK, writes=writes)

    def desk(self, member: StaffMember) -> Desk:
        return Desk(member, self.begin_logged, CLOCK)


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


def empty(engine: Engine) -> None:
    """Take every row out of a store on a server."""
    with engine.begin() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            # Emptying a table that way costs a server less than TRUNCATE.
            connection.execute(table.delete())
