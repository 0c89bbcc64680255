"""Tables of the house itself: the log, operations, settings, code lists, holidays, loads."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, Text, Uuid
from sqlmodel import Field, SQLModel

from db.tables.base import Row, UtcDateTime


class AuditRow(SQLModel, table=True):
    """One look-up or change of a citizen's data: who, when, what, why; only ever added.

    ``tx`` is the shared server's number of the transaction; ``hash`` covers all before it, and
    ``seal`` is set once (``plans.log_chain``).
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_citizen_id_at", "citizen_id", "at"),
        Index("ix_audit_staff_id_at", "staff_id", "at"),
        # What is not sealed yet, and a seal's rows in the order of their ids.
        Index("ix_audit_seal_id", "seal", "id"),
    )

    id: UUID = Field(primary_key=True, sa_type=Uuid)
    at: datetime = Field(sa_type=UtcDateTime)
    staff_id: UUID = Field(sa_type=Uuid)
    staff_name: str = Field(sa_type=Text)
    role: str = Field(sa_type=Text)
    action: str = Field(sa_type=Text)
    citizen_id: UUID | None = Field(default=None, sa_type=Uuid)
    subject: str = Field(default="", sa_type=Text)
    subject_id: UUID | None = Field(default=None, sa_type=Uuid)
    why: str = Field(default="", sa_type=Text)
    related: bool = False
    tx: int | None = Field(default=None, sa_type=BigInteger)
    hash: str = Field(default="", sa_type=Text)
    seal: int | None = Field(default=None, sa_type=Integer)


class AuditSealRow(SQLModel, table=True):
    """A seal over rows of the log, chained to the one before; only ever added."""

    __tablename__ = "audit_seal"

    no: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime)
    n: int = Field(sa_type=Integer)
    root: str = Field(sa_type=Text)
    prev: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)


class OperationRow(SQLModel, table=True):
    """A committed piece of work, so that a broken connection can be asked what became of it.

    ``touched`` tells whether it changed anything: a look at a citizen does not.
    """

    __tablename__ = "operation"

    id: UUID = Field(primary_key=True, sa_type=Uuid)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    touched: bool


class SettingRow(Row, table=True):
    """A setting of the municipality, as JSON text."""

    __tablename__ = "setting"

    name: str = Field(sa_type=Text, unique=True)
    value: str = Field(sa_type=Text)


class BegunFormRow(Row, table=True):
    """What somebody typed in a form and has not saved, as JSON text; empty when it is done with.

    ``about`` is the citizen or plan that the form is about, None for somebody new. It is nobody
    else's to read, so it may hold what has compartments of its own once it is saved.
    """

    __tablename__ = "begun_form"

    staff_id: UUID = Field(sa_type=Uuid)
    form: str = Field(sa_type=Text)
    about: UUID | None = Field(default=None, sa_type=Uuid, index=True)
    content: str = Field(default="", sa_type=Text)


class RecentRow(SQLModel, table=True):
    """When somebody last opened a citizen, for «recent» in search and sidebar."""

    __tablename__ = "recent"

    staff_id: UUID = Field(primary_key=True, foreign_key="staff.id", sa_type=Uuid)
    citizen_id: UUID = Field(primary_key=True, foreign_key="citizen.id", sa_type=Uuid)
    at: datetime = Field(sa_type=UtcDateTime)


class LoadRow(Row, table=True):
    """A load of an export: kind, counts, and the hash that tells the file again."""

    __tablename__ = "load"

    kind: str = Field(sa_type=Text)
    file_sha256: str = Field(sa_type=Text)
    rows_read: int
    rows_created: int
    rows_changed: int
    rows_unchanged: int
    rows_rejected: int
