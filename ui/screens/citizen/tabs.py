"""What stands under the tabs of the citizen page: overview, cases, contact, history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coordinator.i18n import _
from coordinator.wording import label
from plans.people import ContactPerson
from plans.signatures import Signature
from ui.screens.citizen.people_row import facts_grid
from ui.screens.citizen.shown import CaseShown, CitizenShown
from ui.screens.citizen.versions_card import versions_card
from ui.theme import scaled
from ui.widgets.areas import AreaBadge, area_name
from ui.widgets.buttons import Button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.pills import StatePill
from ui.widgets.surfaces import Card, Columns, rule


@dataclass(frozen=True, slots=True)
class TabDeeds:
    """What the cards' buttons do."""

    create_plan: Callable[[], None]
    confirm_birth_date: Callable[[], None]
    change_birth_date: Callable[[], None]
    change_name: Callable[[], None]
    change_contact: Callable[[], None]
    change_protection: Callable[[], None]
    change_consent: Callable[[], None]
    give_number: Callable[[], None]
    put_contact: Callable[[ContactPerson | None], None]
    remove_contact: Callable[[ContactPerson], None]
    move_bar: Callable[[UUID, str, date | None, date | None], None]
    show_history: Callable[[], None]
    compare: Callable[[], None]
    give_log: Callable[[], None]
    sign: Callable[[int], None]
    show_scan: Callable[[Signature], None]
    attach_scan: Callable[[Signature], None]
    withdraw_signature: Callable[[Signature], None]
    give_task: Callable[[], None]
    follow_up: Callable[[UUID], None]
    solve: Callable[[UUID, tuple[UUID, ...], str], None]
    open_enquiry: Callable[[UUID], None]


class Tab(QFrame):
    """One tab's content, built anew whenever the citizen is read."""

    def __init__(self, deeds: TabDeeds) -> None:
        super().__init__()
        self.deeds = deeds
        self.box: QVBoxLayout = down(gap=14)
        self.setLayout(self.box)

    def show_citizen(self, shown: CitizenShown) -> None:
        """Show a citizen in place of the last."""
        clear(self.box)
        for part in self.parts(shown):
            self.box.addWidget(part)
        self.box.addStretch(1)

    def parts(self, shown: CitizenShown) -> list[QWidget]:
        """Make what stands in the tab, from the top."""
        raise NotImplementedError


class Cases(Tab):
    """Every case of the services, running and ended."""

    def parts(self, shown: CitizenShown) -> list[QWidget]:
        """Make a card for running cases and one for ended ones."""
        ended = [each for each in shown.cases if not each.running]
        made: list[QWidget] = [cases_card([each for each in shown.cases if each.running])]
        if ended:
            made.append(Card(*_case_rows(ended), title=_("Ended cases")))
        return made


class Contact(Tab):
    """How the citizen is reached, who stands beside them, numbers and protection."""

    def parts(self, shown: CitizenShown) -> list[QWidget]:
        """Make the cards in two columns."""
        left = [self._contact(shown), self._beside(shown)]
        right = [self._name(shown), self._numbers(shown), self._protection(shown)]
        return [Columns(column(left), column(right), width=400)]

    def _contact(self, shown: CitizenShown) -> Card:
        return contact_card(
            shown, _edit_button(shown, _("Edit contact"), self.deeds.change_contact)
        )

    def _name(self, shown: CitizenShown) -> Card:
        facts = [(_("Name"), shown.citizen.name)]
        if not shown.citizen.protection.active:
            facts += [(_("Address"), shown.address), (_("District"), shown.district)]
        card = Card(
            facts_grid(facts),
            title=_("Name and address"),
            actions=_edit_button(shown, _("Edit name and address"), self.deeds.change_name),
        )
        if shown.citizen.protection.active:
            # Stands alone, so that it can never be taken for an address that may be copied.
            card.add(StatePill(_("Protected address"), "danger", "map-pin-off"))
        return card

    def _beside(self, shown: CitizenShown) -> Card:
        add = Button(_("Add"), partial(self.deeds.put_contact, None), kind="ghost", icon="plus")
        add.setAccessibleName(_("Add contact person"))
        card = Card(
            title=_("Representative, guardian and relatives"),
            actions=[add] if shown.may_change else [],
        )
        for contact in shown.citizen.contacts:
            card.add(rule(), self._person(contact, may_change=shown.may_change))
        if not shown.citizen.contacts:
            card.add(Label(_("Nobody is registered."), "body", "2"))
        return card

    def _person(self, contact: ContactPerson, *, may_change: bool) -> QWidget:
        role = label(contact.role)
        second = " · ".join(part for part in (role, contact.phone, contact.note) if part)
        texts = down(
            Label(contact.name, "body_medium", wrap=True),
            Label(second, "small", "2", wrap=True).selectable(),
            gap=1,
        )
        buttons = []
        for verb, text, deed in (
            (_("Edit"), _("Edit {name}"), self.deeds.put_contact),
            (_("Remove"), _("Remove {name}"), self.deeds.remove_contact),
        ):
            button = Button(verb, partial(deed, contact), kind="ghost", size="small")
            button.setAccessibleName(text.format(name=contact.name))
            buttons.append(button)
        return boxed(across((texts, 1), *(buttons if may_change else ())))

    def _numbers(self, shown: CitizenShown) -> Card:
        card = Card(
            title=_("CPR number"),
            actions=_edit_button(
                shown,
                _("New number from a date"),
                self.deeds.give_number,
                _("New number"),
                "plus",
            ),
        )
        for number in shown.numbers:
            parts = (
                Label(number.text, "body_medium").selectable(),
                Label(number.note, "small", "2"),
            )
            card.add(across(*parts, None, gap=10))
        card.add(rule(), facts_grid([(_("Birth date"), shown.birth_date)]))
        if not shown.citizen.birth_date_confirmed and shown.may_change:
            confirm = Button(_("Confirm the birth date"), self.deeds.change_birth_date)
            card.add(across(confirm, None))
        return card

    def _protection(self, shown: CitizenShown) -> Card:
        protection = shown.protection
        verb = _("Edit protection") if protection else _("Register protection")
        card = Card(
            title=_("Protection"), actions=_edit_button(shown, verb, self.deeds.change_protection)
        )
        words = protection.title if protection else _("No name or address protection.")
        card.add(Label(words, "body_medium" if protection else "body", "2", wrap=True))
        return card


