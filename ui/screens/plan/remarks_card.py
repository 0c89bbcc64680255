"""The remarks of a review, in the inspector of the editor."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget

from coordinator.i18n import _, ngettext
from ui.screens.plan.page import GapLine, RemarkLine
from ui.widgets.buttons import Button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.surfaces import Inset, rule


class RemarksCard(QFrame):
    """Each remark with its part, and the buttons that go there and mark it solved."""

    def __init__(self, go: Callable[[GapLine], None]) -> None:
        super().__init__()
        self._go = go
        self.lines: tuple[RemarkLine, ...] = ()
        self.mark: Callable[[RemarkLine], None] = lambda _line: None
        self._count: Final = Label("", "small", "2", wrap=True)
        self._list: Final = down(gap=8)
        head = down(Label(_("Remarks from the review"), "h2"), self._count, gap=4)
        self.setLayout(down(head, self._list, rule(), gap=8))
        self.hide()

    @property
    def places(self) -> tuple[GapLine, ...]:
        """Where the remarks are answered that are not solved yet, for F8."""
        return tuple(each.place for each in self.lines if each.place and not each.solved)

    def show_lines(self, lines: tuple[RemarkLine, ...]) -> None:
        """Show the remarks; those that are solved stay, under the others."""
        if lines == self.lines:
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.lines = lines
        clear(self._list)
        for line in sorted(lines, key=lambda each: bool(each.solved)):
            self._list.addWidget(self._row(line))
        left = sum(not each.solved for each in lines)
        words = ngettext("{n} is not solved yet.", "{n} are not solved yet.", left).format(n=left)
        self._count.setText(words if left else _("All are solved."))
        self.setVisible(bool(lines))
        if had_focus:
            buttons = self.findChildren(QPushButton)
            if buttons:
                buttons[0].setFocus()

    def _row(self, line: RemarkLine) -> QWidget:
        icon = Icon("circle-check", "ok", 18) if line.solved else Icon("message", "warn", 18)
        texts = down(gap=2)
        if line.title:
            texts.addWidget(Label(line.title, "small_medium", wrap=True))
        texts.addWidget(Label(line.text, "small", wrap=True).selectable())
        said = f"{line.said} · {line.solved}" if line.solved else line.said
        texts.addWidget(Label(said, "caption", "2", wrap=True))
        made = Inset(across(icon, (texts, 1), gap=8), gap=4)
        made.setAccessibleName(f"{line.title} {line.text} {said}".strip())
        buttons = down(gap=2)
        if line.place is not None and not line.solved:
            goes = Button(_("Go there"), partial(self._go, line.place), kind="ghost", size="small")
            goes.setAccessibleName(_("Go to {title}").format(title=line.title))
            buttons.addWidget(goes)
        if line.may:
            text = _("Open again") if line.solved else _("Mark as solved")
            marks = Button(text, partial(self._mark, line), icon="check", size="small")
            marks.setAccessibleName(f"{text}: {line.text}")
            buttons.addWidget(marks)
        made.body.addLayout(buttons)
        return made

    def _mark(self, line: RemarkLine) -> None:
        self.mark(line)
