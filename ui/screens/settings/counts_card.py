"""The card of settings about small counts in reports."""

from collections.abc import Callable

from coordinator.i18n import _
from ui.screens.settings.parts import PartCard
from ui.widgets.fields import Field, TextLine
from ui.widgets.labels import Label
from ui.widgets.layouts import across


class CountsCard(PartCard):
    """The smallest count that a report shows."""

    def __init__(self, save: Callable[[str], None]) -> None:
        super().__init__(
            _("Small counts"), _("Reports show no count below this one, and nothing that tells it.")
        )
        self._line = TextLine(longest=3)
        self._line.left.connect(save)
        self._line.returnPressed.connect(lambda: save(self._line.text()))
        self._field = Field(
            _("Smallest count that is shown"), self._line,
            hint=_("Every change is kept in the log."),
        )  # fmt: skip
        self.add(across((self._field, 1), (Label(""), 2), gap=20))

    def show_threshold(self, text: str) -> None:
        """Show what is stored."""
        self._line.setText(text)

    def show_threshold_problem(self, sentence: str) -> None:
        """Say what is wrong with the number, or that nothing is."""
        if sentence:
            self._field.show_error(sentence)
        else:
            self._field.clear_error()
