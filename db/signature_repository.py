"""Signatures on paper and their scanned copies in the store."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlmodel import col

from coordinator.ports import NotFound
from db.mapping import Fields
from db.tables.plan import PlanRow
from db.tables.signatures import PlanScanRow, PlanSignatureRow
from db.work_state import WorkState
from plans.scans import Scan, ScanMark, ScanType
from plans.signatures import Signature, Signer, Signing, WithdrawnSignature

_Found = Select[PlanSignatureRow, UUID, str, int, str]


class SqlSignatures:
    """The signatures of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        # Held, for the version they were read at is what a save is compared with.
        self._rows: dict[UUID, PlanSignatureRow] = {}

    def get(self, signature_id: UUID) -> Signature:
        self._state.open(signature_id)
        question = _with_scan().where(col(PlanSignatureRow.id) == signature_id)
        found = self._state.session.execute(question).first()
        if found is None:
            raise NotFound
        self._rows[signature_id] = found[0]
        return _signature(*found)

    def of_plan(self, plan_id: UUID) -> tuple[Signature, ...]:
        self._state.open(plan_id)
        table = PlanSignatureRow
        question = _with_scan().where(col(table.plan_id) == plan_id)
        order = (col(table.number).desc(), col(table.signed_on), col(table.at))
        found = self._state.session.execute(question.order_by(*order))
        return tuple(_signature(*each) for each in found)

    def add(self, signature: Signature) -> None:
        row = self._state.insert(PlanSignatureRow, signature.id, _fields(signature))
        assert isinstance(row, PlanSignatureRow)
        self._rows[signature.id] = row
        self._wrote(signature)

    def save(self, signature: Signature) -> None:
        if self._state.update(self._rows[signature.id], _fields(signature)):
            self._wrote(signature)

    def add_scan(self, signature_id: UUID, mark: ScanMark, content: bytes) -> None:
        fields: Fields = {
            "signature_id": signature_id,
            "media_type": mark.media_type.value,
            "size": mark.size,
            "sha256": mark.sha256,
            "content": content,
        }
        self._state.insert(PlanScanRow, mark.id, fields)
        self._state.flush()

    def attached_since(self, moment: datetime) -> tuple[int, int]:
        table = PlanScanRow
        question = select(func.count(), func.coalesce(func.sum(col(table.size)), 0)).where(
            col(table.created_by) == self._state.member.id, col(table.created_at) > moment
        )
        count, size = self._state.session.execute(question).one()
        return count, size

    def scan(self, mark: ScanMark) -> Scan:
        row = self._state.session.get(PlanScanRow, mark.id)
        if row is None:
            raise NotFound
        return Scan(ScanType(row.media_type), row.content)

    def _wrote(self, signature: Signature) -> None:
        self._state.flush()
        self._state.plans.add(signature.plan_id)
        plan = self._state.session.get(PlanRow, signature.plan_id)
        assert plan is not None
        self._state.citizens.add(plan.citizen_id)


def _with_scan() -> _Found:
    """Ask for signatures with what is told of their copies, not for the copies: they are big."""
    scan = PlanScanRow
    return select(
        PlanSignatureRow, col(scan.id), col(scan.media_type), col(scan.size), col(scan.sha256)
    ).outerjoin(scan, col(scan.id) == col(PlanSignatureRow.scan_id))


def _signature(
    row: PlanSignatureRow, scan_id: UUID | None, media_type: str, size: int, sha256: str
) -> Signature:
    scan = ScanMark(scan_id, ScanType(media_type), size, sha256) if scan_id else None
    return Signature(
        id=row.id,
        plan_id=row.plan_id,
        signing=Signing(row.number, Signer(row.signer), row.signed_on, row.name),
        by=row.by_id,
        by_name=row.by_name,
        at=row.at,
        scan=scan,
        withdrawn=_withdrawn(row),
    )


def _withdrawn(row: PlanSignatureRow) -> WithdrawnSignature | None:
    if row.withdrawn_by_id is None or row.withdrawn_at is None:
        return None
    return WithdrawnSignature(
        row.withdrawn_reason, row.withdrawn_by_id, row.withdrawn_by_name, row.withdrawn_at
    )


def _fields(signature: Signature) -> Fields:
    signing, withdrawn = signature.signing, signature.withdrawn
    return {
        "plan_id": signature.plan_id,
        "number": signing.number,
        "signer": signing.signer.value,
        "name": signing.name,
        "signed_on": signing.signed_on,
        "by_id": signature.by,
        "by_name": signature.by_name,
        "at": signature.at,
        "scan_id": signature.scan.id if signature.scan else None,
        "withdrawn_reason": withdrawn.reason if withdrawn else "",
        "withdrawn_by_id": withdrawn.by if withdrawn else None,
        "withdrawn_by_name": withdrawn.by_name if withdrawn else "",
        "withdrawn_at": withdrawn.at if withdrawn else None,
    }
