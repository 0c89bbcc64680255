"""Asks in the page why a citizen is opened by somebody without a case there."""

from collections.abc import Callable
from functools import partial

from coordinator.i18n import N_, _
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.surfaces import Card

_USUAL = (
    N_("The citizen has called"),
    N_("I stand in for a colleague"),
    N_("I am looking for a duplicate"),
)


class ReasonCard(Card):
    """Shows nothing of the citizen; ``give`` gets the reason, ``back`` is the way out."""

    def __init__(
        self, sentence: str, give: Callable[[str], None], back: Callable[[], None]
    ) -> None:
        super().__init__(title=_("Why do you open this citizen?"))
        self._give = give
        self.reason = TextArea(fewest=2, most=5)
        self._field = Field(_("Reason"), self.reason)
        self.reason.textChanged.connect(self._field.clear_error)
        usual = [
            Button(_(words), partial(self.reason.set_text, _(words)), size="small")
            for words in _USUAL
        ]
        self.add(
            Label(sentence, "body", "2", wrap=True),
            self._field,
            across(*usual, None),
            across(
                None, Button(_("To the list"), back), Button(_("Open"), self.submit, kind="primary")
            ),
        )

    def submit(self) -> None:
        """Give the reason."""
        self._give(self.reason.text())

    def refuse(self, sentence: str) -> None:
        """Say at the field that a reason is needed."""
        self._field.show_error(sentence)
        self.reason.setFocus()
