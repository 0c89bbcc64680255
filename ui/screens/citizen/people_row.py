"""The people who work with the citizen, and a small card with how to reach one of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from coordinator.i18n import _
from ui.screens.citizen.shown import PersonShown
from ui.theme import scaled
from ui.widgets.areas import AreaBadge
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.people import PersonButton


class PeopleRow(QFrame):
    """The people row; ``change`` opens the form for who works on the plan."""

    def __init__(self, change: Callable[[], None]) -> None:
        super().__init__()
        self._flow = Flow(gap=6, line_gap=2)
        self.change = Button(_("Edit"), change, kind="ghost", icon="pencil")
        self.change.setAccessibleName(_("Edit who works on the plan"))
        self.setLayout(across((self._flow, 1), self.change))

    def show_people(self, people: tuple[PersonShown, ...], *, may_change: bool) -> None:
        """Show these people; an empty row takes no room."""
        buttons = []
        for person in people:
            button = PersonButton(person.name, person.subtitle, person.area)
            button.clicked.connect(partial(self._open, button, person))
            buttons.append(button)
        self._flow.show_all(*buttons)
        self.change.setVisible(may_change)
        self.setVisible(bool(people))

    def _open(self, button: QWidget, person: PersonShown) -> None:
        card = PersonPopup(person, self.window())
        card.adjustSize()
        card.move(button.mapToGlobal(QPoint(0, button.height() + 4)))
        card.show()


class PersonPopup(QFrame):
    """How to reach somebody; Esc or a click beside it closes it."""

    def __init__(self, person: PersonShown, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setAccessibleName(person.name)
        facts = (
            (_("Team"), person.team),
            (_("Phone"), person.phone),
            (_("E-mail"), person.email),
        )
        head = down(Label(person.name, "h3"), Label(person.subtitle, "small", "2"), gap=1)
        parts: list[QWidget] = [AreaBadge(person.area)] if person.area else []
        lines = facts_grid([(name, text or _("Not known")) for name, text in facts])
        self.setLayout(down(head, *parts, lines, gap=10, margins=(16, 12, 16, 12)))
        self.setMinimumWidth(scaled(260))


def facts_grid(facts: list[tuple[str, str]]) -> QGridLayout:
    """Lay names and their values out in two columns; values can be marked and copied."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(scaled(16))
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (name, text) in enumerate(facts):
        value = Label(text, "body", wrap=True).selectable()
        value.setAccessibleName(_("{name}: {value}").format(name=name, value=text))
        grid.addWidget(Label(name, "body", "2"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1)
    return grid
