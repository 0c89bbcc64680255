"""The papers of approved versions in the store in memory."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.ports import KeptPaper
from coordinator.reports.kinds import PaperKey

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept


class FakePapers:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def add(self, plan_id: UUID, number: int, papers: Iterable[KeptPaper]) -> None:
        made = {(plan_id, number, paper.key): paper for paper in papers}

        def step(kept: "Kept") -> None:
            kept.papers.update(made)

        self._work.do(step)

    def get(self, plan_id: UUID, number: int, key: PaperKey) -> KeptPaper | None:
        return self._work.now.papers.get((plan_id, number, key))
