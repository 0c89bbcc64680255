"""Keep follow-ups that were held."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_follow_up"
down_revision = "20261121_absences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "follow_up",
        *_row(),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_follow_up_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["citizen_id"], ["citizen.id"], name=op.f("fk_follow_up_citizen_id_citizen")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_follow_up_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_plan_id"), "follow_up", ["plan_id"])
    op.create_index(op.f("ix_follow_up_citizen_id"), "follow_up", ["citizen_id"])
    op.create_table(
        "follow_up_result",
        *_row(),
        sa.Column("follow_up_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("intervention_id", sa.Uuid(), nullable=True),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("service_area", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["follow_up_id"],
            ["follow_up.id"],
            name=op.f("fk_follow_up_result_follow_up_id_follow_up"),
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_follow_up_result_goal_id_goal")
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_follow_up_result_intervention_id_intervention"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_result")),
    )
    op.create_index(op.f("ix_follow_up_result_follow_up_id"), "follow_up_result", ["follow_up_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_follow_up_result_follow_up_id"), table_name="follow_up_result")
    op.drop_table("follow_up_result")
    op.drop_index(op.f("ix_follow_up_citizen_id"), table_name="follow_up")
    op.drop_index(op.f("ix_follow_up_plan_id"), table_name="follow_up")
    op.drop_table("follow_up")


def _row() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
    )
