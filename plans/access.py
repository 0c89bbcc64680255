"""Who may do what, as data and as one question (domain.md § 7.6, decisions: «Rights»)."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from plans.errors import RuleBroken
from plans.notes import RecordNote
from plans.parts import Task
from plans.people import Citizen, Role, ServiceArea, StaffMember
from plans.plan import JointPlan


class Deed(StrEnum):
    """What somebody can want to do."""

    OPEN_CITIZEN = "open_citizen"
    SEE_ADDRESS = "see_address"
    CHANGE_CITIZEN = "change_citizen"
    CREATE_PLAN = "create_plan"
    WRITE_NOTE = "write_note"
    IMPORT = "import"
    SET = "set"
    REPORT = "report"
    CHECK_LOG = "check_log"
    CONTROL_LOG = "control_log"
    KEEP_STAFF = "keep_staff"


ROLE_DEEDS: Final[Mapping[Role, frozenset[Deed]]] = {
    Role.CASEWORKER: frozenset(
        {
            Deed.OPEN_CITIZEN,
            Deed.SEE_ADDRESS,
            Deed.CHANGE_CITIZEN,
            Deed.CREATE_PLAN,
            Deed.WRITE_NOTE,
            Deed.REPORT,
        }
    ),
    Role.TEAM_LEAD: frozenset(Deed) - {Deed.KEEP_STAFF},
    # Who lets people in sees no citizen, and who reads the log nothing else.
    Role.ADMINISTRATOR: frozenset(
        {Deed.IMPORT, Deed.SET, Deed.REPORT, Deed.CHECK_LOG, Deed.KEEP_STAFF}
    ),
    Role.AUDITOR: frozenset({Deed.CHECK_LOG, Deed.CONTROL_LOG}),
    # Nobody stands behind the system who could be asked why a protected address was shown.
    Role.SYSTEM: frozenset(
        {
            Deed.OPEN_CITIZEN,
            Deed.IMPORT,
            Deed.SET,
            Deed.REPORT,
            Deed.CHECK_LOG,
            Deed.KEEP_STAFF,
        }
    ),
}


def may(member: StaffMember, deed: Deed) -> bool:
    """Tell whether a role may do a deed at all."""
    return member.active and deed in ROLE_DEEDS[member.role]


def require(member: StaffMember, deed: Deed) -> None:
    """Refuse a deed that the role may not do.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    if not may(member, deed):
        raise RuleBroken("not-allowed", deed=deed)


def leads_unit_of(
    member: StaffMember, other: StaffMember, stood_in_for: Collection[StaffMember] = ()
) -> bool:
    """Whether they lead the unit that somebody in staff belongs to, or act for who leads it.

    ``stood_in_for`` are those who are away and have named the member as their deputy.
    """
    unit = (other.service_area, other.team)
    if not is_lead(member) or unit == (None, ""):
        return False
    leads = (member, *(each for each in stood_in_for if is_lead(each)))
    return any(unit == (each.service_area, each.team) for each in leads)


def is_lead(member: StaffMember) -> bool:
    """Whether somebody leads a unit."""
    return member.active and member.role is Role.TEAM_LEAD


# So many citizens somebody opens for a reason within such a time, and then asks their team lead:
# a number that no day at work comes near, and that ends a walk through the store.
LOOKS_WITHOUT_RELATION: Final = 25
LOOKS_WITHIN: Final = timedelta(hours=3)


def may_look_up(citizen: Citizen) -> bool:
    """Whether somebody without a relation may open a citizen for a reason.

    Who is specially protected («særlig adressebeskyttelse», CPR-loven § 6 stk. 6) is found and
    opened only by who has to do with them and who leads their unit.
    """
    return not citizen.protection.special


