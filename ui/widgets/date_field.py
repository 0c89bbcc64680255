"""A date that one types the way one says it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from coordinator.dates_in import read_date
from coordinator.i18n import _
from ui.theme import scaled


class DateField(QLineEdit):
    """Takes «24-11-2026», «24/11», «tirsdag», «i morgen», «+2u» and shows 24-11-2026.

    ``picked`` tells a date, or None for an emptied field, when the user leaves the field or
    presses Enter; ``not_understood`` tells the text that is no date, which stays in the field.
    """

    picked = Signal(object)
    not_understood = Signal(str)

    def __init__(
        self, value: date | None = None, *, today: Callable[[], date], name: str = ""
    ) -> None:
        super().__init__()
        self._today = today
        self._value: date | None = None
        self.setAccessibleName(name)
        self.setMaxLength(40)
        self.setMinimumWidth(scaled(110))
        self.setToolTip(_("A date such as 24/11, Tuesday, tomorrow or +2w"))
        self.set_value(value)
        self.returnPressed.connect(self.settle)

    @property
    def value(self) -> date | None:
        """The date last understood."""
        return self._value

    @property
    def understood(self) -> bool:
        """Whether what stands in the field is a date or nothing."""
        return not self.text().strip() or read_date(self.text(), self._today()) is not None

    def set_value(self, value: date | None) -> None:
        """Show a date, without telling it."""
        self._value = value
        self.setText(f"{value:%d-%m-%Y}" if value else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Read what was typed."""
        super().focusOutEvent(event)
        self.settle()

    def settle(self) -> None:
        """Read what was typed and tell what it was, if it is news."""
        text = self.text().strip()
        read = read_date(text, self._today()) if text else None
        if text and read is None:
            self.not_understood.emit(text)
            return
        news = read != self._value
        self.set_value(read)
        if news:
            self.picked.emit(read)
