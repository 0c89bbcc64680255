"""The tables of signatures on paper and their scanned copies."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, Text, Uuid, text
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime

_STANDING = text("withdrawn_at IS NULL")


class PlanSignatureRow(Row, table=True):
    """A signature on the paper of an approved version; withdrawn, never taken away."""

    __tablename__ = "plan_signature"
    __table_args__ = (
        Index("ix_plan_signature_plan_id_number", "plan_id", "number"),
        # Two colleagues who register the same paper in the same moment: one of them is told so.
        Index(
            "uq_plan_signature_standing",
            "plan_id",
            "number",
            "signer",
            "name",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
    )

    plan_id: UUID = Field(foreign_key="joint_plan.id", sa_type=Uuid)
    number: int
    signer: str = Field(sa_type=Text)
    name: str = Field(default="", sa_type=Text)
    signed_on: date
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    # The copy that counts. No foreign key: a copy names its signature, and both would wait.
    scan_id: UUID | None = Field(default=None, sa_type=Uuid)
    withdrawn_reason: str = Field(default="", sa_type=Text)
    withdrawn_by_id: UUID | None = Field(default=None, foreign_key="staff.id", sa_type=Uuid)
    withdrawn_by_name: str = Field(default="", sa_type=Text)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PlanScanRow(Row, table=True):
    """A scanned copy of a signed paper; never changed, and kept when another takes its place."""

    __tablename__ = "plan_scan"
    __table_args__ = (Index("ix_plan_scan_signature_id", "signature_id"),)

    signature_id: UUID = Field(foreign_key="plan_signature.id", sa_type=Uuid)
    media_type: str = Field(sa_type=Text)
    size: int
    sha256: str = Field(sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)
