"""Raise the walls anew: a search chooses the word to walk on the server."""

revision = "20261122_search_at_once"
down_revision = "20261122_handover_course"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change no table: the walls are raised after each upgrade."""


def downgrade() -> None:
    """Change no table."""
