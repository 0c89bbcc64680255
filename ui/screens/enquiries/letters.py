"""The letter to the citizen: seen first, then printed, and only then kept as told."""

from collections.abc import Callable
from typing import Final

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from coordinator.reports.pictures import PagePicture
from ui.printing import PrintRun, choose_printer
from ui.runner import Runner
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import Label
from ui.widgets.pages_preview import PagesPreview
from ui.widgets.speech import say


class LetterDialog(Dialog):
    """Shows the letter as it is printed; ``printed`` is called when the printer has it."""

    def __init__(
        self, parent: QWidget, runner: Runner, content: bytes, printed: Callable[[], None]
    ) -> None:
        super().__init__(parent, _("The letter to the citizen"), width=620)
        self._runner, self._content, self._printed = runner, content, printed
        self._run: PrintRun | None = None
        self.preview: Final = PagesPreview(lambda _page: None)
        self.preview.setMinimumHeight(scaled(420))
        self._error: Final = Label("", "small_medium", "danger", wrap=True)
        self._error.hide()
        self.body.addWidget(self.preview)
        self.body.addWidget(self._error)
        self.finish_with(Button(_("Print"), self._choose, kind="primary", icon="printer"))

    def show_picture(self, picture: PagePicture) -> None:
        """Show the page."""
        self.preview.expect(1)
        self.preview.show_page(0, picture)

    def _choose(self) -> None:
        choose_printer(self, self._print)

    def _print(self, printer: QPrinter) -> None:
        self._run = PrintRun(self._runner, printer, self._content, self._done, self._failed)
        self._run.start()

    def _done(self) -> None:
        self._printed()
        self.accept()

    def _failed(self, _error: Exception) -> None:
        words = _("The printer did not answer. Check it, and print again.")
        self._error.setText(words)
        self._error.show()
        say(self, words, urgent=True)
