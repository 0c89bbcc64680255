"""What the presenter shows on: nothing, a question, a new citizen's form, or a citizen's page."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Protocol
from uuid import UUID

from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from coordinator.begun import FormKey, Typed
from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.people import ContactPerson, StaffMember
from ui.begun import while_there
from ui.clipboard import CopiedSecret
from ui.compare_dialog import CompareDialog
from ui.compared import Refuse, Show
from ui.screens.citizen.form import Form, Writes
from ui.screens.citizen.forms import make_form
from ui.screens.citizen.header import HeaderDeeds
from ui.screens.citizen.insight_dialog import GivesLog, InsightDialog
from ui.screens.citizen.new_citizen import NewCitizenForm
from ui.screens.citizen.note_form import ADDITION, NEW, NoteForm
from ui.screens.citizen.note_prints import NotePrints
from ui.screens.citizen.notes_tab import NoteDeeds
from ui.screens.citizen.pane import Pane
from ui.screens.citizen.plan_forms import ConsentForm, PeopleForm
from ui.screens.citizen.quick_form import QuickForm
from ui.screens.citizen.reason_card import ReasonCard
from ui.screens.citizen.shown import CitizenShown, NewShown, Refused
from ui.screens.citizen.signature_deeds import SignatureDeeds
from ui.screens.citizen.signature_form import SIGNATURE
from ui.screens.citizen.tabs import TabDeeds
from ui.screens.citizen.task_form import TASK, TaskForm
from ui.screens.citizen.ways import GivePaper, Ways
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.layouts import clear, down
from ui.widgets.surfaces import Card, EmptyState, Page

FORM_WIDTH = 860


class Moves(Protocol):
    """What the timeline asks for."""

    def move(self, plan_id: UUID, key: str, start: date | None, end: date | None) -> None:
        """Give an intervention other days."""

    def undo(self) -> None:
        """Take the last move back."""

    def redo(self) -> None:
        """Do again what was taken back last."""


class Compares(Protocol):
    """What the list of versions asks for."""

    def compare(self, plan_id: UUID, old: int, new: int | None, show: Show, refuse: Refuse) -> None:
        """Compare two versions; ``new`` None is the plan as it is written now."""


class BoardDeeds(Protocol):
    """What the buttons of the page ask of the presenter."""

    @property
    def writes(self) -> Writes:
        """What the forms send."""

    @property
    def ways(self) -> Ways:
        """Where the page leads to."""

    @property
    def moves(self) -> Moves:
        """What the timeline moves."""

    @property
    def comparer(self) -> Compares:
        """What compares versions of the plan."""

    @property
    def given_log(self) -> GivesLog:
        """Gives the citizen the own log."""

    def give_reason(self, text: str) -> None:
        """Open the citizen for a reason."""

    def refresh(self) -> None:
        """Read the page again."""

    def show_address(self, reason: str) -> None:
        """Fetch the protected address for a reason."""

    def note_copy(self) -> None:
        """Log that the number was copied."""

    def open_plan(self) -> None:
        """Go to the plan, or begin one."""

    def create_plan(self) -> None:
        """Begin a plan."""

    def print_plan(self) -> None:
        """Go to the print preview."""

    def print_notes(self, note_ids: tuple[UUID, ...], give: GivePaper) -> None:
        """Fetch notes for the printer that was chosen."""


class Board(QStackedWidget):
    """Shows one thing at a time; before a page is read, nothing of anybody."""

    def __init__(self, deeds: BoardDeeds) -> None:
        super().__init__()
        self._deeds = deeds
        self._shown: CitizenShown | None = None
        self.copied = CopiedSecret(self)
        self._signatures = SignatureDeeds(self, lambda: deeds.writes.signatures, self._shows_plan)
        self.pane = Pane(self._header_deeds(), self._tab_deeds(), self._note_deeds())
        self._prints = NotePrints(self)
        # The form to open once the page is there, and whether to go back from it.
        self._form_wanted: tuple[str, bool] | None = None
        self._blank = QWidget()
        self._other = Page("")
        self._box: QVBoxLayout = down(gap=14)
        self._other.body.addLayout(self._box)
        self._other.body.addStretch(1)
        # The tab to begin at, when the way back knows one.
        self.tab_wanted = ""
        self._new: NewCitizenForm | None = None
        self._reason: ReasonCard | None = None
        for page in (self._blank, self.pane, self._other):
            self.addWidget(page)

    @property
    def form(self) -> Form | None:
        """The form that the user is in."""
        return self.pane.form if self.currentWidget() is self.pane else self._new

    def show_blank(self) -> None:
        """Show nothing of anybody while a citizen is read."""
        self.pane.header.protection.hide_address()
        self.pane.show_notice("")
        self._empty_other()
        self.setCurrentWidget(self._blank)

    def show_citizen(self, shown: CitizenShown) -> None:
        """Show a citizen; another than the last begins at the first tab."""
        if self._shown is None or self._shown.citizen.id != shown.citizen.id:
            self.pane.header.protection.hide_address()
            self.pane.show_tab(self.tab_wanted or "overview")
        self.tab_wanted = ""
        self._shown = shown
        comes = self.currentWidget() is not self.pane
        self.pane.show_citizen(shown)
        form = self.pane.form
        if isinstance(form, PeopleForm | ConsentForm) and shown.plan is not None:
            form.show_people(shown.plan.people)
        self._empty_other()
        self.setCurrentWidget(self.pane)
        # PySide's stubs forget that nothing may have the focus.
        focus: QWidget | None = self.window().focusWidget()
        hidden = focus is not None and self.isAncestorOf(focus) and not focus.isVisible()
        if self.hasFocus() or hidden:
            self.pane.tabs.setFocus()
        if self._form_wanted is not None:
            self._begin(*self._form_wanted)
        elif comes and self.pane.form is None:
            found = partial(self._go_on_with, shown.citizen.id)
            self._deeds.ways.begun.newest(shown.citizen.id, while_there(self, found))

    def ask_reason(self, sentence: str) -> None:
        """Ask in the page why the citizen is opened."""
        card = ReasonCard(sentence, self._deeds.give_reason, self._deeds.ways.to_list)
        self._show_other(_("Citizen"), card)
        self._reason = card
        card.reason.setFocus()

    def refuse_reason(self, sentence: str) -> None:
        """Say at the field that a reason is needed."""
        if self._reason is not None:
            self._reason.refuse(sentence)

    def show_new(self, new: NewShown) -> None:
        """Show the form for a new citizen."""
        form = NewCitizenForm(new, self._deeds.writes)
        form.cancelled.connect(self._deeds.ways.to_list)
        form.thrown_away.connect(self._offer_back)
        form.duplicate_wanted.connect(self._deeds.ways.to_citizen)
        self._show_other(_("New citizen"), form)
        self._new = form
        form.remember(self._deeds.ways.begun)
        form.focus_first()

    def show_failure(self, sentence: str) -> None:
        """Say why there is no citizen to show, with ways on."""
        buttons = [
            Button(_("Citizens"), self._deeds.ways.to_list),
            Button(_("Try again"), self._deeds.refresh, icon="refresh"),
        ]
        self._show_other(_("Citizen"), Card(EmptyState(sentence, "", buttons, icon="user")))

    def show_notice(self, sentence: str) -> None:
        """Say over the page what went wrong; the page stays."""
        self.pane.show_notice(sentence)

    def show_address(self, line: str) -> None:
        """Show the protected address for a minute."""
        self.pane.header.protection.show_address(line)

    def show_staff(self, staff: tuple[StaffMember, ...]) -> None:
        """Fill the choices of the people form."""
        if isinstance(self.pane.form, PeopleForm):
            self.pane.form.show_staff(staff)

    @property
    def sent_form(self) -> FormKey | None:
        """What the form that was just sent is kept under."""
        return self.form.sent if self.form is not None else None

    def form_saved(self) -> None:
        """Close the open form, unless it saves each choice by itself."""
        self.pane.show_notice("")
        form = self.form
        if form is None or form.stays_open or not form.sending:
            return
        form.let_go()
        self.pane.close_form()
        if isinstance(form, QuickForm) and form.then_back:
            self._deeds.ways.back()
        if isinstance(form, NoteForm):
            self._deeds.ways.tell(_("The note is saved."))

    def form_refused(self, refused: Refused) -> None:
        """Say at the open form, or over the page, why something was not kept."""
        if self.form is not None:
            self.form.refuse(refused)
        else:
            self.pane.show_notice(refused.sentence)

    def begin(self, form_name: str, *, then_back: bool = False) -> None:
        """Open the form for a new note or task, as soon as the page is there."""
        self._form_wanted = form_name, then_back
        if self.currentWidget() is self.pane:
            self._begin(form_name, then_back)

    def forget_wanted(self) -> None:
        """The user goes somewhere else: no form is wanted there."""
        self._form_wanted = None

    def _begin(self, form_name: str, then_back: bool) -> None:
        self._form_wanted = None
        if self._shown is not None and self._refuses(form_name, self._shown):
            return
        self.pane.show_tab("notes" if form_name == NEW else "overview")
        if self.pane.form is None or self.pane.form.form_name != form_name:
            self._open_form(form_name)
        form = self.pane.form
        if isinstance(form, QuickForm):
            form.then_back = form.then_back or then_back
            form.focus_first()

    def _refuses(self, form_name: str, shown: CitizenShown) -> bool:
        """Say why a form cannot be opened, and lead to what can be done about it."""
        tell = self._deeds.ways.tell
        if form_name == NEW and not shown.notes.may_write:
            tell(sentence_for(RuleBroken("not-allowed")))
            return True
        if form_name != TASK or shown.giving.is_possible:
            return False
        words = shown.giving.refusal
        match shown.giving.way:
            case "plan":
                tell(words, _("Open plan"), self._deeds.open_plan)
            case "create":
                tell(words, _("Create joint plan"), self._deeds.create_plan)
            case _:
                tell(words)
        return True

    def _show_other(self, title: str, content: QWidget) -> None:
        self._empty_other()
        content.setMaximumWidth(scaled(FORM_WIDTH))
        self._other.header.title.setText(title)
        self._box.addWidget(content)
        self.setCurrentWidget(self._other)

    def _empty_other(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._other.isAncestorOf(focus):
            # The form goes, and the cursor would jump to the sidebar.
            self.setFocus()
        clear(self._box)
        self._new = self._reason = None

    def _header_deeds(self) -> HeaderDeeds:
        return HeaderDeeds(
            open_plan=self._deeds.open_plan,
            create_plan=self._deeds.create_plan,
            print_plan=self._deeds.print_plan,
            write_note=partial(self.begin, NEW),
            hand_over=self._hand_over,
            copy=self._copy,
            ask_address=self._ask_address,
            change_protection=self._opening("protection"),
            change_people=self._opening("people"),
        )

    def _hand_over(self) -> None:
        if self._shown is not None:
            self._deeds.ways.to_handover(self._shown.citizen.id)

    def _tab_deeds(self) -> TabDeeds:
        opening = self._opening
        return TabDeeds(
            create_plan=self._deeds.create_plan,
            confirm_birth_date=self._confirm_birth_date,
            change_birth_date=opening("birth_date"),
            change_name=opening("name"),
            change_contact=opening("communication"),
            change_protection=opening("protection"),
            change_consent=opening("consent"),
            give_number=opening("number"),
            put_contact=self._put_contact,
            remove_contact=self._remove_contact,
            move_bar=self._move_bar,
            show_history=lambda: self.pane.show_tab("history"),
            compare=self._compare,
            give_log=lambda: InsightDialog(self, self._deeds.given_log.save).open(),
            sign=lambda number: self._open_form(f"{SIGNATURE}:{number}"),
            show_scan=self._signatures.show_scan,
            attach_scan=self._signatures.attach,
            withdraw_signature=self._signatures.withdraw,
            give_task=partial(self.begin, TASK),
            follow_up=self._deeds.ways.to_follow_up,
            solve=self._deeds.ways.to_parts,
            open_enquiry=self._deeds.ways.to_enquiry,
        )

    def _note_deeds(self) -> NoteDeeds:
        return NoteDeeds(
            write=partial(self.begin, NEW),
            change=lambda line: self._open_form(f"{NEW}:{line.note.id}"),
            add_to=lambda line: self._open_form(f"{ADDITION}:{line.note.id}"),
            print_notes=self._print_notes,
        )

    def _print_notes(self, note_ids: tuple[UUID, ...]) -> None:
        give = self._prints.print_paper
        self._prints.ask(lambda: self._deeds.print_notes(note_ids, give))

    @property
    def _writes(self) -> Writes:
        return self._deeds.writes

    def _opening(self, form_name: str) -> Callable[[], None]:
        """Give a deed that opens a form filled from the citizen on the page."""
        return partial(self._open_form, form_name)

    def _open_form(self, form_name: str) -> None:
        shown = self._shown
        form = make_form(form_name, shown, self._writes) if shown is not None else None
        if form is not None:
            form.duplicate_wanted.connect(self._deeds.ways.to_citizen)
            form.thrown_away.connect(self._offer_back)
            self.pane.open_form(form)
            form.remember(self._deeds.ways.begun)
        if isinstance(form, QuickForm):
            kept = _("What you typed is kept. It stands there when you open the form again.")
            form.set_aside.connect(partial(self._deeds.ways.tell, kept))
        if isinstance(form, PeopleForm):
            self._writes.ask_staff()
        if isinstance(form, TaskForm):
            self._writes.tasks.ask(while_there(form, form.show_colleagues))

    def _go_on_with(self, citizen_id: UUID, form_name: str) -> None:
        """Open the form that was left half-filled, unless there is something else by now."""
        shown = self._shown
        on_page = self.currentWidget() is self.pane and self.pane.form is None
        if shown is not None and shown.citizen.id == citizen_id and on_page:
            self._open_form(form_name)

    def _offer_back(self, key: FormKey, typed: Mapping[str, Typed]) -> None:
        """Let an undo bring back the form that was left, with what was typed in it."""
        if key.about is None:
            go_back = self._deeds.ways.to_new_citizen
        else:
            go_back = partial(self._go_on_with, key.about, key.form)
        self._deeds.ways.offer_back(key, typed, go_back)

    def _put_contact(self, contact: ContactPerson | None) -> None:
        self._open_form(f"contact:{contact.id}" if contact is not None else "contact")

    def _remove_contact(self, contact: ContactPerson) -> None:
        if self._shown is not None:
            self._writes.remove_contact(self._shown.citizen, contact)

    def _move_bar(self, plan_id: UUID, key: str, start: date | None, end: date | None) -> None:
        self._deeds.moves.move(plan_id, key, start, end)

    def _shows_plan(self, plan_id: UUID) -> bool:
        """Whether the page in front is of the citizen whose plan this is."""
        plan = self._shown.plan if self._shown else None
        here = self.isVisible() and self.currentWidget() is self.pane
        return here and plan is not None and plan.id == plan_id

    def _compare(self) -> None:
        plan = self._shown.plan if self._shown else None
        if plan is not None:
            choices = [(each.number, each.short) for each in plan.versions]
            ask = partial(self._deeds.comparer.compare, plan.id)
            CompareDialog(self, choices, ask, has_draft=plan.has_draft).open()

    def _confirm_birth_date(self) -> None:
        citizen = self._shown.citizen if self._shown else None
        if citizen is not None and citizen.birth_date is not None:
            self._writes.confirm_birth_date(citizen, citizen.birth_date)

    def _copy(self) -> None:
        if self._shown is not None and self._shown.number:
            self.copied.copy(self._shown.number)
            words = _("The CPR number is copied. It leaves the clipboard in a minute.")
            self._deeds.ways.tell(words)
            self._deeds.note_copy()

    def _ask_address(self) -> None:
        ReasonDialog(
            self,
            _("Show protected address"),
            _("Protected address. Write why you need it. The look-up is logged."),
            _("Show address"),
            self._deeds.show_address,
            suggestions=[_("Will send a letter")],
        ).open()
