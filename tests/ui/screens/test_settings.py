"""The settings: every choice is kept by itself, and wrong ones stand at their field."""

import json
import re
from datetime import UTC, datetime
from gettext import NullTranslations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from coordinator import i18n
from coordinator.imports import ImportKind, load_mapping
from coordinator.imports.own_mappings import OwnMappings
from coordinator.lists import StoreInfo
from coordinator.ports import StoreDown
from coordinator.use_cases.paper_settings import read_paper_settings
from coordinator.use_cases.reporting import (
    read_threshold,
    set_threshold,
)
from coordinator.use_cases.sign_in_rules import read_sign_in_rules, write_sign_in_rules
from plans.sign_ins import SignInRules
from tests.review_house import BIRGER, METTE, open_house
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from tests.ui.spelling.dictionaries import write_dictionary
from ui.feed import ChangeFeed
from ui.preferences import Preferences, read_preferences, write_preferences
from ui.problems import describe
from ui.screen import House, Locking, ScreenContext, StoreFacts
from ui.screens.settings import presenter
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.view import SettingsScreen
from ui.spelling.speller import SPELLER
from ui.theme import THEME
from ui.widgets.buttons import Button
from ui.widgets.choices import Segments
from ui.widgets.labels import Label
from ui.widgets.surfaces import Card

FACTS = StoreFacts(
    StoreInfo("samplan.db", "SQLCipher", "1", {"citizens": 11_630, "plans": 12}),
    datetime(2026, 11, 17, 8, 0, tzinfo=UTC),
    key_beside=True,
)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


class Room:
    """A settings screen with all that it stands on."""

    def __init__(self, qtbot, house, folder, member, facts, locking):
        self.path = folder / "preferences.json"
        self.own = OwnMappings(folder / "mappings")
        self.reopened, self.navigator = [], FakeNavigator()
        self.desk = house.desk(member)
        runner = ImmediateRunner()
        context = ScreenContext(
            self.desk, runner, ChangeFeed(), self.navigator,
            House(
                facts=facts, reopen=lambda *asked: self.reopened.append(asked), locking=locking
            ),
        )  # fmt: skip
        self.view = SettingsScreen(runner)
        self.view.presenter = SettingsPresenter(self.view, context, self.path, self.own)
        qtbot.addWidget(self.view)
        self.view.resize(1000, 900)
        self.view.show()
        self.view.activate(None)
        QApplication.processEvents()

    def seen(self, kind):
        QApplication.processEvents()
        return [each for each in self.view.findChildren(kind) if each.isVisible()]

    def named(self, kind, name):
        return next(each for each in self.seen(kind) if each.accessibleName() == name)

    def pick(self, name, text):
        group = self.named(Segments, name)
        button = next(b for b in group.findChildren(QAbstractButton) if b.text() == text)
        button.click()

    def write(self, name, text):
        line = self.named(QLineEdit, name)
        line.setText(text)
        line.returnPressed.emit()

    @property
    def words(self):
        return " ".join(label.text() for label in self.seen(Label))


@pytest.fixture
def room(qtbot, tmp_path):
    with open_house(tmp_path) as house:

        def make(member=BIRGER, facts=lambda: FACTS, locking=None):
            return Room(qtbot, house, tmp_path, member, facts, locking or Locking())

        yield make


def test_a_case_worker_sees_only_what_is_their_own(room):
    made = room(METTE)
    assert [card.accessibleName() for card in made.seen(Card)] == [
        "My view",
        "Spelling",
        "Lock",
        "Absence",
    ]


def test_a_team_lead_sees_what_holds_for_the_municipality(room):
    cards = [card.accessibleName() for card in room().seen(Card)]
    assert cards == [
        "My view", "Spelling", "Lock", "Absence", "Municipality", "Lists", "Window of the envelopes",
        "Small counts", "Sign in again", "Columns of your own", "Store",
    ]  # fmt: skip


