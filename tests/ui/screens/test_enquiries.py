"""«Henvendelser»: registered by keyboard, sent with three keys, taken, given back and answered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coordinator.enquiries import NewEnquiry, Sending
from coordinator.i18n import use_language
from coordinator.use_cases import enquiries
from plans.enquiries import Channel
from plans.units import Unit
from tests.builders import BO, EMPLOYMENT, HEALTH, LIS, METTE, NORTH, citizen, identity, plan
from tests.coordinator.house_of_plans import house_with
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeFeed, FakeNavigator
from ui.begun import BegunForms
from ui.screen import ScreenContext
from ui.screens import enquiries as screen
from ui.widgets.dialogs import ReasonDialog

CENTRE = Unit(HEALTH, "Sundhedscenter")


@pytest.fixture(autouse=True)
def _english():
    use_language("en")
    yield
    use_language("da")


@pytest.fixture
def house():
    return house_with(citizen(), plan())


class Screen:
    """The screen of one person, following where it leads itself."""

    def __init__(self, qtbot, house, member=METTE):
        self.qtbot, self.navigator = qtbot, FakeNavigator()
        context = ScreenContext(
            house.desk(member), ImmediateRunner(), FakeFeed(), self.navigator, begun=BegunForms()
        )
        self.view = screen.build(context)
        qtbot.addWidget(self.view)
        self.view.resize(1200, 800)
        self.view.show()

    def go(self, argument=None):
        self.view.activate(argument)
        QApplication.processEvents()
        return self

    @property
    def shown(self):
        return self.view.pane.shown

    def type(self, widget, text):
        widget.setFocus()
        self.qtbot.keyClicks(widget, text)


def registered(house, by=METTE, **fields):
    typed = NewEnquiry("Kan ikke klare bad", "care", Channel.PHONE, **fields)
    return enquiries.register(house.desk(by), typed)[0]


def lying(house):
    enquiry_id = registered(house, from_whom="Ole, 12 34 56 78")
    desk = house.desk(METTE)
    found = enquiries.open_enquiry(desk, enquiry_id).line.enquiry
    enquiries.send(desk, found, Sending(CENTRE))
    return enquiry_id


def headings(house, member):
    lists = enquiries.lists(house.desk(member))
    names = ("mine", "queue", "sent", "climbed", "answered")
    return [name for name in names if getattr(lists, name)]


def test_a_new_one_is_registered_by_keyboard_alone(qtbot, house):
    it = Screen(qtbot, house).go(("new", "", ""))
    form = it.view.form
    it.type(form.words, "Kan ikke klare bad")
    it.type(form.whom, "bo tes")
    qtbot.keyClick(form.whom, Qt.Key.Key_Tab)
    it.type(form.subject, "pleje")
    qtbot.keyClick(form.subject, Qt.Key.Key_Tab)
    it.view.primary_action()
    (line,) = enquiries.lists(house.desk(METTE)).mine
    assert (line.enquiry.citizen_id, line.enquiry.subject) == (identity(BO), "care")
    assert line.enquiry.channel is Channel.PHONE


def test_somebody_unknown_is_kept_in_words_and_what_is_missing_is_said(qtbot, house):
    it = Screen(qtbot, house).go(("new", "", ""))
    form = it.view.form
    it.type(form.whom, "Ole, 12 34 56 78")
    it.view.primary_action()
    assert form.fields["words"].error
    assert form.fields["subject"].error
    it.type(form.words, "Ring til mig")
    it.type(form.subject, "pleje og praktisk hjælp")
    it.view.primary_action()
    (line,) = enquiries.lists(house.desk(METTE)).mine
    page = enquiries.open_enquiry(house.desk(METTE), line.enquiry.id)
    assert page.line.steps[0].from_whom == "Ole, 12 34 56 78"


def test_it_begins_with_the_citizen_whose_page_was_open(qtbot, house):
    it = Screen(qtbot, house).go(("new", str(identity(BO)), "Bo Testrup"))
    assert it.view.form.whom.text() == "Bo Testrup"


def test_one_key_chooses_and_one_sends_and_nothing_goes_before(qtbot, house):
    enquiry_id = registered(house, from_whom="Ole")
    it = Screen(qtbot, house).go(str(enquiry_id))
    it.view.primary_action()
    assert it.view.pane.who.field.error
    assert headings(house, METTE) == ["mine"]
    qtbot.keyClick(it.view.pane, "1")
    it.view.primary_action()
    assert headings(house, METTE) == ["sent"]
    assert it.shown.enquiry.unit == CENTRE
    assert "Sundhedscenter" in it.shown.foot


def test_another_unit_is_found_by_its_name(qtbot, house):
    it = Screen(qtbot, house).go(str(registered(house, from_whom="Ole")))
    qtbot.keyClick(it.view.pane, "1")
    it.type(it.view.pane.who.other, "team nord")
    qtbot.keyClick(it.view.pane.who.other, Qt.Key.Key_Tab)
    assert it.view.pane.who.unit == Unit(EMPLOYMENT, NORTH)
    it.view.primary_action()
    assert headings(house, METTE) == ["queue"]


def test_the_unit_takes_it_tells_the_citizen_and_answers(qtbot, house):
    it = Screen(qtbot, house, LIS).go(str(lying(house)))
    assert it.shown.verb == "take"
    it.view.primary_action()
    assert it.shown.verb == "answer"
    it.view.pane._said()
    assert "telephone" in it.shown.tell
    it.view.primary_action()
    dialog = it.view.findChild(ReasonDialog)
    dialog.area.set_text("Vi kommer i morgen")
    dialog.try_to_give()
    assert headings(house, LIS) == ["answered"]
    assert it.shown.verb == ""


def test_what_does_not_belong_goes_back_with_a_reason(qtbot, house):
    enquiry_id = lying(house)
    it = Screen(qtbot, house, LIS).go(str(enquiry_id))
    it.view.pane._ask_why()
    dialog = it.view.findChild(ReasonDialog)
    dialog.area.set_text("Det er bostøtten")
    dialog.try_to_give()
    assert headings(house, METTE) == ["mine"]
    mine = Screen(qtbot, house).go(str(enquiry_id))
    assert mine.shown.steps[-1].said == "Det er bostøtten"


def test_a_message_that_is_typed_stays_when_the_list_is_read_again(qtbot, house):
    it = Screen(qtbot, house).go(str(registered(house, from_whom="Ole")))
    it.view.pane.message.set_text("Ring før 12")
    registered(house, from_whom="Ida")
    it.view.refresh()
    assert it.view.pane.message.text() == "Ring før 12"
    assert len(it.view.list.items) == 2


def test_to_choose_one_in_the_list_opens_it_and_arrows_open_nothing(qtbot, house):
    enquiry_id = registered(house, from_whom="Ole")
    it = Screen(qtbot, house).go()
    item = it.view.list.items[0]
    qtbot.keyClick(item, Qt.Key.Key_Down)
    assert it.navigator.opened == []
    qtbot.keyClick(item, Qt.Key.Key_Return)
    assert it.navigator.opened[-1][:2] == ("enquiries", str(enquiry_id))


def test_the_letter_is_shown_before_it_is_printed(qtbot, house, monkeypatch):
    shown = []
    monkeypatch.setattr(
        "ui.screens.enquiries.letters.LetterDialog.show_picture",
        lambda *letter: shown.append(letter[0]),
    )
    it = Screen(qtbot, house).go(str(lying(house)))
    it.view.print_page()
    assert len(shown) == 1
    assert shown[0].isVisible()
    shown[0]._done()
    assert "letter" in it.shown.tell
