"""Absences: what cannot be is refused, and the last day is one of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plans.absence import Absence, absent_on
from plans.errors import RuleBroken
from tests.builders import JENS, LIS, METTE, TODAY, identity

AWAY = Absence(identity("away"), LIS.id, TODAY, TODAY + timedelta(3), METTE.id)
LATER = Absence(identity("later"), LIS.id, TODAY + timedelta(4), None)


def refusal(absence: Absence, *others: Absence) -> RuleBroken:
    with pytest.raises(RuleBroken) as caught:
        absence.require_sound(others)
    return caught.value


def test_somebody_is_away_from_the_first_to_the_last_day():
    days = [AWAY.first - timedelta(1), AWAY.first, AWAY.last, AWAY.last + timedelta(1)]
    assert [AWAY.covers(each) for each in days] == [False, True, True, False]


def test_an_absence_without_a_last_day_goes_on():
    assert LATER.covers(date(2030, 1, 1))


def test_who_is_away_on_a_day():
    mine = Absence(identity("mine"), METTE.id, TODAY)
    assert absent_on((AWAY, LATER, mine), TODAY) == {LIS.id: AWAY, METTE.id: mine}
    assert absent_on((AWAY, LATER), LATER.first) == {LIS.id: LATER}
    assert absent_on((AWAY, LATER), TODAY - timedelta(1)) == {}


def test_one_day_beside_another_absence_is_sound():
    replace(AWAY, last=TODAY).require_sound((AWAY, LATER))
    LATER.require_sound((AWAY, LATER))


def test_the_last_day_is_not_before_the_first():
    broken = refusal(replace(AWAY, last=TODAY - timedelta(1)))
    assert broken.code == "absence-ends-early"
    assert broken.facts == {"start": TODAY, "end": TODAY - timedelta(1)}


def test_nobody_is_their_own_deputy():
    assert refusal(replace(AWAY, deputy=LIS.id)).code == "absence-own-deputy"


@pytest.mark.parametrize(
    ("first", "last"), [(0, 0), (3, 3), (-2, 0), (-2, None), (3, None), (-1, 9), (1, 2)]
)
def test_two_absences_do_not_overlap(first, last):
    end = None if last is None else TODAY + timedelta(last)
    other = Absence(identity("other"), LIS.id, TODAY + timedelta(first), end, JENS.id)
    broken = refusal(other, AWAY)
    assert (broken.code, broken.facts) == ("absence-overlaps", {"start": TODAY})
