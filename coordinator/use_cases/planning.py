"""Write a joint plan: its words, goals, interventions, tasks, people and consents."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import AuditAction, Stale, UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from coordinator.use_cases.answering import tell_asked
from coordinator.use_cases.log import Log
from coordinator.use_cases.plan_change import change, change_with, unchanged
from plans import access, sharing
from plans.access import Deed
from plans.errors import RuleBroken
from plans.parts import (
    Consent,
    EventKind,
    Goal,
    Intervention,
    OwnWords,
    Participant,
    PlanEvent,
    Task,
)
from plans.people import Role, StaffMember
from plans.plan import JointPlan
from plans.states import ConsentStatus, PlanStatus


def create_plan(desk: Desk, citizen_id: UUID) -> tuple[UUID, Changes]:
    """Begin a citizen's joint plan; who creates it coordinates it.

    Raises:
        RuleBroken: ``plan-exists`` when the citizen has one that is not closed.
    """
    desk.require(Deed.CREATE_PLAN)
    member = desk.member
    with desk.start_work() as work:
        work.citizens.get(citizen_id)
        old = work.plans.of_citizen(citizen_id)
        if old is not None and old.status is not PlanStatus.CLOSED:
            raise RuleBroken("plan-exists")
        event = PlanEvent(uuid4(), EventKind.CREATED, desk.clock.now(), member.id, member.name)
        plan = JointPlan(id=uuid4(), citizen_id=citizen_id, coordinator=member.id, events=(event,))
        Log(work, desk).note(AuditAction.CREATE, citizen_id, "plan", plan.id)
        work.plans.add(plan)
        return plan.id, work.commit()


def write_own_words(desk: Desk, plan_id: UUID, seen: OwnWords, words: OwnWords) -> Changes:
    """Write what the citizen says, unless it was changed since ``seen``."""

    def write(plan: JointPlan) -> JointPlan:
        access.require_write(plan, desk.member, None)
        unchanged(plan.own_words, seen, words)
        return plan.written_by(desk.member, own_words=words)

    return change(desk, plan_id, write, "own_words")


def set_follow_up(desk: Desk, plan_id: UUID, seen: date | None, day: date | None) -> Changes:
    """Set the day of the next follow-up."""

    def write(plan: JointPlan) -> JointPlan:
        access.require_write(plan, desk.member, None)
        unchanged(plan.follow_up, seen, day)
        return plan.written_by(desk.member, follow_up=day)

    return change(desk, plan_id, write, "follow_up")


def put_goal(desk: Desk, plan_id: UUID, seen: Goal | None, goal: Goal) -> Changes:
    """Add a goal (``seen`` None) or write it anew, unless it was changed since ``seen``.

    What is under the goal stays as stored.
    """

    def write(plan: JointPlan) -> JointPlan:
        access.require_write(plan, desk.member, None)
        stored = plan.goal(goal.id)
        below: dict[str, object] = {
            "sub_goals": stored.sub_goals if stored else (),
            "interventions": stored.interventions if stored else (),
        }
        kept = replace(goal, **below)  # type: ignore[arg-type]  # names are ours
        unchanged(stored, _with(seen, **below), kept)
        return plan.with_goal(desk.member, kept)

    return change(desk, plan_id, write, "goal", goal.id)


def remove_goal(desk: Desk, plan_id: UUID, goal_id: UUID) -> Changes:
    """Take a goal out, with what is under it."""

    def write(plan: JointPlan) -> JointPlan:
        access.require_write(plan, desk.member, None)
        plan.require_whole(under=goal_id)
        return plan.without_goal(desk.member, goal_id)

    return change(desk, plan_id, write, "goal", goal_id)


def put_intervention(
    desk: Desk,
    plan_id: UUID,
    goal_id: UUID,
    seen: Intervention | None,
    intervention: Intervention,
    *,
    place: int | None = None,
) -> Changes:
    """Add an intervention under a goal or write it anew, unless it was changed since ``seen``.

    ``place`` is where one stood that is put back; without it a new one comes last.
    """

    def write(plan: JointPlan) -> JointPlan:
        access.require_write(plan, desk.member, intervention.service_area)
        stored = plan.intervention(intervention.id)
        if stored is not None:
            access.require_write(plan, desk.member, stored.service_area)
            if intervention.service_area is not stored.service_area:
                area = intervention.service_area
                sharing.require_shared(plan, desk.member, area, desk.clock.today())
        below = stored.tasks if stored else ()
        kept = replace(intervention, tasks=below)
        unchanged(stored, _with(seen, tasks=below), kept)
        return plan.with_intervention(desk.member, goal_id, kept, place)

    return change(desk, plan_id, write, "intervention", intervention.id)


def remove_intervention(desk: Desk, plan_id: UUID, intervention_id: UUID) -> Changes:
    """Take an intervention out, with its tasks."""

    def write(plan: JointPlan) -> JointPlan:
        _require_area(plan, desk.member, intervention_id)
        return plan.without_intervention(desk.member, intervention_id)

    return change(desk, plan_id, write, "intervention", intervention_id)


def put_task(
    desk: Desk,
    plan_id: UUID,
    intervention_id: UUID,
    seen: Task | None,
    task: Task,
    *,
    place: int | None = None,
) -> Changes:
    """Add a task under an intervention or write it anew, unless it was changed since ``seen``.

    ``place`` is where one stood that is put back; without it a new one comes last.
    """

    def write(plan: JointPlan) -> JointPlan:
        _require_task_area(plan, desk.member, intervention_id, task.id)
        unchanged(plan.task(task.id), seen, task)
        return plan.with_task(desk.member, intervention_id, task, place)

    def then(work: UnitOfWork) -> None:
        tell_asked(work, desk, plan_id, seen, task)

    return change(desk, plan_id, write, "task", task.id, then=then)


def remove_task(desk: Desk, plan_id: UUID, intervention_id: UUID, task_id: UUID) -> Changes:
    """Take a task out."""

    def write(plan: JointPlan) -> JointPlan:
        _require_task_area(plan, desk.member, intervention_id, task_id)
        return plan.without_task(desk.member, task_id)

    return change(desk, plan_id, write, "task", task_id)


def move_task(desk: Desk, plan_id: UUID, seen: Task, task: Task) -> Changes:
    """Move a task's status; the assignee may, and so may who writes in its service area."""

    def write(plan: JointPlan) -> JointPlan:
        place, now = plan.placed_task(task.id) or (None, None)
        if place is None or now != seen:
            raise Stale
        access.require_work(plan, desk.member, place.service_area, seen)
        return plan.with_worked_task(place.id, task)

    return change(desk, plan_id, write, "task", task.id)


