"""The line under a field that says somebody is away and offers the deputy."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from coordinator.i18n import _
from plans.parts import Responsible
from ui.person_choice import PersonChoice
from ui.widgets.buttons import Button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down, restyle
from ui.widgets.speech import say

TAKE_DEPUTY: Final = "Alt+Return"


class AwayOffer(QFrame):
    """Hidden until somebody is chosen who is away; a click or Alt+Enter takes the deputy.

    ``field`` is the control that hears the key; ``take`` gets the deputy.
    """

    def __init__(self, field: QWidget, take: Callable[[Responsible], None]) -> None:
        super().__init__()
        self._field, self._take = field, take
        self._choice: PersonChoice | None = None
        self._words = Label("", "small", wrap=True)
        self.button: Final = Button("", self._pressed, size="small", keys=TAKE_DEPUTY)
        self.setLayout(
            down(
                across(Icon("calendar", "warn", 17), (self._words, 1)),
                across(None, self.button),
                gap=6,
                margins=(8, 6, 8, 6),
            )
        )
        restyle(self, banner="warn")
        self._key = QShortcut(QKeySequence(TAKE_DEPUTY), field)
        self._key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._key.activated.connect(self._pressed)
        self.show_for(None)

    @property
    def words(self) -> str:
        """What it says, or "" while it is hidden."""
        return self._words.text()

    def show_for(self, choice: PersonChoice | None) -> None:
        """Offer the deputy of who was chosen, or hide."""
        there = choice is not None and choice.deputy is not None
        self._choice = choice if there else None
        self._key.setEnabled(there)
        self._words.setText(choice.question if choice is not None and there else "")
        self.setAccessibleName(self.words)
        if choice is not None and choice.deputy is not None:
            name = choice.deputy.name
            # The given name alone: a task's row is narrow.
            self.button.show_text(_("Choose {name}").format(name=name.split()[0]))
            self.button.setAccessibleName(_("Choose {name}").format(name=name))
            say(self._field, self.words)
        self.setVisible(there)

    def _pressed(self) -> None:
        if self._choice is None or self._choice.deputy is None:
            return
        deputy = self._choice.deputy
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_for(None)
        self._take(deputy)
