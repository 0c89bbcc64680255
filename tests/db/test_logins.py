"""Logins on a server: who may make and close them, and what a closed one still reaches: nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError

from coordinator import command_line, command_password, command_staff
from coordinator.i18n import use_language
from coordinator.server_errors import PasswordToChange, PasswordWrong
from coordinator.store_errors import StoreAway, StoreUnavailable
from coordinator.stores import Unlocking
from coordinator.use_cases import staff as staffing
from db.engine import as_person, open_shared
from db.store_house import SqlStores
from db.unit_of_work import SqlUnitOfWork
from plans.errors import RuleBroken
from plans.people import Role, StaffMember
from tests.builders import (
    CLOCK,
    IDA,
    METTE,
    SOCIAL,
    citizen,
    identity,
    participant,
    plan,
    staff,
)
from tests.houses import SqlHouse

NORA = staff("nora", "Nora Prøveklud", SOCIAL, "Bostøtte", Role.CASEWORKER)
# A login that no other test makes: roles outlive the test, and a maker alters its own alone.
NEW = "made_by_an_administrator"
GROUPS = {
    "samplan_staff", "samplan_batch", "samplan_auditor", "samplan_administrator",
    "samplan_newcomer",
}  # fmt: skip
PASSWORD = "korrekt-hest-batteri"
VERIFIER = (
    "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
)


@pytest.fixture
def shared_house(shared_house: SqlHouse) -> Iterator[SqlHouse]:
    """A shared store that has no login of Nora's, before and after: one outlives its test."""
    dismissed(shared_house)
    yield shared_house
    dismissed(shared_house)


def dismissed(house: SqlHouse) -> None:
    with house.engine.begin() as connection:
        there = "SELECT FROM pg_roles WHERE rolname = 'nora'"
        if connection.exec_driver_sql(there).first() is not None:
            connection.exec_driver_sql("DROP OWNED BY nora")
            connection.exec_driver_sql("DROP ROLE nora")


def add(house: SqlHouse, member: StaffMember, password: str | None = None) -> StaffMember:
    staffing.add_staff(house.desk(IDA), member, password)
    return member


@contextmanager
def window_of(house: SqlHouse, member: StaffMember) -> Iterator[Engine]:
    """What a program that somebody opened is connected by."""
    theirs = house.engine.url.set(username=member.login)
    engine = as_person(open_shared(theirs.render_as_string(hide_password=False)))
    try:
        yield engine
    finally:
        engine.dispose()


def groups(house: SqlHouse, login: str) -> set[str]:
    asked = text(
        "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
        " JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = :login"
    )
    with house.engine.connect() as connection:
        return set(connection.execute(asked, {"login": login}).scalars())


def raw(house: SqlHouse, login: str) -> psycopg.Connection:
    """A plain client, as ``psql`` is."""
    url = make_url(house.engine.url).set(username=login, drivername="postgresql")
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


def row(login: str, role: str = "caseworker", **fields: object) -> str:
    whole = {"id": str(uuid4()), "login": login, "name": "X", "service_area": None, "team": "",
             "role": role, "phone": "", "email": ""}  # fmt: skip
    return json.dumps(whole | fields)


@pytest.mark.parametrize(
    ("role", "group"),
    [
        (Role.CASEWORKER, "samplan_staff"),
        (Role.TEAM_LEAD, "samplan_staff"),
        (Role.ADMINISTRATOR, "samplan_administrator"),
        (Role.AUDITOR, "samplan_auditor"),
    ],
)
def test_a_login_is_in_the_group_of_its_role_and_in_no_other(shared_house, role, group):
    made = add(shared_house, staff("nora", "Nora Prøveklud", SOCIAL, "", role))
    assert groups(shared_house, "nora") == {group}
    other = Role.AUDITOR if role is Role.ADMINISTRATOR else Role.ADMINISTRATOR
    staffing.move_staff(shared_house.desk(IDA), made, staff("nora", "Nora", None, "", other))
    assert groups(shared_house, "nora") == {f"samplan_{other.value}"}


