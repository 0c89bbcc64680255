"""What changed in a text: removed words struck, added words marked."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from coordinator.i18n import _
from ui.theme import THEME, color
from ui.widgets.diff_words import Piece, differing


class DiffText(QLabel):
    """Shows two versions of a text in one; screen readers hear what went and what came."""

    def __init__(self, old: str, new: str, role: str = "body") -> None:
        super().__init__()
        self._pieces: tuple[Piece, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.show_texts(old, new)
        THEME.changed.connect(self._draw)

    def show_texts(self, old: str, new: str) -> None:
        """Show another pair."""
        self._pieces = differing(old, new)
        spoken = []
        for kind, words in (("removed", _("removed: {text}")), ("added", _("added: {text}"))):
            text = " … ".join(piece.text.strip() for piece in self._pieces if piece.kind == kind)
            if text:
                spoken.append(words.format(text=text))
        self.setAccessibleName(", ".join(spoken) or new)
        self._draw()

    def _draw(self) -> None:
        self.setText("".join(self._html(piece) for piece in self._pieces))

    @staticmethod
    def _html(piece: Piece) -> str:
        text = escape(piece.text).replace("\n", "<br>")
        if piece.kind == "removed":
            ground = color("diff_del").name()
            return f'<s style="background-color:{ground}">{text}</s>'
        if piece.kind == "added":
            ground = color("diff_add").name()
            return f'<span style="background-color:{ground}">{text}</span>'
        return text
