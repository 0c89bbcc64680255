"""A card of settings."""

from PySide6.QtWidgets import QHBoxLayout

from ui.theme import THEME, scaled
from ui.widgets.choices import Segments
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.surfaces import Card


class PartCard(Card):
    """A card of settings with a sentence, and a word when something was kept."""

    def __init__(self, title: str, text: str) -> None:
        self.state = Label("", "small_medium", "ok")
        super().__init__(title=title, actions=(self.state,))
        self.problem = Label("", "small_medium", "danger", wrap=True)
        self.problem.hide()
        self.add(Label(text, "body", "2", wrap=True), self.problem)
        self._limit()
        THEME.changed.connect(self._limit)

    def _limit(self) -> None:
        # Longer lines are hard to follow from the words to their control.
        self.setMaximumWidth(scaled(940))


def choice_line(title: str, text: str, control: Segments) -> QHBoxLayout:
    """One choice: what it is and what it does on the left, the control on the right."""
    words = down(Label(title, "body_medium"), Label(text, "small", "2", wrap=True), gap=1)
    return across((words, 1), control, gap=20)
