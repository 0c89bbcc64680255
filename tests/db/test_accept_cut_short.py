"""Whoever is cut off while a citizen is taken over: all of it is there afterwards, or nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import event, text

from coordinator.store_errors import StoreUnavailable
from coordinator.use_cases import handing_over, opening
from tests.builders import BO, JENS, METTE, identity
from tests.db.test_contract_going_along import ASKED, HAS, HERS, KEPT, OWN, QUEUED, SENT
from tests.db.test_contract_going_along import kept as filled  # noqa: F401 - a fixture
from tests.db.test_contract_handovers import PLAN, offer

BOS = identity(BO)


class Cut(Exception):
    """The line is gone."""


def engine_of(house, member):
    return house.persons.get(member.login, house.engine)


def whose(house):
    """Say, past all walls, who has each thing that goes along."""
    with house.begin(METTE, False) as work:
        plan = work.plans.get(PLAN.id)
        tasks = {each.title: each.assignee.staff_id for each in plan.tasks}
        between = {each: work.staff_tasks.get(each) for each in (ASKED, HAS, OWN, SENT)}
        enquiries = [work.enquiries.get(each).holder for each in (HERS, QUEUED)]
    return {
        plan.coordinator,
        tasks["Aftal besøg"],
        between[ASKED].assignee,
        between[HAS].assignee,
        between[OWN].assignee,
        between[SENT].sender,
        *enquiries,
    }


def cut_at(house, member, place, deed):
    """Do something and let its statement of that number fail; tell whether there was one."""
    engine, count = engine_of(house, member), 0

    def stop(connection, *_rest):
        nonlocal count
        count += 1
        if count == place:
            if house.persons:
                # The server ends the session, as when its line is cut.
                own = connection.connection.dbapi_connection.info.backend_pid
                with house.engine.begin() as other:
                    other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
            raise Cut

    event.listen(engine, "before_cursor_execute", stop)
    try:
        deed()
    except (Cut, StoreUnavailable):
        return True
    finally:
        event.remove(engine, "before_cursor_execute", stop)
    return count >= place


@pytest.mark.parametrize("house", ["local", "shared"], indirect=True)
def test_a_cut_while_accepting_leaves_all_or_nothing(filled):  # noqa: F811 - the fixture
    house = filled
    handover = offer(house, staying=frozenset({KEPT}))
    desk = house.desk(JENS)
    opening.open_citizen(desk, BOS)
    seen = replace(handover)
    place, cuts = 0, 0
    while whose(house) == {METTE.id}:
        place += 3
        assert place < 600, "an acceptance never comes through"
        cuts += cut_at(
            house, JENS, place, lambda: handing_over.accept(desk, seen, frozenset({KEPT}))
        )
    assert whose(house) == {JENS.id}
    assert cuts > 5
    with house.begin(METTE, False) as work:
        assert work.staff_tasks.get(KEPT).assignee == METTE.id
        assert len(work.handovers.of_citizen(BOS)) == 1
