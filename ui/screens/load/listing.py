"""The rows of a proposal as they are listed: one group, what is sought, page by page."""

from typing import Final

from ui.screens.load.checked import Checked
from ui.screens.load.face import LoadFace
from ui.screens.load.lines import LoadLine

PAGE: Final = 200


class Listing:
    """What the user can do with the list; its presenter holds what was checked."""

    _view: LoadFace
    _checked: Checked | None
    _shown: tuple[LoadLine, ...]
    _group: str
    _text: str
    _pages: int

    def show_group(self, group: str) -> None:
        """Show one group of rows."""
        self._group = group
        self._show_lines()

    def search(self, text: str) -> None:
        """Show the rows with these words."""
        self._text = text
        self._show_lines()

    def next_page(self) -> None:
        """Show more of the rows."""
        page = self._shown[self._pages * PAGE : (self._pages + 1) * PAGE]
        if page:
            self._pages += 1
            self._view.add_lines(page)

    def _show_lines(self) -> None:
        if self._checked is not None:
            self._shown = self._checked.sheet.chosen(self._group, self._text)
            self._pages = 1
            self._view.show_lines(self._shown[:PAGE], len(self._shown))

    def _refused_after(self, line: int) -> int:
        """Find where the next refused row stands in the list, or the first; -1 for none."""
        refused = {
            each.line: place
            for place, each in enumerate(self._shown[: self._pages * PAGE])
            if each.group == "rejected" and each.line is not None
        }
        return next((refused[each] for each in sorted(refused, key=lambda n: (n <= line, n))), -1)
