"""Hand-overs in the practice store: to answer, asked for, and declined."""

from datetime import timedelta
from uuid import UUID

from coordinator.desk import Desk
from coordinator.ids import new_id
from coordinator.lists import FoundCitizen
from coordinator.use_cases import handing_over, opening, staff_tasks, worklists
from coordinator.use_cases.handing_over import Offer
from plans.errors import RuleBroken
from plans.handovers import Handover, HandoverKind, Promise
from plans.people import StaffMember
from plans.staff_tasks import Wish
from plans.states import PlanStatus

_NOTE = (
    "Vil helst ringes op om eftermiddagen. Har haft flere sagsbehandlere, så sig tydeligt, at du "
    "bliver. Er enig i det næste skridt, men utryg ved kørslen."
)


def hand_over(desk: Desk, colleague: StaffMember, other: StaffMember) -> None:
    """Let a colleague of the same service area, and one of another, hand over and ask."""
    if any((found := handing_over.lists(desk)).to_me) or found.from_me:
        return
    today = desk.clock.today()
    theirs = desk.taken_by(colleague)
    promises = (
        Promise("Ringer om svar på kørsel", today),
        Promise("Går med til det første besøg", today + timedelta(8)),
        Promise("Sender aftalen i stor skrift", today + timedelta(10)),
    )
    for citizen in _free(theirs)[:1]:
        due = today + timedelta(6)
        call = Wish("Ring til lægen om attesten", due, kind="investigate", citizen_id=citizen.id)
        staff_tasks.ask(theirs, new_id(), call, colleague.id)
        wish = _wish(citizen.id, desk.member.id, _NOTE, promises)
        handover_id, _changes = handing_over.offer(theirs, wish)
        handing_over.ask_back(desk, handover_id, "Hvem har vi talt med om kørslen?")
        handing_over.reply(theirs, handover_id, "Lone i borgerservice, i går.")
    mine = [each for each in worklists.my_day(desk).my_plans if not each.protected]
    # One with open tasks, so that there is something to choose.
    running = [each for each in mine if each.status is PlanStatus.ACTIVE]
    for plan in running[:1]:
        ask = Offer(
            plan.citizen_id,
            other.id,
            HandoverKind.REQUEST,
            "professional",
            "Jeg ser borgeren hver uge og vil gerne koordinere.",
            giver=desk.member.id,
        )
        handing_over.offer(desk.taken_by(other), ask)
    drafts = [each for each in mine if each.status is PlanStatus.DRAFT]
    for plan in drafts[-1:]:
        wish = _wish(plan.citizen_id, colleague.id, "Vil gerne mødes ude.", ())
        handover_id, _changes = handing_over.offer(desk, wish)
        offered = _read(desk, handover_id)
        handing_over.decline(theirs, offered, "Jeg kender familien privat.")


def _wish(citizen_id: UUID, receiver: UUID, note: str, promises: tuple[Promise, ...]) -> Offer:
    return Offer(
        citizen_id, receiver, HandoverKind.LASTING, "organisation", note, promises=promises
    )


def _read(desk: Desk, handover_id: UUID) -> Handover:
    with desk.start_reading() as work:
        return work.handovers.get(handover_id)


def _free(desk: Desk) -> list[FoundCitizen]:
    """List somebody's own citizens who have no plan and no protected address."""
    _recent, mine = worklists.near_citizens(desk)
    free = [each for each in mine if each.plan_status is None and not each.protected]
    found = []
    for each in free[:5]:
        try:
            cases = opening.open_citizen(desk, each.id).case_files
        except RuleBroken:
            continue
        if any(getattr(case, "caseworker", None) == desk.member for case in cases):
            found.append(each)
    return found
