"""Any two versions of a plan are compared, and the citizen's copy tells what is new."""

from dataclasses import replace
from datetime import date

import pytest

from coordinator.canonical import canonical_json, sha256_of
from coordinator.news import news_since_last
from coordinator.ports import ApprovedVersion
from coordinator.use_cases import reviewing, versions
from plans.parts import EventKind
from plans.plan import JointPlan
from plans.states import PlanStatus
from tests.builders import (
    BIRGER,
    HANNE,
    METTE,
    SLEEP,
    TODAY,
    WORK,
    citizen,
    event,
    plan,
    ready_plan,
)
from tests.coordinator.house_of_plans import house_with, refused
from tests.fakes import FakeStore

LATER = replace(WORK, due=date(2027, 5, 5))
FIRST, SECOND = plan(version=1, goals=(WORK,)), plan(version=2, goals=(LATER,))
NOW = plan(version=2, goals=(LATER, SLEEP), status=PlanStatus.IN_REVISION)


def house_of(current: JointPlan, *approved: JointPlan) -> FakeStore:
    house = house_with(citizen(), current)
    with house.begin(METTE, True) as work:
        for each in approved:
            text = canonical_json(each)
            version = ApprovedVersion(each.version, text, sha256_of(text), TODAY, b"%PDF", "0")
            work.plans.add_version(each.id, version)
        work.commit()
    return house


def test_two_versions_are_compared_and_the_look_is_logged():
    house = house_of(NOW, FIRST, SECOND)
    found = versions.compare_versions(house.desk(METTE), NOW.id, 1, 2)
    assert [each.fields[0].field for each in found.changes] == ["due"]
    assert len(found.sentences) == 1
    assert [each.number for each in found.versions] == [2, 1]
    assert found.has_draft
    assert [(each.action.value, each.subject) for each in house.log] == [("view", "versions")]


def test_a_version_is_compared_with_what_is_written_now():
    house = house_of(NOW, FIRST, SECOND)
    found = versions.compare_versions(house.desk(METTE), NOW.id, 1)
    assert [each.kind.value for each in found.changes] == ["changed", "new"]


def test_an_older_version_may_stand_to_the_right():
    house = house_of(NOW, FIRST, SECOND)
    found = versions.compare_versions(house.desk(METTE), NOW.id, 2, 1)
    assert found.changes[0].fields[0].new == date(2027, 3, 1)


def test_a_plan_that_is_as_approved_has_no_draft():
    house = house_of(replace(SECOND, status=PlanStatus.ACTIVE), FIRST, SECOND)
    found = versions.compare_versions(house.desk(METTE), NOW.id, 2)
    assert (found.changes, found.sentences, found.has_draft) == ((), (), False)


@pytest.mark.parametrize(("old", "new"), [(0, 1), (3, None), (1, 7)])
def test_a_version_that_is_none_is_refused(old, new):
    house = house_of(NOW, FIRST, SECOND)
    deed = lambda: versions.compare_versions(house.desk(METTE), NOW.id, old, new)  # noqa: E731
    assert refused(deed) == "version-unknown"
    assert house.log == []


def test_who_has_no_relation_and_no_reason_compares_nothing():
    house = house_of(NOW, FIRST, SECOND)
    deed = lambda: versions.compare_versions(house.desk(HANNE), NOW.id, 1, 2)  # noqa: E731
    assert refused(deed) == "reason-needed"


def test_the_citizens_copy_tells_what_is_new_since_the_version_before():
    house = house_of(NOW, FIRST, SECOND)
    with house.begin(METTE, False) as work:
        assert len(news_since_last(work, SECOND)) == 1
        assert news_since_last(work, FIRST) == ()


def test_an_approval_prints_what_is_new(monkeypatch):
    told = []
    drawn = reviewing.version_papers

    def draw(work, approved, *, approved_on, news=()):
        told.append(news)
        return drawn(work, approved, approved_on=approved_on, news=news)

    monkeypatch.setattr(reviewing, "version_papers", draw)
    sent = ready_plan(
        version=1,
        goals=(LATER,),
        status=PlanStatus.IN_REVIEW,
        events=(event(EventKind.CREATED), event(EventKind.SENT)),
    )
    house = house_of(sent, ready_plan(version=1))
    reviewing.approve(house.desk(BIRGER), sent)
    assert len(told[0]) == 1
