"""Every function of ours, by everybody, with what they should not ask; and what a search shows."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from tests.attack.line import Case, Gain, Line
from tests.attack.stage import (
    CLOSED,
    LEAD,
    OTHER_AREA,
    PARTICIPANT,
    PLANS,
    ROLES,
    STRANGER,
    UNKNOWN,
    Stage,
)
from tests.builders import BO, KARLA, KIM, METTE, NINA, identity

_SCHEMAS: Final = "('access', 'log', 'logins', 'statistics')"
# Whom a login finds: by a relation, or by a case of the service area (the two of health).
_FINDS: Final[Mapping[str, set[str]]] = {
    OTHER_AREA: {BO, KARLA},
    PARTICIPANT: {BO},
    LEAD: {NINA},
}
_NAMES: Final = {BO: "Bo Testrup", KARLA: "Karla Prøvesen", KIM: "Kim Skærmet", NINA: "Nina"}
# Words in which a function of ours would give away somebody hidden.
_STREETS: Final = "Hemmeligvej|Skjulby|8998"


def cases(stage: Stage) -> Iterator[Case]:
    """Give the cases of doors."""
    functions = stage.ask(
        "SELECT n.nspname || '.' || p.proname, p.provariadic <> 0,"
        " ARRAY(SELECT t::regtype::text FROM unnest(p.proargtypes) t)"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        f" WHERE n.nspname IN {_SCHEMAS} AND p.prorettype <> 'trigger'::regtype ORDER BY 1"
    )
    for name, variadic, kinds in functions:
        for login, role in ROLES.items():
            for how, values in _arguments(kinds).items():
                yield Case(
                    "functions of ours", f"{role}: {name} with {how}", login,
                    _called(name, kinds, values, variadic=variadic),
                )  # fmt: skip
    place = identity("Praktik i butik")
    yield Case(
        "functions of ours", "stranger: whom a known plan is shared with", STRANGER,
        _works("SELECT access.may_be_asked(%s, %s, %s)", METTE.id, PLANS[BO], place),
    )  # fmt: skip
    yield from searches()
    yield from _logins(stage)


def _arguments(kinds: list[str]) -> dict[str, list[Any]]:
    """Make hostile arguments for the types of a function."""
    hidden = [str(identity(each)) for each in (BO, KARLA, KIM, NINA)]
    theirs: dict[str, Any] = {
        "uuid": str(identity(KARLA)), "text": KARLA, "uuid[]": hidden, "text[]": ["", "a"],
        "integer": 1_000_000, "date": "2001-01-01", "jsonb": f'{{"id": "{METTE.id}"}}',
        "boolean": True, "boolean[]": [True], "bigint": 1, "timestamp with time zone": "2001-01-01",
        "handover": None, "staff_task": None, "enquiry": None, "redistribution_move": None,
    }  # fmt: skip
    plan = {**theirs, "uuid": str(PLANS[KARLA]), "text": "", "uuid[]": hidden * 2000}
    wide = {**theirs, "uuid": str(identity(KIM)), "text": "unmask", "text[]": ["~"] * 2000,
            "integer": 2**31 - 1, "date": "infinity"}  # fmt: skip
    return {
        "nulls": [None] * len(kinds),
        "another's citizen": [theirs[each] for each in kinds],
        "another's plan": [plan[each] for each in kinds],
        "much": [wide[each] for each in kinds],
    }


def _called(
    name: str, kinds: list[str], values: list[Any], *, variadic: bool
) -> Callable[[Line], Gain]:
    marks = [f"%s::{kind}" for kind in kinds]
    if variadic:
        marks[-1] = f"VARIADIC {marks[-1]}"
    call = f"SELECT * FROM {name}({', '.join(marks)})"

    def deed(line: Line) -> Gain:
        allowed = {_NAMES[each] for each in _FINDS.get(line.login, set())}
        told = ""
        # Twice: what the first call leaves behind must not help the second.
        for _ in range(2):
            told += str(line.rows(call, *values))
            told += line.error(call, *values)
        asked = " ".join(str(each) for each in values)
        for who, spoken in _NAMES.items():
            if spoken not in allowed and spoken in told:
                return spoken
            if who in told and who not in asked and spoken not in allowed:
                return who
        street = re.search(_STREETS, told)
        return street.group() if street else None

    return deed


_CHOOSE: Final = "SELECT * FROM access.find(%s, %s, ARRAY['%%', '%%'], 2, '{}', 1000)"
_FIND: Final = "SELECT * FROM access.find(%s, %s, %s, 1, %s, 1000)"


def searches() -> Iterator[Case]:
    """What a search may show: nobody outside one's relations and service area, and no count."""
    words = ("bo", "karla", "kim", "nina", "testrup", "provesen", "skaermet", "hemmeligvej",
             "8998", "skjulby", KARLA, KIM, "")  # fmt: skip
    for login in (STRANGER, OTHER_AREA, PARTICIPANT, LEAD, CLOSED, UNKNOWN):
        for word in words:
            end = word[:-1] + chr(ord(word[-1]) + 1) if word else "~"
            named = f"{ROLES[login]}: «{word}»"
            yield Case("search", f"{named}, find", login, _finds(word, end))
            yield Case("search", f"{named}, beside another", login, _chooses(word, end))
        yield Case("search", f"{ROLES[login]}: lines", login, _lines)
        yield Case("search", f"{ROLES[login]}: citizens of colleagues", login, _of_colleagues)
        yield Case("search", f"{ROLES[login]}: withheld notes", login, _withheld)


