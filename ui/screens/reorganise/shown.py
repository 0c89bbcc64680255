"""What the page of a reorganisation shows: frozen values, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody whom one may choose; ``limit`` is empty for who does not receive."""

    key: str
    name: str
    unit: str
    load: str
    gives: bool
    receives: bool
    limit: str
    can_give: bool
    away: bool


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """The people to choose from, in units, and in a line what was chosen."""

    mine: tuple[PersonLine, ...]
    others: tuple[PersonLine, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A citizen in the plan; ``moves`` is whether they change."""

    key: str
    citizen: str
    giver: str
    receiver: str
    why: str
    moves: bool
    fixed: bool
    protected: bool


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan as far as it was found; ``problem`` says what no plan may do."""

    summary: str
    bound: str
    beside: str
    notes: tuple[str, ...]
    lines: tuple[PlanLine, ...]
    problem: str = ""
    searching: bool = False


@dataclass(frozen=True, slots=True)
class Choosable:
    """Who can have a citizen, by key and words, and who has them in the plan."""

    line: PlanLine
    receivers: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class ImpossibleShown:
    """Why there is no plan: sentences, and citizens whom nobody can have with what hinders it."""

    sentences: tuple[str, ...]
    citizens: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LoadLine:
    """Somebody's load before and after, in points; ``limit`` None for who only gives."""

    name: str
    unit: str
    before: int
    after: int
    limit: int | None
    gets: int
    gives: int


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """What a plan does."""

    figures: tuple[tuple[str, str], ...]
    bound: str
    beside: str
    loads: tuple[LoadLine, ...]
    moves: int
