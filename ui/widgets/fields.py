"""Fields of a form: label above, control, error or hint under it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QTextEdit, QWidget

from ui.spelling.checked import CheckedArea
from ui.theme import THEME, scaled
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down, restyle
from ui.widgets.speech import say

_WENT_ON: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.MouseFocusReason,
)


class Field(QFrame):
    """A control with its label as buddy; the error stands under it until its cause is gone."""

    def __init__(self, label: str, control: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self.control: Final = control
        self._hint = hint
        self._label = Label(label, "small_medium", "2")
        self._label.setBuddy(control)
        self._hint_label = Label(hint, "caption", "3", wrap=True)
        if not hint:
            self._hint_label.hide()
        self._error = Label("", "small_medium", "danger", wrap=True)
        self._error_row = boxed(across(Icon("alert-circle", "danger", 16), (self._error, 1), gap=6))
        self._error_row.hide()
        self.setLayout(down(self._label, control, self._hint_label, self._error_row, None, gap=4))
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)

    @property
    def error(self) -> str:
        """The sentence that stands under the field, or nothing."""
        return self._error.text()

    def show_error(self, text: str) -> None:
        """Mark the field and say what is missing or wrong; its value stays."""
        if text == self.error:
            return
        self._error.setText(text)
        self._error_row.show()
        self.control.setAccessibleDescription(text)
        restyle(self.control, wrong="true")
        say(self.control, text)

    def clear_error(self) -> None:
        """Take the mark and the sentence away."""
        if self.error:
            self._error.setText("")
            self._error_row.hide()
            self.control.setAccessibleDescription(self._hint)
            restyle(self.control, wrong="false")


def fields_across(*fields: Field, gap: int = 14) -> QHBoxLayout:
    """Put fields side by side with their labels on one line, whatever errors stand under them."""
    made = across(gap=gap)
    for field in fields:
        made.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return made


class TextLine(QLineEdit):
    """One line of text; ``left`` tells its value when the user leaves the field."""

    left = Signal(str)

    def __init__(self, text: str = "", *, name: str = "", longest: int = 500) -> None:
        super().__init__(text)
        self.setMaxLength(longest)
        self.setMinimumWidth(scaled(110))
        self.setAccessibleName(name)

    def setText(self, text: str | None) -> None:
        """Show a text, from its beginning where there is no room for all of it."""
        super().setText(text or "")
        if not self.hasFocus():
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the value, and show a long one from its beginning."""
        super().focusOutEvent(event)
        if event.reason() in _WENT_ON:
            self.setCursorPosition(0)
        self.left.emit(self.text())


class TextArea(QTextEdit):
    """Plain text over several lines; grows with its content, then scrolls; its words are checked.

    ``left`` tells its value when the user leaves the field.
    """

    left = Signal(str)

    def __init__(
        self, text: str = "", *, name: str = "", fewest: int = 3, most: int = 16, role: str = "body"
    ) -> None:
        super().__init__()
        self._fewest, self._most = fewest, most
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        THEME.changed.connect(self._fit)
        self.setPlainText(text)
        self._fit()
        self.spelling: Final = CheckedArea(self)
        self.spelling.typed()

    def text(self) -> str:
        """The text as it stands."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; the cursor stays where it was when the text is the same."""
        if text != self.text():
            self.setPlainText(text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what may have been meant, and what every text field offers."""
        self.spelling.context_menu(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the value."""
        super().focusOutEvent(event)
        self.spelling.typed()
        self.left.emit(self.text())

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        frame = 16 + round(2 * self.document().documentMargin())
        wanted = round(self.document().size().height()) + 16
        height = min(max(wanted, self._fewest * line + frame), self._most * line + frame)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
