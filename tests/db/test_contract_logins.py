"""What every store promises about the logins of staff."""

from dataclasses import replace

import pytest

from coordinator.imports import ImportKind
from coordinator.use_cases import importing
from coordinator.use_cases import staff as staffing
from plans.errors import RuleBroken
from plans.logins import Burden
from plans.people import Role
from plans.states import TaskStatus
from tests.builders import (
    EMPLOYMENT,
    IDA,
    JENS,
    LIS,
    METTE,
    PRACTICE,
    SLEEP,
    SOCIAL,
    WORK,
    citizen,
    identity,
    plan,
    staff,
    task,
)

NORA = staff("nora", "Nora Prøveklud", SOCIAL, "Bostøtte", Role.CASEWORKER)


def page(house):
    return staffing.staff_page(house.desk(IDA))


def last_line(house) -> tuple[str, str, str]:
    """Who did what last, as the log tells it."""
    if not hasattr(house, "engine"):
        _at, who, entry = house.kept.log[-1]
        return who.name, entry.action.value, entry.why
    with house.engine.connect() as connection:
        asked = "SELECT staff_name, action, why FROM audit ORDER BY at DESC, id DESC LIMIT 1"
        return tuple(connection.exec_driver_sql(asked).one())


def test_somebody_comes_moves_leaves_and_comes_back_and_the_log_tells_of_each(house):
    desk = house.desk(IDA)
    staffing.add_staff(desk, replace(NORA, login=" NORA ", name="Nora  Prøveklud "))
    came = page(house)
    assert NORA in came.people
    assert came.is_open(NORA)
    assert last_line(house) == (IDA.name, "setting", "add nora, caseworker, social, Bostøtte")

    moved = replace(NORA, name="Nora Vestprøve", service_area=EMPLOYMENT, role=Role.TEAM_LEAD)
    staffing.move_staff(desk, NORA, moved)
    assert moved in page(house).people
    assert last_line(house)[2] == "move nora, team_lead, employment, Bostøtte"

    staffing.close_login(desk, moved)
    left = page(house)
    closed = replace(moved, active=False)
    assert closed in left.people
    assert not left.is_open(closed)
    assert last_line(house)[2] == "close nora, team_lead, employment, Bostøtte"

    staffing.open_login(desk, closed)
    assert page(house).is_open(moved)
    assert last_line(house)[2] == "open nora, team_lead, employment, Bostøtte"


def test_who_answers_for_cases_plans_and_tasks_cannot_go(house):
    done = replace(task("Skriv", JENS), id=identity("done"), status=TaskStatus.COMPLETED)
    practice = replace(PRACTICE, tasks=(*PRACTICE.tasks, done))
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan(goals=(replace(WORK, interventions=(practice,)), SLEEP)))
        work.commit()
    rows = "CPR-nr.;Navn;Indsats;Startdato;Slutdato;Sagsbehandler\r\n"
    for end in ("17-11-2026", "16-11-2026"):
        rows += f"150277-9995;Bo Testrup;Til {end};01-01-2026;{end};lis\r\n"
    load = importing.look_into(house.loads(), ImportKind.SOCIAL, "fil.csv", rows.encode())
    importing.apply(house.loads(), load)
    desk = house.desk(IDA)
    assert staffing.burden_of(desk, METTE.id) == Burden(plans=1, tasks=1)
    assert staffing.burden_of(desk, LIS.id) == Burden(cases=1)
    assert staffing.burden_of(desk, JENS.id) == Burden(tasks=1)
    for deed in (
        lambda: staffing.close_login(desk, JENS),
        lambda: staffing.move_staff(desk, JENS, replace(JENS, role=Role.AUDITOR)),
    ):
        with pytest.raises(RuleBroken, match="still-responsible") as caught:
            deed()
        assert caught.value.facts == {
            "name": JENS.name,
            "cases": 0,
            "plans": 0,
            "tasks": 1,
            "enquiries": 0,
        }
    assert page(house).is_open(JENS)
