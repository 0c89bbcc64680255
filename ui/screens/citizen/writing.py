"""Sends what the forms of the citizen page hold to the store, and says what became of it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.begun import FormKey
from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.lists import CitizenPage
from coordinator.ports import Stale
from coordinator.use_cases import notes, planning, registering, worklists
from plans.errors import RuleBroken
from plans.parts import Consent
from plans.people import Address, Citizen, Communication, ContactPerson, Protection, StaffMember
from plans.plan import JointPlan
from plans.withheld import Withheld
from ui.problems import describe
from ui.screen import ScreenContext
from ui.screens.citizen.form import GivesTasks
from ui.screens.citizen.giving import TaskGiver
from ui.screens.citizen.notes_shown import TypedNote
from ui.screens.citizen.shown import Refused, TypedCitizen
from ui.screens.citizen.signature_writer import SignatureWriter
from ui.screens.citizen.signature_writes import SignatureWrites
from ui.screens.citizen.written import Undo, Use

_FIELDS: Final = {
    "cpr-length": "number",
    "cpr-date": "number",
    "number-taken": "number",
    "number-same": "number",
    "name-missing": "name",
    "birth-date-missing": "birth_date",
    "consent-how-missing": "how",
    "consent-answer-missing": "answer",
    "consent-areas-missing": "areas",
    "consent-in-future": "given_on",
    "deputy-is-coordinator": "deputy",
    "login-closed": "coordinator",
    "given-task-empty": "title",
    "given-task-nobody": "assignee",
    "given-task-outside": "assignee",
    "given-task-no-day": "due",
    "note-text-missing": "text",
    "note-kind-missing": "kind",
    "note-in-future": "date",
    "signature-in-future": "signed_on",
    "signature-before-approval": "signed_on",
    "signature-name-missing": "name",
    "signature-there": "signer",
}

Seat = UUID | None


class Forms(Protocol):
    """The screen as the writer sees it: the one form that is open, and the page it stands on."""

    @property
    def sent_form(self) -> FormKey | None:
        """What the form that was just sent is kept under; None for what no form sent."""

    def form_saved(self) -> None:
        """Close the open form: it is kept."""

    def form_refused(self, refused: Refused) -> None:
        """Say at the open form why it was not kept; what was typed stays."""

    def show_notice(self, sentence: str) -> None:
        """Say over the page what went wrong; the page stays."""

    def show_staff(self, staff: tuple[StaffMember, ...]) -> None:
        """Fill the open form's choices of staff."""


class Opened(Protocol):
    """What is open just now, as the presenter knows it."""

    @property
    def page(self) -> CitizenPage | None:
        """The page as last read, None while nobody is on it."""

    @property
    def gone(self) -> bool:
        """Whether the window was closed, so that an answer finds nobody."""

    def created(self, citizen_id: UUID) -> None:
        """Go to the citizen that was just made by hand."""

    def refresh(self) -> None:
        """Read the page again."""


