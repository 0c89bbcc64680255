"""What every store promises of the papers of approved versions."""

import pytest

from coordinator.ports import AuditAction, AuditEntry, KeptPaper
from coordinator.reports.kinds import CITIZEN_KEY, PaperKey, PaperKind
from tests.builders import METTE, citizen, plan
from tests.houses import House

OVERVIEW = KeptPaper(PaperKey(PaperKind.OVERVIEW), b"%PDF overview", "aa")
LARGE = KeptPaper(PaperKey(PaperKind.OVERVIEW, large=True), b"%PDF large", "bb")
TASKS = KeptPaper(PaperKey(PaperKind.TASKS, CITIZEN_KEY), b"%PDF\x00\xff tasks", "cc")


@pytest.fixture
def kept(house: House) -> House:
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan())
        work.papers.add(plan().id, 1, (OVERVIEW, LARGE, TASKS))
        _log(work)
        work.commit()
    return house


def _log(work):
    entry = AuditEntry(AuditAction.REVIEW, plan().citizen_id, "approved", related=True)
    work.audit.record(entry)


def test_papers_are_read_as_they_were_kept(kept):
    with kept.begin(METTE, False) as work:
        for paper in (OVERVIEW, LARGE, TASKS):
            assert work.papers.get(plan().id, 1, paper.key) == paper


def test_a_paper_that_was_not_made_is_none(kept):
    with kept.begin(METTE, False) as work:
        assert work.papers.get(plan().id, 2, OVERVIEW.key) is None
        assert work.papers.get(plan().id, 1, PaperKey(PaperKind.TASKS)) is None