class History(Tab):
    """Who did what with the citizen's data and why, and the approved versions."""

    def parts(self, shown: CitizenShown) -> list[QWidget]:
        """Make the log by day, and the versions."""
        give = Button(
            _("Give the citizen the log"), self.deeds.give_log, kind="ghost", icon="file-download"
        )
        log = Card(title=_("Who has looked and written"), actions=[give])
        day = ""
        for line in shown.log:
            if line.day != day:
                day = line.day
                log.add(Label(day[:1].upper() + day[1:], "small_medium", "2"))
            clock = Label(line.clock, "small", "2")
            clock.setFixedWidth(scaled(64))
            what = down(Label(line.what, "body", wrap=True), gap=1)
            if line.why:
                why = _("Reason: {reason}").format(reason=line.why)
                what.addWidget(Label(why, "small", "2", wrap=True))
            who = down(Label(line.who, "small", "2"), gap=1)
            if line.relation:
                who.addWidget(Label(line.relation, "small", "2"))
            log.add(across(clock, (what, 1), who, gap=10))
        versions = versions_card(shown.plan, self.deeds)
        return [Columns(column([log]), column([versions]))]


def _edit_button(
    shown: CitizenShown, name: str, deed: Callable[[], None], verb: str = "", icon: str = "pencil"
) -> list[Button]:
    """Make a card's button, for who may change a citizen; ``name`` is for screen readers."""
    if not shown.may_change:
        return []
    button = Button(verb or _("Edit"), deed, kind="ghost", icon=icon)
    button.setAccessibleName(name)
    return [button]


def column(cards: Sequence[QWidget]) -> QFrame:
    """Put cards under each other."""
    return boxed(down(*cards, None, gap=14))


def cases_card(cases: Sequence[CaseShown]) -> Card:
    """Make the card of the running cases."""
    card = Card(title=_("The services' cases"))
    card.add(*_case_rows(cases))
    if not cases:
        card.add(Label(_("No service has a running case."), "body", "2", wrap=True))
    return card


def _case_rows(cases: Sequence[CaseShown]) -> list[QWidget]:
    rows: list[QWidget] = []
    for case in cases:
        area = AreaBadge(case.area)
        area.setFixedWidth(scaled(128))
        second = " · ".join(part for part in (case.period, case.detail) if part)
        title = Label(case.title, "body_medium", "2" if case.hidden else "", wrap=True)
        below = [Label(second, "small", "2", wrap=True)] if second else []
        above = across(Icon("lock", "ink2", 17), (title, 1), gap=7) if case.hidden else title
        texts = down(above, *below, gap=1)
        who = Label(case.who, "small", "warn" if case.unknown_login else "2", wrap=True)
        who.setFixedWidth(scaled(128))
        if rows:
            rows.append(rule())
        row = boxed(across(area, (texts, 1), who, gap=10))
        row.setAccessibleName(", ".join((area_name(case.area), case.title, second, case.who)))
        rows.append(row)
    return rows


def contact_card(shown: CitizenShown, actions: Sequence[QWidget] = ()) -> Card:
    """Make the card of how the citizen is reached."""
    return Card(facts_grid(list(shown.contact)), title=_("Contact"), actions=actions)
