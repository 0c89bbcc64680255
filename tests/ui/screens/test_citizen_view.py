"""The citizen page as people use it: forms, keys, the minute of an address, and what never shows."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from coordinator.imports import ImportKind
from coordinator.use_cases import importing, registering
from coordinator.use_cases.signing_in import SYSTEM
from plans.people import Communication, Protection
from plans.states import ConsentStatus
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.citizen_world import BIRGER, JENS, METTE, World, speak_english
from ui.feed import ChangeFeed
from ui.navigation import UserCard
from ui.screen import ScreenEntry
from ui.screens import citizen as citizen_screen
from ui.screens.citizen.people_row import PersonPopup
from ui.screens.citizen.plan_forms import PeopleForm
from ui.theme import THEME
from ui.widgets.buttons import Button
from ui.widgets.choices import TickBox
from ui.widgets.dialogs import Dialog, ReasonDialog
from ui.widgets.layouts import down
from ui.widgets.people import PersonButton
from ui.widgets.surfaces import EmptyState
from ui.window import Window

BO, KIM = "150277-9995", "620785-0002"


class Elsewhere(QWidget):
    """Any other screen of the window."""

    def __init__(self, context):
        super().__init__()
        self.arguments = []
        self.setLayout(down())

    def activate(self, argument):
        self.arguments.append(argument)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def bo(world):
    citizen_id = world.citizen(BO, "Bo", "Testrup")
    world.plan(citizen_id)
    return str(citizen_id)


@pytest.fixture
def kim(world):
    guarded = Protection(address=True, special=True, until=date(2026, 12, 31))
    citizen_id = world.citizen(KIM, "Kim", "Skærmet", guarded)
    world.plan(citizen_id)
    return str(citizen_id)


@pytest.fixture
def show(world, qtbot):
    def start(who=METTE, runner=None, size=(1366, 768)):
        screens = [ScreenEntry("citizen", "Citizen", "user", citizen_screen.build)]
        screens += [
            ScreenEntry(name, name, "user", Elsewhere) for name in ("citizens", "plan", "print")
        ]
        window = Window(
            desk=world.desk(who),
            runner=runner or ImmediateRunner(),
            feed=ChangeFeed(),
            screens=screens,
        )
        qtbot.addWidget(window)
        window.show_user(UserCard(who.login, who.name, who.team, who.role.value))
        window.resize(*size)
        window.show()
        return window

    return start


def board(window):
    window_screen = window._built["citizen"]
    return window_screen.board


def texts(widget):
    """Everything that can be read on it, seen or heard."""
    settle()
    seen = [each for each in widget.findChildren(QWidget) if each.isVisible()]
    words = [each.text() for each in seen if callable(getattr(each, "text", None))]
    return [text for text in (*words, *(each.accessibleName() for each in seen)) if text]


def settle():
    """Let layouts show what is new and widgets go that are old."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def press(widget, name):
    """Click the visible button of this name."""
    settle()
    found = [
        each
        for each in widget.findChildren(QWidget)
        if each.isVisible() and each.accessibleName() == name and hasattr(each, "click")
    ]
    assert found, f"no button {name}"
    found[0].click()


def test_the_window_title_never_names_the_citizen(show, bo):
    window = show()
    window.open("citizen", bo)
    assert "Bo" not in window.windowTitle()
    assert "Bo Testrup" in texts(window.topbar)


@pytest.mark.parametrize("order", [(0, 0), (1, 0)])
def test_opening_two_citizens_shows_only_the_last(show, bo, kim, order):
    runner = HeldRunner()
    window = show(runner=runner)
    window.open("citizen", bo)
    window.open("citizen", kim)
    for number in order:
        runner.run(number)
    said = " ".join(texts(window))
    assert "Kim Skærmet" in said
    assert "Bo Testrup" not in said


def test_the_reason_is_asked_in_the_page_and_opens_the_citizen(show, world, bo):
    other = str(world.citizen("110390-9995", "Karla", "Prøvesen"))
    window = show(BIRGER)
    window.open("citizen", other)
    assert "Karla" not in " ".join(texts(window))
    press(board(window), "Open")
    assert board(window)._reason._field.error == "Write a reason. It is kept in the log."
    press(board(window), "The citizen has called")
    press(board(window), "Open")
    assert "Karla Prøvesen" in texts(board(window))


