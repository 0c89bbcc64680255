"""Who is away is told where people are chosen, and the deputy is one key away."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coordinator.use_cases.absences import put_absence
from plans.absence import Absence
from tests.builders import identity
from tests.ui.screens.lists_world import METTE, TODAY
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import AMIRA, RITA, full_plan
from ui.person_choice import person_words
from ui.widgets.away import AwayOffer

UNTIL = TODAY + timedelta(3)


@pytest.fixture
def open_screen(qtbot, world):
    def opened(deputy=AMIRA.id):
        put_absence(world.desk(RITA), None, Absence(identity("a"), RITA.id, TODAY, UNTIL, deputy))
        return Screen(qtbot, world, METTE).open(full_plan(world))

    return opened


def choose(line, text):
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_the_line_tells_until_when_and_who_stands_in(open_screen):
    page = open_screen().view._page
    words = {each.who.name: person_words(each) for each in page.people}
    assert words[RITA.name] == (
        f"{RITA.name} – away until 20. nov., deputy {AMIRA.name}, Sundhedscenter"
    )
    assert words[AMIRA.name] == f"{AMIRA.name} – Bostøtte"


def test_one_key_takes_the_deputy_of_who_is_away(open_screen):
    screen = open_screen()
    screen.item().open("assignee")
    field = screen.item().form.inputs["assignee"]
    choose(field.line, "rita")
    assert field.away.isVisible()
    assert field.away.words == f"{RITA.name} is away until 20. nov. Choose {AMIRA.name}?"
    QTest.keyClick(field.line, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert not field.away.isVisible()
    assert field.line.text() == AMIRA.name
    field.line.clearFocus()
    assert screen.stored().interventions[0].tasks[0].assignee.staff_id == AMIRA.id


def test_the_offer_goes_when_one_types_on(open_screen):
    screen = open_screen()
    screen.item().open("assignee")
    field = screen.item().form.inputs["assignee"]
    choose(field.line, "rita")
    QTest.keyClicks(field.line, "x")
    assert not field.away.isVisible()


def test_without_a_deputy_it_is_only_told(open_screen):
    screen = open_screen(deputy=None)
    screen.item().open("assignee")
    field = screen.item().form.inputs["assignee"]
    choose(field.line, "rita")
    assert field.line.text() == RITA.name
    assert not field.away.isVisible()


def test_a_deputy_who_is_away_too_is_not_offered(open_screen, world):
    put_absence(world.desk(AMIRA), None, Absence(identity("b"), AMIRA.id, TODAY))
    page = open_screen().view._page
    rita = next(each for each in page.people if each.who.name == RITA.name)
    assert (rita.deputy, rita.question) == (None, "")


def test_the_core_team_is_offered_the_deputy_too(open_screen):
    screen = open_screen()
    team = screen.document.people.team
    choose(team.line, "rita")
    assert RITA.id in {each.staff_id for each in screen.stored().participants}
    team.away.button.click()
    assert {RITA.id, AMIRA.id} <= {each.staff_id for each in screen.stored().participants}


def test_another_deputy_is_offered_for_one_who_is_away(open_screen):
    screen = open_screen()
    team = screen.document.people.team
    team.deputy.edited.emit(RITA.id)
    team.other_deputy.button.click()
    assert screen.stored().deputy == AMIRA.id


def test_no_offer_stands_before_somebody_is_chosen(open_screen):
    screen = open_screen()
    assert not any(each.isVisible() for each in screen.view.findChildren(AwayOffer))
