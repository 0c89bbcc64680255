"""A plan as canonical JSON: the same bytes for the same plan, and all of it read back."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coordinator.canonical import (
    canonical_json,
    plan_as_shown,
    plan_content_as_data,
    plan_from_canonical,
    sha256_of,
)
from coordinator.lists import ShownPlan
from plans.parts import EventKind, OwnWords, Responsible, ResponsibleKind
from plans.plan import JointPlan
from plans.states import PlanStatus
from tests.builders import (
    EMPLOYMENT,
    HEALTH,
    IDA,
    METTE,
    SOCIAL,
    WORK,
    consent,
    event,
    full_plan,
    goal,
    identity,
    intervention,
    participant,
    plan,
    task,
)
from tests.plan_strategies import PLANS

BARE = JointPlan(identity("bare"), identity("nobody"), METTE.id)
EMPTY_PARTS = plan(
    deputy=None,
    follow_up=None,
    own_words=OwnWords(),
    goals=(
        goal("", intervention("", start=None, end=None, tasks=(task("", due=None),)), due=None, owner=None),
        goal('Æ «\u2028» "\\\n', owner=Responsible("Mor", None, ResponsibleKind.OUTSIDE)),
    ),
    participants=(participant(IDA),),
    consents=(consent(valid_until=None),),
)  # fmt: skip


def as_approved(whole: JointPlan) -> JointPlan:
    """Leave out what is course and not content."""
    return replace(
        whole,
        status=PlanStatus.APPROVED,
        authors=frozenset(),
        events=(),
        resume_to=None,
        wake_up_date=None,
    )


@pytest.mark.parametrize(
    "whole",
    [full_plan(), plan(), BARE, EMPTY_PARTS],
    ids=["full", "plain", "bare", "empty parts"],
)
def test_all_content_is_read_back_as_it_was_written(whole):
    assert plan_from_canonical(canonical_json(whole)) == as_approved(whole)


@given(text=st.text(), day=st.none() | st.dates(), version=st.integers(0, 99))
def test_any_words_and_days_survive(text, day, version):
    whole = plan(own_words=OwnWords(text, day), follow_up=day, version=version)
    assert plan_from_canonical(canonical_json(whole)) == as_approved(whole)


@given(PLANS)
@settings(max_examples=60)
def test_any_plan_is_read_back_and_gives_the_same_bytes(whole):
    text = canonical_json(whole)
    assert plan_from_canonical(text) == as_approved(whole)
    assert canonical_json(plan_from_canonical(text)) == text


def test_the_same_content_gives_the_same_bytes_whatever_its_course():
    later = plan(
        status=PlanStatus.ACTIVE,
        authors=frozenset(),
        events=(event(EventKind.CREATED), event(EventKind.SENT)),
        resume_to=PlanStatus.DRAFT,
    )
    assert canonical_json(later) == canonical_json(plan())


@pytest.mark.parametrize(
    "fields",
    [
        {"own_words": OwnWords("Andet")},
        {"version": 7},
        {"coordinator": IDA.id},
        {"deputy": None},
        {"follow_up": date(2027, 5, 1)},
        {"goals": (WORK,)},
        {"participants": ()},
        {"consents": ()},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_other_content_gives_another_hash(fields):
    assert sha256_of(canonical_json(plan(**fields))) != sha256_of(canonical_json(plan()))


def test_service_areas_of_a_consent_have_one_order():
    whole = plan(consents=(consent(service_areas=frozenset({SOCIAL, HEALTH, EMPLOYMENT})),))
    (found,) = json.loads(canonical_json(whole))["consents"]
    assert found["service_areas"] == ["employment", "health", "social"]


def test_keys_are_sorted_and_no_space_is_spent():
    text = canonical_json(plan())
    again = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == again
    assert "Jeg vil arbejde, hvor der er ro." in text


def test_what_is_approved_names_no_number_and_no_status():
    assert "status" not in plan_content_as_data(plan())
    assert set(plan_content_as_data(plan())) == {
        "format", "id", "citizen_id", "version", "coordinator", "deputy", "own_words", "stance",
        "follow_up", "statements", "challenges", "goals", "contacts", "measurements",
        "participants", "consents",
    }  # fmt: skip


def test_a_text_and_its_bytes_have_one_hash():
    assert sha256_of("Æ") == sha256_of("Æ".encode()) == hashlib.sha256("Æ".encode()).hexdigest()


def test_a_plan_is_shown_with_names_in_place_of_ids():
    shown = plan_as_shown(ShownPlan(plan(), "Bo Testrup", "150277-9995", "abc"))
    assert shown["citizen"] == {"name": "Bo Testrup", "cpr": "150277-9995"}
    assert (shown["status"], shown["version"], shown["sha256"]) == ("draft", 0, "abc")
    assert shown["participants"] == ["Amira Skitse", "Lis Kladde"]
    text = json.dumps(shown)
    assert not any(
        str(each.id) in text for each in (*plan().goals, *plan().interventions, *plan().tasks)
    )
    assert '"assignee": "Jens Udkast"' in text


def test_what_has_nobody_is_shown_as_nobody():
    shown = json.dumps(plan_as_shown(ShownPlan(EMPTY_PARTS, "Bo Testrup", None, None)))
    assert '"owner": null' in shown
    assert '"assignee": null' in shown
    assert '"cpr": null' in shown


def test_a_version_of_the_first_format_is_read_with_the_names_of_then():
    data = json.loads(canonical_json(plan()))
    del data["format"]
    data["plan"], data["citizen"] = data.pop("id"), data.pop("citizen_id")
    text = json.dumps(data).replace('"staff_id"', '"staff"')
    assert plan_from_canonical(text) == as_approved(plan())


@pytest.mark.parametrize("text", ["[]", "{}", "no json", '{"format": 2, "id": 7}'])
def test_what_is_no_plan_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - msgspec says it in its own words
        plan_from_canonical(text)
