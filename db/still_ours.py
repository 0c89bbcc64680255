"""See on a line to a server that was opened anew that the store is still the one we opened."""

from datetime import datetime
from typing import Any, Final

import psycopg

from coordinator.server_errors import WindowEnded
from coordinator.store_errors import StoreAway, StoreUnavailable
from db import move_marks, schema

_MARKS: Final = "SELECT direction, place, state FROM public.store_move WHERE state <> 'cancelled'"
# One's own rows alone are seen; a program that began after the end is none of those ended.
_ENDED: Final = (
    "SELECT EXISTS (SELECT FROM public.sign_in WHERE staff_id = access.me()"
    " AND ended_at > %s AND kept_mark <> %s)"
)


def see_still_ours(
    line: psycopg.Connection[Any], shown: str, mark: str = "", since: datetime | None = None
) -> None:
    """Refuse, and close, a line to a store that was upgraded or moved since it was opened.

    So is the line of a program that its own person ended at another PC: the one with this
    ``mark``, open ``since``.

    Raises:
        WindowEnded: that.
        StoreNewer, StoreMoved, StoreMoving: what became of it.
        StoreAway: the line broke at once.
    """
    try:
        row = line.execute("SELECT version_num FROM public.alembic_version").fetchone()
        schema.require_revision(row and row[0])
        move_marks.refuse(line.execute(_MARKS).fetchall(), shown)
        if since is not None:
            ended = line.execute(_ENDED, (since, mark)).fetchone()
            if ended and ended[0]:
                raise WindowEnded
        line.rollback()
    except StoreUnavailable:
        line.close()
        raise
    except psycopg.Error:
        line.close()
        raise StoreAway(path=shown) from None
