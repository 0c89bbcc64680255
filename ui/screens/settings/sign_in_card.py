"""The card of settings about how long a sign-in counts, for the whole municipality."""

from typing import Final, Protocol

from coordinator.i18n import _
from plans.sign_ins import HOURS, MINUTES, SignInRules
from ui.screens.settings.parts import PartCard, choice_line
from ui.widgets.choices import Segments
from ui.widgets.surfaces import rule


class SignInPresenting(Protocol):
    """What the user can do."""

    def choose_hours(self, hours: int) -> None:
        """Ask for the sign-in again after so many hours."""

    def choose_minutes(self, minutes: int) -> None:
        """Ask before a weighty deed when the last answer is so many minutes old."""


class SignInCard(PartCard):
    """Two choices that hold for everybody."""

    def __init__(self, presenter: SignInPresenting) -> None:
        super().__init__(
            _("Sign in again"),
            _(
                "Holds for everybody. Samplan covers its windows and asks; nothing is closed, and "
                "what is written is kept. Other PCs take it at their next start."
            ),
        )
        hours = [(each, _("{n} hours").format(n=each)) for each in HOURS]
        self.hours: Final = Segments(_("After a working day"), hours)
        self.hours.picked.connect(lambda value: presenter.choose_hours(int(str(value))))
        minutes = [(each, _length(each)) for each in MINUTES]
        self.minutes: Final = Segments(_("Before what weighs most"), minutes)
        self.minutes.picked.connect(lambda value: presenter.choose_minutes(int(str(value))))
        day = _("So long after the last sign-in Samplan asks for it again, on every PC.")
        deeds = _(
            "Protected addresses, citizens you have nothing to do with, and logins: Samplan asks "
            "once more when the last answer is older than this."
        )
        self.add(
            choice_line(_("After a working day"), day, self.hours),
            rule(),
            choice_line(_("Before what weighs most"), deeds, self.minutes),
        )

    def show_rules(self, rules: SignInRules) -> None:
        """Show what is stored."""
        self.hours.set_value(rules.hours)
        self.minutes.set_value(rules.minutes)


def _length(minutes: int) -> str:
    if minutes < 60:
        return _("{n} min").format(n=minutes)
    hours = minutes // 60
    return _("1 hour") if hours == 1 else _("{n} hours").format(n=hours)
