"""The timeline on the citizen's page: its table twin, dates in writing, undo, and whose it is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.citizen_world import LIS, METTE, TODAY, World, speak_english
from ui.feed import ChangeFeed
from ui.navigation import UserCard
from ui.screen import ScreenEntry
from ui.screens import citizen as citizen_screen
from ui.screens.citizen.dates_dialog import DatesDialog
from ui.screens.citizen.shown import TimelineShown
from ui.screens.citizen.tabs import TabDeeds
from ui.screens.citizen.timeline_card import TimelineCard
from ui.screens.citizen.timeline_table import rows_of
from ui.widgets.rows_model import CELL_ROLE
from ui.widgets.timeline_model import Bar, Course
from ui.window import Window

BO, KARLA = "150277-9995", "110390-9995"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.engine.dispose()


class Page:
    """The window with a citizen's page in front."""

    def __init__(self, world, qtbot, who=METTE, number=BO, given="Bo"):
        self.world, self.qtbot = world, qtbot
        self.citizen = world.citizen(number, given, "Testrup")
        self.plan = world.plan(self.citizen)
        screens = [ScreenEntry("citizen", "Citizen", "user", citizen_screen.build)]
        self.window = Window(
            desk=world.desk(who), runner=ImmediateRunner(), feed=ChangeFeed(), screens=screens
        )
        qtbot.addWidget(self.window)
        self.window.show_user(UserCard(who.login, who.name, who.team, who.role.value))
        self.window.resize(1366, 900)
        self.window.show()
        self.window.open("citizen", (str(self.citizen), "Ringer"))
        QApplication.processEvents()
        self.card = self.window.current_screen().board.pane.overview.timeline

    @property
    def stored(self):
        return self.world.read_plan(self.plan).interventions[0]

    def press(self, *keys):
        self.card.line.setFocus()
        self.card.line.choose(str(self.stored.id))
        for key in keys:
            self.qtbot.keyClick(self.card.line, key)

    def dialog(self):
        found = self.window.findChildren(DatesDialog)
        return found[-1] if found else None


@pytest.fixture
def page(world, qtbot):
    return Page(world, qtbot)


