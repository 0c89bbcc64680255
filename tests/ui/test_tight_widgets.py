"""Where there is little room: words break, pills and paths give way, dates have a calendar."""

from datetime import date

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QToolButton, QWidget

from coordinator import i18n
from ui.navigation import Crumb
from ui.theme import THEME, color
from ui.topbar import Topbar
from ui.widgets.buttons import Button
from ui.widgets.choices import Tabs
from ui.widgets.date_field import DateField
from ui.widgets.layouts import down
from ui.widgets.pills import Pill
from ui.widgets.rows_model import Cell
from ui.widgets.rows_view import fitting_pill
from ui.widgets.typeahead import Suggestion, SuggestLine

TODAY = date(2026, 11, 17)
NAME = "Nina Margrethe Alexandra Nytest-Østergaard"


def nothing():
    """Nobody presses the buttons here."""


def test_a_pill_gives_up_its_words_before_a_name_is_cut():
    cell = Cell(NAME, pill=Pill("Beskyttet", "warn", "shield-lock"))
    assert fitting_pill(cell, 900) == cell.pill
    assert fitting_pill(cell, 320) == Pill("", "warn", "shield-lock")


def test_a_pill_without_an_icon_keeps_its_words():
    cell = Cell(NAME, pill=Pill("Kladde"))
    assert fitting_pill(cell, 100) == cell.pill


@pytest.mark.parametrize(("width", "shown"), [(1400, 4), (480, 1)])
def test_the_first_steps_of_a_path_give_way_to_the_last(qtbot, width, shown):
    bar = Topbar(back=nothing, search=nothing, own_window=nothing, help_=nothing)
    qtbot.addWidget(bar)
    bar.resize(width, 52)
    bar.make_room(width)
    words = ("Borgere", NAME, "Samlet plan", "Udskriv")
    bar.show_crumbs([Crumb(text, "citizens") for text in words])
    bar.show()
    steps = [bar._crumbs.itemAt(place).widget() for place in (0, 2, 4, 6)]
    assert sum(step.isVisible() for step in steps) == shown
    assert steps[-1].isVisible()


def test_the_path_gives_room_to_what_says_where_the_text_is(qtbot):
    bar = Topbar(back=nothing, search=nothing, own_window=nothing, help_=nothing)
    qtbot.addWidget(bar)
    bar.resize(760, 52)
    bar.make_room(760)
    bar.show_crumbs(
        [Crumb("Borgere", "citizens"), Crumb("Sara Mønster", "x"), Crumb("Samlet plan")]
    )
    bar.show()
    steps = [bar._crumbs.itemAt(place).widget() for place in (0, 2, 4)]
    assert [step.isVisible() for step in steps] == [True, True, True]
    bar.show_saved("offline", "10.42")
    assert [step.isVisible() for step in steps] == [False, False, True]
    qtbot.waitUntil(lambda: bar.saved.width() >= bar.saved.sizeHint().width())
    bar.show_saved("saved", "10.42")
    assert [step.isVisible() for step in steps] == [True, True, True]


def test_a_thin_line_lies_under_the_top_bar_while_the_store_is_waited_for(qtbot):
    bar = Topbar(back=nothing, search=nothing, own_window=nothing, help_=nothing)
    qtbot.addWidget(bar)
    bar.resize(1200, 52)
    bar.show()
    assert not bar.line.isVisible()
    bar.show_waiting("fetching")
    line = bar.line.geometry()
    assert bar.line.isVisible()
    assert (line.left(), line.right(), line.bottom()) == (0, bar.width() - 1, bar.height() - 1)
    bar.show_waiting("")
    assert not bar.line.isVisible()


@pytest.fixture
def field(qtbot):
    made = DateField(date(2026, 11, 24), today=lambda: TODAY, name="Frist")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def calendar():
    return QApplication.activePopupWidget().findChild(QCalendarWidget)


