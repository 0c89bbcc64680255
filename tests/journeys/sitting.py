"""Somebody at the keyboard and mouse of the running program: nothing but keys and clicks."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget

from coordinator.desk import Desk, SystemClock
from coordinator.i18n import use_language
from coordinator.use_cases.signing_in import SYSTEM
from db.store_house import SqlStores
from tests.journeys.left_behind import Traces, note_typed
from tests.ui.every_screen import (
    TODAY,
    close_window,
    copy_practice,
    settle,
    take_plain_look,
)
from ui.screens.day.view import DayView
from ui.start import Program

KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
_LEFT = Qt.MouseButton.LeftButton
PATIENCE = 20


class Sitting:
    """The program, and the person before it; ``actions`` counts keys and clicks.

    Keys go to the window in front, which gives them to an open list or menu first, as on a desk.
    """

    def __init__(self, program, traces=None):
        self.program = program
        self.traces = traces
        self.actions = 0

    # -- what there is to see -----------------------------------------------------------------

    @property
    def window(self):
        """The program's window."""
        return self.program.window

    @property
    def screen(self):
        """The screen in front."""
        return self.window.current_screen()

    def field(self):
        """The name of what has the cursor, as a screen reader says it."""
        focus = QApplication.focusWidget()
        return "" if focus is None else focus.accessibleName() or getattr(focus, "text", str)()

    def find_named(self, name, kind=QWidget):
        """The visible control with a name or text that begins so."""
        for place in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            found = _named(place, name, kind) if place is not None else None
            if found is not None:
                return found
        return _named(self.window, name, kind)

    def sees(self, words):
        """Whether some visible text holds these words."""
        return any(words in text for text in self.texts())

    def texts(self):
        """Every text that can be read on the screen now."""
        for each in self.window.findChildren(QWidget):
            text = getattr(each, "text", None)
            if each.isVisible():
                yield str(text()) if callable(text) else each.accessibleName()

    def is_in_sight(self):
        """Whether what has the cursor is on the screen as a whole line at least."""
        focus = QApplication.focusWidget()
        seen = focus.visibleRegion().boundingRect()
        return seen.height() >= min(focus.height(), 24) and seen.width() >= min(focus.width(), 24)

    # -- what the person does -----------------------------------------------------------------

    def press(self, key, modifier=PLAIN):
        """Strike a key."""
        QTest.keyClick(self._front(), key, modifier)
        self.actions += 1
        settle(lambda: True)

    def write(self, text):
        """Type a text; it counts as one action, as in quality.md."""
        note_typed(text)
        for letter in text:
            key = KEY(ord(letter.upper()))
            QTest.sendKeyEvent(QTest.KeyAction.Click, self._front(), key, letter, PLAIN)
        self.actions += 1
        settle(lambda: True)

    def tab_to(self, name, most=60):
        """Go on with Tab to a control; that it can be reached and is in sight is part of it."""
        came_by = []
        for _step in range(most):
            if self.field().startswith(name):
                assert self.is_in_sight(), f"{name} has the cursor and is out of sight"
                return
            self.press(KEY.Key_Tab)
            came_by.append(self.field())
        raise AssertionError(f"{name} is not reached with Tab, only {came_by}")

    def click(self, widget, place=None):
        """Press the mouse on a control, in the middle or at a place in it."""
        come_to_rest(widget)
        place = place or widget.rect().center()
        assert widget.isVisible(), f"{widget.accessibleName()} cannot be seen"
        window = widget.window()
        # A dialog that was just opened is not painted yet, and what arrives late moves what is below.
        shown = settle(lambda: widget.visibleRegion().contains(place) or isinstance(widget, QMenu))
        assert shown, f"{widget.accessibleName()} is out of sight"
        at = widget.mapTo(window, place)
        QTest.mouseClick(window.windowHandle(), _LEFT, PLAIN, at)
        self.actions += 1
        settle(lambda: True)

    def click_on(self, name, kind=QWidget):
        """Press the mouse on the control with a name."""
        for _made_anew in range(3):
            widget = self.find_named(name, kind)
            assert widget is not None, f"there is no {name}, only {sorted(set(self.texts()))}"
            try:
                self.click(widget)
            except RuntimeError:  # what it stands in was read anew; its successor has the name
                continue
            return
        raise AssertionError(f"{name} does not stay")

    def double_click_row(self, table, row):
        """Press a row of a list twice."""
        place = table.visualRect(table.model().index(row, 0)).center()
        at = table.viewport().mapTo(table.window(), place)
        QTest.mouseDClick(table.window().windowHandle(), _LEFT, PLAIN, at)
        self.actions += 2
        settle(lambda: True)

    def bring_into_sight(self, widget):
        """Turn the wheel until a control can be pressed."""
        pane = widget.parentWidget()
        while pane is not None and not isinstance(pane, QScrollArea):
            pane = pane.parentWidget()
        for _turn in range(100):
            if pane is None or widget.visibleRegion().contains(widget.rect().center()):
                return
            below = widget.mapTo(pane, QPoint(0, 0)).y() > pane.height() // 2
            _turn_wheel(pane, -1 if below else 1)
        raise AssertionError(f"{widget.accessibleName()} cannot be brought into sight")

    def choose_in_menu(self, words):
        """Press a line of the open menu."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        line = next(each for each in menu.actions() if words in each.text())
        self.click(menu, menu.actionGeometry(line).center())

    # -- waiting ------------------------------------------------------------------------------

    def until(self, ready, what=""):
        """Wait for something that comes from the store or another thread."""
        here = self.window.windowTitle()
        assert settle(ready, PATIENCE), f"{here}, at «{self.field()}»: no {what or 'answer'}"

    def is_at(self, title):
        """Wait for a screen."""
        self.until(lambda: self.window.windowTitle() == f"Samplan – {title}", title)

    def until_at(self, name):
        """Wait for the cursor to be in a field."""
        self.until(lambda: self.field().startswith(name), f"cursor in {name}")

    def _front(self) -> QWindow:
        if QGuiApplication.focusWindow() is None:
            # Without a window manager nobody gives the keyboard back when a dialog closes.
            self.window.activateWindow()
            settle(self.window.isActiveWindow)
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the keyboard"
        return window

    # -- short ways ---------------------------------------------------------------------------

    def desk(self, member=SYSTEM):
        """A desk of one's own on the same store, to look at what is kept."""
        return Desk(member, self.program._store.begin, self.program._clock)

    def me(self):
        """Who is signed in."""
        return self.window._context.desk.member

    def find(self, text, name):
        """Find a citizen and open the page, as one does with somebody on the phone."""
        self.press(KEY.Key_K, CTRL)
        self.write(text)
        rows = self.screen.list.rows
        self.until(lambda: name in str(rows.data(rows.index(0, 0))), name)
        self.press(KEY.Key_Return)
        self.is_at("Borger")
        self.until(self.screen.board.pane.isVisible, "citizen page")

    def fill(self, texts):
        """Write in one field after the other, going on with Tab."""
        for name, text in texts.items():
            self.tab_to(name)
            self.write(text)
            self.press(KEY.Key_Tab)

    def chosen(self):
        """What the chosen row of the list with the cursor says."""
        rows = QApplication.focusWidget()
        return str(rows.currentIndex().data())

    def leave(self):
        """Let what was typed go to the store, and end the program."""
        self.program.window.open("settings")
        settle(self.program.window.topbar.saved.isVisible)
        close_window(self.program.window)
        self.program.close()
        if self.traces is not None:
            assert self.traces.end() == []

    def become(self, words):
        """Two clicks in the practice store: the user, and who one will be."""
        before = self.window
        self.click(before.sidebar._user_button)
        self.choose_in_menu(words)
        self.until(lambda: self.window is not before and isinstance(self.screen, DayView), words)
        self.until(self.window.isActiveWindow, "window")