def test_a_key_moves_the_stored_intervention_and_ctrl_z_puts_it_back(page):
    page.press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    page.card.line.settle()
    assert page.stored.start == TODAY + timedelta(2)
    page.qtbot.keyClick(page.card.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page.window.current_screen()._undo()
    assert page.stored.start == TODAY


def test_undo_drops_a_move_that_is_not_sent_before_it_takes_back_one_that_is(page):
    page.press(Qt.Key.Key_Right)
    page.card.line.settle()
    page.press(Qt.Key.Key_Right)
    page.window.current_screen()._undo()
    page.card.line.settle()
    assert page.stored.start == TODAY + timedelta(1)


def test_saving_now_sends_what_was_moved(page):
    page.press(Qt.Key.Key_Right)
    page.window.current_screen().save_now()
    assert page.stored.start == TODAY + timedelta(1)


def test_the_line_and_the_choice_in_it_outlive_a_reading_of_the_page(page):
    line = page.card.line
    page.press()
    page.window.current_screen().refresh()
    assert page.card.line is line
    assert line.bar.key == str(page.stored.id)


def test_the_table_says_every_bar_and_every_mark_of_the_picture(page):
    course = page.card._shown.course
    page.card._choice._buttons[1][1].click()
    rows = page.card.table.rows
    said = [
        " ".join(
            rows.index(row, column).data(CELL_ROLE).spoken for column in range(rows.columnCount())
        )
        for row in range(rows.rowCount())
    ]
    assert len(said) == len(course.bars) + len(course.marks) == len(rows_of(course))
    for bar in course.bars:
        line = next(each for each in said if bar.title in each)
        assert bar.state in line
        assert bar.source in line
    assert any("17-11-2026" in line and "No end" in line and "Employment" in line for line in said)
    assert not page.card.line.isVisible()


def test_enter_in_the_table_writes_dates(page):
    page.card._choice._buttons[1][1].click()
    page.card.table.setFocus()
    page.qtbot.keyClick(page.card.table, Qt.Key.Key_Return)
    dialog = page.dialog()
    dialog.end.setText("+2w")
    dialog.submit()
    assert page.stored.end == TODAY + timedelta(14)


def test_dates_in_writing_refuse_what_is_no_date_and_what_ends_before_it_starts(page):
    page.press(Qt.Key.Key_Return)
    dialog = page.dialog()
    dialog.end.setText("snart")
    dialog.submit()
    assert dialog._fields[1].error
    dialog.end.setText("01-01-2020")
    dialog.submit()
    assert "is before the start" in dialog._fields[1].error
    dialog.end.setText("")
    dialog.start.setText("20-11-2026")
    dialog.submit()
    assert (page.stored.start, page.stored.end) == (TODAY + timedelta(3), None)


def test_who_may_not_write_reads_why(world, qtbot):
    page = Page(world, qtbot, LIS)
    page.press(Qt.Key.Key_Right)
    page.card.line.settle()
    assert page.stored.start == TODAY
    assert page.card._told.text().startswith("You can write only in your own service area")
    page.press(Qt.Key.Key_Return)
    assert page.dialog() is None


def test_a_move_under_way_goes_to_its_own_citizen_when_another_is_opened(page, world):
    other = world.citizen(KARLA, "Karla", "Prøvesen")
    other_plan = world.plan(other)
    before = world.read_plan(other_plan)
    page.press(Qt.Key.Key_Right)
    page.window.open("citizen", str(other))
    QApplication.processEvents()
    assert page.stored.start == TODAY + timedelta(1)
    assert world.read_plan(other_plan) == before
    shown = [bar.key for bar in page.card._shown.course.bars]
    assert str(page.stored.id) not in shown
    assert "18-11-2026" not in page.card._told.text()


def test_what_is_said_of_a_case_does_not_stay_for_the_next_citizen(qtbot, world):
    deeds = TabDeeds(*(lambda *_: None for _ in TabDeeds.__dataclass_fields__))
    card = TimelineCard(deeds)
    qtbot.addWidget(card)
    case = Bar(
        "a", "social", "Bostøtte", TODAY, None, "running", "Running", "Case", from_plan=False
    )
    card.show_timeline(TimelineShown(uuid4(), None, Course(TODAY, (case,))))
    card.line.choose("a")
    assert "Bostøtte" in card._told.text()
    card.show_timeline(TimelineShown(uuid4(), None, Course(TODAY)))
    assert card._told.text() == ""
    assert card.line.accessibleDescription().startswith("The same")
    assert card.line.bar is None


def test_bars_that_are_hidden_are_told_of_in_place_of_nothing(qtbot):
    deeds = TabDeeds(*(lambda *_: None for _ in TabDeeds.__dataclass_fields__))
    card = TimelineCard(deeds)
    qtbot.addWidget(card)
    card.show_timeline(TimelineShown(uuid4(), None, Course(TODAY), hidden=("Social: hidden.",)))
    assert card._empty.isHidden()
    assert not card._hidden.isHidden()
    card.show_timeline(TimelineShown(uuid4(), None, Course(TODAY)))
    assert not card._empty.isHidden()
    assert card._hidden.isHidden()


def test_dates_that_are_being_written_for_one_citizen_never_reach_another(page, world):
    other = world.citizen(KARLA, "Karla", "Prøvesen")
    other_plan = world.plan(other)
    before = world.read_plan(other_plan)
    page.press(Qt.Key.Key_Return)
    dialog = page.dialog()
    page.window.open("citizen", str(other))
    dialog.start.setText("20-11-2026")
    dialog.submit()
    assert world.read_plan(other_plan) == before
