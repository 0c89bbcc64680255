"""What every store promises of where somebody is signed in, and a server besides."""

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from coordinator.desk import Desk
from coordinator.ports import AuditAction
from coordinator.server_errors import WindowEnded
from coordinator.store_errors import StoreAway
from coordinator.stores import Unlocking
from coordinator.use_cases.sign_ins import begin_sitting, end_other_windows, open_windows
from coordinator.use_cases.signing_in import SYSTEM
from db.store_house import SqlStores
from tests import postgres
from tests.builders import CLOCK, LIS, METTE

GIVEN = Unlocking(login="vikar", password="korrekt hest")


def test_the_last_time_before_is_told_at_whatever_pc_and_of_nobody_else(house):
    desk = house.desk(METTE)
    assert begin_sitting(desk, "a", "KOM-1") is None
    first = begin_sitting(desk, "b", "KOM-2")
    assert (first.pc, first.address) == ("KOM-1", "")
    assert begin_sitting(house.desk(LIS), "c", "KOM-1") is None
    # The same PC again takes the place of what was.
    assert begin_sitting(desk, "d", "KOM-1").pc in {"KOM-1", "KOM-2"}


def test_where_no_server_is_there_is_nothing_else_to_end(local_house):
    assert open_windows(local_house.desk(METTE), "a") == ()
    end_other_windows(local_house.desk(METTE), "a")


@pytest.fixture
def server(own_server, postgres_url):
    """Two PCs of one member of staff at a server, and who runs it."""
    stores = SqlStores(CLOCK)
    stores.create(postgres_url, Unlocking())
    member = replace(METTE, login="vikar")
    master = stores.open(postgres_url, Unlocking())
    with master.begin(SYSTEM, True) as work:
        work.staff.add(member)
        work.commit()
    address = own_server.by_tls("nobody", str(master.engine.url.database))
    made = [master]
    with psycopg.connect(postgres_url, autocommit=True) as line:
        postgres.hire(line, "vikar", "korrekt hest")

        def open_store():
            made.append(stores.open(address, GIVEN))
            return made[-1], Desk(member, made[-1].begin, CLOCK, walled=True)

        yield open_store
        for each in made:
            each.close()
        postgres.dismiss(line, "vikar")


def test_one_sees_where_one_is_signed_in_and_ends_what_is_open_elsewhere(server):
    (home, at_home), (office, at_office) = server(), server()
    assert begin_sitting(at_home, home.mark, "HJEMME-PC") is None
    before = begin_sitting(at_office, office.mark, "KOM-PC-0412")
    assert (before.pc, before.address) == ("HJEMME-PC", "127.0.0.1")
    seen = open_windows(at_office, office.mark)
    assert [(each.pc, each.address, each.program, each.mine) for each in seen] == [
        ("HJEMME-PC", "127.0.0.1", "", False),
        ("KOM-PC-0412", "127.0.0.1", "", True),
    ]
    assert seen[1].since - seen[0].since < timedelta(minutes=1)

    end_other_windows(at_office, office.mark)
    assert [each.mine for each in open_windows(at_office, office.mark)] == [True]
    # The other tries to come back by the password it still has.
    with pytest.raises((StoreAway, WindowEnded)):
        open_windows(at_home, home.mark)
    with pytest.raises(WindowEnded):
        open_windows(at_home, home.mark)
    # Who starts anew has signed in anew, and is let in.
    later, at_later = server()
    assert begin_sitting(at_later, later.mark, "HJEMME-PC").pc == "KOM-PC-0412"
    assert len(open_windows(at_later, later.mark)) == 2


def test_what_is_no_window_of_samplan_is_named_and_ended_too(server, own_server):
    store, desk = server()
    database = str(store.engine.url.database)
    other = psycopg.connect(
        make_conninfo(own_server.address, user="vikar", dbname=database, application_name="psql")
    )
    names = [each.program for each in open_windows(desk, store.mark)]
    assert sorted(names) == ["", "psql"]
    end_other_windows(desk, store.mark)
    with pytest.raises(psycopg.OperationalError):
        other.execute("SELECT 1")
    other.close()


def test_the_log_tells_that_somebody_ended_their_other_windows(memory_house):
    end_other_windows(memory_house.desk(METTE), "a")
    (entry,) = memory_house.log
    assert (entry.action, entry.subject, entry.subject_id, entry.why) == (
        AuditAction.SETTING, "staff", METTE.id, "other windows",
    )  # fmt: skip
