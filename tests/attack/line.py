"""One case of the attack and the session in which it runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import psycopg
from psycopg import errors
from psycopg.abc import Query

from tests.attack.stage import Stage

# The server did not understand: nothing was tried, so nothing was proved.
_WRONG = (
    errors.SyntaxError,
    errors.UndefinedColumn,
    errors.UndefinedTable,
    errors.AmbiguousColumn,
    errors.AmbiguousFunction,
    errors.DatatypeMismatch,
    errors.IndeterminateDatatype,
    errors.GroupingError,
)
# What an attack gained, in words; None is nothing.
Gain = str | None


class Channel(StrEnum):
    """What is gained and accepted, with its reason in docs/security/channels.md."""

    KNOWN_ID = "who-knows-an-id"
    COLLEAGUE = "that-a-colleague-works"
    TOTALS = "totals-of-the-municipality"
    SWEPT = "a-swept-table-can-be-locked"
    NOTIFY = "anybody-may-notify"


@dataclass(frozen=True, slots=True)
class Case:
    """An attack by a login; ``channel`` is the accepted channel that its gain is.

    ``deed`` tells what it gained, and an error of the server is nothing gained.
    """

    group: str
    name: str
    login: str
    deed: "Callable[[Line], Gain]"
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a case."""

    case: Case
    gain: Gain

    @property
    def leak(self) -> bool:
        return self.gain is not None and not self.case.channel


class Line:
    """A session of one login; everything is rolled back but what an attack commits itself."""

    def __init__(self, stage: Stage, login: str) -> None:
        self.stage = stage
        self.login = login
        self.session = stage.connect(login)

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement and give its rows; none where it has no result."""
        query: Query = statement.encode()
        cursor = self.session.execute(query, values or None)
        return cursor.fetchall() if cursor.description else []

    def count(self, statement: str, *values: object) -> int:
        """Run a statement and tell how many rows it touched."""
        return self.session.execute(statement.encode(), values or None).rowcount

    def error(self, statement: str, *values: object) -> str:
        """Run a statement in a savepoint and give the whole of its error, empty without one."""
        # Where no transaction is open, what is let through would be kept.
        self.session.execute("SELECT 1")
        try:
            with self.session.transaction():
                self.session.execute(statement.encode(), values or None)
        except psycopg.Error as error:
            told = error.diag
            parts = (told.sqlstate, told.message_primary, told.message_detail, told.message_hint)
            return " | ".join(part for part in parts if part)
        return ""

    def end(self) -> None:
        """Take back what the case did, and what it set."""
        if self.session.closed:
            self.session = self.stage.connect(self.login)
            return
        self.session.rollback()


@contextmanager
def line(stage: Stage, login: str) -> Iterator[Line]:
    """Give a session of a login."""
    made = Line(stage, login)
    try:
        yield made
    finally:
        made.session.close()


def run(made: Line, case: Case) -> Found:
    """Run a case; what the server refuses is nothing gained."""
    try:
        gain = case.deed(made)
    except _WRONG as error:
        gain = f"the attack itself is wrong: {error.diag.message_primary}"
    except psycopg.Error:
        gain = None
    finally:
        made.end()
    return Found(case, gain)
