"""A half-filled form of the citizen page is never lost, and never anybody else's."""

from uuid import UUID

import pytest

from coordinator.begun import FormKey
from coordinator.store_errors import StoreFull
from coordinator.use_cases import registering
from coordinator.use_cases.begun_forms import typed_before
from plans.people import Communication
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.citizen_world import JENS, METTE, World, speak_english
from tests.ui.screens.test_citizen_view import Elsewhere, board, press, settle, texts
from ui.feed import ChangeFeed
from ui.navigation import UserCard
from ui.screen import ScreenEntry
from ui.screens import citizen as citizen_screen
from ui.widgets.notices import Toast
from ui.window import Window

SCREENS = (
    ScreenEntry("citizen", "Citizen", "user", citizen_screen.build),
    ScreenEntry("citizens", "Citizens", "users", Elsewhere),
)


@pytest.fixture
def world(tmp_path, monkeypatch):
    speak_english(monkeypatch)
    made = World(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def bo(world):
    citizen_id = world.citizen("150277-9995", "Bo", "Testrup")
    world.plan(citizen_id)
    return str(citizen_id)


@pytest.fixture
def kim(world):
    citizen_id = world.citizen("620785-0002", "Kim", "Prøvesen")
    world.plan(citizen_id)
    return str(citizen_id)


@pytest.fixture
def show(world, qtbot):
    """Start the program, again and again, for somebody."""

    def start(who=METTE, runner=None):
        window = Window(
            desk=world.desk(who),
            runner=runner or ImmediateRunner(),
            feed=ChangeFeed(),
            screens=SCREENS,
        )
        qtbot.addWidget(window)
        window.show_user(UserCard(who.login, who.name, who.team, who.role.value))
        window.show()
        return window

    return start


def let_go(window):
    """Let the screen go as with its window, which the test still closes itself."""
    window.current_screen().deleteLater()
    window._built.clear()
    settle()


def kept(world, form, about=None, who=METTE):
    """What the store has of a form, as plain texts."""
    found = typed_before(world.desk(who), FormKey(form, about))
    return None if found is None else {name: each.now for name, each in found.typed.items()}


def contact_form(window, citizen):
    window.open("citizen", citizen)
    board(window)._open_form("communication")
    return board(window).form


def write(window, form, **texts):
    for name, text in texts.items():
        form._fields[name].control.setText(text)
    window._begun.flush()


def test_what_is_typed_stands_there_when_the_program_starts_again(show, world, bo):
    window = show()
    form = contact_form(window, bo)
    form._interpreter.setChecked(True)
    write(window, form, phone="12 34", language="Tigrinya")
    again = show()
    again.open("citizen", bo)
    form = board(again).form
    assert form.form_name == "communication"
    assert form._phone.text() == "12 34"
    assert form._language.text() == "Tigrinya"
    assert form._interpreter.isChecked()
    assert form._memory.notice.isVisible()
    assert "You were writing here on 17-11-2026, 09:15" in form._memory.notice.accessibleName()


def test_nothing_is_said_of_a_form_that_nothing_was_typed_in(show, bo):
    window = show()
    contact_form(window, bo)
    again = show()
    again.open("citizen", bo)
    assert board(again).form is None
    assert not contact_form(again, bo)._memory.notice.isVisible()


def test_another_person_sees_nothing_of_it(show, world, bo):
    window = show()
    write(window, contact_form(window, bo), phone="12 34")
    other = show(JENS)
    other.open("citizen", bo)
    assert board(other).form is None
    assert contact_form(other, bo)._phone.text() == ""


def test_another_citizen_gets_nothing_of_it(show, world, bo, kim):
    window = show()
    write(window, contact_form(window, bo), phone="12 34")
    assert contact_form(window, kim)._phone.text() == ""
    window.open("citizens")
    window.open("citizen", bo)
    assert board(window).form._phone.text() == "12 34"


def test_a_saved_form_is_forgotten(show, world, bo):
    window = show()
    form = contact_form(window, bo)
    write(window, form, phone="12345678")
    form.submit()
    assert kept(world, "communication", UUID(bo)) is None
    assert board(window).form is None
    window.open("citizens")
    window.open("citizen", bo)
    assert board(window).form is None


def test_a_form_that_is_refused_keeps_its_text(show, world, bo):
    window = show()
    window.open("citizen", bo)
    board(window)._open_form("number")
    form = board(window).form
    write(window, form, number="310299-1234")
    form.submit()
    assert form.number.field.error
    assert kept(world, "number", UUID(bo)) == {"number": "310299-1234"}


def test_what_was_thrown_away_can_be_fetched_again(show, world, bo):
    window = show()
    write(window, contact_form(window, bo), phone="12 34")
    press(board(window).form, "Cancel")
    assert kept(world, "communication", UUID(bo)) is None
    window.findChild(Toast)._act()
    assert board(window).form._phone.text() == "12 34"


def test_cancel_with_nothing_typed_says_nothing(show, bo):
    window = show()
    contact_form(window, bo)
    press(board(window).form, "Cancel")
    assert window.findChild(Toast) is None


def test_discard_gives_the_form_as_it_was_and_undo_takes_it_back(show, world, bo):
    window = show()
    write(window, contact_form(window, bo), phone="12 34")
    again = show()
    again.open("citizen", bo)
    form = board(again).form
    press(form, "Discard")
    assert form._phone.text() == ""
    assert kept(world, "communication", UUID(bo)) is None
    press(form, "Undo")
    again._begun.flush()
    assert form._phone.text() == "12 34"
    assert kept(world, "communication", UUID(bo)) == {"phone": "12 34"}


def test_an_undo_never_writes_over_what_was_typed_after_it(show, bo):
    window = show()
    write(window, contact_form(window, bo), phone="12 34")
    again = show()
    again.open("citizen", bo)
    form = board(again).form
    press(form, "Discard")
    form._phone.setText("56 78")
    assert not form._memory.notice.isVisible()
    assert form._phone.text() == "56 78"


def test_a_store_that_takes_no_text_says_so_until_it_does(show, world, bo):
    window = show()
    form = contact_form(window, bo)
    begin, desk = world.begin, window._context.desk

    def full(who, writes):
        raise StoreFull

    object.__setattr__(desk, "begin", full)
    write(window, form, phone="12 34")
    assert "no more room on the disk" in " ".join(texts(window))
    object.__setattr__(desk, "begin", begin)
    window._begun.flush()
    assert "no more room on the disk" not in " ".join(texts(window))
    assert kept(world, "communication", UUID(bo)) == {"phone": "12 34"}


def test_a_colleagues_newer_text_is_shown_beside_ones_own(show, world, bo):
    window = show()
    write(window, contact_form(window, bo), phone="12 34")
    other = show(JENS)
    form = contact_form(other, bo)
    write(other, form, phone="99", language="Farsi")
    form.submit()
    again = show()
    again.open("citizen", bo)
    form = board(again).form
    assert form._phone.text() == "12 34"
    assert form._language.text() == "Farsi"
    assert "Meanwhile somebody wrote: 99." in form._memory.notice.accessibleName()


def test_what_was_saved_just_before_the_end_is_not_offered_again(show, world, bo):
    window = show()
    form = contact_form(window, bo)
    write(window, form, phone="12345678")
    desk = world.desk()
    citizen = world.read(form.seen.id)
    registering.set_communication(desk, citizen, Communication(phone="12345678"))
    again = show()
    form = contact_form(again, bo)
    assert not form._memory.notice.isVisible()
    assert kept(world, "communication", UUID(bo)) is None


def test_a_new_citizen_is_not_lost_either(show, world):
    window = show()
    window.open("citizen", ("new", ""))
    form = board(window).form
    write(window, form, number="710390-0001", name="Tomas")
    form._kinds[0].setChecked(True)
    form._until.control.setText("31-12-2026")
    form.birth_date.control.setText("11-03-1990")
    window._begun.flush()
    again = show()
    again.open("citizen", ("new", ""))
    form = board(again).form
    assert form.number.line.text() == "710390-0001"
    assert form._given.text() == "Tomas"
    assert form._kinds[0].isChecked()
    assert form._until.isVisible()
    assert form._until.control.value.isoformat() == "2026-12-31"
    assert form.birth_date.control.value.isoformat() == "1990-03-11"


def test_a_new_citizen_never_becomes_a_mixture_of_two(show, world):
    window = show()
    window.open("citizen", ("new", "Tomas Fiktivsen"))
    write(window, board(window).form, number="710390-0001")
    again = show()
    again.open("citizen", ("new", "Ole Hansen"))
    form = board(again).form

    def typed():
        return (form.number.line.text(), form._given.text(), form._family.text())

    assert typed() == ("710390-0001", "Tomas", "Fiktivsen")
    press(form, "Discard")
    assert typed() == ("", "Ole", "Hansen")
    press(form, "Undo")
    assert typed() == ("710390-0001", "Tomas", "Fiktivsen")


def test_what_was_searched_for_alone_is_nothing_begun(show, world):
    window = show()
    window.open("citizen", ("new", "Tomas Fiktivsen"))
    press(board(window).form, "Cancel")
    assert window.findChild(Toast) is None
    assert kept(world, "new_citizen") is None


def test_a_date_that_is_none_comes_back_as_it_was_typed(show, world, bo):
    window = show()
    window.open("citizen", bo)
    board(window)._open_form("number")
    write(window, board(window).form, valid_from="den trettende")
    again = show()
    again.open("citizen", bo)
    form = board(again).form
    assert form._valid_from.control.text() == "den trettende"
    assert form._valid_from.error


def test_removing_somebody_else_leaves_the_open_form(show, world, bo):
    window = show()
    window.open("citizen", bo)
    board(window)._open_form("contact")
    form = board(window).form
    write(window, form, name="Åse Bo")
    form.submit()
    window.open("citizens")
    window.open("citizen", bo)
    person = world.read(form.seen.id).contacts[0]
    form = contact_form(window, bo)
    form._phone.setText("12 34")
    board(window)._remove_contact(person)
    assert board(window).form is form
    assert form._phone.text() == "12 34"


def test_an_answer_that_comes_late_finds_nobody_when_the_form_is_gone(show, world, bo):
    first = show()
    write(first, contact_form(first, bo), phone="12 34")
    runner = HeldRunner()
    window = show(runner=runner)
    window.open("citizen", bo)
    runner.run()
    board(window)._open_form("communication")
    let_go(window)
    runner.run_all()


def test_a_save_that_is_answered_late_finds_nobody_when_the_window_is_gone(show, world, bo):
    runner = HeldRunner()
    window = show(runner=runner)
    window.open("citizen", bo)
    runner.run_all()
    form = contact_form(window, bo)
    runner.run_all()
    form = board(window).form or contact_form(window, bo)
    form._phone.setText("12345678")
    form.submit()
    let_go(window)
    runner.run_all()
    assert world.read(UUID(bo)).communication.phone == "12345678"


@pytest.mark.parametrize("leave", ["citizen", "window", "form"])
def test_a_form_whose_answer_comes_after_the_user_left_is_no_longer_begun(
    show, world, bo, kim, leave
):
    runner = HeldRunner()
    window = show(runner=runner)
    window.open("citizen", bo)
    runner.run_all()
    board(window)._open_form("contact")
    runner.run_all()
    write(window, board(window).form, name="Åse Prøvesen")
    runner.run_all()
    assert kept(world, "contact", UUID(bo)) == {"name": "Åse Prøvesen"}
    board(window).form.submit()
    if leave == "citizen":
        window.open("citizen", kim)
    elif leave == "form":
        board(window)._open_form("name")
    else:
        let_go(window)
    runner.run_all()
    assert kept(world, "contact", UUID(bo)) is None
