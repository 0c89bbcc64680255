"""What every store promises of who wrote a plan, and of what approved versions said."""

from dataclasses import replace

import pytest

from coordinator.canonical import canonical_json, sha256_of
from coordinator.lists import ApprovedContent
from coordinator.ports import ApprovedVersion
from plans.flat import PlanPart, lay_flat
from tests.builders import BIRGER, JENS, METTE, TODAY, WORK, citizen, full_plan, identity
from tests.db.test_contract import put

PLAN = full_plan()


@pytest.fixture
def kept(house):
    put(house, citizen(), PLAN)
    with house.begin(JENS, True) as work:
        plan = work.plans.get(PLAN.id)
        goal = replace(plan.goals[0], title="Et nyt navn")
        words = replace(plan.own_words, text="Noget andet")
        work.plans.save(replace(plan, goals=(goal, *plan.goals[1:]), own_words=words))
        work.commit()
    return house


def written(house):
    with house.begin(METTE, False) as work:
        return work.plans.written(PLAN.id)


def test_every_part_tells_who_made_it_and_who_changed_it_last(kept):
    found = written(kept)
    rows = {each.key for each in lay_flat(PLAN)}
    assert found.keys() == {
        key for key in rows if key[0] not in (PlanPart.FOLLOW_UP, PlanPart.LEADS)
    }
    assert {each.created_by for each in found.values()} == {METTE.name}
    changed = {key for key, each in found.items() if each.changed_by == JENS.name}
    assert changed == {(PlanPart.GOAL, PLAN.goals[0].id), (PlanPart.OWN_WORDS, PLAN.id)}
    assert all(each.changed_at >= each.created_at for each in found.values())


def test_who_took_a_part_out_is_told_and_nothing_of_another_plan(kept):
    with kept.begin(BIRGER, True) as work:
        plan = work.plans.get(PLAN.id)
        work.plans.save(replace(plan, goals=plan.goals[1:]))
        work.commit()
    first = PLAN.goals[0]
    for key in ((PlanPart.GOAL, first.id), (PlanPart.INTERVENTION, first.interventions[0].id)):
        assert (written(kept)[key].created_by, written(kept)[key].changed_by) == (
            METTE.name, BIRGER.name,
        )  # fmt: skip
    with kept.begin(METTE, False) as work:
        assert work.plans.written(identity("another")) == {}


def test_the_last_versions_tell_what_they_said_and_who_approved_them(kept):
    said = [canonical_json(replace(PLAN, goals=(replace(WORK, title=each),))) for each in "abc"]
    for number, text in enumerate(said, start=1):
        with kept.begin(BIRGER, True) as work:
            version = ApprovedVersion(number, text, sha256_of(text), TODAY, b"%PDF", "0")
            work.plans.add_version(PLAN.id, version)
            work.commit()
    with kept.begin(METTE, False) as work:
        assert work.plans.approved_contents(PLAN.id, 2) == tuple(
            ApprovedContent(number, TODAY, BIRGER.name, said[number - 1]) for number in (3, 2)
        )
        assert work.plans.approved_contents(identity("another"), 2) == ()
