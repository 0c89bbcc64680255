"""What the plan editor shows, as values without rules or widgets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from coordinator.dated_lists import CodeBook
from coordinator.lists import LegalBasis, VersionLine
from plans.parts import Consent, Intervention, Responsible
from plans.people import ServiceArea
from plans.plan import JointPlan
from ui.screens.plan.parts import Key

Section = Literal["about", "own_words", "goals", "who", "follow_up", "people"]
Verb = Literal["send", "take_back", "activate", "revise", "resume", "pause", "move_away", "close"]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the reader may write: the whole plan, or the parts of some service areas.

    ``leads`` tells who may send, name people and register consents; ``why_not`` is the sentence
    that stands where something may not be written. ``ticks``: tasks may be marked as done.
    """

    whole: bool = False
    areas: frozenset[ServiceArea] = frozenset()
    leads: bool = False
    consent: bool = False
    ticks: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A section in the outline: how many parts it has, and how many things are missing.

    ``begun`` is False while nothing is written that could be missing anything.
    """

    section: Section
    title: str
    count: str = ""
    missing: int = 0
    begun: bool = True

    @property
    def ready(self) -> bool:
        """Whether there is something, and nothing is missing in it."""
        return self.begun and not self.missing


@dataclass(frozen=True, slots=True)
class GapLine:
    """One thing that is missing, and where to write it; no key: it has to be added."""

    sentence: str
    section: Section
    key: Key | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Primary:
    """The main action; without ``verb`` there is none. ``reason`` tells why it is locked."""

    verb: Verb | None = None
    text: str = ""
    icon: str = ""
    enabled: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody who can be chosen by name: who it is, and the unit to tell namesakes apart."""

    who: Responsible
    unit: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something that happened to the plan."""

    title: str
    detail: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that a colleague changed too, with their value in words and as it is."""

    words: str
    value: object


@dataclass(frozen=True, slots=True)
class FieldNotes:
    """What stands beside the fields of a part: errors, clashes, and refused values.

    ``merged`` are texts that went together with a colleague's while the cursor stood in them.
    """

    errors: Mapping[str, str] = field(default_factory=dict)
    clashes: Mapping[str, Clash] = field(default_factory=dict)
    raw: Mapping[str, object] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)


NO_NOTES = FieldNotes()


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that the editor shows of one plan."""

    plan: JointPlan
    citizen_name: str
    given_name: str
    protected: bool
    today: date
    allowed: Allowed
    pill: str
    outline: tuple[OutlineLine, ...]
    ready: str
    gaps: tuple[GapLine, ...]
    primary: Primary
    more: tuple[tuple[Verb, str], ...]
    about: str
    people: tuple[PersonChoice, ...]
    bases: tuple[LegalBasis, ...]
    book: CodeBook
    versions: tuple[VersionLine, ...]
    remark: EventLine | None
    events: tuple[EventLine, ...]
    notes: Mapping[Key, FieldNotes]

    def notes_of(self, key: Key) -> FieldNotes:
        """What stands beside the fields of a part."""
        return self.notes.get(key, NO_NOTES)

    def may_write(self, key: Key) -> bool:
        """Whether the reader may write in a part."""
        if key.kind in ("goal", "sub_goal", "own_words", "follow_up"):
            return self.allowed.whole
        if key.kind == "consent":
            return self.allowed.consent
        if key.kind in ("participant", "deputy"):
            return self.allowed.leads and self.allowed.whole
        area = self._area(key)
        if key.kind == "order" and area is None:
            # The goals of the plan, or the interventions of a goal.
            return self.allowed.whole
        return area is not None and area in self.allowed.areas

    def may_move(self, key: Key) -> bool:
        """Whether the reader may put a part in another place among its kind."""
        movable = key.kind in ("goal", "intervention", "task")
        return movable and self.may_write(Key("order", under=key.under))

    def _area(self, key: Key) -> ServiceArea | None:
        wanted = key.id if key.kind == "intervention" else key.under
        found: Intervention | None = self.plan.intervention(wanted) if wanted else None
        return found.service_area if found else None


def newest_consent(plan: JointPlan) -> Consent | None:
    """The consent that was registered last."""
    return max(plan.consents, key=lambda each: each.given_on, default=None)
