"""Figures: published by whom they are not to be, published again, with small counts, or read."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.attack.line import Case, Gain, Line
from tests.attack.stage import (
    ADMINISTRATOR,
    BATCH,
    LEAD,
    OTHER_AREA,
    PARTICIPANT,
    ROLES,
    STRANGER,
    Stage,
)

_GROUP: Final = "published figures"
_DONE, _FREE, _RUNNING = "2026-09-01", "2026-10-01", "2026-11-01"
_MAY_READ: Final = {STRANGER, OTHER_AREA, PARTICIPANT, LEAD, ADMINISTRATOR, BATCH}


def _content(month: str, **change: object) -> str:
    columns = [{"cells": [12, None], "total": 12, "visible": True}]
    return json.dumps({"month": month, "threshold": 5, "columns": columns} | change)


def _column(*cells: int | None, total: int | None = None, visible: bool = True) -> Any:
    return [{"cells": cells, "total": total, "visible": visible}]


# What not even the login of loads publishes: a month twice, one that runs, and small counts.
_FORGED: Final = {
    "a month again": (_DONE, [_content(_DONE, columns=_column(13, None))]),
    "the month that runs": (_RUNNING, [_content(_RUNNING)]),
    "a month to come": ("2027-01-01", [_content("2027-01-01")]),
    "a month from its second day": ("2026-10-02", [_content("2026-10-02")]),
    "a month under another's name": (_FREE, [_content(_DONE)]),
    "a count of four": (_FREE, [_content(_FREE, columns=_column(12, 4))]),
    "a count of nobody": (_FREE, [_content(_FREE, columns=_column(12, 0))]),
    "a small count in the second table": (_FREE, [_content(_FREE), _content(_FREE, columns=_column(1))]),
    "a true total that is small": (_FREE, [_content(_FREE, columns=_column(total=4, visible=False))]),
    "a limit of two": (_FREE, [_content(_FREE, threshold=2, columns=_column(2))]),
    "no limit": (_FREE, [_content(_FREE, threshold=None, columns=_column(2))]),
    "nothing": (_FREE, []),
}  # fmt: skip
_REACHED: Final = (
    (
        "INSERT INTO published_figures (id, month, place, made_at, content)"
        " VALUES (gen_random_uuid(), '2026-10-01', 0, now(), '{}')"
    ),
    "UPDATE published_figures SET content = '{}'",
    "DELETE FROM published_figures",
    "SELECT content FROM published_figures",
    "SET ROLE samplan_statistics",
    "CREATE FUNCTION statistics.months(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER FUNCTION statistics.may_report() SECURITY INVOKER",
    "DROP FUNCTION statistics.publish(date, text[])",
)


def cases(stage: Stage) -> Iterator[Case]:
    """Give the cases of figures; one month is published before."""
    stage.past_walls.execute(
        "INSERT INTO published_figures (id, month, place, made_at, content)"
        " VALUES (gen_random_uuid(), %s, 0, now(), %s) ON CONFLICT DO NOTHING",
        (_DONE, _content(_DONE)),
    )
    for login, role in ROLES.items():
        for statement in _REACHED:
            yield Case(_GROUP, f"{role}: {statement[:40]}", login, _let(statement))
        if login != BATCH:
            yield Case(_GROUP, f"{role}: publishes", login, _publishes(_FREE, [_content(_FREE)]))
        if login not in _MAY_READ:
            for asked in ("statistics.months()", f"statistics.published('{_DONE}')"):
                yield Case(_GROUP, f"{role}: reads {asked}", login, _sees(asked))
    for name, (month, contents) in _FORGED.items():
        yield Case(_GROUP, f"login of loads: {name}", BATCH, _publishes(month, contents))
    # A limit that a team lead wrote past the program is not the one that counts.
    yield Case(_GROUP, "team lead: reads what a lower limit would show", LEAD, _lower_limit)


def _publishes(month: str, contents: list[str]) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        line.rows("SELECT statistics.publish(%s, %s::text[])", month, contents)
        return "published"

    return deed


def _let(statement: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        line.rows(statement)
        return "let through"

    return deed


def _sees(asked: str) -> Callable[[Line], Gain]:
    def deed(line: Line) -> Gain:
        return "rows" if line.rows(f"SELECT * FROM {asked}") else None

    return deed


def _lower_limit(line: Line) -> Gain:
    before = line.rows(f"SELECT * FROM statistics.published('{_DONE}')")
    line.rows(
        "UPDATE setting SET value = '1', version = version + 1, changed_by = access.me()"
        " WHERE name = 'smallest_printed_count'"
    )
    after = line.rows(f"SELECT * FROM statistics.published('{_DONE}')")
    return None if before == after and before else "other figures"
