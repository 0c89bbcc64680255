"""Journal notes to a printer."""

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.paper_prints import PaperPrints


class NotePrints(PaperPrints):
    """Tells that the notes are on their way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("The notes are sent to the printer."))
