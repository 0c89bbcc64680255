"""Words that were written about an intervention that is not in the list any more, to be copied."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from coordinator.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.notices import Banner
from ui.widgets.speech import say


class LooseText(Banner):
    """Shows the words and why they have no row; only its own button lets go of them."""

    def __init__(self, gone: Callable[[], None]) -> None:
        copy = Button(_("Copy the text"), self._copy, size="small")
        remove = Button(_("Remove the text"), gone, kind="ghost", size="small")
        super().__init__("warn", "", actions=[copy, remove])
        self.text = ""

    def show_text(self, text: str, *, hidden: bool) -> None:
        """Offer the words; none takes it away."""
        self.text = text
        if text:
            title = _("Some of what you wrote has no intervention here any more")
            if hidden:
                title = _("The consent now hides an intervention that you wrote about")
            self.show_notice("warn", title, _("You wrote: {text}").format(text=text))
            say(self, title)
        self.setVisible(bool(text))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text)
        say(self, _("The text is copied."))
