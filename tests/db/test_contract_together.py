"""What every store promises to people who work on one plan at once."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from coordinator.danish_time import local_time
from coordinator.ports import NotFound
from coordinator.together import Pulse, Seat, Settlement
from coordinator.use_cases import planning, together
from plans.errors import RuleBroken
from plans.parts import OwnWords
from tests.builders import CLOCK, HANNE, LIS, METTE, NOW, TODAY, citizen, participant, plan
from tests.db.test_contract import put

PLAN = plan(participants=(participant(LIS),))
LONG_AGO = NOW - timedelta(days=1)
WORDS = Settlement("own_words", None, "text", "Ro.", "Fred.", "Ro og fred.")


@pytest.fixture
def shared(house):
    put(house, citizen(), PLAN)
    return house


def seat(kind="", part=None, window=None):
    return Seat(window or uuid4(), PLAN.id, kind, part)


def seen_by(house, member):
    return together.look_around(house.desk(member), PLAN.id).colleagues


def write(house, member, seen, text):
    planning.write_own_words(house.desk(member), PLAN.id, seen, OwnWords(text))


def test_people_see_each_other_and_not_themselves(shared):
    part = PLAN.goals[0].id
    together.take_seat(shared.desk(LIS), seat("goal", part))
    together.take_seat(shared.desk(METTE), seat())
    (lis,) = seen_by(shared, METTE)
    assert (lis.name, lis.service_area, lis.part_kind, lis.part_id) == (
        LIS.name, LIS.service_area, "goal", part,
    )  # fmt: skip
    assert [each.name for each in seen_by(shared, LIS)] == [METTE.name]


def test_a_window_stands_where_it_told_last(shared):
    window = uuid4()
    for kind in ("goal", "own_words"):
        together.take_seat(shared.desk(LIS), seat(kind, window=window))
    assert [each.part_kind for each in seen_by(shared, METTE)] == ["own_words"]


def test_who_leaves_is_gone_and_nobody_takes_anothers_seat_away(shared):
    window = uuid4()
    together.take_seat(shared.desk(LIS), seat(window=window))
    together.leave_seat(shared.desk(METTE), window)
    assert seen_by(shared, METTE)
    together.leave_seat(shared.desk(LIS), window)
    assert seen_by(shared, METTE) == ()


class Later:
    """A clock that is so many seconds ahead."""

    def __init__(self, seconds):
        self.seconds = seconds

    def now(self):
        return CLOCK.now() + timedelta(seconds=self.seconds)

    def today(self):
        return self.now().date()


def test_who_was_not_heard_of_for_45_seconds_does_not_count(shared):
    together.take_seat(shared.desk(LIS), seat())
    desk = shared.desk(METTE)
    away = seen_at(desk, 0), seen_at(desk, 40), seen_at(desk, 46)
    assert [len(each) for each in away] == [1, 1, 0]


def seen_at(desk, seconds):
    """What one sees when one's own clock says so much later."""
    return together.look_around(replace(desk, clock=Later(seconds)), PLAN.id).colleagues


def test_a_plan_keeps_no_seat_of_a_window_that_broke_down(shared):
    together.take_seat(shared.desk(LIS), seat())
    desk = shared.desk(METTE)
    together.take_seat(replace(desk, clock=Later(60)), seat())
    assert seen_at(desk, -3600) == ()


def test_who_may_not_read_the_plan_sees_nobody_and_is_not_seen(shared):
    together.take_seat(shared.desk(LIS), seat())
    for deed in (
        lambda desk: together.look_around(desk, PLAN.id),
        lambda desk: together.take_seat(desk, seat()),
        lambda desk: together.last_writes(desk, PLAN.id),
        lambda desk: together.settled_texts(desk, PLAN.id),
    ):
        # Behind walls there is no such plan for her.
        with pytest.raises((RuleBroken, NotFound), match=r"reason-needed|^$"):
            deed(shared.desk(HANNE))
    assert [each.name for each in seen_by(shared, METTE)] == [LIS.name]


def test_a_plan_that_is_not_there_has_nobody(shared):
    with pytest.raises(NotFound):
        together.look_around(shared.desk(METTE), uuid4())


def test_being_there_changes_nothing_and_logs_nothing(shared):
    desk = shared.desk(METTE)
    before = together.look_around(desk, PLAN.id).pulse
    with shared.begin_logged(METTE, True) as work:
        work.presence.note(seat(), LONG_AGO)
        assert not work.commit()
    with shared.begin(METTE, False) as work:
        assert work.lists.history(PLAN.citizen_id, 10) == ()
    assert together.look_around(desk, PLAN.id).pulse == before == Pulse(0, 0)


def test_the_pulse_tells_whose_writing_it_was(shared):
    write(shared, METTE, PLAN.own_words, "Ro.")
    assert together.look_around(shared.desk(METTE), PLAN.id).pulse == Pulse(0, 1)
    assert together.look_around(shared.desk(LIS), PLAN.id).pulse == Pulse(1, 0)


def test_who_wrote_last_is_named(shared):
    write(shared, METTE, PLAN.own_words, "Ro.")
    (line,) = together.last_writes(shared.desk(LIS), PLAN.id)
    assert (line.subject, line.subject_id, line.staff_id, line.name) == (
        "own_words", PLAN.id, METTE.id, METTE.name,
    )  # fmt: skip
    assert local_time(line.at).date() == TODAY


def test_all_texts_of_a_settled_field_are_kept(shared):
    together.keep_settled(shared.desk(METTE), PLAN.id, WORDS)
    second = replace(WORDS, chosen="Fred.")
    together.keep_settled(shared.desk(LIS), PLAN.id, second)
    found = together.settled_texts(shared.desk(METTE), PLAN.id)
    assert [(each.settlement, each.by_name) for each in found] == [
        (second, LIS.name),
        (WORDS, METTE.name),
    ]


def test_who_has_no_part_in_the_plan_settles_nothing(shared):
    with pytest.raises((RuleBroken, NotFound), match=r"not-your-plan|^$"):
        together.keep_settled(shared.desk(HANNE), PLAN.id, WORDS)
