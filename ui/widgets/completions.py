"""The list under a field in which one types: what fits so far."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from ui.theme import THEME


class CompletionList(QListView):
    """A window of its own, which a completer takes from every parent; so it asks for its look."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("completions")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_dressed = False

    def sizeHintForRow(self, row: int) -> int:
        """Give a row's height, which a completer asks for before it opens the list."""
        if not self._is_dressed:
            # Not before: most lists are never opened.
            self._is_dressed = True
            THEME.dress(self)
        return super().sizeHintForRow(row)
