"""Keep figures as they were published, each month once."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_published_figures"
down_revision = "20261121_walls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_figures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_figures")),
        sa.UniqueConstraint("month", "place", name=op.f("uq_published_figures_month_place")),
    )


def downgrade() -> None:
    op.drop_table("published_figures")
