"""Asks who is there once more, before a deed that weighs."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from coordinator.i18n import _
from coordinator.stores import Asked
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, TextLine


class ProofDialog(Dialog):
    """One field; ``answer`` hears what was typed, and says with ``refuse`` that it does not fit."""

    def __init__(self, parent: QWidget, asked: Asked, answer: Callable[[str], None]) -> None:
        super().__init__(
            parent,
            _("Show that it is you"),
            _(
                "What you are about to do weighs more than most. You signed in some time ago, so "
                "Samplan asks once more. What you have written is kept."
            ),
        )
        self._answer = answer
        label = _("Passphrase") if asked == "passphrase" else _("Password")
        self.line: Final = TextLine(name=label)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.field: Final = Field(label, self.line)
        self.body.addWidget(self.field)
        self.line.returnPressed.connect(self._give)
        self.line.textEdited.connect(lambda _text: self.field.clear_error())
        self._go_on: Final = Button(_("Continue"), self._give, kind="primary")
        self.finish_with(self._go_on)
        self.line.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it goes no further; what was typed goes, for it is secret."""
        self._go_on.setEnabled(True)
        self.line.clear()
        self.field.show_error(sentence)
        self.line.setFocus()

    def _give(self) -> None:
        if not self.line.text():
            self.refuse(_("Type this too."))
            return
        self._go_on.setEnabled(False)
        self._answer(self.line.text())
