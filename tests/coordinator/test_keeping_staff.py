"""Keeping staff: what is refused, and what an export of staff asks for, in the store in memory."""

from dataclasses import replace

import pytest

from coordinator.ports import Stale
from coordinator.use_cases import planning, staff_sync
from coordinator.use_cases import staff as staffing
from coordinator.use_cases.staff_sync import StepKind
from plans.errors import RuleBroken
from plans.people import Role
from tests.builders import (
    BIRGER,
    EVERYBODY,
    HANNE,
    IDA,
    JENS,
    LEFT,
    LIS,
    METTE,
    citizen,
    plan,
    staff,
)
from tests.coordinator.test_command_staff import HEAD, row
from tests.fakes_logins import FakeLogins

NORA = staff("nora", "Nora Prøveklud", None, "", Role.CASEWORKER)
PASSWORD = "korrekt hest batteri"


@pytest.fixture
def busy(memory_house):
    """A store in which Mette coordinates a plan."""
    with memory_house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan())
        work.commit()
    return memory_house


@pytest.fixture
def desk(busy):
    return busy.desk(IDA)


@pytest.fixture
def passwords(monkeypatch):
    """Let the store in memory keep passwords, as a server does."""
    given: list[tuple[str, str]] = []
    monkeypatch.setattr(FakeLogins, "on_server", True)
    monkeypatch.setattr(
        FakeLogins, "set_password", lambda _self, member, word: given.append((member.login, word))
    )
    return given


def refused(code, deed, *arguments, **named):
    with pytest.raises(RuleBroken, match=code):
        deed(*arguments, **named)


def test_a_login_that_somebody_has_is_not_given_again(desk):
    refused("login-taken", staffing.add_staff, desk, replace(NORA, login="Mette"))


def test_a_short_password_is_refused_before_anything_is_done(busy, desk):
    before = busy.kept.staff
    refused("password-too-short", staffing.add_staff, desk, NORA, "kort")
    refused("password-too-short", staffing.open_login, desk, LEFT, "kort")
    refused("password-too-short", staffing.set_password, desk, METTE, "kort")
    assert busy.kept.staff == before


def test_an_administrator_keeps_their_own_role_and_login(desk):
    refused("own-login", staffing.move_staff, desk, IDA, replace(IDA, role=Role.TEAM_LEAD))
    refused("own-login", staffing.close_login, desk, IDA)
    staffing.move_staff(desk, IDA, replace(IDA, name="Ida Nyprøve"))


def test_who_coordinates_a_plan_goes_on_seeing_citizens(desk):
    seen_none = replace(METTE, role=Role.AUDITOR)
    refused("still-responsible", staffing.move_staff, desk, METTE, seen_none)
    staffing.move_staff(desk, METTE, replace(METTE, role=Role.TEAM_LEAD))
    staffing.move_staff(desk, LIS, replace(LIS, role=Role.AUDITOR))


def test_what_a_colleague_changed_in_the_meantime_is_not_written_over(desk):
    moved = replace(JENS, team="Team Syd")
    staffing.move_staff(desk, JENS, moved)
    for deed in (
        lambda: staffing.move_staff(desk, JENS, replace(JENS, team="Team Vest")),
        lambda: staffing.close_login(desk, JENS),
        lambda: staffing.open_login(desk, JENS),
        lambda: staffing.set_password(desk, JENS, PASSWORD),
    ):
        with pytest.raises(Stale):
            deed()


def test_a_store_of_ones_own_has_no_passwords(desk):
    refused("no-passwords-here", staffing.set_password, desk, METTE, PASSWORD)


def test_a_new_password_is_for_a_login_that_is_open(desk, passwords):
    refused("login-closed", staffing.set_password, desk, LEFT, PASSWORD)
    staffing.set_password(desk, METTE, PASSWORD)
    assert passwords == [("mette", PASSWORD)]


def test_who_keeps_no_staff_does_none_of_it(busy):
    for member in (METTE, BIRGER):
        desk = busy.desk(member)
        for deed in (
            lambda desk=desk: staffing.staff_page(desk),
            lambda desk=desk: staffing.burden_of(desk, METTE.id),
            lambda desk=desk: staffing.add_staff(desk, NORA),
            lambda desk=desk: staffing.move_staff(desk, JENS, JENS),
            lambda desk=desk: staffing.close_login(desk, JENS),
            lambda desk=desk: staffing.open_login(desk, LEFT),
            lambda desk=desk: staffing.set_password(desk, JENS, PASSWORD),
            lambda desk=desk: staff_sync.compare_staff(desk, "a.csv", b""),
        ):
            refused("not-allowed", deed)


# -- an export of staff ----------------------------------------------------------------------------


def compared(desk, *rows):
    return staff_sync.compare_staff(desk, "ansatte.csv", "\n".join([HEAD, *rows]).encode())


def everybody(*without, **changed):
    return [
        row(changed.get(each.login, each))
        for each in EVERYBODY
        if each not in without and each is not LEFT
    ]


def held(sync):
    return {each.member.login: each.broken.code for each in sync.held}


def test_an_export_that_says_what_stands_asks_for_nothing(desk):
    sync = compared(desk, *everybody())
    assert (sync.steps, sync.held) == ((), ())


def test_steps_come_in_the_order_in_which_they_are_done(busy, desk):
    moved = replace(JENS, team="Team Syd")
    sync = compared(desk, *everybody(HANNE, jens=moved), row(NORA), row(LEFT))
    assert [(step.kind, step.member.login) for step in sync.steps] == [
        (StepKind.ADD, "nora"), (StepKind.MOVE, "jens"), (StepKind.OPEN, LEFT.login),
        (StepKind.CLOSE, "hanne"),
    ]  # fmt: skip
    for step in sync.steps:
        staff_sync.take_step(desk, step)
    stands = {each.login: each for each in busy.kept.staff.values()}
    assert (stands["jens"].team, stands["hanne"].active, stands["nora"].name) == (
        "Team Syd", False, "Nora Prøveklud",
    )  # fmt: skip
    assert stands[LEFT.login].active
    assert compared(desk, *everybody(HANNE, jens=moved), row(NORA), row(LEFT)).steps == ()


def test_who_answers_for_somebody_is_held_back_when_they_left_or_moved_away(desk):
    assert held(compared(desk, *everybody(METTE))) == {"mette": "still-responsible"}
    moved = everybody(mette=replace(METTE, role=Role.ADMINISTRATOR))
    assert held(compared(desk, *moved)) == {"mette": "still-responsible"}


def test_nobody_is_done_out_of_the_login_they_work_by(desk):
    assert held(compared(desk, *everybody(IDA))) == {"ida": "own-login"}
    moved = everybody(ida=replace(IDA, role=Role.CASEWORKER))
    assert held(compared(desk, *moved)) == {"ida": "own-login"}


def test_a_login_that_no_server_takes_is_held_back(desk):
    sync = compared(desk, *everybody(), row(replace(NORA, login="1nora")))
    assert (held(sync), sync.steps) == ({"1nora": "login-wrong"}, ())


def test_nobody_is_closed_for_not_being_in_a_file_with_refused_rows(desk):
    sync = compared(desk, *everybody(HANNE), row(NORA, role="Kejser"))
    assert held(sync) == {"hanne": "sync-file-not-whole"}
    assert sync.rejections


# -- the coordinating case worker ------------------------------------------------------------------


def test_the_lead_of_another_unit_names_no_coordinating_case_worker(busy):
    refused(
        "not-your-unit", planning.name_coordinator, busy.desk(HANNE), plan().id, METTE.id, JENS.id
    )
