"""Says in our words what is wrong with a command; argparse's own are English.

No sentence repeats what was typed but the names of options: it may be a person's name or number.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from coordinator.i18n import _


def no_choice(name: str, choices: Iterable[object]) -> str:
    """Name an argument that is none of its choices, and list them."""
    return _("{name} must be one of these: {choices}.").format(
        name=name, choices=", ".join(str(each) for each in choices)
    )


def sentence(message: str) -> str:
    """Say what a message of argparse means."""
    for pattern, said in _MEANINGS:
        found = pattern.search(message)
        if found:
            return said(found.group(1))
    return _("The command was not understood.")


def _missing(names: str) -> str:
    return _("This is missing: {names}.").format(names=names)


def _none_of(names: str) -> str:
    return _("One of these is needed: {names}.").format(names=", ".join(names.split()))


def _no_value(name: str) -> str:
    return _("{name} needs a value after it.").format(name=name)


def _superfluous(_word: str) -> str:
    return _(
        "There is more than the command takes. Put a text with spaces between quotation marks."
    )


def _unknown(words: str) -> str:
    options = [each.partition("=")[0] for each in words.split() if each.startswith("-")]
    if not options:
        return _superfluous(words)
    return _("There is no such option: {names}.").format(names=", ".join(options))


def _no_number(name: str) -> str:
    return _("{name} must be a whole number.").format(name=name)


_MEANINGS: Final[tuple[tuple[re.Pattern[str], Callable[[str], str]], ...]] = (
    (re.compile(r"^the following arguments are required: (.+)"), _missing),
    (re.compile(r"^one of the arguments (.+) is required"), _none_of),
    (re.compile(r"^argument (\S+): expected .*one argument"), _no_value),
    (re.compile(r"^argument (\S+): invalid int value"), _no_number),
    (re.compile(r"^argument (\S+): ignored explicit argument"), _superfluous),
    (re.compile(r"^unrecognized arguments: (.+)"), _unknown),
)
