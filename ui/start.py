"""Starts the program: the welcome first, then a window at a desk; closes what was opened."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from coordinator.i18n import _, use_language
from coordinator.stores import OpenStore, Stores, Unlocking
from ui.app import catch_bugs, create_app, speak
from ui.fitting import show_fitting
from ui.jobs import Jobs, ended
from ui.preferences import read_preferences
from ui.runner import Progress
from ui.screens import welcome
from ui.screens.welcome.view import WelcomeWindow
from ui.spelling.speller import SPELLER

if TYPE_CHECKING:
    from coordinator.changes import Changes
    from coordinator.desk import Desk
    from coordinator.ports import Clock
    from coordinator.sign_ins import SignIn
    from coordinator.stores import LogDoubt
    from plans.people import StaffMember
    from ui.companions import Companions
    from ui.feed import ChangeFeed
    from ui.lock import Locker
    from ui.problems import Problem
    from ui.runner import Lane
    from ui.screen import StoreFacts
    from ui.window import Window
    from ui.window_group import WindowGroup

# Backups are due every 15 minutes; asking oftener makes a late one less late.
_BACKUP_LOOK_MS: Final = 60_000
# The first screen has been read and shown by then.
_READ_AFTER_MS: Final = 500
# Who closes the last window waits so long for a server that is busy, and no longer.
_PATIENCE_S: Final = 10.0
# What is asked of this PC besides, with its keyring.
_MOMENT_S: Final = 1.0
# Minutes that a clock may be wrong before somebody is told.
_CLOCK_OFF: Final = 3


def run(
    address: str | None,
    login: str | None,
    language: str | None,
    stores: Callable[[], Stores],
    clock: Clock,
) -> int:
    """Open the program on a store; ``language`` None is the one that this person prefers."""
    return _run(language, lambda: Program(stores, clock).welcome(address, login))


def run_demo(
    address: str | None, language: str | None, stores: Callable[[], Stores], clock: Clock
) -> int:
    """Open the program on the practice store, and make it if it is missing."""
    return _run(language, lambda: Program(stores, clock).practise(address))


def _run(language: str | None, begin: Callable[[], Program]) -> int:
    preferences = read_preferences()
    chosen = language or preferences.language
    use_language(chosen)
    app = create_app(
        sys.argv[:1], language=chosen, mode=preferences.mode, text_scale=preferences.text_scale
    )
    program = begin()
    try:
        return app.exec()
    finally:
        program.close()


def _collect_all() -> None:
    gc.collect()


def _nothing() -> None:
    """Before a window is open nothing goes along with it."""


def _tell_of(store: OpenStore, window: Window) -> None:
    """Say in a new window what is wrong with the store, if anything is."""
    if store.log_doubt is not None:
        window.show_problem(_doubt(store.log_doubt))
    elif store.server_login is not None and abs(store.server_login.clock_off) >= _CLOCK_OFF:
        window.show_problem(_clock_problem(store.server_login.clock_off))


def _doubt(doubt: LogDoubt) -> Problem:
    """Tell that the log lacks something that this PC has seen."""
    from coordinator.log_wording import doubt_sentence  # noqa: PLC0415 - a sound log needs none
    from ui.problems import Problem  # noqa: PLC0415 - see above

    return Problem("log", doubt_sentence(doubt))


def _clock_problem(minutes: int) -> Problem:
    """Tell that this PC's clock is wrong: what one writes is told by it."""
    from ui.problems import Problem  # noqa: PLC0415 - a right clock needs none

    fast = _(
        "The clock of this PC is {n} minutes fast. The server's time counts. Ask the IT "
        "department to set the clock, or deadlines may look wrong here."
    )
    slow = _(
        "The clock of this PC is {n} minutes slow. The server's time counts. Ask the IT "
        "department to set the clock, or deadlines may look wrong here."
    )
    return Problem("clock", (fast if minutes > 0 else slow).format(n=abs(minutes)))