def test_the_protected_address_shows_for_a_minute_and_cannot_be_marked(show, kim):
    window = show()
    window.open("citizen", kim)
    page = board(window)
    press(page, "Show address")
    dialog = window.findChild(ReasonDialog)
    press(dialog, "Will send a letter")
    dialog.try_to_give()
    settle()
    banner = page.pane.header.protection
    shown = [label for label in banner.findChildren(QLabel) if "Søndergade" in label.text()]
    assert len(shown) == 1
    marked = Qt.TextInteractionFlag.TextSelectableByMouse
    by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not shown[0].textInteractionFlags() & (marked | by_keys)
    assert shown[0].focusPolicy() == Qt.FocusPolicy.NoFocus
    assert banner._timer.isActive()
    assert banner._timer.interval() == 60_000
    banner._timer.timeout.emit()
    assert "Søndergade" not in " ".join(texts(window))


def test_going_elsewhere_hides_the_address_at_once(show, kim):
    window = show()
    window.open("citizen", kim)
    board(window).show_address("Søndergade 12")
    window.open("citizens")
    window.back()
    assert "Søndergade" not in " ".join(texts(window))


def test_the_focus_is_led_to_hide_address_also_before_the_window_is_active_again(show, kim, qtbot):
    window = show()
    window.open("citizen", kim)
    other = QWidget()
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    next(b for b in board(window).findChildren(Button) if b.text() == "Show address").setFocus()
    board(window).show_address("Søndergade 12")
    assert window.focusWidget().text() == "Hide address"
    other.close()


def test_hide_address_hides_it(show, kim):
    window = show()
    window.open("citizen", kim)
    board(window).show_address("Søndergade 12")
    press(board(window), "Hide address")
    assert "Søndergade" not in " ".join(texts(window))


def test_a_protected_page_names_neither_street_nor_district_on_any_tab(show, kim):
    window = show()
    window.open("citizen", kim)
    for key in ("overview", "cases", "contact", "history"):
        board(window).pane.show_tab(key)
        said = " ".join(texts(window))
        assert "Søndergade" not in said
        assert "Nørrevoldsskolen" not in said
        assert "Protected address" in said


def test_a_copied_number_leaves_the_clipboard_after_a_minute(show, bo):
    window = show()
    window.open("citizen", bo)
    press(board(window), "Copy the CPR number")
    button = next(
        each
        for each in board(window).findChildren(Button)
        if each.accessibleName() == "Copy the CPR number"
    )
    settle()
    button.setFocus()
    button.click()
    settle()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == BO
    # It is told, and the keyboard stays where it was while the log is written and read.
    assert "in a minute" in " ".join(texts(window._toast))
    assert window.focusWidget() is button
    timer = board(window).copied._timer
    assert (timer.isActive(), timer.interval()) == (True, 60_000)
    timer.timeout.emit()
    assert clipboard.text() == ""


def test_a_colleagues_details_stand_in_a_small_card(show, bo):
    window = show()
    window.open("citizen", bo)
    button = next(
        b for b in board(window).findChildren(PersonButton) if "Jens" in b.accessibleName()
    )
    button.click()
    card = window.findChild(PersonPopup)
    said = {label.text() for label in card.findChildren(QLabel)}
    assert {"Team Nord", "12345678", "jens@s.example"} <= said
    card.close()


def test_the_tab_stays_on_the_way_back(show, bo, kim):
    window = show()
    window.open("citizen", bo)
    window.current_screen().turn_tab(3)
    window.open("citizen", kim)
    assert board(window).pane.tabs.value == "overview"
    window.back()
    assert board(window).pane.tabs.value == "contact"


def test_contact_is_written_with_keys_alone(show, world, bo, qtbot):
    window = show()
    window.open("citizen", bo)
    board(window).pane.show_tab("contact")
    press(board(window), "Edit contact")
    window.activateWindow()
    form = board(window).form
    form._phone.setText("11223344")
    form._interpreter.setChecked(True)
    window.current_screen().primary_action()
    assert board(window).form is None
    assert world.read(_uuid(bo)).communication == Communication(phone="11223344", interpreter=True)
    assert "11223344" in texts(board(window))


