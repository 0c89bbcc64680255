"""Tables, marks and cuts that the parts of a paper are drawn with."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from coordinator.reports import styles
from plans.people import ServiceArea

AREA_COLOURS: Final = {
    ServiceArea.EMPLOYMENT: HexColor("#1A4796"),
    ServiceArea.SOCIAL: HexColor("#A85E00"),
    ServiceArea.HEALTH: HexColor("#0F7F72"),
    ServiceArea.BENEFIT: HexColor("#5B6573"),
    ServiceArea.EDUCATION: HexColor("#6B4FA0"),
}

PLAIN: Final = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
)
FACTS: Final = TableStyle(PLAIN)
COLOPHON: Final = TableStyle(
    (*PLAIN, ("LINEABOVE", (0, 0), (-1, 0), 0.5, styles.LINE), ("TOPPADDING", (0, 0), (-1, 0), 6))
)
ROWS: Final = TableStyle(
    (
        *PLAIN,
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, styles.LINE),
    )
)
LISTED: Final = TableStyle(
    (
        *ROWS.getCommands(),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("BACKGROUND", (0, 0), (-1, 0), styles.SHADE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, styles.LINE),
    )
)
# The last row is not left alone on the next page.
LISTED_TO_END: Final = TableStyle((*LISTED.getCommands(), ("NOSPLIT", (0, -2), (-1, -1))))
FIRST_ROW: Final = TableStyle(
    (*ROWS.getCommands(), ("LINEABOVE", (0, 0), (-1, 0), 0.5, styles.LINE))
)
SIGNED: Final = TableStyle(
    (
        *PLAIN,
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -2), 32),
        ("LINEABOVE", (0, 0), (0, -1), 0.7, styles.INK),
        ("LINEABOVE", (2, 0), (2, -1), 0.7, styles.INK),
    )
)

# A row may not be taller than a page: so many characters fit in 36 lines of a column, for each mm
# of its width, even when all of them are the widest of the font.
PER_MM: Final = 6
LINES: Final = 36

Row = Sequence[str | Flowable | Sequence[Flowable]]


class Barred(Paragraph):
    """A paragraph with a bar before it: somebody's own words."""

    def draw(self) -> None:
        """Draw the bar, then the words."""
        self.canv.saveState()
        self.canv.setFillColor(styles.ACCENT)
        self.canv.rect(0, -1, 2.5, self.height, stroke=0, fill=1)
        self.canv.restoreState()
        super().draw()


class AreaSquare(Flowable):
    """The coloured square with the letter of a service area."""

    def __init__(self, letter: str, colour: Color, size: float = 10.0) -> None:
        super().__init__()
        self._letter = letter
        self._colour = colour
        self._size = size
        self._side = size * 1.47

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take the room of the square."""
        return self._side, self._side

    def draw(self) -> None:
        """Draw the square, then the letter in it."""
        side, size = self._side, self._size
        self.canv.setFillColor(self._colour)
        self.canv.roundRect(0, 0, side, side, size * 0.22, stroke=0, fill=1)
        self.canv.setFillColor(white)
        self.canv.setFont(styles.BOLD, size)
        self.canv.drawCentredString(side / 2, side / 2 - size * 0.35, self._letter)


class TickSquare(Flowable):
    """A square to tick off with a pen; what is done has its tick already."""

    def __init__(self, size: float, *, ticked: bool) -> None:
        super().__init__()
        self._side = size
        self._ticked = ticked

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take the room of the square."""
        return self._side, self._side + 2

    def draw(self) -> None:
        """Draw the square, and the tick."""
        side = self._side
        self.canv.setStrokeColor(styles.QUIET)
        self.canv.setLineWidth(0.9)
        self.canv.roundRect(0, 0, side, side, side * 0.15, stroke=1, fill=0)
        if self._ticked:
            path = self.canv.beginPath()
            path.moveTo(side * 0.22, side * 0.52)
            path.lineTo(side * 0.43, side * 0.28)
            path.lineTo(side * 0.8, side * 0.74)
            self.canv.drawPath(path, stroke=1, fill=0)


def table(
    rows: Sequence[Row],
    widths: Sequence[float],
    style: TableStyle,
    *,
    repeat: int = 0,
    after: float = 0,
) -> Table:
    """Make a table with columns of the given widths in mm, and room ``after`` it in points."""
    return Table(
        [list(row) for row in rows],
        [width * mm for width in widths],
        style=style,
        repeatRows=repeat,
        spaceAfter=after,
        hAlign="LEFT",
    )


def pieces(text: str, room: float, lines: int = LINES) -> list[str]:
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
