"""Compares two versions of a plan: in plain sentences, and field by field."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.begun import while_there
from ui.compared import Compared, PartCompared, Refuse, Show
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, Segments
from ui.widgets.dialogs import Dialog
from ui.widgets.diff_text import DiffText
from ui.widgets.fields import Field, fields_across
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.pills import StatePill
from ui.widgets.surfaces import Inset, Scroll

Ask = Callable[[int, int | None, Show, Refuse], None]
# What stands for the plan as it is written now, among the numbers of versions.
NOW: Final = 0
_WIDTH: Final = 760


class CompareDialog(Dialog):
    """Asks which two versions; the answer stands under the question and changes with it."""

    def __init__(
        self, parent: QWidget, versions: Sequence[tuple[int, str]], ask: Ask, *, has_draft: bool
    ) -> None:
        super().__init__(parent, _("Compare versions"), width=_WIDTH)
        self._ask = ask
        self._found = Compared((), ())
        newest = versions[0][0]
        later = [(NOW, _("As it is written now"))] if has_draft else []
        self.old = Combo(list(versions), max(newest - (not has_draft), versions[-1][0]))
        self.new = Combo([*later, *versions], NOW if has_draft else newest)
        self.view = Segments(
            _("Shown as"), [("words", _("In plain words")), ("fields", _("Field by field"))]
        )
        self.said = Label("", "body", "2", wrap=True)
        self.answer = Scroll(_("What is different"), gap=10, margins=(0, 4, 8, 4))
        fields = (Field(_("From"), self.old), Field(_("To"), self.new))
        wide = sum(each.sizeHint().width() for each in fields)
        # Large texts have no room for two beside each other.
        beside = wide < self.minimumWidth() - scaled(70)
        self.body.addLayout(fields_across(*fields) if beside else down(*fields, gap=8))
        leave = Button(_("Close"), self.accept, kind="primary")
        self.body.addLayout(across(self.view, None, leave))
        self.body.addWidget(self.said)
        self.body.addWidget(self.answer, 1)
        for choice in (self.old, self.new):
            choice.picked.connect(self.compare)
        self.view.picked.connect(self._show)
        self.resize(self.minimumWidth(), min(scaled(620), max(360, parent.window().height() - 60)))
        self.old.setFocus()
        self.compare()

    def compare(self, _picked: object = None) -> None:
        """Fetch what differs between the two that are chosen."""
        old, new = self.old.value, self.new.value
        self._found = Compared((), ())
        clear(self.answer.body)
        if not isinstance(old, int) or not isinstance(new, int):
            return
        if old == new:
            self._say(_("Choose two versions that are not the same."))
            return
        self._say(_("The versions are being compared …"))
        self._ask(
            old, new or None, while_there(self, self.show_found), while_there(self, self.refuse)
        )

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def refuse(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self._say(sentence)

    def show_found(self, found: Compared) -> None:
        """Show what differs."""
        self._found = found
        self._show()

    def _show(self, _picked: object = None) -> None:
        clear(self.answer.body)
        found = self._found
        if not found.parts:
            self._say(_("Nothing is different in the content."))
            return
        self._say("")
        if self.view.value == "words":
            for sentence in found.sentences:
                line = Label(f"•  {sentence}", "body", wrap=True).selectable()
                self.answer.body.addWidget(line)
        else:
            for part in found.parts:
                self.answer.body.addWidget(_part(part))
        self.answer.body.addStretch(1)
        self.answer.verticalScrollBar().setValue(0)


def _part(part: PartCompared) -> QWidget:
    head = across(
        (Label(part.title, "body_medium", wrap=True), 1), StatePill(part.kind, "neutral"), gap=10
    )
    lines = down(head, gap=4)
    for each in part.fields:
        lines.addWidget(Label(each.label, "small", "2"))
        lines.addWidget(DiffText(each.old, each.new))
    return Inset(lines)
