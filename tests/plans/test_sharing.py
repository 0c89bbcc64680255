"""Which parts of a plan somebody sees: their own area's, what is shared, and what they made."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plans import readiness, sharing
from plans.errors import RuleBroken
from plans.flat import PlanPart, lay_flat
from plans.history import differences
from plans.parts import Statement
from plans.people import Role, ServiceArea
from plans.states import ConsentStatus, InterventionStatus, PlanStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    EMPLOYMENT,
    HEALTH,
    JENS,
    LIS,
    METTE,
    SOCIAL,
    TODAY,
    consent,
    full_plan,
    goal,
    identity,
    intervention,
    participant,
    plan,
    task,
)

BENEFIT = ServiceArea.BENEFIT
CV = Statement(identity("cv"), "resources", "Har kørt bus.", EMPLOYMENT)
NET = Statement(identity("net"), "resources", "En søster i byen.")
THERAPY = intervention("Samtaler", SOCIAL, tasks=(task("Ring til Bo", AMIRA),))
PRACTICE = intervention("Praktik", EMPLOYMENT)
WORK = goal("Arbejde", PRACTICE, THERAPY)


def made(*areas, **fields):
    yes = () if not areas else (consent(service_areas=frozenset(areas)),)
    return plan(**({"consents": yes, "goals": (WORK,), "statements": (CV, NET)} | fields))


def seen(of, member, wrote=()):
    return sharing.as_seen_by(of, member, wrote, TODAY)


@pytest.mark.parametrize(
    ("mine", "shared", "found"),
    [
        (EMPLOYMENT, None, {EMPLOYMENT}),
        (EMPLOYMENT, {EMPLOYMENT, SOCIAL}, {EMPLOYMENT, SOCIAL}),
        (HEALTH, {EMPLOYMENT, SOCIAL}, {HEALTH}),
        (None, {EMPLOYMENT, SOCIAL}, {EMPLOYMENT, SOCIAL}),
        (None, None, set()),
    ],
)
def test_a_consent_shares_between_the_areas_it_names(mine, shared, found):
    answer = None if shared is None else consent(service_areas=frozenset(shared))
    assert sharing.areas_seen(mine, answer) == found


def test_without_a_consent_each_area_keeps_its_own():
    found = seen(made(), LIS)
    assert found.statements == (NET,)
    assert found.interventions == ()
    assert [(each.kind, each.under, each.service_area) for each in found.withheld] == [
        (PlanPart.STATEMENT, None, EMPLOYMENT),
        (PlanPart.INTERVENTION, WORK.id, EMPLOYMENT),
        (PlanPart.INTERVENTION, WORK.id, SOCIAL),
    ]
    assert found.withheld[0].heading == "resources"
    assert found.goals[0].title == WORK.title


def test_what_is_withheld_has_no_word_of_it():
    words = str(seen(made(), LIS).withheld)
    assert not any(said in words for said in (CV.text, PRACTICE.title, THERAPY.title))


def test_a_plan_that_is_all_shared_is_the_same_plan():
    whole = made(EMPLOYMENT, SOCIAL, HEALTH)
    assert seen(whole, LIS) is whole


@pytest.mark.parametrize(
    "said",
    [
        {"status": ConsentStatus.WITHDRAWN},
        {"status": ConsentStatus.DECLINED},
        {"valid_until": date(2026, 11, 15)},
        {"service_areas": frozenset({SOCIAL, HEALTH})},
    ],
)
def test_what_ends_or_narrows_a_consent_hides_at_once(said):
    whole = made(EMPLOYMENT, SOCIAL, HEALTH)
    newer = consent(**({"id": identity("newer"), "given_on": date(2026, 11, 1)} | said))
    now = replace(whole, consents=(*whole.consents, newer))
    assert seen(now, LIS).under_heading("resources") == (NET,)


def test_what_somebody_made_stays_in_their_sight():
    found = seen(made(), LIS, {CV.id, THERAPY.id})
    assert found.statements == (CV, NET)
    assert found.interventions == (THERAPY,)
    assert [each.id for each in found.withheld] == [PRACTICE.id]


def test_a_task_is_seen_with_its_intervention_by_who_answers_for_it():
    given = intervention("Praktik", EMPLOYMENT, tasks=(task("Find sted", AMIRA),))
    found = seen(made(goals=(goal("Arbejde", given),)), AMIRA)
    assert found.tasks == given.tasks
    followed = replace(given.tasks[0], assignee=None, follower=given.tasks[0].assignee)
    under = replace(given, tasks=(followed,))
    assert seen(made(goals=(goal("Arbejde", under),)), AMIRA).tasks == (followed,)


def test_the_program_itself_sees_everything():
    whole = made()
    assert seen(whole, replace(METTE, role=Role.SYSTEM, service_area=None)) is whole


def test_every_kind_of_part_that_has_an_area_can_be_withheld():
    whole = full_plan(consents=())
    hidden = {each.kind for each in seen(whole, replace(LIS, service_area=BENEFIT)).withheld}
    areas = {each.kind for each in lay_flat(whole) if getattr(each.part, "service_area", None)}
    assert hidden == areas - {PlanPart.PARTICIPANT}
    assert seen(whole, LIS).participants == whole.participants


def test_who_sees_not_all_of_a_plan_cannot_send_it():
    alone = made(SOCIAL, participants=(participant(AMIRA),), goals=(goal("Arbejde", THERAPY),))

    def lacks(member):
        return [each.code for each in readiness.gaps(seen(alone, member), TODAY)]

    assert "parts-withheld" in lacks(METTE)
    assert "parts-withheld" not in lacks(AMIRA)


def test_a_hidden_intervention_that_is_cancelled_holds_nothing_up():
    over = replace(THERAPY, status=InterventionStatus.CANCELLED)
    whole = made(EMPLOYMENT, participants=(), goals=(goal("Arbejde", PRACTICE, over),))
    found = seen(whole, METTE)
    assert [each.over for each in found.withheld] == [True]
    codes = {each.code for each in readiness.gaps(found, TODAY)}
    assert codes.isdisjoint({"parts-withheld", "consent-area-missing"})


def test_a_hidden_intervention_needs_the_consent_to_name_its_area():
    found = seen(made(EMPLOYMENT, participants=()), METTE)
    named = [each.title for each in readiness.gaps(found, TODAY) if each.code.startswith("consent")]
    assert named == [SOCIAL]


@pytest.mark.parametrize(
    ("areas", "member", "reads"),
    [
        ((), METTE, False),
        ((EMPLOYMENT, SOCIAL), METTE, True),
        ((EMPLOYMENT, SOCIAL), AMIRA, True),
        ((EMPLOYMENT, SOCIAL), LIS, False),
        ((EMPLOYMENT, SOCIAL, HEALTH), LIS, True),
        ((EMPLOYMENT, SOCIAL), BIRGER, True),
        ((), BIRGER, False),
    ],
)
def test_papers_are_read_by_the_areas_of_the_consent(areas, member, reads):
    found = seen(made(*areas), member)
    assert sharing.reads_papers(found, member, TODAY) is reads


def test_papers_stay_with_who_leads_the_plan_and_had_a_hand_in_one():
    now = datetime(2026, 11, 17, 9, tzinfo=UTC)
    written = made(authors=frozenset({JENS.id}), status=PlanStatus.DRAFT)
    approved = written.sent_to_review(METTE, now).approved(BIRGER, now)
    assert approved.makers == {METTE.id, JENS.id}
    readers = [
        each
        for each in (METTE, JENS, LIS, BIRGER)
        if sharing.reads_papers(seen(replace(approved, coordinator=each.id), each), each, TODAY)
    ]
    # Lis is named now: an approved version is the plan in one piece, and she had no hand in it.
    assert readers == [METTE, JENS]
    again = replace(approved, status=PlanStatus.IN_REVISION, coordinator=LIS.id)
    sent = again.sent_to_review(LIS, now)
    assert LIS.id not in sent.makers
    assert sent.approved(BIRGER, now).makers == {METTE.id, JENS.id, LIS.id}


def test_papers_need_that_nothing_is_withheld():
    """The consent names the reader's area, and not every area of the plan."""
    found = seen(made(SOCIAL, HEALTH), LIS)
    assert found.withheld
    assert not sharing.reads_papers(found, LIS, TODAY)


