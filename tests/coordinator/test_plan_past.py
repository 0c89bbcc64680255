"""Who wrote an open plan, and what its earlier versions held, is told to who may look."""

from datetime import timedelta

from coordinator.use_cases import opening, plan_past
from plans.field_history import field_history
from plans.flat import PlanPart
from tests.builders import HANNE, METTE, TODAY, WORK
from tests.coordinator.house_of_plans import refused
from tests.coordinator.test_versions import FIRST, LATER, NOW, SECOND, house_of


def test_the_last_versions_come_newest_first_with_who_approved_them():
    house = house_of(NOW, FIRST, SECOND)
    found = plan_past.earlier_versions(house.desk(METTE), NOW.id)
    told = [(each.then.number, each.approved_on, each.by_name) for each in found.versions]
    assert told == [(2, TODAY, METTE.name), (1, TODAY, METTE.name)]
    history = field_history([each.then for each in found.versions], (PlanPart.GOAL, WORK.id), "due")
    assert [each.value for each in history] == [LATER.due, WORK.due]
    assert found.words.names[WORK.id] == WORK.title


def test_a_plan_that_is_open_is_looked_at_once():
    house = house_of(NOW, FIRST)
    desk = house.desk(METTE)
    opening.open_plan(desk, NOW.id)
    before = len(house.log)
    written = plan_past.who_wrote(desk, NOW.id)
    plan_past.earlier_versions(desk, NOW.id)
    assert len(house.log) == before
    assert written[PlanPart.GOAL, WORK.id].created_by == METTE.name
    assert written[PlanPart.GOAL, WORK.id].created_at > desk.clock.now() - timedelta(days=1)


def test_who_has_nothing_to_do_with_the_citizen_gives_a_reason_first():
    house = house_of(NOW, FIRST)
    for read in (plan_past.who_wrote, plan_past.earlier_versions):
        assert refused(lambda read=read: read(house.desk(HANNE), NOW.id)) == "reason-needed"
