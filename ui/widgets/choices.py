"""Choosing: segments, filter tiles, tick box, combo box and tabs."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractProxyModel,
    QEvent,
    QObject,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QLayout,
    QRadioButton,
    QSizePolicy,
    QStyledItemDelegate,
    QTabBar,
)

from ui.theme import THEME, color, draw_icon, font, scaled
from ui.widgets.completions import CompletionList
from ui.widgets.layouts import across
from ui.widgets.undoing import leaves_undo_to_the_page

Choice = tuple[object, str]
"""What it stands for, and its words."""

_TAKING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class _Radio(QRadioButton):
    """A radio button that draws itself whole; arrows and screen readers work as for any."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self.updateGeometry)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(pos)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def ring(self, painter: QPainter, radius: float) -> None:
        """Draw the focus ring when in focus."""
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


class _Segment(_Radio):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        measure = QFontMetrics(font("small_medium"))
        height = max(scaled(28), measure.height() + 8)
        return QSize(measure.horizontalAdvance(self.text()) + scaled(24), height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(QPen(color("line_strong"), 1))
            painter.setBrush(color("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(color("ink" if self.isChecked() or self.underMouse() else "ink2"))
        painter.setFont(font("small_medium"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        self.ring(painter, 6)


class Segments(QFrame):
    """One of a few, side by side; arrow keys change it. ``picked`` tells the user's choice."""

    picked = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice], value: object = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._buttons: Final = [(key, _Segment(text)) for key, text in choices]
        self.setLayout(
            across(*(button for _, button in self._buttons), gap=2, margins=(2, 2, 2, 2))
        )
        self.set_value(self._buttons[0][0] if value is None else value)
        for key, button in self._buttons:
            button.toggled.connect(lambda on, key=key: self._toggled(key, on))
        THEME.changed.connect(self.update)

    @property
    def value(self) -> object:
        """The one chosen."""
        return next((key for key, button in self._buttons if button.isChecked()), None)

    def set_value(self, value: object) -> None:
        """Choose one, without telling it."""
        self.blockSignals(True)
        for key, button in self._buttons:
            button.setChecked(key == value)
        self.blockSignals(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the cursor to the one chosen, where the arrow keys are heard."""
        super().focusInEvent(event)
        for key, button in self._buttons:
            if key == self.value:
                button.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the trough."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("line"), 1))
        painter.setBrush(color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _toggled(self, key: object, on: bool) -> None:
        if on:
            self.picked.emit(key)


class FilterTile(_Radio):
    """A big count that filters the list when chosen: one of a ``FilterTiles`` group."""

    def __init__(self, text: str, icon: str, *, warns: bool = False) -> None:
        super().__init__(text)
        self._icon, self._warns = icon, warns
        self._count, self._qualifier = 0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int, qualifier: str = "") -> None:
        """Show how many, and one thing about them («heraf 4 i dag»)."""
        self._count, self._qualifier = count, qualifier
        words = f"{self.text()}: {count}"
        self.setAccessibleName(f"{words}, {qualifier}" if qualifier else words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines and air."""
        title = QFontMetrics(font("small_medium")).horizontalAdvance(self.text()) + scaled(25)
        count = QFontMetrics(font("number")).horizontalAdvance(str(self._count)) + scaled(9)
        count += QFontMetrics(font("small")).horizontalAdvance(self._qualifier)
        return QSize(max(scaled(130), title + scaled(40), count + scaled(40)), scaled(84))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, icon, title, count and qualifier."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.isChecked() else 1
        painter.setPen(QPen(color("primary" if self.isChecked() else "line"), width))
        painter.setBrush(color("hover" if self.underMouse() else "surface"))
        inset = width / 2
        ground = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ground, 10, 10)
        alarm = self._warns and self._count > 0
        left, top = scaled(18), scaled(14)
        side = scaled(18)
        draw_icon(painter, self._icon, "danger" if alarm else "ink2", QRectF(left, top, side, side))
        room = self.width() - left * 2
        title = QRectF(left + side + scaled(7), top - 3, room - side - scaled(7), side + 6)
        self._text(painter, title, self.text(), "small_medium", "ink2")
        count = QRectF(left, scaled(38), room, scaled(36))
        used = self._text(painter, count, str(self._count), "number", "danger" if alarm else "ink")
        rest = count.adjusted(used + scaled(9), scaled(3), 0, 0)
        self._text(painter, rest, self._qualifier, "small", "ink2")
        self.ring(painter, 10)

    @staticmethod
    def _text(painter: QPainter, room: QRectF, text: str, role: str, tint: str) -> int:
        face = font(role)
        painter.setFont(face)
        painter.setPen(color(tint))
        measure = QFontMetrics(face)
        fits = measure.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(room.width())))
        painter.drawText(room, _LEFT, fits)
        return measure.horizontalAdvance(fits)


class FilterTiles(QFrame):
    """Filter tiles of which one is chosen, in as few rows as fit; ``picked`` tells its key."""

    picked = Signal(str)

    def __init__(self, name: str, tiles: Sequence[tuple[str, FilterTile]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.tiles: Final = dict(tiles)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        # Else the widest arrangement would be the least width, and nothing could go below.
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._grid)
        self._per_row = 0
        self._arrange(len(self.tiles))
        for key, tile in self.tiles.items():
            tile.toggled.connect(lambda on, key=key: self._toggled(key, on))

    @property
    def value(self) -> str:
        """The key of the chosen tile, or nothing."""
        return next((key for key, tile in self.tiles.items() if tile.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Choose a tile, without telling it."""
        self.blockSignals(True)
        self.tiles[key].setChecked(True)
        self.blockSignals(False)

    def minimumSizeHint(self) -> QSize:
        """One tile wide, so that the tiles can go below each other."""
        return QSize(scaled(130), self._grid.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many side by side as have room: all, half, or one."""
        super().resizeEvent(event)
        widest = max((tile.sizeHint().width() for tile in self.tiles.values()), default=1) + 12
        fits = max(1, (event.size().width() + 12) // widest)
        whole = len(self.tiles)
        self._arrange(whole if fits >= whole else max(1, min(fits, (whole + 1) // 2)))

    def _arrange(self, per_row: int) -> None:
        if per_row == self._per_row:
            return
        for column in range(len(self.tiles)):
            self._grid.setColumnStretch(column, 1 if column < per_row else 0)
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // per_row, place % per_row)
        self._per_row = per_row

    def _toggled(self, key: str, on: bool) -> None:
        if on:
            self.picked.emit(key)


class TickBox(QCheckBox):
    """A tick box with its words; all of it can be pressed."""

    def __init__(self, text: str, *, ticked: bool = False) -> None:
        super().__init__(text)
        self.setChecked(ticked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self.updateGeometry)

    def hitButton(self, pos: QPoint) -> bool:
        """The words too."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Box and words."""
        measure = QFontMetrics(font("body"))
        width = scaled(18 + 9) + measure.horizontalAdvance(self.text()) + 6
        return QSize(width, max(scaled(28), measure.height() + 6))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw box, tick, words and focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, on, live = scaled(18), self.isChecked(), self.isEnabled()
        box = QRectF(3.5, (self.height() - side) / 2, side - 1, side - 1)
        ground = "primary" if on and live else "surface" if live else "neutral_bg"
        painter.setPen(QPen(color("primary" if on and live else "line_strong"), 1))
        painter.setBrush(color(ground))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            draw_icon(
                painter, "check", "on_primary" if live else "ink3", box.adjusted(1, 1, -1, -1), 2.6
            )
        painter.setPen(color("ink" if live else "ink3"))
        painter.setFont(font("body"))
        painter.drawText(self.rect().adjusted(3 + side + scaled(8), 0, 0, 0), _LEFT, self.text())
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class Combo(QComboBox):
    """One of many; ``searchable`` lets the user type any part of the words.

    Enter and Tab take what is marked in the list, or the first that fits. Who goes on in another
    way gets the only one that fits; if none or many do, the last choice stands and ``unknown``
    tells what was typed. ``picked`` tells the user's choice.
    """

    picked = Signal(object)
    unknown = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        value: object = None,
        *,
        name: str = "",
        searchable: bool = False,
    ) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(12)
        # Only this delegate heeds what the style sheet says of an open list.
        self.setItemDelegate(QStyledItemDelegate(self))
        if searchable:
            self._make_searchable(name)
        self.set_choices(choices, value)
        self.activated.connect(self._activated)
        THEME.changed.connect(self.update)

    @property
    def value(self) -> object:
        """The one chosen, or None."""
        place = self.currentIndex()
        return self._choices[place][0] if 0 <= place < len(self._choices) else None

    @property
    def keys(self) -> list[object]:
        """What can be chosen."""
        return [key for key, _ in self._choices]

    def set_choices(self, choices: Sequence[Choice], value: object = None) -> None:
        """Offer these, with one chosen (None: none), without telling it."""
        self._choices = tuple(choices)
        self.clear()
        self.addItems([text for _, text in self._choices])
        self.set_value(value)

    def set_value(self, value: object) -> None:
        """Choose one (None: none), without telling it."""
        keys = self.keys
        self.setCurrentIndex(keys.index(value) if value in keys else -1)
        self._show_beginning()

    def event(self, event: QEvent) -> bool:
        """Let the page have Ctrl+Z when nothing was typed here."""
        line = self.lineEdit()
        own = line is not None and (line.isUndoAvailable() or line.isRedoAvailable())
        if leaves_undo_to_the_page(event, has_own=own):
            event.ignore()
            return False
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must not choose something else."""
        event.ignore()

    def showPopup(self) -> None:
        """Open the list, under the name that the box has by now."""
        self.view().setAccessibleName(self.accessibleName())
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and its arrow."""
        super().paintEvent(event)
        side = scaled(16)
        place = QRectF(self.width() - side - 8, (self.height() - side) / 2, side, side)
        draw_icon(QPainter(self), "chevron-down", "ink2", place)

    def _make_searchable(self, name: str) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        assert line is not None
        line.setAccessibleName(name)
        line.editingFinished.connect(self._settle)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = CompletionList()
        completer.setPopup(popup)
        self.setCompleter(completer)
        # After the completer's own, so that it is heard first.
        popup.installEventFilter(self)
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a press open the list, and Enter and Tab take what fits from it; Tab goes on."""
        if watched is self.lineEdit() and event.type() == QEvent.Type.MouseButtonRelease:
            self._open_all()
            return False
        completer = self.completer()
        if (
            completer is not None
            and watched is completer.popup()
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _TAKING
        ):
            self._take_marked(completer)
            if event.key() == Qt.Key.Key_Tab:
                self.focusNextPrevChild(True)
            else:
                # What is typed next begins another search.
                QTimer.singleShot(0, self, self._mark_all)
            return True
        return super().eventFilter(watched, event)

    def _open_all(self) -> None:
        """Show every choice, ready to be typed over: one who presses the box wants the list."""
        completer, line = self.completer(), self.lineEdit()
        if completer is None or line is None or line.hasSelectedText() or not self.isEnabled():
            return
        completer.setCompletionPrefix("")
        completer.complete()
        popup = completer.popup()
        if popup is not None:
            popup.setCurrentIndex(completer.completionModel().index(self.currentIndex(), 0))
        # Last, for what is marked in the list is written into the line and takes the mark away.
        line.selectAll()

    def _mark_all(self) -> None:
        line = self.lineEdit()
        if line is not None:
            line.selectAll()

    def _take_marked(self, completer: QCompleter) -> None:
        popup, fitting = completer.popup(), completer.completionModel()
        assert popup is not None
        index = popup.currentIndex()
        if not index.isValid() and completer.completionPrefix().strip():
            index = fitting.index(0, 0)
        popup.hide()
        if isinstance(fitting, QAbstractProxyModel) and index.isValid():
            place = fitting.mapToSource(index).row()
            self.setCurrentIndex(place)
            self._activated(place)

    def _settle(self) -> None:
        typed = self.currentText()
        meant = self._meant(typed.strip().casefold())
        if meant is None or meant == self.currentIndex():
            self.setEditText(self.itemText(self.currentIndex()))
        else:
            self.setCurrentIndex(meant)
            self.picked.emit(self.value)
        if meant is None and typed.strip():
            self.unknown.emit(typed.strip())

        self._show_beginning()

    def _show_beginning(self) -> None:
        """Show a long choice from its first word, which is the name; Qt shows its end."""
        line = self.lineEdit()
        if line is not None and not line.hasFocus():
            line.setCursorPosition(0)

    def _meant(self, typed: str) -> int | None:
        """Give the place of the choice with these words, or the only one that holds them."""
        if not typed:
            return next((n for n, key in enumerate(self.keys) if key in (None, "")), None)
        texts = [text.casefold() for _, text in self._choices]
        if typed in texts:
            # The one that is chosen, where two have the same words.
            here = self.currentIndex()
            return here if self.itemText(here).casefold() == typed else texts.index(typed)
        fitting = [place for place, text in enumerate(texts) if typed in text]
        return fitting[0] if len(fitting) == 1 else None

    def _activated(self, place: int) -> None:
        self.picked.emit(self._choices[place][0])


class Tabs(QTabBar):
    """The tabs of a page; ``picked`` tells the key, ``turn`` goes on with Ctrl+Tab."""

    picked = Signal(str)

    def __init__(self, name: str, tabs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = [key for key, _ in tabs]
        self._texts = dict(tabs)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setProperty("role", "body_medium")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for _, text in tabs:
            self.addTab(text)
        self.currentChanged.connect(lambda place: self.picked.emit(self._keys[place]))

    @property
    def value(self) -> str:
        """The key of the tab in front."""
        return self._keys[self.currentIndex()]

    def set_value(self, key: str) -> None:
        """Bring a tab to the front, without telling it."""
        self.blockSignals(True)
        self.setCurrentIndex(self._keys.index(key))
        self.blockSignals(False)

    def show_count(self, key: str, count: int) -> None:
        """Show a count behind a tab's words; 0 shows none."""
        text = self._texts[key]
        self.setTabText(self._keys.index(key), f"{text}  {count}" if count else text)

    def turn(self, step: int = 1) -> None:
        """Go to the next tab, or the one before with -1; round at the ends."""
        self.setCurrentIndex((self.currentIndex() + step) % self.count())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tabs on their line."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("line"))
        painter.end()
        super().paintEvent(event)
        if self.hasFocus():
            ring = QPainter(self)
            ring.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring.setPen(QPen(color("focus"), 2))
            place = QRectF(self.tabRect(self.currentIndex()))
            # The air between two tabs belongs to the first of them.
            ring.drawRoundedRect(place.adjusted(1, 1, -scaled(12) - 1, -1), 4, 4)
