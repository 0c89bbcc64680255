"""Everybody tells of their own absence, a team lead of the unit's people; each deed is logged."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.absence_wording import absence_words, away_words
from coordinator.i18n import use_language
from coordinator.ports import Stale
from coordinator.use_cases.absences import (
    absence_page,
    absent_today,
    put_absence,
    remove_absence,
)
from plans.absence import Absence
from tests.builders import AMIRA, BIRGER, HANNE, IDA, JENS, LEFT, METTE, TODAY, identity
from tests.coordinator.house_of_plans import refused
from tests.fakes import FakeStore

AWAY = Absence(identity("away"), METTE.id, TODAY, TODAY + timedelta(3), JENS.id)


@pytest.fixture
def house():
    return FakeStore()


def test_one_tells_changes_and_takes_back_ones_own_absence(house):
    desk = house.desk(METTE)
    assert put_absence(desk, None, AWAY).everything
    assert absent_today(desk) == {METTE.id: AWAY}
    longer = replace(AWAY, last=None)
    put_absence(desk, AWAY, longer)
    assert absent_today(desk) == {METTE.id: longer}
    remove_absence(desk, longer)
    assert absent_today(desk) == {}


def test_each_deed_is_logged_without_its_days(house):
    desk = house.desk(BIRGER)
    put_absence(desk, None, AWAY)
    put_absence(desk, AWAY, replace(AWAY, last=None))
    remove_absence(desk, replace(AWAY, last=None))
    assert [(row.action, row.subject, row.subject_id, row.why) for row in house.log] == [
        ("setting", "absence", METTE.id, deed) for deed in ("add", "change", "remove")
    ]
    assert {who for _at, who, _row in house.kept.log} == {BIRGER}


@pytest.mark.parametrize("by", [JENS, AMIRA, HANNE, IDA])
def test_nobody_else_tells_of_it(house, by):
    assert refused(lambda: put_absence(house.desk(by), None, AWAY)) == "absence-not-yours"
    put_absence(house.desk(METTE), None, AWAY)
    changed = replace(AWAY, staff_id=by.id, deputy=None)
    assert refused(lambda: put_absence(house.desk(by), AWAY, changed)) == "absence-not-yours"
    assert refused(lambda: remove_absence(house.desk(by), AWAY)) == "absence-not-yours"
    assert absent_today(house.desk(by)) == {METTE.id: AWAY}


def test_who_saw_something_else_is_told(house):
    desk = house.desk(METTE)
    put_absence(desk, None, AWAY)
    put_absence(desk, AWAY, replace(AWAY, deputy=None))
    with pytest.raises(Stale):
        put_absence(desk, AWAY, replace(AWAY, last=None))
    with pytest.raises(Stale):
        remove_absence(desk, AWAY)


def test_the_rules_hold_with_what_is_stored(house):
    desk = house.desk(METTE)
    put_absence(desk, None, AWAY)
    second = replace(AWAY, id=identity("second"), last=TODAY)
    assert refused(lambda: put_absence(desk, None, second)) == "absence-overlaps"
    put_absence(desk, AWAY, replace(AWAY, last=TODAY + timedelta(2)))


def test_a_deputy_works_here(house):
    gone = replace(AWAY, deputy=LEFT.id)
    assert refused(lambda: put_absence(house.desk(METTE), None, gone)) == "absence-deputy-left"


def test_the_page_has_oneself_first_and_only_what_one_may_tell_and_is_not_over(house):
    over = Absence(identity("over"), METTE.id, TODAY - timedelta(9), TODAY - timedelta(1))
    theirs = Absence(identity("theirs"), AMIRA.id, TODAY)
    put_absence(house.desk(METTE), None, AWAY)
    put_absence(house.desk(METTE), None, over)
    put_absence(house.desk(AMIRA), None, theirs)
    led = absence_page(house.desk(BIRGER))
    assert led.people == (BIRGER, JENS, METTE)
    assert led.absences == (AWAY,)
    assert LEFT not in led.staff
    assert absence_page(house.desk(METTE)).people == (METTE,)
    assert absence_page(house.desk(JENS)).absences == ()


def test_an_absence_in_words():
    use_language("da")
    try:
        names = {JENS.id: JENS.name}
        assert absence_words(AWAY, names) == "væk til 20. nov., stedfortræder Jens Udkast"
        assert absence_words(AWAY, {}) == "væk til 20. nov."
        assert away_words(replace(AWAY, last=None)) == "væk indtil videre"
    finally:
        use_language("en")
