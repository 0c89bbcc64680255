"""The papers of approved versions."""

from uuid import UUID

from sqlalchemy import LargeBinary, Text, UniqueConstraint, Uuid
from sqlmodel import Field

from db.tables.base import Row


class VersionPaperRow(Row, table=True):
    """A paper that an approved version was printed as; never changed.

    ``person`` is the key of the accountable person whose task list it is, empty for other kinds.
    """

    __tablename__ = "version_paper"
    __table_args__ = (UniqueConstraint("plan_id", "number", "kind", "person", "large"),)

    plan_id: UUID = Field(foreign_key="joint_plan.id", sa_type=Uuid)
    number: int
    kind: str = Field(sa_type=Text)
    person: str = Field(default="", sa_type=Text)
    large: bool = False
    content: bytes = Field(sa_type=LargeBinary)
    sha256: str = Field(sa_type=Text)
