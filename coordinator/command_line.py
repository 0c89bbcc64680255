"""The command line: for IT staff, batch jobs and tests; the same use cases, no second path."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from coordinator import command_output as output
from coordinator import log_arguments, staff_arguments, store_arguments, wrong_use
from coordinator.desk import Desk
from coordinator.i18n import LANGUAGES, N_, _, use_language
from coordinator.store_errors import StoreUnavailable
from coordinator.stores import OpenStore, Stores, Unlocking
from plans.errors import RuleBroken

if TYPE_CHECKING:
    from coordinator.ports import Clock

# The words of coordinator.imports.ImportKind, which a start without a load need not read.
KINDS: Final = ("staff", "districts", "employment", "social", "health")
DONE: Final = 0
REFUSED: Final = 1
WRONG_USE: Final = 2
OUT_OF_REACH: Final = 4


@dataclass(frozen=True, slots=True)
class Program:
    """What the command line is given: how to get at stores, a clock, how to open windows."""

    stores: Callable[[], Stores]
    clock: "Clock"
    open_window: Callable[[argparse.Namespace], int]
    open_demo: Callable[[argparse.Namespace], int]


def main(arguments: list[str], program: Program) -> int:
    """Do what the arguments say and give the exit status.

    0 done, 1 refused, 2 wrong use, 3 applied with some rows refused, 4 store out of reach.
    """
    _speak(arguments)
    try:
        asked = _parser().parse_args(arguments)
    except SystemExit as stop:
        return WRONG_USE if stop.code else DONE
    try:
        return _run(asked, program)
    except StoreUnavailable as error:
        output.complain(error.sentence)
        return REFUSED if error.code in _REFUSALS else OUT_OF_REACH
    except Exception as error:  # noqa: BLE001 - none may be shown as it is: its text may name people
        output.complain(_sentence(error))
    return REFUSED


def refuse_day(arguments: list[str]) -> int:
    """Say that ``SAMPLAN_TODAY`` is no date, and give the status of wrong use."""
    _speak(arguments)
    output.complain(_("SAMPLAN_TODAY is not a date. Write it as 2026-09-14, or remove it."))
    return WRONG_USE


def _speak(arguments: list[str]) -> None:
    """Write what every terminal can show, in the language that the arguments ask for."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console may speak an old code page, which has no dashes and quotes.
            stream.reconfigure(encoding="utf-8", errors="replace")
    # The help is written before the arguments are read, so its language is sought by itself.
    use_language(_language_in(arguments))


def _sentence(error: Exception) -> str:
    """Say what went wrong; a fault of ours is told by its place in the code alone."""
    from coordinator.ports import NotFound, Stale  # noqa: PLC0415 - see ``_at_desk``

    if isinstance(error, RuleBroken):
        from coordinator.wording import sentence_for  # noqa: PLC0415

        return sentence_for(error)
    sentences: dict[type[Exception], str] = {
        NotFound: _("That is not in the store. Check what you asked for."),
        Stale: _("The store changed in the meantime. Nothing was written. Try again."),
        FileNotFoundError: _("There is no such file. Check the name and the folder."),
        OSError: _("The file cannot be read or written. Check the name and your rights."),
    }
    for kind, sentence in sentences.items():
        if isinstance(error, kind):
            return sentence
    from coordinator.faults import reference_of, trail_of  # noqa: PLC0415

    trail = trail_of(error)
    text = _("Something went wrong on our side. Mention number {reference} if you call support.")
    return f"{text.format(reference=reference_of(trail))}\n{trail}"


# Here the store is well; it is the wish that is refused.
_REFUSALS: Final = frozenset(
    {
        "store-exists",
        "backup-is-the-servers",
        "backup-refused",
        "backup-not-there",
        "backup-without-manifest",
        "backup-altered",
        "backup-incomplete",
        "store-passphrase-too-short",
        "store-passphrase-guessable",
        "passphrase-to-choose",
        "move-differs",
        "move-drafts-waiting",
        "move-elsewhere",
        "move-needs-server-login",
        "move-newer",
        "move-not-begun",
        "move-older",
        "move-others-there",
        "move-row-refused",
        "move-same-kind",
        "move-target-full",
    }
)


def unlocking() -> Unlocking:
    """Take from the environment what opens a store without a screen.

    Raises:
        StoreUnavailable: ``password-file-open`` or ``password-file-missing``.
    """
    from coordinator.password_file import password_in  # noqa: PLC0415 - see ``_at_desk``

    kept = os.environ.get("SAMPLAN_PASSWORD_FILE")
    return Unlocking(
        passphrase=os.environ.get("SAMPLAN_PASSPHRASE") or None,
        recovery_code=os.environ.get("SAMPLAN_RECOVERY_CODE") or None,
        password=os.environ.get("SAMPLAN_PASSWORD") or (password_in(Path(kept)) if kept else None),
    )


