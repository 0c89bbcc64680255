"""Turn what the drivers raise into our own errors, once and without the values they quote."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from coordinator.server_errors import StoreClosedNow, StoreForbids
from coordinator.store_errors import (
    LoginRefused,
    StoreAway,
    StoreBusy,
    StoreCollided,
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
)

_SQLITE: Final[dict[str, type[StoreUnavailable]]] = {
    "SQLITE_BUSY": StoreBusy,
    "SQLITE_LOCKED": StoreBusy,
    "SQLITE_FULL": StoreFull,
    "SQLITE_NOTADB": StoreDamaged,
    "SQLITE_CORRUPT": StoreDamaged,
    "SQLITE_READONLY": StoreReadOnly,
    "SQLITE_PERM": StoreReadOnly,
    "SQLITE_CANTOPEN": StoreAway,
    "SQLITE_IOERR": StoreAway,
}
# By the first characters of SQLSTATE; the longest that fits decides.
_POSTGRES: Final[dict[str, type[StoreUnavailable]]] = {
    "08": StoreAway,  # connection
    "28": LoginRefused,
    "3D000": LoginRefused,  # no such database
    "42501": StoreForbids,  # insufficient privilege
    "25006": StoreReadOnly,
    "25P03": StoreAway,  # idle in transaction for too long
    "3F000": StoreClosedNow,  # the schemas of the walls are not there
    "40": StoreBusy,
    "40001": StoreCollided,  # could not be put in an order with another
    "40P01": StoreCollided,  # each waited for the other
    "53100": StoreFull,
    "53": StoreAway,  # out of memory, too many connections
    "55P03": StoreBusy,  # lock not available
    "57014": StoreBusy,  # statement took too long
    "57": StoreAway,  # the server is stopping
    "58": StoreAway,
    "XX000": StoreBusy,  # the server's own trouble, such as a file that may not grow
    "XX001": StoreDamaged,
    "XX002": StoreDamaged,
}

_FILES: Final[dict[int, type[StoreUnavailable]]] = {
    errno.ENOSPC: StoreFull,
    errno.EDQUOT: StoreFull,
    errno.EACCES: StoreReadOnly,
    errno.EPERM: StoreReadOnly,
    errno.EROFS: StoreReadOnly,
    errno.EIO: StoreAway,
}


class ConstraintBroken(Exception):
    """The store refused a row; ``constraint`` names the rule where the engine tells.

    The driver's text quotes the row's values, so it is not passed on.
    """

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint: Final = constraint


class AlreadyThere(ConstraintBroken):
    """A row with the same key or number is there: somebody was a moment earlier."""


@contextlib.contextmanager
def translated(path: Path | None = None) -> Iterator[None]:
    """Let the drivers' and the disk's errors leave as ``StoreUnavailable`` or ``ConstraintBroken``.

    What neither covers (a wrong statement: our own mistake) passes unchanged.
    """
    try:
        yield
    except IntegrityError as error:
        broken = AlreadyThere if _is_taken(error.orig) else ConstraintBroken
        raise broken(_constraint(error.orig)) from None
    except (DBAPIError, PoolTimeout, OSError, sqlcipher.Error) as error:
        if (kind := _kind(error)) is None:
            raise
        raise kind(path=path or "") from None


@contextlib.contextmanager
def translated_raw() -> Iterator[None]:
    """Let the server's driver's own errors leave so too, where it is used past SQLAlchemy."""
    try:
        yield
    except Exception as error:
        if (kind := _postgres_kind(error)) is None:
            raise
        raise kind(path="") from None


def _kind(error: Exception) -> type[StoreUnavailable] | None:
    if isinstance(error, PoolTimeout):
        return StoreBusy
    if isinstance(error, OSError):
        return _FILES.get(error.errno or 0)
    if isinstance(error, DBAPIError):
        away = StoreAway if error.connection_invalidated else None
        return _sqlite_kind(error.orig) or _postgres_kind(error.orig) or away
    return _sqlite_kind(error)


def _sqlite_kind(error: BaseException | None) -> type[StoreUnavailable] | None:
    name = getattr(error, "sqlite_errorname", None) or ""
    # Extended names add to the first two words: SQLITE_IOERR_FSYNC.
    return _SQLITE.get("_".join(name.split("_")[:2]))


def _postgres_kind(error: BaseException | None) -> type[StoreUnavailable] | None:
    if error is None or not hasattr(error, "sqlstate"):
        return None
    state: str | None = error.sqlstate
    if state is None:  # psycopg's own: it could not connect, or the line broke
        return LoginRefused if "authentication failed" in str(error) else StoreAway
    fits = [prefix for prefix in _POSTGRES if state.startswith(prefix)]
    return _POSTGRES[max(fits, key=len)] if fits else None


def _is_taken(error: BaseException | None) -> bool:
    if getattr(error, "sqlstate", None) == "23505":
        return True
    # SQLCipher's driver names no kind of constraint; what follows in the text is our own names.
    return str(error).startswith("UNIQUE constraint failed")


def _constraint(error: BaseException | None) -> str:
    told = getattr(getattr(error, "diag", None), "constraint_name", None)
    if told is not None:
        return str(told)
    # SQLite: "UNIQUE constraint failed: table.column"; the names are ours, no value is quoted.
    return str(error).rpartition(": ")[2]
