"""What an open store tells who looks after it."""

from sqlalchemy import Engine, text

from coordinator.stores import RunningOut, ServerLogin
from db.engine import health
from db.errors import translated


class LookedAfterStore:
    """An open store as who runs it sees it."""

    engine: Engine
    server_login: ServerLogin | None

    def problems(self) -> tuple[str, ...]:
        """Look through the whole store."""
        return health(self.engine)

    def running_out(self) -> tuple[RunningOut, ...]:
        """Tell which secrets of a server run out soon, as far as who signed in may know."""
        if self.server_login is None:
            return ()
        from db import running_out  # noqa: PLC0415 - a local store needs none

        with translated(), self.engine.connect() as connection:
            if not self.server_login.runs_server:
                return running_out.own_password(connection)
            is_super = text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            return running_out.of_the_server(connection) if connection.scalar(is_super) else ()
