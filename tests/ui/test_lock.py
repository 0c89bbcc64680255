"""The lock: everything is covered, nothing behind it acts, and one comes back to the same letter."""

from gettext import NullTranslations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from coordinator import i18n
from coordinator.server_errors import TicketMissing
from coordinator.store_errors import KeyWrong, RecoveryCodeMistyped, StoreAway
from plans.sign_ins import SignInRules
from tests.review_house import METTE, open_house
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from ui.clipboard import CopiedSecret
from ui.desktop_lock import DesktopLock
from ui.feed import ChangeFeed
from ui.lock import Locker
from ui.lock_cover import LockCover
from ui.people import user_card
from ui.preferences import Preferences
from ui.proof_dialog import ProofDialog
from ui.screen import House, ScreenContext, ScreenEntry
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog, ReasonDialog
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Label
from ui.window import Window

SECRET = "syv små grise går hjem"
CODE = "gendannelseskoden"
PEOPLE = "Bo Bekymret er syg"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


class Store:
    """A store that asks for something, or opens by itself."""

    def __init__(self, asks_for="", proves_by=None, *, typed=True):
        self.asks_for, self.typed = asks_for, typed
        self.proves_by = asks_for if proves_by is None else proves_by
        self.ticket = True
        self.tried = []

    def try_secret(self, given):
        if self.proves_by == "ticket":
            if not self.ticket:
                raise TicketMissing
            return
        self.tried.append(given)
        if given.recovery_code == "mistyped":
            raise RecoveryCodeMistyped
        if SECRET not in {given.passphrase, given.password} and given.recovery_code != CODE:
            raise KeyWrong


class Office:
    """Windows of the program, and somebody who leaves them and comes back."""

    def __init__(self, qtbot, house, runner, store):
        self.qtbot = qtbot
        self.clock = 0.0
        self.store = store
        self.desktop = DesktopLock()
        self.locker = Locker(runner, self.desktop)
        self.locker._idle._now = self.locker._clock._now = lambda: self.clock
        self.locker.guard(self.store, METTE.name)
        self.locker.take(Preferences())
        self.pages = []
        context = House(locking=self.locker)
        self.window = Window(
            desk=house.desk(METTE), runner=ImmediateRunner(), feed=ChangeFeed(),
            screens=(ScreenEntry("day", "My day", "home", self._page),), house=context,
        )  # fmt: skip
        self.window.show_user(user_card(METTE))
        self.window.resize(1000, 700)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.open("day")
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.area = self.pages[0]
        self.area.setFocus()
        self.area.set_text(PEOPLE)

    def _page(self, _context: ScreenContext) -> QWidget:
        self.pages.append(TextArea(name="Journal"))
        return self.pages[-1]

    @property
    def cover(self):
        return next(iter(self.window.findChildren(LockCover)), None)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QGuiApplication.focusWindow() or self.window.windowHandle(), key, modifier)
        QApplication.processEvents()

    def seen(self):
        """Every word on the screen."""
        found = []
        for top in QApplication.topLevelWidgets():
            for each in (top, *top.findChildren(QWidget)):
                if each.isVisible():
                    text = getattr(each, "text", None)
                    found += [str(text()) if callable(text) else "", each.windowTitle()]
        return " ".join(found)

    def choose(self, text):
        next(b for b in self.cover.findChildren(Button) if b.text() == text).click()
        QApplication.processEvents()

    def answer(self, text):
        line = self.cover.findChild(QLineEdit)
        line.setText(text)
        self.press(Qt.Key.Key_Return)

    def hours_pass(self, hours):
        """Time goes by; somebody is at the keyboard all of it."""
        self.clock += hours * 3600.0
        self.locker._idle.touch()
        self.locker._clock.look()
        QApplication.processEvents()

    @property
    def proof(self):
        QApplication.processEvents()
        return next((d for d in self.window.findChildren(ProofDialog) if d.isVisible()), None)

    def close(self):
        self.locker.close()
        self.locker.deleteLater()
        self.desktop.deleteLater()


