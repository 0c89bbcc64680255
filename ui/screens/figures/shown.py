"""What the page of figures shows, as frozen values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of a table: its label, and its cells as printed; ``total`` is the last."""

    label: str
    cells: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class FiguresShown:
    """A table of a month; ``months`` and ``tables`` are what can be chosen, by key and words."""

    months: tuple[tuple[str, str], ...]
    month: str
    tables: tuple[tuple[str, str], ...]
    table: str
    title: str
    headings: tuple[str, ...]
    lines: tuple[FigureLine, ...]
    note: str
    made: str


@dataclass(frozen=True, slots=True)
class ContinuityShown:
    """The changes of case worker in a unit; ``units`` are what can be chosen, by key and name."""

    units: tuple[tuple[str, str], ...]
    unit: str
    title: str
    headings: tuple[str, ...]
    lines: tuple[FigureLine, ...]
    note: str
