"""The commands that make, check and look after a store."""

import argparse
from dataclasses import asdict
from typing import Any, Final

from coordinator import command_output as output
from coordinator import command_recovery as recovery
from coordinator.i18n import N_, _
from coordinator.ports import Clock
from coordinator.running_out_wording import running_out_sentences
from coordinator.stores import Stores, Unlocking

_DONE = 0
_REFUSED = 1


def run(asked: argparse.Namespace, stores: Stores, clock: Clock, given: Unlocking) -> int:
    """Do one of ``store create|new-code|info|upgrade|check|backup|restore|move``."""
    if asked.what == "create":
        return _create(asked, stores, given)
    if asked.what == "new-code":
        return _new_code(asked, stores, given)
    if asked.what == "move":
        from coordinator import command_move  # noqa: PLC0415 - nothing else needs it

        return command_move.run(asked, stores, given)
    if asked.what in {"info", "check"}:
        return _look(asked, stores, given)
    _keep_safe(asked, stores, clock, given)
    return _DONE


def _keep_safe(asked: argparse.Namespace, stores: Stores, clock: Clock, given: Unlocking) -> None:
    if asked.what == "upgrade":
        revision = stores.upgrade(asked.store, given, clock.now())
        output.say(_("The store is up to date: {revision}.").format(revision=revision))
    elif asked.what == "backup":
        target = asked.file.resolve()
        stores.back_up_to(asked.store, given, target)
        output.say(_("The backup is made, and it can be opened: {file}").format(file=target))
    else:
        kept = stores.restore(asked.store, given, asked.file.resolve(), clock.now())
        output.say(_("The store is restored from the backup."))
        if kept is not None:
            output.say(_("The former store is kept as {file}.").format(file=kept))


def _create(asked: argparse.Namespace, stores: Stores, given: Unlocking) -> int:
    target = asked.recovery_out.resolve() if asked.recovery_out else None
    if stores.is_local(asked.store):
        status = recovery.refused(target)
        if status is not None:
            return status
    code = stores.create(asked.store, given)
    output.say(_("The store is created: {place}").format(place=stores.shown(asked.store)))
    if code is not None:
        recovery.show(code, target)
    return _DONE


def _new_code(asked: argparse.Namespace, stores: Stores, given: Unlocking) -> int:
    if not stores.is_local(asked.store):
        output.complain(_("A server's store has no recovery code: each person has a login."))
        return _REFUSED
    target = asked.recovery_out.resolve() if asked.recovery_out else None
    status = recovery.refused(target)
    if status is not None:
        return status
    stores.renew_code(asked.store, given, lambda code: recovery.show(code, target))
    output.say(
        _(
            "From now on only the new code opens the store. Backups that were made before open "
            "with the old one: keep its paper with them, or make a backup and remove them."
        )
    )
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
        for sentence in running_out_sentences(store.running_out()):
            output.complain(sentence)
    finally:
        store.close()
    for problem in problems:
        output.complain(problem)
    if problems:
        output.complain(_("The store is damaged. Keep it, and restore the newest backup."))
        return _REFUSED
    output.say(_("The store is whole."))
    return _DONE
