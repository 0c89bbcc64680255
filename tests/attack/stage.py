"""The stage of the attacks: a shared store with citizens, plans in several states, and logins."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import Engine, make_url, text

from db import schema
from db.engine import open_shared
from plans.enquiries import EnquiryStatus, EnquiryStep, EnquiryStepKind
from plans.parts import OwnWords
from plans.people import Role, ServiceArea
from plans.staff_tasks import StaffTask, Wish
from plans.states import PlanStatus
from plans.units import Unit, unit_of
from tests import houses, postgres
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    CLOCK,
    EMPLOYMENT,
    EVERYBODY,
    HANNE,
    HEALTH,
    JENS,
    KARLA,
    KIM,
    LEFT,
    LIS,
    METTE,
    NINA,
    SOCIAL,
    citizen,
    enquiry,
    full_citizen,
    full_plan,
    identity,
    participant,
    plan,
    protected_citizen,
    staff,
)

EVA = staff("eva", "Eva Fremmed", EMPLOYMENT, "Team Syd", Role.CASEWORKER)
SVEN = staff("sven", "Sven Fremmed", HEALTH, "Sundhedscenter", Role.CASEWORKER)
# Of the area whose parts the consent hides; nobody signs in as her.
PIA = staff("pia", "Pia Fremmed", ServiceArea.BENEFIT, "Ydelse", Role.CASEWORKER)
# Who attacks: a name for the table, the login, and the group it is made in.
STRANGER, OTHER_AREA, PARTICIPANT = "eva", "sven", AMIRA.login
LEAD, ADMINISTRATOR, BATCH = HANNE.login, "ida", "system"
OFFICER, CLOSED, UNKNOWN = "dorte", LEFT.login, "nils"
GROUPS: Final = {
    STRANGER: "samplan_staff",
    OTHER_AREA: "samplan_staff",
    PARTICIPANT: "samplan_staff",
    LEAD: "samplan_staff",
    CLOSED: "samplan_staff",
    UNKNOWN: "samplan_staff",
    ADMINISTRATOR: "samplan_administrator",
    OFFICER: "samplan_auditor",
    BATCH: "samplan_batch",
}
ROLES: Final = {
    STRANGER: "case worker without relation",
    OTHER_AREA: "case worker of another service area",
    PARTICIPANT: "participant",
    LEAD: "team lead of another unit",
    CLOSED: "closed login",
    UNKNOWN: "login without a row in staff",
    ADMINISTRATOR: "administrator",
    OFFICER: "data-protection officer",
    BATCH: "login of loads",
}
# What a row that no repository of ours made here is filled with, by the column.
_FILLED: Final[dict[str, Any]] = {
    "plan_id": identity(f"plan {identity(BO)}"),
    "citizen_id": identity(BO),
    "staff_id": METTE.id,
    "by_id": METTE.id,
    "created_by": METTE.id,
    "changed_by": METTE.id,
    "author_id": METTE.id,
    "service_area": HEALTH.value,
    "sender_id": METTE.id,
    "has_queue": True,
}
_BY_TYPE: Final[dict[str, Any]] = {
    "text": "Hemmeligt",
    "integer": 1,
    "bigint": 1,
    "boolean": False,
    "date": CLOCK.today(),
    "timestamp with time zone": CLOCK.now(),
    "bytea": b"Hemmeligt",
}
PLANS: Final = {each: identity(f"plan {identity(each)}") for each in (BO, KARLA, NINA, KIM)}


@dataclass(frozen=True, slots=True)
class Stage:
    """A store under attack; ``address`` is the superuser's, as is the session ``past_walls``."""

    address: str
    engine: Engine
    past_walls: psycopg.Connection

    def connect(self, login: str) -> psycopg.Connection:
        """Open a session as a login, by the socket."""
        made = make_url(self.address).set(username=login)
        return psycopg.connect(made.render_as_string(hide_password=False))

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Read past all walls."""
        return self.past_walls.execute(statement.encode(), values).fetchall()


@contextmanager
def stage(server_address: str) -> Iterator[Stage]:
    """Raise a store of its own with everything in it that an attack may want."""
    with postgres.fresh_database(server_address) as address:
        engine = open_shared(address)
        try:
            schema.upgrade(engine)
            houses.hire(engine)
            with psycopg.connect(address, autocommit=True) as past_walls:
                made = Stage(address, engine, past_walls)
                _people(made)
                _citizens(engine)
                _ask(engine)
                _enquiries(engine)
                _fill(made)
                _withhold(made)
                _crowd(made)
                _open(made)
                yield made
        finally:
            engine.dispose()


def _people(made: Stage) -> None:
    with houses.SqlHouse(made.engine).begin(METTE, True) as work:
        for member in (EVA, SVEN, PIA):
            work.staff.add(member)
        work.commit()
    with psycopg.connect(made.address) as connection:
        connection.execute("DELETE FROM access.fixed_time")
        connection.execute("INSERT INTO access.fixed_time VALUES (%s)", (CLOCK.now(),))
        groups = {each.login: "samplan_staff" for each in EVERYBODY} | GROUPS
        for login, group in groups.items():
            if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (login,)).rowcount:
                made_of = sql.SQL("CREATE ROLE {} LOGIN IN ROLE {}")
                connection.execute(made_of.format(sql.Identifier(login), sql.Identifier(group)))


def _citizens(engine: Engine) -> None:
    """Put in four citizens: Bo with Amira in his plan, the others hidden from her."""
    with houses.SqlHouse(engine).begin(METTE, True) as work:
        for each in (
            citizen(),
            full_citizen(),
            protected_citizen(),
            citizen(NINA, given_name="Nina"),
        ):
            work.citizens.add(each)
        work.commit()
    with houses.SqlHouse(engine).begin(METTE, True) as work:
        work.plans.add(
            replace(full_plan(), deputy=None, participants=(participant(AMIRA, "Bostøtte"),))
        )
        nobody: dict[str, Any] = {
            "deputy": None, "goals": (), "participants": (), "consents": (), "events": (),
            "own_words": OwnWords("Jeg har en hemmelighed."),
        }  # fmt: skip
        work.plans.add(plan(identity(KARLA), status=PlanStatus.IN_REVIEW, **nobody))
        work.plans.add(plan(identity(KIM), **nobody))
        own = {**nobody, "coordinator": HANNE.id, "authors": frozenset()}
        work.plans.add(plan(identity(NINA), **own))
        work.commit()
    with engine.begin() as connection:
        connection.execute(text("UPDATE joint_plan SET approved_version = 1 WHERE id = :id"),
                           {"id": PLANS[BO]})  # fmt: skip


# Tasks between colleagues: one that the participant was asked for, one of others, and one in the
# queue of another unit.
TO_PARTICIPANT, TO_ANOTHER, IN_QUEUE = (
    identity(f"asked of {each}") for each in ("participant", "another", "unit")
)


def _ask(engine: Engine) -> None:
    by = METTE.id, METTE.name, METTE.service_area
    about_bo, about_karla = (
        Wish("Ring", CLOCK.today(), "Hemmeligt", citizen_id=identity(who)) for who in (BO, KARLA)
    )
    with houses.SqlHouse(engine).begin(METTE, True) as work:
        for task in (
            StaffTask(TO_PARTICIPANT, about_bo, *by, AMIRA.id, AMIRA.name),
            StaffTask(TO_ANOTHER, about_karla, *by, JENS.id, JENS.name),
            StaffTask(IN_QUEUE, about_karla, *by, queue=unit_of(SVEN)),
        ):
            work.staff_tasks.add(task)
        work.commit()


# Two enquiries that Mette sent on: Bo's to the unit of who attacks, Karla's to none of theirs.
ENQUIRIES: Final = {BO: Unit(SOCIAL, "Bostøtte"), KARLA: Unit(EMPLOYMENT, "Team Nord")}


def _enquiries(engine: Engine) -> None:
    with houses.SqlHouse(engine).begin(METTE, True) as work:
        for who, unit in ENQUIRIES.items():
            whole = enquiry(
                id=identity(f"enquiry {who}"), citizen_id=identity(who), unit=unit,
                status=EnquiryStatus.SENT,
            )  # fmt: skip
            work.enquiries.add(whole)
            work.enquiries.add_step(
                EnquiryStep(
                    identity(f"enquiry step {who}"),
                    whole.id,
                    EnquiryStepKind.SENT,
                    CLOCK.now(),
                    METTE.id,
                    METTE.name,
                    unit,
                    text="Hemmeligt",
                    from_whom="Hemmeligt",
                )
            )
        work.commit()


def _fill(made: Stage) -> None:
    """Give every table a row of Bo's and one of Karla's, so that there is something to steal."""
    tables = made.ask(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind = 'r' AND relname <> 'alembic_version' ORDER BY oid"
    )
    with psycopg.connect(made.address) as connection:
        connection.execute("SET session_replication_role = replica")
        for (table,) in tables:
            for who in (BO, KARLA):
                _fill_table(connection, table, who)
    with psycopg.connect(made.address) as connection:
        connection.execute(
            "INSERT INTO record_note SELECT (jsonb_populate_record(n, jsonb_build_object("
            "'id', gen_random_uuid(), 'author_id', %s::uuid, 'written_at', '2026-11-01'))).*"
            " FROM record_note n WHERE citizen_id = %s LIMIT 1",
            (AMIRA.id, identity(BO)),
        )
        connection.execute("SET session_replication_role = replica")
        # Mette offers Bo to Jens, who has not answered.
        connection.execute(
            "UPDATE handover SET id = %s, plan_id = %s, kind = 'lasting', status = 'offered',"
            " giver_id = %s, giver_name = %s, receiver_id = %s, receiver_name = %s, by_id = %s,"
            " by_name = %s, staying = '', promises = '', reason = '' WHERE citizen_id = %s",
            (OFFERED, PLANS[BO], METTE.id, METTE.name, JENS.id, JENS.name, METTE.id, METTE.name,
             identity(BO)),
        )  # fmt: skip
        _redistribute(connection)
        connection.execute("SET session_replication_role = origin")
        # One case of each area at hand: what a search may show depends on it.
        connection.execute("UPDATE case_file SET caseworker_id = %s", (JENS.id,))


def _redistribute(connection: psycopg.Connection) -> None:
    """Let Hanne's set hold Bo, whom Amira gives, and another one Karla, whom Mette gives."""
    connection.execute("DELETE FROM redistribution")
    for who, giver, by in ((BO, AMIRA, HANNE), (KARLA, METTE, BIRGER)):
        of_set = SETS[who]
        connection.execute(
            "INSERT INTO redistribution (id, version, created_at, created_by, changed_at,"
            " changed_by, team, by_id, by_name, at, cause, comment, note, status) VALUES"
            " (%s, 1, now(), %s, now(), %s, %s, %s, %s, now(), 'moved', '', 'Hemmeligt', 'running')",
            (of_set, by.id, by.id, by.team, by.id, by.name),
        )
        connection.execute(
            "UPDATE redistribution_move SET id = %s, redistribution_id = %s, giver_id = %s,"
            " giver_name = %s, receiver_id = %s, receiver_name = %s, handover_id = NULL, tries = 0,"
            " hindrance = '', closed_at = NULL WHERE citizen_id = %s",
            (MOVES[who], of_set, giver.id, giver.name, LIS.id, LIS.name, identity(who)),
        )


