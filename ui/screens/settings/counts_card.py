"""The card of settings about small counts in reports."""

from collections.abc import Callable

from coordinator.i18n import _
from ui.screens.settings.parts import PartCard
from ui.screens.settings.shown import Counts
from ui.widgets.buttons import Button
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.fields import Field, TextLine
from ui.widgets.labels import Label
from ui.widgets.layouts import across


class CountsCard(PartCard):
    """The smallest count that a report shows, and the months that are bound by a table."""

    def __init__(self, save: Callable[[str], None], forget: Callable[[str], None]) -> None:
        super().__init__(
            _("Small counts"), _("Reports show no count below this one, and nothing that tells it.")
        )
        self._give = forget
        self._line = TextLine(longest=3)
        self._line.left.connect(save)
        self._line.returnPressed.connect(lambda: save(self._line.text()))
        self._field = Field(
            _("Smallest count that is shown"), self._line,
            hint=_("Every change is kept in the log."),
        )  # fmt: skip
        self._told = Label("", "body", "2", wrap=True)
        self._forget = Button(_("Forget the tables"), self._ask, size="small", icon="arrow-back-up")
        self.add(
            across((self._field, 1), (Label(""), 2), gap=20),
            across((self._told, 1), self._forget, gap=20),
        )

    def show_counts(self, counts: Counts) -> None:
        """Show what is stored."""
        self._line.setText(counts.threshold)
        self._told.setText(counts.drawn)
        self._forget.setVisible(counts.may_forget)

    def show_threshold_problem(self, sentence: str) -> None:
        """Say what is wrong with the number, or that nothing is."""
        if sentence:
            self._field.show_error(sentence)
        else:
            self._field.clear_error()

    def _ask(self) -> None:
        ReasonDialog(
            self.window(),
            _("Forget the tables that were drawn?"),
            _(
                "Visible and exact totals of the same month tell small counts when somebody has "
                "both. Forget the tables only if they were not given to anybody."
            ),
            _("Forget the tables"),
            self._give,
        ).open()
