"""Keep remarks, returned plans and ticks of reviews."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_plan_remarks"
down_revision = "20261121_whole_plan"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_remark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("part_kind", sa.Text(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("solved_by", sa.Uuid(), nullable=True),
        sa.Column("solved_name", sa.Text(), nullable=False),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_plan_remark_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_plan_remark_plan_id_joint_plan")
        ),
        sa.ForeignKeyConstraint(
            ["solved_by"], ["staff.id"], name=op.f("fk_plan_remark_solved_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_remark")),
    )
    op.create_index(op.f("ix_plan_remark_plan_id"), "plan_remark", ["plan_id"])

    op.create_table(
        "review_snapshot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_review_snapshot_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_snapshot")),
    )
    op.create_index(op.f("ix_review_snapshot_plan_id"), "review_snapshot", ["plan_id"])

    op.create_table(
        "review_tick",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_review_tick_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_review_tick_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_tick")),
    )
    op.create_index(op.f("ix_review_tick_plan_id"), "review_tick", ["plan_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_review_tick_plan_id"), table_name="review_tick")
    op.drop_table("review_tick")
    op.drop_index(op.f("ix_review_snapshot_plan_id"), table_name="review_snapshot")
    op.drop_table("review_snapshot")
    op.drop_index(op.f("ix_plan_remark_plan_id"), table_name="plan_remark")
    op.drop_table("plan_remark")
