"""What the review screen shows, as values without rules or widgets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

Kind = Literal["new", "changed", "removed", "ordered"]


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of a change: its label, what it said and what it says."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change: ``area`` is a service area's code, empty for what belongs to the whole plan.

    ``key`` is the name of the part, by which remarks find it; ``who`` wrote in it last, and when.
    """

    kind: Kind
    title: str
    fields: tuple[ShownField, ...]
    area: str = ""
    icon: str = "file-text"
    key: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class ShownIntervention:
    """An intervention of the whole plan, with its tasks as «what», «who» and «when».

    ``also`` are the names of the parts in it, whose remarks are shown with it.
    """

    area: str
    title: str
    details: str
    tasks: tuple[tuple[str, str, str], ...]
    key: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal of the whole plan; ``steps`` are its sub-goals, what and when."""

    title: str
    facts: tuple[tuple[str, str], ...]
    interventions: tuple[ShownIntervention, ...]
    key: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownPart:
    """Any other part of the whole plan, as labels and values."""

    key: str
    title: str
    facts: tuple[tuple[str, str], ...]
    area: str = ""
    icon: str = "file-text"


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """The whole plan, for reading; ``before`` and ``after`` are parts around the goals."""

    own_words: str
    said: str
    goals: tuple[ShownGoal, ...]
    facts: tuple[tuple[str, str], ...]
    before: tuple[ShownPart, ...] = ()
    after: tuple[ShownPart, ...] = ()
    own_key: str = ""
    people_key: str = ""
    people_also: tuple[str, ...] = ()
    matters: str = ""


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark of an earlier review: on which part, who said it when, and who solved it."""

    key: str
    title: str
    text: str
    said: str
    solved: str = ""


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One line of the checklist: what the program could prove, or what is missing.

    ``code`` names a point that the reader judges; empty for what the program proves.
    """

    text: str
    note: str
    proven: bool
    code: str = ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A plan in the queue; ``late`` when it has waited long."""

    plan_id: UUID
    title: str
    subtitle: str
    areas: tuple[str, ...]
    pill: str
    late: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ShownQueue:
    """The queue in its groups: each a heading and its rows."""

    groups: tuple[tuple[str, tuple[QueueRow, ...]], ...]
    waiting: str

    @property
    def rows(self) -> tuple[QueueRow, ...]:
        """Every row, from top to bottom."""
        return tuple(row for _heading, rows in self.groups for row in rows)


@dataclass(frozen=True, slots=True)
class ShownReview:
    """The open plan.

    ``changes`` is None for a first version: everything in it is new; ``since_return`` is None when
    it was not returned since. ``news`` came while it lay open. ``sentence`` stands in place of the
    buttons when the reader does not decide; ``returned`` is the remark it came back with.
    ``version`` is the last approved one, ``titles`` name the parts by their keys, and ``unchanged``
    counts those in which nothing changed since that version. ``hidden`` says what the reader does
    not see, and whom to ask.
    """

    plan_id: UUID
    title: str
    subtitle: str
    changes: tuple[ShownChange, ...] | None
    plan: ShownPlan
    checks: tuple[ShownCheck, ...]
    may_decide: bool
    sentence: str = ""
    may_take_back: bool = False
    returned: str = ""
    since_return: tuple[ShownChange, ...] | None = None
    news: tuple[ShownChange, ...] = ()
    remarks: tuple[ShownRemark, ...] = ()
    version: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)
    unchanged: int = 0
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """The citizen's paper: how many pages, what it is, how it reads, what is hidden in it."""

    pages: int
    note: str
    reading: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownPause:
    """What stands between two plans: which one comes now, and the verb that opens it."""

    plan_id: UUID
    title: str
    text: str
    verb: str
