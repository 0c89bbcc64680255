"""What the plan editor shows, as values without rules or widgets."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal
from uuid import UUID

from coordinator.dated_lists import CodeBook
from coordinator.lists import VersionLine
from plans.parts import Consent, Intervention, Stance
from plans.people import ServiceArea
from plans.plan import JointPlan
from ui.person_choice import PersonChoice
from ui.screens.plan.parts import BESIDE, Key, Kind

Section = str
"""A section of the editor: one of ``words.SECTIONS``, or ``text:`` and the code of a heading."""
Verb = Literal[
    "send",
    "take_back",
    "activate",
    "revise",
    "follow_up",
    "resume",
    "pause",
    "move_away",
    "close",
]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered when a step of the whole plan asked: the words, and what goes with them.

    ``wake_up`` is for a rest, ``result`` the code of how the plan ended, and ``stance`` and
    ``handed_over`` are what was told when the plan was gone through with the citizen.
    """

    words: str = ""
    wake_up: date | None = None
    result: str = ""
    stance: Stance = field(default_factory=Stance)
    handed_over: bool = True


NO_ANSWER = Answer()


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the reader may write: the whole plan, or the parts of some service areas.

    ``leads`` tells who may send, name people and register consents; ``why_not`` is the sentence
    that stands where something may not be written. ``ticks``: tasks may be marked as done.
    ``measured`` are the service areas (None: the whole plan) in which measures may be put, and
    ``stance`` lets the citizen's view be written, both also while the plan is in force.
    """

    whole: bool = False
    areas: frozenset[ServiceArea] = frozenset()
    leads: bool = False
    consent: bool = False
    ticks: bool = False
    measured: frozenset[ServiceArea | None] = frozenset()
    stance: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A section in the outline: how many parts it has, and how many things are missing.

    ``begun`` is False while nothing is written that could be missing anything; ``hidden`` tells
    that something in it is not the reader's to see.
    """

    section: Section
    title: str
    count: str = ""
    missing: int = 0
    begun: bool = True
    hidden: bool = False

    @property
    def ready(self) -> bool:
        """Whether there is something, nothing is missing in it, and all of it is seen."""
        return self.begun and not self.missing and not self.hidden


@dataclass(frozen=True, slots=True)
class GapLine:
    """One thing that is missing, and where to write it; no key: it has to be added."""

    sentence: str
    section: Section
    key: Key | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """One remark: on which part, its words, who said it; ``place`` is where it is answered.

    ``solved`` says who answered it; ``may`` tells whether the reader marks it.
    """

    id: UUID
    title: str
    text: str
    said: str
    solved: str
    may: bool
    place: GapLine | None = None


@dataclass(frozen=True, slots=True)
class ClashLine:
    """Two interventions that stand in each other's way, and where both are written."""

    sentence: str
    places: tuple[GapLine, ...]


@dataclass(frozen=True, slots=True)
class AudienceLine:
    """Somebody who sees a part or does not, in words, with how or why."""

    who: str
    how: str
    sees: bool


@dataclass(frozen=True, slots=True)
class Primary:
    """The main action; without ``verb`` there is none. ``reason`` tells why it is locked."""

    verb: Verb | None = None
    text: str = ""
    icon: str = ""
    enabled: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something that happened to the plan."""

    title: str
    detail: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that a colleague changed too: their value in words and as it is, and who it was."""

    words: str
    value: object
    who: str = ""


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
    book: CodeBook
    versions: tuple[VersionLine, ...]
    remark: EventLine | None
    events: tuple[EventLine, ...]
    notes: Mapping[Key, FieldNotes]
    clashes: tuple[ClashLine, ...] = ()
    clashing_with: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    audience: Mapping[ServiceArea | None, tuple[AudienceLine, ...]] = field(default_factory=dict)
    hidden: Mapping[Section | UUID, tuple[str, ...]] = field(default_factory=dict)

    def notes_of(self, key: Key) -> FieldNotes:
        """What stands beside the fields of a part."""
        return self.notes.get(key, NO_NOTES)

    def notes_in(self, ids: Collection[UUID]) -> dict[Key, FieldNotes]:
        """What stands beside the fields of some parts, and of those right under them."""
        return {
            key: notes for key, notes in self.notes.items() if key.id in ids or key.under in ids
        }

    def may_write(self, key: Key) -> bool:
        """Whether the reader may write in a part."""
        may = self.allowed
        if key.kind in BESIDE:
            return self._may_write_beside(key)
        if key.kind not in ("order", "intervention", "task"):
            return _MAY[key.kind](may)
        area = self._area(key)
        if key.kind == "order" and area is None:
            # The goals of the plan, or the interventions of a goal.
            return may.whole
        return area is not None and area in may.areas

    def hidden_in(self, place: Section | UUID) -> tuple[str, ...]:
        """What stands in a section, or under a goal, and is hidden from the reader."""
        return self.hidden.get(place, ())

    def clashing(self, part_id: UUID) -> tuple[str, ...]:
        """The sentences of what an intervention clashes with."""
        return self.clashing_with.get(part_id, ())

    def seen_by(self, key: Key | None) -> tuple[AudienceLine, ...]:
        """Who sees a part, or the plan."""
        area = None
        if key is not None:
            area = self._area_beside(key) if key.kind in BESIDE else self._area(key)
        return self.audience.get(area, ())

    def may_move(self, key: Key) -> bool:
        """Whether the reader may put a part in another place among its kind."""
        movable = key.kind in ("goal", "intervention", "task")
        return movable and self.may_write(Key("order", under=key.under))

    def may_remove(self, key: Key) -> bool:
        """Whether the reader may take out a part that stands beside the goals."""
        return self._is_written(self._area_beside(key))

    def areas_in_order(self) -> tuple[ServiceArea, ...]:
        """List the service areas that the reader writes in."""
        return tuple(area for area in ServiceArea if area in self.allowed.areas)

    def _may_write_beside(self, key: Key) -> bool:
        area = self._area_beside(key)
        if key.kind == "measurement":
            return area in self.allowed.measured
        return self._is_written(area)

    def _is_written(self, area: ServiceArea | None) -> bool:
        return self.allowed.whole if area is None else area in self.allowed.areas

    def _area_beside(self, key: Key) -> ServiceArea | None:
        parts = getattr(self.plan, BESIDE[key.kind])
        part = next((each for each in parts if each.id == key.id), None)
        return part.service_area if part is not None else None

    def _area(self, key: Key) -> ServiceArea | None:
        wanted = key.id if key.kind == "intervention" else key.under
        found: Intervention | None = self.plan.intervention(wanted) if wanted else None
        return found.service_area if found else None


_MAY: Final[Mapping[Kind, Callable[[Allowed], bool]]] = {
    "own_words": lambda may: may.whole,
    "stance": lambda may: may.stance,
    "goal": lambda may: may.whole,
    "sub_goal": lambda may: may.whole,
    "follow_up": lambda may: may.whole,
    "consent": lambda may: may.consent,
    "participant": lambda may: may.leads and may.whole,
    "deputy": lambda may: may.leads and may.whole,
}


def newest_consent(plan: JointPlan) -> Consent | None:
    """The consent that was registered last."""
    return max(plan.consents, key=lambda each: each.given_on, default=None)
