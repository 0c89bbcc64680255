"""Single sign-on against a real KDC: a ticket opens the store, and no password is asked."""

import shutil

import psycopg
import pytest

from coordinator.server_errors import TicketMissing, TicketRefused
from coordinator.stores import ServerLogin, Unlocking
from db.store_house import SqlStores
from tests import kerberos, postgres
from tests.builders import CLOCK
from tests.postgres import HOST


def test_a_ticket_opens_the_store_and_nothing_else_does(
    own_server, postgres_url, tmp_path, monkeypatch
):
    stores = SqlStores(CLOCK)
    stores.create(postgres_url, Unlocking())
    with psycopg.connect(postgres_url, autocommit=True) as line:
        postgres.hire(line, "with_ticket")
        (database,) = line.execute("SELECT current_database()").fetchone()
    address = own_server.by_tls("with_ticket", database)
    settings = own_server.folder / "krb5.conf"
    try:
        with kerberos.realm(tmp_path, settings) as realm:
            monkeypatch.setenv("KRB5_CONFIG", str(settings))
            realm.add_service(f"postgres/{HOST}", tmp_path / "server.keytab")
            keytab = own_server.folder / "server.keytab"
            shutil.copy(tmp_path / "server.keytab", keytab)
            own_server.give(keytab)

            monkeypatch.setenv("KRB5CCNAME", realm.sign_in("with_ticket"))
            store = stores.open(address, Unlocking())
            assert store.server_login == ServerLogin("with_ticket")
            with store.engine.connect() as line:
                told = line.exec_driver_sql(
                    "SELECT principal, encrypted, ssl FROM pg_stat_gssapi JOIN pg_stat_ssl"
                    " USING (pid) WHERE pid = pg_backend_pid()"
                ).one()
            # The ticket tells who; TLS encrypts.
            assert told == ("with_ticket@SAMPLAN.TEST", False, True)
            # An open store hears from the domain whether the ticket still holds.
            assert (store.asks_for, store.proves_by) == ("", "ticket")
            store.try_secret(Unlocking())
            monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path}/none")
            with pytest.raises(TicketMissing):
                store.try_secret(Unlocking())
            monkeypatch.setenv("KRB5CCNAME", realm.sign_in("with_ticket"))
            store.close()

            # A password that an older start kept or a person typed does no harm.
            stores.open(address, Unlocking(password="gammel")).close()

            monkeypatch.setenv("KRB5CCNAME", realm.sign_in("somebody"))
            with pytest.raises(TicketRefused):
                stores.open(address, Unlocking())
            monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path}/none")
            with pytest.raises(TicketMissing):
                stores.open(address, Unlocking())
    finally:
        settings.unlink(missing_ok=True)
        with psycopg.connect(postgres_url, autocommit=True) as line:
            postgres.dismiss(line, "with_ticket")
