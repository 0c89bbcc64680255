"""Each part of a paper as ReportLab draws it."""

from collections.abc import Iterable, Sequence
from functools import singledispatchmethod
from itertools import zip_longest
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from coordinator.reports import sheet, styles
from coordinator.reports.paper import (
    Fact,
    Facts,
    GoalOnPaper,
    InterventionOnPaper,
    Note,
    Part,
    People,
    Quote,
    Section,
    Signatures,
    TableOnPaper,
)
from coordinator.reports.texts import Block, Blocks
from plans.people import ServiceArea

_AREA_COLOURS: Final = {
    ServiceArea.EMPLOYMENT: HexColor("#1A4796"),
    ServiceArea.SOCIAL: HexColor("#A85E00"),
    ServiceArea.HEALTH: HexColor("#0F7F72"),
    ServiceArea.BENEFIT: HexColor("#5B6573"),
    ServiceArea.EDUCATION: HexColor("#6B4FA0"),
}
# What stands at least under the heading of a long list: its first words and two items.
_FIRST_BLOCKS: Final = 3
# Room that a heading must find below it, or it goes to the next page.
_START: Final = 40 * mm

_PLAIN: Final = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
)
_FACTS: Final = TableStyle(_PLAIN)
_COLOPHON: Final = TableStyle(
    (*_PLAIN, ("LINEABOVE", (0, 0), (-1, 0), 0.5, styles.LINE), ("TOPPADDING", (0, 0), (-1, 0), 6))
)
_ROWS: Final = TableStyle(
    (
        *_PLAIN,
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, styles.LINE),
    )
)
_LISTED: Final = TableStyle(
    (
        *_ROWS.getCommands(),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("BACKGROUND", (0, 0), (-1, 0), styles.SHADE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, styles.LINE),
    )
)
# The last row is not left alone on the next page.
_LISTED_TO_END: Final = TableStyle((*_LISTED.getCommands(), ("NOSPLIT", (0, -2), (-1, -1))))
_FIRST_ROW: Final = TableStyle(
    (*_ROWS.getCommands(), ("LINEABOVE", (0, 0), (-1, 0), 0.5, styles.LINE))
)
_SIGNED: Final = TableStyle(
    (
        *_PLAIN,
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -2), 32),
        ("LINEABOVE", (0, 0), (0, -1), 0.7, styles.INK),
        ("LINEABOVE", (2, 0), (2, -1), 0.7, styles.INK),
    )
)
_INTERVENTION_WIDTHS: Final = (9, 104, 53)
_LIST_WIDTHS: Final = (70, 44, 26, 26)

# A row may not be taller than a page: so many characters fit in 36 lines of a column, for each mm
# of its width, even when all of them are the widest of the font.
_PER_MM: Final = 6
_LINES: Final = 36

_Row = Sequence[str | Flowable | Sequence[Flowable]]
_Drawn = tuple[list[Flowable], list[Flowable]]


