"""Keep the legal bases among the dated lists, where a municipality edits them."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_legal_bases"
down_revision = "20261121_plan_signature"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nobody could edit these rows: they are as they shipped, and a list of its own ships them now.
    op.drop_table("code")


def downgrade() -> None:
    op.create_table(
        "code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("list_name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("service_area", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
        sa.UniqueConstraint(
            "list_name", "code", "valid_from", name=op.f("uq_code_list_name_code_valid_from")
        ),
    )
    op.execute(
        "INSERT INTO code (id, version, created_at, created_by, changed_at, changed_by, removed_at,"
        " list_name, code, label, service_area, source, valid_from, valid_to, place)"
        " SELECT id, version, created_at, created_by, changed_at, changed_by, removed_at,"
        " 'legal_basis', label, text, service_area, group_name, valid_from, valid_to, place"
        " FROM list_entry WHERE list_name = 'legal_bases'"
    )