def test_an_open_window_of_a_closed_login_is_thrown_out_and_not_let_in_again(shared_house):
    add(shared_house, NORA)
    with window_of(shared_house, NORA) as window:
        with window.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM staff")).scalar_one() > 0

        def read_on() -> None:
            with SqlUnitOfWork(window, NORA, CLOCK) as work:
                work.lists.recent(5)
                staffing.close_login(shared_house.desk(IDA), NORA)
                work.staff.everybody()

        with pytest.raises(StoreAway):
            read_on()
        with (
            pytest.raises(StoreUnavailable),
            SqlUnitOfWork(window, NORA, CLOCK) as again,
        ):
            again.staff.everybody()


def test_where_a_server_ends_no_sessions_the_policies_alone_close_the_door(shared_house):
    bo = citizen()
    add(shared_house, NORA)
    with shared_house.begin(METTE, True) as work:
        work.citizens.add(bo)
        work.plans.add(plan(participants=(participant(NORA),)))
        work.commit()
    with shared_house.engine.begin() as connection:
        connection.exec_driver_sql("REVOKE pg_signal_backend FROM samplan_maker")
    try:
        with window_of(shared_house, NORA) as window, window.connect() as connection:
            seen = text("SELECT count(*) FROM citizen")
            assert connection.execute(seen).scalar_one() == 1
            mine = text("INSERT INTO recent (staff_id, citizen_id, at) VALUES (:who, :whom, now())")
            values = {"who": NORA.id, "whom": bo.id}
            connection.execute(mine, values)
            connection.rollback()
            staffing.close_login(shared_house.desk(IDA), NORA)
            assert connection.execute(seen).scalar_one() == 0
            with pytest.raises(DBAPIError):
                connection.execute(mine, values)
    finally:
        with shared_house.engine.begin() as connection:
            connection.exec_driver_sql("GRANT pg_signal_backend TO samplan_maker")


def days_left(house: SqlHouse, login: str) -> float | None:
    """How long a password lasts; None for ever."""
    asked = text(
        "SELECT extract(epoch FROM rolvaliduntil - clock_timestamp()) / 86400"
        " FROM pg_roles WHERE rolname = :login AND isfinite(rolvaliduntil)"
    )
    with house.engine.connect() as connection:
        found = connection.execute(asked, {"login": login}).scalar()
        return None if found is None else float(found)


OWN = "stille vand i dybe søer"


def test_a_password_that_another_made_opens_nothing_and_lasts_a_week(shared_house, own_server):
    add(shared_house, NORA, PASSWORD)
    address = own_server.by_tls("nora", shared_house.engine.url.database)
    assert groups(shared_house, "nora") == {"samplan_newcomer"}
    assert 6.9 < (days_left(shared_house, "nora") or 0) <= 7
    with psycopg.connect(address, password=PASSWORD, autocommit=True) as client:
        for statement in (
            "SELECT * FROM public.staff",
            "SELECT * FROM public.alembic_version",
            "SELECT access.me()",
            "SELECT log.seal()",
            "SET ROLE samplan_staff",
        ):
            with pytest.raises((errors.InsufficientPrivilege, errors.UndefinedFunction)):
                client.execute(statement)
        # Changing it past the program's door changes no rights, and not when it ends.
        client.execute("ALTER ROLE CURRENT_USER PASSWORD 'et helt andet kodeord'")
        with pytest.raises(errors.InsufficientPrivilege):
            client.execute("ALTER ROLE CURRENT_USER VALID UNTIL 'infinity'")
        with pytest.raises(errors.InsufficientPrivilege):
            client.execute("SELECT logins.own_password(%s, NULL)", (uuid4(),))
    with shared_house.engine.begin() as connection:
        connection.exec_driver_sql("ALTER ROLE nora VALID UNTIL 'yesterday'")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, password="et helt andet kodeord").close()


