"""Keep one standing signature of a person on a version."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_one_signature"
down_revision = "20261121_legal_bases"
branch_labels = None
depends_on = None

_STANDING = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    # Of what two colleagues registered in the same moment the first one stands.
    op.execute(
        "UPDATE plan_signature SET withdrawn_at = at, withdrawn_by_id = by_id,"
        " withdrawn_by_name = by_name, withdrawn_reason = 'Registreret to gange'"
        " WHERE withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM plan_signature AS first"
        " WHERE first.plan_id = plan_signature.plan_id AND first.number = plan_signature.number"
        " AND first.signer = plan_signature.signer AND first.name = plan_signature.name"
        " AND first.withdrawn_at IS NULL AND (first.at < plan_signature.at"
        " OR (first.at = plan_signature.at AND first.id < plan_signature.id)))"
    )
    op.create_index(
        "uq_plan_signature_standing",
        "plan_signature",
        ["plan_id", "number", "signer", "name"],
        unique=True,
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )


def downgrade() -> None:
    op.drop_index("uq_plan_signature_standing", table_name="plan_signature")
