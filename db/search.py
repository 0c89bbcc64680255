"""Find citizens by folded words: one token table, the same on both engines."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, exists, func, select, union
from sqlalchemy.orm import Mapped, Session
from sqlmodel import col

from db.folding import words
from db.tables.house import RecentRow
from db.tables.people import CaseFileRow, SearchTokenRow, StaffRow
from db.tables.plan import ParticipantRow, PlanRow, TaskRow
from plans.states import PlanStatus

# Counting stops here: a word beyond it is so common that a walk over another soon meets it.
_COMMON: Final = 8_000
# So few can be looked at one by one.
_FEW: Final = 300
_NUMBER_DIGITS: Final = 10
# A street or a name is asked for; more words only narrow.
_MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class Near:
    """The citizens near somebody: those they work with, and those they opened last."""

    mine: frozenset[UUID]
    recent: tuple[UUID, ...]


def near(session: Session, staff_id: UUID, today: date) -> Near:
    """Read who is near somebody."""
    return Near(
        frozenset(my_ids(session, staff_id, today)), tuple(recent_ids(session, staff_id, 20))
    )


def candidates(session: Session, text: str, close: Near, limit: int, today: date) -> list[UUID]:
    """List the ids of citizens whose words begin with the words of ``text``, best first.

    Mine come first by name, then those I opened lately, then the rest in the order of the words
    they matched and of their names. A number counts with or without its hyphen.
    """
    asked = _asked(text)
    if not asked:
        return []
    found = _among(session, asked, close)
    if len(found) < limit:
        found += _anywhere(session, asked, limit)
    if len(found) < limit:
        found += _by_caseworker(session, asked, limit, today)
    return list(dict.fromkeys(found))[:limit]


def my_ids(session: Session, staff_id: UUID, today: date) -> list[UUID]:
    """List the ids of citizens with a running case, a plan or a task of mine."""
    plans = select(col(PlanRow.citizen_id)).where(col(PlanRow.status) != PlanStatus.CLOSED.value)
    parts = plans.join(ParticipantRow, col(ParticipantRow.plan_id) == col(PlanRow.id))
    tasks = plans.join(TaskRow, col(TaskRow.plan_id) == col(PlanRow.id))
    # Each of these has an index of its own; one question with «or» would read every plan.
    asked = union(
        plans.where(col(PlanRow.coordinator_id) == staff_id),
        plans.where(col(PlanRow.deputy_id) == staff_id),
        parts.where(
            col(ParticipantRow.staff_id) == staff_id, col(ParticipantRow.removed_at).is_(None)
        ),
        tasks.where(col(TaskRow.assignee_id) == staff_id, col(TaskRow.removed_at).is_(None)),
        select(col(CaseFileRow.citizen_id)).where(
            col(CaseFileRow.caseworker_id) == staff_id, *_not_ended(today)
        ),
    )
    return list(session.execute(asked).scalars())


def recent_ids(session: Session, staff_id: UUID, limit: int) -> list[UUID]:
    """List the ids of the citizens somebody opened last, newest first."""
    return list(
        session.execute(
            select(col(RecentRow.citizen_id))
            .where(col(RecentRow.staff_id) == staff_id)
            .order_by(col(RecentRow.at).desc())
            .limit(limit)
        ).scalars()
    )


def _not_ended(today: date) -> tuple[ColumnElement[bool], ...]:
    """Ask for cases that run or begin later; many have their end written down from the start."""
    end = col(CaseFileRow.end_date)
    return (end.is_(None) | (end >= today), col(CaseFileRow.removed_at).is_(None))


def _asked(text: str) -> list[str]:
    digits = text.replace("-", "").replace(" ", "")
    if digits.isdigit() and 6 <= len(digits) <= _NUMBER_DIGITS:
        return [digits]
    return words(text)[:_MOST_WORDS]


def _begins(word: str) -> ColumnElement[bool]:
    """Ask for tokens that begin with a word, as a range that an index serves on both engines."""
    token = col(SearchTokenRow.token)
    return (token >= word) & (token < word[:-1] + chr(ord(word[-1]) + 1))


def _has(word: str, citizen: Mapped[UUID] | ColumnElement[UUID]) -> ColumnElement[bool]:
    other = SearchTokenRow.__table__.alias()  # type: ignore[attr-defined]  # made by SQLAlchemy
    return exists().where(
        other.c.citizen_id == citizen,
        other.c.token >= word,
        other.c.token < word[:-1] + chr(ord(word[-1]) + 1),
    )


def _among(session: Session, asked: list[str], close: Near) -> list[UUID]:
    """Keep the near citizens who have all the words: mine by name, then the recent ones."""
    ids = close.mine | set(close.recent)
    if not ids:
        return []
    citizen = col(SearchTokenRow.citizen_id)
    question = select(citizen, col(SearchTokenRow.sort_key)).where(
        citizen.in_(ids), _begins(asked[0])
    )
    for word in asked[1:]:
        question = question.where(_has(word, citizen))
    keys = dict(session.execute(question).all())
    mine = sorted(close.mine & keys.keys(), key=lambda each: keys[each])
    return mine + [each for each in close.recent if each in keys]


def _anywhere(session: Session, asked: list[str], limit: int) -> list[UUID]:
    """Walk the rarest word's tokens in order, keeping who has the other words too."""
    counts = {word: _bounded_count(session, word) for word in asked} if asked[1:] else {}
    rarest = min(asked, key=lambda word: counts.get(word, 0))
    others = _without(asked, rarest)
    walked: FromClause = select(SearchTokenRow).where(_begins(rarest)).subquery()
    if any(_FEW < counts[rarest] <= counts[word] < _COMMON for word in others):
        # Otherwise SQLite looks up each owner of the other word instead of walking this one.
        walked = select(SearchTokenRow).where(_begins(rarest)).cte().prefix_with("MATERIALIZED")
    question = select(walked.c.citizen_id).order_by(
        walked.c.token, walked.c.sort_key, walked.c.citizen_id
    )
    for word in others:
        if counts[rarest] > _FEW and counts[word] < _COMMON:
            question = question.where(walked.c.citizen_id.in_(_owners(word)))
        else:
            question = question.where(_has(word, walked.c.citizen_id))
    # One citizen can match twice («Ole Olesen»), so a few more than the limit are read.
    return list(dict.fromkeys(session.execute(question.limit(limit * 2)).scalars()))


