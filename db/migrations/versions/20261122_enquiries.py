"""Keep enquiries, the way each has gone, and apart what was said."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_enquiries"
down_revision = "20261122_staff_task"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "enquiry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("to_area", sa.Text(), nullable=True),
        sa.Column("to_team", sa.Text(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("waits_since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["citizen_id"], ["citizen.id"], name=op.f("fk_enquiry_citizen_id_citizen")
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["staff.id"], name=op.f("fk_enquiry_holder_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
    )
    op.create_index(op.f("ix_enquiry_citizen_id"), "enquiry", ["citizen_id"])

    op.create_table(
        "enquiry_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("enquiry_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("to_area", sa.Text(), nullable=True),
        sa.Column("to_team", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_enquiry_step_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_enquiry_step_enquiry_id_enquiry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry_step")),
    )
    op.create_index(op.f("ix_enquiry_step_enquiry_id"), "enquiry_step", ["enquiry_id"])

    op.create_table(
        "enquiry_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("enquiry_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("from_whom", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_enquiry_words_enquiry_id_enquiry")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["enquiry_step.id"], name=op.f("fk_enquiry_words_id_enquiry_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry_words")),
    )
    op.create_index(op.f("ix_enquiry_words_enquiry_id"), "enquiry_words", ["enquiry_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_enquiry_words_enquiry_id"), table_name="enquiry_words")

    op.drop_table("enquiry_words")
    op.drop_index(op.f("ix_enquiry_step_enquiry_id"), table_name="enquiry_step")

    op.drop_table("enquiry_step")
    op.drop_index(op.f("ix_enquiry_citizen_id"), table_name="enquiry")

    op.drop_table("enquiry")
