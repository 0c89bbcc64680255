"""What weighs most waits until who is there has shown who they are, and is else left undone."""

from dataclasses import replace

import pytest

from coordinator.use_cases import staff
from plans.people import Protection
from tests.builders import IDA, JENS
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.citizen_world import LIS, METTE, World, speak_english
from tests.ui.screens.lists_world import FakeNavigator
from tests.ui.screens.test_citizen_presenter import Board
from ui.screen import House, Locking
from ui.screens.citizen.presenter import CitizenPresenter
from ui.screens.citizens.lines import Found
from ui.screens.citizens.presenter import CitizensPresenter
from ui.screens.print.presenter import PrintPresenter
from ui.screens.staff.presenter import NEW, StaffPresenter
from ui.screens.staff.shown import TypedPerson

NUMBER = "110390-9995"


class Doorkeeper(Locking):
    """Holds each deed until somebody has shown who they are."""

    def __init__(self):
        self.waiting = []

    def prove(self, deed):
        self.waiting.append(deed)

    def let_pass(self):
        deed = self.waiting.pop()
        assert self.waiting == []
        deed()


@pytest.fixture
def keeper():
    return Doorkeeper()


@pytest.fixture
def world(tmp_path, monkeypatch):
    speak_english(monkeypatch)
    made = World(tmp_path)
    yield made
    made.engine.dispose()


def page_of(world, who, keeper):
    context = replace(world.context(ImmediateRunner(), who), house=House(locking=keeper))
    made = CitizenPresenter(context)
    made.attach(Board())
    return made


def test_a_protected_address_is_not_read_before(world, keeper):
    kim = world.citizen(NUMBER, "Kim", "Skærmet", Protection(address=True))
    world.plan(kim)
    page = page_of(world, METTE, keeper)
    page.activate(str(kim))
    page.show_address("Skal sende brev")
    assert all(action != "unmask" for action, *_rest in world.log(kim))
    keeper.let_pass()
    assert ("unmask", "address", "Skal sende brev") in world.log(kim)


def test_a_citizen_is_not_opened_for_a_reason_alone_before(world, keeper):
    stranger = world.citizen(NUMBER, "Karla", "Testrup")
    page = page_of(world, LIS, keeper)
    page.activate(str(stranger))
    before = world.log(stranger)
    page.give_reason("Ringer for en kollega")
    assert world.log(stranger) == before
    keeper.let_pass()
    assert ("view", "citizen", "Ringer for en kollega") in world.log(stranger)


def test_a_number_is_not_looked_up_before(world, keeper):
    stranger = world.citizen(NUMBER, "Karla", "Testrup")
    context = world.context(ImmediateRunner(), LIS)
    presenter = CitizensPresenter(context.desk, context.runner, context.navigator)
    presenter.prove = keeper.prove
    presenter._found = Found(NUMBER, (), number=NUMBER)
    before = world.log(stranger)
    presenter.look_up("Ringer")
    assert world.log(stranger) == before
    keeper.let_pass()
    assert ("view", "number", "Ringer") in world.log(stranger)


def test_no_login_is_made_closed_or_given_a_password_before(memory_house, keeper):
    desk = memory_house.desk(IDA)

    class Face:
        def __getattr__(self, _name):
            return lambda *_values: None

    presenter = StaffPresenter(desk, ImmediateRunner(), lambda _changes: None, FakeNavigator())
    presenter.prove = keeper.prove
    presenter.show_in(Face())
    presenter.activate(str(JENS.id))
    presenter.close()
    assert JENS in staff.staff_page(desk).people
    keeper.let_pass()
    assert not staff.staff_page(desk).is_open(JENS)
    presenter.open_login(password=False)
    assert not staff.staff_page(desk).is_open(JENS)
    keeper.let_pass()
    assert staff.staff_page(desk).is_open(JENS)
    presenter.new_password()
    assert len(keeper.waiting) == 1
    keeper.waiting.clear()
    presenter.activate(NEW)
    typed = TypedPerson("nyny", "Ny Prøvesen", "caseworker", "social", "", "", "")
    presenter.save(typed, password=False)
    assert all(each.login != "nyny" for each in staff.staff_page(desk).people)
    keeper.let_pass()
    assert any(each.login == "nyny" for each in staff.staff_page(desk).people)


def test_a_protected_address_is_not_put_on_paper_before(memory_house, keeper):
    wanted = []
    presenter = PrintPresenter(memory_house.desk(METTE), ImmediateRunner(), FakeNavigator())
    presenter.prove = keeper.prove
    presenter._want = wanted.append
    presenter.show_address("Brev")
    assert wanted == []
    keeper.let_pass()
    assert wanted[0].address_reason == "Brev"
    # Taking it off again asks nothing.
    presenter.show_address("")
    assert not wanted[1].show_address
