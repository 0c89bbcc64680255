"""Enquiries: exactly one person answers at every moment, and what nobody takes climbs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plans import enquiries
from plans.enquiries import (
    Climbed,
    ClimbLimits,
    EnquiryStatus,
    EnquiryStep,
    EnquiryStepKind,
    Ground,
    Suggestion,
    receiving_unit,
    suggestions,
    units_of,
)
from plans.errors import RuleBroken
from plans.units import Unit
from plans.working_days import WorkingDays
from tests.builders import (
    AMIRA,
    BIRGER,
    EVERYBODY,
    HANNE,
    HEALTH,
    IDA,
    JENS,
    LEFT,
    LIS,
    METTE,
    NOW,
    SOCIAL,
    TODAY,
    enquiry,
    identity,
)

UNITS = units_of(EVERYBODY)
HEALTH_CENTRE = Unit(HEALTH, "Sundhedscenter")
SUPPORT = Unit(SOCIAL, "Bostøtte")
LIMITS = ClimbLimits(2, 3, 5)
NEW = enquiry()
SENT = enquiries.sent(NEW, METTE, HEALTH_CENTRE, UNITS, TODAY)


def refusal(deed):
    with pytest.raises(RuleBroken) as caught:
        deed()
    return caught.value.code


def take(found, member, *, leads=False):
    return enquiries.taken(found, member, units_of([member]), TODAY, leads=leads, holder_name="Lis")


def test_who_sends_it_answers_for_it_until_somebody_takes_it():
    assert (SENT.status, SENT.unit, SENT.holder) == (EnquiryStatus.SENT, HEALTH_CENTRE, METTE.id)
    taken = take(SENT, LIS)
    assert (taken.status, taken.holder, taken.unit) == (EnquiryStatus.TAKEN, LIS.id, HEALTH_CENTRE)


def test_units_are_those_where_somebody_works():
    assert SUPPORT in UNITS
    assert receiving_unit(IDA) is None
    assert units_of([LEFT]) == ()


@pytest.mark.parametrize("member", [JENS, LIS, BIRGER])
def test_nobody_but_the_holder_sends_answers_or_tells(member):
    for deed in (
        lambda: enquiries.sent(NEW, member, SUPPORT, UNITS, TODAY),
        lambda: enquiries.answered(NEW, member, "Ja", TODAY),
        lambda: enquiries.require_told(NEW, member),
    ):
        assert refusal(deed) == "enquiry-not-yours"


def test_it_is_sent_to_a_unit_where_somebody_works_and_where_it_is_not():
    nowhere = Unit(HEALTH, "Nedlagt")
    assert refusal(lambda: enquiries.sent(NEW, METTE, nowhere, UNITS, TODAY)) == "enquiry-no-unit"
    again = lambda: enquiries.sent(SENT, METTE, HEALTH_CENTRE, UNITS, TODAY)  # noqa: E731
    assert refusal(again) == "enquiry-same-unit"
    assert enquiries.sent(SENT, METTE, SUPPORT, UNITS, TODAY).unit == SUPPORT


def test_only_the_unit_who_sent_it_and_who_leads_them_take_it():
    assert refusal(lambda: take(SENT, AMIRA)) == "enquiry-not-yours"
    assert refusal(lambda: take(SENT, JENS)) == "enquiry-not-yours"
    assert take(SENT, METTE).holder == METTE.id
    assert take(SENT, BIRGER, leads=True).holder == BIRGER.id
    assert refusal(lambda: take(NEW, LIS)) == "enquiry-not-yours"


def test_the_second_who_takes_it_hears_who_was_first():
    taken = take(SENT, LIS)
    late = replace(LIS, id=identity("another"))
    with pytest.raises(RuleBroken) as caught:
        take(taken, late)
    assert (caught.value.code, caught.value.facts) == ("enquiry-taken", {"name": "Lis"})
    assert refusal(lambda: take(taken, LIS)) == "enquiry-yours"


def test_a_unit_gives_it_back_with_a_reason_and_the_sender_has_it_again():
    def back(member, reason="Det er ikke os"):
        return enquiries.returned(SENT, member, units_of([member]), reason, TODAY)

    found = back(LIS)
    assert (found.status, found.unit, found.holder) == (EnquiryStatus.NEW, None, METTE.id)
    assert refusal(lambda: back(LIS, " ")) == "enquiry-return-reason"
    assert refusal(lambda: back(AMIRA)) == "enquiry-not-yours"
    taken = take(SENT, LIS)
    units = units_of([LIS])
    late = lambda: enquiries.returned(taken, LIS, units, "Nej", TODAY)  # noqa: E731
    assert refusal(late) == "enquiry-not-queued"


def test_an_answer_has_words_and_is_the_end():
    assert refusal(lambda: enquiries.answered(NEW, METTE, " ", TODAY)) == "enquiry-answer-words"
    done = enquiries.answered(NEW, METTE, "Ja", TODAY)
    assert not done.is_open
    assert refusal(lambda: take(done, LIS)) == "enquiry-answered"
    assert refusal(lambda: enquiries.answered(done, METTE, "Ja", TODAY)) == "enquiry-answered"


def test_what_is_registered_says_something_about_something_that_came():
    def require(day=TODAY, words="Hjælp", subject="care"):
        enquiries.require_registered(day, words, subject, TODAY)

    require()
    assert refusal(lambda: require(words=" ")) == "enquiry-words-missing"
    assert refusal(lambda: require(subject="")) == "enquiry-subject-missing"
    assert refusal(lambda: require(TODAY + timedelta(1))) == "enquiry-later"


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (date(2026, 11, 18), Climbed.NOT),
        (date(2026, 11, 19), Climbed.SENDER),
        (date(2026, 11, 20), Climbed.UNIT_LEAD),
        (date(2026, 11, 22), Climbed.UNIT_LEAD),
        (date(2026, 11, 24), Climbed.SENDERS_LEAD),
    ],
)
def test_what_nobody_takes_climbs_by_working_days(day, level):
    assert enquiries.climbed(SENT, LIMITS, WorkingDays(), day) is level


def test_what_is_not_sent_climbs_to_the_lead_alone_and_what_is_taken_not_at_all():
    def level(found, days):
        return enquiries.climbed(found, LIMITS, WorkingDays(), TODAY + timedelta(days))

    assert [level(NEW, days) for days in (3, 7)] == [Climbed.NOT, Climbed.SENDERS_LEAD]
    assert level(take(SENT, LIS), 30) is Climbed.NOT


def test_suggestions_name_who_knows_the_citizen_first_and_never_a_closed_unit():
    assert suggestions(HEALTH, [], [], UNITS) == (Suggestion(HEALTH_CENTRE, Ground.SUBJECT),)
    assert suggestions(HEALTH, [AMIRA, METTE], [LIS], UNITS) == (
        Suggestion(HEALTH_CENTRE, Ground.CORE_TEAM, LIS.name),
        Suggestion(SUPPORT, Ground.KNOWN, AMIRA.name),
        Suggestion(Unit(METTE.service_area, METTE.team), Ground.KNOWN, METTE.name),
    )
    assert suggestions(SOCIAL, [LEFT, HANNE], [], UNITS)[0] == Suggestion(
        SUPPORT, Ground.CASEWORKER, HANNE.name
    )
    assert suggestions(None, [], [], UNITS) == ()


def test_it_is_seen_by_who_had_a_hand_in_it_their_unit_and_who_leads_them():
    def sees(member, found=SENT, steps=(), *, leads=False):
        return enquiries.sees(found, steps, member, units_of([member]), leads=leads)

    assert [sees(each) for each in (METTE, LIS, JENS, AMIRA)] == [True, True, False, False]
    assert sees(BIRGER, leads=True)
    hand = EnquiryStep(identity("s"), SENT.id, EnquiryStepKind.RETURNED, NOW, AMIRA.id, AMIRA.name)
    assert sees(AMIRA, steps=[hand])
    assert not sees(replace(METTE, active=False))
