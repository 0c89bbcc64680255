"""The walls of a shared store: roles, policies, doors and guards, raised anew from their files.

Alembic keeps the tables; what ``db/policies`` keeps is derived from them, so after each upgrade all
of it is taken down and raised as the files say. Tickets end then, and of who wrote in a plan since
its last approved version those are known who stand in its rows and among its authors.
"""

from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text

from db.errors import translated_raw
from plans import transitions

_PLACE: Final = Path(__file__).resolve().parent / "policies"
_BARE: Final = _PLACE / "00_bare.sql"
_TELLS_OF_MOVES: Final = (
    "GRANT SELECT (direction, place, state) ON public.store_move TO samplan_staff, samplan_batch,"
    " samplan_administrator, samplan_auditor"
)


def take_down(connection: Connection) -> None:
    """Take all walls away, so that tables can change beneath them; nobody sees a row then."""
    if _is_server(connection):
        _run(connection, _BARE)


def shut(connection: Connection) -> None:
    """Take all walls away, and let everybody who opens the store read where it moves."""
    take_down(connection)
    if _is_server(connection):
        connection.execute(text(_TELLS_OF_MOVES))


def raise_walls(connection: Connection) -> None:
    """Raise all walls of a shared store, where none stand, as the files say."""
    if not _is_server(connection):
        return
    for each in sorted(set(_PLACE.glob("*.sql")) - {_BARE}):
        _run(connection, each)
    for name, ways in (("plan_step", transitions.PLAN), ("staff_task_way", transitions.TASK)):
        steps = [
            {"old": old.value, "new": new.value}
            for old, following in ways.items()
            for new in following
        ]
        statement = f"INSERT INTO access.{name} (old_status, new_status) VALUES (:old, :new)"  # noqa: S608
        connection.execute(text(statement), steps)


def _is_server(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _run(connection: Connection, path: Path) -> None:
    """Run a file of several statements, as the driver itself takes it."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    with translated_raw(), closing(raw.cursor()) as cursor:
        cursor.execute(path.read_text(encoding="utf-8"))
