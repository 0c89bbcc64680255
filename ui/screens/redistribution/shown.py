"""What «Omfordeling» shows, as frozen values in words."""

from dataclasses import dataclass
from datetime import date

from ui.widgets.pills import Pill


@dataclass(frozen=True, slots=True)
class CitizenRow:
    """A citizen of a colleague's; ``hindered`` says why they cannot be offered now."""

    key: str
    name: str
    about: str
    tasks: int
    day: str
    late: bool
    knows: str
    hindered: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who could take citizens over; ``load`` is empty of another unit's people."""

    key: str
    name: str
    unit: str
    load: str
    away: str = ""


@dataclass(frozen=True, slots=True)
class CauseChoice:
    """A cause to choose; ``warning`` is said when it is chosen, ``comment`` asks for words."""

    code: str
    label: str
    warning: str
    comment: bool


@dataclass(frozen=True, slots=True)
class ChooseShown:
    """What a lead chooses from; ``begins_with`` are the people ticked from the start."""

    giver: str
    title: str
    subtitle: str
    citizens: tuple[CitizenRow, ...]
    people: tuple[PersonRow, ...]
    causes: tuple[CauseChoice, ...]
    begins_with: tuple[str, ...]
    cause: str
    stays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: keys of citizens and people, and what is said of all of them."""

    citizens: tuple[str, ...]
    people: tuple[str, ...]
    knows_first: bool
    cause: str
    comment: str
    note: str
    until: date | None
    at_once: int | None


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What comes of one move."""

    key: str
    name: str
    receiver: str
    follows: str
    notes: tuple[str, ...]
    pill: Pill | None = None


@dataclass(frozen=True, slots=True)
class LoadRow:
    """How much a receiver has before and after."""

    key: str
    name: str
    loads: str
    away: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """What comes of it all, before anything is offered."""

    title: str
    subtitle: str
    figures: str
    rows: tuple[OutcomeRow, ...]
    people: tuple[LoadRow, ...]
    warnings: tuple[str, ...]
    offer_words: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A citizen of a redistribution.

    ``may_tick`` where the lead can give them to another, ``back`` where that is for the lead to do.
    """

    key: str
    name: str
    receiver: str
    about: str
    since: str
    pill: Pill
    may_tick: bool
    back: bool
    handover: str = ""


@dataclass(frozen=True, slots=True)
class RunningShown:
    """A redistribution and what can be done with it now."""

    key: str
    title: str
    subtitle: str
    figures: str
    done: int
    total: int
    groups: tuple[tuple[str, tuple[MoveRow, ...]], ...]
    people: tuple[tuple[str, str], ...]
    waiting: int
    may_pause: bool
    may_resume: bool
    may_undo: bool
    new_letters: int
    old_letters: int
    letters: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class SetRow:
    """A redistribution in a list."""

    key: str
    title: str
    about: str
    progress: str
    day: str
    pill: Pill


@dataclass(frozen=True, slots=True)
class ListShown:
    """The redistributions of a lead's units."""

    subtitle: str
    rows: tuple[SetRow, ...]
