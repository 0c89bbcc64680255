"""Says which interventions of the plan clash, and where in the plan that is solved."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from coordinator.dated_lists import CodeBook, DatedList
from coordinator.lists import CitizenPage
from coordinator.wording import clash_sentence
from plans.clashes import clashes
from plans.states import STOPPED
from ui.screens.citizen.shown import ClashShown

# What one changes to solve it, by the code of the clash.
_FIELDS: Final = {
    "same-hours": "weekly_times",
    "same-purpose": "purpose",
    "work-in-treatment": "start",
}


def clashes_shown(page: CitizenPage, today: date) -> Iterator[ClashShown]:
    """Write the clashes of a plan that goes on."""
    plan = page.plan
    if plan is None or plan.status in STOPPED:
        return
    book = CodeBook(page.lists, today)
    for each in clashes(plan, book.demands()):
        shared = each.code == "same-purpose"
        purpose = book.label(DatedList.THEMES, each.detail) if shared else ""
        sentence = clash_sentence(each, purpose)
        yield ClashShown(sentence, (each.first, each.second), _FIELDS[each.code])
