"""What counts as a change of case worker, and what does not."""

from dataclasses import replace
from datetime import date, timedelta

from plans.continuity import Dated, count
from plans.handovers import Handover, HandoverKind, HandoverStatus, Party
from tests.builders import BO, JENS, KARLA, METTE, NOW, TODAY, identity

FIRST = TODAY - timedelta(365)
CHANGE = Handover(
    identity("change"), identity(BO), None, HandoverKind.LASTING, "organisation",
    Party.of(METTE), Party.of(JENS), Party.of(METTE), NOW, status=HandoverStatus.ACCEPTED,
)  # fmt: skip


def dated(sent=TODAY - timedelta(2), answered: date | None = TODAY, **fields):
    return Dated(replace(CHANGE, **fields), sent, answered)


def test_a_substitute_is_no_lasting_change_and_going_back_is_none():
    found = count(
        (
            dated(),
            dated(cause="benefit_change"),
            dated(citizen_id=identity(KARLA)),
            dated(kind=HandoverKind.TEMPORARY, until=TODAY, cause="holiday"),
            dated(kind=HandoverKind.RETURN),
            dated(kind=HandoverKind.HELP, until=TODAY),
            dated(status=HandoverStatus.WITHDRAWN),
        ),
        FIRST, TODAY,
    )  # fmt: skip
    assert (dict(found.lasting), dict(found.temporary)) == (
        {"organisation": 2, "benefit_change": 1}, {"holiday": 1},
    )  # fmt: skip
    assert (found.changes, found.by_benefit, found.citizens, found.often) == (3, 1, 2, 1)


def test_days_count_up_to_the_answer_or_to_today():
    waiting = dated(TODAY - timedelta(9), None, status=HandoverStatus.OFFERED)
    declined = dated(TODAY - timedelta(4), TODAY - timedelta(3), status=HandoverStatus.DECLINED)
    found = count((waiting, declined, dated()), FIRST, TODAY)
    assert sorted(found.days) == [1, 2, 9]
    assert found.changes == 1


def test_what_was_before_the_period_is_left_out():
    assert count((dated(FIRST, FIRST - timedelta(1)),), FIRST, TODAY).changes == 0
