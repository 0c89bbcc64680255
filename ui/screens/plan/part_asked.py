"""What a task for a colleague comes out of in the plan: the part with the cursor, or the plan."""

from plans.staff_tasks import ALONE, Origin, OriginKind
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key
from ui.screens.plan.words import part_words
from ui.task_about import TaskAbout


def asked_at(page: PlanPage, key: Key | None) -> TaskAbout:
    """Say which part it is, and whose plan."""
    plan = page.plan
    if key is None:
        return TaskAbout(
            plan.citizen_id, page.citizen_name, ALONE, part_words(plan, None, page.book)
        )
    origin = Origin(OriginKind.PART, key.id or plan.id, key.kind)
    return TaskAbout(plan.citizen_id, page.citizen_name, origin, part_words(plan, key, page.book))
