"""Makes, opens and looks after stores: local files and shared servers alike."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, event, insert
from sqlmodel import Session

from coordinator.changes import Changes
from coordinator.journal import DraftJournal
from coordinator.lists import StoreInfo
from coordinator.moves import Moved, MoveWatcher
from coordinator.ports import Clock
from coordinator.server_errors import StoreForbids, UpgradeIsTheServers
from coordinator.store_errors import (
    BackupIsTheServers,
    BackupNotThere,
    StoreCollided,
    StoreDamaged,
    StoreExists,
    StoreNotThere,
    StoreNotUpgraded,
    StoreUnavailable,
)
from coordinator.stores import (
    BackupReason,
    LogDoubt,
    OwnPassword,
    ServerLogin,
    Unlocking,
)
from coordinator.use_cases.signing_in import SYSTEM
from db import schema
from db.asking import AskingNothing, AskingStore, asking_local, asking_shared
from db.backup import BackupJob, backup_to, backups_of
from db.engine import as_person, create_local, is_person, open_local, through, writer
from db.errors import translated
from db.journal import JournalFile, local_journal, shared_id, shared_journal
from db.keys import Secrets, create_local_store_files, envelope_of, is_there, keep_key, renew_code
from db.known_places import KnownPlaces
from db.lock import StoreLock
from db.log_keeping import LogKeeper
from db.looked_after import LookedAfterStore
from db.mapping import staff_fields
from db.move_marks import knows_moves, refuse_moved
from db.opening import door_to, key_of
from db.places import LocalPlace, parse_place, refuse_network_drive
from db.restore import restore
from db.seal_memory import SealMemory
from db.tables.people import StaffRow
from db.unit_of_work import SqlUnitOfWork
from plans.errors import RuleBroken
from plans.log_chain import SealMark
from plans.people import StaffMember

_MINUTE: Final = timedelta(minutes=1)
_TRIES: Final = 3
if TYPE_CHECKING:
    from db.listener import Listener
    from db.second_server import SecondServer


class SqlStore(AskingStore, LookedAfterStore):
    """A store that is open in this process."""

    def __init__(  # noqa: PLR0913 - what a local store has besides
        self,
        engine: Engine,
        shown: str,
        clock: Clock,
        journal: JournalFile,
        *,
        memory: SealMemory | None = None,
        lock: StoreLock | None = None,
        backups: BackupJob | None = None,
        demo: bool = False,
    ) -> None:
        self.engine = engine
        self._listener: Listener | None = None
        self.second_server: SecondServer | None = None
        # The server's processes that write for us: what they tell is no news here.
        self._lines: set[int] = set()
        self.demo = demo
        self.server_login: ServerLogin | None = None
        self.own_password: OwnPassword | None = None
        self.mark = ""
        self._since: datetime | None = None
        self.asking = AskingNothing()
        self.shown = shown
        self._clock = clock
        self._journal = journal
        self._lock = lock
        self._backups = backups
        self._log = LogKeeper(partial(self.begin, SYSTEM, True), memory)
        if engine.dialect.name == "postgresql":
            event.listen(engine.pool, "connect", self._connected)
            event.listen(engine.pool, "close", self._closed)

    def _connected(self, line: Any, _record: object) -> None:
        self._lines.add(line.info.backend_pid)
        if self.walled:
            from db.still_ours import see_still_ours  # noqa: PLC0415 - a local store needs none

            # A window may have slept while the store was upgraded or moved.
            see_still_ours(line, self.shown, self.mark, self._since)

    def _closed(self, line: Any, _record: object) -> None:
        # The server gives the number to another, perhaps a colleague's.
        self._lines.discard(line.info.backend_pid)

    def become_a_person(self, mark: str, since: datetime) -> None:
        """Work as who the login belongs to, behind the walls; ``since`` is the server's time."""
        self.mark, self._since = mark, since
        self.engine = as_person(self.engine)

    @property
    def walled(self) -> bool:
        return is_person(self.engine)

    @property
    def log_doubt(self) -> LogDoubt | None:
        return self._log.doubt

    def seal_log(self) -> SealMark | None:
        return self._log.seal()

    def accept_log(self) -> None:
        self._log.accept()

    def open_log(self) -> None:
        """See that no seal of the log is gone, and seal what is not; a store opens all the same."""
        with suppress(StoreUnavailable):
            self._log.open()

    def begin(self, member: StaffMember, writes: bool) -> SqlUnitOfWork:
        return SqlUnitOfWork(self.engine, member, self._clock, writes=writes)

    def begin_report(self, member: StaffMember) -> SqlUnitOfWork:
        second = self.second_server
        engine = second.engine(self.engine) if second is not None else None
        if engine is None:
            return self.begin(member, False)
        bind = as_person(engine) if self.walled else engine
        return SqlUnitOfWork(bind, member, self._clock, writes=False)

    def drafts(self, member: StaffMember) -> DraftJournal:
        return self._journal.of(member.id)

    def listen(self, heard: Callable[[Changes], None]) -> None:
        self._stop_listening()
        if self.walled:
            from db.listener import Listener  # noqa: PLC0415 - a local store needs none

            self._listener = Listener(self._own_line, self._lines, heard)
            self._listener.listen()

    def _stop_listening(self) -> None:
        if self._listener is not None:
            self._listener.stop()
            self._listener = None

    def _own_line(self) -> Any:
        """Open a line that the pool does not have."""
        with translated():
            pooled = self.engine.raw_connection()
        line = pooled.driver_connection
        pooled.detach()
        return line

    def info(self) -> StoreInfo:
        counts: dict[str, int] = {}
        # Who may read no citizen may count none either.
        with suppress(StoreForbids), self.begin(SYSTEM, False) as work:
            counts = work.lists.counts()
        engine = "SQLCipher" if self._lock else "PostgreSQL"
        return StoreInfo(self.shown, engine, schema.revision(self.engine) or "", counts)

    def back_up(self, reason: BackupReason, now: datetime) -> None:
        if self._backups is not None:
            self.seal_log()
            self._backups.run(reason, now)

    def back_up_if_due(self, now: datetime) -> bool:
        if self._backups is None:
            # The next minute will do when the server is away; that it is, others tell.
            with suppress(StoreUnavailable):
                self.seal_log()
            return False
        if not self._backups.due(now):
            return False
        self.back_up("interval", now)
        return True

    def close(self) -> None:
        self._stop_listening()
        with suppress(StoreUnavailable):
            self._log.close()
        self._journal.close()
        self.engine.dispose()
        if self.second_server is not None:
            self.second_server.close()
        if self._lock is not None:
            self._lock.release()


