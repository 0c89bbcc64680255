"""The card of settings about the lock: when Samplan covers its windows."""

from typing import Final, Protocol

from coordinator.i18n import _
from ui.keys import keys_for
from ui.preferences import LOCK_AFTER, Preferences
from ui.screens.settings.parts import PartCard, choice_line
from ui.widgets.buttons import Button
from ui.widgets.choices import Segments
from ui.widgets.layouts import across
from ui.widgets.surfaces import rule


class LockPresenting(Protocol):
    """What the user can do."""

    @property
    def can_hide(self) -> bool:
        """Whether this system can keep windows out of pictures of the screen."""

    def lock_now(self) -> None:
        """Cover everything now."""

    def choose_lock_after(self, minutes: int) -> None:
        """Lock after so many minutes; 0 is never."""

    def choose_lock_with_screen(self, on: bool) -> None:
        """Lock together with the PC's screen, or not."""

    def choose_hide(self, on: bool) -> None:
        """Keep Samplan out of pictures of the screen, or not."""


class LockCard(PartCard):
    """Three choices, and a button that locks at once."""

    def __init__(self, presenter: LockPresenting) -> None:
        super().__init__(
            _("Lock"),
            _(
                "While Samplan is locked, its windows are covered. Nothing is closed, and what you "
                "have written is kept."
            ),
        )
        times = [(each, _minutes(each)) for each in LOCK_AFTER]
        self.after: Final = Segments(_("Lock after"), times)
        self.after.picked.connect(lambda value: presenter.choose_lock_after(int(str(value))))
        self.with_screen: Final = _yes_or_no(_("Lock with the screen"))
        self.with_screen.picked.connect(lambda on: presenter.choose_lock_with_screen(on is True))
        said = _("Samplan locks when nobody has touched it for so long.")
        too = _("When the PC is locked or sleeps, Samplan is covered too.")
        self.add(
            choice_line(_("Lock after"), said, self.after),
            rule(),
            choice_line(_("Lock with the screen"), too, self.with_screen),
        )
        self.hidden: Segments | None = None
        if presenter.can_hide:
            self._offer_to_hide(presenter)
        lock = Button(_("Lock now"), presenter.lock_now, icon="lock", keys=keys_for("lock"))
        self.add(across(lock, None))

    def _offer_to_hide(self, presenter: LockPresenting) -> None:
        self.hidden = hidden = _yes_or_no(_("Keep out of pictures of the screen"))
        hidden.picked.connect(lambda on: presenter.choose_hide(on is True))
        words = _(
            "Windows leaves Samplan out of screenshots and of a screen that you share. "
            "It does not stop a camera, nor a program that gets around Windows. "
            "Remote help cannot see Samplan either."
        )
        self.add(rule(), choice_line(_("Keep out of pictures of the screen"), words, hidden))

    def show_choices(self, chosen: Preferences) -> None:
        """Show what is chosen."""
        self.after.set_value(chosen.lock_after)
        self.with_screen.set_value(chosen.lock_with_screen)
        if self.hidden is not None:
            self.hidden.set_value(chosen.hide_from_capture)


def _yes_or_no(name: str) -> Segments:
    return Segments(name, [(True, _("Yes")), (False, _("No"))])


def _minutes(number: int) -> str:
    return _("{n} min").format(n=number) if number else _("Never")
