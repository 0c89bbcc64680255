"""How ``samplan audit …`` is written."""

import argparse
from pathlib import Path

from coordinator.i18n import _


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add what can be done with the log."""
    deeds = parser.add_subparsers(dest="what", required=True, metavar=_("command"))
    verify = deeds.add_parser("verify", parents=[common], help=_("look through the whole log"))
    against = _("a seal that was kept outside the store; may stand more than once")
    verify.add_argument(
        "--against", type=Path, action="append", default=[], metavar=_("FILE"), help=against
    )
    accept = _("accept that seals are gone, for a reason that the log keeps")
    verify.add_argument("--accept", metavar=_("REASON"), help=accept)
    verify.add_argument("--json", action="store_true", help=_("write the result as JSON"))
    seal = deeds.add_parser(
        "seal", parents=[common], help=_("seal the log and write the newest seal")
    )
    out = _("write the seal to this file, or into this folder under the date")
    seal.add_argument("--out", type=Path, metavar=_("FILE"), help=out)
    send = deeds.add_parser(
        "send", parents=[common], help=_("send what is new in the log to another system")
    )
    to = send.add_mutually_exclusive_group(required=True)
    to.add_argument("--to", metavar="HOST:PORT", help=_("a collector of syslog over TLS"))
    to.add_argument("--out", type=Path, metavar=_("FILE"), help=_("add it to this file"))
    mark = _("where it is kept how far the log is sent; the next run goes on there")
    send.add_argument("--mark", type=Path, required=True, metavar=_("FILE"), help=mark)
    roots = _("the certificate of who vouches for the collector, if not the system's")
    send.add_argument("--roots", type=Path, metavar=_("FILE"), help=roots)
    sample = deeds.add_parser(
        "sample", parents=[common], help=_("list what a team lead is to look at in a week")
    )
    week = _("the week, as 2026-W46; otherwise the one that ended last")
    sample.add_argument("--week", metavar="YYYY-Www", help=week)
    sample.add_argument("--json", action="store_true", help=_("write the result as JSON"))
    insight = deeds.add_parser(
        "insight", parents=[common], help=_("write a citizen's own log, to be given to them")
    )
    number = _("the citizen's CPR number")
    insight.add_argument("--cpr", required=True, metavar="CPR", help=number)
    target = _("a PDF or a CSV, by its ending")
    insight.add_argument("--out", type=Path, required=True, metavar=_("FILE") + ".pdf", help=target)
    insight.add_argument("--names", action="store_true", help=_("name the staff in person"))
