"""What it takes to make, open and look after stores, as a face that ``db`` puts on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    # Only named here: the first window waits for this module, and needs none of these.
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from coordinator.changes import Changes
    from coordinator.journal import DraftJournal
    from coordinator.lists import StoreInfo
    from coordinator.moves import Moved, MoveWatcher
    from coordinator.ports import UnitOfWork
    from plans.log_chain import SealMark
    from plans.people import StaffMember

Asked = Literal["", "passphrase", "password", "ticket"]
BackupReason = Literal["interval", "closing", "migration", "import", "manual"]


@dataclass(frozen=True, slots=True)
class Unlocking:
    """What a person gave to open a store; nothing at all when its key lies in the keyring.

    ``login`` and ``password`` are for a shared store's server; a login that was typed goes before
    the one in the address. ``remember`` says whether this PC
    keeps the password from now on; None leaves what it keeps as it is.
    """

    passphrase: str | None = field(default=None, repr=False)
    recovery_code: str | None = field(default=None, repr=False)
    login: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    remember: bool | None = None


@dataclass(frozen=True, slots=True)
class LogDoubt:
    """A seal that this PC saw and the store has no more; ``restored_at`` when we put it back."""

    missed: SealMark
    newest: SealMark | None
    restored_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ServerLogin:
    """Who a shared store's server says has signed in.

    ``runs_server`` is a login of those who run the server: they work as the system, or as
    whomever they name. ``clock_off`` is how many minutes this PC's clock is before the server's,
    below 0 when it is behind.
    """

    name: str
    runs_server: bool = False
    clock_off: int = 0


@dataclass(frozen=True, slots=True)
class RunningOut:
    """A secret that has to be exchanged soon.

    ``name`` is a machine's login, or the server's setting that names a certificate. ``until``
    None: it never ends, and it should.
    """

    kind: Literal["password", "certificate"]
    name: str
    until: datetime | None


class OwnPassword(Protocol):
    """The password of whoever signed in at a server by one."""

    def change(self, old: str, new: str) -> None:
        """Take another from now on; where this PC keeps the old one, it keeps the new one.

        What the person has open at other places ends.

        Raises:
            StoreUnavailable: ``PasswordWrong`` when ``old`` is not it, or another kind.
        """


class Asking(Protocol):
    """What a lock may ask who is back."""

    @property
    def asks_for(self) -> Asked:
        """What a start at this PC would ask who works here for; "" when it opens by itself."""

    @property
    def proves_by(self) -> Asked:
        """What can be asked again of who works here, also where this PC keeps it; "" is nothing.

        A ticket is asked of the domain, and nobody types anything.
        """

    @property
    def typed(self) -> bool:
        """Whether who works here showed who they are as the store was opened."""

    def try_secret(self, given: Unlocking) -> None:
        """See that what somebody typed opens this store; it stays as open as it is.

        Raises:
            StoreUnavailable: ``KeyWrong`` or ``PasswordWrong`` when it does not.
        """


class SealedLog(Protocol):
    """The log of an open store: whether it is whole, and its newest seal."""

    @property
    def log_doubt(self) -> LogDoubt | None:
        """What this PC remembers of the log and did not find at the opening."""

    def seal_log(self) -> SealMark | None:
        """Seal the rows of the log that have no seal yet; tell of the newest seal."""

    def accept_log(self) -> None:
        """Doubt no more what was missed: from now on the newest seal is what is remembered."""


class OpenStore(Asking, SealedLog, Protocol):
    """A store that is open in this process."""

    @property
    def walled(self) -> bool:
        """Whether the store itself shows this login no more than it may see."""

    @property
    def server_login(self) -> ServerLogin | None:
        """Who signed in at the server; None of a local store."""

    @property
    def mark(self) -> str:
        """What this program's lines to the server are called by; "" of a local store."""

    @property
    def own_password(self) -> OwnPassword | None:
        """The password of who signed in; None of a local store, or with a ticket."""

    @property
    def demo(self) -> bool:
        """Whether it holds invented people only."""

    def begin(self, member: StaffMember, writes: bool) -> UnitOfWork:
        """Begin a unit of work."""

    def begin_report(self, member: StaffMember) -> UnitOfWork:
        """Begin to read for long: at a second server that is up to date, where there is one."""

    def drafts(self, member: StaffMember) -> DraftJournal:
        """Give where this PC keeps what somebody wrote until the store has it."""

    def listen(self, heard: Callable[[Changes], None]) -> None:
        """Tell ``heard``, on a thread of its own, what colleagues change in a shared store.

        Whoever listened before hears no more. A local store is one program's: nothing to hear.
        """

    def info(self) -> StoreInfo:
        """Tell what kind of store it is and how much is in it."""

    def running_out(self) -> tuple[RunningOut, ...]:
        """Tell which secrets of a server run out soon, as far as who signed in may know."""

    def problems(self) -> tuple[str, ...]:
        """Look through the whole store; () when it is whole."""

    def back_up(self, reason: BackupReason, now: datetime) -> None:
        """Make a backup now; a shared store is backed up by its server."""

    def back_up_if_due(self, now: datetime) -> bool:
        """Make a backup when 15 minutes have passed since the last and something changed."""

    def close(self) -> None:
        """Close it and let others have it."""


