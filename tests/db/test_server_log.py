"""The log that the server enforces: written by its door alone, and never changed."""

import random
import threading
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry
from coordinator.use_cases import log_control, verifying
from db.engine import as_person, open_shared
from db.tables.house import AuditRow, AuditSealRow
from db.unit_of_work import SqlUnitOfWork
from plans.errors import RuleBroken
from plans.log_chain import Break, faults_in
from plans.log_control import Verdict
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    CLOCK,
    DORTE,
    IDA,
    JENS,
    KARLA,
    METTE,
    citizen,
    full_citizen,
    identity,
    plan,
)
from tests.tampering import any_row

ROW = "id, at, staff_id, staff_name, role, action, citizen_id, subject, subject_id, why, related"
PUT = "SELECT log.put(gen_random_uuid(), 'view', CAST(:who AS uuid), 'plan', NULL, 'æ', :related)"


@pytest.fixture
def house(shared_house):
    """Mette has Bo's plan; Karla is nobody's."""
    with shared_house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.citizens.add(full_citizen())
        work.plans.add(plan())
        work.commit()
    return shared_house


@contextmanager
def psql(house, member=METTE):
    """Somebody in staff with a command line and their own login."""
    with house.persons[member.login].begin() as connection:
        yield connection


def put(house, member=METTE, who=BO, *, related=True):
    with psql(house, member) as connection:
        connection.execute(text(PUT), {"who": identity(who), "related": related})


def rows(house):
    with house.begin(METTE, False) as work:
        return list(work.sealed_log.rows())


def faults(house):
    with house.begin(METTE, False) as work:
        return list(faults_in(work.sealed_log.seals(), work.sealed_log.rows()))


def refused(house, statement, member=METTE, **values) -> str:
    with pytest.raises(DBAPIError) as caught, psql(house, member) as connection:
        connection.execute(text(statement), values)
    return caught.value.orig.sqlstate


def test_server_and_program_give_any_row_the_same_hash(house):
    chance = random.Random(8)
    asked = text(
        "SELECT log.row_hash(:id, :at, :staff_id, :staff_name, :role, :action, :citizen_id,"
        " :subject, :subject_id, :why, :related, CAST(:transaction AS bigint))"
    )
    made = [any_row(chance) for _turn in range(60)]
    with house.engine.connect() as connection:
        for row in made:
            names = (*ROW.split(", "), "transaction")
            values = {name: getattr(row, name) for name in names}
            assert connection.execute(asked, values).scalar() == row.hash


def test_who_when_and_how_one_stands_are_the_servers(house):
    for who in (BO, KARLA):
        put(house, METTE, who)
    bo, karla = sorted(rows(house), key=lambda row: row.related, reverse=True)
    assert (bo.staff_id, bo.staff_name, bo.role) == (METTE.id, METTE.name, "caseworker")
    with house.engine.connect() as connection:
        assert bo.at == connection.execute(text("SELECT at FROM access.fixed_time")).scalar_one()
    assert (bo.related, karla.related, karla.citizen_id) == (True, False, identity(KARLA))
    assert bo.transaction != karla.transaction
    assert faults(house) == []


@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT INTO audit ({ROW}) SELECT {ROW} FROM audit",
        "INSERT INTO audit (id) VALUES (gen_random_uuid())",
        "UPDATE audit SET why = 'noget andet'",
        "UPDATE audit SET seal = NULL",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "SELECT hash FROM audit",
        "SELECT tx FROM audit",
        "SELECT seal FROM audit",
        "SELECT * FROM audit_seal",
        "INSERT INTO audit_seal VALUES (9, now(), 1, '', '', '')",
        "DELETE FROM audit_seal",
        "LOCK TABLE audit_seal IN SHARE ROW EXCLUSIVE MODE",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "SET ROLE samplan_log",
        "SELECT log.hash_row()",
        "SELECT log.row_hash(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1)",
    ],
)
def test_nobody_in_staff_writes_changes_or_counts_the_log(house, statement):
    put(house)
    for member in (METTE, BIRGER):
        assert refused(house, statement, member) in {"42501", "0A000"}


