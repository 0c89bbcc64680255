"""Help for the screen in front: what it is for, what one does there, and its keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from coordinator.help_texts import HelpSection
from coordinator.i18n import _
from coordinator.reports.texts import Block
from ui.keys import keys_for, shown
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import Label, key_caps
from ui.widgets.layouts import across, down
from ui.widgets.surfaces import Scroll


class HelpDialog(Dialog):
    """Shows the help of one screen; the overview of all keys is one press away."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        sections: tuple[HelpSection, ...],
        show_keys: Callable[[], object],
    ) -> None:
        super().__init__(parent, _("Help: {screen}").format(screen=title), width=560)
        self._show_keys = show_keys
        scroll = Scroll(self.windowTitle(), gap=14, margins=(0, 0, 10, 0))
        for section in sections:
            scroll.body.addLayout(_section(section))
        scroll.body.addStretch(1)
        # The arrows turn the page where the window is low.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(scroll, 1)
        keys = Button(_("Show all keys"), self._to_keys, keys=keys_for("keys"))
        close = Button(_("Close"), self.accept, kind="primary")
        self.body.addLayout(across(keys, None, close))
        # Large texts would make it wider than the window, and a small screen has no more room.
        room = self.window_behind().size()
        self.resize(
            min(scaled(640), max(self.minimumWidth(), room.width() - 40)),
            min(scaled(660), max(360, room.height() - 40)),
        )
        close.setFocus()

    def _show_help(self) -> None:
        """This is the help."""

    def _to_keys(self) -> None:
        self.accept()
        self._show_keys()


def _section(section: HelpSection) -> QLayout:
    made = down(gap=8)
    if section.title:
        made.addWidget(Label(section.title, "h3"))
    for block in section.blocks:
        made.addLayout(_line(block))
    return made


def _line(block: Block) -> QLayout:
    first = block.runs[0]
    if block.bullet and first.bold:
        words = "".join(run.text for run in block.runs[1:]).strip()
        text = Label(words, "body", wrap=True)
        return across((text, 1), key_caps(shown(first.text)), gap=16)
    text = Label(block.plain, "body", wrap=True)
    if not block.bullet:
        return across((text, 1))
    dot = Label("•", "body", "2")
    dot.setAlignment(Qt.AlignmentFlag.AlignTop)
    return across(dot, (text, 1), gap=10)