def _no_screen() -> bool:
    """Whether a window has nowhere to show, where Qt would end the program in words of its own."""
    shown_by = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(each) for each in shown_by)


def _run(asked: argparse.Namespace, program: Program) -> int:
    if asked.command in {None, "demo"} and _no_screen():
        output.complain(
            _(
                "There is no screen to show a window on. Start Samplan on a desktop, or use a "
                "command: samplan --help lists them."
            )
        )
        return WRONG_USE
    if asked.command is None:
        return program.open_window(asked)
    if asked.command == "demo":
        return program.open_demo(asked)
    if asked.command == "store" or (asked.command == "staff" and asked.what == "password"):
        return _before_a_desk(asked, program)
    from coordinator.use_cases.signing_in import sign_in  # noqa: PLC0415 - see ``_at_desk``

    store = program.stores().open(asked.store, unlocking())
    try:
        member = sign_in(store.begin, asked.user, store.server_login)
        desk = Desk(
            member,
            store.begin,
            program.clock,
            walled=store.walled,
            begin_report=store.begin_report,
        )
        if asked.command in {"import", "report"}:
            # What runs by a timer: its mail tells in time.
            _warn(store)
        return _at_desk(asked, desk, store)
    finally:
        store.close()


def _warn(store: OpenStore) -> None:
    secrets = store.running_out()
    if secrets:
        from coordinator.running_out_wording import running_out_sentences  # noqa: PLC0415

        for sentence in running_out_sentences(secrets):
            output.complain(sentence)


def _at_desk(asked: argparse.Namespace, desk: Desk, store: OpenStore) -> int:
    # Each loads what it needs: a search must not wait for the paper's library.
    if asked.command == "import":
        from coordinator import command_import  # noqa: PLC0415

        return command_import.run(asked, desk, store)
    if asked.command == "report":
        from coordinator import command_report  # noqa: PLC0415

        return command_report.run(asked, desk)
    if asked.command == "audit":
        from coordinator import command_log  # noqa: PLC0415

        return command_log.run(asked, desk, store)
    if asked.command == "staff":
        from coordinator import command_staff  # noqa: PLC0415

        return command_staff.run(asked, desk)
    from coordinator import command_citizen  # noqa: PLC0415

    return command_citizen.run(asked, desk)


def _before_a_desk(asked: argparse.Namespace, program: Program) -> int:
    """Do what is done where nobody can sit at a desk yet."""
    if asked.command == "staff":
        from coordinator import command_password  # noqa: PLC0415 - see ``_at_desk``

        return command_password.run(asked, program.stores(), program.clock, unlocking())
    from coordinator import command_store  # noqa: PLC0415

    return command_store.run(asked, program.stores(), program.clock, unlocking())


