"""Notices: the banner stays in the page, the toast goes by itself."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QFrame,
    QSizePolicy,
    QWidget,
)

from coordinator.i18n import _
from ui.theme import scaled
from ui.widgets.buttons import Button, icon_button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down, restyle
from ui.widgets.pills import PillKind
from ui.widgets.speech import say

TOAST_MS: Final = 10_000
# As wide as a banner's words are at least, before its buttons stand under them.
_WORDS_FROM: Final = 330
_ICONS: Final[dict[PillKind, str]] = {
    "danger": "alert-circle",
    "warn": "alert-triangle",
    "ok": "circle-check",
    "info": "bulb",
    "neutral": "bulb",
}


class Banner(QFrame):
    """A notice in the page: what happened, what is safe, what one can do."""

    closed = Signal()

    def __init__(
        self,
        kind: PillKind,
        title: str,
        text: str = "",
        actions: Sequence[Button] = (),
        *,
        icon: str = "",
        closable: bool = False,
    ) -> None:
        super().__init__()
        self._icon = Icon(icon or _ICONS[kind], kind, 22)
        self._title = Label(title, "h3", wrap=True)
        self._text = Label(text, "small", wrap=True)
        texts = down(self._title, self._text, gap=1)
        extra: list[QWidget] = list(actions)
        if closable:
            extra.append(icon_button("x", _("Close"), self._close))
        self._actions = across(None, *extra, gap=12)
        self._body = across((texts, 1), self._actions, gap=12)
        self.setLayout(across(self._icon, (self._body, 1), gap=12, margins=(14, 9, 12, 9)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_notice(kind, title, text, icon=icon)

    def sizeHint(self) -> QSize:
        """Be as high as the words need at the width there is: no more is taken, less would cut."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._reflow()
            self.updateGeometry()

    def _reflow(self) -> None:
        """Put what one can do under the words where there is too little room beside them."""
        beside = self.width() - self._actions.sizeHint().width() >= scaled(_WORDS_FROM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(way)

    def show_notice(self, kind: PillKind, title: str, text: str = "", *, icon: str = "") -> None:
        """Say something else."""
        self._icon.show_icon(icon or _ICONS[kind], kind)
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())
        restyle(self, banner=kind)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class Toast(QFrame):
    """A short message that leaves after ten seconds; pointing at it or focus in it pauses that."""

    gone = Signal()

    def __init__(
        self,
        text: str,
        action_text: str = "",
        action: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setAccessibleName(text)
        self._action = action
        buttons: list[QWidget] = []
        if action is not None:
            buttons.append(Button(action_text, self._act, kind="ghost", size="small"))
        buttons.append(icon_button("x", _("Close"), self.leave))
        self._label = Label(text, "body_medium")
        self.setLayout(
            across(Icon("circle-check", "ink2", 19), self._label, *buttons, margins=(16, 7, 8, 7))
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self._leave_unless_in_use)
        self._timer.start()
        say(self, text)

    @property
    def offers(self) -> bool:
        """Whether it holds something to do, such as «Fortryd»."""
        return self._action is not None

    @property
    def paused(self) -> bool:
        """Whether the toast waits because somebody is at it."""
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Somebody points at it: wait."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nobody points at it any more: begin again."""
        self._timer.start()
        super().leaveEvent(event)

    def stand_clear_of(self, page: QWidget, spots: Sequence[QPoint]) -> None:
        """Stand at the first spot that covers no button of ``page``.

        Where all of them do, what is chosen by a tick may be covered, but nothing that does a deed.
        """
        seen = [
            each
            for each in page.findChildren(QAbstractButton)
            if not each.visibleRegion().isEmpty()
        ]
        deeds = [each for each in seen if not each.isCheckable()]
        free = (
            spot
            for buttons in (seen, deeds)
            for spot in spots
            if not any(self._would_cover(each, spot) for each in buttons)
        )
        self.move(next(free, spots[0]))

    def _would_cover(self, button: QAbstractButton, spot: QPoint) -> bool:
        place = button.mapTo(self.parentWidget() or self, QPoint())
        return QRect(spot, self.size()).intersects(QRect(place, button.size()))

    def leave(self) -> None:
        """Go away now."""
        self._timer.stop()
        self.hide()
        self.gone.emit()

    def _leave_unless_in_use(self) -> None:
        if self.paused:
            self._timer.start()
        else:
            self.leave()

    def _act(self) -> None:
        action, self._action = self._action, None
        self.leave()
        if action is not None:
            action()
