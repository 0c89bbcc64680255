"""Find out who works here."""

import getpass
from collections.abc import Callable
from typing import Final
from uuid import UUID

from coordinator.ports import UnitOfWork
from coordinator.stores import ServerLogin
from plans.errors import RuleBroken
from plans.people import Role, StaffMember

# Who works when nobody is signed in: the command line of IT staff; logged as such.
SYSTEM: Final = StaffMember(
    id=UUID("00000000-0000-4000-8000-000000000001"),
    login="system",
    name="System",
    service_area=None,
    team="",
    role=Role.SYSTEM,
)


def sign_in(
    begin: Callable[[StaffMember, bool], UnitOfWork],
    login: str | None,
    server: ServerLogin | None = None,
) -> StaffMember:
    """Tell who works.

    In a shared store it is whoever signed in at the ``server``. Else it is ``login``, or the
    computer's login if it is one in staff, or the system.

    Raises:
        RuleBroken: ``login-unknown`` when a login was named that is not in staff, ``login-closed``
            when it is no longer; ``login-not-in-staff`` and ``login-no-longer`` of whoever signed
            in at a server, ``login-of-another`` when ``login`` names somebody else there.
    """
    if server is not None and not server.runs_server:
        return _who_signed_in(begin, login, server.name)
    with begin(SYSTEM, False) as work:
        if login is None:
            member = work.staff.by_login(_computer_login())
            return member if member is not None and member.active else SYSTEM
        member = work.staff.by_login(login)
    if member is None:
        raise RuleBroken("login-unknown", login=login)
    if not member.active:
        raise RuleBroken("login-closed", login=login)
    return member


def _who_signed_in(
    begin: Callable[[StaffMember, bool], UnitOfWork], asked: str | None, login: str
) -> StaffMember:
    if asked is not None and asked.strip().casefold() != login.casefold():
        raise RuleBroken("login-of-another", asked=asked, login=login)
    with begin(SYSTEM, False) as work:
        member = work.staff.by_login(login)
    if member is None:
        raise RuleBroken("login-not-in-staff", login=login)
    if not member.active:
        raise RuleBroken("login-no-longer", login=login)
    return member


def staff_to_choose_from(
    begin: Callable[[StaffMember, bool], UnitOfWork],
) -> tuple[StaffMember, ...]:
    """List everybody who may sign in, for the demo's change of user."""
    with begin(SYSTEM, False) as work:
        return tuple(member for member in work.staff.everybody() if member.active)


def _computer_login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such account: a container, a service
        return ""
