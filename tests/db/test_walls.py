"""What must hold of every wall of a shared store, read from the server's own catalogue."""

import pytest
from sqlalchemy import Engine, text

from db import schema, walls

GROUPS = ("samplan_staff", "samplan_batch", "samplan_auditor", "samplan_administrator")
OWNERS = ("samplan_owner", "samplan_definer", "samplan_log", "samplan_statistics", "samplan_maker")
# What an index of a table that staff reads may begin with: what policies ask for, and nothing that
# a login could ask itself to have the rows counted that a policy hides.
ASKED_BY_POLICIES = {"id", "plan_id", "citizen_id", "signature_id", "follow_up_id", "window_id"}
# Everybody reads all of these.
OPEN = {"staff", "absence", "district", "setting", "list_entry", "alembic_version"}
# (table, column) that is asked for by the policy itself, or names an id that nobody guesses.
HARMLESS = {
    ("recent", "staff_id"),
    ("measurement", "goal_id"),
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
        assert (name, definer and "search_path=pg_catalog, pg_temp" in str(config)) == (name, True)
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


def test_nobody_updates_a_whole_table_and_so_locks_it(walled):
    asked = (
        "SELECT g, relname FROM pg_class, unnest(CAST(:groups AS text[])) g"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        " AND has_table_privilege(g, pg_class.oid, 'UPDATE, TRUNCATE, REFERENCES, TRIGGER')"
        " AND g <> 'samplan_batch'"
    )
    assert rows(walled, asked, groups=list(GROUPS)) == []


def test_nobody_makes_tables_functions_or_large_objects(walled):
    for group in GROUPS:
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


def test_an_upgrade_raises_what_somebody_took_down(walled):
    before = catalogue(walled)
    with walled.begin() as connection:
        fixed = connection.execute(text("SELECT at FROM access.fixed_time")).scalar()
        connection.execute(text("DROP POLICY reads ON goal"))
        connection.execute(text("GRANT ALL ON goal TO samplan_staff"))
    assert catalogue(walled) != before
    schema.upgrade(walled)
    with walled.begin() as connection:
        connection.execute(text("INSERT INTO access.fixed_time VALUES (:at)"), {"at": fixed})
    assert catalogue(walled) == before


def catalogue(engine: Engine) -> list[list[tuple[object, ...]]]:
    """Read policies, doors, triggers and grants, as the server has them."""
    return [
        rows(
            engine,
            "SELECT tablename, policyname, permissive, roles::text, cmd, qual, with_check"
            " FROM pg_policies ORDER BY 1, 2",
        ),
        rows(
            engine,
            "SELECT n.nspname, p.proname, p.prosrc, p.proacl::text FROM pg_proc p"
            " JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname IN ('access', 'log', 'logins', 'statistics') ORDER BY 1, 2, 3",
        ),
        rows(
            engine,
            "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger"
            " WHERE NOT tgisinternal ORDER BY 1, 2",
        ),
        rows(
            engine,
            "SELECT grantee, table_name, column_name, privilege_type"
            " FROM information_schema.column_privileges WHERE table_schema = 'public'"
            " ORDER BY 1, 2, 3, 4",
        ),
    ]
