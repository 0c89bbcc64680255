"""A team lead controls the log of the unit, in every store."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator.dated_lists import CodeBook, DatedList, ListEntry, shipped
from coordinator.ports import AuditAction, AuditEntry, Stale
from coordinator.use_cases import log_control
from plans.errors import RuleBroken
from plans.log_control import ControlRule, ControlWish, Verdict, week_of
from plans.people import Address
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    DORTE,
    HANNE,
    IDA,
    JENS,
    KARLA,
    METTE,
    TODAY,
    citizen,
    full_citizen,
    identity,
)

WEEK = week_of(TODAY)
R = ControlRule


def look(house, member, *citizens, related=True) -> None:
    with house.begin(member, True) as work:
        for each in citizens:
            work.audit.record(AuditEntry(AuditAction.VIEW, each, "citizen", related=related))
        work.commit()


@pytest.fixture(params=["memory", "local"])
def house(request):
    """On a server, the lead sees neither names nor homes: the control needs a door of its own."""
    return request.getfixturevalue(f"{request.param}_house")


@pytest.fixture
def looked(house):
    """Bo is called as Mette and lives with her; Karla is nobody's."""
    with house.begin(METTE, True) as work:
        home = Address("Skovvej 4", "8999", "Solbæk")
        mette = replace(citizen(), given_name="Mette", family_name="Prøvegaard", address=home)
        work.citizens.add(mette)
        work.citizens.add(replace(full_citizen(), address=home, family_name="Prøvegaard"))
        work.commit()
    look(house, METTE, identity(BO), identity(KARLA))
    look(house, JENS, identity(KARLA), related=False)
    look(house, BIRGER, identity(KARLA), related=False)
    look(house, AMIRA, identity(KARLA), related=False)
    return house


def test_the_staff_of_the_unit_are_controlled_and_never_oneself(looked):
    found = log_control.control_week(looked.desk(BIRGER), TODAY)
    told = [(each.staff_name, each.rules) for each, _verdict in found.findings]
    assert told == [
        (METTE.name, (R.OWN_NAME, R.COLLEAGUE)[:1]),
        (METTE.name, (R.SURNAME, R.ADDRESS)),
        (JENS.name, (R.UNRELATED,)),
    ]
    assert (found.week, found.controlled, found.open) == (WEEK, 3, 3)


def test_another_week_has_other_looks(looked):
    before = log_control.control_week(looked.desk(BIRGER), WEEK - timedelta(1))
    assert (before.findings, before.controlled) == ((), 0)
    assert log_control.last_whole_week(TODAY) == WEEK - timedelta(7)


def test_a_verdict_is_kept_and_may_be_changed_by_who_saw_it(looked):
    desk = looked.desk(BIRGER)
    found = log_control.control_week(desk, WEEK)
    finding, none = found.findings[0]
    assert none is None
    assert log_control.judge(desk, finding, None, Verdict.FOLLOW_UP, " Jeg spørger. ").everything
    finding, verdict = log_control.control_week(desk, WEEK).findings[0]
    assert verdict is not None
    assert (verdict.verdict, verdict.words, verdict.by) == (
        Verdict.FOLLOW_UP, "Jeg spørger.", BIRGER.name,
    )  # fmt: skip
    with pytest.raises(Stale):
        log_control.judge(desk, finding, None, Verdict.FINE, "")
    log_control.judge(desk, finding, verdict, Verdict.FINE, "Aftalt")
    found = log_control.control_week(desk, WEEK)
    assert found.open == 2
    assert found.findings[0][1].verdict is Verdict.FINE


def test_the_control_is_logged_and_not_in_the_log_of_the_citizen(looked):
    with looked.begin(BIRGER, False) as work:
        before = work.lists.counts()["audit"]
        about_bo = work.lists.history(identity(BO), 50)
    found = log_control.control_week(looked.desk(BIRGER), WEEK)
    log_control.judge(looked.desk(BIRGER), found.findings[0][0], None, Verdict.FINE, "")
    with looked.begin(BIRGER, False) as work:
        assert work.lists.counts()["audit"] == before + 2
    assert log_control.control_week(looked.desk(BIRGER), WEEK, again=True).open == found.open - 1
    with looked.begin(BIRGER, False) as work:
        assert work.lists.counts()["audit"] == before + 2
        assert work.lists.history(identity(BO), 50) == about_bo


def test_only_who_leads_the_unit_judges(looked):
    found = log_control.control_week(looked.desk(BIRGER), WEEK)
    finding = found.findings[0][0]
    for member in (METTE, IDA):
        with pytest.raises(RuleBroken, match="not-allowed"):
            log_control.control_week(looked.desk(member), WEEK)
        with pytest.raises(RuleBroken, match="not-allowed"):
            log_control.judge(looked.desk(member), finding, None, Verdict.FINE, "")
    with pytest.raises(RuleBroken, match="not-your-unit"):
        log_control.judge(looked.desk(HANNE), finding, None, Verdict.FINE, "")


def test_the_auditor_controls_everybody_and_the_leads_too(memory_house):
    with memory_house.begin(METTE, True) as work:
        work.citizens.add(full_citizen())
        work.staff.add(DORTE)
        work.commit()
    for member in (BIRGER, AMIRA, DORTE):
        look(memory_house, member, identity(KARLA), related=False)
    found = log_control.control_week(memory_house.desk(DORTE), WEEK)
    assert {each.staff_id for each, _verdict in found.findings} == {BIRGER.id, AMIRA.id}


def test_the_rules_are_lines_of_a_list():
    shipping = shipped(DatedList.LOG_RULES)
    book = CodeBook(shipping, TODAY)
    wish = book.control_wish(TODAY)
    assert set(wish.figures) == set(ControlRule)
    assert (wish.figures[R.NIGHT], wish.night_from, wish.night_to) == (10, 22, 6)
    ended = [each.ended(date(2026, 1, 1)) for each in shipping if each.code == "night"]
    left = [each for each in shipping if each.code != "night"]
    assert CodeBook([*left, *ended], TODAY).control_wish(TODAY) == ControlWish(
        {rule: figure for rule, figure in wish.figures.items() if rule is not R.NIGHT}, 22, 6
    )
    wrong = ListEntry(DatedList.LOG_RULES, "night", "Nat", group="mange", valid_from=TODAY)
    with pytest.raises(RuleBroken, match="list-figure-wrong"):
        wrong.require_sound(())
