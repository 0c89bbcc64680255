"""The desktop's notice: how much came while Samplan was not in front, and nothing more."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSystemTrayIcon

from coordinator.changes import Changes
from coordinator.i18n import use_language
from coordinator.use_cases import staff_tasks
from coordinator.use_cases.planning import put_task
from plans.staff_tasks import Wish
from tests.builders import JENS, METTE, PRACTICE, TODAY, WORK, citizen, plan, task
from tests.fakes import FakeStore
from tests.ui.fakes_runner import ImmediateRunner
from ui.feed import ChangeFeed
from ui.tray import TrayNotice

ACTIVE, AWAY = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive
EVERYTHING = Changes(everything=True)
RING, WRITE = task("Ring til Bos læge", JENS), task("Skriv til Bo", JENS)


class Notice:
    """A notice for Mette in a desktop that has a bar."""

    def __init__(self, monkeypatch):
        self.store, self.feed, self.told = FakeStore(), ChangeFeed(), []
        goal = replace(WORK, owner=None, interventions=(replace(PRACTICE, tasks=(RING, WRITE)),))
        with self.store.begin(METTE, True) as work:
            work.citizens.add(citizen())
            work.plans.add(plan(goals=(goal,), follow_up=None))
            work.commit()
        self.desk = self.store.desk(METTE)
        self.fronts = []
        self.notice = TrayNotice(
            self.desk, ImmediateRunner(), self.feed, pytest.fail, lambda: self.fronts.append(1)
        )
        monkeypatch.setattr(self.notice.tray, "isVisible", lambda: True, raising=False)
        monkeypatch.setattr(
            self.notice.tray, "showMessage", lambda *said: self.told.append(said[:2]), raising=False
        )

    def give(self, seen):
        put_task(self.desk, plan().id, PRACTICE.id, seen, replace(seen, assignee=replace(
            seen.assignee, name=METTE.name, staff_id=METTE.id)))  # fmt: skip
        self.feed.publish(EVERYTHING)


@pytest.fixture
def desktop(qtbot, monkeypatch):
    use_language("en")
    yield Notice(monkeypatch)
    use_language("da")


def test_what_comes_while_nobody_looks_is_counted_once_and_named_by_nobody(desktop):
    desktop.notice.state_changed(AWAY)
    assert desktop.told == []
    desktop.give(RING)
    assert desktop.told == [("Samplan", "1 new thing waits for you.")]
    desktop.feed.publish(EVERYTHING)
    assert len(desktop.told) == 1


def test_who_looks_needs_no_notice(desktop):
    desktop.notice.state_changed(ACTIVE)
    desktop.give(RING)
    assert desktop.told == []
    # What was there when the program went out of sight is no news either.
    desktop.notice.state_changed(AWAY)
    desktop.give(WRITE)
    assert desktop.told == [("Samplan", "1 new thing waits for you.")]


def test_a_press_brings_the_program_to_the_front(desktop):
    desktop.notice.tray.messageClicked.emit()
    desktop.notice.tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert desktop.fronts == [1, 1]


def test_a_desktop_without_a_bar_is_left_alone(qtbot):
    made = TrayNotice(FakeStore().desk(METTE), ImmediateRunner(), ChangeFeed(), pytest.fail, list)
    made.begin()
    made.state_changed(AWAY)
    assert made.tray.isVisible() == QSystemTrayIcon.isSystemTrayAvailable()


def test_a_task_from_a_colleague_that_stands_in_no_plan_is_told_too(desktop):
    desktop.notice.state_changed(AWAY)
    wish = Wish("Ring til udlejer", due=TODAY)
    staff_tasks.ask(desktop.store.desk(JENS), UUID(int=901), wish, METTE.id)
    desktop.feed.publish(EVERYTHING)
    assert desktop.told == [("Samplan", "1 new thing waits for you.")]
