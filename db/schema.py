"""Which revision of the schema a store has and needs, and the way from one to the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, inspect, text

from coordinator.store_errors import StoreNewer, StoreNotUpgraded
from db import walls
from db.engine import writer
from db.errors import translated

if TYPE_CHECKING:
    from alembic.config import Config

# The newest file of db/migrations/versions; a test sees that it is.
REVISION: Final = "20261122_changes_at_once"
# Indexes that a server does not have: by them a login could count rows that a policy hides.
LOCAL_INDEXES: Final = frozenset(
    {
        "ix_begun_form_about",
        "ix_case_file_caseworker_id_end_date",
        "ix_citizen_sort_key",
        "ix_goal_owner_id",
        "ix_handover_redistribution_id",
        "ix_joint_plan_coordinator_id",
        "ix_joint_plan_deputy_id",
        "ix_joint_plan_status",
        "ix_participant_staff_id",
        "ix_redistribution_move_redistribution_id",
        "ix_staff_task_assignee_id",
        "ix_staff_task_queue_team",
        "ix_staff_task_sender_id",
        "ix_task_assignee_id",
        "ix_task_follower_id",
        # There, over an expression; here, a constraint.
        "uq_citizen_identifier_value",
    }
)
_PLACE: Final = Path(__file__).resolve().parent / "migrations"


def revision(engine: Engine) -> str | None:
    """Tell the revision of a store, None when it has no schema of ours; costs no Alembic."""
    with translated(), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def require_current(engine: Engine) -> None:
    """Refuse a store whose schema is not the one this program needs.

    Raises:
        StoreNotUpgraded: it is older; ``store upgrade`` brings it on.
        StoreNewer: it was made by a newer Samplan.
    """
    require_revision(revision(engine))


def require_revision(found: str | None) -> None:
    """Refuse a revision that this program does not need; see ``require_current``."""
    if found == REVISION:
        return
    raise (StoreNotUpgraded() if found is None or found in versions() else StoreNewer())


def refuse_newer(engine: Engine) -> None:
    """Refuse a store of a revision that this program does not know.

    Raises:
        StoreNewer: it was made by a newer Samplan.
    """
    if revision(engine) not in {None, *versions()}:
        raise StoreNewer


def upgrade(engine: Engine, also: Callable[[Connection], None] | None = None) -> None:
    """Bring a store to the newest revision, whole or not at all, and do what belongs to it.

    Raises:
        StoreNewer: it was made by a newer Samplan.
    """
    from alembic import command  # noqa: PLC0415 - half a second that a start does not need

    refuse_newer(engine)
    with _migrating(engine) as connection:
        walls.take_down(connection)
        command.upgrade(configuration(connection), "head")
        walls.raise_walls(connection)
        if also is not None:
            also(connection)


def configuration(connection: Connection | None = None) -> "Config":
    """Make the settings that Alembic's commands take."""
    from alembic.config import Config  # noqa: PLC0415 - see ``upgrade``

    config = Config()
    config.set_main_option("script_location", str(_PLACE).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    return config


def versions() -> frozenset[str]:
    """Name every revision that this program knows."""
    return frozenset(path.stem for path in (_PLACE / "versions").glob("*.py"))


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    """Give a connection in one transaction; on SQLite with foreign keys checked at its end.

    SQLite rebuilds a table by dropping it, which foreign keys must not see, and it turns them off
    only outside a transaction.
    """
    local = engine.dialect.name == "sqlite"
    with translated(), writer(engine).connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        if local:
            raw.cursor().execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if local:
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                    if broken:
                        raise AssertionError(f"{len(broken)} rows point nowhere")
        finally:
            if local:
                raw.cursor().execute("PRAGMA foreign_keys=ON")
