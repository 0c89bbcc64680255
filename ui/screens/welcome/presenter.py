"""What the welcome does: find out what the store needs, ask for it, and go on."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from coordinator.i18n import _
from coordinator.server_errors import (
    PasswordNeeded,
    PasswordNotKept,
    PasswordToChange,
    PasswordWrong,
)
from coordinator.store_errors import (
    KeyFileMissing,
    KeyMissing,
    KeyringLocked,
    KeyWrong,
    LoginRefused,
    PassphraseGuessable,
    PassphraseNeeded,
    PassphraseToChoose,
    PassphraseTooShort,
    RecoveryCodeMistyped,
    StoreDamaged,
    StoreGone,
    StoreMovedAway,
    StoreUnavailable,
)
from coordinator.stores import OpenStore, Unlocking
from plans.errors import RuleBroken

if TYPE_CHECKING:
    # Only named here: this is the first window, which waits for as little as it can.
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from plans.people import StaffMember
    from ui.screens.welcome import WelcomeContext

_LOG: Final = logging.getLogger(__name__)
# Asked at an ordinary start; all else that keeps somebody out is for support to find.
_QUESTIONS: Final = (PasswordNeeded, PassphraseNeeded, PassphraseToChoose, PasswordToChange)


class WelcomeFace(Protocol):
    """The welcome window as its presenter sees it; each call replaces the form before."""

    def show_opening(self, text: str) -> None:
        """Say what is going on."""

    def show_missing(self, place: str) -> None:
        """Offer to make a store, or to practise."""

    def show_new_passphrase(self, problem: str) -> None:
        """Ask for the passphrase of a new store, or of one whose key is kept again."""

    def show_recovery_code(self, code: str) -> None:
        """Show the recovery code, this once."""

    def show_passphrase(self, problem: str) -> None:
        """Ask for the passphrase."""

    def show_recovery(self, problem: str, typed: str = "") -> None:
        """Ask for the recovery code; ``typed`` was wrong."""

    def show_sign_in(self, login: str, problem: str, *, can_keep: bool) -> None:
        """Ask who signs in at a shared store's server, and for the password."""

    def show_own_password(self, problem: str) -> None:
        """Ask for a password of one's own, in place of one that another made."""

    def show_trouble(
        self,
        cause: str,
        way_out: str,
        *,
        can_restore: bool,
        has_code: bool = False,
        other_login: bool = False,
        can_create: bool = False,
    ) -> None:
        """Tell why the store does not open, with ways on."""

    def show_who(self, staff: Sequence[StaffMember], problem: str) -> None:
        """Ask who works."""