SETS: Final = {BO: identity("set of Hanne"), KARLA: identity("set of Birger")}
MOVES: Final = {who: identity(f"move {who}") for who in (BO, KARLA)}
OFFERED: Final = identity("offered")
# A service area that the consent in Bo's plan leaves out: its parts are hidden from all others.
HIDDEN_AREA: Final = ServiceArea.BENEFIT
_OF_AN_AREA: Final = (
    "statement", "challenge", "contact_agreement", "measurement", "intervention", "case_file",
    "record_note",
)  # fmt: skip


def _withhold(made: Stage) -> None:
    """Put in each table of Bo's a row that his consent lets nobody see but its own area."""
    hidden = identity("hidden intervention")
    copied = "INSERT INTO {table} SELECT (jsonb_populate_record(t, {values})).* FROM {table} t"
    values: dict[str, dict[str, object]] = {
        table: {"service_area": HIDDEN_AREA.value} for table in _OF_AN_AREA
    }
    values["intervention"]["id"] = str(hidden)
    values["record_note"] |= {"shared": True, "author_id": str(METTE.id), "corrects_id": None}
    values["task"] = {"intervention_id": str(hidden), "assignee_id": None, "follower_id": None}
    values["staff_task"] = {"sender_area": HIDDEN_AREA.value, "assignee_id": str(PIA.id)}
    values["follow_up_result"] = {"intervention_id": str(hidden)}
    values["plan_remark"] = {"part_kind": "intervention", "part_id": str(hidden)}
    with psycopg.connect(made.address) as connection:
        connection.execute("SET session_replication_role = replica")
        for table, each in values.items():
            columns = {
                name for (name,) in connection.execute(
                    "SELECT column_name FROM information_schema.columns WHERE table_schema ="
                    " 'public' AND table_name = %s", (table,)
                )
            }  # fmt: skip
            link = next(
                name for name in ("plan_id", "citizen_id", "follow_up_id") if name in columns
            )
            whose = {"plan_id": PLANS[BO], "citizen_id": identity(BO)}.get(link) or made.ask(
                "SELECT id FROM follow_up WHERE plan_id = %s", PLANS[BO]
            )[0][0]
            new = {"id": str(identity(f"hidden {table}")), **each}
            connection.execute(
                sql.SQL(copied + " WHERE {link} = %s LIMIT 1").format(
                    table=sql.Identifier(table),
                    values=sql.Literal(Jsonb(new)),
                    link=sql.Identifier(link),
                ),
                (whose,),
            )


