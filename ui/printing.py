"""A PDF to a printer or a file: pages as pictures in memory, never in a temporary folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from coordinator.i18n import _
from coordinator.reports.cover_sheet import PRINT_JOB_NAME
from coordinator.reports.pictures import PagePicture, page_count, page_picture
from ui.runner import Runner

# Finer than an eye sees on plain paper; a page is 26 MB of picture then.
_MOST_DPI: Final = 300


class PrinterFailed(Exception):
    """The printer did not take the pages."""


def make_printer() -> QPrinter:
    """Make a printer for A4 whose queue shows a neutral name."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_(PRINT_JOB_NAME))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    # The paper brings its own margins, and an envelope's window wants exact measures.
    printer.setFullPage(True)
    return printer


def printer_called(name: str) -> QPrinter | None:
    """Make a printer by its name; None when it is not there any more."""
    printer = make_printer()
    printer.setPrinterName(name)
    return printer if name and printer.isValid() else None


def usual_printer() -> QPrinter | None:
    """Make the printer that this PC prints on when nobody chooses; None where there is none."""
    return printer_called(QPrinterInfo.defaultPrinterName())


def choose_printer(parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
    """Let the user choose a printer; nothing happens when they leave."""
    printer = make_printer()
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print"))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=True)
    # Its own ``accepted`` tells a printer too; ours must live as long as the question.
    dialog.accepted.connect(lambda _printer: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    # Its own ``open`` wants a slot by name.
    QDialog.open(dialog)


def choose_file(parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
    """Let the user choose where to save a PDF that would be called ``name``."""
    _choose(parent, name, chosen, (_("Save as PDF"), _("PDF files (*.pdf)"), "pdf"))


def choose_table(parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
    """Let the user choose where to save a CSV that would be called ``name``."""
    _choose(parent, name, chosen, (_("Save as CSV"), _("CSV files (*.csv)"), "csv"))


def _choose(
    parent: QWidget, name: str, chosen: Callable[[Path], None], kind: tuple[str, str, str]
) -> None:
    title, files, suffix = kind
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(files)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def image_of(picture: PagePicture) -> QImage:
    """Give a page's picture as Qt draws it."""
    image = QImage(
        picture.rgb,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGB888,
    )
    return image.copy()  # the bytes belong to the picture


class PrintRun:
    """One print: page after page is drawn off the screen's thread and painted on the printer.

    ``done`` or ``failed`` is called once; ``failed`` tells ``PrinterFailed`` when the printer does
    not answer. Hold it until then.
    """

    def __init__(
        self,
        runner: Runner,
        printer: QPrinter,
        pdf: bytes,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._runner: Final = runner
        self._printer: Final = printer
        self._pdf: Final = pdf
        self._done: Final = done
        self._failed: Final = failed
        self._painter: Final = QPainter()
        self._dpi: Final = min(printer.resolution(), _MOST_DPI)

    def start(self) -> None:
        """Begin with the first page that is wanted."""
        self._runner.do(lambda: page_count(self._pdf), self._begin, self._stop, lane="paper")

    def _begin(self, count: int) -> None:
        if not self._painter.begin(self._printer):
            self._stop(PrinterFailed())
            return
        wanted = list(range(count))
        if self._printer.printRange() is QPrinter.PrintRange.PageRange:
            wanted = wanted[max(0, self._printer.fromPage() - 1) : self._printer.toPage()]
        self._next(wanted)

    def _next(self, wanted: list[int]) -> None:
        if not wanted:
            ended = self._painter.end()
            # A printer takes its last pages when it is told that there are no more.
            if ended and self._printer.printerState() is not QPrinter.PrinterState.Error:
                self._done()
            else:
                self._failed(PrinterFailed())
            return
        page, *rest = wanted
        self._runner.do(
            lambda: page_picture(self._pdf, page, self._dpi),
            lambda picture: self._paint(picture, rest),
            self._stop,
            lane="paper",
        )

    def _paint(self, picture: PagePicture, rest: list[int]) -> None:
        self._painter.drawImage(QRectF(self._painter.viewport()), image_of(picture))
        if rest and not self._printer.newPage():
            self._stop(PrinterFailed())
            return
        self._next(rest)

    def _stop(self, error: Exception) -> None:
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
        self._failed(error)
