"""What covers a window while Samplan is locked: who works here, and the way back."""

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from coordinator.i18n import _
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, TextLine
from ui.widgets.icons import Logo
from ui.widgets.labels import Label
from ui.widgets.layouts import Part, across, boxed, down
from ui.widgets.speech import say
from ui.widgets.surfaces import Scroll

Question = Literal["", "passphrase", "password", "ticket", "recovery"]
Answer = Callable[[Question, str], None]


class LockCover(QFrame):
    """Lies over everything in a window; ``answer`` hears what was typed, or of a plain return."""

    def __init__(
        self, window: QWidget, name: str, question: Question, answer: Answer, *, over: bool = False
    ) -> None:
        super().__init__(window)
        self._answer = answer
        self._over = over
        self._line: TextLine | None = None
        self._field: Field | None = None
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Samplan is locked"))
        self._scroll: Final = Scroll(_("Samplan is locked"), margins=(24, 24, 24, 24))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(down((self._scroll, 1), gap=0))
        self._name = name
        self.ask(question, over=over)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def ask(self, question: Question, *, over: bool = False) -> None:
        """Show the way back: a question, or a button alone; ``over``: the sign-in has run out."""
        self._question, self._over = question, over or self._over
        lead = _lead(question, over=self._over)
        words = (
            Label(_("Samplan is locked"), "display", wrap=True),
            Label(self._name, "body_medium", "2", wrap=True),
            Label(lead, "body", "2", wrap=True),
        )
        self._line = self._field = None
        self._refusal = Label("", "small_medium", "danger", wrap=True)
        self._refusal.hide()
        parts: list[Part] = [self._refusal]
        if question and question != "ticket":
            self._line = TextLine(name=_label(question))
            if question != "recovery":
                self._line.setEchoMode(QLineEdit.EchoMode.Password)
            self._line.returnPressed.connect(self._give)
            self._field = Field(_label(question), self._line)
            parts.append(self._field)
        go_on = _("Unlock") if self._line is not None else _("Continue")
        self._button = Button(go_on, self._give, kind="primary", icon="arrow-right", size="large")
        self._button.setDefault(True)
        # Who does not see the cover hears why the page is gone.
        (self._line or self._button).setAccessibleDescription(lead)
        parts.append(across(self._button, *self._other_way(question), None, gap=8))
        form = boxed(down(across(Logo(32), Label("Samplan", "h1"), None, gap=10), 18, *words, 8,
                          *parts, gap=8))  # fmt: skip
        form.setFixedWidth(min(scaled(440), max(240, self.window().width() - 60)))
        content = self._scroll.takeWidget()
        if content is not None:
            content.deleteLater()
        self._scroll.setWidget(boxed(down(None, across(None, form, None), None, None)))

    def take_focus(self) -> None:
        """Let the next key be for the way back."""
        # As when a list of suggestions opens: the field that had the cursor is not left.
        (self._line or self._button).setFocus(Qt.FocusReason.PopupFocusReason)
        say(self, _("Samplan is locked"))

    def wait(self) -> None:
        """What was typed is looked at."""
        self._button.setEnabled(False)

    def refuse(self, sentence: str) -> None:
        """Say why the way is not open; what was typed goes, for it is secret."""
        self._button.setEnabled(True)
        if self._line is not None and self._field is not None:
            if self._question != "recovery":
                self._line.clear()
            self._field.show_error(sentence)
            self._line.setFocus()
        else:
            self._refusal.setText(sentence)
            self._refusal.show()
        say(self, sentence, urgent=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window also when it grows."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside: nothing behind is to be reached."""
        stops = [each for each in self.findChildren(QWidget)
                 if each.isVisible() and each.isEnabled()
                 and each.focusPolicy() & Qt.FocusPolicy.TabFocus]  # fmt: skip
        here = next((n for n, each in enumerate(stops) if each.hasFocus()), -1)
        if stops:
            stops[(here + (1 if forward else -1)) % len(stops)].setFocus()
        return True

    def _other_way(self, question: Question) -> list[Button]:
        if question == "passphrase":
            return [Button(_("Use the recovery code"), self._by_code, kind="ghost")]
        if question == "recovery":
            return [Button(_("Use the passphrase"), self._by_passphrase, kind="ghost")]
        return []

    def _by_code(self) -> None:
        self.ask("recovery")
        self.take_focus()

    def _by_passphrase(self) -> None:
        self.ask("passphrase")
        self.take_focus()

    def _give(self) -> None:
        typed = self._line.text() if self._line is not None else ""
        if self._line is not None and not typed:
            self.refuse(_("Type this too."))
            return
        self._answer(self._question, typed)


def _lead(question: Question, *, over: bool) -> str:
    safe = _("Everything you have written is kept. You come back to where you were.")
    if over:
        safe = _("Your sign-in has run out, so Samplan asks again.") + " " + safe
    if question:
        return safe
    # Whoever sits at an open PC could start Samplan anew: to ask here would guard nothing.
    return f"{safe} " + _(
        "Samplan opens with your sign-in to this PC, so it asks for nothing here. "
        "Lock the PC when you leave it."
    )


def _label(question: Question) -> str:
    words = {"passphrase": _("Passphrase"), "password": _("Password")}
    return words.get(question, _("Recovery code"))
