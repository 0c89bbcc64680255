"""Let a plan carry all its parts."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_whole_plan"
down_revision = "20261121_record_notes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("level_now", sa.Text(), nullable=True),
        sa.Column("level_expected", sa.Text(), nullable=True),
        sa.Column("level_own", sa.Text(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("service_area", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_challenge_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
    )
    with op.batch_alter_table("challenge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_challenge_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "contact_agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("meeting_place", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("service_area", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_contact_agreement_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_agreement")),
    )
    with op.batch_alter_table("contact_agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_agreement_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "stance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_stance_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stance")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_stance_plan_id")),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("service_area", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_statement_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "measurement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("service_area", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_measurement_goal_id_goal")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_measurement_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
    )
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measurement_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_measurement_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "sub_goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("lifecycle", sa.Text(), nullable=False),
        sa.Column("achievement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_sub_goal_goal_id_goal")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_sub_goal_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_goal")),
    )
    with op.batch_alter_table("sub_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sub_goal_plan_id"), ["plan_id"], unique=False)

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("scope", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("sources", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("purpose", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("withdrawn_on", sa.Date(), nullable=True))

    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("priority", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("theme", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("marks", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("change_type", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("achievement", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("source", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("intervention", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hours_a_week", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("weekly_times", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("purpose", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("offer", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("is_waiting", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("waiting_cause", sa.Text(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("waiting_on", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("waiting_since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("wake_up_date", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("source", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("own_words", schema=None) as batch_op:
        batch_op.add_column(sa.Column("matters", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("follower_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("follower_name", sa.Text(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("follower_kind", sa.Text(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("is_waiting", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("waiting_cause", sa.Text(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("waiting_on", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("waiting_since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("wake_up_date", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("result", sa.Text(), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_task_follower_id"), ["follower_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_task_follower_id_staff"), "staff", ["follower_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_task_follower_id_staff"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_task_follower_id"))
        batch_op.drop_column("result")
        batch_op.drop_column("wake_up_date")
        batch_op.drop_column("waiting_since")
        batch_op.drop_column("waiting_on")
        batch_op.drop_column("waiting_cause")
        batch_op.drop_column("is_waiting")
        batch_op.drop_column("follower_kind")
        batch_op.drop_column("follower_name")
        batch_op.drop_column("follower_id")

    with op.batch_alter_table("own_words", schema=None) as batch_op:
        batch_op.drop_column("matters")

    with op.batch_alter_table("intervention", schema=None) as batch_op:
        batch_op.drop_column("source")
        batch_op.drop_column("wake_up_date")
        batch_op.drop_column("waiting_since")
        batch_op.drop_column("waiting_on")
        batch_op.drop_column("waiting_cause")
        batch_op.drop_column("is_waiting")
        batch_op.drop_column("offer")
        batch_op.drop_column("purpose")
        batch_op.drop_column("weekly_times")
        batch_op.drop_column("hours_a_week")

    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_column("source")
        batch_op.drop_column("achievement")
        batch_op.drop_column("change_type")
        batch_op.drop_column("marks")
        batch_op.drop_column("theme")
        batch_op.drop_column("priority")
        batch_op.drop_column("kind")

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_on")
        batch_op.drop_column("purpose")
        batch_op.drop_column("sources")
        batch_op.drop_column("scope")

    with op.batch_alter_table("sub_goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sub_goal_plan_id"))

    op.drop_table("sub_goal")
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measurement_plan_id"))
        batch_op.drop_index(batch_op.f("ix_measurement_goal_id"))

    op.drop_table("measurement")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_plan_id"))

    op.drop_table("statement")
    op.drop_table("stance")
    with op.batch_alter_table("contact_agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_agreement_plan_id"))

    op.drop_table("contact_agreement")
    with op.batch_alter_table("challenge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_challenge_plan_id"))

    op.drop_table("challenge")
