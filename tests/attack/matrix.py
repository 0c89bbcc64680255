"""Role x table x verb: each gives what the table of expectations allows, and no more."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import uuid4

from tests.attack import expected
from tests.attack.line import Case, Channel, Gain, Line
from tests.attack.stage import ROLES, STRANGER, Stage

Columns = Sequence[tuple[str, str]]
_LOCKS: Final = ("ACCESS SHARE", "ROW SHARE", "SHARE", "EXCLUSIVE", "ACCESS EXCLUSIVE")
# Tables that a login may lock, for it takes rows away.
_SWEPT: Final = {"presence", "search_token"}
_ANOTHER: Final = {
    "text": "'Forfalsket'", "character varying": "'x'", "integer": "7", "bigint": "7", "boolean": "true",
    "uuid": "gen_random_uuid()", "date": "date '2001-01-01'", "bytea": "'Forfalsket'::bytea",
    "timestamp with time zone": "timestamptz '2001-01-01'",
}  # fmt: skip


def tables(stage: Stage) -> Mapping[str, Columns]:
    """Read the tables and their columns, each with its type."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in stage.ask(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
    ):
        found.setdefault(table, []).append((column, kind))
    return found


def cases(stage: Stage, logins: Sequence[str], *, columns: bool) -> Iterator[Case]:
    """Give the cases of some logins; ``columns`` asks for each column apart, too."""
    for table, its in tables(stage).items():
        counts = _Counts(stage, table, its)
        for login in logins:
            yield from _of_table(counts, login)
            for name, kind in its if columns else ():
                yield from _of_column(counts, login, name, kind)


def of_one(stage: Stage, table: str, login: str) -> Iterator[Case]:
    """Give the cases of one table and login."""
    yield from _of_table(_Counts(stage, table, tables(stage)[table]), login)


class _Counts:
    """How many rows of a table there are under the conditions that are asked for."""

    def __init__(self, stage: Stage, table: str, columns: Columns) -> None:
        self.stage = stage
        self.table = table
        self.columns = dict(columns)
        self._known: dict[str, int] = {}

    def of(self, condition: str) -> int:
        if condition not in self._known:
            question = f"SELECT count(*) FROM public.{self.table} WHERE {condition}"
            ((self._known[condition],),) = self.stage.ask(question)
        return self._known[condition]

    def row(self) -> dict[str, Any] | None:
        """Give a row as JSON, to be forged; None of an empty table."""
        found = self.stage.ask(f"SELECT to_jsonb(t) FROM public.{self.table} t LIMIT 1")
        return found[0][0] if found else None


def _of_table(counts: _Counts, login: str) -> Iterator[Case]:
    table = counts.table
    sees = counts.of(expected.seen(login, table))
    changes = counts.of(expected.changed(login, table))
    takes = counts.of(expected.deleted(login, table))
    set_ = _set_nothing(counts)
    at_most: dict[str, tuple[int, Callable[[Line], int]]] = {
        "SELECT *": (sees, lambda line: len(line.rows(f"SELECT * FROM {table}"))),
        "SELECT whole row": (sees, lambda line: len(line.rows(f"SELECT t FROM {table} t"))),
        "count(*)": (sees, lambda line: line.rows(f"SELECT count(*) FROM {table}")[0][0]),
        "TABLESAMPLE": (
            sees, lambda line: len(line.rows(f"SELECT 1 FROM {table} TABLESAMPLE SYSTEM (100)"))
        ),
        "COPY table TO": (sees, lambda line: _copied(line, f"COPY {table} TO STDOUT")),
        "COPY query TO": (
            sees, lambda line: _copied(line, f"COPY (SELECT * FROM {table}) TO STDOUT")
        ),
        "SELECT FOR UPDATE": (
            max(changes, takes), lambda line: len(line.rows(f"SELECT 1 FROM {table} FOR UPDATE"))
        ),
        "SELECT FOR KEY SHARE": (
            max(changes, takes), lambda line: len(line.rows(f"SELECT 1 FROM {table} FOR KEY SHARE"))
        ),
        "UPDATE": (changes, lambda line: line.count(f"UPDATE {table} SET {set_}")),
        "DELETE": (takes, lambda line: line.count(f"DELETE FROM {table}")),
        "MERGE delete": (
            takes,
            lambda line: line.count(
                f"MERGE INTO {table} USING (SELECT 1) x ON true WHEN MATCHED THEN DELETE"
            ),
        ),
        "MERGE update": (
            changes,
            lambda line: line.count(
                f"MERGE INTO {table} USING (SELECT 1) x ON true"
                f" WHEN MATCHED THEN UPDATE SET {set_}"
            ),
        ),
    }  # fmt: skip
    for verb, (most, ask) in at_most.items():
        yield _case(login, table, verb, _more_than(most, ask))
    yield from _refused(counts, login)


