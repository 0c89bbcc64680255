"""The forms for who works on the plan, and for the consent that it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from coordinator.wording import label, sentence_for
from plans.errors import RuleBroken
from plans.parts import Consent
from plans.people import Citizen, ServiceArea, StaffMember
from plans.states import ConsentStatus
from ui.screens.citizen.form import Form, Writes, date_field, picked, tick_boxes
from ui.screens.citizen.shown import PlanPeople, PlanShown
from ui.widgets.buttons import Button, icon_button
from ui.widgets.choices import Combo, TickBox
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, TextArea, TextLine, fields_across
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.surfaces import rule

_AREAS = (ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL, ServiceArea.HEALTH)


class PeopleForm(Form):
    """Coordinating case worker, deputy and core team; each choice is saved by itself."""

    stays_open = True
    form_name = "people"
    saved_at_once = frozenset({"coordinator", "deputy", "member"})

    def __init__(self, seen: Citizen, people: PlanPeople, writes: Writes) -> None:
        super().__init__(_("Who works on the plan"), writes, seen)
        self._people = people
        self._coordinator = Combo(searchable=True, name=_("Coordinating case worker"))
        self._deputy = Combo(searchable=True, name=_("Deputy"))
        self._member = Combo(searchable=True, name=_("Colleague"))
        self._function = TextLine(longest=100)
        fields = {
            "coordinator": Field(_("Coordinating case worker"), self._coordinator),
            "deputy": Field(_("Deputy"), self._deputy),
            "member": Field(_("Add to the core team"), self._member),
            "function": Field(_("Function"), self._function),
        }
        add = Button(_("Add"), self._add, icon="plus")
        words = _("Give the plan to another coordinating case worker")
        self._hand_over = Button(
            words, partial(writes.name_coordinator, None), icon="arrows-right-left"
        )
        self._team = down(gap=4)
        self.add(
            across(self._hand_over, None),
            fields_across(fields["coordinator"], fields["deputy"]),
            rule(),
            self._team,
            across((fields["member"], 2), (fields["function"], 2), down(None, add), gap=14),
        )
        # Not before they have a place: a widget without one would be a window of its own.
        fields["coordinator"].setVisible(people.names_coordinator and people.coordinator_gone)
        self._hand_over.setVisible(people.names_coordinator and not people.coordinator_gone)
        for part in (fields["deputy"], fields["member"], fields["function"], add):
            part.setVisible(people.leads)
        self.finish(fields, "", Button(_("Close"), self.cancelled.emit, kind="primary"))
        self._coordinator.picked.connect(self._name)
        self._deputy.picked.connect(self.writes.set_deputy)
        self.show_people(people)

    def show_staff(self, staff: Sequence[StaffMember]) -> None:
        """Offer these colleagues."""
        choices = [(member.id, f"{member.name} · {member.team}") for member in staff]
        people = self._people
        self._coordinator.set_choices(choices, people.coordinator)
        others = [(key, text) for key, text in choices if key != people.coordinator]
        self._deputy.set_choices([(None, _("No deputy")), *others], people.deputy)
        self._member.set_choices(others)

    def show_people(self, people: PlanPeople) -> None:
        """Show the core team as it now is."""
        self._people = people
        self._coordinator.set_value(people.coordinator)
        self._deputy.set_value(people.deputy)
        clear(self._team)
        for identity, name, function in people.team:
            parts: list[QWidget] = [Label(name, "body_medium"), Label(function, "small", "2")]
            line = across(*parts, None)
            if people.leads:
                words = _("Remove {name} from the core team").format(name=name)
                remove = partial(self.writes.remove_participant, identity)
                line.addWidget(icon_button("x", words, remove))
            self._team.addLayout(line)
        if not people.team:
            self._team.addWidget(Label(_("Nobody is in the core team yet."), "body", "2"))

    def _name(self, staff_id: object) -> None:
        if isinstance(staff_id, UUID):
            self.writes.name_coordinator(staff_id)

    def _add(self) -> None:
        staff_id = self._member.value
        if not isinstance(staff_id, UUID):
            self.refuse_at("member", _("Choose a colleague."))
            return
        self.writes.put_participant(staff_id, self._function.text().strip())
        self._member.set_value(None)
        self._function.clear()


class ConsentForm(Form):
    """A consent: when and how it was given, what it covers, and until when (domain.md § 7.1)."""

    form_name = "consent"

    def __init__(self, seen: Citizen, plan: PlanShown, today: date, writes: Writes) -> None:
        super().__init__(_("Consent"), writes, seen)
        self._old = plan.people.consent
        old = self._old
        self._given_on = date_field(_("Given on"), today, today)
        self._until = date_field(
            _("Valid until"), None, today, hint=_("Empty when it has no end date")
        )
        self._how = TextLine(longest=300)
        answers = (ConsentStatus.GIVEN, ConsentStatus.DECLINED)
        self._answer = Combo([(each, label(each)) for each in answers], None)
        self._answer.setPlaceholderText(_("Choose"))
        covered = old.service_areas if old else frozenset(_AREAS)
        self._areas = {area: TickBox(label(area), ticked=area in covered) for area in _AREAS}
        self._note = TextArea(fewest=2, most=6)
        fields = {
            "given_on": self._given_on,
            "until": self._until,
            "answer": Field(_("Answer"), self._answer),
            "how": Field(_("How it was given"), self._how, hint=_("In writing, at a meeting …")),
            "note": Field(_("What it covers, in the citizen's words"), self._note),
        }
        self.add(
            fields_across(fields["given_on"], fields["until"], fields["answer"]),
            fields["how"],
            tick_boxes(*self._areas.values()),
            fields["note"],
        )
        self._withdraw = Button(_("Withdraw the consent"), self._ask, kind="danger")
        self._withdraw.setVisible(old is not None)
        ticks = {area.value: box for area, box in self._areas.items()}
        self.finish(fields, _("Save consent"), self._withdraw, ticks=ticks)

    def missing(self) -> Mapping[str, str]:
        """Say what a consent is not without."""
        found: dict[str, str] = {}
        if picked(self._given_on) is None:
            found["given_on"] = _("Write when the consent was given.")
        if self._answer.value is None:
            found["answer"] = sentence_for(RuleBroken("consent-answer-missing"))
        if not self._how.text().strip():
            found["how"] = sentence_for(RuleBroken("consent-how-missing"))
        return found

    def send(self) -> None:
        """Send the consent."""
        given_on, answer = picked(self._given_on), self._answer.value
        assert given_on is not None
        assert isinstance(answer, ConsentStatus)
        areas = frozenset(area for area, box in self._areas.items() if box.isChecked())
        self.writes.put_consent(
            None,
            Consent(
                id=uuid4(),
                given_on=given_on,
                how=self._how.text().strip(),
                service_areas=areas,
                status=answer,
                valid_until=picked(self._until),
                note=self._note.text().strip(),
            ),
        )

    def show_people(self, people: PlanPeople) -> None:
        """Rest on the consent that the page now shows."""
        self._old = people.consent
        self._withdraw.setVisible(people.consent is not None)

    def _ask(self) -> None:
        """Show what a withdrawal closes before it is registered (experience.md § 8.3)."""
        old = self._old
        if old is None:
            return
        closes = _(
            "From now on the services may not share. The plan stops: nobody writes in it, and its"
            " tasks wait for nobody. All that was written is kept."
        )
        dialog = Dialog(self, _("Withdraw the consent"), closes)

        def withdraw() -> None:
            dialog.accept()
            self.sending = True
            self.writes.put_consent(old, replace(old, status=ConsentStatus.WITHDRAWN))

        dialog.finish_with(Button(_("Register the withdrawal"), withdraw, kind="danger"))
        dialog.open()
