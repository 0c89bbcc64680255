"""The parts of a paper in large print: one column, and what stood side by side below each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Spacer

from coordinator.reports import cells, styles
from coordinator.reports.cells import Row, pieces
from coordinator.reports.drawing import Drawing, Drawn, Group
from coordinator.reports.paper import (
    Checklist,
    Facts,
    GoalOnPaper,
    InterventionOnPaper,
    Lines,
    People,
    Section,
    Signatures,
    TableOnPaper,
    ToDo,
)

_MARKED_WIDTHS: Final = (13, 153)
_WHOLE: Final = (166,)
# What stands beside the words of a cell at most.
_EDGE: Final = _MARKED_WIDTHS[0] * mm + 8
# Four pieces of text always find room on a page: of seven lines, or of so many characters, even
# when all of them are the widest of the font.
_LINES: Final = 7
_TALLEST: Final = _LINES * styles.LARGE_SIZE * 1.31
_LONGEST: Final = 16 * _LINES
# So many cells beside the first one say what they are without their headings: who, and when.
_TOLD_TOGETHER: Final = 2


class LargeDrawing(Drawing):
    """Draws each part in large print, in the order of the normal one."""

    last_blocks = 1
    start = 62 * mm

    def __init__(self) -> None:
        super().__init__(large=True)

    def section(self, section: Section) -> list[Group]:
        """Draw a section; people to call may go on over a page, there is little room on each."""
        if not any(isinstance(part, People) for part in section.parts):
            return super().section(section)
        first, *rest = (each for part in section.parts for each in self.flowables(part))
        return [[self.set.heading(2, section.heading), first], *([each] for each in rest)]

    def facts(self, part: Facts) -> list[Flowable]:
        """Draw each label in front of its value; those of the paper itself in one paragraph."""
        if not part.small:
            return [self._labelled(_Line(fact.value, label=fact.label)) for fact in part.rows]
        told = " · ".join(f"{fact.label}: {fact.value}" for fact in part.rows)
        return [Spacer(0, 14), self._rule(), self.set.paragraph(told, styles.NOTE)]

    def goal(self, part: GoalOnPaper) -> Drawn:
        """Draw a goal, and its interventions below it."""
        title = self.set.heading(3, f"{part.number}. {part.title}")
        head: list[Flowable] = [title, *(self.facts(Facts(part.facts)) if part.facts else [])]
        rows = [row for each in part.interventions for row in self.intervention(each)]
        if not rows:
            return head, []
        first, *rest = _tables(rows, _MARKED_WIDTHS)
        return [*head, Spacer(0, 4), first], rest

    def intervention(self, each: InterventionOnPaper) -> Iterable[Row]:
        """Draw an intervention: its title, what it is, how it stands, and when."""
        under = " · ".join((each.area_name, *each.details))
        state = " · ".join(part for part in (each.status, each.period) if part)
        square = cells.AreaSquare(each.letter, cells.AREA_COLOURS[each.area], styles.LARGE_SIZE)
        return self._marked_lines(square, (each.title, under, state))

    def listed(self, part: TableOnPaper) -> list[Flowable]:
        """Draw each row of a table as lines: the first cell, then the others with their names."""
        rows: list[Row] = []
        for first, *others in part.rows:
            named = zip(part.headings[1:], others, strict=True)
            told = [_Line(text, label=name) for name, text in named]
            if len(told) <= _TOLD_TOGETHER:
                told = [_Line(" · ".join(text for text in others if text))]
            rows += self._stacked([_Line(first, styles.STRONG_CELL), *told])
        return _tables(rows, _WHOLE)

    def checklist(self, part: Checklist) -> list[Flowable]:
        """Draw things to do, each with its square."""
        return _tables([row for each in part.rows for row in self._to_do(each)], _MARKED_WIDTHS)

    def lines(self, part: Lines) -> list[Flowable]:
        """Draw short lines; what stood to the right is left out where it has no room."""
        width = _WHOLE[0] * mm - 8
        rows = [[self.set.line(text, styles.CELL, width)] for text, _at in part.rows]
        return [cells.table(rows, _WHOLE, cells.ROWS), *self.more(part)]

    def people(self, part: People) -> list[Flowable]:
        """Draw those to call: name and number, and what they are."""
        rows: list[Row] = []
        for person in part.rows:
            name = " · ".join(word for word in (person.name, person.phone) if word)
            rows += self._stacked((_Line(name, styles.STRONG_CELL), _Line(person.function)))
        # The first stays with the heading; the others may go on over a page.
        tables = [rows[:1], rows[1:]] if rows[1:] else [rows]
        return [cells.table(each, _WHOLE, cells.ROWS, after=7) for each in tables]

    def signatures(self, part: Signatures) -> list[Flowable]:
        """Draw a line to sign on, with the date in front of who signs."""
        drawn: list[Flowable] = []
        for signer in part.signers:
            words = f"{part.date_label} · {signer}"
            drawn += [
                Spacer(0, 40),
                self._rule(styles.INK),
                self.set.paragraph(words, styles.QUIET_CELL),
            ]
        return drawn

    def _to_do(self, each: ToDo) -> Iterable[Row]:
        state = " · ".join(part for part in (each.when, each.state) if part)
        square = cells.TickSquare(styles.LARGE_SIZE, ticked=each.done)
        return self._marked_lines(square, (each.title, state, " · ".join(each.details)))

    def _marked_lines(self, square: Flowable, words: Sequence[str]) -> Iterable[Row]:
        """Draw rows with a square before the first: a title over lines that say more of it."""
        title, *others = words
        lines = (
            _Line(title, styles.STRONG_CELL),
            *(_Line(text, styles.QUIET_CELL) for text in others),
        )
        mark: str | Flowable = square
        for (told,) in self._stacked(lines):
            yield [mark, told]
            mark = ""

    def _stacked(self, lines: Iterable["_Line"]) -> Iterable[Row]:
        """Set lines below each other in a cell; what is too tall for it goes on in the next row."""
        told: list[Flowable] = []
        for line in lines:
            if not line.text:
                continue
            *before, last = self._cut(line)
            for piece in before:
                yield [[*told, piece]]
                told = []
            told.append(last)
        yield [told]

    def _cut(self, line: "_Line") -> list[Flowable]:
        """Set a line, in pieces when it takes more than its part of a page."""
        whole = self._labelled(line)
        if whole.wrap(_WHOLE[0] * mm - _EDGE, 0)[1] <= _TALLEST:
            return [whole]
        cut = pieces(self.set.printable(line.text), _LONGEST, _LINES)
        return [
            self._labelled(replace(line, text=piece, label="" if at else line.label))
            for at, piece in enumerate(cut)
        ]

    def _labelled(self, line: "_Line") -> Paragraph:
        style, markup = self.set.style(line.style), self.set.markup(line.text)
        if not line.label:
            return Paragraph(markup, style)
        colour = styles.QUIET.hexval().replace("0x", "#")
        labelled = f'<font color="{colour}">{escape(line.label)}:</font> {markup}'
        return Paragraph(labelled, styles.of_runs(style))

    @staticmethod
    def _rule(colour: Color = styles.LINE) -> Flowable:
        return HRFlowable(width="100%", thickness=0.7, color=colour, spaceBefore=0, spaceAfter=4)


@dataclass(frozen=True, slots=True)
class _Line:
    """One of the lines that a cell holds, with its name before it when it has one."""

    text: str
    style: ParagraphStyle = styles.CELL
    label: str = ""


def _tables(rows: Sequence[Row], widths: Sequence[float]) -> list[Flowable]:
    """Set rows as tables, the first row by itself so that it can stay with its heading."""
    first = cells.table(rows[:1], widths, cells.FIRST_ROW)
    return [first, *([cells.table(rows[1:], widths, cells.ROWS)] if rows[1:] else [])]


def drawing(*, large: bool) -> Drawing:
    """Make what draws a paper, in normal or in large print."""
    return LargeDrawing() if large else Drawing()
