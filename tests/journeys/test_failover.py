"""The first of two servers dies while people write: the second goes on, and so do they."""

import os
import sys

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text

from coordinator.desk import Desk
from coordinator.i18n import use_language
from coordinator.reports.shared_citizens import SharedRequest
from coordinator.server_errors import CertificateOtherName
from coordinator.store_errors import StoreAway
from coordinator.stores import Unlocking
from coordinator.use_cases import opening
from coordinator.use_cases.reporting import shared_citizens_table
from coordinator.use_cases.signing_in import SYSTEM
from db.store_house import SqlStores
from plans.people import ServiceArea
from tests import colleagues, pair
from tests.builders import CLOCK, TODAY
from tests.drill.failover import taken_over


@pytest.fixture
def two_servers(monkeypatch, tmp_path):
    if not sys.platform.startswith("linux") or "SAMPLAN_TEST_POSTGRES" in os.environ:
        pytest.skip("it kills servers of its own, process by process")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    # Nobody waits here for what spreads people in use.
    monkeypatch.setattr("ui.screens.plan.autosave.RETRY", 0.2)
    monkeypatch.setattr("db.listener._AGAIN_S", (0.05, 0.1))
    with pair.two_servers(3) as two:
        yield two
    use_language("da")


@pytest.fixture
def loads(two_servers, monkeypatch):
    """The store as the login of loads has it, which makes the figures."""
    monkeypatch.setattr("db.second_server._PATIENCE_S", 0.05)
    with psycopg.connect(two_servers.first.address, autocommit=True) as line:
        make = sql.SQL("CREATE ROLE system LOGIN PASSWORD {} IN ROLE samplan_batch")
        line.execute(make.format(sql.Literal(colleagues.PASSWORD)))
    given = Unlocking(login=SYSTEM.login, password=colleagues.PASSWORD)
    store = SqlStores(CLOCK).open(two_servers.address, given)
    yield store
    store.close()


def reads_a_copy(store):
    with store.begin_report(SYSTEM) as work:
        return work._state.session.execute(text("SELECT pg_is_in_recovery()")).scalar()


def say(server, deed):
    with psycopg.connect(server.address, autocommit=True) as line:
        line.execute(deed)


def long_reading_is_at_the_second(two_servers, loads):
    desk = Desk(SYSTEM, loads.begin, CLOCK, walled=True, begin_report=loads.begin_report)
    areas = (ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL)
    assert reads_a_copy(loads)
    table = shared_citizens_table(desk, SharedRequest(areas, TODAY.replace(month=10, day=1)))
    assert table.rows
    # A copy that does not show what was kept is of no use.
    say(two_servers.second, "SELECT pg_wal_replay_pause()")
    say(two_servers.first, "CREATE ROLE later")
    assert not reads_a_copy(loads)
    say(two_servers.second, "SELECT pg_wal_replay_resume()")
    assert reads_a_copy(loads)


def test_a_window_goes_on_at_the_second_server_and_nothing_is_lost(qapp, two_servers, loads):
    long_reading_is_at_the_second(two_servers, loads)
    found = taken_over(two_servers, decision=0.0, writers=range(2, 3))
    assert not found.wrong
    assert found.words_kept
    (told,) = found.shown
    assert told.startswith("Ingen forbindelse – gemt på denne pc kl. ")
    with pytest.raises(StoreAway):
        reads_a_copy(loads)  # the line that broke
    assert not reads_a_copy(loads)
    # The second is believed for its own certificate alone.
    second = two_servers.second
    second.authority.issue(second.folder, pair.FIRST)
    second.set()
    who = colleagues.member(2)
    engine = colleagues.engine_of(who, two_servers.address)
    with pytest.raises(CertificateOtherName):
        opening.read_plan(colleagues.desk_at(engine, who), colleagues.plan_id(2))
