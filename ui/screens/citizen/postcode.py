"""The field for a postcode."""

from PySide6.QtWidgets import QVBoxLayout

from coordinator.i18n import _
from ui.widgets.fields import Field, TextLine
from ui.widgets.labels import Label
from ui.widgets.speech import say


class PostcodeField(Field):
    """The field for a postcode; a soft note where it is none of Denmark's, and nothing more."""

    def __init__(self, line: TextLine) -> None:
        super().__init__(_("Postcode"), line)
        self._note = Label("", "small_medium", "warn", wrap=True)
        self._note.hide()
        made = self.layout()
        assert isinstance(made, QVBoxLayout)
        made.insertWidget(made.count() - 1, self._note)
        line.left.connect(self._look)

    @property
    def note(self) -> str:
        """The soft note, or nothing."""
        return self._note.text()

    def _look(self, text: str) -> None:
        typed = text.strip()
        danish = len(typed) == 4 and typed.isascii() and typed.isdigit()
        words = "" if danish or not typed else _("A Danish postcode has four digits.")
        if words and words != self.note:
            say(self.control, words)
        self._note.setText(words)
        self._note.setVisible(bool(words))
