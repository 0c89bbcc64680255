"""Colleagues at one server in the same moment: what one keeps, the other does not undo."""

import threading
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from coordinator.ports import Stale, UnitOfWork
from coordinator.store_errors import StoreCollided
from db.errors import translated
from plans.parts import OwnWords, SubGoal
from plans.plan import JointPlan
from plans.states import PlanStatus
from tests.builders import (
    AMIRA,
    BO,
    KARLA,
    METTE,
    NOW,
    SLEEP,
    SUPPORT,
    WORK,
    citizen,
    identity,
    intervention,
    plan,
    ready_plan,
)
from tests.houses import House, SqlHouse

Deed = Callable[[UnitOfWork, JointPlan], None]


def put_bo_with(house: House, whole) -> None:
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(whole)
        work.commit()


def at_once(house: House, mine: Deed, theirs: Deed, plan_id: UUID | None = None) -> None:
    """Let two look, then one keep something, then the other."""
    with house.begin(METTE, True) as late:
        seen = late.plans.get(plan_id) if plan_id else plan()
        with house.begin(AMIRA, True) as early:
            theirs(early, early.plans.get(plan_id) if plan_id else plan())
            early.commit()
        mine(late, seen)
        late.commit()


def test_words_are_not_written_into_a_plan_that_was_sent_meanwhile(shared_house):
    put_bo_with(shared_house, ready_plan(authors=frozenset({METTE.id})))
    words = OwnWords("For sent")
    with pytest.raises(Stale):
        at_once(
            shared_house,
            lambda work, seen: work.plans.save(seen.written_by(METTE, own_words=words)),
            lambda work, seen: work.plans.save(seen.sent_to_review(METTE, NOW)),
            plan().id,
        )
    with shared_house.begin(METTE, False) as work:
        now = work.plans.get(plan().id)
    assert (now.status, now.own_words) == (PlanStatus.IN_REVIEW, plan().own_words)


def put_course(work: UnitOfWork, seen: JointPlan) -> None:
    work.plans.save(seen.with_intervention(AMIRA, SLEEP.id, intervention("Søvnhold")))


def put_step(work: UnitOfWork, seen: JointPlan) -> None:
    work.plans.save(seen.with_sub_goal(AMIRA, SLEEP.id, SubGoal(uuid4(), "Sove til kl. 6")))


def drop_goal(work: UnitOfWork, seen: JointPlan) -> None:
    work.plans.save(seen.without_goal(METTE, SLEEP.id))


@pytest.mark.parametrize("put", [put_course, put_step])
def test_nothing_is_put_under_a_goal_that_was_taken_out_meanwhile(shared_house, put):
    put_bo_with(shared_house, plan(authors=frozenset({METTE.id, AMIRA.id})))
    with pytest.raises(Stale):
        at_once(shared_house, put, drop_goal, plan().id)


def test_a_goal_is_not_taken_out_over_an_intervention_put_under_it_meanwhile(shared_house):
    put_bo_with(shared_house, plan(authors=frozenset({METTE.id, AMIRA.id})))
    with pytest.raises(Stale):
        at_once(shared_house, drop_goal, put_course, plan().id)
    with shared_house.begin(METTE, False) as work:
        below = work.plans.get(plan().id).goals[1].interventions
    assert [each.title for each in below] == ["Søvnhold"]


def test_two_open_plans_of_one_citizen_cannot_be_begun(shared_house):
    put_bo_with(shared_house, plan(identity(BO), id=uuid4(), status=PlanStatus.CLOSED, goals=()))
    bare = plan(goals=(), participants=(), consents=(), events=())

    def begin(work: UnitOfWork, _seen: JointPlan) -> None:
        work.plans.add(replace(bare, id=uuid4()))

    with pytest.raises(Stale):
        at_once(shared_house, begin, begin)


def test_one_number_for_two_citizens_is_stale(shared_house):
    def add(work: UnitOfWork, _seen: JointPlan) -> None:
        work.citizens.add(citizen(id=uuid4()))

    with pytest.raises(Stale):
        at_once(shared_house, add, add)


def test_work_that_reads_sees_the_store_of_one_moment(shared_house):
    put_bo_with(shared_house, plan())
    with shared_house.begin(AMIRA, False) as reading:
        before = reading.plans.get(plan().id)
        with shared_house.begin(METTE, True) as writing:
            whole = writing.plans.get(plan().id)
            writing.plans.save(whole.without_intervention(METTE, SUPPORT.id))
            writing.commit()
        assert reading.plans.get(plan().id) == before
    assert WORK in before.goals


def test_words_and_sorting_keys_are_compared_by_character(shared_house: SqlHouse):
    """A server's own order has «{» before «z»: then «schultz» is found by no prefix of it."""
    with shared_house.engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT table_name, column_name, collation_name FROM information_schema.columns "
                "WHERE column_name IN ('token', 'sort_key') ORDER BY 1, 2"
            )
        )
        assert [tuple(line) for line in found] == [
            ("citizen", "sort_key", "C"),
            ("search_token", "sort_key", "C"),
            ("search_token", "token", "C"),
        ]


def test_of_two_that_wait_for_each_other_one_is_told_that_it_met_another(shared_house):
    with shared_house.begin(METTE, True) as work:
        for number in (BO, KARLA):
            work.citizens.add(citizen(number, id=identity(number)))
        work.commit()
    lock = text("SELECT FROM citizen WHERE id = :who FOR UPDATE")
    first, second = {"who": identity(BO)}, {"who": identity(KARLA)}
    ended = []

    def other() -> None:
        with translated(), shared_house.engine.connect() as connection:
            connection.execute(text("SET deadlock_timeout = '10s'"))
            connection.execute(lock, second)
            held.set()
            connection.execute(lock, first)
            ended.append("went through")

    held, thread = threading.Event(), threading.Thread(target=other)
    with shared_house.engine.connect() as connection:
        connection.execute(text("SET deadlock_timeout = '50ms'"))
        connection.execute(lock, first)
        thread.start()
        assert held.wait(20)
        with pytest.raises(StoreCollided), translated():
            connection.execute(lock, second)
        connection.rollback()
    thread.join()
    assert ended == ["went through"]