class SqlStores:
    """Makes and opens stores."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def exists(self, address: str | None) -> bool:
        place = parse_place(address)
        return not isinstance(place, LocalPlace) or is_there(place.path)

    def was_there(self, address: str | None) -> bool:
        place = parse_place(address)
        return isinstance(place, LocalPlace) and KnownPlaces().knows(place.path)

    def is_local(self, address: str | None) -> bool:
        return isinstance(parse_place(address), LocalPlace)

    def shown(self, address: str | None) -> str:
        place = parse_place(address)
        return str(place.path) if isinstance(place, LocalPlace) else place.shown

    def create(self, address: str | None, given: Unlocking, *, demo: bool = False) -> str | None:
        place = parse_place(address)
        if not isinstance(place, LocalPlace):
            engine = through(door_to(place, given))
            try:
                if schema.revision(engine) is not None:
                    raise StoreExists(path=place.shown)
                self._build(engine)
            finally:
                engine.dispose()
            return None
        refuse_network_drive(place.path.parent)
        new = create_local_store_files(place.path, Secrets(given.passphrase), demo=demo)
        create_local(place.path, new.key, self._build)
        return new.recovery_code

    def open(self, address: str | None, given: Unlocking) -> SqlStore:
        place = parse_place(address)
        if not isinstance(place, LocalPlace):
            door = door_to(place, given)
            engine = through(door)
            shared = SqlStore(
                engine,
                place.shown,
                self._clock,
                shared_journal(place),
                memory=SealMemory(shared_id(place)),
            )
            try:
                _require_ours(shared)
                _refuse_moved(engine, place.shown)
                shared.server_login, began = _server_login(engine)
                shared.own_password = door if door.by_password else None
                if len(door.address.places) > 1:
                    from db.second_server import SecondServer  # noqa: PLC0415 - most have one

                    shared.second_server = SecondServer(door)
                shared.asking = asking_shared(door)
                if not shared.server_login.runs_server:
                    shared.become_a_person(door.mark, began)
                shared.open_log()
            except BaseException:
                shared.close()
                raise
            return shared
        store = self._open_local(place.path, given)
        try:
            self._bring_up(store)
            _refuse_moved(store.engine, store.shown)
            store.open_log()
        except BaseException:
            store.close()
            raise
        return store

    def keep_key(self, address: str | None, given: Unlocking, passphrase: str | None) -> None:
        path = self._local_path(address)
        keep_key(path, key_of(path, given), Secrets(passphrase))

    def renew_code(
        self, address: str | None, given: Unlocking, shown: Callable[[str], None]
    ) -> None:
        path = self._local_path(address)
        renew_code(path, key_of(path, given), shown)

    def choose_password(self, address: str | None, given: Unlocking, new: str) -> None:
        from db.first_password import choose_password  # noqa: PLC0415 - once in a login's life

        place = parse_place(address)
        if isinstance(place, LocalPlace):
            raise RuleBroken("no-passwords-here")
        choose_password(door_to(place, given), new)

    def upgrade(self, address: str | None, given: Unlocking, now: datetime) -> str:
        place = parse_place(address)
        if isinstance(place, LocalPlace):
            store = self._open_local(place.path, given)
            try:
                schema.refuse_newer(store.engine)
                store.back_up("migration", now)
                schema.upgrade(store.engine)
            finally:
                store.close()
        else:
            engine = through(door_to(place, given))
            try:
                if not _server_login(engine)[0].runs_server:
                    raise UpgradeIsTheServers
                # It would raise the walls of a store that is closed.
                _refuse_moved(engine, place.shown)
                _upgrade_among_others(engine)
            finally:
                engine.dispose()
        return schema.REVISION

    def back_up_to(self, address: str | None, given: Unlocking, target: Path) -> None:
        path = self._local_path(address)
        with StoreLock(path):
            backup_to(path, key_of(path, given), target)

    def newest_backup(self, address: str | None) -> Path | None:
        backups = backups_of(self._local_path(address))
        return backups[-1].path if backups else None

    def restore(
        self, address: str | None, given: Unlocking, backup: Path, now: datetime
    ) -> Path | None:
        path = self._local_path(address)
        if not backup.is_file():
            raise BackupNotThere(path=backup)
        # The key of a practice store lies beside the store, not beside its backups.
        keyed = path if envelope_of(backup).demo and path.exists() else backup
        replaced = restore(backup, path, key_of(keyed, given), now)
        SealMemory(envelope_of(path).store_id).note_restore(now)
        return replaced

    def move(
        self, address: str | None, target: str, given: Unlocking, watcher: MoveWatcher
    ) -> Moved:
        from db.store_moving import move_store  # noqa: PLC0415 - nothing else needs it

        places = parse_place(address), parse_place(target)
        moved = move_store(*places, given, self._clock, watcher)
        # It opens as on any other day, and seals the row of its arrival.
        self.open(target, given).close()
        return moved

    def cancel_move(self, address: str | None, given: Unlocking) -> str:
        from db.store_moving import cancel_move  # noqa: PLC0415 - as above

        return cancel_move(parse_place(address), given, self._clock)

    def _local_path(self, address: str | None) -> Path:
        place = parse_place(address)
        if not isinstance(place, LocalPlace):
            raise BackupIsTheServers(path=place.shown)
        return place.path

    def _open_local(self, path: Path, given: Unlocking) -> SqlStore:
        refuse_network_drive(path.parent)
        key = key_of(path, given)
        lock = StoreLock(path)
        lock.acquire()
        try:
            engine = open_local(path, key)
        except BaseException:
            lock.release()
            raise
        envelope = envelope_of(path)
        store = SqlStore(
            engine,
            str(path),
            self._clock,
            local_journal(path, key),
            # A practice store is copied and made anew at will.
            memory=None if envelope.demo else SealMemory(envelope.store_id),
            lock=lock,
            backups=BackupJob(path, key),
            demo=envelope.demo,
        )
        store.asking = asking_local(envelope, given)
        if not envelope.demo:
            KnownPlaces().note(path, envelope.store_id)
        return store

    def _bring_up(self, store: SqlStore) -> None:
        """Upgrade an older local store, after a backup; refuse one without our tables."""
        if schema.revision(store.engine) is None:
            raise StoreDamaged(path=store.shown)
        try:
            schema.require_current(store.engine)
        except StoreNotUpgraded:
            store.back_up("migration", datetime.now(UTC))
            schema.upgrade(store.engine)

    def _build(self, engine: Engine) -> None:
        """Make the tables and what every store begins with."""
        schema.upgrade(engine)
        now = self._clock.now()
        stamp = {
            "version": 1,
            "created_at": now,
            "created_by": SYSTEM.id,
            "changed_at": now,
            "changed_by": SYSTEM.id,
        }
        with translated(), Session(writer(engine)) as session:
            session.execute(insert(StaffRow), [{"id": SYSTEM.id, **staff_fields(SYSTEM), **stamp}])
            session.commit()


def _upgrade_among_others(engine: Engine) -> None:
    """Upgrade, again where a window that is still open stood in the way: all of it was undone."""
    for _try in range(_TRIES - 1):
        try:
            schema.upgrade(engine)
        except StoreCollided:
            continue
        return
    schema.upgrade(engine)


def _refuse_moved(engine: Engine, path: str) -> None:
    """Open no store that has moved, and none that does not have everything yet."""
    with translated(), engine.connect() as connection:
        if knows_moves(connection):
            refuse_moved(connection, path)


def _server_login(engine: Engine) -> tuple[ServerLogin, datetime]:
    """Ask the server who has signed in, and when; who owns the database, or the server, runs it."""
    asked = (
        "SELECT session_user, pg_has_role(session_user, datdba, 'MEMBER'), clock_timestamp()"
        " FROM pg_database WHERE datname = current_database()"
    )
    with translated(), engine.connect() as connection:
        name, runs_server, its_time = connection.exec_driver_sql(asked).one()
    off = round((datetime.now(UTC) - its_time) / _MINUTE)
    return ServerLogin(name, runs_server, off), its_time


def _require_ours(shared: SqlStore) -> None:
    """Refuse a password that another made, and a server without our tables, or with others."""
    from db.first_password import refuse_newcomer  # noqa: PLC0415 - a local store needs none

    refuse_newcomer(shared.engine)
    if schema.revision(shared.engine) is None:
        raise StoreNotThere(path=shared.shown)
    schema.require_current(shared.engine)
