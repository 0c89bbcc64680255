"""A timeline without widgets: which months, which rows, where words stand, how bars move."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ui.widgets.timeline_layout import MOST_ROWS, Sizes, Words, lay_out
from ui.widgets.timeline_model import Bar, Course, Mark, add_months, months, packed, window

TODAY = date(2026, 11, 17)
AREAS = ("employment", "social", "health")
SIZES = Sizes(20, 25, 5, 7, 120, 22, 9, 18, 220)
WORDS = Words(lambda text: 7 * len(text), lambda day, year: f"{day:%b}" + " 2026" * year, "Today")


def bar(key="a", start=0, end=30, area="employment", **facts):
    """A running bar from so many days after today to so many; None is open."""
    days = [None if each is None else TODAY + timedelta(each) for each in (start, end)]
    values = {"look": "running", "state": "Running", "source": "Joint plan"} | facts
    return Bar(
        key,
        area,
        facts.pop("title", key),
        *days,
        **{k: v for k, v in values.items() if k != "title"},
    )


def laid(*bars, width=700, marks=()):
    return lay_out(Course(TODAY, bars, marks), AREAS, width, SIZES, WORDS)


def test_the_months_reach_from_what_began_lately_to_what_ends_last():
    course = Course(TODAY, (bar("old", -900, None), bar("new", -100, 200)))
    assert window(course) == (date(2026, 8, 1), date(2027, 6, 30))


def test_what_ended_long_ago_does_not_stretch_the_months_and_is_not_drawn():
    course = Course(TODAY, (bar("gone", -900, -600), bar("now")))
    assert window(course) == (date(2026, 9, 1), date(2027, 3, 31))
    assert [each.key for each in course.drawn] == ["now"]


def test_what_ends_in_ten_years_does_not_stretch_the_months_beyond_eighteen():
    assert window(Course(TODAY, (bar("long", 0, 3650),)))[1] == date(2028, 5, 31)


def test_an_intervention_without_dates_is_not_drawn_but_told():
    course = Course(TODAY, (bar("none", None, None), bar("case", None, None, from_plan=False)))
    assert [each.key for each in course.undated] == ["none"]
    assert [each.key for each in course.drawn] == ["case"]


def test_months_are_listed_over_a_new_year():
    assert months(date(2026, 11, 17), date(2027, 1, 2)) == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1),
    ]  # fmt: skip
    assert add_months(TODAY, -11) == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("edge", "days", "start", "end"),
    [
        ("both", 3, 3, 33),
        ("end", -5, 0, 25),
        ("start", 4, 4, 30),
        ("end", -40, 0, 0),
        ("start", 40, 30, 30),
    ],
)
def test_a_moved_bar_never_ends_before_it_starts(edge, days, start, end):
    moved = bar().moved(edge, days)
    assert (moved.start, moved.end) == (TODAY + timedelta(start), TODAY + timedelta(end))


def test_a_bar_without_an_end_keeps_having_none():
    assert bar(end=None).moved("both", 2).end is None


def test_things_that_meet_stand_in_different_rows_and_others_share():
    assert packed([(0, 10), (5, 15), (10, 20)], [1, 1, 1], 9) == [0, 1, 0]


def test_where_rows_are_full_what_weighs_least_has_room():
    assert packed([(0, 10), (0, 10), (0, 10)], [2, 0, 1], 2) == [-1, 0, 1]


def test_lanes_stand_in_their_fixed_order_and_only_those_with_bars():
    found = laid(bar("h", area="health"), bar("e"))
    assert [lane.area for lane in found.lanes] == ["employment", "health"]
    assert found.lanes[0].bottom <= found.lanes[1].top


def test_no_two_bars_of_a_lane_lie_over_each_other_words_included():
    bars = [bar(f"Noget med et navn {n}", n * 3 - 60, n * 3 - 60 + n % 40) for n in range(30)]
    for lane in laid(*bars).lanes:
        for one in lane.bars:
            for other in lane.bars:
                if one is not other and one.top == other.top:
                    left = min(one.left, one.label[0]), max(one.right, one.label[1])
                    right = min(other.left, other.label[0]), max(other.right, other.label[1])
                    assert left[1] <= right[0] or right[1] <= left[0]


def test_a_lane_says_how_many_had_no_room():
    found = laid(*(bar(str(n), 0, 60) for n in range(MOST_ROWS + 3)))
    assert len(found.bars) == MOST_ROWS
    assert found.lanes[0].left_out == 3


def test_a_late_bar_has_room_before_any_other():
    late = bar("late", 0, 60, late="Should have started")
    found = laid(*(bar(str(n), 0, 60) for n in range(MOST_ROWS)), late)
    assert "late" in [each.bar.key for each in found.bars]


def test_words_stand_beside_a_bar_that_is_too_short_for_them():
    short, wide = laid(bar("Sundhedsfaglig rådgivning", 0, 3)).bars[0], laid(bar("Kort")).bars[0]
    assert not short.inside
    assert short.label[0] > short.right
    assert wide.inside


def test_a_bar_of_one_day_can_be_seen_and_hit():
    placed = laid(bar("x", 0, 0)).bars[0]
    assert placed.right - placed.left >= 24


def test_nothing_lies_outside_the_picture():
    bars = [bar(60 * "n" + str(n), n * 20 - 400, n * 20 - 380) for n in range(40)]
    found = laid(
        *bars,
        width=420,
        marks=[Mark(TODAY + timedelta(9 * n), "goal", "Mål", "Et langt mål") for n in range(12)],
    )
    for placed in found.bars:
        assert found.left <= placed.left <= placed.right <= found.right
        assert found.left <= placed.label[0]
        assert placed.label[1] <= found.right + 1
    assert all(each.left <= found.right for each in found.foot)


def test_marks_stand_under_the_lanes_and_lose_their_words_before_they_cover_each_other():
    marks = [
        Mark(TODAY + timedelta(n), "goal", f"Mål {n}", f"Et mål med navn {n}") for n in range(8)
    ]
    foot = laid(bar(), marks=marks).foot
    assert foot[0].mark is None
    assert len(foot) == 9
    assert any(not each.text for each in foot[1:])


def test_a_timeline_without_bars_has_no_lanes():
    assert laid().lanes == ()


@pytest.mark.parametrize("width", [260, 400, 700])
def test_names_of_months_never_cover_each_other_and_january_says_its_year(width):
    found = laid(bar(end=500), width=width)
    named = [(at, day) for at, day, fits in found.months if fits]
    for (at, day), (after, _day) in pairwise(named):
        assert at + WORDS.measure(WORDS.month(day, day.month == 1 or at == found.left)) < after
    assert named
