"""That the citizen disagrees with the plan, and with what: stands in the right pane till next."""

from PySide6.QtWidgets import QVBoxLayout

from coordinator.danish import long_date
from coordinator.i18n import _
from plans.parts import Stance
from plans.states import CitizenStance
from ui.widgets.labels import Label
from ui.widgets.layouts import clear, down
from ui.widgets.surfaces import Inset, rule


class StanceNote(QVBoxLayout):
    """Empty while the citizen agrees or was not asked."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(6)
        self._shown = Stance()

    def show_stance(self, stance: Stance) -> None:
        """Show what the citizen thinks of the plan, where it is a disagreement."""
        if stance == self._shown:
            return
        self._shown = stance
        clear(self)
        if stance.kind is not CitizenStance.DISAGREES:
            return
        self.addWidget(Label(_("The citizen disagrees"), "h2"))
        words = down(Label(stance.text, "small", wrap=True).selectable(), gap=1)
        if stance.said_on is not None:
            said = _("Said {date}").format(date=long_date(stance.said_on))
            words.addWidget(Label(said, "caption", "3", wrap=True))
        self.addWidget(Inset(words))
        self.addWidget(rule())
