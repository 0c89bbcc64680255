"""Choose what to redistribute of a colleague's, and see what comes of it before it is offered."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from coordinator.caseloads import Caseload, HeldKind, HeldThing, Load
from coordinator.dated_lists import DatedList
from coordinator.desk import Desk
from coordinator.ports import UnitOfWork
from coordinator.redistribution_choice import (
    Choice,
    Consequences,
    Movable,
    MoveLine,
    Outcome,
    Receiver,
)
from coordinator.use_cases.caseloads import caseload
from coordinator.use_cases.redistributing import led_by
from plans import access, sharing
from plans.absence import absent_on
from plans.access import Deed
from plans.errors import RuleBroken
from plans.handed_along import along
from plans.handovers import COUNTED_FOR
from plans.people import StaffMember
from plans.redistributions import ELSEWHERE, MoveWish

# A deadline so near is worth knowing before somebody new has it.
NEAR: Final = timedelta(days=14)
_OWNED: Final = frozenset({HeldKind.PLAN, HeldKind.CASE})
_TASKS: Final = frozenset({HeldKind.TASK, HeldKind.FOLLOWED_TASK})
_ALONG: Final = _TASKS | {HeldKind.STAFF_TASK, HeldKind.ASKED_FOR, HeldKind.ENQUIRY}


def what_to_move(desk: Desk, staff_id: UUID) -> Choice:
    """Read what hangs on a colleague of the unit, and to whom it could go; nobody is opened.

    Raises:
        RuleBroken: ``not-your-unit``, ``caseload-not-yours``.
    """
    today = desk.clock.today()
    found = caseload(desk, staff_id)
    with desk.start_reading() as work:
        led = led_by(work, desk)
        if staff_id not in led:
            raise RuleBroken("not-your-unit")
        movable = _movable(work, desk, found)
        mine = {each.citizen_id for each in movable}
        return Choice(
            giver=found.of,
            citizens=movable,
            receivers=_receivers(work, staff_id, led, today),
            causes=work.dated_lists.entries(DatedList.HANDOVER_CAUSES, today),
            staying=tuple(each for each in found.things if each.citizen_id not in mine),
            elsewhere=found.elsewhere,
        )


def preview(desk: Desk, wishes: Sequence[MoveWish]) -> Consequences:
    """Tell what comes of some moves; nobody is opened, and nothing is written.

    Raises:
        RuleBroken: ``not-your-unit``.
    """
    today = desk.clock.today()
    with desk.start_reading() as work:
        led = led_by(work, desk)
        if not {each.giver for each in wishes} <= led.keys():
            raise RuleBroken("not-your-unit")
        staff = {each.id: each for each in work.staff.everybody()}
        held = {
            giver: _by_citizen(work.caseloads.held(giver, today))
            for giver in {each.giver for each in wishes}
        }
        lines = tuple(
            _line(work, desk, held[each.giver].get(each.citizen_id, ()), _Way(each, staff))
            for each in wishes
        )
        return Consequences(lines, _outcomes(work, lines, staff, led, today))


def _movable(work: UnitOfWork, desk: Desk, found: Caseload) -> tuple[Movable, ...]:
    groups = {
        citizen_id: things
        for citizen_id, things in _by_citizen(found.things).items()
        if any(each.kind in _OWNED for each in things)
    }
    beside = work.redistributions.beside(list(groups))
    taken = work.redistributions.standing(list(groups))
    offered = {
        each.citizen_id: each.receiver.name
        for each in work.handovers.of_staff([found.of.member.id], desk.clock.now())
        if each.is_open and each.giver.id == found.of.member.id
    }
    lines = (
        Movable(
            citizen_id=citizen_id,
            name=things[0].citizen_name,
            tasks=sum(each.kind in _ALONG for each in things),
            next_day=_next_day(things),
            coordinates=any(each.kind is HeldKind.PLAN for each in things),
            beside=tuple(beside.get(citizen_id, ())),
            hindrance=_hindrance(citizen_id, taken, offered),
            offered_to=offered.get(citizen_id, ""),
        )
        for citizen_id, things in groups.items()
    )
    return tuple(sorted(lines, key=lambda each: (each.next_day or date.max, each.name)))


def _hindrance(citizen_id: UUID, taken: Collection[UUID], offered: Mapping[UUID, str]) -> str:
    if citizen_id in offered:
        return "handover-open"
    return ELSEWHERE if citizen_id in taken else ""


def _next_day(things: Sequence[HeldThing]) -> date | None:
    days = [each.by for each in things if each.by is not None and each.kind is not HeldKind.CASE]
    return min(days, default=None)


def _by_citizen(things: Sequence[HeldThing]) -> dict[UUID, list[HeldThing]]:
    found: dict[UUID, list[HeldThing]] = {}
    for each in things:
        if each.citizen_id is not None:
            found.setdefault(each.citizen_id, []).append(each)
    return found


def _receivers(
    work: UnitOfWork, giver: UUID, led: Mapping[UUID, StaffMember], today: date
) -> tuple[Receiver, ...]:
    """List who could take over, those of the unit first: only of these the load is told."""
    able = [
        each
        for each in work.staff.everybody()
        if each.id != giver and access.may(each, Deed.WRITE_NOTE)
    ]
    away = absent_on(work.staff.absences.since(today), today)
    loads = work.caseloads.loads([each.id for each in able if each.id in led], today, today)
    lines = (Receiver(each, loads.get(each.id), away.get(each.id)) for each in able)
    return tuple(sorted(lines, key=lambda each: (each.load is None, each.member.name)))


class _Way:
    """Who gives and who receives in a move."""

    def __init__(self, wish: MoveWish, staff: Mapping[UUID, StaffMember]) -> None:
        self.citizen_id = wish.citizen_id
        self.giver, self.receiver = staff[wish.giver], staff[wish.receiver]


def _line(work: UnitOfWork, desk: Desk, things: Sequence[HeldThing], way: _Way) -> MoveLine:
    today, receiver = desk.clock.today(), way.receiver
    citizen = work.citizens.get(way.citizen_id)
    consent = work.plans.consent_today(citizen.id)
    seen = sharing.areas_seen_by(receiver, consent)
    tasks = [each for each in things if each.kind in _TASKS]
    beside = along(
        (each.task for each in work.staff_tasks.of_citizen(citizen.id)),
        (each.enquiry for each in work.enquiries.of_citizen(citizen.id)),
        way.giver,
        receiver,
        consent,
    )
    follows = [each.service_area in seen for each in tasks]
    follows += [each.may_follow for each in beside]
    cases = [each for each in things if each.kind is HeldKind.CASE]
    days = [each.by for each in (*tasks, *(e for e in things if e.kind is HeldKind.PLAN))]
    return MoveLine(
        citizen_id=citizen.id,
        name=citizen.name,
        receiver=receiver.id,
        follow=sum(follows),
        withheld=len(follows) - sum(follows),
        other_area=sum(receiver.service_area not in (None, each.service_area) for each in cases),
        days=sum(day is not None and day <= today + NEAR for day in days),
        changes=len(work.handovers.changes(citizen.id, desk.clock.now() - COUNTED_FOR)),
        protected=citizen.protection.active,
    )


def _outcomes(
    work: UnitOfWork,
    lines: Sequence[MoveLine],
    staff: Mapping[UUID, StaffMember],
    led: Mapping[UUID, StaffMember],
    today: date,
) -> tuple[Outcome, ...]:
    people = list(dict.fromkeys(each.receiver for each in lines))
    loads: Mapping[UUID, Load] = work.caseloads.loads(
        [each for each in people if each in led], today, today
    )
    away = absent_on(work.staff.absences.since(today), today)
    return tuple(
        Outcome(
            member=staff[who],
            before=loads.get(who),
            citizens=sum(each.receiver == who for each in lines),
            tasks=sum(each.follow for each in lines if each.receiver == who),
            absence=away.get(who),
        )
        for who in people
    )
