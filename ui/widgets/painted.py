"""Ground for widgets that draw themselves."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import THEME


class Painted(QWidget):
    """A fixed-size widget that measures and draws itself again when the theme changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure and draw again."""
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """As small as it may be: its full size, so that nothing is cut."""
        return self.sizeHint()
