"""Attacks on who somebody is, and on what a server can do besides tables."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import psycopg

from tests.attack.line import Case, Channel, Gain, Line
from tests.attack.stage import PARTICIPANT, ROLES, STRANGER, Stage

_OTHERS: Final = (
    "samplan_owner", "samplan_definer", "samplan_log", "samplan_statistics", "samplan_maker",
    "postgres", "mette", "hanne", "pg_read_all_data", "pg_write_all_data", "pg_monitor",
    "pg_read_all_stats", "pg_read_server_files", "pg_write_server_files",
    "pg_execute_server_program", "pg_signal_backend", "pg_database_owner", "pg_checkpoint",
)  # fmt: skip
# What a session may set, as a wish to be somebody or to be shown more.
_SETTINGS: Final = (
    "app.login = 'mette'", "samplan.staff_id = '1'", "samplan.login = 'mette'",
    "row_security = off", "session_replication_role = replica", "role = none",
    "search_path = pg_temp, public", "search_path = public, pg_catalog",
    "transform_null_equals = on", "plan_cache_mode = force_generic_plan",
    "enable_seqscan = off", "enable_indexscan = off", "enable_hashjoin = off",
    "debug_parallel_query = on", "allow_system_table_mods = on", "ignore_system_indexes = on",
    "local_preload_libraries = 'auto_explain'", "session_preload_libraries = 'auto_explain'",
    "dynamic_library_path = '/tmp'", "log_statement = 'all'", "track_functions = 'all'",
    "log_min_duration_statement = 0", "lc_messages = 'C'", "zero_damaged_pages = on",
    "default_transaction_isolation = 'serializable'", "TimeZone = 'Pacific/Kiritimati'",
    "DateStyle = 'SQL, MDY'", "IntervalStyle = 'sql_standard'", "bytea_output = 'escape'",
    "array_nulls = off", "standard_conforming_strings = off", "backslash_quote = on",
    "check_function_bodies = off", "default_tablespace = ''", "temp_tablespaces = ''",
    "synchronous_commit = off", "createrole_self_grant = 'set, inherit'", "jit = off",
    "client_min_messages = debug5", "debug_print_plan = on", "trace_sort = on",
)  # fmt: skip
# What nobody who attacks may do at all.
_FORBIDDEN: Final[Mapping[str, str]] = {
    "temporary table": "CREATE TEMP TABLE staff (id uuid, login text, role text, active boolean)",
    "temporary view": "CREATE TEMP VIEW staff AS SELECT 1",
    "table": "CREATE TABLE public.mine (x int)",
    "table in access": "CREATE TABLE access.mine (x int)",
    "schema": "CREATE SCHEMA mine",
    "view": "CREATE VIEW public.mine AS SELECT * FROM citizen",
    "function": "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "temporary function": "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "operator": "CREATE OPERATOR public.= (LEFTARG = uuid, RIGHTARG = text, FUNCTION = uuid_eq)",
    "aggregate": "CREATE AGGREGATE public.array_agg (uuid) (SFUNC = array_append, STYPE = uuid[])",
    "cast": "CREATE CAST (uuid AS text) WITH INOUT AS IMPLICIT",
    "DO": "DO $$ BEGIN PERFORM 1; END $$",
    "DO sql": "DO LANGUAGE sql 'SELECT 1'",
    "trigger": "CREATE TRIGGER t BEFORE UPDATE ON goal EXECUTE FUNCTION access.stamp()",
    "rule": "CREATE RULE r AS ON SELECT TO goal DO INSTEAD SELECT 1",
    "extension dblink": "CREATE EXTENSION dblink",
    "extension postgres_fdw": "CREATE EXTENSION postgres_fdw",
    "extension file_fdw": "CREATE EXTENSION file_fdw",
    "extension pgcrypto": "CREATE EXTENSION pgcrypto",
    "extension pageinspect": "CREATE EXTENSION pageinspect",
    "extension pg_stat_statements": "CREATE EXTENSION pg_stat_statements",
    "language": "CREATE LANGUAGE plpython3u",
    "server": "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw",
    "publication": "CREATE PUBLICATION p FOR ALL TABLES",
    "subscription": "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
    "event trigger": "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION access.stamp()",
    "role": "CREATE ROLE thief SUPERUSER",
    "login": "CREATE ROLE thief LOGIN IN ROLE samplan_staff",
    "own power": "ALTER ROLE CURRENT_USER BYPASSRLS",
    "own creation": "ALTER ROLE CURRENT_USER CREATEROLE",
    "another's password": "ALTER ROLE mette PASSWORD 'x'",
    "another's setting": "ALTER ROLE mette SET search_path = 'pg_temp'",
    "everybody's setting": "ALTER DATABASE postgres SET search_path = 'pg_temp'",
    "server's setting": "ALTER SYSTEM SET log_statement = 'all'",
    "group": "GRANT samplan_definer TO CURRENT_USER",
    "own group": "GRANT samplan_staff TO dorte",
    "rename": "ALTER ROLE mette RENAME TO mette2",
    "drop role": "DROP ROLE mette",
    "owner of function": "ALTER FUNCTION access.me() OWNER TO CURRENT_USER",
    "replace function": "CREATE OR REPLACE FUNCTION access.me() RETURNS uuid LANGUAGE sql"
    " AS 'SELECT NULL::uuid'",
    "leakproof": "ALTER FUNCTION access.me() LEAKPROOF",
    "owner of table": "ALTER TABLE goal OWNER TO CURRENT_USER",
    "disable triggers": "ALTER TABLE goal DISABLE TRIGGER ALL",
    "drop policy": "DROP POLICY reads ON goal",
    "drop schema": "DROP SCHEMA access CASCADE",
    "default privileges": "ALTER DEFAULT PRIVILEGES FOR ROLE samplan_owner GRANT ALL ON TABLES"
    " TO PUBLIC",
    "reassign": "REASSIGN OWNED BY samplan_owner TO CURRENT_USER",
    "security label": "SECURITY LABEL ON TABLE goal IS 'x'",
    "comment": "COMMENT ON TABLE goal IS 'x'",
    "library": "LOAD 'auto_explain'",
    "own library": "LOAD '$libdir/plugins/auto_explain'",
    "prepared transaction": "PREPARE TRANSACTION 'mine'",
    "checkpoint": "CHECKPOINT",
    "notices of the server": "SET log_executor_stats = on",
    "file of settings": "SELECT pg_read_file('postgresql.conf')",
    "binary file": "SELECT pg_read_binary_file('PG_VERSION')",
    "folder": "SELECT pg_ls_dir('.')",
    "file's size": "SELECT pg_stat_file('PG_VERSION')",
    "log folder": "SELECT pg_ls_logdir()",
    "wal folder": "SELECT pg_ls_waldir()",
    "reload": "SELECT pg_reload_conf()",
    "switch wal": "SELECT pg_switch_wal()",
    "promote": "SELECT pg_promote()",
    "backup": "SELECT pg_backup_start('x')",
    "slot": "SELECT pg_create_logical_replication_slot('s', 'test_decoding')",
    "memory": "SELECT pg_log_backend_memory_contexts(pg_backend_pid())",
    "reset of counters": "SELECT pg_stat_reset()",
    "import of objects": "SELECT lo_import('/etc/hosts')",
    "export of objects": "SELECT lo_export(1, '/tmp/x')",
    "large object": "SELECT lo_from_bytea(0, 'x')",
    "another large object": "SELECT lo_create(0)",
    "read of large objects": "SELECT lo_get(1)",
    "COPY to a file": "COPY staff TO '/tmp/x'",
    "COPY from a file": "COPY operation FROM '/etc/passwd'",
    "COPY from a program": "COPY operation FROM PROGRAM 'id'",
    "COPY query to a program": "COPY (SELECT 1) TO PROGRAM 'id'",
    "time of the store": "INSERT INTO access.fixed_time VALUES (now())",
    "relations": "SELECT * FROM access.relation",
    "own relation": "INSERT INTO access.relation SELECT access.me(), gen_random_uuid(),"
    " NULL, 'case', gen_random_uuid()",
    "tickets": "SELECT * FROM access.ticket",
    "own ticket": "INSERT INTO access.ticket SELECT access.me(), gen_random_uuid(), 'citizen',"
    " 'reason', pg_current_xact_id(), now()",
    "longer ticket": "UPDATE access.ticket SET until = 'infinity'",
    "questions": "SELECT * FROM access.question",
    "steps of plans": "UPDATE access.plan_step SET new_status = 'approved'",
    "trigger function": "SELECT access.stamp()",
    "another trigger function": "SELECT access.guard_plan()",
    "the log's trigger function": "SELECT log.hash_row()",
    "maintenance": "REINDEX TABLE goal",
    "cluster": "CLUSTER goal USING pk_goal",
    "refresh": "REFRESH MATERIALIZED VIEW goal",
}


def cases(stage: Stage) -> Iterator[Case]:
    """Give the cases of sessions."""
    for login, role in ROLES.items():
        for other in (each for each in _OTHERS if each != login):
            yield Case("SET ROLE", f"{role}: {other}", login, _becomes(f"SET ROLE {other}"))
            yield Case(
                "SET SESSION AUTHORIZATION",
                f"{role}: {other}",
                login,
                _becomes(f"SET SESSION AUTHORIZATION {other}"),
            )
        for what, statement in _FORBIDDEN.items():
            yield Case("what nobody may do", f"{role}: {what}", login, _done(statement))
        yield Case("VACUUM and ANALYZE", role, login, _analyzes)
        yield Case("SET ROLE", f"{role}: own group", login, _own_group)
    for login in (STRANGER, PARTICIPANT):
        for setting in _SETTINGS:
            yield Case("session variables", f"{ROLES[login]}: {setting}", login, _set(setting))
        for statement in ("LISTEN samplan", "NOTIFY samplan, 'x'"):
            yield Case("LISTEN and NOTIFY", f"{ROLES[login]}: {statement}", login,
                       _done(statement), Channel.NOTIFY)  # fmt: skip
    for name, deed in _OTHER_SESSIONS.items():
        yield Case("other sessions", name, STRANGER, deed)


def _becomes(statement: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        line.rows(statement)
        return "became somebody else"

    return deed


def _done(statement: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        notices: list[str] = []
        line.session.add_notice_handler(lambda told: notices.append(told.message_primary or ""))
        line.rows(statement)
        return None if any("WARNING" in each or "no privileges" in each for each in notices) else (
            "let through"
        )  # fmt: skip

    return deed


def _analyzes(line: Line) -> Gain:
    """A refusal is a warning there, and statistics would be new afterwards."""
    told: list[str] = []
    line.session.add_notice_handler(lambda note: told.append(note.message_primary or ""))
    line.rows("ANALYZE goal")
    return None if any("permission denied" in each for each in told) else "analyzed"


def _own_group(line: Line) -> Gain:
    """Nothing changes by it: policies ask who signed in."""
    ((before,),) = line.rows("SELECT access.my_citizens()")
    group = line.rows(
        "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
        " WHERE m.member = session_user::regrole"
    )[0][0]
    line.rows(f"SET ROLE {group}")
    ((after,),) = line.rows("SELECT access.my_citizens()")
    return None if before == after else "sees others"


def _set(setting: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        told: list[str] = []
        line.session.add_notice_handler(lambda note: told.append(str(note.message_primary)))
        before = _visible(line)
        # Some of them would stay for the session, and some need one that is young.
        line.rows(f"SET LOCAL {setting}")
        after = _visible(line)
        line.rows("SELECT * FROM access.find(ARRAY[''], '{z}', ARRAY[''], 1, '{}', 100)")
        spoken = re.search(r"Skærmet|hemmelighed|Prøvesen", " ".join(told))
        if spoken:
            return spoken.group()
        return None if after <= before else f"{after} rows for {before}"

    return deed


def _visible(line: Line) -> int:
    tables = ("citizen", "joint_plan", "goal", "record_note", "audit", "protected_address")
    counted = " + ".join(f"(SELECT count(*) FROM public.{each})" for each in tables)
    found: int = line.rows(f"SELECT {counted}")[0][0]
    return found


def _ends_another(line: Line) -> Gain:
    with psycopg.connect(line.stage.address) as other:
        pid = other.info.backend_pid
        line.rows("SELECT pg_terminate_backend(%s)", pid)
    return "ended"


def _cancels_another(line: Line) -> Gain:
    with psycopg.connect(line.stage.address) as other:
        line.rows("SELECT pg_cancel_backend(%s)", other.info.backend_pid)
    return "cancelled"


def _sees_query(line: Line) -> Gain:
    with line.stage.connect("mette") as other:
        other.execute("SELECT 'Skærmet'")
        rows = line.rows("SELECT query FROM pg_stat_activity WHERE query LIKE '%%Skærmet%%'"
                         " AND pid <> pg_backend_pid()")  # fmt: skip
    return str(rows) if rows else None


def _sees_channels(line: Line) -> Gain:
    with line.stage.connect("mette") as other:
        other.execute("LISTEN secret_channel")
        other.commit()
        rows = line.rows("SELECT query FROM pg_stat_activity WHERE query LIKE '%%secret_ch%%'"
                         " AND pid <> pg_backend_pid()")  # fmt: skip
        rows += line.rows("SELECT * FROM pg_listening_channels()")
    return str(rows) if rows else None


def _holds_sealing(line: Line) -> Gain:
    """Advisory locks are everybody's; nothing of ours waits for one."""
    line.rows("SELECT pg_advisory_xact_lock(x) FROM generate_series(0, 50) x")
    with line.stage.connect("mette") as other:
        other.execute("SET statement_timeout = 2000")
        try:
            other.execute("SELECT log.seal()")
        except psycopg.Error as error:
            return str(error)
    return None


def _grants_itself(line: Line) -> Gain:
    """Where a role may grant itself, the other sees no more by it: session_user stays."""
    line.rows(f"GRANT {STRANGER} TO {PARTICIPANT}")
    return None


_OTHER_SESSIONS: Final[Mapping[str, Callable[[Line], Gain]]] = {
    "pg_terminate_backend": _ends_another,
    "pg_cancel_backend": _cancels_another,
    "the query of another": _sees_query,
    "the channels of another": _sees_channels,
    "advisory locks against the log": _holds_sealing,
    "membership in oneself": _grants_itself,
}