class WelcomePresenter:
    """Opens the store, asking only for what it needs."""

    def __init__(self, view: WelcomeFace, context: WelcomeContext) -> None:
        self._view = view
        self._context = context
        self._store: OpenStore | None = None
        self._given = Unlocking()
        # A backup that is to be restored may need the passphrase or the code first.
        self._restoring = False
        self._can_keep = True
        self._after_passphrase: Callable[[str], None] = self.create
        self._after_code: Callable[[], None] = self.start

    def start(self) -> None:
        """Open the store, or say that there is none."""
        self._given, self._restoring = Unlocking(), False
        self._view.show_opening(_("Opening the store …"))
        self._context.runner.do(self._open_if_there, self._opened, self._failed)

    def practise(self) -> None:
        """Go to the practice store."""
        self._context.practise()

    def create(self, passphrase: str = "") -> None:
        """Make the store; its key goes into the PC's keyring, or under a passphrase."""
        self._view.show_opening(_("Creating the store …"))
        given = Unlocking(passphrase or None)
        self._context.runner.do(
            lambda: self._context.stores().create(self._context.address, given),
            lambda code: self._created(code, given),
            self._not_created,
        )

    def unlock(self, passphrase: str) -> None:
        """Open with a passphrase, or go on restoring with it."""
        if self._restoring:
            self._given = Unlocking(passphrase)
            self.restore_newest()
            return
        self._open_with(Unlocking(passphrase), self._wrong_passphrase)

    def sign_in(self, login: str, password: str, *, remember: bool | None) -> None:
        """Sign in at a shared store's server; ``remember`` None where this PC cannot."""
        self._open_with(Unlocking(login=login, password=password, remember=remember), None)

    def choose_password(self, new: str) -> None:
        """Take a password of one's own for the one that another made, and go in by it."""
        self._view.show_opening(_("Opening the store …"))
        given, address = self._given, self._context.address
        # Without a password this PC kept the old one, and now keeps the new one.
        after = given if given.password is None else replace(given, password=new)

        def choose() -> OpenStore:
            stores = self._context.stores()
            stores.choose_password(address, given, new)
            return stores.open(address, after)

        self._context.runner.do(choose, self._opened, self._not_chosen)

    def ask_login(self) -> None:
        """Let somebody else sign in than the one who was let in last."""
        self._view.show_sign_in("", "", can_keep=self._can_keep)

    def unlock_with_recovery(self, code: str) -> None:
        """Open with the recovery code, and keep the key again."""
        given = self._given = Unlocking(recovery_code=code)
        if self._restoring:
            self.restore_newest()
            return
        self._view.show_opening(_("Opening the store …"))

        def keep() -> OpenStore:
            stores = self._context.stores()
            stores.keep_key(self._context.address, given, None)
            return stores.open(self._context.address, given)

        self._after_passphrase = partial(self._keep_under, given)
        self._context.runner.do(
            keep, self._opened, lambda error: self._failed(error, self._wrong_code)
        )

    def ask_recovery(self) -> None:
        """Let the user type the recovery code."""
        self._view.show_recovery("")

    def take_passphrase(self, passphrase: str) -> None:
        """Take the new passphrase that was asked for."""
        self._after_passphrase(passphrase)

    def restore_newest(self) -> None:
        """Put the newest good backup in the store's place; what was there is kept aside."""
        self._view.show_opening(_("Restoring the newest backup …"))
        self._restoring = True
        by_code = self._given.passphrase is None
        again = self._wrong_code if by_code else self._wrong_passphrase

        def restore() -> OpenStore:
            stores, address, given = self._context.stores(), self._context.address, self._given
            newest: Path | None = stores.newest_backup(address)
            if newest is None:
                raise RuleBroken("no-backup")
            stores.restore(address, given, newest, self._context.clock.now())
            return stores.open(address, given)

        self._context.runner.do(restore, self._opened, lambda error: self._failed(error, again))

    def go_on(self) -> None:
        """Go on after the recovery code was written down."""
        self._after_code()

    def choose(self, member: StaffMember) -> None:
        """Work as somebody in staff."""
        assert self._store is not None
        self._context.entered(self._store, member)

    def _open_if_there(self) -> OpenStore | None:
        stores = self._context.stores()
        if not stores.exists(self._context.address):
            if stores.newest_backup(self._context.address) is not None:
                raise StoreGone(path=stores.shown(self._context.address))
            if stores.was_there(self._context.address):
                raise StoreMovedAway(path=stores.shown(self._context.address))
            return None
        return stores.open(self._context.address, Unlocking())

    def _open_with(self, given: Unlocking, again: Callable[[KeyWrong], None] | None) -> None:
        self._given = given
        self._view.show_opening(_("Opening the store …"))
        self._context.runner.do(
            lambda: self._context.stores().open(self._context.address, given),
            self._opened,
            lambda error: self._failed(error, again),
        )

    def _keep_under(self, given: Unlocking, passphrase: str) -> None:
        """Keep a recovered key under a new passphrase where the PC has no keyring."""

        def keep() -> OpenStore:
            stores = self._context.stores()
            stores.keep_key(self._context.address, given, passphrase)
            return stores.open(self._context.address, Unlocking(passphrase))

        self._context.runner.do(keep, self._opened, self._failed)

    def _not_created(self, error: Exception) -> None:
        # An earlier passphrase of another form must not be kept for this one.
        self._after_passphrase = self.create
        self._failed(error)

    def _created(self, code: str | None, given: Unlocking) -> None:
        if code is None:
            self.start()
            return
        # The passphrase that was just chosen need not be typed again.
        if given.passphrase is not None:
            self._after_code = partial(self.unlock, given.passphrase)
        self._view.show_recovery_code(code)

    def _opened(self, store: OpenStore | None) -> None:
        if store is None:
            self._view.show_missing(self._context.stores().shown(self._context.address))
            return
        self._store, self._restoring = store, False

        def who() -> tuple[StaffMember, tuple[StaffMember, ...]]:
            from coordinator.use_cases import signing_in  # noqa: PLC0415 - with the store

            server = store.server_login
            member = signing_in.sign_in(store.begin, self._context.login, server)
            if server is not None and not server.runs_server:
                return member, ()
            return member, signing_in.staff_to_choose_from(store.begin)

        self._context.runner.ask(
            ("welcome", id(self)), who, lambda found: self._signed_in(*found), self._unknown_login
        )

    def _signed_in(self, member: StaffMember, staff: Sequence[StaffMember]) -> None:
        from coordinator.use_cases.signing_in import SYSTEM  # noqa: PLC0415 - with the store

        if member is SYSTEM and staff:
            self._view.show_who(staff, "")
        else:
            self.choose(member)

    def _unknown_login(self, error: Exception) -> None:
        """The login that was named is not in staff: let the user choose instead."""
        store = self._store
        assert store is not None
        if store.server_login is not None and not store.server_login.runs_server:
            store.close()
            self._store = None
            self._refused(_sentence(error))
            return

        def staff() -> tuple[StaffMember, ...]:
            from coordinator.use_cases import signing_in  # noqa: PLC0415 - with the store

            return signing_in.staff_to_choose_from(store.begin)

        self._context.runner.ask(
            ("welcome", id(self)),
            staff,
            lambda found: self._view.show_who(found, _sentence(error)),
            self._failed,
        )

    def _wrong_passphrase(self, _error: KeyWrong) -> None:
        self._view.show_passphrase(
            _(
                "The passphrase does not fit. Look at Caps Lock and type it again, "
                "or use the recovery code."
            )
        )

    def _wrong_code(self, error: KeyWrong) -> None:
        """Say that the code is mistyped, or whole but another store's; a saved key may be, too."""
        typed = self._given.recovery_code
        if typed is None or isinstance(error, RecoveryCodeMistyped):
            self._view.show_recovery(_sentence(error), typed or "")
            return
        self._view.show_recovery(
            _(
                "The recovery code does not fit this store. "
                "Compare it with the paper, and see that the paper is this store's."
            ),
            typed,
        )

    def _failed(self, error: Exception, again: Callable[[KeyWrong], None] | None = None) -> None:
        """Ask for what is missing, or tell the cause and the way out."""
        if isinstance(error, StoreUnavailable) and not isinstance(error, _QUESTIONS):
            _LOG.warning("not let in: %s", error.code)
        if isinstance(error, PasswordNeeded | PasswordWrong | PasswordNotKept | PasswordToChange):
            self._asked(error)
        elif isinstance(error, PassphraseNeeded):
            self._view.show_passphrase("")
        elif isinstance(error, PassphraseToChoose):
            self._view.show_new_passphrase("")
        elif isinstance(error, PassphraseTooShort | PassphraseGuessable):
            self._view.show_new_passphrase(_sentence(error))
        elif isinstance(error, KeyWrong):
            (again or self._wrong_code)(error)
        elif isinstance(error, KeyMissing) and not isinstance(error, KeyFileMissing):
            self._locked(error)
        else:
            self._trouble(error)

    def _not_chosen(self, error: Exception) -> None:
        """A password that will not do is asked for again; all else is as at any opening."""
        if isinstance(error, RuleBroken):
            self._view.show_own_password(_sentence(error))
        else:
            self._failed(error)

    def _asked(self, error: StoreUnavailable) -> None:
        """Ask who signs in, or for their own password; a first question needs no excuse."""
        if isinstance(error, PasswordToChange):
            self._view.show_own_password("")
            return
        self._can_keep = bool(error.facts["keyring"]) and not isinstance(error, PasswordNotKept)
        problem = "" if isinstance(error, PasswordNeeded) else error.sentence
        self._view.show_sign_in(str(error.facts["login"]), problem, can_keep=self._can_keep)

    def _refused(self, cause: str, way_out: str = "") -> None:
        self._view.show_trouble(cause, way_out, can_restore=False, other_login=True)

    def _locked(self, error: KeyMissing) -> None:
        """The key is not to be had: a keyring that is only locked can be unlocked first."""
        if isinstance(error, KeyringLocked):
            self._view.show_trouble(error.cause, error.way_out, can_restore=False, has_code=True)
        else:
            self._view.show_recovery(error.sentence)

    def _trouble(self, error: Exception) -> None:
        if isinstance(error, LoginRefused):
            self._refused(error.cause, error.way_out)
        elif isinstance(error, StoreUnavailable):
            restorable = isinstance(error, StoreDamaged | StoreGone | KeyFileMissing)
            self._view.show_trouble(
                error.cause,
                error.way_out,
                can_restore=restorable,
                can_create=isinstance(error, StoreMovedAway),
            )
        else:
            self._view.show_trouble(_sentence(error), "", can_restore=False)


def _sentence(error: Exception) -> str:
    from ui.problems import describe  # noqa: PLC0415 - a good start has none

    return describe(error).sentence
