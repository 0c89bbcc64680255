"""The commands that make, check and look after a store."""

import argparse
import sys
from dataclasses import asdict
from typing import Any, Final

from coordinator import command_output as output
from coordinator.i18n import N_, _
from coordinator.ports import Clock
from coordinator.stores import Stores, Unlocking

_DONE = 0
_REFUSED = 1
_WRONG_USE = 2


def run(asked: argparse.Namespace, stores: Stores, clock: Clock, given: Unlocking) -> int:
    """Do one of ``store create|info|upgrade|check|backup|restore``."""
    if asked.what == "create":
        return _create(asked, stores, given)
    if asked.what == "upgrade":
        revision = stores.upgrade(asked.store, given, clock.now())
        output.say(_("The store is up to date: {revision}.").format(revision=revision))
        return _DONE
    if asked.what == "backup":
        target = asked.file.resolve()
        stores.back_up_to(asked.store, given, target)
        output.say(_("The backup is made, and it can be opened: {file}").format(file=target))
        return _DONE
    if asked.what == "restore":
        kept = stores.restore(asked.store, given, asked.file.resolve(), clock.now())
        output.say(_("The store is restored from the backup."))
        if kept is not None:
            output.say(_("The former store is kept as {file}.").format(file=kept))
        return _DONE
    return _look(asked, stores, given)


def _create(asked: argparse.Namespace, stores: Stores, given: Unlocking) -> int:
    target = asked.recovery_out.resolve() if asked.recovery_out else None
    if stores.is_local(asked.store) and target is None and not sys.stdout.isatty():
        output.complain(
            _("The recovery code is shown on a terminal only. Use --recovery-out FILE.")
        )
        return _WRONG_USE
    if target is not None and target.exists():
        output.complain(_("The file for the recovery code exists already. Choose another name."))
        return _REFUSED
    code = stores.create(asked.store, given)
    output.say(_("The store is created: {place}").format(place=stores.shown(asked.store)))
    if code is None:
        return _DONE
    if target is not None:
        # Only its owner may read it; who made it moves it to a safe place.
        target.touch(mode=0o600, exist_ok=False)
        target.write_text(f"{code}\n", encoding="utf-8")
        output.say(_("The recovery code is in {file}. Keep it safe.").format(file=target))
        return _DONE
    output.say(
        _("The recovery code is shown only this once. Write it down, and keep it in a safe:")
    )
    output.say(f"\n    {code}\n")
    return _DONE


_INFO: Final = {
    "address": N_("Place"),
    "engine": N_("Engine"),
    "revision": N_("Revision"),
    "citizens": N_("Citizens"),
    "cases": N_("Cases"),
    "plans": N_("Joint plans"),
    "staff": N_("Staff"),
    "districts": N_("School districts"),
    "audit": N_("Lines in the log"),
}


def _tell(info: dict[str, Any]) -> None:
    """Write what a store holds, a line for each thing."""
    for name, value in (info | info["counts"]).items():
        if name in _INFO:
            output.say(f"{_(_INFO[name])}: {value}")


def _look(asked: argparse.Namespace, stores: Stores, given: Unlocking) -> int:
    store = stores.open(asked.store, given)
    try:
        if asked.what == "info":
            info = asdict(store.info())
            if asked.json:
                output.say_json(info)
            else:
                _tell(info)
            return _DONE
        problems = store.problems()
    finally:
        store.close()
    for problem in problems:
        output.complain(problem)
    if problems:
        output.complain(_("The store is damaged. Keep it, and restore the newest backup."))
        return _REFUSED
    output.say(_("The store is whole."))
    return _DONE