class Standing(StrEnum):
    """How somebody in staff stands to a citizen and the plan; one may stand in several ways."""

    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    PARTICIPANT = "participant"
    TASK = "task"
    STAFF_TASK = "staff_task"
    GOAL = "goal"
    CASE = "case"
    HANDOVER = "handover"
    UNIT_LEAD = "unit_lead"
    LOOKED_UP = "looked_up"


class Thing(StrEnum):
    """What there is to see and write about a citizen; what has an area is mine or another's.

    Another's part is one that the consent lets them share with mine (``plans.sharing``); one that
    it does not is withheld.
    """

    CITIZEN = "citizen"
    WHOLE_PLAN = "whole_plan"
    MY_PART = "my_part"
    OTHER_PART = "other_part"
    WITHHELD_PART = "withheld_part"
    MY_TASK = "my_task"
    SHARED_NOTE = "shared_note"
    MY_NOTE = "my_note"
    OTHER_NOTE = "other_note"


class Verb(StrEnum):
    """What can be done with it."""

    READ = "read"
    WRITE = "write"


_ALL: Final = frozenset(Verb)
_READ: Final = frozenset({Verb.READ})
# Seen by everybody who has to do with the citizen; another service area's own notes are not.
_SEEN: Final[Mapping[Thing, frozenset[Verb]]] = {
    Thing.CITIZEN: _ALL,
    Thing.WHOLE_PLAN: _READ,
    Thing.MY_PART: _READ,
    Thing.OTHER_PART: _READ,
    Thing.WITHHELD_PART: frozenset(),
    Thing.MY_TASK: _ALL,
    Thing.SHARED_NOTE: _READ,
    Thing.MY_NOTE: _READ,
    Thing.OTHER_NOTE: frozenset(),
}
_LEADS: Final = {Thing.WHOLE_PLAN: _ALL, Thing.MY_PART: _ALL, Thing.OTHER_PART: _ALL}
# Who stands in no way to a citizen sees nothing. The walls of a shared store (db/policies) say the
# same, and a test asks both for every cell.
RIGHTS: Final[Mapping[Standing, Mapping[Thing, frozenset[Verb]]]] = {
    Standing.COORDINATOR: {**_SEEN, **_LEADS},
    Standing.DEPUTY: {**_SEEN, **_LEADS},
    Standing.PARTICIPANT: {**_SEEN, Thing.MY_PART: _ALL},
    Standing.TASK: _SEEN,
    Standing.STAFF_TASK: _SEEN,
    Standing.GOAL: _SEEN,
    Standing.CASE: _SEEN,
    Standing.HANDOVER: _SEEN,
    Standing.UNIT_LEAD: _SEEN,
    Standing.LOOKED_UP: _SEEN,
}


def standings(plan: JointPlan, member: StaffMember) -> frozenset[Standing]:
    """Tell how somebody stands to a plan by what it says itself.

    Whoever has left, or became an administrator, stands in no way to anybody.
    """
    if not may(member, Deed.OPEN_CITIZEN):
        return frozenset()
    named: Mapping[Standing, Collection[UUID | None]] = {
        Standing.COORDINATOR: {plan.coordinator},
        Standing.DEPUTY: {plan.deputy},
        Standing.PARTICIPANT: {each.staff_id for each in plan.participants},
        Standing.TASK: {
            each.staff_id
            for task in plan.tasks
            for each in (task.assignee, task.follower)
            if each is not None
        },
        Standing.GOAL: {each.owner.staff_id for each in plan.goals if each.owner is not None},
    }
    return frozenset(standing for standing, people in named.items() if member.id in people)


def may_with(standings_: Collection[Standing], thing: Thing, verb: Verb) -> bool:
    """Whether one of the ways somebody stands gives the right to a thing."""
    return any(verb in RIGHTS[standing][thing] for standing in standings_)


def leads(plan: JointPlan, member: StaffMember) -> bool:
    """Whether the plan is theirs as a whole: coordinating case worker or deputy."""
    return may_with(standings(plan, member), Thing.WHOLE_PLAN, Verb.WRITE)