@pytest.fixture
def office(qtbot, tmp_path):
    with open_house(tmp_path) as house:
        made = []

        def make(asks_for="", runner=None, **proving):
            store = Store(asks_for, **proving)
            made.append(Office(qtbot, house, runner or ImmediateRunner(), store))
            return made[-1]

        yield make
        for each in made:
            each.close()


def test_ctrl_l_covers_the_window_and_enter_comes_back_to_the_same_letter(office):
    at = office()
    cursor = at.area.textCursor()
    cursor.setPosition(3)
    at.area.setTextCursor(cursor)
    at.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert at.locker.locked
    assert PEOPLE not in at.seen()
    assert METTE.name in at.seen()
    assert at.window.windowTitle() == "Samplan – Locked"
    assert at.cover.geometry() == at.window.rect()
    at.window.resize(1200, 800)
    assert at.cover.geometry() == at.window.rect()
    at.press(Qt.Key.Key_Return)
    assert not at.locker.locked
    assert at.window.windowTitle() == "Samplan – My day"
    QTest.keyClicks(QApplication.focusWidget(), "x")
    assert at.area.text() == PEOPLE[:3] + "x" + PEOPLE[3:]


def test_it_locks_after_the_minutes_that_were_chosen_and_never_when_somebody_is_there(office):
    at = office()
    idle = at.locker._idle
    at.clock = 14 * 60.0
    idle.look()
    at.press(Qt.Key.Key_A)
    at.clock += 14 * 60.0
    idle.look()
    assert not at.locker.locked
    # Dictated words strike no key; they move the cursor.
    QGuiApplication.inputMethod().cursorRectangleChanged.emit()
    at.clock += 14 * 60.0
    idle.look()
    assert not at.locker.locked
    at.clock += 60.0
    idle.look()
    assert at.locker.locked
    assert not idle._timer.isActive()


@pytest.mark.parametrize(("minutes", "locked"), [(0, False), (5, True)])
def test_another_time_holds_at_once(office, minutes, locked):
    at = office()
    at.locker.take(Preferences(lock_after=minutes))
    assert at.locker._idle._timer.isActive() is locked
    if locked:
        at.clock = 5 * 60.0
        at.locker._idle.look()
    assert at.locker.locked is locked


def test_it_locks_and_opens_with_the_screen_of_the_pc(office):
    at = office()
    at.desktop.tell(True)
    assert at.locker.locked
    at.desktop.tell(False)
    assert not at.locker.locked
    # What somebody locked by hand does not open with the screen.
    at.locker.lock()
    at.desktop.tell(True)
    at.desktop.tell(False)
    assert at.locker.locked
    at.press(Qt.Key.Key_Return)
    at.locker.take(Preferences(lock_with_screen=False))
    at.desktop.tell(True)
    assert not at.locker.locked


def test_a_store_that_asks_at_the_start_asks_here_too(office):
    at = office("passphrase")
    at.desktop.tell(True)
    at.desktop.tell(False)
    assert at.locker.locked
    line = at.cover.findChild(QLineEdit)
    assert (line.hasFocus(), line.echoMode()) == (True, QLineEdit.EchoMode.Password)
    at.press(Qt.Key.Key_Return)
    assert at.cover.findChild(Field).error == "Type this too."
    at.answer("en anden sætning")
    assert at.cover.findChild(Field).error.startswith("That does not fit.")
    assert line.text() == ""
    at.answer(SECRET)
    assert not at.locker.locked
    assert [each.passphrase for each in at.store.tried] == ["en anden sætning", SECRET]


def test_who_forgot_the_passphrase_uses_the_recovery_code(office):
    at = office("passphrase")
    at.locker.lock()
    at.choose("Use the recovery code")
    at.answer("mistyped")
    assert "typing error" in at.cover.findChild(Field).error
    at.choose("Use the passphrase")
    at.choose("Use the recovery code")
    at.answer(CODE)
    assert not at.locker.locked