class Program(QObject):
    """The running program: one store at a time, and the windows on it."""

    def __init__(self, stores: Callable[[], Stores], clock: Clock) -> None:
        super().__init__()
        self._stores = stores
        self._clock = clock
        self.jobs: Final = Jobs()
        self._store: OpenStore | None = None
        self._address: str | None = None
        self._welcome: WelcomeWindow | None = None
        self.window: Window | None = None
        self._windows: WindowGroup | None = None
        self._feed: ChangeFeed | None = None
        self._locker: Locker | None = None
        self._companions: Companions | None = None
        # Lets them go along with the windows that are open.
        self._beside: Callable[[], None] = _nothing
        self._backups: Final = QTimer(self)
        self._backups.setInterval(_BACKUP_LOOK_MS)
        self._backups.timeout.connect(self._back_up)
        self._reading: Final = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(_READ_AFTER_MS)
        self._reading.timeout.connect(self._read_screens)

    def welcome(self, address: str | None, login: str | None) -> Program:
        """Show the welcome and let it open the store."""
        self._address = address
        self._show_welcome(address, login).presenter.start()
        return self

    def practise(self, address: str | None = None) -> Program:
        """Go to the practice store, making it first where it is missing."""
        view = self._welcome or self._show_welcome(address, None)
        view.show_opening(_("Opening the practice municipality Solbæk …"))

        def tell(done: int, total: int) -> None:
            share = _("Making the practice municipality Solbæk, {done} of {total} …")
            view.show_opening(share.format(done=done, total=total))

        def work(progress: Progress) -> tuple[OpenStore, str, str]:
            from coordinator.demo import FILES, demo_address, ensure_demo  # noqa: PLC0415

            steps = iter(range(1, len(FILES) + 2))

            def step(_text: str) -> None:
                progress.check()
                progress.report(next(steps), len(FILES) + 1)

            place, stores = demo_address(address), self._stores()
            login = ensure_demo(stores, place, self._clock, step)
            return stores.open(place, Unlocking()), login, place

        def opened(found: tuple[OpenStore, str, str]) -> None:
            store, login, self._address = found
            self._sign_in(store, login)

        self.jobs.do_long(work, tell, opened, self._trouble)
        return self

    def close(self) -> None:
        """End what runs, then give the store back."""
        self._backups.stop()
        self._reading.stop()
        if self._locker is not None:
            self._locker.close()
        # A question to the dictionary under way must not hold up the end.
        SPELLER.close()
        store, self._store = self._store, None
        # A file answers; a server may be waiting for another one, for as long as it likes.
        patience = None if store is None or store.server_login is None else _PATIENCE_S
        left: set[Lane] = set(self.jobs.close(patience))
        # Its last look at the log is a write, too.
        if store is not None and "store" not in left and not ended(store.close, patience):
            left.add("store")
        if self.window is not None and left & {"store", "paper"}:
            self._tell_unfinished(self.window, left)

    def _tell_unfinished(self, window: Window, left: set[Lane]) -> None:
        from ui.last_words import LastWords  # noqa: PLC0415 - most ends have nothing to tell

        if "store" not in left:
            LastWords(window, "paper").exec()
            return
        lasting: list[bool] = []
        if "journal" not in left:
            ended(lambda: lasting.append(window.keeps_text), _MOMENT_S)
        LastWords(window, "store" if any(lasting) else "store and text").exec()

    def _show_welcome(self, address: str | None, login: str | None) -> WelcomeWindow:
        context = welcome.WelcomeContext(
            address, login, self._stores, self._clock, self.jobs, self._enter, self._practise
        )
        view = self._welcome = welcome.build(context)
        show_fitting(view)
        return view

    def _practise(self) -> None:
        self.practise()

    def _trouble(self, error: Exception) -> None:
        from ui.problems import describe  # noqa: PLC0415 - a good start has none

        if self._welcome is not None:
            cause = getattr(error, "cause", None) or describe(error).sentence
            way_out = getattr(error, "way_out", "")
            self._welcome.show_trouble(cause, way_out, can_restore=False)
        elif self.window is not None:
            self.window.show_problem(describe(error))

    def _sign_in(self, store: OpenStore, login: str) -> None:
        """Let somebody work at an open store: when the demo starts and when it changes user."""
        from coordinator.use_cases.signing_in import sign_in  # noqa: PLC0415 - with the store

        self.jobs.do(
            lambda: sign_in(store.begin, login),
            lambda member: self._enter(store, member),
            self._trouble,
        )

    def _enter(self, store: OpenStore, member: StaffMember) -> None:
        """Open the window of somebody at a store."""
        if self._store is not None and self._store is not store:
            self._store.close()
        self._store = store
        if store.demo:
            from coordinator.use_cases.signing_in import staff_to_choose_from  # noqa: PLC0415

            self.jobs.ask(
                "people",
                lambda: staff_to_choose_from(store.begin),
                partial(self._open_window, store, member),
                self._trouble,
            )
        else:
            self._open_window(store, member, ())

    def _reopen(
        self,
        store: OpenStore,
        member: StaffMember,
        people: tuple[StaffMember, ...],
        language: str,
        screen: str,
    ) -> None:
        """Make the window anew in another language, at a screen, once the caller is done."""
        use_language(language)
        speak(language)
        QTimer.singleShot(0, self, partial(self._open_window, store, member, people, screen))

    def _open_window(
        self,
        store: OpenStore,
        member: StaffMember,
        people: tuple[StaffMember, ...],
        screen: str = "",
    ) -> None:
        from ui.feed import ChangeFeed  # noqa: PLC0415 - with the store
        from ui.lock import Locker  # noqa: PLC0415
        from ui.people import first_screen  # noqa: PLC0415
        from ui.window_group import WindowGroup  # noqa: PLC0415

        old, before = self.window, self._windows
        if old is None:
            # What the start loaded stays: nobody waits while it is looked through for garbage.
            gc.freeze()
            self._reading.start()
            SPELLER.use(self.jobs, read_preferences().dictionary_folder)
            store.listen(self._heard)
            if not store.demo:
                self._tell_last_sign_in(store, member)
        self._locker = self._locker or Locker(self.jobs)
        self._locker.guard(store, member.name)
        self._hold_rules(store, member)
        feed = self._feed = ChangeFeed()
        make = partial(self._make_window, store, member, people, feed)
        group = self._windows = WindowGroup(make, self._window_gone)
        window = self.window = group.add()
        self._beside = partial(self._go_along, self._desk(store, member), feed)
        catch_bugs(self._show_bug)
        window.open(screen or first_screen(member, walled=store.walled))
        if old is not None:
            window.setGeometry(old.geometry())
        show_fitting(window)
        _tell_of(store, window)
        if old is not None:
            self._beside()
        self._let_go(before)
        self._backups.start()

    def _go_along(self, desk: Desk, feed: ChangeFeed) -> None:
        """Let what shows in no window go along with those of this person."""
        from ui.companions import Companions  # noqa: PLC0415 - a first window waits for none

        if self._companions is not None:
            self._companions.end()
        self._companions = Companions(desk, self.jobs, feed, self._trouble, self._come_to_front)
        self._companions.begin()

    def _come_to_front(self) -> None:
        """Show the window in front, with what waits."""
        if self._windows is not None and self._windows.windows:
            window = self._windows.front()
            window.come_to_front()
            window.open("day")

    def _desk(self, store: OpenStore, member: StaffMember) -> Desk:
        from coordinator.desk import Desk  # noqa: PLC0415 - with the store

        return Desk(member, store.begin, self._clock, store.drafts(member), walled=store.walled)

    def _tell_last_sign_in(self, store: OpenStore, member: StaffMember) -> None:
        """Keep that somebody signed in, and tell them when they did so last."""
        from coordinator.faults import refused_since  # noqa: PLC0415 - with the store
        from coordinator.use_cases.sign_ins import begin_sitting  # noqa: PLC0415
        from ui.last_sign_in import name_of_this_pc, show_last_sign_in  # noqa: PLC0415

        desk, here = self._desk(store, member), name_of_this_pc()

        def begin() -> tuple[SignIn | None, int]:
            before = begin_sitting(desk, store.mark, here)
            return before, 0 if before is None else refused_since(before.at)

        def tell(found: tuple[SignIn | None, int]) -> None:
            before, refused = found
            if before is not None and self.window is not None:
                show_last_sign_in(self.window, before, here, refused)

        # Who may not be told works all the same.
        self.jobs.do(begin, tell, lambda _error: None)

    def _hold_rules(self, store: OpenStore, member: StaffMember) -> None:
        """Let a sign-in count for as long as this store says."""
        from coordinator.use_cases.sign_in_rules import read_sign_in_rules  # noqa: PLC0415

        locker, desk = self._locker, self._desk(store, member)
        if locker is not None:
            self.jobs.ask(
                "sign-in rules",
                lambda: read_sign_in_rules(desk),
                locker.hold,
                # What is shipped holds meanwhile, and the next sentence of a store tells.
                lambda _error: None,
            )

    def _make_window(
        self,
        store: OpenStore,
        member: StaffMember,
        people: tuple[StaffMember, ...],
        feed: ChangeFeed,
        group: WindowGroup,
    ) -> Window:
        """Make a window of somebody at a store; what changes in one is news in all."""
        from ui.people import cards_to_offer, user_card  # noqa: PLC0415
        from ui.screen import House, Locking  # noqa: PLC0415
        from ui.window import Window  # noqa: PLC0415

        desk = self._desk(store, member)
        house = House(
            partial(self._back_up_before_import, store),
            partial(self._facts, store),
            partial(self._reopen, store, member, people),
            group.open_beside,
            group.shown_elsewhere,
            store.own_password,
            store.mark,
            self._locker or Locking(),
        )
        window = Window(desk=desk, runner=self.jobs, feed=feed, demo=store.demo, house=house)
        window.show_user(user_card(member), cards_to_offer(member, people))
        window.user_chosen.connect(partial(self._sign_in, store))
        window.topbar.show_waiting(self.jobs.kept_waiting)
        self.jobs.waiting.connect(window.topbar.show_waiting)
        return window

    def _heard(self, changes: Changes) -> None:
        """Tell the windows what a colleague changed; not on the screen's thread."""
        if self._feed is not None:
            self._feed.publish(changes)

    def _window_gone(self, front: Window) -> None:
        self.window = front

    def _show_bug(self, problem: Problem) -> None:
        if self._windows is not None and self._windows.windows:
            self._windows.front().show_problem(problem)

    def _let_go(self, old: WindowGroup | None) -> None:
        """Close what stood there before; what was typed in it goes to the store."""
        if self._welcome is not None:
            self._welcome.close()
            self._welcome.deleteLater()
        if old is not None:
            old.close()
            # What the old window held goes now, while a new one is opening anyway.
            QTimer.singleShot(0, self, _collect_all)
        self._welcome = None

    def _read_screens(self) -> None:
        from ui.window import read_screens  # noqa: PLC0415 - with the window

        self._beside()
        if self._locker is not None:
            self._locker.listen()
        self.jobs.do(read_screens, lambda _none: None, self._trouble, lane="paper")

    def _back_up_before_import(self, store: OpenStore) -> None:
        store.back_up("import", self._clock.now())

    def _facts(self, store: OpenStore) -> StoreFacts:
        """Tell of the store; off the screen's thread."""
        from ui.screen import StoreFacts  # noqa: PLC0415 - with the window

        info = store.info()
        newest = (
            None if info.engine == "PostgreSQL" else self._stores().newest_backup(self._address)
        )
        made = None if newest is None else datetime.fromtimestamp(newest.stat().st_mtime, UTC)
        return StoreFacts(info, made, key_beside=store.demo)

    def _back_up(self) -> None:
        store = self._store
        if store is not None:
            self.jobs.do(
                lambda: store.back_up_if_due(self._clock.now()),
                lambda _made: None,
                self._trouble,
                lane="paper",
            )
