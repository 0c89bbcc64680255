"""The sheet that every paper is set on: A4, fonts, styles, header and footer."""

import io
import re
import unicodedata
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
    QUIET,
    REGULAR,
    SMALL_SIZE,
    P,
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
    """Sets words as paragraphs and remembers whether a character had to be replaced."""

    def __init__(self) -> None:
        self._known = use_fonts()
        self.replaced = False

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
        return Paragraph(self.markup(text), style)

    def heading(self, level: int, text: str) -> "Heading":
        """Set a heading of level 1 to 3."""
        return Heading.of(level, self.printable(text), self.markup(text))


# «14. september», «§ 85», «kl. 10», «version 3».
_BOUND: Final = re.compile(
    r"(?<=\d\.) (?=[^\W\d])|(?<=§) (?=\d)|(?<=\bkl\.) (?=\d)|(?<=\bversion) (?=\d)"
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
    def of(cls, level: int, words: str, markup: str) -> "Heading":
        """Make a heading of level 1 to 3."""
        heading = cls(markup, (H1, H2, H3)[level - 1])
        heading.level, heading.words = level, words.replace("\n", " ")
        return heading


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands around the text of each page, and what the file says of itself.

    ``page_of`` has the places ``{page}`` and ``{pages}``; ``language`` is "da" or "en".
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


def set_pages(story: Sequence[Flowable], frame: PageFrame) -> bytes:
    """Set ``story`` on as many pages as it takes; the same story gives the same bytes."""
    target = io.BytesIO()

    def canvas(file: str | IO[bytes], **options: object) -> _Pages:
        return _Pages(file, page_of=frame.page_of, **options)

    _Document(target, frame).build(list(story), canvasmaker=canvas)
    return target.getvalue()


class _Pages(Canvas):
    """A canvas that writes «Side x af y» when it knows how many pages there are."""

    def __init__(self, file: str | IO[bytes], *, page_of: str, **options: object) -> None:
        super().__init__(file, **options)  # type: ignore[arg-type]  # the template's own options
        self._page_of = page_of

    def place_number(self) -> None:
        """Keep a place on this page for its number, to be filled in at the end."""
        self.doForm(f"page-{self.getPageNumber()}")

    def save(self) -> None:
        """Fill in the page numbers and end the file."""
        pages = self.getPageNumber() - 1
        for page in range(1, pages + 1):
            self.beginForm(f"page-{page}")
            _small(self)
            text = self._page_of.format(page=page, pages=pages)
            self.drawRightString(PAGE_WIDTH - SIDE, _FOOTER_AT, text)
            self.endForm()
        super().save()


_HEADER_AT: Final = PAGE_HEIGHT - 15 * mm
_FOOTER_AT: Final = 13 * mm


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
        _small(canvas)
        left = frame.first_left if first else frame.running_head
        if first:
            canvas.setFont(BOLD, BODY_SIZE)
            canvas.setFillColor(ACCENT)
        right_edge = PAGE_WIDTH - SIDE
        canvas.drawString(SIDE, _HEADER_AT, self._fitted(left, TEXT_WIDTH * 0.7, first=first))
        if first:
            _small(canvas)
            canvas.drawRightString(right_edge, _HEADER_AT, frame.first_right)
        canvas.drawString(SIDE, _FOOTER_AT, self._fitted(frame.footer, TEXT_WIDTH * 0.8))
        assert isinstance(canvas, _Pages)
        canvas.place_number()

    def _fitted(self, text: str, width: float, *, first: bool = False) -> str:
        """Shorten a line of the header or footer to the room there is."""
        font, size = (BOLD, BODY_SIZE) if first else (REGULAR, SMALL_SIZE)
        line = self._letters.printable(text).replace("\n", " ")
        return fitted(line, font, size, width)

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
    while line and pdfmetrics.stringWidth(f"{line}…", font, size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _small(canvas: Canvas) -> None:
    canvas.setFont(REGULAR, SMALL_SIZE)
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
