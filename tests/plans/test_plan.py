"""What a joint plan lets itself be changed into, part by part and step by step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plans.errors import RuleBroken
from plans.flat import PlanPart
from plans.parts import EventKind, OwnWords
from plans.people import ServiceArea
from plans.plan import JointPlan
from plans.states import (
    STOPPED,
    WORKABLE,
    WRITABLE,
    ConsentStatus,
    GoalLifecycle,
    InterventionStatus,
    PlanStatus,
    TaskStatus,
)
from tests.builders import (
    AMIRA,
    BIRGER,
    EMPLOYMENT,
    HANNE,
    LIS,
    METTE,
    NOW,
    PRACTICE,
    SLEEP,
    SOCIAL,
    SUPPORT,
    TODAY,
    WORK,
    consent,
    goal,
    identity,
    intervention,
    participant,
    plan,
    task,
)

P = PlanStatus
FIND_PLACE = PRACTICE.tasks[0]
MORNING = SUPPORT.tasks[0]
UNKNOWN = identity("nowhere")
WAKE_UP = date(2027, 1, 4)
NO_MORE = replace(consent(note="Gælder også mail"), status=ConsentStatus.WITHDRAWN)

WRITINGS = {
    "own words": lambda of: of.written_by(METTE, own_words=OwnWords("Ro")),
    "goal": lambda of: of.with_goal(METTE, goal("Nyt")),
    "no goal": lambda of: of.without_goal(METTE, WORK.id),
    "order": lambda of: of.with_parts_in_order(METTE, PlanPart.GOAL, of.id, (SLEEP.id, WORK.id)),
    "intervention": lambda of: of.with_intervention(METTE, WORK.id, intervention("Ny")),
    "no intervention": lambda of: of.without_intervention(METTE, PRACTICE.id),
    "task": lambda of: of.with_task(METTE, PRACTICE.id, task("Ring")),
    "no task": lambda of: of.without_task(METTE, FIND_PLACE.id),
    "participant": lambda of: of.with_participant(METTE, participant(HANNE)),
    "no participant": lambda of: of.without_participant(METTE, participant(LIS).id),
}
STEPS = {
    "send": lambda of: of.sent_to_review(METTE, NOW),
    "take back": lambda of: of.taken_back(METTE, NOW),
    "return": lambda of: of.returned(BIRGER, NOW, "Skriv hvorfor"),
    "approve": lambda of: of.approved(BIRGER, NOW),
    "activate": lambda of: of.activated(METTE, NOW),
    "revise": lambda of: of.in_revision(METTE, NOW),
    "pause": lambda of: of.paused(METTE, NOW, "Syg", WAKE_UP, TODAY),
    "resume": lambda of: of.resumed(METTE, NOW),
    "move away": lambda of: of.moved_away(METTE, NOW, "Til en anden kommune"),
    "take back consent": lambda of: of.with_consent(METTE, NO_MORE, NOW),
    "consent again": lambda of: of.consented_again(METTE, NOW, TODAY),
    "close": lambda of: of.closed(METTE, NOW, "I arbejde"),
}
# What may happen to any plan that is not stopped.
STOPS = {"pause": P.PAUSED, "move away": P.MOVED_AWAY, "take back consent": P.CONSENT_WITHDRAWN}
# For each state, the deeds that are possible in it and where they lead.
COURSE = {
    P.DRAFT: {"send": P.IN_REVIEW, "close": P.CLOSED, **STOPS},
    P.IN_REVIEW: {"take back": P.DRAFT, "return": P.DRAFT, "approve": P.APPROVED, **STOPS},
    P.APPROVED: {"activate": P.ACTIVE, "revise": P.IN_REVISION, "close": P.CLOSED, **STOPS},
    P.ACTIVE: {"revise": P.IN_REVISION, "close": P.CLOSED, **STOPS},
    P.IN_REVISION: {"send": P.IN_REVIEW, "close": P.CLOSED, **STOPS},
    P.PAUSED: {
        "resume": P.ACTIVE, "close": P.CLOSED, "move away": P.MOVED_AWAY,
        "take back consent": P.CONSENT_WITHDRAWN,
    },
    P.CONSENT_WITHDRAWN: {"consent again": P.DRAFT, "close": P.CLOSED},
    P.MOVED_AWAY: {"close": P.CLOSED},
    P.CLOSED: {},
}  # fmt: skip
KINDS = {
    "send": EventKind.SENT,
    "take back": EventKind.TAKEN_BACK,
    "return": EventKind.RETURNED,
    "approve": EventKind.APPROVED,
    "activate": EventKind.ACTIVATED,
    "revise": EventKind.REVISION,
    "pause": EventKind.PAUSED,
    "resume": EventKind.RESUMED,
    "move away": EventKind.MOVED,
    "take back consent": EventKind.WITHDRAWN,
    "consent again": EventKind.RESUMED,
    "close": EventKind.CLOSED,
}


def at(status: PlanStatus) -> JointPlan:
    """Give a plan in a state; a resting one was active."""
    rest = {"resume_to": P.ACTIVE, "wake_up_date": WAKE_UP} if status is P.PAUSED else {}
    return plan(status=status, **rest)


def refusal(deed) -> str:
    with pytest.raises(RuleBroken) as caught:
        deed()
    return caught.value.code


# -- its course ----------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", STEPS)
@pytest.mark.parametrize("status", PlanStatus)
def test_each_deed_leads_where_the_course_says_or_is_refused(status, deed):
    before = at(status)
    if deed == "take back consent" and status in STOPPED:
        return
    if deed not in COURSE[status]:
        assert refusal(lambda: STEPS[deed](before)) == "transition"
        return
    after = STEPS[deed](before)
    assert after.status is COURSE[status][deed]
    assert after.events[:-1] == before.events
    assert after.events[-1].kind is KINDS[deed]
    assert after.goals == before.goals


@pytest.mark.parametrize("status", [P.DRAFT, P.IN_REVIEW, P.APPROVED, P.ACTIVE, P.IN_REVISION])
def test_a_resting_plan_is_taken_up_where_it_was_left(status):
    rested = at(status).paused(METTE, NOW, " Indlagt ", WAKE_UP, TODAY)
    assert (rested.resume_to, rested.wake_up_date) == (status, WAKE_UP)
    assert rested.events[-1].text == "Indlagt"
    taken_up = rested.resumed(METTE, NOW)
    assert replace(taken_up, events=()) == replace(at(status), events=())


def test_a_plan_rests_until_a_day_to_come():
    for day in (TODAY, TODAY - timedelta(1)):
        assert refusal(lambda day=day: at(P.ACTIVE).paused(METTE, NOW, "Syg", day, TODAY)) == (
            "wake-up-date-past"
        )


def test_a_resting_draft_comes_into_force_by_no_way_around_review():
    rested = at(P.DRAFT).paused(METTE, NOW, "Syg", WAKE_UP, TODAY)
    for deed in ("approve", "activate", "revise", "send", "pause"):
        assert refusal(lambda deed=deed: STEPS[deed](rested)) == "transition"


def test_a_plan_that_is_closed_while_it_rests_waits_for_no_day():
    closed = at(P.PAUSED).closed(METTE, NOW, "I arbejde")
    assert (closed.resume_to, closed.wake_up_date) == (None, None)


@pytest.mark.parametrize("deed", ["take back", "return"])
def test_back_from_review_it_is_written_as_it_was_before(deed):
    assert STEPS[deed](plan(status=P.IN_REVIEW)).status is P.DRAFT
    assert STEPS[deed](plan(status=P.IN_REVIEW, version=1)).status is P.IN_REVISION


def test_a_remark_is_kept_with_who_returned_and_when():
    event = plan(status=P.IN_REVIEW).returned(BIRGER, NOW, " Skriv hvorfor ").events[-1]
    assert (event.text, event.by, event.by_name, event.at) == (
        "Skriv hvorfor", BIRGER.id, BIRGER.name, NOW,
    )  # fmt: skip


@pytest.mark.parametrize("words", ["", "  \n"])
def test_nothing_is_returned_paused_or_closed_without_words(words):
    assert refusal(lambda: at(P.IN_REVIEW).returned(BIRGER, NOW, words)) == "remark-missing"
    assert (
        refusal(lambda: at(P.ACTIVE).paused(METTE, NOW, words, WAKE_UP, TODAY)) == "reason-missing"
    )
    assert refusal(lambda: at(P.ACTIVE).closed(METTE, NOW, words)) == "reason-missing"
    assert refusal(lambda: at(P.ACTIVE).moved_away(METTE, NOW, words)) == "reason-missing"


def test_an_approval_is_the_next_version_with_no_authors_yet():
    approved = plan(status=P.IN_REVIEW, version=2).approved(BIRGER, NOW)
    assert (approved.version, approved.authors) == (3, frozenset())


def test_neither_author_nor_coordinator_approves():
    waiting = plan(status=P.IN_REVIEW, authors=frozenset({BIRGER.id}))
    assert refusal(lambda: waiting.approved(BIRGER, NOW)) == "own-plan"
    assert refusal(lambda: replace(waiting, authors=frozenset()).approved(METTE, NOW)) == "own-plan"


# -- writing it ----------------------------------------------------------------------------------


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("status", PlanStatus)
def test_content_is_written_only_while_the_plan_is_being_written(status, writing):
    before = plan(status=status, authors=frozenset())
    if status in WRITABLE:
        after = WRITINGS[writing](before)
        assert after.authors == {METTE.id}
        assert replace(after, authors=frozenset()) != before
    else:
        code = "plan-closed" if status is P.CLOSED else "plan-locked"
        assert refusal(lambda: WRITINGS[writing](before)) == code


@pytest.mark.parametrize("status", PlanStatus)
def test_a_consent_is_registered_in_every_state_but_closed(status):
    before = plan(status=status, consents=(), authors=frozenset())
    if status is P.CLOSED:
        assert refusal(lambda: before.with_consent(AMIRA, consent(), NOW)) == "plan-closed"
    else:
        after = before.with_consent(AMIRA, consent(), NOW)
        assert (after.consents, after.authors) == ((consent(),), {AMIRA.id})


def test_a_consent_takes_the_place_of_itself():
    gone = replace(consent(), status=ConsentStatus.WITHDRAWN)
    assert plan(consents=(consent(),)).with_consent(METTE, gone, NOW).consents == (gone,)


@pytest.mark.parametrize("answer", [ConsentStatus.WITHDRAWN, ConsentStatus.DECLINED])
@pytest.mark.parametrize("status", sorted(set(PlanStatus) - STOPPED))
def test_a_plan_stops_in_the_moment_its_consent_is_taken_back(status, answer):
    before = at(status)
    no = consent(id=identity("no"), given_on=TODAY, status=answer)
    after = before.with_consent(METTE, no, NOW)
    assert after.status is P.CONSENT_WITHDRAWN
    assert (after.resume_to, after.wake_up_date) == (None, None)
    assert (after.events[-1].kind, after.events[-1].by) == (EventKind.WITHDRAWN, METTE.id)
    assert after.goals == before.goals


def test_a_consent_that_ran_out_can_still_be_taken_back():
    ran_out = plan(consents=(consent(status=ConsentStatus.EXPIRED),))
    gone = consent(status=ConsentStatus.WITHDRAWN)
    assert ran_out.with_consent(METTE, gone, NOW).status is P.CONSENT_WITHDRAWN


def test_a_first_no_stops_nothing():
    no = consent(status=ConsentStatus.DECLINED)
    assert plan(consents=()).with_consent(METTE, no, NOW).status is P.DRAFT


@pytest.mark.parametrize("status", [P.CONSENT_WITHDRAWN, P.MOVED_AWAY])
def test_a_plan_that_has_stopped_stays_where_it_is_when_a_consent_is_taken_back(status):
    after = at(status).with_consent(METTE, NO_MORE, NOW)
    assert (after.status, after.events) == (status, at(status).events)
    assert after.consents == (NO_MORE,)


def test_a_no_to_what_was_never_agreed_stops_nothing():
    no = consent(status=ConsentStatus.DECLINED)
    assert plan(consents=()).with_consent(METTE, no, NOW).status is P.DRAFT


def test_a_no_that_is_older_than_the_consent_in_force_stops_nothing():
    old = consent(id=identity("old"), given_on=date(2020, 1, 1), status=ConsentStatus.WITHDRAWN)
    assert at(P.ACTIVE).with_consent(METTE, old, NOW).status is P.ACTIVE


def test_after_a_new_consent_the_plan_is_written_and_reviewed_again():
    stopped = replace(at(P.ACTIVE), version=2).with_consent(METTE, NO_MORE, NOW)
    assert refusal(lambda: stopped.consented_again(METTE, NOW, TODAY)) == "consent-missing"
    again = consent(id=identity("again"), given_on=TODAY)
    agreed = stopped.with_consent(METTE, again, NOW)
    assert agreed.status is P.CONSENT_WITHDRAWN
    assert agreed.consented_again(METTE, NOW, TODAY).status is P.IN_REVISION


def test_a_deputy_and_a_coordinator_are_named_in_every_state_but_closed():
    for status in set(PlanStatus) - {P.CLOSED}:
        assert at(status).with_deputy(LIS.id).deputy == LIS.id
        assert at(status).with_coordinator(LIS.id).coordinator == LIS.id
    assert refusal(lambda: at(P.CLOSED).with_deputy(LIS.id)) == "plan-closed"
    assert refusal(lambda: at(P.CLOSED).with_coordinator(LIS.id)) == "plan-closed"


@pytest.mark.parametrize(
    "removal",
    [
        lambda of: of.without_goal(METTE, UNKNOWN),
        lambda of: of.without_intervention(METTE, UNKNOWN),
        lambda of: of.without_task(METTE, UNKNOWN),
        lambda of: of.without_participant(METTE, UNKNOWN),
    ],
    ids=["goal", "intervention", "task", "participant"],
)
def test_what_is_not_there_is_not_taken_out_and_makes_no_author(removal):
    assert refusal(lambda: removal(plan())) == "not-in-plan"


def test_who_puts_the_goals_in_the_order_they_have_is_no_author():
    before = plan(authors=frozenset())
    assert (
        before.with_parts_in_order(METTE, PlanPart.GOAL, before.id, (WORK.id, UNKNOWN, SLEEP.id))
        == before
    )


def test_a_goal_keeps_its_place_and_a_new_one_is_last():
    changed = replace(WORK, title="Arbejde 8 timer")
    assert plan().with_goal(METTE, changed).goals == (changed, SLEEP)
    assert plan().with_goal(METTE, goal("Nyt")).goals == (WORK, SLEEP, goal("Nyt"))


def test_a_removed_goal_takes_all_that_is_under_it_along():
    after = plan().without_goal(METTE, WORK.id)
    assert after.goals == (SLEEP,)
    assert after.goal(WORK.id) is None
    assert after.intervention(PRACTICE.id) is None
    assert after.task(FIND_PLACE.id) is None


def test_goals_that_an_order_does_not_name_come_last_as_they_stood():
    third = goal("Nyt")
    whole = plan(goals=(WORK, SLEEP, third))
    assert whole.with_parts_in_order(METTE, PlanPart.GOAL, whole.id, (third.id,)).goals == (
        third,
        WORK,
        SLEEP,
    )


def test_an_intervention_keeps_its_place_and_a_new_one_is_last():
    changed = replace(PRACTICE, title="Praktik i et bibliotek")
    after = plan().with_intervention(METTE, WORK.id, changed)
    assert after.interventions == (changed, SUPPORT)
    new = intervention("Ny")
    assert plan().with_intervention(METTE, WORK.id, new).interventions == (PRACTICE, SUPPORT, new)


def test_an_intervention_drawn_to_another_goal_stands_there_alone():
    after = plan().with_intervention(METTE, SLEEP.id, PRACTICE)
    assert [each.interventions for each in after.goals] == [(SUPPORT,), (PRACTICE,)]


def test_a_task_drawn_to_another_intervention_stands_there_alone():
    after = plan().with_task(METTE, SUPPORT.id, FIND_PLACE)
    assert [each.tasks for each in after.interventions] == [
        PRACTICE.tasks[1:],
        (MORNING, FIND_PLACE),
    ]


def test_a_task_keeps_its_place_and_a_new_one_is_last():
    changed = replace(FIND_PLACE, title="Find et roligt sted")
    after = plan().with_task(METTE, PRACTICE.id, changed)
    assert after.tasks == (changed, PRACTICE.tasks[1], MORNING)
    after = plan().with_task(METTE, PRACTICE.id, task("Ring"))
    assert after.tasks == (*PRACTICE.tasks, task("Ring"), MORNING)


def test_what_comes_back_stands_where_it_is_put():
    new, ring = intervention("Ny"), task("Ring")
    assert plan().with_intervention(METTE, WORK.id, new, 0).interventions[:2] == (new, PRACTICE)
    assert plan().with_task(METTE, PRACTICE.id, ring, 1).tasks[1] == ring
    assert plan().with_task(METTE, PRACTICE.id, FIND_PLACE, 1).tasks[0] == FIND_PLACE


def test_removed_parts_are_gone_and_the_rest_stays():
    assert plan().without_intervention(METTE, PRACTICE.id).interventions == (SUPPORT,)
    assert plan().without_task(METTE, FIND_PLACE.id).tasks == (PRACTICE.tasks[1], MORNING)
    assert plan().without_participant(METTE, participant(LIS).id).participants == (
        participant(AMIRA, "Bostøtte"),
    )


def test_one_person_stands_in_the_core_team_once():
    again = participant(AMIRA, "Koordinering")
    assert plan().with_participant(METTE, again).participants == (participant(LIS), again)


def test_nothing_is_put_where_there_is_nothing():
    whole = plan()
    assert refusal(lambda: whole.with_intervention(METTE, UNKNOWN, PRACTICE)) == "not-in-plan"
    assert refusal(lambda: whole.with_task(METTE, UNKNOWN, task("Ring"))) == "not-in-plan"
    assert refusal(lambda: whole.with_worked_task(UNKNOWN, FIND_PLACE)) == "not-in-plan"
    assert refusal(lambda: whole.with_worked_task(PRACTICE.id, task("Ring"))) == "not-in-plan"


def test_parts_take_only_legal_steps():
    proposed = replace(WORK, lifecycle=GoalLifecycle.PROPOSED)
    assert refusal(lambda: plan().with_goal(METTE, proposed)) == "transition"
    planned = replace(PRACTICE, status=InterventionStatus.PLANNED)
    assert refusal(lambda: plan().with_intervention(METTE, WORK.id, planned)) == "transition"
    declined = replace(FIND_PLACE, status=TaskStatus.DECLINED)
    assert refusal(lambda: plan().with_task(METTE, PRACTICE.id, declined)) == "transition"
    assert refusal(lambda: plan().with_worked_task(PRACTICE.id, declined)) == "transition"


# -- working with it -----------------------------------------------------------------------------


@pytest.mark.parametrize("status", PlanStatus)
def test_tasks_move_while_the_plan_is_written_or_in_force_and_make_no_author(status):
    before = plan(status=status, authors=frozenset())
    done = replace(FIND_PLACE, status=TaskStatus.COMPLETED)
    if status in WORKABLE:
        after = before.with_worked_task(PRACTICE.id, done)
        assert after.task(FIND_PLACE.id) == done
        assert after.authors == frozenset()
    else:
        code = "plan-closed" if status is P.CLOSED else "plan-locked"
        assert refusal(lambda: before.with_worked_task(PRACTICE.id, done)) == code


def test_who_moves_a_task_changes_nothing_else_of_it():
    other = replace(FIND_PLACE, due=TODAY, status=TaskStatus.COMPLETED)
    assert refusal(lambda: plan().with_worked_task(PRACTICE.id, other)) == "task-content-locked"


# -- what it holds -------------------------------------------------------------------------------


def test_a_plan_knows_who_does_something_in_it():
    assert plan().service_areas() == {EMPLOYMENT, SOCIAL}
    assert plan(goals=()).service_areas() == frozenset()


def test_parts_are_found_by_their_id_wherever_they_stand():
    whole = plan()
    assert whole.goal(SLEEP.id) == SLEEP
    assert whole.intervention(SUPPORT.id) == SUPPORT
    assert whole.task(MORNING.id) == MORNING


def test_the_newest_event_of_a_kind_is_found():
    whole = plan(status=P.IN_REVIEW).returned(BIRGER, NOW, "Først").sent_to_review(METTE, NOW)
    whole = whole.returned(BIRGER, NOW, "Sidst")
    found = whole.last_event(EventKind.RETURNED)
    assert found is not None
    assert found.text == "Sidst"
    assert whole.last_event(EventKind.CLOSED) is None
    newest = whole.last_event(EventKind.SENT, EventKind.CREATED)
    assert newest is not None
    assert newest.kind is EventKind.SENT


def test_a_newer_and_smaller_yes_decides_over_an_older_and_greater_one():
    older = consent(id=identity("older"), given_on=date(2026, 1, 5))
    newer = consent(given_on=date(2026, 6, 1), service_areas=frozenset({ServiceArea.SOCIAL}))
    assert plan(consents=(newer, older)).consent_on(TODAY) == newer


def test_a_newer_yes_that_ran_out_wakes_no_older_one():
    older = consent(id=identity("older"), given_on=date(2026, 1, 5), valid_until=None)
    newer = consent(given_on=date(2026, 6, 1), valid_until=date(2026, 6, 30))
    assert plan(consents=(older, newer)).consent_on(TODAY) is None


def test_without_an_answer_there_is_no_consent():
    assert plan(consents=()).consent_on(TODAY) is None
