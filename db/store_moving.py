"""Open the two stores of a move, make the new one where it is missing, and close both after."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coordinator.move_errors import MoveDraftsWaiting, MoveSameKind
from coordinator.moves import Moved, MoveWatcher
from coordinator.ports import Clock
from coordinator.stores import Unlocking
from db import schema
from db.backup import backup_folder
from db.engine import companions, create_local, open_local, through
from db.envelope import envelope_path
from db.journal import local_journal
from db.keys import Secrets, create_local_store_files
from db.lock import StoreLock
from db.moving import Move, Side, cancel
from db.opening import door_to, key_of
from db.places import LocalPlace, Place, SharedPlace, refuse_network_drive


def move_store(
    source: Place, target: Place, given: Unlocking, clock: Clock, watcher: MoveWatcher
) -> Moved:
    """Move everything from one place to the other; see ``coordinator.stores.Stores.move``."""
    if isinstance(source, LocalPlace) is isinstance(target, LocalPlace):
        raise MoveSameKind
    with _opened(source, given) as old:
        old.require_ready()
        old.require_free_for(_shown(target))
        if isinstance(source, LocalPlace):
            _require_no_drafts(source.path, key_of(source.path, given))
        _make_missing(target, given, watcher)
        with _opened(target, given) as new:
            sums, log = Move(old, new, clock, watcher).run()
    left = _files_of(source.path) if isinstance(source, LocalPlace) else ()
    return Moved(_shown(source), _shown(target), sums, log.seal, len(log.faults), left)


def cancel_move(place: Place, given: Unlocking, clock: Clock) -> str:
    """Take a store into use again; see ``coordinator.stores.Stores.cancel_move``."""
    with _opened(place, given) as side:
        return cancel(side, clock)


@contextmanager
def _opened(place: Place, given: Unlocking) -> Iterator[Side]:
    """Open a store for the move alone, whatever its marks say."""
    if isinstance(place, SharedPlace):
        engine = through(door_to(place, given))
        try:
            yield Side(engine, place.shown, place.shown)
        finally:
            engine.dispose()
        return
    refuse_network_drive(place.path.parent)
    key = key_of(place.path, given)
    with StoreLock(place.path):
        engine = open_local(place.path, key)
        try:
            # A path may name a person, and the log and a server's tables are read by many.
            yield Side(engine, str(place.path), place.path.name)
        finally:
            engine.dispose()


def _make_missing(place: Place, given: Unlocking, watcher: MoveWatcher) -> None:
    """Make the new store's tables where there are none, and nothing in them."""
    if isinstance(place, SharedPlace):
        engine = through(door_to(place, given))
        try:
            if schema.revision(engine) is None:
                Side(engine, place.shown, place.shown).require_superuser()
                schema.upgrade(engine)
        finally:
            engine.dispose()
    elif not place.path.exists():
        refuse_network_drive(place.path.parent)
        new = create_local_store_files(place.path, Secrets(given.passphrase))
        create_local(place.path, new.key, schema.upgrade)
        watcher.made(new.recovery_code)


def _require_no_drafts(path: Path, key: bytes) -> None:
    """Leave no text behind that somebody wrote and the store does not have."""
    journal = local_journal(path, key)
    try:
        count = journal.plans_waiting()
    finally:
        journal.close()
    if count:
        raise MoveDraftsWaiting(count=count, path=path.with_name(f"{path.name}.drafts"))


def _files_of(path: Path) -> tuple[Path, ...]:
    """Name what is left of a local store on this PC."""
    drafts = path.with_name(f"{path.name}.drafts")
    named = (path, *companions(path), envelope_path(path), drafts, backup_folder(path))
    return tuple(each for each in named if each.exists())


def _shown(place: Place) -> str:
    return str(place.path) if isinstance(place, LocalPlace) else place.shown
