"""What every table has: a UUID key, a version, who made and changed it, and when."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import ConfigDict
from sqlalchemy import BigInteger, DateTime, Dialect, Text, TypeDecorator, Uuid
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
# Text that is compared by its characters: a server's own order puts «{» before the letters, and
# then no word that ends in z, and no number that ends in 9, is in the range of its prefix.
BY_CHARACTER = Text().with_variant(Text(collation="C"), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time on both engines: SQLite gives it back naive, PostgreSQL aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Hundredths(TypeDecorator[Decimal]):
    """A figure with two decimals, kept as a whole number: SQLite has no exact one."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else int((value * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        del dialect
        return None if value is None else (Decimal(value) / 100).normalize() + 0


class Row(SQLModel):
    """A row of ours; ``version`` counts its writes and decides a conflict.

    ``removed_at`` hides a row: nothing is deleted in use.
    """

    # A row of a table is never validated, so no start waits for a validator to be built.
    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]  # SQLModel's own kind

    id: UUID = Field(primary_key=True, sa_type=Uuid)
    version: int = Field(default=1)
    created_at: datetime = Field(sa_type=UtcDateTime)
    created_by: UUID = Field(sa_type=Uuid)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: UUID = Field(sa_type=Uuid)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it on the class
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]  # made by SQLAlchemy