def test_colours_and_text_size_hold_at_once_and_next_time(room):
    made = room()
    made.pick("Colours", "Dark")
    made.pick("Text size", "150 %")
    assert (THEME.mode, THEME.text_scale) == ("dark", 150)
    assert read_preferences(made.path) == Preferences("da", "dark", 150)
    assert re.search(r"Saved \d\d:\d\d", made.words)


def test_a_folder_with_a_dictionary_is_taken_at_once_kept_and_given_up_again(room, tmp_path):
    made = room()
    SPELLER.use(ImmediateRunner(), own_path=tmp_path / "own.txt")
    try:
        there = write_dictionary(tmp_path / "ordbog")
        made.view.presenter.choose_dictionary(str(there))
        assert read_preferences(made.path).dictionary_folder == str(there)
        assert f"Danish dictionary in {there}" in made.words
        made.view.presenter.choose_dictionary(str(tmp_path / "none"))
        assert "There is none on this PC" in made.words
        next(b for b in made.seen(Button) if b.text() == "Use the usual folder").click()
        assert read_preferences(made.path).dictionary_folder == ""
    finally:
        SPELLER.close()


def test_another_language_makes_the_window_anew_at_the_settings(room):
    made = room()
    made.pick("Language", "English")
    assert made.reopened == [("en", "settings")]
    assert read_preferences(made.path).language == "en"


def test_a_choice_that_cannot_be_kept_is_told_and_taken_back(room, tmp_path):
    made = room()
    made.path.mkdir()
    made.pick("Colours", "Dark")
    assert "could not be kept on this PC" in made.words
    assert made.named(Segments, "Colours").value == "system"


def test_who_sends_the_papers_is_kept_when_the_field_is_left(room):
    made = room()
    made.write("Name", "Solbæk Kommune")
    made.write("Phone", "89 99 00 00")
    sender, _measures = read_paper_settings(made.desk)
    assert (sender.name, sender.phone) == ("Solbæk Kommune", "89 99 00 00")


def test_a_store_that_was_told_nothing_shows_an_empty_name(room):
    assert room().named(QLineEdit, "Name").text() == ""


def test_a_measure_may_have_a_comma_and_is_kept(room):
    made = room()
    made.write("From the left, mm", "22,5")
    assert read_paper_settings(made.desk)[1].left == 22.5


@pytest.mark.parametrize("text", ["", "wide", "-3", "500", "nan"])
def test_a_measure_that_makes_no_sense_stands_at_its_field_and_is_not_kept(room, text):
    made = room()
    made.write("From the left, mm", text)
    assert "Write a number from 0 to 120." in made.words
    assert read_paper_settings(made.desk)[1].left == 20
    made.write("From the left, mm", "21")
    assert "Write a number from" not in made.words


def test_half_a_line_is_no_number_of_lines(room):
    made = room()
    made.write("Lines", "4.5")
    assert "Write a number from 3 to 8." in made.words


def test_the_store_tells_where_it_is_and_when_it_was_copied(room):
    words = room().words
    for part in ("samplan.db", "SQLCipher, encrypted", "17-11-2026 09:00", "11,630"):
        assert part in words
    assert "The key lies beside the file." in words


def test_own_columns_are_listed_and_can_be_let_go(room, qtbot, tmp_path):
    OwnMappings(tmp_path / "mappings").keep(load_mapping(ImportKind.SOCIAL))
    made = room()
    assert "Social: interventions" in made.words
    button = made.named(Button, "Use Samplan's columns: Social: interventions")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert made.own.kinds() == ()
    assert "None. All files are read" in made.words


