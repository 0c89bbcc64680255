"""«Omfordeling» in the window: choose, see what comes of it, offer, follow, and print."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from coordinator.i18n import use_language
from coordinator.use_cases import handing_over, redistributing
from plans.absence import Absence
from plans.redistributions import MoveState
from tests.builders import (
    BIRGER,
    BO,
    JENS,
    KIM,
    LIS,
    METTE,
    NINA,
    TODAY,
    citizen,
    goal,
    identity,
    intervention,
    plan,
    protected_citizen,
    task,
)
from tests.coordinator.house_of_plans import house_with
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeFeed
from tests.ui.screens.test_handovers import Window
from ui.begun import BegunForms
from ui.screen import ScreenContext
from ui.screens import handovers as handover_screen
from ui.screens import redistribution as screen
from ui.screens.redistribution.choose import ChoosePage
from ui.screens.redistribution.outcome import OutcomePage
from ui.theme import THEME
from ui.widgets.rows_model import Heading

WHO = (BO, NINA, KIM)


@pytest.fixture(autouse=True)
def _english():
    use_language("en")
    yield
    use_language("da")


@pytest.fixture
def house():
    THEME.use(mode="light", text_scale=100)
    made = house_with(citizen(BO), citizen(NINA), protected_citizen())
    with made.begin(METTE, True) as work:
        for who in WHO:
            place = intervention(f"Job {who}", tasks=(task(f"Opgave {who}", METTE),))
            whole = plan(identity(who), deputy=None, goals=(goal(f"Mål {who}", place),))
            work.plans.add(replace(whole, participants=()))
        work.commit()
    return made


class Prints:
    """A printer that takes what comes."""

    def __init__(self):
        self.papers = []

    def ask(self, fetch):
        fetch()

    def print_paper(self, _runner, content):
        self.papers.append(content)


class Screen:
    """The screen with a window around it."""

    def __init__(self, qtbot, house, member=BIRGER):
        self.qtbot, self.house, self.navigator = qtbot, house, Window()
        context = ScreenContext(
            house.desk(member), ImmediateRunner(), FakeFeed(), self.navigator, begun=BegunForms()
        )
        self.view = screen.build(context)
        self.prints = Prints()
        self.view.prints = self.prints
        qtbot.addWidget(self.view)
        self.view.resize(1100, 700)
        self.view.show()

    def go(self, argument=None):
        self.view.activate(argument)
        QApplication.processEvents()
        return self

    def new(self, who=METTE):
        return self.go(("new", str(who.id)))

    def press(self, widget, *keys):
        for each in keys:
            plain = (Qt.KeyboardModifier.NoModifier, each)
            modifier, key = each if isinstance(each, tuple) else plain
            self.qtbot.keyClick(widget, key, modifier)
        return self

    def offer(self):
        """Offer all of Mette's to Jens, by the page."""
        self.new()
        page = self.view.choice
        page.cause.set_value("illness_leave")
        page.people.tick([str(JENS.id)])
        page.primary_action()
        self.view.outcome.primary_action()
        where, key = self.navigator.opened[-1]
        assert where == "redistribution"
        self.go(key)
        return key

    def rows(self):
        model = self.view.running.rows.rows
        return [model.at(place) for place in range(model.rowCount())]


CTRL_A = (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_A)


def test_a_lead_chooses_with_the_keys_and_sees_what_comes_of_it_first(qtbot, house):
    shown = Screen(qtbot, house).new()
    page = shown.view.choice
    assert isinstance(shown.view.currentWidget(), ChoosePage)
    assert page.citizens.hasFocus()
    assert len(page.citizens.ticked) == 3
    shown.press(page.citizens, Qt.Key.Key_Space)
    assert len(page.citizens.ticked) == 2
    shown.press(page.citizens, CTRL_A)
    assert len(page.citizens.ticked) == 3
    shown.press(page.citizens, CTRL_A)
    assert page.citizens.ticked == []
    shown.press(page.citizens, CTRL_A)
    page.people.setFocus()
    place = next(n for n in range(9) if page.people.rows.at(n).name == JENS.name)
    page.people.choose(place)
    shown.press(page.people, Qt.Key.Key_Space)
    assert page.count.text() == "3 citizens chosen · 1 receiver"
    page.primary_action()
    assert page.fields["cause"].control.hasFocus()
    page.cause.set_value("illness_leave")
    page.primary_action()
    assert isinstance(shown.view.currentWidget(), OutcomePage)
    outcome = shown.view.outcome
    assert outcome.offer_button.text() == "Offer 3 citizens"
    row = outcome.people.rows.at(0)
    assert (row.name, row.loads) == (JENS.name, "0 → 3 citizens, 0 → 3 tasks")
    assert house.kept.handovers == {}
    shown.view._presenter.choose_again()
    assert isinstance(shown.view.currentWidget(), ChoosePage)
    assert len(page.citizens.ticked) == 3


