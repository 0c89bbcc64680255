"""Make the logins match an export of staff: who came, who moved, who left."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import uuid4

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.imports import ImportKind, Mapping, Rejection, load_mapping, read_file
from coordinator.imports.records import StaffRecord
from coordinator.ports import UnitOfWork
from coordinator.use_cases.staff import add_staff, close_login, move_staff, open_login
from plans import logins
from plans.access import Deed
from plans.errors import RuleBroken
from plans.logins import WITH_CITIZENS
from plans.people import StaffMember


class StepKind(StrEnum):
    """What is done with somebody's login."""

    ADD = "add"
    MOVE = "move"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: ``seen`` is how they stood, ``member`` how they shall stand."""

    kind: StepKind
    seen: StaffMember
    member: StaffMember


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody with whom nothing is done, and the rule that says why."""

    member: StaffMember
    broken: RuleBroken


@dataclass(frozen=True, slots=True)
class StaffSync:
    """What an export asks for: steps in their order, who is held back, which rows are refused."""

    steps: tuple[Step, ...]
    held: tuple[Held, ...]
    rejections: tuple[Rejection, ...]
    on_server: bool


_FIELDS: Final = ("name", "service_area", "team", "role", "phone", "email")


def compare_staff(desk: Desk, file: str, data: bytes, mapping: Mapping | None = None) -> StaffSync:
    """Read an export of staff, and say what would make the logins match it; nothing is written.

    A row that is refused may be anybody's: then nobody is closed for not being in the file.

    Raises:
        RuleBroken: ``not-allowed``.
        ImportRefused: when the file as a whole cannot be taken.
    """
    desk.require(Deed.KEEP_STAFF)
    reading = read_file(ImportKind.STAFF, file, data, mapping or load_mapping(ImportKind.STAFF))
    records = [each for each in reading.records if isinstance(each, StaffRecord)]
    with desk.start_reading() as work:
        comparing = _Comparing(work, desk)
        for record in records:
            comparing.take(record)
        comparing.take_leavers(whole=not reading.rejections)
        steps = tuple(sorted(comparing.steps, key=lambda step: list(StepKind).index(step.kind)))
        held, on_server = tuple(comparing.held), work.logins.on_server
    return StaffSync(steps, held, reading.rejections, on_server)


def take_step(desk: Desk, step: Step, password: str | None = None) -> Changes:
    """Do one thing of what an export asks for; a password is for who gets a login.

    Raises:
        RuleBroken: those of the deed.
        Stale: when they no longer stand as seen.
    """
    if step.kind is StepKind.ADD:
        return add_staff(desk, step.member, password)
    if step.kind is StepKind.MOVE:
        return move_staff(desk, step.seen, step.member)
    if step.kind is StepKind.OPEN:
        return open_login(desk, step.seen, password)
    return close_login(desk, step.seen)


class _Comparing:
    """Compares one record after the other with who is in staff."""

    def __init__(self, work: UnitOfWork, desk: Desk) -> None:
        self._work, self._desk = work, desk
        self._known = {each.login: each for each in work.staff.everybody()}
        self._open = work.logins.open_ones()
        self._named: set[str] = set()
        self.steps: list[Step] = []
        self.held: list[Held] = []

    def take(self, record: StaffRecord) -> None:
        """Compare one row of the file."""
        member = _member(record)
        self._named.add(member.login)
        known = self._known.get(member.login)
        try:
            member = logins.sound(member)
            if known is None:
                self.steps.append(Step(StepKind.ADD, member, member))
                return
            self.steps += self._with_known(known, member)
        except RuleBroken as broken:
            self.held.append(Held(member, broken))

    def _with_known(self, known: StaffMember, wanted: StaffMember) -> Iterator[Step]:
        member = replace(known, **{name: getattr(wanted, name) for name in _FIELDS})
        if member != known:
            if member.role is not known.role and known.id == self._desk.member.id:
                raise RuleBroken("own-login")
            if (member.role in WITH_CITIZENS) < (known.role in WITH_CITIZENS):
                self._work.logins.burden(known.id).require_none(known.name)
            yield Step(StepKind.MOVE, known, member)
        if known.id not in self._open:
            yield Step(StepKind.OPEN, member, replace(member, active=True))

    def take_leavers(self, *, whole: bool) -> None:
        """Close who can sign in and is not in the file."""
        for member in self._known.values():
            if member.login in self._named or member.id not in self._open:
                continue
            try:
                self._require_may_leave(member, whole=whole)
            except RuleBroken as broken:
                self.held.append(Held(member, broken))
            else:
                left = replace(member, active=False)
                self.steps.append(Step(StepKind.CLOSE, member, left))

    def _require_may_leave(self, member: StaffMember, *, whole: bool) -> None:
        if not whole:
            raise RuleBroken("sync-file-not-whole")
        if member.id == self._desk.member.id:
            raise RuleBroken("own-login")
        self._work.logins.burden(member.id).require_none(member.name)


def _member(record: StaffRecord) -> StaffMember:
    return StaffMember(
        uuid4(),
        record.login.strip().casefold(),
        record.name,
        record.service_area,
        record.team,
        record.role,
        record.phone,
        record.email,
    )