def test_the_test_page_is_saved_as_pdf(room, tmp_path):
    made = room()
    made.view.presenter.save_test_page(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert made.navigator.toasts == ["Saved as page.pdf."]


def test_the_test_page_goes_to_the_printer(room, monkeypatch):
    made = room()
    asked = []
    monkeypatch.setattr(made.view, "print_paper", asked.append)
    made.view.presenter.want_test_page()
    assert asked[0].startswith(b"%PDF")
    made.view.presenter.print_ended(None)
    assert made.navigator.toasts == ["The test page is sent to the printer."]
    made.view.presenter.print_ended(OSError())
    assert "Save the page as PDF instead." in made.words


@pytest.mark.parametrize(
    ("name", "text"), [("Language", "English"), ("Colours", "Dark"), ("Text size", "150 %")]
)
def test_no_choice_holds_that_cannot_be_kept(room, name, text):
    made = room()
    made.path.mkdir()
    made.pick(name, text)
    assert "could not be kept on this PC" in made.words
    assert (made.reopened, THEME.mode, THEME.text_scale) == ([], "light", 100)


def test_what_stands_there_already_is_not_written_again(room):
    made = room()
    made.write("Name", "Solbæk Kommune")
    made.write("From the left, mm", "21")
    written = []
    made.view.presenter._write = lambda *what: written.append(what)
    made.write("Name", " Solbæk Kommune ")
    made.write("From the left, mm", "21,0")
    assert written == []


def test_columns_that_cannot_be_removed_stay_and_it_is_told(room, qtbot, tmp_path, monkeypatch):
    def locked(_kind):
        raise OSError

    OwnMappings(tmp_path / "mappings").keep(load_mapping(ImportKind.SOCIAL))
    made = room()
    monkeypatch.setattr(made.own, "forget", locked)
    button = made.named(Button, "Use Samplan's columns: Social: interventions")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "The columns could not be removed." in made.words
    assert made.own.kinds() == (ImportKind.SOCIAL,)


def test_a_server_makes_its_own_backups(room):
    info = StoreInfo("postgresql://db/samplan", "PostgreSQL", "1", {"citizens": 2})
    words = room(facts=lambda: StoreFacts(info)).words
    assert "made by the server" in words
    assert "encrypted" not in words
    assert "Invented people only" not in words


def test_a_store_without_a_backup_yet_says_so(room):
    info = StoreInfo("samplan.db", "SQLCipher", "1", {})
    assert "none yet" in room(facts=lambda: StoreFacts(info)).words


def test_a_store_that_tells_nothing_leaves_its_lines_empty(room):
    assert "Newest backup" not in room(facts=lambda: None).words


def test_a_store_that_does_not_answer_says_so_in_every_card_that_asked(room, monkeypatch):
    def down(*_values):
        raise StoreDown

    monkeypatch.setattr(presenter, "read_paper_settings", down)
    words = room(facts=down).words
    assert words.count(describe(StoreDown()).sentence) == 2


def test_nothing_is_drawn_after_the_screen_has_gone(room):
    made = room()
    made.view.presenter.leave()
    before = made.words
    made.write("Name", "Solbæk Kommune")
    made.view.presenter.print_ended(OSError())
    made.view.presenter.save_test_page(made.path.parent / "no folder" / "page.pdf")
    assert made.words == before


def test_every_control_has_a_name(room):
    made = room()
    for kind in (QLineEdit, Button, Segments):
        for control in made.seen(kind):
            assert control.accessibleName(), control


@pytest.mark.parametrize("text", ["", "[]", "{", '{"language": "xx", "text_scale": 7}'])
def test_preferences_that_cannot_be_read_are_as_shipped(tmp_path, text):
    path = tmp_path / "preferences.json"
    path.write_text(text, encoding="utf-8")
    assert read_preferences(path) == Preferences()


def test_preferences_come_back_as_they_were_written(tmp_path):
    path = tmp_path / "new" / "preferences.json"
    chosen = Preferences("en", "dark", 200)
    write_preferences(chosen, path)
    assert read_preferences(path) == chosen
    assert read_preferences(tmp_path / "none.json") == Preferences()


SMALLEST = "Smallest count that is shown"


def test_the_smallest_count_is_kept_in_the_store(room):
    made = room()
    assert made.named(QLineEdit, SMALLEST).text() == "5"
    made.write(SMALLEST, "8")
    assert read_threshold(made.desk) == 8
    assert re.search(r"Saved \d\d:\d\d", made.words)


@pytest.mark.parametrize("text", ["2", "51", "fem", "", "5,5", "99999"])
def test_a_smallest_count_out_of_bounds_stands_at_its_field(room, text):
    made = room()
    made.write(SMALLEST, text)
    assert "Write a whole number from 3 to 50." in made.words
    assert read_threshold(made.desk) == 5
    made.write(SMALLEST, "5")
    assert "Write a whole number" not in made.words


def test_a_smallest_count_that_a_colleague_changed_is_shown(room):
    made = room()
    set_threshold(made.desk, 5, 7)
    made.write(SMALLEST, "9")
    assert made.named(QLineEdit, SMALLEST).text() == "7"
    assert read_threshold(made.desk) == 7


def test_how_long_a_sign_in_counts_is_kept_and_holds_here_at_once(room):
    lock = Lock()
    made = room(locking=lock)
    made.pick("After a working day", "8 hours")
    made.pick("Before what weighs most", "1 hour")
    assert read_sign_in_rules(made.desk) == SignInRules(8, 60) == lock.rules
    made.pick("After a working day", "8 hours")
    assert re.search(r"Saved \d\d:\d\d", made.words)


def test_a_choice_that_a_colleague_made_meanwhile_is_shown(room):
    made = room()
    write_sign_in_rules(made.desk, SignInRules(), SignInRules(hours=4))
    made.pick("Before what weighs most", "5 min")
    assert made.named(Segments, "After a working day").value == 4
    assert read_sign_in_rules(made.desk) == SignInRules(4, 15)


class Lock(Locking):
    def __init__(self):
        self.heard = []
        self.rules = None

    def hold(self, rules):
        self.rules = rules

    def lock(self):
        self.heard.append("now")

    def take(self, choices):
        self.heard.append((choices.lock_after, choices.lock_with_screen, choices.hide_from_capture))


def test_when_samplan_locks_is_kept_and_holds_at_once(room, monkeypatch):
    monkeypatch.setattr("ui.screens.settings.lock_deeds.way_to_leave_out", lambda: print)
    lock = Lock()
    made = room(METTE, locking=lock)
    made.pick("Lock after", "5 min")
    made.pick("Lock with the screen", "No")
    made.pick("Keep out of pictures of the screen", "Yes")
    made.pick("Language", "English")
    made.pick("Lock after", "Never")
    made.named(Button, "Lock now").click()
    assert lock.heard == [
        (5, True, False),
        (5, False, False),
        (5, False, True),
        (0, False, True),
        "now",
    ]
    kept = read_preferences(made.path)
    assert (kept.lock_after, kept.lock_with_screen, kept.hide_from_capture) == (0, False, True)
    assert "It does not stop a camera" in made.words


def test_a_lock_that_cannot_be_kept_is_told_and_taken_back(room, tmp_path):
    lock = Lock()
    made = room(METTE, locking=lock)
    (tmp_path / "preferences.json").mkdir()
    made.pick("Lock after", "30 min")
    assert "The choice could not be kept on this PC." in made.words
    assert made.named(Segments, "Lock after").value == 15
    assert lock.heard == []
    # Where the system cannot do it, it is not offered.
    assert "Keep out of pictures" not in made.words


@pytest.mark.parametrize("minutes", [True, 7, "15", None])
def test_other_minutes_than_those_offered_are_as_shipped(tmp_path, minutes):
    file = tmp_path / "preferences.json"
    file.write_text(json.dumps({"lock_after": minutes, "lock_with_screen": 0}))
    assert read_preferences(file) == Preferences()
