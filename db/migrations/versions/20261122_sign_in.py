"""Keep where somebody signs in, so that they see it and can end what they left open."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_sign_in"
down_revision = "20261122_task_step"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("pc", sa.Text(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_mark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sign_in_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", "pc", name=op.f("pk_sign_in")),
    )


def downgrade() -> None:
    op.drop_table("sign_in")
