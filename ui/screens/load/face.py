"""How the load screen's presenter and its widgets see each other."""

from collections.abc import Mapping
from typing import Protocol

from ui.screens.load.lines import (
    Choosing,
    ColumnsForm,
    LoadLine,
    MendForm,
    NoticeKind,
    Report,
    Sheet,
)


class FileDeeds(Protocol):
    """What the user can do with a file as a whole."""

    def start(self) -> None:
        """Begin, or go on."""

    def again(self) -> None:
        """Let the file go and ask for one."""

    def choose_kind(self, kind: str) -> None:
        """Say what the file holds; nothing is done with it yet."""

    def go_on(self) -> None:
        """Check the file that waits for its kind."""

    def take_file(self, path: str) -> None:
        """Check a file."""

    def stop(self) -> None:
        """Stop the work."""

    def ask_columns(self) -> None:
        """Say anew which column is which."""

    def use_columns(self, chosen: Mapping[str, str], *, keep: bool) -> None:
        """Read the file with these columns."""

    def trust(self, whole: bool) -> None:
        """Say whether the file is the whole export."""

    def load(self) -> None:
        """Write the proposal."""

    def save_rejects(self, path: str) -> None:
        """Write the refused rows."""

    def save_example(self, path: str, kind: str) -> None:
        """Write an example."""

    def reject_name(self) -> str:
        """Propose a name for the refused rows."""


class RowDeeds(Protocol):
    """What the user can do with the rows of a proposal."""

    def show_group(self, group: str) -> None:
        """Show one group of rows."""

    def search(self, text: str) -> None:
        """Show the rows with these words."""

    def next_page(self) -> None:
        """Show more rows."""

    def choose_line(self, line: LoadLine) -> None:
        """A row was chosen."""

    def reread(self, line: int, typed: Mapping[int, str]) -> None:
        """Read a row as it is typed."""

    def mend(self, line: int, typed: Mapping[int, str]) -> None:
        """Take a corrected row."""


class LoadPresenting(FileDeeds, RowDeeds, Protocol):
    """What the user can do on the load screen."""


class LoadFace(Protocol):
    """The screen as its presenter sees it; each ``show_…`` of a step replaces the step before."""

    def show_choosing(self, choosing: Choosing) -> None:
        """Ask for a file."""

    def show_working(self, text: str, detail: str) -> None:
        """Show a long work with Stop."""

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""

    def show_columns(self, form: ColumnsForm) -> None:
        """Ask which column is which."""

    def show_columns_problem(self, sentence: str) -> None:
        """Say what the columns still lack."""

    def show_sheet(self, sheet: Sheet, group: str) -> None:
        """Show a proposal; its rows come by ``show_lines``."""

    def show_deed(self, sheet: Sheet) -> None:
        """Show what can be done with the proposal, which stays as it is."""

    def show_row(self, place: int) -> None:
        """Lead the user to a row of the list."""

    def show_lines(self, lines: tuple[LoadLine, ...], found: int) -> None:
        """Show the first page of ``found`` rows."""

    def add_lines(self, lines: tuple[LoadLine, ...]) -> None:
        """Show the next page."""

    def show_mending(self, form: MendForm | None) -> None:
        """Show the cells of a refused row, or none."""

    def show_mending_state(self, problem: str) -> None:
        """Say what is still wrong with the row, or with "" that it can be loaded."""

    def show_notice(self, kind: NoticeKind, title: str, text: str) -> None:
        """Say what happened ("info", "ok", "warn", "danger"); no title takes it away."""

    def show_report(self, report: Report) -> None:
        """Show what a load did."""
