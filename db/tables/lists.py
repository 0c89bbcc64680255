"""Table of the dated lists that law or the municipality fixes."""

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from db.tables.base import Row


class ListEntryRow(Row, table=True):
    """A line of a dated list, valid from one day to another; a list without rows is as shipped."""

    __tablename__ = "list_entry"
    __table_args__ = (UniqueConstraint("list_name", "code", "valid_from"),)

    list_name: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)
    label: str = Field(sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    group_name: str = Field(default="", sa_type=Text)
    service_area: str | None = Field(default=None, sa_type=Text)
    place: int = 0
    valid_from: date
    valid_to: date | None = None
