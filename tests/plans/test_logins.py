"""Logins of staff: what one may be called, how long a password is, and what the log says."""

import math
from dataclasses import asdict, replace

import pytest

from coordinator.passwords import made_password
from plans.errors import RuleBroken
from plans.logins import LEAST_PASSWORD, Burden, require_strong, sound, told
from plans.people import Role
from tests.builders import IDA, METTE


def test_a_made_password_has_128_bits_of_chance_and_more():
    letters = set("".join(made_password() for _ in range(200))) - {"-"}
    assert (len(made_password().replace("-", "")) * math.log2(len(letters))) > 128


def test_a_login_is_kept_in_small_letters_and_names_without_double_blanks():
    typed = replace(METTE, login="  METTE ", name=" Mette   Prøve ", team=" Team  Nord ")
    assert sound(typed) == replace(METTE, login="mette", name="Mette Prøve", team="Team Nord")


@pytest.mark.parametrize("login", ["", "  ", "1mette", "mette@nord", "æbbe", "-x", "x" * 64, "a b"])
def test_a_login_that_a_server_would_not_take_as_it_is_is_refused(login):
    with pytest.raises(RuleBroken, match="login-wrong"):
        sound(replace(METTE, login=login))


@pytest.mark.parametrize("login", ["a", "m.2_p-x", "x" * 63])
def test_a_login_may_have_figures_and_signs_after_its_first_letter(login):
    assert sound(replace(METTE, login=login)).login == login


@pytest.mark.parametrize("login", ["postgres", "Public", "pg_monitor", "samplan_owner", "system"])
def test_a_login_that_means_something_to_a_server_or_to_samplan_is_refused(login):
    with pytest.raises(RuleBroken, match="login-reserved") as refusal:
        sound(replace(METTE, login=login))
    assert refusal.value.facts == {"login": login.casefold()}


def test_nobody_is_without_a_name_or_is_the_system():
    with pytest.raises(RuleBroken, match="staff-name-missing"):
        sound(replace(METTE, name=" \t "))
    with pytest.raises(RuleBroken, match="role-reserved"):
        sound(replace(METTE, role=Role.SYSTEM))


def test_a_password_has_at_least_twelve_characters():
    require_strong("kvasmiglhtnr"[:LEAST_PASSWORD], METTE.login, METTE.name)
    with pytest.raises(RuleBroken, match="password-too-short") as refusal:
        require_strong("kvasmiglhtn", METTE.login, METTE.name)
    assert refusal.value.facts == {"least": 12}


@pytest.mark.parametrize(
    "password",
    ["hest batteri pæl", "HEST-BATTERI-PÆL", "日本語のとても長い秘密の言葉", "7 æg & 3 øl? " * 20],
)
def test_any_signs_and_any_length_make_a_password(password):
    require_strong(password, METTE.login, METTE.name)


@pytest.mark.parametrize(
    "password",
    [
        "Samplan2026!", "Adgangskode1", "Velkommen123", "Sommer2026!!", "Password1234!", "Kommune-2026",
        "123456789012", "aaaaaaaaaaaa", "abcdefghijkl", "qwertyuiop12", "MetteMette12", "1qaz2wsx1qaz2wsx",
    ],
)  # fmt: skip
def test_a_password_that_rests_on_known_words_is_refused(password):
    with pytest.raises(RuleBroken, match="password-guessable"):
        require_strong(password, METTE.login, METTE.name)


def test_a_password_that_the_program_makes_is_never_refused():
    for _time in range(50):
        require_strong(made_password(), METTE.login, METTE.name)


@pytest.mark.parametrize(
    "burden", [Burden(cases=1), Burden(plans=2), Burden(tasks=3), Burden(enquiries=1)]
)
def test_who_answers_for_anything_is_not_let_go(burden):
    with pytest.raises(RuleBroken, match="still-responsible") as refusal:
        burden.require_none("Mette")
    assert refusal.value.facts == {"name": "Mette", **asdict(burden)}


def test_who_answers_for_nothing_is_let_go():
    assert not Burden()
    Burden().require_none("Mette")


def test_the_log_tells_what_was_done_with_whom_and_leaves_out_what_they_have_not():
    assert told("close", METTE) == "close mette, caseworker, employment, Team Nord"
    assert told("add", replace(IDA, service_area=None, team="")) == "add ida, administrator"