def test_a_form_keeps_its_text_while_the_page_is_read_again(show, world, bo):
    window = show()
    window.open("citizen", bo)
    board(window).pane.show_tab("contact")
    press(board(window), "Edit contact")
    form = board(window).form
    form._phone.setText("11223344")
    seen = world.read(_uuid(bo))
    registering.set_communication(world.desk(JENS), seen, Communication(email="bo@s.example"))
    window.current_screen().refresh()
    assert board(window).form is form
    assert form._phone.text() == "11223344"
    window.current_screen().save_now()
    assert board(window).form is form
    assert "colleague" in form._foot_error.text()
    window.current_screen().save_now()
    assert world.read(_uuid(bo)).communication.phone == "11223344"


def test_a_form_does_not_follow_to_another_citizen(show, bo, kim):
    window = show()
    window.open("citizen", bo)
    press(board(window), "Write consent")
    window.open("citizen", kim)
    assert board(window).form is None


def test_a_date_that_is_none_is_said_at_its_field_and_nothing_is_sent(show, world, kim):
    window = show()
    window.open("citizen", kim)
    press(board(window), "Edit protection")
    form = board(window).form
    form._until.control.setText("engang")
    form.submit()
    assert "not a date" in form._until.error
    assert world.read(_uuid(kim)).protection.until == date(2026, 12, 31)
    form._until.control.setText("31-12-2027")
    assert form._until.error == ""
    form.submit()
    assert world.read(_uuid(kim)).protection.until == date(2027, 12, 31)


def test_an_ended_protection_is_confirmed_or_ended(show, world, kim):
    world.clock.day = date(2027, 1, 1)
    window = show()
    window.open("citizen", kim)
    press(board(window), "Confirm or prolong")
    press(board(window), "End the protection")
    assert world.read(_uuid(kim)).protection == Protection()
    assert not board(window).pane.header.protection.isVisible()


def test_no_kind_of_protection_chosen_is_said(show, kim):
    window = show()
    window.open("citizen", kim)
    press(board(window), "Edit protection")
    form = board(window).form
    for box in (form._name, form._address, form._special):
        box.setChecked(False)
    form.submit()
    assert form._foot_error.text().startswith("Choose what is protected")


def test_a_masked_address_stays_when_only_the_name_is_written(show, world, kim):
    window = show()
    window.open("citizen", kim)
    board(window).pane.show_tab("contact")
    press(board(window), "Edit name and address")
    form = board(window).form
    assert form._street.text() == ""
    form._given.setText("Kimmie")
    form.submit()
    board(window)._deeds.show_address("Skal sende brev")
    said = " ".join(texts(window))
    assert "Kimmie Skærmet" in said
    assert "Søndergade 12" in said


def test_contact_people_are_added_edited_and_removed(show, world, bo):
    window = show()
    window.open("citizen", bo)
    page = board(window)
    page.pane.show_tab("contact")
    press(page, "Add contact person")
    page.form.submit()
    assert page.form._fields["name"].error == "Write the name."
    page.form._name.setText("Vera Værgeby")
    page.form.submit()
    press(page, "Edit Vera Værgeby")
    page.form._phone.setText("12121212")
    page.form.submit()
    assert world.read(_uuid(bo)).contacts[0].phone == "12121212"
    press(page, "Remove Vera Værgeby")
    assert world.read(_uuid(bo)).contacts == ()


def test_a_new_number_from_a_date_shows_both(show, bo):
    window = show()
    window.open("citizen", bo)
    page = board(window)
    page.pane.show_tab("contact")
    press(page, "New number from a date")
    page.form.number.line.setText("110390-9995")
    assert "modulus 11" in page.form.number.note
    page.form.submit()
    assert {"110390-9995", BO} <= set(texts(page))


def test_a_new_number_needs_its_day(show, bo):
    window = show()
    window.open("citizen", bo)
    page = board(window)
    page.pane.show_tab("contact")
    press(page, "New number from a date")
    page.form._valid_from.control.set_value(None)
    page.form.submit()
    assert "day from which" in page.form._valid_from.error


