"""Signatures that were written on the paper of an approved version.

A signature is registered with who signed and when. It gives no consent and takes no right to
complain (domain.md § 7); a registration that was wrong is withdrawn, and stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from plans.errors import RuleBroken
from plans.people import StaffMember
from plans.scans import ScanMark


class Signer(StrEnum):
    """Who can sign a plan's paper beside the municipality."""

    CITIZEN = "citizen"
    REPRESENTATIVE = "representative"


@dataclass(frozen=True, slots=True)
class Signing:
    """What is registered: who wrote their name on which version, and the day that stands there.

    ``name`` is the representative's; the citizen's own stands in the plan.
    """

    number: int
    signer: Signer
    signed_on: date
    name: str = ""

    def require_sound(self, approved_on: date, today: date) -> None:
        """Refuse what cannot have been signed so.

        Raises:
            RuleBroken: ``signature-name-missing``, ``signature-in-future`` or
                ``signature-before-approval``.
        """
        if self.signer is Signer.REPRESENTATIVE and not self.name.strip():
            raise RuleBroken("signature-name-missing")
        if self.signed_on > today:
            raise RuleBroken("signature-in-future")
        if self.signed_on < approved_on:
            raise RuleBroken(
                "signature-before-approval", number=self.number, approved_on=approved_on
            )


@dataclass(frozen=True, slots=True)
class WithdrawnSignature:
    """Why a registration was wrong, who said so, and when."""

    reason: str
    by: UUID
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """A registered signature; ``scan`` is the copy that is kept of the signed paper, if any."""

    id: UUID
    plan_id: UUID
    signing: Signing
    by: UUID
    by_name: str
    at: datetime
    scan: ScanMark | None = None
    withdrawn: WithdrawnSignature | None = None

    def with_scan(self, scan: ScanMark) -> "Signature":
        """Give it a copy, in place of the one before, which stays in the store.

        Raises:
            RuleBroken: ``signature-withdrawn``.
        """
        self._require_standing()
        return replace(self, scan=scan)

    def withdrawn_by(self, member: StaffMember, at: datetime, reason: str) -> "Signature":
        """Mark it as registered by mistake.

        Raises:
            RuleBroken: ``signature-withdrawn`` or ``reason-missing``.
        """
        self._require_standing()
        if not reason.strip():
            raise RuleBroken("reason-missing")
        mark = WithdrawnSignature(reason.strip(), member.id, member.name, at)
        return replace(self, withdrawn=mark)

    def _require_standing(self) -> None:
        if self.withdrawn is not None:
            raise RuleBroken("signature-withdrawn")


def require_new(signing: Signing, others: Iterable[Signature]) -> None:
    """Refuse a signature that is registered already: the same person on the same version.

    Raises:
        RuleBroken: ``signature-there``.
    """
    mine = (signing.number, signing.signer, signing.name.strip().casefold())
    for other in others:
        its = other.signing
        if other.withdrawn is None and mine == (its.number, its.signer, its.name.casefold()):
            raise RuleBroken("signature-there", signed_on=its.signed_on)
