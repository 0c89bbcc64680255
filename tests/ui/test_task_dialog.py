"""A task for a colleague: about whom, out of what, and the keys that ask for it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator.use_cases import staff_tasks
from plans.staff_tasks import Origin, OriginKind
from tests.builders import HANNE, JENS, METTE, PRACTICE, TODAY, citizen, plan
from tests.coordinator.house_of_plans import house_with
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.lists_world import FakeNavigator, speak_english
from ui.feed import ChangeFeed
from ui.screen import ScreenContext
from ui.task_about import NOTHING, TaskAbout
from ui.task_dialog import open_task_dialog

BO = citizen()
PART = Origin(OriginKind.PART, PRACTICE.id, "intervention")


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def house():
    return house_with(BO, plan())


@pytest.fixture
def asking(qtbot, house):
    def ask(about=NOTHING, member=METTE):
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(1000, 800)
        window.show()
        context = ScreenContext(
            house.desk(member), ImmediateRunner(), ChangeFeed(), FakeNavigator()
        )
        dialog = open_task_dialog(window, context, about)
        dialog.window_kept = window
        return dialog

    return ask


def fill(dialog):
    dialog.task.setText("Ring til klinikken")
    jens = next(each for each in dialog._people if each.who.staff_id == JENS.id)
    dialog.who.setText(JENS.name)
    dialog.who.taken.emit(jens.who)
    dialog.day.set_value(TODAY)


def asked(house):
    with house.begin(METTE, False) as work:
        (listed,) = work.staff_tasks.of_member(METTE.id)
    return listed.task.wish


def test_a_part_of_a_plan_goes_along_with_its_citizen(house, asking):
    dialog = asking(TaskAbout(BO.id, BO.name, PART, "Praktik"))
    assert dialog.whom.text() == BO.name
    fill(dialog)
    dialog.wish.references.setText("Notat, Referat")
    dialog.wish.document.setText(" 2026-12345 ")
    dialog.submit()
    wish = asked(house)
    assert (wish.citizen_id, wish.origin) == (BO.id, PART)
    # By number: no file is copied.
    assert wish.references == ("Notat", "Referat", "ESDH 2026-12345")


def test_without_a_citizen_in_front_one_finds_the_citizen_in_the_dialog(house, asking, qtbot):
    dialog = asking()
    fill(dialog)
    dialog.whom.setFocus()
    qtbot.keyClicks(dialog.whom, "bo")
    assert [each.text for each in dialog.whom._suggestions] == [BO.name]
    dialog.submit()
    assert "from the list" in dialog._fields["whom"].error
    dialog.whom.clear()
    qtbot.keyClicks(dialog.whom, "bo")
    qtbot.keyClick(dialog.whom, Qt.Key.Key_Tab)
    dialog.submit()
    assert asked(house).citizen_id == BO.id


def test_one_finds_nobody_whom_one_has_nothing_to_do_with(asking, qtbot):
    dialog = asking(member=HANNE)
    dialog.whom.setFocus()
    qtbot.keyClicks(dialog.whom, "bo")
    assert dialog.whom._suggestions == ()


def test_a_citizen_whom_one_has_nothing_to_do_with_is_left_out_and_it_is_said(asking):
    enquiry = Origin(OriginKind.ENQUIRY, PRACTICE.id)
    dialog = asking(TaskAbout(BO.id, BO.name, enquiry, "the enquiry"), HANNE)
    assert dialog.whom.text() == ""
    assert "nothing to do with" in dialog._refused.text()


def test_a_task_may_be_about_nobody(house, asking):
    dialog = asking()
    fill(dialog)
    dialog.submit()
    assert asked(house) == replace(asked(house), citizen_id=None)
    with house.begin(METTE, False) as work:
        (listed,) = work.staff_tasks.of_member(METTE.id)
    assert staff_tasks.read(house.desk(JENS), listed.task.id).assignee == JENS.id
