"""Register signatures on paper."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_plan_signature"
down_revision = "20261121_follow_up"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_by_name", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["staff.id"], name=op.f("fk_plan_signature_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["joint_plan.id"], name=op.f("fk_plan_signature_plan_id_joint_plan")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["staff.id"], name=op.f("fk_plan_signature_withdrawn_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_signature")),
    )
    op.create_index("ix_plan_signature_plan_id_number", "plan_signature", ["plan_id", "number"])

    op.create_table(
        "plan_scan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signature_id", sa.Uuid(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["signature_id"],
            ["plan_signature.id"],
            name=op.f("fk_plan_scan_signature_id_plan_signature"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_scan")),
    )
    op.create_index("ix_plan_scan_signature_id", "plan_scan", ["signature_id"])


def downgrade() -> None:
    op.drop_index("ix_plan_scan_signature_id", table_name="plan_scan")

    op.drop_table("plan_scan")
    op.drop_index("ix_plan_signature_plan_id_number", table_name="plan_signature")

    op.drop_table("plan_signature")
