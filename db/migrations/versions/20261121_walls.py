"""Take from a server the indexes by which a login could count rows that a policy hides."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_walls"
down_revision = "20261121_log_verdict"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_begun_form_about": ("begun_form", ["about"]),
    "ix_case_file_caseworker_id_end_date": ("case_file", ["caseworker_id", "end_date"]),
    "ix_citizen_sort_key": ("citizen", ["sort_key"]),
    "ix_goal_owner_id": ("goal", ["owner_id"]),
    "ix_joint_plan_coordinator_id": ("joint_plan", ["coordinator_id"]),
    "ix_joint_plan_deputy_id": ("joint_plan", ["deputy_id"]),
    "ix_joint_plan_status": ("joint_plan", ["status"]),
    "ix_participant_staff_id": ("participant", ["staff_id"]),
    "ix_task_assignee_id": ("task", ["assignee_id"]),
    "ix_task_follower_id": ("task", ["follower_id"]),
}
_NUMBER = "uq_citizen_identifier_value"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, (table, _columns) in _INDEXES.items():
        op.drop_index(name, table_name=table)
    op.drop_constraint(_NUMBER, "citizen_identifier", type_="unique")
    # An expression whose function may leak is asked only of rows that a policy has let through.
    op.create_index(_NUMBER, "citizen_identifier", [sa.text("(value || '')")], unique=True)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    op.drop_index(_NUMBER, table_name="citizen_identifier")
    op.create_unique_constraint(_NUMBER, "citizen_identifier", ["value"])
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)
