"""Long reading at the second server of a shared store, while the first takes what is written."""

import time
from contextlib import suppress
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, Engine

from coordinator.store_errors import StoreUnavailable
from db.engine import through
from db.errors import translated
from db.server_address import ServerAddress
from db.server_door import Door

_WHICH: Final = "target_session_attrs"
# How long a copy may need until it shows what the first server had when it was asked.
_PATIENCE_S: Final = 2.0
_MOMENT_S: Final = 0.02
# Transactions are counted by the first server; a copy tells how far it has none under way.
_KEPT: Final = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
_SHOWS: Final = (
    "SELECT pg_is_in_recovery(), pg_snapshot_xmin(pg_current_snapshot()) >= CAST(%(kept)s AS xid8)"
)


class SecondServer:
    """The copy that stands in an address of several servers, for reading that takes long.

    It is used only when it shows all that was kept when it was asked, so that nobody need be told
    of what moment a report is. One that is away, or too far behind, is left alone.
    """

    def __init__(self, door: Door) -> None:
        self._door = door.beside(_for_reading(door.address))
        self._engine: Engine | None = None

    def engine(self, first: Engine) -> Engine | None:
        """Give the engine of a copy that has what the first server has; None when there is none.

        Raises:
            StoreUnavailable: when the first server is away.
        """
        with translated(), first.connect() as connection:
            kept = connection.exec_driver_sql(_KEPT).scalar()
        if self._engine is None:
            self._engine = through(self._door)
        with suppress(StoreUnavailable), translated(), self._engine.connect() as connection:
            if _shows(connection.execution_options(isolation_level="AUTOCOMMIT"), kept):
                return self._engine
        return None

    def close(self) -> None:
        """Give its lines back."""
        if self._engine is not None:
            self._engine.dispose()


def _shows(connection: Connection, kept: object) -> bool:
    """Wait a moment until a copy shows what was kept; False when it is no copy, or late."""
    end = time.monotonic() + _PATIENCE_S
    while True:
        is_copy, shows = connection.exec_driver_sql(_SHOWS, {"kept": kept}).one()
        if not is_copy or shows or time.monotonic() > end:
            return bool(is_copy and shows)
        time.sleep(_MOMENT_S)


def _for_reading(address: ServerAddress) -> ServerAddress:
    """Give the same address, of whichever server is a copy."""
    others = tuple(each for each in address.more if each[0] != _WHICH)
    return replace(address, more=(*others, (_WHICH, "prefer-standby")))
