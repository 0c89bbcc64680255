"""Coming to the editor for a part: a task, both sides of a clash, a new task, one that is gone."""

from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

from coordinator.use_cases import opening
from tests.ui.fakes_runner import HeldRunner
from tests.ui.screens.lists_world import BIRGER, METTE, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import AMIRA, full_plan, plan_world
from ui.navigation import PlanPlace


@pytest.fixture
def world(tmp_path, monkeypatch):
    speak_english(monkeypatch)
    made = plan_world(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def plan_id(world):
    return full_plan(world)


def come(screen, plan_id, place):
    screen.plan_id = plan_id
    screen.view.activate(str(plan_id))
    screen.view.go_to(place)


def cursor():
    return QApplication.focusWidget()


def test_one_comes_to_a_task_of_a_plan_that_is_still_being_read(qtbot, world, plan_id):
    runner = HeldRunner()
    screen = Screen(qtbot, world, METTE, runner)
    last = opening.read_plan(world.desk(), plan_id).tasks[-1]
    come(screen, plan_id, PlanPlace((last.id,), "due"))
    assert screen.view._page is None
    runner.run_all()
    item = screen.card(-1).items[last.id]
    assert cursor() is item.form.inputs["due"].control
    qtbot.waitUntil(lambda: not item.visibleRegion().isEmpty())
    item.close_row()
    runner.run_all()
    screen.view.refresh()
    runner.run_all()
    assert item.form is None, "a later reading does not bring one there again"


def test_both_sides_of_a_clash_stand_open_with_the_cursor_in_the_first(qtbot, world, plan_id):
    screen = Screen(qtbot, world, METTE).open(plan_id)
    first, second = screen.stored().interventions
    come(screen, plan_id, PlanPlace((first.id, second.id), "purpose"))
    forms = [screen.card(place).form for place in (0, 1)]
    assert cursor() is forms[0].inputs["purpose"].control
    assert forms[1] is not None


def test_a_new_task_is_begun_under_an_intervention(qtbot, world, plan_id):
    screen = Screen(qtbot, world, METTE).open(plan_id)
    second = screen.stored().interventions[1]
    come(screen, plan_id, PlanPlace((second.id,), new_task=True))
    assert cursor() is screen.item(2, card=1).form.inputs["title"].control


def test_a_part_that_is_gone_is_told_of_and_the_plan_stands_there(qtbot, world, plan_id):
    runner = HeldRunner()
    screen = Screen(qtbot, world, METTE, runner)
    come(screen, plan_id, PlanPlace((uuid4(),)))
    runner.run_all()
    assert screen.view.problem.isVisible()
    assert screen.document.isVisible()


def test_who_may_not_write_the_task_comes_to_its_line(qtbot, world, plan_id):
    desk = world.desk(AMIRA)
    screen = Screen(qtbot, world, AMIRA)
    mine, hers = opening.read_plan(desk, plan_id).interventions
    assert mine.service_area is not AMIRA.service_area is hers.service_area
    come(screen, plan_id, PlanPlace((mine.tasks[1].id,)))
    item = screen.item(1)
    assert item.form is None
    assert cursor() is item.row


def test_a_part_that_is_only_read_is_brought_into_sight(qtbot, world, plan_id):
    screen = Screen(qtbot, world, BIRGER)
    screen.view.resize(900, 300)
    last = opening.read_plan(world.desk(), plan_id).interventions[-1]
    come(screen, plan_id, PlanPlace((last.id,)))
    qtbot.waitUntil(lambda: not screen.card(-1).head.visibleRegion().isEmpty())
