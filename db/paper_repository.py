"""The papers of approved versions in the store."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from coordinator.ports import KeptPaper
from coordinator.reports.kinds import PaperKey
from db.tables.papers import VersionPaperRow
from db.work_state import WorkState


class SqlPapers:
    """The papers of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def add(self, plan_id: UUID, number: int, papers: Iterable[KeptPaper]) -> None:
        for paper in papers:
            self._state.insert(
                VersionPaperRow,
                _identity(plan_id, number, paper.key),
                {
                    "plan_id": plan_id,
                    "number": number,
                    "kind": paper.key.kind.value,
                    "person": paper.key.person,
                    "large": paper.key.large,
                    "content": paper.content,
                    "sha256": paper.sha256,
                },
            )
        self._state.flush()

    def get(self, plan_id: UUID, number: int, key: PaperKey) -> KeptPaper | None:
        self._state.open(plan_id)
        row = self._state.session.get(VersionPaperRow, _identity(plan_id, number, key))
        return KeptPaper(key, row.content, row.sha256) if row else None


def _identity(plan_id: UUID, number: int, key: PaperKey) -> UUID:
    return uuid5(plan_id, f"paper {number} {key.kind.value} {key.large} {key.person}")
