"""The bundle that writes itself, and what the sender's form begins with."""

from dataclasses import replace

import pytest

from coordinator.use_cases import handing_over, handover_bundle, planning
from coordinator.use_cases.handing_over import Offer
from coordinator.use_cases.handover_bundle import DateKind
from plans.handovers import HandoverKind
from plans.people import ServiceArea
from tests.builders import BIRGER, BO, JENS, LIS, METTE, citizen, consent, full_plan, identity
from tests.coordinator.house_of_plans import house_with

BOS = identity(BO)
PLAN = full_plan(deputy=None)


@pytest.fixture
def house():
    return house_with(citizen(), PLAN)


def offered(house, receiver=JENS):
    wish = Offer(BOS, receiver.id, HandoverKind.LASTING, "organisation", "Ring efter kl. 12")
    handover_id, _changes = handing_over.offer(house.desk(METTE), wish)
    return handover_id


def test_the_bundle_says_where_it_stands(house):
    bundle = handover_bundle.open_handover(house.desk(JENS), offered(house))
    assert bundle.cause == "Organisationsændring"
    assert [each.task.title for each in bundle.tasks] == ["Aftal kontaktperson"]
    assert {each.title for each in bundle.waiting} >= {"Ring til klinikken", "Træning, to hold"}
    assert DateKind.CONSENT_ENDS in {each.kind for each in bundle.dates}
    days = [each.day for each in bundle.dates]
    assert days == sorted(days)
    assert (bundle.ordinal, bundle.last_seen, bundle.news) == (2, None, ())
    assert bundle.lead == BIRGER.name


def test_the_receiver_reads_what_happened_since_they_last_looked(house):
    handover_id = offered(house)
    handover_bundle.open_handover(house.desk(JENS), handover_id)
    planning.set_follow_up(house.desk(METTE), PLAN.id, PLAN.follow_up, None)
    bundle = handover_bundle.open_handover(house.desk(JENS), handover_id)
    assert bundle.last_seen is not None
    assert bundle.dates == tuple(
        each for each in bundle.dates if each.kind is not DateKind.FOLLOW_UP
    )


def test_the_receiver_is_told_which_areas_are_hidden(house):
    alone = replace(
        consent(id=identity("no"), service_areas=frozenset({ServiceArea.EMPLOYMENT})),
        given_on=house.clock.today(),
    )
    planning.put_consent(house.desk(METTE), PLAN.id, None, alone)
    bundle = handover_bundle.open_handover(house.desk(LIS), offered(house, LIS))
    assert ServiceArea.EMPLOYMENT in bundle.hidden
    assert not any(each.may_follow for each in bundle.tasks)


def test_the_form_begins_with_the_giver_and_a_first_note(house):
    draft = handover_bundle.begin_handover(house.desk(METTE), BOS)
    assert draft.giver == METTE
    assert "Egen læge" in draft.note
    assert METTE in draft.staff
    assert draft.open_with == ""
    offered(house)
    assert handover_bundle.begin_handover(house.desk(METTE), BOS).open_with == JENS.name