def test_a_new_citizen_is_made_and_opened(show, world):
    window = show()
    window.open("citizen", ("new", "Tomas Fiktivsen"))
    form = board(window).form
    assert (form._given.text(), form._family.text()) == ("Tomas", "Fiktivsen")
    assert not form.birth_date.isVisible()
    form.number.line.setText("710390-0001")
    assert form.birth_date.isVisible()
    assert form.birth_date.control.value == date(1990, 3, 11)
    assert "Calculated" in form._suggestion.text()
    assert "modulus" not in form.number.note
    window.current_screen().primary_action()
    said = texts(board(window))
    assert "Tomas Fiktivsen" in said
    assert "Replacement number" in said


def test_after_creating_the_cursor_is_in_the_new_page(show, world, qtbot):
    runner = HeldRunner()
    window = show(runner=runner)
    window.open("citizen", ("new", "Karla Prøvesen"))
    runner.run_all()
    form = board(window).form
    form.number.line.setText(BO)
    with qtbot.waitActive(window):
        window.activateWindow()
    form._verb.setFocus()
    qtbot.keyClick(form._verb, Qt.Key.Key_Return)
    assert board(window).isAncestorOf(window.focusWidget())
    runner.run_all()
    assert "Karla Prøvesen" in texts(board(window))
    assert window.focusWidget() is board(window).pane.tabs


def test_enter_in_a_field_sends_the_form(show, qtbot):
    window = show()
    window.open("citizen", ("new", "Karla Prøvesen"))
    form = board(window).form
    form.number.line.setText(BO)
    qtbot.keyClick(form._town, Qt.Key.Key_Return)
    assert "Karla Prøvesen" in texts(board(window))


def test_all_that_is_missing_is_said_at_once(show):
    window = show()
    window.open("citizen", ("new", ""))
    form = board(window).form
    form._verb.setFocus()
    form.submit()
    said = {name: field.error for name, field in form._fields.items() if field.error}
    assert said == {
        "number": "Write the CPR number.",
        "name": "Write the given name.",
        "family": "Write the family name.",
    }
    assert window.focusWidget() is form.number.line
    form.number.line.setText("710390-0001")
    form.birth_date.control.setText("13-05-2090")
    form._given.setText("Karla")
    form.submit()
    assert window.focusWidget() is form.birth_date.control
    assert "no birth date" in form.birth_date.error
    assert form._fields["family"].error


def test_a_birth_year_of_two_figures_is_in_the_past(show):
    window = show()
    window.open("citizen", ("new", ""))
    form = board(window).form
    form.number.line.setText("710390-0001")
    form.birth_date.control.setText("13-05-90")
    form.birth_date.control.settle()
    assert form.birth_date.control.value == date(1990, 5, 13)


def test_a_foreign_postcode_is_noted_and_kept(show):
    window = show()
    window.open("citizen", ("new", "Karla Prøvesen"))
    form = board(window).form
    form.number.line.setText(BO)
    postcode = form._fields["postcode"]
    form._postcode.setText("8000")
    form._postcode.left.emit("8000")
    assert postcode.note == ""
    form._postcode.setText("D-2498")
    form._postcode.left.emit("D-2498")
    assert postcode.note == "A Danish postcode has four digits."
    assert postcode.error == ""
    form.submit()
    assert "Karla Prøvesen" in texts(board(window))


def test_a_refusal_gives_the_cursor_back_to_the_verb(show, bo, world):
    window = show()
    window.open("citizen", bo)
    board(window).pane.show_tab("contact")
    press(board(window), "Edit contact")
    form = board(window).form
    form._phone.setText("11223344")
    registering.set_communication(
        world.desk(JENS), world.read(_uuid(bo)), Communication(email="bo@s.example")
    )
    form._verb.setFocus()
    form.submit()
    assert "colleague" in form._foot_error.text()
    assert window.focusWidget() is form._verb


def test_a_new_citizen_begins_in_the_first_field(show):
    window = show()
    window.open("citizen", ("new", ""))
    assert window.focusWidget() is board(window).form.number.line