def test_who_chooses_their_own_password_is_let_in_by_that_alone(
    shared_house, own_server, monkeypatch
):
    add(shared_house, NORA, PASSWORD)
    address = own_server.by_tls("nora", shared_house.engine.url.database)
    stores, given = SqlStores(CLOCK), Unlocking(password=PASSWORD)
    with pytest.raises(PasswordToChange):
        stores.open(address, given)
    for poor in ("kort", "Nora Prøveklud", "noranoranora", PASSWORD):
        with pytest.raises(RuleBroken):
            stores.choose_password(address, given, poor)
    asked = command_line._parser().parse_args(["staff", "password", "--store", address])
    monkeypatch.setenv("SAMPLAN_NEW_PASSWORD", OWN)
    assert command_password.run(asked, stores, CLOCK, given) == command_line.DONE
    assert groups(shared_house, "nora") == {"samplan_staff"}
    assert days_left(shared_house, "nora") is None
    with pytest.raises(PasswordWrong):
        stores.open(address, given)
    # From now on the same command changes it as the settings do.
    monkeypatch.setenv("SAMPLAN_NEW_PASSWORD", PASSWORD)
    assert command_password.run(asked, stores, CLOCK, Unlocking(password=OWN)) == command_line.DONE
    with (
        psycopg.connect(address, password=PASSWORD, autocommit=True) as client,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        client.execute("SELECT logins.own_password(%s, %s)", (uuid4(), VERIFIER))
    with shared_house.engine.connect() as connection:
        rows = "SELECT staff_name, why FROM audit WHERE why = 'own password' ORDER BY at, id"
        assert [tuple(each) for each in connection.exec_driver_sql(rows)] == [
            (NORA.name, "own password"), (NORA.name, "own password"),
        ]  # fmt: skip
        kept = "SELECT rolpassword FROM pg_authid WHERE rolname = 'nora'"
        assert connection.exec_driver_sql(kept).scalar_one().startswith("SCRAM-SHA-256$")


def test_a_new_password_by_another_takes_the_rights_until_ones_own_is_chosen(shared_house):
    add(shared_house, NORA)
    desk = shared_house.desk(IDA)
    with window_of(shared_house, NORA) as window, window.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM staff")).scalar_one() > 0
        staffing.set_password(desk, NORA, PASSWORD)
        with pytest.raises(DBAPIError):
            connection.execute(text("SELECT count(*) FROM staff"))
    # Nothing that an administrator does gives them back without the person.
    moved = replace(NORA, role=Role.TEAM_LEAD)
    staffing.move_staff(desk, NORA, moved)
    staffing.close_login(desk, moved)
    closed = replace(moved, active=False)
    staffing.open_login(desk, closed, PASSWORD)
    assert groups(shared_house, "nora") == {"samplan_newcomer"}
    # But for who comes by a ticket from now on: then the password is none.
    staffing.open_login(desk, moved)
    assert groups(shared_house, "nora") == {"samplan_staff"}
    with shared_house.engine.connect() as connection:
        kept = "SELECT rolpassword FROM pg_authid WHERE rolname = 'nora'"
        assert connection.exec_driver_sql(kept).scalar_one() is None


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("SELECT logins.add(%(entry)s, %(row)s, NULL)", id="add"),
        pytest.param("SELECT logins.move(%(entry)s, %(row)s)", id="move"),
        pytest.param("SELECT logins.close(%(entry)s, %(jens)s)", id="close"),
        pytest.param("SELECT logins.open(%(entry)s, %(jens)s, NULL)", id="open"),
        pytest.param("SELECT logins.new_password(%(entry)s, %(jens)s, %(verifier)s)", id="word"),
        pytest.param("SELECT logins.end_sessions(%(jens)s)", id="end"),
        pytest.param("SELECT * FROM logins.burden(%(jens)s)", id="burden"),
        pytest.param("SELECT logins.put('nora', 'caseworker', NULL)", id="inside"),
        pytest.param("SELECT logins.own_password(%(entry)s, %(verifier)s)", id="own"),
        pytest.param("SELECT logins.join('nora', 'samplan_staff')", id="join"),
        pytest.param("SELECT logins.note(%(entry)s, %(jens)s, 'x')", id="log"),
        pytest.param("SET ROLE samplan_maker", id="maker"),
    ],
)
def test_only_an_administrator_passes(shared_house, statement):
    values = {"entry": uuid4(), "row": row("nora"), "jens": identity("jens"), "verifier": VERIFIER}
    for login in ("mette", "birger", "system"):
        with (
            raw(shared_house, login) as client,
            pytest.raises((errors.InsufficientPrivilege, errors.UndefinedFunction)),
        ):
            client.execute(statement, values)


