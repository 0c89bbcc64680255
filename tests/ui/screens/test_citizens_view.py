"""The widgets of «Borgere»: typing, arrows, Enter, what protection hides."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from coordinator.lists import FoundCitizen
from plans.cpr import CprNumber
from plans.people import ServiceArea
from plans.states import PlanStatus
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.lists_world import METTE, speak_english
from ui.feed import ChangeFeed
from ui.navigation import UserCard
from ui.screen import ScreenEntry
from ui.screens.citizens.lines import Found, Group, Listed
from ui.screens.citizens.view import CitizensView, _plan_cell
from ui.theme import THEME
from ui.widgets.dialogs import ReasonDialog
from ui.window import Window


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


class Presenter:
    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda *values: self.told.append((name, *values))


def citizen(name="Bo Testrup", protected=False, status=PlanStatus.ACTIVE, areas=("social",)):
    return FoundCitizen(
        id=uuid4(),
        name=name,
        number=CprNumber("1502779995"),
        birth_date=date(1977, 2, 15),
        district="" if protected else "Nørrevoldsskolen",
        protected=protected,
        service_areas=tuple(ServiceArea(area) for area in areas),
        plan_status=status,
    )


def answer(*citizens, text="bo"):
    return Found(text, (Group("", tuple(Listed(each) for each in citizens)),), "2 citizens")


@pytest.fixture
def screen(qtbot):
    made = CitizensView(Presenter())
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


def told(screen, name):
    return [values for said, *values in screen._presenter.told if said == name]


def cells(screen, place=0):
    line = screen.list.rows.at(place)
    return [column.cell(line).spoken for column in screen.list.rows.columns]


def test_a_visit_begins_in_the_field_with_the_old_text_marked(screen):
    screen.search.setText("bo")
    screen.activate()
    assert screen.search.selectedText() == "bo"
    assert told(screen, "search") == [["bo"]]


def test_keys_struck_together_ask_once(screen, qtbot):
    qtbot.keyClicks(screen.search, "bo")
    assert told(screen, "search") == []
    qtbot.waitUntil(lambda: told(screen, "search") == [["bo"]])


def test_enter_asks_for_the_chosen_row_with_what_is_typed(screen, qtbot):
    screen.search.setText("bo")
    screen.show_found(answer(citizen(), citizen("Bolette")))
    qtbot.keyClick(screen.search, Qt.Key.Key_Down)
    qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    [[text, line]] = told(screen, "open_chosen")
    assert (text, line.citizen.name) == ("bo", "Bolette")


def test_arrows_in_the_field_step_over_headings(screen, qtbot):
    groups = tuple(Group(title, (Listed(citizen(title), title),)) for title in ("Recent", "Mine"))
    screen.show_found(Found("", groups))
    names = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(screen.search, key)
        names.append(screen.list.row.citizen.name)
    assert names == ["Recent", "Mine", "Mine", "Recent", "Recent"]


def test_nothing_is_chosen_before_anybody_asks(screen):
    screen.show_found(Found("", (Group("Mine", (Listed(citizen(), "mine"),)),)))
    assert screen.list.row is None


def test_escape_empties_the_field(screen, qtbot):
    screen.search.setText("bo")
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    assert screen.search.text() == ""
    screen._typing.stop()


def test_enter_in_the_list_opens(screen, qtbot):
    screen.show_found(answer(citizen()))
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    assert [line.citizen.name for [line] in told(screen, "open")] == ["Bo Testrup"]


def test_a_row_tells_all_but_the_last_digits(screen):
    screen.show_found(answer(citizen()))
    assert cells(screen) == [
        "Bo Testrup", "150277-XXXX", "15-02-1977", "Nørrevoldsskolen", "Social services", "Active",
    ]  # fmt: skip


def test_a_protected_citizen_is_marked_in_words_and_has_no_district(screen):
    screen.show_found(answer(citizen("Kim Skærmet", protected=True, status=None, areas=())))
    assert cells(screen) == [
        "Kim Skærmet, Protected", "150277-XXXX", "15-02-1977", "Protected address", "–", "No plan",
    ]  # fmt: skip


def test_no_hit_offers_a_new_citizen(screen, qtbot):
    screen.search.setText("bo tex")
    screen._typing.stop()
    screen.show_found(Found("bo tex", (), empty_text="Nobody is called “bo tex”."))
    assert not screen.list.isVisible()
    button = next(w for w in screen._empty_box.findChildren(QWidget) if w.property("kind"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told(screen, "create") == [["bo tex"]]


def test_who_may_load_gets_the_way_to_it_where_nobody_is_listed(screen, qtbot):
    screen.show_found(Found("", (), empty_title="No citizen is yours yet", may_load=True))
    button = next(w for w in screen._empty_box.findChildren(QWidget) if w.property("kind"))
    assert button.text() == "Load data"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told(screen, "load") == [[]]


def test_ctrl_enter_creates(screen):
    screen.primary_action()
    assert told(screen, "create") == [[""]]


def test_the_foot_says_how_many_and_that_searches_are_logged(screen):
    screen.show_found(answer(citizen()))
    texts = {w.text() for w in screen.findChildren(QWidget) if hasattr(w, "text") and w.isVisible()}
    assert {"2 citizens", "Searches are logged"} <= texts


def test_a_problem_stands_in_the_page_and_the_list_stays(screen):
    screen.show_found(answer(citizen()))
    screen.show_problem("The store does not answer.")
    assert screen.banner.isVisible()
    assert screen.list.isVisible()
    screen.clear_problem()
    assert not screen.banner.isVisible()


def test_every_control_has_a_name(screen):
    screen.show_found(answer(citizen()))
    nameless = [
        w
        for w in screen.findChildren(QWidget)
        if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible() and not w.accessibleName()
    ]
    assert nameless == []


def test_name_number_and_plan_stay_where_there_is_little_room(screen):
    THEME.use("light", 200)
    screen.resize(880, 600)
    screen.show_found(answer(citizen()))
    shown = [n for n in range(6) if not screen.list.isColumnHidden(n)]
    assert shown == [0, 1, 5]


def test_ctrl_k_opens_the_search_with_the_cursor_in_it(qtbot):
    entries = (
        ScreenEntry("day", "My day", "home", lambda _context: QWidget(), "Ctrl+1"),
        ScreenEntry(
            "citizens", "Citizens", "users", lambda _context: CitizensView(Presenter()), "Ctrl+2"
        ),
    )
    window = Window(desk=None, runner=ImmediateRunner(), feed=ChangeFeed(), screens=entries)
    qtbot.addWidget(window)
    window.show_user(UserCard(METTE.login, METTE.name, METTE.team, "caseworker"))
    window.open("day")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.current_screen(), CitizensView)
    assert window.focusWidget() is window.current_screen().search


def test_one_press_opens_and_a_second_from_habit_presses_nothing(screen, qtbot):
    found = citizen()
    screen.show_found(answer(found))
    opened, pressed, after = [], [], QPushButton(screen)
    after.setGeometry(screen.rect())
    after.lower()
    after.show()
    after.clicked.connect(lambda: pressed.append(after))
    screen.list.opened.connect(lambda line: (opened.append(line.citizen), after.raise_()))
    at = screen.list.visualRect(screen.list.rows.index(0, 0)).center()
    at = screen.list.viewport().mapTo(screen, at)
    QTest.mouseDClick(screen.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    assert (opened, pressed) == ([found], [])


def test_a_number_is_looked_up_for_a_reason_that_is_asked(screen, qtbot):
    screen.show_found(Found("2512489996", (), empty_text="Another may know.", number="2512489996"))
    screen.ask_why()
    dialog = screen.window().findChild(ReasonDialog)
    dialog.area.set_text("Borgeren står i skranken")
    dialog.try_to_give()
    assert told(screen, "look_up") == [["Borgeren står i skranken"]]


def test_of_whom_nothing_is_to_be_seen_the_plan_is_hidden(screen):
    screen.show_found(answer(replace(citizen(), seen=False, number=None)))
    assert _plan_cell(screen.list.row).text == "Hidden"
