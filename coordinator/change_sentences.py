"""What is new in a plan, in plain sentences: «Fristen for … er flyttet fra … til …»."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from coordinator.change_wording import Vocabulary, heading_words, part_title, value_words
from coordinator.i18n import N_, _, ngettext
from plans.flat import PlanPart
from plans.history import Change, ChangeKind, FieldChange
from plans.parts import Measurement
from plans.states import ConsentStatus, InterventionStatus, TaskStatus

_LONGEST_QUOTE: Final = 60
# What a citizen wants to be told first, where there is not room for all.
_WEIGHTY: Final = frozenset(
    {"title", "due", "start", "end", "owner", "assignee", "status", "lifecycle", "waiting"}
    | {"achievement", "kind", "text", "matters", "follow_up", "coordinator", "measure"}
)

# A part as the subject of a sentence.
_PARTS: Final[Mapping[PlanPart, str]] = {
    PlanPart.OWN_WORDS: N_("the citizen's own words"),
    PlanPart.STANCE: N_("what the citizen thinks of the plan"),
    PlanPart.STATEMENT: N_("the text “{title}” under {heading}"),
    PlanPart.CHALLENGE: N_("the challenge “{title}”"),
    PlanPart.GOAL: N_("the goal “{title}”"),
    PlanPart.SUB_GOAL: N_("the sub-goal “{title}”"),
    PlanPart.INTERVENTION: N_("the intervention “{title}”"),
    PlanPart.TASK: N_("the task “{title}”"),
    PlanPart.CONTACT: N_("the contact agreement “{title}”"),
    PlanPart.MEASUREMENT: N_("the measurement “{title}”"),
    PlanPart.PARTICIPANT: N_("{title} in the core team"),
    PlanPart.CONSENT: N_("the consent"),
    PlanPart.FOLLOW_UP: N_("the next follow-up"),
    PlanPart.LEADS: N_("the coordinator and the deputy"),
}

_NEW: Final[Mapping[PlanPart, str]] = {
    PlanPart.OWN_WORDS: N_("The citizen's own words are new."),
    PlanPart.STANCE: N_("The citizen has said what they think of the plan: {new}."),
    PlanPart.STATEMENT: N_("New under {heading}: “{title}”."),
    PlanPart.CHALLENGE: N_("There is a new challenge: “{title}”."),
    PlanPart.GOAL: N_("There is a new goal: “{title}”."),
    PlanPart.SUB_GOAL: N_("There is a new sub-goal: “{title}”."),
    PlanPart.INTERVENTION: N_("There is a new intervention: “{title}”."),
    PlanPart.TASK: N_("There is a new task: “{title}”."),
    PlanPart.CONTACT: N_("There is a new contact agreement: “{title}”."),
    PlanPart.MEASUREMENT: N_("It was measured {date}: “{title}” is {value}."),
    PlanPart.PARTICIPANT: N_("{title} is new in the core team."),
    PlanPart.CONSENT: N_("There is a new consent."),
    PlanPart.FOLLOW_UP: N_("We meet again {new}."),
    PlanPart.LEADS: N_("The coordinator and the deputy are named."),
}
_REMOVED: Final[Mapping[PlanPart, str]] = {
    PlanPart.OWN_WORDS: N_("The citizen's own words are taken out."),
    PlanPart.STANCE: N_("The citizen is asked again what they think of the plan."),
    PlanPart.PARTICIPANT: N_("{title} is no longer in the core team."),
    PlanPart.FOLLOW_UP: N_("There is no date for the next follow-up any more."),
}
_ORDERED: Final[Mapping[PlanPart, str]] = {
    PlanPart.STATEMENT: N_("the texts"),
    PlanPart.CHALLENGE: N_("the challenges"),
    PlanPart.GOAL: N_("the goals"),
    PlanPart.SUB_GOAL: N_("the sub-goals"),
    PlanPart.INTERVENTION: N_("the interventions"),
    PlanPart.TASK: N_("the tasks"),
    PlanPart.CONTACT: N_("the contact agreements"),
    PlanPart.MEASUREMENT: N_("the measurements"),
    PlanPart.PARTICIPANT: N_("the core team"),
    PlanPart.CONSENT: N_("the consents"),
}

# Fields with sentences of their own: set, changed, and taken away.
_TOLD: Final[Mapping[str, tuple[str, str, str]]] = {
    "due": (
        N_("The deadline of {part} is {new}."),
        N_("The deadline of {part} has moved from {old} to {new}."),
        N_("There is no deadline of {part} any more."),
    ),
    "start": (
        N_("The start of {part} is {new}."),
        N_("The start of {part} has moved from {old} to {new}."),
        N_("There is no start of {part} any more."),
    ),
    "end": (
        N_("The end of {part} is {new}."),
        N_("The end of {part} has moved from {old} to {new}."),
        N_("There is no end of {part} any more."),
    ),
    "follow_up": (
        N_("We meet again {new}."),
        N_("The next follow-up has moved from {old} to {new}."),
        N_("There is no date for the next follow-up any more."),
    ),
    "owner": (
        N_("{new} is now responsible for {part}."),
        N_("{new} is now responsible for {part}. Before it was {old}."),
        N_("{old} is no longer responsible for {part}."),
    ),
    "follower": (
        N_("{new} follows up on {part}."),
        N_("{new} now follows up on {part}. Before it was {old}."),
        N_("{old} no longer follows up on {part}."),
    ),
    "waiting": (
        N_("{part} waits now: {new}."),
        N_("What {part} waits for is another: {new}."),
        N_("{part} no longer waits."),
    ),
    "title": (
        N_("{part} is now called “{new}”."),
        N_("{part} is now called “{new}”."),
        N_("{part} has no title any more."),
    ),
    "under": (
        N_("{part} stands in another place in the plan now."),
        N_("{part} now belongs to “{new}” and not to “{old}”."),
        N_("{part} stands in another place in the plan now."),
    ),
    "coordinator": (
        N_("{new} is coordinator of the plan."),
        N_("{new} is the new coordinator of the plan. Before it was {old}."),
        N_("The plan has no coordinator any more."),
    ),
    "deputy": (
        N_("{new} is deputy of the coordinator."),
        N_("{new} is the new deputy of the coordinator. Before it was {old}."),
        N_("The coordinator has no deputy any more."),
    ),
}
_SAME: Final[Mapping[str, str]] = {"assignee": "owner"}
# States that are told by what happened.
_TURNS: Final[tuple[tuple[StrEnum, str], ...]] = (
    (TaskStatus.COMPLETED, N_("{part} is done.")),
    (InterventionStatus.RUNNING, N_("{part} has begun.")),
    (InterventionStatus.COMPLETED, N_("{part} is carried through.")),
    (InterventionStatus.STOPPED, N_("{part} is stopped.")),
    (ConsentStatus.WITHDRAWN, N_("{part} is withdrawn.")),
    (ConsentStatus.EXPIRED, N_("{part} has run out.")),
)
_BY_STATE: Final = {(type(state), state.value): text for state, text in _TURNS}

# A field of a part as the subject of a sentence; a part's own words come before the common ones.
_OF_PART: Final[Mapping[tuple[PlanPart, str], str]] = {
    (PlanPart.OWN_WORDS, "text"): N_("what the citizen said in own words"),
    (PlanPart.OWN_WORDS, "matters"): N_("what matters to the citizen"),
    (PlanPart.OWN_WORDS, "said_on"): N_("the day of {part}"),
    (PlanPart.STANCE, "kind"): N_("what the citizen thinks of the plan"),
    (PlanPart.STANCE, "text"): N_("what the citizen disagrees with"),
    (PlanPart.STANCE, "said_on"): N_("the day on which the citizen was asked"),
    (PlanPart.STATEMENT, "heading"): N_("the heading of the text “{title}”"),
    (PlanPart.STATEMENT, "text"): N_("the text under {heading}"),
    (PlanPart.CHALLENGE, "text"): N_("the description of {part}"),
    (PlanPart.GOAL, "kind"): N_("the kind of {part}"),
    (PlanPart.CONTACT, "text"): N_("the agreement in {part}"),
    (PlanPart.CONSENT, "note"): N_("the note to {part}"),
}
_OF_ANY: Final[Mapping[str, str]] = {
    "text": N_("the text of {part}"),
    "heading": N_("the heading of {part}"),
    "source": N_("the source of {part}"),
    "theme": N_("the theme of {part}"),
    "now": N_("the level now of {part}"),
    "expected": N_("the expected level of {part}"),
    "own_score": N_("the citizen's own score of {part}"),
    "assessed_on": N_("the day of assessment of {part}"),
    "measure": N_("what {part} is measured by"),
    "lifecycle": N_("the status of {part}"),
    "status": N_("the status of {part}"),
    "priority": N_("the priority of {part}"),
    "marks": N_("the list of guiding marks of {part}"),
    "change_type": N_("the kind of change of {part}"),
    "achievement": N_("the achievement of {part}"),
    "service_area": N_("the service area of {part}"),
    "legal_basis": N_("the legal basis of {part}"),
    "provider": N_("the provider of {part}"),
    "hours_a_week": N_("the number of hours a week of {part}"),
    "weekly_times": N_("the weekly time of {part}"),
    "purpose": N_("the purpose of {part}"),
    "offer": N_("the offer of {part}"),
    "result": N_("the result of {part}"),
    "form": N_("the form of {part}"),
    "times": N_("the number of times of {part}"),
    "period": N_("the period of {part}"),
    "place": N_("the place of {part}"),
    "caller": N_("the one who calls in {part}"),
    "on": N_("the day of {part}"),
    "value": N_("the value of {part}"),
    "goal_id": N_("the goal of {part}"),
    "name": N_("the name of {part}"),
    "function": N_("the function of {part}"),
    "given_on": N_("the day of {part}"),
    "how": N_("the way in which {part} was given"),
    "service_areas": N_("the reach of {part}"),
    "valid_until": N_("the last day of {part}"),
    "note": N_("the note to {part}"),
    "scope": N_("the information in {part}"),
    "sources": N_("the list of sources of {part}"),
    "withdrawn_on": N_("the day of withdrawal of {part}"),
}


def change_sentences(changes: Iterable[Change], words: Vocabulary) -> tuple[str, ...]:
    """Tell every change in plain sentences, in their order («Nyt siden version 2»)."""
    return tuple(text for _weight, text in _told(changes, words))


def main_sentences(changes: Iterable[Change], words: Vocabulary, most: int = 10) -> tuple[str, ...]:
    """Tell what weighs most, in its order; a last line counts the smaller changes left out."""
    told = _told(changes, words)
    left_out = len(told) - most
    # A line that counts one is no shorter than the one that it leaves out.
    if left_out <= 1:
        return tuple(text for _weight, text in told)
    kept = sorted(range(len(told)), key=lambda place: (told[place][0], place))[:most]
    rest = ngettext("and {count} smaller change", "and {count} smaller changes", left_out).format(
        count=left_out
    )
    return (*(told[place][1] for place in sorted(kept)), rest)


def _told(changes: Iterable[Change], words: Vocabulary) -> list[tuple[int, str]]:
    """Give sentences with their weight: 0 weighs most."""
    return [each for change in changes for each in _sentences(change, words)]


def _sentences(change: Change, words: Vocabulary) -> list[tuple[int, str]]:
    if change.kind is ChangeKind.ORDERED:
        parts = _(_ORDERED[change.part])
        return [(2, _("The order of {parts} is another.").format(parts=parts))]
    if change.kind is ChangeKind.CHANGED:
        return [
            (0 if each.field in _WEIGHTY else 1, _field_sentence(change, each, words))
            for each in change.fields
        ]
    if change.kind is ChangeKind.NEW:
        return [(0, _whole(_NEW[change.part], change, words))]
    return [(0, _whole(_REMOVED.get(change.part, N_("{part} is taken out.")), change, words))]


def _whole(text: str, change: Change, words: Vocabulary) -> str:
    """Tell of a part that is new or gone."""
    part = change.whole
    on, value = (part.on, part.value) if isinstance(part, Measurement) else (None, None)
    return _capital(
        _(text).format(
            part=_part(change, words),
            title=_bare(part_title(change, words)),
            heading=heading_words(change, words),
            new=value_words(change.fields[0].new, words) if change.fields else "",
            date=value_words(on, words),
            value=value_words(value, words),
        )
    )


def _field_sentence(change: Change, each: FieldChange, words: Vocabulary) -> str:
    old = value_words(each.old, words, each.field)
    new = value_words(each.new, words, each.field)
    if isinstance(each.new, StrEnum) and (type(each.new), each.new.value) in _BY_STATE:
        turn = _BY_STATE[type(each.new), each.new.value]
        return _capital(_(turn).format(part=_part(change, words)))
    told = _TOLD.get(_SAME.get(each.field, each.field))
    if told is not None:
        known = _part(change, words, old if each.field == "title" else "")
        text = told[1] if old and new else told[0] if new else told[2]
        # What something waits for ends with a day, which is not to be cut.
        now = new if each.field == "waiting" else _short(new)
        return _capital(_(text).format(part=known, old=_short(old), new=now))
    return _capital(_plainly(_subject(change, each, words), each, old, new))


def _plainly(what: str, each: FieldChange, old: str, new: str) -> str:
    """Tell what a field said and says; a long text only that it is another."""
    if max(len(old), len(new)) > _LONGEST_QUOTE or "\n" in old + new:
        text = (
            N_("{what} is written anew.")
            if old and new
            else (N_("{what} is added.") if new else N_("{what} is taken out."))
        )
        return _(text).format(what=what)
    if not new:
        return _("{what} is taken out. Before it was {old}.").format(
            what=what, old=_quoted(each.old, old)
        )
    if not old:
        return _("{what} is now {new}.").format(what=what, new=_quoted(each.new, new))
    return _("{what} is changed from {old} to {new}.").format(
        what=what, old=_quoted(each.old, old), new=_quoted(each.new, new)
    )


def _subject(change: Change, each: FieldChange, words: Vocabulary) -> str:
    text = _OF_PART.get((change.part, each.field)) or _OF_ANY[each.field]
    return _(text).format(
        part=_part(change, words),
        title=_bare(part_title(change, words)),
        heading=heading_words(change, words),
    )


def _part(change: Change, words: Vocabulary, title: str = "") -> str:
    return _(_PARTS[change.part]).format(
        title=_bare(_short(title) or part_title(change, words)),
        heading=heading_words(change, words),
    )


def _quoted(value: object, said: str) -> str:
    """Put words in quotation marks, but not days and figures."""
    if isinstance(value, date | Decimal | int):
        return said
    return _("“{text}”").format(text=_bare(said))


def _bare(text: str) -> str:
    """Leave out the full stop that the sentence around it has."""
    return text.removesuffix(".")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()}…"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
