"""The head of the citizen page: protection first, then who it is, what state, and who works."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from coordinator.i18n import _
from ui.screens.citizen.people_row import PeopleRow
from ui.screens.citizen.shown import CitizenShown, ProtectionShown
from ui.theme import font, scaled
from ui.widgets.buttons import Button, icon_button
from ui.widgets.flow import Flow
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.notices import Banner
from ui.widgets.people import Avatar
from ui.widgets.pills import StatePill
from ui.widgets.speech import say

ADDRESS_SHOWN_MS: Final = 60_000
# As wide as avatar and name are at least, before the buttons stand under them.
_NAME_FROM: Final = 380


@dataclass(frozen=True, slots=True)
class HeaderDeeds:
    """What the head's buttons do."""

    open_plan: Callable[[], None]
    create_plan: Callable[[], None]
    print_plan: Callable[[], None]
    write_note: Callable[[], None]
    hand_over: Callable[[], None]
    copy: Callable[[], None]
    ask_address: Callable[[], None]
    change_protection: Callable[[], None]
    change_people: Callable[[], None]


class _Words(Label):
    """Words that go on to the next line before they are cut."""

    def __init__(self, text: str, role: str, tone: str = "") -> None:
        super().__init__(text, role, tone, wrap=True)
        self._role = role

    def sizeHint(self) -> QSize:
        """All of them on one line."""
        # Not the label's own font, which the style sheet sets only when it is first shown.
        measure = QFontMetrics(font(self._role))
        return QSize(measure.horizontalAdvance(self.text()) + 4, measure.height())


class ProtectionBanner(QFrame):
    """The red banner; the address stands in it for a minute and can never be marked or copied."""

    def __init__(self, deeds: HeaderDeeds) -> None:
        super().__init__()
        self._deeds = deeds
        self._box: QVBoxLayout = down()
        self.setLayout(self._box)
        self._shown: ProtectionShown | None = None
        self._may_change = False
        self._address = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ADDRESS_SHOWN_MS)
        self._timer.timeout.connect(self.hide_address)

    def show_protection(self, protection: ProtectionShown | None, *, may_change: bool) -> None:
        """Show the banner, or nothing; an address that stands there goes on for its minute."""
        self._shown, self._may_change = protection, may_change
        if protection is None or not protection.masks:
            self._timer.stop()
            self._address = ""
        self._build()

    def show_address(self, line: str) -> None:
        """Show the address for a minute."""
        self._address = line
        self._timer.start()
        self._build()
        say(self, line)

    def hide_address(self) -> None:
        """Take the address away."""
        self._timer.stop()
        if self._address:
            self._address = ""
            self._build()

    def _build(self) -> None:
        # The window's own: just after the question why, the window may not be active again yet.
        focus = self.window().focusWidget()
        had_focus = self.isAncestorOf(focus)
        clear(self._box)
        protection = self._shown
        self.setVisible(protection is not None)
        if protection is None:
            return
        title, text = protection.title, protection.text
        if self._address:
            title, text = (
                self._address,
                _("The address is shown for one minute. The look-up is logged."),
            )
        buttons = self._buttons()
        self._box.addWidget(Banner("danger", title, text, buttons, icon="map-pin-off"))
        if had_focus and buttons:
            # The verb that was pressed is gone; its opposite stands in its place.
            buttons[-1].setFocus()

    def _buttons(self) -> list[Button]:
        protection = self._shown
        made: list[Button] = []
        if protection is None:
            return made
        if self._may_change:
            verb = _("Confirm or prolong") if protection.ended else _("Edit protection")
            made.append(Button(verb, self._deeds.change_protection, kind="danger"))
        if protection.masks and self._address:
            made.append(Button(_("Hide address"), self.hide_address, kind="danger", icon="eye-off"))
        elif protection.masks:
            ask = self._deeds.ask_address
            made.append(Button(_("Show address"), ask, kind="danger", icon="lock"))
        return made


