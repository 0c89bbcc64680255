"""What the editor says about the safety of the text: put back, not saved, kept only for now."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from coordinator.danish import clock
from coordinator.i18n import _, ngettext
from ui.screens.plan.entries import Loose
from ui.screens.plan.restored import Restored
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.diff_text import DiffText
from ui.widgets.fields import TextArea
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.notices import Banner
from ui.widgets.speech import say
from ui.widgets.surfaces import Scroll

_HIGH: Final = 220


class SafetyNotices(QFrame):
    """Stands over the document; empty it takes no room.

    ``try_again`` saves now.
    """

    def __init__(self, try_again: Callable[[], None]) -> None:
        super().__init__()
        self._forget: Callable[[], None] = self._nothing
        self._texts: tuple[Loose, ...] = ()
        self._found: Restored | None = None
        self.unsaved: Final = Banner("danger", "", actions=[Button(_("Try again"), try_again)])
        show = Button(_("Show the difference"), self._show_difference, size="small")
        self.restored: Final = Banner("info", "", actions=[show], icon="history", closable=True)
        open_texts = Button(_("Show the text"), self.open_loose, size="small")
        self.loose: Final = Banner("warn", "", actions=[open_texts])
        self.unlasting: Final = Banner("info", "", closable=True)
        self._all: Final = (self.unsaved, self.restored, self.loose, self.unlasting)
        self.setLayout(down(*self._all, gap=8))
        for each in self._all:
            each.hide()
        self._close_up()
        for each in self._all:
            each.closed.connect(self._close_up)

    def show_unsaved(self, sentence: str) -> None:
        """Say why nothing can be saved, in red, until it can; "" takes it away."""
        if sentence:
            self.unsaved.show_notice("danger", _("This cannot be saved"), sentence)
        self._show(self.unsaved, shown=bool(sentence))

    def show_restored(
        self, found: Restored | None, forget: Callable[[], None] | None = None
    ) -> None:
        """Say what was put back; ``forget`` lets go of the texts that found no place."""
        self._found = found
        parts = len(found.parts) if found is not None else 0
        if found is not None and parts:
            title = _("Restored at {time}").format(time=clock(found.at).removeprefix("kl. "))
            told = ngettext(
                "What you wrote in {count} place is back.",
                "What you wrote in {count} places is back.",
                parts,
            )
            self.restored.show_notice("info", title, told.format(count=parts), icon="history")
            say(self.restored, title)
        self._show(self.restored, shown=bool(parts))
        self.show_loose(found.loose if found is not None else (), forget or self._nothing)

    def show_loose(self, texts: tuple[Loose, ...], forget: Callable[[], None]) -> None:
        """Offer texts that fit nowhere any more; ``forget`` lets go of them."""
        self._texts, self._forget = texts, forget
        if texts:
            title, why = _loose_words(texts)
            self.loose.show_notice("warn", title, why)
            say(self.loose, title)
        self._show(self.loose, shown=bool(texts))

    def open_loose(self) -> None:
        """Show these texts, to be copied."""
        if self._texts:
            LooseDialog(self.window(), self._texts, self._let_go).open()

    def show_unlasting(self, *, unlasting: bool) -> None:
        """Say that unsent text lives only as long as the program."""
        words = _(
            "This computer has no safe place for a key, so text that is not sent is only kept"
            " while the program runs."
        )
        self.unlasting.show_notice("info", words)
        self._show(self.unlasting, shown=unlasting)

    def _show(self, banner: Banner, *, shown: bool) -> None:
        banner.setVisible(shown)
        self._close_up()

    def _close_up(self) -> None:
        self.setVisible(any(not each.isHidden() for each in self._all))

    def _show_difference(self) -> None:
        if self._found is not None:
            DifferenceDialog(self.window(), self._found).open()

    def _nothing(self) -> None:
        """There is nothing to let go of."""

    def _let_go(self) -> None:
        self._forget()
        self._show(self.loose, shown=False)


def _loose_words(texts: tuple[Loose, ...]) -> tuple[str, str]:
    """Say what became of texts that fit nowhere, and why."""
    if all(each.hidden for each in texts):
        title = _("The consent now hides something that you wrote in")
        why = _(
            "It is not shared with your service area any more. What you wrote is kept here, so you"
            " can copy it."
        )
        return title, why
    title = _("Some of what you wrote does not fit into the plan any more")
    return title, _("It is kept here, so you can copy it.")


class DifferenceDialog(Dialog):
    """Shows what the store has and what was put back, field by field."""

    def __init__(self, parent: QWidget, found: Restored) -> None:
        text = _("Struck through: as it was saved. Marked: what you wrote.")
        super().__init__(parent, _("What was restored"), text, width=560)
        pane = Scroll(_("What was restored"), gap=12, margins=(0, 0, 8, 0))
        for part in found.parts:
            box = down(Label(part.title, "body_medium", wrap=True), gap=4)
            for each in part.fields:
                if each.label:
                    box.addWidget(Label(each.label, "caption", "3"))
                box.addWidget(DiffText(each.old, each.new))
            pane.body.addLayout(box)
        pane.body.addStretch(1)
        self.pane: Final = pane
        self.body.addWidget(pane, 1)
        pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pane.setMinimumHeight(scaled(_HIGH))
        leave = Button(_("Close"), self.accept, kind="primary")
        self.body.addLayout(across(None, leave))
        leave.setFocus()


class LooseDialog(Dialog):
    """Shows texts that fit nowhere, to be copied; only its own button lets go of them."""

    def __init__(self, parent: QWidget, texts: tuple[Loose, ...], gone: Callable[[], None]) -> None:
        title = _("Text that does not fit into the plan any more")
        text = _("Copy what you need. The text stays on this computer until you remove it.")
        super().__init__(parent, title, text, width=560)
        self._gone = gone
        self.area: Final = TextArea(
            "\n\n".join(each.text for each in texts), name=title, fewest=4, most=14
        )
        self.area.setReadOnly(True)
        self.body.addWidget(self.area)
        remove = Button(_("Remove the text"), self._remove, kind="danger")
        copy = Button(_("Copy the text"), self._copy, kind="primary")
        self.body.addLayout(across(remove, None, Button(_("Close"), self.accept), copy))
        copy.setFocus()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.area.text())
        say(self.area, _("The text is copied."))

    def _remove(self) -> None:
        self._gone()
        self.accept()
