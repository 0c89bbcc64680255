"""What keeping the logins of staff needs of a store, as faces that others put on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from uuid import UUID

    from plans.logins import Burden
    from plans.people import StaffMember


class Logins(Protocol):
    """The logins of staff; each deed writes its own row of the log.

    On a server each is a login of the server's, changed by functions that see who asks. A local
    store has none: there a login is open while the row in staff is.
    """

    @property
    def on_server(self) -> bool:
        """Whether people sign in to a server, with a password or a ticket of their own."""

    def open_ones(self) -> frozenset[UUID]:
        """Name the members of staff who can sign in now."""

    def burden(self, staff_id: UUID) -> Burden:
        """Count what somebody answers for."""

    def add(self, member: StaffMember, password: str | None) -> None:
        """Take somebody into staff, with a login; without a password they come by a ticket.

        Raises:
            RuleBroken: ``login-taken`` when the server has another login by that name,
                ``tickets-alone`` with a password where the server wants none.
        """

    def move(self, member: StaffMember) -> None:
        """Write a name, place, role or way to reach somebody; the login stays."""

    def close(self, member: StaffMember) -> None:
        """Let somebody in no more."""

    def open(self, member: StaffMember, password: str | None) -> None:
        """Let somebody in again; a password that is not given stays as it was.

        Raises:
            RuleBroken: ``login-taken``, ``tickets-alone`` as in ``add``.
        """

    def set_password(self, member: StaffMember, password: str) -> None:
        """Give somebody a new password.

        Raises:
            RuleBroken: ``tickets-alone`` as in ``add``.
        """

    def end_sessions(self, member: StaffMember) -> int:
        """End what is open of a login that was closed and committed; say how many that were."""


class LoginWork(Protocol):
    """The part of a unit of work about logins."""

    @property
    def logins(self) -> Logins:
        """The logins of staff."""
