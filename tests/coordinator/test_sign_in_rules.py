"""How long a sign-in counts is the municipality's to choose."""

import pytest

from coordinator.ports import AuditAction, Stale
from coordinator.use_cases.sign_in_rules import read_sign_in_rules, write_sign_in_rules
from plans.errors import RuleBroken
from plans.sign_ins import SignInRules
from tests.builders import BIRGER, METTE

SHIPPED = SignInRules()
SHORT = SignInRules(hours=8, minutes=5)


def test_what_an_administrator_chooses_holds_for_everybody_and_is_logged(memory_house):
    assert read_sign_in_rules(memory_house.desk(METTE)) == SHIPPED == SignInRules(12, 15)
    write_sign_in_rules(memory_house.desk(BIRGER), SHIPPED, SHORT)
    assert read_sign_in_rules(memory_house.desk(METTE)) == SHORT
    (entry,) = memory_house.log
    assert (entry.action, entry.subject, entry.why) == (
        AuditAction.SETTING, "sign_in", "12 h, 15 min → 8 h, 5 min",
    )  # fmt: skip


def test_what_a_colleague_chose_meanwhile_is_not_written_over(memory_house):
    write_sign_in_rules(memory_house.desk(BIRGER), SHIPPED, SHORT)
    with pytest.raises(Stale):
        write_sign_in_rules(memory_house.desk(BIRGER), SHIPPED, SignInRules(hours=24))


@pytest.mark.parametrize("wanted", [SignInRules(hours=0), SignInRules(minutes=1000)])
def test_no_time_is_taken_that_is_not_offered(memory_house, wanted):
    with pytest.raises(RuleBroken, match="sign-in-rules-unknown"):
        write_sign_in_rules(memory_house.desk(BIRGER), SHIPPED, wanted)
    assert not memory_house.log


def test_a_case_worker_chooses_nothing(memory_house):
    with pytest.raises(RuleBroken, match="not-allowed"):
        write_sign_in_rules(memory_house.desk(METTE), SHIPPED, SHORT)


@pytest.mark.parametrize("stored", [(None, 15), ("12", 7), (True, 10_000)])
def test_what_is_stored_wrongly_is_as_shipped(stored):
    assert SignInRules.of(*stored) == SHIPPED
