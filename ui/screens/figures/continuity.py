"""The changes of case worker on the page of figures, for who leads a unit."""

from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from typing import Final, Protocol

from coordinator.desk import Desk
from coordinator.use_cases.continuity import ContinuityFigures, continuity, print_continuity
from plans import access
from plans.units import Unit
from ui.runner import Runner
from ui.screens.figures.shown import ContinuityShown, FigureLine


class Prints(Protocol):
    """Where papers go."""

    def ask(self, fetch: Callable[[], None]) -> None:
        """Let the user choose a printer; ``fetch`` asks for the paper then."""

    def print_paper(self, runner: Runner, content: bytes) -> None:
        """Send the pages to the printer that was chosen."""


class ContinuityFace(Protocol):
    """The view as this part sees it."""

    def show_continuity(self, shown: ContinuityShown) -> None:
        """Show the table."""

    @property
    def prints(self) -> Prints:
        """Where papers go."""


class ContinuityPart:
    """Reads the table of a unit that one leads, and its paper."""

    def __init__(self, desk: Desk, runner: Runner, failed: Callable[[Exception], None]) -> None:
        self._desk, self._runner, self._failed = desk, runner, failed
        self._face: ContinuityFace  # given by ``show_in`` before anything is asked
        self._found: ContinuityFigures | None = None
        self._unit: Unit | None = None
        self.slot: Final[Hashable] = ("continuity", id(self))

    def show_in(self, face: ContinuityFace) -> None:
        """Take the view."""
        self._face = face

    def read(self) -> None:
        """Read the table; who leads nobody has none."""
        if access.is_lead(self._desk.member):
            work = partial(continuity, self._desk, self._unit)
            self._runner.ask(self.slot, work, self._got, self._failed)

    def choose_unit(self, key: str) -> None:
        """Show another unit."""
        if self._found is not None:
            self._unit = self._found.units[int(key)]
            self.read()

    def print_table(self) -> None:
        """Print it as it stands."""
        found, today = self._found, self._today()
        if found is None:
            return

        def fetch() -> None:
            work = partial(print_continuity, self._desk, found.unit, today)
            paper = partial(self._face.prints.print_paper, self._runner)
            self._runner.ask((self.slot, "paper"), work, paper, self._failed)

        self._face.prints.ask(fetch)

    def _today(self) -> date:
        return self._desk.clock.today()

    def _got(self, found: ContinuityFigures) -> None:
        self._found = found
        table = found.table
        lines = [FigureLine(row.label, row.cells) for row in table.rows]
        total = FigureLine(table.total.label, table.total.cells, total=True)
        self._face.show_continuity(
            ContinuityShown(
                units=tuple((str(place), each.team) for place, each in enumerate(found.units)),
                unit=str(found.units.index(found.unit)),
                title=table.title,
                headings=(table.label_heading, *table.columns),
                lines=(*lines, total),
                note=table.note,
            )
        )
