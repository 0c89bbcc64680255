"""The remarks that a reader is writing on the parts of a plan, kept until it is decided."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from coordinator.begun import BegunForm, FormKey, Typed
from coordinator.danish import clock, long_date, short_date
from coordinator.danish_time import local_time
from coordinator.i18n import _
from plans.flat import PlanPart
from plans.parts import EventKind
from plans.plan import JointPlan
from plans.remarks import Remark, RemarkDraft
from ui.begun import BegunForms
from ui.screens.review.shown import ShownRemark

# The field of the remark on the whole plan; the others are called by their parts.
_WHOLE: Final = "remark"
_TICK: Final = "tick:"


def remark_key(plan: UUID) -> FormKey:
    """Say under what name the remarks on a plan are kept."""
    return FormKey("remark", plan)


def part_key(part: PlanPart | None, part_id: UUID | None) -> str:
    """Name a part; empty for the whole plan."""
    return f"{part.value}:{part_id}" if part is not None and part_id is not None else ""


def draft(key: str, text: str) -> RemarkDraft:
    """Say which part a remark is about, by the part's name."""
    kind, _colon, part_id = key.partition(":")
    return RemarkDraft(text, PlanPart(kind), UUID(part_id)) if part_id else RemarkDraft(text)


def shown_remarks(
    remarks: Iterable[Remark], plan: JointPlan, titles: Mapping[str, str]
) -> tuple[ShownRemark, ...]:
    """Say the remarks since the last approved version, those that are solved too."""
    approved = plan.last_event(EventKind.APPROVED)
    return tuple(
        _shown(each, titles) for each in remarks if approved is None or each.at > approved.at
    )


def _shown(remark: Remark, titles: Mapping[str, str]) -> ShownRemark:
    key = part_key(remark.part, remark.part_id)
    day = long_date(local_time(remark.at).date())
    said = _("{name}, {date}").format(name=remark.by_name, date=day)
    solved = _("Solved by {name}").format(name=remark.solved.by_name) if remark.solved else ""
    return ShownRemark(key, titles.get(key, ""), remark.text, said, solved)


class Remarks:
    """What was written in this sitting counts before what the store has from an earlier one."""

    def __init__(self, begun: BegunForms) -> None:
        self._begun = begun
        self._texts: dict[UUID, dict[str, str]] = {}
        self._ticks: dict[UUID, set[str]] = {}

    def take(self, plan: UUID, before: BegunForm | None) -> str:
        """Take in what was written in an earlier sitting; give the sentence that says so."""
        if plan in self._texts or before is None:
            return ""
        self._texts[plan] = {
            "" if name == _WHOLE else name: typed.now
            for name, typed in before.typed.items()
            if not name.startswith(_TICK)
        }
        self._ticks[plan] = {
            name.removeprefix(_TICK) for name in before.typed if name.startswith(_TICK)
        }
        if not self._texts[plan]:
            return ""
        day = short_date(local_time(before.at).date())
        words = _("Your remark from {date}, {time}, is in the field. It is not sent yet.")
        return words.format(date=day, time=clock(before.at))

    def of(self, plan: UUID) -> dict[str, str]:
        """Give the remarks on a plan as they stand, by the names of their parts."""
        return dict(self._texts.get(plan, {}))

    def drafts(self, plan: UUID) -> list[RemarkDraft]:
        """Give them as they are sent."""
        return [draft(key, text) for key, text in self.of(plan).items()]

    def write(self, plan: UUID, key: str, text: str) -> None:
        """Keep what is being written."""
        texts = self._texts.setdefault(plan, {})
        texts.pop(key, None) if not text else texts.update({key: text})
        self._keep(plan)

    def ticked(self, plan: UUID) -> frozenset[str]:
        """Give the points of the checklist that the reader has ticked."""
        return frozenset(self._ticks.get(plan, ()))

    def tick(self, plan: UUID, code: str, *, on: bool) -> None:
        """Keep whether a point is ticked."""
        ticks = self._ticks.setdefault(plan, set())
        (ticks.add if on else ticks.discard)(code)
        self._keep(plan)

    def _keep(self, plan: UUID) -> None:
        texts = self._texts.setdefault(plan, {})
        typed = {name or _WHOLE: Typed("", said) for name, said in texts.items()}
        typed |= {_TICK + code: Typed("", "1") for code in self.ticked(plan)}
        self._begun.typed(remark_key(plan), typed)

    def forget(self, plan: UUID) -> None:
        """The plan is decided: the remarks went along, or are not needed any more."""
        self._texts.pop(plan, None)
        self._ticks.pop(plan, None)
        self._begun.done(remark_key(plan))
