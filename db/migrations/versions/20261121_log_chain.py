"""Hash each row of the log, and seal rows in a chain."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "20261121_log_chain"
down_revision = "20261121_sources"
branch_labels = None
depends_on = None

_BATCH = 50_000
_AUDIT = sa.table(
    "audit",
    sa.column("id", sa.Uuid()),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("staff_id", sa.Uuid()),
    sa.column("staff_name", sa.Text()),
    sa.column("role", sa.Text()),
    sa.column("action", sa.Text()),
    sa.column("citizen_id", sa.Uuid()),
    sa.column("subject", sa.Text()),
    sa.column("subject_id", sa.Uuid()),
    sa.column("why", sa.Text()),
    sa.column("related", sa.Boolean()),
    sa.column("hash", sa.Text()),
    sa.column("seal", sa.Integer()),
)
_SEAL = sa.table(
    "audit_seal",
    sa.column("no", sa.Integer()),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("n", sa.Integer()),
    sa.column("root", sa.Text()),
    sa.column("prev", sa.Text()),
    sa.column("hash", sa.Text()),
)
# A local store takes no change of a row, not even from a mistake of ours; only its seal is set.
_FIXED = "id, at, staff_id, staff_name, role, action, citizen_id, subject, subject_id, why, related"
_LOCAL_TRIGGERS = {
    "audit_keeps_rows": "BEFORE DELETE ON audit",
    "audit_keeps_content": f"BEFORE UPDATE OF {_FIXED}, tx, hash ON audit",
    "audit_keeps_seal": (
        "BEFORE UPDATE OF seal ON audit WHEN OLD.seal IS NOT NULL OR NEW.seal IS NULL"
    ),
    "audit_seal_keeps_rows": "BEFORE DELETE ON audit_seal",
    "audit_seal_keeps_content": "BEFORE UPDATE ON audit_seal",
}


def upgrade() -> None:
    op.create_table(
        "audit_seal",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("prev", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_audit_seal")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tx", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("hash", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("seal", sa.Integer(), nullable=True))
    _seal_what_is_there(op.get_bind())
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_seal_id", ["seal", "id"], unique=False)
        batch_op.create_index("ix_audit_staff_id_at", ["staff_id", "at"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for name, when in _LOCAL_TRIGGERS.items():
            op.execute(
                f"CREATE TRIGGER {name} {when}"
                " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
            )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in _LOCAL_TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_staff_id_at")
        batch_op.drop_index("ix_audit_seal_id")
        batch_op.drop_column("seal")
        batch_op.drop_column("hash")
        batch_op.drop_column("tx")
    op.drop_table("audit_seal")


def _seal_what_is_there(connection: sa.Connection) -> None:
    """Hash the rows of an older store as they stand, and put them under the first seals."""
    before = ""
    asked = sa.select(_AUDIT).where(_AUDIT.c.seal.is_(None)).order_by(_AUDIT.c.id).limit(_BATCH)
    change = (
        sa.update(_AUDIT)
        .where(_AUDIT.c.id == sa.bindparam("row_id"))
        .values(hash=sa.bindparam("row_hash"), seal=sa.bindparam("row_seal"))
    )
    number = 0
    while rows := connection.execute(asked).all():
        number += 1
        hashes = [_row_hash(row) for row in rows]
        sealed = [
            {"row_id": row.id, "row_hash": found, "row_seal": number}
            for row, found in zip(rows, hashes, strict=True)
        ]
        connection.execute(change, sealed)
        at, root = datetime.now(UTC), sha256("".join(hashes).encode()).hexdigest()
        fields = (str(number), _microseconds(at), str(len(rows)), root, before)
        seal = _digest("samplan-log-seal-1", *fields)
        kept_at = at.replace(tzinfo=None) if connection.dialect.name == "sqlite" else at
        row = {"no": number, "at": kept_at, "n": len(rows), "root": root, "prev": before}
        connection.execute(sa.insert(_SEAL), [row | {"hash": seal}])
        before = seal


def _row_hash(row: sa.Row[tuple[object, ...]]) -> str:
    return _digest(
        "samplan-log-row-1",
        str(row.id),
        _microseconds(row.at),
        str(row.staff_id),
        row.staff_name,
        row.role,
        row.action,
        None if row.citizen_id is None else str(row.citizen_id),
        row.subject,
        None if row.subject_id is None else str(row.subject_id),
        row.why,
        "1" if row.related else "0",
        None,
    )


def _microseconds(at: datetime) -> str:
    aware = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return str((aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1))


def _digest(kind: str, *fields: str | None) -> str:
    parts = ("-" if each is None else f"{len(each)}:{each}" for each in fields)
    return sha256("\x1f".join((kind, *parts)).encode()).hexdigest()
