"""Published figures in the store; on a server a person reaches them by its functions alone."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, insert, select
from sqlmodel import col

from coordinator.ids import new_id
from coordinator.lists import PublishedMonth
from coordinator.reports.shared_counts import SharedCounts, counts_from_text, counts_to_text
from db import doors
from db.tables.figures import PublishedFiguresRow
from db.work_state import WorkState


class SqlFigures:
    """The published figures of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def months(self) -> tuple[PublishedMonth, ...]:
        if self._state.person:
            lines = doors.published_months(self._state.session)
        else:
            month = col(PublishedFiguresRow.month)
            asked = select(month, func.min(col(PublishedFiguresRow.made_at))).group_by(month)
            found = self._state.session.execute(asked.order_by(month.desc()))
            lines = [tuple(line) for line in found]
        return tuple(PublishedMonth(*line) for line in lines)

    def of(self, month: date) -> tuple[SharedCounts, ...]:
        if self._state.person:
            texts = doors.published_figures(self._state.session, month)
        else:
            asked = select(col(PublishedFiguresRow.content)).where(
                col(PublishedFiguresRow.month) == month
            )
            found = self._state.session.execute(asked.order_by(col(PublishedFiguresRow.place)))
            texts = list(found.scalars())
        return tuple(counts_from_text(each) for each in texts)

    def publish(self, month: date, tables: Sequence[SharedCounts]) -> None:
        texts = [counts_to_text(each) for each in tables]
        if self._state.person:
            doors.publish_figures(self._state.session, month, texts)
            return
        now = self._state.clock.now()
        rows = [
            {"id": new_id(), "month": month, "place": place, "made_at": now, "content": text}
            for place, text in enumerate(texts)
        ]
        self._state.session.execute(insert(PublishedFiguresRow), rows)
