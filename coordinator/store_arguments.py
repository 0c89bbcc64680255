"""How ``samplan store …`` is written."""

import argparse
from pathlib import Path

from coordinator.i18n import _


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add what can be done with a store."""
    deeds = parser.add_subparsers(dest="what", required=True, metavar=_("command"))
    create = deeds.add_parser("create", parents=[common], help=_("create a new store"))
    to_file = _("write the recovery code to a file")
    create.add_argument("--recovery-out", type=Path, metavar=_("FILE"), help=to_file)
    text = _("make a new recovery code, when the paper is lost or was read")
    code = deeds.add_parser("new-code", parents=[common], help=text, description=text)
    code.add_argument("--recovery-out", type=Path, metavar=_("FILE"), help=to_file)
    info = deeds.add_parser("info", parents=[common], help=_("show what is in the store"))
    info.add_argument("--json", action="store_true", help=_("write the result as JSON"))
    deeds.add_parser("upgrade", parents=[common], help=_("bring the store up to date"))
    deeds.add_parser("check", parents=[common], help=_("look through the whole store"))
    for name, text in (
        ("backup", _("copy the store to a file")),
        ("restore", _("restore the store from a backup")),
    ):
        deed = deeds.add_parser(name, parents=[common], help=text)
        deed.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup"))
    text = _("move everything from a PC's store to a server's, or back")
    _add_move(deeds.add_parser("move", parents=[common], help=text, description=text))


def _add_move(move: argparse.ArgumentParser) -> None:
    either = move.add_mutually_exclusive_group(required=True)
    to = _("the new store, a path or a postgresql:// address; it must be empty")
    either.add_argument("--to", metavar="S", help=to)
    cancel = _("take a store that has moved, or is being moved, into use again")
    either.add_argument("--cancel", action="store_true", help=cancel)
    code = _("write the recovery code of the new store to a file")
    move.add_argument("--recovery-out", type=Path, metavar=_("FILE"), help=code)
    move.add_argument("--json", action="store_true", help=_("write the result as JSON"))
