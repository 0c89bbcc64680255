"""The load screen with its widgets: drop, keyboard, counts, mending and the long lists."""

from gettext import NullTranslations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from coordinator import i18n
from coordinator.imports.own_mappings import OwnMappings
from tests.review_house import BIRGER, open_house
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui.feed import ChangeFeed
from ui.screen import ScreenContext
from ui.screens.load.listing import PAGE
from ui.screens.load.mending import MendPanel
from ui.screens.load.presenter import LoadPresenter
from ui.screens.load.view import LoadScreen
from ui.theme import THEME
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, Segments, TickBox
from ui.widgets.labels import Label
from ui.widgets.progress import Progress
from ui.widgets.rows_view import RowsView

HEAD = "cpr,navn,adressebeskyttelse,skoledistrikt,forloeb,henvist,afsluttet,fagperson"
KARLA = '1103909995,"Prøvesen, Karla",0,Vestskolen,Kostvejledning,2026-01-04,,lis'
WAYS = {"Cancel", "Close"}
BACKWARDS = '2512489996,"Nytest, Nina",0,Vestskolen,Træning,2026-06-01,2026-03-01,lis'


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


class Room:
    """A load screen at a team lead's desk."""

    def __init__(self, qtbot, house, folder, runner):
        self.folder, self.runner, self.qtbot = folder, runner, qtbot
        self.view = LoadScreen()
        context = ScreenContext(house.desk(BIRGER), runner, ChangeFeed(), FakeNavigator())
        own = OwnMappings(folder / "mappings")
        self.view.presenter = LoadPresenter(self.view, context, own)
        qtbot.addWidget(self.view)
        self.view.resize(1150, 820)
        self.view.show()
        self.view.activate(None)

    def file(self, *rows, head=HEAD):
        path = self.folder / "sundhed.csv"
        path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
        return str(path)

    def take(self, *rows, head=HEAD):
        self.view.presenter.take_file(self.file(*rows, head=head))

    def seen(self, kind):
        QApplication.processEvents()
        return [each for each in self.view.findChildren(kind) if each.isVisible()]

    def one(self, kind):
        (found,) = self.seen(kind)
        return found

    def press(self, text):
        button = next(each for each in self.seen(Button) if each.text() == text)
        assert button.isEnabled()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def pick(self, text):
        button = next(
            b for b in self.one(Segments).findChildren(QAbstractButton) if text in b.text()
        )
        button.click()

    @property
    def words(self):
        return " ".join(label.text() for label in self.seen(Label))

    def spoken(self):
        rows = self.one(RowsView).rows
        return [
            tuple(rows.index(place, column).data() for column in range(rows.columnCount()))
            for place in range(rows.rowCount())
        ]


@pytest.fixture
def room(qtbot, tmp_path):
    with open_house(tmp_path) as house:
        yield lambda runner=None: Room(qtbot, house, tmp_path, runner or ImmediateRunner())


def test_a_file_that_is_dropped_on_the_page_is_checked(room):
    made = room()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(made.file(KARLA))])
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(9, 9), action, data, buttons, Qt.KeyboardModifier.NoModifier)
    made.view.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPoint(9, 9), action, data, buttons, Qt.KeyboardModifier.NoModifier)
    made.view.dropEvent(drop)
    ((row, deed, who, what, why),) = made.spoken()
    assert (row, deed, who) == ("2", "To check", "Karla Prøvesen, 110390-XXXX")
    assert what == "Kostvejledning, 04-01-2026 –"
    assert "The school district “Vestskolen” is unknown." in why


def test_two_files_at_once_are_not_welcome(room):
    made = room()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("one.csv"), QUrl.fromLocalFile("two.csv")])
    enter = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter.setAccepted(False)
    made.view.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_the_primary_button_counts_and_loads_and_reports(room):
    made = room()
    made.take(KARLA, BACKWARDS)
    assert "Nothing is saved yet" in made.words
    made.press("Load 1 row")
    assert "1 row is loaded" in made.words
    made.press("Load another file")
    assert "Choose a file, or drag it here" in made.words


def test_ctrl_enter_does_what_the_primary_button_does(room):
    made = room()
    made.take(KARLA)
    made.view.primary_action()
    assert "1 row is loaded" in made.words


