"""The card of settings about one's own password to a shared store."""

from typing import Final, Protocol

from PySide6.QtWidgets import QFrame, QLineEdit

from coordinator.i18n import N_, _
from ui.screens.settings.parts import PartCard
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, TextLine
from ui.widgets.layouts import across, boxed, down

_FIELDS: Final = (
    ("old", N_("Your password now")),
    ("new", N_("New password, at least 12 characters")),
    ("again", N_("New password again")),
)


class PasswordPresenting(Protocol):
    """What the user can do."""

    def change(self, old: str, new: str, again: str) -> None:
        """Take another password."""


class PasswordCard(PartCard):
    """Three fields behind a button: the password now, and the new one twice."""

    def __init__(self, presenter: PasswordPresenting) -> None:
        super().__init__(
            _("Your password"),
            _(
                "You sign in to the shared store with it. Nobody else can see it. "
                "A new one ends what you have open on other PCs."
            ),
        )
        self._presenter = presenter
        self.fields: Final = {key: Field(_(words), _secret()) for key, words in _FIELDS}
        self.begin = Button(_("Change the password"), self._open, icon="lock")
        keep = Button(_("Save the new password"), self._change, kind="primary")
        leave = Button(_("Leave it as it is"), self._close, kind="ghost")
        self._place: QFrame = boxed(down(*self.fields.values(), across(keep, leave, None), gap=8))
        self._place.hide()
        self.add(across(self.begin, None), self._place)
        for line in self._lines().values():
            line.returnPressed.connect(self._change)

    def password_changed(self) -> None:
        """The new one holds: close the fields."""
        self._close()

    def password_refused(self, field: str, sentence: str) -> None:
        """Say at a field why nothing was changed."""
        self.fields[field].show_error(sentence)
        self._lines()[field].setFocus()

    def _open(self) -> None:
        self.begin.hide()
        self._place.show()
        self._lines()["old"].setFocus()

    def _close(self) -> None:
        for line in self._lines().values():
            line.clear()
        self._clear_errors()
        self._place.hide()
        self.begin.show()
        self.begin.setFocus()

    def _change(self) -> None:
        typed = {key: line.text() for key, line in self._lines().items()}
        self._clear_errors()
        for key, text in typed.items():
            if not text:
                self.password_refused(key, _("Type this too."))
                return
        self._presenter.change(**typed)

    def _clear_errors(self) -> None:
        for field in self.fields.values():
            field.clear_error()

    def _lines(self) -> dict[str, QLineEdit]:
        found = {key: field.control for key, field in self.fields.items()}
        return {key: line for key, line in found.items() if isinstance(line, QLineEdit)}


def _secret() -> TextLine:
    line = TextLine()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line