def _language_in(arguments: list[str]) -> str:
    """See which language the arguments ask for; to refuse a wrong one is the parser's work."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    asked = next((after for word, after in pairwise(words) if word == "--language"), "da")
    return asked if asked in LANGUAGES else "da"


class _Help(argparse.HelpFormatter):
    """Writes argparse's own few words in our language."""

    _HEADINGS: Final = {"options": N_("options"), "positional arguments": N_("arguments")}

    def start_section(self, heading: str | None) -> None:
        """Begin a group of arguments."""
        super().start_section(_(self._HEADINGS[heading]) if heading in self._HEADINGS else heading)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Show how the command is written."""
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Tells of wrong use in our language, with the lines that show the right one."""

    def __init__(self, **settings: Any) -> None:
        # argparse makes the parsers of commands itself, with settings that differ by version.
        super().__init__(formatter_class=_Help, add_help=False, **settings)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Refuse here what is left over: the command knows how it is written."""
        found, left = super().parse_known_args(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return found, left

    def error(self, message: str) -> NoReturn:
        """End with the status of wrong use; ``message`` is argparse's own, in English."""
        self._refuse(wrong_use.sentence(message))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a word that is not among those that can stand there."""
        if action.choices is not None and value not in action.choices:
            name = "/".join(action.option_strings) or str(action.metavar or action.dest)
            self._refuse(wrong_use.no_choice(name, action.choices))

    def _refuse(self, sentence: str) -> NoReturn:
        output.complain(sentence)
        output.complain(_("It is written like this:"))
        lines = self._get_formatter()
        lines.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, prefix="")
        output.complain(lines.format_help().rstrip())
        self.exit(WRONG_USE)


def _parser() -> _Parser:
    common = _common(argparse.SUPPRESS)
    parser = _Parser(
        prog="samplan", description=_("One joint plan per citizen."), parents=[_common(None)]
    )
    commands = parser.add_subparsers(dest="command", metavar=_("command"))

    def command(name: str, text: str) -> _Parser:
        return commands.add_parser(name, help=text, description=text, parents=[common])

    command("demo", _("open the practice store, and create it if it is missing"))
    store_arguments.add_to(command("store", _("create, check and look after a store")), common)
    load = command("import", _("load an export"))
    kinds = _("what the file holds: {kinds}").format(kinds=", ".join(KINDS))
    load.add_argument("kind", choices=KINDS, metavar=_("KIND"), help=kinds)
    load.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("the export, or a folder of exports")
    )
    load.add_argument("--dry-run", action="store_true", help=_("write nothing"))
    refused = _("keep refused rows here")
    load.add_argument("--rejects", type=Path, metavar=_("FILE") + ".csv", help=refused)
    load.add_argument(
        "--whole",
        action="store_true",
        help=_("take a file of the folder for the whole export, also when it lacks many cases"),
    )
    _json_argument(load)
    find = command("find", _("find citizens"))
    sought = _("a name, address, CPR number or case worker")
    find.add_argument("text", metavar=_("TEXT"), help=sought)
    find.add_argument(
        "--limit", type=int, default=50, metavar="N", help=_("the most to show, 50 otherwise")
    )
    _json_argument(find)
    _plan_arguments(command("plan", _("show or print a joint plan")), common)
    _report_arguments(command("report", _("count for management")), common)
    staff_arguments.add_to(command("staff", _("make, move and close logins of staff")), common)
    log_arguments.add_to(command("audit", _("check the log and keep its seals")), common)
    return parser


def _common(default: str | None) -> _Parser:
    """The options that may stand before or after the command."""
    parser = _Parser(argument_default=default)
    parser.add_argument("-h", "--help", action="help", help=_("show this help"))
    parser.add_argument("--store", metavar="S", help=_("a path or a postgresql:// address"))
    parser.add_argument("--user", metavar="LOGIN", help=_("who works"))
    parser.add_argument("--language", choices=LANGUAGES, help=_("Danish or English"))
    return parser


def _plan_arguments(parser: argparse.ArgumentParser, common: _Parser) -> None:
    deeds = parser.add_subparsers(dest="what", required=True, metavar=_("command"))
    show = deeds.add_parser("show", parents=[common], help=_("show the plan as JSON"))
    show.add_argument("number", metavar="CPR", help=_("the citizen's CPR number"))
    _json_argument(show)
    paper = deeds.add_parser("print", parents=[common], help=_("write the plan as a PDF"))
    paper.add_argument("number", metavar="CPR", help=_("the citizen's CPR number"))
    paper.add_argument(
        "--out", type=Path, required=True, metavar=_("FILE") + ".pdf", help=_("write the PDF here")
    )


def _report_arguments(parser: argparse.ArgumentParser, common: _Parser) -> None:
    deeds = parser.add_subparsers(dest="what", required=True, metavar=_("command"))
    shared = deeds.add_parser(
        "shared-citizens", parents=[common], help=_("citizens that two service areas share")
    )
    areas = _("two of these service areas: {areas}").format(areas=staff_arguments.AREAS.listed())
    shared.add_argument("--areas", required=True, metavar="A,B", help=areas)
    month = _("the month that is counted")
    shared.add_argument("--month", required=True, metavar="YYYY-MM", help=month)
    shared.add_argument(
        "--by", choices=["intervention"], help=_("a column for each social intervention")
    )
    years = _("a column for each year, in the same month")
    shared.add_argument("--years", metavar="YYYY,YYYY", help=years)
    shared.add_argument(
        "--totals",
        choices=["visible", "exact"],
        default="visible",
        help=_(
            "visible totals the counts that are shown; exact gives true totals and hides more "
            "counts. Do not publish both for the same month"
        ),
    )
    _format_argument(shared)
    changes = _("print the changes of case worker in one's unit in 12 months")
    _format_argument(deeds.add_parser("case-workers", parents=[common], help=changes), "pdf")
    for name, text, month in (
        (
            "publish",
            _("publish the figures of a month that is over, once"),
            _("the month; the last one that is over unless named"),
        ),
        (
            "published",
            _("print the published figures as JSON"),
            _("the month; the newest one unless named"),
        ),
    ):
        deed = deeds.add_parser(name, parents=[common], help=text)
        deed.add_argument("--month", metavar="YYYY-MM", help=month)


def _format_argument(parser: argparse.ArgumentParser, *more: str) -> None:
    formats = ["json", "csv", *more]
    help_ = _("how the table is written")
    parser.add_argument("--format", choices=formats, default="json", help=help_)


def _json_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("write the result as JSON"))
