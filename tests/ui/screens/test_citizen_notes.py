"""Notes on the citizen page: written, kept, corrected, found again, and hidden where they must."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from coordinator.begun import FormKey
from coordinator.use_cases import notes
from coordinator.use_cases.begun_forms import typed_before
from coordinator.use_cases.signing_in import SYSTEM
from plans.notes import NoteContent, NoteThread
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.citizen_world import LIS, METTE, TODAY, World, speak_english
from tests.ui.screens.test_citizen_view import Elsewhere, board, press, settle, texts
from ui.feed import ChangeFeed
from ui.navigation import Crumb, UserCard
from ui.screen import ScreenEntry
from ui.screens import citizen as citizen_screen
from ui.screens.citizen.note_form import NEW, NoteForm
from ui.widgets.notices import Toast
from ui.window import Window

CALL = NoteContent(TODAY, "phone", "Bo ringede om praktikken.")


class UnderCitizen(Elsewhere):
    """A screen such as the plan, that stands under its citizen."""

    def __init__(self, context):
        super().__init__(context)
        self._navigator = context.navigator

    def activate(self, argument):
        super().activate(argument)
        crumbs = [Crumb("Citizens", "citizens"), Crumb("Bo", "citizen", argument), Crumb("Plan")]
        self._navigator.set_crumbs(crumbs)


SCREENS = (
    ScreenEntry("citizen", "Citizen", "user", citizen_screen.build),
    ScreenEntry("citizens", "Citizens", "users", Elsewhere),
    ScreenEntry("plan", "Plan", "users", UnderCitizen),
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
def show(world, qtbot):
    def start(who=METTE):
        window = Window(
            desk=world.desk(who), runner=ImmediateRunner(), feed=ChangeFeed(), screens=SCREENS
        )
        qtbot.addWidget(window)
        window.show_user(UserCard(who.login, who.name, who.team, who.role.value))
        window.resize(1366, 768)
        window.show()
        return window

    return start


def kept(world, bo, who=METTE):
    return notes.read_notes(world.desk(who), UUID(bo), "Test")


def write_key(window):
    window._write_note()
    settle()
    form = board(window).form
    assert isinstance(form, NoteForm)
    return form


def labels(widget):
    """What stands there to be read, each once."""
    settle()
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def tab(window):
    board(window).pane.show_tab("notes")
    settle()
    return board(window).pane.notes


def test_the_key_opens_the_form_with_kind_and_day_and_the_cursor_in_the_text(show, bo):
    window = show()
    window.open("citizen", bo)
    form = write_key(window)
    assert window.focusWidget() is form._text
    assert form._kind.value == "conversation"
    assert form._day.control.value == TODAY
    assert not form._shared.isChecked()


def test_a_note_is_saved_and_stands_in_the_tab(show, world, bo):
    window = show()
    window.open("citizen", bo)
    form = write_key(window)
    form._text.setPlainText("Vi talte om søvn.")
    window.current_screen().primary_action()
    assert board(window).form is None
    (thread,) = kept(world, bo)
    assert (thread.note.text, thread.note.shared) == ("Vi talte om søvn.", False)
    assert "Vi talte om søvn." in texts(tab(window))
    assert window._toast.accessibleName() or isinstance(window._toast, Toast)
    assert typed_before(world.desk(), FormKey("note", UUID(bo))) is None


def test_a_note_without_text_is_not_sent_and_says_so_at_the_field(show, world, bo):
    window = show()
    window.open("citizen", bo)
    form = write_key(window)
    form.submit()
    assert form._fields["text"].error == "Write what the note shall say."
    assert kept(world, bo) == ()


def test_a_day_to_come_is_refused_at_its_field(show, world, bo):
    window = show()
    window.open("citizen", bo)
    form = write_key(window)
    form._text.setPlainText("I morgen")
    form._day.control.set_value(TODAY + timedelta(1))
    form.submit()
    assert "today or an earlier day" in form._fields["date"].error
    assert form._text.text() == "I morgen"


def test_esc_closes_the_form_and_what_was_typed_stands_there_again(show, bo):
    window = show()
    window.open("citizen", bo)
    form = write_key(window)
    form._text.setPlainText("Halvt skrevet")
    QTest.keyClick(form._text, Qt.Key.Key_Escape)
    settle()
    assert board(window).form is None
    window._begun.flush()
    again = write_key(window)
    assert again is not form
    assert again._text.text() == "Halvt skrevet"


def test_esc_in_an_empty_form_leaves_nothing_behind(show, world, bo):
    window = show()
    window.open("citizen", bo)
    QTest.keyClick(write_key(window)._text, Qt.Key.Key_Escape)
    window._begun.flush()
    assert typed_before(world.desk(), FormKey("note", UUID(bo))) is None


def test_a_form_that_is_open_already_keeps_its_text_at_the_key(show, bo):
    window = show()
    window.open("citizen", bo)
    form = write_key(window)
    form._text.setPlainText("Mere")
    form._day.control.setFocus()
    assert write_key(window) is form
    assert form._text.text() == "Mere"
    assert window.focusWidget() is form._text


def test_from_a_plan_the_key_writes_about_its_citizen_and_goes_back(show, world, bo):
    window = show()
    window.open("plan", bo)
    form = write_key(window)
    assert window._open_name == "citizen"
    form._text.setPlainText("Ringede undervejs.")
    window.current_screen().primary_action()
    assert window._open_name == "plan"
    assert len(kept(world, bo)) == 1


def test_where_no_citizen_is_in_front_one_hears_what_to_do(show):
    window = show()
    window.open("citizens")
    window._write_note()
    assert window._open_name == "citizens"
    assert any("Open a citizen" in text for text in texts(window))


def test_the_note_that_was_wanted_is_forgotten_on_the_way_to_another_citizen(show, world, bo):
    window = show()
    other = str(world.citizen("620785-0002", "Kim", "Prøvesen"))
    window.open("citizen", bo)
    board(window)._form_wanted = (NEW, False)
    window.open("citizen", (other, "Vagt"))
    assert board(window).form is None


def test_who_may_write_none_hears_so_and_has_no_button(show, bo):
    window = show(SYSTEM)
    window.open("citizen", (bo, "Fejlsøgning"))
    window._write_note()
    assert board(window).form is None
    assert any("Your role does not let you" in text for text in texts(window))
    assert not board(window).pane.header._note.isVisible()
    assert not tab(window)._write.isVisible()


def test_another_service_areas_note_is_a_line_without_its_text(show, world, bo):
    notes.write_note(world.desk(LIS), UUID(bo), replace(CALL, text="Helbred"))
    window = show()
    window.open("citizen", bo)
    read = texts(tab(window))
    assert "Note in Health – hidden, needs access" in read
    assert not any("Helbred" in text for text in texts(window))


def test_the_writer_corrects_a_note_the_same_day(show, world, bo):
    notes.write_note(world.desk(), UUID(bo), CALL)
    window = show()
    window.open("citizen", bo)
    tab(window)
    press(window, "Correct the note of Tuesday 17 November 2026")
    form = board(window).form
    assert form._text.text() == CALL.text
    assert form._kind.value == "phone"
    form._text.setPlainText("Bo ringede om jobbet.")
    form.submit()
    (thread,) = kept(world, bo)
    assert thread.note.text == "Bo ringede om jobbet."


def test_a_locked_note_gets_an_addition_under_it(show, world, bo):
    notes.write_note(world.desk(), UUID(bo), CALL)
    world.clock.day = TODAY + timedelta(2)
    window = show()
    window.open("citizen", bo)
    assert not any(text.startswith("Correct the note") for text in texts(tab(window)))
    press(window, "Add to the note of Tuesday 17 November 2026")
    form = board(window).form
    assert form._kind.value == "phone"
    form._text.setPlainText("Det var om jobbet.")
    form.submit()
    (thread,) = kept(world, bo)
    assert isinstance(thread, NoteThread)
    assert [each.text for each in thread.additions] == ["Det var om jobbet."]
    assert "Det var om jobbet." in texts(tab(window))


def test_a_note_that_another_window_changed_is_not_written_over_unseen(show, world, bo):
    notes.write_note(world.desk(), UUID(bo), CALL)
    window = show()
    window.open("citizen", bo)
    tab(window)
    press(window, "Correct the note of Tuesday 17 November 2026")
    form = board(window).form
    form._text.setPlainText("Fra dette vindue")
    (thread,) = kept(world, bo)
    notes.change_note(world.desk(), thread.note, replace(CALL, text="Fra det andet"))
    form.submit()
    assert kept(world, bo)[0].note.text == "Fra det andet"
    assert form._text.text() == "Fra dette vindue"
    form.submit()
    assert kept(world, bo)[0].note.text == "Fra dette vindue"


@pytest.fixture
def several(world, bo):
    mette, lis = world.desk(), world.desk(LIS)
    for desk, text, kind, shared in (
        (mette, "Om søvn og morgener", "phone", True),
        (mette, "Om praktikken", "meeting", False),
        (lis, "Om holdet", "observation", True),
        (lis, "Skjult", "observation", False),
    ):
        notes.write_note(desk, UUID(bo), NoteContent(TODAY, kind, text, shared))
    return bo


@pytest.mark.parametrize(
    ("choose", "seen", "hidden"),
    [
        (lambda page: None, 3, 1),
        (lambda page: page.search.setText("SØVN"), 1, 0),
        (lambda page: page.search.setText("lis om"), 1, 0),
        (lambda page: _pick(page.kind, "meeting"), 1, 0),
        (lambda page: _pick(page.area, "health"), 1, 1),
        (lambda page: page.search.setText("findes ikke"), 0, 0),
    ],
)
def test_notes_are_found_by_words_kind_and_service_area(show, several, choose, seen, hidden):
    window = show()
    window.open("citizen", several)
    page = tab(window)
    choose(page)
    read = labels(page)
    assert sum(text.startswith("Om ") for text in read) == seen
    assert sum("hidden" in text for text in read) == hidden
    if not seen:
        assert any(text == "No note fits what you look for." for text in read)
        press(window, "Show all notes")
        assert sum(text.startswith("Om ") for text in labels(page)) == 3


def test_the_filter_stays_while_the_page_is_read_again_and_goes_with_the_citizen(
    show, world, several
):
    other = str(world.citizen("620785-0002", "Kim", "Prøvesen"))
    window = show()
    window.open("citizen", several)
    page = tab(window)
    page.search.setText("søvn")
    window.current_screen().refresh()
    assert page.search.text() == "søvn"
    window.open("citizen", (other, "Vagt"))
    assert tab(window).search.text() == ""


def test_of_many_notes_the_first_are_shown_and_the_rest_on_demand(show, world, bo):
    with world.begin(METTE, True) as work:
        for day in range(40):
            content = NoteContent(TODAY - timedelta(day), "phone", f"Om dag {day}")
            note = notes._new(world.desk(), UUID(bo), content)
            work.notes.add(note)
        work.commit()
    window = show()
    window.open("citizen", bo)
    page = tab(window)
    assert sum(text.startswith("Om dag") for text in labels(page)) == 30
    press(window, "Show more notes")
    assert sum(text.startswith("Om dag") for text in labels(page)) == 40


def test_print_sends_what_the_filter_lets_through_and_logs_it(show, world, several, monkeypatch):
    sent = []
    monkeypatch.setattr(
        "ui.paper_prints.choose_printer",
        lambda _parent, chosen: chosen(object()),
    )
    monkeypatch.setattr(
        "ui.screens.citizen.note_prints.NotePrints.print_paper",
        lambda _self, _runner, content: sent.append(content),
    )
    window = show()
    window.open("citizen", several)
    page = tab(window)
    page.search.setText("søvn")
    window.current_screen().print_page()
    (content,) = sent
    assert content.startswith(b"%PDF")
    assert ("print", "notes", "") in world.log(UUID(several))


def test_where_there_is_no_note_the_key_prints_the_plan(show, bo):
    window = show()
    window.open("citizen", bo)
    page = tab(window)
    went = []
    window.current_screen()._presenter.print_plan = lambda: went.append("plan")
    assert not page.can_print
    window.current_screen().print_page()
    assert went == ["plan"]


def _pick(combo, key):
    combo.set_value(key)
    combo.picked.emit(key)
