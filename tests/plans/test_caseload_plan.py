"""Who may get whom when caseloads move, and what a plan costs."""

import pytest
from hypothesis import given

from plans.caseload_plan import (
    Misfit,
    Problem,
    Proposal,
    Receiver,
    Relation,
    Score,
    Why,
    in_sets,
    kinds_of,
    misfit,
)
from plans.dealing_out import greedy, round_robin
from plans.errors import RuleBroken
from plans.people import ServiceArea
from tests.caseloads_invented import citizen, every_choice, held, person, problems, receiver

EMPLOYMENT, SOCIAL = ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL


def test_a_receiver_is_of_the_same_service_area_where_both_have_one():
    one = held(1, 9, area=EMPLOYMENT)
    assert misfit(one, receiver(1, area=SOCIAL)) is Misfit.AREA
    assert misfit(one, receiver(1, area=EMPLOYMENT)) is None
    assert misfit(one, receiver(1)) is None
    assert misfit(held(1, 9), receiver(1, area=SOCIAL)) is None


def test_a_receiver_knows_every_subject_of_the_case():
    one = held(1, 9, needs=frozenset({"fleksjob", "unge"}))
    assert misfit(one, receiver(1, competences=frozenset({"unge"}))) is Misfit.COMPETENCE
    assert misfit(one, receiver(1, competences=frozenset({"unge", "fleksjob"}))) is None


def test_a_district_counts_where_it_is_known_and_the_receiver_has_some():
    nord, nobody_knows = held(1, 9, district="Nord"), held(1, 9)
    assert misfit(nord, receiver(1, districts=frozenset({"Syd"}))) is Misfit.DISTRICT
    assert misfit(nobody_knows, receiver(1, districts=frozenset({"Syd"}))) is None
    assert misfit(nord, receiver(1)) is None


def test_who_is_away_gets_nobody_and_keeps_who_they_have():
    away = receiver(1, away=True)
    assert misfit(held(1, 9), away) is Misfit.AWAY
    assert misfit(held(1, 1), away) is None


def test_whom_nobody_can_have_is_named_with_what_stands_in_the_way():
    one, two = held(1, 9, area=EMPLOYMENT, needs=frozenset({"unge"})), held(2, 9)
    receivers = receiver(1, area=SOCIAL), receiver(2, area=SOCIAL), receiver(3, area=EMPLOYMENT)
    (found,) = Problem((one, two), receivers).nobody()
    assert found.held is one
    assert found.refusals == ((Misfit.AREA, 2), (Misfit.COMPETENCE, 1))


def test_a_citizen_fixed_to_somebody_who_cannot_have_them_has_nobody():
    fixed = held(1, 9, area=EMPLOYMENT, by_hand=person(1))
    (found,) = Problem((fixed,), (receiver(1, area=SOCIAL), receiver(2))).nobody()
    assert found.refusals == ((Misfit.AREA, 1),)


def test_the_closest_way_to_know_a_citizen_counts():
    one = held(1, 9, relations=((person(1), Relation.EARLIER), (person(1), Relation.DEPUTY)))
    assert one.relation_to(person(1)) is Relation.DEPUTY
    assert one.relation_to(person(2)) is None
    assert one.key == (citizen(1), person(9))


def test_an_even_share_follows_the_limits():
    problem = Problem(
        tuple(held(n, 9) for n in range(4)), (receiver(1, 20, elsewhere=2), receiver(2, 10))
    )
    assert problem.shares() == (4, 2)
    assert Problem((held(1, 9),), (receiver(1, 0),)).shares() == (0,)


def test_a_plan_costs_changes_strangers_what_is_uneven_and_who_moves_again():
    citizens = (
        held(1, 1),
        held(2, 9, moved=True),
        held(3, 9, relations=((person(1), Relation.CORE_TEAM),), moved=True),
    )
    problem = Problem(citizens, (receiver(1, 4), receiver(2, 4)))
    assert problem.score((0, 1, 0)) == Score(2, 1, 0, 2)
    assert problem.score((1, 0, 0)) == Score(3, 2, 0, 2)
    assert problem.score((0, 0, 0)) == Score(2, 1, 1, 2)


def test_who_has_too_much_already_is_overfull_only_when_they_get_more():
    problem = Problem((held(1, 9),), (receiver(1, 3, elsewhere=5), receiver(2)))
    assert problem.overfull((1,)) == ()
    assert problem.overfull((0,)) == (0,)