def test_a_day_is_picked_in_the_calendar_by_keyboard(field, qtbot):
    told = []
    field.picked.connect(told.append)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = calendar()
    assert month.selectedDate().toPython() == date(2026, 11, 24)
    month.activated.emit(month.selectedDate().addDays(1))
    assert told == [date(2026, 11, 25)]
    assert field.text() == "25-11-2026"
    assert QApplication.activePopupWidget() is None


def test_the_calendar_goes_without_a_day(field, qtbot):
    told = []
    field.picked.connect(told.append)
    field.open_calendar()
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert told == []


def test_a_field_that_cannot_be_written_opens_no_calendar(field, qtbot):
    field.setReadOnly(True)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    field.open_calendar()
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize(("language", "monday", "earlier"), [
    ("da", "mandag", "Forrige måned"), ("en", "Monday", "Previous month"),
])  # fmt: skip
def test_the_calendar_speaks_the_language_of_the_program(
    field, monkeypatch, language, monday, earlier
):
    monkeypatch.setattr(i18n._Current, "catalogue", i18n._Current.catalogue)
    i18n.use_language(language)
    field.open_calendar()
    month = calendar()
    assert month.locale().dayName(1) == monday
    assert month.findChild(QToolButton, "qt_calendar_prevmonth").accessibleName() == earlier
    QApplication.activePopupWidget().close()


def test_no_day_of_the_calendar_is_red_because_it_is_sunday(field):
    field.open_calendar()
    month = calendar()
    sunday = month.weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color()
    assert sunday == color("ink2")
    QApplication.activePopupWidget().close()


def test_the_calendar_opens_over_a_field_at_the_foot_of_the_screen(field):
    ends = field.screen().availableGeometry()
    field.move(ends.right() - 40, ends.bottom() - 60)
    field.open_calendar()
    popup = QApplication.activePopupWidget()
    assert popup.y() + popup.height() <= field.y()
    assert popup.x() + popup.sizeHint().width() <= ends.right() + 1
    popup.close()


def test_the_calendars_icon_grows_with_the_text(field):
    THEME.use("light", 200)
    assert field._calendar.iconSize() == QSize(36, 36)
    assert field.rect().contains(field._calendar.geometry())
    field.resize(400, 66)
    QApplication.processEvents()
    assert field._calendar.geometry().right() > 380


@pytest.mark.parametrize("percent", [100, 200])
def test_a_short_list_of_suggestions_needs_no_scroll_bar(qtbot, percent):
    THEME.use("light", percent)
    line = SuggestLine(name="Ansvarlig")
    qtbot.addWidget(line)
    names = [f"Anna {name}" for name in ("Fiktivsen", "Prøvesen", "Testrup", "Lærke")]
    line.set_suggestions([Suggestion(each, each) for each in names])
    line.resize(400, 40)
    line.show()
    line.setFocus()
    qtbot.keyClicks(line, "anna")
    assert line.suggesting
    assert line._popup.verticalScrollBar().maximum() == 0
    line.close_list()


def test_the_ring_of_a_quiet_button_has_nothing_inside(qtbot):
    page, before = QWidget(), QLineEdit()
    button = Button("Tilføj opgave", kind="ghost", icon="plus", size="small")
    page.setLayout(down(before, button))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    before.setFocus()
    inside = QRect(4, 4, button.width() - 8, button.height() - 8)
    quiet = button.grab(inside).toImage()
    # Qt draws its own frame only where the keyboard brought the focus.
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert button.grab(inside).toImage() == quiet


def test_the_ring_of_a_tab_leaves_air_around_its_words(qtbot):
    tabs = Tabs("Sider", [("a", "Overblik"), ("b", "Sager")])
    qtbot.addWidget(tabs)
    with qtbot.waitActive(tabs):
        tabs.show()
        tabs.activateWindow()
    air = QRect(3, 8, 2, tabs.height() - 16)
    quiet = tabs.grab(air).toImage()
    tabs.setFocus()
    assert tabs.hasFocus()
    assert tabs.grab(air).toImage() == quiet
    assert len({quiet.pixel(x, y) for x in range(2) for y in range(quiet.height())}) == 1