def test_a_refused_row_is_mended_with_the_keyboard(room, qtbot):
    made = room()
    made.take(KARLA, BACKWARDS)
    made.pick("Refused")
    made.one(RowsView).setFocus()
    made.one(RowsView).choose(0)
    panel = made.one(MendPanel)
    assert panel.accessibleName() == "Correct row 3"
    line = next(each for each in panel.findChildren(QLineEdit) if each.isVisible())
    assert line.accessibleName() == "afsluttet"
    line.setText("2026-07-01")
    assert "The row can be loaded." in made.words
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert made.seen(MendPanel) == []
    assert any(each.text() == "Load 2 rows" for each in made.seen(Button))


def test_a_row_that_is_still_wrong_cannot_be_used(room, qtbot):
    made = room()
    made.take(KARLA, BACKWARDS)
    made.one(RowsView).choose(1)
    line = next(each for each in made.one(MendPanel).findChildren(QLineEdit) if each.isVisible())
    line.setText("2026-05-01")
    use = next(each for each in made.seen(Button) if each.text() == "Use the correction")
    assert not use.isEnabled()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert len(made.seen(MendPanel)) == 1


def test_columns_are_chosen_and_one_field_has_one_column(room):
    made = room()
    made.take(KARLA, head=HEAD.replace("navn", "person"))
    made.one(Combo).set_value("health")
    made.one(Combo).picked.emit("health")
    made.press("Continue")
    combos = {each.accessibleName(): each for each in made.seen(Combo)}
    person, place = combos["Field for person"], combos["Field for skoledistrikt"]
    assert (person.value, place.value) == ("", "district")
    place.set_value("name")
    person.set_value("name")
    person.picked.emit("name")
    assert place.value == ""
    made.press("This time only")
    assert made.spoken()[0][2] == "Karla Prøvesen, 110390-XXXX"


def test_an_arrow_key_chooses_a_kind_and_enter_goes_on_with_it(room, qtbot):
    made = room()
    made.take(KARLA, head=HEAD.replace("navn", "person"))
    kinds = made.one(Combo)
    go_on = next(each for each in made.seen(Button) if each.text() == "Continue")
    assert not go_on.isEnabled()
    made.view.primary_action()
    assert made.one(Combo) is kinds
    for _kind in range(5):
        qtbot.keyClick(kinds, Qt.Key.Key_Down)
    assert (kinds.value, go_on.isEnabled()) == ("health", True)
    qtbot.keyClick(kinds, Qt.Key.Key_Return)
    assert "Which column is which?" in made.words


def test_the_kind_can_be_changed_where_columns_are_chosen(room, qtbot):
    made = room()
    made.take(KARLA)
    made.view.presenter.ask_columns()
    kinds = next(e for e in made.seen(Combo) if e.accessibleName() == "What does the file hold?")
    qtbot.keyClick(kinds, Qt.Key.Key_Up)
    assert kinds.isVisible()
    made.press("Read it as this")
    kinds = next(e for e in made.seen(Combo) if e.accessibleName() == "What does the file hold?")
    assert kinds.value == "social"


def test_a_file_that_lacks_most_cases_is_asked_about_before_it_marks_any(room):
    made = room()
    made.take(KARLA, KARLA.replace("Kostvejledning", "Gang"))
    made.view.primary_action()
    made.press("Load another file")
    made.take(KARLA)
    assert "1 of the 2 known ones are not in it. Is it the whole export?" in made.words
    assert "Nothing is saved yet" not in made.words
    assert not [each for each in made.seen(Button) if each.property("kind") == "primary"]
    made.one(TickBox).click()
    made.press("Mark 1 case as gone")
    assert "0 rows are loaded" in made.words


def test_a_file_that_changes_nothing_is_closed_not_cancelled(room):
    made = room()
    made.take(KARLA)
    assert [each.text() for each in made.seen(Button) if each.text() in WAYS] == ["Cancel"]
    made.view.primary_action()
    made.press("Load another file")
    made.take(KARLA)
    assert "Nothing is saved yet" not in made.words
    assert [each.text() for each in made.seen(Button) if each.text() in WAYS] == ["Close"]
    assert not made.seen(TickBox)


def test_the_cursor_goes_to_the_next_refused_row_and_then_to_the_list(room, qtbot):
    made = room()
    made.take(KARLA, BACKWARDS, BACKWARDS.replace("Træning", "Gang"))
    rows = made.one(RowsView)
    rows.choose(1)
    for following in (4, None):
        line = next(e for e in made.one(MendPanel).findChildren(QLineEdit) if e.isVisible())
        line.setFocus()
        line.setText("2026-07-01")
        made.press("Use the correction")
        assert rows.hasFocus()
        shown = [each.accessibleName() for each in made.seen(MendPanel)]
        assert shown == ([f"Correct row {following}"] if following else [])


