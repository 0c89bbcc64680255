"""Where something is hidden: which service area, and whom the reader may ask."""

from dataclasses import replace

import pytest

from coordinator.helpers import Helpers, helpers_of
from coordinator.hidden_wording import hidden_lines
from coordinator.i18n import use_language
from coordinator.use_cases import follow_up, opening, papers, reviewing
from coordinator.use_cases.papers import PaperWish
from plans.people import CaseFile, Role, WithheldCase
from plans.sharing import as_seen_by
from plans.states import InterventionStatus, PlanStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    EMPLOYMENT,
    HANNE,
    HEALTH,
    LIS,
    METTE,
    SOCIAL,
    TODAY,
    citizen,
    consent,
    goal,
    identity,
    intervention,
    participant,
    plan,
)
from tests.coordinator.house_of_plans import house_with

SUPPORT = intervention("Bostøtte", SOCIAL, status=InterventionStatus.RUNNING)
WORK = goal("Arbejde", SUPPORT)
STAFF = (METTE, AMIRA, LIS, BIRGER, HANNE)
OTHER_LEAD = replace(HANNE, id=identity("other lead"), name="Ole Mønsterby", team="Rusmiddel")
LINE = "Social: Skjult – kræver samtykke eller adgang."


@pytest.fixture(autouse=True)
def _danish():
    use_language("da")


def told(helpers, member=METTE, **fields):
    whole = plan(**{"goals": (WORK,), "consents": (), "participants": ()} | fields)
    seen = as_seen_by(whole, member, (), TODAY)
    return hidden_lines(seen.withheld, seen, member, helpers)


@pytest.mark.parametrize(
    ("case_worker", "staff", "asks"),
    [
        (AMIRA.name, STAFF, AMIRA.name),
        ("", STAFF, HANNE.name),
        ("", (*STAFF, OTHER_LEAD), "en teamleder i Social"),
        ("", (METTE, replace(HANNE, active=False)), ""),
        ("", (METTE, replace(HANNE, role=Role.CASEWORKER)), ""),
    ],
)
def test_who_leads_a_plan_in_which_nobody_is_of_the_area_has_somebody_to_ask(
    case_worker, staff, asks
):
    helpers = Helpers(staff, {SOCIAL: case_worker} if case_worker else {})
    assert told(helpers) == (f"{LINE} Spørg {asks}." if asks else LINE,)


def test_who_takes_part_for_the_area_is_asked_before_its_case_worker():
    helpers = Helpers(STAFF, {SOCIAL: LIS.name})
    assert told(helpers, participants=(participant(AMIRA),)) == (f"{LINE} Spørg {AMIRA.name}.",)


def test_a_deputy_asks_the_coordinating_case_worker_of_the_area():
    asked = told(Helpers(STAFF), METTE, coordinator=AMIRA.id, deputy=METTE.id)
    assert asked == (f"{LINE} Spørg {AMIRA.name}.",)


SHARED = consent(service_areas=frozenset({EMPLOYMENT, SOCIAL}))


@pytest.mark.parametrize(
    ("sees", "case_workers", "asks"),
    [
        (SHARED, {SOCIAL: AMIRA.name}, METTE.name),
        (None, {SOCIAL: AMIRA.name}, AMIRA.name),
        (None, {}, HANNE.name),
    ],
)
def test_who_does_not_lead_the_plan_asks_who_does_if_they_see_it(sees, case_workers, asks):
    helpers = Helpers(STAFF, case_workers, sees)
    assert told(helpers, LIS, consents=(sees,) if sees else ()) == (f"{LINE} Spørg {asks}.",)


def test_who_coordinates_is_asked_where_nobody_of_the_area_is_known():
    assert told(Helpers((METTE, LIS)), LIS) == (f"{LINE} Spørg {METTE.name}.",)


def test_a_case_that_has_ended_names_nobody():
    running = CaseFile(identity("a"), identity(BO), SOCIAL, "Bostøtte", None, None, AMIRA)
    cases = (
        replace(running, id=identity("b"), end=TODAY.replace(day=1), caseworker=LIS),
        running,
        WithheldCase(identity("c"), HEALTH, LIS.name),
        WithheldCase(identity("d"), EMPLOYMENT, ""),
    )
    assert helpers_of(STAFF, cases, TODAY).case_workers == {SOCIAL: AMIRA.name, HEALTH: LIS.name}


def test_each_page_about_the_plan_knows_whom_to_ask_where_something_is_hidden():
    """Amira wrote what the consent keeps from the coordinator and from who reviews it."""
    made = plan(
        goals=(goal("Arbejde", intervention("Praktik", EMPLOYMENT)), WORK),
        consents=(consent(service_areas=frozenset({EMPLOYMENT})),),
        participants=(),
        status=PlanStatus.IN_REVIEW,
    )
    house = house_with(citizen(), made)
    written = house.kept.written[made.id]
    house.kept.written[made.id] = {
        key: replace(each, created_by=AMIRA.name) if key[1] == SUPPORT.id else each
        for key, each in written.items()
    }
    line = f"{LINE} Spørg {HANNE.name}."
    desk = house.desk(METTE)
    seen, page = opening.open_plan(desk, made.id)
    assert hidden_lines(seen.withheld, seen, METTE, page.helpers) == (line,)
    case = reviewing.open_review(house.desk(BIRGER), made.id)
    (asked,) = hidden_lines(case.plan.withheld, case.plan, BIRGER, case.helpers)
    assert asked == line
    followed = follow_up.read_for_follow_up(desk, made.id)
    assert followed.helpers == page.helpers
    check = papers.preview_plan(desk, made.id, PaperWish()).check
    assert f"Det, der er skjult for dig, står ikke på papiret. {line}" in check.warnings
    assert opening.open_citizen(desk, made.citizen_id).helpers == page.helpers
