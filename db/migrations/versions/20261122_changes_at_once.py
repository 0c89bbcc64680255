"""Raise the walls anew: the changes of case worker of many citizens are told in one question."""

revision = "20261122_changes_at_once"
down_revision = "20261122_meeting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change no table: the walls are raised after each upgrade."""


def downgrade() -> None:
    """Change no table."""
