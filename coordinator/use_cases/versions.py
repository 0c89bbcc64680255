"""Compare any two versions of a plan, in plain sentences and field by field."""

from dataclasses import dataclass
from uuid import UUID

from coordinator.change_sentences import change_sentences
from coordinator.change_wording import Vocabulary
from coordinator.desk import Desk
from coordinator.lists import VersionLine
from coordinator.news import approved_content, vocabulary
from coordinator.ports import AuditAction
from coordinator.standing_in import require_papers
from coordinator.use_cases.log import Log
from plans.access import Deed
from plans.history import Change, differences
from plans.sharing import without_withheld


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a plan beside each other; ``new`` None is the plan as it is written now.

    ``sentences`` tell ``changes`` in plain words, named by ``words``; ``versions`` are what else
    can be compared, and ``has_draft`` whether something is written since the newest of them.
    """

    plan_id: UUID
    citizen_id: UUID
    citizen_name: str
    old: int
    new: int | None
    changes: tuple[Change, ...]
    sentences: tuple[str, ...]
    words: Vocabulary
    versions: tuple[VersionLine, ...]
    has_draft: bool


def compare_versions(desk: Desk, plan_id: UUID, old: int, new: int | None = None) -> Comparison:
    """Tell what differs between two versions, or a version and the plan as written now.

    The look is logged.

    Raises:
        RuleBroken: ``papers-withheld``; ``version-unknown`` for a version that is none;
            ``reason-needed`` when there is
            no relation and the citizen was not opened for a reason in this sitting.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        citizen = work.citizens.get(plan.citizen_id)
        log = Log(work, desk)
        log.require_reason(citizen.id)
        require_papers(work, desk, plan)
        before = approved_content(work, plan, old)
        after = plan if new is None else approved_content(work, plan, new)
        if new is None:
            before = without_withheld(before, plan)
        newest = without_withheld(approved_content(work, plan, plan.version), plan)
        words = vocabulary(work, before, after)
        changes = differences(before, after)
        found = Comparison(
            plan_id=plan_id,
            citizen_id=citizen.id,
            citizen_name=citizen.name,
            old=old,
            new=new,
            changes=changes,
            sentences=change_sentences(changes, words),
            words=words,
            versions=work.plans.versions(plan_id),
            has_draft=bool(differences(newest, plan)),
        )
        log.note(AuditAction.VIEW, citizen.id, "versions", plan_id)
        work.commit()
        return found
