"""The question what shall stand where two people wrote: yours, theirs, or both together."""

from collections.abc import Callable
from html import escape
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from coordinator.i18n import _
from plans.merge import stretches
from ui.keys import shown
from ui.screens.plan.question import Choice, Question
from ui.theme import THEME, color, draw_icon, font, scaled
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import TextArea
from ui.widgets.icons import Icon
from ui.widgets.labels import Label, key_caps
from ui.widgets.layouts import across, down
from ui.widgets.people import Avatar
from ui.widgets.speech import say
from ui.widgets.surfaces import Scroll

_ABREAST: Final = 720
_WIDEST: Final = 980


class MarkedText(QLabel):
    """A text with what was added to an older one marked: by ground and by underline."""

    def __init__(self, base: str, text: str) -> None:
        super().__init__()
        self._pieces: Final = stretches(base, text)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("role", "body")
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(text)
        self._draw()
        THEME.changed.connect(self._draw)

    @property
    def spoken(self) -> str:
        """Say what was added and removed, for who does not see the marks."""
        said = (
            (_("added: {text}"), "added"),
            (_("removed: {text}"), "removed"),
        )
        found = []
        for words, kind in said:
            text = " … ".join(each.text.strip() for each in self._pieces if each.kind == kind)
            if text:
                found.append(words.format(text=text))
        return ", ".join(found)

    def _draw(self) -> None:
        added, removed = color("diff_add").name(), color("diff_del").name()
        made = []
        for each in self._pieces:
            text = escape(each.text).replace("\n", "<br>")
            if each.kind == "added":
                text = f'<u style="background-color:{added}">{text}</u>'
            elif each.kind == "removed":
                text = f'<s style="background-color:{removed}">{text}</s>'
            made.append(text)
        self.setText("".join(made))


