"""The sheet that every paper is set on: A4, fonts, styles, header and footer."""

import io
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from coordinator.reports.styles import (
    ACCENT,
    BODY_SIZE,
    BOLD,
    H1,
    H2,
    H3,
    ITALIC,
    LARGE_SIZE,
    QUIET,
    REGULAR,
    SMALL_SIZE,
    P,
    large,
)

FONTS_DIR: Final = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_FILES: Final = {
    REGULAR: "IBMPlexSans_400Regular.ttf",
    BOLD: "IBMPlexSans_600SemiBold.ttf",
    ITALIC: "IBMPlexSans_400Regular_Italic.ttf",
}

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE: Final = 22 * mm
TOP: Final = 25 * mm
BOTTOM: Final = 24 * mm
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * SIDE
TEXT_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM

_WATERMARK: Final = HexColor("#EFEDE9")

# What stands for characters that the font does not have.
MARK: Final = "[?]"

_registering: Final = Lock()
_embedding: Final = Lock()


@cache
def _glyphs() -> frozenset[int]:
    """Register the fonts, and tell which characters all of them have."""
    found: list[frozenset[int]] = []
    for name, file in _FILES.items():
        font = TTFont(name, str(FONTS_DIR / file))
        pdfmetrics.registerFont(font)
        found.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD)
    return frozenset.intersection(*found)


def use_fonts() -> frozenset[int]:
    """Make the fonts ready, once and for all threads; tell which characters they have."""
    with _registering:
        return _glyphs()


class Typesetter:
    """Sets words as paragraphs and remembers whether a character had to be replaced.

    With ``large`` every style is its twin in large print.
    """

    def __init__(self, *, large: bool = False) -> None:
        self._known = use_fonts()
        self._large = large
        self.replaced = False

    def style(self, style: ParagraphStyle) -> ParagraphStyle:
        """Give the style that stands for ``style`` on this paper."""
        return large(style) if self._large else style

    def printable(self, text: str) -> str:
        """Give ``text`` with its lines parted by newlines, and ``MARK`` for what has no glyph."""
        kept: list[str] = []
        for character in unicodedata.normalize("NFC", text):
            if ord(character) in self._known and unicodedata.category(character)[0] != "C":
                kept.append(character)
            elif character.isspace():
                kept.append("\n" if character in _LINE_ENDS else " ")
            # Marks that steer or adorn others are left out; a run of the rest is one mark.
            elif unicodedata.category(character) not in _UNSEEN:
                self.replaced = True
                if kept[-2:] == [MARK, " "]:
                    kept.pop()
                if kept[-1:] != [MARK]:
                    kept.append(MARK)
        return "".join(kept)

    def markup(self, text: str) -> str:
        """Give ``text`` as the markup of a paragraph, with nothing in it taken for a tag."""
        return escape(bound(self.printable(text).strip())).replace("\n", "<br/>")

    def paragraph(self, text: str, style: ParagraphStyle = P) -> Paragraph:
        """Set ``text`` in ``style``."""
        return Paragraph(self.markup(text), self.style(style))

    def line(self, text: str, style: ParagraphStyle, width: float) -> Paragraph:
        """Set ``text`` in one line of ``width`` points, shortened with «…» to the room there is."""
        set_in = self.style(style)
        line = self.printable(text).replace("\n", " ").strip()
        short = fitted(bound(line), set_in.fontName, set_in.fontSize, width)
        return Paragraph(escape(short), set_in)

    def heading(self, level: int, text: str) -> "Heading":
        """Set a heading of level 1 to 3."""
        style = self.style((H1, H2, H3)[level - 1])
        return Heading.of(level, self.printable(text), self.markup(text), style)


# «14. september», «§ 85», «kl. 10», «version 3», «artikel 16», «10 timer», «: 3 Svær», and no line
# that begins with a dot between two things.
_BOUND: Final = re.compile(
    r"(?<=\d\.) (?=[^\W\d])|(?<=§) (?=\d)|(?<=\bkl\.) (?=\d)|(?<=\bversion) (?=\d)"
    r"|(?<=\bartikel) (?=\d)|(?<=\barticle) (?=\d)|(?<=: \d) (?=[^\W\d])| (?=· )"
    r"|(?<=\d) (?=(?:time|hour|uge|week|dag|day|gang|måned|month|år|year))"
)


def bound(text: str) -> str:
    """Keep a day with its month, and a sign with its number, on one line."""
    return _BOUND.sub("\u00a0", text)


_LINE_ENDS: Final = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_UNSEEN: Final = frozenset({"Cc", "Cf", "Mn", "Me"})


