"""What a plan for caseloads does, in words and on paper; no citizen is named."""

from dataclasses import replace

import pytest

from coordinator.caseload_plan_wording import (
    bound_words,
    by_hand_words,
    lack_words,
    nobody_words,
    summary_words,
    why_words,
)
from coordinator.i18n import use_language
from coordinator.reports.reorganisation_paper import reorganisation_paper
from coordinator.use_cases.reorganisation_outcome import (
    changes_by_hand,
    outcome_of,
    print_outcome,
)
from coordinator.use_cases.reorganising import Posed
from plans.caseload_plan import (
    HeldCitizen,
    Lack,
    Misfit,
    Move,
    NobodyFits,
    Problem,
    Proposal,
    Receiver,
    Relation,
    Why,
)
from plans.errors import RuleBroken
from tests.builders import BIRGER, BO, EVERYBODY, JENS, KARLA, METTE, NINA, TODAY, identity
from tests.caseloads_invented import held, receiver
from tests.coordinator.paper_samples import SOLBAEK
from tests.fakes import FakeStore


@pytest.fixture(autouse=True)
def _danish():
    use_language("da")


NAMES = {identity(who): f"Borger {who}" for who in (BO, NINA, KARLA)}
CITIZENS = (
    HeldCitizen(identity(BO), METTE.id, burden=2, tasks=3, soon=1),
    HeldCitizen(identity(NINA), METTE.id, relations=((JENS.id, Relation.DEPUTY),)),
    HeldCitizen(identity(KARLA), METTE.id, protected=True, moved=True),
)
PROBLEM = Problem(CITIZENS, (Receiver(JENS.id, "Team Nord", limit=4), Receiver(METTE.id, limit=2)))
PLAN = Proposal(PROBLEM, (0, 0, 1), (2, 1, 0, 0))


@pytest.fixture
def posed():
    return Posed(PROBLEM, NAMES, {each.id: each for each in EVERYBODY})


def test_the_outcome_has_names_of_staff_and_counts_of_citizens(posed):
    outcome = outcome_of(posed, PLAN, changes_by_hand(PROBLEM))
    jens, mette = outcome.loads
    assert (jens.name, jens.before, jens.after, jens.limit, jens.gets) == (JENS.name, 0, 3, 4, 2)
    assert (mette.unit, mette.before, mette.after, mette.gives) == (METTE.team, 4, 1, 2)
    assert outcome.by_hand == (2, 1)


def test_the_paper_names_no_citizen_and_says_how_good_it_is(posed):
    outcome = outcome_of(posed, PLAN, (5, None))
    paper = reorganisation_paper(
        PLAN, outcome.consequences, outcome.loads, (5, None), SOLBAEK, TODAY
    )
    told = repr(paper)
    assert not any(name in told for name in NAMES.values())
    assert "på skift 5, tungeste først nogen bliver til overs" in told
    assert JENS.name in told


def test_the_paper_is_drawn_for_who_leads_a_unit(posed):
    store = FakeStore()
    outcome = outcome_of(posed, PLAN, (2, 2))
    assert print_outcome(store.desk(BIRGER), outcome).startswith(b"%PDF")
    with pytest.raises(RuleBroken, match="caseload-not-yours"):
        print_outcome(store.desk(METTE), outcome)
    full = replace(PLAN, choice=(1, 1, 1))
    with pytest.raises(RuleBroken, match="caseload-overfull"):
        print_outcome(store.desk(BIRGER), outcome_of(posed, full, (2, 2)))


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        ((), "Det vides ikke endnu"),
        ((0,), "højst 2 flytninger færre"),
        ((1,), "højst 1 flytning færre"),
        ((2,), "Intet forslag har færre skift."),
    ],
)
def test_how_good_a_plan_is_stands_in_plain_words(bound, words):
    assert words in bound_words(replace(PLAN, bound=bound))


def test_a_plan_that_is_best_in_every_wish_is_said_to_be():
    one = Problem((held(1, 1),), (receiver(1), receiver(2)))
    assert "intet bedre" in bound_words(Proposal(one, (0,), (0, 0, 0, 0)))


def test_the_summary_leaves_out_what_is_nothing():
    assert summary_words(PLAN) == "2 borgere skifter sagsbehandler · 1 til en, de kender · 1 bliver"
    assert "bliver" not in summary_words(replace(PLAN, choice=(0, 0, 0)))


def test_the_reasons_are_told():
    to = METTE.id, JENS.id
    assert why_words(Move(identity(BO), *to, Why.RELATION, Relation.EARLIER)) == (
        "Har haft borgeren før"
    )
    assert why_words(Move(identity(BO), *to, Why.ROOM)) == "Har plads"


def test_what_stands_in_the_way_is_told():
    one = NobodyFits(CITIZENS[0], ((Misfit.AREA, 3), (Misfit.AWAY, 1)))
    assert nobody_words(one) == "andet fagområde (3), fraværende (1)"
    assert nobody_words(replace(one, refusals=())) == "ingen kan modtage"
    lack = Lack(None, frozenset({"sygedagpenge"}), 2, 3, 4)
    assert lack_words(lack) == (
        "Der mangler plads til 2 borgere med sygedagpenge (3 point). "
        "4 medarbejdere kan få dem og har ikke plads til flere."
    )
    assert by_hand_words(None, 1234).endswith("tungeste først 1.234.")
