"""The card of somebody's login: whether they can sign in, and what closing it means."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.clipboard import CopiedSecret
from ui.screens.staff.shown import PersonShown
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.flow import Flow
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.pills import StatePill
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Inset


class LoginCard(Card):
    """``closing`` asks to close, ``opening`` to open with a new password or not."""

    closing = Signal()
    opening = Signal(bool)
    password_wanted = Signal()

    def __init__(self, shown: PersonShown) -> None:
        super().__init__(title=_("Login"))
        pill = (
            StatePill(_("Login open"), "ok", "circle-check")
            if shown.is_open
            else StatePill(_("Login closed"), "neutral", "lock")
        )
        self.add(across(Label(shown.typed.login, "body_medium").selectable(), pill, None))
        for line in _consequence(shown):
            self.add(line)
        self.buttons: Final = self._buttons(shown)
        ways = Flow()
        ways.show_all(*self.buttons)
        self.add(ways)
        ways.setVisible(bool(self.buttons))

    def _buttons(self, shown: PersonShown) -> list[Button]:
        name = shown.title
        found: list[Button] = []
        if shown.is_open and shown.on_server:
            found.append(Button(_("New password"), self.password_wanted.emit, icon="refresh"))
        if not shown.is_open:
            if shown.on_server:
                words = _("Open with a new password")
                found.append(Button(words, partial(self.opening.emit, True), icon="check"))
            words = _("Open the login")
            found.append(Button(words, partial(self.opening.emit, False), icon="check"))
        elif not shown.held and not shown.is_self:
            words = _("Close the login")
            found.append(Button(words, self.closing.emit, kind="danger", icon="lock"))
        for each in found:
            each.setAccessibleName(f"{each.text()}: {name}")
        return found


def _consequence(shown: PersonShown) -> list[QWidget]:
    """Say what closing means, before anybody asks for it."""
    if not shown.is_open:
        text = _("{name} cannot sign in. What they wrote stays, and so does their name.")
        return [Label(text.format(name=shown.title), "body", "2", wrap=True)]
    if shown.is_self:
        text = _("This is your own login. Ask another administrator to close it.")
        return [Label(text, "body", "2", wrap=True)]
    if not shown.held:
        text = _(
            "{name} has no running cases, plans to coordinate or open tasks. The login can be "
            "closed."
        )
        return [Label(text.format(name=shown.title), "body", "2", wrap=True)]
    text = _("{name} still answers for this. Let a team lead move it before you close the login:")
    lines = [Label(f"• {each}", "body") for each in shown.held]
    return [Label(text.format(name=shown.title), "body", "2", wrap=True), *lines]


class CloseDialog(Dialog):
    """Asks once more, with what happens at once."""

    agreed = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        text = _(
            "{name} can sign in no more. What they have open now ends at once; what they have not "
            "saved stays on their PC. You can open the login again."
        ).format(name=name)
        super().__init__(parent, _("Close the login of {name}?").format(name=name), text)
        self.verb: Final = Button(_("Close the login"), self._agree, kind="danger", icon="lock")
        self.finish_with(self.verb)

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()


class PasswordShown(Inset):
    """A made password, shown once; it leaves the clipboard after a minute or with the page."""

    def __init__(self, name: str, password: str) -> None:
        super().__init__(gap=8, margins=(14, 12, 14, 14))
        title = _("Password for {name}").format(name=name)
        self.setAccessibleName(title)
        self.words: Final = Label(password, "h2", wrap=True).selectable()
        self._password = password
        self._copied = CopiedSecret(self)
        once = _(
            "It is shown only this once. Give it in person, never in a mail with the login. "
            "It lasts a week, and {name} chooses their own at the first sign-in."
        ).format(name=name)
        self.copy: Final = Button(_("Copy"), self._copy, icon="copy", size="small")
        self.body.addLayout(
            down(
                Label(title, "h3", wrap=True),
                self.words,
                across(self.copy, None),
                Label(once, "small", "2", wrap=True),
                gap=6,
            )
        )

    def _copy(self) -> None:
        self._copied.copy(self._password)
        say(self.copy, _("Copied"))

    def forget(self) -> None:
        """Take the password off the clipboard again."""
        self._copied.clear()
