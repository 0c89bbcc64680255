"""Scanned copies: chosen from a folder, and drawn from memory, never by way of a temporary file."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QFileDialog, QWidget

from coordinator.i18n import _
from coordinator.reports.pictures import page_count, page_picture, readable_pdf
from plans.scans import Scan, ScanType
from ui.printing import image_of

# Handwriting is still sharp, also where the page is as wide as the window.
_DPI: Final = 150
# A3 at that; a poster, or a file that only says it is one, shall not fill the memory.
_LONGEST: Final = 2500
# A3 at 600 dpi and more; what says it is bigger is not unpacked to see whether it is.
_MOST_DOTS: Final = 100_000_000


def choose_scan(parent: QWidget, chosen: Callable[[str], None]) -> None:
    """Let the user point at a scanned copy; nothing happens when they leave."""
    dialog = QFileDialog(parent, _("Choose the scanned copy"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    scans = _("Scanned copies (*.pdf *.png *.jpg *.jpeg)")
    dialog.setNameFilters([scans, _("All files (*)")])
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def scan_pages(scan: Scan) -> int:
    """Count the pages; a picture is one."""
    return page_count(scan.content) if scan.media_type is ScanType.PDF else 1


def scan_page(scan: Scan, number: int) -> QImage:
    """Draw a page, counted from 0; on a worker, for a large picture takes its time.

    A picture that is damaged, or that says it is huge, gives an image that is null.
    """
    if scan.media_type is ScanType.PDF:
        return image_of(page_picture(scan.content, number, _DPI, _LONGEST))
    # Opened through a reader, for it turns a photo as the camera was held.
    device = QBuffer()
    device.setData(scan.content)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > _MOST_DOTS:
        return QImage()
    if max(size.width(), size.height()) > _LONGEST:
        fitting = QSize(_LONGEST, _LONGEST)
        reader.setScaledSize(size.scaled(fitting, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def opens(scan: Scan) -> bool:
    """Tell whether a copy can be shown: neither damaged nor locked with a password."""
    if scan.media_type is ScanType.PDF and not readable_pdf(scan.content):
        return False
    return not scan_page(scan, 0).isNull()
