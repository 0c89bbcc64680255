"""A long table on paper, drawn line by line: ten thousand rows in about a second."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from coordinator.reports import styles
from coordinator.reports.paper import LedgerOnPaper
from coordinator.reports.sheet import TEXT_WIDTH, Typesetter, bound

_SIZE: Final = styles.BODY_SIZE
_LEADING: Final = 14.0
_ABOVE, _BELOW = 3.0, 4.0
_GAP: Final = 3 * mm
Cells = tuple[tuple[str, ...], ...]


@dataclass
class _Set:
    """All rows as lines of text, set once, and where each row ends."""

    headings: Cells
    rows: list[Cells]
    columns: tuple[float, ...]
    ends: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ends = list(accumulate(map(_height, self.rows)))


class Ledger(Flowable):
    """A part of the rows; it breaks between rows, with the headings on every page."""

    def __init__(self, made: _Set, first: int = 0, last: int | None = None) -> None:
        super().__init__()
        self._made = made
        self._first = first
        self._last = len(made.rows) if last is None else last

    @classmethod
    def of(cls, part: LedgerOnPaper, setter: Typesetter) -> "Ledger":
        """Set the rows of a part; the same text is set once."""
        shares = sum(part.widths)
        room = TEXT_WIDTH - _GAP * (len(part.widths) - 1)
        widths = tuple(room * each / shares for each in part.widths)
        starts = (0.0, *accumulate(width + _GAP for width in widths[:-1]))
        known: dict[tuple[str, float], tuple[str, ...]] = {}

        def cells(texts: Sequence[str], font: str) -> Cells:
            return tuple(
                _lines(text, font, width, setter, known)
                for text, width in zip(texts, widths, strict=True)
            )

        headings = cells(part.headings, styles.BOLD)
        known.clear()
        return cls(_Set(headings, [cells(row, styles.REGULAR) for row in part.rows], starts))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Tell how high all of it is."""
        del aH
        return aW, self._height_to(self._last)

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - as above
        """Give what fits and the rest; nothing when not even a row fits."""
        del aW
        last = self._first
        while last < self._last and self._height_to(last + 1) <= aH:
            last += 1
        if last == self._first:
            return []
        parts = [Ledger(self._made, self._first, last)]
        if last < self._last:
            parts.append(Ledger(self._made, last, self._last))
        return list(parts)

    def draw(self) -> None:
        """Draw headings and rows, from the top."""
        canvas = self.canv
        top = self._height_to(self._last)
        text = canvas.beginText()
        text.setFillColor(styles.INK)
        lines = []
        rows = [(self._made.headings, styles.BOLD)]
        rows += [(row, styles.REGULAR) for row in self._made.rows[self._first : self._last]]
        for row, font in rows:
            text.setFont(font, _SIZE)
            for start, cell in zip(self._made.columns, row, strict=True):
                for place, line in enumerate(cell):
                    text.setTextOrigin(start, top - _ABOVE - _SIZE - place * _LEADING)
                    text.textOut(line)
            top -= _height(row)
            lines.append((0.0, top, TEXT_WIDTH, top))
        canvas.drawText(text)
        canvas.setStrokeColor(styles.LINE)
        canvas.setLineWidth(0.5)
        canvas.lines(lines)

    def _height_to(self, last: int) -> float:
        before = self._made.ends[self._first - 1] if self._first else 0.0
        after = self._made.ends[last - 1] if last else 0.0
        return _height(self._made.headings) + after - before


def _height(row: Cells) -> float:
    return _ABOVE + _BELOW + _LEADING * max(len(cell) for cell in row)


def _lines(
    text: str,
    font: str,
    width: float,
    setter: Typesetter,
    known: dict[tuple[str, float], tuple[str, ...]],
) -> tuple[str, ...]:
    """Break a text into lines of a width, words that are too long too."""
    found = known.get((text, width))
    if found is None:
        plain = bound(setter.printable(text).strip())
        found = tuple(
            piece
            for line in simpleSplit(plain, font, _SIZE, width)
            for piece in _pieces(line, font, width)
        ) or ("",)
        known[text, width] = found
    return found


def _pieces(line: str, font: str, width: float) -> list[str]:
    """Cut a word that is wider than its column."""
    pieces, rest = [], line
    while rest and stringWidth(rest, font, _SIZE) > width:
        cut = len(rest) - 1
        while cut > 1 and stringWidth(rest[:cut], font, _SIZE) > width:
            cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest]
