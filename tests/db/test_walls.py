"""What must hold of every wall of a shared store, read from the server's own catalogue."""

import pytest
from psycopg import errors
from sqlalchemy import Engine, text

from coordinator.store_errors import StoreUnavailable
from db import schema, walls

GROUPS = ("samplan_staff", "samplan_batch", "samplan_auditor", "samplan_administrator")
OWNERS = ("samplan_owner", "samplan_definer", "samplan_log", "samplan_statistics", "samplan_maker")
# What an index of a table that staff reads may begin with: what policies ask for, and nothing that
# a login could ask itself to have the rows counted that a policy hides.
ASKED_BY_POLICIES = {"id", "plan_id", "citizen_id", "signature_id", "follow_up_id", "window_id"}
# Everybody reads all of these.
OPEN = {"staff", "absence", "district", "setting", "list_entry", "alembic_version", "store_move"}
# (table, column) that is asked for by the policy itself, or names an id that nobody guesses.
HARMLESS = {
    ("recent", "staff_id"),
    ("sign_in", "staff_id"),
    ("measurement", "goal_id"),
    ("staff_task_step", "staff_task_id"),
    ("enquiry_step", "enquiry_id"),
    ("enquiry_words", "enquiry_id"),
    ("audit", "staff_id"),
    ("audit", "seal"),
}


@pytest.fixture
def walled(shared_house) -> Engine:
    return shared_house.engine


def rows(engine: Engine, statement: str, **values: object) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement), values)]


def test_every_table_is_walled_from_everybody_and_its_owner(walled):
    open_ = rows(
        walled,
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)",
    )
    assert open_ == [("alembic_version",)]


def test_nobody_owns_a_table_or_door_who_can_sign_in(walled):
    owners = rows(
        walled,
        "SELECT DISTINCT r.rolname, r.rolcanlogin, r.rolsuper, r.rolbypassrls FROM pg_roles r"
        " WHERE r.oid IN (SELECT relowner FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')"
        " OR r.oid IN (SELECT proowner FROM pg_proc WHERE pronamespace = 'access'::regnamespace)",
    )
    assert {name for name, *_rest in owners} <= set(OWNERS)
    assert not any(any(rest) for _name, *rest in owners)


def test_nobody_is_a_member_of_who_owns(walled):
    asked = (
        "SELECT r.rolname, m.rolname FROM pg_auth_members a"
        " JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member"
        " WHERE r.rolname = ANY (:owners) AND NOT m.rolsuper"
    )
    assert rows(walled, asked, owners=list(OWNERS)) == []


def test_every_door_pins_its_search_path_and_is_nobodys_by_default(walled):
    doors = rows(
        walled,
        "SELECT p.proname, p.prosecdef, p.proconfig::text,"
        " has_function_privilege('public', p.oid, 'EXECUTE')"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname IN ('access', 'log', 'logins', 'statistics')",
    )
    assert doors
    for name, definer, config, open_to_all in doors:
        # One reads as who asks, behind the policies.
        assert (name, definer or name == "plan_rows") == (name, True)
        assert (name, "search_path=pg_catalog, pg_temp" in str(config)) == (name, True)
        assert (name, open_to_all) == (name, False)


def test_no_index_of_a_table_that_staff_reads_answers_for_hidden_rows(walled):
    asked = (
        "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
        " WHERE c.relnamespace = 'public'::regnamespace"
        " AND has_column_privilege('samplan_staff', c.oid, a.attnum, 'SELECT')"
    )
    found = {
        (table, column)
        for table, column in rows(walled, asked)
        if table not in OPEN and column not in ASKED_BY_POLICIES
    }
    assert found <= HARMLESS


def test_only_ids_of_a_walled_table_have_statistics(walled):
    asked = (
        "SELECT DISTINCT a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0"
        " AND NOT a.attisdropped AND coalesce(a.attstattarget, -1) <> 0"
    )
    assert {name for (name,) in rows(walled, asked)} <= ASKED_BY_POLICIES


def test_only_ids_are_compared_before_a_policy_is_asked(walled):
    assert rows(walled, "SELECT proname FROM pg_proc WHERE proleakproof") == [("uuid_eq",)]


def test_where_a_store_went_is_told_and_no_row_on_its_way(walled):
    asked = (
        "SELECT DISTINCT attname FROM pg_attribute, unnest(CAST(:groups AS text[])) g"
        " WHERE attrelid = 'public.store_move'::regclass AND attnum > 0"
        " AND has_column_privilege(g, attrelid, attnum, 'SELECT, INSERT, UPDATE')"
    )
    told = {name for (name,) in rows(walled, asked, groups=list(GROUPS))}
    assert told == {"direction", "place", "state"}