def test_a_check_shows_how_far_it_is_and_can_be_stopped(room):
    made = room(HeldRunner())
    made.take(KARLA)
    assert "Reading the file" in made.words
    made.view.show_progress(500, 1_000)
    assert "500 of 1,000" in made.words
    made.one(Progress).stopped.emit()
    made.runner.run_all()
    assert "Stopped. Nothing is loaded." in made.words


def test_the_list_takes_the_next_page_at_its_end(room):
    made = room()
    made.take(*(KARLA.replace("Kostvejledning", f"Forløb {n}") for n in range(PAGE + 7)))
    rows = made.one(RowsView)
    assert rows.rows.rowCount() == PAGE
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    assert rows.rows.rowCount() == PAGE + 7


def test_words_that_stand_nowhere_leave_a_sentence(room):
    made = room()
    made.take(KARLA)
    search = next(e for e in made.seen(QLineEdit) if e.accessibleName() == "Search the rows")
    search.setText("nobody")
    assert "No row has" in made.words
    search.setText("karla")
    assert "No row has" not in made.words


@pytest.mark.parametrize("percent", [100, 200])
def test_every_step_fits_its_window_and_every_control_has_a_name(room, percent):
    THEME.use("light", percent)
    made = room()
    made.view.resize(1150, 768)
    steps = (
        lambda: made.take(KARLA, BACKWARDS),
        made.view.presenter.ask_columns,
        made.view.presenter.again,
    )
    for step in steps:
        step()
        for kind in (QLineEdit, Button, Combo, Segments, RowsView):
            for control in made.seen(kind):
                assert control.accessibleName(), control
        assert made.view.minimumSizeHint().width() <= 1150


def test_groups_without_room_side_by_side_are_a_choice_and_stay_chosen(room):
    made = room()
    made.take(KARLA, BACKWARDS)
    made.pick("Refused")
    made.view.resize(520, 560)
    assert made.one(Combo).value == "rejected"
    assert not made.seen(Segments)
    made.view.resize(1150, 820)
    assert made.one(Segments).value == "rejected"


def test_a_row_to_mend_comes_into_view_where_there_is_little_room(room):
    made = room()
    made.view.resize(845, 520)
    made.take(KARLA, BACKWARDS)
    made.view.presenter.show_group("rejected")
    made.one(RowsView).choose(1)
    panel = made.one(MendPanel)
    made.qtbot.waitUntil(lambda: panel.visibleRegion().boundingRect().height() > 40)


def test_the_row_number_stays_where_its_column_has_no_room(room):
    made = room()
    made.view.resize(520, 560)
    made.take(KARLA, BACKWARDS)
    assert [row[2] for row in made.spoken()] == [
        "Karla Prøvesen, Row 2 · To check · 110390-XXXX",
        "Nina Nytest, Row 3 · Refused · 251248-XXXX",
    ]


def test_all_is_not_offered_where_there_is_nothing_to_look_at(room):
    def offered():
        return [button.text() for button in made.one(Segments).findChildren(QAbstractButton)]

    made = room()
    made.take(KARLA.replace("lis", "").replace("Vestskolen", ""))
    assert offered() == ["All 1", "To be created 1"]
    made.view.primary_action()
    made.press("Load another file")
    made.take(KARLA.replace("lis", "").replace("Vestskolen", ""))
    assert offered() == ["Unchanged 1"]


@pytest.mark.parametrize("percent", [100, 200])
def test_large_text_in_the_smallest_window_leaves_room_for_the_rows(room, percent):
    THEME.use("light", percent)
    made = room()
    made.view.resize(788, 412)
    made.take(KARLA, BACKWARDS)
    rows = made.one(RowsView)
    made.qtbot.waitUntil(lambda: rows.visibleRegion().boundingRect().height() > 120)
    inside = made.view.pane.widget()
    assert inside.minimumSizeHint().width() <= made.view.pane.viewport().width()


def test_what_has_the_cursor_in_the_header_keeps_it_when_the_header_begins_to_scroll(room):
    made = room()
    made.take(KARLA, BACKWARDS)
    other = next(each for each in made.seen(Button) if each.text() == "Choose another file")
    other.setFocus()
    before = made.view.pane.height()
    made.view.resize(788, 300)
    QApplication.processEvents()
    assert made.view.pane.isAncestorOf(other)
    assert other.hasFocus()
    made.view.resize(1150, 820)
    QApplication.processEvents()
    assert not made.view.pane.isAncestorOf(other)
    assert made.view.pane.height() == before