def put_participant(
    desk: Desk, plan_id: UUID, seen: Participant | None, staff_id: UUID, function: str = ""
) -> Changes:
    """Put somebody in the core team (``seen`` None) or change their function there.

    Raises:
        RuleBroken: ``login-closed`` when the person has left.
        Stale: when they were put in, taken out or given another function since ``seen``.
    """

    def write_with(plan: JointPlan, work: UnitOfWork) -> JointPlan:
        access.require_lead_role(plan, desk.member)
        member = _working(work, staff_id)
        stored = next((each for each in plan.participants if each.staff_id == staff_id), None)
        # The store gives the id and the name: only the function is anybody's to write.
        unchanged(_function(stored), _function(seen), function)
        participant = Participant(
            id=stored.id if stored else uuid4(),
            staff_id=member.id,
            name=member.name,
            service_area=member.service_area,
            function=function,
        )
        return plan.with_participant(desk.member, participant)

    return change_with(desk, plan_id, write_with, "participant", staff_id)


def remove_participant(desk: Desk, plan_id: UUID, participant_id: UUID) -> Changes:
    """Take somebody out of the core team."""

    def write(plan: JointPlan) -> JointPlan:
        access.require_lead_role(plan, desk.member)
        return plan.without_participant(desk.member, participant_id)

    return change(desk, plan_id, write, "participant", participant_id)


def set_deputy(desk: Desk, plan_id: UUID, seen: UUID | None, staff_id: UUID | None) -> Changes:
    """Name the deputy of the coordinating case worker, or none, unless changed since ``seen``.

    Raises:
        RuleBroken: ``deputy-is-coordinator``, ``plan-closed``, ``login-closed`` when the person has
            left.
    """

    def write_with(plan: JointPlan, work: UnitOfWork) -> JointPlan:
        access.require_lead_role(plan, desk.member)
        unchanged(plan.deputy, seen, staff_id)
        written = plan.with_deputy(staff_id)
        if staff_id is not None:
            _working(work, staff_id)
        return written

    return change_with(desk, plan_id, write_with, "deputy", staff_id)


