"""The shared store's engine on a real server."""

import os
import re
import signal
import subprocess

import psycopg
import pytest
from sqlalchemy import Engine, make_url, text

from coordinator.server_errors import DatabaseNotThere
from coordinator.store_errors import StoreAddressWrong, StoreAway, StoreBusy
from db.engine import health, open_shared, writer
from db.errors import ConstraintBroken, translated
from tests import postgres


def test_every_test_gets_an_empty_database(postgres_store: Engine) -> None:
    with postgres_store.begin() as connection:
        assert (
            connection.execute(
                text("SELECT count(*) FROM pg_tables WHERE schemaname='public'")
            ).scalar()
            == 0
        )
        connection.execute(text("CREATE TABLE only_here (x int)"))


def test_time_outs_and_utc_are_asked_of_the_server(postgres_store: Engine) -> None:
    with postgres_store.connect() as connection:
        told = {
            name: connection.execute(text(f"SHOW {name}")).scalar()
            for name in (
                "statement_timeout",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
                "timezone",
                "application_name",
            )
        }
    # Everybody on the server can read it: a mark of chance, and nothing of who or where.
    assert re.fullmatch("samplan [0-9a-f]{8}", told.pop("application_name"))
    assert told == {
        "statement_timeout": "1min",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "2min",
        "timezone": "UTC",
    }


def test_a_writer_is_the_same_store(postgres_store: Engine) -> None:
    with writer(postgres_store).begin() as connection:
        connection.execute(text("CREATE TABLE t (x int)"))
        connection.execute(text("INSERT INTO t VALUES (1)"))
    with postgres_store.connect() as connection:
        assert connection.execute(text("SELECT x FROM t")).scalar() == 1


def test_a_line_cut_by_the_server_is_away_and_comes_back_by_itself(postgres_store: Engine) -> None:
    with postgres_store.connect() as other, postgres_store.connect() as victim:
        pid = victim.execute(text("SELECT pg_backend_pid()")).scalar()
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        with pytest.raises(StoreAway), translated():
            victim.execute(text("SELECT 1"))
    with translated(), postgres_store.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1


def test_no_server_is_away() -> None:
    engine = open_shared("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StoreAway), translated():
        engine.connect()
    engine.dispose()


def test_an_unknown_database_is_told_as_that(postgres_url: str) -> None:
    engine = open_shared(postgres_url.replace("samplan_test_", "no_such_"))
    with pytest.raises(DatabaseNotThere):
        engine.connect()
    engine.dispose()


def test_a_lock_held_by_another_is_busy(postgres_url: str, postgres_store: Engine) -> None:
    impatient = open_shared(postgres_url)
    with postgres_store.begin() as connection:
        connection.execute(text("CREATE TABLE t (x int)"))
    with postgres_store.begin() as holder:
        holder.execute(text("LOCK TABLE t"))
        with impatient.connect() as waiter:
            waiter.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(StoreBusy), translated():
                waiter.execute(text("LOCK TABLE t"))
    impatient.dispose()


def test_a_refused_row_names_the_rule_and_no_value(postgres_store: Engine) -> None:
    with postgres_store.begin() as connection:
        connection.execute(text("CREATE TABLE t (x text CONSTRAINT one_x UNIQUE)"))
        connection.execute(text("INSERT INTO t VALUES ('secret-value')"))
    with (
        postgres_store.connect() as connection,
        pytest.raises(ConstraintBroken) as caught,
        translated(),
    ):
        connection.execute(text("INSERT INTO t VALUES (:x)"), {"x": "secret-value"})
    assert caught.value.constraint == "one_x"
    assert "secret-value" not in repr(caught.value)
    assert caught.value.__suppress_context__


def test_a_server_that_answers_is_healthy(postgres_store: Engine) -> None:
    assert health(postgres_store) == ()


def test_other_databases_are_no_shared_store() -> None:
    with pytest.raises(StoreAddressWrong):
        open_shared("mysql://localhost/samplan")


def test_the_end_of_a_run_by_a_signal_reaches_the_clean_up(postgres_server: str) -> None:
    if os.environ.get("SAMPLAN_TEST_POSTGRES"):
        pytest.skip("the server is not ours to stop")
    assert signal.getsignal(signal.SIGTERM) is signal.default_int_handler


@pytest.mark.skipif(os.name == "nt", reason="there a server is stopped by its process")
def test_a_server_ends_with_the_process_that_started_it() -> None:
    with subprocess.Popen(
        ["/bin/sh", "-c", postgres.UNTIL_CLOSED, "sh", "sleep", "60"], stdin=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) == -signal.SIGQUIT


def test_over_the_network_the_test_server_speaks_tls_as_in_use(
    own_server: postgres.Server, postgres_url: str
) -> None:
    database = make_url(postgres_url).database
    assert database is not None
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE ROLE birgit LOGIN PASSWORD 'korrekt hest'")
    try:
        address = own_server.by_tls("birgit", database)
        with psycopg.connect(address, password="korrekt hest", sslmode="verify-full") as line:
            row = line.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            assert row.fetchone() == (True,)
        with pytest.raises(psycopg.OperationalError, match="no encryption"):
            psycopg.connect(address, password="korrekt hest", sslmode="disable")
    finally:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("DROP ROLE birgit")
