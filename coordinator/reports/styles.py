"""How papers look: the fonts, colours and paragraph styles of all of them."""

from functools import cache
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

REGULAR: Final = "PlexSans"
BOLD: Final = "PlexSans-SemiBold"
ITALIC: Final = "PlexSans-Italic"

INK: Final = HexColor("#1A2226")
QUIET: Final = HexColor("#505B61")
LINE: Final = HexColor("#C9C5BA")
SHADE: Final = HexColor("#F1EFEA")
ACCENT: Final = HexColor("#163F4B")
WARN: Final = HexColor("#614700")

BODY_SIZE: Final = 11.0
_LEADING: Final = 15.0
SMALL_SIZE: Final = 9.0
# Large print: nothing under 18 pt (domain.md § 8); headings grow less than the text they head.
LARGE_SIZE: Final = 18.0
_LARGE_SIZES: Final = {12.5: 20.0, 13.0: 19.0, 15.0: 23.0, 25.0: 31.0}
_LARGE_LINES: Final = 1.3
_LARGE_GAPS: Final = 1.3


# Each style is named by the structure role (ISO 32000-1, 14.8.4) of what is set in it, so that
# tags can follow the styles. Body text is 11 pt or more, line spacing 1.15 to 1.5 (domain.md § 8).
def _style(name: str, parent: ParagraphStyle | None = None, **values: object) -> ParagraphStyle:
    return ParagraphStyle(name, parent, **values)  # type: ignore[arg-type]  # ReportLab checks them


P: Final = _style(
    "P",
    fontName=REGULAR,
    fontSize=BODY_SIZE,
    leading=_LEADING,
    textColor=INK,
    spaceAfter=6,
    allowWidows=0,
    allowOrphans=0,
    splitLongWords=1,
    embeddedHyphenation=2,
)
H1: Final = _style("H1", P, fontName=BOLD, fontSize=25, leading=30, textColor=ACCENT, spaceAfter=2)
H2: Final = _style(
    "H2", P, fontName=BOLD, fontSize=15, leading=19, textColor=ACCENT, spaceBefore=14, spaceAfter=4
)
H3: Final = _style("H3", P, fontName=BOLD, fontSize=12.5, leading=17, spaceBefore=9, spaceAfter=3)
SUBTITLE: Final = _style("P", P, textColor=QUIET, spaceAfter=4)
QUOTE: Final = _style(
    "BlockQuote", P, fontName=ITALIC, fontSize=13, leading=19, leftIndent=14, spaceAfter=4
)
SOURCE: Final = _style("Caption", P, textColor=QUIET, leftIndent=14)
NOTE: Final = _style("Note", P, textColor=QUIET, spaceBefore=5)
NOTICE: Final = _style(
    "P",
    P,
    fontName=BOLD,
    textColor=WARN,
    borderColor=WARN,
    borderWidth=0.8,
    borderPadding=(6, 8, 7, 8),
    borderRadius=3,
    leftIndent=8,
    rightIndent=8,
    spaceBefore=12,
    spaceAfter=10,
)
LIST_ITEM: Final = _style("LI", P, leftIndent=14, bulletIndent=2, spaceAfter=4)
LABEL: Final = _style("TH", P, textColor=QUIET, spaceAfter=0)
HEADER_CELL: Final = _style("TH", P, fontName=BOLD, spaceAfter=0)
CELL: Final = _style("TD", P, spaceAfter=0)
STRONG_CELL: Final = _style("TD", CELL, fontName=BOLD)
QUIET_CELL: Final = _style("TD", CELL, textColor=QUIET)


@cache
def of_runs(style: ParagraphStyle) -> ParagraphStyle:
    """Give the twin of a style for text in several weights or colours.

    ReportLab loses the hyphen of «Prøve-Hansen» there when it may break the word at it.
    """
    return _style(style.name, style, embeddedHyphenation=0)


@cache
def large(style: ParagraphStyle) -> ParagraphStyle:
    """Give the twin of a style in large print."""
    size = _LARGE_SIZES.get(style.fontSize, LARGE_SIZE)
    gaps = ("spaceBefore", "spaceAfter", "leftIndent", "bulletIndent")
    grown = {name: getattr(style, name) * _LARGE_GAPS for name in gaps}
    lines = {"leading": size * _LARGE_LINES, "bulletFontSize": size}
    return _style(style.name, style, fontSize=size, **lines, **grown)
