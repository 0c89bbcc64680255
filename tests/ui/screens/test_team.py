"""«Mit team»: how much hangs on each of a unit, and all that hangs on one of them."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coordinator.caseloads import Caseload, HeldKind, HeldThing, Load, StaffLoad
from coordinator.changes import Changes
from coordinator.i18n import use_language
from coordinator.use_cases.absences import put_absence
from plans.absence import Absence
from tests.builders import (
    BIRGER,
    BO,
    JENS,
    METTE,
    PRACTICE,
    TODAY,
    WORK,
    citizen,
    identity,
    plan,
    task,
)
from tests.fakes import FakeStore
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeFeed, FakeNavigator
from ui.begun import BegunForms
from ui.screen import ScreenContext
from ui.screens import team as team_screen
from ui.screens.team.words import CONSENT_AHEAD_DAYS, member_line, person_shown
from ui.widgets.rows_model import Heading

LATE = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _english():
    use_language("en")
    yield
    use_language("da")


@pytest.fixture
def store():
    """Mette coordinates Bo's plan, in which Jens has a late task."""
    made = FakeStore()
    late = replace(task("Ring til lægen", JENS), due=LATE)
    goal = replace(WORK, interventions=(replace(PRACTICE, tasks=(late,)),))
    with made.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan(goals=(replace(goal, owner=None),), participants=(), deputy=None))
        work.commit()
    return made


class Team:
    def __init__(self, qtbot, store, member=BIRGER):
        self.navigator = FakeNavigator()
        context = ScreenContext(
            store.desk(member), ImmediateRunner(), FakeFeed(), self.navigator, begun=BegunForms()
        )
        self.view = team_screen.build(context)
        qtbot.addWidget(self.view)
        self.view.resize(1100, 700)
        self.view.show()

    def go(self, key=None):
        self.view.activate(key)
        QApplication.processEvents()
        return self

    def rows(self, rows):
        model = rows.rows
        return [model.at(place) for place in range(model.rowCount())]


def test_a_lead_sees_the_unit_and_goes_on_to_one_of_it_by_the_keys(qtbot, store):
    team = Team(qtbot, store).go()
    lines = team.rows(team.view.people)
    assert [(each.name, each.citizens, each.plans, each.tasks, each.overdue) for each in lines] == [
        ("Birger Mønsterby", 0, 0, 0, 0),
        ("Jens Udkast", 0, 0, 1, 1),
        ("Mette Prøvegaard", 1, 1, 0, 0),
    ]
    assert team.navigator.crumbs == ["My team"]
    assert team.view.people.hasFocus()
    team.view.people.choose(1)
    qtbot.keyClick(team.view.people, Qt.Key.Key_Return)
    assert team.navigator.opened == [("team", str(JENS.id))]


def test_all_that_hangs_on_one_stands_under_its_citizens(qtbot, store):
    team = Team(qtbot, store).go(str(JENS.id))
    heading, line = team.rows(team.view.things)
    assert isinstance(heading, Heading)
    assert heading.text == "Bo Testrup"
    assert (line.title, line.kind, line.late) == ("Ring til lægen", "Task", True)
    assert team.view.person.figures.text().endswith("1 open task · 1 of them overdue")
    assert team.navigator.crumbs == ["My team", "Jens Udkast"]
    qtbot.keyClick(team.view.things, Qt.Key.Key_Return)
    assert team.navigator.opened == [("citizen", str(identity(BO)))]


def test_on_whom_nothing_hangs_the_page_says_so(qtbot, store):
    team = Team(qtbot, store).go(str(BIRGER.id))
    assert not team.view.things.isVisible()
    assert "No citizen" in team.view.person.figures.text()
    assert team.view.regions()[1] is team.view.person.content


def test_who_leads_nobody_is_told_whom_to_ask(qtbot, store):
    team = Team(qtbot, store, METTE).go()
    assert "Ask their team lead" in team.view.team.problem.accessibleName()


def test_what_a_colleague_changes_is_read_again(qtbot, store):
    team = Team(qtbot, store).go()
    away = Absence(identity("away"), JENS.id, TODAY, None, METTE.id)
    put_absence(store.desk(BIRGER), None, away)
    team.view.changed(Changes())
    assert not team.rows(team.view.people)[1].away
    team.view.changed(Changes(everything=True))
    assert "deputy Mette Prøvegaard" in team.rows(team.view.people)[1].away


def test_two_units_stand_under_their_names(qtbot, store):
    team = Team(qtbot, store).go()
    lines = team.rows(team.view.people)
    team.view.show_team((*lines, replace(lines[0], key="x", name="Åge", unit="Syd")))
    found = [each.text for each in team.rows(team.view.people) if isinstance(each, Heading)]
    assert found == sorted({lines[0].unit, "Syd"})


def held(**fields):
    return HeldThing(HeldKind.PLAN, identity(BO), "Bo Testrup", status="active", **fields)


def test_tasks_that_one_may_not_see_are_told_with_who_can_give_them_away():
    found = Caseload(StaffLoad(JENS, Load(tasks=3)), (), {"Lis Kladde": 1, "Amira Skitse": 2})
    first, second = person_shown(found, TODAY).elsewhere
    assert first.startswith("2 tasks are in plans that you may not see. Amira Skitse")
    assert second.startswith("1 task is in plans that you may not see. Lis Kladde")


def test_a_consent_that_ends_soon_is_marked_and_the_urgent_citizen_comes_first():
    soon = date.fromordinal(TODAY.toordinal() + CONSENT_AHEAD_DAYS)
    later = date.fromordinal(soon.toordinal() + 1)
    other = replace(held(by=LATE), citizen_id=identity("else"), citizen_name="Else")
    things = (held(consent_ends=soon), held(consent_ends=later, plan_id=identity("p")), other)
    shown = person_shown(Caseload(StaffLoad(METTE, Load(plans=2)), things, {}), TODAY)
    assert [group.name for group in shown.groups] == ["Else", "Bo Testrup"]
    marked, plain = shown.groups[1].lines
    assert marked.note is not None
    assert plain.note is None


def test_who_is_away_without_a_deputy_is_said_to_be_away():
    away = Absence(identity("away"), JENS.id, TODAY)
    line = member_line(StaffLoad(JENS, Load(), away))
    assert line.away == "away until further notice"


def test_a_task_that_is_about_nobody_stands_under_its_own_heading_and_leads_nowhere(qtbot, store):
    thing = HeldThing(HeldKind.STAFF_TASK, None, "", "Find et hold", LATE, status="accepted")
    shown = person_shown(Caseload(StaffLoad(JENS, Load(tasks=1)), (thing,), {}), TODAY)
    (group,) = shown.groups
    assert (group.name, group.lines[0].kind) == ("Without a citizen", "Task between colleagues")
    team = Team(qtbot, store)
    team.view.show_person(shown)
    team.view.things.choose(1)
    qtbot.keyClick(team.view.things, Qt.Key.Key_Return)
    assert team.navigator.opened == []
