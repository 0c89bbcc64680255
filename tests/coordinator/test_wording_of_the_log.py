"""The log of a citizen reads as sentences, not as codes."""

from datetime import UTC, date, datetime

import pytest

from coordinator.i18n import use_language
from coordinator.log_control_wording import verdict_sentence
from coordinator.wording import (
    GAPS,
    UNTITLED_GAPS,
    action_label,
    gap_sentence,
    subject_label,
    why_label,
)
from plans.log_control import LogVerdict, Verdict
from plans.readiness import Gap
from tests.builders import METTE, identity


@pytest.mark.parametrize(
    ("action", "why", "said"),
    [
        ("load", "employment", "Beskæftigelse"),
        ("load", "staff", "staff"),
        ("view", "employment", "employment"),
        ("view", "Borgeren har ringet", "Borgeren har ringet"),
        ("unmask", "protection ended", "Beskyttelsen er ophævet"),
        ("search", "150277-XXXX: new citizen", "150277-XXXX: En borger er oprettet"),
        ("search", "150277-XXXX: new number", "150277-XXXX: En borger har fået et nummer"),
        ("search", "150277-XXXX: Ringer", "150277-XXXX: Ringer"),
    ],
)
def test_a_reason_is_said_in_words_and_only_a_load_names_its_service(
    action: str, why: str, said: str
) -> None:
    use_language("da")
    try:
        assert why_label(action, why) == said
    finally:
        use_language("en")


def test_a_code_that_nobody_knows_is_its_own_name_and_breaks_no_page() -> None:
    assert (action_label("xyz"), subject_label("xyz"), subject_label("")) == ("xyz", "xyz", "")


def test_a_part_without_a_title_is_named_by_what_it_is() -> None:
    use_language("da")
    try:
        assert gap_sentence(Gap("legal-basis-missing")) == "En indsats uden titel: vælg hjemmel."
        titled = gap_sentence(Gap("legal-basis-missing", title="Bostøtte"))
        assert titled == "”Bostøtte”: Vælg hjemmel."
        named = {code for code, sentence in GAPS.items() if "“{title}”" in sentence}
        assert set(UNTITLED_GAPS) == named
    finally:
        use_language("en")


def test_a_verdict_after_midnight_is_told_by_the_danish_day():
    at = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
    verdict = LogVerdict(
        identity("finding"), date(2026, 11, 9), METTE.id, None, (), Verdict.FINE, "", "Birger", at
    )
    assert "17-11-2026" in verdict_sentence(verdict)
