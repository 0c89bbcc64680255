"""Where sources say that citizens live: apart from all else while the address is protected."""

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import Session, col

from db.bulk import MOST_VALUES, Values, chunks
from db.tables.people import ProtectedSourceRow, SourceRow
from db.work_state import WorkState

Place = tuple[str, str, str, str]
PLACE: Final = ("street", "postcode", "town", "district_text")
NOWHERE: Final[Place] = ("", "", "", "")


def hidden(session: Session, citizens: Iterable[UUID]) -> dict[UUID, Place]:
    """Read what is hidden of sources, by the id of the source's row; for the compare of a load."""
    places = [getattr(ProtectedSourceRow, name) for name in PLACE]
    question = (
        select(col(ProtectedSourceRow.id), *places)
        .join(SourceRow, col(SourceRow.id) == col(ProtectedSourceRow.id))
        .where(col(ProtectedSourceRow.removed_at).is_(None))
    )
    found: dict[UUID, Place] = {}
    for ids in chunks(citizens, MOST_VALUES):
        lines = session.execute(question.where(col(SourceRow.citizen_id).in_(ids)))
        found.update((row_id, (*place,)) for row_id, *place in lines)
    return found


def hide(state: WorkState, citizens: Iterable[UUID]) -> None:
    """Take what sources say about citizens who are under protection now out of the open."""
    places = [getattr(SourceRow, name) for name in PLACE]
    question = select(col(SourceRow.id), *places).where(or_(*(place != "" for place in places)))
    for ids in chunks(citizens, MOST_VALUES):
        lines = state.session.execute(question.where(col(SourceRow.citizen_id).in_(ids))).all()
        keep(state, [tuple(line) for line in lines])
        state.update_many(SourceRow, PLACE, ((line[0], *NOWHERE) for line in lines))


def keep(state: WorkState, rows: Sequence[Values]) -> None:
    """Write hidden places; each begins with the id of the source's row."""
    known: set[UUID] = set()
    for ids in chunks([row[0] for row in rows], MOST_VALUES):
        question = select(col(ProtectedSourceRow.id)).where(col(ProtectedSourceRow.id).in_(ids))
        known.update(state.session.execute(question).scalars())
    # Hidden again where a person had ended the protection.
    wanted = [(*row, None) for row in rows]
    new = {row[0] for row in rows} - known
    state.write_many(ProtectedSourceRow, (*PLACE, "removed_at"), wanted, new)


def show(state: WorkState, citizen_id: UUID) -> None:
    """Put what sources say back into the open when a person has ended the protection."""
    found = hidden(state.session, [citizen_id])
    state.update_many(SourceRow, PLACE, ((row_id, *place) for row_id, place in found.items()))
    now = state.clock.now()
    state.update_many(ProtectedSourceRow, ("removed_at",), ((row_id, now) for row_id in found))
