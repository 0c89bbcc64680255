"""What «Min dag» lists, and what doing something with a line does to the store."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import uuid4

import pytest

from coordinator.changes import Changes
from coordinator.journal import NO_JOURNAL
from coordinator.ports import StoreDown
from coordinator.use_cases import opening, planning, worklists
from plans.parts import Waiting
from plans.states import TaskStatus
from tests.fakes_journal import FakeJournal
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.lists_world import (
    BIRGER,
    METTE,
    TODAY,
    FakeNavigator,
    in_days,
    make_world,
    speak_english,
)
from ui.navigation import PlanPlace
from ui.screens.day.presenter import DayPresenter


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@dataclass
class Face:
    pages: list = field(default_factory=list)
    problem: tuple = ()

    def show_page(self, page):
        self.pages.append(page)

    def show_problem(self, sentence, detail="", *, again=False):
        self.problem = (sentence, detail, again)

    def clear_problem(self):
        self.problem = ()

    @property
    def page(self):
        return self.pages[-1]

    def titles(self):
        return [(group.title, [line.what for line in group.lines]) for group in self.page.groups]

    def line(self, what):
        return next(line for group in self.page.groups for line in group.lines if line.what == what)


@dataclass
class Day:
    presenter: DayPresenter
    face: Face
    navigator: FakeNavigator
    runner: HeldRunner
    published: list


@pytest.fixture
def world(tmp_path):
    made = make_world(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def bo(world):
    return world.citizen("150277-9995", "Bo", "Testrup")


def open_day(world, member=METTE, runner=None, drafts=NO_JOURNAL):
    runner = runner or ImmediateRunner()
    navigator, published, face = FakeNavigator(), [], Face()

    def told(changes):
        # The window tells every screen.
        published.append(changes)
        presenter.changed(changes)

    presenter = DayPresenter(replace(world.desk(member), drafts=drafts), runner, told, navigator)
    presenter.show_in(face)
    presenter.activate()
    return Day(presenter, face, navigator, runner, published)


def test_lines_stand_in_groups_by_deadline(world, bo):
    world.plan(bo, in_days(-4), TODAY, in_days(2), in_days(7), None)
    assert open_day(world).face.titles() == [
        ("Overdue", ["Ring til butikken 1"]),
        ("Today", ["Ring til butikken 2"]),
        ("Later this week", ["Ring til butikken 3"]),
        ("Later", ["Ring til butikken 4"]),
        ("Without a deadline", ["Ring til butikken 5"]),
    ]


def test_a_line_says_how_late_it_is_about_whom_and_in_which_area(world, bo):
    world.plan(bo, in_days(-4), in_days(2), in_days(200))
    face = open_day(world).face
    late = face.line("Ring til butikken 1")
    assert (late.due_text, late.due_kind) == ("4 days late", "late")
    assert late.about == "Bo Testrup · New"
    assert late.item.service_area == "employment"
    assert face.line("Ring til butikken 2").due_text == "Thu 19 Nov"
    assert face.line("Ring til butikken 3").due_text == "05-06-2027"


def test_what_waits_is_put_off_or_waits_no_longer_and_can_be_undone(world, bo):
    plan_id = world.plan(bo)
    seen = Waiting("doctor", "Egen læge", in_days(-9), TODAY)

    def stored():
        with world.begin(METTE, False) as work:
            return work.plans.get(plan_id).interventions[0].waiting

    def waits(plan):
        return plan.with_waiting(plan.interventions[0].id, seen)

    world.write(plan_id, waits)
    for deed, told, after in (
        ("later", "It comes up again 24-11-2026.", replace(seen, wake_up_date=in_days(7))),
        ("came", "It waits no longer.", None),
    ):
        day = open_day(world)
        line = day.face.line("Praktik")
        assert [verb.deed for verb in line.verbs] == ["later", "came", "plan"]
        day.presenter.act(deed, line)
        assert stored() == after
        assert day.face.titles() == []
        (words, undo) = day.navigator.toasts[0]
        assert words == told
        undo()
        assert stored() == seen
    stale = replace(day.face.line("Praktik"), item=replace(line.item, wake_up=in_days(3)))
    day.presenter.act("later", stale)
    assert day.face.problem
    assert stored() == seen


def test_the_page_says_the_day_and_counts_what_waits(world, bo):
    world.plan(bo, in_days(-4), TODAY, TODAY)
    day = open_day(world)
    page = day.face.page
    assert page.subtitle == (
        "Tuesday 17 November 2026  ·  1 thing is overdue, 2 are waiting for you today"
    )
    assert (page.tiles["waiting"].count, page.tiles["waiting"].qualifier) == (3, "2 of them today")
    assert (page.tiles["overdue"].count, page.tiles["overdue"].qualifier) == (1, "oldest 4 days")
    assert day.navigator.counts == {"day": 3, "review": 0, "handovers": 0, "enquiries": 0}


def test_a_tile_narrows_the_list(world, bo):
    world.plan(bo, in_days(-4), TODAY)
    day = open_day(world)
    day.presenter.pick_tile("overdue")
    assert day.face.titles() == [("Overdue", ["Ring til butikken 1"])]
    day.presenter.pick_tile("returned")
    assert day.face.page.groups == ()
    assert day.face.page.empty.title == "No plan is returned."


def test_a_done_task_is_stored_struck_through_and_told(world, bo):
    plan_id = world.plan(bo, TODAY)
    day = open_day(world)
    day.presenter.toggle_done(day.face.line("Ring til butikken 1"))
    assert [task.status for task in world.tasks(plan_id)] == [TaskStatus.COMPLETED]
    assert day.face.line("Ring til butikken 1").done
    assert day.face.page.tiles["waiting"].count == 0
    assert [changes.touch(plan_id) for changes in day.published] == [True]
    assert day.navigator.toasts[0][0] == "The task is done."


def test_a_done_line_goes_when_the_screen_is_left(world, bo):
    world.plan(bo, TODAY)
    day = open_day(world)
    day.presenter.toggle_done(day.face.line("Ring til butikken 1"))
    day.presenter.activate()
    assert day.face.page.groups == ()


@pytest.mark.parametrize("way", ["toast", "space", "verb"])
def test_a_done_task_can_be_taken_back(world, bo, way):
    plan_id = world.plan(bo, TODAY)
    day = open_day(world)
    day.presenter.toggle_done(day.face.line("Ring til butikken 1"))
    if way == "toast":
        day.navigator.toasts[0][1]()
    elif way == "space":
        day.presenter.toggle_done(day.face.line("Ring til butikken 1"))
    else:
        day.presenter.act("undo", day.face.line("Ring til butikken 1"))
    assert [task.status for task in world.tasks(plan_id)] == [TaskStatus.REQUESTED]
    assert not day.face.line("Ring til butikken 1").done


def test_the_toast_takes_back_after_the_screen_was_left(world, bo):
    plan_id = world.plan(bo, TODAY)
    day = open_day(world)
    day.presenter.act("done", day.face.line("Ring til butikken 1"))
    day.presenter.activate()
    day.navigator.toasts[0][1]()
    assert [task.status for task in world.tasks(plan_id)] == [TaskStatus.REQUESTED]


def test_marking_twice_before_the_store_answers_writes_once(world, bo):
    world.plan(bo, TODAY)
    day = open_day(world, runner=HeldRunner())
    day.runner.run_all()
    line = day.face.line("Ring til butikken 1")
    day.presenter.act("done", line)
    day.presenter.act("done", line)
    assert len(day.runner.held) == 1
    assert day.face.line("Ring til butikken 1").done
    day.runner.run_all()


def test_a_task_that_a_colleague_changed_is_not_done_unseen(world, bo):
    plan_id = world.plan(bo, TODAY)
    day = open_day(world)
    line = day.face.line("Ring til butikken 1")
    world.rename_task(plan_id, "Skriv til butikken")
    day.presenter.toggle_done(line)
    assert [task.status for task in world.tasks(plan_id)] == [TaskStatus.REQUESTED]
    assert day.face.problem[0].startswith("A colleague has just changed this.")
    assert not day.face.line("Skriv til butikken").done


def test_the_reason_for_a_refusal_stays_while_the_list_is_read_again(world, bo):
    plan_id = world.plan(bo, TODAY)
    day = open_day(world, runner=HeldRunner())
    day.runner.run_all()
    world.rename_task(plan_id, "Skriv til butikken")
    day.presenter.toggle_done(day.face.line("Ring til butikken 1"))
    day.runner.run_all()
    assert day.face.problem[0].startswith("A colleague has just changed this.")


def test_only_tasks_can_be_done_from_the_list(world):
    kim = world.citizen("620785-0002", "Kim", "Skærmet", protected=True)
    world.plan(kim)
    day = open_day(world)
    day.presenter.toggle_done(day.face.line("Check the protection"))
    assert not day.face.line("Check the protection").done


def test_each_line_opens_where_its_work_is(world, bo):
    plan_id = world.plan(bo, TODAY)
    kim = world.citizen("620785-0002", "Kim", "Skærmet", protected=True)
    world.plan(kim)
    day = open_day(world)
    day.presenter.open_line(day.face.line("Ring til butikken 1"))
    day.presenter.open_line(day.face.line("Check the protection"))
    day.presenter.act("citizen", day.face.line("Ring til butikken 1"))
    assert day.navigator.opened == [
        ("plan", str(plan_id)),
        ("citizen", str(kim)),
        ("citizen", str(bo)),
    ]


def test_a_plan_in_review_waits_on_the_lead_and_is_shown_to_its_author(world, bo):
    plan_id = world.plan(bo, TODAY)
    world.send_to_review(plan_id)
    lead, author = open_day(world, BIRGER), open_day(world)
    line = lead.face.line("Review the plan")
    assert line.about == "Bo Testrup · Sent by Mette Prøvegaard, today"
    lead.presenter.open_line(line)
    assert lead.navigator.opened == [("review", str(plan_id))]
    assert lead.navigator.counts == {"day": 1, "review": 1, "handovers": 0, "enquiries": 0}
    author.presenter.pick_tile("in_review")
    author.presenter.open_line(author.face.line("The plan is waiting for review"))
    assert author.navigator.opened == [("plan", str(plan_id))]
    assert author.navigator.counts["review"] == 0


def test_an_empty_day_says_so_and_what_is_next(world, bo):
    plan_id = world.plan(bo)
    day = open_day(world)
    assert day.face.page.empty.title == "Nothing is waiting for you"
    assert day.face.page.empty.main
    assert day.face.page.empty.text == "Nothing of yours is overdue."
    planning.set_follow_up(world.desk(), plan_id, None, in_days(40))
    day.presenter.refresh()
    assert day.face.page.empty.text.endswith(
        "Next is the follow-up with Bo Testrup on Sunday 27 December 2026."
    )


def test_recent_citizens_stand_beside_the_list_and_in_the_sidebar(world, bo):
    world.plan(bo)
    opening.open_citizen(world.desk(), bo)
    day = open_day(world)
    assert [each.name for each in day.face.page.recent] == ["Bo Testrup"]
    assert day.navigator.citizens == ["Bo Testrup"]


def test_a_store_that_is_down_leaves_the_list_and_says_how_old_it_is(world, bo, monkeypatch):
    world.plan(bo, TODAY)
    day = open_day(world)
    with monkeypatch.context() as patch:

        def down(_desk):
            raise StoreDown

        patch.setattr(worklists, "my_day", down)
        day.presenter.refresh()
    assert day.face.problem[1:] == ("The list is from 09:15.", True)
    assert day.face.line("Ring til butikken 1")
    day.presenter.refresh()
    assert day.face.problem == ()


def test_an_older_answer_never_replaces_a_newer(world, bo):
    world.plan(bo, TODAY)
    day = open_day(world, runner=HeldRunner())
    day.presenter.refresh()
    day.runner.run(1)
    shown = len(day.face.pages)
    day.runner.run(0)
    assert len(day.face.pages) == shown == 1


def test_a_plan_and_the_search_open_from_the_page(world, bo):
    plan_id = world.plan(bo)
    day = open_day(world)
    day.presenter.open_plan(day.face.page.plans[0])
    day.presenter.find_citizens()
    assert day.navigator.opened == [("plan", str(plan_id)), ("citizens", None)]


def test_no_change_reads_nothing(world):
    day = open_day(world, runner=HeldRunner())
    day.runner.run_all()
    day.presenter.changed(Changes())
    assert day.runner.held == []


def test_a_tile_chosen_before_the_first_answer_is_shown_with_it(world, bo):
    world.plan(bo, in_days(-1), TODAY)
    day = open_day(world, runner=HeldRunner())
    day.presenter.pick_tile("overdue")
    day.runner.run_all()
    assert day.face.titles() == [("Overdue", ["Ring til butikken 1"])]


def test_a_task_done_stays_in_the_list_of_what_was_late_only_when_it_was(world, bo):
    world.plan(bo, in_days(-1), TODAY)
    day = open_day(world)
    for what in ("Ring til butikken 1", "Ring til butikken 2"):
        day.presenter.toggle_done(day.face.line(what))
    day.presenter.pick_tile("overdue")
    assert day.face.titles() == [("Overdue", ["Ring til butikken 1"])]
    day.presenter.pick_tile("returned")
    assert day.face.page.groups == ()


def test_a_first_reading_that_fails_says_why_and_no_time(world, monkeypatch):
    def down(_desk):
        raise StoreDown

    with monkeypatch.context() as patch:
        patch.setattr(worklists, "my_day", down)
        day = open_day(world)
    assert day.face.pages == []
    assert day.face.problem[1:] == ("", True)


def test_undo_of_what_the_store_has_not_answered_yet_waits(world, bo):
    world.plan(bo, TODAY)
    day = open_day(world, runner=HeldRunner())
    day.runner.run_all()
    day.presenter.act("done", day.face.line("Ring til butikken 1"))
    day.presenter.toggle_done(day.face.line("Ring til butikken 1"))
    assert len(day.runner.held) == 1
    day.runner.run_all()
    assert day.face.line("Ring til butikken 1").done


def test_a_verb_goes_to_the_plan(world, bo):
    plan_id = world.plan(bo, TODAY)
    day = open_day(world)
    line = day.face.line("Ring til butikken 1")
    day.presenter.act("plan", line)
    assert day.navigator.opened == [("plan", str(plan_id))]
    assert day.navigator.places == [PlanPlace((line.item.part_id,))]


def test_what_is_no_task_cannot_be_done(world):
    kim = world.citizen("620785-0002", "Kim", "Skærmet", protected=True)
    world.plan(kim)
    day = open_day(world)
    day.presenter.act("done", day.face.line("Check the protection"))
    assert day.face.problem
    assert not day.face.line("Check the protection").done


def test_a_declined_task_comes_back_to_be_asked_again_in_the_plan(world, bo):
    plan_id = world.plan(bo, TODAY)
    task = world.tasks(plan_id)[0]
    declined = replace(task, status=TaskStatus.DECLINED)
    planning.move_task(world.desk(), plan_id, task, declined)
    day = open_day(world)
    line = day.face.line(task.title)
    assert "Declined" in line.about
    assert [verb.deed for verb in line.verbs] == ["take", "pass", "plan"]
    day.presenter.toggle_done(line)
    assert world.tasks(plan_id)[0] == declined
    assert day.face.problem == ()


# -- text that is not sent -------------------------------------------------------------------


def test_unsent_text_is_one_line_that_opens_the_plan_in_which_it_lay_longest(world, bo):
    plan_id = world.plan(bo, TODAY)
    drafts, now = FakeJournal(METTE.id), world.desk().clock.now()
    drafts.keep(plan_id, {"own_words||": b"{}"}, now - timedelta(hours=20))
    drafts.keep(uuid4(), {"own_words||": b"{}"}, now - timedelta(hours=1))
    day = open_day(world, drafts=drafts)
    line = day.face.page.unsent
    assert line.title == "Not sent: text in 2 plans"
    assert line.detail == "The plan for Bo Testrup. Written 16-11-2026 13:15."
    day.presenter.open_plan(line)
    assert day.navigator.opened[-1] == ("plan", str(plan_id))


def test_unsent_text_in_a_plan_that_is_not_mine_names_nobody(world):
    drafts = FakeJournal(METTE.id)
    drafts.keep(uuid4(), {"own_words||": b"{}"}, world.desk().clock.now() - timedelta(hours=1))
    assert open_day(world, drafts=drafts).face.page.unsent.detail.startswith("Written")


def test_text_that_was_just_written_is_on_its_way(world):
    drafts = FakeJournal(METTE.id)
    drafts.keep(uuid4(), {"own_words||": b"{}"}, world.desk().clock.now())
    assert open_day(world, drafts=drafts).face.page.unsent is None


def test_a_journal_that_cannot_be_read_leaves_the_day_as_it_is(world):
    class Broken(FakeJournal):
        def plans(self):
            raise StoreDown

    day = open_day(world, drafts=Broken(METTE.id))
    assert day.face.page.unsent is None
    assert day.face.problem == ()
