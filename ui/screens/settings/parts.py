"""A card of settings."""

from ui.theme import THEME, scaled
from ui.widgets.labels import Label
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
