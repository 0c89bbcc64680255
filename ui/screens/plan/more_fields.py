"""Fields that are seldom used: behind «Flere felter», which opens by itself when one is filled."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from coordinator.i18n import _
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.layouts import Part, across, boxed, down


class SideBySide(QFrame):
    """Fields in as many columns as there is room for, each at least ``least`` wide."""

    def __init__(self, *fields: QWidget, least: int = 190) -> None:
        super().__init__()
        self._fields: Final = fields
        self._least = least
        self._columns = 0
        self._grid: Final = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._place(2)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one field."""
        wanted = super().minimumSizeHint()
        widest = max((each.minimumSizeHint().width() for each in self._fields), default=0)
        return QSize(widest, wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields in columns."""
        super().resizeEvent(event)
        fit = event.size().width() // (scaled(self._least) + 10)
        self._place(max(1, min(fit, len(self._fields))))

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        for old in range(self._columns):
            self._grid.setColumnStretch(old, 0)
        self._columns = columns
        for number, each in enumerate(self._fields):
            self._grid.removeWidget(each)
            self._grid.addWidget(
                each, number // columns, number % columns, Qt.AlignmentFlag.AlignTop
            )
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)


class MoreFields(QFrame):
    """A button, and under it the fields with these names once it was pressed or one is filled.

    ``quiet`` are filled by the way, and do not open the rest.
    """

    def __init__(self, names: Iterable[str], *rows: Part, quiet: Iterable[str] = ()) -> None:
        super().__init__()
        self.names: Final = frozenset(names)
        self._quiet: Final = frozenset(quiet)
        self._chosen = False
        self.button: Final = Button(
            _("More fields"), self._toggle, kind="ghost", icon="chevron-right", size="small"
        )
        self._body: Final = boxed(down(*rows, gap=8))
        self._body.hide()
        self.setLayout(down(across(self.button, None), self._body, gap=6))

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return not self._body.isHidden()

    def open(self) -> None:
        """Show the fields."""
        self._show(shown=True)

    def ask(self) -> None:
        """Show the fields, unless the user closed them."""
        if not self._chosen:
            self.open()

    def open_if(self, part: object, *, wrong: bool) -> None:
        """Open when a field is filled, unless the user closed them, or when one is wrong."""
        values = (getattr(part, name) for name in self.names - self._quiet)
        filled = any(each not in (None, "", (), frozenset()) for each in values)
        if wrong or (filled and not self._chosen):
            self.open()

    def _toggle(self) -> None:
        self._chosen = True
        self._show(shown=not self.is_open)

    def _show(self, *, shown: bool) -> None:
        self._body.setVisible(shown)
        self.button.show_icon("chevron-down" if shown else "chevron-right")
        self.button.show_text(_("Fewer fields") if shown else _("More fields"))
