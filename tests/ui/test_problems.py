"""What the user is told when something goes wrong, and what the log may know."""

import logging

import pytest

from coordinator.ports import NotFound, Stale, StoreDown
from coordinator.store_errors import StoreUnavailable
from ui.problems import bug, describe
from ui.runner import Stopped

SECRET = "Nina Nytest"


def fail() -> None:
    raise ValueError(SECRET)


def broken() -> Exception:
    try:
        fail()
    except ValueError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Stale(), "stale"),
        (StoreDown(), "store_down"),
        (StoreUnavailable(), "store_down"),
        (NotFound(), "not_found"),
        (Stopped(), "stopped"),
    ],
)
def test_each_known_error_has_its_kind_and_a_sentence(caplog, error, kind):
    problem = describe(error)
    assert problem.kind == kind
    assert problem.sentence.endswith(".")
    assert problem.reference == ""


def test_a_bug_gets_a_number_that_support_can_find_in_the_log(caplog):
    with caplog.at_level(logging.ERROR):
        problem = describe(broken())
    assert len(problem.reference) == 4
    assert problem.reference in problem.sentence
    assert problem.reference in caplog.text


def test_the_log_of_a_bug_knows_the_place_and_no_person(caplog):
    with caplog.at_level(logging.ERROR):
        bug(broken())
    assert "ValueError" in caplog.text
    assert "test_problems.py" in caplog.text
    assert SECRET not in caplog.text


def test_the_same_bug_has_the_same_number():
    assert bug(broken()).reference == bug(broken()).reference
