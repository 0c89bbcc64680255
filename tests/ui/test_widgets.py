"""The widgets: what they say, what the keyboard does, and how they grow with the text."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import delete

from ui.theme import THEME, color
from ui.widgets.areas import AreaBadge, AreaDots, AreaMark
from ui.widgets.buttons import Button, icon_button
from ui.widgets.choices import Combo, FilterTile, FilterTiles, Segments, Tabs, TickBox
from ui.widgets.date_field import DateField
from ui.widgets.dialogs import Dialog, ReasonDialog
from ui.widgets.diff_text import DiffText
from ui.widgets.diff_words import Piece, differing
from ui.widgets.fields import Field, TextArea, TextLine
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.notices import Banner, Toast
from ui.widgets.people import Avatar, PersonButton, brief_name, initials
from ui.widgets.pills import Pill, StatePill
from ui.widgets.progress import Progress
from ui.widgets.rows_model import CELL_ROLE, Cell, Column, Heading, RowsModel
from ui.widgets.rows_view import RowsView, fair_text, two_lines
from ui.widgets.save_state import SaveState
from ui.widgets.surfaces import Card, Columns, EmptyState, Page

TODAY = date(2026, 11, 17)


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    name: str


ROWS = tuple(Row(n, name) for n, name in enumerate(("Nina Nytest", "Bo Testrup", "Emil Øvelse")))
COLUMNS = (
    Column[Row]("Name", lambda row: Cell(row.name, sub="second line"), sort_key="name"),
    Column[Row]("State", lambda row: Cell(pill=Pill("I dag", "warn", "clock")), 120, drops=True),
)


@pytest.fixture
def shown(qtbot):
    def show(widget, width=700, height=300):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return show


def test_an_icon_button_has_a_name_and_shows_its_key(qtbot):
    button = icon_button("arrow-left", "Back", keys="Alt+Left")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Back"
    assert button.toolTip() == "Back (Alt+Left)"


def test_a_button_calls_its_deed_without_arguments(shown, qtbot):
    calls = []
    button = shown(
        Button("Send & save", lambda *given: calls.append(given), kind="primary", icon="send")
    )
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert calls == [()]
    assert button.accessibleName() == "Send & save"


@pytest.mark.parametrize("kind", ["primary", "secondary", "ghost", "danger"])
def test_a_button_keeps_its_size_in_focus(shown, kind):
    button = shown(Button("Send", kind=kind))
    before = button.sizeHint()
    button.setFocus()
    assert button.sizeHint() == before
    assert button.sizeHint().height() >= 28


def test_buttons_and_fields_grow_with_the_text(shown):
    widgets = [
        Button("Send"),
        TextLine("x", name="n"),
        TickBox("x"),
        Combo([(1, "a")], name="n"),
        StatePill("x"),
        AreaMark("social"),
    ]
    holder = QWidget()
    holder.setLayout(down(*widgets))
    shown(holder)
    before = [widget.sizeHint().height() for widget in widgets]
    THEME.use("dark", 200)
    after = [widget.sizeHint().height() for widget in widgets]
    assert all(new >= old * 1.7 for old, new in zip(before, after, strict=True))


def test_a_long_label_ends_in_an_ellipsis_and_keeps_its_text(shown):
    label = shown(Label("A very long name that has no room at all"), 80, 30)
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(600, 30)
    label.grab()
    assert label.toolTip() == ""


def test_area_marks_have_names_in_the_fixed_order(qtbot):
    dots = AreaDots(["health", "employment"])
    qtbot.addWidget(dots)
    assert dots.accessibleName() == "Service areas: Employment, Health"
    badge = AreaBadge("social")
    qtbot.addWidget(badge)
    assert [label.text() for label in badge.findChildren(QLabel)] == ["Social services"]


def test_a_person_is_heard_with_unit_and_area(qtbot):
    button = PersonButton("Amira Skitse", "Bostøtte", "social")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Amira Skitse, Bostøtte, Social services"
    assert initials("Anna Bo Test") == "AT"
    assert initials("") == ""


def test_the_error_stands_at_the_field_until_its_cause_is_gone(shown):
    line = TextLine("abc")
    field = shown(Field("Name", line, hint="As in the register"))
    assert line.accessibleName() == "Name"
    field.show_error("A name is missing.")
    assert line.text() == "abc"
    assert line.accessibleDescription() == "A name is missing."
    field.clear_error()
    assert (field.error, line.accessibleDescription()) == ("", "As in the register")


def test_a_text_area_grows_with_its_content_and_then_stops(shown):
    area = shown(TextArea("one", name="Text", fewest=2, most=6))
    low = area.height()
    area.set_text("\n".join("abcde"))
    middle = area.height()
    area.set_text("\n".join("abcdefghijklmnop"))
    assert low < middle < area.height() < low * 4


def test_a_date_is_read_when_the_field_is_left(shown, qtbot):
    field = shown(DateField(None, today=lambda: TODAY, name="Due"))
    field.setFocus()
    qtbot.keyClicks(field, "+2u")
    with qtbot.waitSignal(field.picked) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == [date(2026, 12, 1)]
    assert field.text() == "01-12-2026"


def test_a_date_that_was_proposed_is_typed_over(shown, qtbot):
    field = shown(DateField(TODAY, today=lambda: TODAY, name="Signed on"))
    field.clearFocus()
    field.setFocus()
    qtbot.keyClicks(field, "1/12-26")
    field.settle()
    assert field.value == date(2026, 12, 1)


def test_a_text_that_is_no_date_stays_and_is_told(shown, qtbot):
    field = shown(DateField(TODAY, today=lambda: TODAY, name="Due"))
    field.setText("snart")
    assert not field.understood
    with qtbot.waitSignal(field.not_understood):
        field.settle()
    assert (field.text(), field.value) == ("snart", TODAY)


def test_segments_change_with_the_arrow_keys(shown, qtbot):
    segments = shown(Segments("Show", [("mine", "Mine"), ("all", "All")]))
    button = segments.findChildren(QWidget)[0]
    button.setFocus()
    with qtbot.waitSignal(segments.picked) as told:
        qtbot.keyClick(button, Qt.Key.Key_Right)
    assert told.args == ["all"]
    assert segments.value == "all"
    with qtbot.assertNotEmitted(segments.picked):
        segments.set_value("mine")


def test_a_tile_is_a_radio_with_its_count_in_its_name(shown, qtbot):
    one, two = FilterTile("Waiting", "hourglass"), FilterTile("Late", "alert-circle", warns=True)
    tiles = shown(FilterTiles("Filter", [("waiting", one), ("late", two)]))
    two.show_count(2, "oldest 4 days")
    assert two.accessibleName() == "Late: 2, oldest 4 days"
    tiles.set_value("waiting")
    one.setFocus()
    with qtbot.waitSignal(tiles.picked) as told:
        qtbot.keyClick(one, Qt.Key.Key_Right)
    assert told.args == ["late"]


def test_tiles_go_below_each_other_where_there_is_no_room(shown, qtbot):
    made = [(str(n), FilterTile("A rather long title", "clock")) for n in range(4)]
    tiles = shown(FilterTiles("Filter", made), 1200)
    assert len({tile.y() for _, tile in made}) == 1
    tiles.resize(500, 400)
    qtbot.waitUntil(lambda: len({tile.y() for _, tile in made}) == 2)


def test_a_combo_finds_any_part_of_the_words_and_refuses_the_rest(shown, qtbot):
    combo = shown(
        Combo([(1, "Mette Prøvegaard"), (2, "Amira Skitse")], 1, name="Who", searchable=True)
    )
    line = combo.lineEdit()
    assert line.accessibleName() == "Who"
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "amira skitse")
    with qtbot.waitSignal(combo.picked) as told:
        combo._settle()
    assert told.args == [2]
    line.setText("nobody")
    with qtbot.waitSignal(combo.unknown) as told:
        combo._settle()
    assert (combo.currentText(), told.args) == ("Amira Skitse", ["nobody"])
    line.setText("prøve")
    combo._settle()
    assert (combo.value, combo.currentText()) == (1, "Mette Prøvegaard")


def test_a_long_text_is_shown_from_its_beginning(shown, qtbot):
    long = "Beskæftigelse og uddannelse i butik og på lager"
    combo, line = Combo([(1, long)], name="What", searchable=True), TextLine(name="Who")
    combo.set_value(1)
    line.setText(long)
    box = shown(boxed(down(line, combo)))
    assert (combo.lineEdit().cursorPosition(), line.cursorPosition()) == (0, 0)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_End)
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.cursorPosition() == 0
    assert box.isVisible()


def test_a_pressed_combo_shows_all_choices_and_keeps_the_one_it_has(shown, qtbot):
    choices = [(1, "Mette Prøvegaard"), (2, "Amira Skitse")]
    combo = shown(Combo(choices, 2, name="Who", searchable=True))
    line, popup = combo.lineEdit(), combo.completer().popup()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert popup.isVisible()
    assert combo.completer().completionCount() == 2
    assert line.selectedText() == "Amira Skitse", "what one types does not take its place"
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert (combo.value, popup.isVisible()) == (2, False)
    combo.set_value(None)
    line.deselect()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert combo.value is None


def test_a_long_text_is_shown_from_its_beginning_once_it_is_left(shown, qtbot):
    name = "Agnieszka Kopigaard – Team Genoptræning og Hjemmetræning"
    combo = shown(Combo([(1, "Nobody"), (2, name)], 1, name="Who", searchable=True))
    combo.lineEdit().clearFocus()
    combo.set_value(2)
    assert combo.lineEdit().cursorPosition() == 0
    line, rest = TextLine(name="Who"), TextLine(name="Rest")
    both = shown(boxed(down(line, rest)))
    assert both
    line.setFocus()
    line.setText(name)
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert rest.hasFocus()
    assert line.cursorPosition() == 0


def test_a_space_chooses_nobody(shown, qtbot):
    combo = shown(Combo([(1, "Mette P"), (2, "Amira S")], 1, name="Who", searchable=True))
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo.lineEdit(), " ")
    qtbot.keyClick(combo.completer().popup(), Qt.Key.Key_Tab)
    assert combo.value == 1


def test_segments_give_the_cursor_to_the_chosen_one(shown, qtbot):
    made = shown(Segments("Answer", [("yes", "Yes"), ("no", "No")], "yes"))
    made.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert made.value == "no"


def test_a_button_can_lose_its_icon(shown):
    made = shown(Button("Goes on", icon="check"))
    made.show_icon("")
    assert made.icon().isNull()


def test_ctrl_enter_answers_a_question_once_it_could_be_read(shown, qtbot, monkeypatch):
    behind, pressed = shown(TextLine(name="Behind")), []
    dialog = Dialog(behind, "Close?")
    dialog.finish_with(Button("Close", lambda: pressed.append(1), kind="primary"))
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    monkeypatch.setattr(QApplication, "doubleClickInterval", lambda: 60_000)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not pressed, "the second half of a double press answered"
    monkeypatch.setattr(QApplication, "doubleClickInterval", lambda: 0)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]


def test_tabs_turn_and_tell(shown, qtbot):
    tabs = shown(Tabs("Parts", [("a", "Overview"), ("b", "Plan")]))
    with qtbot.waitSignal(tabs.picked) as told:
        tabs.turn()
    assert told.args == ["b"]
    tabs.turn()
    assert tabs.value == "a"
    tabs.show_count("b", 7)
    assert tabs.tabText(1) == "Plan  7"


def test_the_rows_model_keeps_its_promises(qtbot, qtmodeltester):
    model = RowsModel(COLUMNS)
    model.show((Heading("Late", 2), *ROWS))
    qtmodeltester.check(model, force_py=True)
    assert model.data(model.index(0, 0)) == "Late, 2"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert (
        model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
        == "Nina Nytest, second line"
    )
    assert isinstance(model.data(model.index(1, 1), CELL_ROLE), Cell)
    model.append(ROWS)
    assert model.rowCount() == 7


def test_a_list_is_walked_and_opened_by_keyboard(shown, qtbot):
    view = shown(RowsView("People", COLUMNS, key=lambda row: row.number))
    view.show_rows((Heading("Late"), *ROWS))
    view.setFocus()
    assert view.row == ROWS[0]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opened) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [ROWS[1]]


def test_the_choice_in_a_list_survives_new_rows(shown):
    view = shown(RowsView("People", COLUMNS, key=lambda row: row.number))
    view.show_rows(ROWS)
    view.choose(2)
    view.show_rows((ROWS[2], *ROWS[:2]))
    assert view.row == ROWS[2]


def test_a_list_that_fits_is_as_high_as_its_rows(shown):
    view = shown(RowsView("People", COLUMNS, fit=True, headers=False))
    view.show_rows(ROWS)
    assert view.height() == 3 * view.verticalHeader().defaultSectionSize() + 2


def test_rows_have_their_own_height_where_a_heading_or_a_higher_row_stood_before(shown):
    view = shown(RowsView("People", COLUMNS))
    view.show_rows((Heading("Late"), *ROWS))
    view.setRowHeight(1, 90)
    view.show_rows(ROWS)
    ordinary = view.verticalHeader().defaultSectionSize()
    assert [view.rowHeight(place) for place in range(3)] == [ordinary] * 3


def test_a_narrow_list_drops_what_may_drop(shown):
    view = shown(RowsView("People", COLUMNS), 240)
    assert view.isColumnHidden(1)
    view.resize(600, 300)
    assert not view.isColumnHidden(1)


def test_a_heading_asks_for_another_order(shown, qtbot):
    view = shown(RowsView("People", COLUMNS))
    told = []
    view.sort_asked.connect(lambda key, falling: told.append((key, falling)))
    view.horizontalHeader().sectionClicked.emit(0)
    view.horizontalHeader().sectionClicked.emit(0)
    assert told == [("name", False), ("name", True)]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("all_saved", "Everything is saved"),
        ("saving", "Saving …"),
        ("saved", "Saved at 10.42"),
        ("offline", "No connection – saved on this computer at 10.42"),
        ("failed", "Cannot save: 10.42"),
    ],
)
def test_the_save_state_says_how_safe_the_text_is(qtbot, state, words):
    widget = SaveState()
    qtbot.addWidget(widget)
    widget.show_state(state, "10.42")
    assert widget.text == widget.accessibleName() == words


@pytest.mark.parametrize(
    ("state", "waiting", "words"),
    [
        ("all_saved", "fetching", "Fetching …"),
        ("all_saved", "saving", "Saving …"),
        ("saved", "silent", "The store has not answered yet"),
        ("offline", "silent", "No connection – saved on this computer at 10.42"),
        ("failed", "saving", "Cannot save: 10.42"),
    ],
)
def test_nothing_is_told_as_saved_while_the_store_keeps_one_waiting(qtbot, state, waiting, words):
    widget = SaveState()
    qtbot.addWidget(widget)
    widget.show_state(state, "10.42")
    before = widget.text
    widget.show_waiting(waiting)
    assert widget.text == widget.accessibleName() == words
    widget.show_waiting("")
    assert widget.text == before


def test_stop_is_told_once(shown, qtbot):
    progress = shown(Progress("Checking"))
    progress.report(1204, 1683)
    stop = progress.findChild(Button)
    with qtbot.waitSignal(progress.stopped):
        stop.click()
    assert not stop.isEnabled()


def test_a_difference_is_spoken_and_keeps_both_texts():
    pieces = differing("3 hours a week", "4 hours a week <b>")
    assert "".join(p.text for p in pieces if p.kind == "added") == "4 <b>"
    assert "".join(p.text for p in pieces if p.kind == "removed") == "3"


def test_words_changed_side_by_side_go_together_in_a_difference():
    pieces = differing("Inden 25. februar 2027", "Inden 28. marts 2027")
    assert [p.text for p in pieces if p.kind != "same"] == ["25. februar", "28. marts"]


def test_a_text_that_was_written_anew_is_not_torn_apart_in_a_difference():
    old = "Hej Anna. Jeg sover ikke godt, og min søster kører mig til træning hver tirsdag kl. 9."
    new = "Jeg vil gerne i praktik i en lille afdeling. Jeg vil have en fast person at ringe til."
    assert [(p.kind, p.text) for p in differing(old, new)] == [
        ("removed", old),
        ("same", "\n"),
        ("added", new),
    ]
    assert differing(old, f"{old} Det hjælper.")[0] == Piece("same", old)


def test_a_difference_cannot_smuggle_markup(qtbot):
    diff = DiffText("a", "<b>x</b>")
    qtbot.addWidget(diff)
    assert "&lt;b&gt;" in diff.text()
    assert diff.accessibleName() == "removed: a, added: <b>x</b>"


def test_a_toast_does_its_undo_once_and_goes(qtbot):
    parent, undone = QWidget(), []
    qtbot.addWidget(parent)
    toast = Toast("Deleted", "Undo", lambda: undone.append(1), parent)
    button = toast.findChildren(Button)[0]
    with qtbot.waitSignal(toast.gone):
        button.click()
    button.click()
    assert undone == [1]


def test_a_toast_waits_while_somebody_is_at_it(shown, qtbot):
    parent = shown(QWidget())
    toast = Toast("Deleted", "Undo", lambda: None, parent)
    toast.show()
    toast.findChildren(Button)[0].setFocus()
    assert toast.paused
    with qtbot.assertNotEmitted(toast.gone):
        toast._leave_unless_in_use()
    toast.leave()


def test_a_banner_can_be_closed(shown, qtbot):
    banner = shown(Banner("danger", "It broke", "It is safe", closable=True))
    assert banner.accessibleName() == "It broke It is safe"
    with qtbot.waitSignal(banner.closed):
        banner.findChild(Button).click()
    assert not banner.isVisible()


def test_the_words_of_a_banner_take_the_colour_of_what_it_says_now(shown):
    banner = shown(Banner("info", "All is well"))
    title = banner.findChild(Label)
    assert title.palette().color(title.foregroundRole()) == color("info")
    banner.show_notice("warn", "Look here")
    assert title.palette().color(title.foregroundRole()) == color("warn")


def test_the_reason_dialog_needs_a_reason_and_gives_focus_back(shown, qtbot):
    window, reasons = QWidget(), []
    line = TextLine(name="Line")
    window.setLayout(across(line))
    shown(window)
    line.setFocus()
    dialog = ReasonDialog(
        window, "Show address", "It is logged. " * 9, "Show address", reasons.append
    )
    dialog.open()
    dialog.try_to_give()
    assert dialog.isVisible()
    assert dialog.findChild(Field).error == "Write a reason."
    needed = dialog.body.totalMinimumHeightForWidth
    qtbot.waitUntil(lambda: dialog.height() >= needed(dialog.width()), timeout=1000)
    dialog.findChild(TextArea).set_text("The citizen calls")
    assert dialog.findChild(Field).error == ""
    dialog.try_to_give()
    assert reasons == ["The citizen calls"]
    qtbot.waitUntil(lambda: window.focusWidget() is line)


def test_a_dialog_outlives_the_field_it_came_from(shown, qtbot):
    window = QWidget()
    line = TextLine(name="Line")
    window.setLayout(across(line))
    shown(window)
    line.setFocus()
    dialog = ReasonDialog(window, "Show address", "", "Show", lambda _: None)
    dialog.open()
    delete(line)
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()


def test_esc_closes_a_dialog(shown, qtbot):
    window = shown(QWidget())
    dialog = ReasonDialog(window, "Show", "", "Show", lambda _: None, suggestions=["Urgent"])
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_columns_go_below_each_other_in_a_narrow_page(shown, qtbot):
    left, right = Card(Label("a")), Card(Label("b"))
    columns = shown(Columns(left, right), 1100)
    assert left.y() == right.y()
    columns.resize(700, 600)
    qtbot.waitUntil(lambda: right.y() > left.y())


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_can_be_drawn_in_every_look(shown, theme, percent):
    page = Page("Title", "Subtitle", [Button("Act")])
    rows = RowsView("People", COLUMNS, fit=True)
    rows.show_rows((Heading("Late", 1), *ROWS))
    for widget in (
        rows,
        Avatar("Bo Testrup", 36, "health"),
        StatePill("Late", "danger", "alert-circle"),
        TickBox("Ticked", ticked=True),
        Segments("Show", [(1, "One"), (2, "Two")]),
        EmptyState("Nothing", "Next", [Button("Go")], figure=True),
        PersonButton("Amira Skitse", "Bostøtte", "social"),
    ):
        page.body.addWidget(widget)
    shown(page, 900, 900)
    THEME.use(theme, percent)
    assert not page.grab().isNull()


def test_restyling_reaches_painted_widgets(shown):
    pill = shown(StatePill("Late", "danger"))
    seen = []

    class Watch(QWidget):
        def eventFilter(self, _thing, event):
            seen.append(event.type())
            return False

    watch = Watch()
    pill.installEventFilter(watch)
    before = pill.grab().toImage()
    THEME.use("dark", 100)
    assert pill.grab().toImage() != before
    assert QEvent.Type.Paint in seen
    watch.deleteLater()


@pytest.mark.parametrize(("name", "brief"), [
    ("William Poul Dummygaard", "William P. Dummygaard"),
    ("Bo Testrup", "Bo Testrup"), ("Bo", "Bo"), ("", ""),
])  # fmt: skip
def test_a_name_without_room_keeps_first_and_last(name, brief):
    assert brief_name(name) == brief


def test_a_button_that_takes_another_rank_is_dressed_as_it(shown):
    button = shown(Button("Open plan", kind="primary"))
    button.show_kind("secondary")
    assert button.property("kind") == "secondary"
    assert button.grab().toImage().pixelColor(6, 6) == color("surface")


def test_the_open_list_of_a_choice_has_its_name(shown):
    field = shown(Field("Status", Combo([("a", "A")])))
    field.control.showPopup()
    assert field.control.view().accessibleName() == "Status"
    field.control.hidePopup()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_chosen_row_of_an_open_list_has_the_quiet_colour(shown, mode):
    THEME.use(mode, 100)
    combo = shown(Combo([("a", "Alfa"), ("b", "Beta")], "b"))
    combo.showPopup()
    view = combo.view()
    place = view.visualRect(view.model().index(1, 0))
    painted = view.viewport().grab().toImage()
    assert painted.pixelColor(place.right() - 12, place.center().y()) == color("selected")
    combo.hidePopup()


def test_a_line_of_names_gives_each_of_them_some_room(shown):
    metrics = QFontMetrics(shown(QLabel("x")).font())
    long, short = "Nina Margrethe Alexandra Nytest-Østergaard", "Bo Test"
    whole = f"{long} · {short}"
    assert fair_text(whole, metrics, 2000) == whole
    cut = fair_text(whole, metrics, metrics.horizontalAdvance(long))
    assert cut.startswith("Nina")
    assert cut.endswith(f"… · {short}")
    twice = fair_text(f"{long} · {long}", metrics, metrics.horizontalAdvance(long))
    assert [part[:3] for part in twice.split(" · ")] == ["Nin", "Nin"]


def test_the_head_of_a_card_breaks_between_words_and_is_cut_after_two_lines(shown):
    metrics = QFontMetrics(shown(QLabel("x")).font())
    title = "Hæng  morgenplanen op i køkkenet"
    assert two_lines("Ring", metrics, 2000) == ("Ring",)
    assert two_lines("", metrics, 2000) == ()
    room = metrics.horizontalAdvance("Hæng morgenplanen") + 4
    first, rest = two_lines(title, metrics, room)
    assert (first, rest) == ("Hæng morgenplanen", "op i køkkenet")
    _first, cut = two_lines(f"{title} {title}", metrics, room)
    assert cut.startswith("op i")
    assert cut.endswith("…")
    (alone,) = two_lines("morgenplanen" * 9, metrics, room)
    assert alone.endswith("…")