def _refused(counts: _Counts, login: str) -> Iterator[Case]:
    table = counts.table
    yield _case(login, table, "TRUNCATE", _gained(f"TRUNCATE {table} CASCADE"))
    yield _case(login, table, "COPY FROM", lambda line: _copied_in(line, table))
    yield _case(login, table, "COPY TO PROGRAM", _gained(f"COPY {table} TO PROGRAM 'cat'"))
    yield _case(login, table, "DROP", _gained(f"DROP TABLE {table}"))
    yield _case(
        login, table, "NO FORCE", _gained(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    )
    yield _case(login, table, "POLICY", _gained(f"CREATE POLICY mine ON {table} USING (true)"))
    yield _case(login, table, "GRANT", lambda line: _granted(line, table))
    for lock in _LOCKS[2:]:
        made = _case(login, table, f"LOCK {lock}", _gained(f"LOCK {table} IN {lock} MODE NOWAIT"))
        swept = table in _SWEPT or ROLES[login] == "login of loads"
        yield Case(made.group, made.name, login, made.deed, Channel.SWEPT if swept else None)
    row = counts.row()
    if row is not None and not expected.added(login, table):
        yield _case(login, table, "INSERT", _inserted(table, row))


def _of_column(counts: _Counts, login: str, name: str, kind: str) -> Iterator[Case]:
    table = counts.table
    sees = counts.of(expected.seen(login, table))
    yield _case(
        login, table, f"SELECT {name}",
        _more_than(sees, lambda line: len(line.rows(f"SELECT {name} FROM {table}"))),
    )  # fmt: skip
    if name in {"version", "changed_by", "changed_at"}:
        return
    changes = 0 if name in expected.FIXED else counts.of(expected.changed(login, table))
    if ROLES[login] == "login of loads" and table in {"citizen_source", "search_token"}:
        changes = counts.of(expected.EVERYTHING)
    stamp = f"{_set_nothing(counts)}, " if "changed_by" in counts.columns else ""
    set_ = f"{stamp}{name} = {_ANOTHER[kind]}"
    yield _case(
        login, table, f"UPDATE {name}",
        _more_than(changes, lambda line: line.count(f"UPDATE {table} SET {set_}")),
    )  # fmt: skip


def _case(login: str, table: str, verb: str, deed: Callable[[Line], Gain]) -> Case:
    return Case("role x table x verb", f"{ROLES[login]}: {verb} {table}", login, deed)


def _more_than(most: int, ask: Callable[[Line], int]) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        got = ask(line)
        return f"{got} rows, {most} expected" if got > most else None

    return deed


def _gained(statement: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        line.rows(statement)
        return "let through"

    return deed


def _granted(line: Line, table: str) -> Gain:
    line.rows(f"GRANT SELECT ON {table} TO {STRANGER}")
    told = f"SELECT has_table_privilege('{STRANGER}', '{table}', 'SELECT WITH GRANT OPTION')"
    return "granted" if line.rows(told) == [(True,)] else None


def _set_nothing(counts: _Counts) -> str:
    """Give the SET of an update that changes nothing but what the guard asks for."""
    if "changed_by" in counts.columns:
        return "version = version + 1, changed_by = access.me(), changed_at = changed_at"
    name = next(iter(counts.columns))
    return f"{name} = {name}"


def _copied(line: Line, statement: str) -> int:
    with line.session.cursor().copy(statement.encode()) as copy:
        return sum(1 for _ in copy.rows())


def _copied_in(line: Line, table: str) -> Gain:
    with line.session.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
        copy.write(b"")
    return "let through"


def _inserted(table: str, row: dict[str, Any]) -> Callable[[Line], Gain]:
    """Add a row like one that is there, with a new id and in one's own name."""
    values = dict(row)
    for name in {"id", "window_id"} & values.keys():
        values[name] = str(uuid4())

    def deed(line: Line) -> Gain:
        ((me,),) = line.rows("SELECT access.me()")
        if "created_by" in values and me is not None:
            values.update(created_by=str(me), changed_by=str(me), version=1)
        line.rows(
            f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s::jsonb)",
            json.dumps(values),
        )
        return "a row more"

    return deed
