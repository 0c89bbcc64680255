"""Sends signatures and scanned copies to the store, and fetches a copy to show."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.use_cases import signing
from plans.scans import Scan
from plans.signatures import Signature, Signing
from ui.problems import describe
from ui.runner import Failed
from ui.screen import ScreenContext
from ui.screens.citizen.signature_writes import GiveScan, Opens


class SignatureWriter:
    """``write`` sends a use case and tells the page what became of it.

    ``failing`` gives what says why not, on the page of the citizen who is in front now.
    """

    def __init__(
        self,
        context: ScreenContext,
        write: Callable[[Callable[[Desk], Changes]], None],
        failing: Callable[[], Failed],
    ) -> None:
        self._context, self._write, self._failing = context, write, failing

    def register(self, plan_id: UUID, signed: Signing, scan: Scan | None) -> None:
        """Register a signature; the answer is the form's."""
        self._write(lambda desk: signing.register(desk, plan_id, signed, scan))

    def read_file(
        self, path: str, opens: Opens, took: Callable[[Scan], None], refused: Callable[[str], None]
    ) -> None:
        """Read a file as a scanned copy, or say why it is none."""
        self._context.runner.do(
            partial(signing.read_file, Path(path), opens),
            took,
            lambda error: refused(describe(error).sentence),
            lane="paper",
        )

    def attach(self, seen: Signature, path: str, opens: Opens) -> None:
        """Keep a file as the scanned copy of a signature."""

        def took(scan: Scan) -> None:
            self._write(lambda desk: signing.attach_scan(desk, seen, scan))

        work = partial(signing.read_file, Path(path), opens)
        self._context.runner.do(work, took, self._failing(), lane="paper")

    def withdraw(self, seen: Signature, reason: str) -> None:
        """Mark a signature as registered by mistake."""
        self._write(lambda desk: signing.withdraw(desk, seen, reason))

    def fetch(self, seen: Signature, give: GiveScan) -> None:
        """Fetch the copy of a signature; the look is logged."""
        desk, runner = self._context.desk, self._context.runner
        runner.ask(
            ("scan", id(self)),
            partial(signing.read_scan, desk, seen.id),
            lambda scan: give(runner, scan),
            self._failing(),
        )