@pytest.mark.parametrize("role", ["", "samplan_log", "samplan_owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET why = 'noget andet'",
        "UPDATE audit SET seal = NULL",
        "UPDATE audit SET seal = 7",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "UPDATE audit_seal SET n = 0",
        "DELETE FROM audit_seal",
        f"INSERT INTO audit ({ROW}, hash) SELECT gen_random_uuid(), {ROW[4:]}, hash FROM audit",
    ],
)
def test_not_even_the_owner_or_the_servers_master_changes_the_log(house, statement, role):
    put(house)
    with psql(house) as connection:
        assert connection.execute(text("SELECT log.seal()")).scalar() is True
    with house.engine.connect() as connection:
        if role:
            connection.execute(text(f"SET LOCAL ROLE {role}"))
        with pytest.raises(DBAPIError) as caught:
            connection.execute(text(statement))
    assert caught.value.orig.sqlstate == "42501"
    assert faults(house) == []


def test_an_open_transaction_of_a_client_holds_no_seal_and_no_writer_up(house):
    put(house, JENS)
    with psql(house) as connection:
        connection.execute(text(PUT), {"who": identity(BO), "related": True})
        with psql(house, JENS) as other:
            assert other.execute(text("SELECT log.seal()")).scalar() is True
        put(house, JENS)
    with psql(house, JENS) as other:
        assert other.execute(text("SELECT log.seal()")).scalar() is True
        assert other.execute(text("SELECT log.seal()")).scalar() is False
    assert sorted(row.seal for row in rows(house)) == [1, 2, 2]
    assert faults(house) == []


