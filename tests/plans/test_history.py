"""What differs between two plans."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from plans.flat import PlanPart
from plans.history import Change, ChangeKind, FieldChange, differences, with_changes
from plans.parts import (
    Consent,
    ContactAgreement,
    Goal,
    Intervention,
    OwnWords,
    Participant,
    Responsible,
    Task,
)
from plans.people import ServiceArea
from plans.plan import JointPlan
from plans.states import InterventionStatus, PlanStatus

SOCIAL, HEALTH = ServiceArea.SOCIAL, ServiceArea.HEALTH
TASK = Task(UUID(int=31), "Ring til klinikken", Responsible("Mette Prøvegaard"), date(2026, 12, 1))
SUPPORT = Intervention(UUID(int=21), SOCIAL, "Bostøtte", "SEL § 85", tasks=(TASK,))
GOAL = Goal(
    UUID(int=11), "Ro i hverdagen", "Oppe før kl. 8", date(2027, 1, 15), interventions=(SUPPORT,)
)
AMIRA = Participant(UUID(int=41), UUID(int=2), "Amira Skitse", SOCIAL)
CONSENT = Consent(UUID(int=51), date(2026, 9, 1), "Skriftligt", frozenset({HEALTH, SOCIAL}))
PLAN = JointPlan(
    UUID(int=1),
    UUID(int=9),
    UUID(int=3),
    own_words=OwnWords("Jeg vil have ro.", date(2026, 9, 1)),
    follow_up=date(2027, 1, 18),
    goals=(GOAL,),
    participants=(AMIRA,),
    consents=(CONSENT,),
)


def with_intervention(**fields: object) -> JointPlan:
    return replace(PLAN, goals=(replace(GOAL, interventions=(replace(SUPPORT, **fields),)),))


def only(old: JointPlan, new: JointPlan) -> Change:
    (change,) = differences(old, new)
    return change


def test_a_plan_does_not_differ_from_itself():
    assert differences(PLAN, PLAN) == ()


def test_what_happened_to_the_plan_as_a_whole_is_no_difference():
    moved = replace(PLAN, status=PlanStatus.IN_REVIEW, version=3, authors=frozenset({UUID(int=3)}))

    assert differences(PLAN, moved) == ()


def test_a_changed_field_tells_what_it_held_and_holds():
    change = only(PLAN, replace(PLAN, goals=(replace(GOAL, measure="Oppe før kl. 7"),)))

    assert (change.kind, change.part, change.number) == (ChangeKind.CHANGED, PlanPart.GOAL, 1)
    assert change.title == "Ro i hverdagen"
    assert change.fields == (FieldChange("measure", "Oppe før kl. 8", "Oppe før kl. 7"),)


def test_a_changed_intervention_keeps_its_service_area():
    change = only(PLAN, with_intervention(status=InterventionStatus.RUNNING))

    assert (change.part, change.service_area) == (PlanPart.INTERVENTION, SOCIAL)
    assert change.fields == (
        FieldChange("status", InterventionStatus.PLANNED, InterventionStatus.RUNNING),
    )


def test_an_intervention_that_goes_to_another_service_area_says_so():
    found = differences(PLAN, with_intervention(service_area=HEALTH))

    assert [each.part for each in found] == [PlanPart.INTERVENTION]
    assert found[0].fields == (FieldChange("service_area", SOCIAL, HEALTH),)
    assert found[0].service_area is HEALTH


def test_a_new_task_tells_only_what_it_has():
    new = Task(UUID(int=32), "Find en fast dag")
    change = only(PLAN, with_intervention(tasks=(TASK, new)))

    assert (change.kind, change.part, change.service_area) == (
        ChangeKind.NEW,
        PlanPart.TASK,
        SOCIAL,
    )
    assert [(each.field, each.old) for each in change.fields] == [("title", None), ("status", None)]


def test_a_task_that_is_gone_tells_what_it_held():
    change = only(PLAN, with_intervention(tasks=()))

    assert (change.kind, change.title) == (ChangeKind.REMOVED, "Ring til klinikken")
    assert change.fields[1] == FieldChange("assignee", TASK.assignee, None)


def test_a_goal_that_is_gone_takes_what_was_under_it_along():
    found = differences(PLAN, replace(PLAN, goals=()))

    assert [(each.part, each.kind) for each in found] == [
        (PlanPart.GOAL, ChangeKind.REMOVED),
        (PlanPart.INTERVENTION, ChangeKind.REMOVED),
        (PlanPart.TASK, ChangeKind.REMOVED),
    ]


def test_a_first_version_is_all_new():
    found = differences(JointPlan(PLAN.id, PLAN.citizen_id, PLAN.coordinator), PLAN)

    assert {each.kind for each in found} == {ChangeKind.NEW}
    assert [each.part for each in found] == [
        PlanPart.OWN_WORDS,
        PlanPart.GOAL,
        PlanPart.INTERVENTION,
        PlanPart.TASK,
        PlanPart.PARTICIPANT,
        PlanPart.CONSENT,
        PlanPart.FOLLOW_UP,
    ]


@pytest.mark.parametrize(
    ("fields", "part", "kind"),
    [
        ({"own_words": OwnWords()}, PlanPart.OWN_WORDS, ChangeKind.REMOVED),
        ({"own_words": OwnWords("Først få timer.")}, PlanPart.OWN_WORDS, ChangeKind.CHANGED),
        ({"follow_up": None}, PlanPart.FOLLOW_UP, ChangeKind.REMOVED),
        ({"follow_up": date(2027, 1, 25)}, PlanPart.FOLLOW_UP, ChangeKind.CHANGED),
        ({"deputy": UUID(int=4)}, PlanPart.LEADS, ChangeKind.CHANGED),
        ({"participants": ()}, PlanPart.PARTICIPANT, ChangeKind.REMOVED),
        ({"consents": ()}, PlanPart.CONSENT, ChangeKind.REMOVED),
    ],
)
def test_each_part_of_the_whole_plan_is_compared(fields, part, kind):
    change = only(PLAN, replace(PLAN, **fields))

    assert (change.part, change.kind, change.number) == (part, kind, 0)


def test_a_part_in_which_nothing_is_written_yet_comes_and_goes_too():
    begun = replace(PLAN, contacts=(ContactAgreement(UUID(int=61)),))
    come, gone = only(PLAN, begun), only(begun, PLAN)
    assert (come.kind, come.fields) == (ChangeKind.NEW, ())
    assert (gone.kind, gone.fields) == (ChangeKind.REMOVED, ())


def test_the_areas_of_a_consent_stand_in_their_fixed_order():
    narrower = replace(CONSENT, service_areas=frozenset({SOCIAL}))
    change = only(PLAN, replace(PLAN, consents=(narrower,)))

    assert change.fields == (FieldChange("service_areas", (SOCIAL, HEALTH), (SOCIAL,)),)


def test_what_belongs_to_the_whole_plan_comes_after_removed_goals():
    found = differences(PLAN, replace(PLAN, goals=(), follow_up=None, participants=()))

    assert [each.part for each in found][-2:] == [PlanPart.PARTICIPANT, PlanPart.FOLLOW_UP]


def test_another_order_of_goals_is_told_with_what_stood_where():
    second = Goal(UUID(int=12), "Bedre søvn")
    both = replace(PLAN, goals=(GOAL, second))

    change = only(both, replace(both, goals=(second, GOAL)))

    assert (change.kind, change.part, change.part_id) == (
        ChangeKind.ORDERED,
        PlanPart.GOAL,
        PLAN.id,
    )
    assert change.fields == (FieldChange("order", (GOAL.id, second.id), (second.id, GOAL.id)),)


def test_a_goal_that_comes_first_says_that_the_order_is_another():
    first = Goal(UUID(int=12), "Bedre søvn")
    found = differences(PLAN, replace(PLAN, goals=(first, GOAL)))

    assert [each.kind for each in found] == [ChangeKind.NEW, ChangeKind.ORDERED]


def test_a_change_of_a_part_that_the_plan_has_not_is_left_out():
    change = only(PLAN, replace(PLAN, goals=(replace(GOAL, title="Et andet mål"),)))
    without = replace(PLAN, goals=())

    assert with_changes(without, [change]) == without
