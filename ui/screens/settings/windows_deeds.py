"""What the settings do about what is open by one's own login."""

from collections.abc import Callable
from typing import Protocol

from coordinator.changes import Changes
from coordinator.danish import short_moment
from coordinator.i18n import _
from coordinator.sign_ins import OpenWindow
from coordinator.use_cases.sign_ins import end_other_windows, open_windows
from ui.screen import ScreenContext
from ui.screens.settings.shown import WindowLine


class WindowsFace(Protocol):
    """The card as its presenter sees it."""

    def show_windows(self, lines: tuple[WindowLine, ...]) -> None:
        """Show what is open, the oldest first."""


class WindowsDeeds:
    """Lists what is open, and ends all but this program."""

    def __init__(
        self,
        context: ScreenContext,
        mark: str,
        kept: Callable[[Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._context, self._mark = context, mark
        self._kept, self._failed = kept, failed
        self._view: WindowsFace | None = None

    def shown_on(self, face: WindowsFace) -> None:
        """Take the card that shows it."""
        self._view = face

    def start(self) -> None:
        """Show what is open."""
        desk, mark = self._context.desk, self._mark
        self._context.runner.ask(
            ("own windows", id(self)), lambda: open_windows(desk, mark), self._show, self._failed
        )

    def leave(self) -> None:
        """The screen goes: its answers are nobody's."""
        self._view = None
        self._context.runner.void(("own windows", id(self)))

    def end_others(self) -> None:
        """End everything that is open but this program."""
        desk, mark = self._context.desk, self._mark

        def done(changes: Changes) -> None:
            self._kept(changes)
            self.start()

        self._context.runner.do(lambda: end_other_windows(desk, mark), done, self._failed)

    def _show(self, found: tuple[OpenWindow, ...]) -> None:
        if self._view is not None:
            self._view.show_windows(tuple(map(_line, found)))


def _line(window: OpenWindow) -> WindowLine:
    where = ", ".join(filter(None, (window.pc, window.address))) or _("The server itself")
    if window.program:
        where = f"{window.program} – {where}"
    since = _("Since {moment}").format(moment=short_moment(window.since))
    return WindowLine(where, since, mine=window.mine)