# A row of each of these is many times there: a planner counts only where there is much.
_CROWDED: Final = ("audit", "record_note", "task", "goal", "statement", "plan_event", "reminder")
_CROWD = 400


def _crowd(made: Stage) -> None:
    with psycopg.connect(made.address) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in _CROWDED:
            columns = [name for (name,) in connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
                " AND table_name = %s AND column_name <> 'id'", (table,)
            )]  # fmt: skip
            names = sql.SQL(", ").join(map(sql.Identifier, columns))
            link = "plan_id" if "plan_id" in columns else "citizen_id"
            connection.execute(
                sql.SQL(
                    "INSERT INTO {table} (id, {names}) SELECT gen_random_uuid(), {names}"
                    " FROM (SELECT * FROM {table} WHERE {link} IN (%s, %s) LIMIT 1) one,"
                    " generate_series(1, %s)"
                ).format(table=sql.Identifier(table), names=names, link=sql.Identifier(link)),
                (PLANS[KARLA], identity(KARLA), _CROWD),
            )
    with psycopg.connect(made.address, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _fill_table(connection: psycopg.Connection, table: str, who: str) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type, is_nullable = 'NO' AND column_default IS NULL"
        " FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s",
        (table,),
    ).fetchall()
    theirs = {**_FILLED, "plan_id": PLANS[who], "citizen_id": identity(who)}
    links = [name for name, _kind, _must in columns if name in ("plan_id", "citizen_id")]
    named = sql.Identifier(table)
    if links:
        found = sql.SQL("SELECT FROM {} WHERE {} = %s").format(named, sql.Identifier(links[0]))
        if connection.execute(found, (theirs[links[0]],)).rowcount:
            return
    elif connection.execute(sql.SQL("SELECT FROM {}").format(named)).rowcount:
        return
    values = {
        name: theirs.get(name, _value(connection, table, name, kind, who))
        for name, kind, must in columns
        if must or name in links
    }
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        named,
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    connection.execute(statement, list(values.values()))


