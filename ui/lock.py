"""Locks the program: covers its windows when nobody is there, and uncovers them where one was."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from shiboken6 import isValid

from coordinator.i18n import _
from coordinator.stores import Unlocking
from plans.sign_ins import SignInRules
from ui.capture import Capture, way_to_leave_out
from ui.clipboard import clear_copied
from ui.desktop_lock import DesktopLock
from ui.idle import Idle
from ui.lock_cover import LockCover, Question
from ui.preferences import Preferences, read_preferences
from ui.proving import Prover, given, refusal
from ui.screen import Locking
from ui.sign_in_clock import WARN_MINUTES, SignInClock

if TYPE_CHECKING:
    from coordinator.stores import OpenStore
    from ui.runner import Runner

_UNSEEN: Final = Qt.WidgetAttribute.WA_DontShowOnScreen


@dataclass(frozen=True, slots=True)
class _Covered:
    """A window that is covered: what was seen in it, where the cursor was, and its title."""

    window: QMainWindow
    cover: LockCover
    hidden: tuple[QWidget, ...]
    focus: QWidget | None
    title: str


class _FocusBack(QObject):
    """Gives the cursor back to a control, at once, or as soon as it can have it again.

    A button that waits for its page cannot; until then the keys are for the screen.
    """

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self._control = control
        if control.isEnabled():
            self._give()
            return
        control.installEventFilter(self)
        self._else = control.parentWidget() or control.window()
        self._else.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait until the control is enabled; whoever went on meanwhile stays where they are."""
        if event.type() == QEvent.Type.EnabledChange and self._control.isEnabled():
            self._control.removeEventFilter(self)
            focus: QWidget | None = self._control.window().focusWidget()
            if focus is None or focus is self._else:
                self._give()
        return super().eventFilter(watched, event)

    def _give(self) -> None:
        self._control.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()


