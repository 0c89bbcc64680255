"""Consent, deputy and core team: whom the plan rests on and who works in it."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from coordinator.danish import long_date
from coordinator.i18n import _
from coordinator.wording import label
from plans.parts import Consent, Participant, Responsible
from plans.people import ServiceArea
from plans.states import ConsentStatus
from ui.person_choice import person_words
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.dialogs import WithdrawalDialog
from ui.screens.plan.form import PartForm
from ui.screens.plan.head import Head
from ui.screens.plan.inputs import (
    AreasInput,
    ChoiceInput,
    DateInput,
    Input,
    LineInput,
)
from ui.screens.plan.more_fields import MoreFields
from ui.screens.plan.page import PlanPage, newest_consent
from ui.screens.plan.parts import DEPUTY, Deputy, Key
from ui.screens.plan.words import area_words, joined
from ui.theme import scaled
from ui.widgets.away import AwayOffer
from ui.widgets.buttons import Button, icon_button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.people import Avatar
from ui.widgets.reading_order import let_go
from ui.widgets.surfaces import Inset
from ui.widgets.typeahead import Suggestion, SuggestLine


class PeopleBlock(QFrame):
    """The section «Samtykke og kernegruppe»."""

    def __init__(self, pen: PenFace) -> None:
        super().__init__()
        self.consent: Final = ConsentBox(pen)
        self.team: Final = TeamBox(pen)
        self.setLayout(
            down(Label(_("Consent and core team"), "h2"), self.consent, self.team, gap=9)
        )

    def show_people(self, page: PlanPage, *, force: bool) -> None:
        """Show consent, deputy and core team."""
        self.consent.show_consent(page, force=force)
        self.team.show_team(page, force=force)


class ConsentBox(QFrame):
    """The newest consent; opened, its date, how it was given, and what it covers."""

    def __init__(self, pen: PenFace) -> None:
        super().__init__()
        self._pen = pen
        self._page: PlanPage | None = None
        self.form: PartForm | None = None
        self.head: Final = Head()
        self.head.pressed.connect(self.open)
        self._title = Label("", "h3", wrap=True)
        self._facts = Label("", "small", "2", wrap=True)
        self._icon = Icon("shield-lock", "ink2", 20)
        texts = down(self._title, self._facts, gap=2)
        self.head.setLayout(across(self._icon, (texts, 1), gap=10, margins=(4, 4, 4, 4)))
        self.add: Final = Button(
            _("Register consent"), self.add_consent, kind="ghost", icon="plus", size="small"
        )
        self._forms = down(gap=0)
        self.setLayout(down(Inset(self.head, self._forms), across(self.add, None), gap=4))

    def show_consent(self, page: PlanPage, *, force: bool) -> None:
        """Show the newest consent, or that there is none."""
        self._page = page
        consent = newest_consent(page.plan)
        may = page.allowed.consent
        self._title.setText(_title(consent, page))
        self._facts.setText(_facts(consent))
        self._facts.setVisible(consent is not None)
        self.head.let_write(may=may)
        self.head.setAccessibleName(f"{self._title.text()} {self._facts.text()}".strip())
        self.add.setVisible(may)
        if self.form is not None and page.plan.consents:
            shown = next((one for one in page.plan.consents if one.id == self.form.key.id), None)
            if shown is None:
                self.close_form()
            else:
                self.form.show_part(shown, page, force=force)

    def open(self, name: str = "how") -> None:
        """Open the newest consent for writing, or begin one."""
        page = self._page
        if page is None or not page.allowed.consent:
            return
        consent = newest_consent(page.plan)
        if consent is None:
            self.add_consent()
        else:
            self._open_form(consent, name)

    def add_consent(self) -> None:
        """Begin a new consent."""
        self.close_form()
        key = self._pen.add_consent()
        page = self._page
        assert page is not None
        made = next((each for each in page.plan.consents if each.id == key.id), None)
        if made is not None:
            self._open_form(made, "how")

    def close_form(self) -> None:
        """Close the fields; the text is kept."""
        if self.form is None:
            return
        form, self.form = self.form, None
        had_cursor = form.has_cursor()
        self.head.show()
        if had_cursor:
            self.head.setFocus()
        form.hide()
        form.deleteLater()
        self._pen.discard_if_empty(form.key)

    def _open_form(self, consent: Consent, name: str) -> None:
        page = self._page
        assert page is not None
        if self.form is None:
            form = consent_form(Key("consent", consent.id), self._pen, page, consent.status)
            verbs = boxed(across(*self._verbs(consent)))
            form.layout().addWidget(verbs)  # type: ignore[union-attr]  # laid out when made
            form.closed.connect(self.close_form)
            form.finished.connect(self.close_form)
            form.show_part(consent, page, force=True)
            self.form = form
            self._forms.addWidget(form)
        self.form.focus(name)
        self.head.hide()

    def _verbs(self, consent: Consent) -> list[Button | None]:
        """Give the ways out of the fields; what was given can be taken back."""
        done = Button(_("Close"), self.close_form, size="small")
        if consent.status is not ConsentStatus.GIVEN or not consent.how.strip():
            return [done, None]
        words = _("Withdraw the consent")
        return [done, None, Button(words, self._ask, kind="danger", size="small")]

    def _ask(self) -> None:
        WithdrawalDialog(self.window(), self._withdraw).open()

    def _withdraw(self) -> None:
        if self.form is not None:
            self._pen.typed(self.form.key, "status", ConsentStatus.WITHDRAWN)
            self._pen.left()
            self.close_form()


def consent_form(key: Key, pen: PenFace, page: PlanPage, status: ConsentStatus) -> PartForm:
    """Make the fields of a consent."""
    today = page.today
    how = LineInput(_("How it was given"))
    given = DateInput(_("Given on"), lambda: today)
    until = DateInput(_("Valid until"), lambda: today)
    answers = [(one, label(one)) for one in _answers(status)]
    answer = ChoiceInput(_("Answer"), answers)
    answer.combo.setPlaceholderText(_("Choose"))
    areas = AreasInput(_("Covers"))
    seldom: dict[str, Input] = {
        "scope": LineInput(_("Which information")),
        "sources": LineInput(_("From whom")),
        "purpose": LineInput(_("What it is for")),
        "withdrawn_on": DateInput(_("Withdrawn on"), lambda: today),
    }
    form = PartForm(
        key,
        pen,
        {
            "how": how,
            "given_on": given,
            "valid_until": until,
            "status": answer,
            "service_areas": areas,
            **seldom,
        },
    )
    scope, sources, purpose, withdrawn = seldom.values()
    withdrawn.setVisible(status is ConsentStatus.WITHDRAWN)
    withdrawn.setMaximumWidth(scaled(200))
    more = MoreFields(seldom, scope, sources, purpose, withdrawn)
    form.lay_out(how, across((given, 1), (until, 1), (answer, 1)), areas, more, gap=8)
    return form


def _answers(now: ConsentStatus) -> list[ConsentStatus]:
    """What can be chosen: a consent is withdrawn by its own verb, which says what that closes."""
    by_itself = {ConsentStatus.WITHDRAWN} - {now} | {ConsentStatus.NOT_ASKED}
    return [each for each in ConsentStatus if each not in by_itself]


class TeamBox(QFrame):
    """Deputy and core team, each person with the function here."""

    def __init__(self, pen: PenFace) -> None:
        super().__init__()
        self._pen = pen
        self._page: PlanPage | None = None
        self.rows: Final[dict[UUID, PersonRow]] = {}
        self.deputy: Final = ChoiceInput(_("Deputy"), searchable=True)
        self._form = PartForm(DEPUTY, pen, {"staff_id": self.deputy})
        self.other_deputy: Final = AwayOffer(self.deputy.combo, self._take_deputy)
        self.deputy.edited.connect(self._deputy_chosen)
        self._form.lay_out(self.deputy, self.other_deputy)
        self._list = down(gap=6)
        self.line: Final = SuggestLine(name=_("Add somebody to the core team"))
        self.line.setPlaceholderText(_("Name"))
        self.line.taken.connect(self._take)
        self.away: Final = AwayOffer(self.line, self._take)
        self._adding = boxed(
            down(
                Label(_("Add somebody to the core team"), "small_medium", "2"),
                self.line,
                self.away,
                gap=4,
            )
        )
        self._empty = Label(_("Nobody is in the core team yet."), "small", "2", wrap=True)
        beside = across((self._adding, 1), (self._form, 1), gap=14)
        for each in (self._adding, self._form):
            beside.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            down(
                Inset(
                    Label(_("Core team"), "h3"),
                    self._empty,
                    self._list,
                    beside,
                    gap=8,
                )
            )
        )

    def show_team(self, page: PlanPage, *, force: bool) -> None:
        """Show who works in the plan."""
        self._page = page
        may = page.may_write(DEPUTY)
        self._adding.setVisible(may)
        self._form.setVisible(may)
        staff = [each for each in page.people if each.who.staff_id is not None]
        self.line.set_suggestions(
            [Suggestion(person_words(each), each.who.name, each.who) for each in staff]
        )
        others = [each for each in staff if each.who.staff_id != page.plan.coordinator]
        self.deputy.offer(
            [(None, _("Nobody")), *((each.who.staff_id, person_words(each)) for each in others)]
        )
        self._form.show_part(Deputy(page.plan.deputy), page, force=force)
        if page.plan.deputy is None:
            self.other_deputy.show_for(None)
        self._empty.setVisible(not page.plan.participants)
        self._show_rows(page, force=force, may=may)

    def opener(self, key: Key) -> Callable[[str], None] | None:
        """Give the way into somebody's function, or the choice of a deputy."""
        if key.kind == "deputy":
            return self._form.focus
        row = self.rows.get(key.id) if key.id is not None else None
        return row.form.focus if row is not None else None

    def _show_rows(self, page: PlanPage, *, force: bool, may: bool) -> None:
        there = {each.staff_id for each in page.plan.participants}
        for gone in [each for each in self.rows if each not in there]:
            let_go(self.rows.pop(gone))
        for person in page.plan.participants:
            row_there = self.rows.get(person.staff_id)
            if row_there is None:
                row_there = self.rows[person.staff_id] = PersonRow(person, self._pen)
                self._list.addWidget(row_there)
            row_there.show_person(person, page, may=may, force=force)

    def _deputy_chosen(self, staff_id: object) -> None:
        page = self._page
        people = page.people if page is not None else ()
        found = next((each for each in people if staff_id and each.who.staff_id == staff_id), None)
        other = found.deputy.staff_id if found is not None and found.deputy else None
        coordinates = page is not None and other == page.plan.coordinator
        self.other_deputy.show_for(None if coordinates else found)

    def _take_deputy(self, deputy: Responsible) -> None:
        self._pen.typed(DEPUTY, "staff_id", deputy.staff_id)
        self._pen.left()

    def _take(self, who: Responsible) -> None:
        self._pen.add_participant(who)
        self.line.clear()
        people = self._page.people if self._page is not None else ()
        self.away.show_for(next((each for each in people if each.who == who), None))


