"""What the settings show of the dated lists: plain values, and what each list calls its fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from coordinator.dated_lists import DatedList, ListEntry
from coordinator.i18n import N_

Mode = Literal["add", "change", "succeed"]

NAMES: Final[Mapping[str, str]] = {
    DatedList.PLAN_HEADINGS: N_("Headings of the plan"),
    DatedList.THEMES: N_("Themes"),
    DatedList.WAITING_CAUSES: N_("Causes of waiting"),
    DatedList.HANDOVER_CAUSES: N_("Causes of a change of case worker"),
    DatedList.GUIDING_MARKS: N_("Guiding marks"),
    DatedList.SOURCES: N_("Sources"),
    DatedList.NOTE_KINDS: N_("Kinds of notes"),
    DatedList.TASK_KINDS: N_("Kinds of tasks between colleagues"),
    DatedList.CONTACT_FORMS: N_("Forms of contact"),
    DatedList.MEASURES: N_("Measures"),
    DatedList.FOLLOW_UP_RESULTS: N_("Results of follow-up"),
    DatedList.CLOSING_RESULTS: N_("Results at the end"),
    DatedList.REVIEW_CHECKLIST: N_("Checklist of the review"),
    DatedList.TEXT_TEMPLATES: N_("Text templates"),
    DatedList.JARGON: N_("Hard words"),
    DatedList.OFFERS: N_("Offers"),
    DatedList.LEGAL_BASES: N_("Legal bases"),
    DatedList.DEMANDS: N_("What legal bases ask for"),
    DatedList.LIMITS: N_("Limits"),
    DatedList.LOG_RULES: N_("Rules of the log control"),
    DatedList.CLOSED_DAYS: N_("Closed days"),
    DatedList.ENQUIRY_SUBJECTS: N_("Subjects of enquiries"),
    DatedList.UNITS: N_("Units"),
}
TEXT_LABELS: Final[Mapping[str, str]] = {
    DatedList.PLAN_HEADINGS: N_("Helping question"),
    DatedList.TEXT_TEMPLATES: N_("Text"),
    DatedList.JARGON: N_("Plain words"),
    DatedList.REVIEW_CHECKLIST: N_("Ticked by"),
    DatedList.LEGAL_BASES: N_("What it gives"),
    DatedList.UNITS: N_("Subjects it takes, with | between"),
}
EXPLANATION: Final = N_("Explanation")
GROUP_LABELS: Final[Mapping[str, str]] = {
    DatedList.PLAN_HEADINGS: N_("Kind of heading"),
    DatedList.THEMES: N_("Kind of theme"),
    DatedList.WAITING_CAUSES: N_("Whose delay"),
    DatedList.HANDOVER_CAUSES: N_("What it asks for"),
    DatedList.SOURCES: N_("Who tells it"),
    DatedList.NOTE_KINDS: N_("Kind of note"),
    DatedList.CONTACT_FORMS: N_("How"),
    DatedList.MEASURES: N_("Unit"),
    DatedList.CLOSING_RESULTS: N_("Kind of result"),
    DatedList.REVIEW_CHECKLIST: N_("Theme"),
    DatedList.TEXT_TEMPLATES: N_("Heading"),
    DatedList.JARGON: N_("Other forms, with | between"),
    DatedList.OFFERS: N_("Legal basis"),
    DatedList.LEGAL_BASES: N_("Chapter or act"),
    DatedList.DEMANDS: N_("What the legal basis does"),
    DatedList.TASK_KINDS: N_("Reminder: working days before/after, such as 2/1"),
    DatedList.LIMITS: N_("Figure"),
    DatedList.LOG_RULES: N_("Figure"),
    DatedList.CLOSED_DAYS: N_("Kind of day"),
    DatedList.ENQUIRY_SUBJECTS: N_("Working days to an answer"),
    DatedList.UNITS: N_("Most points for each case worker"),
}
# What a group may be, where it is one of a few.
GROUPS: Final[Mapping[str, Mapping[str, str]]] = {
    DatedList.PLAN_HEADINGS: {"text": N_("Free text"), "fixed": N_("A block of its own")},
    DatedList.THEMES: {
        "functions": N_("Functions and conditions"),
        "activity": N_("Activity and participation"),
        "environment": N_("Surroundings"),
        "cross": N_("Across services"),
    },
    DatedList.WAITING_CAUSES: {
        "municipality": N_("The municipality"),
        "citizen": N_("The citizen"),
        "others": N_("Others"),
    },
    DatedList.HANDOVER_CAUSES: {
        "": N_("Nothing more"),
        "comment": N_("A comment"),
        "warns": N_("A warning and a comment"),
    },
    DatedList.SOURCES: {
        "citizen": N_("The citizen"),
        "network": N_("Family and network"),
        "professional": N_("Professionals"),
        "record": N_("Records"),
        "others": N_("Others"),
    },
    DatedList.NOTE_KINDS: {
        "contact": N_("Contact"),
        "professional": N_("Professional"),
        "writing": N_("In writing"),
        "": N_("Other"),
    },
    DatedList.CONTACT_FORMS: {"meeting": N_("We meet"), "remote": N_("From afar")},
    DatedList.CLOSING_RESULTS: {
        "work": N_("Work or education"),
        "benefit": N_("Benefit"),
        "other": N_("Other"),
    },
    DatedList.CLOSED_DAYS: {
        "local": N_("Our own closed day"),
        "public": N_("Public holiday"),
        "office": N_("The offices are closed"),
    },
    DatedList.DEMANDS: {"work": N_("Asks for work"), "treatment": N_("Gives treatment")},
    DatedList.REVIEW_CHECKLIST: {
        "trust": N_("Trust"),
        "insight": N_("Insight"),
        "continuity": N_("Continuity"),
        "progress": N_("Progress"),
        "professional": N_("Professional quality"),
        "law": N_("Law"),
        "effect": N_("Effect"),
    },
}


@dataclass(frozen=True, slots=True)
class ListWords:
    """A list as its card and form name things; a field without a label is not in the list.

    ``groups`` is empty where the group is free text; a list of days stands ``by_date``.
    """

    code: str
    name: str
    text_label: str
    group_label: str
    groups: tuple[tuple[str, str], ...]
    by_date: bool = False


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list; ``when`` is "" while it holds until further notice.

    ``seen`` is what a change is compared with; a list that is only read has none.
    """

    seen: ListEntry | None
    code: str
    label: str
    text: str
    group: str
    group_label: str
    area: str
    first: date
    last: date | None
    when: str
    now: bool


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What stands in the form."""

    label: str
    text: str
    group: str
    area: str
    first: date
    last: date | None
