"""The card of one finding: who did what, and the verdict on it."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal

from coordinator.i18n import _
from ui.screens.log_control.shown import FindingShown
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, TextLine
from ui.widgets.flow import Flow
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.pills import StatePill
from ui.widgets.surfaces import Card


class FindingCard(Card):
    """``judged`` tells the code of a verdict, ``typed`` the words as they stand."""

    judged = Signal(str)
    typed = Signal(str)

    def __init__(self, shown: FindingShown, verdicts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.key: Final = shown.key
        title = shown.who
        if shown.whom:
            title = _("{who} with {whom}").format(who=shown.who, whom=shown.whom)
        self.setAccessibleName(title)
        self.add(Label(title, "h2", wrap=True))
        rules = Flow()
        rules.show_all(*(StatePill(each, "warn") for each in shown.rules))
        self.add(rules)
        looks = (Label(each, "small", "2", wrap=True) for each in shown.looks)
        self.add(boxed(down(*looks, gap=3)))
        named = _("Words on {title}").format(title=title)
        self.words: Final = TextLine(shown.words, name=named, longest=2000)
        self.field: Final = Field(_("What you found out, and what is to happen"), self.words)
        for hear in (self.typed, self.field.clear_error):
            self.words.textChanged.connect(hear)
        self.buttons: Final = [
            Button(words, partial(self.judged.emit, code), size="small") for code, words in verdicts
        ]
        for button in self.buttons:
            button.setAccessibleName(f"{button.text()}: {title}")
        choices = Flow()
        choices.show_all(*self.buttons)
        self._form: Final = boxed(down(self.field, choices, gap=8))
        self._change: Final = Button(
            _("Change the verdict"), self._open, kind="ghost", icon="pencil"
        )
        self._change.setAccessibleName(f"{self._change.text()}: {title}")
        said = down(Label(shown.verdict, "body_medium", wrap=True), gap=2)
        if shown.words:
            said.addWidget(Label(shown.words, "body", wrap=True))
        self._told: Final = boxed(across((said, 1), self._change))
        self.add(self._told, self._form)
        self._told.setVisible(bool(shown.verdict))
        self._form.setVisible(not shown.verdict)

    def take_focus(self) -> None:
        """Put the cursor where one begins."""
        (self._change if self._form.isHidden() else self.words).setFocus()

    def put_back(self, words: str) -> None:
        """Put back what was typed and not saved."""
        self._open()
        self.words.setText(words)

    def _open(self) -> None:
        self._told.hide()
        self._form.show()
        self.words.setFocus()
