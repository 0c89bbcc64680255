"""What the form and the rows of signatures send, as their view sees it."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from plans.scans import Scan
from plans.signatures import Signature, Signing
from ui.runner import Runner

Opens = Callable[[Scan], bool]
GiveScan = Callable[[Runner, Scan], None]
"""Takes a copy that was fetched, and what draws its pages off the screen's thread."""


class SignatureWrites(Protocol):
    """What the form and the rows of signatures send."""

    def register(self, plan_id: UUID, signed: Signing, scan: Scan | None) -> None:
        """Register a signature; the answer is the form's."""

    def read_file(
        self, path: str, opens: Opens, took: Callable[[Scan], None], refused: Callable[[str], None]
    ) -> None:
        """Read a file as a scanned copy, or say why it is none."""

    def attach(self, seen: Signature, path: str, opens: Opens) -> None:
        """Keep a file as the scanned copy of a signature."""

    def withdraw(self, seen: Signature, reason: str) -> None:
        """Mark a signature as registered by mistake."""

    def fetch(self, seen: Signature, give: GiveScan) -> None:
        """Fetch the copy of a signature; the look is logged."""
