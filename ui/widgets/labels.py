"""Text on the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.layouts import across, boxed, restyle


class Label(QLabel):
    """Plain text in a type role and a tone ("", "2", "3", "link", "danger", "warn", "ok", "info").

    One line ends in … where there is no room, with the full text as tooltip and accessible name;
    ``wrap`` breaks the text over lines instead.
    """

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", *, wrap: bool = False
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)

    def set_tone(self, tone: str) -> None:
        """Take another tone."""
        restyle(self, tone=tone)

    def selectable(self) -> "Label":
        """Let the text be marked and copied, by keyboard too; gives the label itself."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(self.text())
        return self

    def minimumSizeHint(self) -> QSize:
        """One line may shrink to its ellipsis."""
        hint = super().minimumSizeHint()
        return hint if self.wordWrap() else QSize(min(24, hint.width()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, or as much of it as fits on the line."""
        if self.wordWrap() or self._fits():
            self.setToolTip("")
            super().paintEvent(event)
            return
        self.setToolTip(self.text())
        painter = QPainter(self)
        short = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), short)

    def _fits(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width() + 1


def key_caps(keys: str) -> QWidget:
    """Show a shortcut («Ctrl+K») as key caps."""
    caps = [
        boxed(across(Label(key, "caption", "2"), margins=(5, 1, 5, 1)), "kbd")
        for key in keys.split("+")
    ]
    for cap in caps:
        cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made = boxed(across(*caps, gap=3))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
