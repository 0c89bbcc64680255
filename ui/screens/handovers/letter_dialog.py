"""Shows the letter to the citizen as it will be, before there is a yes."""

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.screens.handovers.shown import LetterShown
from ui.theme import scaled
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import Label
from ui.widgets.surfaces import Scroll


class LetterDialog(Dialog):
    """Headings and lines, to be read; nothing is printed from here."""

    def __init__(self, parent: QWidget, shown: LetterShown) -> None:
        text = _("It can be printed when there is a yes.")
        super().__init__(parent, shown.title, text, width=620)
        pane = Scroll(shown.title, gap=6, margins=(0, 0, 8, 0))
        pane.setMinimumHeight(scaled(320))
        lines = pane.body
        for heading, parts in shown.sections:
            if heading:
                lines.addWidget(Label(heading, "h3", wrap=True))
            for each in parts:
                lines.addWidget(Label(each, "body", wrap=True).selectable())
        lines.addStretch(1)
        self.body.addWidget(pane, 1)
        self.finish_with()