class Heading(Paragraph):
    """A heading; those of level 1 and 2 stand in the outline too.

    ReportLab makes the rest of a heading that was broken over two pages: it has no level.
    """

    level = 0
    words = ""

    @classmethod
    def of(cls, level: int, words: str, markup: str, style: ParagraphStyle) -> "Heading":
        """Make a heading of level 1 to 3."""
        heading = cls(markup, style)
        heading.level, heading.words = level, words.replace("\n", " ")
        return heading


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands around the text of each page, and what the file says of itself.

    ``page_of`` has the places ``{page}`` and ``{pages}``; ``language`` is "da" or "en". With
    ``large`` header and footer stand in large print too.
    """

    document_title: str
    author: str
    language: str
    first_left: str
    first_right: str
    running_head: str
    footer: str
    page_of: str
    watermark: str = ""
    large: bool = False

    @property
    def small_size(self) -> float:
        """How large header and footer are."""
        return LARGE_SIZE if self.large else SMALL_SIZE


def set_pages(story: Sequence[Flowable], frame: PageFrame) -> bytes:
    """Set ``story`` on as many pages as it takes; the same story gives the same bytes."""
    target = io.BytesIO()

    def canvas(file: str | IO[bytes], **options: object) -> _Pages:
        return _Pages(file, frame=frame, **options)

    _Document(target, frame).build(list(story), canvasmaker=canvas)
    return target.getvalue()


class _Pages(Canvas):
    """A canvas that writes «Side x af y» when it knows how many pages there are."""

    def __init__(self, file: str | IO[bytes], *, frame: PageFrame, **options: object) -> None:
        super().__init__(file, **options)  # type: ignore[arg-type]  # the template's own options
        self._frame_around = frame

    def place_number(self) -> None:
        """Keep a place on this page for its number, to be filled in at the end."""
        self.doForm(f"page-{self.getPageNumber()}")

    def save(self) -> None:
        """Fill in the page numbers and end the file."""
        pages = self.getPageNumber() - 1
        for page in range(1, pages + 1):
            self.beginForm(f"page-{page}")
            _small(self, self._frame_around.small_size)
            text = self._frame_around.page_of.format(page=page, pages=pages)
            self.drawRightString(PAGE_WIDTH - SIDE, _FOOTER_AT, text)
            self.endForm()
        # The fonts that papers share are read through one place in each of them.
        with _embedding:
            super().save()


_HEADER_AT: Final = PAGE_HEIGHT - 15 * mm
_FOOTER_AT: Final = 13 * mm
_APART: Final = 5 * mm
# As wide as a page's number is on papers that anybody reads.
_MANY_PAGES: Final = "Side 888 af 888"


class _Document(BaseDocTemplate):
    """One paper: its pages, its outline and what the file says of itself."""

    def __init__(self, target: IO[bytes], frame: PageFrame) -> None:
        letters = Typesetter()
        super().__init__(
            target,
            pagesize=A4,
            title=letters.printable(frame.document_title),
            author=letters.printable(frame.author),
            creator="Samplan",
            producer="Samplan",
            subject="",
            lang={"da": "da-DK"}.get(frame.language, "en-GB"),
            invariant=1,
        )
        area = Frame(
            SIDE, BOTTOM, TEXT_WIDTH, TEXT_HEIGHT,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        self.addPageTemplates(PageTemplate("page", [area], onPage=self._dress))
        self._page_frame = frame
        self._letters = letters
        self._headings = 0

    def _dress(self, canvas: Canvas, _document: object) -> None:
        """Draw watermark, header and footer, under the text."""
        frame = self._page_frame
        first = canvas.getPageNumber() == 1
        canvas.setViewerPreference("DisplayDocTitle", "true")
        if frame.watermark:
            _draw_watermark(canvas, frame.watermark)
        size = frame.small_size
        _small(canvas, size)
        if first:
            right = frame.first_right
            canvas.drawRightString(PAGE_WIDTH - SIDE, _HEADER_AT, right)
            room = TEXT_WIDTH - pdfmetrics.stringWidth(right, REGULAR, size) - _APART
            canvas.setFillColor(ACCENT)
            self._draw_fitted(frame.first_left, BOLD, max(BODY_SIZE, size), _HEADER_AT, room)
            _small(canvas, size)
        else:
            self._draw_fitted(frame.running_head, REGULAR, size, _HEADER_AT, TEXT_WIDTH)
        widest = pdfmetrics.stringWidth(_MANY_PAGES, REGULAR, size)
        self._draw_fitted(frame.footer, REGULAR, size, _FOOTER_AT, TEXT_WIDTH - widest - _APART)
        assert isinstance(canvas, _Pages)
        canvas.place_number()

    def _draw_fitted(self, text: str, font: str, size: float, at: float, width: float) -> None:
        """Draw a line of the header or footer from the left, shortened to the room there is."""
        line = self._letters.printable(text).replace("\n", " ")
        self.canv.setFont(font, size)
        self.canv.drawString(SIDE, at, fitted(line, font, size, width))

    def afterFlowable(self, flowable: Flowable) -> None:
        """Put each heading in the outline, so that a reader on a screen finds it."""
        if isinstance(flowable, Heading) and flowable.level in {1, 2}:
            self._headings += 1
            key = f"heading-{self._headings}"
            self.canv.bookmarkPage(key)
            # An outline may not skip a level, and a paper may begin below its title.
            self.canv.addOutlineEntry(flowable.words, key, 0)


def fitted(line: str, font: str, size: float, width: float) -> str:
    """Shorten ``line`` with «…» until it is no wider than ``width`` points."""
    if pdfmetrics.stringWidth(line, font, size) <= width:
        return line
    kept = bisect_right(
        range(1, len(line)),
        width,
        key=lambda count: pdfmetrics.stringWidth(f"{line[:count]}…", font, size),
    )
    return f"{line[:kept].rstrip()}…"


def _small(canvas: Canvas, size: float) -> None:
    canvas.setFont(REGULAR, size)
    canvas.setFillColor(QUIET)


def _draw_watermark(canvas: Canvas, word: str) -> None:
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(55)
    size = 170.0
    canvas.setFont(BOLD, size)
    canvas.setFillColor(_WATERMARK)
    canvas.drawCentredString(0, -size * 0.35, word)
    canvas.restoreState()
