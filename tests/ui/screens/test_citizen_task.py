"""Giving a task from the citizen page: whom, where it belongs, who is away, what is in the way."""

from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coordinator.use_cases import absences, planning
from plans.absence import Absence
from plans.parts import Goal, Intervention, Responsible
from plans.people import ServiceArea
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.citizen_world import BIRGER, JENS, LIS, METTE, TODAY, World, speak_english
from tests.ui.screens.test_citizen_notes import SCREENS
from tests.ui.screens.test_citizen_view import board, press, settle, texts
from ui.feed import ChangeFeed
from ui.navigation import UserCard
from ui.person_choice import PersonChoice
from ui.screens.citizen.task_form import TaskForm
from ui.window import Window


@pytest.fixture
def world(tmp_path, monkeypatch):
    speak_english(monkeypatch)
    made = World(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def bo(world):
    return world.citizen("150277-9995", "Bo", "Testrup")


@pytest.fixture
def show(world, qtbot):
    def start(who=METTE):
        window = Window(
            desk=world.desk(who), runner=ImmediateRunner(), feed=ChangeFeed(), screens=SCREENS
        )
        qtbot.addWidget(window)
        window.show_user(UserCard(who.login, who.name, who.team, who.role.value))
        window.show()
        return window

    return start


def form_of(window, bo):
    window.open("citizen", (str(bo), "Vagt"))
    window._give_task()
    settle()
    return board(window).form


def put(world, plan_id, area, title):
    plan = world.read_plan(plan_id)
    goal = plan.goals[0] if plan.goals else Goal(uuid4(), "Sove", "Nætter", TODAY)
    if not plan.goals:
        planning.put_goal(world.desk(), plan_id, None, goal)
    each = Intervention(uuid4(), area, title, "SUL § 119", "Lis", TODAY)
    planning.put_intervention(world.desk(), plan_id, goal.id, None, each)
    return each


def test_a_colleague_found_by_three_letters_gets_the_task_in_their_own_area(show, world, bo):
    plan_id = world.plan(bo)
    training = put(world, plan_id, ServiceArea.HEALTH, "Træning")
    form = form_of(show(), bo)
    QTest.keyClicks(form._title, "Bekræft tiden")
    QTest.keyClicks(form._who, LIS.name[:3])
    QTest.keyClick(form._who, Qt.Key.Key_Tab)
    QTest.keyClicks(form._day.control, "+1u")
    assert form._place.value == str(training.id)
    QTest.keyClick(form._day.control, Qt.Key.Key_Return)
    (task,) = world.read_plan(plan_id).intervention(training.id).tasks
    assert (task.title, task.assignee.staff_id) == ("Bekræft tiden", LIS.id)
    assert task.due == TODAY + timedelta(7)


def test_who_is_quicker_than_the_list_of_colleagues_is_heard_when_it_has_come(
    show, world, bo, monkeypatch
):
    plan_id = world.plan(bo)
    put(world, plan_id, ServiceArea.HEALTH, "Træning")
    held = []
    late = TaskForm.show_colleagues
    monkeypatch.setattr(TaskForm, "show_colleagues", lambda form, those: held.append(those))
    form = form_of(show(), bo)
    QTest.keyClicks(form._title, "Bekræft tiden")
    form._who.setFocus()
    QTest.keyClicks(form._who, LIS.name[:3])
    QTest.keyClick(form._who, Qt.Key.Key_Tab)
    form._day.control.setFocus()
    QTest.keyClicks(form._day.control, "+1u")
    QTest.keyClick(form._day.control, Qt.Key.Key_Return)
    assert len(world.read_plan(plan_id).tasks) == 4
    (those,) = held
    late(form, those)
    tasks = world.read_plan(plan_id).tasks
    assert [each.assignee.staff_id for each in tasks if each.title == "Bekræft tiden"] == [LIS.id]


def test_what_is_missing_is_said_at_its_field_and_a_name_from_outside_is_refused(show, world, bo):
    plan_id = world.plan(bo)
    form = form_of(show(), bo)
    QTest.keyClicks(form._who, "Butikken")
    form.submit()
    said = {name: field.error for name, field in form._fields_made.items()}
    assert all(said[name] for name in ("title", "assignee", "due"))
    assert "Nobody here has that name" in said["assignee"]
    assert len(world.read_plan(plan_id).tasks) == 4


def test_who_is_away_is_told_of_and_the_deputy_offered(show, world, bo):
    world.plan(bo)
    away = Absence(uuid4(), LIS.id, TODAY, TODAY + timedelta(5), JENS.id)
    absences.put_absence(world.desk(LIS), None, away)
    form = form_of(show(), bo)
    form._who.setText(LIS.name)
    assert "away until" in form._away.words
    form._away.button.click()
    assert form._person().staff_id == JENS.id


def test_a_consent_that_leaves_an_area_out_is_told_of(show, world, bo):
    world.plan(bo)
    form = form_of(show(), bo)
    form.show_people(
        [PersonChoice(Responsible(area, uuid4()), area=area) for area in ("health", "social")]
    )
    told = []
    for area in ("health", "social"):
        form._who.setText(area)
        told.append(not form._consent.isHidden())
    assert told == [False, True]


def test_without_a_plan_the_next_step_is_to_create_one(show, world, bo):
    window = show()
    assert form_of(window, bo) is None
    assert any("There is no joint plan yet" in text for text in texts(window))
    press(window._toast, "Create joint plan")
    assert window._open_name == "plan"


def test_without_interventions_a_task_is_asked_for_between_colleagues(show, world, bo):
    planning.create_plan(world.desk(), bo)
    window = show()
    form = form_of(window, bo)
    assert any("A task belongs to an intervention" in text for text in texts(window))
    # Who has to do with the citizen can ask a colleague all the same.
    assert [value for value, _words in form._place._choices] == ["colleagues"]


def test_who_is_not_in_the_plan_asks_colleagues_and_hears_why(show, world, bo):
    world.plan(bo)
    window = show(BIRGER)
    form = form_of(window, bo)
    assert any("You are not in this plan" in text for text in texts(window))
    assert [value for value, _words in form._place._choices] == ["colleagues"]


def test_a_task_between_colleagues_goes_to_a_unit_and_can_be_taken_back(show, world, bo):
    world.plan(bo)
    window = show()
    form = form_of(window, bo)
    unit = f"{JENS.team}, the queue"
    QTest.keyClicks(form._title, "Undersøg boligen")
    form._who.setText(unit)
    assert form._place.value == "colleagues"
    QTest.keyClicks(form._day.control, "+5a")
    QTest.keyClick(form._day.control, Qt.Key.Key_Return)
    with world.desk().start_reading() as work:
        (listed,) = work.staff_tasks.of_citizen(bo)
    assert listed.task.queue.team == JENS.team
    press(window._toast, "Undo")
    with world.desk().start_reading() as work:
        assert work.staff_tasks.of_citizen(bo) == ()


def test_half_a_task_is_kept_and_stands_there_again(show, world, bo):
    world.plan(bo)
    window = show()
    form = form_of(window, bo)
    QTest.keyClicks(form._title, "Ring")
    QTest.keyClicks(form._who, LIS.name)
    form._who.close_list()
    QTest.keyClick(form._title, Qt.Key.Key_Escape)
    assert board(window).form is None
    window._give_task()
    again = board(window).form
    assert isinstance(again, TaskForm)
    assert (again._title.text(), again._person().staff_id) == ("Ring", LIS.id)
