"""Keep the logins of staff: who works here, as what, and who may sign in."""

from dataclasses import dataclass, replace
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.passwords import require_password
from coordinator.ports import Stale, UnitOfWork
from plans import logins
from plans.access import Deed
from plans.errors import RuleBroken
from plans.logins import WITH_CITIZENS, Burden
from plans.people import StaffMember


@dataclass(frozen=True, slots=True)
class StaffPage:
    """Everybody in staff by name, and who of them can sign in.

    ``on_server`` is where people have a password or ticket of their own.
    """

    people: tuple[StaffMember, ...]
    open_ones: frozenset[UUID]
    on_server: bool

    def is_open(self, member: StaffMember) -> bool:
        """Whether they can sign in now."""
        return member.id in self.open_ones


def staff_page(desk: Desk) -> StaffPage:
    """Read everybody in staff.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.KEEP_STAFF)
    with desk.start_reading() as work:
        people = work.staff.everybody()
        return StaffPage(people, work.logins.open_ones(), work.logins.on_server)


def burden_of(desk: Desk, staff_id: UUID) -> Burden:
    """Count what somebody must hand over before their login can be closed.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.KEEP_STAFF)
    with desk.start_reading() as work:
        return work.logins.burden(staff_id)


def add_staff(desk: Desk, member: StaffMember, password: str | None = None) -> Changes:
    """Take somebody into staff, with a login.

    Raises:
        RuleBroken: ``not-allowed``, ``login-taken`` and those of ``logins.sound`` and
            ``coordinator.passwords``.
    """
    desk.require(Deed.KEEP_STAFF)
    member = logins.sound(member)
    _require_password(password, member)
    with desk.start_work() as work:
        if work.staff.by_login(member.login) is not None:
            raise RuleBroken("login-taken", login=member.login)
        work.logins.add(member, password)
        return work.commit()


def move_staff(desk: Desk, seen: StaffMember, member: StaffMember) -> Changes:
    """Give somebody another name, place, role or way to reach them.

    Raises:
        RuleBroken: ``not-allowed``, ``own-login``, ``still-responsible`` for who shall see no
            citizen from now on, and those of ``logins.sound``.
        Stale: when what stands is no longer ``seen``.
    """
    desk.require(Deed.KEEP_STAFF)
    member = replace(logins.sound(member), id=seen.id, login=seen.login, active=seen.active)
    with desk.start_work() as work:
        _require_seen(work, seen)
        if member.role is not seen.role and seen.id == desk.member.id:
            raise RuleBroken("own-login")
        if (member.role in WITH_CITIZENS) < (seen.role in WITH_CITIZENS):
            work.logins.burden(seen.id).require_none(seen.name)
        work.logins.move(member)
        return work.commit()


def close_login(desk: Desk, seen: StaffMember) -> Changes:
    """Let somebody in no more, and end at once what they have open.

    Raises:
        RuleBroken: ``not-allowed``, ``own-login``, ``still-responsible``.
        Stale: when what stands is no longer ``seen``.
    """
    desk.require(Deed.KEEP_STAFF)
    if seen.id == desk.member.id:
        raise RuleBroken("own-login")
    with desk.start_work() as work:
        _require_seen(work, seen)
        work.logins.burden(seen.id).require_none(seen.name)
        work.logins.close(seen)
        changes = work.commit()
    # Only now: until the closing is kept, who is thrown out comes straight back.
    with desk.start_reading() as work:
        work.logins.end_sessions(seen)
    return changes


def open_login(desk: Desk, seen: StaffMember, password: str | None = None) -> Changes:
    """Let somebody in, or in again.

    Raises:
        RuleBroken: ``not-allowed``, ``login-taken`` and those of ``coordinator.passwords``.
        Stale: when what stands is no longer ``seen``.
    """
    desk.require(Deed.KEEP_STAFF)
    _require_password(password, seen)
    with desk.start_work() as work:
        _require_seen(work, seen)
        work.logins.open(seen, password)
        return work.commit()


def set_password(desk: Desk, seen: StaffMember, password: str) -> Changes:
    """Give somebody a new password, for who forgot theirs.

    Raises:
        RuleBroken: ``not-allowed``, ``no-passwords-here``, ``login-closed`` and those of
            ``coordinator.passwords``.
        Stale: when what stands is no longer ``seen``.
    """
    desk.require(Deed.KEEP_STAFF)
    _require_password(password, seen)
    with desk.start_work() as work:
        _require_seen(work, seen)
        if not work.logins.on_server:
            raise RuleBroken("no-passwords-here")
        if seen.id not in work.logins.open_ones():
            raise RuleBroken("login-closed", login=seen.login)
        work.logins.set_password(seen, password)
        return work.commit()


def _require_password(password: str | None, member: StaffMember) -> None:
    if password is not None:
        require_password(password, member.login, member.name)


def _require_seen(work: UnitOfWork, seen: StaffMember) -> None:
    if work.staff.get(seen.id) != seen:
        raise Stale
