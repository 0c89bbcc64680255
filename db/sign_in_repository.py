"""Where who works here is signed in, in the store and at its server."""

from typing import Final

from sqlalchemy import func, insert, select, text, update
from sqlmodel import col

from coordinator.sign_ins import OpenWindow, SignIn
from db.server_address import called
from db.tables.sign_ins import SignInRow
from db.work_state import WorkState

# A program of ours by the mark of its lines, else by where it is; any other by its own name.
_OPEN: Final = text("""
    SELECT coalesce(max(s.last_at), min(a.backend_start)) AS since,
        coalesce(max(s.pc), max(p.pc), '') AS pc,
        coalesce(max(host(a.client_addr)), '') AS address, a.application_name AS name
    FROM pg_stat_activity a
        LEFT JOIN public.sign_in s ON a.application_name = 'samplan ' || s.mark
        LEFT JOIN public.sign_in p ON p.address = host(a.client_addr)
    WHERE a.usename = session_user AND a.backend_type = 'client backend'
        AND a.datname = current_database()
    GROUP BY a.application_name ORDER BY 1, 4
""")
_END: Final = text("""
    SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
    WHERE usename = session_user AND backend_type = 'client backend'
        AND application_name <> :name AND pid <> pg_backend_pid()
""")
_WHERE: Final = text("SELECT coalesce(host(inet_client_addr()), ''), clock_timestamp()")


class SqlSignIns:
    """The sign-ins of one member of staff."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def begin(self, mark: str, pc: str) -> SignIn | None:
        before = self._newest()
        session, me = self._state.session, self._state.member.id
        address, now = "", self._state.clock.now()
        if self._state.person:
            address, now = session.execute(_WHERE).one()
        fields = {"last_at": now, "address": address, "mark": mark}
        self._state.fleeting = True
        mine = update(SignInRow).where(col(SignInRow.staff_id) == me, col(SignInRow.pc) == pc)
        if not session.connection().execute(mine.values(fields)).rowcount:
            session.execute(insert(SignInRow), [{"staff_id": me, "pc": pc, **fields}])
        return before

    def open_now(self, mark: str) -> tuple[OpenWindow, ...]:
        if not self._state.person:
            return ()
        found = self._state.session.execute(_OPEN)
        return tuple(
            OpenWindow(
                each.since,
                each.pc,
                each.address,
                "" if each.name.startswith("samplan") else each.name,
                mine=each.name == called(mark),
            )
            for each in found
        )

    def keep_only(self, mark: str) -> None:
        session, me = self._state.session, self._state.member.id
        now = func.clock_timestamp() if self._state.person else self._state.clock.now()
        mine = update(SignInRow).where(col(SignInRow.staff_id) == me)
        session.connection().execute(mine.values(ended_at=now, kept_mark=mark))
        self._state.fleeting = True

    def end_others(self, mark: str) -> None:
        if self._state.person:
            self._state.session.execute(_END, {"name": called(mark)})

    def _newest(self) -> SignIn | None:
        row = self._state.session.execute(
            select(SignInRow)
            .where(col(SignInRow.staff_id) == self._state.member.id)
            .order_by(col(SignInRow.last_at).desc(), col(SignInRow.pc))
            .limit(1)
        ).scalar()
        return None if row is None else SignIn(row.last_at, row.pc, row.address)
