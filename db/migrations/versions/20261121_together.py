"""Keep who has a plan open, and what two people who wrote at once chose."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_together"
down_revision = "20261121_list_entries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presence",
        sa.Column("window_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("part_kind", sa.Text(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_presence_plan_id_joint_plan")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_presence_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("window_id", name=op.f("pk_presence")),
    )
    op.create_index(op.f("ix_presence_plan_id"), "presence", ["plan_id"], unique=False)

    op.create_table(
        "settled_conflict",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("part_kind", sa.Text(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("mine", sa.Text(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_settled_conflict_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settled_conflict")),
    )
    op.create_index(
        op.f("ix_settled_conflict_plan_id"), "settled_conflict", ["plan_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_settled_conflict_plan_id"), table_name="settled_conflict")
    op.drop_table("settled_conflict")
    op.drop_index(op.f("ix_presence_plan_id"), table_name="presence")
    op.drop_table("presence")
