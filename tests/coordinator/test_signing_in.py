"""Who works: by name, by the computer's login, or the system itself."""

import getpass

import pytest

from coordinator.use_cases.signing_in import SYSTEM, sign_in, staff_to_choose_from
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
