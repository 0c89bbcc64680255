"""Keep what is typed in a form until it is saved."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_begun_forms"
down_revision = "20261121_protected_sources"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "begun_form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_begun_form")),
    )
    op.create_index(op.f("ix_begun_form_about"), "begun_form", ["about"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_begun_form_about"), table_name="begun_form")
    op.drop_table("begun_form")