def test_two_who_seal_at_once_make_one_chain(house):
    for _turn in range(20):
        put(house)

    def seal() -> None:
        with SqlUnitOfWork(house.persons["jens"], JENS, CLOCK) as work:
            work.sealed_log.seal()
            work.commit()

    threads = [threading.Thread(target=seal) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {row.seal for row in rows(house)} == {1}
    assert faults(house) == []


def test_what_is_rolled_back_leaves_no_row_and_no_gap(house):
    put(house)
    with house.persons["mette"].connect() as connection:
        connection.execute(text(PUT), {"who": identity(BO), "related": True})
        connection.execute(text("SELECT log.seal()"))
        connection.rollback()
    put(house)
    with psql(house) as connection:
        connection.execute(text("SELECT log.seal()"))
    assert [row.seal for row in rows(house)] == [1, 1]
    assert faults(house) == []


def test_one_reads_the_own_rows_those_of_ones_citizens_and_of_the_unit(house):
    put(house, METTE, BO)
    put(house, JENS, KARLA)
    put(house, AMIRA, KARLA)
    put(house, AMIRA, BO)

    def seen(member):
        with psql(house, member) as connection:
            found = connection.execute(text("SELECT staff_name FROM audit ORDER BY 1")).scalars()
            return [name.split()[0] for name in found]

    assert seen(METTE) == ["Amira", "Mette"]
    assert seen(AMIRA) == ["Amira", "Amira", "Mette"]
    assert seen(IDA) == []
    assert seen(BIRGER) == ["Amira", "Jens", "Mette"]


def test_a_lead_sees_whom_the_unit_looked_at_and_nobody_else_does(house):
    put(house, METTE, KARLA)
    put(house, AMIRA, KARLA)
    put(house, BIRGER, KARLA)
    asked = "SELECT staff_name, citizen_name FROM log.looks('2020-01-01', '2040-01-01', 40)"
    for member, told in ((BIRGER, [(METTE.name, full_citizen().name)]), (METTE, [])):
        with psql(house, member) as connection:
            assert [tuple(line) for line in connection.execute(text(asked))] == told


@pytest.fixture
def dorte(house):
    """The auditor with a login of her own."""
    with house.begin(METTE, True) as work:
        work.staff.add(DORTE)
        work.commit()
    with house.engine.begin() as connection:
        known = connection.exec_driver_sql("SELECT FROM pg_roles WHERE rolname = 'dorte'").first()
        if known is None:
            connection.exec_driver_sql("CREATE ROLE dorte LOGIN IN ROLE samplan_auditor")
    address = house.engine.url.set(username="dorte").render_as_string(hide_password=False)
    engine = as_person(open_shared(address.replace("+psycopg", "")))
    yield Desk(DORTE, partial(_begin, engine), CLOCK)
    engine.dispose()


def _begin(engine, member, writes):
    return SqlUnitOfWork(engine, member, CLOCK, writes=writes)


def test_only_the_auditor_verifies_the_log_of_a_server(house, dorte):
    put(house)
    with pytest.raises(RuleBroken, match="log-auditor-only"):
        verifying.verify_log(house.desk(BIRGER))
    found = verifying.verify_log(dorte)
    # One of the deed, and one of the refusal.
    assert (found.whole, found.rows, found.unsealed) == (True, 2, 2)
    with dorte.start_work() as work:
        assert work.sealed_log.seal()
        work.commit()
    assert verifying.verify_log(dorte, [found.newest] if found.newest else []).seals == 1
    with house.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("UPDATE audit SET why = 'noget andet' WHERE seal = 1")
    assert {fault.kind for fault in verifying.verify_log(dorte).faults} == {Break.ROW_ALTERED}


def test_the_auditor_controls_the_leads_and_reads_their_verdicts(house, dorte):
    put(house, BIRGER, KARLA, related=False)
    put(house, METTE, KARLA, related=False)
    found = log_control.control_week(dorte, CLOCK.today())
    told = {finding.staff_name: finding for finding, _verdict in found.findings}
    assert told.keys() == {BIRGER.name, METTE.name}
    log_control.judge(dorte, told[BIRGER.name], None, Verdict.FOLLOW_UP, "Jeg ringer.")
    mine = log_control.control_week(house.desk(BIRGER), CLOCK.today())
    assert [verdict for _finding, verdict in mine.findings] == [None]
    again = log_control.control_week(dorte, CLOCK.today(), again=True)
    assert [verdict.words for _finding, verdict in again.findings if verdict] == ["Jeg ringer."]


def test_what_a_client_makes_up_is_cut_short_and_stands_under_its_own_name(house):
    made_up = "SELECT log.put(gen_random_uuid(), :long, NULL, :long, NULL, :long, false)"
    with psql(house) as connection:
        connection.execute(text(made_up), {"long": "x" * 30_000})
    (row,) = rows(house)
    assert (len(row.action), len(row.subject), len(row.why)) == (40, 60, 20_000)
    assert row.staff_id == METTE.id


def test_a_login_that_is_in_no_staff_writes_nothing(house):
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE staff SET active = false WHERE login = 'jens'"))
    assert refused(house, PUT, JENS, who=uuid4(), related=False) == "42501"


def test_a_load_writes_many_rows_at_once(house):
    entries = [AuditEntry(AuditAction.LOAD, uuid4(), "case", related=False) for _row in range(2600)]
    with house.begin_logged(METTE, True) as work:
        work.audit.record_all(entries)
        work.commit()
    assert {row.citizen_id for row in rows(house)} == {entry.citizen_id for entry in entries}
    assert faults(house) == []


def test_a_log_that_moves_to_a_server_and_back_keeps_its_chain(house, local_house):
    for subject in ("one", "two", "three"):
        with local_house.begin(METTE, True) as work:
            work.audit.record(AuditEntry(AuditAction.VIEW, identity(BO), subject, related=True))
            if subject == "two":
                work.sealed_log.seal()
            work.commit()
    _move(local_house.engine, house.engine)
    assert faults(house) == []
    put(house)
    with psql(house) as connection:
        connection.execute(text("SELECT log.seal()"))
    assert [row.seal for row in rows(house)] == [1, 1, 2, 2]
    assert faults(house) == []
    with local_house.engine.begin() as connection:
        for name in ("audit_keeps_rows", "audit_seal_keeps_rows"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("DELETE FROM audit")
        connection.exec_driver_sql("DELETE FROM audit_seal")
    _move(house.engine, local_house.engine)
    assert faults(local_house) == []
    with local_house.begin(METTE, False) as work:
        assert [seal.rows for seal in work.sealed_log.seals()] == [2, 2]


def _move(source, target) -> None:
    """Copy rows and seals as they are, as who looks after both stores may."""
    for table in (AuditSealRow.__table__, AuditRow.__table__):
        with source.connect() as connection:
            found = [dict(row._mapping) for row in connection.execute(table.select())]
        with target.begin() as connection:
            connection.execute(table.insert(), found)
