"""A date that one types the way one says it, or picks in a calendar."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QToolButton,
    QWidget,
)

from coordinator.dates_in import read_birth_date, read_date, read_past_date
from coordinator.i18n import _, current_language
from ui.keys import shown
from ui.theme import THEME, color, icon, scaled
from ui.widgets.layouts import down
from ui.widgets.undoing import leaves_undo_to_the_page
from ui.working_calendar import CALENDAR

_CALENDAR_KEY = "Alt+Down"


class DateField(QLineEdit):
    """Takes «24-11-2026», «24/11», «tirsdag», «i morgen», «+2u», «+5a» and shows 24-11-2026.

    ``picked`` tells a date, or None for an emptied field, when the user leaves the field, presses
    Enter or picks a day in the calendar (Alt+Down); ``not_understood`` tells the text that is no
    date, which stays in the field. A field for a ``birth`` knows no day after today; in a
    ``past`` one a date without a year has been.
    """

    picked = Signal(object)
    not_understood = Signal(str)

    def __init__(
        self,
        value: date | None = None,
        *,
        today: Callable[[], date],
        name: str = "",
        birth: bool = False,
        past: bool = False,
    ) -> None:
        super().__init__()
        self._today = today
        self._past = past
        self.birth: Final = birth
        self._value: date | None = None
        self.setAccessibleName(name)
        self.setMaxLength(40)
        if not birth:
            self.setToolTip(_("A date such as 24/11, Tuesday, tomorrow, +2w or +5a (working days)"))
        words = _("Choose in the calendar")
        # Not an action of the line: Qt gives those one size at every size of text.
        self._calendar = QToolButton(self)
        self._calendar.setObjectName("in_line")
        self._calendar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._calendar.setCursor(Qt.CursorShape.ArrowCursor)
        self._calendar.setAccessibleName(words)
        self._calendar.setToolTip(f"{words} ({shown(_CALENDAR_KEY)})")
        self._calendar.clicked.connect(self.open_calendar)
        self.set_value(value)
        self.returnPressed.connect(self.settle)
        self._restyle()
        THEME.changed.connect(self._restyle)

    @property
    def value(self) -> date | None:
        """The date last understood."""
        return self._value

    @property
    def understood(self) -> bool:
        """Whether what stands in the field is a date or nothing."""
        return not self.text().strip() or self.read(self.text()) is not None

    def set_value(self, value: date | None) -> None:
        """Show a date, without telling it."""
        self._value = value
        self.setText(f"{value:%d-%m-%Y}" if value else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let what one types take the place of a date that was proposed, as after Tab."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason and self.understood:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Read what was typed; a menu or the calendar over the field is not leaving it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the calendar's button at the end."""
        super().resizeEvent(event)
        self._place_calendar()

    def event(self, event: QEvent) -> bool:
        """Let the page have Ctrl+Z when nothing was typed here."""
        own = self.isUndoAvailable() or self.isRedoAvailable()
        if leaves_undo_to_the_page(event, has_own=own):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar, as in any list of choices."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def settle(self) -> None:
        """Read what was typed and tell what it was, if it is news."""
        text = self.text().strip()
        read = self.read(text) if text else None
        if text and read is None:
            self.not_understood.emit(text)
            return
        self._take(read)

    def open_calendar(self) -> None:
        """Show the month of the date under the field; Enter takes a day, Esc none."""
        if self.isReadOnly():
            return
        shown_day = self.read(self.text()) or self._today()
        popup = _Calendar(self, shown_day, self._today(), self._take)
        if self.birth:
            popup.end_at(self._today())
        popup.move(self._place_for(popup))
        popup.show()

    def read(self, text: str) -> date | None:
        """Give the date that a text means in this field, or None when it means none."""
        if self.birth:
            return read_birth_date(text, self._today())
        if self._past:
            return read_past_date(text, self._today())
        return read_date(text, self._today(), CALENDAR.days())

    def _place_for(self, popup: QWidget) -> QPoint:
        """Under the field, or over it where the screen ends."""
        # A few pixels to spare: the frame of a popup counts only once it is shown.
        size, ends = popup.sizeHint(), self.screen().availableGeometry().adjusted(6, 6, -6, -6)
        under = self.mapToGlobal(QPoint(0, self.height() + 2))
        over = self.mapToGlobal(QPoint(0, -6)) - QPoint(0, size.height())
        place = under if under.y() + size.height() <= ends.bottom() else over
        return QPoint(max(ends.left(), min(place.x(), ends.right() - size.width())), place.y())

    def _place_calendar(self) -> None:
        button = self._calendar
        button.move(self.width() - button.width() - 4, (self.height() - button.height()) // 2)

    def _take(self, day: date | None) -> None:
        news = day != self._value
        self.set_value(day)
        if news:
            self.picked.emit(day)

    def _restyle(self) -> None:
        side = scaled(18)
        self._calendar.setIcon(icon("calendar"))
        self._calendar.setIconSize(QSize(side, side))
        self._calendar.resize(side + 8, side + 8)
        self.setTextMargins(0, 0, side, 0)
        self._place_calendar()
        self.setMinimumWidth(scaled(132))


class _Calendar(QFrame):
    """A month to pick a day in; goes when a day is taken, Esc is pressed or focus is elsewhere."""

    def __init__(
        self, parent: QWidget, day: date, today: date, taken: Callable[[date], None]
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Calendar"))
        self._taken = taken
        self.month = QCalendarWidget()
        self.month.setAccessibleName(_("Calendar"))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setLocale(QLocale(current_language()))
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self._dress(today)
        self.month.activated.connect(self._take)
        self.month.clicked.connect(self._take)
        self.setLayout(down(self.month, margins=(6, 6, 6, 6)))
        self.month.setFocus()

    def end_at(self, day: date) -> None:
        """Offer no day after this one."""
        self.month.setMaximumDate(QDate(day.year, day.month, day.day))

    def _dress(self, today: date) -> None:
        """Give Qt's calendar our colours and icons, and its parts their names."""
        head, weekend, now = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        head.setForeground(color("ink2"))
        self.month.setHeaderTextFormat(head)
        # Qt's own weekend is red, and red is late.
        weekend.setForeground(color("ink2"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, weekend)
        now.setFontWeight(QFont.Weight.Bold)
        now.setFontUnderline(True)
        self.month.setDateTextFormat(QDate(today.year, today.month, today.day), now)
        for part, name, picture in (
            ("prevmonth", _("Previous month"), "arrow-left"),
            ("nextmonth", _("Next month"), "arrow-right"),
        ):
            button = self.month.findChild(QToolButton, f"qt_calendar_{part}")
            assert button is not None
            button.setIcon(icon(picture))
            button.setToolTip(name)
            button.setAccessibleName(name)
        days = self.month.findChild(QAbstractItemView, "qt_calendar_calendarview")
        assert days is not None
        days.setAccessibleName(_("Calendar"))

    def _take(self, day: QDate) -> None:
        self.close()
        self._taken(date(day.year(), day.month(), day.day()))