class Locker(QObject, Locking):
    """Covers every window of the program; its dialogs wait unseen.

    It asks for what a start at this PC would ask for, and for nothing where the store opens by
    itself. The desktop's own lock covers too, and uncovers where nothing is asked. When a day's
    sign-in is over it asks for what can be asked again, also where this PC keeps it.
    """

    def __init__(self, runner: "Runner", desktop: DesktopLock | None = None) -> None:
        super().__init__()
        self._runner = runner
        self._store: OpenStore | None = None
        self._name = ""
        self._covered: list[_Covered] = []
        self._waiting: list[QDialog] = []
        self._choices: Preferences = Preferences()
        # Whether it was the desktop that locked, and so the desktop may open again.
        self._by_desktop = False
        # Whether the day's sign-in is over, and a new one is waited for.
        self._over = False
        self._clock: Final = SignInClock(self)
        self._clock.soon.connect(self._tell_soon)
        self._clock.over.connect(self._day_over)
        self._clock.ticket_due.connect(self._ask_domain)
        self._prover: Final = Prover(self, runner, self._clock)
        self._capture: Final = Capture(self, way_to_leave_out())
        self._idle: Final = Idle(self)
        self._idle.passed.connect(self.lock)
        self._desktop: Final = desktop or DesktopLock(self)
        self._desktop.locked.connect(self._desktop_locked)
        self._desktop.opened.connect(self._desktop_opened)

    @property
    def locked(self) -> bool:
        """Whether the windows are covered."""
        return bool(self._covered)

    def guard(self, store: "OpenStore", name: str) -> None:
        """Lock for who works at a store from now on."""
        self._store, self._name = store, name
        self._prover.guard(store)
        self.take(read_preferences())

    def take(self, choices: Preferences) -> None:
        """Lock as the person chose."""
        self._choices = choices
        self._idle.wait(0 if self.locked else choices.lock_after)
        self._capture.hide_windows(choices.hide_from_capture)

    def hold(self, rules: SignInRules) -> None:
        """Let a sign-in count for as long as the municipality chose."""
        self._clock.rules = rules

    def prove(self, deed: Callable[[], None]) -> None:
        """Let a weighty deed wait until who is there has shown who they are, lately."""
        self._prover.prove(deed)

    def listen(self) -> None:
        """Begin to hear the desktop; this may take a moment, so not while somebody waits."""
        self._desktop.listen()

    def close(self) -> None:
        """Watch no more: the program ends."""
        self._idle.wait(0)
        self._clock.stop()
        self._desktop.stop()
        self._uncover()

    def lock(self) -> None:
        """Cover everything now; what was typed goes to the store, what was copied goes away."""
        windows = [
            each
            for each in QApplication.topLevelWidgets()
            if each.isVisible() and isinstance(each, QMainWindow)
        ]
        if self.locked or self._store is None or not windows:
            return
        self._by_desktop = False
        clear_copied()
        _close_popups()
        for each in QApplication.topLevelWidgets():
            if each.isVisible() and isinstance(each, QDialog):
                self._waiting.append(each)
                each.hide()
        for window in windows:
            self._cover(window)
        app = QApplication.instance()
        assert app is not None
        # A late answer may open a dialog: it waits as well.
        app.installEventFilter(self)
        self._idle.wait(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While locked: let a dialog wait that a late answer opens, and no key of a window act."""
        if event.type() == QEvent.Type.Shortcut:
            return True
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QDialog)
            and watched not in self._waiting
        ):
            self._waiting.append(watched)
            watched.setAttribute(_UNSEEN)
            QTimer.singleShot(0, self, partial(self._put_aside, watched))
        return False

    def _put_aside(self, dialog: QDialog) -> None:
        """Hide a dialog that came while the windows are covered; the keys stay with the cover."""
        if isValid(dialog):
            dialog.hide()
            dialog.setAttribute(_UNSEEN, on=False)
        for each in self._covered:
            if isValid(each.window) and each.window.isVisible():
                each.window.activateWindow()
                each.cover.take_focus()

    def _cover(self, window: QMainWindow) -> None:
        focus: QWidget | None = window.focusWidget()
        parts = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        seen = tuple(each for each in parts if each.isVisible() and not each.isWindow())
        keep = getattr(window, "cover", None)
        if callable(keep):
            keep()
        cover = LockCover(window, self._name, self._question(), self._answered, over=self._over)
        self._covered.append(_Covered(window, cover, seen, focus, window.windowTitle()))
        cover.take_focus()
        for each in seen:
            each.hide()
        window.setWindowTitle(_("Samplan – Locked"))

    def _uncover(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        covered, self._covered = self._covered, []
        waiting, self._waiting = self._waiting, []
        for each in covered:
            if isValid(each.window):
                _give_back(each)
        for dialog in waiting:
            if isValid(dialog):
                dialog.show()
        if covered:
            self._idle.wait(self._choices.lock_after)

    def _question(self) -> Question:
        if self._store is None:
            return ""
        return self._store.proves_by if self._over else self._store.asks_for

    def _answered(self, question: Question, typed: str) -> None:
        """See whether what was typed opens the store; off the screen's thread, for it is slow."""
        store = self._store
        if not question or store is None:
            if self._over:
                # Nothing can be asked here: whoever uses this PC opens the store.
                self._proved()
            else:
                self._uncover()
            return
        self._each(LockCover.wait)
        self._runner.ask(
            ("unlock", id(self)),
            lambda: store.try_secret(_given(question, typed)),
            lambda _nothing: self._proved(),
            self._refused,
            lane="paper",
        )

    def _refused(self, error: Exception) -> None:
        sentence = refusal(error)
        self._each(lambda cover: cover.refuse(sentence))

    def _proved(self) -> None:
        self._over = False
        self._clock.proved()
        self._uncover()

    def _tell_soon(self) -> None:
        if self._store is None or self._store.proves_by in {"", "ticket"} or self.locked:
            return
        words = _(
            "In {n} minutes Samplan asks for your sign-in again. What you have written is kept."
        )
        for each in QApplication.topLevelWidgets():
            tell = getattr(each, "toast", None)
            if callable(tell) and each.isVisible():
                tell(words.format(n=WARN_MINUTES))

    def _day_over(self) -> None:
        """Ask for the sign-in again: cover what is seen, or ask more of who comes back."""
        self._over = True
        if self.locked:
            self._by_desktop = False
            self._each(lambda cover: cover.ask(self._question(), over=True))
            self._each(LockCover.take_focus)
        else:
            self.lock()

    def _ask_domain(self) -> None:
        """See that the ticket that let somebody in has not run out, nor been taken back."""
        store = self._store
        if store is not None and store.proves_by == "ticket":
            self._runner.ask(
                ("ticket", id(self)),
                lambda: store.try_secret(Unlocking()),
                lambda _nothing: None,
                self._ticket_refused,
                lane="paper",
            )

    def _ticket_refused(self, error: Exception) -> None:
        from coordinator.store_errors import LoginRefused  # noqa: PLC0415 - only then

        # A server that is away says nothing of the ticket.
        if isinstance(error, LoginRefused) and not self._over:
            self._day_over()

    def _each(self, deed: Callable[[LockCover], None]) -> None:
        for each in self._covered:
            if isValid(each.cover):
                deed(each.cover)

    def _desktop_locked(self) -> None:
        if self._choices.lock_with_screen and not self.locked:
            self.lock()
            self._by_desktop = True

    def _desktop_opened(self) -> None:
        # Who opened the desktop has shown who they are; a passphrase is asked for all the same.
        if self._by_desktop and not self._question():
            self._uncover()


def _close_popups() -> None:
    # PySide's stubs forget that mostly none is open.
    popup: QWidget | None = QApplication.activePopupWidget()
    while popup is not None and popup.close():
        popup = QApplication.activePopupWidget()


def _given(question: Question, typed: str) -> Unlocking:
    return Unlocking(recovery_code=typed) if question == "recovery" else given(question, typed)


def _give_back(covered: _Covered) -> None:
    """Show a window as it was, with the cursor where it stood."""
    for part in covered.hidden:
        if isValid(part):
            part.show()
    covered.window.setWindowTitle(covered.title)
    free = getattr(covered.window, "uncover", None)
    if callable(free):
        free()
    if covered.focus is not None and isValid(covered.focus):
        _FocusBack(covered.focus)
    if isValid(covered.cover):
        covered.cover.hide()
        covered.cover.deleteLater()
