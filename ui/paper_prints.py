"""A paper from the page to a printer: which one is asked first, for what leaves is logged."""

from collections.abc import Callable

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.printing import PrintRun, choose_printer
from ui.runner import Runner
from ui.widgets.speech import say


class PaperPrints:
    """Holds the printer between question and paper; ``said`` tells that it is on its way."""

    def __init__(self, parent: QWidget, said: str) -> None:
        self._parent, self._said = parent, said
        self._printer: QPrinter | None = None
        self._run: PrintRun | None = None

    def ask(self, fetch: Callable[[], None]) -> None:
        """Let the user choose a printer; ``fetch`` asks for the paper then."""

        def chosen(printer: QPrinter) -> None:
            self._printer = printer
            fetch()

        choose_printer(self._parent, chosen)

    def print_paper(self, runner: Runner, content: bytes) -> None:
        """Send the pages to the printer that was chosen."""
        if self._printer is None:
            return
        self._run = PrintRun(runner, self._printer, content, self._done, self._failed)
        self._printer = None
        self._run.start()

    def _done(self) -> None:
        self._run = None
        say(self._parent, self._said)

    def _failed(self, _error: Exception) -> None:
        self._run = None
        say(self._parent, _("The printer did not answer. Check it, and print again."), urgent=True)
