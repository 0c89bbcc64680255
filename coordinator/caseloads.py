"""What hangs on somebody in staff: counted for a unit, and told thing by thing for one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from plans.absence import Absence
from plans.caseload_plan import Relation
from plans.people import ServiceArea, StaffMember


class HeldKind(StrEnum):
    """In what way something hangs on somebody, weightiest first."""

    PLAN = "plan"
    CASE = "case"
    TASK = "task"
    STAFF_TASK = "staff_task"
    ASKED_FOR = "asked_for"
    ENQUIRY = "enquiry"
    FOLLOWED_TASK = "followed_task"
    GOAL = "goal"
    DEPUTY = "deputy"
    CORE_TEAM = "core_team"


@dataclass(frozen=True, slots=True)
class HeldThing:
    """One thing that hangs on somebody; ``by`` is its deadline, or when a plan is followed up.

    ``consent_ends`` is when the consent of a plan that they coordinate runs out; ``status`` is that
    of the plan or the task.
    """

    kind: HeldKind
    citizen_id: UUID | None
    citizen_name: str
    title: str = ""
    by: date | None = None
    service_area: ServiceArea | None = None
    plan_id: UUID | None = None
    status: str = ""
    consent_ends: date | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """How much hangs on somebody: citizens by a case or a plan, plans, open and late tasks.

    A late task is ``stuck`` when it is so for longer than the municipality lets it be.
    """

    citizens: int = 0
    plans: int = 0
    tasks: int = 0
    overdue: int = 0
    stuck: int = 0


@dataclass(frozen=True, slots=True)
class StaffLoad:
    """Somebody of a unit, whether they are away, who stands in, and how much hangs on them."""

    member: StaffMember
    load: Load
    absence: Absence | None = None
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class Caseload:
    """All that hangs on one person.

    ``elsewhere`` counts their open tasks that the reader may not see, by who coordinates the plan
    that each stands in, and so can give it to somebody else.
    """

    of: StaffLoad
    things: tuple[HeldThing, ...]
    elsewhere: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Who knows a citizen already, and what a new case worker of theirs asks for.

    ``district`` is empty under protection; ``changed_at`` is when the case worker changed last.
    """

    known: tuple[tuple[UUID, Relation], ...] = ()
    district: str = ""
    protected: bool = False
    changed_at: datetime | None = None
