"""The widgets of «Min dag»: keys, verbs, tiles, empty lists, names for screen readers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from coordinator.lists import FoundCitizen, PlanLine, WorkItem, WorkKind
from plans.people import ServiceArea
from plans.reminders import Reminder
from plans.states import PlanStatus
from tests.builders import AMIRA, step
from tests.ui.screens.lists_world import speak_english
from ui.screens.day.awaited import awaited_line, reminded_words
from ui.screens.day.lines import DayPage, Empty, TileCount
from ui.screens.day.view import DayView
from ui.screens.day.words import grouped, line_for
from ui.theme import THEME

TODAY = date(2026, 11, 17)
LONG = "Nina Margrethe Alexandra Nytest-Østergaard-Ålestrup"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


class Presenter:
    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda *values: self.told.append((name, *values))


def item(title="Ring", due=TODAY, name="Bo Testrup", kind=WorkKind.TASK, area=ServiceArea.HEALTH):
    return WorkItem(kind, title, uuid4(), name, uuid4(), uuid4(), area, due, status="requested")


def page(*items, tile="waiting", plans=(), recent=(), empty=None, done=()):
    lines = [line_for(each, TODAY, done=each in done) for each in items]
    return DayPage(
        subtitle="Tuesday",
        tile=tile,
        tiles={key: TileCount(1) for key in ("waiting", "overdue", "in_review", "returned")},
        title="Waiting for me",
        groups=grouped(lines, TODAY),
        empty=empty or Empty("Nothing is waiting for you", "Next is…", main=True),
        plans=plans,
        recent=recent,
    )


def plan(name):
    return PlanLine(
        uuid4(), uuid4(), name, False, PlanStatus.ACTIVE, 2, UUID(int=1), "", date(2026, 12, 24)
    )


@pytest.fixture
def day(qtbot):
    made = DayView(Presenter())
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


def told(day, name):
    return [values for said, *values in day._presenter.told if said == name]


def test_nothing_is_said_before_the_first_answer(day):
    assert not day.columns.isVisible()


def test_enter_opens_and_space_marks_the_chosen_line(day, qtbot):
    first, second = item("Ring"), item("Skriv")
    day.activate()
    day.show_page(page(first, second))
    assert day.focusWidget() is day.work
    assert told(day, "activate") == [[]]
    qtbot.keyClick(day.work, Qt.Key.Key_Down)
    qtbot.keyClick(day.work, Qt.Key.Key_Return)
    qtbot.keyClick(day.work, Qt.Key.Key_Space)
    assert [line.item for [line] in told(day, "open_line")] == [second]
    assert [line.item for [line] in told(day, "toggle_done")] == [second]


def test_the_chosen_line_unfolds_its_verbs(day, qtbot):
    day.show_page(page(item()))
    day.work.setFocus()
    day.work.choose(1)
    shown = [button for button in day.work._buttons if button.isVisible()]
    verbs = ["Mark as done", "Pass on", "Open citizen", "New task"]
    assert [button.text() for button in shown] == verbs
    qtbot.mouseClick(shown[2], Qt.MouseButton.LeftButton)
    assert [deed for deed, _line in told(day, "act")] == ["citizen"]


def test_what_a_colleague_said_stands_whole_over_the_verbs(day, qtbot):
    words = "Holdet er fuldt til nytår, og der er ingen plads på det næste. " * 4
    no = replace(item(), status="declined", path=(step("declined", AMIRA, text=words.strip()),))
    day.show_page(page(no))
    day.work.choose(1)
    said = day.work._said
    assert said.text() == f"“{words.strip()}”"
    assert said.height() >= said.heightForWidth(said.width())
    assert said.geometry().bottom() < min(
        each.y() for each in day.work._buttons if each.isVisible()
    )
    assert day.work._bar.geometry().bottom() <= day.work.chosen_rect().bottom()
    day.show_page(page(item()))
    day.work.choose(1)
    assert said.isHidden()


def press_sign(qtbot, rows, place, column=0):
    cell = rows.visualRect(rows.rows.index(place, column))
    at = QPoint(cell.left() + 19, cell.center().y())
    qtbot.mouseMove(rows.viewport(), at)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_press_on_the_sign_of_any_line_does_its_first_verb(day, qtbot):
    first, second, over = item("Ring"), item("Skriv"), item("Hent")
    review = item(kind=WorkKind.FOLLOW_UP)
    day.show_page(page(first, second, over, review, done=(over,)))
    lines = {day.work.rows.at(n).item: n for n in range(1, 5)}
    for each in (second, review, over):
        press_sign(qtbot, day.work, lines[each])
    assert [(deed, line.item) for deed, line in told(day, "act")] == [
        ("done", second), ("follow_up", review),
    ]  # fmt: skip
    assert [line.item for [line] in told(day, "toggle_done")] == [over]
    beside = day.work.visualRect(day.work.rows.index(lines[first], 0)).center()
    qtbot.mouseClick(day.work.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert (day.work.row.item, len(told(day, "act"))) == (first, 2)


def test_ctrl_enter_does_the_first_verb(day):
    day.show_page(page(item(kind=WorkKind.FOLLOW_UP)))
    day.primary_action()
    assert told(day, "act") == []
    day.work.choose(1)
    day.primary_action()
    assert [deed for deed, _line in told(day, "act")] == ["follow_up"]


def test_words_have_the_room_that_a_line_leaves_empty(day):
    remark = item(kind=WorkKind.RETURNED, due=None, area=None)
    dated = item(kind=WorkKind.FOLLOW_UP, area=None)
    day.show_page(page(remark))
    assert day.work.columnSpan(1, 0) == 3
    day.show_page(page(dated))
    assert day.work.columnSpan(1, 0) == 2
    day.show_page(page(item()))
    assert day.work.columnSpan(1, 0) == 1


def test_the_calm_picture_has_no_heading_over_it(day):
    day.show_page(page())
    assert not day.list_card.title.isVisible()
    day.show_page(page(empty=Empty("Nothing is overdue.")))
    assert day.list_card.title.isVisible()


def test_at_most_one_primary_button_shows(day):
    day.show_page(page(item(), item()))
    day.work.choose(1)
    kinds = [w.property("kind") for w in day.findChildren(QWidget) if w.isVisible()]
    assert kinds.count("primary") == 1


@pytest.mark.parametrize("place", ["list", "tiles"])
def test_one_to_four_choose_the_tiles(day, qtbot, place):
    day.show_page(page(item()))
    focus = day.work if place == "list" else day.tiles.tiles["waiting"]
    qtbot.keyClick(focus, Qt.Key.Key_2)
    qtbot.keyClick(focus, Qt.Key.Key_4)
    assert told(day, "pick_tile") == [["overdue"], ["returned"]]


def test_a_done_line_is_struck_and_says_so(day):
    done = item()
    day.show_page(page(done, done=(done,)))
    cell, due = (column.cell(day.work.rows.at(1)) for column in day.work.rows.columns[::2])
    assert cell.struck
    assert due.spoken == "Done"
    day.work.choose(1)
    assert day.work._buttons[0].text() == "Undo"


def test_the_choice_survives_new_rows(day):
    first, second = item("Ring"), item("Skriv")
    day.show_page(page(first, second))
    day.work.choose(2)
    day.show_page(page(item("Ny"), first, second))
    assert day.work.row.item == second


def test_words_and_not_colour_alone_say_what_is_late(day):
    day.show_page(page(item(due=date(2026, 11, 13))))
    what, area, due = (column.cell(day.work.rows.at(1)) for column in day.work.rows.columns)
    assert (what.spoken, area.spoken, due.spoken) == (
        "Ring, Bo Testrup · New", "Health", "4 days late",
    )  # fmt: skip
    assert due.pill.icon


def test_an_empty_day_shows_what_is_next_and_a_way_on(day, qtbot):
    day.show_page(page())
    assert not day.work.isVisible()
    buttons = [w for w in day._empty_box.findChildren(QWidget) if w.property("kind")]
    assert [button.text() for button in buttons] == ["Find a citizen"]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert told(day, "find_citizens") == [[]]


def test_only_the_first_answer_of_a_visit_takes_the_cursor(day):
    day.activate()
    day.show_page(page())
    assert day.focusWidget() is day.tiles.tiles["waiting"]
    day.tiles.tiles["overdue"].setFocus()
    day.show_page(page(item()))
    assert day.focusWidget() is not day.work


def test_who_comes_back_has_the_cursor_at_once_and_no_late_answer_takes_it(day):
    day.show_page(page(item()))
    day.activate()
    assert day.focusWidget() is day.work
    day.tiles.tiles["overdue"].setFocus()
    day.show_page(page(item("Skriv")))
    assert day.focusWidget() is day.tiles.tiles["overdue"]


def test_an_empty_filter_leads_back_to_all(day, qtbot):
    day.show_page(page(tile="returned", empty=Empty("No plan is returned.")))
    button = next(w for w in day._empty_box.findChildren(QWidget) if w.property("kind"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told(day, "pick_tile") == [["waiting"]]


def test_many_plans_are_shown_when_asked_for(day, qtbot):
    day.show_page(page(plans=tuple(plan(f"Bo {n}") for n in range(11))))
    assert day.plans.rows.rowCount() == 8
    assert day.more_plans.text() == "Show all 11 plans"
    qtbot.mouseClick(day.more_plans, Qt.MouseButton.LeftButton)
    assert day.plans.rows.rowCount() == 11
    assert not day.more_plans.isVisible()


def test_a_plan_tells_its_follow_up_and_opens(day, qtbot):
    mine = plan("Bo Testrup")
    day.show_page(page(plans=(mine,)))
    (cell,) = (column.cell(mine) for column in day.plans.rows.columns)
    assert cell.spoken == "Bo Testrup, Follow-up 24-12-2026, Active"
    day.plans.setFocus()
    qtbot.keyClick(day.plans, Qt.Key.Key_Return)
    assert told(day, "open_plan") == [[mine]]


def test_a_recent_citizen_opens(day, qtbot):
    bo = FoundCitizen(uuid4(), "Bo", None, None, "", False, (ServiceArea.SOCIAL,), None)
    day.show_page(page(recent=(bo,)))
    day.recent.setFocus()
    qtbot.keyClick(day.recent, Qt.Key.Key_Return)
    assert told(day, "open_citizen") == [[bo.id]]


def test_a_problem_stands_in_the_page_and_is_tried_again(day):
    day.show_page(page(item()))
    day.show_problem("The store does not answer.", "The list is from 08:15.", again=True)
    assert day.banner.isVisible()
    assert day.work.isVisible()
    assert day._again.isActive()
    day._again.timeout.emit()
    assert told(day, "refresh") == [[]]
    day.clear_problem()
    assert not day.banner.isVisible()
    assert not day._again.isActive()


def test_every_control_has_a_name(day):
    day.show_page(page(item(), plans=(plan("Bo"),)))
    day.work.choose(1)
    nameless = [
        w
        for w in day.findChildren(QWidget)
        if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible() and not w.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize(("width", "scale"), [(640, 100), (880, 200), (1180, 200)])
def test_nothing_is_cut_off_at_the_side(day, width, scale):
    THEME.use("light", scale)
    day.resize(width, 700)
    day.show_page(page(item(name=LONG), plans=(plan(LONG),)))
    day.work.choose(1)
    QApplication.processEvents()
    content = day.body.parentWidget()
    assert content.width() <= day.pane.viewport().width()
    bar, line = day.work._bar.geometry(), day.work.chosen_rect()
    assert line.top() < bar.top()
    assert bar.bottom() < line.bottom()
    assert bar.right() <= day.work.viewport().width()
    last = day.work._buttons[2].geometry()
    assert last.right() < bar.width()


def test_a_name_goes_before_the_word_for_the_area(day):
    day.resize(640, 700)
    day.columns.resize(560, 400)
    day.show_page(page(item(name=LONG)))
    day.work.resize(420, 300)
    day.work._share_width()
    assert day.work.isColumnHidden(1)
    assert day.work.columnWidth(0) > 250


def test_an_answer_behind_another_screen_leaves_the_focus_there(day):
    day.activate()
    day.hide()
    day.show_page(page(item("Ring")))
    assert day.focusWidget() is not day.work


def waited(title="Skaf referat", reminder=None):
    since = datetime(2026, 11, 9, 12, tzinfo=UTC)
    return awaited_line(
        replace(item(title), text="Lis Kladde", since=since, reminder=reminder), TODAY
    )


def test_r_and_the_button_ask_again_about_the_chosen_line_of_what_i_wait_for(day, qtbot):
    line = waited()
    assert (line.what, line.detail, line.waited) == (
        "Skaf referat", "Bo Testrup · Lis Kladde", "8 days",
    )  # fmt: skip
    day.show_page(replace(page(), awaited=(line,)))
    qtbot.keyClick(day.awaited_card.list, Qt.Key.Key_R)
    qtbot.mouseClick(day.awaited_card.remind, Qt.MouseButton.LeftButton)
    press_sign(qtbot, day.awaited_card.list, 0, column=2)
    assert told(day, "remind") == [[line], [line], [line]]


def test_what_was_asked_about_today_says_so_and_waits_until_tomorrow(day, qtbot):
    reminder = Reminder(uuid4(), uuid4(), None, uuid4(), "Mette", TODAY, datetime.now(UTC))
    line = waited(reminder=reminder)
    day.show_page(replace(page(), awaited=(line,)))
    assert not day.awaited_card.remind.isEnabled()
    assert day.awaited_card.list.rows.columns[1].cell(line).sub == "Reminded"
    press_sign(qtbot, day.awaited_card.list, 0, column=2)
    assert told(day, "remind") == []
    assert reminded_words(reminder, TODAY) == "Reminded by Mette today"


def test_few_are_shown_until_all_are_asked_for_and_none_hides_the_card(day, qtbot):
    day.show_page(replace(page(), awaited=tuple(waited(str(n)) for n in range(7))))
    card = day.awaited_card
    assert (card.list.rows.rowCount(), card.more.text()) == (5, "Show all 7")
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert card.list.rows.rowCount() == 7
    day.show_page(page(item()))
    assert not card.isVisible()


def test_r_asks_again_about_my_plan_in_review(day, qtbot):
    mine = replace(item("", kind=WorkKind.REVIEW), part_id=None)
    day.show_page(page(mine, tile="in_review"))
    day.work.choose(1)
    qtbot.keyClick(day.work, Qt.Key.Key_R)
    assert [deed for deed, _line in told(day, "act")] == ["remind"]


def test_the_cursor_stays_at_the_neighbour_when_its_line_is_gone(day):
    items = [item(f"Ring {number}") for number in range(4)]
    day.show_page(page(*items))
    day.work.choose(
        next(n for n in range(9) if getattr(day.work.rows.at(n), "what", "") == "Ring 2")
    )
    day.show_page(page(*items[:2], items[3]))
    assert day.work.row.what == "Ring 3"
    day.show_page(page(*items[:2]))
    assert day.work.row.what == "Ring 1"
