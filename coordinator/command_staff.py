"""The commands about staff and their logins."""

import argparse
import getpass
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TextIO
from uuid import uuid4

from coordinator import command_output as output
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.imports import ImportKind, ImportRefused, load_mapping
from coordinator.imports.own_mappings import own_folder
from coordinator.passwords import made_password
from coordinator.ports import Stale
from coordinator.staff_wording import place_words, step_sentence
from coordinator.use_cases import importing, staff
from coordinator.use_cases.signing_in import SYSTEM
from coordinator.use_cases.staff import StaffPage
from coordinator.use_cases.staff_sync import (
    Held,
    StaffSync,
    Step,
    StepKind,
    compare_staff,
    take_step,
)
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.people import Role, ServiceArea, StaffMember

_DONE = 0
_REFUSED = 1
_PARTLY_REFUSED = 3


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Do one of ``staff add|close|open|move|list|sync``."""
    deeds = {
        "add": _add,
        "close": _close,
        "open": _open,
        "move": _move,
        "list": _list,
        "sync": _sync,
    }
    return deeds[asked.what](asked, desk)


def _add(asked: argparse.Namespace, desk: Desk) -> int:
    page = staff.staff_page(desk)
    member = StaffMember(
        uuid4(),
        asked.login,
        asked.name,
        ServiceArea(asked.area) if asked.area else None,
        asked.team,
        Role(asked.role),
        asked.phone,
        asked.email,
    )
    password, made = _new_password(asked, page)
    staff.add_staff(desk, member, password)
    text = _("{name} is in staff, and the login {login} is open.")
    output.say(text.format(name=member.name, login=member.login.strip().casefold()))
    _show_made(made)
    return _DONE


def _open(asked: argparse.Namespace, desk: Desk) -> int:
    page = staff.staff_page(desk)
    # Loads work by a login of their own, that of the built-in user.
    for_loads = page.on_server and asked.login.strip().casefold() == SYSTEM.login
    seen = SYSTEM if for_loads else _known(page, asked.login)
    if page.is_open(seen) and not page.on_server:
        output.say(_("The login {login} is open already.").format(login=seen.login))
        return _DONE
    password, made = _new_password(asked, page)
    if page.is_open(seen) and password is not None:
        staff.set_password(desk, seen, password)
        output.say(_("The login {login} has a new password.").format(login=seen.login))
    else:
        staff.open_login(desk, seen, password)
        output.say(_("The login {login} is open.").format(login=seen.login))
    _show_made(made, for_loads=for_loads)
    return _DONE


def _close(asked: argparse.Namespace, desk: Desk) -> int:
    seen = _known(staff.staff_page(desk), asked.login)
    staff.close_login(desk, seen)
    text = _("The login {login} is closed. What was open of it has ended.")
    output.say(text.format(login=seen.login))
    return _DONE


def _move(asked: argparse.Namespace, desk: Desk) -> int:
    seen = _known(staff.staff_page(desk), asked.login)
    given = {
        "name": asked.name,
        "role": Role(asked.role) if asked.role else None,
        "service_area": ServiceArea(asked.area) if asked.area else None,
        "team": asked.team,
        "phone": asked.phone,
        "email": asked.email,
    }
    moved = replace(seen, **{name: value for name, value in given.items() if value is not None})
    staff.move_staff(desk, seen, moved)
    output.say(f"{moved.login}: {moved.name}, {place_words(moved)}")
    return _DONE


def _list(asked: argparse.Namespace, desk: Desk) -> int:
    page = staff.staff_page(desk)
    if asked.json:
        output.say_json([_as_json(each, page) for each in page.people])
        return _DONE
    if not page.people:
        output.say(_("Nobody is in staff yet. Add somebody, or load an export."))
    for each in page.people:
        closed = "" if page.is_open(each) else _("(login closed)")
        output.say("  ".join(filter(None, (each.login, each.name, place_words(each), closed))))
    return _DONE


def _as_json(member: StaffMember, page: StaffPage) -> dict[str, object]:
    return {
        "login": member.login,
        "name": member.name,
        "role": member.role.value,
        "service_area": member.service_area.value if member.service_area else None,
        "team": member.team,
        "phone": member.phone,
        "email": member.email,
        "open": page.is_open(member),
    }


def _known(page: StaffPage, login: str) -> StaffMember:
    wanted = login.strip().casefold()
    for each in page.people:
        if each.login == wanted:
            return each
    raise RuleBroken("login-unknown", login=login)


def _new_password(asked: argparse.Namespace, page: StaffPage) -> tuple[str | None, str]:
    """Give the password for a login, and the same once more where it was made here.

    A local store has none. It comes from SAMPLAN_NEW_PASSWORD or the terminal, typed twice;
    nothing typed, or no terminal, makes one.
    """
    if asked.no_password or not page.on_server:
        return None, ""
    given = os.environ.get("SAMPLAN_NEW_PASSWORD")
    if not given and sys.stdin.isatty():
        given = getpass.getpass(_("New password (Enter alone makes one): "))
        if given and getpass.getpass(_("The same once more: ")) != given:
            raise RuleBroken("passwords-differ")
    if given:
        return given, ""
    made = made_password()
    return made, made


def _show_made(made: str, *, for_loads: bool = False) -> None:
    if not made:
        return
    if for_loads:
        once = _("The password is shown only this once. Put it where the loads take it from:")
        lasts = _("It lasts thirteen months. The loads say so six weeks before it ends.")
    else:
        once = _("The password is shown only this once. Give it to them in person:")
        lasts = _("It lasts a week. They choose their own at the first sign-in.")
    output.say(once)
    output.say(f"\n    {made}\n")
    output.say(lasts)


def _sync(asked: argparse.Namespace, desk: Desk) -> int:
    data = importing.file_bytes(asked.file)
    try:
        mapping = load_mapping(ImportKind.STAFF, own_folder())
        sync = compare_staff(desk, asked.file.name, data, mapping)
    except ImportRefused as error:
        output.complain(error.sentence)
        return _REFUSED
    held = list(sync.held)
    if asked.dry_run:
        for step in sync.steps:
            output.say(step_sentence(step))
        output.say(_("Nothing was written."))
    else:
        held += _take_steps(desk, sync, asked.passwords)
    for rejection in sync.rejections:
        line = rejection.to_json()
        text = _("Line {line}, {column}: {reason}")
        column = line["column"] or "–"
        output.complain(text.format(line=line["line"], column=column, reason=line["reason"]))
    for each in held:
        output.complain(f"{each.member.login}: {sentence_for(each.broken)}")
    return _PARTLY_REFUSED if held or sync.rejections else _DONE


def _take_steps(desk: Desk, sync: StaffSync, passwords: Path | None) -> list[Held]:
    """Do what the export asks for, each step by itself; give who could not be served."""
    held: list[Held] = []
    without = 0
    kept = _private_file(passwords) if passwords is not None and sync.on_server else None
    for step in sync.steps:
        new = step.kind in {StepKind.ADD, StepKind.OPEN} and sync.on_server
        password = made_password() if new and kept is not None else None
        if kept is not None and password is not None:
            # Before the login has it: a password that nobody knows would lock its owner out.
            kept.write(f"{step.member.login};{password}\n")
            kept.flush()
        broken = _broken(desk, step, password)
        if broken is not None:
            held.append(Held(step.member, broken))
            continue
        without += new and password is None
        output.say(step_sentence(step))
    if kept is not None:
        kept.close()
    if without:
        text = ngettext(
            "{n} login has no password: they come by single sign-on, or by “staff open”.",
            "{n} logins have no password: they come by single sign-on, or by “staff open”.",
            without,
        )
        output.say(text.format(n=without))
    return held


def _broken(desk: Desk, step: Step, password: str | None) -> RuleBroken | None:
    try:
        take_step(desk, step, password)
    except RuleBroken as broken:
        return broken
    except Stale:
        return RuleBroken("staff-changed-meanwhile")
    return None


def _private_file(path: Path) -> TextIO:
    """Make a new file that only its owner may read."""
    path.touch(mode=0o600, exist_ok=False)
    return path.open("w", encoding="utf-8")
