"""Keep the source of contact agreements, measurements, sub-goals and tasks, too."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_sources"
down_revision = "20261121_one_signature"
branch_labels = None
depends_on = None

_TABLES = ("contact_agreement", "measurement", "sub_goal", "task")


def upgrade() -> None:
    for table in _TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("source", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    for table in reversed(_TABLES):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("source")
