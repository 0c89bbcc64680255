"""What hangs on the people of a unit, in every store."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from coordinator.caseloads import HeldKind, Load
from coordinator.dated_lists import STUCK_DAYS, DatedList
from coordinator.enquiries import NewEnquiry, Sending
from coordinator.imports import ImportKind
from coordinator.use_cases import enquiries, importing, staff_tasks
from coordinator.use_cases.absences import put_absence
from coordinator.use_cases.caseloads import caseload, unit_loads
from coordinator.use_cases.code_lists import put_entry, read_list
from coordinator.use_cases.staff import burden_of, close_login
from coordinator.use_cases.worklists import my_day
from plans.absence import Absence
from plans.enquiries import unit_of as enquiry_unit_of
from plans.errors import RuleBroken
from plans.parts import Responsible, ResponsibleKind
from plans.staff_tasks import Wish
from plans.states import TaskStatus
from plans.units import unit_of
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    HANNE,
    IDA,
    JENS,
    LIS,
    METTE,
    PRACTICE,
    SLEEP,
    TODAY,
    WORK,
    citizen,
    consent,
    identity,
    participant,
    plan,
    task,
)

K = HeldKind
SOON, PAST = date(2026, 12, 1), date(2026, 11, 1)


@pytest.fixture
def busy(house):
    """Mette coordinates; Jens has a late task and one to come; Lis has a case and a task."""
    tasks = (
        replace(task("Ring til lægen", JENS), id=identity("late"), due=PAST),
        replace(task("Skriv til ham", JENS), id=identity("soon"), due=SOON),
        replace(task("Gjort", JENS), id=identity("done"), status=TaskStatus.COMPLETED),
        replace(task("Undersøg", LIS), id=identity("health")),
        replace(
            task("Tal med sin bror"),
            id=identity("brother"),
            assignee=Responsible("Broren", kind=ResponsibleKind.OUTSIDE),
            follower=Responsible(JENS.name, JENS.id),
        ),
    )
    practice = replace(PRACTICE, tasks=tasks)
    goal = replace(WORK, interventions=(practice,), owner=Responsible(JENS.name, JENS.id), due=SOON)
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(
            plan(
                goals=(goal, SLEEP),
                participants=(participant(JENS, "Jobkonsulent"),),
                deputy=JENS.id,
                follow_up=SOON,
                consents=(replace(consent(), valid_until=SOON),),
            )
        )
        work.commit()
    rows = "CPR-nr.;Navn;Indsats;Startdato;Slutdato;Sagsbehandler\r\n"
    for end, who in (("17-11-2026", "lis"), ("16-11-2026", "lis"), ("", "mette")):
        rows += f"{BO[:6]}-{BO[6:]};Bo Testrup;Til {end};01-01-2026;{end};{who}\r\n"
    load = importing.look_into(house.loads(), ImportKind.SOCIAL, "fil.csv", rows.encode())
    importing.apply(house.loads(), load)
    return house


def test_a_lead_sees_how_much_hangs_on_each_of_the_unit(busy):
    lines = unit_loads(busy.desk(BIRGER))
    assert [each.member for each in lines] == [BIRGER, JENS, METTE]
    assert [each.load for each in lines] == [
        Load(),
        Load(tasks=2, overdue=1, stuck=1),
        # Bo by the plan and by a case is one citizen.
        Load(citizens=1, plans=1, tasks=0),
    ]


def test_all_that_hangs_on_somebody_stands_by_weight_and_deadline(busy):
    things = caseload(busy.desk(BIRGER), JENS.id).things
    assert [(each.kind, each.title, each.by) for each in things] == [
        (K.TASK, "Ring til lægen", PAST),
        (K.TASK, "Skriv til ham", SOON),
        (K.FOLLOWED_TASK, "Tal med sin bror", date(2026, 11, 24)),
        (K.GOAL, WORK.title, SOON),
        (K.DEPUTY, "", SOON),
        (K.CORE_TEAM, "Jobkonsulent", None),
    ]
    assert {(each.citizen_id, each.citizen_name) for each in things} == {
        (identity(BO), "Bo Testrup")
    }
    (led, case) = caseload(busy.desk(METTE), METTE.id).things
    assert (led.kind, led.by, led.consent_ends, led.status) == (K.PLAN, SOON, SOON, "draft")
    assert (case.kind, case.title) == (K.CASE, "Til")


def test_a_case_that_ends_today_still_hangs_on_who_has_it(busy):
    things = caseload(busy.desk(LIS), LIS.id).things
    assert [(each.kind, each.title) for each in things if each.kind is K.CASE] == [
        (K.CASE, "Til 17-11-2026")
    ]


def test_what_a_lead_may_not_see_is_counted_by_who_could_give_it_away(busy):
    for who, lead in ((JENS, BIRGER), (METTE, BIRGER), (LIS, LIS)):
        found = caseload(busy.desk(lead), who.id)
        seen = Counter(each.kind for each in found.things)[K.TASK]
        assert seen + sum(found.elsewhere.values()) == found.of.load.tasks


def test_who_is_away_stands_with_their_deputy(busy):
    away = Absence(identity("away"), JENS.id, TODAY, SOON, METTE.id)
    put_absence(busy.desk(BIRGER), None, away)
    line = caseload(busy.desk(BIRGER), JENS.id).of
    assert (line.absence, line.deputy) == (away, METTE.name)


@pytest.mark.parametrize("asker", [METTE, IDA])
def test_only_who_leads_the_unit_sees_its_people(busy, asker):
    with pytest.raises(RuleBroken, match="caseload-not-yours"):
        unit_loads(busy.desk(asker))
    with pytest.raises(RuleBroken, match="caseload-not-yours"):
        caseload(busy.desk(asker), JENS.id)


def test_tasks_between_colleagues_hang_on_who_has_them_or_waits_for_somebody(busy):
    def ask(sender, title, to, due):
        wish = Wish(title, due=due)
        staff_tasks.ask(busy.desk(sender), identity(title), wish, to)

    ask(LIS, "Undersøg boligen", JENS.id, PAST)
    ask(METTE, "Find et hold", unit_of(AMIRA), SOON)
    assert staff_tasks_of(busy, JENS) == [(K.STAFF_TASK, "Undersøg boligen", PAST)]
    assert staff_tasks_of(busy, METTE) == [(K.ASKED_FOR, "Find et hold", SOON)]
    loads = {each.member: each.load for each in unit_loads(busy.desk(BIRGER))}
    assert loads[JENS] == Load(tasks=3, overdue=2, stuck=2)
    assert loads[METTE] == Load(citizens=1, plans=1, tasks=1)
    # Who asked has a task of their own in Bo's plan, and nobody has taken this one on.
    assert burden_of(busy.desk(IDA), LIS.id).tasks == 2
    assert burden_of(busy.desk(IDA), JENS.id).tasks == 3
    staff_tasks.claim(busy.desk(AMIRA), identity("Find et hold"))
    assert staff_tasks_of(busy, METTE) == []
    assert burden_of(busy.desk(IDA), AMIRA.id).tasks == 1
    with pytest.raises(RuleBroken, match="still-responsible"):
        close_login(busy.desk(IDA), AMIRA)


def test_an_enquiry_hangs_on_who_answers_for_it(busy):
    asked, _changes = enquiries.register(
        busy.desk(JENS), NewEnquiry("Jeg kan ikke klare bad.", "care", from_whom="Ole")
    )
    found = caseload(busy.desk(JENS), JENS.id).things
    (line,) = (each for each in found if each.kind is K.ENQUIRY)
    assert line.citizen_id is None
    assert burden_of(busy.desk(IDA), JENS.id).enquiries == 1
    page = enquiries.open_enquiry(busy.desk(JENS), asked)
    enquiries.send(busy.desk(JENS), page.line.enquiry, Sending(enquiry_unit_of(LIS), "Ring før 12"))
    # Who sent it on answers for it until somebody has taken it.
    assert burden_of(busy.desk(IDA), JENS.id).enquiries == 1
    page = enquiries.open_enquiry(busy.desk(LIS), asked)
    enquiries.take(busy.desk(LIS), page.line.enquiry)
    assert burden_of(busy.desk(IDA), JENS.id).enquiries == 0
    assert burden_of(busy.desk(IDA), LIS.id).enquiries == 1


def staff_tasks_of(house, member):
    found = caseload(house.desk(member), member.id).things
    kinds = {K.STAFF_TASK, K.ASKED_FOR}
    return [(each.kind, each.title, each.by) for each in found if each.kind in kinds]


def test_what_is_late_for_too_long_climbs_to_the_lead_by_a_rule_that_is_data(busy):
    (line,) = my_day(busy.desk(BIRGER)).stuck
    assert (line.member, line.load.stuck) == (JENS, 1)
    assert my_day(busy.desk(METTE)).stuck == ()
    rule = next(
        each for each in read_list(busy.desk(IDA), DatedList.LIMITS) if each.code == STUCK_DAYS
    )
    # From the Sunday to the Tuesday two weeks later there are twelve working days.
    for days, stuck in (("11", 1), ("12", 0)):
        (seen,) = (
            each for each in read_list(busy.desk(IDA), DatedList.LIMITS) if each.code == rule.code
        )
        put_entry(busy.desk(IDA), seen, replace(seen, group=days))
        assert len(my_day(busy.desk(BIRGER)).stuck) == stuck


def test_another_units_lead_sees_nothing_of_it(busy):
    assert JENS not in [each.member for each in unit_loads(busy.desk(HANNE))]
    with pytest.raises(RuleBroken, match="caseload-not-yours"):
        caseload(busy.desk(HANNE), JENS.id)
