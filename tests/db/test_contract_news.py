"""What colleagues did in somebody's plans since they last looked, in every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.plan_news import NEWS_FOR
from coordinator.use_cases.opening import open_plan
from coordinator.use_cases.planning import put_task
from coordinator.use_cases.worklists import my_day
from plans.parts import EventKind
from tests.builders import (
    AMIRA,
    JENS,
    LIS,
    METTE,
    NOW,
    PRACTICE,
    SLEEP,
    WORK,
    citizen,
    consent,
    event,
    participant,
    plan,
    task,
)

PLAN = plan().id
RING = task("Ring til lægen", LIS)


@pytest.fixture
def written(house):
    """Amira wrote Bo's plan, which Mette coordinates and in which Lis takes part."""
    practice = replace(PRACTICE, tasks=(RING,))
    with house.begin(AMIRA, True) as work:
        work.citizens.add(citizen())
        work.plans.add(
            plan(
                goals=(replace(WORK, interventions=(practice,)), SLEEP),
                participants=(participant(LIS),),
                consents=(consent(),),
                deputy=None,
                events=(replace(event(EventKind.CREATED, METTE), at=NOW - timedelta(2)),),
            )
        )
        work.commit()
    return house


def news(house, member):
    return my_day(house.desk(member)).news


def test_who_takes_part_hears_once_what_each_colleague_did(written):
    (from_amira,) = news(written, METTE)
    assert (from_amira.plan_id, from_amira.citizen_name) == (PLAN, "Bo Testrup")
    assert from_amira.by_name == AMIRA.name
    # Two goals, an intervention, a task, a consent and a participant.
    assert from_amira.more == 5
    told = {each.by_name: each for each in news(written, LIS)}
    assert told.keys() == {AMIRA.name, METTE.name}
    assert (told[METTE.name].kind, told[METTE.name].more) == ("created", 0)


def test_who_has_looked_since_hears_no_more(written):
    open_plan(written.desk(METTE), PLAN)
    assert news(written, METTE) == ()
    assert news(written, LIS) != ()


def test_what_one_did_oneself_is_no_news_to_oneself(written):
    done = replace(RING, title="Ring til hospitalet")
    put_task(written.desk(METTE), PLAN, PRACTICE.id, RING, done)
    by = {each.by_name: each for each in news(written, LIS)}
    assert by[METTE.name].title in {"Ring til hospitalet", ""}
    assert METTE.name not in {each.by_name for each in news(written, METTE)}


def test_who_has_nothing_to_do_with_it_hears_nothing(written):
    assert news(written, JENS) == ()


def test_what_the_consent_hides_is_not_told(house):
    hidden = replace(PRACTICE, tasks=(task("Skjult", JENS),))
    with house.begin(AMIRA, True) as work:
        work.citizens.add(citizen())
        work.plans.add(
            plan(
                goals=(replace(WORK, interventions=(hidden,)),),
                participants=(participant(LIS),),
                consents=(),
                events=(),
            )
        )
        work.commit()
    (line,) = news(house, LIS)
    # The goal and who takes part; nothing of employment's intervention and its task.
    assert line.kind in {"goal", "participant"}
    assert line.more == 1


def test_what_is_old_is_no_news(house):
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        long_ago = replace(event(EventKind.CREATED, METTE), at=NOW - NEWS_FOR - timedelta(1))
        alone = plan(goals=(), consents=(), participants=(), deputy=JENS.id, events=(long_ago,))
        work.plans.add(alone)
        work.commit()
    assert news(house, JENS) == ()
