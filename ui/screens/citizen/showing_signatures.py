"""Writes of signatures on paper what the citizen page shows of them."""

from collections.abc import Sequence
from datetime import date

from coordinator.danish import short_day
from coordinator.danish_time import local_time
from coordinator.i18n import _
from coordinator.lists import CitizenPage
from plans.people import ContactRole
from plans.plan import JointPlan
from plans.signatures import Signature, Signer
from ui.screens.citizen.signatures_shown import SignatureShown, SigningShown

# Relatives sign nothing for a citizen; these two can (forvaltningsloven § 8, værgemålsloven).
_MAY_STAND_IN = (ContactRole.REPRESENTATIVE, ContactRole.GUARDIAN)


def signatures_shown(
    signatures: Sequence[Signature], number: int, *, may_change: bool
) -> tuple[SignatureShown, ...]:
    """Write the signatures on one version."""
    return tuple(
        SignatureShown(each, _text(each), _note(each), may_change and each.withdrawn is None)
        for each in signatures
        if each.signing.number == number
    )


def signing_shown(page: CitizenPage, plan: JointPlan) -> SigningShown:
    """Give what the form for a signature is filled from."""
    citizen = page.citizen
    return SigningShown(
        plan_id=plan.id,
        names=tuple(each.name for each in citizen.contacts if each.role in _MAY_STAND_IN),
        signed_by_citizen=frozenset(
            each.signing.number
            for each in page.signatures
            if each.withdrawn is None and each.signing.signer is Signer.CITIZEN
        ),
    )


def _text(signature: Signature) -> str:
    signing = signature.signing
    words = _("Signed {date}")
    if signing.signer is Signer.REPRESENTATIVE:
        words = _("Signed {date} by {name} for the citizen")
    told = words.format(date=short_day(signing.signed_on), name=signing.name)
    copy = _("scanned copy") if signature.scan is not None else _("no copy is kept")
    return f"{told} · {copy}"


def _note(signature: Signature) -> str:
    withdrawn = signature.withdrawn
    if withdrawn is None:
        return ""
    day: date = local_time(withdrawn.at).date()
    return _("Withdrawn {date} by {name}: {reason}").format(
        date=short_day(day), name=withdrawn.by_name, reason=withdrawn.reason
    )
