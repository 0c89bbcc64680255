"""On «Min dag», tasks between colleagues stand with the others, and are answered as they are."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from coordinator.use_cases import staff_tasks
from plans.parts import Waiting
from plans.staff_tasks import Wish
from plans.states import TaskStatus
from plans.units import unit_of
from tests.builders import AMIRA, BIRGER, JENS, METTE, TODAY, citizen, identity, plan
from tests.coordinator.house_of_plans import house_with
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.lists_world import FakeNavigator, speak_english
from ui.begun import BegunForms
from ui.screens.day.presenter import DayPresenter

ASKED = identity("asked")
WISH = Wish("Ring til klinikken", TODAY + timedelta(2), "Om tiden", citizen_id=citizen().id)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@dataclass
class Face:
    pages: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    problem: str = ""

    def show_page(self, page):
        self.pages.append(page)

    def show_problem(self, sentence, detail="", *, again=False):
        self.problem = sentence

    def clear_problem(self):
        self.problem = ""

    def ask_answer(self, line, key):
        self.asked.append(line)

    def ask_for_what(self, line, causes, today):
        self.asked.append(causes)


@dataclass
class Day:
    presenter: DayPresenter
    face: Face

    def line(self):
        lines = [each for group in self.face.pages[-1].groups for each in group.lines]
        return next((each for each in lines if each.item.task is not None), None)

    def act(self, deed):
        self.presenter.act(deed, self.line())


@pytest.fixture
def house():
    return house_with(citizen(), plan(deputy=None))


def open_day(house, member):
    face = Face()
    desk = house.desk(member)
    presenter = DayPresenter(desk, ImmediateRunner(), lambda _c: presenter.refresh(),
                             FakeNavigator())  # fmt: skip
    presenter.show_in(face)
    presenter.answering.show_in(face, BegunForms())
    presenter.waiting.show_in(face)
    presenter.activate()
    return Day(presenter, face)


def now(house):
    with house.begin(METTE, False) as work:
        return work.staff_tasks.get(ASKED)


def test_who_is_asked_sees_by_whom_and_what_takes_it_on_lets_it_wait_and_is_done(house):
    staff_tasks.ask(house.desk(METTE), ASKED, WISH, JENS.id)
    day = open_day(house, JENS)
    line = day.line()
    assert line.about == f"Bo Testrup · {METTE.name} asks you"
    assert line.said == "Om tiden"
    assert [verb.deed for verb in line.verbs] == ["accept", "decline", "pass", "citizen"]
    day.act("accept")
    assert [verb.deed for verb in day.line().verbs] == ["done", "pass", "wait", "citizen"]
    day.act("wait")
    assert ("doctor", "Afventer læge eller attest") in day.face.asked[-1]
    day.presenter.waiting.wait_for(day.line().item, Waiting("", "Lægen", TODAY, TODAY))
    assert now(house).status is TaskStatus.WAITING
    assert "later" in [verb.deed for verb in day.line().verbs]
    day.act("later")
    assert now(house).waiting.wake_up_date == TODAY + timedelta(7)
    day.act("came")
    day.act("done")
    assert now(house).status is TaskStatus.COMPLETED
    day.act("undo")
    assert now(house).status is TaskStatus.IN_PROGRESS


def test_an_expected_answer_is_asked_for(house):
    wish = Wish("Giv svar", TODAY, expected="Hvilken dag?")
    staff_tasks.ask(house.desk(METTE), ASKED, wish, JENS.id)
    day = open_day(house, JENS)
    assert day.line().about.startswith("No citizen")
    day.act("accept")
    day.act("done")
    assert day.face.asked == [day.line()]
    day.presenter.answering.answer(day.line().item, "Tirsdag")
    assert now(house).result == "Tirsdag"


def test_a_queue_is_taken_from_and_given_back_and_the_second_hears_who_was_first(house):
    staff_tasks.ask(house.desk(METTE), ASKED, WISH, unit_of(METTE))
    day, other = open_day(house, JENS), open_day(house, BIRGER)
    for each in (day, other):
        each.presenter.pick_tile("queue")
    assert day.face.pages[-1].tiles["queue"].count == 1
    taken = other.line()
    day.presenter.toggle_done(day.line())
    assert now(house).assignee == JENS.id
    other.presenter.act("take", taken)
    assert other.face.problem == f"{JENS.name} took it just before you."
    day.presenter.pick_tile("waiting")
    assert [verb.deed for verb in day.line().verbs][:2] == ["done", "give_back"]
    day.act("give_back")
    assert now(house).is_queued


def test_a_unit_that_has_nothing_to_do_with_the_citizen_is_not_told_who_it_is(house):
    staff_tasks.ask(house.desk(METTE), ASKED, WISH, unit_of(AMIRA))
    with house.begin(METTE, True) as work:
        work.commit()
    day = open_day(house, AMIRA)
    day.presenter.pick_tile("queue")
    with house.begin(AMIRA, False) as work:
        related = work.citizens.related(citizen().id, AMIRA.id)
    assert ("Hidden until you take the task" in day.line().about) is not related


def test_who_asked_waits_reminds_and_hears_a_no(house):
    staff_tasks.ask(house.desk(METTE), ASKED, WISH, JENS.id)
    day = open_day(house, METTE)
    (sent,) = [each for each in day.face.pages[-1].awaited if each.item.task is not None]
    day.presenter.remind(sent)
    (sent,) = [each for each in day.face.pages[-1].awaited if each.item.task is not None]
    assert sent.reminded
    staff_tasks.decline(house.desk(JENS), now(house), "Jeg er væk")
    day.presenter.refresh()
    assert day.line().said.endswith("“Jeg er væk”")
    assert [verb.deed for verb in day.line().verbs] == ["take", "pass", "cancel", "citizen"]
    day.act("cancel")
    assert now(house).status is TaskStatus.CANCELLED
