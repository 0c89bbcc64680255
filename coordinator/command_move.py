"""The command that moves a store from a PC to a server, or back."""

import argparse
from pathlib import Path

from coordinator import command_output as output
from coordinator import command_recovery as recovery
from coordinator.danish import whole
from coordinator.i18n import _, ngettext
from coordinator.move_errors import MoveRefused, StoreMoved
from coordinator.moves import Moved, TableSum
from coordinator.store_errors import StoreUnavailable
from coordinator.stores import Stores, Unlocking

_DONE = 0
_REFUSED = 1
_OUT_OF_REACH = 4


def run(asked: argparse.Namespace, stores: Stores, given: Unlocking) -> int:
    """Do ``store move``."""
    if asked.cancel:
        place = stores.cancel_move(asked.store, given)
        output.say(_("The store opens again: {place}").format(place=stores.shown(asked.store)))
        text = _(
            "What was written in {place} since the move is not in it. See that nobody works there, "
            "and delete what is there when it is not needed."
        )
        output.say(text.format(place=place))
        return _DONE
    target = asked.recovery_out.resolve() if asked.recovery_out else None
    if stores.is_local(asked.to) and not stores.exists(asked.to):
        status = recovery.refused(target)
        if status is not None:
            return status
    try:
        moved = stores.move(asked.store, asked.to, given, _Teller(target, aloud=not asked.json))
    except KeyboardInterrupt:
        output.complain(_("Stopped. What has moved is kept."))
    except (MoveRefused, StoreMoved):
        raise
    except StoreUnavailable as error:
        output.complain(error.sentence)
    else:
        output.say_json(_as_json(moved)) if asked.json else _tell(moved, stores)
        return _DONE
    output.complain(_("Run the same command again: it goes on where it stopped."))
    return _OUT_OF_REACH


class _Teller:
    """Tells how far a move has come."""

    def __init__(self, recovery_file: Path | None, *, aloud: bool) -> None:
        self._file, self._aloud = recovery_file, aloud
        self._rows = 0

    def made(self, recovery_code: str) -> None:
        """Show the recovery code of the new store."""
        # What is written as JSON stays JSON.
        recovery.show(recovery_code, self._file, output.say if self._aloud else output.complain)

    def copied(self, table: str, rows: int) -> None:
        """Count, and tell at the end of a table."""
        self._rows += rows
        if rows == 0:
            if self._aloud and self._rows:
                output.say(_("Copied: {table}, {rows}").format(table=table, rows=_rows(self._rows)))
            self._rows = 0

    def compared(self, table: TableSum) -> None:
        """Leave it to the last lines."""


def _tell(moved: Moved, stores: Stores) -> None:
    _tell_compared(moved)
    output.say(_("{source} opens no more, and tells where it went.").format(source=moved.source))
    if stores.is_local(moved.target):
        output.say(
            _(
                "The walls did not come along: whoever opens the new store sees everything in it. "
                "Text that waits unsaved on PCs is not in it; it comes up only where somebody "
                "opens {source} again."
            ).format(source=moved.source)
        )
    else:
        output.say(
            _(
                "The staff came along, but not their logins: make them with “staff open” or “staff "
                "sync”. Take a backup before anybody works."
            )
        )
    if moved.left:
        output.say(_("This is still on the PC:"))
        for each in moved.left:
            output.say(f"  {each}")
        output.say(
            _(
                "Delete it when the new store is in use and has a backup, and with it the key in "
                "this PC's keyring (under Samplan) and the recovery code. Without a key nobody can "
                "read what may be left on the disk."
            )
        )


def _tell_compared(moved: Moved) -> None:
    if not moved.tables:
        output.say(_("Everything had arrived before."))
    else:
        text = _(
            "Moved to {target}: {rows} in {tables} tables. Number and content are the same in both "
            "stores."
        )
        said = {"rows": _rows(moved.rows), "tables": len(moved.tables)}
        output.say(text.format(target=moved.target, **said))
    if moved.seal is not None:
        text = _("The log came along with its chain. The newest seal is number {number}: {hash}")
        output.say(text.format(number=moved.seal.number, hash=moved.seal.hash))
    if moved.log_faults:
        output.complain(
            _("The log was not whole before it moved either. “audit verify” tells where it is not.")
        )


def _rows(count: int) -> str:
    return ngettext("{count} row", "{count} rows", count).format(count=whole(count))


def _as_json(moved: Moved) -> dict[str, object]:
    seal = moved.seal
    return {
        "source": moved.source,
        "target": moved.target,
        "rows": moved.rows,
        "tables": [
            {"table": each.table, "rows": each.rows, "sha256": each.sha256} for each in moved.tables
        ],
        "seal": None
        if seal is None
        else {"number": seal.number, "at": seal.at.isoformat(), "hash": seal.hash},
        "log_faults": moved.log_faults,
        "left": [str(each) for each in moved.left],
    }
