"""The rules of handing a citizen over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plans import handovers
from plans.absence import Absence
from plans.errors import RuleBroken
from plans.handovers import CauseRule, Change, Handover, HandoverKind, HandoverStatus, Party
from plans.parts import Responsible
from plans.people import ServiceArea
from tests.builders import (
    AMIRA,
    BO,
    HEALTH,
    JENS,
    LEFT,
    LIS,
    METTE,
    NOW,
    SOCIAL,
    TODAY,
    consent,
    goal,
    identity,
    intervention,
    participant,
    plan,
    task,
)

NEXT_MONTH = TODAY + timedelta(30)


def offered(**fields):
    whole = {
        "id": identity("handover"),
        "citizen_id": identity(BO),
        "plan_id": plan().id,
        "kind": HandoverKind.LASTING,
        "cause": "organisation",
        "giver": Party.of(METTE),
        "receiver": Party.of(JENS),
        "by": Party.of(METTE),
        "at": NOW,
        "note": "Bo vil helst ringes op om eftermiddagen.",
    }
    return Handover(**(whole | fields))


def refused(deed):
    with pytest.raises(RuleBroken) as caught:
        deed()
    return caught.value.code


def test_only_the_receiver_answers_and_only_once():
    assert refused(lambda: offered().accepted(METTE, NOW, ())) == "handover-not-yours"
    taken = offered().accepted(JENS, NOW, ())
    assert (taken.status, taken.answered_by) == (HandoverStatus.ACCEPTED, Party.of(JENS))
    for deed in (
        lambda: taken.accepted(JENS, NOW, ()),
        lambda: taken.declined(JENS, NOW, "Nej"),
        lambda: taken.withdrawn(METTE, NOW),
        lambda: taken.asked(identity("w"), JENS, NOW, "Hvorfor?"),
    ):
        assert refused(deed) == "handover-answered"


def test_a_request_is_answered_by_the_giver():
    request = offered(kind=HandoverKind.REQUEST, by=Party.of(JENS))
    assert refused(lambda: request.accepted(JENS, NOW, ())) == "handover-not-yours"
    assert request.accepted(METTE, NOW, ()).status is HandoverStatus.ACCEPTED


def test_a_no_needs_a_reason_and_only_who_offered_takes_it_back():
    assert refused(lambda: offered().declined(JENS, NOW, "  ")) == "handover-reason"
    assert offered().declined(JENS, NOW, " Ingen  tid ").reason == "Ingen tid"
    assert refused(lambda: offered().withdrawn(JENS, NOW)) == "handover-not-yours"
    assert offered().withdrawn(METTE, NOW).status is HandoverStatus.WITHDRAWN


def test_questions_go_back_and_forth():
    asked = offered().asked(identity("1"), JENS, NOW, "Hvem er lægen?")
    assert asked.awaits_reply
    assert refused(lambda: asked.replied(identity("2"), JENS, NOW, "x")) == "handover-not-yours"
    replied = asked.replied(identity("2"), METTE, NOW, "Lægehuset")
    assert not replied.awaits_reply
    assert [each.text for each in replied.words] == ["Hvem er lægen?", "Lægehuset"]
    assert refused(lambda: offered().asked(identity("3"), JENS, NOW, " ")) == (
        "handover-words-missing"
    )


@pytest.mark.parametrize(
    ("fields", "cause", "code"),
    [
        ({}, None, "handover-cause-missing"),
        ({}, CauseRule(warns=True), "handover-comment-missing"),
        ({}, CauseRule(needs_comment=True), "handover-comment-missing"),
        ({"note": ""}, CauseRule(), "handover-note-missing"),
        ({"kind": HandoverKind.TEMPORARY}, CauseRule(), "handover-until-missing"),
        ({"kind": HandoverKind.HELP}, CauseRule(), "handover-until-missing"),
        ({"until": TODAY}, CauseRule(), "handover-until-past"),
    ],
)
def test_an_offer_says_enough(fields, cause, code):
    assert refused(lambda: handovers.require_sound(offered(**fields), cause, TODAY)) == code


def test_the_receiver_can_take_over():
    def require(receiver, absent=None, names=None):
        return refused(
            lambda: handovers.require_receiver(receiver, METTE, absent or {}, names or {})
        )

    assert require(METTE) == "handover-same-person"
    assert require(LEFT) == "login-closed"
    away = Absence(identity("a"), JENS.id, TODAY, date(2026, 12, 1), LIS.id)
    with pytest.raises(RuleBroken) as caught:
        handovers.require_receiver(JENS, METTE, {JENS.id: away}, {LIS.id: LIS.name})
    assert (caught.value.code, caught.value.facts["deputy"]) == ("handover-absent", LIS.name)
    assert require(JENS, {JENS.id: replace(away, deputy=None)}) == "handover-absent-open"


def test_a_citizen_is_offered_once_at_a_time():
    assert refused(lambda: handovers.require_alone(METTE.id, [offered()])) == "handover-open"
    handovers.require_alone(METTE.id, [offered().withdrawn(METTE, NOW)])
    handovers.require_alone(JENS.id, [offered()])


def test_who_neither_coordinates_nor_has_a_case_gives_nothing():
    assert refused(lambda: handovers.require_giver(AMIRA, plan(), (), TODAY)) == (
        "handover-not-the-owner"
    )
    handovers.require_giver(METTE, plan(), (), TODAY)


WAITS = task("Aftal besøg", METTE)
FOLLOWED = task("Ring", None, follower=Responsible(METTE.name, METTE.id))
HIDDEN = task("Træning", METTE)
OTHERS = task("Morgenplan", AMIRA)
PLAN = plan(
    deputy=JENS.id,
    participants=(participant(METTE, "Job"), participant(AMIRA)),
    goals=(
        goal("Mål", intervention("A", tasks=(WAITS, FOLLOWED, OTHERS))),
        goal("Sund", intervention("B", HEALTH, tasks=(HIDDEN,))),
    ),
    consents=(consent(service_areas=frozenset({ServiceArea.EMPLOYMENT, SOCIAL})),),
)


def test_what_is_the_givers_moves_together_and_keeps_its_state():
    moved, tasks = handovers.handed(PLAN, offered(), JENS, TODAY)
    assert (moved.coordinator, moved.deputy) == (JENS.id, None)
    assert set(tasks) == {WAITS.id, FOLLOWED.id}
    assert moved.task(WAITS.id) == replace(WAITS, assignee=Responsible(JENS.name, JENS.id))
    assert moved.task(FOLLOWED.id).follower.staff_id == JENS.id
    assert moved.task(OTHERS.id) == OTHERS
    assert {each.staff_id for each in moved.participants} == {JENS.id, AMIRA.id}
    assert moved.authors == PLAN.authors


def test_a_task_that_stays_and_one_that_the_consent_hides_keep_their_giver():
    moved, tasks = handovers.handed(PLAN, offered(staying=frozenset({WAITS.id})), JENS, TODAY)
    assert tasks == (FOLLOWED.id,)
    assert moved.task(WAITS.id) == WAITS
    assert moved.task(HIDDEN.id) == HIDDEN


def test_a_seat_that_the_receiver_has_is_not_doubled():
    moved, _ = handovers.handed(PLAN, offered(receiver=Party.of(AMIRA)), AMIRA, TODAY)
    assert [each.staff_id for each in moved.participants] == [AMIRA.id]


def test_a_temporary_one_goes_back_by_its_holder_or_on_its_day():
    lent = offered(kind=HandoverKind.TEMPORARY, until=NEXT_MONTH).accepted(JENS, NOW, ())
    new = identity("back")
    assert refused(lambda: lent.way_back(new, METTE, NOW, TODAY)) == "handover-return-early"
    assert refused(lambda: lent.way_back(new, LIS, NOW, TODAY)) == "handover-not-yours"
    for by, day in ((JENS, TODAY), (METTE, NEXT_MONTH)):
        back = lent.way_back(new, by, NOW, day)
        assert (back.giver, back.receiver, back.returns) == (lent.receiver, lent.giver, lent.id)
        assert back.status is HandoverStatus.ACCEPTED
    lasting = offered().accepted(JENS, NOW, ())
    assert refused(lambda: lasting.way_back(new, JENS, NOW, TODAY)) == "handover-not-temporary"


def test_each_case_worker_of_the_year_counts_once():
    changes = (
        Change(identity("1"), AMIRA.id, LIS.id, NOW - timedelta(200), "moved"),
        Change(identity("2"), LIS.id, METTE.id, NOW - timedelta(90), "moved"),
    )
    assert handovers.ordinal(offered(), changes) == 4
    assert handovers.ordinal(offered(), ()) == 2


def test_access_lasts_from_the_offer_to_a_no_and_help_to_its_day():
    assert handovers.opens(offered(), JENS.id, TODAY)
    assert not handovers.opens(offered().declined(JENS, NOW, "Nej"), JENS.id, TODAY)
    assert not handovers.opens(offered(kind=HandoverKind.REQUEST), JENS.id, TODAY)
    helps = offered(kind=HandoverKind.HELP, until=NEXT_MONTH).accepted(JENS, NOW, ())
    assert handovers.opens(helps, JENS.id, NEXT_MONTH)
    assert not handovers.opens(helps, JENS.id, NEXT_MONTH + timedelta(1))
    lent = offered(kind=HandoverKind.TEMPORARY, until=NEXT_MONTH).accepted(JENS, NOW, ())
    assert handovers.opens(lent, METTE.id, TODAY)
