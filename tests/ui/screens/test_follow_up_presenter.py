"""What a follow-up decides without a screen: days, rights, what comes too late."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.begun import BegunForm, Typed
from coordinator.i18n import use_language
from coordinator.store_errors import StoreAway
from coordinator.use_cases import reviewing
from plans.follow_ups import latest_next
from plans.states import InterventionStatus, PlanStatus
from tests.builders import (
    JENS,
    KARLA,
    LIS,
    METTE,
    NOW,
    TODAY,
    citizen,
    full_citizen,
    goal,
    identity,
    intervention,
    participant,
    ready_plan,
)
from tests.coordinator.house_of_plans import house_with
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.lists_world import FakeNavigator
from ui.begun import BegunForms
from ui.screens.follow_up.presenter import FollowUpPresenter
from ui.screens.follow_up.shown import HELD_ON, NEXT_ON, NOTE, RESULT, WORDS

SUPPORT = intervention("Støtte", status=InterventionStatus.RUNNING)
PLAN = ready_plan(status=PlanStatus.ACTIVE, version=1, goals=(goal("Mål", SUPPORT),))
DRAFT = ready_plan(identity(KARLA), status=PlanStatus.DRAFT)
DONE = {f"{RESULT}{SUPPORT.id}": "continued"}
LATER = TODAY + timedelta(30)


class Face:
    """Keeps what the page was told to show."""

    def __init__(self):
        self.plans, self.missing, self.problems, self.put = [], [], [], []

    def show_plan(self, shown):
        self.plans.append(shown)

    def put_back(self, values):
        self.put.append(dict(values))

    def show_loose(self, text, *, hidden):
        self.loose = (text, hidden)

    def show_missing(self, name, sentence):
        self.missing.append((name, sentence))

    def show_problem(self, sentence):
        self.problems.append(sentence)


class Navigator(FakeNavigator):
    went_back = 0

    def back(self):
        self.went_back += 1


class Begun(BegunForms):
    """Keeps what is typed, and gives it back when the test says so."""

    def __init__(self):
        self.kept, self.waiting = [], []

    def find(self, _key, found):
        self.waiting.append(found)

    def typed(self, _key, typed):
        self.kept.append(dict(typed))

    def done(self, _key):
        self.kept.append({})


class Page:
    def __init__(self, member=METTE, runner=None, plan_id=PLAN.id, plan=PLAN):
        self.house = house_with(citizen(), full_citizen(), plan, DRAFT)
        self.face, self.navigator, self.begun = Face(), Navigator(), Begun()
        self.published = []
        self.presenter = FollowUpPresenter(
            self.house.desk(member), runner or ImmediateRunner(), self.published.append,
            self.navigator, self.begun,
        )  # fmt: skip
        self.presenter.show_in(self.face)
        if plan_id is not None:
            self.presenter.activate(str(plan_id))

    def held(self):
        return self.house.kept.follow_ups


@pytest.fixture(autouse=True)
def _danish():
    use_language("da")


def test_before_a_plan_is_opened_nothing_is_read_kept_or_saved():
    page = Page(plan_id=None)
    page.presenter.refresh()
    page.presenter.typed({NOTE: "Bo"})
    page.presenter.save(DONE, TODAY, LATER)
    assert page.presenter.later_than_agreed(TODAY, LATER) == ""
    assert (page.face.plans, page.begun.kept, page.held()) == ([], [], [])


def test_only_what_differs_is_kept():
    page = Page()
    page.presenter.typed({NOTE: "Bo er glad.", HELD_ON: TODAY.isoformat()})
    assert page.begun.kept == [{NOTE: Typed("", "Bo er glad.")}]


@pytest.mark.parametrize(
    ("held_on", "next_on", "lacks"), [(None, LATER, HELD_ON), (TODAY, None, NEXT_ON)]
)
def test_a_follow_up_without_its_days_is_not_saved(held_on, next_on, lacks):
    page = Page()
    page.presenter.save(DONE, held_on, next_on)
    assert page.face.missing == [(lacks, "Skriv dagen.")]
    assert page.held() == []


def test_a_second_press_while_it_is_being_saved_saves_nothing_more():
    runner = HeldRunner()
    page = Page(runner=runner)
    runner.run_all()
    page.presenter.save(DONE, TODAY, LATER)
    page.presenter.save(DONE, TODAY, LATER)
    runner.run_all()
    assert len(page.held()) == 1
    assert page.navigator.went_back == 1
    assert page.published


def test_a_follow_up_after_which_nothing_changes_offers_no_revision():
    page = Page()
    page.presenter.save(DONE, TODAY, LATER)
    (toast,) = page.navigator.toasts
    assert toast[0] == "Opfølgningen er gemt."
    assert toast[1] is None


def test_a_revision_that_somebody_began_before_is_told_of():
    page = Page()
    page.presenter.save({f"{RESULT}{SUPPORT.id}": "changed"}, TODAY, LATER)
    _text, revise = page.navigator.toasts[-1]
    reviewing.start_revision(page.house.desk(METTE), PLAN.id)
    revise()
    assert page.navigator.opened == []
    assert len(page.navigator.toasts) == 2


def test_a_next_day_within_the_limit_is_not_warned_of():
    page = Page()
    last = latest_next(TODAY, 3)
    assert page.presenter.later_than_agreed(TODAY, last) == ""
    assert "3 måneder" in page.presenter.later_than_agreed(TODAY, last + timedelta(1))
    assert page.presenter.later_than_agreed(None, last) == ""
    assert page.presenter.later_than_agreed(TODAY, None) == ""


def test_who_does_not_lead_the_plan_is_told_who_does():
    plan = replace(PLAN, deputy=None, participants=(participant(JENS, "Rådgiver"),))
    (_waits, shown) = Page(member=JENS, plan=plan).face.plans
    assert shown.refusal == "Det gør den koordinerende sagsbehandler eller stedfortræderen."


def test_a_plan_that_is_not_in_force_is_not_followed_up():
    (_waits, shown) = Page(plan_id=DRAFT.id).face.plans
    assert shown.refusal
    assert Page().face.plans[-1].refusal == ""


def test_what_was_typed_about_another_plan_is_not_put_into_this_one():
    page = Page()
    page.presenter.activate(str(DRAFT.id))
    late, mine = page.begun.waiting
    late(BegunForm({NOTE: Typed("", "Om Bo")}, NOW))
    assert page.face.put == []
    mine(BegunForm({NOTE: Typed("", "Om Karla")}, NOW))
    assert page.face.put == [{NOTE: "Om Karla"}]


def test_a_store_that_is_away_is_told_once_and_can_be_tried_again():
    runner = HeldRunner()
    page = Page(runner=runner)
    runner.run_all()
    whole = page.presenter._desk
    page.presenter._desk = replace(whole, begin=_away)
    page.presenter.save(DONE, TODAY, LATER)
    runner.run_all()
    assert len(page.face.problems) == 1
    page.presenter._desk = whole
    page.presenter.save(DONE, TODAY, LATER)
    runner.run_all()
    assert len(page.held()) == 1


def _away(_member, _writes):
    raise StoreAway(path="")


def test_the_ways_from_the_page_lead_to_the_plan_and_back():
    page = Page()
    page.presenter.open_plan()
    page.presenter.leave()
    assert page.navigator.opened == [("plan", str(PLAN.id))]
    assert page.navigator.went_back == 1


def test_interventions_that_are_hidden_are_told_of():
    """Who follows the plan up would else read that nothing is running."""
    theirs = replace(PLAN, consents=(), deputy=LIS.id)
    (shown,) = Page(member=LIS, plan=theirs).face.plans[1:]
    assert (shown.lines, shown.hidden) == (
        (),
        (f"Beskæftigelse: Skjult – kræver samtykke eller adgang. Spørg {METTE.name}.",),
    )


def test_words_about_an_intervention_that_is_hidden_meanwhile_are_kept_and_offered():
    page = Page(member=LIS, plan=replace(PLAN, consents=(), deputy=LIS.id))
    name = f"{WORDS}{SUPPORT.id}"
    words, note = Typed("", "Mødte op hver dag."), Typed("", "Bo er glad.")
    page.begun.waiting[-1](BegunForm({name: words, NOTE: note}, NOW))
    assert page.face.loose == ("Mødte op hver dag.", True)
    assert page.face.put == [{NOTE: "Bo er glad."}]
    # What is typed next does not forget them, nor does saving.
    page.presenter.typed({NOTE: "Bo er træt."})
    assert page.begun.kept[-1] == {name: words, NOTE: Typed("", "Bo er træt.")}
    page.presenter.save({}, TODAY, LATER)
    assert len(page.held()) == 1
    assert page.begun.kept[-1] == {name: words}


def test_words_that_are_let_go_of_are_kept_no_more():
    page = Page(member=LIS, plan=replace(PLAN, consents=(), deputy=LIS.id))
    page.begun.waiting[-1](BegunForm({f"{WORDS}{SUPPORT.id}": Typed("", "Mødte op.")}, NOW))
    page.presenter.let_go({NOTE: ""})
    assert page.begun.kept == [{}]
    assert page.face.loose == ("", False)
