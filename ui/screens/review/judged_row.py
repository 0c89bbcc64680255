"""A point of the checklist that the reader judges: Space or a press ticks it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ui.screens.review.shown import ShownCheck
from ui.theme import THEME, color, scaled
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across


class Ticked(Protocol):
    """Who hears that a point was ticked."""

    def __call__(self, check: ShownCheck, *, on: bool) -> None:
        """Take whether it holds."""


class JudgedRow(QCheckBox):
    """Its words over as many lines as they need, with the mark before them."""

    def __init__(self, check: ShownCheck, ticked: Ticked) -> None:
        super().__init__()
        self.setAccessibleName(f"{check.text}: {check.note}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setChecked(check.proven)
        self._mark = Icon("circle", "ink2", 20)
        text = Label(check.text, "small_medium", wrap=True)
        self.setLayout(across(self._mark, (text, 1), gap=10, margins=(0, 6, 0, 6)))
        self._show_mark()
        self.toggled.connect(self._show_mark)
        hears: Callable[[bool], None] = lambda on: ticked(check, on=on)  # noqa: E731
        self.toggled.connect(hears)
        THEME.changed.connect(self.updateGeometry)

    def hitButton(self, _pos: object) -> bool:
        """All of it can be pressed."""
        return True

    def sizeHint(self) -> QSize:
        """Room for its lines."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        """Never lower than a finger is wide."""
        layout = self.layout()
        size = layout.minimumSize() if layout is not None else QSize()
        return size.expandedTo(QSize(0, scaled(28)))

    def heightForWidth(self, width: int) -> int:
        """As high as its lines at this width."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the focus ring; the mark and the words draw themselves."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _show_mark(self) -> None:
        self._mark.show_icon("circle-check" if self.isChecked() else "circle", "ink2")
