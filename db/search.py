"""Find citizens by folded words: one token table, the same on both engines."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Mapped, Session
from sqlmodel import col

from db.folding import words
from db.tables.house import RecentRow
from db.tables.people import CaseFileRow, SearchTokenRow, StaffRow
from db.tables.plan import ParticipantRow, PlanRow, TaskRow
from plans.states import PlanStatus

# Counting stops here: beyond it two words are common enough that a scan of one finds the other.
_COMMON: Final = 2_000
_NUMBER_DIGITS: Final = 10
# A street or a name is asked for; more words only narrow.
_MOST_WORDS: Final = 8


def candidates(session: Session, text: str, staff_id: UUID, limit: int, today: date) -> list[UUID]:
    """List the ids of citizens whose words begin with the words of ``text``, best first.

    Mine come first, then those I opened lately, then the rest in the order of the words they
    matched and of their names. A number counts with or without its hyphen.
    """
    asked = _asked(text)
    if not asked:
        return []
    mine = my_ids(session, staff_id, today)
    recent = recent_ids(session, staff_id, 20)
    near = list(dict.fromkeys([*mine, *recent]))
    found = _among(session, asked, near)
    if len(found) < limit:
        found += _anywhere(session, asked, limit)
    if len(found) < limit:
        found += _by_caseworker(session, asked, limit, today)
    return list(dict.fromkeys(found))[:limit]


def my_ids(session: Session, staff_id: UUID, today: date) -> list[UUID]:
    """List the ids of citizens with a running case, a plan or a task of mine."""
    plans = select(col(PlanRow.id), col(PlanRow.citizen_id)).where(
        col(PlanRow.status) != PlanStatus.CLOSED.value
    )
    mine = plans.where(
        (col(PlanRow.coordinator_id) == staff_id) | (col(PlanRow.deputy_id) == staff_id)
    )
    part = plans.join(ParticipantRow, col(ParticipantRow.plan_id) == col(PlanRow.id)).where(
        col(ParticipantRow.staff_id) == staff_id, col(ParticipantRow.removed_at).is_(None)
    )
    task = plans.join(TaskRow, col(TaskRow.plan_id) == col(PlanRow.id)).where(
        col(TaskRow.assignee_id) == staff_id, col(TaskRow.removed_at).is_(None)
    )
    ids = [
        citizen_id for asked in (mine, part, task) for _plan, citizen_id in session.execute(asked)
    ]
    cases = select(col(CaseFileRow.citizen_id)).where(
        col(CaseFileRow.caseworker_id) == staff_id, *_not_ended(today)
    )
    return list(dict.fromkeys([*ids, *session.execute(cases).scalars()]))


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


def _has(word: str, citizen: Mapped[UUID]) -> ColumnElement[bool]:
    other = SearchTokenRow.__table__.alias()  # type: ignore[attr-defined]  # made by SQLAlchemy
    return exists().where(
        other.c.citizen_id == citizen,
        other.c.token >= word,
        other.c.token < word[:-1] + chr(ord(word[-1]) + 1),
    )


def _among(session: Session, asked: list[str], near: list[UUID]) -> list[UUID]:
    """Keep, in their order, the given citizens who have all the words."""
    if not near:
        return []
    citizen = col(SearchTokenRow.citizen_id)
    question = select(citizen).where(citizen.in_(near), _begins(asked[0]))
    for word in asked[1:]:
        question = question.where(_has(word, citizen))
    hits = set(session.execute(question).scalars())
    return [each for each in near if each in hits]


def _anywhere(session: Session, asked: list[str], limit: int) -> list[UUID]:
    """Walk the rarest word's tokens in order, keeping who has the other words too."""
    rarest = min(asked, key=lambda word: _bounded_count(session, word))
    citizen = col(SearchTokenRow.citizen_id)
    question = (
        select(citizen)
        .where(_begins(rarest))
        .order_by(col(SearchTokenRow.token), col(SearchTokenRow.sort_key), citizen)
    )
    for word in _without(asked, rarest):
        question = question.where(_has(word, citizen))
    # One citizen can match twice («Ole Olesen»), so a few more than the limit are read.
    return list(dict.fromkeys(session.execute(question.limit(limit * 2)).scalars()))


def _bounded_count(session: Session, word: str) -> int:
    few = select(col(SearchTokenRow.token)).where(_begins(word)).limit(_COMMON).subquery()
    return session.execute(select(func.count()).select_from(few)).scalar_one()


def _without(asked: list[str], word: str) -> Iterable[str]:
    rest = list(asked)
    rest.remove(word)
    return rest


def _by_caseworker(session: Session, asked: list[str], limit: int, today: date) -> list[UUID]:
    """Find the citizens with a plan or a running case of whom the words name, by name or login."""
    people = session.execute(select(col(StaffRow.id), col(StaffRow.name), col(StaffRow.login)))
    chosen = [
        staff_id
        for staff_id, name, login in people
        if all(
            any(token.startswith(word) for token in [*words(name), *words(login)]) for word in asked
        )
    ]
    if not chosen:
        return []
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
