"""What can be concluded about hidden rows: plans, statistics, errors, unique and foreign keys."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final
from uuid import uuid4

from tests.attack import expected
from tests.attack.line import Case, Channel, Gain, Line
from tests.attack.matrix import tables
from tests.attack.stage import (
    LEAD,
    OTHER_AREA,
    PARTICIPANT,
    PLANS,
    ROLES,
    STRANGER,
    UNKNOWN,
    Stage,
)
from tests.builders import BO, KARLA, identity

# Links to what everybody may see tell who did something, so they are no secret ids.
_OPEN_LINKS: Final = {
    "staff_id", "by_id", "created_by", "changed_by", "author_id", "coordinator_id", "deputy_id",
    "caseworker_id", "assignee_id", "follower_id", "owner_id", "solved_by", "withdrawn_by_id",
}  # fmt: skip
_OPEN_TABLES: Final = {
    "staff",
    "absence",
    "district",
    "setting",
    "list_entry",
    "alembic_version",
    "store_move",
}
_ABSENT: Final = {
    "uuid": str(uuid4()), "text": "findes ikke", "character varying": "findes ikke",
    "integer": 987, "bigint": 987, "date": "1901-01-01", "boolean": None, "bytea": b"findes ikke",
    "timestamp with time zone": "1901-01-01",
}  # fmt: skip


def cases(stage: Stage) -> Iterator[Case]:
    """Give the cases of conclusions."""
    yield from explained(stage, (STRANGER, PARTICIPANT), ("on", "off"))
    yield from _flagged(stage)
    yield from _spoken(stage)
    yield from _keys(stage)
    yield from _statistics(stage)


def explained(stage: Stage, logins: Sequence[str], scans: Sequence[str]) -> Iterator[Case]:
    """Ask the planner for a value that hidden rows have and for one that none has."""
    for login in logins:
        for table, columns in tables(stage).items():
            for column, kind in columns if table not in _OPEN_TABLES else ():
                hidden = _of_hidden_rows(stage, login, table, column)
                absent = _ABSENT[kind]
                if hidden is None or absent is None:
                    continue
                named = Channel.COLLEAGUE if column in _OPEN_LINKS else Channel.KNOWN_ID
                for scan in scans:
                    yield Case(
                        "EXPLAIN ANALYZE of a hidden value",
                        f"{ROLES[login]}: {table}.{column}, enable_seqscan {scan}",
                        login,
                        _explains(table, column, (hidden, absent), scan),
                        named if kind == "uuid" else None,
                    )


def _of_hidden_rows(stage: Stage, login: str, table: str, column: str) -> object:
    """Give the value that most rows have which a login does not see, and none that it sees."""
    seen = expected.seen(login, table)
    found = stage.ask(
        f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL AND ({seen}) IS NOT TRUE"
        f" AND {column} NOT IN (SELECT {column} FROM {table} WHERE ({seen})"
        f" AND {column} IS NOT NULL) GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    )
    return found[0][0] if found else None


def _flagged(stage: Stage) -> Iterator[Case]:
    """Ask the planner whether a row whose id one knows has a flag, or an empty column."""
    for table, columns in tables(stage).items():
        names = {name for name, _kind in columns}
        found = stage.ask(f"SELECT id FROM {table} LIMIT 1") if "id" in names else []
        for column, kind in columns if found and table not in _OPEN_TABLES else ():
            asked = column if kind == "boolean" else f"{column} IS NULL"
            yield Case(
                "EXPLAIN ANALYZE of a known row", f"{table}: {asked}", STRANGER,
                _differs(table, str(found[0][0]), asked), Channel.KNOWN_ID,
            )  # fmt: skip


def _differs(table: str, row_id: str, asked: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        told = [
            line.rows(
                "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)"
                f" SELECT 1 FROM {table} WHERE id = %s AND {each}",
                row_id,
            )
            for each in (f"({asked})", f"NOT ({asked})")
        ]
        executed = ["never executed" in str(each) for each in told]
        return None if executed[0] == executed[1] else "whether it is so"

    return deed


def _explains(
    table: str, column: str, values: tuple[object, object], scan: str
) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        line.rows(f"SET LOCAL enable_seqscan = {scan}")
        question = (
            "EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, BUFFERS OFF)"
            f" SELECT 1 FROM {table} WHERE {column} = %s"
        )
        told = [
            [
                re.sub(r"'[^']*'|\b\d{3,}\b(?= *\))", "?", row)
                for (row,) in line.rows(question, each)
            ]
            for each in values
        ]
        there, absent = told
        if there == absent:
            return None
        return next(f"{one} | {other}" for one, other in zip(there, absent, strict=False)
                    if one != other)  # fmt: skip

    return deed


def _spoken(stage: Stage) -> Iterator[Case]:
    """Let casts, divisions and functions that speak in errors loose on hidden rows."""
    for table, columns in tables(stage).items():
        if table in _OPEN_TABLES:
            continue
        for column, kind in columns:
            if kind in {"text", "bytea", "date"}:
                yield Case(
                    "errors of casts in WHERE", f"{table}.{column}", STRANGER,
                    _speaks(f"SELECT 1 FROM {table} WHERE ({column}::text)::numeric > 0"),
                )  # fmt: skip
        for what, statement in _SPEAKING.items():
            yield Case(
                f"{what} on hidden rows", table, STRANGER, _speaks(statement.format(table=table))
            )
    for name, statement in _READING.items():
        yield Case("functions that read by themselves", name, STRANGER, _reads(statement))


_SPEAKING: Final = {
    "division": "SELECT 1 FROM {table} t WHERE 1 / (length(t::text) - length(t::text)) = 1",
    "leaky function": "SELECT 1 FROM {table} t WHERE t::text::int = 1",
    "leaky ORDER BY": "SELECT 1 FROM {table} t ORDER BY (t::text::int)",
    "leaky GROUP BY": "SELECT max(t::text::int) FROM {table} t GROUP BY t::text::int",
    "leaky join": "SELECT 1 FROM staff s JOIN {table} t ON t::text::int = 1",
    "leaky LATERAL": "SELECT 1 FROM {table} t, LATERAL (SELECT t::text::int) x",
    "leaky CASE": "SELECT 1 FROM {table} t WHERE CASE WHEN t IS NOT NULL THEN 1 / (length(t::text) - length(t::text)) = 1 END",
}
_READING: Final = {
    "query_to_xml": "SELECT query_to_xml('SELECT * FROM citizen', true, true, '')::text",
    "table_to_xml": "SELECT table_to_xml('citizen', true, true, '')::text",
    "schema_to_xml": "SELECT schema_to_xml('public', true, true, '')::text",
    "database_to_xml": "SELECT database_to_xml(true, true, '')::text",
    "ts_stat": "SELECT word FROM ts_stat('SELECT to_tsvector(family_name) FROM citizen')",
    "cursor_to_xml": "SELECT 'Skærmet' FROM citizen",
    "json_agg": "SELECT json_agg(c)::text FROM citizen c",
    "TABLE": "TABLE citizen",
    "WITH": "WITH c AS MATERIALIZED (SELECT * FROM citizen) SELECT c::text FROM c",
    "UNION": "SELECT family_name FROM citizen UNION ALL SELECT text FROM own_words",
    "subquery in LIMIT": "SELECT 1 FROM staff LIMIT (SELECT count(*) FROM citizen)",
    "RETURNING": "UPDATE citizen SET phone = '' RETURNING family_name",
    "window": "SELECT count(*) OVER () FROM joint_plan",
    "GROUPING SETS": "SELECT status FROM joint_plan GROUP BY GROUPING SETS ((status))",
    "PREPARE": "EXECUTE prepared",
}


def _speaks(statement: str) -> Callable[[Line], Gain]:
    """Tell what an error or a row says; a table without a grant says that, and nothing of rows."""

    def deed(line: Line) -> Gain:
        error = line.error(statement)
        return None if not error or error.startswith("42501") else error

    return deed


def _reads(statement: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        if "prepared" in statement:
            line.rows("PREPARE prepared AS SELECT family_name FROM citizen")
        got = str(line.rows(statement))
        secret = re.search(r"Skærmet|hemmelighed|Prøvesen|Testrup|draft|'1'|\(1,\)", got)
        return secret.group() if secret else None

    return deed


def _keys(stage: Stage) -> Iterator[Case]:
    """Add rows under what is hidden and under what is not there: both must say the same."""
    for table, columns in tables(stage).items():
        names = {name for name, _kind in columns}
        link = next((each for each in ("plan_id", "citizen_id") if each in names), None)
        row = stage.ask(f"SELECT to_jsonb(t) FROM {table} t LIMIT 1")
        if link is None or not row or "id" not in names:
            continue
        theirs = PLANS[KARLA] if link == "plan_id" else identity(KARLA)
        for login in (STRANGER, PARTICIPANT, LEAD, UNKNOWN):
            for what, key, clause in (
                ("foreign key", link, ""),
                ("ON CONFLICT DO NOTHING", link, "ON CONFLICT DO NOTHING"),
                ("primary key", "id", ""),
            ):
                there = theirs if key == link else row[0][0]["id"]
                values = {**row[0][0], "id": str(uuid4()), link: str(theirs)}
                yield Case(
                    f"{what} under hidden rows", f"{ROLES[login]}: {table}.{key}", login,
                    _collides(table, values, key, (str(there), clause)),
                )  # fmt: skip
    number = stage.ask(
        "SELECT value FROM citizen_identifier WHERE citizen_id = %s", identity(KARLA)
    )[0][0]
    yield Case("unique keys", "a number by UPDATE of one's own citizen's", PARTICIPANT,
               _takes_number(number))  # fmt: skip


def _collides(
    table: str, values: dict[str, Any], key: str, there: tuple[str, str]
) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        told = []
        for value in (there[0], str(uuid4())):
            row = {**values, key: value}
            error = line.error(
                f"INSERT INTO {table} SELECT * FROM"
                f" jsonb_populate_record(NULL::{table}, %s::jsonb) {there[1]}",
                json.dumps(row),
            )
            told.append(error.replace(value, "?"))
        return None if told[0] == told[1] else f"{told[0]} | {told[1]}"

    return deed


def _takes_number(number: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        told = [
            line.error(
                "UPDATE citizen_identifier SET value = %s, version = version + 1,"
                " changed_by = access.me() WHERE citizen_id = %s",
                each, identity(BO),
            )
            for each in (number, "9999999999")
        ]  # fmt: skip
        return None if told[0] == told[1] else told[0]

    return deed


def _statistics(stage: Stage) -> Iterator[Case]:
    """Ask counters and statistics of the server."""
    for name, kind in stage.ask(
        "SELECT proname, CASE WHEN proname LIKE '%%db%%' THEN 'db' ELSE 'table' END FROM pg_proc"
        " WHERE pronamespace = 'pg_catalog'::regnamespace AND proname LIKE 'pg_stat_get_%%'"
        " AND pronargs = 1 AND proargtypes[0] = 'oid'::regtype AND NOT proretset ORDER BY 1"
    ):
        oid = "(SELECT oid FROM pg_database WHERE datname = current_database())"
        of = oid if kind == "db" else "'audit'::regclass"
        yield Case("counters of the server", name, STRANGER, _counted(f"SELECT {name}({of})"))
    for login in (STRANGER, OTHER_AREA):
        for name, statement in _STATISTICS.items():
            yield Case(
                "statistics views", f"{ROLES[login]}: {name}", login, _counted(statement)
            )  # fmt: skip
    for name, statement in _TOTALS.items():
        yield Case("statistics views", name, STRANGER, _counted(statement), Channel.TOTALS)


_STATISTICS: Final = {
    "pg_stats": "SELECT count(*) FROM pg_stats WHERE schemaname = 'public' AND tablename NOT IN"
    f" {tuple(sorted(_OPEN_TABLES))}",
    "pg_stats_ext": "SELECT count(*) FROM pg_stats_ext",
    "pg_statistic": "SELECT count(*) FROM pg_statistic",
    "pg_stat_user_tables": "SELECT sum(n_live_tup) FROM pg_stat_user_tables",
    "pg_stat_xact_user_tables": "SELECT sum(seq_scan) FROM pg_stat_xact_user_tables",
    "pg_stat_user_functions": "SELECT count(*) FROM pg_stat_user_functions",
    "pg_stat_user_indexes": "SELECT sum(idx_scan) FROM pg_stat_user_indexes",
    "pg_statio_user_tables": "SELECT sum(heap_blks_read) FROM pg_statio_user_tables",
    "pg_stat_database": "SELECT tup_returned FROM pg_stat_database"
    " WHERE datname = current_database()",
    "pg_stat_wal": "SELECT wal_records FROM pg_stat_wal",
    "pg_stat_io": "SELECT sum(reads) FROM pg_stat_io",
    "pg_stat_activity": "SELECT count(*) FROM pg_stat_activity WHERE usename <> session_user"
    " AND query NOT IN ('', '<insufficient privilege>')",
    "pg_locks": "SELECT count(*) FROM pg_locks WHERE pid <> pg_backend_pid()"
    " AND locktype = 'relation'",
    "pg_current_wal_lsn": "SELECT 1 FROM pg_current_wal_lsn()",
    "pg_current_wal_insert_lsn": "SELECT 1 FROM pg_current_wal_insert_lsn()",
    "pg_authid": "SELECT count(*) FROM pg_authid",
    "pg_shadow": "SELECT count(*) FROM pg_shadow",
    "pg_hba_file_rules": "SELECT count(*) FROM pg_hba_file_rules",
    "pg_file_settings": "SELECT count(*) FROM pg_file_settings",
    "pg_largeobject": "SELECT count(*) + 1 FROM pg_largeobject",
    "pg_backend_memory_contexts": "SELECT count(*) FROM pg_backend_memory_contexts",
}
_TOTALS: Final = {
    "pg_class.reltuples": "SELECT reltuples FROM pg_class WHERE relname = 'audit'",
    "pg_relation_size": "SELECT pg_relation_size('audit')",
    "pg_proc.prosrc": "SELECT count(*) FROM pg_proc WHERE pronamespace = 'access'::regnamespace",
    "pg_roles": "SELECT count(*) FROM pg_roles WHERE rolcanlogin",
    "pg_stat_activity.usename": "SELECT count(*) FROM pg_stat_activity WHERE usename IS NOT NULL",
}


def _counted(statement: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        ((got,),) = line.rows(statement) or [(None,)]
        return None if not got else f"{got}"

    return deed
