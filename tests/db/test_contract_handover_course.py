"""What every store does with hand-overs by themselves: going back on the day, and climbing."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from coordinator.desk import Desk
from coordinator.lists import WorkKind
from coordinator.ports import AuditAction
from coordinator.use_cases import handing_over, handover_course, opening, worklists
from coordinator.use_cases.continuity import continuity
from db.unit_of_work import SqlUnitOfWork
from plans.absence import Absence
from plans.errors import RuleBroken
from plans.handovers import HandoverKind, HandoverStatus, WordKind
from plans.units import unit_of
from tests.builders import (
    BIRGER,
    BO,
    CLOCK,
    HANNE,
    JENS,
    LIS,
    METTE,
    TODAY,
    citizen,
    identity,
)
from tests.db.test_contract import put
from tests.db.test_contract_handovers import LATER, PLAN, offer
from tests.fakes import FakeStore, FakeWork

BOS = identity(BO)


class Later:
    """A clock some days on."""

    def __init__(self, days: int) -> None:
        self._days = timedelta(days)

    def now(self):
        return CLOCK.now() + self._days

    def today(self) -> date:
        return CLOCK.today() + self._days


@pytest.fixture
def kept(house):
    put(house, citizen(), PLAN)
    yield house
    set_time(house, CLOCK)


def set_time(house, clock):
    """Let a server be at the time of a clock; the others have none of their own."""
    if getattr(house, "persons", None):
        with house.engine.begin() as connection:
            connection.execute(text("UPDATE access.fixed_time SET at = :at"), {"at": clock.now()})


def desk_at(house, member, days):
    """A desk some days on, in any store."""
    clock = Later(days)
    if isinstance(house, FakeStore):

        def begin(who, writes):
            work = FakeWork(house, who, writes=writes, demands_rows=True)
            work.clock = clock
            return work

        return Desk(member, begin, clock)
    engine = house.persons.get(member.login, house.engine)
    set_time(house, clock)

    def begin(who, writes):
        return SqlUnitOfWork(engine, who, clock, writes=writes)

    return Desk(member, begin, clock, walled=bool(house.persons))


def lend(house):
    fields = {"kind": HandoverKind.TEMPORARY, "cause": "holiday", "until": LATER}
    handover = offer(house, staying=frozenset(), **fields)
    opening.open_citizen(house.desk(JENS), BOS)
    handing_over.accept(house.desk(JENS), handover, ())
    return handover


def coordinator(house):
    with house.begin(BIRGER, False) as work:
        return work.plans.get(PLAN.id).coordinator


def away(house, member, first, last):
    absence = Absence(identity(f"away {member.id}"), member.id, first, last)
    with house.begin(member, True) as work:
        work.staff.absences.add(absence)
        work.commit()


@pytest.mark.parametrize("by", [METTE, JENS])
def test_a_citizen_goes_back_on_the_day_without_a_press(kept, by):
    lent = lend(kept)
    early = desk_at(kept, by, 13)
    assert handover_course.due_back(early) == ()
    desk = desk_at(kept, by, 14)
    assert handover_course.due_back(desk) == (lent.id,)
    assert handover_course.due_back(desk_at(kept, LIS, 14)) == ()
    changes = handover_course.bring_back(desk, (lent.id,))
    assert BOS in changes.citizens
    assert coordinator(kept) == METTE.id
    with kept.begin(METTE, False) as work:
        (back,) = (each for each in work.handovers.of_citizen(BOS) if each.returns == lent.id)
        assert (back.kind, back.status) == (HandoverKind.RETURN, HandoverStatus.ACCEPTED)
        assert "handover_came_back" in {
            each.subject for each in work.lists.history(BOS, 50)
            if each.action == AuditAction.CHANGE
        }  # fmt: skip


def test_of_two_at_once_one_does_it_and_the_other_finds_it_done(kept):
    lent = lend(kept)
    first, second = desk_at(kept, METTE, 14), desk_at(kept, JENS, 14)
    due = handover_course.due_back(first), handover_course.due_back(second)
    assert due == ((lent.id,), (lent.id,))
    assert handover_course.bring_back(second, due[1])
    assert not handover_course.bring_back(first, due[0])
    with kept.begin(METTE, False) as work:
        assert len([each for each in work.handovers.of_citizen(BOS) if each.returns]) == 1
    for member in (METTE, JENS):
        (news,) = (
            each for each in worklists.my_day(desk_at(kept, member, 15)).told
            if each.handover.kind is HandoverKind.RETURN
        )  # fmt: skip
        assert news.handover.giver.id == JENS.id


def test_nobody_goes_back_to_who_is_away(kept):
    lent = lend(kept)
    away(kept, METTE, TODAY, TODAY + timedelta(20))
    desk = desk_at(kept, JENS, 14)
    assert handover_course.due_back(desk) == ()
    assert coordinator(kept) == JENS.id
    assert handover_course.due_back(desk_at(kept, JENS, 21)) == (lent.id,)


def climbed(house, member, days):
    items = worklists.my_day(desk_at(house, member, days)).waiting_on_me
    return [each for each in items if each.kind is WorkKind.CLIMBED]


def test_what_nobody_answers_climbs_after_some_working_days(kept):
    handover = offer(kept)
    # Tuesday; three working days on it is Friday.
    assert climbed(kept, BIRGER, 2) == []
    assert climbed(kept, HANNE, 3) == []
    (item,) = climbed(kept, BIRGER, 3)
    assert (item.part_id, item.text, item.waits_on) == (handover.id, JENS.name, METTE.name)
    handover_course.remind(desk_at(kept, BIRGER, 3), handover.id)
    with pytest.raises(RuleBroken):
        handover_course.remind(desk_at(kept, METTE, 3), handover.id)
    (seen,) = (
        each for each in worklists.my_day(desk_at(kept, JENS, 3)).waiting_on_me
        if each.kind is WorkKind.HANDOVER
    )  # fmt: skip
    assert seen.reminder.by_name == BIRGER.name
    # Who is asked accepts what was read, reminder or not.
    opening.open_citizen(desk_at(kept, JENS, 3), BOS)
    handing_over.accept(desk_at(kept, JENS, 3), handover, ())
    assert coordinator(kept) == JENS.id


def test_only_who_waits_or_leads_asks_again(kept):
    handover = offer(kept)
    for member in (JENS, HANNE, LIS):
        with pytest.raises(Exception, match=r".*"):
            handover_course.remind(kept.desk(member), handover.id)
    (mine,) = (
        each for each in worklists.my_day(kept.desk(METTE)).awaited
        if each.kind is WorkKind.HANDOVER
    )  # fmt: skip
    handover_course.remind(kept.desk(METTE), mine.part_id)


def test_a_no_comes_to_the_lead_who_lets_the_citizen_stay(kept):
    handover = offer(kept)
    handing_over.decline(kept.desk(JENS), handover, "Jeg kender familien")
    (item,) = climbed(kept, BIRGER, 0)
    assert item.status == HandoverStatus.DECLINED
    with pytest.raises(RuleBroken):
        handover_course.settle(kept.desk(METTE), handover.id)
    handover_course.settle(kept.desk(BIRGER), handover.id)
    assert climbed(kept, BIRGER, 0) == []
    with kept.begin(METTE, False) as work:
        assert [each.kind for each in work.handovers.get(handover.id).words] == [WordKind.SETTLED]


@pytest.mark.parametrize("declined", [False, True])
def test_the_lead_gives_to_somebody_else_and_nothing_moves_before_the_yes(kept, declined):
    handover = offer(kept)
    if declined:
        handing_over.decline(kept.desk(JENS), handover, "Jeg kender familien")
    desk = desk_at(kept, BIRGER, 3)
    opening.open_citizen(desk, BOS)
    made, _changes = handover_course.give_to(desk, handover.id, LIS.id)
    assert coordinator(kept) == METTE.id
    with kept.begin(METTE, False) as work:
        old, new = work.handovers.get(handover.id), work.handovers.get(made)
    wanted = HandoverStatus.DECLINED if declined else HandoverStatus.WITHDRAWN
    assert old.status is wanted
    assert (new.kind, new.by.id, new.receiver.id) == (
        HandoverKind.REDISTRIBUTION, BIRGER.id, LIS.id,
    )  # fmt: skip
    assert (new.note, new.promises, new.cause) == (old.note, old.promises, old.cause)
    assert climbed(kept, BIRGER, 3) == []
    with pytest.raises(RuleBroken):
        handover_course.give_to(desk_at(kept, BIRGER, 3), handover.id, LIS.id)


def test_who_leads_a_unit_counts_its_changes_behind_the_walls(kept):
    lend(kept)
    desk = desk_at(kept, BIRGER, 1)
    assert continuity(desk).unit == unit_of(BIRGER)
    with desk.start_reading() as work:
        found = work.handovers.of_staff({METTE.id, JENS.id}, CLOCK.now() - timedelta(365))
        assert [each.kind for each in found] == [HandoverKind.TEMPORARY]
    with pytest.raises(RuleBroken):
        continuity(desk_at(kept, METTE, 1))