def test_nobody_gives_a_part_out_of_their_own_sight():
    whole = made(EMPLOYMENT, SOCIAL)
    sharing.require_shared(whole, METTE, SOCIAL, TODAY)
    sharing.require_shared(whole, METTE, None, TODAY)
    with pytest.raises(RuleBroken, match="area-not-shared"):
        sharing.require_shared(whole, METTE, HEALTH, TODAY)


def test_nothing_is_taken_out_with_what_hangs_unseen_under_it():
    found = seen(made(), LIS)
    other = identity("another goal")
    found.require_whole(under=other)
    with pytest.raises(RuleBroken, match="parts-withheld"):
        found.require_whole(under=WORK.id)


def test_an_earlier_state_is_compared_without_what_is_hidden_now():
    earlier = made(EMPLOYMENT, SOCIAL)
    now = seen(made(SOCIAL), AMIRA)
    assert {each.id for each in now.withheld} == {CV.id, PRACTICE.id}
    assert (
        differences(sharing.without_withheld(earlier, now), replace(now, consents=earlier.consents))
        == ()
    )
    assert sharing.without_withheld(earlier, made()) is earlier


def test_what_is_said_about_a_part_is_hidden_with_it():
    now = seen(made(SOCIAL), METTE)
    (ring,) = THERAPY.tasks
    told = {
        (kind, part_id): sharing.tells_of_hidden(now, kind, part_id)
        for kind, part_id in [
            ("statement", CV.id), ("intervention", THERAPY.id), ("task", ring.id), ("goal", WORK.id),
            ("", None),
        ]
    }  # fmt: skip
    assert [key for key, hidden in told.items() if hidden] == [
        ("intervention", THERAPY.id),
        ("task", ring.id),
    ]
    whole = seen(made(SOCIAL), AMIRA)
    assert not sharing.tells_of_hidden(whole, "task", ring.id)
