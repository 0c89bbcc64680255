"""Show the recovery code of a new store, once: on a terminal, or in a file for its owner alone."""

import sys
from collections.abc import Callable
from pathlib import Path

from coordinator import command_output as output
from coordinator.i18n import _

_REFUSED = 1
_WRONG_USE = 2


def refused(target: Path | None) -> int | None:
    """Say why a code could not be shown, and give the status; None when it can be."""
    if target is None and not sys.stdout.isatty():
        output.complain(
            _("The recovery code is shown on a terminal only. Use --recovery-out FILE.")
        )
        return _WRONG_USE
    if target is not None and target.exists():
        output.complain(_("The file for the recovery code exists already. Choose another name."))
        return _REFUSED
    return None


def show(code: str, target: Path | None, say: Callable[[str], None] = output.say) -> None:
    """Show the code, or put it in the file and tell so."""
    if target is not None:
        # Only its owner may read it; who made it moves it to a safe place.
        target.touch(mode=0o600, exist_ok=False)
        target.write_text(f"{code}\n", encoding="utf-8")
        say(_("The recovery code is in {file}. Keep it safe.").format(file=target))
        return
    say(_("The recovery code is shown only this once. Write it down, and keep it in a safe:"))
    say(f"\n    {code}\n")
