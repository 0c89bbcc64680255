"""The search for a plan with few changes: against every plan there is, by process, and stopped."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from itertools import pairwise

from hypothesis import given, settings

from coordinator import caseload_child, caseload_search
from coordinator.caseload_search import search
from plans.caseload_plan import Impossible, Lack, Problem, Proposal
from plans.dealing_out import greedy, round_robin
from plans.people import ServiceArea
from tests.bench.caseload_measures import reorganisation
from tests.caseloads_invented import asked_here, every_choice, held, problems, receiver


def never():
    return False


def found(problem, told=lambda _plan: None, stopped=never):
    return search(problem, told, stopped, asked_here)


@settings(max_examples=150)
@given(problems())
def test_the_plan_found_is_the_best_of_all_there_are(problem):
    best = min((problem.score(each) for each in every_choice(problem)), default=None)
    plan = found(problem)
    if best is None:
        assert isinstance(plan, Impossible)
        assert plan.nobody or plan.lacks
    else:
        assert plan.score == best
        assert plan.bound == (best.changes, best.strangers, best.uneven, best.again)


@settings(max_examples=60)
@given(problems(14, 5))
def test_every_plan_keeps_the_rules_and_has_no_more_changes_than_by_hand(problem):
    told = []
    plan = found(problem, told.append)
    for each in told:
        each.require_kept()
        assert len(each.choice) == len(problem.citizens)
    if isinstance(plan, Proposal):
        plan.require_kept()
        for choice in (greedy(problem), round_robin(problem)):
            assert choice is None or plan.score <= problem.score(choice)


@settings(max_examples=60)
@given(problems(12, 5))
def test_without_a_plan_it_says_what_stands_in_the_way(problem):
    plan = found(problem)
    if isinstance(plan, Impossible):
        assert plan.nobody == problem.nobody()
        assert bool(plan.nobody) != bool(plan.lacks)
        assert all(lack.citizens and lack.burden and lack.able for lack in plan.lacks)


def test_it_says_for_which_cases_there_is_too_little_room():
    social = ServiceArea.SOCIAL
    citizens = (*(held(n, 9, area=social, burden=2) for n in range(3)), held(7, 9))
    receivers = receiver(1, 4, area=social), receiver(2, 9, area=ServiceArea.HEALTH)
    plan = found(Problem(citizens, receivers))
    assert plan == Impossible(lacks=(Lack(social, frozenset(), 1, 2, 1),))


def test_who_is_fixed_to_one_without_room_is_in_the_way():
    citizens = (held(1, 9, by_hand=receiver(1).id),)
    plan = found(Problem(citizens, (receiver(1, 0), receiver(2))))
    assert plan.lacks[0].able == 1


def test_the_first_plan_is_told_before_the_solver_is_asked():
    problem, told = reorganisation(60, 8, 1), []

    def asked(_numbers):
        assert told
        return asked_here(_numbers)

    search(problem, told.append, never, asked)
    assert told[0].choice in (greedy(problem), round_robin(problem))


def test_the_same_problem_has_the_same_plan():
    problem = reorganisation(120, 12, 10)
    assert found(problem).choice == found(problem).choice


def test_each_plan_told_is_better_or_proven_further():
    told = []
    found(reorganisation(120, 12, 10), told.append)
    for one, next_one in pairwise(told):
        assert next_one.score <= one.score
        assert next_one.score < one.score or next_one.bound != one.bound


def test_the_solver_hears_nothing_about_anybody():
    heard = []

    def asked(numbers):
        heard.append(json.dumps(numbers))
        return asked_here(numbers)

    problem = reorganisation(60, 8, 1)
    search(problem, lambda _plan: None, never, asked)
    assert not any(str(each.citizen) in heard[0] for each in problem.citizens)
    assert not any(str(each.id) in heard[0] for each in problem.receivers)
    assert "sygedagpenge" not in heard[0]


def test_what_is_proven_of_a_wish_counts_after_the_wishes_before_it():
    @contextmanager
    def asked(_numbers):
        yield iter(({"wish": 1, "bound": 3.0}, {"wish": 0, "bound": None}, {}, {"end": True}))

    assert search(reorganisation(60, 8, 1), lambda _plan: None, never, asked).bound == ()


def test_a_process_of_its_own_finds_the_same():
    problem = reorganisation(60, 8, 1)
    assert search(problem, lambda _plan: None, never) == found(problem)


def test_stopped_it_gives_the_best_so_far_and_leaves_no_process():
    problem, told = reorganisation(60, 8, 1), []
    plan = search(problem, told.append, lambda: True)
    assert isinstance(plan, Proposal)
    assert plan == told[-1]


def test_stopped_before_anything_is_known_there_is_no_plan():
    # By hand somebody is left over, though there is a plan: 3 and 2+2 fit where 4 and 3 have room.
    citizens = (held(1, 9, burden=2), held(2, 9, burden=3), held(3, 9, burden=2))
    problem = Problem(citizens, (receiver(1, 3), receiver(2, 4)))
    if greedy(problem) is None and round_robin(problem) is None:
        assert search(problem, lambda _plan: None, lambda: True) == Impossible()
    assert isinstance(found(problem), Proposal)


def test_a_solver_that_breaks_down_leaves_what_was_found_by_hand(monkeypatch, tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(3)")
    monkeypatch.setattr(caseload_search, "_CHILD", broken)
    problem = reorganisation(60, 8, 1)
    plan = search(problem, lambda _plan: None, never)
    assert plan.bound == ()
    plan.require_kept()


def test_the_process_ends_when_nobody_listens():
    numbers = {
        "sizes": [], "burdens": [], "cells": [], "rooms": [], "shares": [],
        "moving": [], "strangers": [], "again": [], "start": None, "wish_s": 1.0,
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-I", caseload_child.__file__],
        input=json.dumps(numbers) + "\n", capture_output=True, text=True, check=False,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert '{"end": true}' in ran.stdout
    assert ran.returncode == 0
