"""What «Overdragelser» shows, as frozen values."""

from dataclasses import dataclass
from datetime import date

from ui.person_choice import PersonChoice
from ui.widgets.pills import Pill


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A hand-over in a list; ``may_tick`` where several can be accepted in one go."""

    key: str
    citizen: str
    about: str
    people: str
    since: str
    pill: Pill
    may_tick: bool = False


@dataclass(frozen=True, slots=True)
class ListsShown:
    """The three lists; an empty one is left out."""

    subtitle: str
    groups: tuple[tuple[str, tuple[HandoverRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class BatonShown:
    """Who has the citizen, who takes over, and what it waits for."""

    giver: str
    giver_words: str
    receiver: str
    receiver_words: str
    words: str
    names: tuple[str, str]
    done: bool = False


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of a card: icon or service area, two texts, and a day or a pill."""

    title: str
    sub: str = ""
    icon: str = ""
    area: str = ""
    day: str = ""
    pill: Pill | None = None


@dataclass(frozen=True, slots=True)
class TaskShown:
    """An open task of the giver, or an enquiry; ``fixed`` says why it can only stay."""

    key: str
    title: str
    area: str
    day: str
    late: bool
    stays: bool
    fixed: str = ""
    sub: str = ""


@dataclass(frozen=True, slots=True)
class PageShown:
    """The page of one hand-over; a card without lines is left out."""

    key: str
    title: str
    subtitle: str
    baton: BatonShown
    note: str
    note_by: str
    comment: str
    promises: tuple[LineShown, ...]
    promises_title: str
    tasks: tuple[TaskShown, ...]
    along: tuple[TaskShown, ...]
    takes_words: str
    stays_words: str
    facts: tuple[LineShown, ...]
    dates: tuple[LineShown, ...]
    waiting: tuple[LineShown, ...]
    cases: tuple[LineShown, ...]
    news_title: str
    news: tuple[LineShown, ...]
    experience: tuple[str, ...]
    ordinal: str
    many: bool
    words: tuple[LineShown, ...]
    answer: str = ""
    may_answer: bool = False
    accept_words: str = ""
    may_reply: bool = False
    may_withdraw: bool = False
    may_return: bool = False
    may_remind: bool = False
    may_give: bool = False
    settles: str = ""
    giver: str = ""
    may_print: bool = False
    may_preview: bool = False


@dataclass(frozen=True, slots=True)
class CauseShown:
    """A cause to choose; ``warning`` is said when it is chosen, ``comment`` asks for words."""

    code: str
    label: str
    warning: str
    comment: bool


@dataclass(frozen=True, slots=True)
class FormShown:
    """What the sender's form begins with; ``open_with`` is who is asked already."""

    citizen_id: str
    title: str
    subtitle: str
    kinds: tuple[tuple[str, str], ...]
    causes: tuple[CauseShown, ...]
    people: tuple[PersonChoice, ...]
    note: str
    open_with: str = ""


@dataclass(frozen=True, slots=True)
class FormFilled:
    """What was written in the form."""

    kind: str
    receiver: str
    cause: str
    comment: str
    note: str
    promises: tuple[tuple[str, date | None], ...]
    until: date | None
    meeting: date | None = None


@dataclass(frozen=True, slots=True)
class LetterShown:
    """The letter to the citizen as it will be: headings, each with its lines."""

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
