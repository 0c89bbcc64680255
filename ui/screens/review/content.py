"""A plan in review put into words: what changed, the whole of it, and what can be proven."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.change_sentences import change_sentences
from coordinator.change_wording import (
    Vocabulary,
    change_title,
    field_label,
    value_words,
)
from coordinator.danish import clock, long_date
from coordinator.danish_time import local_time
from coordinator.dated_lists import PROOF, CodeBook, DatedList
from coordinator.i18n import _
from coordinator.lists import WrittenPart
from coordinator.wording import gap_sentence
from plans.checklist import disproving, is_proven
from plans.field_history import PartKey
from plans.flat import PlanPart, lay_flat
from plans.history import Change, ChangeKind, FieldChange, differences, told_values
from plans.legibility import Legibility, measure_sections, plan_texts
from plans.plan import JointPlan
from plans.readability import LIMIT
from plans.readiness import Gap
from ui.screens.review.remarks import part_key
from ui.screens.review.shown import (
    ShownChange,
    ShownCheck,
    ShownField,
)

Names = Mapping[UUID, str]

ICONS: Final = {
    PlanPart.OWN_WORDS: "quote",
    PlanPart.STANCE: "message",
    PlanPart.STATEMENT: "file-text",
    PlanPart.CHALLENGE: "flag",
    PlanPart.SUB_GOAL: "target",
    PlanPart.CONTACT: "calendar",
    PlanPart.MEASUREMENT: "chart-bar",
    PlanPart.GOAL: "target",
    PlanPart.INTERVENTION: "flag",
    PlanPart.TASK: "list-check",
    PlanPart.PARTICIPANT: "users",
    PlanPart.CONSENT: "shield-lock",
    PlanPart.FOLLOW_UP: "calendar-event",
    PlanPart.LEADS: "user",
}

_IN_HEADING: Final = frozenset({"title", "name", "heading", "service_area"})


@dataclass(frozen=True, slots=True)
class Authors:
    """Who wrote in each part of a plan, told from a day."""

    written: Mapping[PartKey, WrittenPart]
    today: date

    def of(self, change: Change) -> str:
        """Say who wrote last in the part of a change or took it out; empty where nobody knows."""
        row = self.written.get((change.part, change.part_id))
        if row is None or change.kind is ChangeKind.ORDERED:
            return ""
        day = local_time(row.changed_at).date()
        time = clock(row.changed_at)
        when = _("today {time}").format(time=time) if day == self.today else long_date(day)
        return f"{row.changed_by} · {when}"


def shown_changes(
    before: JointPlan, plan: JointPlan, words: Vocabulary, authors: Authors
) -> tuple[ShownChange, ...]:
    """Say all that differs between two states of a plan, and who wrote it."""
    return tuple(
        replace(_change(each, words), who=authors.of(each)) for each in differences(before, plan)
    )


def count_unchanged(plan: JointPlan, changes: Iterable[ShownChange]) -> int:
    """Count the parts that say something and are not among the changes."""
    changed = {each.key for each in changes}
    return sum(part_key(*each.key) not in changed for each in lay_flat(plan) if told_values(each))


def shown_checks(
    plan: JointPlan, gaps: Iterable[Gap], book: CodeBook, ticked: Collection[str]
) -> tuple[ShownCheck, ...]:
    """Say the checklist: what the program proves or why not, and what the reader judges."""
    found, read = tuple(gaps), measure_sections(plan_texts(plan))
    checks = []
    for entry in book.on(DatedList.REVIEW_CHECKLIST):
        proof = entry.text.removeprefix(PROOF)
        if proof == entry.text:
            checks.append(ShownCheck(entry.label, _("You judge"), entry.code in ticked, entry.code))
            continue
        proven = is_proven(proof, plan, found, read)
        note = _("Checked by Samplan") if proven else _why_not(proof, found, read)
        checks.append(ShownCheck(entry.label, note, proven))
    return tuple(checks)


def _why_not(proof: str, gaps: tuple[Gap, ...], read: Legibility) -> str:
    """Say why the program does not prove a point."""
    if proof == "lix":
        return _("LIX {lix}. The limit is {limit}.").format(lix=round(read.whole.lix), limit=LIMIT)
    missing = " ".join(gap_sentence(gap) for gap in disproving(proof, gaps))
    said = {
        "coordinator_deputy": _("Nobody is named as deputy."),
        "baseline_measure": _("Nothing is measured yet."),
    }
    return missing or said.get(proof, _("Samplan cannot tell. Judge it yourself."))


def _change(change: Change, words: Vocabulary) -> ShownChange:
    fields = tuple(shown_field(words, each) for each in change.fields if _is_told(change, each))
    return ShownChange(
        kind=change.kind.value,
        title=_heading(change, words),
        fields=fields,
        area=change.service_area.value if change.service_area else "",
        icon=ICONS[change.part],
        key=part_key(change.part, change.part_id),
    )


def _heading(change: Change, words: Vocabulary) -> str:
    if change.kind is ChangeKind.ORDERED:
        return change_sentences((change,), words)[0].rstrip(".")
    return part_heading(change, words)


def part_heading(change: Change, words: Vocabulary) -> str:
    """Name the part of a change; a text that is shown under its heading is not said in it too."""
    if change.part is PlanPart.STATEMENT and any(each.field == "text" for each in change.fields):
        return value_words(getattr(change.whole, "heading", ""), words, "heading")
    return change_title(change, words)


def _is_told(change: Change, each: FieldChange) -> bool:
    """Leave out what the heading of a whole new or removed part says already."""
    whole = change.kind is not ChangeKind.CHANGED and len(change.fields) > 1
    return not (whole and each.field in _IN_HEADING)


def shown_field(words: Vocabulary, each: FieldChange) -> ShownField:
    """Say a field: its label, what it said and what it says."""
    old, new = (value_words(value, words, each.field) for value in (each.old, each.new))
    return ShownField(field_label(each), old, new)