class _Head(QRadioButton):
    """The choice over a column: its ring, whose text it is, and when it was written."""

    def __init__(self, text: str, under: str) -> None:
        super().__init__(text)
        self._under = under
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self.updateGeometry)

    def hitButton(self, _place: object) -> bool:
        """All of it can be pressed."""
        return True

    def sizeHint(self) -> QSize:
        """Two lines, never cut."""
        text, under = QFontMetrics(font("body_medium")), QFontMetrics(font("small"))
        widest = max(text.horizontalAdvance(self.text()), under.horizontalAdvance(self._under))
        return QSize(widest + scaled(34), text.height() + under.height() + scaled(4))

    def minimumSizeHint(self) -> QSize:
        """Names are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ring and both lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        side = scaled(18)
        ring = QRectF(scaled(4), self.height() / 2 - side / 2, side, side)
        draw_icon(painter, "circle-dot" if self.isChecked() else "circle", "ink", ring)
        top = scaled(2)
        for text, role, tint in (
            (self.text(), "body_medium", "ink"),
            (self._under, "small", "ink2"),
        ):
            painter.setFont(font(role))
            painter.setPen(color(tint))
            height = QFontMetrics(font(role)).height()
            painter.drawText(scaled(30), top + QFontMetrics(font(role)).ascent(), text)
            top += height


class Column(QFrame):
    """One of the texts; pressed anywhere, it is the one chosen."""

    chosen = Signal()

    def __init__(self, number: int, title: str, under: str, text: QWidget, spoken: str) -> None:
        super().__init__()
        self.head: Final = _Head(title, under)
        words = (title, under, text.accessibleName(), spoken)
        self.head.setAccessibleName(", ".join(part for part in words if part))
        self.head.toggled.connect(self.update)
        self.body: Final = down(across((self.head, 1), key_caps(str(number))), text, None, gap=8)
        self.body.setContentsMargins(12, 10, 12, 12)
        self.setLayout(self.body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        super().mousePressEvent(event)
        self.head.setChecked(True)
        self.head.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the frame, stronger round the one chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.head.isChecked()
        painter.setPen(QPen(color("primary" if on else "line"), 2 if on else 1))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class ConflictDialog(Dialog):
    """Asks which text shall stand; ``label`` is the field's name.

    ``answer`` takes the choice and the text; leaving it is ``later``. Plain letters do nothing, so
    that somebody who types on decides nothing; 1, 2 and 3 choose, Ctrl+Enter or the button does.
    """

    def __init__(
        self,
        parent: QWidget,
        question: Question,
        label: str,
        answer: Callable[[Choice, str], None],
        later: Callable[[], None],
    ) -> None:
        who = question.who or _("A colleague")
        title = _("{name} has just changed the same text").format(name=who)
        if question.merged is None:
            title = _("{name} has just changed the same field").format(name=who)
        super().__init__(parent, title)
        self._question, self._answer = question, answer
        self._edited: TextArea | None = None
        head = self._make_head(title, label, who)
        self._group = QButtonGroup(self)
        self.columns: Final[dict[Choice, Column]] = self._make_columns(who)
        self._row = across(*self.columns.values(), gap=12)
        self._scroll: Final = Scroll(title, gap=10, margins=(0, 0, 4, 0))
        for part in (head, self._row, _note()):
            self._scroll.body.addLayout(part)
        self.body.addWidget(self._scroll, 1)
        self.edit: Final = Button(
            _("Edit the proposal"), self.edit_proposal, kind="ghost", icon="pencil"
        )
        self.use: Final = Button("", self.take, kind="primary", icon="git-merge")
        self._foot = self._make_foot()
        self.rejected.connect(later)
        self._choose("mine" if question.merged is None else "merged")
        self._group.buttonToggled.connect(self._say_verb)
        self._say_verb()
        self._fit()
        say(self, title, urgent=True)

    @property
    def chosen(self) -> Choice:
        """The column that is chosen."""
        return next(key for key, each in self.columns.items() if each.head.isChecked())

    def take(self) -> None:
        """Let the chosen text stand."""
        choice = self.chosen
        text = self._question.merged or ""
        if self._edited is not None:
            text = self._edited.text()
        self._answer(choice, text)
        self.accept()

    def edit_proposal(self) -> None:
        """Let the proposal be written in."""
        self._choose("merged")
        if self._edited is None:
            column = self.columns["merged"]
            area = self._edited = TextArea(
                self._question.merged or "", name=_("Joint proposal"), most=10
            )
            column.body.insertWidget(2, area)
            for shown in column.findChildren(MarkedText):
                shown.hide()
        # What is not shown yet would get the cursor too late.
        self._edited.show()
        self._edited.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 choose; Ctrl+Enter takes what is chosen."""
        keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if control:
                self.take()
            return
        choices = tuple(self.columns)
        if event.key() in keys and keys.index(Qt.Key(event.key())) < len(choices):
            self._choose(choices[keys.index(Qt.Key(event.key()))])
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where there is no room for them abreast."""
        super().resizeEvent(event)
        self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        way = QBoxLayout.Direction
        abreast = way.LeftToRight if width >= scaled(_ABREAST) else way.TopToBottom
        self._row.setDirection(abreast)
        self._foot.setDirection(abreast)

    def _make_head(self, title: str, label: str, who: str) -> QHBoxLayout:
        """Say whose change it is, in place of the bare title."""
        old = self.body.takeAt(0)
        widget = old.widget() if old is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        place = " › ".join(part for part in (self._question.place, label) if part)
        rest = _("The rest of the plan goes together by itself.")
        under = _("{place}. {rest}").format(place=place, rest=rest) if place else rest
        texts = down(Label(title, "h2", wrap=True), Label(under, "small", "2", wrap=True), gap=2)
        return across(Avatar(who, 40, self._question.area), (texts, 1), gap=14)

    def _make_foot(self) -> QHBoxLayout:
        self.edit.setVisible(self._question.merged is not None)
        self.use.setToolTip(shown("Ctrl+Return"))
        made = across(self.edit, None, across(None, Button(_("Later"), self.reject), self.use))
        self.body.addLayout(made)
        return made

    def _make_columns(self, who: str) -> dict[Choice, Column]:
        asked = self._question
        mine = _("Written {time}").format(time=asked.mine_at) if asked.mine_at else ""
        theirs = _("Saved {time}").format(time=asked.theirs_at) if asked.theirs_at else ""
        made: list[tuple[Choice, str, str, str]] = [
            ("mine", _("Your text"), mine, asked.mine),
            ("theirs", _("Text from {name}").format(name=_first(who)), theirs, asked.theirs),
        ]
        if asked.merged is not None:
            made.append(("merged", _("Joint proposal"), _("Both changes"), asked.merged))
        columns: dict[Choice, Column] = {}
        for number, (key, title, under, words) in enumerate(made, start=1):
            text = MarkedText(asked.base if asked.merged is not None else words, words)
            column = columns[key] = Column(number, title, under, text, text.spoken)
            self._group.addButton(column.head)
        return columns

    def _choose(self, choice: Choice) -> None:
        head = self.columns[choice].head
        head.setChecked(True)
        head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_verb(self) -> None:
        who = _first(self._question.who or _("A colleague"))
        verbs = {
            "mine": _("Use your text"),
            "theirs": _("Use the text from {name}").format(name=who),
            "merged": _("Use the joint proposal"),
        }
        if self._group.checkedButton() is not None:
            self.use.show_text(verbs[self.chosen])

    def _fit(self) -> None:
        """As wide as the window lets it be, and as high as the texts need."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(960, 700)
        width = min(room.width() - 48, scaled(_WIDEST))
        self.setMinimumWidth(min(width, scaled(420)))
        self._arrange(width)
        self.resize(width, 10)
        inside = self._scroll.widget()
        wanted = inside.heightForWidth(width - 56) if inside is not None else 0
        around = scaled(190)
        self.resize(width, min(room.height() - 40, max(scaled(340), wanted + around)))


def _note() -> QHBoxLayout:
    kept = _("No text is lost. All versions are kept in the history.")
    return across(Icon("history", "ink2", 17), (Label(kept, "small", "2", wrap=True), 1))


def _first(name: str) -> str:
    return next(iter(name.split()), name) if name != _("A colleague") else name.lower()
