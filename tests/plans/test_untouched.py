"""What a change does not touch stays the same object, so that nobody compares or writes it."""

from dataclasses import replace
from uuid import uuid4

import pytest

from plans.parts import SubGoal
from tests.builders import METTE, goal, intervention, plan, task

NEAR, FAR = task("Ring"), task("Skriv")
BESIDE = intervention("Bostøtte", tasks=(task("Aftal tid"),))
OTHER = goal(
    "Bo selv", intervention("Vejledning", tasks=(FAR,)), sub_goals=(SubGoal(uuid4(), "Et bud"),)
)
COURSE = intervention("Kursus", tasks=(NEAR,))
PLAN = plan(goals=(goal("Job", COURSE, BESIDE, sub_goals=(SubGoal(uuid4(), "Et skridt"),)), OTHER))
STEP = PLAN.goals[0].sub_goals[0]


@pytest.mark.parametrize(
    "write",
    [
        lambda: PLAN.with_task(METTE, COURSE.id, replace(NEAR, title="Ring igen")),
        lambda: PLAN.with_task(METTE, COURSE.id, task("Ny")),
        lambda: PLAN.without_task(METTE, NEAR.id),
        lambda: PLAN.with_intervention(METTE, PLAN.goals[0].id, replace(COURSE, title="Hold")),
        lambda: PLAN.without_intervention(METTE, COURSE.id),
        lambda: PLAN.with_sub_goal(METTE, PLAN.goals[0].id, replace(STEP, title="To skridt")),
        lambda: PLAN.without_sub_goal(METTE, STEP.id),
    ],
)
def test_what_stands_beside_a_change_is_the_same_object(write):
    changed = write()
    assert changed != PLAN
    assert changed.goals[1] is OTHER
    assert BESIDE is changed.intervention(BESIDE.id)


def test_a_part_drawn_elsewhere_leaves_where_it_stood():
    changed = PLAN.with_task(METTE, COURSE.id, FAR)
    assert changed.goals[1].interventions[0].tasks == ()
    assert changed.goals[0].interventions[0].tasks == (NEAR, FAR)