def test_a_servers_password_is_asked_where_this_pc_does_not_keep_it(office):
    at = office("password")
    at.locker.lock()
    at.answer(SECRET)
    assert not at.locker.locked
    assert at.store.tried[0].password == SECRET


def test_an_answer_under_way_is_waited_for_and_nothing_is_uncovered_before(office):
    runner = HeldRunner()
    at = office("passphrase", runner)
    at.locker.lock()
    at.answer(SECRET)
    assert at.locker.locked
    assert not at.cover._button.isEnabled()
    runner.run_all()
    assert not at.locker.locked


def test_no_key_reaches_what_lies_behind(office):
    at = office()
    at.window.open("day")
    at.locker.lock()
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F6, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        at.press(key)
        assert at.cover.isAncestorOf(QApplication.focusWidget())
    at.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    at.press(Qt.Key.Key_A)
    assert QApplication.activeModalWidget() is None
    assert at.area.text() == PEOPLE
    assert at.locker.locked


def test_dialogs_wait_unseen_and_come_back_with_what_was_typed_in_them(office):
    at = office()
    dialog = ReasonDialog(at.window, "Why?", PEOPLE, "Give", lambda _reason: None)
    dialog.open()
    dialog.area.set_text("Fordi " + PEOPLE)
    at.locker.lock()
    assert PEOPLE not in at.seen()
    late = Dialog(at.window, "Late", PEOPLE)
    late.open()
    QApplication.processEvents()
    assert PEOPLE not in at.seen()
    at.window.toast(PEOPLE)
    assert PEOPLE not in at.seen()
    at.press(Qt.Key.Key_Return)
    assert not at.locker.locked
    assert dialog.isVisible()
    assert late.isVisible()
    assert dialog.area.text() == "Fordi " + PEOPLE
    assert at.window._toast.isVisible()
    assert QApplication.activeModalWidget() in {dialog, late}
    late.reject()
    dialog.reject()


def test_a_copied_secret_leaves_the_clipboard_when_it_locks(office):
    at = office()
    copied = CopiedSecret(at.window)
    copied.copy("150277-9995")
    at.locker.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_nothing_is_covered_twice_or_before_somebody_works(office, qtbot):
    at = office()
    at.locker.lock()
    at.locker.lock()
    assert len(at.window.findChildren(LockCover)) == 1
    at.press(Qt.Key.Key_Return)
    nobody = Locker(ImmediateRunner(), at.desktop)
    nobody.lock()
    assert not nobody.locked
    nobody.close()
    nobody.deleteLater()


def test_a_control_that_waits_for_its_page_gets_the_cursor_when_it_can(office):
    at = office()
    at.locker.lock()
    at.area.setEnabled(False)
    at.press(Qt.Key.Key_Return)
    assert not at.area.hasFocus()
    at.area.setEnabled(True)
    assert at.area.hasFocus()


def test_a_window_that_is_closed_while_it_is_covered_is_let_go(office, qtbot):
    at = office()
    other = Window(
        desk=at.window._context.desk, runner=ImmediateRunner(), feed=ChangeFeed(), screens=()
    )
    other.show()
    at.locker.lock()
    assert len(at.locker._covered) == 2
    other.close()
    other.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    late = Dialog(at.window, "Late", PEOPLE)
    late.open()
    QApplication.processEvents()
    at.window.activateWindow()
    qtbot.waitUntil(at.window.isActiveWindow)
    at.press(Qt.Key.Key_Return)
    assert not at.locker.locked
    assert at.area.isVisible()
    assert late.isVisible()
    late.reject()


def test_it_says_openly_that_it_asks_for_nothing(office):
    at = office()
    at.locker.lock()
    words = " ".join(each.text() for each in at.cover.findChildren(Label))
    assert "Lock the PC when you leave it." in words