def test_the_deputy_of_who_is_away_is_ticked_from_the_start(qtbot, house):
    away = Absence(identity("a"), METTE.id, TODAY, None, JENS.id)
    house.kept.absences[away.id] = away
    page = Screen(qtbot, house).new().view.choice
    assert page.people.ticked == [str(JENS.id)]
    assert "deputy Jens Udkast" in page.header.subtitle.text()


def test_a_change_of_benefit_warns_and_asks_for_words(qtbot, house):
    shown = Screen(qtbot, house).new()
    page = shown.view.choice
    page.people.tick([str(JENS.id)])
    page.cause.set_value("benefit_change")
    assert not page.warning.isHidden()
    page.primary_action()
    shown.view.outcome.primary_action()
    assert house.kept.handovers == {}
    assert shown.view.currentWidget() is page
    page.comment.set_text("Bo har bedt om det")
    page.primary_action()
    shown.view.outcome.primary_action()
    assert len(house.kept.handovers) == 3


def test_nobody_is_offered_to_nobody(qtbot, house):
    shown = Screen(qtbot, house).new()
    page = shown.view.choice
    page.cause.set_value("capacity")
    page.primary_action()
    assert page.problem._title.text() == "Choose at least one receiver."
    shown.press(page.citizens, CTRL_A)
    page.primary_action()
    assert page.problem._title.text() == "Choose at least one citizen."


def test_what_is_declined_stands_on_top_and_goes_on_with_one_press(qtbot, house):
    shown = Screen(qtbot, house)
    key = shown.offer()
    lines = handing_over.lists(house.desk(JENS)).to_me
    handing_over.accept(house.desk(JENS), lines[0].handover, ())
    handing_over.decline(house.desk(JENS), lines[1].handover, "Ingen tid")
    shown.go(None).go(key)
    rows = shown.rows()
    assert isinstance(rows[0], Heading)
    assert (rows[0].text, rows[1].about, rows[1].pill.text) == (
        "Back with you",
        "Ingen tid",
        "Declined",
    )
    running = shown.view.running
    assert running.figures.text().startswith("1 of 3 accepted · 1 wait for an answer")
    assert running.rows.ticked == [rows[1].key]
    running.primary_action()
    assert running.receiver.hasFocus()
    running.receiver.set_value(str(LIS.id))
    running.primary_action()
    assert [each.handover.receiver.name for each in handing_over.lists(house.desk(LIS)).to_me] == [
        LIS.name
    ]


def test_undoing_asks_first(qtbot, house):
    shown = Screen(qtbot, house)
    shown.offer()
    shown.view.running.undo_button.click()
    (dialog,) = shown.view.findChildren(QDialog)
    button = next(
        b for b in dialog.findChildren(type(shown.view.running.undo_button)) if b.text() == "Undo"
    )
    button.click()
    assert not any(each.is_open for each in house.kept.handovers.values())
    assert "Undone" in shown.view.running.notice._title.text()
    assert shown.view.running.undo_button.isHidden()


def test_the_letters_are_printed_in_one_job(qtbot, house):
    shown = Screen(qtbot, house)
    key = shown.offer()
    for line in handing_over.lists(house.desk(JENS)).to_me:
        handing_over.accept(house.desk(JENS), line.handover, ())
    shown.go(None).go(key)
    shown.view.print_page()
    assert len(shown.prints.papers) == 1
    assert shown.navigator.toasts[-1] == ("3 letters are made, 1 of them to hand over in person.")
    assert shown.view.running.letters.text() == "3 letters are printed, 0 are new."
    assert shown.view.running.print_button.isHidden()


def test_several_are_accepted_at_once_and_each_result_is_told(qtbot, house):
    Screen(qtbot, house).offer()
    navigator = Window()
    context = ScreenContext(
        house.desk(JENS), ImmediateRunner(), FakeFeed(), navigator, begun=BegunForms()
    )
    view = handover_screen.build(context)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    view.activate(None)
    rows = view.lists.rows
    assert rows.rows.at(0) == Heading("3 citizens from Mette Prøvegaard", 3)
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.lists.accept_button.text() == "Accept 3"
    found = redistributing.sets(house.desk(BIRGER))[0].redistribution
    (nina,) = (e.handover for e in found.moves if e.citizen_id == identity(NINA))
    with house.begin(BIRGER, True) as work:
        work.handovers.save(work.handovers.get(nina.id).withdrawn(BIRGER, house.clock.now()))
        work.commit()
    view.primary_action()
    told = view.lists.told._title.text()
    assert told.startswith("2 citizens are yours now.")
    assert "answered already" in told
    after = redistributing.sets(house.desk(BIRGER))[0].redistribution
    assert after.progress.count(MoveState.ACCEPTED) == 2
