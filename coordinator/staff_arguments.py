"""How ``samplan staff …`` is written."""

import argparse
from pathlib import Path
from typing import Final

from coordinator.i18n import N_, _
from coordinator.named_choices import NamedChoices

# The words of plans.people, which a start without this command need not read.
ROLES: Final = NamedChoices(
    {
        "caseworker": N_("Case worker"),
        "team_lead": N_("Team lead"),
        "administrator": N_("Administrator"),
        "auditor": N_("Data protection officer"),
    }
)
AREAS: Final = NamedChoices(
    {
        "employment": N_("Employment"),
        "social": N_("Social services"),
        "health": N_("Health"),
        "benefit": N_("Benefits"),
        "education": N_("Education"),
    }
)


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add what can be done with staff."""
    deeds = parser.add_subparsers(dest="what", required=True, metavar=_("command"))

    def deed(name: str, text: str) -> argparse.ArgumentParser:
        return deeds.add_parser(name, help=text, description=text, parents=[common])

    add = deed("add", _("take somebody into staff, with a login"))
    _login(add, _("the new login: small letters and figures"))
    _facts(add, needed=True)
    _password(add)
    close = deed("close", _("close a login; what is open of it ends at once"))
    _login(close, _("whose login is closed"))
    opened = deed("open", _("open a login again, or give it a new password"))
    _login(opened, _("whose login is opened"))
    _password(opened)
    deed("password", _("change your own password, or choose it when another made it"))
    move = deed("move", _("give somebody another name, role, service area or team"))
    _login(move, _("who moves"))
    _facts(move, needed=False)
    listed = deed("list", _("list everybody in staff, and whose login is open"))
    listed.add_argument("--json", action="store_true", help=_("write the result as JSON"))
    sync = deed("sync", _("make the logins match an export of staff"))
    sync.add_argument("file", type=Path, metavar=_("FILE"), help=_("the export of staff"))
    sync.add_argument("--dry-run", action="store_true", help=_("write nothing"))
    sync.add_argument(
        "--passwords",
        type=Path,
        metavar=_("FILE") + ".csv",
        help=_("make a password for each new login, and write them to this file"),
    )


def _login(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("--login", required=True, metavar="LOGIN", help=text)


def _facts(parser: argparse.ArgumentParser, *, needed: bool) -> None:
    """What is told of somebody; who moves tells only what is new."""
    missing = "" if needed else None
    parser.add_argument("--name", required=needed, metavar=_("NAME"), help=_("the full name"))
    roles = _("the role: {roles}").format(roles=ROLES.listed())
    parser.add_argument(
        "--role", required=needed, type=ROLES.code, choices=ROLES, metavar=_("ROLE"), help=roles
    )
    areas = _("the service area: {areas}").format(areas=AREAS.listed())
    parser.add_argument("--area", type=AREAS.code, choices=AREAS, metavar=_("AREA"), help=areas)
    parser.add_argument("--team", default=missing, metavar="TEAM", help=_("the team or unit"))
    parser.add_argument("--phone", default=missing, metavar=_("PHONE"), help=_("the phone number"))
    parser.add_argument("--email", default=missing, metavar="EMAIL", help=_("the e-mail address"))


def _password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-password", action="store_true", help=_("no password: they come by single sign-on")
    )
