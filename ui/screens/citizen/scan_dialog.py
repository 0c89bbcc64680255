"""Shows the scanned copy of a signed paper, page by page, from memory."""

from functools import partial
from typing import Final

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from plans.scans import Scan
from ui.begun import while_there
from ui.runner import Runner
from ui.scans import scan_page, scan_pages
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.pages_preview import PagesPreview

_WIDTH: Final = 760


class ScanDialog(Dialog):
    """The copy in a window of its own; when that closes, nothing of it is left."""

    def __init__(self, parent: QWidget, runner: Runner, scan: Scan, title: str) -> None:
        super().__init__(parent, title, width=_WIDTH)
        self._runner, self._scan = runner, scan
        self.preview: Final = PagesPreview(self._turn_to)
        self.said: Final = Label("", "body", "2", wrap=True)
        self.said.hide()
        leave = Button(_("Close"), self.accept)
        self.body.addWidget(self.said)
        self.body.addWidget(self.preview, 1)
        self.body.addLayout(across(None, leave))
        room = parent.window().height() - 60
        self.resize(self.minimumWidth(), min(scaled(820), max(360, room)))
        # As wide as there is room, so that handwriting can be read.
        self.preview.size_choice.set_value("width")
        self.preview.focus_pages()
        self._ask_pages()

    def _ask_pages(self) -> None:
        self._runner.ask(
            ("scan", id(self)),
            partial(scan_pages, self._scan),
            while_there(self, self._expect),
            while_there(self, self._fail),
            lane="paper",
        )

    def _expect(self, pages: int) -> None:
        self.preview.expect(pages)
        self._turn_to(0)

    def _turn_to(self, number: int) -> None:
        self._runner.ask(
            ("scan", id(self)),
            partial(scan_page, self._scan, number),
            while_there(self, partial(self._show, number)),
            while_there(self, self._fail),
            lane="paper",
        )

    def _show(self, number: int, image: QImage) -> None:
        self.preview.show_page(number, image)

    def _fail(self, _error: Exception) -> None:
        self.preview.stop_waiting()
        self.said.setText(
            _("The copy cannot be shown. Attach a new one, and tell your IT support.")
        )
        self.said.show()
