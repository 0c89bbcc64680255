"""What the repositories of one unit of work share: session, who works, and what was touched."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, SQLModel

from coordinator.ids import new_id
from coordinator.ports import Clock, Stale
from db import doors
from db.bulk import Values, Wrote, insert_rows, update_rows
from db.engine import is_person
from db.mapping import Fields
from db.tables.base import Row
from plans.people import StaffMember


def _untold(_rows: int) -> None:
    """Tell nobody."""


@dataclass
class WorkState:
    """The state of one unit of work; never crosses a thread."""

    session: Session
    member: StaffMember
    clock: Clock
    citizens: set[UUID] = field(default_factory=set)
    logged: set[UUID] = field(default_factory=set)
    plans: set[UUID] = field(default_factory=set)
    everything: bool = False
    # Something was written that comes and goes, such as who is there: worth no row of its own.
    fleeting: bool = False
    # Told how many rows more are written in bulk.
    more: Wrote = _untold

    @property
    def person(self) -> bool:
        """Whether the store is a server and the login one person's: what is walled has doors."""
        return is_person(self.session.get_bind())

    def is_open(self, thing: UUID) -> bool:
        """Tell whether what is written about a citizen may be read now; see ``open``."""
        return not self.person or doors.is_open(self.session, thing)

    def open(self, thing: UUID) -> None:
        """See, on a server, that a citizen is opened and logged before their words are read.

        ``thing`` is the citizen, or a plan, a note or a signature of theirs.
        """
        if self.is_open(thing):
            return
        doors.open_thing(self.session, new_id(), thing)
        if self.session.get_bind().get_execution_options().get("isolation_level") is not None:
            # Work that reads sees one moment, which must not lie before the look.
            self.session.rollback()

    def stamp(self) -> Fields:
        """Say who makes a row and when."""
        now = self.clock.now()
        return {
            "created_at": now,
            "created_by": self.member.id,
            "changed_at": now,
            "changed_by": self.member.id,
        }

    def insert(self, table: type[Row], row_id: UUID, fields: Fields) -> Row:
        """Put in a new row."""
        row = table(id=row_id, **fields, **self.stamp())
        self.session.add(row)
        return row

    def update(self, row: Row, fields: Fields) -> bool:
        """Write what differs in a row that was read; say whether anything did."""
        changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
        if not changed:
            return False
        for name, value in changed.items():
            setattr(row, name, value)
        row.changed_at = self.clock.now()
        row.changed_by = self.member.id
        return True

    def remove(self, row: Row) -> None:
        """Hide a row; it stays in the store."""
        self.update(row, {"removed_at": self.clock.now()})

    def flush(self) -> None:
        """Send what was written.

        Raises:
            Stale: when another wrote one of the rows since it was read.
        """
        try:
            self.session.flush()
        except StaleDataError as error:
            raise Stale from error

    def sync(
        self, loaded: Mapping[UUID, Row], wanted: Mapping[UUID, tuple[type[Row], Fields]]
    ) -> bool:
        """Make the rows of an aggregate what they should be; say whether anything differed.

        ``wanted`` stands in an order that foreign keys allow; each table is sent before the next.
        A row that was hidden before and is wanted again (undo) comes back.
        """
        touched = False
        last_table: type[Row] | None = None
        for row_id, (table, fields) in wanted.items():
            if last_table is not None and table is not last_table:
                self.flush()
            last_table = table
            row = loaded.get(row_id) or self.session.get(table, row_id)
            if row is None:
                self.insert(table, row_id, fields)
                touched = True
            else:
                touched |= self.update(row, fields | {"removed_at": None})
        for row_id, row in loaded.items():
            if row_id not in wanted:
                self.remove(row)
                touched = True
        self.flush()
        return touched

    def write_many(
        self,
        table: type[SQLModel],
        names: Sequence[str],
        rows: Sequence[Values],
        new: Collection[UUID],
    ) -> None:
        """Put in the rows that are new and update the others; each begins with its id."""
        self.insert_many(table, names, (row for row in rows if row[0] in new))
        self.update_many(table, names, (row for row in rows if row[0] not in new))

    def insert_many(
        self, table: type[SQLModel], names: Sequence[str], rows: Iterable[Values]
    ) -> None:
        """Put in many rows, past the session."""
        insert_rows(self.session, table, ("id", *names), rows, self.stamp(), self.more)

    def update_many(
        self, table: type[SQLModel], names: Sequence[str], rows: Iterable[Values]
    ) -> None:
        """Write columns of many rows that are there, past the session."""
        stamp = self.stamp()
        same = {name: stamp[name] for name in ("changed_at", "changed_by")}
        update_rows(self.session, table, names, rows, same, self.more)
