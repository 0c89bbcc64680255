"""The main job in the real window, by keyboard: real jobs, a real encrypted store.

The practice store stands for the municipality. Keys are counted where experience.md § 11.1 has a
budget for them; nothing here is timed.
"""

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from coordinator.desk import Desk, SystemClock
from coordinator.use_cases import worklists
from coordinator.use_cases.signing_in import SYSTEM
from db.store_house import SqlStores
from plans.states import PlanStatus
from tests.ui.every_screen import TODAY, close_window, copy_practice, settle
from ui.screens.day.view import DayView
from ui.start import Program
from ui.theme import THEME
from ui.widgets.rows_view import RowsView

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
WORDS = "Jeg vil gerne arbejde et sted, hvor der er ro."
# experience.md § 11.1: 1 «Find og åbn en borger» and 7 «Udskriv planen til borgeren».
MOST_KEYS_TO_OPEN = 8
MOST_KEYS_TO_PRINT = 2


class Sitting:
    """Somebody at the keyboard of the running program."""

    def __init__(self, program):
        self.program = program
        self.pressed = 0

    @property
    def window(self):
        return self.program.window

    @property
    def screen(self):
        return self.window.current_screen()

    def press(self, key, modifier=PLAIN):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        self.pressed += 1
        settle(lambda: True)

    def write(self, text):
        for letter in text:
            QTest.keyClick(QApplication.focusWidget(), letter)
            self.pressed += 1
        settle(lambda: True)

    def until(self, ready, what=""):
        assert settle(ready, 15), f"{self.window.windowTitle()}, {what}: waited in vain"

    def field(self):
        return QApplication.focusWidget().accessibleName()

    def is_at(self, title):
        self.until(lambda: self.window.windowTitle() == f"Samplan – {title}")

    def find(self, text, name):
        """Find a citizen and open the page, as one does with somebody on the phone."""
        self.press(KEY.Key_K, CTRL)
        self.write(text)
        rows = self.screen.findChild(RowsView).rows
        self.until(lambda: name in str(rows.data(rows.index(0, 0))))
        self.press(KEY.Key_Return)
        self.is_at("Borger")
        self.until(self.screen.board.pane.isVisible)

    def at_desk(self, deed):
        """Read the store as it is now, beside the program."""
        return deed(Desk(SYSTEM, self.program._store.begin, self.program._clock))


@pytest.fixture
def sitting(qapp, tmp_path, monkeypatch):
    from coordinator.i18n import use_language  # noqa: PLC0415 - with what it sets

    use_language("da")
    clock = SystemClock(TODAY)
    program = Program(lambda: SqlStores(clock), clock)
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    program.practise(copy_practice(tmp_path))
    here = Sitting(program)
    assert settle(lambda: program.window is not None and program._welcome is None, 20)
    here.until(lambda: here.window.isActiveWindow() and isinstance(here.screen, DayView))
    here.until(lambda: here.screen.work.rows.rowCount() > 0)
    yield here
    program.window.open("settings")  # what was typed goes to the store
    settle(lambda: False, 0.8)
    close_window(program.window)
    program.close()
    program._backups.stop()
    THEME.use("light", 100)


def become_the_lead(sitting):
    """The practice store's menu: one click opens it, one chooses."""
    before = sitting.window
    menu = before.sidebar.user_menu()
    action = next(each for each in menu.actions() if "eamleder" in each.text())
    action.trigger()
    menu.deleteLater()
    sitting.until(lambda: sitting.window is not before and isinstance(sitting.screen, DayView))
    sitting.until(sitting.window.isActiveWindow)


def test_a_citizen_is_open_within_the_budget_of_keys(sitting):
    """experience.md § 11.1, job 1: Ctrl+K, at most six letters, Enter."""
    me = sitting.window._context.desk.member
    desk = Desk(me, sitting.program._store.begin, sitting.program._clock)
    letters, name = short_search(desk)
    sitting.pressed = 0
    sitting.find(letters, name)
    assert sitting.pressed <= MOST_KEYS_TO_OPEN


def short_search(desk):
    """Six letters that put one of mine first."""
    with desk.start_reading() as work:
        mine = work.lists.my_citizens(50)
    for each in mine:
        letters = each.name[:6].lower().strip()
        found = worklists.find_citizens(desk, letters)
        if found and found[0].id == each.id:
            return letters, each.name
    raise LookupError


def test_the_paper_is_two_keys_from_the_citizen(sitting):
    """experience.md § 11.1, job 7: Ctrl+P and Enter, which asks for the printer."""
    me = sitting.window._context.desk.member
    desk = Desk(me, sitting.program._store.begin, sitting.program._clock)
    with desk.start_reading() as work:
        line = next(each for each in work.lists.my_plans() if each.status is PlanStatus.ACTIVE)
    sitting.window.open("citizen", str(line.citizen_id))
    sitting.until(sitting.screen.board.pane.isVisible)
    asked = []
    sitting.pressed = 0
    sitting.press(KEY.Key_P, CTRL)
    sitting.is_at("Udskriv")
    sitting.until(sitting.screen.print_button.isEnabled)
    sitting.screen.ask_printer = lambda: asked.append(True)
    sitting.press(KEY.Key_Return)
    assert asked == [True]
    assert sitting.pressed <= MOST_KEYS_TO_PRINT


def test_a_wrong_file_is_refused_in_words_and_changes_nothing(sitting, tmp_path):
    become_the_lead(sitting)
    desk = Desk(SYSTEM, sitting.program._store.begin, sitting.program._clock)
    with desk.start_reading() as work:
        before = work.lists.counts()
    wrong = tmp_path / "regneark.csv"
    wrong.write_text("a;b\n1;2\n", encoding="utf-8")
    sitting.window.open("import")
    sitting.screen.presenter.take_file(str(wrong))
    sitting.until(lambda: sitting.screen._notice.isVisible() or sitting.screen._columns)
    with desk.start_reading() as work:
        assert work.lists.counts() == before


def test_no_name_stands_in_a_title_a_toast_or_the_log(sitting, caplog):
    caplog.set_level(logging.DEBUG)
    me = sitting.window._context.desk.member
    desk = Desk(me, sitting.program._store.begin, sitting.program._clock)
    with desk.start_reading() as work:
        line = next(each for each in work.lists.my_plans() if each.status is PlanStatus.ACTIVE)
        number = work.citizens.get(line.citizen_id).number
    said = []
    sitting.window.toast = lambda text, *_action: said.append(text)
    sitting.window.windowTitleChanged.connect(said.append)
    sitting.window.open("citizen", str(line.citizen_id))
    sitting.until(sitting.screen.board.pane.isVisible)
    sitting.screen._presenter.note_copy()
    for name, argument in (
        ("plan", str(line.plan_id)),
        ("review", str(line.plan_id)),
        ("print", ("plan", str(line.plan_id))),
    ):
        sitting.window.open(name, argument)
        sitting.until(lambda: line.citizen_name in crumbs(sitting), name)
    sitting.until(sitting.screen.print_button.isEnabled)
    said += [each.windowTitle() for each in QApplication.topLevelWidgets()]
    said += [each.accessibleName() for each in QApplication.topLevelWidgets()]
    heard = "\n".join([*said, caplog.text])
    assert "Samplan" in heard
    for word in (*line.citizen_name.split(), number.value, number.formatted):
        assert word not in heard


def crumbs(sitting):
    """What stands in the path above the page."""
    return " ".join(each.text() for each in sitting.window.topbar.findChildren(QAbstractButton)) + (
        " ".join(each.text() for each in sitting.window.topbar.findChildren(QLabel))
    )