class PersonRow(QFrame):
    """Somebody in the core team, with the function that can be written."""

    def __init__(self, person: Participant, pen: PenFace) -> None:
        super().__init__()
        key = Key("participant", person.staff_id)
        area = person.service_area.value if person.service_area else ""
        name = _("Function of {name}").format(name=person.name)
        self.function: Final = LineInput(name, compact=True)
        self.function.setMaximumWidth(scaled(230))
        self.form: Final = PartForm(key, pen, {"function": self.function})
        self.form.lay_out(self.function)
        self._words = Label("", "small", "2")
        remove = _("Take {name} out of the core team").format(name=person.name)
        self.remove: Final = icon_button("x", remove, partial(pen.remove, key))
        self.setLayout(
            across(
                Avatar(person.name, 28, area),
                (Label(person.name, "body_medium", wrap=True), 1),
                self._words,
                self.form,
                self.remove,
            )
        )
        self.setAccessibleName(person.name)

    def show_person(self, person: Participant, page: PlanPage, *, may: bool, force: bool) -> None:
        """Show what the person does here."""
        self._words.setText(person.function)
        self._words.setVisible(not may)
        self.form.setVisible(may)
        self.remove.setVisible(may)
        self.form.show_part(person, page, force=force)


def _title(consent: Consent | None, page: PlanPage) -> str:
    if consent is None:
        return _("There is no consent yet.")
    given = long_date(consent.given_on)
    if consent.holds_on(page.today):
        return _("Consent of {date}").format(date=given)
    return _("Consent of {date}: {state}").format(date=given, state=_state(consent, page))


def _state(consent: Consent, page: PlanPage) -> str:
    over = consent.valid_until is not None and consent.valid_until < page.today
    if consent.status is ConsentStatus.NOT_ASKED:
        return _("no answer yet")
    given = consent.status is ConsentStatus.GIVEN
    return label(ConsentStatus.EXPIRED if given and over else consent.status)


def _facts(consent: Consent | None) -> str:
    if consent is None:
        return ""
    until = consent.valid_until
    facts = (
        consent.how,
        area_words(area for area in ServiceArea if area in consent.service_areas),
        _("until {date}").format(date=long_date(until)) if until else "",
        consent.scope,
        consent.purpose,
    )
    return joined(facts)
