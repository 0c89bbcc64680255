"""The frame of the editor: the document, and over it what went wrong and what must be answered."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from ui.screens.plan.document import Document
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.notices import Banner


class TellingFrame(QFrame):
    """Tells in the page what belongs to no field."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document: Final = document
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.document.notices.addWidget(self.problem)

    def show_problem(self, sentence: str, *, bug: bool) -> None:
        """Say in the page what went wrong."""
        self.problem.show_notice("danger" if bug else "warn", sentence)
        self.problem.show()
        self.document.show()

    def clear_problem(self) -> None:
        """Take that away."""
        self.problem.hide()

    def ask_reason(self, sentence: str, given: Callable[[str], None]) -> None:
        """Ask why the reader looks at this citizen."""
        ReasonDialog(self.window(), _("Why do you look?"), sentence, _("Open plan"), given).open()
