"""Work under way: a thin line; and for long work a bar, a count, time left and Stop."""

from PySide6.QtCore import QElapsedTimer, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from coordinator.i18n import _, current_language, ngettext
from ui.theme import color, scaled
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.surfaces import Card


class Bar(QProgressBar):
    """A bar that draws itself; screen readers hear the share."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Low and wide."""
        return QSize(scaled(200), scaled(8))

    def minimumSizeHint(self) -> QSize:
        """Low; the style would make it as high as a line of text."""
        return QSize(scaled(60), scaled(8))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw trough and share."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        round_ = self.height() / 2
        painter.setBrush(color("neutral_bg"))
        painter.drawRoundedRect(QRectF(self.rect()), round_, round_)
        share = self.value() / self.maximum() if self.maximum() > 0 else 0
        painter.setBrush(color("primary"))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * share, self.height()), round_, round_)


class WaitingLine(QWidget):
    """A thin line at the lower edge of a bar while something is fetched; it has no words."""

    def __init__(self, bar: QWidget) -> None:
        super().__init__(bar)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lie_along(self, bar: QRect) -> None:
        """Take the lower edge of a bar, all its width."""
        height = scaled(2)
        self.setGeometry(bar.x(), bar.bottom() + 1 - height, bar.width(), height)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Fill it."""
        QPainter(self).fillRect(self.rect(), color("primary"))


class Progress(Card):
    """A card for one long work; ``stopped`` tells that Stop was pressed.

    A ``narrow`` one finds room in a pane beside a page.
    """

    stopped = Signal()

    def __init__(self, text: str, *, narrow: bool = False) -> None:
        super().__init__()
        self._text = text
        self._clock = QElapsedTimer()
        self._label = Label(text, "h3", wrap=narrow)
        self._left = Label("", "small", "2")
        self._bar = Bar()
        self._bar.setAccessibleName(text)
        self._stop = Button(_("Stop"), self._stop_pressed, icon="x", size="small")
        if narrow:
            self.add(self._label, self._bar, across((self._left, 1), self._stop))
        else:
            self.add(across((self._label, 1), self._left, self._stop), self._bar)
        self._clock.start()

    def report(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        count = _("{text}: {done} of {total}").format(
            text=self._text, done=_thousands(done), total=_thousands(total)
        )
        self._label.setText(count)
        self._bar.setAccessibleDescription(count)
        self._left.setText(self._time_left(done, total))

    def _time_left(self, done: int, total: int) -> str:
        spent = self._clock.elapsed() / 1000
        # The first seconds say little about the rest.
        if done <= 0 or done >= total or spent < 2:
            return ""
        seconds = max(1, round(spent / done * (total - done)))
        if seconds < 90:
            return ngettext("about {n} second left", "about {n} seconds left", seconds).format(
                n=seconds
            )
        minutes = round(seconds / 60)
        return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(
            n=minutes
        )

    def _stop_pressed(self) -> None:
        self._stop.setEnabled(False)
        self._left.setText(_("Stopping …"))
        self.stopped.emit()


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "." if current_language() == "da" else ",")