def test_who_has_not_chosen_a_password_reaches_no_row_and_may_choose_one(walled):
    columns = (
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'v', 'm', 'S')"
        " AND c.relnamespace IN (SELECT oid FROM pg_namespace"
        "  WHERE nspname IN ('public', 'access', 'log', 'logins', 'statistics'))"
        " AND (c.relkind <> 'S' AND has_any_column_privilege('samplan_newcomer', c.oid,"
        "  'SELECT, INSERT, UPDATE, REFERENCES')"
        " OR has_table_privilege('samplan_newcomer', c.oid, 'SELECT, DELETE, TRUNCATE'))"
    )
    assert rows(walled, columns) == []
    functions = (
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname IN ('public', 'access', 'log', 'logins', 'statistics')"
        " AND has_function_privilege('samplan_newcomer', p.oid, 'EXECUTE') ORDER BY 1"
    )
    assert rows(walled, functions) == [("my_name",), ("own_password",)]


def test_nobody_updates_a_whole_table_and_so_locks_it(walled):
    asked = (
        "SELECT g, relname FROM pg_class, unnest(CAST(:groups AS text[])) g"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        " AND has_table_privilege(g, pg_class.oid, 'UPDATE, TRUNCATE, REFERENCES, TRIGGER')"
        " AND g <> 'samplan_batch'"
    )
    assert rows(walled, asked, groups=list(GROUPS)) == []


def test_nobody_makes_tables_functions_or_large_objects(walled):
    for group in (*GROUPS, "samplan_newcomer"):
        asked = (
            "SELECT has_database_privilege(:who, current_database(), 'TEMP'),"
            " has_database_privilege(:who, current_database(), 'CREATE'),"
            " has_schema_privilege(:who, 'public', 'CREATE'),"
            " has_schema_privilege(:who, 'access', 'CREATE'),"
            " has_language_privilege(:who, 'plpgsql', 'USAGE'),"
            " has_function_privilege(:who, 'lo_creat(integer)', 'EXECUTE')"
        )
        ((*may,),) = rows(walled, asked, who=group)
        assert (group, may) == (group, [False] * 6)


def test_walls_are_the_same_when_they_are_raised_again(walled):
    before = catalogue(walled)
    with walled.begin() as connection:
        fixed = connection.execute(text("SELECT at FROM access.fixed_time")).scalar()
        walls.take_down(connection)
        walls.raise_walls(connection)
        connection.execute(text("INSERT INTO access.fixed_time VALUES (:at)"), {"at": fixed})
    assert catalogue(walled) == before


