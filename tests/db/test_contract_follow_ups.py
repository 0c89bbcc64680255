"""What every store promises of follow-ups."""

from dataclasses import replace
from datetime import timedelta

from plans.follow_ups import FollowUpHeld, InterventionResult
from plans.states import GoalAchievement
from tests.builders import (
    BO,
    EMPLOYMENT,
    KARLA,
    METTE,
    NOW,
    PRACTICE,
    SLEEP,
    TODAY,
    WORK,
    citizen,
    identity,
    plan,
)
from tests.db.test_contract import put

PLAN = plan()
FIRST = FollowUpHeld(
    identity("held"), PLAN.id, identity(BO), TODAY - timedelta(90), METTE.id, METTE.name, NOW,
    (InterventionResult(PRACTICE.id, PRACTICE.title, EMPLOYMENT, "ended", "Ord «æ» 🙂"),),
    TODAY, "Bo er glad.\n\nVi ses.",
    ((WORK.id, GoalAchievement.ACHIEVED), (SLEEP.id, GoalAchievement.NO_CHANGE)),
)  # fmt: skip
BARE = replace(FIRST, id=identity("bare"), held_on=TODAY, results=(), achievements=(), note="")


def test_follow_ups_come_back_field_by_field_newest_first(house):
    put(house, citizen(), PLAN)
    with house.begin(METTE, True) as work:
        work.follow_ups.add(FIRST)
        work.follow_ups.add(BARE)
        assert work.commit().citizens == {identity(BO)}
    with house.begin(METTE, False) as work:
        assert work.follow_ups.of_citizen(identity(BO)) == (BARE, FIRST)
        assert work.follow_ups.of_citizen(identity(KARLA)) == ()
