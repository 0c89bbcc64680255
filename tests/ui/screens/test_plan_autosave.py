"""When written text goes to the store, second by second."""

import pytest

from tests.ui.screens.plan_world import FakeClock
from ui.screens.plan.autosave import Autosave


class Store:
    """What the autosave sends to, answering when the test says so."""

    def __init__(self):
        self.clock = FakeClock()
        self.sent, self.states = [], []
        alarm = self.clock.alarm(lambda: self.saver.ring())  # noqa: PLW0108 - it is made later
        self.saver = Autosave(
            clock=self.clock, alarm=alarm, send=self.sent.append, show=self.states.append
        )

    def answer(self, outcome="kept"):
        self.saver.answered([(key, outcome) for key in self.sent[-1]])


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def later(store):
    """Give one that has saved something already."""
    store.saver.touch("words")
    store.saver.flush()
    store.answer()
    store.states.clear()
    return store


def test_a_pause_of_two_seconds_is_enough(store):
    store.saver.touch("words")
    store.clock.wait(1.0)
    assert store.sent == []
    store.clock.wait(0.9)
    assert store.sent == [("words",)]


def test_typing_on_cannot_put_saving_off_beyond_five_seconds(store):
    for _stroke in range(48):
        store.saver.touch("words")
        store.clock.wait(0.1)
    assert store.sent == [("words",)]


def test_every_five_seconds_of_typing_are_saved(store):
    for _stroke in range(200):
        store.saver.touch("words")
        store.clock.wait(0.1)
        if store.saver.running:
            store.answer()
    assert len(store.sent) >= 4


def test_leaving_a_field_sends_at_once(store):
    store.saver.touch("words")
    store.saver.flush()
    assert store.sent == [("words",)]


def test_nothing_touched_means_nothing_sent(store):
    store.saver.flush()
    store.clock.wait(60)
    assert store.sent == []
    assert store.saver.idle


def test_what_was_typed_during_a_write_goes_when_the_write_returns(store):
    store.saver.touch("words")
    store.saver.flush()
    store.saver.touch("words")
    store.saver.touch("goal")
    store.clock.wait(30)
    assert store.sent == [("words",)]
    store.answer()
    assert store.sent == [("words",), ("words", "goal")]


def test_the_first_text_is_not_told_as_saved_for_a_moment(store):
    store.saver.touch("words")
    assert store.states == ["saving"]
    store.saver.flush()
    store.answer()
    assert store.states == ["saving", "saved"]


def test_text_that_was_taken_back_is_not_told_as_waiting(store):
    store.saver.touch("words")
    store.saver.forget("words")
    assert store.states == ["saving", "saved"]


def test_text_that_came_to_nothing_new_is_not_told_as_waiting(store):
    store.saver.touch("words")
    store.saver.flush()
    store.saver.answered(())
    assert store.states == ["saving", "saved"]


def test_later_saving_is_only_told_when_it_takes_more_than_a_second(later):
    later.saver.touch("words")
    later.saver.flush()
    later.clock.wait(0.9)
    assert later.states == []
    later.clock.wait(0.2)
    assert later.states == ["saving"]
    later.answer()
    assert later.states == ["saving", "saved"]


def test_a_later_quick_save_only_says_saved(later):
    later.saver.touch("words")
    later.saver.flush()
    later.answer()
    later.clock.wait(10)
    assert later.states == ["saved"]


def test_a_store_that_is_down_is_tried_again(store):
    store.saver.touch("words")
    store.saver.flush()
    store.answer("down")
    assert store.states[-1] == "down"
    store.clock.wait(4.9)
    assert len(store.sent) == 1
    store.clock.wait(0.2)
    assert store.sent == [("words",), ("words",)]
    store.answer()
    assert store.states[-1] == "saved"
    assert store.saver.idle


def test_a_store_that_is_back_is_not_waited_for(store):
    store.saver.touch("words")
    store.saver.try_again()
    assert store.sent == []
    store.saver.flush()
    store.answer("down")
    store.saver.try_again()
    assert store.sent == [("words",), ("words",)]


def test_typing_while_the_store_is_down_does_not_knock_faster(store):
    store.saver.touch("words")
    store.saver.flush()
    store.answer("down")
    for _stroke in range(40):
        store.saver.touch("words")
        store.clock.wait(0.1)
    assert len(store.sent) == 1


def test_what_is_refused_waits_for_the_next_change(store):
    store.saver.touch("words")
    store.saver.flush()
    store.answer("refused")
    store.clock.wait(60)
    assert len(store.sent) == 1
    assert store.states[-1] == "refused"
    store.saver.touch("words")
    store.clock.wait(2)
    assert len(store.sent) == 2


def test_a_part_that_is_given_up_is_not_sent(store):
    store.saver.touch("words")
    store.saver.touch("goal")
    store.saver.forget("words")
    store.clock.wait(2)
    assert store.sent == [("goal",)]


def test_at_the_end_everything_is_handed_over(store):
    store.saver.touch("words")
    store.saver.touch("goal")
    assert store.saver.take_all() == ("words", "goal")
    store.clock.wait(60)
    assert store.sent == []