class CitizenWriter:
    """One deed for each thing that the forms of the citizen page register."""

    def __init__(self, context: ScreenContext, forms: Forms, opened: Opened) -> None:
        self._context = context
        self._forms = forms
        self._opened = opened
        # What was chosen since the page was read, and how much of it has no answer yet.
        self._chosen: dict[str, Seat] = {}
        self._chosen_on: JointPlan | None = None
        self._under_way = 0
        self.signatures: SignatureWrites = SignatureWriter(context, self._write, self._refusing)
        self.tasks: GivesTasks = TaskGiver(context.desk, context.runner, self._write, self._failed)

    def create(self, typed: TypedCitizen) -> None:
        """Make a citizen by hand and go to the new page."""
        new = registering.NewCitizen(
            number=typed.number,
            given_name=typed.given_name,
            family_name=typed.family_name,
            birth_date=typed.birth_date,
            address=typed.address,
            district=typed.district,
            protection=typed.protection,
        )

        sent = self._forms.sent_form

        def done(made: tuple[UUID, Changes]) -> None:
            self._forget(sent)
            if self._opened.gone:
                return
            self._forms.form_saved()
            self._context.feed.publish(made[1])
            self._opened.created(made[0])

        desk = self._context.desk
        self._context.runner.do(
            lambda: registering.create_citizen(desk, new), done, partial(self._refused, None)
        )

    def give_number(self, seen: Citizen, text: str, valid_from: date) -> None:
        """Give the citizen a new number from a day."""
        self._write(lambda desk: registering.give_number(desk, seen, text, valid_from))

    def confirm_birth_date(self, seen: Citizen, born: date) -> None:
        """Confirm or correct a calculated birth date."""
        self._write(lambda desk: registering.confirm_birth_date(desk, seen, born))

    def protect(self, seen: Citizen, protection: Protection) -> None:
        """Register, prolong or end protection; the end can be undone."""

        def put_back(citizen: Citizen) -> Use:
            return lambda desk: registering.set_protection(desk, citizen, seen.protection)

        ended = not (protection.address or protection.name or protection.special)
        undo = (_("The protection is ended."), put_back) if ended else None
        self._write(lambda desk: registering.set_protection(desk, seen, protection), undo)

    def write_communication(self, seen: Citizen, communication: Communication) -> None:
        """Write how the citizen is reached."""
        self._write(lambda desk: registering.set_communication(desk, seen, communication))

    def write_name_and_address(
        self, seen: Citizen, names: tuple[str, str], address: Address | Withheld
    ) -> None:
        """Write the name and address that a person decided."""
        self._write(lambda desk: registering.set_name_and_address(desk, seen, names, address))

    def put_contact(self, seen: Citizen, contact: ContactPerson) -> None:
        """Put somebody beside the citizen."""
        self._write(lambda desk: registering.put_contact(desk, seen, contact))

    def remove_contact(self, seen: Citizen, contact: ContactPerson) -> None:
        """Take somebody away from the citizen; it can be undone."""

        def put_back(citizen: Citizen) -> Use:
            return lambda desk: registering.put_contact(desk, citizen, contact)

        undo = (_("The contact person is removed."), put_back)
        self._write(lambda desk: registering.remove_contact(desk, seen, contact.id), undo)

    def ask_staff(self) -> None:
        """Fetch who can be chosen as deputy, core team or coordinator."""
        desk = self._context.desk
        self._context.runner.ask(
            ("citizen-staff", id(self)),
            lambda: worklists.staff(desk),
            self._forms.show_staff,
            partial(self._refused, self._citizen_id()),
        )

    def name_coordinator(self, staff_id: UUID | None) -> None:
        """Name the coordinating case worker of a plan whose own is here no more, or hand over."""
        plan = self._plan()
        if staff_id is None:
            self._context.navigator.open("handovers", ("new", str(self._citizen_id())))
        elif plan is not None:
            seen = self._last(plan, "coordinator", plan.coordinator, staff_id) or plan.coordinator
            self._write(lambda desk: planning.name_coordinator(desk, plan.id, seen, staff_id))

    def set_deputy(self, staff_id: UUID | None) -> None:
        """Name the deputy, or none."""
        plan = self._plan()
        if plan is not None:
            seen = self._last(plan, "deputy", plan.deputy, staff_id)
            self._write(lambda desk: planning.set_deputy(desk, plan.id, seen, staff_id))

    def put_participant(self, staff_id: UUID, function: str) -> None:
        """Put somebody in the core team, or give them another function there."""
        plan = self._plan()
        if plan is not None:
            seen = next((each for each in plan.participants if each.staff_id == staff_id), None)
            self._write(
                lambda desk: planning.put_participant(desk, plan.id, seen, staff_id, function)
            )

    def remove_participant(self, participant_id: UUID) -> None:
        """Take somebody out of the core team."""
        plan = self._plan()
        if plan is not None:
            self._write(lambda desk: planning.remove_participant(desk, plan.id, participant_id))

    def put_consent(self, seen: Consent | None, consent: Consent) -> None:
        """Register a new consent (``seen`` None), or that the one seen was withdrawn."""
        plan = self._plan()
        if plan is not None:
            self._write(lambda desk: planning.put_consent(desk, plan.id, seen, consent))

    def put_note(self, typed: TypedNote) -> None:
        """Write a new note, change one, or add to one."""
        changes, corrects, content = typed.changes, typed.corrects, typed.content
        if changes is not None:
            self._write(lambda desk: notes.change_note(desk, changes, content))
        elif corrects is not None:
            self._write(lambda desk: notes.add_correction(desk, corrects, content, typed.id))
        else:
            self._write(lambda desk: notes.write_note(desk, typed.citizen_id, content, typed.id))

    def _plan(self) -> JointPlan | None:
        """Give the plan as the page shows it: what a choice in it was made from."""
        page = self._opened.page
        return page.plan if page is not None else None

    def _last(self, plan: JointPlan, name: str, shown: Seat, wanted: Seat) -> Seat:
        """Give what was chosen before: on the page, or by a choice that it does not show yet."""
        if plan is not self._chosen_on and not self._under_way:
            self._chosen.clear()
        self._chosen_on = plan
        before = self._chosen.get(name, shown)
        self._chosen[name] = wanted
        return before

    def _write(self, use: Use, undo: Undo | None = None) -> None:
        desk, citizen_id = self._context.desk, self._citizen_id()
        sent = self._forms.sent_form
        self._under_way += 1

        def done(changes: Changes) -> None:
            self._under_way -= 1
            self._forget(sent)
            if self._opened.gone:
                return
            # The user may have gone on to another citizen, whose form must not close.
            if self._citizen_id() == citizen_id:
                self._forms.form_saved()
            self._context.feed.publish(changes)
            if undo is not None:
                take_back = partial(self._undo, citizen_id, undo[1])
                self._context.navigator.toast(undo[0], _("Undo"), take_back)

        def failed(error: Exception) -> None:
            self._under_way -= 1
            self._chosen.clear()
            self._refused(citizen_id, error)

        self._context.runner.do(lambda: use(desk), done, failed)

    def _forget(self, sent: FormKey | None) -> None:
        """Forget what was typed in a form that is saved now, wherever the user has gone since."""
        if sent is not None:
            self._context.begun.done(sent)

    def _failed(self, error: Exception) -> None:
        self._refused(self._citizen_id(), error)

    def _undo(self, citizen_id: UUID | None, put_back: Callable[[Citizen], Use]) -> None:
        """Put back what was, on the citizen as now read; never on another citizen's page."""
        page = self._opened.page
        if page is not None and page.citizen.id == citizen_id:
            self._write(put_back(page.citizen))

    def _citizen_id(self) -> UUID | None:
        page = self._opened.page
        return page.citizen.id if page else None

    def _refusing(self) -> Callable[[Exception], None]:
        return partial(self._refused, self._citizen_id())

    def _refused(self, citizen_id: UUID | None, error: Exception) -> None:
        if self._opened.gone:
            return
        sentence = describe(error).sentence
        if self._citizen_id() != citizen_id:
            self._forms.show_notice(sentence)
        elif isinstance(error, RuleBroken):
            duplicate = error.facts.get("citizen_id") if error.code == "number-taken" else None
            found = duplicate if isinstance(duplicate, UUID) else None
            self._forms.form_refused(Refused(sentence, _FIELDS.get(error.code, ""), found))
            if error.code == "not-in-plan":
                self._opened.refresh()
        else:
            self._forms.form_refused(Refused(sentence, stale=isinstance(error, Stale)))
            if isinstance(error, Stale):
                self._opened.refresh()
