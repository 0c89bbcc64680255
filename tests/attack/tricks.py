"""Looks that are taken back, and addresses that are read past their reason."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Final

import psycopg

from tests.attack.line import Case, Gain, Line
from tests.attack.stage import CLOSED, PLANS, STRANGER, UNKNOWN, Stage
from tests.builders import BO, JENS, KARLA, KIM, METTE, identity

_RELATED: Final = JENS.login
_COORDINATOR: Final = METTE.login
_KARLA, _KIM = identity(KARLA), identity(KIM)
_LOOK: Final = f"SELECT access.look(gen_random_uuid(), '{_KARLA}', 'view', 'citizen', NULL, %s)"
_OPEN: Final = f"SELECT access.open(gen_random_uuid(), '{_KARLA}')"
_UNMASK: Final = f"SELECT access.look(gen_random_uuid(), '{_KIM}', 'unmask', 'address', NULL, %s)"
_WORDS: Final = f"SELECT text FROM own_words WHERE plan_id = '{PLANS[KARLA]}'"
_NAME: Final = f"SELECT family_name FROM citizen WHERE id = '{_KARLA}'"
_ADDRESS: Final = f"SELECT street FROM protected_address WHERE citizen_id = '{_KIM}'"
_STREET: Final = f"SELECT street FROM citizen WHERE id = '{_KIM}'"
_END: Final = (
    "UPDATE citizen SET address_protected = false, special_protection = false,"
    f" version = version + 1, changed_by = access.me() WHERE id = '{_KIM}'"
)
_SHOW: Final = f"SELECT access.show_place('{_KIM}', NULL, NULL, NULL, NULL)"


def cases(_stage: Stage) -> Iterator[Case]:
    """Give the cases of what is asked and taken back."""
    for name, opener, reading in (
        ("a look with a reason", _LOOK, _NAME),
        ("a look with a reason, words", _LOOK, _WORDS),
        ("an opening, words", _OPEN, _WORDS),
        ("an unmasking", _UNMASK, _ADDRESS),
    ):
        for login in (STRANGER, _RELATED, _COORDINATOR, CLOSED, UNKNOWN):
            # Who has to do with a citizen sees the name, and the coordinator has opened her.
            if (login == _RELATED and reading == _NAME) or (
                login == _COORDINATOR and reading != _ADDRESS
            ):
                continue
            for way, deed in _WAYS.items():
                yield Case(
                    "looks that are taken back", f"{login}: {name}, {way}", login,
                    deed(opener, reading),
                )  # fmt: skip
    for login in (STRANGER, _RELATED, _COORDINATOR):
        for name, statements in _ADDRESSES.items():
            yield Case("addresses without a reason", f"{login}: {name}", login,
                       _reads(*statements))  # fmt: skip
    for name, steps in _NUMBERS.items():
        yield Case("numbers without a question", name, STRANGER, _answers(steps))
    for name, before in _ONCE.items():
        yield Case("news of whom one has nothing to do with", name, STRANGER, _hears(before))
    for name, steps in _RIGHTS.items():
        yield Case("rights that one makes oneself", name, STRANGER, _reads(*steps))


def _ask(line: Line, opener: str) -> None:
    line.rows(opener, *(["Ringer på vegne af"] if "%s" in opener else []))


def _plain(opener: str, reading: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        _ask(line, opener)
        return _told(line, reading)

    return deed


def _in_savepoint(opener: str, reading: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        line.rows("SAVEPOINT one")
        _ask(line, opener)
        line.rows("RELEASE SAVEPOINT one")
        line.rows("SAVEPOINT two")
        return _told(line, reading)

    return deed


def _rolled_back(opener: str, reading: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        line.rows("SAVEPOINT one")
        _ask(line, opener)
        line.rows("ROLLBACK TO SAVEPOINT one")
        return _told(line, reading)

    return deed


def _by_cursor(opener: str, reading: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        _ask(line, opener)
        line.rows(f"DECLARE held CURSOR FOR {reading}")
        rows = line.rows("FETCH ALL FROM held")
        return str(rows) if rows else None

    return deed


def _held_over(opener: str, reading: str) -> Callable[[Line], Gain]:
    """Keep a cursor over the end of a transaction that is rolled back to a savepoint before."""

    def deed(line: Line) -> Gain:
        line.rows("SAVEPOINT before")
        _ask(line, opener)
        line.rows(f"DECLARE held CURSOR WITH HOLD FOR {reading}")
        line.rows("ROLLBACK TO SAVEPOINT before")
        rows = line.rows("FETCH ALL FROM held")
        return str(rows) if rows else None

    return deed


def _in_one(opener: str, reading: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        values = ["Ringer på vegne af"] if "%s" in opener else []
        rows = line.rows(
            f"WITH asked AS MATERIALIZED ({opener}) SELECT r.* FROM asked, ({reading}) r", *values
        )
        return str(rows) if rows else None

    return deed


def _serializable(opener: str, reading: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        line.rows("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
        _ask(line, opener)
        return _told(line, reading)

    return deed


def _by_another(opener: str, reading: str) -> Callable[[Line], Gain]:
    """Ask in one session and read in another before the first has committed."""

    def deed(line: Line) -> Gain:
        _ask(line, opener)
        with line.stage.connect(line.login) as other:
            rows = other.execute(reading.encode()).fetchall()
        return str(rows) if any(row[0] for row in rows) else None

    return deed


def _copied(opener: str, reading: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        _ask(line, opener)
        with line.session.cursor().copy(f"COPY ({reading}) TO STDOUT".encode()) as copy:
            rows = list(copy.rows())
        return str(rows) if rows else None

    return deed


_WAYS: Final = {
    "in the transaction": _plain,
    "in a savepoint": _in_savepoint,
    "after a savepoint taken back": _rolled_back,
    "by a cursor": _by_cursor,
    "by a cursor with hold": _held_over,
    "in one statement": _in_one,
    "serializable": _serializable,
    "in another session": _by_another,
    "by COPY": _copied,
}


def _told(line: Line, reading: str) -> Gain:
    rows = [row for row in line.rows(reading) if row[0]]
    return str(rows) if rows else None


def _reads(*statements: str) -> Callable[[Line], Gain]:
    """Run statements, whether or not they are let through, and read with the last."""

    def deed(line: Line) -> Gain:
        line.rows("SELECT 1")
        for each in statements[:-1]:
            with contextlib.suppress(psycopg.Error), line.session.transaction():
                line.rows(each)
        return _told(line, statements[-1])

    return deed


def _look_for(reason: str) -> str:
    return _UNMASK.replace("%s", reason)


_ADDRESSES: Final = {
    "without asking": (_ADDRESS,),
    "without a reason": (_look_for("''"), _ADDRESS),
    "for blanks": (_look_for("'   '"), _ADDRESS),
    "for null": (_look_for("NULL"), _ADDRESS),
    "in the citizen's row": (_STREET,),
    "in the source's row": (("SELECT street FROM citizen_source WHERE street <> ''"
                            f" AND citizen_id = '{_KIM}'"),),
    "in the source's hidden row": ("SELECT street FROM protected_source",),
    "by ending the protection": (_END, _SHOW, _STREET),
    "by ending it, after an unmasking": (_END, _look_for("'Brev'"), _SHOW, _STREET),
    "by ending it and a word of one's own": (
        _END, f"SELECT access.show_place('{_KIM}', NULL, NULL, 'By', NULL)", _STREET),
    "by hiding and showing": (
        f"SELECT access.hide_place('{_KIM}', gen_random_uuid(), NULL, NULL, NULL, NULL)",
        _END, _SHOW, _STREET),
    "by search words": (
        "SELECT words FROM search_token",),
    "as another's deed": (
        _look_for("'Brev'").replace("'unmask'", "'UNMASK'"), _ADDRESS),
}  # fmt: skip
_NUMBERS: Final = {
    "an answer at once": (f"SELECT access.answer_number('{KIM}')",),
    "a question taken back": (
        "SAVEPOINT one", f"SELECT access.ask_number('{KIM}', 'x')", "ROLLBACK TO SAVEPOINT one",
        f"SELECT access.answer_number('{KIM}')"),
    "a question without a reason": (
        f"SELECT access.ask_number('{KIM}', ' ')", "COMMIT",
        f"SELECT access.answer_number('{KIM}')"),
    "a question in the transaction": (
        f"SELECT access.ask_number('{KIM}', 'x')", f"SELECT access.answer_number('{KIM}')"),
    "a question in one statement": (
        (f"WITH q AS MATERIALIZED (SELECT access.ask_number('{KIM}', 'x'))"
        f" SELECT access.answer_number('{KIM}') FROM q"),),
    "a question about another number": (
        "SELECT access.ask_number('1', 'x')", f"SELECT access.answer_number('{KIM}')"),
}  # fmt: skip
_STAMP: Final = "gen_random_uuid(), 1, now(), access.me(), now(), access.me()"
_ROW: Final = "id, version, created_at, created_by, changed_at, changed_by"
_RIGHTS: Final = {
    "a task of one's own": (
        (f"INSERT INTO task ({_ROW}, plan_id, intervention_id, place, title, assignee_id,"
        f" assignee_name, assignee_kind, status) SELECT {_STAMP}, '{PLANS[BO]}',"
        f" '{identity('Praktik i butik')}', 9, 'x', access.me(), 'x', 'staff', 'requested'"),
        f"SELECT family_name FROM citizen WHERE id = '{identity(BO)}'"),
    "a plan of one's own": (
        (f"INSERT INTO joint_plan ({_ROW}, citizen_id, coordinator_id, status, approved_version)"
        f" SELECT {_STAMP}, '{_KARLA}', access.me(), 'closed', 0"), _NAME),
    "a seat of one's own": (
        (f"INSERT INTO participant ({_ROW}, plan_id, staff_id, function, place)"
        f" SELECT {_STAMP}, '{PLANS[KARLA]}', access.me(), '', 0"), _NAME),
    "a case of one's own": (
        ("UPDATE case_file SET caseworker_id = access.me(), version = version + 1,"
        f" changed_by = access.me() WHERE citizen_id = '{_KARLA}'"), _NAME),
    "a citizen of one's own with another's id": (
        "SELECT access.ask_number('9', 'x')",
        f"SELECT access.add_citizen('{{\"id\": \"{_KARLA}\"}}', '9')", _NAME),
    "a colleague's deputy": (
        f"UPDATE joint_plan SET deputy_id = access.me() WHERE citizen_id = '{_KARLA}'", _NAME),
    "a lead's absence": (
        (f"INSERT INTO absence ({_ROW}, staff_id, first_day, deputy_id) SELECT {_STAMP},"
        f" '{identity('birger')}', '2026-01-01', access.me()"), _NAME),
    "a recent citizen": (
        f"INSERT INTO recent VALUES (access.me(), '{_KARLA}', now())", _NAME),
    "search words": (
        f"INSERT INTO search_token VALUES ('x', 'x', '{_KARLA}', ' x')",
        "SELECT citizen_id FROM access.find('{x}', '{y}', ARRAY[''], 1, '{}', 9)"),
    "a window that is there": (
        (f"INSERT INTO presence VALUES (gen_random_uuid(), '{PLANS[KARLA]}', access.me(), '', NULL,"
        " now())"), _NAME),
    "a plan held": (f"SELECT status FROM access.hold_plan('{PLANS[KARLA]}')",),
}  # fmt: skip


def _answers(steps: tuple[str, ...]) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        for each in steps[:-1]:
            line.rows(each)
        ((found,),) = line.rows(steps[-1])
        return str(found) if found else None

    return deed


# What the stranger had to do with Karla once, set up past all walls.
_TICKET: Final = (
    f"INSERT INTO access.ticket VALUES ('{identity(STRANGER)}', '{_KARLA}', 'citizen', 'reason',"
    " '1', '{}')"
)
_ONCE: Final = {
    "nothing": "SELECT 1",
    "a look that is over": _TICKET.format("2026-11-01"),
    "a case that has ended": "INSERT INTO access.relation (staff_id, citizen_id, kind, source_id,"
    f" valid_to) VALUES ('{identity(STRANGER)}', '{_KARLA}', 'case', gen_random_uuid(),"
    " '2026-11-01')",
}


def _hears(before: str) -> Callable[[Line], Gain]:
    """Listen on one's own channel while a colleague changes something of Karla's."""

    def deed(line: Line) -> Gain:
        line.stage.ask(f"{before} RETURNING 1" if before.startswith("INSERT") else before)
        ((channel,),) = line.rows("SELECT access.my_channel()")
        line.rows(f'LISTEN "{channel}"')
        line.session.commit()
        with line.stage.connect(_COORDINATOR) as other:
            other.execute(
                "SELECT log.put(gen_random_uuid(), 'change', %s, 'plan', NULL, '', true)",
                (_KARLA,),
            )
        heard = [each.payload for each in line.session.notifies(timeout=0.1, stop_after=1)]
        line.rows("UNLISTEN *")
        line.session.commit()
        for each in ("ticket", "relation"):
            line.stage.past_walls.execute(
                f"DELETE FROM access.{each} WHERE staff_id = %s", (identity(STRANGER),)
            )
        return heard[0] if heard else None

    return deed
