"""Keep every paper of an approved version."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_papers"
down_revision = "20261121_together"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "version_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("large", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_version_paper_plan_id_joint_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_paper")),
        sa.UniqueConstraint(
            "plan_id",
            "number",
            "kind",
            "person",
            "large",
            name=op.f("uq_version_paper_plan_id_number_kind_person_large"),
        ),
    )


def downgrade() -> None:
    op.drop_table("version_paper")
