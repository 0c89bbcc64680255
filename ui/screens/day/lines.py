"""What «Min dag» shows, as frozen values: lines, groups, tiles and the whole page."""

from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from coordinator.lists import FoundCitizen, PlanLine, WorkItem
from coordinator.plan_news import PlanNews
from ui.due_words import DueKind

Deed = Literal[
    "enquiry",
    "handover",
    "done",
    "undo",
    "plan",
    "review",
    "citizen",
    "remind",
    "follow_up",
    "task",
    "later",
    "came",
    "accept",
    "decline",
    "pass",
    "take",
    "wait",
    "give_back",
    "cancel",
    "give",
    "settle",
]
TILES: Final = ("waiting", "overdue", "in_review", "returned", "queue")
TILE_KEYS: Final = tuple(str(place) for place in range(1, len(TILES) + 1))


@dataclass(frozen=True, slots=True)
class Verb:
    """Something one can do with a line."""

    deed: Deed
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line of the list: what, about whom and why, by when; the first verb is the likeliest.

    ``said`` are a colleague's own words, which stand whole under the chosen line.
    """

    item: WorkItem
    what: str
    about: str
    icon: str
    due_text: str
    due_kind: DueKind
    verbs: tuple[Verb, ...]
    done: bool = False
    said: str = ""

    @property
    def key(self) -> object:
        """What names the line from one reading to the next."""
        return self.item.key


@dataclass(frozen=True, slots=True)
class AwaitedLine:
    """A thing that others have to answer: what, who has it, how long, and asked again today."""

    item: WorkItem
    what: str
    detail: str
    waited: str
    reminded: bool

    @property
    def key(self) -> object:
        """What names the line from one reading to the next."""
        return self.item.key


@dataclass(frozen=True, slots=True)
class NewsLine:
    """What a colleague did in a plan: about whom, what, when; ``area`` is the code of its mark."""

    news: PlanNews
    citizen: str
    what: str
    when: str
    area: str = ""

    @property
    def key(self) -> object:
        """What names the line from one reading to the next."""
        return self.news.plan_id, self.news.by_name


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What became of a hand-over: about whom, what, and when."""

    key: str
    citizen: str
    what: str
    when: str
    icon: str


@dataclass(frozen=True, slots=True)
class StuckLine:
    """Somebody of one's unit with tasks that are over their deadline for too long."""

    key: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines with a heading over them; ``late`` marks what has passed its day."""

    title: str
    lines: tuple[DayLine, ...]
    late: bool = False

    @property
    def open_count(self) -> int:
        """How many of the lines are not done."""
        return sum(not line.done for line in self.lines)


@dataclass(frozen=True, slots=True)
class TileCount:
    """How many a tile stands for, and one thing about them."""

    count: int
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands in the place of an empty list; ``main`` when nothing at all waits."""

    title: str
    text: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class UnsentLine:
    """Text that is on this PC and not in the store, and the plan that it goes on in."""

    title: str
    detail: str
    plan_id: UUID


@dataclass(frozen=True, slots=True)
class DayPage:
    """The whole page; ``empty`` stands in the place of the list when there are no groups."""

    subtitle: str
    tile: str
    tiles: dict[str, TileCount]
    title: str
    groups: tuple[Group, ...]
    empty: Empty
    plans: tuple[PlanLine, ...]
    recent: tuple[FoundCitizen, ...]
    unsent: UnsentLine | None = None
    awaited: tuple[AwaitedLine, ...] = ()
    news: tuple[NewsLine, ...] = ()
    stuck: tuple[StuckLine, ...] = ()
    told: tuple[ToldLine, ...] = ()