class CitizenHeader(QFrame):
    """Everything above the tabs."""

    def __init__(self, deeds: HeaderDeeds) -> None:
        super().__init__()
        self._deeds = deeds
        self.protection = ProtectionBanner(deeds)
        self._avatar_box: QVBoxLayout = down()
        self._identity = Flow(gap=12, line_gap=2)
        self._pills = Flow(gap=8)
        self._copy = icon_button("copy", _("Copy the CPR number"), deeds.copy)
        self._copy.setParent(self)
        self._copy.hide()
        self.primary = Button("", deeds.open_plan, kind="primary", icon="file-text")
        self._print = Button(_("Print"), deeds.print_plan, icon="printer", keys="Ctrl+P")
        self._note = Button(_("Journal note"), deeds.write_note, icon="pencil", keys="Ctrl+Shift+N")
        self._hand = Button(
            _("Hand over"), deeds.hand_over, icon="arrows-right-left", keys="Ctrl+Shift+O"
        )
        self._next_plan = Button(_("Create joint plan"), deeds.create_plan, icon="plus")
        self.people = PeopleRow(deeds.change_people)
        texts = down(self._identity, self._pills, gap=5)
        self._buttons = (self._next_plan, self._hand, self._note, self._print, self.primary)
        self._actions = Flow(gap=9)
        self._actions.show_all(*self._buttons)
        self._side: QVBoxLayout = down(self._actions, None)
        self._who = across((texts, 1), self._side, gap=14)
        who = across((self._avatar_box, 0), (self._who, 1), gap=14)
        self.setLayout(down(self.protection, who, self.people, gap=10, margins=(0, 16, 0, 6)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the name where there is too little room beside it."""
        super().resizeEvent(event)
        self._reflow()

    @property
    def has_plan(self) -> bool:
        """Whether the citizen has a plan to open and print."""
        return self._print.isVisibleTo(self)

    def show_citizen(self, shown: CitizenShown) -> None:
        """Show who it is."""
        self.protection.show_protection(shown.protection, may_change=shown.may_change)
        clear(self._avatar_box)
        self._avatar_box.addWidget(Avatar(shown.citizen.name, 52, strong=True))
        self._avatar_box.addStretch(1)
        self._show_identity(shown)
        self._pills.show_all(*(StatePill(each.text, each.kind, each.icon) for each in shown.pills))
        plan = shown.plan
        self.primary.show_text(_("Open plan") if plan else _("Create joint plan"))
        self.primary.show_icon("file-text" if plan else "plus")
        self.primary.setVisible(plan is not None or shown.may_create_plan)
        self._print.setVisible(plan is not None)
        self._note.setVisible(shown.notes.may_write)
        self._hand.setVisible(shown.notes.may_write)
        self._next_plan.setVisible(plan is not None and plan.closed and shown.may_create_plan)
        names = plan is not None and (plan.people.leads or plan.people.names_coordinator)
        self.people.show_people(shown.people, may_change=names)
        self._reflow()

    def _reflow(self) -> None:
        there = (each for each in self._buttons if not each.isHidden())
        shown = [each.sizeHint().width() + 9 for each in there]
        beside = self.width() - sum(shown) >= scaled(_NAME_FROM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._who.setDirection(way)
        # Beside the name they stand on one line; under it on as many as they need.
        self._actions.setMinimumWidth(sum(shown) if beside else 0)

    def _show_identity(self, shown: CitizenShown) -> None:
        number = shown.number or _("No number in force")
        facts = _Words(" · ".join((number, *shown.facts)), "body", "2").selectable()
        parts: list[QWidget] = [_Words(shown.citizen.name, "display"), facts]
        if shown.number_is_replacement:
            parts.append(StatePill(_("Replacement number"), "info"))
        held = self.window().focusWidget() is self._copy
        self._copy.setParent(self)
        self._copy.setVisible(bool(shown.number))
        if shown.number:
            parts.append(self._copy)
        self._identity.show_all(*parts)
        if held:
            # Who has just pressed it does not land on the button after it; hidden it gets nothing.
            self._copy.show()
            self._copy.setFocus()
