"""Pages of a PDF as pictures in memory, for preview and print (PDFium)."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from plans.scan_cleaning import cleaned_jpeg

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


def joined(papers: Sequence[bytes]) -> bytes:
    """Put the pages of some PDFs behind each other in one."""
    with PDFIUM, pypdfium2.PdfDocument.new() as whole:
        for each in papers:
            with pypdfium2.PdfDocument(each) as part:
                whole.import_pages(part)
        kept = io.BytesIO()
        whole.save(kept)
        return kept.getvalue()


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


def cleaned_pdf(pdf: bytes) -> bytes | None:
    """Give a PDF with its pages and nothing beside them: no author, dates, files or scripts.

    Photos in it lose what they tell besides what is seen. One that is signed digitally stays as
    it is, for its signature proves every byte. None of one that does not open.
    """
    if not readable_pdf(pdf):
        return None
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        if pypdfium2.raw.FPDF_GetSignatureCount(document) > 0:
            return pdf
        with pypdfium2.PdfDocument.new() as made:
            made.import_pages(document)
            for page in made:
                if _clean_photos(page):
                    page.gen_content()
            written = io.BytesIO()
            made.save(written)
            return written.getvalue()


def _clean_photos(page: pypdfium2.PdfPage) -> bool:
    """Clean the photos of a page; tell whether any told something."""
    found = False
    for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        if each.get_filters() != ["DCTDecode"]:
            continue
        photo = bytes(each.get_data())
        try:
            cleaned = cleaned_jpeg(photo)
        except (IndexError, ValueError):
            continue
        if cleaned != photo:
            each.load_jpeg(io.BytesIO(cleaned), pages=[page], inline=True)
            found = True
    return found