def start(folder, language="da"):
    """Begin a sitting on a copy of the practice store, on «Min dag»."""
    use_language(language)
    take_plain_look()
    clock = SystemClock(TODAY)
    traces = Traces(folder)
    program = Program(lambda: SqlStores(clock), clock)
    program.practise(copy_practice(folder))
    here = Sitting(program, traces)
    assert settle(lambda: program.window is not None and program._welcome is None, PATIENCE)
    here.until(lambda: here.window.isActiveWindow() and isinstance(here.screen, DayView))
    here.until(lambda: here.screen.work.rows.rowCount() > 0, "rows")
    return here


def come_to_rest(widget):
    """Wait for what is being laid out: a hand is never as quick as the first picture."""
    places = []

    def lies_still():
        places.append(widget.mapToGlobal(QPoint(0, 0)))
        return places[-3:].count(places[-1]) == 3

    settle(lies_still)


def _turn_wheel(pane, notches):
    middle = pane.viewport().rect().center()
    turn = QWheelEvent(
        QPointF(middle), QPointF(pane.viewport().mapToGlobal(middle)), QPoint(),
        QPoint(0, 120 * notches), Qt.MouseButton.NoButton, PLAIN, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(pane.viewport(), turn)
    settle(lambda: True)


def _named(place, name, kind):
    for each in (place, *place.findChildren(kind)):
        text = getattr(each, "text", None)
        words = (each.accessibleName(), str(text()) if callable(text) else "")
        if each.isVisible() and any(word.startswith(name) for word in words):
            return each
    return None
