"""Hand over many citizens as one set."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_redistribution"
down_revision = "20261122_enquiries"
branch_labels = None
depends_on = None

_OPEN = "closed_at IS NULL AND removed_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "redistribution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("service_area", sa.Text(), nullable=True),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["staff.id"], name=op.f("fk_redistribution_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redistribution")),
    )
    op.create_table(
        "redistribution_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("redistribution_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=False),
        sa.Column("giver_name", sa.Text(), nullable=False),
        sa.Column("receiver_id", sa.Uuid(), nullable=False),
        sa.Column("receiver_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Uuid(), nullable=True),
        sa.Column("hindrance", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("letter_number", sa.Integer(), nullable=True),
        sa.Column("letter_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["citizen_id"], ["citizen.id"], name=op.f("fk_redistribution_move_citizen_id_citizen")
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["staff.id"], name=op.f("fk_redistribution_move_giver_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["staff.id"], name=op.f("fk_redistribution_move_receiver_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["redistribution_id"],
            ["redistribution.id"],
            name=op.f("fk_redistribution_move_redistribution_id_redistribution"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redistribution_move")),
    )
    op.create_index(
        op.f("ix_redistribution_move_citizen_id"), "redistribution_move", ["citizen_id"]
    )
    op.create_index(
        "uq_redistribution_move_open",
        "redistribution_move",
        ["citizen_id"],
        unique=True,
        sqlite_where=sa.text(_OPEN),
        postgresql_where=sa.text(_OPEN),
    )
    # A plain column: SQLite would make the table anew for more, and lose the trigger on it.
    op.add_column("handover", sa.Column("redistribution_id", sa.Uuid(), nullable=True))
    for table in _indexed():
        op.create_index(op.f(f"ix_{table}_redistribution_id"), table, ["redistribution_id"])


def downgrade() -> None:
    for table in _indexed():
        op.drop_index(op.f(f"ix_{table}_redistribution_id"), table_name=table)
    op.execute("ALTER TABLE handover DROP COLUMN redistribution_id")
    op.drop_index("uq_redistribution_move_open", table_name="redistribution_move")
    op.drop_index(op.f("ix_redistribution_move_citizen_id"), table_name="redistribution_move")
    op.drop_table("redistribution_move")
    op.drop_table("redistribution")


def _indexed() -> tuple[str, ...]:
    """Name the tables with an index by the set; on a server a login could count hidden rows by it."""
    return ("redistribution_move", "handover") if op.get_bind().dialect.name == "sqlite" else ()
