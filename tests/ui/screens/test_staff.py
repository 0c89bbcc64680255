"""«Medarbejdere»: found, taken in, moved and closed, with the consequence told before."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coordinator.begun import BegunForm
from coordinator.i18n import use_language
from coordinator.use_cases.staff import staff_page
from plans.people import Role
from tests.builders import IDA, JENS, LEFT, METTE, NOW, citizen, identity, plan, staff
from tests.fakes_logins import FakeLogins
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from ui.begun import BegunForms
from ui.screen import ScreenContext
from ui.screens import staff as staff_screen
from ui.screens.staff.login_card import CloseDialog
from ui.widgets.labels import Label

NORA = staff("nora", "Nora Prøveklud", None, "", Role.CASEWORKER)


class Kept(BegunForms):
    """Forms that are kept in memory."""

    def __init__(self):
        self.forms = {}

    def find(self, key, found):
        if key in self.forms:
            found(BegunForm(self.forms[key], NOW))

    def typed(self, key, typed):
        if typed:
            self.forms[key] = dict(typed)
        else:
            self.forms.pop(key, None)

    def done(self, key):
        self.forms.pop(key, None)


class Navigator:
    """Goes where it is told, as the window does."""

    def __init__(self):
        self.toasts, self.crumbs = [], []

    def open(self, screen, argument=None):
        assert screen == "staff"
        self.view.activate(argument)

    def set_crumbs(self, crumbs):
        self.crumbs = [crumb.text for crumb in crumbs]

    def toast(self, text):
        self.toasts.append(text)


class Feed:
    def __init__(self):
        self.published = []

    def publish(self, changes):
        self.published.append(changes)


@pytest.fixture
def at(qtbot, memory_house):
    """Show the screen to the administrator."""
    use_language("da")
    with memory_house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan())
        work.staff.add(NORA)
        work.commit()

    def show(argument=None, runner=None):
        navigator = Navigator()
        desk = memory_house.desk(IDA)
        context = ScreenContext(desk, runner or ImmediateRunner(), Feed(), navigator, begun=Kept())
        view = navigator.view = staff_screen.build(context)
        view.context, view.navigator = context, navigator
        qtbot.addWidget(view)
        view.resize(1000, 700)
        view.show()
        view.activate(argument)
        return view

    return show


@pytest.fixture
def on_server(monkeypatch):
    """Let the store in memory have passwords, as a server has."""
    given = []
    monkeypatch.setattr(FakeLogins, "on_server", True)
    monkeypatch.setattr(
        FakeLogins, "set_password", lambda _self, member, word: given.append((member.login, word))
    )
    return given


def said(widget):
    return " ".join(label.text() for label in widget.findChildren(Label))


def names(view):
    model = view.people.list.rows
    rows = [model.at(place) for place in range(model.rowCount())]
    return [getattr(row, "name", None) or (row.text, row.count) for row in rows]


def test_the_list_tells_who_can_sign_in_and_finds_by_any_words(at):
    view = at()
    everybody = names(view)
    assert everybody[0] == ("Kan logge ind", 8)
    assert everybody[-2:] == [("Kan ikke logge ind", 1), LEFT.name]
    view.people.search.setText("prøve nord")
    assert names(view) == [("Kan logge ind", 1), METTE.name]
    view.people.search.setText("qqq")
    assert names(view) == []
    assert "Ingen passer" in said(view.people)


def test_the_keyboard_goes_from_the_search_to_a_person_and_back(at, qtbot):
    view = at()
    assert view.focusWidget() is view.people.search
    qtbot.keyClicks(view.people.search, "nora")
    qtbot.keyClick(view.people.search, Qt.Key.Key_Return)
    assert view.navigator.crumbs == ["Medarbejdere", NORA.name]
    assert view.currentWidget() is view.person
    assert view.focusWidget() is view.form.fields["name"].control
    view.form.left.emit()
    assert view.currentWidget() is view.people


def test_somebody_new_is_taken_in(at, memory_house):
    view = at()
    view.primary_action()
    form = view.form
    view.primary_action()
    assert form.fields["name"].error == "Skriv medarbejderens navn."
    form._lines["name"].setText("Gerda Prøvekvist")
    view.primary_action()
    assert form.fields["login"].error
    form._lines["login"].setText("Mette")
    view.primary_action()
    assert form.fields["role"].error == "Vælg en rolle."
    form._role.set_value("team_lead")
    form.submit()
    assert form.fields["login"].error.startswith("Loginet mette er optaget.")
    form._lines["login"].setText("gerda")
    form._area.set_value("social")
    form.submit()
    found = {each.login: each for each in staff_page(memory_house.desk(IDA)).people}["gerda"]
    assert (found.name, found.role, found.service_area) == (
        "Gerda Prøvekvist", Role.TEAM_LEAD, "social",
    )  # fmt: skip
    assert view.currentWidget() is view.people
    assert view.navigator.toasts == ["Medarbejderen er tilføjet."]
    assert view.context.begun.forms == {}
    assert view.context.feed.published


def test_somebody_moves_and_what_was_typed_before_is_still_there(at, memory_house):
    view = at(str(NORA.id))
    view.form._lines["team"].setText("Bostøtte")
    kept = view.context.begun
    view.activate(str(NORA.id))
    assert view.form._lines["team"].text() == "Bostøtte"
    view.form.submit()
    assert kept.forms == {}
    assert replace(NORA, team="Bostøtte") in staff_page(memory_house.desk(IDA)).people
    assert view.person.header.subtitle.text() == "Sagsbehandler, Bostøtte"


def test_who_answers_for_somebody_cannot_be_closed_and_the_page_says_for_what(at):
    view = at(str(METTE.id))
    assert view.login.buttons == []
    assert "• 1 samlet plan at koordinere" in said(view.login)
    assert "• 1 åben opgave" in said(view.login)
    view.form._role.set_value("auditor")
    view.form.submit()
    assert "har stadig ansvar" in view.form.fields["role"].error


def test_a_login_is_closed_after_a_question_and_opened_again(at, memory_house):
    view = at(str(NORA.id))
    (close,) = view.login.buttons
    close.click()
    dialog = view.findChild(CloseDialog)
    assert "slutter med det samme" in said(dialog)
    dialog.verb.click()
    assert not staff_page(memory_house.desk(IDA)).is_open(NORA)
    assert "Nora Prøveklud kan ikke logge ind." in said(view.login)
    (opened,) = view.login.buttons
    opened.click()
    assert staff_page(memory_house.desk(IDA)).is_open(NORA)


def test_nobody_closes_their_own_login(at):
    view = at(str(IDA.id))
    assert view.login.buttons == []
    assert "Det er dit eget login." in said(view.login)


def test_a_made_password_is_shown_once_when_the_page_is_read_again(at, on_server):
    runner = HeldRunner()
    view = at(str(NORA.id), runner)
    runner.run_all()
    view.login.buttons[0].click()
    runner.run_all()
    ((login, password),) = on_server
    assert (login, view.password.words.text()) == ("nora", password)
    view.password.copy.click()
    assert QApplication.clipboard().text() == password
    view.activate(None)
    runner.run_all()
    assert view.password is None
    assert QApplication.clipboard().text() == ""


def test_a_new_login_on_a_server_gets_a_password_or_none(at, on_server, memory_house):
    view = at("new")
    form = view.form
    form._lines["name"].setText("Gerda Prøvekvist")
    form._lines["login"].setText("gerda")
    form._role.set_value("caseworker")
    form.submit()
    assert len(view.password.words.text()) == 34
    view.activate("new")
    view.form._lines["name"].setText("Sigge Prøvesø")
    view.form._lines["login"].setText("sigge")
    view.form._role.set_value("caseworker")
    view.form.way.set_value("none")
    view.form.submit()
    assert view.password is None
    assert view.currentWidget() is view.people


def test_what_the_store_refuses_is_told_and_what_was_typed_stays(at, memory_house):
    view = at(str(JENS.id))
    with memory_house.begin(METTE, True) as work:
        work.logins.move(replace(JENS, phone="87654321"))
        work.commit()
    view.form._lines["team"].setText("Team Syd")
    view.form.submit()
    assert view.problem.isVisible()
    assert view.form._lines["team"].text() == "Team Syd"


def test_an_unknown_person_leads_to_the_list(at):
    view = at(str(identity("nobody")))
    assert view.currentWidget() is view.people
