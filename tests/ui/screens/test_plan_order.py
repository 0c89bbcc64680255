"""Goals, interventions and tasks are put in another order, by keys, menus and undo."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coordinator.use_cases import planning
from plans.parts import Goal, Responsible
from tests.ui.screens.lists_world import METTE, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import AMIRA, RITA, full_plan, open_editor
from ui.screens.plan import document
from ui.screens.plan.parts import Key

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def editor(world, plan_id):
    return open_editor(world, plan_id)


@pytest.fixture
def screen(qtbot, world, plan_id):
    return Screen(qtbot, world, METTE).open(plan_id)


def titles(parts):
    return [each.title for each in parts]


def test_an_intervention_moves_in_the_store_and_undo_takes_it_back(editor):
    before = titles(editor.stored().goals[0].interventions)
    assert editor.pen.move(editor.card_key(1), -1) == "Number 1 of 2"
    assert titles(editor.stored().goals[0].interventions) == before[::-1]
    editor.pen.undo()
    assert titles(editor.stored().goals[0].interventions) == before
    editor.pen.undo(again=True)
    assert titles(editor.stored().goals[0].interventions) == before[::-1]


def test_a_task_moves_among_the_tasks_of_its_own_intervention(editor):
    before = [titles(each.tasks) for each in editor.stored().interventions]
    editor.pen.move(editor.task_key(0, 1), 1)
    after = [titles(each.tasks) for each in editor.stored().interventions]
    assert after == [before[0], before[1][::-1]]


def test_what_stands_last_says_so_and_stays(editor):
    before = editor.stored()
    assert editor.pen.move(editor.task_key(1), 1) == "Number 2 of 2"
    assert editor.stored() == before


def test_a_goal_takes_all_that_stands_under_it_along(editor, world, plan_id):
    planning.put_goal(world.desk(), plan_id, None, Goal(uuid4(), "Sove"))
    editor.presenter.refresh()
    first = editor.goal_key()
    assert editor.pen.move(first, 1) == "Number 2 of 2"
    goals = editor.stored().goals
    assert titles(goals) == ["Sove", "Arbejde i en butik"]
    assert len(goals[1].interventions) == 2


def test_a_new_task_that_is_not_in_the_store_yet_moves_with_the_others(editor):
    key = editor.pen.add_task(editor.card_key().id)
    editor.pen.typed(key, "title", "Ny")
    editor.pen.move(key, -1)
    assert titles(editor.stored().interventions[0].tasks)[1] == "Ny"


def test_the_keys_move_the_task_with_the_cursor_and_it_is_said(screen, monkeypatch):
    said = []
    monkeypatch.setattr(document, "say", lambda _widget, words: said.append(words))
    row = screen.item(1).row
    row.setFocus()
    screen.press(Qt.Key.Key_Up, ALT_SHIFT)
    assert titles(screen.stored().interventions[0].tasks)[0].startswith("Ring")
    assert QApplication.focusWidget() is row
    assert said == ["Number 1 of 2"]


def test_the_keys_move_the_card_while_its_fields_are_written_in(screen):
    screen.card(1).open("title")
    screen.press(Qt.Key.Key_Up, ALT_SHIFT)
    assert titles(screen.stored().interventions) == ["Bostøtte", "Praktik"]
    assert QApplication.focusWidget() is screen.card(1).form.inputs["title"].control
    layout = screen.goal._cards.layout
    assert layout.indexOf(screen.card(1)) == 0


def test_the_keys_do_nothing_where_nothing_can_be_moved(screen):
    before = screen.stored()
    screen.document.words.open()
    screen.press(Qt.Key.Key_Up, ALT_SHIFT)
    assert screen.stored() == before


def test_a_participant_moves_the_tasks_of_the_own_service_area_only(world, plan_id):
    page = open_editor(world, plan_id, AMIRA).page
    plan = page.plan
    mine, others = plan.interventions[1], plan.interventions[0]
    assert page.may_move(_task(mine))
    assert not page.may_move(_task(others))
    assert not page.may_move(_card(plan.goals[0], mine))


def _task(each):
    return document.Key("task", each.tasks[0].id, each.id)


def _card(goal, each):
    return document.Key("intervention", each.id, goal.id)


def test_somebody_who_comes_back_into_the_core_team_stands_where_they_stood(editor):
    editor.pen.add_participant(Responsible(RITA.name, RITA.id))
    editor.pen.left()
    names = [AMIRA.name, RITA.name]
    assert [each.name for each in editor.page.plan.participants] == names
    goals = titles(editor.stored().goals)
    editor.pen.remove(Key("participant", AMIRA.id))
    assert [each.name for each in editor.stored().participants] == [RITA.name]
    editor.pen.undo()
    assert [each.name for each in editor.page.plan.participants] == names
    assert {each.name for each in editor.stored().participants} == set(names)
    assert titles(editor.stored().goals) == goals
