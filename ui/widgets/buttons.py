"""Buttons: a verb, sometimes an icon."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.keys import shown
from ui.theme import THEME, color, icon, scaled
from ui.widgets.layouts import restyle

Kind = Literal["primary", "secondary", "ghost", "danger"]
Size = Literal["", "small", "large", "icon", "crumb"]

_TINTS = {"primary": "on_primary", "ghost": "link", "danger": "danger", "secondary": "ink2"}


class Button(QPushButton):
    """A button with a verb; at most one per screen is primary.

    ``keys`` is a shortcut as in ``ui.keys``; it stands in the tooltip, the window listens to it.
    """

    def __init__(
        self,
        text: str,
        clicked: Callable[[], object] | None = None,
        *,
        kind: Kind = "secondary",
        icon: str = "",
        size: Size = "",
        keys: str = "",
    ) -> None:
        # Qt would read an ampersand in a name as an access key.
        super().__init__(text.replace("&", "&&"))
        self._kind, self._icon_name = kind, icon
        self.setProperty("kind", kind)
        self.setProperty("sz", size)
        self.setProperty("role", "small_medium" if size == "small" else "body_medium")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        if keys:
            self.setToolTip(f"{text} ({shown(keys)})")
        if clicked is not None:
            self.clicked.connect(lambda: clicked())  # noqa: PLW0108 - drops Qt's "checked"
        self._restyle()
        THEME.changed.connect(self._restyle)

    def show_text(self, text: str) -> None:
        """Take another verb."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def show_kind(self, kind: Kind) -> None:
        """Take another rank: beside an open form a page's primary button is secondary."""
        self._kind = kind
        restyle(self, kind=kind)
        self._restyle()

    def show_icon(self, name: str) -> None:
        """Take another icon, or none."""
        self._icon_name = name
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does, outside dialogs too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button; a primary one in focus gets a light line inside its ring."""
        super().paintEvent(event)
        if self._kind == "primary" and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("on_primary"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)

    def _restyle(self) -> None:
        self.setIcon(icon(self._icon_name, _TINTS[self._kind]) if self._icon_name else QIcon())
        self.setIconSize(QSize(scaled(18), scaled(18)))


def icon_button(
    icon: str, name: str, clicked: Callable[[], object] | None = None, *, keys: str = ""
) -> Button:
    """Make a button that is an icon only: its name is what it does, shown as tooltip with key."""
    made = Button("", clicked, kind="ghost", icon=icon, size="icon")
    made.setAccessibleName(name)
    made.setToolTip(f"{name} ({shown(keys)})" if keys else name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
