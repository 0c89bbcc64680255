"""The command by which somebody changes their own password to a shared store."""

import argparse
import getpass
import os
import sys
from dataclasses import replace

from coordinator import command_output as output
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.ports import Clock
from coordinator.server_errors import PasswordToChange
from coordinator.stores import Stores, Unlocking
from coordinator.use_cases.own_password import change_own_password
from coordinator.use_cases.signing_in import sign_in
from plans.errors import RuleBroken

_DONE = 0


def run(asked: argparse.Namespace, stores: Stores, clock: Clock, given: Unlocking) -> int:
    """Do ``staff password``: with the one that lets in now, and another from now on."""
    if given.password is None and sys.stdin.isatty():
        given = replace(given, password=getpass.getpass(_("Your password now: ")))
    try:
        store = stores.open(asked.store, given)
    except PasswordToChange:
        stores.choose_password(asked.store, given, _new())
    else:
        try:
            own = store.own_password
            if own is None:
                raise RuleBroken("no-passwords-here")
            member = sign_in(store.begin, asked.user, store.server_login)
            desk = Desk(member, store.begin, clock, walled=store.walled)
            change_own_password(desk, own, given.password or "", _new())
        finally:
            store.close()
    output.say(_("Your password is changed. From now on you sign in with the new one."))
    return _DONE


def _new() -> str:
    """Take the new one from SAMPLAN_NEW_PASSWORD or the terminal, typed twice."""
    given = os.environ.get("SAMPLAN_NEW_PASSWORD")
    if not given and sys.stdin.isatty():
        given = getpass.getpass(_("New password: "))
        if getpass.getpass(_("The same once more: ")) != given:
            raise RuleBroken("passwords-differ")
    if not given:
        raise RuleBroken("password-not-given")
    return given