def test_after_a_days_work_it_asks_again_also_where_this_pc_keeps_the_password(office):
    at = office("", proves_by="password")
    at.hours_pass(11.9)
    assert "In 10 minutes Samplan asks for your sign-in again." in at.seen()
    assert not at.locker.locked
    at.hours_pass(0.1)
    assert at.locker.locked
    assert "Your sign-in has run out" in at.seen()
    assert PEOPLE not in at.seen()
    at.answer("en anden sætning")
    assert at.cover.findChild(Field).error.startswith("That does not fit.")
    at.answer(SECRET)
    assert not at.locker.locked
    assert at.area.text() == PEOPLE
    # From now on it is another day, and the lock asks what a start would ask.
    at.hours_pass(11)
    at.locker.lock()
    assert at.cover.findChild(QLineEdit) is None


def test_how_long_a_sign_in_counts_is_the_municipalitys(office):
    at = office("password")
    at.locker.hold(SignInRules(hours=4))
    at.hours_pass(4)
    assert at.locker.locked


def test_who_left_before_the_day_was_over_is_asked_when_they_come_back(office):
    at = office("", proves_by="passphrase")
    at.desktop.tell(True)
    at.hours_pass(12)
    at.desktop.tell(False)
    assert at.locker.locked
    at.answer(SECRET)
    assert not at.locker.locked


def test_where_nothing_can_be_asked_the_day_begins_anew(office):
    at = office()
    at.hours_pass(12)
    assert at.locker.locked
    at.press(Qt.Key.Key_Return)
    assert not at.locker.locked
    at.hours_pass(11)
    assert not at.locker.locked


def test_a_ticket_that_ran_out_covers_the_window_until_there_is_another(office):
    at = office("", proves_by="ticket")
    at.hours_pass(1)
    assert not at.locker.locked
    at.store.ticket = False
    at.hours_pass(1)
    assert at.locker.locked
    assert at.cover.findChild(QLineEdit) is None
    at.press(Qt.Key.Key_Return)
    assert at.locker.locked
    assert "sign in to Windows again" in at.seen()
    at.store.ticket = True
    at.press(Qt.Key.Key_Return)
    assert not at.locker.locked
    assert at.area.text() == PEOPLE


def test_a_server_that_is_away_says_nothing_of_a_ticket(office, monkeypatch):
    at = office("", proves_by="ticket")

    def away(_given):
        raise StoreAway(path="")

    monkeypatch.setattr(at.store, "try_secret", away)
    at.hours_pass(1)
    assert not at.locker.locked


def test_a_weighty_deed_asks_once_more_when_the_last_answer_is_old(office):
    at, done = office("password"), []
    at.locker.prove(lambda: done.append("at once"))
    at.clock += 16 * 60.0
    at.locker.prove(lambda: done.append("asked"))
    assert done == ["at once"]
    assert at.proof.line.hasFocus()
    at.press(Qt.Key.Key_Return)
    assert at.proof.field.error == "Type this too."
    at.proof.line.setText("en anden sætning")
    at.press(Qt.Key.Key_Return)
    assert at.proof.field.error.startswith("That does not fit.")
    assert at.proof.line.text() == ""
    at.proof.line.setText(SECRET)
    at.press(Qt.Key.Key_Return)
    assert at.proof is None
    assert done == ["at once", "asked"]
    at.clock += 14 * 60.0
    at.locker.prove(lambda: done.append("lately"))
    assert done == ["at once", "asked", "lately"]


def test_a_weighty_deed_that_is_not_answered_is_left_undone(office):
    at, done = office("", proves_by="password", typed=False), []
    # This PC opened the store by itself: nobody has shown yet who they are.
    at.locker.prove(lambda: done.append("never"))
    at.proof.reject()
    QApplication.processEvents()
    assert done == []
    assert at.area.text() == PEOPLE


def test_a_weighty_deed_asks_the_domain_where_a_ticket_lets_in(office):
    at, done = office("", proves_by="ticket"), []
    at.clock += 16 * 60.0
    at.store.ticket = False
    at.locker.prove(lambda: done.append("refused"))
    assert "sign in to Windows again" in at.seen()
    at.store.ticket = True
    at.locker.prove(lambda: done.append("let in"))
    assert done == ["let in"]