def test_a_new_citizen_gets_a_district_of_the_published_ones(show, world):
    file = "Skoledistrikt;Borgere over 18 år\nNordby;1200\nSydby;900\n".encode()
    loader = world.desk(SYSTEM)
    importing.apply(
        loader, importing.look_into(loader, ImportKind.DISTRICTS, "skoledistrikter.csv", file)
    )
    window = show()
    window.open("citizen", ("new", "Karla Prøvesen"))
    form = board(window).form
    offered = [form._district.itemText(place) for place in range(form._district.count())]
    assert offered == ["Not known", "Nordby", "Sydby"]
    form.number.line.setText("150277-9995")
    form._district.set_value("Sydby")
    window.current_screen().primary_action()
    assert "Sydby" in " ".join(texts(board(window)))


def test_a_number_that_is_taken_offers_the_other_citizen(show, bo):
    window = show()
    window.open("citizen", ("new", BO))
    form = board(window).form
    assert form.number.line.text() == BO
    form._given.setText("Bo")
    form._family.setText("Dobbelt")
    form.submit()
    assert form.number.field.error.startswith("Another citizen has this number")
    press(form, "Open the other citizen")
    assert "Bo Testrup" in texts(board(window))


def test_a_wrong_number_is_said_when_the_field_is_left(show):
    window = show()
    window.open("citizen", ("new", ""))
    number = board(window).form.number
    number.line.setText("310290-9995")
    assert number.field.error == ""
    number.line.left.emit(number.line.text())
    assert number.field.error
    number.line.setText("3102")
    assert number.field.error == ""


def test_a_calculated_birth_date_is_marked_and_confirmed(show, world):
    citizen_id = world.citizen(KIM, "Kim", "Skærmet")
    with world.begin(METTE, True) as work:
        seen = work.citizens.get(citizen_id)
        work.citizens.save(replace(seen, birth_date_confirmed=False))
        work.commit()
    window = show()
    window.open("citizen", (str(citizen_id), "Ny borger"))
    assert "Birth date 2 July 1985 (calculated)" in texts(board(window))
    press(board(window), "Correct the date")
    form = board(window).form
    form._born.control.set_value(None)
    form.submit()
    assert form._born.error == "Write the birth date."
    press(form, "Cancel")
    press(board(window), "Confirm")
    assert world.read(citizen_id).birth_date_confirmed


def test_deputy_and_core_team_are_chosen_one_by_one(show, world, bo):
    window = show()
    window.open("citizen", bo)
    press(board(window), "Edit who works on the plan")
    form = board(window).form
    assert isinstance(form, PeopleForm)
    assert form._deputy.value == JENS.id
    form._add()
    assert form._fields["member"].error == "Choose a colleague."
    form._member.set_value(BIRGER.id)
    form._function.setText("Teamleder")
    form._add()
    press(form, "Remove Lis Kladde from the core team")
    form._deputy.picked.emit(None)
    assert board(window).form is form
    settle()
    people = [b.accessibleName() for b in board(window).findChildren(PersonButton) if b.isVisible()]
    assert len(people) == 2
    assert "Teamleder · core team" in people[1]
    press(form, "Close")
    assert board(window).form is None


def test_a_team_lead_hands_the_plan_of_who_is_here_over(show, bo):
    window = show(BIRGER)
    window.open("citizen", bo)
    press(board(window), "Edit who works on the plan")
    form = board(window).form
    assert not form._coordinator.isVisible()
    assert form._hand_over.isVisible()


def test_a_consent_is_written_and_withdrawn_after_a_look_at_what_closes(show, bo):
    window = show()
    window.open("citizen", bo)
    page = board(window)
    press(page, "Write consent")
    page.form._given_on.control.set_value(None)
    page.form.submit()
    assert page.form._given_on.error
    page.form._given_on.control.set_value(date(2026, 11, 17))
    assert page.form._answer.value is None
    page.form.submit()
    fields = page.form._fields
    assert fields["answer"].error == "Choose what the citizen answered."
    assert fields["how"].error == "Write how the citizen gave the consent."
    page.form._answer.set_value(ConsentStatus.DECLINED)
    page.form._answer.picked.emit(ConsentStatus.DECLINED)
    assert fields["answer"].error == ""
    page.form._how.setText("Mundtligt")
    page.form.submit()
    assert "Consent missing" in texts(page)
    press(page, "Write consent")
    page.form._answer.set_value(ConsentStatus.GIVEN)
    page.form._how.setText("Mundtligt")
    page.form.submit()
    assert "Consent missing" not in texts(page)
    press(page, "Write consent")
    press(page.form, "Withdraw the consent")
    dialog = window.findChild(Dialog)
    assert "The plan stops" in " ".join(texts(dialog))
    press(dialog, "Register the withdrawal")
    assert "Consent missing" in texts(page)