ADMINISTRATORS_TRIES = {
    "a clear password": ("add", row("nora"), "hemmeligt-kodeord"),
    "a hash of another kind": ("add", row("nora"), "md5" + "0" * 32),
    "the owner": ("add", row("samplan_owner"), VERIFIER),
    "a group": ("add", row("samplan_staff"), VERIFIER),
    "the superuser": ("add", row("postgres"), VERIFIER),
    "a built-in role": ("add", row("pg_read_all_data"), VERIFIER),
    "an injected name": ("add", row('x" SUPERUSER --'), VERIFIER),
    "a name with capitals": ("add", row("Nora"), VERIFIER),
    "the role of loads": ("add", row("nora", "system"), None),
    "a role that is none": ("add", row("nora", "owner"), None),
    "somebody with powers": ("add", row("somebody_else"), VERIFIER),
}


@pytest.mark.parametrize("name", ADMINISTRATORS_TRIES)
def test_an_administrator_makes_nothing_but_logins_of_staff(shared_house, name):
    deed, person, verifier = ADMINISTRATORS_TRIES[name]
    with shared_house.engine.begin() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS somebody_else")
        connection.exec_driver_sql("CREATE ROLE somebody_else LOGIN CREATEDB")
        before = _roles(connection)
    with (
        raw(shared_house, "ida") as client,
        pytest.raises((errors.InsufficientPrivilege, errors.DuplicateObject)),
    ):
        client.execute(f"SELECT logins.{deed}(%s, %s, %s)", (uuid4(), person, verifier))
    with shared_house.engine.begin() as connection:
        assert _roles(connection) == before
        connection.exec_driver_sql("DROP ROLE somebody_else")


def _roles(connection) -> list[tuple[object, ...]]:
    asked = "SELECT rolname, rolsuper, rolcreaterole, rolcanlogin, rolpassword FROM pg_authid"
    return sorted(tuple(each) for each in connection.exec_driver_sql(asked))


def test_an_administrator_takes_no_right_of_their_own_from_it(shared_house):
    # A maker may hand out the logins that it made, in this test and in those before.
    before = groups(shared_house, "samplan_maker")
    add(shared_house, NORA)
    with raw(shared_house, "ida") as client:
        for statement in (
            "CREATE ROLE sneak LOGIN",
            "ALTER ROLE nora PASSWORD 'x'",
            "GRANT samplan_staff TO ida",
            "GRANT nora TO ida",
            "SET ROLE nora",
            "SET ROLE samplan_maker",
            "INSERT INTO staff SELECT * FROM staff",
            "UPDATE staff SET role = 'team_lead'",
            "SELECT logins.put('ida', 'team_lead', NULL)",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                client.execute(statement)
        if client.info.server_version >= 160000:
            # What a maker gets of the roles it makes is a wish of the session; it is not heard.
            client.execute("SET createrole_self_grant = 'set, inherit'")
        client.execute("SELECT logins.add(%s, %s, NULL)", (uuid4(), row(NEW)))
    gained = groups(shared_house, "samplan_maker") - before
    assert gained <= {"nora", NEW}
    assert before >= GROUPS | {"pg_signal_backend"}
    with shared_house.engine.connect() as connection:
        asked = text("SELECT pg_has_role('samplan_maker', :login, 'USAGE')")
        assert connection.execute(asked, {"login": NEW}).scalar_one() is False


def test_an_administrator_closes_neither_themself_nor_who_still_answers_for_a_citizen(
    shared_house,
):
    with shared_house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan())
        work.commit()
    with raw(shared_house, "ida") as client:
        for person in (IDA.id, METTE.id, identity("nobody")):
            with pytest.raises(errors.InsufficientPrivilege):
                client.execute("SELECT logins.close(%s, %s)", (uuid4(), person))
        with pytest.raises(errors.InsufficientPrivilege):
            client.execute("SELECT logins.move(%s, %s)", (uuid4(), _as_lead(IDA.id)))
        with pytest.raises(errors.InsufficientPrivilege):
            client.execute(
                "SELECT logins.move(%s, %s)", (uuid4(), row("mette", "auditor", id=str(METTE.id)))
            )


def _as_lead(person: UUID) -> str:
    return row("ida", "team_lead", id=str(person))


