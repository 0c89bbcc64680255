"""A plan is gone through with the citizen: what they think is kept with it."""

from datetime import timedelta

import pytest

from coordinator.ports import Stale
from coordinator.use_cases import plan_parts, reviewing
from coordinator.use_cases.going_through import go_through
from coordinator.wording import label
from plans.parts import EventKind, Stance
from plans.states import CitizenStance, PlanStatus
from tests.builders import AMIRA, METTE, TODAY, plan, ready_plan
from tests.coordinator.house_of_plans import keep, now, refused

PLAN = plan().id
AGREES = Stance(CitizenStance.AGREES, said_on=TODAY)
DISAGREES = Stance(CitizenStance.DISAGREES, "For mange møder", TODAY)


@pytest.fixture
def house(memory_house):
    keep(memory_house, ready_plan(status=PlanStatus.APPROVED, version=1))
    return memory_house


@pytest.mark.parametrize("stance", [AGREES, DISAGREES, Stance()])
def test_the_plan_is_in_force_with_what_the_citizen_thinks(house, stance):
    go_through(house.desk(METTE), PLAN, Stance(), stance, handed_over=True)
    found = now(house)
    assert (found.status, found.stance) == (PlanStatus.ACTIVE, stance)
    assert (found.events[-1].kind, found.events[-1].text) == (EventKind.ACTIVATED, stance.text)
    assert [each.subject for each in house.log] == ["activated"]


def test_that_it_is_still_to_be_handed_over_is_kept(house):
    go_through(house.desk(METTE), PLAN, Stance(), DISAGREES, handed_over=False)
    said = now(house).events[-1].text
    assert said.startswith("For mange møder ")
    assert len(said) > len("For mange møder ")


def test_what_the_citizen_answered_is_still_told_when_the_next_version_is_begun(house):
    """Also what was written after the plan came into force: no version holds it."""
    desk = house.desk(METTE)
    go_through(desk, PLAN, Stance(), AGREES, handed_over=True)
    plan_parts.put_stance(desk, PLAN, AGREES, DISAGREES)
    reviewing.start_revision(desk, PLAN)
    found = now(house)
    assert (found.stance, found.events[-1].kind) == (Stance(), EventKind.REVISION)
    said = found.events[-1].text
    assert [each in said for each in ("1", label(DISAGREES.kind), "17", "For mange møder")] == [
        True
    ] * 4


@pytest.mark.parametrize(
    ("stance", "code"),
    [
        (Stance(CitizenStance.DISAGREES, " ", TODAY), "stance-words-missing"),
        (Stance(CitizenStance.AGREES), "stance-date-missing"),
        (Stance(CitizenStance.AGREES, said_on=TODAY + timedelta(1)), "stance-in-future"),
    ],
)
def test_what_cannot_have_been_said_is_refused(house, stance, code):
    desk = house.desk(METTE)
    assert refused(lambda: go_through(desk, PLAN, Stance(), stance, handed_over=True)) == code
    assert now(house).status is PlanStatus.APPROVED
    assert house.log == []


def test_only_who_leads_the_plan_and_has_seen_it_goes_through_it(house):
    desk = house.desk(AMIRA)
    assert refused(lambda: go_through(desk, PLAN, Stance(), AGREES, handed_over=True))
    with pytest.raises(Stale):
        go_through(house.desk(METTE), PLAN, DISAGREES, AGREES, handed_over=True)
    assert now(house).status is PlanStatus.APPROVED


def test_a_plan_ends_with_a_result_of_the_list_and_words(house):
    desk = house.desk(METTE)
    assert refused(lambda: reviewing.close(desk, PLAN, "", "Ja")) == "closing-result-missing"
    assert refused(lambda: reviewing.close(desk, PLAN, "nothing", "Ja")) == "closing-result-missing"
    reviewing.close(desk, PLAN, "education", "Begynder til august")
    assert now(house).events[-1].text == "Uddannelse. Begynder til august"
