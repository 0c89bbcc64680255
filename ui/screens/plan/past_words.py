"""Says who wrote a part of the plan, and what its fields held in earlier versions."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from coordinator.change_wording import field_label, value_words
from coordinator.danish import clock, short_day
from coordinator.danish_time import local_time
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.i18n import _
from coordinator.lists import WrittenPart
from coordinator.together import Settled
from coordinator.use_cases.plan_past import EarlierVersions
from plans.field_history import FieldThen, PartKey, field_history, part_history
from plans.flat import Laid, Part, PlanPart, walk
from plans.history import FieldChange
from plans.plan import JointPlan
from ui.screens.plan.parts import Key

_MOST_LINES: Final = 5
# The editor's own names for what stands in the plan itself.
_FIELDS: Final = {"follow_up": {"day": "follow_up"}, "deputy": {"staff_id": "deputy"}}
# Between making a part and naming it one does not think of two writings.
_ONE_SITTING: Final = timedelta(minutes=10)


def laid_at(plan: JointPlan, key: Key) -> Laid | None:
    """Find the part of a plan that a key of the editor means."""
    if key.kind == "order":
        return None
    kind = PlanPart.LEADS if key.kind == "deputy" else PlanPart(key.kind)
    for each in walk(plan):
        # The editor knows somebody of the core team by the person.
        own = getattr(each.part, "staff_id", each.id)
        if each.kind is kind and (key.id is None or key.id == own):
            return each
    return None


def field_at(key: Key, field: str) -> str:
    """Name a field of the editor as the plan does."""
    return _FIELDS.get(key.kind, {}).get(field, field)


def written_words(written: WrittenPart | None, part: Part, book: CodeBook, now: datetime) -> str:
    """Say who wrote a part and when, who changed it last, and how it is known."""
    if written is None:
        return _("Not saved yet.")
    told = [
        _("Written by {name}, {when}").format(
            name=written.created_by, when=_when(written.created_at, now)
        )
    ]
    again = written.changed_at - written.created_at > _ONE_SITTING
    if again or written.changed_by != written.created_by:
        told.append(
            _("changed by {name}, {when}").format(
                name=written.changed_by, when=_when(written.changed_at, now)
            )
        )
    source = getattr(part, "source", "")
    if source:
        words = book.label(DatedList.SOURCES, source)
        told.append(_("source: {source}").format(source=words[:1].lower() + words[1:]))
    return " · ".join(told)


def past_lines(earlier: EarlierVersions, laid: Laid, field: str) -> tuple[str, tuple[str, ...]]:
    """Say what a field held, or without one the last other value of each field of the part."""
    versions = [each.then for each in earlier.versions]
    key: PartKey = laid.key
    if field:
        found: Sequence[FieldThen] = field_history(versions, key, field)
        heading = _("“{field}” in approved versions").format(field=_label(field))
        return (heading if found else "", _lines(earlier, found, named=False))
    found = part_history(versions, laid)
    heading = _("Was something else in approved versions")
    return (heading if found else "", _lines(earlier, found, named=True))


def settled_lines(settled: Iterable[Settled], key: Key, field: str) -> tuple[str, ...]:
    """Say which texts were not chosen where two wrote in a field at once (experience.md § 4.11)."""
    lines = []
    for each in settled:
        its = each.settlement
        name = field_at(key, its.field)
        if (its.part_kind, its.part_id) != (key.kind, key.id) or field not in ("", name):
            continue
        for text in dict.fromkeys((its.mine, its.theirs)):
            if text.strip() and text != its.chosen:
                words = _("Not chosen {date} by {name}, when two wrote at once: “{text}”").format(
                    date=short_day(local_time(each.at).date()), name=each.by_name, text=text.strip()
                )
                lines.append(words if field else f"{_label(name)} · {words}")
    return tuple(lines[:_MOST_LINES])


def _lines(earlier: EarlierVersions, found: Sequence[FieldThen], *, named: bool) -> tuple[str, ...]:
    approved = {each.then.number: each for each in earlier.versions}
    lines = []
    for each in found[:_MOST_LINES]:
        version = approved[each.number]
        value = value_words(each.value, earlier.words, each.field) or _("nothing")
        words = _("Version {number}, {date}, approved by {name}: {value}").format(
            number=each.number, date=short_day(version.approved_on), name=version.by_name,
            value=value,
        )  # fmt: skip
        lines.append(f"{_label(each.field)} · {words}" if named else words)
    return tuple(lines)


def _label(field: str) -> str:
    return field_label(FieldChange(field, None, None))


def _when(moment: datetime, now: datetime) -> str:
    day, today = local_time(moment).date(), local_time(now).date()
    if day == today:
        return _("today {time}").format(time=clock(moment))
    if day == today - timedelta(days=1):
        return _("yesterday {time}").format(time=clock(moment))
    return short_day(day)