def test_a_closed_administrator_opens_nothing_from_an_open_session(shared_house):
    kaj = add(shared_house, staff("kaj", "Kaj Attrap", None, "It", Role.ADMINISTRATOR))
    with shared_house.engine.begin() as connection:
        connection.exec_driver_sql("REVOKE pg_signal_backend FROM samplan_maker")
    try:
        with raw(shared_house, "kaj") as client:
            client.execute("SELECT logins.burden(%s)", (METTE.id,))
            staffing.close_login(shared_house.desk(IDA), kaj)
            with pytest.raises(errors.InsufficientPrivilege):
                client.execute("SELECT logins.open(%s, %s, NULL)", (uuid4(), kaj.id))
    finally:
        with shared_house.engine.begin() as connection:
            connection.exec_driver_sql("GRANT pg_signal_backend TO samplan_maker")


def test_what_psql_does_past_the_program_is_in_the_log(shared_house):
    person = row("nora", service_area="social", team="Bostøtte")
    with raw(shared_house, "ida") as client:
        client.execute("SELECT logins.add(%s, %s, NULL)", (uuid4(), person))
    with shared_house.engine.connect() as connection:
        last = (
            "SELECT staff_name, action, subject, why FROM audit ORDER BY at DESC, id DESC LIMIT 1"
        )
        assert tuple(connection.exec_driver_sql(last).one()) == (
            IDA.name, "setting", "staff", "add nora, caseworker, social, Bostøtte",
        )  # fmt: skip


def test_where_people_come_by_tickets_alone_nobody_is_given_a_password(shared_house):
    database = shared_house.engine.url.database
    desk = shared_house.desk(IDA)
    with shared_house.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {database} SET samplan.sign_in = 'ticket'")
    try:
        with pytest.raises(RuleBroken, match="tickets-alone"):
            add(shared_house, NORA, PASSWORD)
        add(shared_house, NORA)
        with pytest.raises(RuleBroken, match="tickets-alone"):
            staffing.set_password(desk, NORA, PASSWORD)
        with raw(shared_house, "ida") as client:
            client.execute("SET samplan.sign_in = 'password'")
            with pytest.raises(errors.InvalidAuthorizationSpecification):
                client.execute(
                    "SELECT logins.new_password(%s, %s, %s)", (uuid4(), NORA.id, VERIFIER)
                )
            with pytest.raises(errors.InsufficientPrivilege):
                client.execute(f"ALTER DATABASE {database} RESET samplan.sign_in")
        assert groups(shared_house, "nora") == {"samplan_staff"}
    finally:
        with shared_house.engine.begin() as connection:
            connection.exec_driver_sql(f"ALTER DATABASE {database} RESET samplan.sign_in")


def test_a_login_of_somebody_else_on_the_server_is_not_taken_over(shared_house):
    with shared_house.engine.begin() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS somebody_else")
        connection.exec_driver_sql("CREATE ROLE somebody_else LOGIN CREATEDB")
    with pytest.raises(RuleBroken, match="login-taken"):
        add(shared_house, staff("somebody_else", "Nora", SOCIAL, "", Role.CASEWORKER))
    with shared_house.engine.begin() as connection:
        connection.exec_driver_sql("DROP ROLE somebody_else")


def test_loads_get_their_login_from_an_administrator_too(shared_house, own_server, capsys):
    use_language("da")
    with shared_house.engine.begin() as connection:
        # The stage of all tests made it; in use an administrator does.
        connection.exec_driver_sql('ALTER ROLE "system" NOLOGIN')
        connection.exec_driver_sql('GRANT "system" TO samplan_maker WITH ADMIN OPTION')
    asked = command_line._parser().parse_args(["staff", "open", "--login", "system"])
    assert command_staff.run(asked, shared_house.desk(IDA)) == command_line.DONE
    told = capsys.readouterr().out.splitlines()
    made = next(line.strip() for line in told if line.startswith("    "))
    assert "tretten måneder" in told[-1]
    address = own_server.by_tls("system", shared_house.engine.url.database)
    with psycopg.connect(address, password=made) as connection:
        assert connection.execute("SELECT access.my_role()").fetchone() == ("system",)
    # A machine chooses no password of its own: the one that it was given ends after a year.
    assert 390 < days_left(shared_house, "system") < 400
    assert groups(shared_house, "system") == {"samplan_batch"}
    with shared_house.engine.begin() as connection:
        connection.exec_driver_sql('REVOKE "system" FROM samplan_maker')
