"""The remarks of a review in the editor: where they stand, and marking them solved."""

from datetime import date
from decimal import Decimal
from gettext import NullTranslations
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from coordinator import i18n
from coordinator.changes import Changes
from coordinator.use_cases import plan_parts, plan_remarks, reviewing
from plans.flat import PlanPart, lay_flat
from plans.parts import Challenge, ContactAgreement, Measurement, Statement, SubGoal
from plans.remarks import RemarkDraft
from tests.review_house import BIRGER, METTE, PRACTICE, WORK_GOAL, open_house
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.plan_world import SavingNavigator
from ui.feed import ChangeFeed
from ui.screen import ScreenContext
from ui.screens import plan
from ui.screens.plan.remarks import RemarksWatch


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


class Toasts(SavingNavigator):
    def toast(self, text, action_text="", action=None):
        self.said, self.undo = text, action


@pytest.fixture
def editor(tmp_path, qtbot):
    with open_house(tmp_path) as house:
        drafts = [
            RemarkDraft("Hvor mange timer?", PlanPart.GOAL, WORK_GOAL),
            RemarkDraft("Hvem er kontaktperson?", PlanPart.INTERVENTION, PRACTICE),
            RemarkDraft("Se på det hele."),
        ]
        reviewing.return_with_remarks(house.desk(BIRGER), house.send(), drafts)
        navigator, feed = Toasts(), ChangeFeed()
        context = ScreenContext(house.desk(METTE), ImmediateRunner(), feed, navigator)
        view = plan.build(context)
        qtbot.addWidget(view)
        view.resize(1300, 850)
        view.show()
        view.activate(str(house.plan))
        view.document.builder.run_all()
        view.house, view.navigator, view.feed = house, navigator, feed
        yield view


def lines(editor):
    return [(each.title, each.text, each.solved) for each in editor.inspector.remarks.lines]


def button(editor, name):
    found = editor.inspector.remarks.findChildren(QPushButton)
    return next(each for each in found if each.accessibleName() == name and not each.isHidden())


def test_each_remark_stands_with_its_part(editor):
    assert lines(editor) == [
        ("Goal 1: Arbejde 6 timer om ugen", "Hvor mange timer?", ""),
        ("Intervention: Praktik i en butik", "Hvem er kontaktperson?", ""),
        ("", "Se på det hele.", ""),
    ]
    assert editor.inspector.remarks.isVisible()


def test_a_remark_is_marked_solved_opened_again_and_both_are_undone(editor):
    button(editor, "Mark as solved: Hvor mange timer?").click()
    assert lines(editor)[0][2] == "Solved by Mette Prøvegaard"
    assert editor.navigator.said == "The remark is marked as solved."
    editor.navigator.undo()
    assert lines(editor)[0][2] == ""
    button(editor, "Mark as solved: Hvor mange timer?").click()
    button(editor, "Open again: Hvor mange timer?").click()
    assert lines(editor)[0][2] == ""
    editor.navigator.undo()
    assert lines(editor)[0][2] == "Solved by Mette Prøvegaard"


def test_f8_goes_through_the_remarks_that_are_not_solved(editor, qtbot):
    places = editor.inspector.remarks.places
    assert [each.key.id for each in places] == [WORK_GOAL, PRACTICE]
    qtbot.keyClick(editor, Qt.Key.Key_F8)
    assert editor._gap == places[0]
    qtbot.keyClick(editor, Qt.Key.Key_F8)
    assert editor._gap == places[1]
    button(editor, "Mark as solved: Hvor mange timer?").click()
    assert editor.inspector.remarks.places == places[1:]
    button(editor, "Go to Intervention: Praktik i en butik").click()


def test_f8_reaches_every_kind_of_part_and_each_has_its_sign(editor, qtbot):
    plan, desk = editor.house.plan, editor.house.desk(METTE)
    for part in (
        Statement(UUID(int=401), "health", "Sover dårligt."),
        Challenge(UUID(int=402), "health", "Ondt i ryggen."),
        ContactAgreement(UUID(int=403), "meeting", times=2),
        Measurement(UUID(int=404), "work_hours", date(2026, 11, 2), Decimal(3)),
    ):
        plan_parts.put_part(desk, plan, None, part)
    plan_parts.put_sub_goal(desk, plan, WORK_GOAL, None, SubGoal(UUID(int=405), "Find en butik"))
    laid = [
        each for each in lay_flat(editor.house.read()) if each.kind is not PlanPart.INTERVENTION
    ]
    drafts = [RemarkDraft(each.kind.value, each.kind, each.id) for each in laid]
    assert len({each.part for each in drafts}) == len(PlanPart) - 1
    reviewing.return_with_remarks(editor.house.desk(BIRGER), editor.house.send(), drafts)
    editor.changed(Changes(everything=True))
    editor.feed.publish(Changes(everything=True))
    editor.document.builder.run_all()
    editor.activateWindow()
    places = editor.inspector.remarks.places
    assert len(places) == len(drafts) + 2
    assert {key for key, _mark in editor.document.marks._remarks} == {each.key for each in places}
    lost = []
    for place in places:
        qtbot.keyClick(editor, Qt.Key.Key_F8)
        focus, part = QApplication.focusWidget(), editor.document._place_of(place.key)
        if focus is None or not part.isAncestorOf(focus):
            lost.append(place.key.kind)
    assert lost == []


def test_what_another_window_marks_is_heard(editor):
    first = editor.inspector.remarks.lines[0]
    editor.feed.publish(plan_remarks.solve_remark(editor.house.desk(METTE), first.id))
    assert lines(editor)[0][2] == "Solved by Mette Prøvegaard"


def test_in_review_nobody_marks(editor):
    editor.changed(reviewing.send_to_review(editor.house.desk(METTE), editor.house.plan))
    assert [each.may for each in editor.inspector.remarks.lines] == [False, False, False]


def test_what_is_refused_is_said(editor):
    line = editor.inspector.remarks.lines[0]
    reviewing.send_to_review(editor.house.desk(METTE), editor.house.plan)
    editor.inspector.remarks.mark(line)
    assert "in review" in editor.navigator.said.lower()


def test_an_answer_to_a_screen_that_is_gone_finds_nobody(editor):
    told = []
    house = editor.house
    desk = house.desk(METTE)
    watch = RemarksWatch(desk, ImmediateRunner(), told.append, editor.navigator, told.append)
    watch.look(editor._page)
    assert len(told) == 1
    watch.leave()
    watch.changed(plan_remarks.solve_remark(desk, editor.inspector.remarks.lines[0].id))
    assert len(told) == 1