def _owners(word: str) -> Select[UUID]:
    """Ask for everybody with a word at once: quicker than one look for each of many others."""
    other = SearchTokenRow.__table__.alias()  # type: ignore[attr-defined]  # made by SQLAlchemy
    last = word[:-1] + chr(ord(word[-1]) + 1)
    return select(other.c.citizen_id).where(other.c.token >= word, other.c.token < last)


def _bounded_count(session: Session, word: str) -> int:
    few = select(col(SearchTokenRow.token)).where(_begins(word)).limit(_COMMON).subquery()
    return session.execute(select(func.count()).select_from(few)).scalar_one()


def _without(asked: list[str], word: str) -> list[str]:
    rest = list(asked)
    rest.remove(word)
    return rest


def _by_caseworker(session: Session, asked: list[str], limit: int, today: date) -> list[UUID]:
    """Find the citizens with a plan or a running case of whom the words name, by name or login."""
    # Only texts: the ids of thousands in staff would cost more than all else here.
    people = session.execute(select(col(StaffRow.name), col(StaffRow.login)))
    logins = [
        login
        for name, login in people
        if all(f" {word}" in _staff_words(name, login) for word in asked)
    ]
    if not logins:
        return []
    chosen = select(col(StaffRow.id)).where(col(StaffRow.login).in_(logins))
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


@lru_cache(maxsize=8192)
def _staff_words(name: str, login: str) -> str:
    """Give the folded words of somebody in staff, each after a space."""
    return " ".join(("", *words(name), *words(login)))
