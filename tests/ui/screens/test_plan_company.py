"""Who else has the plan open is seen in time, and what they write in another process too."""

import pytest

from coordinator.use_cases import opening, planning
from plans.parts import OwnWords
from tests.builders import LIS, METTE, citizen, participant, plan
from tests.db.test_contract import put
from tests.ui.screens.lists_world import speak_english
from tests.ui.screens.own_process import OwnProcess
from tests.ui.screens.plan_world import FakeClock
from ui.screens.plan.parts import OWN_WORDS, Key

PLAN = plan(participants=(participant(LIS),), deputy=LIS.id)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def both(house, clock):
    """The coordinating case worker and a participant, each in a process of their own."""
    put(house, citizen(), PLAN)
    return OwnProcess(house.desk(METTE), PLAN.id, clock), OwnProcess(
        house.desk(LIS), PLAN.id, clock
    )


def test_each_sees_the_other_and_where_the_cursor_is_within_five_seconds(both, clock):
    mette, lis = both
    clock.wait(5)
    assert mette.words == [f"{LIS.name} has the plan open"]
    goal = PLAN.goals[0]
    lis.pen.hold(Key("goal", goal.id), "title")
    clock.wait(5)
    assert mette.words == [f"{LIS.name} writes in {goal.title}"]
    assert mette.people[0].key == Key("goal", goal.id)
    assert lis.words == [f"{METTE.name} has the plan open"]


def test_who_leaves_is_gone_within_five_seconds(both, clock):
    mette, lis = both
    clock.wait(5)
    lis.presenter.leave()
    assert lis.people == ()
    clock.wait(5)
    assert mette.people == ()
    lis.presenter.activate(str(PLAN.id))
    clock.wait(5)
    assert mette.people


def test_what_another_process_writes_is_on_the_screen_within_five_seconds(both, clock):
    mette, lis = both
    clock.wait(5)
    key = Key("goal", PLAN.goals[0].id)
    mette.pen.typed(key, "title", "Arbejde i ro")
    mette.pen.left()
    clock.wait(5)
    assert lis.page.plan.goals[0].title == "Arbejde i ro"


def test_my_own_writing_does_not_make_me_read_the_plan_again(both, clock, monkeypatch):
    mette, lis = both
    clock.wait(5)
    lis.presenter.leave()
    read = []
    monkeypatch.setattr(opening, "read_plan", lambda *all_: read.append(all_))
    mette.pen.typed(OWN_WORDS, "text", "Ro.")
    mette.pen.left()
    clock.wait(9)
    assert read == []


def test_two_processes_lose_nothing(both, clock):
    mette, lis = both
    desk = mette.desk
    base = "Jeg vil arbejde. Jeg vil sove."
    planning.write_own_words(desk, PLAN.id, PLAN.own_words, OwnWords(base))
    clock.wait(5)
    # Different fields of one part, different sentences of one text, then the same sentence.
    key = Key("goal", PLAN.goals[0].id)
    mette.pen.typed(key, "title", "Arbejde i ro")
    lis.pen.typed(key, "measure", "Dage om ugen")
    mette.pen.typed(OWN_WORDS, "text", "Jeg vil arbejde nu. Jeg vil sove.")
    lis.pen.typed(OWN_WORDS, "text", "Jeg vil arbejde. Jeg vil sove godt.")
    clock.wait(9)
    stored = mette.stored()
    assert (stored.goals[0].title, stored.goals[0].measure) == ("Arbejde i ro", "Dage om ugen")
    assert stored.own_words.text == "Jeg vil arbejde nu. Jeg vil sove godt."
    assert mette.asked == lis.asked == []
    mette.pen.typed(OWN_WORDS, "text", "Jeg vil arbejde nu. Jeg vil sove godt om natten.")
    lis.pen.typed(OWN_WORDS, "text", "Jeg vil arbejde nu. Jeg vil sove godt og længe.")
    clock.wait(9)
    (question,) = (*mette.asked, *lis.asked)
    assert {"natten", "længe"} <= set(question.merged.rstrip(".").split())
    (asker,) = [each for each in both if each.asked]
    asker.presenter.asking.answer(question, "merged", question.merged)
    clock.wait(9)
    assert mette.stored().own_words.text == question.merged
    assert mette.page.plan.own_words.text == lis.page.plan.own_words.text == question.merged
