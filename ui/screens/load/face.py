"""The load screen's presenter as its widgets see it."""

from collections.abc import Mapping
from typing import Protocol

from ui.screens.load.lines import LoadLine


class LoadPresenting(Protocol):
    """What the user can do."""

    def start(self) -> None:
        """Begin, or go on."""

    def again(self) -> None:
        """Let the file go and ask for one."""

    def choose_kind(self, kind: str) -> None:
        """Say what the file holds."""

    def take_file(self, path: str) -> None:
        """Check a file."""

    def stop(self) -> None:
        """Stop the work."""

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

    def ask_columns(self) -> None:
        """Say anew which column is which."""

    def use_columns(self, chosen: Mapping[str, str], *, keep: bool) -> None:
        """Read the file with these columns."""

    def load(self) -> None:
        """Write the proposal."""

    def save_rejects(self, path: str) -> None:
        """Write the refused rows."""

    def save_example(self, path: str, kind: str) -> None:
        """Write an example."""

    def reject_name(self) -> str:
        """Propose a name for the refused rows."""
