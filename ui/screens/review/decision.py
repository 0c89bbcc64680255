"""The right of the review screen: what was proven, the remark, and the decision."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtWidgets import QFrame, QSizePolicy

from coordinator.i18n import _, ngettext
from ui.screens.review.checklist import Checklist
from ui.screens.review.making_papers import WaitingForPapers
from ui.screens.review.shown import ShownReview
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Label
from ui.widgets.layouts import boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.speech import say
from ui.widgets.surfaces import Scroll


class Deciding(Protocol):
    """What can be decided."""

    def remark_written(self, key: str, text: str) -> None:
        """Keep a remark on a part, or with an empty key on the whole plan."""

    def ticked(self, code: str, *, on: bool) -> None:
        """Keep whether a point of the checklist holds."""

    def approve(self) -> None:
        """Approve the plan."""

    def return_with_remarks(self) -> None:
        """Return the plan."""

    def stop_approval(self) -> None:
        """Stop the approval whose papers are being made."""

    def take_back(self) -> None:
        """Take one's own plan back."""

    def open_plan(self) -> None:
        """Go to the plan."""

    def print_plan(self) -> None:
        """Go to the paper."""


class DecisionPane(QFrame):
    """Checklist, remark and buttons; the verb that fits is primary."""

    def __init__(self, deciding: Deciding) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAccessibleName(_("Decision"))
        self._deciding = deciding
        self._decides = False
        self._busy = False
        self._laid_out_for: tuple[bool, int] | None = None
        self._drafts: dict[str, str] = {}
        self._titles: Mapping[str, str] = {}
        self.primary: Button | None = None
        self.secondary: Button | None = None
        self.checklist = Checklist(self._ticked)
        self._left = Label("", "small", "2", wrap=True)
        self.remark = TextArea(fewest=2, most=8)
        self._field = Field(
            _("Remark on the whole plan"), self.remark, hint=_("Goes along if you return the plan.")
        )
        self._on_parts = Label("", "small", "2", wrap=True)
        self._sentence = Label("", "body", "2", wrap=True)
        self.take_back = Button(_("Take back"), deciding.take_back, icon="arrow-back-up")
        self.to_plan = Button(_("Open the plan"), deciding.open_plan, icon="file-text")
        self._print = Button(_("Print"), deciding.print_plan, icon="printer", kind="ghost")
        self._refusal = Banner("warn", "")
        self._buttons = down(gap=6)
        self._waiting = WaitingForPapers(deciding.stop_approval)
        self._pane = Scroll(_("Decision"), gap=12, margins=(18, 18, 18, 18))
        self._lay_out()
        self.remark.textChanged.connect(self._written)
        self._waiting.shown.connect(lambda: self._show_verbs(shown=False))

    def show_review(self, review: ShownReview, drafts: Mapping[str, str]) -> None:
        """Show what is proven of a plan and what can be decided about it."""
        self._decides = review.may_decide
        self.checklist.show_checks(review.checks, decides=review.may_decide)
        self._show_left()
        self._drafts, self._titles = dict(drafts), review.titles
        self.remark.blockSignals(True)
        self.remark.set_text(drafts.get("", ""))
        self.remark.blockSignals(False)
        self._field.clear_error()
        self._refusal.hide()
        self._field.setVisible(review.may_decide)
        self._sentence.setText(review.sentence)
        self._sentence.setVisible(bool(review.sentence))
        self.take_back.setVisible(review.may_take_back)
        self.to_plan.setVisible(not review.may_decide)
        self._arrange()

    @property
    def unjudged(self) -> bool:
        """Whether a point of the checklist is still to be looked at before an approval."""
        return bool(self.checklist.left) and not self._count_remarks()

    def show_unjudged(self) -> None:
        """Put the cursor at the first point that needs judgement, and say how many are left."""
        self.checklist.go_to_judged()
        say(self, self._left.text())

    def _ticked(self, code: str, on: bool) -> None:
        self._show_left()
        self._deciding.ticked(code, on=on)

    def _show_left(self) -> None:
        left = self.checklist.left
        words = ngettext(
            "{n} point of the checklist is not ticked.",
            "{n} points of the checklist are not ticked.",
            left,
        )
        self._left.setText(words.format(n=left) if left and self._decides else "")
        self._left.setVisible(bool(left) and self._decides)

    def show_refusal(self, sentence: str) -> None:
        """Say why it was not done."""
        self._refusal.show_notice("warn", sentence)
        self._refusal.show()
        say(self, sentence)

    def show_busy(self, *, busy: bool) -> None:
        """Let nothing be decided twice; the remark stays alive."""
        self._busy = busy
        for button in (self.primary, self.secondary, self.take_back):
            if button is not None:
                button.setEnabled(not busy)
        if not busy:
            self._waiting.end()
            self._show_verbs(shown=True)

    def show_progress(self, done: int, total: int) -> None:
        """Show in place of the buttons how many papers are made, when that takes a while."""
        self._waiting.report(done, total)

    def _show_verbs(self, *, shown: bool) -> None:
        for button in (self.primary, self.secondary):
            if button is not None:
                button.setVisible(shown)

    def decide(self) -> None:
        """Do what the primary button does (Ctrl+Enter)."""
        if not self._decides:
            return
        (self._send_back if self._count_remarks() else self._approve)()

    @property
    def drafts(self) -> Mapping[str, str]:
        """The remarks as they stand, by the names of their parts."""
        return self._drafts

    def remark_written(self, key: str, text: str) -> None:
        """Take what is being written on a part."""
        self._drafts[key] = text
        self._field.clear_error()
        self._arrange()
        self._deciding.remark_written(key, text)

    def remark_on_whole(self) -> None:
        """Begin a remark on the whole plan."""
        self.remark.setFocus()
        cursor = self.remark.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.remark.setTextCursor(cursor)

    @property
    def decides(self) -> bool:
        """Whether who reads decides about the plan."""
        return self._decides

    def _lay_out(self) -> None:
        for button in (self.take_back, self.to_plan, self._print):
            _stretch(button)
        self._refusal.hide()
        body = self._pane.body
        for part in (self.checklist, self._field, self._on_parts, self._print):
            body.addWidget(part)
        body.addStretch(1)
        # One pixel of room for the line that parts it from the plan.
        # What decides stays in sight, however long the checklist is.
        self._foot = boxed(
            down(
                self._refusal,
                self._sentence,
                self._left,
                self._waiting,
                self._buttons,
                self.take_back,
                self.to_plan,
                gap=6,
                margins=(18, 8, 18, 14),
            )
        )
        self.setLayout(down((self._pane, 1), self._foot, gap=0, margins=(1, 0, 0, 0)))

    def _arrange(self) -> None:
        """Put the verb that fits first and make it the primary one."""
        count = self._count_remarks()
        self._show_parts()
        state = (self._decides, count)
        if state == self._laid_out_for:
            return
        self._laid_out_for = state
        clear(self._buttons)
        self.primary = self.secondary = None
        if not self._decides:
            return
        words = ngettext("Return with {n} remark", "Return with {n} remarks", count)
        to_author = words.format(n=count) if count else _("Return to author")
        verbs = [
            (_("Approve"), self._approve, "check"),
            (to_author, self._send_back, "arrow-back-up"),
        ]
        (text, deed, icon), (other, other_deed, other_icon) = verbs[:: -1 if count else 1]
        self.primary = Button(
            text, deed, kind="primary", icon=icon, size="large", keys="Ctrl+Return"
        )
        self.secondary = Button(other, other_deed, icon=other_icon)
        for button in (self.primary, self.secondary):
            _stretch(button)
            button.setEnabled(not self._busy)
            self._buttons.addWidget(button)
        self._show_verbs(shown=not self._waiting.stands)

    def _count_remarks(self) -> int:
        return sum(bool(text.strip()) for text in self._drafts.values())

    def _show_parts(self) -> None:
        """Say on which parts there are remarks, wherever the reader looks now."""
        keys = [key for key, text in self._drafts.items() if key and text.strip()]
        titles = [self._titles.get(key, _("a part of the plan")) for key in keys]
        words = _("Also remarked on: {parts}").format(parts=", ".join(titles))
        self._on_parts.setText(words if titles else "")
        self._on_parts.setVisible(bool(titles) and self._decides)

    def _written(self) -> None:
        self.remark_written("", self.remark.text())

    def _approve(self) -> None:
        self._deciding.approve()

    def _send_back(self) -> None:
        if not self._count_remarks():
            self._field.show_error(_("Write what is to be changed."))
            self.remark.setFocus()
            return
        self._deciding.return_with_remarks()


def _stretch(button: Button) -> None:
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
