"""Any plan comes back from a store as it went in, and as what it was rewritten to."""

from dataclasses import replace
from itertools import count
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings

from plans.flat import LISTS, lay_flat, put_together
from plans.plan import JointPlan
from tests.builders import METTE, citizen
from tests.plan_strategies import VERSIONS

NUMBERS = count()


def own(plan: JointPlan, salt: int) -> JointPlan:
    """Give the parts of a plan ids that no other example's have."""
    laid = lay_flat(plan)

    def renamed(part_id: UUID) -> UUID:
        return uuid5(part_id, str(salt))

    known = {each.id for each in laid if each.kind in LISTS or each.under is not None}
    again = [
        replace(
            each,
            id=renamed(each.id),
            under=renamed(each.under) if each.under else None,
            part=replace(each.part, id=renamed(each.id)) if each.id in known else each.part,
        )
        for each in laid
    ]
    events = tuple(replace(each, id=renamed(each.id)) for each in plan.events)
    whole = replace(plan, id=renamed(plan.id), citizen_id=renamed(plan.citizen_id), events=events)
    return put_together(whole, again)


@pytest.mark.parametrize("store", ["memory", "local", "shared"])
def test_a_plan_is_kept_and_rewritten(store, request):
    house = request.getfixturevalue(f"{store}_house")

    @given(VERSIONS)
    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    def holds(versions):
        salt = next(NUMBERS)
        before, after = (own(each, salt) for each in versions)
        with house.begin(METTE, True) as work:
            work.citizens.add(citizen(id=before.citizen_id, identifiers=()))
            work.plans.add(before)
            work.commit()
        for wanted in (before, after, before):
            with house.begin(METTE, True) as work:
                work.plans.get(before.id)
                work.plans.save(wanted)
                work.commit()
            with house.begin(METTE, False) as work:
                assert work.plans.get(before.id) == wanted

    holds()
