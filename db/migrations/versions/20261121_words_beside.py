"""Let each search word carry all words of its citizen, in the order in which lists show them."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_words_beside"
down_revision = "20261121_begun_forms"
branch_labels = None
depends_on = None

_FILL = """
    INSERT INTO search_token (token, sort_key, citizen_id, words)
    SELECT t.token, t.sort_key, t.citizen_id, ' ' || w.words
    FROM old_search_token t JOIN (
        SELECT citizen_id, joined(
            CASE WHEN length(token) <= 4 AND token >= '0' AND token < ':'
            THEN token || ' ~' || token ELSE token END, ' '
        ) AS words
        FROM old_search_token GROUP BY citizen_id
    ) w ON w.citizen_id = t.citizen_id
    ORDER BY t.token, t.sort_key, t.citizen_id
"""
_BY_CHARACTER = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _set_aside()
    _make(["token", "sort_key", "citizen_id"], sa.Column("words", sa.Text(), nullable=False))
    joined = "group_concat" if op.get_bind().dialect.name == "sqlite" else "string_agg"
    op.execute(_FILL.replace("joined", joined))
    op.create_index("ix_search_token_citizen_id_token", "search_token", ["citizen_id", "token"])
    op.drop_table("old_search_token")


def downgrade() -> None:
    _set_aside()
    _make(["citizen_id", "token"])
    op.execute(
        "INSERT INTO search_token (citizen_id, token, sort_key)"
        " SELECT citizen_id, token, sort_key FROM old_search_token"
    )
    op.create_index(
        "ix_search_token_token_sort_key", "search_token", ["token", "sort_key", "citizen_id"]
    )
    op.drop_table("old_search_token")


def _set_aside() -> None:
    op.execute(
        "CREATE TABLE old_search_token AS SELECT citizen_id, token, sort_key FROM search_token"
    )
    op.drop_table("search_token")


def _make(key: list[str], *more: sa.Column[str]) -> None:
    op.create_table(
        "search_token",
        sa.Column("token", _BY_CHARACTER, nullable=False),
        sa.Column("sort_key", _BY_CHARACTER, nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["citizen_id"], ["citizen.id"], name=op.f("fk_search_token_citizen_id_citizen")
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_search_token")),
        sqlite_with_rowid=False,
    )
