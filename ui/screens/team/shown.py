"""What «Mit team» shows: frozen values, in words."""

from dataclasses import dataclass

from ui.widgets.pills import Pill


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody of a unit; ``away`` is empty for who is here."""

    key: str
    name: str
    role: str
    unit: str
    away: str
    citizens: int
    plans: int
    tasks: int
    overdue: int


@dataclass(frozen=True, slots=True)
class ThingLine:
    """One thing that hangs on somebody; ``late`` when its day has passed."""

    key: str
    citizen_id: str
    title: str
    kind: str
    area: str
    state: str
    by: str
    late: bool
    note: Pill | None = None


@dataclass(frozen=True, slots=True)
class CitizenThings:
    """What hangs on somebody about one citizen."""

    name: str
    lines: tuple[ThingLine, ...]


@dataclass(frozen=True, slots=True)
class PersonShown:
    """All that hangs on one person; ``elsewhere`` tells of tasks that one may not see."""

    name: str
    place: str
    figures: str
    away: str
    groups: tuple[CitizenThings, ...]
    elsewhere: tuple[str, ...]
    may_redistribute: bool = False
