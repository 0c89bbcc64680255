"""Register that a plan was signed on paper, keep the scanned copy, and read it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from coordinator.canonical import sha256_of
from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ids import new_id
from coordinator.malware import refuse_malware
from coordinator.ports import AuditAction, NotFound, Stale, UnitOfWork
from coordinator.standing_in import require_papers
from coordinator.use_cases.log import Log
from plans import access
from plans.access import Deed
from plans.errors import RuleBroken
from plans.plan import JointPlan
from plans.scan_cleaning import cleaned_picture
from plans.scans import (
    A_DAY,
    MEGABYTE,
    MOST_MEGABYTES,
    Scan,
    ScanMark,
    ScanType,
    require_room,
    scan_of,
)
from plans.signatures import Signature, Signing, require_new


def read_file(path: Path, opens: Callable[[Scan], bool]) -> Scan:
    """Read a file that somebody chose as the scanned copy; ``opens`` tells whether it is whole.

    Raises:
        RuleBroken: as ``scan_of`` and ``refuse_malware``, or ``scan-unreadable``.
    """
    try:
        with path.open("rb") as file:
            # One byte more than may be tells that it is too big; no more of it is read.
            content = file.read(MOST_MEGABYTES * MEGABYTE + 1)
    except OSError as error:
        raise RuleBroken("scan-unreadable") from error
    scan = scan_of(content)
    # Before any reader of pictures sees it.
    refuse_malware(content)
    if not opens(scan):
        raise RuleBroken("scan-unreadable")
    cleaned = Scan(scan.media_type, _cleaned(scan))
    # What is kept is what is shown, and what the hash proves.
    if not opens(cleaned):
        raise RuleBroken("scan-unreadable")
    return cleaned


def _cleaned(scan: Scan) -> bytes:
    """Take off a copy what it tells besides what is seen on it."""
    if scan.media_type is not ScanType.PDF:
        return cleaned_picture(scan.media_type, scan.content)
    # Drawing is read only when it is needed.
    from coordinator.reports.pictures import cleaned_pdf  # noqa: PLC0415

    cleaned = cleaned_pdf(scan.content)
    if cleaned is None:
        raise RuleBroken("scan-unreadable")
    return cleaned


def register(desk: Desk, plan_id: UUID, signing: Signing, scan: Scan | None = None) -> Changes:
    """Register a signature on the paper of an approved version, with its copy where there is one.

    Raises:
        RuleBroken: ``not-your-plan``, ``not-your-area``, ``version-unknown``, or as
            ``Signing.require_sound`` and ``require_new``; ``scan-quota``.
        Stale: when a colleague registers it in the same moment.
    """
    signing = replace(signing, name=signing.name.strip())
    with desk.start_work() as work:
        plan = _writable(work, desk, plan_id)
        approved = {each.number: each.approved_on for each in work.plans.versions(plan_id)}
        if signing.number not in approved:
            raise RuleBroken("version-unknown", number=signing.number)
        signing.require_sound(approved[signing.number], desk.clock.today())
        require_new(signing, work.signatures.of_plan(plan_id))
        me, now = desk.member, desk.clock.now()
        made = Signature(new_id(), plan_id, signing, me.id, me.name, now)
        Log(work, desk).note(AuditAction.CREATE, plan.citizen_id, "signature", made.id)
        work.signatures.add(made)
        if scan is not None:
            _keep(work, desk, made, scan)
        return work.commit()


def attach_scan(desk: Desk, seen: Signature, scan: Scan) -> Changes:
    """Keep a scanned copy of a signed paper; one before it stays in the store.

    Raises:
        Stale: when the signature is no longer as seen.
        RuleBroken: ``not-your-plan``, ``not-your-area``, ``signature-withdrawn``, ``scan-quota``.
    """
    with desk.start_work() as work:
        plan = _writable(work, desk, seen.plan_id)
        if work.signatures.get(seen.id) != seen:
            raise Stale
        Log(work, desk).note(AuditAction.CHANGE, plan.citizen_id, "signature_scan", seen.id)
        _keep(work, desk, seen, scan)
        return work.commit()


def withdraw(desk: Desk, seen: Signature, reason: str) -> Changes:
    """Mark a signature as registered by mistake; it stays, with who said so and why.

    Raises:
        Stale: when it is no longer as seen.
        RuleBroken: ``not-your-plan``, ``not-your-area``, or as ``Signature.withdrawn_by``.
    """
    with desk.start_work() as work:
        plan = _writable(work, desk, seen.plan_id)
        if work.signatures.get(seen.id) != seen:
            raise Stale
        taken_back = seen.withdrawn_by(desk.member, desk.clock.now(), reason)
        why = reason.strip()
        log = Log(work, desk)
        log.note(AuditAction.CHANGE, plan.citizen_id, "signature_withdrawn", seen.id, why)
        work.signatures.save(taken_back)
        return work.commit()


def read_scan(desk: Desk, signature_id: UUID) -> Scan:
    """Read the scanned copy of a signed paper; the look is logged before the copy is given.

    Raises:
        RuleBroken: ``not-allowed``, ``reason-needed``, ``papers-withheld``.
        NotFound: when there is no such copy.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        signature = work.signatures.get(signature_id)
        if signature.scan is None:
            raise NotFound
        plan = work.plans.get(signature.plan_id)
        log = Log(work, desk)
        log.require_reason(plan.citizen_id)
        require_papers(work, desk, plan)
        log.note(AuditAction.VIEW, plan.citizen_id, "signature_scan", signature_id)
        scan = work.signatures.scan(signature.scan)
        work.commit()
        return scan


def _writable(work: UnitOfWork, desk: Desk, plan_id: UUID) -> JointPlan:
    """Read a plan that one writes in as a whole; a closed one's paper may still come by post."""
    plan = work.plans.get(plan_id)
    access.require_write(plan, desk.member, None)
    return plan


def _keep(work: UnitOfWork, desk: Desk, signature: Signature, scan: Scan) -> None:
    require_room(*work.signatures.attached_since(desk.clock.now() - A_DAY), scan)
    mark = ScanMark(new_id(), scan.media_type, len(scan.content), sha256_of(scan.content))
    marked = signature.with_scan(mark)
    work.signatures.add_scan(signature.id, mark, scan.content)
    work.signatures.save(marked)