# What somebody with power over the server could do to the walls, by what it is done to.
HOLES = {
    "policies": ("DROP POLICY reads ON goal", "CREATE POLICY all_of_it ON task USING (true)"),
    "functions": (
        (
            "CREATE OR REPLACE FUNCTION access.today() RETURNS date LANGUAGE plpgsql STABLE"
            " AS $$ BEGIN RETURN NULL; END $$"
        ),
        "ALTER FUNCTION access.me() OWNER TO samplan_owner",
        "GRANT EXECUTE ON FUNCTION access.my_plans() TO PUBLIC",
        "CREATE FUNCTION access.back_door() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER FUNCTION logins.require() SECURITY INVOKER",
    ),
    "triggers": (
        "ALTER TABLE audit DISABLE TRIGGER keeps",
        "DROP TRIGGER relates ON goal",
        (
            "CREATE TRIGGER swallows BEFORE UPDATE ON goal FOR EACH ROW"
            " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        ),
    ),
    "tables": (
        "ALTER TABLE goal DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE task NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE consent OWNER TO samplan_staff",
        "GRANT ALL ON goal TO samplan_staff",
        "GRANT SELECT ON access.ticket TO samplan_batch",
        "GRANT SELECT ON own_words TO mette",
        "GRANT SELECT ON goal TO PUBLIC",
    ),
    "columns": (
        "GRANT UPDATE (version) ON goal TO samplan_staff",
        "GRANT SELECT (matters) ON own_words TO birger",
        "ALTER TABLE goal ALTER title SET STATISTICS 100",
    ),
    "schemas": (
        "GRANT CREATE ON SCHEMA public TO PUBLIC",
        "GRANT CREATE ON SCHEMA access TO samplan_staff",
        "ALTER SCHEMA log OWNER TO samplan_owner",
    ),
    "roles": (
        "ALTER ROLE samplan_staff BYPASSRLS",
        "ALTER ROLE samplan_owner LOGIN",
        "ALTER ROLE samplan_administrator CREATEROLE",
        "GRANT samplan_definer TO mette",
        "GRANT pg_read_all_data TO samplan_staff",
    ),
    "server": (
        "GRANT TEMPORARY ON DATABASE {here} TO PUBLIC",
        "GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC",
        "ALTER FUNCTION texteq(text, text) LEAKPROOF",
        "GRANT EXECUTE ON FUNCTION lo_creat(integer) TO PUBLIC",
    ),
}


@pytest.mark.parametrize("state", ["40P01", "55P03", "42501"])
def test_what_the_server_says_of_walls_is_told_as_of_any_statement(walled, tmp_path, state):
    """A window that is still open may stand in the way of who raises them."""
    file = tmp_path / "raised.sql"
    file.write_text(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$", "utf-8")
    with walled.connect() as connection, pytest.raises(StoreUnavailable) as refused:
        walls._run(connection, file)
    assert refused.value.code == {
        "40P01": "store-collided", "55P03": "store-busy", "42501": "store-forbids",
    }[state]  # fmt: skip
    file.write_text("SELEC", "utf-8")
    with walled.connect() as connection, pytest.raises(errors.SyntaxError):
        walls._run(connection, file)


def test_an_upgrade_mends_whatever_somebody_did_to_the_walls(walled):
    before = catalogue(walled)
    with walled.begin() as connection:
        fixed = connection.execute(text("SELECT at FROM access.fixed_time")).scalar()
        for hole in (each for holes in HOLES.values() for each in holes):
            connection.execute(text(hole.format(here=walled.url.database)))
    opened = catalogue(walled)
    # Each kind of hole is seen, so that the last line can fail.
    assert {kind for kind, found in opened.items() if found != before[kind]} == HOLES.keys()
    schema.upgrade(walled)
    with walled.begin() as connection:
        connection.execute(text("INSERT INTO access.fixed_time VALUES (:at)"), {"at": fixed})
    assert catalogue(walled) == before


# An access list as the server has it, in an order of its own.
_ACL = "ARRAY(SELECT unnest({}.{})::text ORDER BY 1)"
_OURS = "('public', 'access', 'log', 'logins', 'statistics')"
_CATALOGUE = {
    "policies": "SELECT schemaname, tablename, policyname, permissive, roles::text, cmd, qual,"
    " with_check FROM pg_policies ORDER BY 1, 2, 3",
    "functions": "SELECT pg_get_functiondef(p.oid), p.proowner::regrole::text, "
    + _ACL.format("p", "proacl")
    + f" FROM pg_proc p WHERE p.pronamespace::regnamespace::text IN {_OURS} ORDER BY 1",
    "triggers": "SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid)"
    " FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
    "tables": "SELECT c.oid::regclass::text, c.relkind, c.relowner::regrole::text,"
    " c.relrowsecurity, c.relforcerowsecurity, " + _ACL.format("c", "relacl")
    + f" FROM pg_class c WHERE c.relnamespace::regnamespace::text IN {_OURS} ORDER BY 1",
    "columns": "SELECT a.attrelid::regclass::text, a.attname, coalesce(a.attstattarget, -1), "
    + _ACL.format("a", "attacl")
    + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'"
    f" WHERE c.relnamespace::regnamespace::text IN {_OURS} AND a.attnum > 0 ORDER BY 1, 2",
    "schemas": "SELECT n.nspname, n.nspowner::regrole::text, " + _ACL.format("n", "nspacl")
    + f" FROM pg_namespace n WHERE n.nspname IN {_OURS} ORDER BY 1",
    "roles": "SELECT r.rolname, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin,"
    " r.rolreplication, r.rolbypassrls, ARRAY(SELECT a.roleid::regrole::text FROM pg_auth_members a"
    " WHERE a.member = r.oid ORDER BY 1), ARRAY(SELECT a.member::regrole::text"
    " FROM pg_auth_members a WHERE a.roleid = r.oid AND r.rolname IN ('samplan_owner',"
    " 'samplan_definer', 'samplan_log', 'samplan_statistics', 'samplan_maker') ORDER BY 1)"
    " FROM pg_roles r WHERE r.rolname LIKE 'samplan%' ORDER BY 1",
    "server": "SELECT 'database', " + _ACL.format("d", "datacl")
    + " FROM pg_database d WHERE d.datname = current_database()"
    " UNION ALL SELECT l.lanname, " + _ACL.format("l", "lanacl") + " FROM pg_language l"
    " UNION ALL SELECT p.oid::regprocedure::text || p.proleakproof, " + _ACL.format("p", "proacl")
    + " FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace ORDER BY 1",
}  # fmt: skip


def catalogue(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Read all that the walls are made of, as the server has it."""
    return {kind: rows(engine, asked) for kind, asked in _CATALOGUE.items()}
