"""On «Min dag», a task that a colleague asks for is answered, and what is typed is not lost."""

from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator.begun import FormKey, Typed
from coordinator.use_cases import answering, giving_tasks
from plans.parts import Responsible
from plans.states import PlanStatus, TaskStatus
from tests.builders import identity, task
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.lists_world import METTE, TODAY, FakeNavigator, speak_english
from tests.ui.screens.plan_world import AMIRA, full_plan
from ui.begun import BegunForms
from ui.person_choice import PersonChoice
from ui.screens.day.presenter import DayPresenter
from ui.task_questions import PassOnDialog, decline_dialog
from ui.widgets.form_memory import put_text


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

    def ask_why(self, line, key):
        self.asked.append((line, (), key))

    def ask_whom(self, line, people, key):
        self.asked.append((line, people, key))


class Forms(BegunForms):
    def __init__(self):
        self.over = []

    def done(self, key):
        self.over.append(key)


@dataclass
class Day:
    presenter: DayPresenter
    face: Face
    navigator: FakeNavigator
    forms: Forms

    def line(self):
        lines = [each for group in self.face.pages[-1].groups for each in group.lines]
        return next(each for each in lines if each.what == "Aftal besøg")

    def deeds(self):
        return [verb.deed for verb in self.line().verbs]


def open_day(world, member):
    navigator, face, forms = FakeNavigator(), Face(), Forms()

    def told(changes):
        presenter.changed(changes)

    presenter = DayPresenter(world.desk(member), ImmediateRunner(), told, navigator)
    presenter.show_in(face)
    presenter.answering.show_in(face, forms)
    presenter.activate()
    return Day(presenter, face, navigator, forms)


@pytest.fixture
def asked(world):
    """Let Mette ask Amira for something, and give the plan's id."""
    plan_id = full_plan(world)
    with world.desk(METTE).start_reading() as work:
        place = work.plans.get(plan_id).interventions[0]
    given = replace(task("Aftal besøg", AMIRA), due=TODAY)
    giving_tasks.give_task(world.desk(METTE), plan_id, place.id, given)
    return plan_id


def now(world, plan_id):
    return next(each for each in world.tasks(plan_id) if each.title == "Aftal besøg")


def test_who_is_asked_sees_by_whom_and_takes_it_on_by_space(world, asked):
    day = open_day(world, AMIRA)
    assert day.line().about == f"Bo Testrup · {METTE.name} asks you"
    assert day.deeds() == ["accept", "decline", "pass", "plan"]
    day.presenter.toggle_done(day.line())
    assert now(world, asked).status is TaskStatus.ACCEPTED
    assert day.navigator.toasts[-1][0] == "The task is yours."
    assert day.line().about == "Bo Testrup · Accepted"
    assert day.deeds() == ["done", "pass", "citizen", "task"]


def test_what_one_asked_oneself_for_is_not_to_be_answered(world):
    plan_id = full_plan(world)
    with world.desk(METTE).start_reading() as work:
        place = work.plans.get(plan_id).interventions[0]
    mine = replace(task("Aftal besøg", METTE), due=TODAY)
    giving_tasks.give_task(world.desk(METTE), plan_id, place.id, mine)
    assert open_day(world, METTE).deeds()[0] == "done"


def test_while_the_plan_is_in_review_the_line_says_so_and_offers_what_is_possible(world, asked):
    with world.desk(METTE).start_work() as work:
        plan = work.plans.get(asked)
        work.plans.save(replace(plan, status=PlanStatus.IN_REVIEW))
        work.commit()
    day = open_day(world, AMIRA)
    why = "The plan is in review. Its tasks can be answered when it is approved or returned."
    assert day.line().said == why
    assert day.deeds() == ["plan", "citizen", "task"]
    day.presenter.toggle_done(day.line())
    assert day.face.problem == why
    assert now(world, asked).status is TaskStatus.REQUESTED


