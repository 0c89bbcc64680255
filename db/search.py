"""Find citizens by folded words: one token table, the same on both engines."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    Text,
    bindparam,
    func,
    literal_column,
    select,
    union,
)
from sqlalchemy.orm import Session
from sqlmodel import col

from db import doors
from db.engine import is_person
from db.folding import beside, is_house_number, words
from db.tables.house import RecentRow
from db.tables.people import CaseFileRow, IdentifierRow, SearchTokenRow, StaffRow
from db.tables.plan import ParticipantRow, PlanRow, TaskRow
from db.tables.staff_tasks import StaffTaskRow
from plans.cpr import without_signs
from plans.staff_tasks import HELD
from plans.states import PlanStatus

# A word that fewer citizens have is rare; to count on would take longer than it saves.
_RARE: Final = 300
_NUMBER_DIGITS: Final = 10
# What no name or login holds stands between them.
_BESIDE: Final = "\x1f"
_AFTER: Final = "\x1e"
# A street or a name is asked for; more words only narrow.
_MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class Near:
    """The citizens near somebody: those they work with, and those they opened last."""

    mine: frozenset[UUID]
    recent: tuple[UUID, ...]


def near(session: Session, staff_id: UUID, today: date) -> Near:
    """Read who is near somebody; on a server that is whose login it is."""
    if is_person(session.get_bind()):
        mine = doors.my_near(session)
    else:
        mine = my_ids(session, staff_id, today)
    return Near(frozenset(mine), tuple(recent_ids(session, staff_id, 20)))


def candidates(session: Session, text: str, close: Near, limit: int, today: date) -> list[UUID]:
    """List the ids of citizens whose words begin with the words of ``text``, best first.

    Mine come first by name, then those I opened lately, then the rest in the order of the words
    they matched and of their names. A number counts with or without its hyphen.
    """
    asked = _asked(text)
    if not asked:
        return []
    if is_person(session.get_bind()):
        return _walled(session, asked, close, limit, today)
    found = _among(session, asked, close)
    if len(found) < limit:
        found += _anywhere(session, asked, limit)
    if len(found) < limit:
        found += _by_caseworker(session, asked, limit, today)
    return list(dict.fromkeys(found))[:limit]


def my_ids(session: Session, staff_id: UUID, today: date) -> list[UUID]:
    """List the ids of citizens with a running case, a plan or a task of mine."""
    return list(session.execute(_mine(), {"me": staff_id, "today": today}).scalars())


@cache
def _mine() -> CompoundSelect[UUID]:
    me: BindParameter[UUID] = bindparam("me")
    plans = select(col(PlanRow.citizen_id)).where(col(PlanRow.status) != PlanStatus.CLOSED.value)
    parts = plans.join(ParticipantRow, col(ParticipantRow.plan_id) == col(PlanRow.id))
    tasks = plans.join(TaskRow, col(TaskRow.plan_id) == col(PlanRow.id))
    # Each of these has an index of its own; one question with «or» would read every plan.
    return union(
        plans.where(col(PlanRow.coordinator_id) == me),
        plans.where(col(PlanRow.deputy_id) == me),
        parts.where(col(ParticipantRow.staff_id) == me, col(ParticipantRow.removed_at).is_(None)),
        tasks.where(col(TaskRow.assignee_id) == me, col(TaskRow.removed_at).is_(None)),
        tasks.where(col(TaskRow.follower_id) == me, col(TaskRow.removed_at).is_(None)),
        select(col(StaffTaskRow.citizen_id)).where(
            col(StaffTaskRow.assignee_id) == me,
            col(StaffTaskRow.sender_id) != me,
            col(StaffTaskRow.citizen_id).is_not(None),
            col(StaffTaskRow.status).in_([each.value for each in HELD]),
        ),
        select(col(CaseFileRow.citizen_id)).where(
            col(CaseFileRow.caseworker_id) == me, *_not_ended(bindparam("today"))
        ),
    )


def recent_ids(session: Session, staff_id: UUID, limit: int) -> list[UUID]:
    """List the ids of the citizens somebody opened last, newest first."""
    return list(session.execute(_recent(), {"me": staff_id, "most": limit}).scalars())


@cache
def _recent() -> Select[UUID]:
    return (
        select(col(RecentRow.citizen_id))
        .where(col(RecentRow.staff_id) == bindparam("me"))
        .order_by(col(RecentRow.at).desc())
        .limit(bindparam("most"))
    )


def _not_ended(today: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    """Ask for cases that run or begin later; many have their end written down from the start."""
    end = col(CaseFileRow.end_date)
    return (end.is_(None) | (end >= today), col(CaseFileRow.removed_at).is_(None))


def number(session: Session) -> ColumnElement[str]:
    """Give the number of a row of ``citizen_identifier`` as the store's index has it.

    A server's index is over an expression, so that nobody can ask it for rows that a policy hides.
    """
    if session.get_bind().dialect.name == "sqlite":
        plain: ColumnElement[str] = col(IdentifierRow.value)  # type: ignore[assignment]  # mapped
        return plain
    return literal_column("citizen_identifier.value || ''", Text)


def _asked(text: str) -> list[str]:
    digits = without_signs(text)
    if digits.isdigit() and 6 <= len(digits) <= _NUMBER_DIGITS:
        return [digits]
    return words(text)[:_MOST_WORDS]


def _end_of(word: str) -> str:
    """Give the first text after all that begin with a word."""
    return word[:-1] + chr(ord(word[-1]) + 1)


def _walled(session: Session, asked: list[str], close: Near, limit: int, today: date) -> list[UUID]:
    """Do the same through the doors of a server, which show what this login may find."""
    near_ids = close.mine | set(close.recent)
    lines = doors.find(session, _search_words(asked), near_ids, limit * 2)
    found = _near_first({who: key for who, key, near in lines if near}, close)
    found += [who for who, _key, near in lines if not near]
    if len(found) < limit and (logins := _logins(session, asked)):
        people = list(session.execute(_ids_of(logins)).scalars())
        found += doors.citizens_of(session, people, today, limit)
    return list(dict.fromkeys(found))[:limit]


def _search_words(asked: list[str]) -> doors.SearchWords:
    walkable = _to_walk(asked)
    ordered = [*walkable, *(word for word in asked if word not in walkable)]
    return doors.SearchWords(
        ordered,
        [_end_of(word) for word in ordered],
        [_pattern(word) for word in ordered],
        len(walkable),
    )


def _pattern(word: str) -> str:
    return f"%{beside(word)}%"


def _begins(first: BindParameter[str], end: BindParameter[str]) -> ColumnElement[bool]:
    """Ask for tokens that begin with a word, as a range that an index serves on both engines."""
    token = col(SearchTokenRow.token)
    return (token >= first) & (token < end)


def _values(word: str, others: list[str]) -> dict[str, str]:
    patterns = {f"other{place}": _pattern(other) for place, other in enumerate(others)}
    return {"first": word, "end": _end_of(word), **patterns}


@cache
def _having(others: int) -> Select[UUID, str]:
    """Ask for who has a word, and ``others`` more beside it; built once, as each key asks it."""
    question = select(col(SearchTokenRow.citizen_id), col(SearchTokenRow.sort_key)).where(
        _begins(bindparam("first"), bindparam("end"))
    )
    for place in range(others):
        question = question.where(col(SearchTokenRow.words).like(bindparam(f"other{place}")))
    return question


@cache
def _having_near(others: int) -> Select[UUID, str]:
    near_ids: BindParameter[UUID] = bindparam("near", expanding=True)
    return _having(others).where(col(SearchTokenRow.citizen_id).in_(near_ids))


@cache
def _walk(others: int) -> Select[UUID, str]:
    row = SearchTokenRow
    ordered = _having(others).order_by(col(row.token), col(row.sort_key), col(row.citizen_id))
    return ordered.limit(bindparam("most"))


@cache
def _counting(count: int) -> Select[*tuple[int, ...]]:
    """Ask how many tokens begin with each of so many words, up to what is rare."""
    token = col(SearchTokenRow.token)
    few = [
        select(token)
        .where(_begins(bindparam(f"first{place}"), bindparam(f"end{place}")))
        .limit(bindparam("rare"))
        .subquery()
        for place in range(count)
    ]
    return select(*(select(func.count()).select_from(each).scalar_subquery() for each in few))


def _among(session: Session, asked: list[str], close: Near) -> list[UUID]:
    """Keep the near citizens who have all the words: mine by name, then the recent ones."""
    ids = close.mine | set(close.recent)
    if not ids:
        return []
    word = _to_walk(asked)[0]
    others = _without(asked, word)
    values = {"near": list(ids), **_values(word, others)}
    return _near_first(dict(session.execute(_having_near(len(others)), values).all()), close)


def _near_first(keys: dict[UUID, str], close: Near) -> list[UUID]:
    """Order near citizens, given with their sort keys: mine by name, then the recent ones."""
    mine = sorted(close.mine & keys.keys(), key=lambda each: keys[each])
    return mine + [each for each in close.recent if each in keys]


def _anywhere(session: Session, asked: list[str], limit: int) -> list[UUID]:
    """Walk the rarest word's tokens in order, keeping who has the other words too."""
    word = _rarest(session, asked)
    others = _without(asked, word)
    # One citizen can match twice («Ole Olesen»), so a few more than the limit are read.
    values = {"most": limit * 2, **_values(word, others)}
    lines = session.execute(_walk(len(others)), values)
    return list(dict.fromkeys(citizen_id for citizen_id, _key in lines))


