"""A plan laid flat and put together again."""

from dataclasses import replace

from plans.flat import LISTS, Laid, PlanPart, area_of, lay_flat, put_together
from plans.plan import JointPlan
from tests.builders import HEALTH, METTE, PRACTICE, SLEEP, full_plan, identity, plan


def test_a_plan_with_everything_comes_back_whole():
    whole = full_plan()
    bare = JointPlan(whole.id, whole.citizen_id, METTE.id)
    again = put_together(bare, lay_flat(whole))
    assert replace(again, authors=whole.authors, events=whole.events) == whole


def test_each_kind_of_part_is_there_and_is_read_in_its_order():
    kinds = list(dict.fromkeys(each.kind for each in lay_flat(full_plan())))
    assert set(kinds) == set(PlanPart)
    assert [kind for kind in kinds if kind in LISTS] == list(LISTS)


def test_no_part_holds_another():
    for each in lay_flat(full_plan()):
        assert not getattr(each.part, "interventions", ())
        assert not getattr(each.part, "sub_goals", ())
        assert not getattr(each.part, "tasks", ())


def test_what_stands_under_nothing_is_left_out():
    whole = full_plan()
    orphans = [each for each in lay_flat(whole) if each.kind is not PlanPart.GOAL]
    assert put_together(whole, orphans).goals == ()


def test_parts_of_one_kind_stand_in_the_order_they_are_given():
    first, second = plan().goals
    turned = sorted(lay_flat(plan()), key=lambda each: each.id != second.id)
    assert [each.id for each in put_together(plan(), turned).goals] == [second.id, first.id]


def test_a_part_knows_its_service_area_and_the_whole_plan_has_none():
    by_id = {each.id: each for each in lay_flat(full_plan())}
    assert area_of(by_id[identity("pain")].part) is HEALTH
    assert area_of(by_id[PRACTICE.id].part) is PRACTICE.service_area
    assert area_of(by_id[SLEEP.id].part) is None


def test_its_key_tells_a_part_from_every_other():
    laid = lay_flat(full_plan())
    assert len({each.key for each in laid}) == len(laid)
    assert all(isinstance(each, Laid) for each in laid)
