"""Signatures on paper as the page shows them, and what the form for one is filled from."""

from dataclasses import dataclass
from uuid import UUID

from plans.signatures import Signature


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """A signature in a sentence; ``note`` tells that it is withdrawn, and why."""

    signature: Signature
    text: str
    note: str
    may_change: bool

    @property
    def has_scan(self) -> bool:
        """Whether a copy is kept that can be shown."""
        return self.signature.scan is not None


@dataclass(frozen=True, slots=True)
class SigningShown:
    """What the form needs to register a signature: ``names`` are of those who may stand in.

    ``signed_by_citizen`` says of which versions the citizen's own signature is there.
    """

    plan_id: UUID
    names: tuple[str, ...]
    signed_by_citizen: frozenset[int]
