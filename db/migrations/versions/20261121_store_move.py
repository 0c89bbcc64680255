"""Tell that a store has moved, and how far a move into it has come."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_store_move"
down_revision = "20261121_published_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("last_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_move")),
    )


def downgrade() -> None:
    op.drop_table("store_move")
