"""What the citizen page shows, as frozen texts: no widget decides what stands in it."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from plans.parts import Consent
from plans.people import Address, Citizen, Protection
from ui.screens.citizen.given import NO_GIVING, Giving
from ui.screens.citizen.notes_shown import NotesShown
from ui.screens.citizen.signatures_shown import SignatureShown, SigningShown
from ui.widgets.timeline_model import Course

_NO_NOTES: Final = NotesShown()


@dataclass(frozen=True, slots=True)
class PillShown:
    """What a state pill says, how urgent it is, and its icon."""

    text: str
    kind: Literal["danger", "warn", "ok", "info", "neutral"] = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody who works with the citizen, and how to reach them."""

    name: str
    subtitle: str
    area: str
    team: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ProtectionShown:
    """The red banner: what is protected until when, and what that means.

    ``masks`` tells whether an address is hidden that can be shown for a reason; ``ended`` that the
    registration has ended and waits for a person.
    """

    title: str
    text: str
    masks: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class StepShown:
    """What comes next: in which service area or under which icon, what, who, and how near."""

    area: str
    title: str
    who: str
    pill: PillShown
    icon: str = ""


@dataclass(frozen=True, slots=True)
class WaitShown:
    """Somebody waits on somebody for something, and for how long."""

    who: str
    on_whom: str
    what: str
    pill: PillShown


StepState = Literal["done", "now", "coming"]


@dataclass(frozen=True, slots=True)
class CourseStep:
    """A step of the plan's course; ``sub`` says when and by whom, one thing a line."""

    title: str
    sub: str
    state: StepState
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class ClashShown:
    """Two interventions that clash: the sentence, both ids, and the field that solves it."""

    sentence: str
    parts: tuple[UUID, UUID]
    field: str


@dataclass(frozen=True, slots=True)
class TimelineShown:
    """What goes on across the service areas; ``plan_id`` is the plan whose bars can be moved.

    ``hidden`` says which bars the reader does not see, and whom to ask.
    """

    citizen_id: UUID | None
    plan_id: UUID | None
    course: Course
    clashes: tuple[ClashShown, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case of one service area, with its case worker or what was read in place of one.

    Of one that is ``hidden`` the title says so, and ``who`` whom to ask.
    """

    area: str
    title: str
    period: str
    who: str
    unknown_login: bool
    running: bool
    detail: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SourceShown:
    """What one source says of name and address."""

    area: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class EventShown:
    """A thing that happened to the plan."""

    when: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class LogShown:
    """A line of the log; ``day`` heads the lines of one day.

    ``relation`` says how who did it stood to the citizen; empty for a load, which is about nobody.
    """

    day: str
    clock: str
    who: str
    what: str
    why: str
    relation: str


@dataclass(frozen=True, slots=True)
class VersionShown:
    """An approved version, the beginning of the hash that it can be known by, and who signed it."""

    number: int
    title: str
    short: str
    fingerprint: str
    signatures: tuple[SignatureShown, ...] = ()
    may_sign: bool = False


@dataclass(frozen=True, slots=True)
class NumberShown:
    """A number the citizen has or had, and from when to when."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class ConsentShown:
    """The consent a plan rests on, in two lines."""

    title: str
    text: str
    missing: bool


@dataclass(frozen=True, slots=True)
class PlanPeople:
    """Who works on the plan, as its people form needs it.

    ``leads`` tells whether the user names deputy and core team, ``names_coordinator`` whether the
    user is a team lead who gives the plan to another coordinating case worker: by a hand-over, or
    where the present one is here no more (``coordinator_gone``) by naming one.
    """

    coordinator: UUID
    deputy: UUID | None
    team: tuple[tuple[UUID, str, str], ...]
    leads: bool
    names_coordinator: bool
    consent: Consent | None
    coordinator_gone: bool = False


@dataclass(frozen=True, slots=True)
class PlanShown:
    """What the page shows of the plan."""

    id: UUID
    own_words: str
    own_words_note: str
    course: tuple[CourseStep, ...]
    steps: tuple[StepShown, ...]
    more_steps: int
    waits: tuple[WaitShown, ...]
    more_waits: int
    events: tuple[EventShown, ...]
    versions: tuple[VersionShown, ...]
    consent: ConsentShown
    people: PlanPeople
    signing: SigningShown
    closed: bool
    may_follow_up: bool = False
    follow_ups: tuple[tuple[str, str], ...] = ()
    has_draft: bool = False


@dataclass(frozen=True, slots=True)
class CitizenShown:
    """All of the citizen page; ``citizen`` is what forms are filled from and compared with.

    ``protected_again`` says which exports bring a protection back that is ended here. ``between``
    are the open tasks between colleagues, which stand in no plan; ``enquiries`` the citizen's.
    """

    citizen: Citizen
    today: date
    number: str
    number_is_replacement: bool
    facts: tuple[str, ...]
    pills: tuple[PillShown, ...]
    protection: ProtectionShown | None
    protected_again: str
    people: tuple[PersonShown, ...]
    numbers: tuple[NumberShown, ...]
    birth_date: str
    contact: tuple[tuple[str, str], ...]
    address: str
    district: str
    cases: tuple[CaseShown, ...]
    sources: tuple[SourceShown, ...]
    log: tuple[LogShown, ...]
    may_change: bool
    may_create_plan: bool
    timeline: TimelineShown
    plan: PlanShown | None = None
    notes: NotesShown = _NO_NOTES
    giving: Giving = NO_GIVING
    between: tuple[StepShown, ...] = ()
    enquiries: tuple[tuple[UUID, StepShown], ...] = ()


@dataclass(frozen=True, slots=True)
class TypedCitizen:
    """What is typed to make a citizen by hand."""

    number: str
    given_name: str
    family_name: str
    birth_date: date | None
    address: Address
    protection: Protection
    district: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a form was not kept, and at which of its fields that stands ("": at the form's foot).

    ``duplicate`` is the citizen who has the number already; ``stale`` that a colleague was first.
    """

    sentence: str
    field: str = ""
    duplicate: UUID | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class NewShown:
    """What the form for a new citizen begins with: what was searched for, and the districts."""

    searched: str
    today: date
    districts: tuple[str, ...] = ()
