"""AC-09: a change of benefit hands nobody over, and where somebody does, it is said and counted."""

from datetime import timedelta

import pytest

from coordinator.use_cases import handing_over, opening
from coordinator.use_cases.handing_over import Offer
from plans.errors import RuleBroken
from plans.handovers import HandoverKind
from tests.builders import BIRGER, BO, JENS, METTE, NOW, citizen, identity
from tests.db.test_contract import ROW, load, put
from tests.db.test_contract_handovers import PLAN

BOS = identity(BO)
FIRST = ROW.replace("Støtte;01-01-2026;;lis", "Kontanthjælp;01-01-2026;30-09-2026;lis")
THEN = ROW.replace("Støtte;01-01-2026;;lis", "Sygedagpenge;01-10-2026;;hanne")


def owner(house):
    with house.begin(METTE, False) as work:
        return work.plans.get(PLAN.id).coordinator


def offer(house, **fields):
    kind = HandoverKind.REDISTRIBUTION
    wish = Offer(BOS, JENS.id, kind, note="Ring", giver=METTE.id, **fields)
    return handing_over.offer(house.desk(BIRGER), wish)[0]


def refusal(house, **fields):
    with pytest.raises(RuleBroken) as refused:
        offer(house, **fields)
    return refused.value.code


def test_ac_09_a_change_of_benefit_moves_nobody_by_itself_and_is_counted(house):
    put(house, citizen(), PLAN)
    load(house, FIRST)
    load(house, THEN)
    assert owner(house) == METTE.id
    with house.begin(METTE, False) as work:
        assert work.handovers.of_citizen(BOS) == ()
        assert {each.title for each in work.citizens.case_files(BOS)} >= {"Sygedagpenge"}

    assert refusal(house, cause="") == "handover-cause-missing"
    assert refusal(house, cause="benefit_change") == "handover-comment-missing"
    causes = {each.code: each.text for each in handing_over.causes_today(house.desk(BIRGER))}
    assert "ikke i sig selv en grund" in causes["benefit_change"]
    made = offer(house, cause="benefit_change", comment="Bo har bedt om det")
    assert owner(house) == METTE.id

    opening.open_citizen(house.desk(JENS), BOS)
    with house.desk(JENS).start_reading() as work:
        offered = work.handovers.get(made)
    handing_over.accept(house.desk(JENS), offered, ())
    assert owner(house) == JENS.id
    with house.begin(METTE, False) as work:
        (change,) = work.handovers.changes(BOS, NOW - timedelta(365))
        assert change.cause == "benefit_change"