class Drawing:
    """Draws each part of a paper in its way.

    A part is drawn as two lists: what must not be parted from the heading above it, and the rest.
    """

    def __init__(self) -> None:
        self.set = sheet.Typesetter()

    def section(self, section: Section) -> list[Flowable]:
        """Draw a heading and what stands under it."""
        heading = self.set.heading(2, section.heading)
        part = section.parts[0]
        if section.keep and len(section.parts) == 1 and isinstance(part, tuple):
            return self._flowing(heading, part)
        (head, rest), *others = (self.part(part) for part in section.parts)
        if section.keep:
            below = [*head, *rest, *(each for other in others for each in _joined(other))]
            return [KeepTogether([heading, *below])]
        start = [KeepTogether([heading, *head])] if head else [CondPageBreak(_START), heading]
        return [*start, *rest, *(each for other in others for each in _together(other))]

    def _flowing(self, heading: Flowable, blocks: Blocks) -> list[Flowable]:
        """Let a long list begin on one page and end on the next, at least two items on each."""
        drawn: list[Flowable] = [self._block(block) for block in blocks]
        start, rest = drawn[:_FIRST_BLOCKS], drawn[_FIRST_BLOCKS:]
        kept = [[heading, *start], *([each] for each in rest[:-2]), rest[-2:]]
        return [KeepTogether(together) for together in kept if together]

    def flowables(self, part: Part) -> list[Flowable]:
        """Draw one part by itself."""
        return _joined(self.part(part))

    @singledispatchmethod
    def part(self, part: Part) -> _Drawn:
        """Draw one part of a section."""
        raise TypeError(type(part))

    @part.register
    def _text(self, part: str) -> _Drawn:
        return [], [self.set.paragraph(part)]

    @part.register
    def _note(self, part: Note) -> _Drawn:
        return [], [self.set.paragraph(part.text, styles.NOTE)]

    @part.register
    def _quote(self, part: Quote) -> _Drawn:
        drawn: list[Flowable] = [_Barred(self.set.markup(part.text), styles.QUOTE)]
        if part.source:
            drawn.append(self.set.paragraph(part.source, styles.SOURCE))
        return [], drawn

    @part.register(tuple)
    def _blocks(self, part: Blocks) -> _Drawn:
        return [], [self._block(block) for block in part]

    @part.register
    def _facts(self, part: Facts) -> _Drawn:
        if not part.small:
            rows = [(fact.label, fact.value) for fact in part.rows]
            return [], [self._table(rows, (styles.LABEL, styles.CELL), (42, 124), _FACTS)]
        # Beside each other, the first half to the left.
        half = (len(part.rows) + 1) // 2
        pairs = zip_longest(part.rows[:half], part.rows[half:], fillvalue=Fact("", ""))
        lines = [(left.label, left.value, right.label, right.value) for left, right in pairs]
        cells = (styles.LABEL, styles.CELL) * 2
        return [], [Spacer(0, 20), self._table(lines, cells, (29, 72, 25, 40), _COLOPHON)]

    @part.register
    def _goal(self, part: GoalOnPaper) -> _Drawn:
        title = self.set.heading(3, f"{part.number}. {part.title}")
        head: list[Flowable] = [title, *(self._facts(Facts(part.facts))[1] if part.facts else [])]
        rows = [row for each in part.interventions for row in self._intervention(each)]
        if not rows:
            return head, []
        # The first row is a table of its own, so that it can stay with its goal.
        first = _table(rows[:1], _INTERVENTION_WIDTHS, _FIRST_ROW)
        rest = [_table(rows[1:], _INTERVENTION_WIDTHS, _ROWS)] if rows[1:] else []
        return [*head, Spacer(0, 4), first], [*rest]

    @part.register
    def _list(self, part: TableOnPaper) -> _Drawn:
        cells = (styles.CELL,) * len(part.headings)
        heading = [self.set.paragraph(each, styles.HEADER_CELL) for each in part.headings]
        rows = self._rows(part.rows, cells, _LIST_WIDTHS)
        ends_short = all(self._is_short(row) for row in part.rows[-2:])
        style = _LISTED_TO_END if ends_short else _LISTED
        return [], [_table([heading, *rows], _LIST_WIDTHS, style, repeat=1)]

    def _is_short(self, row: Sequence[str]) -> bool:
        """Whether two rows like this one always find room on a page."""
        return all(
            len(pieces(self.set.printable(word), width * _PER_MM / 2, _LINES // 2)) == 1
            for word, width in zip(row, _LIST_WIDTHS, strict=True)
        )

    @part.register
    def _people(self, part: People) -> _Drawn:
        rows = [(person.name, person.function, person.phone) for person in part.rows]
        cells = (styles.STRONG_CELL, styles.CELL, styles.STRONG_CELL)
        return [], [self._table(rows, cells, (58, 76, 32), _ROWS), Spacer(0, 7)]

    @part.register
    def _signatures(self, part: Signatures) -> _Drawn:
        rows = [(part.date_label, "", signer) for signer in part.signers]
        cells = (styles.QUIET_CELL,) * 3
        return [], [Spacer(0, 32), self._table(rows, cells, (38, 8, 120), _SIGNED)]

    def _table(
        self,
        rows: Sequence[Sequence[str]],
        cells: Sequence[ParagraphStyle],
        widths: Sequence[float],
        style: TableStyle,
    ) -> Table:
        """Set rows of words as a table, each column in its style."""
        return _table(self._rows(rows, cells, widths), widths, style)

    def _rows(
        self,
        rows: Sequence[Sequence[str]],
        cells: Sequence[ParagraphStyle],
        widths: Sequence[float],
    ) -> list[_Row]:
        """Set rows of words; a row too tall for a page goes on in the next ones."""
        found: list[_Row] = []
        for row in rows:
            cut = [
                pieces(self.set.printable(word), width * _PER_MM)
                for word, width in zip(row, widths, strict=True)
            ]
            found += [
                [self.set.paragraph(word, cell) for word, cell in zip(line, cells, strict=True)]
                for line in zip_longest(*cut, fillvalue="")
            ]
        return found

    def _intervention(self, each: InterventionOnPaper) -> Iterable[_Row]:
        under = " · ".join((each.area_name, *each.details))
        # Two paragraphs share the cell, so each has half the room.
        room = _INTERVENTION_WIDTHS[1] * _PER_MM / 2
        cut = [pieces(self.set.printable(text), room, _LINES // 2) for text in (each.title, under)]
        state = [
            self.set.paragraph(each.status, styles.CELL),
            self.set.paragraph(each.period, styles.QUIET_CELL),
        ]
        square: str | Flowable = _AreaSquare(each.letter, _AREA_COLOURS[each.area])
        for title, detail in zip_longest(*cut, fillvalue=""):
            words = (
                self.set.paragraph(title, styles.STRONG_CELL),
                self.set.paragraph(detail, styles.QUIET_CELL),
            )
            yield [square, words, state]
            square, state = "", []

    def _block(self, block: Block) -> Paragraph:
        markup = "".join(
            f"<b>{escape(text)}</b>" if run.bold else escape(text)
            for run in block.runs
            for text in [sheet.bound(self.set.printable(run.text))]
        )
        if block.bullet:
            return Paragraph(markup, styles.LIST_ITEM, bulletText="•")
        return Paragraph(markup, styles.P)


class _Barred(Paragraph):
    """A paragraph with a bar before it: somebody's own words."""

    def draw(self) -> None:
        """Draw the bar, then the words."""
        self.canv.saveState()
        self.canv.setFillColor(styles.ACCENT)
        self.canv.rect(0, -1, 2.5, self.height, stroke=0, fill=1)
        self.canv.restoreState()
        super().draw()


class _AreaSquare(Flowable):
    """The coloured square with the letter of a service area."""

    _SIDE = 5.2 * mm

    def __init__(self, letter: str, colour: Color) -> None:
        super().__init__()
        self._letter = letter
        self._colour = colour

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take the room of the square."""
        return self._SIDE, self._SIDE

    def draw(self) -> None:
        """Draw the square, then the letter in it."""
        self.canv.setFillColor(self._colour)
        self.canv.roundRect(0, 0, self._SIDE, self._SIDE, 2.2, stroke=0, fill=1)
        self.canv.setFillColor(white)
        self.canv.setFont(styles.BOLD, 10)
        self.canv.drawCentredString(self._SIDE / 2, self._SIDE / 2 - 3.5, self._letter)


def _table(
    rows: Sequence[_Row], widths: Sequence[float], style: TableStyle, repeat: int = 0
) -> Table:
    """Make a table with columns of the given widths in mm."""
    return Table(
        [list(row) for row in rows],
        [width * mm for width in widths],
        style=style,
        repeatRows=repeat,
        hAlign="LEFT",
    )


def pieces(text: str, room: float, lines: int = _LINES) -> list[str]:
    """Cut a text that takes more than ``room`` characters, between words where there are any.

    A line break counts for as much as one of the ``lines`` that hold ``room``.
    """
    line = room / lines
    found: list[str] = []
    start = gap = 0
    taken = 0.0
    for at, character in enumerate(text, start=1):
        taken += line if character == "\n" else 1
        if character.isspace():
            gap = at
        if taken > room:
            cut = gap if gap > start else at
            found.append(text[start:cut])
            start, taken = cut, float(at - cut)
    return [*found, text[start:]]


def _joined(drawn: _Drawn) -> list[Flowable]:
    head, rest = drawn
    return [*head, *rest]


def _together(drawn: _Drawn) -> list[Flowable]:
    head, rest = drawn
    return [KeepTogether(head), *rest] if head else rest
