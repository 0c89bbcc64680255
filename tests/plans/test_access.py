"""Who may do what: the whole matrix, cell by cell."""

from dataclasses import replace

import pytest

from plans import access
from plans.access import Deed
from plans.errors import RuleBroken
from plans.parts import Responsible
from plans.people import Role, ServiceArea
from tests.builders import (
    AMIRA,
    BIRGER,
    EMPLOYMENT,
    HANNE,
    HEALTH,
    IDA,
    JENS,
    LIS,
    METTE,
    SOCIAL,
    identity,
    participant,
    plan,
    staff,
    task,
)

ROLES = (Role.CASEWORKER, Role.TEAM_LEAD, Role.ADMINISTRATOR, Role.AUDITOR, Role.SYSTEM)
MATRIX = """
                 caseworker  team_lead  administrator  auditor  system
open_citizen     yes         yes        no             no       yes
see_address      yes         yes        no             no       no
change_citizen   yes         yes        no             no       no
create_plan      yes         yes        no             no       no
write_note       yes         yes        no             no       no
import           no          yes        yes            no       yes
set              no          yes        yes            no       yes
report           yes         yes        yes            no       yes
check_log        no          yes        yes            yes      yes
control_log      no          yes        no             yes      no
keep_staff       no          no         yes            no       yes
"""
CELLS = [
    pytest.param(role, Deed(line.split()[0]), answer == "yes", id=f"{role}-{line.split()[0]}")
    for line in MATRIX.strip().splitlines()[1:]
    for role, answer in zip(ROLES, line.split()[1:], strict=True)
]
# The whole plan is None; the plan is Mette's, Jens stands in, Amira and Lis take part.
WRITES = """
         whole  employment  social  health
mette    yes    yes         yes     yes
jens     yes    yes         yes     yes
amira    no     no          yes     no
lis      no     no          no      yes
birger   no     no          no      no
hanne    no     no          no      no
ida      no     no          no      no
"""
PEOPLE = {each.login: each for each in (METTE, JENS, AMIRA, LIS, BIRGER, HANNE, IDA)}
PLACES = (None, EMPLOYMENT, SOCIAL, HEALTH)
WRITE_CELLS = [
    pytest.param(
        PEOPLE[line.split()[0]], area, answer == "yes", id=f"{line.split()[0]}-{area or 'whole'}"
    )
    for line in WRITES.strip().splitlines()[1:]
    for area, answer in zip(PLACES, line.split()[1:], strict=True)
]


def refusal(deed) -> str:
    with pytest.raises(RuleBroken) as caught:
        deed()
    return caught.value.code


@pytest.mark.parametrize(("role", "deed", "allowed"), CELLS)
def test_a_role_may_do_what_the_matrix_says(role, deed, allowed):
    member = staff("x", "Xenia Attrapsen", EMPLOYMENT, "Team Nord", role)
    assert access.may(member, deed) is allowed
    if allowed:
        access.require(member, deed)
    else:
        assert refusal(lambda: access.require(member, deed)) == "not-allowed"


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("role", Role)
def test_who_has_left_may_do_nothing(role, deed):
    gone = replace(staff("x", "Xenia Attrapsen", EMPLOYMENT, "", role), active=False)
    assert refusal(lambda: access.require(gone, deed)) == "not-allowed"


def test_the_matrix_has_every_role_and_every_deed():
    assert {each.values[:2] for each in CELLS} == {(role, deed) for role in Role for deed in Deed}


@pytest.mark.parametrize(("member", "area", "allowed"), WRITE_CELLS)
def test_a_part_is_written_by_whose_it_is(member, area, allowed):
    assert access.may_write(plan(), member, area) is allowed
    if allowed:
        access.require_write(plan(), member, area)
    else:
        takes_part = member in {AMIRA, LIS}
        code = refusal(lambda: access.require_write(plan(), member, area))
        assert code == ("not-your-area" if takes_part else "not-your-plan")


@pytest.mark.parametrize("member", [METTE, JENS, AMIRA])
def test_who_has_left_writes_nothing_from_an_old_seat(member):
    gone = replace(member, active=False)
    assert not access.leads(plan(), gone)
    assert not any(access.may_write(plan(), gone, area) for area in PLACES)


def test_a_participant_without_a_service_area_writes_nowhere():
    whole = plan(participants=(participant(IDA),))
    assert not any(access.may_write(whole, IDA, area) for area in (None, *ServiceArea))


