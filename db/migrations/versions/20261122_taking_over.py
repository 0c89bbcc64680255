"""Raise the walls anew: what a giver has about a citizen goes along outside the plan, too."""

revision = "20261122_taking_over"
down_revision = "20261122_redistribution"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change no table: the walls are raised after each upgrade."""


def downgrade() -> None:
    """Change no table."""
