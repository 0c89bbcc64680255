"""What the load screen shows: plain values, without Qt and without rules."""

from dataclasses import dataclass, field
from typing import Final, Literal

NoticeKind = Literal["info", "ok", "warn", "danger"]
Group = Literal["created", "changed", "check", "rejected", "missing", "unchanged"]
GROUPS: Final[tuple[Group, ...]] = (
    "created", "changed", "check", "rejected", "missing", "unchanged",
)  # fmt: skip
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Piece:
    """A field that changes: its name, what was and what will be."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What happens to one row of the file, or (without ``line``) to a case that it lacks.

    ``groups`` are the lists that it stands in; ``sought`` is all of it folded, for searching.
    """

    line: int | None
    group: Group
    groups: frozenset[str]
    person: str
    number: str
    text: str
    reason: str
    sought: str
    pieces: tuple[Piece, ...] = ()
    place: int = 0

    @property
    def spoken(self) -> str:
        """What happens, in words."""
        said = "; ".join(f"{piece.label}: {piece.old} → {piece.new}" for piece in self.pieces)
        return said or self.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole proposal as the screen shows it; with no ``verb`` there is nothing to load.

    ``who`` is the title of the column of names. ``unread`` are the headings of the file that
    stand for no field. ``doubt`` asks whether the file is the whole export, and ``whole`` says
    that the user answered yes.
    """

    title: str
    subtitle: str
    who: str
    counts: dict[Group, int]
    lines: tuple[LoadLine, ...] = field(repr=False)
    verb: str = ""
    foot: str = ""
    unread: tuple[str, ...] = ()
    doubt: str = ""
    whole: bool = False

    def chosen(self, group: str, text: str) -> tuple[LoadLine, ...]:
        """Choose the lines of a group in which every word of ``text`` stands."""
        words = text.casefold().split()
        return tuple(
            each
            for each in self.lines
            if group in each.groups and all(word in each.sought for word in words)
        )


@dataclass(frozen=True, slots=True)
class MendCell:
    """One cell of a refused row that can be corrected; ``wrong`` is the one that refused it."""

    place: int
    heading: str
    text: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class MendForm:
    """A refused row, the wrong cell first."""

    line: int
    reason: str
    cells: tuple[MendCell, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ColumnsForm:
    """The headings of a file and the field that each stands for ("" for none).

    ``kinds`` are what the file may hold, ``kind`` what it is read as.
    """

    file: str
    headings: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...]
    sentence: str
    kinds: tuple[tuple[str, str], ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Choosing:
    """The first step: which kinds there are, which is meant, and what stands in the way.

    ``waiting`` is a file whose kind could not be told.
    """

    kinds: tuple[tuple[str, str], ...]
    kind: str
    waiting: str = ""
    problem: str = ""
    way_out: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a load did."""

    title: str
    text: str
    counts: dict[Group, int]
