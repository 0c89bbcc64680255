"""The tables of enquiries: how each stands, the way it has gone, and apart what was said in it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Text, Uuid
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime


class EnquiryRow(Row, table=True):
    """An enquiry; who made the row registered it."""

    __tablename__ = "enquiry"

    citizen_id: UUID | None = Field(
        default=None, foreign_key="citizen.id", index=True, sa_type=Uuid
    )
    subject: str = Field(sa_type=Text)
    channel: str = Field(sa_type=Text)
    received_on: date
    due: date
    status: str = Field(sa_type=Text)
    to_area: str | None = Field(default=None, sa_type=Text)
    to_team: str = Field(default="", sa_type=Text)
    holder_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    waits_since: date


class EnquiryStepRow(Row, table=True):
    """One step of the way that an enquiry has gone; never changed."""

    __tablename__ = "enquiry_step"

    enquiry_id: UUID = Field(foreign_key="enquiry.id", index=True, sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    to_area: str | None = Field(default=None, sa_type=Text)
    to_team: str = Field(default="", sa_type=Text)
    how: str = Field(default="", sa_type=Text)


class EnquiryWordsRow(Row, table=True):
    """What was said at a step, by the step's id: read behind a look that is logged alone."""

    __tablename__ = "enquiry_words"

    id: UUID = Field(primary_key=True, foreign_key="enquiry_step.id", sa_type=Uuid)
    enquiry_id: UUID = Field(foreign_key="enquiry.id", index=True, sa_type=Uuid)
    text: str = Field(default="", sa_type=Text)
    from_whom: str = Field(default="", sa_type=Text)
