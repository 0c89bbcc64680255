"""Move everything from one store to another: batch by batch, resumable, and compared at the end.

Both stores are closed meanwhile, and the old one stays so. On a server it is done past the walls,
by who runs it: they are taken down with the first mark, and raised with the last, when all that
they derive from rows is derived anew.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, delete, exists, insert, select, text
from sqlmodel import col

from coordinator.ids import new_id
from coordinator.move_errors import (
    MoveDiffers,
    MoveElsewhere,
    MoveNeedsServerLogin,
    MoveNewer,
    MoveNotBegun,
    MoveOlder,
    MoveOthersThere,
    MoveTargetFull,
    StoreMoved,
)
from coordinator.moves import MoveWatcher, TableSum
from coordinator.ports import AuditAction, AuditEntry, Clock
from coordinator.store_errors import StoreNewer, StoreNotUpgraded
from coordinator.use_cases.signing_in import SYSTEM
from db import move_marks as marks
from db import schema, walls
from db.bulk import table_of
from db.engine import reader, writer
from db.errors import translated
from db.move_tables import MovingTable, moving_tables
from db.tables.house import AuditRow
from db.tables.people import StaffRow
from db.unit_of_work import SqlUnitOfWork
from plans.log_chain import LogFault, LogRow, SealMark, faults_in

_ABOUT: Final = "store"
_SUPERUSER: Final = "SELECT rolsuper FROM pg_roles WHERE rolname = session_user"
_OTHERS: Final = (
    "SELECT string_agg(DISTINCT usename, ', ') FROM pg_stat_activity"
    " WHERE datname = current_database() AND backend_type = 'client backend'"
    " AND usename <> session_user"
)


@dataclass(frozen=True, slots=True)
class MovedLog:
    """The log as both stores have it: the newest seal, and what was wrong with it before."""

    seal: SealMark | None
    faults: tuple[LogFault, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two stores; ``told`` is how the other one speaks of it."""

    engine: Engine
    shown: str
    told: str

    @property
    def on_server(self) -> bool:
        """Whether it has walls."""
        return self.engine.dialect.name == "postgresql"

    def require_ready(self) -> None:
        """See that this program knows its tables, and that who signed in may pass the walls.

        Raises:
            MoveOlder, MoveNewer, MoveNeedsServerLogin: nothing was changed.
        """
        try:
            schema.require_current(self.engine)
        except StoreNotUpgraded:
            raise MoveOlder(path=self.shown) from None
        except StoreNewer:
            raise MoveNewer(path=self.shown) from None
        self.require_superuser()

    def require_superuser(self) -> None:
        """See that who signed in may pass the walls.

        Raises:
            MoveNeedsServerLogin: nothing was changed.
        """
        if not self.on_server:
            return
        with self.engine.connect() as connection:
            if not connection.exec_driver_sql(_SUPERUSER).scalar():
                raise MoveNeedsServerLogin

    def require_free_for(self, place: str) -> None:
        """See that it has not moved, is on its way to no other place, and nobody works in it.

        Raises:
            StoreMoved, MoveElsewhere, MoveOthersThere: nothing was changed.
        """
        with translated(), self.reading() as connection:
            out = marks.leaving(connection)
        if out is not None and out.state == marks.DONE:
            raise StoreMoved(path=self.shown, place=out.place)
        if out is not None and out.place != place:
            raise MoveElsewhere(path=self.shown, place=out.place)
        if out is None:
            self._require_alone()

    def _require_alone(self) -> None:
        """See that nobody else has it open; a local store's lock says so by itself."""
        if not self.on_server:
            return
        with self.engine.connect() as connection:
            others = connection.exec_driver_sql(_OTHERS).scalar()
        if others:
            raise MoveOthersThere(path=self.shown, logins=others)

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Give a connection whose work is kept at the end, however long it takes."""
        with writer(self.engine).begin() as connection:
            if self.on_server:
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the store of one moment."""
        with reader(self.engine).connect() as connection:
            if self.on_server:
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            yield connection