def test_a_no_is_asked_for_its_reason_and_told_to_who_asked(world, asked):
    day = open_day(world, AMIRA)
    day.presenter.act("decline", day.line())
    ((line, _people, key),) = day.face.asked
    day.presenter.answering.decline(line.item, "Jeg er på kursus")
    assert day.navigator.toasts[-1][0] == f"The task is declined. {METTE.name} sees why."
    assert day.forms.over == [key]
    hers = open_day(world, METTE)
    assert hers.line().about == f"Bo Testrup · {AMIRA.name} declined"
    assert hers.line().said == "“Jeg er på kursus”"
    assert hers.deeds() == ["take", "pass", "plan"]
    hers.presenter.act("take", hers.line())
    assert now(world, asked).assignee == Responsible(METTE.name, METTE.id)


def test_it_is_passed_on_to_a_colleague_with_a_note(world, asked):
    day = open_day(world, AMIRA)
    day.presenter.act("pass", day.line())
    ((line, people, key),) = day.face.asked
    assert AMIRA.id not in {each.who.staff_id for each in people}
    to = next(each for each in people if each.who.staff_id == METTE.id)
    day.presenter.answering.pass_on(line.item, to, "Du kender stedet")
    assert day.forms.over == [key]
    hers = open_day(world, METTE).line()
    assert hers.about == f"Bo Testrup · Passed on by {AMIRA.name}"
    assert hers.said == "“Du kender stedet”"


def test_what_a_colleague_changed_meanwhile_is_told_and_the_words_stay(world, asked):
    day = open_day(world, AMIRA)
    line = day.line()
    answering.accept_task(world.desk(AMIRA), asked, now(world, asked))
    day.presenter.answering.decline(line.item, "Jeg er på kursus")
    assert day.face.problem
    assert day.forms.over == []
    assert now(world, asked).status is TaskStatus.ACCEPTED


# -- the questions ---------------------------------------------------------------------------

KEY = FormKey("task:pass", identity("some task"))
PEOPLE = (
    PersonChoice(Responsible(METTE.name, METTE.id), "Team Nord", "employment"),
    PersonChoice(
        Responsible(AMIRA.name, AMIRA.id), "Bostøtte", "social", "away",
        f"{AMIRA.name} is away. Choose {METTE.name}?", Responsible(METTE.name, METTE.id),
    ),
)  # fmt: skip


class Kept(BegunForms):
    def __init__(self):
        self.kept = {}

    def typed(self, key, typed):
        self.kept[key] = dict(typed)


@pytest.fixture
def asking(qtbot):
    given, forms = [], Kept()
    behind = QWidget()
    qtbot.addWidget(behind)
    dialog = PassOnDialog(behind, PEOPLE, forms, KEY, lambda *values: given.append(values))
    dialog.open()
    yield dialog, given, forms
    behind.close()


def test_each_field_says_what_lacks_and_nothing_is_sent(asking):
    dialog, given, _forms = asking
    dialog.who.setText("Nobody at all")
    dialog.try_to_give()
    assert dialog.who_field.error == "Choose a colleague: write three letters of the name."
    assert dialog.note_field.error == "Write what the next should know."
    assert given == []


def test_a_name_and_a_note_are_given(asking):
    dialog, given, _forms = asking
    dialog.who.setText(METTE.name.upper())
    dialog.area.set_text("Du kender stedet")
    dialog.try_to_give()
    assert given == [(PEOPLE[0], "Du kender stedet")]


def test_who_is_away_is_told_and_the_deputy_taken(asking, qtbot):
    dialog, _given, _forms = asking
    dialog.who.setText(AMIRA.name)
    assert dialog.away.words == f"{AMIRA.name} is away. Choose {METTE.name}?"
    qtbot.mouseClick(dialog.away.button, Qt.MouseButton.LeftButton)
    assert dialog.who.text() == METTE.name


def test_what_is_typed_is_kept_until_it_is_sent(asking, qtbot):
    dialog, _given, forms = asking
    dialog.area.set_text("Du kender stedet")
    assert forms.kept[KEY] == {"note": Typed("", "Du kender stedet")}
    reason = decline_dialog(dialog.parentWidget(), forms, KEY, lambda _words: None)
    qtbot.addWidget(reason)
    reason.area.set_text("Ingen tid")
    assert forms.kept[KEY] == {"reason": Typed("", "Ingen tid")}


def test_who_comes_back_to_a_text_goes_on_at_its_end(asking):
    dialog, _given, _forms = asking
    put_text(dialog.area, "Du kender")
    dialog.area.insertPlainText(" stedet")
    assert dialog.area.text() == "Du kender stedet"
