"""What a plan for caseloads does, in counts."""

from plans.caseload_consequences import LoadChange, consequences
from plans.caseload_plan import Problem, Proposal, Relation
from tests.caseloads_invented import held, person, receiver


def test_the_consequences_are_counted_of_those_who_move_alone():
    citizens = (
        held(1, 9, burden=2, tasks=3, soon=1, protected=True),
        held(2, 9, relations=((person(1), Relation.DEPUTY),), tasks=1, moved=True),
        held(3, 1, tasks=7, soon=7, moved=True, protected=True),
    )
    receivers = receiver(1, 8, unit="Nord", elsewhere=1), receiver(2, 4, unit="Syd")
    found = consequences(Proposal(Problem(citizens, receivers), (1, 0, 0)))
    assert (found.citizens, found.stay, found.known, found.strangers) == (2, 1, 1, 1)
    assert (found.tasks, found.soon, found.again, found.protected) == (4, 1, 1, 1)
    assert found.loads == (
        LoadChange(person(1), "Nord", 2, 3, 8, 1, 0),
        LoadChange(person(2), "Syd", 0, 2, 4, 1, 0),
        LoadChange(person(9), "", 3, 0, None, 0, 2),
    )


def test_who_gives_and_receives_stands_once():
    problem = Problem((held(1, 1), held(2, 1)), (receiver(1, 5, elsewhere=1), receiver(2, 5)))
    found = consequences(Proposal(problem, (0, 1)))
    assert [(each.before, each.after, each.gives) for each in found.loads] == [(3, 2, 1), (0, 1, 0)]
