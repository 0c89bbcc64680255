"""The main window: the way there and back, keys, width, roles, and who is told what."""

import re
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from coordinator.changes import Changes
from tests.builders import IDA
from tests.fakes import FakeStore
from tests.ui.fakes_runner import ImmediateRunner
from ui.feed import ChangeFeed
from ui.keys import KEYS
from ui.keys_dialog import KeysDialog, overview
from ui.navigation import Crumb, Navigator, SidebarCitizen, UserCard
from ui.problems import Problem
from ui.screen import House, ScreenEntry
from ui.theme import THEME
from ui.widgets.fields import TextLine
from ui.widgets.labels import Label
from ui.widgets.layouts import down
from ui.widgets.notices import Banner
from ui.window import SCREENS as ALL_SCREENS
from ui.window import Window

METTE = UserCard("mp", "Mette Prøvegaard", "Team Nord", "caseworker")
HANNE = UserCard("hm", "Hanne Mønsterby", "Team lead", "team_lead")


class Screen(QWidget):
    def __init__(self, context):
        super().__init__()
        self.navigator = context.navigator
        self.told = []
        self.kept = 0
        self.line = TextLine(name="Line")
        self.setLayout(down(self.line))

    def activate(self, argument):
        self.told.append(("activate", argument))

    def primary_action(self):
        self.told.append("primary")

    def refresh(self):
        self.told.append("refresh")

    def changed(self, changes):
        self.told.append(changes)

    def remember(self):
        return self.kept

    def restore(self, kept):
        self.told.append(("restore", kept))


SCREENS = (
    ScreenEntry("day", "My day", "home", Screen, "Ctrl+1", hears_behind=True),
    ScreenEntry("citizens", "Citizens", "users", Screen, "Ctrl+2"),
    ScreenEntry("citizen", "Citizen", "user", Screen, place="hidden", under="citizens"),
    ScreenEntry("review", "Review", "clipboard-check", Screen, "Ctrl+5", frozenset({"team_lead"})),
    ScreenEntry("editor", "Joint plan", "file-text", Screen, place="hidden", three_pane=True),
    ScreenEntry("settings", "Settings", "settings", Screen, place="foot"),
)


@pytest.fixture
def feed(qapp):
    return ChangeFeed()


@pytest.fixture
def window(qtbot, feed):
    made = Window(desk=None, runner=ImmediateRunner(), feed=feed, screens=SCREENS, demo=True)
    qtbot.addWidget(made)
    made.show_user(METTE, (METTE, HANNE))
    made.open("day")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def as_navigator(navigator: Navigator) -> Navigator:
    return navigator


def items(window):
    return window.sidebar._items


def test_the_window_is_a_navigator(window):
    assert as_navigator(window) is window


def test_going_somewhere_and_back_restores_what_the_screen_kept(window):
    window.open("citizen", "A")
    window.current_screen().kept = 7
    window.open("citizen", "B")
    window.back()
    assert window.current_screen().told[-2:] == [("activate", "A"), ("restore", 7)]
    window.forward()
    assert ("activate", "B") in window.current_screen().told[-2:]


@pytest.fixture
def beside(qtbot, feed):
    """A window with another one beside it that shows citizen B."""
    asked, kept = [], []
    house = House(
        open_beside=lambda screen, argument, _at: asked.append((screen, argument)),
        shown_elsewhere=lambda _asker, screen, argument, _at: (
            (screen, argument) == ("citizen", "B")
        ),
    )
    made = Window(desk=None, runner=ImmediateRunner(), feed=feed, screens=SCREENS, house=house)
    made._begun.flush = lambda: kept.append(made.windowTitle())
    qtbot.addWidget(made)
    made.show_user(METTE)
    made.open("day")
    return made, asked, kept


def test_a_page_in_another_window_stays_there_on_every_way(beside):
    made, asked, _kept = beside
    made.open("citizen", "A")
    made.open("citizen", "B")
    assert made.shows("citizen", ("A", "a reason"))
    made.back()
    assert made.windowTitle() == "Samplan – My day"
    assert not made.shows("day", None)
    assert asked == []


def test_a_page_moves_to_a_window_of_its_own_with_what_was_typed(beside):
    made, asked, kept = beside
    made.open("citizen", "A")
    made.move_beside()
    assert asked == [("citizen", "A")]
    assert kept == ["Samplan – Citizen"]
    assert made.windowTitle() == "Samplan – My day"


