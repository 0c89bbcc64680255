"""Keep journal notes on citizens."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_record_notes"
down_revision = "20261121_papers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("service_area", sa.Text(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["staff.id"], name=op.f("fk_record_note_author_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["citizen_id"], ["citizen.id"], name=op.f("fk_record_note_citizen_id_citizen")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["record_note.id"], name=op.f("fk_record_note_corrects_id_record_note")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_note")),
    )
    op.create_index("ix_record_note_citizen_id_on_date", "record_note", ["citizen_id", "on_date"])


def downgrade() -> None:
    op.drop_index("ix_record_note_citizen_id_on_date", table_name="record_note")
    op.drop_table("record_note")
