"""Who should have an enquiry: up to three suggestions, and every other unit by its name."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from coordinator.i18n import _
from plans.units import Unit
from ui.screens.enquiries.shown import Option
from ui.theme import THEME, color, draw_icon, scaled
from ui.widgets.areas import AreaMark
from ui.widgets.fields import Field
from ui.widgets.labels import Label, key_caps
from ui.widgets.layouts import across, boxed, down
from ui.widgets.surfaces import Card
from ui.widgets.typeahead import Suggestion, SuggestLine


class OptionRow(QRadioButton):
    """One suggested unit: why, by when it answers, and its key."""

    def __init__(self, option: Option, key: str) -> None:
        super().__init__()
        self.unit: Final = option.unit
        spoken = (option.name, option.why, option.promise)
        self.setAccessibleName(", ".join(filter(None, spoken)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        texts = down(Label(option.name, "body_medium"), Label(option.why, "small", "2"), gap=1)
        for each in (texts,):
            each.setContentsMargins(0, 0, 0, 0)
        row = across(
            scaled(30),
            AreaMark(option.unit.service_area or "", 22),
            (texts, 1),
            Label(option.promise, "small", "2"),
            key_caps(key),
            gap=12,
            margins=(12, 8, 12, 8),
        )
        self.setLayout(row)
        for label in self.findChildren(Label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        THEME.changed.connect(self.updateGeometry)

    def hitButton(self, _pos: object) -> bool:
        """All of it can be pressed."""
        return True

    def sizeHint(self) -> QSize:
        """Room for its two lines; long words may shrink to their ellipsis."""
        layout = self.layout()
        height = layout.sizeHint().height() if layout is not None else 0
        return QSize(scaled(220), height)

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, ring and dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(color("selected" if self.isChecked() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        side = scaled(20)
        box = QRectF(scaled(12), (self.height() - side) / 2, side, side)
        draw_icon(painter, "circle-dot" if self.isChecked() else "circle", "primary", box)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class WhoCard(Card):
    """Suggestions under the keys 1 to 3; a line finds any other unit. Nothing is chosen silently.

    ``picked`` tells that another unit was chosen.
    """

    picked = Signal()

    def __init__(self, options: Sequence[Option], units: Sequence[tuple[Unit, str]]) -> None:
        note = Label(_("Suggested from the subject and the citizen’s cases"), "small", "2")
        super().__init__(title=_("Who should have it?"), actions=(note,))
        self._units = tuple(units)
        self.rows: Final = [OptionRow(each, str(n)) for n, each in enumerate(options, 1)]
        for row in self.rows:
            row.toggled.connect(partial(self._row_chosen, row))
        if self.rows:
            self.body.addWidget(boxed(down(*self.rows, gap=2)))
        self.other: Final = SuggestLine(name=_("Another unit"))
        self.other.set_suggestions([Suggestion(name, name, unit) for unit, name in units])
        self.field: Final = Field(
            _("Another unit"), self.other, hint=_("Three letters of the unit’s name")
        )
        self.other.textChanged.connect(self._typed)
        self.body.addWidget(self.field)

    @property
    def unit(self) -> Unit | None:
        """The unit that is chosen: the one that is typed, else the one that is marked."""
        typed = " ".join(self.other.text().split()).casefold()
        if typed:
            return next((unit for unit, name in self._units if name.casefold() == typed), None)
        return next((row.unit for row in self.rows if row.isChecked()), None)

    def choose(self, number: int) -> bool:
        """Choose a suggestion by its key; tells whether there is one."""
        if not 1 <= number <= len(self.rows):
            return False
        self.rows[number - 1].setChecked(True)
        self.rows[number - 1].setFocus()
        return True

    def show_missing(self, sentence: str) -> None:
        """Say that a unit must be chosen."""
        self.field.show_error(sentence)
        (self.rows[0] if self.rows else self.other).setFocus()

    def _row_chosen(self, _row: OptionRow, on: bool) -> None:
        if on:
            self.other.clear()
            self.field.clear_error()
            self.picked.emit()

    def _typed(self, text: str) -> None:
        self.field.clear_error()
        if text.strip():
            for row in self.rows:
                row.setAutoExclusive(False)
                row.setChecked(False)
                row.setAutoExclusive(True)
        self.picked.emit()
