"""Raise the walls anew: a hand-over is asked for again, and settled by the lead."""

revision = "20261122_handover_course"
down_revision = "20261122_taking_over"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change no table: the walls are raised after each upgrade."""


def downgrade() -> None:
    """Change no table."""