def _value(connection: psycopg.Connection, table: str, name: str, kind: str, who: str) -> Any:
    """Make a value for a column; a link to another table is to a row that is there."""
    if kind != "uuid":
        return f"Hemmeligt {who}" if name in ("login", "name") else _BY_TYPE[kind]
    if name == "staff_task_id":
        found = sql.SQL("SELECT id FROM staff_task WHERE citizen_id = %s ORDER BY id")
        row = connection.execute(found, (identity(who),)).fetchone()
        return row[0] if row else identity(f"{table} {who}")
    if name.endswith("_id"):
        parent = {"signature_id": "plan_signature", "follow_up_id": "follow_up",
                  "task_id": "task", "goal_id": "goal"}.get(name)  # fmt: skip
        if parent is not None:
            found = sql.SQL("SELECT id FROM {} WHERE plan_id = %s").format(sql.Identifier(parent))
            row = connection.execute(found, (PLANS[who],)).fetchone()
            return row[0] if row else identity(f"{table} {who}")
    return identity(f"{table} {name} {who}")


# Who has opened whom: what is written in words is nobody's before.
_OPENED: Final = {
    PARTICIPANT: (BO,), LEAD: (NINA,), METTE.login: (BO, KARLA, KIM), BIRGER.login: (BO, KARLA, KIM),
}  # fmt: skip


def _open(made: Stage) -> None:
    for login, citizens in _OPENED.items():
        with made.connect(login) as connection:
            for who in citizens:
                connection.execute(
                    "SELECT access.open(gen_random_uuid(), %s)", (identity(who),)
                )  # fmt: skip
