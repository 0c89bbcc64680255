"""Keep the day on which a citizen who is handed over is offered to meet both."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_meeting"
down_revision = "20261122_search_at_once"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A plain column: SQLite would make the table anew for more, and lose the trigger on it.
    op.add_column("handover", sa.Column("meeting_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE handover DROP COLUMN meeting_on")
