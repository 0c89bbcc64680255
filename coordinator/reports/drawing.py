"""Each part of a paper as ReportLab draws it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table, TableStyle

from coordinator.reports import cells, sheet, styles
from coordinator.reports.cells import LINES, PER_MM, Row, pieces
from coordinator.reports.ledger import Ledger
from coordinator.reports.paper import (
    Checklist,
    Fact,
    Facts,
    GoalOnPaper,
    InterventionOnPaper,
    LedgerOnPaper,
    Lines,
    Note,
    Part,
    People,
    Quote,
    Section,
    Signatures,
    TableOnPaper,
    ToDo,
)
from coordinator.reports.texts import Block, Blocks

# What stands at least under the heading of a long list: its first words and two items.
_FIRST_BLOCKS: Final = 3

_INTERVENTION_WIDTHS: Final = (9, 104, 53)
_TO_DO_WIDTHS: Final = (9, 107, 50)
_LINE_WIDTHS: Final = (122, 44)
# The columns of a table, by how many there are.
_LIST_WIDTHS: Final = {3: (88, 48, 30), 4: (70, 44, 26, 26)}

# What a part is drawn as: what must not be parted from the heading above it, and the rest.
Drawn = tuple[list[Flowable], list[Flowable]]
# Flowables that stand on one page when they fit on one.
Group = list[Flowable]


class Drawing:
    """Draws each part of a paper in its way."""

    # How many items at the end of a long list stay together, and what room a heading must find
    # below it, or it goes to the next page.
    last_blocks = 2
    start = 40 * mm

    def __init__(self, *, large: bool = False) -> None:
        self.set = sheet.Typesetter(large=large)
        self._ways: Mapping[type, Callable[[Any], list[Flowable]]] = {
            str: lambda part: [self.set.paragraph(part)],
            Note: lambda part: [self.set.paragraph(part.text, styles.NOTE)],
            Quote: self._quote,
            Facts: self.facts,
            TableOnPaper: self.listed,
            Checklist: self.checklist,
            Lines: self.lines,
            LedgerOnPaper: lambda part: [Ledger.of(part, self.set)],
            People: self.people,
            Signatures: self.signatures,
            tuple: lambda part: [self._block(block) for block in part],
        }

    def section(self, section: Section) -> list[Group]:
        """Draw a heading and what stands under it."""
        heading: Group = [self.set.heading(2, section.heading)] if section.heading else []
        part = section.parts[0]
        if section.keep and len(section.parts) == 1 and isinstance(part, tuple):
            return self._flowing(heading, part)
        (head, rest), *others = (self.part(part) for part in section.parts)
        if section.keep:
            below = [*head, *rest, *(each for other in others for each in _joined(other))]
            return [[*heading, *below]]
        start: list[Group] = [[*heading, *head]]
        if not head:
            start = [[_Room(self.start)], heading] if heading else []
        following = (group for other in others for group in _together(other))
        return [*start, *([each] for each in rest), *following]

    def _flowing(self, heading: Group, blocks: Blocks) -> list[Group]:
        """Let a long list begin on one page and end on the next, not with a single item."""
        drawn: list[Flowable] = [self._block(block) for block in blocks]
        start, rest = drawn[:_FIRST_BLOCKS], drawn[_FIRST_BLOCKS:]
        end = self.last_blocks
        kept = [[*heading, *start], *([each] for each in rest[:-end]), rest[-end:]]
        return [together for together in kept if together]

    def flowables(self, part: Part) -> list[Flowable]:
        """Draw one part by itself."""
        return _joined(self.part(part))

    def part(self, part: Part) -> Drawn:
        """Draw one part of a section."""
        if isinstance(part, GoalOnPaper):
            return self.goal(part)
        way = self._ways.get(type(part))
        if way is None:
            raise TypeError(type(part))
        return [], way(part)

    # -- what large print draws in another way -------------------------------------------------

    def facts(self, part: Facts) -> list[Flowable]:
        """Draw labels and values beside each other."""
        if not part.small:
            rows = [(fact.label, fact.value) for fact in part.rows]
            return [self._table(rows, (styles.LABEL, styles.CELL), (42, 124), cells.FACTS)]
        # Beside each other, the first half to the left.
        half = (len(part.rows) + 1) // 2
        pairs = zip_longest(part.rows[:half], part.rows[half:], fillvalue=Fact("", ""))
        lines = [(left.label, left.value, right.label, right.value) for left, right in pairs]
        kinds = (styles.LABEL, styles.CELL) * 2
        return [Spacer(0, 20), self._table(lines, kinds, (29, 72, 25, 40), cells.COLOPHON)]

    def goal(self, part: GoalOnPaper) -> Drawn:
        """Draw a goal, and its interventions as rows."""
        title = self.set.heading(3, f"{part.number}. {part.title}")
        head: list[Flowable] = [title, *(self.facts(Facts(part.facts)) if part.facts else [])]
        rows = [row for each in part.interventions for row in self.intervention(each)]
        if not rows:
            return head, []
        # The first row is a table of its own, so that it can stay with its goal.
        first = cells.table(rows[:1], _INTERVENTION_WIDTHS, cells.FIRST_ROW)
        rest = [cells.table(rows[1:], _INTERVENTION_WIDTHS, cells.ROWS)] if rows[1:] else []
        return [*head, Spacer(0, 4), first], [*rest]

    def intervention(self, each: InterventionOnPaper) -> Iterable[Row]:
        """Draw an intervention as a row, or as several when one would be taller than a page."""
        under = " · ".join((each.area_name, *each.details))
        state = [
            self.set.paragraph(each.status, styles.CELL),
            self.set.paragraph(each.period, styles.QUIET_CELL),
        ]
        square = cells.AreaSquare(each.letter, cells.AREA_COLOURS[each.area])
        return self._marked(square, (each.title, under), state, _INTERVENTION_WIDTHS)

    def listed(self, part: TableOnPaper) -> list[Flowable]:
        """Draw a table whose headings stand on each page."""
        widths = _LIST_WIDTHS[len(part.headings)]
        kinds = (styles.CELL,) * len(part.headings)
        heading = [self.set.paragraph(each, styles.HEADER_CELL) for each in part.headings]
        rows = self._rows(part.rows, kinds, widths)
        ends_short = all(self._is_short(row, widths) for row in part.rows[-2:])
        style = cells.LISTED_TO_END if ends_short else cells.LISTED
        return [cells.table([heading, *rows], widths, style, repeat=1)]

    def checklist(self, part: Checklist) -> list[Flowable]:
        """Draw things to do, each with its square."""
        rows = [row for each in part.rows for row in self._to_do(each)]
        # The first two stay with their heading.
        first = cells.table(rows[:2], _TO_DO_WIDTHS, cells.FIRST_ROW)
        rest = [cells.table(rows[2:], _TO_DO_WIDTHS, cells.ROWS)] if rows[2:] else []
        return [first, *rest]

    def lines(self, part: Lines) -> list[Flowable]:
        """Draw short lines, one below the other."""
        left, right = (width * mm - 8 for width in _LINE_WIDTHS)
        rows = [
            [self.set.line(text, styles.CELL, left), self.set.line(at, styles.QUIET_CELL, right)]
            for text, at in part.rows
        ]
        drawn: list[Flowable] = [cells.table(rows, _LINE_WIDTHS, cells.ROWS)]
        return [*drawn, *self.more(part)]

    def people(self, part: People) -> list[Flowable]:
        """Draw those to call, with their numbers in a column."""
        rows = [(person.name, person.function, person.phone) for person in part.rows]
        kinds = (styles.STRONG_CELL, styles.CELL, styles.STRONG_CELL)
        widths = (58, 76, 32)
        return [cells.table(self._rows(rows, kinds, widths), widths, cells.ROWS, after=7)]

    def signatures(self, part: Signatures) -> list[Flowable]:
        """Draw the lines to sign on."""
        rows = [(part.date_label, "", signer) for signer in part.signers]
        kinds = (styles.QUIET_CELL,) * 3
        return [Spacer(0, 32), self._table(rows, kinds, (38, 8, 120), cells.SIGNED)]

    # -- inside --------------------------------------------------------------------------------

    def more(self, part: Lines) -> list[Flowable]:
        """Draw the line that tells what is left out."""
        if not part.more:
            return []
        return [self.set.paragraph(part.more, styles.NOTE)]

    def _quote(self, part: Quote) -> list[Flowable]:
        said = cells.Barred(self.set.markup(part.text), self.set.style(styles.QUOTE))
        source = [self.set.paragraph(part.source, styles.SOURCE)] if part.source else []
        return [said, *source]

    def _is_short(self, row: Sequence[str], widths: Sequence[float]) -> bool:
        """Whether two rows like this one always find room on a page."""
        return all(
            len(pieces(self.set.printable(word), width * PER_MM / 2, LINES // 2)) == 1
            for word, width in zip(row, widths, strict=True)
        )

    def _to_do(self, each: ToDo) -> Iterable[Row]:
        state = [
            self.set.paragraph(each.when, styles.CELL),
            self.set.paragraph(each.state, styles.QUIET_CELL),
        ]
        square = cells.TickSquare(11, ticked=each.done)
        return self._marked(square, (each.title, " · ".join(each.details)), state, _TO_DO_WIDTHS)

    def _marked(
        self,
        square: Flowable,
        words: tuple[str, str],
        state: Sequence[Flowable],
        widths: Sequence[float],
    ) -> Iterable[Row]:
        """Draw a row with a square before it: a title over its details, and how it stands."""
        # Two paragraphs share the cell, so each has half the room.
        room = widths[1] * PER_MM / 2
        cut = [pieces(self.set.printable(text), room, LINES // 2) for text in words]
        mark: str | Flowable = square
        for title, detail in zip_longest(*cut, fillvalue=""):
            texts = [self.set.paragraph(title, styles.STRONG_CELL)]
            if detail:
                texts.append(self.set.paragraph(detail, styles.QUIET_CELL))
            yield [mark, texts, state]
            mark, state = "", []

    def _table(
        self,
        rows: Sequence[Sequence[str]],
        kinds: Sequence[ParagraphStyle],
        widths: Sequence[float],
        style: TableStyle,
    ) -> Table:
        """Set rows of words as a table, each column in its style."""
        return cells.table(self._rows(rows, kinds, widths), widths, style)

    def _rows(
        self,
        rows: Sequence[Sequence[str]],
        kinds: Sequence[ParagraphStyle],
        widths: Sequence[float],
    ) -> list[Row]:
        """Set rows of words; a row too tall for a page goes on in the next ones."""
        found: list[Row] = []
        for row in rows:
            cut = [
                pieces(self.set.printable(word), width * PER_MM)
                for word, width in zip(row, widths, strict=True)
            ]
            found += [
                [self.set.paragraph(word, kind) for word, kind in zip(line, kinds, strict=True)]
                for line in zip_longest(*cut, fillvalue="")
            ]
        return found

    def _block(self, block: Block) -> Paragraph:
        markup = "".join(
            f"<b>{escape(text)}</b>" if run.bold else escape(text)
            for run in block.runs
            for text in [sheet.bound(self.set.printable(run.text))]
        )
        style = self.set.style(styles.LIST_ITEM if block.bullet else styles.P)
        if len(block.runs) > 1:
            style = styles.of_runs(style)
        return Paragraph(markup, style, bulletText="•" if block.bullet else None)


class _Room(CondPageBreak):
    """Goes to the next page where there is too little room, and takes none itself."""

    # ReportLab's mark for what lets the space around it be that of its neighbours.
    _SPACETRANSFER = True


def _joined(drawn: Drawn) -> list[Flowable]:
    head, rest = drawn
    return [*head, *rest]


def _together(drawn: Drawn) -> list[Group]:
    head, rest = drawn
    return [*([head] if head else []), *([each] for each in rest)]
