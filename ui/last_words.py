"""What is said when the program ends and something that was asked last is not done."""

from typing import Literal

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.layouts import across

Unfinished = Literal["store", "store and text", "paper"]


class LastWords(Dialog):
    """Tells what an end before all is done means; there is nothing left to choose.

    ``store and text``: this PC does not keep either what the store did not take.
    """

    def __init__(self, parent: QWidget, unfinished: Unfinished = "store") -> None:
        title, text = _words(unfinished)
        super().__init__(parent, title, text)
        close = Button(_("Close Samplan"), self.accept, kind="primary")
        self.body.addSpacing(4)
        self.body.addLayout(across(None, close))
        close.setFocus()


def _words(unfinished: Unfinished) -> tuple[str, str]:
    if unfinished == "paper":
        return _("A paper is not finished"), _(
            "What you printed, scanned or saved as PDF last may be missing. All else is saved."
            " Start Samplan again, and see whether it is there."
        )
    if unfinished == "store":
        return _("The store has not answered"), _(
            "What you did last may not be saved. Text in a plan that is not saved yet waits on"
            " this PC, and My day shows it when you start Samplan again. If the store does not"
            " answer then either, call the IT department."
        )
    return _("The store has not answered"), _(
        "What you did and wrote last may not be saved. This PC keeps no text while the store is"
        " away. Start Samplan again, and see what is there. If the store does not answer then"
        " either, call the IT department."
    )
