"""The citizen's overview without widgets: course, timeline, next steps, who waits, and moves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from coordinator.desk import Desk
from coordinator.lists import CitizenPage
from coordinator.use_cases import planning
from plans.parts import EventKind, Goal, Intervention, PlanEvent, Responsible, Task, Waiting
from plans.people import CaseFile, ServiceArea
from plans.plan import JointPlan
from plans.states import GoalLifecycle, InterventionStatus, PlanStatus, TaskStatus
from tests.builders import citizen
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.citizen_world import (
    BIRGER,
    JENS,
    LIS,
    METTE,
    TODAY,
    Clock,
    World,
    speak_english,
)
from tests.ui.screens.test_citizen_presenter import BO, KARLA, Board
from ui.screens.citizen.presenter import CitizenPresenter
from ui.screens.citizen.showing import show

EMPLOYMENT, SOCIAL, HEALTH = list(ServiceArea)[:3]
CITIZEN = citizen()
STAFF = {each.id: each for each in (METTE, JENS, LIS)}


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


def days(count):
    return TODAY + timedelta(count)


def event(kind, ago=0, by=METTE, text=""):
    at = datetime(2026, 11, 17, 9, tzinfo=UTC) - timedelta(ago)
    return PlanEvent(uuid4(), kind, at, by.id, by.name, text)


def intervention(title="Praktik", area=EMPLOYMENT, start=0, end=30, **facts):
    ends = [None if each is None else days(each) for each in (start, end)]
    return Intervention(uuid4(), area, title, "LAB § 57", "", *ends, **facts)


def task(title="Ring", who=METTE.name, due=3, **facts):
    return Task(uuid4(), title, Responsible(who), None if due is None else days(due), **facts)


def plan(*interventions, goal=(), **facts):
    whole = Goal(uuid4(), "Arbejde", due=days(90), interventions=interventions)
    return JointPlan(uuid4(), CITIZEN.id, METTE.id, goals=(whole, *goal), **facts)


def page(of=None, cases=(), member=METTE):
    whole = CitizenPage(CITIZEN, tuple(cases), of, STAFF, (), ())
    return show(whole, Desk(member, lambda *_: None, Clock()))


def course(of):
    return [(step.title, step.state, step.alarm, step.sub) for step in page(of).plan.course]


def test_a_new_plan_stands_at_its_draft():
    steps = course(plan(events=(event(EventKind.CREATED, 9),), follow_up=days(60)))
    assert steps == [
        ("Draft", "now", False, "8 Nov\nMette Prøvegaard"),
        ("In review", "coming", False, ""),
        ("Approved", "coming", False, ""),
        ("Gone through", "coming", False, ""),
        ("Follow-up", "coming", False, "16 Jan"),
    ]


BEGUN = (event(EventKind.CREATED, 20), event(EventKind.SENT, 9))
APPROVED = (*BEGUN, event(EventKind.APPROVED, 5, BIRGER))


@pytest.mark.parametrize(
    ("status", "events", "here", "title", "sub"),
    [
        (PlanStatus.IN_REVIEW, BEGUN, 1, "In review", "8 Nov\nMette Prøvegaard"),
        (PlanStatus.APPROVED, APPROVED, 3, "Gone through", "Waits to be gone through with the citizen"),
        (PlanStatus.ACTIVE, (*APPROVED, event(EventKind.ACTIVATED, 1)), 4, "Follow-up", "No date yet"),
        (PlanStatus.IN_REVISION, (*APPROVED, event(EventKind.REVISION, 2)), 0, "Under revision", "15 Nov\nMette Prøvegaard"),
        (PlanStatus.CLOSED, (*APPROVED, event(EventKind.CLOSED, 2)), 4, "Closed", "Plan closed 15 Nov\nMette Prøvegaard"),
    ],
)  # fmt: skip
def test_the_course_says_where_the_plan_stands(status, events, here, title, sub):
    steps = course(plan(status=status, version=1, events=events))
    assert [step[1] for step in steps] == ["done"] * here + ["now"] + ["coming"] * (4 - here)
    assert (steps[here][0], steps[here][2], steps[here][3]) == (title, False, sub)


def test_an_approval_names_its_version_and_who_gave_it():
    steps = course(plan(status=PlanStatus.APPROVED, version=2, events=APPROVED))
    assert steps[2][3] == "Version 2, 12 Nov\nBirger Mønsterby"


@pytest.mark.parametrize(
    ("facts", "kind", "here", "sub"),
    [
        ({"status": PlanStatus.PAUSED, "resume_to": PlanStatus.IN_REVIEW, "wake_up_date": days(20)}, EventKind.PAUSED, 1, "Plan put on hold 16 Nov\nUntil 7 Dec\nMette Prøvegaard"),
        ({"status": PlanStatus.CONSENT_WITHDRAWN}, EventKind.WITHDRAWN, 1, "Consent was withdrawn 16 Nov\nMette Prøvegaard"),
        ({"status": PlanStatus.MOVED_AWAY}, EventKind.MOVED, 1, "Citizen moved away 16 Nov\nMette Prøvegaard"),
    ],
)  # fmt: skip
def test_a_halt_is_an_alarm_where_the_plan_stood(facts, kind, here, sub):
    steps = course(plan(events=(*BEGUN, event(kind, 1)), **facts))
    assert steps[here][1:] == ("now", True, sub)


def test_a_return_is_an_alarm_at_the_draft_until_it_is_sent_again():
    returned = (*BEGUN, event(EventKind.RETURNED, 2, BIRGER, "Skriv frist"))
    assert course(plan(events=returned))[0][2:] == (
        True, "Returned with remarks 15 Nov\nBirger Mønsterby",
    )  # fmt: skip
    withdrawn = plan(
        events=(*returned, event(EventKind.WITHDRAWN)), status=PlanStatus.CONSENT_WITHDRAWN
    )
    assert course(withdrawn)[0][1] == "now"


def test_a_follow_up_that_is_late_is_an_alarm_and_the_worst_problem():
    late = plan(status=PlanStatus.ACTIVE, version=1, events=APPROVED, follow_up=days(-4))
    assert course(late)[4] == ("Follow-up", "now", True, "4 days late")
    assert [pill.text for pill in page(late).pills][-1] == "Follow-up 4 days late"


@pytest.mark.parametrize(
    ("status", "look"),
    [
        (InterventionStatus.PLANNED, "planned"),
        (InterventionStatus.RUNNING, "running"),
        (InterventionStatus.COMPLETED, "done"),
        (InterventionStatus.PAUSED, "paused"),
        (InterventionStatus.STOPPED, "stopped"),
        (InterventionStatus.CANCELLED, "stopped"),
    ],
)
def test_a_bar_looks_as_its_intervention_stands(status, look):
    bar = page(plan(intervention(status=status))).timeline.course.bars[0]
    assert (bar.look, bar.late, bar.area, bar.source) == (look, "", "employment", "Joint plan")


def test_what_should_have_begun_or_ended_is_late_unless_the_plan_has_stopped():
    late = plan(
        intervention("A", start=-1),
        intervention("B", start=-30, end=-1, status=InterventionStatus.RUNNING),
    )
    said = [bar.late for bar in page(late).timeline.course.bars]
    assert set(said) == {"Should have started 16-11-2026", "Should have ended 16-11-2026"}
    still = page(replace(late, status=PlanStatus.CLOSED)).timeline.course.bars
    assert {bar.late for bar in still} == {""}


def test_open_tasks_are_points_on_their_bar():
    tasks = (task(due=-1), task(due=5), task(due=6, status=TaskStatus.COMPLETED), task(due=None))
    bar = page(plan(intervention(tasks=tasks))).timeline.course.bars[0]
    assert [(point.day, point.late) for point in bar.points] == [(days(-1), True), (days(5), False)]


def case(area, start, end, title="Bostøtte"):
    ends = [None if each is None else days(each) for each in (start, end)]
    return CaseFile(uuid4(), CITIZEN.id, area, title, *ends)


def test_cases_stand_in_the_fixed_order_and_cannot_be_moved():
    cases = (case(HEALTH, -9, None), case(SOCIAL, -90, -30), case(EMPLOYMENT, 5, None, ""))
    bars = page(plan(intervention()), cases).timeline.course.bars
    assert [(bar.area, bar.look) for bar in bars] == [
        ("employment", "planned"), ("employment", "planned"), ("social", "done"), ("health", "running"),
    ]  # fmt: skip
    assert [bool(bar.locked) for bar in bars] == [False, True, True, True]
    assert bars[1].title == "Case without a title"


def test_without_a_plan_only_cases_are_shown():
    shown = page(None, (case(SOCIAL, -9, None),)).timeline
    assert shown.plan_id is None
    assert len(shown.course.bars) == 1


@pytest.mark.parametrize(
    ("status", "member", "locked"),
    [
        (PlanStatus.DRAFT, METTE, False),
        (PlanStatus.IN_REVISION, METTE, False),
        (PlanStatus.ACTIVE, METTE, True),
        (PlanStatus.IN_REVIEW, METTE, True),
        (PlanStatus.DRAFT, LIS, True),
    ],
)
def test_only_who_may_write_moves_bars_and_only_while_the_plan_is_written(status, member, locked):
    bar = page(plan(intervention(), status=status), member=member).timeline.course.bars[0]
    assert bool(bar.locked) is locked


def test_follow_up_and_open_goals_are_marked():
    given_up = Goal(uuid4(), "Opgivet", due=days(9), lifecycle=GoalLifecycle.REJECTED)
    marks = page(plan(goal=(given_up,), follow_up=days(60))).timeline.course.marks
    assert [(mark.kind, mark.day, mark.short) for mark in marks] == [
        ("follow_up", days(60), "Follow-up 16 Jan"), ("goal", days(90), "Arbejde"),
    ]  # fmt: skip


def test_next_steps_come_by_day_and_say_how_many_more_there_are():
    tasks = tuple(task(f"Opgave {n}", due=n) for n in (5, -4, 0))
    found = page(plan(intervention(start=2, end=None, tasks=tasks), follow_up=days(1))).plan
    assert [(step.title, step.pill.text) for step in found.steps] == [
        ("Opgave -4", "4 days over"),
        ("Opgave 0", "Today"),
        ("Follow-up", "18 Nov"),
        ("Starts: Praktik", "19 Nov"),
        ("Opgave 5", "22 Nov"),
        ("Goal: Arbejde", "15 Feb"),
    ]
    assert found.more_steps == 0
    many = page(plan(intervention(tasks=tuple(task(due=n) for n in range(20))))).plan
    assert len(many.steps) + many.more_steps == 22


def waiting(of):
    return [(w.who, w.on_whom, w.what, w.pill.text) for w in page(of).plan.waits]


def test_a_plan_in_review_waits_on_the_team_lead():
    found = waiting(plan(status=PlanStatus.IN_REVIEW, events=BEGUN))
    assert found == [("Mette", "Team lead, Team Nord", "Review of the plan", "9 days")]


def test_an_approved_plan_waits_to_be_gone_through_and_a_returned_one_for_its_author():
    approved = plan(status=PlanStatus.APPROVED, version=1, events=APPROVED)
    assert waiting(approved) == [("Bo", "Mette", "Going through the plan", "5 days")]
    returned = plan(events=(*BEGUN, event(EventKind.RETURNED, 0, BIRGER, "Skriv frist")))
    assert waiting(returned) == [("Birger", "Mette", "The remarks of the review", "Since today")]


def test_late_tasks_say_who_holds_them_the_longest_wait_first():
    tasks = (
        task("Ring", METTE.name, -2),
        task("Attest", LIS.name, -9),
        task("Senere", LIS.name, 4),
        task("Svar", JENS.name, 4, status=TaskStatus.WAITING),
    )
    assert waiting(plan(intervention(tasks=tasks))) == [
        ("Mette", "Lis", "Attest", "9 days over"),
        ("Bo", "Mette", "Ring", "2 days over"),
        ("Mette", "Jens", "Svar", "Waiting"),
    ]


def test_what_waits_itself_says_for_whom_and_when_to_look_again():
    doctor = Waiting("doctor", "Egen læge", days(-3), days(2))
    tasks = (task("Attest", LIS.name, 4, status=TaskStatus.WAITING, waiting=doctor),)
    ended = intervention("Slut", status=InterventionStatus.STOPPED, waiting=doctor)
    due = replace(doctor, wake_up_date=TODAY)
    parts = (intervention(tasks=tasks), intervention("Bostøtte", SOCIAL, waiting=due), ended)
    assert waiting(plan(*parts)) == [
        ("Mette", "Egen læge", "Bostøtte", "Look again 17 Nov"),
        ("Lis", "Egen læge", "Attest", "Look again 19 Nov"),
    ]


def test_of_a_plan_at_rest_only_its_wake_up_comes_next_and_nothing_is_late():
    late = intervention(tasks=(task(due=-4),))
    shown = page(plan(late, status=PlanStatus.PAUSED, wake_up_date=days(5), follow_up=days(-1)))
    assert [step.title for step in shown.plan.steps] == ["The plan is taken up again"]
    assert [pill.kind for pill in shown.pills] == ["neutral", "warn"]  # no consent, nothing late


def test_people_with_the_same_given_name_are_named_in_full():
    tasks = (task("Ring", "Lis Andersen", -2), task("Attest", LIS.name, -9))
    found = waiting(plan(intervention(tasks=tasks)))
    assert [line[1] for line in found] == ["Lis Kladde", "Lis Andersen"]


def test_nobody_waits_for_a_plan_that_rests_or_has_ended():
    late = intervention(tasks=(task(due=-4),))
    for status in (PlanStatus.PAUSED, PlanStatus.CLOSED):
        assert waiting(plan(late, status=status)) == []


# Moves, on a real store.


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.engine.dispose()


class Stage:
    def __init__(self, world, number, who=METTE, runner=None):
        self.context = world.context(runner or ImmediateRunner(), who)
        self.board = Board()
        self.board.sent_form = None
        self.presenter = CitizenPresenter(self.context)
        self.presenter.attach(self.board)
        self.context.feed.subscribe(self.presenter.changed)
        self.world = world
        self.citizen = world.citizen(number, "Bo", "Testrup")
        self.plan = world.plan(self.citizen)

    def open(self):
        self.presenter.activate((str(self.citizen), "Ringer"))
        return self

    @property
    def stored(self):
        return self.world.read_plan(self.plan).interventions[0]

    def move(self, start, end):
        self.presenter.moves.move(self.plan, str(self.stored.id), start, end)

    @property
    def toasts(self):
        return self.context.navigator.toasts


def test_a_move_is_written_shown_and_can_be_undone_and_done_again(world):
    stage = Stage(world, BO).open()
    stage.move(days(2), days(40))
    assert (stage.stored.start, stage.stored.end) == (days(2), days(40))
    bar = stage.board.page.timeline.course.bars[0]
    assert (bar.start, bar.end) == (days(2), days(40))
    assert stage.toasts[-1][0] == "The intervention is moved."
    stage.toasts[-1][1]()
    assert (stage.stored.start, stage.stored.end) == (TODAY, None)
    stage.presenter.moves.redo()
    assert stage.stored.start == days(2)
    stage.presenter.moves.undo()
    assert stage.stored.start == TODAY
    stage.presenter.moves.undo()
    assert stage.stored.start == TODAY


def test_two_moves_in_a_row_follow_each_other_before_the_first_is_answered(world):
    runner = HeldRunner()
    stage = Stage(world, BO, runner=runner).open()
    runner.run_all()
    stage.move(days(1), days(40))
    stage.move(days(2), days(40))
    runner.run_all()
    assert stage.stored.start == days(2)
    assert stage.board.count("show_notice") == 0


def test_a_move_that_a_colleague_was_before_is_refused_in_a_sentence(world):
    stage = Stage(world, BO).open()
    seen = stage.stored
    plan = world.read_plan(stage.plan)
    planning.put_intervention(
        world.desk(), stage.plan, plan.goals[0].id, seen, replace(seen, start=days(9))
    )
    stage.move(days(1), None)
    assert stage.stored.start == days(9)
    assert stage.board.last("show_notice")[0]
    assert stage.board.page.timeline.course.bars[0].start == days(9)


def test_an_undo_leaves_what_somebody_else_has_moved_since(world):
    stage = Stage(world, BO).open()
    stage.move(days(2), None)
    seen = stage.stored
    plan = world.read_plan(stage.plan)
    planning.put_intervention(
        world.desk(), stage.plan, plan.goals[0].id, seen, replace(seen, start=days(9))
    )
    stage.presenter.refresh()
    stage.presenter.moves.undo()
    assert stage.stored.start == days(9)
    assert "cannot be undone" in stage.board.last("show_notice")[0]


def test_who_may_not_write_is_told_so_and_nothing_moves(world):
    stage = Stage(world, BO, LIS).open()
    stage.move(days(1), None)
    assert stage.stored.start == TODAY
    assert stage.board.last("show_notice")[0].startswith("You can write only in your own")


def test_an_end_before_the_start_is_a_sentence(world):
    stage = Stage(world, BO).open()
    stage.move(days(5), days(1))
    assert stage.stored.start == TODAY
    assert "is before the start" in stage.board.last("show_notice")[0]


def test_a_move_never_lands_on_another_citizens_plan_and_is_not_undone_from_there(world):
    runner = HeldRunner()
    stage = Stage(world, BO, runner=runner).open()
    runner.run_all()
    other = world.citizen(KARLA, "Karla", "Prøvesen")
    other_plan = world.plan(other)
    untouched = world.read_plan(other_plan)
    stage.move(days(2), None)
    stage.presenter.activate((str(other), "Ringer"))
    runner.run_all()
    assert stage.stored.start == days(2)
    # What is told late is about a plan that is not the one in front.
    stage.move(days(3), None)
    stage.presenter.moves.undo()
    runner.run_all()
    assert stage.stored.start == days(2)
    assert world.read_plan(other_plan) == untouched
    assert stage.toasts == []
    assert stage.board.page.citizen.id == other
