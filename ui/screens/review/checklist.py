"""The checklist of a review: first what needs a reader's eye, then what Samplan has proven."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from ui.screens.review.judged_row import JudgedRow
from ui.screens.review.shown import ShownCheck
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.surfaces import rule

_Group = list[tuple[int, ShownCheck]]
"""Points with their places in the list."""


class Checklist(QFrame):
    """``ticked`` hears the code of a point that the reader judged, and whether it holds."""

    def __init__(self, ticked: Callable[[str, bool], None]) -> None:
        super().__init__()
        self._ticked = ticked
        self._holds: list[bool] = []
        self._judged: list[JudgedRow] = []
        self._count = Label("", "small", "2")
        self._rows = down(gap=0)
        head = across((Label(_("Checklist"), "h2"), 1), self._count)
        self.setLayout(down(head, self._rows, gap=8))

    @property
    def left(self) -> int:
        """How many points do not hold yet."""
        return len(self._holds) - sum(self._holds)

    def show_checks(self, checks: tuple[ShownCheck, ...], *, decides: bool) -> None:
        """Show the points; who decides can tick those that need judgement."""
        clear(self._rows)
        self._judged = []
        self._holds = [check.proven for check in checks]
        lacking = [each for each in enumerate(checks) if not (each[1].code or each[1].proven)]
        judged = [each for each in enumerate(checks) if each[1].code]
        proven = [each for each in enumerate(checks) if each[1].proven and not each[1].code]
        judge = _("You judge") if decides else _("The team lead judges")
        for title, group in (
            (_("Does not hold"), lacking),
            (judge, judged),
            (_("Checked by Samplan"), proven),
        ):
            self._show_group(title, group, decides=decides)
        self._show_count()

    def go_to_judged(self) -> None:
        """Put the cursor at the first point that is not ticked."""
        row = next((each for each in self._judged if not each.isChecked()), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_group(self, title: str, group: _Group, *, decides: bool) -> None:
        if group:
            heading = Label(title, "small_medium", "2")
            self._rows.addWidget(boxed(down(heading, margins=(0, 6, 0, 4))))
        for place, check in group:
            ticks = bool(check.code) and decides
            row = JudgedRow(check, partial(self._tick, place)) if ticks else _row(check, title)
            if isinstance(row, JudgedRow):
                self._judged.append(row)
            self._rows.addWidget(row)
            self._rows.addWidget(rule())

    def _tick(self, place: int, check: ShownCheck, *, on: bool) -> None:
        self._holds[place] = on
        self._show_count()
        self._ticked(check.code, on)

    def _show_count(self) -> None:
        total = len(self._holds)
        words = _("{done} of {total}").format(done=total - self.left, total=total)
        self._count.setText(words)


def _row(check: ShownCheck, group: str) -> QFrame:
    """Make a line; why a point does not hold stands under it."""
    lacks = not (check.proven or check.code)
    text = Label(check.text, "small_medium" if lacks else "small", wrap=True)
    texts = down(text, gap=0)
    if lacks:
        texts.addWidget(Label(check.note, "caption", "warn", wrap=True))
    sign = "circle-check" if check.proven else "circle" if check.code else "alert-triangle"
    icon = Icon(sign, "warn" if lacks else "ink2", 20)
    line = boxed(across(icon, (texts, 1), gap=10, margins=(0, 6, 0, 6)))
    line.setAccessibleName(f"{check.text}: {check.note if lacks else group}")
    return line
