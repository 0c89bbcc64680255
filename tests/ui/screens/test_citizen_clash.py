"""The citizen page warns of interventions that clash, leads to both, and to following up."""

from dataclasses import replace
from uuid import uuid4

import pytest

from coordinator.use_cases import planning
from plans.parts import Intervention
from plans.people import ServiceArea
from plans.states import PlanStatus
from plans.weekly import WeeklyTime
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.citizen_world import LIS, METTE, TODAY, World, speak_english
from tests.ui.screens.test_citizen_notes import SCREENS, UnderCitizen
from tests.ui.screens.test_citizen_view import Elsewhere, press, texts
from ui.feed import ChangeFeed
from ui.navigation import PlanPlace, UserCard
from ui.screen import ScreenEntry
from ui.window import Window

TUESDAY = (WeeklyTime(2, 9 * 60, 12 * 60),)


class Plan(UnderCitizen):
    """The plan, which remembers where one came to."""

    came_to = None

    def go_to(self, place):
        self.came_to = place


@pytest.fixture
def world(tmp_path, monkeypatch):
    speak_english(monkeypatch)
    made = World(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def show(world, qtbot):
    def start(who=METTE):
        screens = [each for each in SCREENS if each.name != "plan"]
        screens.append(ScreenEntry("plan", "Plan", "users", Plan))
        screens.append(ScreenEntry("follow_up", "Follow-up", "users", Elsewhere))
        window = Window(
            desk=world.desk(who), runner=ImmediateRunner(), feed=ChangeFeed(), screens=screens
        )
        qtbot.addWidget(window)
        window.show_user(UserCard(who.login, who.name, who.team, who.role.value))
        window.resize(1366, 768)
        window.show()
        return window

    return start


def put(world, plan_id, title, area):
    goal = world.read_plan(plan_id).goals[0]
    each = Intervention(uuid4(), area, title, "SEL § 85", "", TODAY, weekly_times=TUESDAY)
    planning.put_intervention(world.desk(), plan_id, goal.id, None, each)
    return each.id


def test_a_clash_is_told_of_and_solve_opens_the_plan_at_both(show, world):
    bo = world.citizen("150277-9995", "Bo", "Testrup")
    plan_id = world.plan(bo)
    both = tuple(
        put(world, plan_id, title, area)
        for title, area in (("Praktik", ServiceArea.EMPLOYMENT), ("Bostøtte", ServiceArea.SOCIAL))
    )
    window = show()
    window.open("citizen", str(bo))
    assert any("take the same hours on Tuesday" in text for text in texts(window))
    press(window.current_screen(), "Solve")
    assert window._open_name == "plan"
    assert window.current_screen().came_to == PlanPlace(both, "weekly_times")


def test_without_a_clash_nothing_is_said(show, world):
    bo = world.citizen("150277-9995", "Bo", "Testrup")
    world.plan(bo)
    window = show()
    window.open("citizen", str(bo))
    assert "Solve" not in texts(window)


def test_a_plan_in_force_is_followed_up_from_the_page_by_who_leads_it(show, world):
    bo = world.citizen("150277-9995", "Bo", "Testrup")
    plan_id = world.plan(bo)
    window = show()
    window.open("citizen", str(bo))
    assert "Follow up" not in texts(window)
    in_force(world, plan_id)
    window.current_screen().refresh()
    press(window.current_screen(), "Follow up")
    assert window._open_name == "follow_up"
    other = show(LIS)
    other.open("citizen", str(bo))
    assert "Follow up" not in texts(other)


def in_force(world, plan_id):
    with world.begin(METTE, True) as work:
        work.plans.save(replace(work.plans.get(plan_id), status=PlanStatus.ACTIVE))
        work.commit()