def name_coordinator(desk: Desk, plan_id: UUID, seen: UUID, staff_id: UUID) -> Changes:
    """Let a team lead name the coordinating case worker of a plan whose own is here no more.

    A plan always has one, and from one who is here to the next it goes by a hand-over that the
    next accepts (docs/decisions/014). It is the lead of the unit whose it was, or who acts for
    that lead.

    Raises:
        RuleBroken: ``not-a-team-lead``, ``not-your-unit``, ``coordinator-by-handover``,
            ``plan-closed``, ``login-closed`` when the person has left.
        Stale: when it was changed since ``seen``.
    """

    def write_with(plan: JointPlan, work: UnitOfWork) -> JointPlan:
        if desk.member.role is not Role.TEAM_LEAD:
            raise RuleBroken("not-a-team-lead")
        acting = leads_stood_in_for(work, desk.member, desk.clock.today())
        if not access.leads_unit_of(desk.member, work.staff.get(plan.coordinator), acting):
            raise RuleBroken("not-your-unit")
        unchanged(plan.coordinator, seen, staff_id)
        if access.may(work.staff.get(plan.coordinator), Deed.WRITE_NOTE):
            raise RuleBroken("coordinator-by-handover")
        _working(work, staff_id)
        return plan.with_coordinator(staff_id)

    return change_with(desk, plan_id, write_with, "coordinator", staff_id)


def put_consent(desk: Desk, plan_id: UUID, seen: Consent | None, consent: Consent) -> Changes:
    """Register a consent (``seen`` None), or what became of one, unless changed since ``seen``.

    Who registers it is an author of the plan: the plan rests on it. A withdrawn consent stops the
    plan in the same moment, which the log tells too.

    Raises:
        RuleBroken: ``consent-how-missing``, ``consent-answer-missing``, ``consent-areas-missing``,
            ``consent-in-future``, ``plan-closed``.
    """
    if not consent.how.strip():
        raise RuleBroken("consent-how-missing")
    if consent.status is ConsentStatus.NOT_ASKED:
        raise RuleBroken("consent-answer-missing")
    if not consent.service_areas:
        raise RuleBroken("consent-areas-missing")
    if consent.given_on > desk.clock.today():
        raise RuleBroken("consent-in-future")

    said = _with_its_day(consent, desk.clock.today())

    def write_with(plan: JointPlan, work: UnitOfWork) -> JointPlan:
        access.require_lead_role(plan, desk.member)
        stored = next((each for each in plan.consents if each.id == consent.id), None)
        unchanged(stored, seen, said)
        written = plan.with_consent(desk.member, said, desk.clock.now())
        if written.status is not plan.status:
            log = Log(work, desk)
            log.note(AuditAction.REVIEW, plan.citizen_id, "consent_withdrawn", plan.id)
        return written

    return change_with(desk, plan_id, write_with, "consent", consent.id)


def _working(work: UnitOfWork, staff_id: UUID) -> StaffMember:
    member = work.staff.get(staff_id)
    if not member.active:
        raise RuleBroken("login-closed", login=member.login)
    return member


def _with_its_day(consent: Consent, today: date) -> Consent:
    """Give a withdrawn consent its day (domain.md § 7.1), today unless another is known."""
    gone = consent.status is ConsentStatus.WITHDRAWN
    return replace(consent, withdrawn_on=(consent.withdrawn_on or today) if gone else None)


def _function(participant: Participant | None) -> str | None:
    return participant.function if participant is not None else None


def _with(seen: Goal | Intervention | None, **below: object) -> object:
    """Give what was seen with what is under it as stored: only its own fields count."""
    return replace(seen, **below) if seen is not None else None  # type: ignore[arg-type]  # names are ours


def _require_task_area(
    plan: JointPlan, member: StaffMember, intervention_id: UUID, task_id: UUID
) -> None:
    """Ask for the right where the task goes, and where it stands now."""
    _require_area(plan, member, intervention_id)
    placed = plan.placed_task(task_id)
    if placed is not None:
        _require_area(plan, member, placed[0].id)


def _require_area(plan: JointPlan, member: StaffMember, intervention_id: UUID) -> None:
    intervention = plan.intervention(intervention_id)
    if intervention is None:
        withheld = intervention_id in {each.id for each in plan.withheld}
        raise RuleBroken("part-withheld" if withheld else "not-in-plan")
    access.require_write(plan, member, intervention.service_area)
