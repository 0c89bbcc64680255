"""The cover sheet in front of a plan, with the address where a window envelope shows it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable, Spacer

from coordinator.danish import clock, long_date
from coordinator.danish_time import local_time
from coordinator.i18n import N_, _, current_language
from coordinator.reports import sheet, styles
from coordinator.reports.drawing import Drawing
from coordinator.reports.paper import Fact, Facts, Municipality
from coordinator.reports.pictures import PDFIUM
from coordinator.reports.texts import Blocks, PaperTexts
from plans.people import Address, Citizen
from plans.withheld import Withheld

# What a print queue shows: it stands on other people's screens.
PRINT_JOB_NAME: Final = N_("Document from Samplan")

_ADDRESS_LEADING: Final = 13.5
# Off the edge of the window, and in line with the text of the sheet.
_ADDRESS_INSET: Final = 2 * mm
# Above the lowest fold of an M65 sheet nothing but the address may show in the window.
_LETTER_TOP: Final = 105 * mm


@dataclass(frozen=True, slots=True)
class EnvelopeMeasures:
    """Where the window of an envelope is, in mm from the top left corner of the sheet.

    The defaults are those of domain.md § 9: the window, its lines of ``size`` points, and the
    folds for M65 (thirds) and C5 (half).
    """

    left: float = 20.0
    top: float = 45.0
    width: float = 85.0
    height: float = 30.0
    lines: int = 6
    size: float = 11.0
    m65_folds: tuple[float, ...] = (99.0, 198.0)
    c5_fold: float = 148.5

    @property
    def folds(self) -> tuple[float, ...]:
        """Every fold mark."""
        return (*self.m65_folds, self.c5_fold)


@dataclass(frozen=True, slots=True)
class CoverPaper:
    """A cover sheet as it reads; ``window`` holds the lines that show in the window."""

    language: str
    author: str
    sender_line: str
    date_line: str
    window: tuple[str, ...]
    title: str
    text: Blocks
    facts: Facts
    measures: EnvelopeMeasures = EnvelopeMeasures()
    document_title: str = ""


def cover_content(
    citizen: Citizen,
    municipality: Municipality,
    printed_at: datetime,
    texts: PaperTexts,
    *,
    address_confirmed: bool = False,
    measures: EnvelopeMeasures = EnvelopeMeasures(),
) -> CoverPaper:
    """Say the cover sheet of a plan for its citizen, printed at ``printed_at`` (UTC).

    A protected address is printed only when ``address_confirmed`` (domain.md § 3.4, rule 4).
    """
    number = citizen.number
    day = long_date(local_time(printed_at).date())
    rows = (
        Fact(_("Name"), citizen.name),
        Fact(_("CPR number"), number.formatted if number else ""),
        Fact(_("Printed"), f"{day} {clock(printed_at)}"),
    )
    return CoverPaper(
        language=current_language(),
        author=municipality.name,
        sender_line=municipality.sender_line,
        date_line=day,
        window=window_of(citizen, confirmed=address_confirmed),
        title=_("Your joint plan"),
        text=texts.cover,
        facts=Facts(tuple(row for row in rows if row.value)),
        measures=measures,
    )


def window_of(citizen: Citizen, *, confirmed: bool) -> tuple[str, ...]:
    """Give what shows in the window; a protected address only when that is confirmed."""
    address = citizen.address
    hidden = citizen.protection.active and not confirmed
    if hidden or isinstance(address, Withheld) or not address.line:
        return (citizen.name, _("To be handed over in person"))
    return (citizen.name, *_address_lines(address))


def _address_lines(address: Address) -> tuple[str, ...]:
    place = f"{address.postcode} {address.town}".strip()
    return tuple(line for line in (address.street, place) if line)


def render_cover(cover: CoverPaper) -> bytes:
    """Draw a cover sheet."""
    drawing = Drawing()
    story = [
        _Envelope(cover.window, cover.measures, cover.sender_line),
        Spacer(0, _LETTER_TOP - sheet.TOP),
        drawing.set.heading(1, cover.title),
        Spacer(0, 8),
        *drawing.flowables(cover.text),
        Spacer(0, 8),
        *drawing.flowables(cover.facts),
    ]
    frame = _frame(cover.language, cover.author, cover.date_line)
    titled = replace(frame, document_title=cover.document_title or frame.document_title)
    return sheet.set_pages(story, titled)


def render_window_test(measures: EnvelopeMeasures, texts: PaperTexts) -> bytes:
    """Draw a page that shows where the window is, with folds and rulers to check them by."""
    drawing = Drawing()
    address = (_("Name of the citizen"), _("Street and number"), _("Postcode and town"))
    story = [
        _Envelope(address, measures, "", framed=True),
        Spacer(0, _LETTER_TOP - sheet.TOP),
        drawing.set.heading(1, _("Test page for window envelopes")),
        Spacer(0, 8),
        *drawing.flowables(texts.window_test),
        Spacer(0, 8),
        *drawing.flowables(_measured(measures)),
    ]
    return sheet.set_pages(story, _frame(current_language(), "Samplan", ""))


def join(*papers: bytes, apart: bool = False) -> bytes:
    """Put papers one after the other for the printer; the bytes of each stay as kept.

    Those that are ``apart`` go to different people: none begins on the back of another.
    """
    target = io.BytesIO()
    with PDFIUM, pypdfium2.PdfDocument.new() as joined:
        for paper in papers:
            if apart and len(joined) % 2:
                joined.new_page(sheet.PAGE_WIDTH, sheet.PAGE_HEIGHT).close()
            with pypdfium2.PdfDocument(paper) as each:
                joined.import_pages(each)
        joined.save(target)
    return target.getvalue()


def _frame(language: str, author: str, date_line: str) -> sheet.PageFrame:
    # The title names nobody: a file's title shows in windows and queues.
    return sheet.PageFrame(
        document_title=_("Cover sheet"),
        author=author,
        language=language,
        first_left=author,
        first_right=date_line,
        running_head=author,
        footer="",
        page_of="",
    )


def _measured(measures: EnvelopeMeasures) -> Facts:
    """Say the measures that the page was drawn by."""
    rows = (
        (_("From the left"), measures.left),
        (_("From the top"), measures.top),
        (_("Width"), measures.width),
        (_("Height"), measures.height),
    )
    return Facts(tuple(Fact(name, f"{value:g} mm") for name, value in rows))


class _Envelope(Flowable):
    """What lies at fixed places on the sheet: address, sender and folds, and for a test rulers."""

    def __init__(
        self,
        window: Sequence[str],
        measures: EnvelopeMeasures,
        sender_line: str,
        *,
        framed: bool = False,
    ) -> None:
        super().__init__()
        self._window = window
        self._measures = measures
        self._sender_line = sender_line
        self._framed = framed
        self._letters = sheet.Typesetter()

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room: what it draws lies outside the text."""
        return 0, 0

    def draw(self) -> None:
        """Draw everything at its place, measured from the corner of the sheet."""
        self.canv.saveState()
        x, y = self.canv.absolutePosition(0, 0)
        self.canv.translate(-x, -y)
        self._draw_folds()
        self._draw_sender()
        if self._framed:
            self._draw_frame()
            self._draw_rulers()
        self._draw_address()
        self.canv.restoreState()

    def _draw_address(self) -> None:
        measures = self._measures
        self.canv.setFont(styles.REGULAR, measures.size)
        self.canv.setFillColor(styles.INK)
        top = sheet.PAGE_HEIGHT - measures.top * mm - measures.size
        for number, line in enumerate(self._address_lines()):
            left = measures.left * mm + _ADDRESS_INSET
            self.canv.drawString(left, top - number * _ADDRESS_LEADING, line)

    def _address_lines(self) -> list[str]:
        """Break long lines to the window; a name gives way so that street and town stay."""
        measures = self._measures
        first, *rest = (self._broken(line) for line in self._window)
        below = [line for lines in rest for line in lines][: measures.lines - 1]
        return [*first[: max(1, measures.lines - len(below))], *below]

    def _broken(self, text: str) -> list[str]:
        size = self._measures.size
        width = self._measures.width * mm - 2 * _ADDRESS_INSET
        line = " ".join(self._letters.printable(text).split())
        lines = simpleSplit(line, styles.REGULAR, size, width)
        return [sheet.fitted(each, styles.REGULAR, size, width) for each in lines[:3]]

    def _draw_sender(self) -> None:
        self.canv.setFont(styles.REGULAR, 9)
        self.canv.setFillColor(styles.QUIET)
        line = self._letters.printable(self._sender_line)
        self.canv.drawString(sheet.SIDE, sheet.PAGE_HEIGHT - 20 * mm, line)

    def _draw_folds(self) -> None:
        self.canv.setStrokeColor(styles.QUIET)
        self.canv.setLineWidth(0.5)
        for fold in self._measures.folds:
            y = sheet.PAGE_HEIGHT - fold * mm
            self.canv.line(5 * mm, y, 10 * mm, y)

    def _draw_frame(self) -> None:
        measures = self._measures
        bottom = sheet.PAGE_HEIGHT - (measures.top + measures.height) * mm
        self.canv.setStrokeColor(styles.ACCENT)
        self.canv.setLineWidth(0.8)
        self.canv.rect(measures.left * mm, bottom, measures.width * mm, measures.height * mm)

    def _draw_rulers(self) -> None:
        """Draw a ruler of 100 mm across and one down, with a mark for every 5 mm."""
        self.canv.setStrokeColor(styles.INK)
        self.canv.setFillColor(styles.INK)
        self.canv.setLineWidth(0.5)
        self.canv.setFont(styles.REGULAR, 8)
        left, level = sheet.SIDE, 30 * mm
        right, top = sheet.PAGE_WIDTH - sheet.SIDE, 135 * mm
        self.canv.line(left, level, left + 100 * mm, level)
        self.canv.line(right, top, right, top - 100 * mm)
        for millimetre in range(0, 101, 5):
            tall = 4 * mm if millimetre % 10 == 0 else 2 * mm
            self.canv.line(left + millimetre * mm, level, left + millimetre * mm, level + tall)
            self.canv.line(right, top - millimetre * mm, right - tall, top - millimetre * mm)
            if millimetre % 20 == 0:
                text = str(millimetre)
                self.canv.drawCentredString(left + millimetre * mm, level - 4 * mm, text)
                self.canv.drawRightString(right - 5 * mm, top - millimetre * mm - 3, text)
