"""A password that leaked is refused wherever one is chosen; others are not."""

import pytest

from coordinator.leaked_passwords import BITS, PLACE, filter_of, is_leaked
from coordinator.passwords import made_password, require_password
from coordinator.use_cases import staff as staffing
from coordinator.use_cases.own_password import change_own_password
from plans.errors import RuleBroken
from tests.builders import IDA, JENS, METTE

LEAKED = "correcthorsebatterystaple"


@pytest.mark.parametrize(
    "password", [LEAKED, "boxjellyfish", "BoxJellyFish", "dragondagger", "maksimus61800"]
)
def test_what_leaked_is_found_whatever_letters_are_capitals(password):
    assert is_leaked(password)
    with pytest.raises(RuleBroken, match="password-leaked"):
        require_password(password, METTE.login, METTE.name)


def test_what_did_not_leak_is_seldom_taken_for_it():
    assert PLACE.stat().st_size == BITS // 8
    taken = sum(is_leaked(f"stille vand i dybe søer {number}") for number in range(5_000))
    assert taken < 25
    for _time in range(20):
        require_password(made_password(), METTE.login, METTE.name)


def test_it_is_refused_wherever_somebody_chooses_one(memory_house):
    with pytest.raises(RuleBroken, match="password-leaked"):
        staffing.open_login(memory_house.desk(IDA), JENS, LEAKED)
    with pytest.raises(RuleBroken, match="password-leaked"):
        change_own_password(memory_house.desk(METTE), None, "den gamle adgangskode", LEAKED)


def test_the_filter_is_made_of_the_words_alone():
    made = filter_of(["BoxJellyFish", "dragondagger"])
    assert made == filter_of(["dragondagger", "boxjellyfish"])
    assert sum(each.bit_count() for each in made) <= 20
