"""Which printer the paper goes to, and the way to another one."""

from collections.abc import Callable
from typing import Final

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from ui.printing import printer_called, usual_printer
from ui.widgets.buttons import Button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down


class PrinterRow(QFrame):
    """Names the printer: the one chosen last in this window, else the usual one of this PC.

    ``hint`` stands at the button that prints, and says where the paper comes out. ``other`` prints
    on another, which is asked for; without a printer each print asks.
    """

    def __init__(self, other: Callable[[], None]) -> None:
        super().__init__()
        self._print, self._chosen, self._asks = other, "", False
        self._words = Label("", "small", wrap=True)
        self.hint: Final = Label("", "caption", "3", wrap=True)
        self.other: Final = Button(
            _("Choose another printer …"), self._ask, kind="ghost", size="small"
        )
        name = across(Icon("printer", "ink2", 18), (self._words, 1), gap=6)
        label = Label(_("Printer"), "small_medium", "2")
        self.setLayout(down(label, name, across(self.other, None), gap=4))
        self.look()

    def look(self) -> None:
        """Say which printer it is now; the usual one may have changed since the last visit."""
        printer = self.printer()
        name = printer.printerName() if printer is not None else ""
        self._words.setText(name or _("No printer is chosen on this PC"))
        at_once = _("Enter and Ctrl+P print on {printer} at once.").format(printer=name)
        self.hint.setText(at_once if name else _("You are asked for a printer when you print."))
        self.other.setVisible(bool(name))

    def printer(self) -> QPrinter | None:
        """Give the printer to print on, or None when it must be asked for."""
        asks, self._asks = self._asks, False
        if asks:
            return None
        return printer_called(self._chosen) if self._chosen else usual_printer()

    def remember(self, printer: QPrinter) -> None:
        """Go on with a printer that was chosen; a file is no printer."""
        if printer.outputFormat() is QPrinter.OutputFormat.NativeFormat:
            self._chosen = printer.printerName()
            self.look()

    def _ask(self) -> None:
        self._asks = True
        self._print()
