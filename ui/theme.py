"""The look: colours, type and sizes from tokens.json, and the style sheet made of them."""

import json
import re
import weakref
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypedDict, cast

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

RESOURCES: Final = Path(__file__).resolve().parent.parent / "resources"
Mode = Literal["light", "dark", "system"]
MODES: Final[tuple[Mode, ...]] = ("light", "dark", "system")
TEXT_SCALES: Final = (100, 125, 150, 200)


class AreaToken(TypedDict):
    """How one service area is drawn."""

    icon: str
    letter: str
    order: int


class Tokens(TypedDict):
    """The parts of tokens.json that the program reads."""

    light: dict[str, str]
    dark: dict[str, str]
    type: dict[str, list[float]]
    family: list[str]
    size: dict[str, int]
    areas: dict[str, AreaToken]


@cache
def tokens() -> Tokens:
    """Read tokens.json once."""
    return cast("Tokens", json.loads((RESOURCES / "tokens.json").read_text(encoding="utf-8")))


class Theme(QObject):
    """The look in use; ``changed`` tells painted widgets to measure and draw again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "light"
        self._percent = 100
        self._colors = tokens()["light"]
        self._sheet = ""
        self._windows: list[weakref.ref[QWidget]] = []

    @property
    def mode(self) -> Mode:
        """What was chosen, "system" included."""
        return self._mode

    @property
    def text_scale(self) -> int:
        """Text size in per cent."""
        return self._percent

    def use(self, mode: Mode | None = None, text_scale: int | None = None) -> None:
        """Take a theme, a text size (per cent) or both, and restyle every open window."""
        self._mode = mode or self._mode
        self._percent = text_scale or self._percent
        self.restyle()

    def follow_system(self) -> None:
        """Restyle when the system changes between light and dark; call once per program."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def restyle(self) -> None:
        """Build palette, font and style sheet anew and hand them to the program."""
        self._colors = tokens()["dark" if self._wants_dark() else "light"]
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(_palette(self._colors))
            app.setFont(self.font("body"))
        self._sheet = style_sheet(self._colors, self._percent)
        for window in self._open_windows():
            window.setStyleSheet(self._sheet)
        self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Give a window without a parent its style sheet, now and whenever the look changes.

        What is put in it, and the dialogs over it, follow. Were it the program's style sheet, Qt
        would style all that is built so far anew at each step of building a screen.
        """
        self._windows = [weakref.ref(each) for each in self._open_windows() if each is not window]
        self._windows.append(weakref.ref(window))
        window.setStyleSheet(self._sheet)

    def _open_windows(self) -> list[QWidget]:
        there = (each() for each in self._windows)
        return [each for each in there if each is not None and isValid(each)]

    def color(self, name: str) -> QColor:
        """Give the colour of a token."""
        return QColor(self._colors[name])

    def font(self, role: str, *, italic: bool = False) -> QFont:
        """Give the font of a type role in the text size in use."""
        points, weight = tokens()["type"][role]
        made = QFont(tokens()["family"])
        made.setPointSizeF(points * self._percent / 100)
        made.setWeight(QFont.Weight(int(weight)))
        made.setItalic(italic)
        return made

    def scaled(self, pixels: float) -> int:
        """Give the size, in logical pixels, of something that holds text or stands beside it."""
        return round(pixels * self._percent / 100)

    def _wants_dark(self) -> bool:
        if self._mode == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode == "dark"

    def _system_changed(self) -> None:
        if self._mode == "system":
            self.restyle()


# One look per process, as there is one language; painters everywhere read it.
THEME: Final = Theme()


def color(name: str) -> QColor:
    """Give the colour of a token in the theme in use."""
    return THEME.color(name)


def font(role: str, *, italic: bool = False) -> QFont:
    """Give the font of a type role in the text size in use."""
    return THEME.font(role, italic=italic)


def scaled(pixels: float) -> int:
    """Give a size, in logical pixels, that grows with the text."""
    return THEME.scaled(pixels)


def load_fonts() -> None:
    """Make the program's own typeface known to Qt."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


@cache
def _svg_text(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, shade: str, stroke: float) -> QSvgRenderer:
    text = _svg_text(name).replace("currentColor", shade)
    text = text.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(text.encode()))


def draw_icon(painter: QPainter, name: str, tint: str, rect: QRectF, stroke: float = 1.75) -> None:
    """Draw an icon in a token's colour, sharp at every display scale."""
    _renderer(name, color(tint).name(), stroke).render(painter, rect)


def icon(name: str, tint: str = "ink2", pixels: int = 18) -> QIcon:
    """Give an icon for a button or menu; make it anew when the theme changes."""
    made = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, tint), (QIcon.Mode.Disabled, "ink3")):
        # Three times the size is enough for every display scale up to 300 %.
        picture = QPixmap(scaled(pixels) * 3, scaled(pixels) * 3)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_icon(painter, name, shade, QRectF(picture.rect()))
        painter.end()
        picture.setDevicePixelRatio(3)
        made.addPixmap(picture, mode)
    return made


def style_sheet(colors: dict[str, str], percent: int) -> str:
    """Fill style.qss: ``@name`` is a colour, ``@px(n)`` a size that grows with the text."""
    text = (RESOURCES / "style.qss").read_text(encoding="utf-8")
    text = re.sub(r"@px\((\d+)\)", lambda hit: f"{round(int(hit[1]) * percent / 100)}px", text)
    text = re.sub(r"@([a-z_0-9]+)", lambda hit: colors[hit[1]], text)
    roles = (
        f'*[role="{role}"] {{ font-size: {points * percent / 100:g}pt; font-weight: {weight:g}; }}'
        for role, (points, weight) in tokens()["type"].items()
    )
    return text + "\n".join(roles)


def _palette(colors: dict[str, str]) -> QPalette:
    """What controls without a rule of their own are drawn with."""
    made = QPalette()
    role = QPalette.ColorRole
    for part, name in (
        (role.Window, "canvas"),
        (role.WindowText, "ink"),
        (role.Base, "surface"),
        (role.AlternateBase, "sunken"),
        (role.Text, "ink"),
        (role.Button, "surface"),
        (role.ButtonText, "ink"),
        (role.ToolTipBase, "ink"),
        (role.ToolTipText, "surface"),
        (role.PlaceholderText, "ink3"),
        (role.Highlight, "primary"),
        (role.HighlightedText, "on_primary"),
        (role.Link, "link"),
        (role.Accent, "primary"),
    ):
        made.setColor(part, QColor(colors[name]))
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(colors["ink3"]))
    return made
