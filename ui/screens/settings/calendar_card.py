"""The card of settings about one's deadlines as a calendar file."""

from typing import Protocol

from PySide6.QtWidgets import QFileDialog

from coordinator.calendar_file import FILE_NAME
from coordinator.i18n import _
from ui.screens.settings.parts import PartCard
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import across


class CalendarPresenting(Protocol):
    """What the user can do."""

    def choose(self, path: str) -> None:
        """Write one's deadlines to a file from now on; "" writes them no more."""


class CalendarHolder(CalendarPresenting, Protocol):
    """The calendar's part of the presenter, told the card that shows it."""

    def shown_on(self, face: "CalendarCard") -> None:
        """Take the card that shows it."""


class CalendarCard(PartCard):
    """Where the file is written, if it is."""

    def __init__(self, presenter: CalendarPresenting) -> None:
        super().__init__(
            _("Calendar"),
            _(
                "Samplan can write your deadlines as a calendar that Outlook reads. The file says"
                " “a task” and the day, and nothing of whom it is about."
            ),
        )
        self._choose = presenter.choose
        self._where = Label("", "body_medium", wrap=True).selectable()
        self.pick = Button(_("Choose where it is written"), self._ask, icon="calendar-event")
        self.stop = Button(_("Write it no more"), lambda: presenter.choose(""), kind="ghost")
        self.add(self._where, across(self.pick, self.stop, None))
        self.show_file("")

    def show_file(self, path: str) -> None:
        """Say where the file is written."""
        words = _("It is written to {file}, and again whenever something changes.")
        self._where.setText(words.format(file=path) if path else _("It is not written."))
        self.stop.setVisible(bool(path))

    def show_state(self, sentence: str, *, trouble: bool = False) -> None:
        """Say whether it was written."""
        self.state.setText("" if trouble else sentence)
        self.problem.setText(sentence if trouble else "")
        self.problem.setVisible(trouble)

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Choose where it is written"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(self._choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
