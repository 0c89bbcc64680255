"""Tables about people: staff, citizens, their numbers, addresses, contacts and case files."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, Text, UniqueConstraint, Uuid
from sqlmodel import Field, SQLModel

from db.tables.base import BY_CHARACTER, Row


class StaffRow(Row, table=True):
    """A member of staff, by login."""

    __tablename__ = "staff"

    login: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    service_area: str | None = Field(default=None, sa_type=Text)
    team: str = Field(default="", sa_type=Text)
    role: str = Field(sa_type=Text)
    phone: str = Field(default="", sa_type=Text)
    email: str = Field(default="", sa_type=Text)
    active: bool = Field(default=True)


class DistrictRow(Row, table=True):
    """A school district and how many adults live there; ``place`` is the published order."""

    __tablename__ = "district"

    name: str = Field(sa_type=Text, unique=True)
    adults: int | None = None
    place: int = 0


class CitizenRow(Row, table=True):
    """A citizen; street, postcode, town and district are empty while the address is protected.

    ``address_source`` and ``name_source`` name the service area that the value came from, or
    «person» when somebody decided it.
    """

    __tablename__ = "citizen"

    given_name: str = Field(sa_type=Text)
    family_name: str = Field(sa_type=Text)
    sort_key: str = Field(sa_type=BY_CHARACTER, index=True)
    birth_date: date | None = None
    birth_date_confirmed: bool = True
    street: str = Field(default="", sa_type=Text)
    postcode: str = Field(default="", sa_type=Text)
    town: str = Field(default="", sa_type=Text)
    district_text: str = Field(default="", sa_type=Text)
    name_source: str = Field(default="", sa_type=Text)
    address_source: str = Field(default="", sa_type=Text)
    address_protected: bool = False
    name_protected: bool = False
    special_protection: bool = False
    protection_until: date | None = None
    phone: str = Field(default="", sa_type=Text)
    email: str = Field(default="", sa_type=Text)
    language: str = Field(default="", sa_type=Text)
    interpreter: bool = False
    digital_exempt: bool = False


class ProtectedAddressRow(Row, table=True):
    """The address and district of a citizen under protection, apart from all else."""

    __tablename__ = "protected_address"

    citizen_id: UUID = Field(foreign_key="citizen.id", unique=True, sa_type=Uuid)
    street: str = Field(default="", sa_type=Text)
    postcode: str = Field(default="", sa_type=Text)
    town: str = Field(default="", sa_type=Text)
    district_text: str = Field(default="", sa_type=Text)


class IdentifierRow(Row, table=True):
    """A number that identifies a citizen for a time."""

    __tablename__ = "citizen_identifier"

    citizen_id: UUID = Field(foreign_key="citizen.id", index=True, sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    value: str = Field(sa_type=Text, unique=True)
    valid_from: date | None = None
    valid_to: date | None = None
    place: int = 0


class ContactRow(Row, table=True):
    """Somebody beside the citizen: representative, guardian, relative."""

    __tablename__ = "citizen_contact"

    citizen_id: UUID = Field(foreign_key="citizen.id", index=True, sa_type=Uuid)
    role: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    phone: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)


class SourceRow(Row, table=True):
    """What one source system last said about a citizen, as read: who and whether protected.

    Like a citizen's own, street, postcode, town and district are empty under protection.
    """

    __tablename__ = "citizen_source"
    __table_args__ = (UniqueConstraint("citizen_id", "service_area"),)

    citizen_id: UUID = Field(foreign_key="citizen.id", sa_type=Uuid)
    service_area: str = Field(sa_type=Text)
    given_name: str = Field(default="", sa_type=Text)
    family_name: str = Field(default="", sa_type=Text)
    street: str = Field(default="", sa_type=Text)
    postcode: str = Field(default="", sa_type=Text)
    town: str = Field(default="", sa_type=Text)
    district_text: str = Field(default="", sa_type=Text)
    protected: bool | None = None


class ProtectedSourceRow(Row, table=True):
    """Where a source says that a citizen under protection lives, by the id of the source's row."""

    __tablename__ = "protected_source"

    id: UUID = Field(primary_key=True, foreign_key="citizen_source.id", sa_type=Uuid)
    street: str = Field(default="", sa_type=Text)
    postcode: str = Field(default="", sa_type=Text)
    town: str = Field(default="", sa_type=Text)
    district_text: str = Field(default="", sa_type=Text)


class CaseFileRow(Row, table=True):
    """A case of one service area as its export tells it; ``import_key`` finds it again."""

    __tablename__ = "case_file"
    __table_args__ = (
        UniqueConstraint("citizen_id", "service_area", "import_key"),
        Index("ix_case_file_caseworker_id_end_date", "caseworker_id", "end_date"),
    )

    citizen_id: UUID = Field(foreign_key="citizen.id", sa_type=Uuid)
    service_area: str = Field(sa_type=Text)
    import_key: str = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    start_date: date | None = None
    end_date: date | None = None
    caseworker_id: UUID | None = Field(default=None, foreign_key="staff.id", sa_type=Uuid)
    caseworker_text: str = Field(default="", sa_type=Text)
    distance: str = Field(default="", sa_type=Text)
    job_goal_a: str = Field(default="", sa_type=Text)
    job_goal_b: str = Field(default="", sa_type=Text)
    ordinary_hours: str = Field(default="", sa_type=Text)
    missing_since: date | None = None
    # The hand-over that gave it to its case worker; a load then only tells that its source differs.
    handover_id: UUID | None = Field(default=None, sa_type=Uuid)


class SearchTokenRow(SQLModel, table=True):
    """A folded word that finds a citizen; derived, so it is replaced and not versioned.

    ``words`` are all words of the citizen, each after a space: who is found by one word is tried
    for the others where they stand, without a look at another page for each.
    """

    __tablename__ = "search_token"
    __table_args__ = (
        Index("ix_search_token_citizen_id_token", "citizen_id", "token"),
        # Kept in the order of its key, which is the order in which lists show who is found.
        {"sqlite_with_rowid": False},
    )

    token: str = Field(primary_key=True, sa_type=BY_CHARACTER)
    sort_key: str = Field(primary_key=True, sa_type=BY_CHARACTER)
    citizen_id: UUID = Field(primary_key=True, foreign_key="citizen.id", sa_type=Uuid)
    words: str = Field(sa_type=Text)
