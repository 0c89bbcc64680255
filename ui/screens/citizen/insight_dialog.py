"""Giving a citizen the own log: with or without names, as a paper or as a table."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.printing import choose_file, choose_table
from ui.widgets.buttons import Button
from ui.widgets.choices import TickBox
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import Label

Save = Callable[[Path, bool], None]
"""Takes where the log goes, and whether staff are named."""
Choose = Callable[[QWidget, str, Callable[[Path], None]], None]


class GivesLog(Protocol):
    """What the page asks of who gives the log."""

    def save(self, path: Path, names: bool) -> None:
        """Save it, as a paper or as a table by the file's ending."""


class InsightDialog(Dialog):
    """Asks how the log is given; ``save`` hears where to."""

    def __init__(self, parent: QWidget, save: Save) -> None:
        super().__init__(
            parent,
            _("Insight into the log"),
            _(
                "The citizen gets all that was seen and written: unit, day, what and why. That you"
                " give it is logged."
            ),
        )
        self._above: Final = parent
        self._save: Final = save
        self.names: Final = TickBox(_("Name the staff in person"))
        self.body.addWidget(self.names)
        self.body.addWidget(
            Label(
                _("Only when the citizen needs the names to use their rights. You weigh it."),
                "small",
                "2",
                wrap=True,
            )
        )
        self.table: Final = Button(_("Save as CSV"), self._as_table, icon="table")
        self.paper: Final = Button(
            _("Save as PDF"), self._as_paper, kind="primary", icon="file-download"
        )
        self.finish_with(self.table, self.paper)

    def _as_paper(self) -> None:
        self._ask(choose_file, _("insight-into-the-log.pdf"))

    def _as_table(self) -> None:
        self._ask(choose_table, _("insight-into-the-log.csv"))

    def _ask(
        self, choose: Callable[[QWidget, str, Callable[[Path], None]], None], name: str
    ) -> None:
        save, names = self._save, self.names.isChecked()
        # The name of the file tells nobody whose log it is.
        choose(self._above, name, lambda path: save(path, names))
        self.accept()
