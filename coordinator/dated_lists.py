"""The lists that law or the municipality fixes, as dated data: what one may choose, and when.

What ships is read from ``resources/codes``; the first edit of a list copies it into the store.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from coordinator.codes import CODES_DIR
from plans.clashes import Demands
from plans.enquiries import ClimbLimits
from plans.errors import RuleBroken
from plans.log_control import ControlRule, ControlWish
from plans.people import ServiceArea
from plans.readiness import Laws
from plans.working_days import WorkingDays, working_days


class DatedList(StrEnum):
    """The lists, by the code that the store keeps."""

    PLAN_HEADINGS = "plan_headings"
    THEMES = "themes"
    WAITING_CAUSES = "waiting_causes"
    HANDOVER_CAUSES = "handover_causes"
    GUIDING_MARKS = "guiding_marks"
    SOURCES = "sources"
    NOTE_KINDS = "note_kinds"
    TASK_KINDS = "task_kinds"
    CONTACT_FORMS = "contact_forms"
    MEASURES = "measures"
    FOLLOW_UP_RESULTS = "follow_up_results"
    CLOSING_RESULTS = "closing_results"
    REVIEW_CHECKLIST = "review_checklist"
    TEXT_TEMPLATES = "text_templates"
    JARGON = "jargon"
    OFFERS = "offers"
    LEGAL_BASES = "legal_bases"
    DEMANDS = "demands"
    LIMITS = "limits"
    LOG_RULES = "log_rules"
    CLOSED_DAYS = "closed_days"
    ENQUIRY_SUBJECTS = "enquiry_subjects"
    UNITS = "units"


# The figures that the program goes by, by the code of their line.
FOLLOW_UP_MONTHS: Final = "follow_up_months"
STUCK_DAYS: Final = "stuck_days"
HANDOVER_DAYS: Final = "handover_days"
# Within how many working days an enquiry is answered whose subject tells no figure.
ANSWER_DAYS: Final = 5
_LOWEST, _HIGHEST = 1, 60
# How much the case workers of a unit may have, which may be left open.
_MOST_POINTS: Final = 999
_FIGURES: Final = frozenset({DatedList.LIMITS, DatedList.LOG_RULES, DatedList.ENQUIRY_SUBJECTS})
# What stands before the proof in a point of the checklist that the program ticks.
PROOF: Final = "program:"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A line of a dated list; its code, once given, means the same for ever.

    ``text`` is a helping question, a plain alternative, a template's text or an explanation, and
    ``group`` what lines are told apart by: each as its list has it (docs/lists.md). ``place``
    orders the lines; the first and the last day that it holds both count.
    """

    list: DatedList
    code: str
    label: str
    text: str = ""
    group: str = ""
    service_area: ServiceArea | None = None
    place: int = 0
    valid_from: date = field(kw_only=True)
    valid_to: date | None = field(default=None, kw_only=True)

    @property
    def key(self) -> tuple[DatedList, str, date]:
        """What no two entries share."""
        return self.list, self.code, self.valid_from

    def holds_on(self, day: date) -> bool:
        """Tell whether it may be chosen on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def points(self) -> int | None:
        """How much each case worker of a unit may have; None where its line does not say."""
        text = self.group.strip()
        figure = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
        return figure or None

    def ended(self, last_day: date) -> "ListEntry":
        """Let it hold to a day, that day too; what was written with it keeps it."""
        return replace(self, valid_to=last_day)

    def overlaps(self, other: "ListEntry") -> bool:
        """Tell whether a day has both, of one code in one list."""
        if (self.list, self.code) != (other.list, other.code):
            return False
        return not (
            (self.valid_to is not None and self.valid_to < other.valid_from)
            or (other.valid_to is not None and other.valid_to < self.valid_from)
        )

    def require_sound(self, others: Iterable["ListEntry"]) -> None:
        """Refuse an entry that cannot stand in its list beside the others.

        Raises:
            RuleBroken: ``list-code-missing``, ``list-label-missing``, ``list-figure-wrong``,
                ``list-end-before-start`` or ``list-entry-overlaps``.
        """
        if not self.code.strip():
            raise RuleBroken("list-code-missing")
        if not self.label.strip():
            raise RuleBroken("list-label-missing")
        self._require_figures()
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise RuleBroken("list-end-before-start", start=self.valid_from, end=self.valid_to)
        beside = next((each for each in others if self.overlaps(each)), None)
        if beside is not None:
            raise RuleBroken("list-entry-overlaps", label=beside.label, start=beside.valid_from)

    def _require_figures(self) -> None:
        """Refuse a figure that is none, where a list goes by figures."""
        own_days = self.list is DatedList.TASK_KINDS and self.group.strip()
        if own_days and _two_figures(self.group) is None:
            raise RuleBroken("list-days-wrong", highest=_HIGHEST)
        if self.list in _FIGURES and _figure(self) is None:
            raise RuleBroken("list-figure-wrong", lowest=_LOWEST, highest=_HIGHEST)
        if self.list is DatedList.UNITS and self.group.strip() and self.points is None:
            raise RuleBroken("list-figure-wrong", lowest=_LOWEST, highest=_MOST_POINTS)


@dataclass(frozen=True, slots=True)
class ReminderDays:
    """How many working days before and after a deadline one is reminded of it."""

    before: int
    after: int


class CodeBook:
    """Some lists as they were read at once: what a screen looks in while it is open."""

    def __init__(self, entries: Iterable[ListEntry], today: date) -> None:
        self._lists: dict[DatedList, list[ListEntry]] = {}
        self._today = today
        for each in entries:
            self._lists.setdefault(each.list, []).append(each)

    def all(self, which: DatedList) -> tuple[ListEntry, ...]:
        """Give a list whole, past and coming entries too."""
        return tuple(self._lists.get(which, ()))

    def on(self, which: DatedList, day: date | None = None) -> tuple[ListEntry, ...]:
        """Give what may be chosen on a day, today when none is given."""
        asked = day or self._today
        return tuple(each for each in self._lists.get(which, ()) if each.holds_on(asked))

    def entry(self, which: DatedList, code: str, day: date | None = None) -> ListEntry | None:
        """Find what a code means on a day; one that held at another time still has its words."""
        same = [each for each in self._lists.get(which, ()) if each.code == code]
        asked = day or self._today
        holding = (each for each in same if each.holds_on(asked))
        return next(holding, max(same, key=lambda each: each.valid_from, default=None))

    def label(self, which: DatedList, code: str, day: date | None = None) -> str:
        """Say what a code is called; one that no list knows is its own name."""
        found = self.entry(which, code, day)
        return code if found is None else found.label

    def laws(self) -> Laws:
        """Say from when until when each legal basis holds, by what plans call it."""
        found: dict[str, list[tuple[date, date | None]]] = {}
        for each in self.all(DatedList.LEGAL_BASES):
            found.setdefault(each.label, []).append((each.valid_from, each.valid_to))
        return found

    def limit(self, code: str, which: DatedList = DatedList.LIMITS) -> int:
        """Give a figure that the program goes by: the municipality's, else the one that ships."""
        found = self.entry(which, code)
        figure = _figure(found) if found is not None else None
        if figure is None:
            figure = next(_figure(each) for each in shipped(which) if each.code == code)
        assert figure is not None, "what ships is sound"
        return figure

    def working_days(self) -> WorkingDays:
        """Give the calendar that deadlines are counted in, with the municipality's own days."""
        return _open_between(self.all(DatedList.CLOSED_DAYS))

    def reminder_days(self, kind: str = "") -> ReminderDays:
        """Say how many working days before and after a deadline one is reminded of it.

        A kind of task may have days of its own: «2/1» is two before and one after.
        """
        found = self.entry(DatedList.TASK_KINDS, kind) if kind else None
        own = _two_figures(found.group) if found is not None else None
        codes = ("remind_before_days", "remind_after_days")
        return own or ReminderDays(*(self.limit(each) for each in codes))

    def climb_limits(self) -> ClimbLimits:
        """Say after how many working days an enquiry that nobody takes climbs, and to whom."""
        codes = ("enquiry_back_days", "enquiry_lead_days", "enquiry_senders_lead_days")
        return ClimbLimits(*(self.limit(each) for each in codes))

    def answer_days(self, subject: str) -> int:
        """Say within how many working days an enquiry of a subject is answered."""
        found = self.entry(DatedList.ENQUIRY_SUBJECTS, subject)
        figure = _figure(found) if found is not None else None
        return ANSWER_DAYS if figure is None else figure

    def control_wish(self, day: date) -> ControlWish:
        """Say by which rules the log is controlled on a day, and by what figures."""
        codes = {each.code for each in self.on(DatedList.LOG_RULES, day)}
        figures = {
            rule: self.limit(rule, DatedList.LOG_RULES) for rule in ControlRule if rule in codes
        }
        night_from, night_to = (
            self.limit(code, DatedList.LOG_RULES) for code in ("night_from", "night_to")
        )
        return ControlWish(figures, night_from % 24, night_to % 24)

    def law_now(self, law: str) -> str:
        """Name the legal basis that holds today in the place of another, or that one."""
        named = (each.code for each in self.all(DatedList.LEGAL_BASES) if each.label == law)
        code = next(named, "")
        holding = (each.label for each in self.on(DatedList.LEGAL_BASES) if each.code == code)
        return next(holding, law)

    def offers(self) -> tuple[ListEntry, ...]:
        """Give what may be offered today, each with the legal basis that holds today."""
        found = self.on(DatedList.OFFERS)
        return tuple(replace(each, group=self.law_now(each.group)) for each in found)

    def demands(self) -> Demands:
        """Say which legal bases that hold today ask for work, and which give treatment.

        What takes the place of a legal basis asks for the same.
        """
        laws: dict[str, set[str]] = {}
        for each in self.on(DatedList.DEMANDS):
            laws.setdefault(each.group, set()).update((each.label, self.law_now(each.label)))
        work, treatment = (frozenset(laws.get(kind, ())) for kind in ("work", "treatment"))
        return Demands(work, treatment)


