"""Searching as somebody types: what is listed, what Enter opens, and never the wrong citizen."""

from dataclasses import dataclass, field, replace

import pytest

from coordinator.changes import Changes
from coordinator.ports import StoreDown
from coordinator.use_cases import opening, worklists
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.lists_world import BIRGER, METTE, FakeNavigator, make_world, speak_english
from ui.screens.citizens.presenter import CitizensPresenter


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@dataclass
class Face:
    shown: list = field(default_factory=list)
    problem: str = ""

    def show_found(self, found):
        self.shown.append(found)

    def show_problem(self, sentence):
        self.problem = sentence

    def clear_problem(self):
        self.problem = ""

    @property
    def found(self):
        return self.shown[-1]

    def names(self):
        return [line.citizen.name for line in self.found.lines]


@dataclass
class Search:
    presenter: CitizensPresenter
    face: Face
    navigator: FakeNavigator
    runner: HeldRunner


@pytest.fixture
def world(tmp_path):
    made = make_world(tmp_path)
    made.bo = made.citizen("150277-9995", "Bo", "Testrup")
    made.karla = made.citizen("110390-9995", "Karla", "Prøvesen")
    yield made
    made.engine.dispose()


def open_search(world, member=METTE, runner=None):
    runner = runner or ImmediateRunner()
    navigator, face = FakeNavigator(), Face()
    presenter = CitizensPresenter(world.desk(member), runner, navigator)
    presenter.show_in(face)
    return Search(presenter, face, navigator, runner)


def test_what_is_typed_finds_citizens(world):
    search = open_search(world)
    search.presenter.search("  prøve  kar ")
    assert search.face.names() == ["Karla Prøvesen"]
    assert search.face.found.text == "prøve kar"
    assert search.face.found.note == "1 citizen"


def test_nothing_typed_lists_recent_and_mine(world):
    world.plan(world.bo)
    opening.open_citizen(world.desk(), world.karla, "Spørger om vej")
    search = open_search(world)
    search.presenter.search("")
    assert [
        (group.title, [line.citizen.name for line in group.lines])
        for group in search.face.found.groups
    ] == [("Recently opened", ["Karla Prøvesen"]), ("My citizens", ["Bo Testrup"])]


def test_who_has_no_citizens_is_told_what_to_do(world):
    search = open_search(world, BIRGER)
    search.presenter.search("")
    assert search.face.found.empty_title == "No citizen is yours yet"
    assert search.face.found.may_load
    search.presenter.load()
    assert search.navigator.opened == [("import", None)]


def test_who_may_not_load_is_not_offered_it(world):
    search = open_search(world)
    search.presenter.search("")
    assert not search.face.found.may_load


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("bo tex", "Nobody is called “bo tex”. Try the family name or the CPR number."),
        (
            "010101-9999",
            "Nobody has the number 010101-9999. Check the digits, or search by name.",
        ),
    ],
)
def test_no_hit_says_what_to_try(world, typed, sentence):
    search = open_search(world)
    search.presenter.search(typed)
    assert search.face.found.empty_text == sentence


def test_more_than_fifty_are_said_and_not_shown(world, monkeypatch):
    monkeypatch.setattr(worklists, "MOST_FOUND", 1)
    world.citizen("251248-9996", "Bo", "Nytest")
    search = open_search(world)
    search.presenter.search("bo")
    assert len(search.face.names()) == 1
    assert search.face.found.note == "The first 1 are shown. Type more to find fewer."


def test_an_answer_to_an_older_text_is_dropped(world):
    search = open_search(world, runner=HeldRunner())
    search.presenter.search("bo")
    search.presenter.search("karla")
    search.runner.run(1)
    search.runner.run(0)
    assert [found.text for found in search.face.shown] == ["karla"]


def test_enter_opens_the_chosen_citizen(world):
    search = open_search(world)
    search.presenter.search("bo")
    search.presenter.open_chosen("bo", search.face.found.lines[0])
    assert search.navigator.opened == [("citizen", str(world.bo))]


def test_enter_before_the_answer_never_opens_who_stands_there_from_before(world):
    search = open_search(world, runner=HeldRunner())
    search.presenter.search("bo")
    search.runner.run_all()
    bo = search.face.found.lines[0]
    search.presenter.open_chosen("karla", bo)
    assert search.navigator.opened == []
    search.runner.run_all()
    assert search.navigator.opened == [("citizen", str(world.karla))]


def test_enter_before_the_answer_opens_nobody_when_there_are_several(world):
    world.citizen("251248-9996", "Bo", "Nytest")
    search = open_search(world, runner=HeldRunner())
    search.presenter.open_chosen("bo", None)
    search.runner.run_all()
    assert search.navigator.opened == []
    assert len(search.face.names()) == 2


def test_enter_before_the_answer_opens_who_was_chosen_and_still_is_first(world):
    world.citizen("251248-9996", "Bo", "Nytest")
    search = open_search(world, runner=HeldRunner())
    search.presenter.search("b")
    search.runner.run_all()
    first, second = search.face.found.lines
    search.presenter.open_chosen("bo", second)
    search.runner.run_all()
    assert search.navigator.opened == []
    search.presenter.open_chosen("bo ", first)
    search.presenter.open_chosen("b", first)
    search.runner.run_all()
    assert search.navigator.opened == [("citizen", str(first.citizen.id))] * 2


def test_typing_on_after_enter_opens_nobody(world):
    search = open_search(world, runner=HeldRunner())
    search.presenter.open_chosen("bo", None)
    search.presenter.search("karla")
    search.runner.run_all()
    assert search.navigator.opened == []


def test_enter_on_an_empty_list_opens_nothing(world):
    search = open_search(world)
    search.presenter.search("bo tex")
    search.presenter.open_chosen("bo tex", None)
    assert search.navigator.opened == []


def test_a_new_citizen_begins_with_what_was_typed(world):
    search = open_search(world)
    search.presenter.search("bo tex")
    search.presenter.create(" bo  tex ")
    assert search.navigator.opened == [("citizen", ("new", "bo tex"))]


@pytest.mark.parametrize("searched", ["bo", "bo tex"])
def test_a_new_citizen_is_not_called_as_somebody_who_was_found(world, searched):
    search = open_search(world)
    search.presenter.search("bo")
    assert search.face.names()
    search.presenter.create(searched)
    assert search.navigator.opened == [("citizen", ("new", ""))]


def test_a_change_asks_the_same_again(world):
    search = open_search(world)
    search.presenter.search("nytest")
    new = world.citizen("251248-9996", "Nina", "Nytest")
    search.presenter.changed(Changes())
    assert search.face.names() == []
    search.presenter.changed(Changes(citizens=frozenset({new})))
    assert search.face.names() == ["Nina Nytest"]


def test_a_store_that_is_down_leaves_the_list(world, monkeypatch):
    search = open_search(world)
    search.presenter.search("bo")
    with monkeypatch.context() as patch:

        def down(*_):
            raise StoreDown

        patch.setattr(worklists, "find_citizens", down)
        search.presenter.refresh()
    assert search.face.problem.startswith("The store ")
    assert search.face.names() == ["Bo Testrup"]
    search.presenter.refresh()
    assert search.face.problem == ""


def test_behind_walls_a_whole_number_that_nobody_has_may_be_looked_up_with_a_reason(world):
    search = open_search(world)
    search.presenter._desk = replace(search.presenter._desk, walled=True)
    search.presenter.search("2512489996")
    assert search.face.found.number == "2512489996"
    search.presenter.look_up("Borgeren står i skranken")
    assert "number" in search.face.problem
    other = world.citizen("2512489996", "Nina", "Ankersen")
    search.presenter.look_up("Borgeren står i skranken")
    assert search.navigator.opened[-1] == ("citizen", (str(other), "Borgeren står i skranken"))
    search.presenter.search("nina")
    assert search.face.found.number == ""
