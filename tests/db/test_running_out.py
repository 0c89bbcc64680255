"""What runs out soon is told to who can exchange it, and a machine's password does run out."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from coordinator.i18n import use_language
from coordinator.running_out_wording import running_out_sentences
from coordinator.stores import RunningOut, Unlocking
from db import running_out
from db.store_house import SqlStores
from tests import postgres
from tests.builders import CLOCK

NOTHING = Unlocking()
AT = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def server(own_server, postgres_url):
    """A store at a server with a login for loads, and a line of who runs it."""
    stores = SqlStores(CLOCK)
    stores.create(postgres_url, Unlocking())
    with psycopg.connect(postgres_url, autocommit=True) as line:
        postgres.hire(line, "loads_by_night", "korrekt hest")
        line.execute("REVOKE samplan_staff FROM loads_by_night")
        line.execute("GRANT samplan_batch TO loads_by_night")
        (database,) = line.execute("SELECT current_database()").fetchone()

        def told(address=postgres_url, given=NOTHING):
            store = stores.open(address, given)
            try:
                return {each.name: each for each in store.running_out()}
            finally:
                store.close()

        yield line, told, own_server.by_tls("loads_by_night", database)
        postgres.dismiss(line, "loads_by_night")


def test_a_machines_password_is_told_when_it_never_ends_or_ends_soon(server):
    line, told, _theirs = server
    assert told()["loads_by_night"].until is None
    for days, soon in ((400, False), (44, True), (-1, True)):
        until = datetime.now(UTC) + timedelta(days)
        line.execute(f"ALTER ROLE loads_by_night VALID UNTIL '{until.isoformat()}'")
        assert ("loads_by_night" in told()) is soon


def test_the_machine_itself_hears_of_its_own_password_alone(server):
    line, told, theirs = server
    given = Unlocking(password="korrekt hest")
    assert told(theirs, given) == {}
    until = datetime.now(UTC) + timedelta(30)
    line.execute(f"ALTER ROLE loads_by_night VALID UNTIL '{until.isoformat()}'")
    assert told(theirs, given) == {
        "loads_by_night": RunningOut("password", "loads_by_night", until)
    }


def test_a_certificate_that_runs_out_is_told_by_the_servers_setting(server, monkeypatch):
    _line, told, _theirs = server
    assert "ssl_cert_file" not in told()
    monkeypatch.setattr(running_out, "_SOON", timedelta(days=366))
    assert told()["ssl_cert_file"].kind == "certificate"


def test_each_is_said_with_what_to_do():
    use_language("da")
    certificate, soon, endless = running_out_sentences(
        [
            RunningOut("certificate", "ssl_cert_file", AT),
            RunningOut("password", "system", AT),
            RunningOut("password", "system", None),
        ]
    )
    assert "ssl_cert_file" in certificate
    assert "24-12-2026" in certificate
    assert "24-12-2026" in soon
    assert "staff open --login system" in soon
    assert "staff open --login system" in endless
