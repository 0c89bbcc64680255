"""A follow-up on the screen: keys, what lacks a result, and text that is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from coordinator.begun import BegunForm
from coordinator.use_cases import planning
from plans.states import InterventionStatus, PlanStatus, TaskStatus
from tests.builders import METTE, NOW, TODAY, citizen, goal, intervention, ready_plan, task
from tests.coordinator.house_of_plans import house_with
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.lists_world import FakeNavigator, speak_english
from ui.begun import BegunForms
from ui.screens.follow_up.presenter import FollowUpPresenter
from ui.screens.follow_up.shown import NEXT_ON, NOTE, RESULT
from ui.screens.follow_up.view import FollowUpView
from ui.widgets.surfaces import Card

SUPPORT = intervention("Støtte", status=InterventionStatus.RUNNING)
FIND_PLACE = task("Find plads")
COURSE = intervention("Kursus", status=InterventionStatus.RUNNING, tasks=(FIND_PLACE,))
PLAN = ready_plan(status=PlanStatus.ACTIVE, version=1, goals=(goal("Mål", SUPPORT, COURSE),))


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


class Begun(BegunForms):
    def __init__(self):
        self.kept = {}

    def find(self, key, found):
        if self.kept.get(key):
            found(BegunForm(self.kept[key], NOW))

    def typed(self, key, typed):
        self.kept[key] = dict(typed)

    def done(self, key):
        self.kept.pop(key, None)


class Screen:
    def __init__(self, qtbot, member=METTE, begun=None):
        self.house = house_with(citizen(), PLAN)
        self.desk = self.house.desk(member)
        self.navigator, self.begun = FakeNavigator(), begun or Begun()
        self.presenter = FollowUpPresenter(
            self.desk, ImmediateRunner(), lambda _changes: None, self.navigator, self.begun
        )
        self.view = FollowUpView(self.presenter, lambda: TODAY)
        self.presenter.show_in(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(1000, 800)
        self.view.show()
        self.view.activate(str(PLAN.id))

    @property
    def rows(self):
        return list(self.view.rows.values())

    def held(self):
        return self.house.kept.follow_ups


@pytest.fixture
def screen(qtbot):
    return Screen(qtbot)


def test_the_path_leads_to_the_citizen_and_the_plan(screen):
    leads = [(crumb.screen, crumb.argument) for crumb in screen.navigator.path]
    assert leads[1:-1] == [("citizen", str(PLAN.citizen_id)), ("plan", str(PLAN.id))]


def test_a_key_chooses_and_goes_on_and_saving_tells_what_to_do_next(screen, qtbot):
    first, second = screen.rows
    qtbot.keyClick(first.buttons[0][1], Qt.Key.Key_1)
    assert screen.view.focusWidget() is second.buttons[0][1]
    qtbot.keyClick(second.buttons[0][1], Qt.Key.Key_2)
    screen.view.primary_action()
    (held,) = screen.held()
    assert [each.code for each in held.results] == ["continued", "changed"]
    assert held.next_on == date(2027, 2, 17)
    text, revise = screen.navigator.toasts[-1]
    assert text == "The follow-up is saved."
    revise()
    assert screen.navigator.opened[-1] == ("plan", str(PLAN.id))
    with screen.desk.start_reading() as work:
        assert work.plans.get(PLAN.id).status is PlanStatus.IN_REVISION


def test_what_lacks_a_result_is_said_at_its_line_and_nothing_is_kept(screen):
    screen.rows[0].choose("continued")
    screen.view.primary_action()
    assert screen.rows[1]._error.text() == "“Kursus”: choose what comes of it."
    assert screen.held() == []


def test_what_was_typed_stands_there_again_until_it_is_saved(screen, qtbot):
    screen.view.note.setPlainText("Bo er glad.")
    qtbot.keyClick(screen.rows[0].buttons[0][1], Qt.Key.Key_3)
    again = Screen(qtbot, begun=screen.begun)
    assert (again.view.note.text(), again.rows[0].code) == ("Bo er glad.", "ended")
    again.rows[1].choose("continued")
    again.view.primary_action()
    assert again.begun.kept == {}
    (held,) = again.held()
    assert held.note == "Bo er glad."
    again.view.activate(str(PLAN.id))
    assert again.view.findChildren(Card)[-1].title.text() == "Earlier follow-ups"


def test_a_colleague_who_was_faster_is_told_and_what_was_typed_is_saved_over_the_newest(
    screen, qtbot
):
    started = replace(FIND_PLACE, status=TaskStatus.IN_PROGRESS)
    screen.view.note.setPlainText("Bo er glad.")
    planning.move_task(screen.desk, PLAN.id, FIND_PLACE, started)
    for each in screen.rows:
        qtbot.keyClick(each.buttons[0][1], Qt.Key.Key_1)
    screen.view.primary_action()
    assert screen.held() == []
    assert screen.view.problem.isVisible()
    assert screen.view.note.text() == "Bo er glad."
    screen.view.primary_action()
    (held,) = screen.held()
    assert (held.note, len(held.results)) == ("Bo er glad.", 2)


def test_a_next_day_far_away_is_warned_of_and_kept_all_the_same(screen):
    for row in screen.rows:
        row.choose("continued")
    screen.view.next_on.set_value(TODAY + timedelta(200))
    screen.view._warn()
    assert not screen.view.far.isHidden()
    screen.view.primary_action()
    assert screen.held()[0].next_on == TODAY + timedelta(200)


def test_names_of_fields_are_what_is_kept(screen):
    assert {NEXT_ON, NOTE, f"{RESULT}{SUPPORT.id}"} <= screen.view._values().keys()
