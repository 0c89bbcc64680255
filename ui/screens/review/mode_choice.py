"""How to read a plan: side by side where there is room, else as a list to choose from."""

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from coordinator.i18n import _
from ui.screens.review.shown import ShownReview
from ui.theme import THEME
from ui.widgets.choices import Choice, Combo, Segments
from ui.widgets.layouts import across, clear, down

CITIZEN: Final = "citizen"


def modes(review: ShownReview) -> list[Choice]:
    """Give the ways to read a plan, the one that a reader begins with first."""
    since = _("Since version {number}").format(number=review.version)
    found: list[Choice] = []
    if review.since_return is not None:
        found.append(("return", _("Since the return")))
    if review.news:
        found.append(("news", _("Just now")))
    if review.changes is not None:
        found.append(("changes", since if found else _("Only changes")))
    return [*found, ("whole", _("The whole plan")), (CITIZEN, _("As the citizen sees it"))]


class ModeChoice(QFrame):
    """One of the ways to read; Ctrl+Tab turns to the next. ``picked`` tells the user's choice."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._choices: list[Choice] = []
        self._value: object = None
        self._segments: Segments | None = None
        self._list = Combo(name=_("What to read"))
        self._list.setToolTip(_("Next: Ctrl+Tab"))
        self._list.picked.connect(self._chosen)
        self._place = down(gap=0)
        self.setLayout(down(self._place, across(self._list, None), gap=0))
        THEME.changed.connect(self._arrange)

    @property
    def value(self) -> object:
        """The way that the plan is read."""
        return self._value

    def set_value(self, value: object) -> None:
        """Read it another way, without telling it."""
        self._value = value
        if self._segments is not None:
            self._segments.set_value(value)
        self._list.set_value(value)

    def offer(self, choices: list[Choice], *, anew: bool) -> None:
        """Offer the ways that a plan has; the one in use stays while it is there."""
        keys = [key for key, _text in choices]
        value = self._value if not anew and self._value in keys else keys[0]
        if choices != self._choices:
            self._choices = choices
            self._build()
        self.set_value(value)
        self._arrange()

    def turn(self, step: int) -> None:
        """Go to the next way, or the one before with -1, round at the ends."""
        keys = [key for key, _text in self._choices]
        if keys:
            self.set_value(keys[(keys.index(self._value) + step) % len(keys)])
            self.picked.emit(self._value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side while there is room for it."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """It never widens the page: where there is no room, it becomes a list."""
        return QSize(0, super().minimumSizeHint().height())

    def _build(self) -> None:
        clear(self._place)
        self._segments = Segments(_("What to read"), self._choices)
        self._segments.setToolTip(_("Next: Ctrl+Tab"))
        self._segments.picked.connect(self._chosen)
        self._place.addWidget(self._segments)
        self._list.set_choices(self._choices)

    def _arrange(self) -> None:
        if self._segments is not None:
            fits = self._segments.sizeHint().width() <= self.width()
            self._segments.setVisible(fits)
            self._list.setVisible(not fits)

    def _chosen(self, value: object) -> None:
        self.set_value(value)
        self.picked.emit(value)
