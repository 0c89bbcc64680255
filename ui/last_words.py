"""What is said when the program ends and the store has not answered."""

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.layouts import across


class LastWords(Dialog):
    """Tells what an end without an answer means; there is nothing left to choose."""

    def __init__(self, parent: QWidget) -> None:
        title = _("The store has not answered")
        text = _(
            "What you did last may not be saved. Text that is not saved yet waits on this PC, and"
            " My day shows it when you start Samplan again. If the store does not answer then"
            " either, call the IT department."
        )
        super().__init__(parent, title, text)
        close = Button(_("Close Samplan"), self.accept, kind="primary")
        self.body.addSpacing(4)
        self.body.addLayout(across(None, close))
        close.setFocus()
