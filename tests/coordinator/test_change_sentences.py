"""Every change of a plan has a sentence of its own, in both languages."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest

from coordinator import i18n
from coordinator.change_sentences import change_sentences, main_sentences
from coordinator.change_wording import Vocabulary
from coordinator.news import vocabulary
from plans.errors import RuleBroken
from plans.flat import Laid, lay_flat, put_together
from plans.history import differences
from plans.parts import Responsible, ResponsibleKind, Stance, Waiting
from plans.plan import JointPlan
from plans.states import ConsentStatus, InterventionStatus, TaskStatus
from plans.weekly import WeeklyTime
from tests.builders import AMIRA, METTE, SLEEP, WORK, citizen, full_plan, goal, identity, plan
from tests.coordinator.house_of_plans import house_with

FULL = full_plan()
BO_HIMSELF = Responsible("Bo Testrup", None, ResponsibleKind.CITIZEN)


@pytest.fixture(params=["da", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = i18n.current_language()
    i18n.use_language(request.param)
    yield request.param
    i18n.use_language(before)


@pytest.fixture
def danish() -> Iterator[None]:
    before = i18n.current_language()
    i18n.use_language("da")
    yield
    i18n.use_language(before)


def words() -> Vocabulary:
    with house_with(citizen(), FULL).begin(METTE, False) as work:
        return vocabulary(work, FULL)


def told(old: JointPlan, new: JointPlan) -> tuple[str, ...]:
    return change_sentences(differences(old, new), words())


def another(value: object) -> object:
    """Give a value of the same kind that is not the same."""
    match value:
        case StrEnum():
            return next(each for each in type(value) if each is not value)
        case Decimal() | int():
            return value + 1
        case date():
            return date(2027, 5, 5)
        case UUID():
            return AMIRA.id
        case Responsible():
            return BO_HIMSELF
        case Waiting():
            return replace(value, cause="citizen")
        case frozenset():
            return frozenset(list(value)[:1])
        case (WeeklyTime(), *_others):
            return (WeeklyTime(1, 600, 660),)
        case str():
            return "Noget andet"
        case (str(), *_others):
            return ("mark_1",)
    return value


def changed_fields() -> Iterator[tuple[str, JointPlan]]:
    laid = lay_flat(FULL)
    for place, each in enumerate(laid):
        for one in fields(each.part):
            value = getattr(each.part, one.name)
            blank = "" if isinstance(value, str) and not isinstance(value, StrEnum) else None
            for wanted in (another(value), () if isinstance(value, tuple) else blank):
                if one.name not in {"id", "staff_id"} and wanted != value:
                    found = _with(laid, place, each, one.name, wanted)
                    if found is not None:
                        yield f"{each.kind}.{one.name}", found


def _with(
    laid: tuple[Laid, ...], place: int, each: Laid, name: str, value: object
) -> JointPlan | None:
    try:
        part = replace(each.part, **{name: value})
        return put_together(FULL, [*laid[:place], replace(each, part=part), *laid[place + 1 :]])
    except (RuleBroken, TypeError, AttributeError):
        return None


def test_every_field_of_every_part_has_a_whole_sentence(language):
    known = words()
    seen = set()
    for name, other in changed_fields():
        try:
            sentences = change_sentences(differences(FULL, other), known)
        except (TypeError, AttributeError):
            continue  # A part that cannot be without this field.
        for sentence in sentences:
            seen.add(name)
            assert sentence[0] == sentence[0].upper(), name
            assert sentence.endswith("."), name
            assert not sentence.endswith(("..", ".”.")), name
            assert '"' not in sentence, name
            assert not {"{", "}"} & set(sentence), name
    assert len(seen) > 60


def test_every_part_is_told_when_it_comes_and_when_it_goes(language):
    empty = plan(goals=(), participants=(), consents=(), follow_up=None)
    there, gone = told(empty, FULL), told(FULL, empty)
    assert len(there) == 26
    assert all(each[0] == each[0].upper() and each.endswith(".") for each in (*there, *gone))


@pytest.mark.parametrize(
    ("fields_of_goal", "sentence"),
    [
        (
            {"due": date(2027, 5, 5)},
            "Fristen for målet ”Arbejde 6 timer” er flyttet fra 1. marts 2027 til 5. maj 2027.",
        ),
        ({"due": None}, "Der er ikke længere en frist for målet ”Arbejde 6 timer”."),
        ({"title": "Arbejde 10 timer"}, "Målet ”Arbejde 6 timer” hedder nu ”Arbejde 10 timer”."),
        (
            {"owner": BO_HIMSELF},
            "Bo Testrup har nu ansvaret for målet ”Arbejde 6 timer”. Før var det Mette Prøvegaard.",
        ),
        (
            {"measure": "Timer. Talt hver uge."},
            (
                "Det, målet ”Arbejde 6 timer” måles på, er ændret fra ”Timer om ugen”"
                " til ”Timer. Talt hver uge”."
            ),
        ),
        ({"measure": "x" * 200}, "Det, målet ”Arbejde 6 timer” måles på, er skrevet om."),
        ({"theme": "housing"}, "Temaet for målet ”Arbejde 6 timer” er nu ”Bolig”."),
    ],
)
def test_a_change_of_a_goal_reads_as_a_case_worker_says_it(danish, fields_of_goal, sentence):
    before = plan(goals=(WORK,))
    after = plan(goals=(replace(WORK, **fields_of_goal),))
    assert told(before, after) == (sentence,)


def test_an_answer_of_the_citizen_is_told_when_it_comes_and_when_it_is_asked_for_anew(danish):
    asked = replace(FULL, stance=Stance())
    assert told(asked, FULL) == ("Borgeren har sagt sin mening om planen: Uenig.",)
    assert told(FULL, asked) == ("Vi spørger igen, om planen er i orden.",)


def test_what_happened_is_told_by_what_it_is(danish):
    call, *_others = FULL.interventions[1].tasks
    done = replace(call, status=TaskStatus.COMPLETED, waiting=None)
    held = replace(FULL.interventions[1], tasks=(done,), status=InterventionStatus.STOPPED)
    gone = replace(FULL.consents[1], status=ConsentStatus.WITHDRAWN)
    after = replace(
        FULL,
        goals=(replace(FULL.goals[0], interventions=(FULL.interventions[0], held)), FULL.goals[1]),
        consents=(FULL.consents[0], gone),
    )
    assert told(FULL, after) == (
        "Indsatsen ”Træning, to hold” er stoppet.",
        "Opgaven ”Ring til klinikken” er udført.",
        "Opgaven ”Ring til klinikken” venter ikke længere.",
        "Samtykket er trukket tilbage.",
    )
    assert told(after, FULL)[2] == (
        "Opgaven ”Ring til klinikken” venter nu: Afventer læge eller attest, Egen læge,"
        " se igen 4. december 2026."
    )


def test_new_and_removed_goals_and_their_order_are_told(danish):
    one = goal("Sove")
    assert told(plan(goals=(WORK,)), plan(goals=(WORK, one))) == ("Der er et nyt mål: ”Sove”.",)
    assert told(plan(goals=(WORK, one)), plan(goals=(WORK,))) == ("Målet ”Sove” er taget ud.",)
    assert told(plan(goals=(WORK, one)), plan(goals=(one, WORK))) == (
        "Rækkefølgen af målene er ændret.",
    )


def test_a_code_is_named_by_the_list_of_its_field():
    known = words()
    assert known.code("theme", "health") != known.code("heading", "health")
    assert known.code("theme", "no such code") == "no such code"


def test_the_copy_tells_ten_things_and_counts_the_smaller_ones(danish):
    goals = tuple(goal(f"Mål {number}") for number in range(9))
    small = tuple(replace(each, theme="housing") for each in goals)
    before = plan(goals=goals)
    after = plan(goals=(*(replace(each, due=date(2027, 9, 9)) for each in small), SLEEP))
    lines = main_sentences(differences(before, after), words())
    assert len(lines) == 11
    assert lines[-1] == "og 9 mindre ændringer"
    assert all("flyttet" in each or "nyt mål" in each for each in lines[:-1])


def test_what_there_is_room_for_is_told_whole_and_in_order(danish):
    changes = differences(plan(goals=()), plan(goals=tuple(goal(f"Mål {n}") for n in range(11))))
    assert main_sentences(changes, words()) == change_sentences(changes, words())


def test_a_person_that_nobody_knows_is_said_to_be_unknown():
    gone = plan(coordinator=identity("nobody"))
    assert Vocabulary().names == {}
    assert "Not known" in " ".join(told(plan(), gone)) or "Ikke oplyst" in " ".join(
        told(plan(), gone)
    )