def may_write(plan: JointPlan, member: StaffMember, area: ServiceArea | None) -> bool:
    """Whether they may write in a part of the plan.

    ``area`` is the service area of the part, None for what belongs to the whole plan. Participants
    write in their own service area.
    """
    mine = Thing.MY_PART if area == member.service_area else Thing.OTHER_PART
    thing = Thing.WHOLE_PLAN if area is None else mine
    return may_with(standings(plan, member), thing, Verb.WRITE)


def require_write(plan: JointPlan, member: StaffMember, area: ServiceArea | None) -> None:
    """Refuse writing in a part that is not theirs.

    Raises:
        RuleBroken: ``not-your-plan`` or, for a participant, ``not-your-area``.
    """
    if may_write(plan, member, area):
        return
    takes_part = Standing.PARTICIPANT in standings(plan, member)
    raise RuleBroken("not-your-area" if takes_part else "not-your-plan")


def require_work(plan: JointPlan, member: StaffMember, area: ServiceArea, task: Task) -> None:
    """Refuse working on a task that is neither theirs nor in their part of the plan.

    Who follows up on a task answers for it too.

    Raises:
        RuleBroken: ``not-your-plan`` or ``not-your-area``.
    """
    if not (_answers_for(task, member) and may(member, Deed.OPEN_CITIZEN)):
        require_write(plan, member, area)


def _answers_for(task: Task, member: StaffMember) -> bool:
    return any(each and each.staff_id == member.id for each in (task.assignee, task.follower))


def require_part(plan: JointPlan, member: StaffMember) -> None:
    """Refuse who neither leads the plan, takes part in it, nor has a task in it.

    Raises:
        RuleBroken: ``not-your-plan``.
    """
    if not standings(plan, member) - {Standing.GOAL}:
        raise RuleBroken("not-your-plan")


def may_read_note(
    note: RecordNote, member: StaffMember, seen: Collection[ServiceArea] = ()
) -> bool:
    """Whether a journal note is theirs to read: of their service area, their own, or shared.

    What is shared is read where the consent lets it be: ``seen`` are the service areas whose parts
    they see (``plans.sharing.areas_seen_by``). To coordinate a plan or to be its deputy opens no
    other service area's notes.
    """
    if not may(member, Deed.OPEN_CITIZEN):
        return False
    of_my_area = note.service_area is not None and note.service_area == member.service_area
    shared = note.shared and (note.service_area is None or note.service_area in seen)
    return shared or of_my_area or note.author == member.id


def require_lead_role(plan: JointPlan, member: StaffMember) -> None:
    """Refuse what only the coordinating case worker or the deputy decides.

    Raises:
        RuleBroken: ``not-your-plan``.
    """
    if not leads(plan, member):
        raise RuleBroken("not-your-plan")


def review_refusal(
    plan: JointPlan,
    coordinator: StaffMember,
    member: StaffMember,
    stood_in_for: Collection[StaffMember] = (),
) -> str | None:
    """Say why somebody may not review a plan: a code, or None when they may.

    A team lead reviews who belongs to the coordinator's unit or acts for its lead who is away, and
    has changed nothing in the plan since its last approved version.
    """
    if not is_lead(member):
        return "not-a-team-lead"
    if member.id in plan.authors or member.id == plan.coordinator:
        return "own-plan"
    if not leads_unit_of(member, coordinator, stood_in_for):
        return "not-your-unit"
    return None


def require_review(
    plan: JointPlan,
    coordinator: StaffMember,
    member: StaffMember,
    stood_in_for: Collection[StaffMember] = (),
) -> None:
    """Refuse a review by somebody who may not.

    Raises:
        RuleBroken: with the code of ``review_refusal``.
    """
    refusal = review_refusal(plan, coordinator, member, stood_in_for)
    if refusal is not None:
        raise RuleBroken(refusal)
