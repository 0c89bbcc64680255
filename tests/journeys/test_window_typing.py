"""Nothing typed is lost in the real window: another language, another page, undo and redo."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from coordinator.i18n import use_language
from plans.states import PlanStatus
from tests.journeys.sitting import CTRL, KEY, start
from ui.screens.plan.task_row import TaskRow

ADDED = " Og jeg vil have fri om fredagen."


@pytest.fixture
def sitting(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    here = start(tmp_path)
    yield here
    here.leave()
    use_language("da")


@pytest.fixture
def draft(sitting):
    """A plan that is being written, open; gives the way to read what the store has of it."""
    with sitting.desk(sitting.me()).start_reading() as work:
        drafts = [each for each in work.lists.my_plans() if each.status is PlanStatus.DRAFT]
        plans = [work.plans.get(each.plan_id) for each in drafts]
    plan_id = next(each.id for each in plans if each.tasks and each.own_words.text)
    open_plan(sitting, plan_id)

    def stored():
        with sitting.desk().start_reading() as work:
            return work.plans.get(plan_id)

    return stored


def open_plan(sitting, plan_id):
    sitting.window.open("plan", str(plan_id))
    sitting.until(sitting.screen.document.isVisible, "plan")


def test_the_language_changes_in_the_middle_of_a_sentence(sitting, draft):
    before = draft().own_words.text
    sitting.screen.document.words.open()
    sitting.press(KEY.Key_End, CTRL)
    sitting.write(ADDED)
    danish = sitting.window
    sitting.click_on("Indstillinger", QAbstractButton)
    sitting.is_at("Indstillinger")
    sitting.click_on("English", QAbstractButton)
    sitting.until(lambda: sitting.window is not danish, "window in English")
    sitting.is_at("Settings")
    assert draft().own_words.text == before + ADDED
    open_plan(sitting, draft().id)
    assert sitting.sees(ADDED.strip())


def test_undo_and_redo_of_a_field(sitting, draft):
    goal = draft().goals[0]
    sitting.until(lambda: sitting.screen.document.goals, "goals")
    next(iter(sitting.screen.document.goals.values())).open("measure")
    sitting.press(KEY.Key_A, CTRL)
    sitting.write("Dage om ugen")
    sitting.press(KEY.Key_Tab)
    sitting.until(lambda: draft().goals[0].measure == "Dage om ugen", "measure")
    sitting.press(KEY.Key_Z, CTRL)
    sitting.until(lambda: draft().goals[0].measure == goal.measure, "undo")
    sitting.press(KEY.Key_Y, CTRL)
    sitting.until(lambda: draft().goals[0].measure == "Dage om ugen", "redo")


def test_a_removed_task_comes_back_where_it_stood(sitting, draft):
    before = draft().tasks
    sitting.until(lambda: sitting.screen.findChildren(TaskRow), "tasks")
    sitting.screen.findChildren(TaskRow)[0].setFocus()
    sitting.press(KEY.Key_Delete)
    sitting.until(lambda: len(draft().tasks) == len(before) - 1, "removal")
    # What had the cursor is gone, and the keys go on from the next.
    assert sitting.screen.isAncestorOf(QApplication.focusWidget())
    sitting.press(KEY.Key_Z, CTRL)
    sitting.until(lambda: len(draft().tasks) == len(before), "undo")
    assert [task.id for task in draft().tasks] == [task.id for task in before]
