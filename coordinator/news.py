"""What a plan says that an approved version of it did not, and the names to tell it with."""

from datetime import date
from uuid import UUID

from coordinator.canonical import plan_from_canonical
from coordinator.change_sentences import main_sentences
from coordinator.change_wording import Vocabulary, change_title
from coordinator.code_words import codes_by_field
from coordinator.dated_lists import CodeBook
from coordinator.ports import UnitOfWork
from plans.errors import RuleBroken
from plans.flat import PlanPart
from plans.history import Change, ChangeKind, differences
from plans.plan import JointPlan
from plans.sharing import without_withheld


def approved_content(work: UnitOfWork, plan: JointPlan, number: int) -> JointPlan:
    """Read what a plan said in an approved version.

    Raises:
        RuleBroken: ``version-unknown`` when there is none of that number.
    """
    if not 0 < number <= plan.version:
        raise RuleBroken("version-unknown", number=number)
    return plan_from_canonical(work.plans.version(plan.id, number).canonical)


def news_since_last(work: UnitOfWork, plan: JointPlan) -> tuple[str, ...]:
    """Tell on the citizen's copy what an approved plan says that the version before did not."""
    if plan.version < 2:
        return ()
    before = approved_content(work, plan, plan.version - 1)
    return main_sentences(differences(before, plan), vocabulary(work, before, plan))


def news_of_draft(work: UnitOfWork, plan: JointPlan) -> tuple[str, ...]:
    """Tell on the citizen's copy what a plan that is written on says beyond its newest version."""
    if not plan.version:
        return ()
    before = without_withheld(approved_content(work, plan, plan.version), plan)
    return main_sentences(differences(before, plan), vocabulary(work, before, plan))


def vocabulary(work: UnitOfWork, *plans: JointPlan) -> Vocabulary:
    """Name people, parts and codes as they are called in plans."""
    names = {each.id: each.name for each in work.staff.everybody()}
    for plan in plans:
        names |= {goal.id: goal.title for goal in plan.goals}
        for titled in (plan.interventions, plan.sub_goals, plan.tasks):
            names |= {each.id: each.title for each in titled}
        names |= {part.id: part.name for part in plan.participants}
    book = CodeBook(work.dated_lists.every(), date.min)
    return Vocabulary(names, of_field=codes_by_field(book.all))


def whole_content(plan: JointPlan) -> tuple[Change, ...]:
    """Give every part of a plan that says something, as if all of it were new."""
    empty = JointPlan(plan.id, plan.citizen_id, plan.coordinator)
    return tuple(each for each in differences(empty, plan) if each.kind is not ChangeKind.ORDERED)


def part_titles(words: Vocabulary, *plans: JointPlan) -> dict[tuple[PlanPart, UUID], str]:
    """Name every part of some states of a plan; what the last state calls it counts."""
    return {
        (each.part, each.part_id): change_title(each, words)
        for plan in plans
        for each in whole_content(plan)
    }
