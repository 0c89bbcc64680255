"""Dialogs: few, with verbs on their buttons, closed by Esc."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QVBoxLayout, QWidget
from shiboken6 import isValid

from coordinator.i18n import _
from ui.keys import shown
from ui.spelling.walk import next_misspelled
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.speech import say


class Dialog(QDialog):
    """Keeps focus inside while open, gives it back to where it was; never blocks the program.

    Add content to ``body``; ``finish_with`` puts the buttons; ``open()`` shows it.
    """

    def __init__(self, parent: QWidget, title: str, text: str = "", width: int = 460) -> None:
        super().__init__(parent)
        self._came_from = QApplication.focusWidget()
        self._shown = QElapsedTimer()
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(min(scaled(width), 860))
        self.body: QVBoxLayout = down(gap=12, margins=(24, 20, 24, 20))
        self.setLayout(self.body)
        self.body.addWidget(Label(title, "h2", wrap=True))
        if text:
            self.body.addWidget(Label(text, "body", "2", wrap=True))
        self.finished.connect(self._give_focus_back)
        QShortcut(QKeySequence("F7"), self).activated.connect(self._go_to_misspelled)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._show_help)

    def finish_with(self, *buttons: Button) -> None:
        """Put the buttons at the end, the way out first; Ctrl+Enter presses a primary one."""
        leave = Button(_("Cancel"), self.reject)
        for each in buttons:
            if each.property("kind") == "primary":
                self._press_by_key(each)
        self.body.addSpacing(4)
        self.body.addLayout(across(None, leave, *buttons))

    def _press_by_key(self, button: Button) -> None:
        button.setToolTip(f"{button.text()} ({shown('Ctrl+Return')})")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self._pressed, button))

    def _pressed(self, button: Button) -> None:
        # The second half of a double press on what opened the question does not answer it.
        if self._shown.elapsed() >= QApplication.doubleClickInterval():
            button.click()

    def event(self, event: QEvent) -> bool:
        """Grow with what is in it: a sentence under a field must not lie over the field."""
        heard = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            needed = self.body.totalMinimumHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return heard

    def showEvent(self, event: QShowEvent) -> None:
        """Know since when one could read what is asked."""
        super().showEvent(event)
        self._shown.start()

    def window_behind(self) -> QWidget:
        """The program's window that this stands over, also from a dialog over a dialog."""
        found: QWidget = self
        while isinstance(found, QDialog) and (behind := found.parentWidget()) is not None:
            found = behind.window()
        return found

    def _show_help(self) -> None:
        """Help for the page behind tells of its questions too."""
        show = getattr(self.window_behind(), "show_help", None)
        if callable(show):
            show(self)

    def _go_to_misspelled(self) -> None:
        next_misspelled(self, self._tell)

    def _tell(self, text: str) -> None:
        QToolTip.showText(self.mapToGlobal(QPoint()), text, self)
        say(self, text)

    def _give_focus_back(self) -> None:
        # What was shown behind may have been read anew meanwhile, and its fields with it.
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus()


class ReasonDialog(Dialog):
    """Asks why; ``given`` tells the reason. The verb needs a reason and says so at the field."""

    given = Signal(str)

    def __init__(  # noqa: PLR0913 - the words of one question
        self,
        parent: QWidget,
        title: str,
        text: str,
        verb: str,
        given: Callable[[str], None],
        *,
        label: str = "",
        suggestions: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, title, text)
        self.area = TextArea(fewest=2, most=5)
        self._field = Field(label or _("Reason"), self.area)
        self.body.addWidget(self._field)
        for words in suggestions:
            self.body.addWidget(Button(words, partial(self.area.set_text, words), size="small"))
        self.area.textChanged.connect(self._field.clear_error)
        self.finish_with(Button(verb, self.try_to_give, kind="primary"))
        self.given.connect(given)
        self.area.setFocus()

    def try_to_give(self) -> None:
        """Give the reason, or say that one is needed."""
        reason = self.area.text().strip()
        if not reason:
            self._field.show_error(_("Write a reason."))
            self.area.setFocus()
            return
        self.given.emit(reason)
        self.accept()
