"""See on a line to a server that was opened anew that the store is still the one we opened."""

from typing import Any, Final

import psycopg

from coordinator.store_errors import StoreAway, StoreUnavailable
from db import move_marks, schema

_MARKS: Final = "SELECT direction, place, state FROM public.store_move WHERE state <> 'cancelled'"


def see_still_ours(line: psycopg.Connection[Any], shown: str) -> None:
    """Refuse, and close, a line to a store that was upgraded or moved since it was opened.

    Raises:
        StoreNewer, StoreMoved, StoreMoving: what became of it.
        StoreAway: the line broke at once.
    """
    try:
        row = line.execute("SELECT version_num FROM public.alembic_version").fetchone()
        schema.require_revision(row and row[0])
        move_marks.refuse(line.execute(_MARKS).fetchall(), shown)
        line.rollback()
    except StoreUnavailable:
        line.close()
        raise
    except psycopg.Error:
        line.close()
        raise StoreAway(path=shown) from None
