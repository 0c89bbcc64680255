"""The lists of «Overdragelser», in which several of a redistribution can be accepted at once."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _, ngettext
from ui.screens.handovers.shown import HandoverRow, ListsShown
from ui.widgets.buttons import Button
from ui.widgets.check_rows import CheckRows
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.notices import Banner
from ui.widgets.progress import Progress
from ui.widgets.rows_model import Cell, Column, Heading
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, EmptyState, PageHeader


class SeveralTold(Protocol):
    """Who accepts several in one go."""

    def accept(self, keys: Sequence[str]) -> None:
        """Take these over."""

    def stop(self) -> None:
        """Stop; who is taken over by then stays so."""


class ListPage(QWidget):
    """The lists under headings, or what stands in their place."""

    def __init__(self, open_: Callable[[str], None], several: SeveralTold) -> None:
        super().__init__()
        self._several = several
        self.accept_button: Final = Button(
            "", self.primary_action, kind="primary", keys="Ctrl+Return"
        )
        self.progress: Progress | None = None
        self.told: Final = Banner("info", "", closable=True)
        self.told.hide()
        self.header: Final = PageHeader(_("Hand-overs"), "")
        self.rows: Final = _rows()
        self.rows.opened.connect(lambda row: open_(row.key))
        self.rows.ticks_changed.connect(self._ticked)
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self._empty: Final = EmptyState(
            _("No hand-overs are waiting for you"),
            _("To hand a citizen over, open the citizen and press Ctrl+Shift+O."),
            figure=True,
        )
        self._empty.hide()
        card = Card((self.rows, 1), self._empty)
        card.body.setContentsMargins(8, 8, 8, 8)
        self._top: Final = down(self.problem, self.told, margins=(26, 0, 26, 8))
        hint = Label(_("Space ticks one, Ctrl+A all."), "small", "2", wrap=True)
        self._foot: Final = boxed(across((hint, 1), self.accept_button, margins=(26, 0, 26, 14)))
        self._foot.hide()
        self.setLayout(
            down(
                self.header,
                boxed(self._top),
                (boxed(down((card, 1), margins=(26, 0, 26, 18))), 1),
                self._foot,
                gap=0,
            )
        )

    @property
    def content(self) -> QWidget:
        """What the list shows, or what stands in its place."""
        return self.rows if self.rows.isVisibleTo(self) else self._empty

    def show_lists(self, shown: ListsShown) -> None:
        """Show the lists; an empty one is left out."""
        self.problem.hide()
        self.header.show_subtitle(shown.subtitle)
        rows: list[HandoverRow | Heading] = []
        for title, lines in shown.groups:
            rows += [Heading(title, len(lines)), *lines]
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._foot.setVisible(any(row.may_tick for _title, lines in shown.groups for row in lines))
        self._ticked()

    def primary_action(self) -> None:
        """Accept what is ticked (Ctrl+Enter)."""
        if self.rows.ticked:
            self._several.accept(self.rows.ticked)

    def show_accepting(self, done: int, total: int) -> None:
        """Show how far it is; 0 of 0 is its end."""
        if total and self.progress is None:
            self.progress = Progress(_("Taking over"))
            self.progress.stopped.connect(self._several.stop)
            self._top.addWidget(self.progress)
        if self.progress is not None:
            if total:
                self.progress.report(done, total)
            else:
                self.progress.deleteLater()
                self.progress = None

    def show_answers(self, said: str, refused: str) -> None:
        """Say how many were accepted, and of each other why not."""
        words = "\n".join(part for part in (said, refused) if part)
        self.told.show_notice("warn" if refused else "info", words)
        self.told.show()
        say(self.told, words, urgent=bool(refused))

    def _ticked(self) -> None:
        number = len(self.rows.ticked)
        words = ngettext("Accept {n}", "Accept {n}", number).format(n=number)
        self.accept_button.show_text(words)
        self.accept_button.setEnabled(number > 0)

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong; the list stays."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)


def _rows() -> "CheckRows[HandoverRow]":
    return CheckRows(
        _("Hand-overs"),
        (
            Column(_("Citizen"), lambda row: Cell(row.citizen, row.about, role="body_medium")),
            Column(_("From and to"), lambda row: Cell(row.people, tone="ink2"), 300, drops=True),
            Column(_("Sent"), lambda row: Cell(row.since, tone="ink2"), 100, drops=True),
            Column(_("State"), lambda row: Cell(pill=row.pill), 190),
        ),
        key=lambda row: row.key,
        may_tick=lambda row: row.may_tick,
        opens=True,
    )
