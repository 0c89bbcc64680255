"""What holds for every plan: laid flat and back, and a difference that gives the version back."""

from dataclasses import replace

from hypothesis import given, settings

from plans.flat import lay_flat, put_together
from plans.history import ChangeKind, differences, with_changes
from tests.plan_strategies import BARE, PLANS, VERSIONS


@given(PLANS)
def test_a_plan_laid_flat_comes_back(whole):
    again = put_together(BARE, lay_flat(whole))
    assert replace(again, authors=whole.authors, events=whole.events) == whole


@given(VERSIONS)
@settings(max_examples=100)
def test_the_difference_gives_the_next_version(versions):
    before, after = versions
    assert with_changes(before, differences(before, after)) == after


@given(VERSIONS)
@settings(max_examples=50)
def test_the_way_back_gives_the_version_before(versions):
    before, after = versions
    assert with_changes(after, differences(after, before)) == before


@given(PLANS)
def test_a_plan_does_not_differ_from_itself(whole):
    assert differences(whole, whole) == ()
    assert with_changes(whole, ()) == whole


@given(VERSIONS)
@settings(max_examples=30)
def test_each_part_is_told_of_once(versions):
    told = [
        (each.part, each.part_id)
        for each in differences(*versions)
        if each.kind is not ChangeKind.ORDERED
    ]
    assert len(told) == len(set(told))
