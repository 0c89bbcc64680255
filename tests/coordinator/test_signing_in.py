"""Who works: by name, by the computer's login, or the system itself."""

import getpass

import pytest

from coordinator.server_errors import PasswordWrong
from coordinator.stores import ServerLogin
from coordinator.use_cases.own_password import change_own_password
from coordinator.use_cases.signing_in import SYSTEM, sign_in, staff_to_choose_from
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.people import Role
from tests.builders import EVERYBODY, LEFT, METTE


@pytest.mark.parametrize("login", ["mette", " Mette ", "METTE"])
def test_a_named_login_is_who_works(memory_house, login):
    assert sign_in(memory_house.begin, login) == METTE


@pytest.mark.parametrize(("login", "code"), [("nobody", "login-unknown"), ("olga", "login-closed")])
def test_a_named_login_that_works_here_no_more_or_never_did_is_refused(memory_house, login, code):
    with pytest.raises(RuleBroken) as caught:
        sign_in(memory_house.begin, login)
    assert (caught.value.code, caught.value.facts) == (code, {"login": login})


@pytest.mark.parametrize(
    ("computer", "member"), [("Mette", METTE), ("root", SYSTEM), ("olga", SYSTEM), ("", SYSTEM)]
)
def test_without_a_name_the_computers_login_works_or_the_system(
    memory_house, monkeypatch, computer, member
):
    monkeypatch.setattr(getpass, "getuser", lambda: computer)
    assert sign_in(memory_house.begin, None) == member


@pytest.mark.parametrize("failure", [OSError, KeyError])
def test_a_computer_without_accounts_is_the_system(memory_house, monkeypatch, failure):
    def unknown() -> str:
        raise failure

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert sign_in(memory_house.begin, None) == SYSTEM


def test_the_system_is_nobody_in_staff():
    assert (SYSTEM.role, SYSTEM.service_area, SYSTEM.active) == (Role.SYSTEM, None, True)


def test_those_who_have_left_are_not_chosen_from(memory_house):
    found = staff_to_choose_from(memory_house.begin)
    assert set(found) == set(EVERYBODY) - {LEFT}
    assert memory_house.log == []


@pytest.mark.parametrize("named", [None, "mette", " METTE "])
def test_in_a_shared_store_everybody_works_by_their_own_login(memory_house, named):
    assert sign_in(memory_house.begin, named, ServerLogin("mette")) == METTE


@pytest.mark.parametrize(
    ("named", "login", "code"),
    [
        ("birger", "mette", "login-of-another"),
        (None, "nobody", "login-not-in-staff"),
        (None, "olga", "login-no-longer"),
    ],
)
def test_a_server_login_is_nobody_elses_and_must_work_here(memory_house, named, login, code):
    with pytest.raises(RuleBroken) as caught:
        sign_in(memory_house.begin, named, ServerLogin(login))
    assert caught.value.code == code
    assert sentence_for(caught.value)


def test_those_who_run_the_server_work_as_the_system_or_whom_they_name(memory_house, monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "root")
    server = ServerLogin("postgres", runs_server=True)
    assert sign_in(memory_house.begin, None, server) == SYSTEM
    assert sign_in(memory_house.begin, "mette", server) == METTE


class Kept:
    """A password that a server keeps."""

    def __init__(self, text):
        self.text = text

    def change(self, old, new):
        if old != self.text:
            raise PasswordWrong
        self.text = new


def test_everybody_changes_their_own_password_and_the_log_tells_only_that(memory_house):
    password = Kept("en gammel hemmelighed")
    desk = memory_house.desk(METTE)
    with pytest.raises(RuleBroken, match="password-too-short"):
        change_own_password(desk, password, "en gammel hemmelighed", "kort")
    with pytest.raises(PasswordWrong):
        change_own_password(desk, password, "forkert", "korrekt hest batteri")
    assert memory_house.log == []
    change_own_password(desk, password, "en gammel hemmelighed", "korrekt hest batteri")
    assert password.text == "korrekt hest batteri"
    (row,) = memory_house.log
    assert (row.subject_id, row.citizen_id) == (METTE.id, None)
    assert "hest" not in repr(row)
