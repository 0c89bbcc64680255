"""The timeline as people use it: keys, mouse, what screen readers hear, and the stepper."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QImage

from tests.ui.screens.citizen_world import speak_english
from ui.theme import THEME
from ui.widgets.stepper import Step, Stepper
from ui.widgets.timeline import Timeline
from ui.widgets.timeline_model import Bar, Course, Mark, Point
from ui.widgets.timeline_paint import box_of
from ui.widgets.timeline_words import bar_words

TODAY = date(2026, 11, 17)
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


def bar(key, area, start, end, **facts):
    days = [None if each is None else TODAY + timedelta(each) for each in (start, end)]
    values = {"look": "running", "state": "Running", "source": "Joint plan"} | facts
    return Bar(key, area, key.title(), *days, **values)


BARS = (
    bar("practice", "employment", 7, 77, look="planned", state="Planned"),
    bar("support", "social", -40, 140, late="Should have ended", points=(Point(TODAY, late=True), Point(TODAY + timedelta(9)))),
    bar("open", "social", -5, None),
    bar("case", "health", -900, None, from_plan=False, locked="This is a case."),
)  # fmt: skip
MARKS = (Mark(TODAY + timedelta(30), "follow_up", "Follow-up", "Follow-up"),)


@pytest.fixture
def line(qtbot):
    made = Timeline()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show_course(Course(TODAY, BARS, MARKS))
    made.show()
    made.setFocus()
    made.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    return made


def heard(signal):
    said = []
    signal.connect(lambda *values: said.append(values))
    return said


def place(line, key, share=0.5):
    box = box_of(line._layout().place_of(key))
    return QPoint(round(box.left() + box.width() * share), round(box.center().y()))


def test_up_and_down_choose_in_the_order_of_the_lanes(line, qtbot):
    assert line.bar.key == "practice"
    order = []
    for _turn in range(4):
        qtbot.keyClick(line, DOWN)
        order.append(line.bar.key)
    assert order == ["support", "open", "case", "case"]
    qtbot.keyClick(line, Qt.Key.Key_Home)
    qtbot.keyClick(line, UP)
    assert line.bar.key == "practice"


def test_left_and_right_move_a_bar_and_tell_it_once_when_the_keys_rest(line, qtbot):
    told = heard(line.moved)
    for _turn in range(3):
        qtbot.keyClick(line, RIGHT)
    qtbot.keyClick(line, LEFT)
    assert told == []
    line._rest.timeout.emit()
    assert told == [("practice", TODAY + timedelta(9), TODAY + timedelta(79))]


def test_shift_moves_the_end_alone(line, qtbot):
    told = heard(line.moved)
    qtbot.keyClick(line, LEFT, SHIFT)
    line.settle()
    assert told == [("practice", TODAY + timedelta(7), TODAY + timedelta(76))]


def test_what_is_moved_is_told_before_another_bar_is_chosen_or_the_line_is_left(line, qtbot):
    told = heard(line.moved)
    qtbot.keyClick(line, RIGHT)
    qtbot.keyClick(line, DOWN)
    qtbot.keyClick(line, RIGHT)
    line.hide()
    assert [each[0] for each in told] == ["practice", "support"]


def test_escape_drops_a_move_that_is_not_told(line, qtbot):
    told = heard(line.moved)
    qtbot.keyClick(line, RIGHT)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    line.settle()
    assert told == []
    assert line.bar == BARS[0]


def test_a_locked_bar_stays_and_says_why(line, qtbot):
    told, why = heard(line.moved), heard(line.refused)
    line.choose("case")
    qtbot.keyClick(line, RIGHT)
    line.settle()
    assert (told, why) == ([], [("This is a case.",)])


def test_an_end_that_is_not_there_cannot_be_moved(line, qtbot):
    why = heard(line.refused)
    line.choose("open")
    qtbot.keyClick(line, RIGHT, SHIFT)
    assert why == [("It has no end yet. Press Enter to write one.",)]


def test_enter_asks_for_dates(line, qtbot):
    asked = heard(line.dates_asked)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked == [(BARS[0],)]


def test_keys_that_are_not_its_own_go_to_the_page(line, qtbot):
    assert line.focusPolicy() == Qt.FocusPolicy.StrongFocus
    chosen = line.bar
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_F6, Qt.Key.Key_Space):
        qtbot.keyClick(line, key)
    qtbot.keyClick(line, LEFT, Qt.KeyboardModifier.AltModifier)
    assert line.bar == chosen


def test_a_drag_moves_all_of_a_bar_and_its_edge_an_end(line, qtbot):
    told = heard(line.moved)
    day = line._layout().day_width
    begin = place(line, "practice")
    drag(line, qtbot, begin, begin + QPoint(round(day * 10), 0))
    assert told[-1] == ("practice", TODAY + timedelta(17), TODAY + timedelta(87))
    begin = place(line, "practice", 0.99)
    drag(line, qtbot, begin, begin - QPoint(round(day * 7), 0))
    assert told[-1] == ("practice", TODAY + timedelta(17), TODAY + timedelta(80))


def drag(line, qtbot, begin, end):
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(line, begin + (end - begin) / 2)
    qtbot.mouseMove(line, end)
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=end)


def test_a_press_alone_moves_nothing(line, qtbot):
    told = heard(line.moved)
    at = place(line, "support")
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=at)
    assert told == []
    assert line.bar.key == "support"


def test_a_drag_of_a_case_says_why_it_stays(line, qtbot):
    told, why = heard(line.moved), heard(line.refused)
    begin = place(line, "case")
    drag(line, qtbot, begin, begin + QPoint(50, 0))
    assert (told, why) == ([], [("This is a case.",)])


def test_new_facts_from_the_store_do_not_drop_a_move_under_way(line, qtbot):
    qtbot.keyClick(line, RIGHT)
    line.show_course(Course(TODAY, BARS[:2], ()))
    told = heard(line.moved)
    line.settle()
    assert told == [("practice", TODAY + timedelta(8), TODAY + timedelta(78))]


def test_a_bar_says_everything_about_itself(line):
    assert bar_words(BARS[1]) == (
        "Support · Social services · 08-10-2026 – 06-04-2027 · Running · Should have ended"
        " · Joint plan"
    )
    assert line.words_at(QPointF(place(line, "support"))) == bar_words(BARS[1])
    assert "Follow-up, 17-12-2026" in [
        line.words_at(QPointF(x, line.sizeHint().height() - y))
        for x in range(0, 800, 4)
        for y in (12, 34)
    ]
    assert line.words_at(QPointF(5, place(line, "case").y())) == "Health"


def test_a_screen_reader_hears_the_chosen_bar_and_where_the_table_is(line):
    assert line.accessibleName() == "Timeline across the service areas"
    line.choose("support")
    assert line.accessibleDescription().startswith(bar_words(BARS[1]))
    assert "Table" in line.accessibleDescription()


@pytest.mark.parametrize("width", [260, 520, 900])
@pytest.mark.parametrize(("mode", "scale"), [("light", 100), ("dark", 200)])
def test_it_paints_at_every_size_in_both_themes(line, width, mode, scale):
    THEME.use(mode, scale)
    try:
        line.resize(width, line.sizeHint().height())
        image = QImage(line.size(), QImage.Format.Format_ARGB32)
        image.fill(0)
        line.render(image)
        colours = {
            image.pixel(x, y) for x in range(0, width, 3) for y in range(0, image.height(), 3)
        }
        assert len(colours) > 5
    finally:
        THEME.use("light", 100)


def test_steps_stand_beside_each_other_or_below_where_there_is_little_room(qtbot):
    steps = (
        Step("Draft", "1 Nov", "done"),
        Step("In review", "4 days late", "now", alarm=True),
        Step("Approved"),
    )
    stepper = Stepper("Course", steps)
    qtbot.addWidget(stepper)
    stepper.show()
    stepper.resize(700, 120)
    stepper.layout().activate()
    tops = {each.y() for each in stepper._steps}
    assert len(tops) == 1
    stepper.resize(200, 300)
    stepper.layout().activate()
    assert len({each.y() for each in stepper._steps}) == 3
    assert stepper.accessibleName() == "Course: 2 of 3, In review, here now, 4 days late"
    assert stepper._steps[0].accessibleName() == "1 of 3, Draft, done, 1 Nov"
