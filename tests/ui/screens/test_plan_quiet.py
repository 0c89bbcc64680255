"""What the plan editor does where there is nothing to do: nobody shows it, nothing is open."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from plans.parts import Responsible
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.lists_world import TODAY, speak_english
from tests.ui.screens.plan_world import (
    AMIRA,
    RITA,
    FakeClock,
    SavingNavigator,
    full_plan,
    open_editor,
)
from ui.screens.plan import writing
from ui.screens.plan.page import Answer
from ui.screens.plan.parts import OWN_WORDS, Key
from ui.screens.plan.presenter import EditorPresenter


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def editor(world, plan_id):
    return open_editor(world, plan_id)


@pytest.fixture
def closed(world):
    """An editor that no view shows and that has no plan open yet."""
    clock = FakeClock()
    return EditorPresenter(
        world.desk(), ImmediateRunner(), lambda _changes: None, SavingNavigator(),
        clock=clock, make_alarm=clock.alarm,
    )  # fmt: skip


def test_with_no_plan_open_nothing_is_read_written_or_printed(closed):
    for deed in (
        closed.refresh,
        closed.save_now,
        closed.leave,
        closed.print_page,
        lambda: closed.do("send"),
        closed.primary,
        closed.finish,
    ):
        deed()
    assert (closed._navigator.saved, closed._navigator.opened) == ([], [])


def test_with_no_plan_open_the_pen_writes_nothing(closed):
    pen, key = closed.pen, Key("goal", uuid4())
    pen.not_understood(key, "due", "soon")
    pen.hold(key, "title")
    pen.left()
    pen.add_goal()
    pen.add_participant(Responsible(AMIRA.name, AMIRA.id))
    pen.discard_if_empty(key)
    pen.remove(key)
    pen.move(key, 1)
    pen.tick(key)
    pen.choose(key, "title", mine=True)
    assert closed._navigator.toasts == []


@pytest.mark.parametrize("member", [None, RITA])
def test_a_plan_that_no_view_shows_is_read_all_the_same(world, plan_id, closed, member):
    if member is not None:
        closed._desk = world.desk(member)
    closed.activate(str(plan_id))
    # Rita has no part in the plan, and there is nobody to ask her why.
    assert (closed._session is not None) == (member is None)


def test_a_plan_that_is_open_is_opened_again_by_reading_it_again(editor, plan_id):
    pages = len(editor.face.pages)
    editor.navigator.path = ()
    editor.presenter.activate(str(plan_id))
    assert editor.navigator.crumbs == ["Citizens", "Bo Testrup", "Joint plan"]
    assert len(editor.face.pages) == pages + 1


def test_the_day_is_that_of_the_desk(closed):
    assert closed.today() == TODAY


def test_a_plan_that_is_not_there_is_told(world):
    editor = open_editor(world, uuid4())
    assert len(editor.face.problems) == 1


def test_saving_now_says_nothing_before_the_store_has_answered(world, plan_id):
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner)
    runner.run_all()
    editor.pen.typed(OWN_WORDS, "text", "Ro.")
    editor.presenter.save_now()
    assert "saved" not in [state for state, _detail in editor.navigator.saved]
    runner.run_all()
    assert editor.navigator.saved[-1][0] == "saved"


def test_a_plan_read_again_is_never_shown_as_another(editor):
    before = len(editor.face.pages)
    editor.presenter._read_again(replace(editor.stored(), id=uuid4()))
    assert len(editor.face.pages) == before


def test_a_bug_in_a_plan_that_was_left_says_nothing_in_the_next(world, plan_id, monkeypatch):
    def broken(*_values):
        raise ZeroDivisionError

    other = full_plan(world, "110390-9995", "Karla")
    monkeypatch.setattr(writing.planning, "write_own_words", broken)
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner)
    runner.run_all()
    editor.pen.typed(OWN_WORDS, "text", "Ro.")
    editor.presenter.activate(str(other))
    runner.run_all()
    assert editor.page.given_name == "Karla"
    assert editor.face.problems == []


def test_somebody_who_has_a_seat_gets_no_second_one(editor):
    before = editor.page
    editor.pen.add_participant(Responsible(AMIRA.name, AMIRA.id))
    editor.pen.add_participant(Responsible("Nogen udefra"))
    assert editor.page is before
    assert [each.name for each in editor.stored().participants] == [AMIRA.name]


@pytest.mark.parametrize("step", [-1, 1])
def test_a_goal_that_stands_alone_moves_nowhere(editor, step):
    before = editor.stored().goals
    editor.pen.move(editor.goal_key(), step)
    assert editor.stored().goals == before


def test_what_is_no_task_gets_no_tick(editor):
    before = editor.stored()
    editor.pen.tick(editor.goal_key())
    assert editor.stored() == before


def test_a_step_that_is_answered_after_another_plan_was_opened_is_not_told_of(world, plan_id):
    other = full_plan(world, "110390-9995", "Karla")
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner)
    runner.run_all()
    editor.presenter.do("pause", Answer("Bo er syg", date(2027, 1, 1)))
    editor.presenter.activate(str(other))
    runner.run_all()
    assert editor.published
    assert editor.navigator.toasts == []
