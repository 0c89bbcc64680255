"""A form that loses nothing: what is typed is kept, and stands there when it is opened again."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QTextEdit, QWidget

from coordinator.begun import BegunForm, FormKey, Typed
from coordinator.danish import clock, short_date
from coordinator.danish_time import local_time
from coordinator.i18n import _
from ui.begun import BegunForms, while_there
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, TickBox
from ui.widgets.date_field import DateField
from ui.widgets.notices import Banner
from ui.widgets.pills import PillKind
from ui.widgets.speech import say

Control = QLineEdit | QTextEdit | Combo | TickBox


class FormMemory(QObject):
    """Watches the controls of one form; ``notice`` stands in the form, hidden until it is needed.

    The fields that differ from how the form was opened are what is kept, so that a colleague's
    change of another field is not written over when the form is opened again. A form about nobody
    yet comes back whole: what it was opened with may belong to somebody else.
    """

    def __init__(
        self,
        form: QWidget,
        controls: Mapping[str, Control],
        forms: BegunForms,
        key: FormKey,
    ) -> None:
        super().__init__(form)
        self._controls, self._forms, self.key = controls, forms, key
        self._was = {name: text_of(control) for name, control in controls.items()}
        self._over = False
        self._thrown_away: dict[str, Typed] = {}
        self._button = Button(_("Discard"), self._pressed, kind="ghost")
        self.notice = Banner("info", "", "", [self._button], icon="history")
        self.notice.hide()
        for control in controls.values():
            _changes(control, self._typed)

    def look_back(self) -> None:
        """Put back what was typed before; call it when ``notice`` has its place."""
        self._forms.find(self.key, while_there(self, self._put_back))

    @property
    def typed(self) -> dict[str, Typed]:
        """What stands there that did not when the form was opened; nothing typed, nothing."""
        now = {name: text_of(control) for name, control in self._controls.items()}
        if now == self._was:
            return {}
        rest = self._rest
        return {name: Typed(rest[name], text) for name, text in now.items() if text != rest[name]}

    @property
    def _rest(self) -> dict[str, str]:
        """What a field holds of which nothing is kept."""
        return dict.fromkeys(self._was, "") if self.key.about is None else self._was

    def done(self) -> None:
        """The form was saved or left: there is nothing to come back to."""
        self._over = True
        self._forms.done(self.key)

    def _pressed(self) -> None:
        if self._thrown_away:
            self._undo()
        else:
            self._discard()

    def _discard(self) -> None:
        """Let the form be as it was opened."""
        thrown_away = self.typed
        self._put(self._was)
        self._forms.done(self.key)
        self._thrown_away = thrown_away
        self._say("info", _("What you typed is discarded."))
        self._button.show_text(_("Undo"))

    def _undo(self) -> None:
        """Put back what was thrown away last."""
        back = {name: each.now for name, each in self._thrown_away.items()}
        self._end_undo()
        self._put(self._rest | back)
        next(iter(self._controls.values())).setFocus()

    def _end_undo(self) -> None:
        self._thrown_away = {}
        self.notice.hide()
        self._button.show_text(_("Discard"))

    def _typed(self) -> None:
        if self._thrown_away:
            # An undo would now throw away what is being typed.
            self._end_undo()
        if not self._over:
            self._forms.typed(self.key, self.typed)

    def _put_back(self, begun: BegunForm) -> None:
        if self._over:
            return
        if self.key.about is None:
            self._put_back_whole(begun)
            return
        already = self.typed
        news = {
            name: each
            for name, each in begun.typed.items()
            if name in self._controls and name not in already and each.now != self._was[name]
        }
        if not news:
            if not already:
                self._forms.done(self.key)
            return
        for name, each in news.items():
            put_text(self._controls[name], each.now)
        others = [self._was[name] for name, each in news.items() if each.was != self._was[name]]
        self._tell(begun.at, [text for text in others if text])

    def _put_back_whole(self, begun: BegunForm) -> None:
        if not self.typed and begun.typed:
            self._put(self._rest | {name: each.now for name, each in begun.typed.items()})
            self._tell(begun.at, [])

    def _put(self, texts: Mapping[str, str]) -> None:
        for name, control in self._controls.items():
            put_text(control, texts[name])

    def _tell(self, at: datetime, others: list[str]) -> None:
        there = local_time(at)
        title = _("You were writing here on {date}, {time}. It is not saved yet.").format(
            date=short_date(there.date()), time=clock(at)
        )
        meanwhile = _("Meanwhile somebody wrote: {texts}. Your own text stands in the fields.")
        text = meanwhile.format(texts=", ".join(others)) if others else ""
        self._say("warn" if others else "info", title, text)

    def _say(self, kind: PillKind, title: str, text: str = "") -> None:
        self.notice.show_notice(kind, title, text, icon="history")
        self.notice.show()
        say(self.notice, f"{title} {text}".strip())


def text_of(control: Control) -> str:
    """Give what stands in a control, as text that ``put_text`` understands."""
    if isinstance(control, QLineEdit):
        return control.text()
    if isinstance(control, QTextEdit):
        return control.toPlainText()
    if isinstance(control, Combo):
        return "" if control.value is None else str(control.value)
    return "1" if control.isChecked() else ""


def put_text(control: Control, text: str) -> None:
    """Let something stand in a control as if it had been typed there."""
    if isinstance(control, QLineEdit):
        control.setText(text)
        if isinstance(control, DateField):
            control.settle()
    elif isinstance(control, QTextEdit):
        control.setPlainText(text)
        # One goes on where one left.
        control.moveCursor(QTextCursor.MoveOperation.End)
    elif isinstance(control, Combo):
        control.set_value(next((key for key in control.keys if str(key) == text), None))
    else:
        control.setChecked(bool(text))


def _changes(control: Control, heard: Callable[[], None]) -> None:
    def hear(*_values: object) -> None:
        heard()

    if isinstance(control, QLineEdit | QTextEdit):
        control.textChanged.connect(hear)
    elif isinstance(control, QComboBox):
        control.currentIndexChanged.connect(hear)
    else:
        control.toggled.connect(hear)
