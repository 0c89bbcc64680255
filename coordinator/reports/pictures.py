"""Pages of a PDF as pictures in memory, for preview and print (PDFium)."""

import math
from dataclasses import dataclass
from threading import Lock
from typing import Final

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

# PDFium is not safe in several threads at once.
PDFIUM: Final = Lock()

_POINTS_PER_INCH: Final = 72


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as rows of RGB bytes; ``stride`` is the number of bytes in a row."""

    width: int
    height: int
    stride: int
    rgb: bytes


def page_count(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def readable_pdf(pdf: bytes) -> bool:
    """Tell whether a PDF opens and has a page: it is whole, and not locked with a password."""
    try:
        return page_count(pdf) > 0
    except pypdfium2.PdfiumError:
        return False


def page_picture(pdf: bytes, index: int, dpi: float = 96, longest: float = math.inf) -> PagePicture:
    """Draw page ``index`` (from 0) of a PDF, coarser where a side would be over ``longest`` dots.

    Raises:
        IndexError: when there is no such page.
    """
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= index < len(document):
            raise IndexError(index)
        page = document[index]
        scale = min(dpi / _POINTS_PER_INCH, longest / max(page.get_size()))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        picture = PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        return picture