def test_shift_enter_opens_what_a_button_leads_to_beside(beside):
    made, asked, _kept = beside
    made.show()
    made.sidebar.show_citizens("Recent", [SidebarCitizen("C", "Nina Nytest")])
    item = made.sidebar._citizen_items()[0][0]
    item.setFocus()
    made._follow_beside()
    assert asked == [("citizen", "C")]
    assert made.windowTitle() == "Samplan – My day"


def test_whose_page_is_open_stays_lit_when_the_list_of_citizens_is_another(beside):
    made, _asked, _kept = beside
    made.open("citizen", "C")
    made.sidebar.show_citizens("Recent", [SidebarCitizen("D", "Bo"), SidebarCitizen("C", "Nina")])
    assert [item.isChecked() for item, _citizen in made.sidebar._citizen_items()] == [False, True]


def test_there_is_no_way_back_from_the_first_screen(window):
    assert not window.topbar.back.isEnabled()
    window.open("citizens")
    assert window.topbar.back.isEnabled()


def test_the_title_names_the_screen_and_never_a_person(window):
    window.open("citizen", "A")
    window.set_crumbs([Crumb("Citizens", "citizens"), Crumb("Bo Testrup")])
    assert window.windowTitle() == "Samplan – Citizen"


def test_what_a_page_reads_after_it_was_left_names_nobody_over_the_next(window):
    def named():
        labels = window.topbar.findChildren(Label)
        return {"Bo Testrup", "Kim Prøvesen"} & {each.text() for each in labels if each.isVisible()}

    window.open("citizen", "A")
    left = window.current_screen().navigator
    window.open("editor", "B")
    window.current_screen().navigator.set_crumbs([Crumb("Kim Prøvesen"), Crumb("Joint plan")])
    left.set_crumbs([Crumb("Citizens", "citizens"), Crumb("Bo Testrup")])
    assert named() == {"Kim Prøvesen"}
    window.back()
    left.set_crumbs([Crumb("Citizens", "citizens"), Crumb("Bo Testrup")])
    assert named() == {"Bo Testrup"}


def test_a_hidden_screen_lights_the_entry_it_belongs_to(window):
    window.set_citizens("Recent", [SidebarCitizen("A", "Bo Testrup", ("social",))])
    window.open("citizen", "A")
    assert [name for name, item in items(window).items() if item.isChecked()] == ["citizens"]
    assert [item.isChecked() for item, _ in window.sidebar._citizen_items()] == [True]


def test_a_screen_that_the_role_has_not_is_absent_and_closed(window):
    assert not items(window)["review"].isVisible()
    window.open("review")
    assert window.windowTitle() == "Samplan – My day"
    window.show_user(HANNE)
    assert items(window)["review"].isVisible()


@pytest.mark.parametrize(
    ("key", "modifier", "told"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "primary"),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "refresh"),
    ],
)
def test_keys_reach_the_screen_in_front(window, qtbot, key, modifier, told):
    window.current_screen().line.setFocus()
    qtbot.keyClick(window.current_screen().line, key, modifier)
    assert told in window.current_screen().told


def test_a_shortcut_opens_its_screen_and_alt_left_goes_back(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.windowTitle() == "Samplan – Citizens"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.windowTitle() == "Samplan – My day"


def test_a_question_mark_can_be_typed_in_a_field(window, qtbot):
    line = window.current_screen().line
    line.setFocus()
    qtbot.keyClicks(line, "hvad?")
    assert line.text() == "hvad?"
    assert window.findChild(KeysDialog) is None


def test_the_key_overview_is_no_wider_than_the_window(window):
    THEME.use(mode="light", text_scale=200)
    window.resize(1200, 700)
    assert KeysDialog(window, ()).width() <= 1200


def test_f6_goes_round_the_regions(window, qtbot):
    window.current_screen().line.setFocus()
    seen = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        regions = ("sidebar", "topbar", "stack")
        seen += [name for name in regions if getattr(window, name).isAncestorOf(focus)]
    assert seen == ["topbar", "sidebar", "stack"]


def test_the_search_key_is_told(window, qtbot):
    with qtbot.waitSignal(window.search_asked):
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("role", "has"),
    [
        ("administrator", {"staff", "figures", "import", "settings"}),
        ("auditor", {"log_control", "settings"}),
    ],
)
def test_who_works_with_no_citizens_has_no_way_to_one(qtbot, feed, role, has):
    window = Window(desk=FakeStore().desk(IDA), runner=ImmediateRunner(), feed=feed)
    qtbot.addWidget(window)
    window.show_user(UserCard("ida", "Ida Attrapsen", "IT", role))
    assert {each.name for each in ALL_SCREENS if each.seen_by(role)} == has
    assert window.topbar.search.isHidden()
    asked = []
    window.search_asked.connect(lambda: asked.append("search"))
    window._search()
    window.open("citizen", "A")
    assert asked == []
    assert window.current_screen() is None
    assert "sees no citizens" in window._toast.findChild(Label).text()


