"""What the settings do about one's deadlines as a calendar file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from coordinator.i18n import _
from ui.calendar_writer import write_calendar
from ui.preferences import Preferences
from ui.problems import describe
from ui.screen import ScreenContext


class CalendarFace(Protocol):
    """The card as the deeds see it."""

    def show_file(self, path: str) -> None:
        """Say where the file is written, "" for nowhere."""

    def show_state(self, sentence: str, *, trouble: bool = False) -> None:
        """Say whether it was written."""


class CalendarDeeds:
    """``chosen`` gives the choices; ``keep`` keeps others, and tells whether it could."""

    def __init__(
        self,
        context: ScreenContext,
        chosen: Callable[[], Preferences],
        keep: Callable[[Preferences], bool],
    ) -> None:
        self._context = context
        self._chosen = chosen
        self._keep = keep
        self._face: CalendarFace | None = None

    def shown_on(self, face: CalendarFace) -> None:
        """Take the card."""
        self._face = face

    def start(self) -> None:
        """Say where it is written now."""
        self._show("")

    def choose(self, path: str) -> None:
        """Write one's deadlines to a file from now on; "" writes them no more."""
        if not self._keep(replace(self._chosen(), calendar_file=path)):
            return
        self._show("")
        if path:
            desk = self._context.desk
            self._context.runner.do(
                lambda: write_calendar(desk, Path(path)), self._written, self._failed, lane="paper"
            )

    def _written(self, _none: None) -> None:
        self._show(_("Written."))

    def _failed(self, error: Exception) -> None:
        if self._face is not None:
            sentence = describe(error).sentence
            if isinstance(error, OSError):
                sentence = _("The file could not be written there. Choose another folder.")
            self._face.show_state(sentence, trouble=True)

    def _show(self, state: str) -> None:
        if self._face is not None:
            self._face.show_file(self._chosen().calendar_file)
            self._face.show_state(state)