def _rarest(session: Session, asked: list[str]) -> str:
    """Choose the word that fewest have; of common words the longest, as a rule the rarest."""
    if len(asked) == 1:
        return asked[0]
    asked = _to_walk(asked)
    values = {
        name: text
        for place, word in enumerate(asked)
        for name, text in ((f"first{place}", word), (f"end{place}", _end_of(word)))
    }
    counts = session.execute(_counting(len(asked)), {"rare": _RARE, **values}).one()
    return min(zip(counts, asked, strict=True), key=lambda each: (each[0], -len(each[1])))[1]


def _to_walk(asked: list[str]) -> list[str]:
    """Leave out house numbers, which begin as many person numbers do, where there are others."""
    return [word for word in asked if not is_house_number(word)] or asked


def _without(asked: list[str], word: str) -> list[str]:
    rest = list(asked)
    rest.remove(word)
    return rest


def _by_caseworker(session: Session, asked: list[str], limit: int, today: date) -> list[UUID]:
    """Find the citizens with a plan or a running case of whom the words name, by name or login."""
    logins = _logins(session, asked)
    if not logins:
        return []
    chosen = _ids_of(logins)
    cases = select(col(CaseFileRow.citizen_id)).where(
        col(CaseFileRow.caseworker_id).in_(chosen), *_not_ended(today)
    )
    plans = select(col(PlanRow.citizen_id)).where(
        col(PlanRow.coordinator_id).in_(chosen), col(PlanRow.status) != PlanStatus.CLOSED.value
    )
    return [
        citizen_id
        for theirs in (plans, cases)
        for citizen_id in session.execute(theirs.limit(limit)).scalars()
    ]


def _logins(session: Session, asked: list[str]) -> list[str]:
    """Name the logins of staff whom the words name."""
    staff = session.execute(_everybody()).scalar_one()
    marks = [f" {word}" for word in asked]
    return [
        login for words_, login in _by_words(staff or "") if all(mark in words_ for mark in marks)
    ]


def _ids_of(logins: list[str]) -> Select[UUID]:
    return select(col(StaffRow.id)).where(col(StaffRow.login).in_(logins))


@cache
def _everybody() -> Select[str | None]:
    """Ask for the names and logins of all staff as one text: thousands of rows take longer."""
    each = col(StaffRow.name) + _BESIDE + col(StaffRow.login)
    return select(func.aggregate_strings(each, _AFTER))


@lru_cache(maxsize=4)
def _by_words(staff: str) -> tuple[tuple[str, str], ...]:
    """Give the folded words of everybody in staff, each after a space, with the login."""
    lines = [line.split(_BESIDE) for line in staff.split(_AFTER) if line]
    return tuple((" ".join(("", *words(name), *words(login))), login) for name, login in lines)