class Move:
    """One move from a store to another, from its first mark to its last."""

    def __init__(self, source: Side, target: Side, clock: Clock, watcher: MoveWatcher) -> None:
        self._source, self._target = source, target
        self._clock, self._watcher = clock, watcher
        self._tables = moving_tables()

    def run(self) -> tuple[tuple[TableSum, ...], MovedLog]:
        """Move what has not moved yet, compare all of it, and let the new store be opened.

        Raises:
            MoveRefused: in one of its kinds.
            StoreUnavailable: a store is away; the same move goes on where it stopped.
        """
        with translated():
            for side in (self._source, self._target):
                side.require_ready()
            move, arrived = self._begun()
            if not arrived:
                self._copy(move)
                sums = self._compare()
                log = self._compare_logs()
                self._arrive(move, sums, log)
            else:
                sums, log = (), self._log_of(self._target)
            with self._source.changing() as connection:
                marks.end(connection, move, marks.DONE, self._now())
        return sums, log

    def _now(self) -> datetime:
        return self._clock.now()

    def _begun(self) -> tuple[UUID, bool]:
        """Go on with the move that has begun, or begin one; tell whether all has arrived."""
        with self._source.reading() as connection:
            out = marks.leaving(connection)
        with self._target.reading() as connection:
            into = marks.arriving(connection)
        self._source.require_free_for(self._target.shown)
        if out is None:
            self._require_empty()
            move = uuid4()
            self._leave(move)
        else:
            move = out.id
        if into is None or into.id != move:
            self._receive(move)
            return move, False
        return move, into.state == marks.DONE

    def _require_empty(self) -> None:
        """See that the target is as it was made: nobody in it but the system."""
        with self._target.reading() as connection:
            self._refuse_full(connection)

    def _refuse_full(self, connection: Connection) -> None:
        if marks.arriving(connection) is not None:
            raise MoveTargetFull(path=self._target.shown)
        for each in self._tables:
            rows = exists(select(text("1")).select_from(each.table))
            if each.name == StaffRow.__tablename__:
                rows = exists().where(col(StaffRow.id) != SYSTEM.id)
            if connection.execute(select(rows)).scalar():
                raise MoveTargetFull(path=self._target.shown)

    def _leave(self, move: UUID) -> None:
        """Close the old store; its log tells of it, and so does the log that moves."""
        begin = (self._source.engine, SYSTEM, self._clock)
        entry = AuditEntry(
            AuditAction.MOVE, subject=_ABOUT, why=f"to {self._target.told}", related=False
        )
        with SqlUnitOfWork(*begin) as work:
            work.audit.record(entry)
            work.commit()
        with SqlUnitOfWork(*begin) as work:
            work.sealed_log.seal()
            work.commit()
        with self._source.changing() as connection:
            marks.alone(connection)
            other = marks.leaving(connection)
            if other is not None:
                raise MoveElsewhere(path=self._source.shown, place=other.place)
            walls.shut(connection)
            marks.begin(connection, marks.OUT, move, self._target.shown, self._now())

    def _receive(self, move: UUID) -> None:
        """Close the new store until everything is there."""
        with self._target.changing() as connection:
            marks.alone(connection)
            self._refuse_full(connection)
            walls.shut(connection)
            marks.begin(connection, marks.IN, move, self._source.told, self._now())
            # The system comes along, as the old store has it.
            connection.execute(delete(table_of(StaffRow)))

    def _copy(self, move: UUID) -> None:
        with self._target.reading() as connection:
            mark = marks.arriving(connection)
        assert mark is not None
        names = [each.name for each in self._tables]
        first = names.index(mark.table) if mark.table else 0
        for place, each in enumerate(self._tables[first:]):
            self._copy_table(move, each, mark.last if place == 0 else "")
            self._watcher.copied(each.name, 0)

    def _copy_table(self, move: UUID, table: MovingTable, last: str) -> None:
        with (
            self._source.reading() as connection,
            closing(table.batches(connection, table.key_in(last))) as batches,
        ):
            for batch in batches:
                with self._target.changing() as writing:
                    table.write(writing, batch, self._target.shown)
                    marks.come_to(writing, move, table.name, table.key_of(batch[-1]))
                self._watcher.copied(table.name, len(batch))

    def _compare(self) -> tuple[TableSum, ...]:
        return tuple(self._same(table) for table in self._tables)

    def _same(self, table: MovingTable) -> TableSum:
        with self._source.reading() as connection:
            here = table.sum(connection)
        with self._target.reading() as connection:
            there = table.sum(connection)
        if here != there:
            raise MoveDiffers(what=table.name, here=_shown(here), there=_shown(there))
        self._watcher.compared(here)
        return here

    def _compare_logs(self) -> MovedLog:
        """See that the chain of the log has the same end in both stores, and is as whole."""
        here, there = self._log_of(self._source), self._log_of(self._target)
        if here != there:
            raise MoveDiffers(what="audit_seal", here=_shown_log(here), there=_shown_log(there))
        return here

    def _log_of(self, side: Side) -> MovedLog:
        # The chain itself is read: a server's own function for its end is down with the walls.
        with SqlUnitOfWork(side.engine, SYSTEM, self._clock, writes=False) as work:
            seals = work.sealed_log.seals()
            faults = tuple(faults_in(seals, work.sealed_log.rows()))
        return MovedLog(seals[-1].mark if seals else None, faults)

    def _arrive(self, move: UUID, sums: tuple[TableSum, ...], log: MovedLog) -> None:
        """Open the new store, whose log goes on with the row of its arrival."""
        rows = sum(each.rows for each in sums)
        sealed = f", seal {log.seal.number} {log.seal.hash}" if log.seal else ""
        with self._target.changing() as connection:
            self._note(connection, f"from {self._source.told}: {rows} rows{sealed}")
            walls.raise_walls(connection)
            marks.end(connection, move, marks.DONE, self._now())
        if self._target.on_server:
            with self._target.changing() as connection:
                connection.exec_driver_sql("ANALYZE")

    def _note(self, connection: Connection, why: str) -> None:
        row = LogRow(
            new_id(), self._now(), SYSTEM.id, SYSTEM.name, SYSTEM.role.value,
            AuditAction.MOVE.value, None, _ABOUT, None, why, related=False,
        ).hashed()  # fmt: skip
        values = {name: getattr(row, name) for name in _OF_ROW}
        connection.execute(insert(table_of(AuditRow)), [values])


