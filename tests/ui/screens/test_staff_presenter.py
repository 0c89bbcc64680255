"""What «Medarbejdere» decides without a screen: what comes too early, too late or from nowhere."""

from dataclasses import replace

import pytest

from coordinator.i18n import use_language
from coordinator.store_errors import StoreAway
from tests.builders import IDA, JENS, LIS
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.lists_world import FakeNavigator
from ui.screens.staff.presenter import NEW, StaffPresenter
from ui.screens.staff.shown import TypedPerson


class Face:
    """Keeps what the page was told to show."""

    def __init__(self):
        self.lists, self.people, self.missing, self.problems = [], [], [], []

    def show_people(self, shown):
        self.lists.append([each.login for each in shown.open_ones])

    def show_person(self, shown):
        self.people.append(shown.typed.login)

    def show_password(self, _name, _password):
        raise AssertionError("no server, no password")

    def show_missing(self, field, _sentence):
        self.missing.append(field)

    def show_problem(self, sentence):
        self.problems.append(sentence)

    def saved(self): ...


@pytest.fixture
def page(memory_house):
    use_language("da")

    def make(runner=None):
        desk = memory_house.desk(IDA)
        made = StaffPresenter(
            desk, runner or ImmediateRunner(), lambda _changes: None, FakeNavigator()
        )
        made.show_in(Face())
        return made

    return make


def test_the_list_is_read_again_and_a_person_is_left_as_they_are_typed(page):
    presenter = page()
    presenter.activate(None)
    presenter.refresh()
    assert len(presenter._face.lists) == 2
    presenter.activate(str(JENS.id))
    presenter.refresh()
    assert presenter._face.people == ["jens"]


def test_what_is_searched_before_the_list_is_there_holds_when_it_comes(page):
    runner = HeldRunner()
    presenter = page(runner)
    presenter.activate(None)
    presenter.search("  LIS ")
    assert presenter._face.lists == []
    runner.run_all()
    assert presenter._face.lists == [["lis"]]
    presenter.search("jens")
    assert presenter._face.lists[-1] == ["jens"]


def test_a_search_leaves_the_page_of_a_person_alone(page):
    presenter = page()
    presenter.activate(str(JENS.id))
    presenter.search("lis")
    assert presenter._face.lists == []


def test_nobody_is_closed_opened_or_given_a_password_where_nobody_is_shown(page, memory_house):
    before = memory_house.kept.staff
    for about in (None, NEW):
        presenter = page()
        presenter.activate(about)
        presenter.close()
        presenter.open_login(password=False)
        presenter.new_password()
        assert presenter._navigator.toasts == []
    assert memory_house.kept.staff == before


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (TypedPerson(login="nora", role="caseworker"), "name"),
        (TypedPerson(name="Nora", role="caseworker"), "login"),
        (TypedPerson(login="nora", name="Nora"), "role"),
        (TypedPerson(login="lis", name="Lis Prøve", role="caseworker"), "login"),
    ],
)
def test_what_is_missing_or_taken_is_said_at_its_field(page, typed, field):
    presenter = page()
    presenter.activate(NEW)
    presenter.save(typed, password=False)
    assert presenter._face.missing == [field]


def test_a_store_that_is_away_is_told_in_the_page(page):
    presenter = page()
    presenter._desk = replace(presenter._desk, begin=_away)
    presenter.activate(None)
    presenter.activate(str(LIS.id))
    assert len(presenter._face.problems) == 2


def _away(_member, _writes):
    raise StoreAway(path="")