class Stores(Protocol):
    """Makes and opens stores; an address is a path, ``postgresql://…``, or None for the usual."""

    def exists(self, address: str | None) -> bool:
        """Tell whether something stands at the address; of a shared store always true."""

    def was_there(self, address: str | None) -> bool:
        """Tell whether this person opened a local store at the address before, on this PC."""

    def is_local(self, address: str | None) -> bool:
        """Tell whether the store is a file of this PC, with a key of its own."""

    def shown(self, address: str | None) -> str:
        """Give the address as people may see it: no password."""

    def create(self, address: str | None, given: Unlocking, *, demo: bool = False) -> str | None:
        """Make a new store; give its recovery code, to be shown once. None for a shared store.

        Raises:
            StoreUnavailable: in one of its kinds; nothing that is there is ever written over.
        """

    def open(self, address: str | None, given: Unlocking) -> OpenStore:
        """Open an existing store; an older local one is backed up and upgraded first.

        Raises:
            StoreUnavailable: in one of its kinds, each with a way out; ``PasswordToChange`` to
                whom another made the password.
        """

    def keep_key(self, address: str | None, given: Unlocking, passphrase: str | None) -> None:
        """Keep the key of a store again after its recovery code was used."""

    def renew_code(
        self, address: str | None, given: Unlocking, shown: Callable[[str], None]
    ) -> None:
        """Take another recovery code for a local store; ``shown`` gets it before it holds.

        Backups keep the code of their day.
        """

    def choose_password(self, address: str | None, given: Unlocking, new: str) -> None:
        """Choose one's own password to a shared store, in place of one that another made.

        Raises:
            RuleBroken: ``password-too-short``, ``password-guessable``, ``password-not-new``.
            StoreUnavailable: in one of its kinds.
        """

    def upgrade(self, address: str | None, given: Unlocking, now: datetime) -> str:
        """Bring a store to the newest revision and tell which; a local one is backed up first."""

    def back_up_to(self, address: str | None, given: Unlocking, target: Path) -> None:
        """Make a checked backup at a place that a person chose."""

    def newest_backup(self, address: str | None) -> Path | None:
        """Name the newest backup of a local store."""

    def restore(
        self, address: str | None, given: Unlocking, backup: Path, now: datetime
    ) -> Path | None:
        """Put a backup in a store's place; give where the replaced store is kept."""

    def move(
        self, address: str | None, target: str, given: Unlocking, watcher: MoveWatcher
    ) -> Moved:
        """Move everything to a new place, or go on where the same move stopped.

        A store that is not there is made; the old one opens no more. ``target`` is an address.

        Raises:
            StoreUnavailable: ``MoveRefused`` in one of its kinds, or a store is away.
        """

    def cancel_move(self, address: str | None, given: Unlocking) -> str:
        """Take a store into use again that has moved; tell where the other one is."""
