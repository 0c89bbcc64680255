"""Somebody at the keyboard and mouse of the running program, on the practice store, in Danish."""

from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QScrollArea, QTextEdit, QWidget

from coordinator.desk import Desk, SystemClock
from coordinator.i18n import use_language
from coordinator.use_cases.signing_in import SYSTEM
from db.store_house import SqlStores
from tests.journeys.left_behind import Traces, note_typed
from tests.journeys.sitting import come_to_rest
from tests.ui.every_screen import TODAY, close_window, settle, take_plain_look
from ui.screens.day.view import DayView
from ui.start import Program

KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PATIENCE = 20


class Person:
    """Reads what can be read on the screen, and works with keys and clicks alone."""

    def __init__(self, program):
        self.program = program

    # -- what there is to read ----------------------------------------------------------------

    @property
    def window(self):
        return self.program.window

    @property
    def screen(self):
        return self.window.current_screen()

    def everything(self, within=None):
        """Every text of every widget that is shown: words, names, tooltips, titles."""
        for each in (within or self.window, *(within or self.window).findChildren(QWidget)):
            if not each.isVisible():
                continue
            for name in ("text", "toPlainText", "windowTitle", "title"):
                said = getattr(each, name, None)
                if callable(said):
                    yield str(said())
            yield each.toolTip()
            yield each.accessibleName()
            yield each.accessibleDescription()
            yield from _cells(each)

    def reads(self, words):
        return any(words in text for text in self.everything())

    def control(self, name, kind=QWidget, within=None):
        """The visible control whose name or text begins so."""
        places = (QApplication.activePopupWidget(), QApplication.activeModalWidget())
        for place in (within,) if within is not None else (*places, self.window):
            for each in place.findChildren(QWidget) if place is not None else ():
                if not isinstance(each, kind):
                    continue
                text = getattr(each, "text", None)
                said = (each.accessibleName(), str(text()) if callable(text) else "")
                if each.isVisible() and any(part.startswith(name) for part in said):
                    return each
        raise AssertionError(f"no {name} among {sorted(set(self.everything()))}")

    # -- what one does ------------------------------------------------------------------------

    def keyboard(self):
        """The window that has the keyboard; after a dialog it is the one under it."""
        if QGuiApplication.focusWindow() is None:
            self.window.activateWindow()
        self.until(lambda: QGuiApplication.focusWindow() is not None, "the keyboard")
        return QGuiApplication.focusWindow()

    def press(self, key, modifier=PLAIN):
        QTest.keyClick(self.keyboard(), key, modifier)
        settle(lambda: True)

    def write(self, text):
        note_typed(text)
        for letter in text:
            window = self.keyboard()
            key = KEY(ord(letter.upper()))
            QTest.sendKeyEvent(QTest.KeyAction.Click, window, key, letter, PLAIN)
        settle(lambda: True)

    def click(self, name, kind=QWidget, within=None):
        self.press_on(self.control(name, kind, within))

    def press_on(self, widget, place=None):
        """Scroll to a control, and press the mouse where it is in sight."""
        come_to_rest(widget)
        window = widget.window()
        above = widget.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and widget.visibleRegion().isEmpty():
            above.ensureWidgetVisible(widget)
        # A dialog that was just opened is not painted yet.
        settle(lambda: not widget.visibleRegion().isEmpty())
        spot = place or widget.visibleRegion().boundingRect().center()
        assert widget.visibleRegion().contains(spot), f"{widget.accessibleName()} out of sight"
        at = widget.mapTo(window, spot)
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, PLAIN, at)
        settle(lambda: True)

    def fill(self, name, text):
        """Go to a field and write in it, over what stood there."""
        self.press_on(self.control(name, QLineEdit | QTextEdit))
        self.press(KEY.Key_A, CTRL)
        self.write(text)

    def until(self, ready, what="answer"):
        here = self.window.windowTitle() if self.window is not None else "welcome"
        assert settle(ready, PATIENCE), f"{here}: waited in vain for {what}"

    def is_at(self, title):
        self.until(lambda: self.window.windowTitle() == f"Samplan – {title}", title)

    def search(self, text):
        """Search as one does with somebody on the phone; gives the rows that are found."""
        self.press(KEY.Key_K, CTRL)
        self.is_at("Borgere")
        self.press(KEY.Key_A, CTRL)
        self.write(text)
        rows = self.screen.list.rows
        self.until(self.screen.list.isVisible)
        settle(lambda: False, 0.6)
        return [str(rows.data(rows.index(row, 0))) for row in range(rows.rowCount())]

    def open_first(self):
        self.press(KEY.Key_Return)
        self.is_at("Borger")
        self.until(self.screen.board.pane.isVisible, "the citizen's page")

    def desk(self, member=SYSTEM):
        """A desk on the same store, to look at what is kept."""
        return Desk(member, self.program._store.begin, self.program._clock)

    def me(self):
        return self.window._context.desk.member

    def become(self, words):
        """Two clicks in the practice store: the user, and who one will be."""
        before = self.window
        self.press_on(before.sidebar._user_button)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        line = next(each for each in menu.actions() if words in each.text())
        self.press_on(menu, menu.actionGeometry(line).center())
        self.until(lambda: self.window is not before and isinstance(self.screen, DayView), words)
        self.until(self.window.isActiveWindow, "the window")


def _cells(widget):
    """What a list says, by cell: words, tooltip, and name for screen readers."""
    model = getattr(widget, "model", None)
    rows = model() if callable(model) else None
    if rows is None or not hasattr(widget, "indexAt"):
        return
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
    )
    for row in range(rows.rowCount()):
        for column in range(rows.columnCount()):
            for role in roles:
                yield str(rows.data(rows.index(row, column), role) or "")


@contextmanager
def sitting_at(address):
    """Start the program on a practice store, and end it as one does."""
    use_language("da")
    take_plain_look()
    clock = SystemClock(TODAY)
    traces = Traces(Path(address).parent)
    program = Program(lambda: SqlStores(clock), clock)
    program.practise(address)
    person = Person(program)
    assert settle(lambda: program.window is not None and program._welcome is None, PATIENCE)
    person.until(lambda: person.window.isActiveWindow() and isinstance(person.screen, DayView))
    try:
        yield person
    finally:
        close_window(program.window)
        program.close()
        program._backups.stop()
        left = traces.end()
    assert left == []
