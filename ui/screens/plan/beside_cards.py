"""The inspector's cards beside the document: what clashes, and who sees the part."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from ui.screens.plan.page import AudienceLine, ClashLine, GapLine
from ui.widgets.buttons import Button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.surfaces import Inset

_LONGEST: Final = 30


class ClashCard(QFrame):
    """Interventions that stand in each other's way; hidden while none do."""

    def __init__(self, go: Callable[[GapLine], None]) -> None:
        super().__init__()
        self._go = go
        self.lines = down(gap=8)
        self.setLayout(down(Label(_("Interventions that clash"), "h2"), self.lines, gap=6))
        self.setAccessibleName(_("Interventions that clash"))

    def show_clashes(self, clashes: Sequence[ClashLine]) -> None:
        """Show each clash with the ways to both interventions."""
        clear(self.lines)
        for each in clashes[:12]:
            icon = Icon("alert-triangle", "warn", 17)
            words = Label(each.sentence, "small", wrap=True)
            row = across(icon, (words, 1))
            row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
            ways = (across(self._way(place), None) for place in each.places)
            self.lines.addWidget(Inset(row, *ways, gap=2))
        self.setVisible(bool(clashes))

    def _way(self, place: GapLine) -> Button:
        """Make the way to an intervention; a long title is cut on the button, never as heard."""
        whole = place.sentence
        short = whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1].rstrip() + "…"
        made = Button(short, partial(self._go, place), kind="ghost", size="small")
        made.setAccessibleName(whole)
        made.setToolTip(whole)
        return made


class AudienceCard(QFrame):
    """«Hvem kan se dette?»: an eye for who sees the part with the cursor, a crossed one else."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, tuple[AudienceLine, ...]] | None = None
        self.setObjectName("told_card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._part = Label("", "small", "2", wrap=True)
        self.lines = down(gap=8)
        title = Label(_("Who can see this?"), "h2")
        self.setLayout(down(title, self._part, self.lines, gap=6))

    def show_audience(self, part: str, lines: tuple[AudienceLine, ...]) -> None:
        """Say who sees a part, which is named."""
        if self._shown == (part, lines):
            return
        self._shown = (part, lines)
        self._part.setText(part)
        clear(self.lines)
        for each in lines:
            self.lines.addWidget(_reader(each))
        words = "; ".join(line_words(each) for each in lines)
        self.setAccessibleName(_("Who can see this?"))
        self.setAccessibleDescription(f"{part}: {words}")


def line_words(line: AudienceLine) -> str:
    """Say a line as it is heard: whether somebody sees, who, and how."""
    sees = _("Sees it") if line.sees else _("Does not see it")
    return ", ".join(each for each in (sees, line.who, line.how) if each)


def _reader(line: AudienceLine) -> QFrame:
    icon = Icon("eye" if line.sees else "eye-off", "ink2", 17)
    texts = down(Label(line.who, "small_medium", wrap=True), gap=1)
    if line.how:
        texts.addWidget(Label(line.how, "caption", "2", wrap=True))
    row = across(icon, (texts, 1))
    row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
    made = boxed(row)
    made.setAccessibleName(line_words(line))
    return made
