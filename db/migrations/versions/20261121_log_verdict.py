"""Keep the verdicts on what the control of the log found."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_log_verdict"
down_revision = "20261121_log_chain"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "log_verdict",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_log_verdict_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_verdict")),
    )


def downgrade() -> None:
    op.drop_table("log_verdict")
