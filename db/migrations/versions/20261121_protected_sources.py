"""Keep where sources say that protected citizens live apart."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_protected_sources"
down_revision = "20261121_first"
branch_labels = None
depends_on = None

_COPY = """
    INSERT INTO protected_source (
        id, version, created_at, created_by, changed_at, changed_by,
        street, postcode, town, district_text
    )
    SELECT s.id, 1, s.changed_at, s.changed_by, s.changed_at, s.changed_by,
        s.street, s.postcode, s.town, s.district_text
    FROM citizen_source s JOIN citizen c ON c.id = s.citizen_id
    WHERE c.address_protected OR c.special_protection
"""
_EMPTY = """
    UPDATE citizen_source SET street = '', postcode = '', town = '', district_text = ''
    WHERE id IN (SELECT id FROM protected_source)
"""
_PUT_BACK = """
    UPDATE citizen_source SET (street, postcode, town, district_text) = (
        SELECT p.street, p.postcode, p.town, p.district_text
        FROM protected_source p WHERE p.id = citizen_source.id
    )
    WHERE id IN (SELECT id FROM protected_source WHERE removed_at IS NULL)
"""


def upgrade() -> None:
    op.create_table(
        "protected_source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.Column("district_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["citizen_source.id"], name=op.f("fk_protected_source_id_citizen_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protected_source")),
    )
    op.execute(_COPY)
    op.execute(_EMPTY)


def downgrade() -> None:
    op.execute(_PUT_BACK)
    op.drop_table("protected_source")
