"""Fields that read what people type: hours, times of the week, what something waits for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from coordinator.danish import decimal, weekly_time
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.i18n import _
from coordinator.weekly_in import read_hours, read_weekly
from plans.parts import Waiting
from plans.weekly import WeeklyTime
from ui.screens.plan.coded_inputs import CodeInput
from ui.screens.plan.inputs import DateInput, Input, LineInput
from ui.screens.plan.more_fields import SideBySide
from ui.widgets.typeahead import EditLine


class ReadInput(Input):
    """A line that is read as a value; a text that means none stays until it is mended."""

    def __init__(self, label: str, example: str, nothing: object) -> None:
        self.line: Final = EditLine(name=label)
        self._nothing = nothing
        super().__init__(label, self.line)
        self.line.setToolTip(example)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._settle)

    def put(self, value: object) -> None:
        """Show a value, or the text that was not understood."""
        text = value if isinstance(value, str) else self._written(value)
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def _typed(self, text: str) -> None:
        read = self._read(text) if text.strip() else self._nothing
        if read is not None or not text.strip():
            self.edited.emit(read)

    def _settle(self) -> None:
        text = self.line.text()
        if text.strip() and self._read(text) is None:
            self.unread.emit(text)

    def _read(self, text: str) -> object | None:
        raise NotImplementedError

    def _written(self, value: object) -> str:
        raise NotImplementedError


class HoursInput(ReadInput):
    """Hours a week: «12,5»."""

    def __init__(self, label: str) -> None:
        super().__init__(label, _("A figure such as 12.5"), None)

    def _read(self, text: str) -> object | None:
        return read_hours(text)

    def _written(self, value: object) -> str:
        return decimal(value) if isinstance(value, Decimal) else ""


class WeeklyInput(ReadInput):
    """Times of the week: «tirsdag 9-12, torsdag 10-14.30»."""

    def __init__(self, label: str) -> None:
        super().__init__(label, _("Days and times such as Tuesday 9-12, Thursday 10-14:30"), ())

    def _read(self, text: str) -> object | None:
        return read_weekly(text)

    def _written(self, value: object) -> str:
        times = value if isinstance(value, tuple) else ()
        return ", ".join(weekly_time(each) for each in times if isinstance(each, WeeklyTime))


class WaitingInput(Input):
    """What something waits for: the cause, on whom, since when, and when to look again.

    Who chooses a cause waits from today, until another day is written.
    """

    def __init__(self, book: CodeBook, today: Callable[[], date]) -> None:
        self._today = today
        self._value: Waiting | None = None
        self.cause: Final = CodeInput(_("Waits for"), book, DatedList.WAITING_CAUSES)
        self.on_whom: Final = LineInput(_("On whom"))
        self.since: Final = DateInput(_("Waits since"), today)
        self.wake_up: Final = DateInput(_("Look again on"), today)
        self._inner: Final[dict[str, Input]] = {
            "cause": self.cause,
            "on_whom": self.on_whom,
            "since": self.since,
            "wake_up_date": self.wake_up,
        }
        super().__init__(_("Waits for"), SideBySide(*self._inner.values(), least=240))
        self._label.hide()
        self.control.setFocusProxy(self.cause.control)
        for name, each in self._inner.items():
            each.edited.connect(partial(self._typed, name))
            each.held.connect(self.held)
            each.left.connect(self.left)
            each.unread.connect(self.unread)

    @property
    def busy(self) -> bool:
        """Whether the cursor is in one of the fields."""
        return any(each.busy for each in self._inner.values())

    def put(self, value: object) -> None:
        """Show what it waits for; a text that is no date stays in the last field."""
        if isinstance(value, str):
            if self.since.day.understood:
                self.wake_up.put(value)
            return
        self._value = value if isinstance(value, Waiting) else None
        shown = self._value or Waiting()
        for name, each in self._inner.items():
            each.put(getattr(shown, name))

    def _typed(self, name: str, value: object) -> None:
        waiting = replace(self._value or Waiting(), **{name: value or _NOTHING[name]})  # type: ignore[arg-type]  # the fields are its own
        if name == "cause" and value and waiting.since is None:
            waiting = replace(waiting, since=self._today())
            self.since.put(waiting.since)
        if not (waiting.cause or waiting.on_whom.strip() or waiting.wake_up_date):
            self._value = None
        else:
            self._value = waiting
        self.edited.emit(self._value)


_NOTHING: Final = {"cause": "", "on_whom": "", "since": None, "wake_up_date": None}
