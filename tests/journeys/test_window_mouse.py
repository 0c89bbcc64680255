"""The main job in the real window once more, with the mouse; the keyboard only types texts."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from plans.states import PlanStatus
from tests.journeys.sitting import start
from ui.screens.plan.card import InterventionCard
from ui.screens.plan.form import PartForm
from ui.widgets.choices import Combo, TickBox

WORDS = "Jeg vil gerne arbejde et sted, hvor der er ro."


@pytest.fixture
def sitting(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    here = start(tmp_path)
    yield here
    here.leave()


def write_in(sitting, name, text):
    """Press the field of the open form, and type."""
    forms = [each for each in sitting.screen.findChildren(PartForm) if each.isVisible()]
    found = (
        field.control
        for form in reversed(forms)
        for field in form.inputs.values()
        if field.control.accessibleName() == name
    )
    control = next(found)
    sitting.bring_into_sight(control)
    sitting.click(control)
    sitting.write(text)


def press(sitting, words, kind=QPushButton):
    """Press a button, turning the wheel first where it is out of sight."""
    button = sitting.find_named(words, kind)
    assert button is not None, words
    sitting.bring_into_sight(button)
    sitting.click(button)


@pytest.fixture
def quick_hand(qapp):
    """A hand that is quicker than a person's: its second press is no half of a double one."""
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(1)
    yield
    qapp.setDoubleClickInterval(before)


@pytest.mark.usefixtures("quick_hand")
def test_from_the_phone_call_to_the_paper_by_mouse(sitting, tmp_path):
    me = sitting.me()
    with sitting.desk(me).start_reading() as work:
        found = work.lists.my_citizens(200)
    citizen = next(each for each in found if each.plan_status is None and not each.protected)

    sitting.click(sitting.window.topbar.search)
    sitting.write(citizen.name.lower())
    rows = sitting.screen.list
    sitting.until(lambda: citizen.name in str(rows.rows.data(rows.rows.index(0, 0))), "citizen")
    sitting.double_click_row(rows, 0)
    sitting.is_at("Borger")
    sitting.until(sitting.screen.board.pane.isVisible, "page")
    press(sitting, "Opret samlet plan")
    sitting.is_at("Samlet plan")
    sitting.until(sitting.screen.document.isVisible, "plan")
    plan_id = sitting.screen._page.plan.id

    def stored():
        with sitting.desk().start_reading() as work:
            return work.plans.get(plan_id)

    sitting.write(WORDS)
    press(sitting, "Luk")
    press(sitting, "Tilføj mål")
    sitting.write("Arbejde 6 timer om ugen")
    write_in(sitting, "Måles på", "Timer om ugen")
    write_in(sitting, "Nås inden", "+20u")
    write_in(sitting, "Ansvarlig", "anna fik")
    choose_first(sitting)
    press(sitting, "Tilføj indsats")
    sitting.write("Praktik i butik")
    write_in(sitting, "Hjemmel", "virks")
    choose_first(sitting)
    write_in(sitting, "Leverandør", "Solbæk Byggemarked")
    write_in(sitting, "Fra", "+1u")
    write_in(sitting, "Til", "+13u")
    add_task(sitting)
    give_consent(sitting)
    sitting.until(lambda: not sitting.screen._page.gaps, "whole plan")
    press(sitting, "Send til gennemsyn")
    sitting.until(lambda: stored().status is PlanStatus.IN_REVIEW, "review")
    assert stored().goals[0].interventions[0].legal_basis == "LAB § 57"
    assert stored().tasks[0].assignee.staff_id == me.id

    sitting.become("eamleder")
    press(sitting, "Gennemsyn", QAbstractButton)
    sitting.is_at("Gennemsyn")
    sitting.until(lambda: sitting.find_named(citizen.name) is not None, "queue")
    sitting.click(sitting.find_named(citizen.name))
    sitting.until(lambda: sitting.sees(f"{citizen.name} – plan version 1"), "plan")
    press(sitting, "Godkend")
    sitting.until(lambda: stored().status is PlanStatus.APPROVED, "approval")


def choose_first(sitting):
    """Press the first line of the open list."""
    popup = QApplication.activePopupWidget()
    assert popup is not None
    sitting.click(popup.viewport(), popup.visualRect(popup.model().index(0, 0)).center())


def add_task(sitting):
    card = next(each for each in sitting.screen.findChildren(InterventionCard) if each.isVisible())
    sitting.bring_into_sight(card.add)
    sitting.click(card.add)
    sitting.write("Ring til butikken")
    write_in(sitting, "Ansvarlig", "anna fik")
    choose_first(sitting)
    write_in(sitting, "Frist", "fredag")


def give_consent(sitting):
    press(sitting, "Registrér samtykke")
    sitting.write("Skriftligt")
    press(sitting, "Svar", Combo)
    answers = sitting.find_named("Svar", Combo).view()
    sitting.click(answers.viewport(), answers.visualRect(answers.model().index(0, 0)).center())
    press(sitting, "Beskæftigelse", TickBox)
    press(sitting, "Luk")
