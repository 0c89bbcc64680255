"""A password of one's own, in place of the one that an administrator made and knows."""

import contextlib
from typing import Final

import psycopg
from sqlalchemy import Engine

from coordinator.ids import new_id
from coordinator.passwords import require_password
from coordinator.server_errors import PasswordToChange, StoreClosedNow, StoreForbids
from coordinator.store_errors import StoreAway
from db.errors import translated
from db.server_door import Door
from plans.errors import RuleBroken

_NEWCOMER: Final = (
    "SELECT EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
    " JOIN pg_roles r ON r.oid = m.member"
    " WHERE r.rolname = session_user AND g.rolname = 'samplan_newcomer')"
)


def refuse_newcomer(engine: Engine) -> None:
    """Let nobody in by a password that another made; the server's walls let them see nothing.

    Raises:
        PasswordToChange: they choose their own first.
    """
    with translated(), engine.connect() as connection:
        if connection.exec_driver_sql(_NEWCOMER).scalar():
            raise PasswordToChange


def choose_password(door: Door, new: str) -> None:
    """Take a password of one's own; where this PC keeps the old one, it keeps the new one.

    Raises:
        RuleBroken: ``password-not-new`` and those of ``coordinator.passwords``.
        StoreUnavailable: in one of its kinds.
    """
    with contextlib.closing(door.open()) as line:
        try:
            row = line.execute("SELECT logins.my_name()").fetchone()
            require_password(new, door.login, str((row and row[0]) or ""))
            if door.fits(new):
                raise RuleBroken("password-not-new")
            values = (new_id(), door.verifier(line, new))
            line.execute("SELECT logins.own_password(%s, %s)", values)
            line.commit()
        except psycopg.errors.InsufficientPrivilege:
            raise StoreForbids(path="") from None
        except psycopg.errors.InvalidSchemaName:
            raise StoreClosedNow(path="") from None
        except psycopg.Error:
            raise StoreAway(path="") from None
        door.took(line, new)
