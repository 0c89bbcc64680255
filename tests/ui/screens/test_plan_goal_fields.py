"""What a goal carries besides its measure and date, behind «More fields»."""

import pytest
from PySide6.QtWidgets import QApplication

from plans.parts import ChangeType, GoalKind, Priority
from plans.states import GoalAchievement
from tests.ui.screens.lists_world import METTE, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import full_plan, open_editor


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def screen(qtbot, world, plan_id):
    return Screen(qtbot, world, METTE).open(plan_id)


def more(screen):
    return screen.goal.form._more


def test_a_goal_keeps_its_kind_priority_theme_change_and_achievement(world, plan_id):
    editor = open_editor(world, plan_id)
    values = {
        "kind": GoalKind.JOB_A,
        "priority": Priority.HIGH,
        "theme": "mental",
        "change_type": ChangeType.DEVELOP,
        "achievement": GoalAchievement.IMPROVING,
        "source": "citizen",
        "marks": ("involving", "work_first"),
    }
    for name, value in values.items():
        editor.pen.typed(editor.goal_key(), name, value)
    editor.pen.left()
    stored = editor.stored().goals[0]
    assert {name: getattr(stored, name) for name in values} == values


def test_seldom_used_fields_are_closed_until_asked_for(screen):
    screen.goal.open()
    assert not more(screen).is_open
    more(screen).button.click()
    assert screen.goal.form.inputs["kind"].isVisible()


def test_seldom_used_fields_are_open_when_one_is_filled(screen):
    key = screen.goal.key
    screen.presenter.pen.typed(key, "priority", Priority.LOW)
    screen.goal.open()
    assert more(screen).is_open
    assert screen.goal.form.inputs["priority"].combo.value is Priority.LOW


def test_filled_fields_can_be_closed_and_stay_closed_while_one_writes(screen):
    screen.presenter.pen.typed(screen.goal.key, "priority", Priority.LOW)
    screen.goal.open()
    more(screen).button.click()
    screen.type("x")
    assert not more(screen).is_open


def test_a_seldom_used_field_that_is_asked_for_comes_into_sight(screen):
    screen.goal.open("theme")
    assert QApplication.focusWidget() is screen.goal.form.inputs["theme"].control
    assert more(screen).is_open


def test_guiding_marks_are_ticked_and_one_that_has_ended_is_kept(screen):
    screen.presenter.pen.typed(screen.goal.key, "marks", ("an_old_one",))
    screen.goal.open()
    marks = screen.goal.form.inputs["marks"]
    marks.boxes["coordinated"].click()
    assert screen.stored().goals[0].marks == ("coordinated", "an_old_one")


def test_a_theme_that_is_no_longer_offered_keeps_its_words(screen):
    screen.presenter.pen.typed(screen.goal.key, "theme", "an_old_one")
    screen.goal.open()
    assert screen.goal.form.inputs["theme"].combo.value == "an_old_one"


def test_the_heading_tells_kind_theme_and_priority(screen):
    key = screen.goal.key
    screen.presenter.pen.typed(key, "kind", GoalKind.JOB_A)
    screen.presenter.pen.typed(key, "priority", Priority.HIGH)
    name = screen.goal.head.accessibleName().replace("\u00a0", " ")
    assert "Job goal A" in name
    assert "Priority: High" in name


@pytest.mark.parametrize(("width", "columns"), [(300, 1), (720, 3)])
def test_fields_stand_in_as_many_columns_as_there_is_room_for(screen, width, columns):
    screen.goal.open("kind")
    kind = screen.goal.form.inputs["kind"]
    side_by_side = kind.parentWidget()
    side_by_side.resize(width, 300)
    assert side_by_side._columns == columns