@pytest.mark.parametrize(
    ("member", "leads"), [(METTE, True), (JENS, True), (AMIRA, False), (BIRGER, False)]
)
def test_coordinator_and_deputy_decide_about_the_whole_plan(member, leads):
    assert access.leads(plan(), member) is leads
    if leads:
        access.require_lead_role(plan(), member)
    else:
        assert refusal(lambda: access.require_lead_role(plan(), member)) == "not-your-plan"


def test_nobody_stands_in_where_no_deputy_is_named():
    assert not access.leads(plan(deputy=None), JENS)


@pytest.mark.parametrize(
    ("member", "code"),
    [
        pytest.param(BIRGER, None, id="the lead of the unit"),
        pytest.param(METTE, "not-a-team-lead", id="the coordinator"),
        pytest.param(IDA, "not-a-team-lead", id="an administrator"),
        pytest.param(replace(BIRGER, active=False), "not-a-team-lead", id="a lead who left"),
        pytest.param(HANNE, "not-your-unit", id="the lead of another unit"),
        pytest.param(replace(BIRGER, team="Team Syd"), "not-your-unit", id="of another team"),
        pytest.param(replace(BIRGER, service_area=SOCIAL), "not-your-unit", id="of another area"),
    ],
)
def test_a_plan_is_reviewed_by_the_lead_of_its_unit(member, code):
    assert access.review_refusal(plan(), METTE, member) == code
    if code is None:
        access.require_review(plan(), METTE, member)
    else:
        assert refusal(lambda: access.require_review(plan(), METTE, member)) == code


def test_a_lead_who_stands_in_for_the_units_lead_reviews_and_nobody_else_who_does():
    assert access.review_refusal(plan(), METTE, HANNE, [BIRGER]) is None
    assert access.review_refusal(plan(), METTE, JENS, [BIRGER]) == "not-a-team-lead"
    assert access.review_refusal(plan(), METTE, HANNE, [JENS]) == "not-your-unit"
    wrote = plan(authors=frozenset({HANNE.id}))
    assert access.review_refusal(wrote, METTE, HANNE, [BIRGER]) == "own-plan"


def test_a_lead_who_wrote_in_it_or_coordinates_it_does_not_review():
    wrote = plan(authors=frozenset({METTE.id, BIRGER.id}))
    assert access.review_refusal(wrote, METTE, BIRGER) == "own-plan"
    assert access.review_refusal(plan(coordinator=BIRGER.id), BIRGER, BIRGER) == "own-plan"


def test_a_lead_who_wrote_in_an_earlier_version_reviews_the_next():
    again = plan(version=1, authors=frozenset({METTE.id}))
    assert access.review_refusal(again, METTE, BIRGER) is None


def test_somebody_unknown_leads_nothing():
    assert not access.leads(plan(), replace(METTE, id=identity("somebody else")))


@pytest.mark.parametrize(
    ("member", "other", "leads"),
    [
        pytest.param(BIRGER, METTE, True, id="her own unit"),
        pytest.param(BIRGER, AMIRA, False, id="another unit"),
        pytest.param(METTE, JENS, False, id="a colleague leads nobody"),
        pytest.param(replace(BIRGER, active=False), METTE, False, id="who has left"),
        pytest.param(
            replace(BIRGER, service_area=None, team=""),
            replace(METTE, service_area=None, team=""),
            False,
            id="no unit is none",
        ),
    ],
)
def test_a_unit_is_led_by_its_own_team_lead(member, other, leads):
    assert access.leads_unit_of(member, other) is leads


def test_a_task_is_worked_on_by_whose_it_is_or_who_writes_there():
    theirs = task("Ring", HANNE)
    access.require_work(plan(), HANNE, SOCIAL, theirs)
    access.require_work(plan(), AMIRA, SOCIAL, theirs)
    followed = replace(theirs, follower=Responsible(LIS.name, LIS.id))
    access.require_work(plan(), LIS, SOCIAL, followed)
    assert refusal(lambda: access.require_work(plan(), LIS, SOCIAL, theirs)) == "not-your-area"
    assert refusal(lambda: access.require_work(plan(), BIRGER, SOCIAL, theirs)) == "not-your-plan"
    gone = replace(HANNE, active=False)
    assert refusal(lambda: access.require_work(plan(), gone, SOCIAL, theirs)) == "not-your-plan"
