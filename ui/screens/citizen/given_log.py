"""Giving the citizen on the page the own log."""

from collections.abc import Callable
from pathlib import Path

from coordinator.i18n import _
from plans.people import Citizen
from ui.screen import ScreenContext


class GivenLog:
    """Saves the own log of the citizen on the page."""

    def __init__(
        self,
        context: ScreenContext,
        citizen: Callable[[], Citizen | None],
        failed: Callable[[Exception], None],
        saved: Callable[[], None],
    ) -> None:
        self._context, self._citizen = context, citizen
        self._failed, self._saved = failed, saved

    def save(self, path: Path, names: bool) -> None:
        """Save it, as a paper or as a table by the file's ending; it is logged before it leaves."""
        citizen, desk = self._citizen(), self._context.desk
        if citizen is None:
            return

        def write() -> None:
            # Drawing is read only when it is needed.
            from coordinator.use_cases.log_insight import citizens_log  # noqa: PLC0415

            found = citizens_log(desk, citizen.id, names=names)
            as_table = path.suffix.lower() == ".csv"
            path.write_bytes(found.csv() if as_table else found.pdf())

        self._context.runner.do(write, self._done, self._failed, lane="paper")

    def _done(self, _none: None) -> None:
        self._context.navigator.toast(_("The log is saved."))
        self._saved()
