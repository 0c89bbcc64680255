"""What papers are made of: sections and their parts, as words without any drawing."""

from dataclasses import dataclass

from coordinator.reports.texts import Blocks
from plans.people import ServiceArea


@dataclass(frozen=True, slots=True)
class Municipality:
    """Who sends the paper; ``sender_line`` names no unit that could tell what a citizen gets."""

    name: str
    sender_line: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class InterventionOnPaper:
    """One intervention under a goal; ``details`` are law, provider and the like, as written."""

    area: ServiceArea
    letter: str
    area_name: str
    title: str
    details: tuple[str, ...]
    period: str
    status: str


@dataclass(frozen=True, slots=True)
class GoalOnPaper:
    """One goal with its number on the paper, its facts and its interventions."""

    number: int
    title: str
    facts: tuple[Fact, ...]
    interventions: tuple[InterventionOnPaper, ...]


@dataclass(frozen=True, slots=True)
class TableOnPaper:
    """A table: headings over rows of as many cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonOnPaper:
    """Somebody to call."""

    name: str
    function: str
    phone: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What the citizen says, and when it was said."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, in parts that are drawn each in its way.

    ``keep`` says that it is not broken over two pages when it fits on one; ``with_before`` that it
    never stands alone on a page: the end of the section before it comes along. A section without a
    heading goes on under the one before.
    """

    heading: str
    parts: "tuple[Part, ...]"
    keep: bool = False
    with_before: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet line, such as «Ingen mål endnu»."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values in columns; ``small`` ones are about the paper itself."""

    rows: tuple[Fact, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Those to call."""

    rows: tuple[PersonOnPaper, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, each with who signs under it; ``date_label`` stands before the name."""

    date_label: str
    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToDo:
    """A thing to do, with a square to tick off; ``details`` are what it is part of."""

    title: str
    details: tuple[str, ...]
    when: str
    state: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to do, in their order."""

    rows: tuple[ToDo, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Short lines, each a text to the left and one to the right; ``more`` tells what is left out.

    What is too long for a line is shortened.
    """

    rows: tuple[tuple[str, str], ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class LedgerOnPaper:
    """A table of very many rows; ``widths`` are shares of the line."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


Part = (
    str
    | Quote
    | Note
    | Facts
    | GoalOnPaper
    | TableOnPaper
    | People
    | Blocks
    | Signatures
    | Checklist
    | Lines
    | LedgerOnPaper
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it reads, top to bottom.

    ``watermark`` and ``notice`` are empty when there is none. ``replaced`` is the line that
    explains the mark which stands for characters that cannot be printed. ``large`` is large print:
    18 pt, and whatever stood side by side stands below each other, in the same order.
    """

    language: str
    document_title: str
    municipality: str
    title: str
    subtitle: str
    date_line: str
    running_head: str
    footer: str
    page_of: str
    watermark: str
    notice: str
    sections: tuple[Section, ...]
    replaced: str
    large: bool = False
