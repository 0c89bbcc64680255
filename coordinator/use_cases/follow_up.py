"""Follow a plan up, and read the follow-ups that were held."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from coordinator.changes import Changes
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.helpers import Helpers
from coordinator.ids import new_id
from coordinator.ports import AuditAction, Stale, UnitOfWork
from coordinator.use_cases.log import Log
from coordinator.whom_to_ask import helpers_with
from plans import access, follow_ups
from plans.follow_ups import FollowUpHeld, InterventionResult
from plans.plan import JointPlan
from plans.sharing import areas_seen_by
from plans.states import GoalAchievement


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """A plan to follow up: whose it is, what may come of an intervention, and what was before."""

    plan: JointPlan
    citizen_name: str
    book: CodeBook
    earlier: tuple[FollowUpHeld, ...]
    helpers: Helpers = field(default_factory=Helpers)


@dataclass(frozen=True, slots=True)
class Followed:
    """What somebody wrote at a follow-up; codes and words by the intervention's id."""

    held_on: date
    next_on: date
    codes: Mapping[UUID, str]
    words: Mapping[UUID, str]
    achievements: Mapping[UUID, GoalAchievement]
    note: str = ""


def read_for_follow_up(desk: Desk, plan_id: UUID, reason: str = "") -> FollowUpPage:
    """Read a plan to follow it up.

    Raises:
        RuleBroken: ``reason-needed``.
    """
    with desk.start_work() as work:
        Log(work, desk).look(work.presence.citizen_of(plan_id), "plan", plan_id, reason)
        plan = work.plans.get(plan_id)
        citizen = work.citizens.get(plan.citizen_id)
        lists = (DatedList.FOLLOW_UP_RESULTS, DatedList.LIMITS)
        entries = [each for which in lists for each in work.dated_lists.entries(which)]
        page = FollowUpPage(
            plan,
            citizen.name,
            CodeBook(entries, desk.clock.today()),
            follow_ups_seen(work, desk, plan.citizen_id),
            helpers_with(work, plan, desk.clock.today()),
        )
        work.commit()
        return page


def follow_ups_seen(work: UnitOfWork, desk: Desk, citizen_id: UUID) -> tuple[FollowUpHeld, ...]:
    """Give a citizen's follow-ups, without what came of an intervention that is hidden from them.

    Whoever held one sees all of what they wrote in it.
    """
    plans: dict[UUID, JointPlan] = {}

    def seen(held: FollowUpHeld, result: InterventionResult) -> bool:
        if held.plan_id not in plans:
            plans[held.plan_id] = work.plans.get(held.plan_id)
        plan = plans[held.plan_id]
        areas = areas_seen_by(desk.member, plan.consent_on(desk.clock.today()))
        return result.service_area in areas or plan.intervention(result.intervention_id) is not None

    return tuple(
        held
        if held.by == desk.member.id
        else replace(held, results=tuple(each for each in held.results if seen(held, each)))
        for held in work.follow_ups.of_citizen(citizen_id)
    )


def hold(desk: Desk, seen: JointPlan, followed: Followed) -> tuple[FollowUpHeld, Changes]:
    """Keep a follow-up with what it means for the plan, all at once.

    Raises:
        Stale: when the plan's goals are no longer as seen.
        RuleBroken: ``not-your-plan``, or as ``plans.follow_ups.require_sound``.
    """
    with desk.start_work() as work:
        plan = work.plans.get(seen.id)
        access.require_lead_role(plan, desk.member)
        if (plan.goals, plan.follow_up) != (seen.goals, seen.follow_up):
            raise Stale
        held = _held(desk, plan, followed)
        after = plan.followed_up(held, desk.clock.today())
        Log(work, desk).note(AuditAction.CREATE, plan.citizen_id, "follow_up_held", held.id)
        work.follow_ups.add(held)
        work.plans.save(after)
        return held, work.commit()


def _held(desk: Desk, plan: JointPlan, followed: Followed) -> FollowUpHeld:
    member = desk.member
    results = tuple(
        InterventionResult(
            each.id,
            each.title,
            each.service_area,
            followed.codes.get(each.id, ""),
            followed.words.get(each.id, "").strip(),
        )
        for each in follow_ups.running(plan)
    )
    return FollowUpHeld(
        id=new_id(),
        plan_id=plan.id,
        citizen_id=plan.citizen_id,
        held_on=followed.held_on,
        by=member.id,
        by_name=member.name,
        at=desk.clock.now(),
        results=results,
        next_on=followed.next_on,
        note=followed.note.strip(),
        achievements=tuple(followed.achievements.items()),
    )
