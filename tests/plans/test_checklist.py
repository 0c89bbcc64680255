"""What the program proves of a plan in review, and what it never claims."""

from dataclasses import replace

import pytest

from plans.checklist import disproving, is_proven
from plans.legibility import measure_sections
from plans.parts import OwnWords
from plans.readiness import Gap, gaps
from tests.builders import TODAY, full_plan, ready_plan

HARD = (
    "Kommunalbestyrelsens sundhedsfaglige rehabiliteringsforanstaltninger forudsætter dokumentation "
    * 12
)
EASY = "Jeg vil gerne bo i et hus. " * 12


def proves(code, plan, text=EASY):
    return is_proven(code, plan, gaps(plan, TODAY), measure_sections({"own_words": (text,)}))


@pytest.mark.parametrize(
    "code",
    [
        "own_words",
        "goals_complete",
        "waiting_dates",
        "consent_covers",
        "legal_basis",
        "lix",
        "coordinator_deputy",
        "rights_page",
        "protected_masked",
    ],
)
def test_a_plan_that_is_ready_proves_it(code):
    assert proves(code, ready_plan())


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("own_words", {"own_words": OwnWords()}),
        ("goals_complete", {"goals": ()}),
        ("consent_covers", {"consents": ()}),
        ("coordinator_deputy", {"deputy": None}),
        ("baseline_measure", {"measurements": ()}),
    ],
)
def test_what_is_missing_is_not_proven(code, changes):
    assert not proves(code, replace(ready_plan(), **changes))


def test_what_was_measured_is_a_baseline():
    assert proves("baseline_measure", full_plan())


def test_a_text_above_the_limit_is_not_easy_and_a_short_one_has_no_figure():
    assert not proves("lix", ready_plan(), HARD)
    assert proves("lix", ready_plan(), "Rehabiliteringsforanstaltninger")


def test_the_program_claims_nothing_that_it_does_not_know():
    assert not proves("sourced", ready_plan())
    assert disproving("sourced", (Gap("goals-missing"),)) == ()


def test_it_says_what_speaks_against_a_point():
    found = (Gap("goals-missing"), Gap("wake-up-date-missing"))
    assert disproving("waiting_dates", found) == found[1:]
