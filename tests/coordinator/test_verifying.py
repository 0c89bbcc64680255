"""The whole log is looked through by who may, and told in words."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from coordinator.i18n import use_language
from coordinator.log_wording import doubt_sentence, fault_sentence, seal_in, seal_text
from coordinator.ports import AuditAction, AuditEntry
from coordinator.stores import LogDoubt
from coordinator.use_cases import verifying
from plans.errors import RuleBroken
from plans.log_chain import Break, LogFault, SealMark
from tests.builders import BIRGER, BO, METTE, identity

LATE = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)
MARK = SealMark(4, LATE, "ab" * 32)


@pytest.fixture
def logged(memory_house):
    for turn in range(3):
        with memory_house.begin(METTE, True) as work:
            work.audit.record(AuditEntry(AuditAction.VIEW, identity(BO), "plan", related=True))
            if turn < 2:
                work.sealed_log.seal()
            work.commit()
    return memory_house


def test_a_whole_log_is_told_in_figures_and_the_look_is_logged(logged):
    with logged.begin(METTE, False) as work:
        newest = work.sealed_log.newest()
    found = verifying.verify_log(logged.desk(BIRGER), [newest])
    assert found == verifying.Verified(3, 1, found.waiting_since, 2, newest, ())
    assert found.waiting_since is not None
    assert found.waiting_since > newest.at
    assert found.whole
    entry = logged.log[-1]
    assert (entry.action, entry.subject, entry.why) == (AuditAction.CONTROL, "log_verified", "")


def test_a_seal_that_is_gone_is_found_and_may_be_accepted_for_a_reason(logged):
    found = verifying.verify_log(logged.desk(BIRGER), [MARK])
    assert [fault.kind for fault in found.faults] == [Break.NEWEST_GONE]
    assert logged.log[-1].why == "1"
    with pytest.raises(RuleBroken, match="reason-missing"):
        verifying.accept_log(logged.desk(BIRGER), found.faults, " ")
    verifying.accept_log(logged.desk(BIRGER), found.faults, " Ny disk ")
    assert (logged.log[-1].subject, logged.log[-1].why) == ("log_accepted", "Ny disk")


def test_a_seal_that_leaves_the_store_is_logged(logged):
    verifying.note_seal_published(logged.desk(BIRGER), MARK)
    assert (logged.log[-1].subject, logged.log[-1].why) == ("log_seal", "4")


def test_what_was_changed_is_never_accepted(logged):
    with pytest.raises(RuleBroken, match="log-altered"):
        verifying.accept_log(logged.desk(BIRGER), [LogFault(Break.ROW_ALTERED)], "Ny disk")


@pytest.mark.parametrize(
    "deed",
    [
        verifying.verify_log,
        lambda desk: verifying.note_seal_published(desk, MARK),
        lambda desk: verifying.accept_log(desk, (), "Ny disk"),
    ],
)
def test_a_case_worker_does_not_check_the_whole_log(logged, deed):
    before = list(logged.log)
    with pytest.raises(RuleBroken, match="not-allowed"):
        deed(logged.desk(METTE))
    assert logged.log == before


@pytest.mark.parametrize("kind", Break)
def test_each_break_says_where_and_on_which_danish_day(kind):
    use_language("da")
    row = UUID(int=7) if kind is Break.ROW_ALTERED else None
    for count in (1, 2):
        said = fault_sentence(LogFault(kind, row, 4, LATE, LATE, count))
        assert "18-11-2026" in said
        assert (str(row) if row else "4") in said
        assert "{" not in said


def test_days_of_rows_are_told_from_first_to_last():
    use_language("da")
    early = datetime(2026, 11, 1, 8, tzinfo=UTC)
    said = fault_sentence(LogFault(Break.ROWS_MISSING, None, 4, early, LATE, 2))
    assert "01-11-2026 til 18-11-2026" in said
    assert "?" in fault_sentence(LogFault(Break.ROWS_MISSING, None, 4))


def test_what_a_pc_misses_says_both_that_it_may_be():
    use_language("da")
    said = doubt_sentence(LogDoubt(MARK, None))
    assert "fjernet" in said
    assert "gendannet" in said
    told = doubt_sentence(LogDoubt(MARK, None, LATE))
    assert "18-11-2026 kl. 00.30" in told


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_seal_is_read_back_from_the_text_it_was_mailed_as(language):
    use_language(language)
    text = seal_text(MARK)
    assert seal_in(text) == MARK
    assert seal_in("\n".join(f"> {line}" for line in text.splitlines())) == MARK
    assert seal_in("Kære alle\n") is None
    assert seal_in("samplan-seal 4 i-går abab\n") is None