@pytest.mark.parametrize(
    ("width", "screen", "folded"),
    [
        (1440, "day", False),
        (1399, "day", False),
        (1400, "editor", False),
        (1399, "editor", True),
        (1180, "day", False),
        (1179, "day", True),
    ],
)
def test_the_sidebar_folds_where_there_is_no_room(window, width, screen, folded):
    window.open(screen)
    window.resize(width, 800)
    assert window.sidebar.folded is folded
    assert window.sidebar.width() == (56 if folded else 224)


def test_large_text_counts_as_a_narrow_window(window):
    window.resize(1440, 900)
    THEME.use("light", 200)
    assert window.sidebar.folded


def test_ctrl_b_folds_and_unfolds(window, qtbot):
    window.resize(1440, 900)
    for folded in (True, False):
        qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        assert window.sidebar.folded is folded


def test_changes_reach_the_screen_in_front_and_who_asks_for_them_behind(window, feed):
    day = window.current_screen()
    window.open("citizens")
    citizens = window.current_screen()
    news = Changes(everything=True)
    feed.publish(news)
    assert news in day.told
    assert news in citizens.told
    window.open("settings")
    feed.publish(Changes(citizens=frozenset({uuid4()})))
    assert len(day.told) == 3
    assert citizens.told.count(news) == 1
    assert len(citizens.told) == 2


def test_another_person_is_two_clicks_away(window, qtbot):
    menu = window.sidebar.user_menu()
    action: QAction = menu.actions()[1]
    assert action.text() == "Hanne Mønsterby · Team lead"
    with qtbot.waitSignal(window.user_chosen) as told:
        action.trigger()
    assert told.args == ["hm"]
    with qtbot.waitSignal(window.sidebar.lock_asked):
        menu.actions()[-1].trigger()
    assert menu.actions()[-1].text() == "Lock Samplan (Ctrl+L)"
    menu.deleteLater()


def test_a_bug_is_shown_in_the_page_with_its_number(window):
    window.show_problem(Problem("bug", "Mention number 4F2A.", "4F2A"))
    banner = window.findChild(Banner)
    assert "4F2A" in banner.accessibleName()
    assert banner.isVisible()
    window.clear_problems()
    assert not banner.isVisible()


def test_a_newer_toast_takes_the_place_of_the_last(window):
    window.toast("One")
    first = window.floating()
    window.toast("Two", "Undo", lambda: None)
    assert len(window.floating()) == 1
    assert window.floating() != first
    window.floating()[0].leave()
    assert window.floating() == []


def test_a_toast_leaves_with_its_page_unless_it_holds_something_to_do(window):
    window.toast("Sent")
    window.open("citizens")
    assert window.floating() == []
    window.toast("Deleted", "Undo", lambda: None)
    window.open("day")
    assert window.floating() != []


def test_the_overview_lists_every_key_once_in_its_group(window):
    groups = [[keys for keys, _ in group] for _, group in overview(SCREENS)]
    lines = [keys for group in groups for keys in group]
    assert "Ctrl+1" in lines
    assert "Alt+Left" in lines
    assert all(len(group) == len(set(group)) for group in groups)


def test_no_key_is_used_twice_or_needs_alt_gr(window):
    keys = [key.keys for key in KEYS] + [entry.keys for entry in SCREENS if entry.keys]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if re.search(r"Ctrl\+Alt\+", key)]


def test_every_control_that_takes_focus_has_a_name(window):
    window.set_citizens("Recent", [SidebarCitizen("A", "Bo Testrup")])
    window.set_crumbs([Crumb("Citizens", "citizens"), Crumb("Bo Testrup")])
    window.toast("Deleted", "Undo", lambda: None)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not isinstance(widget.parent(), QLineEdit)
    ]
    assert not nameless


def test_a_closed_window_hears_no_news(window, feed):
    screen = window.current_screen()
    window.close()
    feed.publish(Changes(everything=True))
    assert Changes(everything=True) not in screen.told
