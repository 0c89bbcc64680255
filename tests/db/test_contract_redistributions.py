"""What every store promises of redistributions: in memory, in the local file, on the server."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.ports import NotFound, Stale
from coordinator.use_cases import handing_over, redistributing, redistribution_choice
from plans.errors import RuleBroken
from plans.handovers import HandoverKind
from plans.people import Citizen
from plans.redistributions import ELSEWHERE, MoveState, MoveWish, RedistributionWish
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    HANNE,
    JENS,
    KARLA,
    KIM,
    LIS,
    METTE,
    NINA,
    TODAY,
    citizen,
    full_citizen,
    goal,
    identity,
    intervention,
    participant,
    plan,
    task,
)
from tests.db.test_contract import put

SET = identity("omfordeling")
WHO = (BO, NINA, KARLA)
LATER = TODAY + timedelta(30)


def plan_of(who):
    place = intervention(f"Job {who}", tasks=(task(f"Opgave {who}", METTE),))
    return plan(
        id=identity(f"plan {who}"), citizen_id=identity(who), deputy=None,
        goals=(goal(f"Mål {who}", place),), participants=(), consents=(), events=(),
    )  # fmt: skip


def whom(who) -> Citizen:
    return full_citizen() if who == KARLA else citizen(who)


@pytest.fixture
def kept(house):
    for who in WHO:
        put(house, whom(who), plan_of(who))
    return house


def wish(*moves, **fields):
    whole = {
        "id": SET,
        "cause": "capacity",
        "moves": moves or tuple(MoveWish(identity(who), METTE.id, JENS.id) for who in WHO),
        "note": "Mette er syg.",
    }
    return RedistributionWish(**(whole | fields))


def offer(house, *moves, by=BIRGER, **fields):
    redistributing.offer_set(house.desk(by), wish(*moves, **fields))
    return page(house)


def page(house, by=BIRGER):
    return redistributing.open_set(house.desk(by), SET).redistribution


def owners(house):
    with house.begin(METTE, False) as work:
        return {who: work.plans.get(identity(f"plan {who}")).coordinator for who in WHO}


def mine(house, member):
    found = handing_over.lists(house.desk(member)).to_me
    return {line.handover.citizen_id: line.handover for line in found}


def states(house):
    return {each.citizen_id: each.state for each in page(house).moves}


def test_a_set_comes_back_field_by_field(kept):
    reason = MoveWish(identity(BO), METTE.id, JENS.id, "Kender  Bo")
    found = offer(kept, reason, until=LATER, comment="I to måneder")
    assert (found.by.name, found.cause, found.comment) == (BIRGER.name, "capacity", "I to måneder")
    assert (found.note, found.until, found.team) == ("Mette er syg.", LATER, METTE.team)
    (move,) = found.moves
    assert (move.reason, move.giver.name, move.receiver.name) == (
        "Kender Bo",
        METTE.name,
        JENS.name,
    )
    assert move.handover.redistribution == SET
    assert (move.handover.kind, move.handover.until) == (HandoverKind.REDISTRIBUTION, LATER)
    (line,) = redistributing.sets(kept.desk(BIRGER))
    assert line.redistribution == found


def test_every_citizen_keeps_an_owner_until_each_yes(kept):
    offer(kept)
    assert set(owners(kept).values()) == {METTE.id}
    offered = mine(kept, JENS)
    handing_over.accept(kept.desk(JENS), offered[identity(BO)], ())
    handing_over.decline(kept.desk(JENS), offered[identity(NINA)], "Ingen tid")
    assert owners(kept) == {BO: JENS.id, NINA: METTE.id, KARLA: METTE.id}
    assert states(kept) == {
        identity(BO): MoveState.ACCEPTED,
        identity(NINA): MoveState.DECLINED,
        identity(KARLA): MoveState.OFFERED,
    }
    accepted = page(kept).of_state(MoveState.ACCEPTED)
    assert all(each.closed_at is not None for each in accepted)


def test_what_came_back_is_given_to_another_in_one_press(kept):
    offer(kept)
    for handover in mine(kept, JENS).values():
        handing_over.decline(kept.desk(JENS), handover, "Ingen tid")
    back = {each.id: LIS.id for each in page(kept).of_state(MoveState.DECLINED)}
    redistributing.give_to(kept.desk(BIRGER), SET, back)
    assert set(states(kept).values()) == {MoveState.OFFERED}
    for handover in mine(kept, LIS).values():
        handing_over.accept(kept.desk(LIS), handover, ())
    assert set(owners(kept).values()) == {LIS.id}
    assert page(kept).is_over


def test_nothing_more_is_offered_while_it_is_paused(kept):
    offer(kept, at_once=1)
    assert list(states(kept).values()).count(MoveState.WAITING) == 2
    redistributing.pause(kept.desk(BIRGER), SET)
    with pytest.raises(RuleBroken, match="redistribution-paused"):
        redistributing.offer_next(kept.desk(BIRGER), SET)
    redistributing.resume(kept.desk(BIRGER), SET)
    assert set(states(kept).values()) == {MoveState.OFFERED}


def test_undoing_takes_back_all_but_what_was_accepted(kept):
    offer(kept)
    handing_over.accept(kept.desk(JENS), mine(kept, JENS)[identity(BO)], ())
    redistributing.undo(kept.desk(BIRGER), SET)
    assert owners(kept) == {BO: JENS.id, NINA: METTE.id, KARLA: METTE.id}
    assert states(kept)[identity(NINA)] is MoveState.DROPPED
    assert states(kept)[identity(BO)] is MoveState.ACCEPTED
    assert mine(kept, JENS) == {}
    with pytest.raises(RuleBroken):
        redistributing.resume(kept.desk(BIRGER), SET)
    again = wish(MoveWish(identity(NINA), METTE.id, LIS.id), id=identity("næste"))
    redistributing.offer_set(kept.desk(BIRGER), again)
    assert identity(NINA) in mine(kept, LIS)


def test_the_same_wish_twice_is_one_set(kept):
    first = offer(kept)
    assert offer(kept) == first


def test_a_citizen_who_cannot_be_offered_hinders_no_other(kept):
    free = handing_over.Offer(
        identity(BO), LIS.id, HandoverKind.LASTING, "organisation", "Bo kender Lis."
    )
    handing_over.offer(kept.desk(METTE), free)
    found = offer(kept)
    assert states(kept)[identity(BO)] is MoveState.HINDERED
    assert states(kept)[identity(NINA)] is MoveState.OFFERED
    (hindered,) = found.of_state(MoveState.HINDERED)
    assert hindered.hindrance == "handover-open"
    with kept.begin(METTE, False) as work:
        (seen,) = (each for each in work.handovers.of_citizen(identity(BO)) if each.is_open)
    handing_over.withdraw(kept.desk(METTE), seen)
    redistributing.give_to(kept.desk(BIRGER), SET, {hindered.id: JENS.id})
    assert set(states(kept).values()) == {MoveState.OFFERED}


def test_a_citizen_stands_in_one_open_set(kept):
    offer(kept, MoveWish(identity(BO), METTE.id, JENS.id))
    other = wish(id=identity("anden"))
    redistributing.offer_set(kept.desk(BIRGER), other)
    found = redistributing.open_set(kept.desk(BIRGER), other.id).redistribution
    (elsewhere,) = found.of_state(MoveState.HINDERED)
    assert (elsewhere.hindrance, elsewhere.citizen_id) == (ELSEWHERE, identity(BO))
    redistributing.undo(kept.desk(BIRGER), SET)
    redistributing.give_to(kept.desk(BIRGER), other.id, {elsewhere.id: JENS.id})
    found = redistributing.open_set(kept.desk(BIRGER), other.id).redistribution
    assert {each.state for each in found.moves} == {MoveState.OFFERED}


def test_who_has_gone_on_meanwhile_is_told_and_not_offered(kept):
    offer(kept, MoveWish(identity(BO), JENS.id, LIS.id), MoveWish(identity(NINA), METTE.id, LIS.id))
    (gone,) = page(kept).of_state(MoveState.HINDERED)
    assert (gone.citizen_id, gone.hindrance) == (identity(BO), "handover-not-the-owner")


def test_only_the_leads_of_the_givers_unit_have_it(kept):
    with pytest.raises(RuleBroken, match="not-your-unit"):
        offer(kept, by=HANNE)
    with pytest.raises(RuleBroken, match="not-your-unit"):
        offer(kept, by=METTE)
    offer(kept)
    for other in (HANNE, AMIRA, JENS):
        with pytest.raises((RuleBroken, NotFound)):
            redistributing.open_set(kept.desk(other), SET)
        with pytest.raises((RuleBroken, NotFound)):
            redistributing.undo(kept.desk(other), SET)
        assert redistributing.sets(kept.desk(other)) == ()


def test_what_is_taken_out_stays_where_it_is(kept):
    offer(kept, at_once=1)
    left = [each.id for each in page(kept).of_state(MoveState.WAITING)]
    redistributing.leave_out(kept.desk(BIRGER), SET, left)
    offered = [each.id for each in page(kept).of_state(MoveState.OFFERED)]
    with pytest.raises(RuleBroken, match="redistribution-move-busy"):
        redistributing.leave_out(kept.desk(BIRGER), SET, offered)
    assert page(kept).progress.total == 1


def test_a_lead_sees_what_hangs_on_somebody_and_who_knows_whom(kept):
    put(
        kept,
        citizen(KIM),
        replace(plan_of(KIM), deputy=LIS.id, participants=(participant(AMIRA),)),
    )
    offer(kept, MoveWish(identity(BO), METTE.id, JENS.id))
    found = redistribution_choice.what_to_move(kept.desk(BIRGER), METTE.id)
    assert {each.citizen_id for each in found.citizens} == {identity(who) for who in (*WHO, KIM)}
    beside = {each.citizen_id: each.beside for each in found.citizens}
    assert (beside[identity(NINA)], beside[identity(KIM)]) == ((), (LIS.id, AMIRA.id))
    (open_one,) = (each for each in found.citizens if each.hindrance)
    assert (open_one.hindrance, open_one.offered_to) == ("handover-open", JENS.name)
    loads = {each.member.id: each.load for each in found.receivers}
    assert loads[LIS.id] is None
    assert loads[JENS.id].citizens == 0
    with pytest.raises(RuleBroken, match="caseload-not-yours"):
        redistribution_choice.what_to_move(kept.desk(HANNE), METTE.id)


def test_what_comes_of_it_is_told_before_anything_is_offered(kept):
    moves = (
        MoveWish(identity(BO), METTE.id, JENS.id),
        MoveWish(identity(NINA), METTE.id, LIS.id),
    )
    found = redistribution_choice.preview(kept.desk(BIRGER), moves)
    by_name = {each.receiver: each for each in found.lines}
    assert (by_name[JENS.id].follow, by_name[JENS.id].withheld) == (1, 0)
    # Without a consent the part of one service area is not shared with another.
    assert (by_name[LIS.id].follow, by_name[LIS.id].withheld) == (0, 1)
    (jens, lis) = found.receivers
    assert (jens.before.citizens, jens.citizens, jens.tasks) == (0, 1, 1)
    assert lis.before is None
    assert mine(kept, JENS) == {}


# A local file has one who writes at a time.
@pytest.mark.parametrize("house", ["memory", "shared"], indirect=True)
def test_of_two_who_save_at_once_the_second_is_stale(kept):
    offer(kept, at_once=1)
    (first, _second) = page(kept).of_state(MoveState.WAITING)
    with kept.begin(BIRGER, True) as one:
        mine = one.redistributions.get(SET)
        redistributing.leave_out(kept.desk(BIRGER), SET, [first.id])
        with pytest.raises(Stale):  # noqa: PT012 - one store says so at the save, one at the commit
            one.redistributions.save(mine.with_moves([mine.move(first.id).hindered("x")]))
            one.commit()