def _figure(entry: ListEntry) -> int | None:
    """Read the figure of a limit; None when it is none, or not to be believed."""
    text = entry.group.strip()
    figure = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return figure if _LOWEST <= figure <= _HIGHEST else None


def _two_figures(text: str) -> ReminderDays | None:
    """Read the days of a kind of task, «2/1»; None where it has none of its own."""
    parts = [each.strip() for each in text.split("/")]
    sound = len(parts) == len(fields(ReminderDays)) and all(
        each.isascii() and each.isdigit() and int(each) <= _HIGHEST for each in parts
    )
    return ReminderDays(int(parts[0]), int(parts[1])) if sound else None


def in_order(entries: Iterable[ListEntry]) -> tuple[ListEntry, ...]:
    """Order entries as every reader gives them: by place, then the oldest first."""
    return tuple(sorted(entries, key=lambda each: (each.place, each.code, each.valid_from)))


@cache
def shipped(which: DatedList) -> tuple[ListEntry, ...]:
    """Read the entries of a list that ship with Samplan."""
    with (CODES_DIR / f"{which}.csv").open(encoding="utf-8", newline="") as file:
        return in_order(_entry(which, row) for row in csv.DictReader(file, delimiter=";"))


@cache
def shipped_working_days() -> WorkingDays:
    """Give the calendar that ships: public holidays, and the days that offices keep closed."""
    return _open_between(shipped(DatedList.CLOSED_DAYS))


def _open_between(closed: Iterable[ListEntry]) -> WorkingDays:
    """Read closed days; a line without a last day closes its first alone."""
    return working_days((each.valid_from, each.valid_to or each.valid_from) for each in closed)


def _entry(which: DatedList, row: dict[str, str]) -> ListEntry:
    return ListEntry(
        which,
        row["code"],
        row["label"],
        row["text"],
        row["group"],
        ServiceArea(row["service_area"]) if row["service_area"] else None,
        int(row["place"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )
