"""Fetches what differs between two versions of a plan."""

from typing import Final
from uuid import UUID

from coordinator.change_wording import Vocabulary, change_title, field_label, value_words
from coordinator.i18n import N_, _
from coordinator.use_cases.versions import Comparison, compare_versions
from plans.history import Change, ChangeKind
from ui.compared import Compared, FieldCompared, PartCompared, Refuse, Show
from ui.problems import describe
from ui.screen import ScreenContext

KINDS: Final = {
    ChangeKind.NEW: N_("New"),
    ChangeKind.CHANGED: N_("Changed"),
    ChangeKind.REMOVED: N_("Taken out"),
    ChangeKind.ORDERED: N_("New order"),
}


class Comparer:
    """Asks for one comparison at a time; an answer that another follows is never shown."""

    def __init__(self, context: ScreenContext) -> None:
        self._context = context
        self._slot = ("versions", id(self))

    def compare(self, plan_id: UUID, old: int, new: int | None, show: Show, refuse: Refuse) -> None:
        """Compare two versions; ``new`` None is the plan as it is written now."""
        desk = self._context.desk

        def done(found: Comparison) -> None:
            show(compared(found))

        self._context.runner.ask(
            self._slot,
            lambda: compare_versions(desk, plan_id, old, new),
            done,
            lambda error: refuse(describe(error).sentence),
        )


def compared(found: Comparison) -> Compared:
    """Write what a comparison found."""
    parts = tuple(_part(each, found.words) for each in found.changes)
    return Compared(found.sentences, parts)


def _part(change: Change, words: Vocabulary) -> PartCompared:
    fields = tuple(
        FieldCompared(
            field_label(each),
            value_words(each.old, words, each.field),
            value_words(each.new, words, each.field),
        )
        for each in change.fields
    )
    return PartCompared(change_title(change, words), _(KINDS[change.kind]), fields)
