"""People: initials in a circle, and a button with their name."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import THEME, color, font, scaled
from ui.widgets.areas import area_name, draw_area
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.painted import Painted


def initials(name: str) -> str:
    """Give the first letters of the first and the last name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def brief_name(name: str) -> str:
    """Shorten the names in the middle: «William P. Dummygaard»."""
    words = name.split()
    middle = (f"{word[0]}." for word in words[1:-1])
    return " ".join((*words[:1], *middle, *words[1:][-1:]))


class Avatar(Painted):
    """A person's initials, with the mark of a service area in the corner where there is one.

    ``strong`` is the citizen of the page.
    """

    def __init__(
        self, name: str, pixels: int = 28, area: str = "", *, strong: bool = False
    ) -> None:
        super().__init__()
        self._text, self._pixels, self._area, self._strong = initials(name), pixels, area, strong

    def sizeHint(self) -> QSize:
        """The circle and what hangs out of it."""
        side = scaled(self._pixels)
        return QSize(side + 4, side + 2) if self._area else QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw circle, letters and corner mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = scaled(self._pixels)
        painter.setPen(QPen(color("line"), 1))
        painter.setBrush(color("primary" if self._strong else "neutral_bg"))
        painter.drawEllipse(QRectF(0.5, 0.5, side - 1, side - 1))
        letters = font("caption")
        letters.setPixelSize(max(9, round(side * (0.33 if self._area else 0.37))))
        letters.setWeight(QFont.Weight.DemiBold)
        painter.setFont(letters)
        painter.setPen(color("on_primary" if self._strong else "neutral"))
        # Beside a mark the letters make room for it, up and to the left.
        aside = side * 0.07 if self._area else 0
        place = QRectF(-aside, -aside, side, side)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._text)
        if self._area:
            corner = max(12, side * 0.4)
            place = QRectF(self.width() - corner, self.height() - corner, corner, corner)
            draw_area(painter, self._area, place)


class PersonButton(QAbstractButton):
    """A person one can ask about: avatar, name, what they do here.

    Screen readers hear «Amira Skitse, Bostøtte, Social».
    """

    def __init__(
        self,
        name: str,
        subtitle: str,
        area: str = "",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        parts = [name, subtitle, area_name(area) if area else ""]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        texts = down(Label(name, "small_medium"), Label(subtitle, "caption", "2"), gap=0)
        self.setLayout(across(Avatar(name, 36, area), (texts, 1), gap=9, margins=(4, 3, 8, 3)))
        if clicked is not None:
            self.clicked.connect(lambda: clicked())  # noqa: PLW0108 - drops Qt's "checked"
        THEME.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for avatar and texts."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground when pointed at, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
        if self.underMouse():
            painter.setBrush(color("hover"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