def _found(line: Line, rows: list[tuple[Any, ...]]) -> Gain:
    allowed = {identity(each) for each in _FINDS.get(line.login, set())}
    more = {row[0] for row in rows} - allowed
    return f"{len(more)} citizens" if more else None


def _finds(word: str, end: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        everybody = [identity(each) for each in _NAMES]
        return _found(
            line,
            line.rows(_FIND, [word], [end], [""], everybody),
        )

    return deed


def _chooses(word: str, end: str) -> Callable[[Line], Gain]:
    """Ask for a word beside a long one that is found once: which is walked must not tell."""

    def deed(line: Line) -> Gain:
        allowed = [identity(each) for each in _FINDS.get(line.login, set())]
        ((known,),) = line.stage.ask(
            "SELECT count(*) FROM search_token WHERE token >= %s AND token < %s"
            " AND citizen_id = ANY (%s)",
            word, end, allowed,
        )  # fmt: skip
        once = line.stage.ask(
            "SELECT token FROM search_token GROUP BY token HAVING count(*) = 1"
            " AND min(citizen_id::text)::uuid = ANY (%s) ORDER BY length(token) DESC LIMIT 1",
            allowed,
        )
        if known or not once:
            return None

        def beside(first: str, after: str) -> list[tuple[Any, ...]]:
            return line.rows(_CHOOSE, [first, once[0][0]], [after, once[0][0] + "~"])

        told, nobody = beside(word, end), beside("qqqqq", "qqqqr")
        return f"{len(told)} rows, {len(nobody)} for nobody" if told != nobody else None

    return deed


def _lines(line: Line) -> Gain:
    everybody = [identity(each) for each in _NAMES]
    rows = line.rows("SELECT * FROM access.lines(%s)", everybody)
    if re.search(_STREETS, str(rows)):
        return "a protected address"
    return _found(line, rows)


def _of_colleagues(line: Line) -> Gain:
    people = [row[0] for row in line.rows("SELECT id FROM staff")]
    rows = line.rows("SELECT * FROM access.citizens_of(%s, '2001-01-01', 1000)", people)
    return _found(line, rows)


def _withheld(line: Line) -> Gain:
    rows = [
        row
        for who in (KARLA, KIM, NINA, BO)
        if who not in _FINDS.get(line.login, set())
        for row in line.rows("SELECT * FROM access.withheld_notes(%s)", identity(who))
    ]
    return f"{len(rows)} notes" if rows else None


def _logins(stage: Stage) -> Iterator[Case]:
    """Make, take and change logins as who is no administrator, and as one who goes too far."""
    admin = json.dumps(
        {"id": str(identity("t")), "login": "thief", "name": "T", "role": "administrator"}
    )
    deeds = {
        "add": ("SELECT logins.add(gen_random_uuid(), %s::jsonb, NULL)", admin),
        "move oneself up": (
            ("SELECT logins.move(gen_random_uuid(), to_jsonb(s) || '{\"role\": \"team_lead\"}')"
            " FROM staff s WHERE login = %s"), "eva",
        ),
        "password": (
            "SELECT logins.new_password(gen_random_uuid(), %s, 'SCRAM-SHA-256$4096:x$y:z')",
            METTE.id,
        ),
        "close": ("SELECT logins.close(gen_random_uuid(), %s)", METTE.id),
        "open": ("SELECT logins.open(gen_random_uuid(), %s, NULL)", identity(CLOSED)),
        "end sessions": ("SELECT logins.end_sessions(%s)", METTE.id),
        "burden": ("SELECT logins.burden(%s)", METTE.id),
        "put": ("SELECT logins.put(%s, 'administrator', NULL)", "mette"),
        "shut": ("SELECT logins.shut(%s)", "mette"),
    }  # fmt: skip
    for login, role in ROLES.items():
        for name, (statement, value) in deeds.items():
            if role == "administrator" and name not in {"put", "shut", "password", "close"}:
                continue
            yield Case("logins", f"{role}: {name}", login, _works(statement, value))
    for name, made in _OVERREACHES.items():
        yield Case("logins", f"administrator: {name}", "ida", _works(made, identity("x")))


# What not even an administrator may: take another's name, roles of the server, one's own power.
_OVERREACHES: Final = {
    f"a login called {name}": (
        "SELECT logins.add(gen_random_uuid(), jsonb_build_object('id', %s::uuid, 'login',"
        f" '{name}', 'name', 'X', 'team', '', 'phone', '', 'email', '', 'role', '{role}'), NULL)"
    )
    for name, role in (
        ("postgres", "caseworker"), ("samplan_definer", "caseworker"), ("pg_monitor", "caseworker"),
        ("public", "caseworker"), ("mette", "caseworker"), ("thief", "system"),
        ('x"; DROP ROLE mette; --', "caseworker"), ("X", "caseworker"), ("", "caseworker"),
        ("thief", "samplan_owner"), ("none", "caseworker"), ("session_user", "caseworker"),
    )
}  # fmt: skip


def _works(statement: str, *values: object) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        rows = line.rows(statement, *values)
        return "let through" if rows and rows != [(0,)] else None

    return deed