def cancel(side: Side, clock: Clock) -> str:
    """Take a store into use again that has moved or is being moved; give where it went.

    Raises:
        MoveNotBegun: it did not move.
        MoveNeedsServerLogin: it is a shared one, and who signed in does not run the server.
    """
    with translated():
        side.require_superuser()
        with side.reading() as connection:
            mark = marks.leaving(connection) if marks.knows_moves(connection) else None
        if mark is None:
            raise MoveNotBegun(path=side.shown)
        # It may have become older than this program meanwhile; its walls are raised with it.
        schema.upgrade(
            side.engine, lambda each: marks.end(each, mark.id, marks.CANCELLED, clock.now())
        )
        told = AuditEntry(AuditAction.MOVE, subject=_ABOUT, why="cancelled", related=False)
        with SqlUnitOfWork(side.engine, SYSTEM, clock) as work:
            work.audit.record(told)
            work.commit()
    return mark.place


_OF_ROW: Final = (
    "id", "at", "staff_id", "staff_name", "role", "action", "citizen_id", "subject", "subject_id",
    "why", "related", "hash",
)  # fmt: skip


def _shown_log(log: MovedLog) -> str:
    newest = f"{log.seal.number} ({log.seal.hash[:12]})" if log.seal else "-"
    return f"{newest}, {len(log.faults)} ✗"


def _shown(found: TableSum) -> str:
    return f"{found.rows} ({found.sha256[:12]})"
