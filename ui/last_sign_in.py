"""One line at the start: when somebody was here last, and whom this PC let not in since."""

import platform
from typing import TYPE_CHECKING

from coordinator.danish import clock, weekday_date
from coordinator.danish_time import local_time
from coordinator.i18n import _, ngettext
from coordinator.sign_ins import SignIn

if TYPE_CHECKING:
    from ui.window import Window


def name_of_this_pc() -> str:
    """Give the name that people know a PC by; "" where it has none."""
    return platform.node()


def last_sign_in_sentence(before: SignIn, here: str) -> str:
    """Say when somebody was here last, and where when it was another PC."""
    day = weekday_date(local_time(before.at).date())
    if before.pc == here:
        return _("You were last here {day}, {time}.").format(day=day, time=clock(before.at))
    pc = before.pc or before.address
    return _("You were last here {day}, {time}, at {pc}.").format(
        day=day, time=clock(before.at), pc=pc
    )


def refused_sentence(count: int) -> str:
    """Say how often this PC let somebody not in since."""
    return ngettext(
        "Since then {n} attempt to open your store was refused at this PC. If it was not you, "
        "choose a new password and tell your administrator.",
        "Since then {n} attempts to open your store were refused at this PC. If it was not you, "
        "choose a new password and tell your administrator.",
        count,
    ).format(n=count)


def show_last_sign_in(window: "Window", before: SignIn, here: str, refused: int) -> None:
    """Tell it in a word that goes by itself, or over the page when somebody was refused."""
    sentence = last_sign_in_sentence(before, here)
    if refused:
        from ui.problems import Problem  # noqa: PLC0415 - most starts have none

        window.show_problem(Problem("sign_in", f"{sentence} {refused_sentence(refused)}"))
    else:
        window.toast(sentence)
