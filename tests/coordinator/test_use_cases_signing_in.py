"""Who works here."""

import getpass

import pytest

from coordinator.use_cases.signing_in import SYSTEM, sign_in, staff_to_choose_from
from tests.builders import LEFT, METTE
from tests.coordinator.house_of_plans import refusal
from tests.fakes import FakeStore


@pytest.fixture
def computer(monkeypatch):
    """Let the computer know somebody by a login, or by none."""

    def know(login):
        def getuser():
            if login is None:
                raise OSError
            return login

        monkeypatch.setattr(getpass, "getuser", getuser)

    return know


def test_a_named_login_is_who_works():
    assert sign_in(FakeStore().begin, "Mette ") == METTE


def test_an_unknown_or_closed_login_is_refused():
    begin = FakeStore().begin
    assert refusal(lambda: sign_in(begin, "nobody")) == "login-unknown"
    assert refusal(lambda: sign_in(begin, LEFT.login)) == "login-closed"


@pytest.mark.parametrize(
    ("login", "who"),
    [("mette", METTE), ("somebody", SYSTEM), ("olga", SYSTEM), (None, SYSTEM)],
)
def test_without_a_login_the_computers_decides_or_the_system_works(computer, login, who):
    computer(login)
    assert sign_in(FakeStore().begin, None) == who


def test_an_account_without_a_name_is_the_system(monkeypatch):
    def getuser():
        raise KeyError("uid")

    monkeypatch.setattr(getpass, "getuser", getuser)
    assert sign_in(FakeStore().begin, None) == SYSTEM


def test_the_demo_lets_choose_among_those_who_work_here():
    found = staff_to_choose_from(FakeStore(METTE, LEFT, SYSTEM).begin)
    assert found == (METTE,)
