"""What every store promises of the absences of staff."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.ports import NotFound, Stale
from plans.absence import Absence
from tests.builders import JENS, LIS, METTE, TODAY, identity

AWAY = Absence(identity("away"), LIS.id, TODAY, TODAY + timedelta(3), METTE.id)
OPEN = Absence(identity("open"), METTE.id, TODAY - timedelta(9))
OVER = Absence(identity("over"), LIS.id, TODAY - timedelta(9), TODAY - timedelta(1))


@pytest.fixture
def kept(house):
    with house.begin(METTE, True) as work:
        for each in (AWAY, OPEN, OVER):
            work.staff.absences.add(each)
        assert work.commit().everything
    return house


def write_over(work):
    work.staff.absences.save(replace(AWAY, deputy=None))
    work.commit()


def take_away(work):
    work.staff.absences.remove(AWAY.id)
    work.commit()


def since(house, day=TODAY):
    with house.begin(METTE, False) as work:
        return set(work.staff.absences.since(day))


def test_absences_come_back_field_by_field_by_their_first_day(kept):
    with kept.begin(METTE, False) as work:
        assert work.staff.absences.get(AWAY.id) == AWAY
        assert work.staff.absences.of_staff(LIS.id) == (OVER, AWAY)
        assert work.staff.absences.of_staff(JENS.id) == ()


def test_what_is_over_is_left_out_the_day_after_its_last(kept):
    assert since(kept) == {AWAY, OPEN}
    assert since(kept, AWAY.last) == {AWAY, OPEN}
    assert since(kept, AWAY.last + timedelta(1)) == {OPEN}
    assert since(kept, OVER.last) == {AWAY, OPEN, OVER}


def test_a_change_is_kept(kept):
    changed = Absence(AWAY.id, LIS.id, TODAY + timedelta(1), None, None)
    with kept.begin(METTE, True) as work:
        work.staff.absences.save(changed)
        assert work.commit().everything
    assert since(kept) == {changed, OPEN}


def test_what_is_taken_away_is_gone(kept):
    with kept.begin(METTE, True) as work:
        work.staff.absences.remove(AWAY.id)
        assert work.commit().everything
    assert since(kept) == {OPEN}
    with kept.begin(METTE, True) as work:
        with pytest.raises(NotFound):
            work.staff.absences.get(AWAY.id)
        with pytest.raises(NotFound):
            work.staff.absences.remove(AWAY.id)


@pytest.mark.parametrize("late_deed", [write_over, take_away])
def test_who_comes_second_is_told(busy_house, late_deed):
    with busy_house.begin(METTE, True) as work:
        work.staff.absences.add(AWAY)
        work.commit()
    with busy_house.begin(METTE, True) as late:
        late.staff.absences.get(AWAY.id)
        with busy_house.begin(METTE, True) as first:
            first.staff.absences.save(replace(first.staff.absences.get(AWAY.id), last=None))
            first.commit()
        with pytest.raises(Stale):
            late_deed(late)