def test_primary_print_and_tabs_are_there_for_the_keys(show, bo):
    window = show()
    window.open("citizen", bo)
    screen = window.current_screen()
    assert len(screen.regions()) == 2
    screen.print_page()
    assert window._open_name == "print"
    assert window.current_screen().arguments[0][0] == "plan"
    window.back()
    window.current_screen().primary_action()
    assert window._open_name == "plan"
    window.back()
    window.current_screen().turn_tab(1)
    window.current_screen().open_plan()
    assert window._open_name == "plan"


def test_without_a_plan_its_key_leads_to_the_button_that_begins_one(show, world):
    window = show()
    window.open("citizen", (str(world.citizen(BO, "Bo", "Testrup")), "Ny borger"))
    window.current_screen().turn_tab(1)
    window.current_screen().open_plan()
    assert window._open_name == "citizen"
    assert window.focusWidget() is board(window).pane.header.primary


def test_the_cursor_never_stays_on_what_the_next_citizen_does_not_show(show, bo, kim):
    window = show()
    window.open("citizen", bo)
    page = board(window).pane
    page.show_tab("notes")
    page.notes.search.setFocus()
    window.open("citizens")
    window.open("citizen", kim)
    assert page.tabs.value == "overview"
    assert window.focusWidget() is page.tabs


def test_without_a_citizen_keys_do_nothing(show):
    window = show()
    window.open("citizen", None)
    screen = window.current_screen()
    deeds = (screen.primary_action, screen.open_plan, screen.save_now, screen.print_page)
    for deed in (*deeds, screen.refresh):
        deed()
    screen.turn_tab(1)
    screen.restore("contact")
    assert window._open_name == "citizen"
    assert len(screen.regions()) == 1


def test_without_a_plan_the_page_offers_one(show, world):
    window = show()
    window.open("citizen", (str(world.citizen(BO, "Bo", "Testrup")), "Ny borger"))
    assert "There is no joint plan yet." in texts(board(window))
    press(board(window), "Create joint plan")
    assert window._open_name == "plan"


def test_trouble_stands_over_the_page_and_goes_with_the_next_save(show, bo):
    window = show()
    window.open("citizen", bo)
    page = board(window)
    page.show_notice("The store does not answer.")
    assert page.pane.notice.isVisible()
    page.form_saved()
    assert not page.pane.notice.isVisible()


@pytest.mark.parametrize(("scale", "size"), [(100, (1366, 768)), (200, (1280, 720))])
def test_the_head_stays_where_there_is_room_and_scrolls_along_where_there_is_none(
    show, kim, scale, size
):
    THEME.use("light", scale)
    window = show(size=size)
    window.open("citizen", kim)
    settle()
    pane = board(window).pane
    assert (pane._fixed.indexOf(pane._head) >= 0) == (scale == 100)
    assert pane._content.horizontalScrollBar().maximum() == 0
    name = next(
        label for label in pane.header.findChildren(QLabel) if label.text() == "Kim Skærmet"
    )
    assert name.width() >= name.fontMetrics().horizontalAdvance("Kim")
    THEME.use("light", 100)


def test_every_control_that_takes_focus_has_a_name(show, bo, kim):
    window = show()
    for argument in (bo, kim, ("new", "")):
        window.open("citizen", argument)
        page = board(window)
        if argument != ("new", ""):
            for form_name in ("people", "consent", "protection"):
                page._open_form(form_name)
                assert nameless(window) == []
            page._put_contact(None)
        assert nameless(window) == []


def nameless(window):
    settle()
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        # A tick box is named by its own words.
        and not isinstance(widget, TickBox)
        and not isinstance(widget.parent(), QLineEdit)
    ]


def _uuid(text):
    return UUID(text)


def test_the_build_joins_view_and_presenter(world, qtbot):
    context = world.context(ImmediateRunner())
    screen = citizen_screen.build(context)
    qtbot.addWidget(screen)
    screen.activate(None)
    assert (
        "Choose a citizen in the list."
        in screen.board._other.findChild(EmptyState).accessibleName()
    )