def test_a_plan_says_why_each_gets_whom():
    citizens = (
        held(1, 1),
        held(2, 9, needs=frozenset({"unge"})),
        held(3, 9, relations=((person(2), Relation.DEPUTY),)),
        held(4, 9),
        held(5, 9, by_hand=person(2)),
    )
    receivers = (receiver(1), receiver(2, competences=frozenset({"unge"})))
    plan = Proposal(Problem(citizens, receivers), (0, 1, 1, 0, 1))
    assert [each.why for each in plan.lines] == [
        Why.STAYS, Why.ONLY_ONE, Why.RELATION, Why.ROOM, Why.BY_HAND
    ]  # fmt: skip
    assert [each.citizen for each in plan.moves] == [citizen(n) for n in (2, 3, 4, 5)]
    assert plan.lines[2].relation is Relation.DEPUTY


def test_what_is_proven_tells_how_many_changes_fewer_there_can_be():
    problem = Problem((held(1, 1),), (receiver(1), receiver(2)))
    assert Proposal(problem, (1,), (0,)).fewer_changes == 1
    assert Proposal(problem, (1,)).fewer_changes is None


def test_a_receiver_chosen_by_hand_stays_and_nothing_is_proven_any_more():
    problem = Problem((held(1, 1), held(2, 9)), (receiver(1), receiver(2)))
    plan = Proposal(problem, (0, 0), (1,)).with_receiver((citizen(1), person(1)), person(2))
    assert plan.choice == (1, 0)
    assert plan.score.changes == 2
    assert plan.bound == ()
    assert plan.problem.fitting(0) == (1,)
    freed = plan.without_hand((citizen(1), person(1)))
    assert freed.choice == (1, 0)
    assert freed.problem == problem


def test_nobody_is_chosen_by_hand_who_cannot_have_the_citizen():
    problem = Problem((held(1, 1, area=EMPLOYMENT),), (receiver(1), receiver(2, area=SOCIAL)))
    with pytest.raises(RuleBroken, match="caseload-receiver-unfit"):
        Proposal(problem, (0,)).with_receiver((citizen(1), person(1)), person(2))


def test_a_plan_that_gives_too_much_is_refused():
    problem = Problem((held(1, 9), held(2, 9)), (receiver(1, 1), receiver(2)))
    with pytest.raises(RuleBroken, match="caseload-overfull"):
        Proposal(problem, (0, 0)).require_kept()
    Proposal(problem, (0, 1)).require_kept()


def test_citizens_whom_no_rule_tells_apart_are_one_kind():
    citizens = (held(1, 1), held(2, 1), held(3, 2), held(4, 1, burden=2))
    problem = Problem(citizens, (receiver(1), receiver(2)))
    assert list(kinds_of(problem)) == [(0, 1), (2,), (3,)]


def test_by_hand_one_lets_stay_whom_there_is_room_for():
    citizens = (held(1, 1, burden=3), held(2, 1), held(3, 1))
    problem = Problem(citizens, (receiver(1, 3), receiver(2, 3), receiver(3, 3)))
    assert round_robin(problem) == (0, 1, 2)
    assert greedy(problem) == (1, 0, 0)


def test_heaviest_first_prefers_who_knows_the_citizen_then_who_has_most_room():
    citizens = (held(1, 9, relations=((person(2), Relation.EARLIER),)), held(2, 9))
    problem = Problem(citizens, (receiver(1, 5), receiver(2, 3)))
    assert greedy(problem) == (1, 0)


def test_by_hand_one_may_end_with_somebody_left():
    problem = Problem((held(1, 9), held(2, 9)), (receiver(1, 1),))
    assert round_robin(problem) is None
    assert greedy(problem) is None


@given(problems())
def test_what_one_does_by_hand_keeps_the_rules_too(problem):
    for choice in (round_robin(problem), greedy(problem)):
        assert choice is None or problem.keeps(choice)


@given(problems())
def test_whom_a_kind_joins_may_change_places(problem):
    best = {problem.score(choice) for choice in every_choice(problem)}
    for kind in kinds_of(problem):
        fitting = {problem.fitting(place) for place in kind}
        assert len(fitting) == 1
    assert best or not list(every_choice(problem))


def test_a_receiver_without_a_limit_has_no_room():
    assert Receiver(person(1)).room == 0


def test_a_citizen_with_two_givers_stands_once_in_each_set():
    citizens = (held(1, 8), held(1, 9), held(2, 9))
    plan = Proposal(Problem(citizens, (receiver(1),)), (0, 0, 0))
    first, second = in_sets(plan.moves)
    assert [each.citizen for each in first] == [citizen(1), citizen(2)]
    assert [each.giver for each in second] == [person(9)]
    assert in_sets(()) == ()
