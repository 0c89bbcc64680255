"""Writing a plan: each part goes in, is logged, and gives way to a colleague's change."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.ports import AuditAction, NotFound, Stale
from coordinator.use_cases import planning
from plans.parts import EventKind, OwnWords, Responsible
from plans.states import PlanStatus, TaskStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    HANNE,
    HEALTH,
    IDA,
    JENS,
    LEFT,
    LIS,
    METTE,
    PRACTICE,
    SLEEP,
    SUPPORT,
    TODAY,
    WORK,
    citizen,
    consent,
    goal,
    identity,
    intervention,
    plan,
    task,
)
from tests.coordinator.house_of_plans import (
    desk,
    house_with,
    house_with_plan,
    last_entry,
    logged,
    refusal,
    stored,
)

PLAN = plan().id
FIND = PRACTICE.tasks[0]


class TestCreate:
    def test_who_creates_a_plan_coordinates_it(self):
        house = house_with(citizen())
        plan_id, changes = planning.create_plan(desk(house, JENS), identity(BO))
        with house.begin(JENS, False) as work:
            made = work.plans.get(plan_id)
        assert (made.coordinator, made.status, made.version) == (JENS.id, PlanStatus.DRAFT, 0)
        assert [event.kind for event in made.events] == [EventKind.CREATED]
        assert changes.plans == {plan_id}
        assert logged(house) == [(AuditAction.CREATE, "plan")]

    def test_a_citizen_has_one_plan_that_is_not_closed(self):
        house = house_with_plan()
        assert refusal(lambda: planning.create_plan(desk(house), identity(BO))) == "plan-exists"

    def test_after_a_closed_plan_another_may_begin(self):
        house = house_with_plan(status=PlanStatus.CLOSED)
        plan_id, _changes = planning.create_plan(desk(house), identity(BO))
        assert plan_id != PLAN

    def test_there_is_no_plan_without_a_citizen(self):
        with pytest.raises(NotFound):
            planning.create_plan(desk(house_with()), identity(BO))

    def test_an_administrator_creates_no_plan(self):
        house = house_with(citizen())
        assert (
            refusal(lambda: planning.create_plan(desk(house, IDA), identity(BO))) == "not-allowed"
        )


class TestWordsAndDay:
    def test_own_words_are_written(self):
        house, words = house_with_plan(), OwnWords("Jeg vil bo selv.", TODAY)
        planning.write_own_words(desk(house), PLAN, plan().own_words, words)
        assert stored(house).own_words == words
        assert last_entry(house).subject == "own_words"

    def test_own_words_that_a_colleague_changed_stay(self):
        house = house_with_plan()
        with pytest.raises(Stale):
            planning.write_own_words(desk(house), PLAN, OwnWords("Før"), OwnWords("Efter"))
        assert stored(house).own_words == plan().own_words

    def test_writing_what_stands_there_is_no_conflict(self):
        house = house_with_plan()
        planning.write_own_words(desk(house), PLAN, OwnWords("Før"), plan().own_words)
        assert stored(house).own_words == plan().own_words

    def test_a_participant_does_not_write_the_own_words(self):
        house = house_with_plan()
        deed = planning.write_own_words
        words = OwnWords("Nyt")
        assert refusal(lambda: deed(desk(house, AMIRA), PLAN, OwnWords(), words)) == "not-your-area"
        assert refusal(lambda: deed(desk(house, HANNE), PLAN, OwnWords(), words)) == "not-your-plan"

    def test_the_next_follow_up_is_set_and_taken_away(self):
        house = house_with_plan()
        planning.set_follow_up(desk(house), PLAN, plan().follow_up, None)
        assert stored(house).follow_up is None
        with pytest.raises(Stale):
            planning.set_follow_up(desk(house), PLAN, plan().follow_up, TODAY)


class TestGoals:
    def test_a_goal_is_added_last(self):
        house, made = house_with_plan(), goal("Svømme")
        planning.put_goal(desk(house), PLAN, None, made)
        assert stored(house).goals == (WORK, SLEEP, made)
        assert last_entry(house).subject_id == made.id

    def test_a_goal_keeps_what_is_under_it(self):
        house = house_with_plan()
        planning.put_goal(desk(house), PLAN, WORK, replace(WORK, title="Andet", interventions=()))
        assert stored(house).goals[0] == replace(WORK, title="Andet")

    def test_a_goal_that_a_colleague_changed_stays(self):
        house = house_with_plan()
        seen = replace(WORK, title="Før")
        with pytest.raises(Stale):
            planning.put_goal(desk(house), PLAN, seen, replace(WORK, title="Efter"))

    def test_a_goal_that_a_colleague_took_out_does_not_come_back_by_itself(self):
        house = house_with_plan(goals=(SLEEP,))
        with pytest.raises(Stale):
            planning.put_goal(desk(house), PLAN, WORK, replace(WORK, title="Efter"))

    def test_goals_are_removed_and_put_in_order(self):
        house = house_with_plan()
        planning.order_goals(desk(house), PLAN, (SLEEP.id, WORK.id))
        assert stored(house).goals == (SLEEP, WORK)
        planning.remove_goal(desk(house), PLAN, SLEEP.id)
        assert stored(house).goals == (WORK,)

    def test_a_plan_in_review_is_locked(self):
        house = house_with_plan(status=PlanStatus.IN_REVIEW)
        assert refusal(lambda: planning.remove_goal(desk(house), PLAN, WORK.id)) == "plan-locked"


class TestInterventions:
    def test_a_participant_adds_one_of_their_own_area(self):
        house, made = house_with_plan(), intervention("Træning", HEALTH)
        planning.put_intervention(desk(house, LIS), PLAN, SLEEP.id, None, made)
        assert stored(house).goals[1].interventions == (made,)
        assert LIS.id in stored(house).authors

    def test_a_participant_adds_none_of_another_area(self):
        house, made = house_with_plan(), intervention("Træning", HEALTH)
        put = planning.put_intervention
        assert (
            refusal(lambda: put(desk(house, AMIRA), PLAN, SLEEP.id, None, made)) == "not-your-area"
        )

    def test_nobody_makes_anothers_intervention_their_own(self):
        house = house_with_plan()
        mine = replace(PRACTICE, service_area=SUPPORT.service_area)
        put = planning.put_intervention
        assert (
            refusal(lambda: put(desk(house, AMIRA), PLAN, WORK.id, PRACTICE, mine))
            == "not-your-area"
        )

    def test_it_keeps_its_tasks_and_gives_way(self):
        house = house_with_plan()
        changed = replace(SUPPORT, provider="Ny", tasks=())
        planning.put_intervention(desk(house), PLAN, WORK.id, SUPPORT, changed)
        assert stored(house).intervention(SUPPORT.id) == replace(SUPPORT, provider="Ny")
        with pytest.raises(Stale):
            planning.put_intervention(
                desk(house), PLAN, WORK.id, SUPPORT, replace(SUPPORT, end=None)
            )

    def test_it_is_removed_with_its_tasks(self):
        house = house_with_plan()
        planning.remove_intervention(desk(house, AMIRA), PLAN, SUPPORT.id)
        assert stored(house).interventions == (PRACTICE,)

    def test_what_is_not_in_the_plan_is_not_removed(self):
        house = house_with_plan()
        remove = planning.remove_intervention
        assert refusal(lambda: remove(desk(house), PLAN, identity("none"))) == "not-in-plan"


class TestTasks:
    def test_a_task_is_added_changed_and_removed(self):
        house, made = house_with_plan(), task("Køb vækkeur", AMIRA)
        amira = desk(house, AMIRA)
        planning.put_task(amira, PLAN, SUPPORT.id, None, made)
        later = replace(made, due=TODAY + timedelta(9))
        planning.put_task(amira, PLAN, SUPPORT.id, made, later)
        assert stored(house).task(made.id) == later
        planning.remove_task(amira, PLAN, SUPPORT.id, made.id)
        assert stored(house).task(made.id) is None

    def test_a_task_that_a_colleague_changed_stays(self):
        house = house_with_plan()
        with pytest.raises(Stale):
            planning.put_task(desk(house), PLAN, PRACTICE.id, replace(FIND, title="Før"),
                              replace(FIND, title="Efter"))  # fmt: skip

    def test_the_assignee_moves_a_task_of_a_plan_in_force(self):
        mine = replace(FIND, assignee=Responsible(LIS.name, LIS.id))
        goals = (replace(WORK, interventions=(replace(PRACTICE, tasks=(mine,)),)),)
        house = house_with_plan(status=PlanStatus.ACTIVE, goals=goals)
        done = replace(mine, status=TaskStatus.COMPLETED)
        started = replace(mine, status=TaskStatus.IN_PROGRESS)
        planning.move_task(desk(house, LIS), PLAN, mine, started)
        planning.move_task(desk(house, LIS), PLAN, started, done)
        assert stored(house).task(mine.id) == done
        assert stored(house).authors == plan().authors

    def test_who_writes_in_the_area_moves_it_too_and_others_do_not(self):
        house = house_with_plan()
        started = replace(FIND, status=TaskStatus.IN_PROGRESS)
        move = planning.move_task
        assert refusal(lambda: move(desk(house, AMIRA), PLAN, FIND, started)) == "not-your-area"
        move(desk(house), PLAN, FIND, started)
        assert stored(house).task(FIND.id) == started

    def test_a_task_that_moved_meanwhile_is_stale(self):
        house = house_with_plan()
        seen = replace(FIND, status=TaskStatus.WAITING)
        with pytest.raises(Stale):
            planning.move_task(desk(house), PLAN, seen, replace(FIND, status=TaskStatus.COMPLETED))


class TestPeople:
    def test_somebody_joins_the_core_team_once(self):
        house = house_with_plan(participants=())
        planning.put_participant(desk(house), PLAN, None, AMIRA.id, "Støtte")
        (seat,) = stored(house).participants
        planning.put_participant(desk(house), PLAN, seat, AMIRA.id, "Bostøtte")
        (seat,) = stored(house).participants
        assert (seat.staff_id, seat.function, seat.service_area) == (
            AMIRA.id, "Bostøtte", AMIRA.service_area,
        )  # fmt: skip
        planning.remove_participant(desk(house), PLAN, seat.id)
        assert stored(house).participants == ()

    def test_only_who_leads_the_plan_chooses_its_people(self):
        house = house_with_plan()
        for deed in (
            lambda: planning.put_participant(desk(house, AMIRA), PLAN, None, HANNE.id),
            lambda: planning.remove_participant(desk(house, AMIRA), PLAN, identity("x")),
            lambda: planning.set_deputy(desk(house, AMIRA), PLAN, JENS.id, None),
            lambda: planning.put_consent(desk(house, AMIRA), PLAN, None, consent()),
        ):
            assert refusal(deed) == "not-your-plan"

    def test_a_deputy_is_named_and_taken_away(self):
        house = house_with_plan()
        planning.set_deputy(desk(house), PLAN, JENS.id, AMIRA.id)
        assert stored(house).deputy == AMIRA.id
        planning.set_deputy(desk(house), PLAN, AMIRA.id, None)
        assert stored(house).deputy is None

    def test_nobody_stands_in_for_themselves(self):
        house = house_with_plan()
        deed = planning.set_deputy
        assert (
            refusal(lambda: deed(desk(house), PLAN, JENS.id, METTE.id)) == "deputy-is-coordinator"
        )

    def test_nobody_who_has_left_gets_a_seat(self):
        house = house_with_plan()
        for deed in (
            lambda: planning.set_deputy(desk(house), PLAN, JENS.id, LEFT.id),
            lambda: planning.put_participant(desk(house), PLAN, None, LEFT.id),
            lambda: planning.name_coordinator(desk(house, BIRGER), PLAN, METTE.id, LEFT.id),
        ):
            assert refusal(deed) == "login-closed"

    def test_a_team_lead_names_another_coordinator(self):
        house = house_with_plan()
        planning.name_coordinator(desk(house, BIRGER), PLAN, METTE.id, AMIRA.id)
        assert (stored(house).coordinator, stored(house).deputy) == (AMIRA.id, JENS.id)

    def test_a_deputy_who_becomes_coordinator_is_no_deputy(self):
        house = house_with_plan()
        planning.name_coordinator(desk(house, BIRGER), PLAN, METTE.id, JENS.id)
        assert (stored(house).coordinator, stored(house).deputy) == (JENS.id, None)

    def test_a_case_worker_names_no_coordinator(self):
        house = house_with_plan()
        deed = planning.name_coordinator
        assert refusal(lambda: deed(desk(house), PLAN, METTE.id, JENS.id)) == "not-a-team-lead"


class TestConsent:
    def test_a_consent_is_registered_and_logged_as_such(self):
        house = house_with_plan(consents=())
        planning.put_consent(desk(house), PLAN, None, consent())
        assert stored(house).consents == (consent(),)
        assert last_entry(house).action is AuditAction.CONSENT

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"how": " "}, "consent-how-missing"),
            ({"service_areas": frozenset()}, "consent-areas-missing"),
            ({"given_on": TODAY + timedelta(1)}, "consent-in-future"),
        ],
    )
    def test_a_consent_says_how_what_and_since_when(self, fields, code):
        house = house_with_plan()
        assert (
            refusal(lambda: planning.put_consent(desk(house), PLAN, None, consent(**fields)))
            == code
        )

    def test_a_consent_that_a_colleague_changed_stays(self):
        house = house_with_plan(consents=(consent(),))
        seen = consent(note="Før")
        with pytest.raises(Stale):
            planning.put_consent(desk(house), PLAN, seen, consent(note="Efter"))
        planning.put_consent(desk(house), PLAN, consent(), consent(note="Efter"))
        assert stored(house).consents == (consent(note="Efter"),)

    def test_nothing_is_logged_of_what_was_refused(self):
        house = house_with_plan()
        refusal(lambda: planning.set_deputy(desk(house), PLAN, JENS.id, METTE.id))
        assert house.log == []
