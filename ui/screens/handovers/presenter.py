"""What happens on «Overdragelser»: reading, answering, offering, and the letter."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.use_cases import (
    giving_tasks,
    handing_over,
    handover_bundle,
    handover_letter,
)
from coordinator.use_cases.giving_tasks import Colleagues
from coordinator.use_cases.handing_over import HandoverLists, Offer
from coordinator.use_cases.handover_bundle import Bundle, HandoverDraft
from plans.errors import RuleBroken
from plans.handovers import HandoverKind, Promise
from ui.navigation import Crumb, Navigator
from ui.person_choice import PersonChoice
from ui.problems import describe
from ui.runner import Runner
from ui.screens.handovers.leading import Leading
from ui.screens.handovers.several import Several, SeveralFace
from ui.screens.handovers.shown import FormFilled, FormShown, LetterShown, ListsShown, PageShown
from ui.screens.handovers.words import form_shown, lists_shown, page_shown

SCREEN: Final = "handovers"


class Prints(Protocol):
    """Where papers go."""

    def ask(self, fetch: Callable[[], None]) -> None:
        """Let the user choose a printer; ``fetch`` asks for the paper then."""

    def print_paper(self, runner: Runner, content: bytes) -> None:
        """Send the pages to the printer that was chosen."""


class HandoversFace(SeveralFace, Protocol):
    """The view as the presenter sees it."""

    @property
    def prints(self) -> Prints:
        """Where papers go."""

    def show_lists(self, shown: ListsShown) -> None:
        """Show the lists."""

    def show_page(self, shown: PageShown) -> None:
        """Show a hand-over."""

    def show_form(self, shown: FormShown) -> None:
        """Show the sender's form."""

    def show_letter(self, shown: LetterShown) -> None:
        """Show the letter to the citizen as it will be."""

    def ask_to_whom(self, people: tuple[PersonChoice, ...]) -> None:
        """Ask whom the citizen is offered to instead."""

    def form_sent(self) -> None:
        """Leave nothing behind of what was sent."""

    def show_refusal(self, code: str, sentence: str) -> None:
        """Say what a rule refused, where it belongs."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A form that is open: what it began with."""

    draft: HandoverDraft
    colleagues: Colleagues


class HandoversPresenter:
    """Decides what «Overdragelser» shows; the view holds it."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
    ) -> None:
        self._desk, self._runner, self._publish = desk, runner, publish
        self._navigator = navigator
        self._face: HandoversFace  # given by ``show_in`` before anything is asked
        self._about: UUID | None = None
        self._bundle: Bundle | None = None
        self._begun: _Begun | None = None
        self.slot: Final[Hashable] = ("handovers", id(self))
        self.leading: Final = Leading(desk, runner, self._do, self._failed)
        self.several: Final = Several(desk, runner, publish, self._failed)

    def show_in(self, face: HandoversFace) -> None:
        """Take the view."""
        self._face = face
        self.leading.show_in(face)
        self.several.show_in(face)

    def activate(self, argument: object) -> None:
        """Show the lists, a hand-over by its id, or the form («new», citizen)."""
        self._bundle = self._begun = self.leading.bundle = None
        self._about = None
        match argument:
            case ("new", str(citizen)):
                self._runner.ask(
                    self.slot, partial(self._read_form, UUID(citizen)), self._got_form, self._failed
                )
            case str(key) if key:
                self._about = UUID(key)
                self.refresh()
            case _:
                self.refresh()

    def refresh(self) -> None:
        """Read again; a form that is open stays."""
        if self._begun is not None:
            return
        if self._about is None:
            work: Callable[[], HandoverLists] = partial(handing_over.lists, self._desk)
            self._runner.ask(self.slot, work, self._got_lists, self._failed)
        else:
            about = self._about
            self._runner.ask(
                self.slot,
                lambda: handover_bundle.open_handover(self._desk, about),
                self._got_page,
                self._failed,
            )

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store: read again what it may be about."""
        about = self._bundle.citizen.id if self._bundle is not None else None
        if changes and (about is None or changes.everything or about in changes.citizens):
            self.refresh()

    def open(self, key: str) -> None:
        """Go to a hand-over."""
        self._navigator.open(SCREEN, key)

    # -- answers -----------------------------------------------------------------------------

    def accept(self, staying: Sequence[UUID]) -> None:
        """Take the citizen over, or let who asked do so."""
        if (bundle := self._bundle) is not None:
            said = _("{name} is yours now. The letter is ready.")
            mine = bundle.handover.receiver.id == self._desk.member.id
            if not mine:
                said = _("{name} is handed over.")
            if not bundle.handover.moves:
                said = _("You help with {name}.")
            self._do(
                partial(handing_over.accept, self._desk, bundle.handover, tuple(staying)),
                said.format(name=bundle.citizen.name),
                # Who gave may have nothing more to do with the citizen.
                leaves=not mine,
            )

    def decline(self, reason: str) -> None:
        """Say no, and why."""
        if (bundle := self._bundle) is not None:
            deed = partial(handing_over.decline, self._desk, bundle.handover, reason)
            self._do(deed, _("Declined. The giver and the team lead are told."), leaves=True)

    def ask_back(self, text: str) -> None:
        """Ask before answering."""
        if (bundle := self._bundle) is not None:
            deed = partial(handing_over.ask_back, self._desk, bundle.handover.id, text)
            self._do(deed, _("The question is sent."))

    def reply(self, text: str) -> None:
        """Answer a question."""
        if (bundle := self._bundle) is not None:
            deed = partial(handing_over.reply, self._desk, bundle.handover.id, text)
            self._do(deed, _("The answer is sent."))

    def withdraw(self) -> None:
        """Take an offer back."""
        if (bundle := self._bundle) is not None:
            deed = partial(handing_over.withdraw, self._desk, bundle.handover)
            self._do(deed, _("The hand-over is withdrawn."), leaves=True)

    def give_back(self) -> None:
        """Let a temporary one go back now."""
        if (bundle := self._bundle) is not None:
            deed = partial(handing_over.give_back, self._desk, bundle.handover)
            name = bundle.citizen.name
            self._do(deed, _("{name} has gone back.").format(name=name), leaves=True)

    def open_citizen(self) -> None:
        """Read the whole case."""
        if self._bundle is not None:
            self._navigator.open("citizen", str(self._bundle.citizen.id))

    def print_letter(self) -> None:
        """Print the letter to the citizen."""
        if (bundle := self._bundle) is None:
            return
        work = partial(handover_letter.print_letter, self._desk, bundle.handover.id)

        def fetch() -> None:
            self._runner.ask(
                (*self._letter_slot(), 1),
                work,
                partial(self._face.prints.print_paper, self._runner),
                self._failed,
            )

        self._face.prints.ask(fetch)

    # -- the form ----------------------------------------------------------------------------

    def send(self, filled: FormFilled) -> None:
        """Offer the citizen, or ask to take over."""
        begun = self._begun
        if begun is None:
            return
        kind = HandoverKind(filled.kind)
        asks = kind is HandoverKind.REQUEST
        wish = Offer(
            citizen_id=begun.draft.citizen.id,
            receiver=self._desk.member.id if asks else UUID(filled.receiver),
            kind=kind,
            cause=filled.cause,
            note=filled.note,
            comment=filled.comment,
            promises=tuple(Promise(text, day) for text, day in filled.promises),
            until=filled.until,
            meeting=filled.meeting,
            giver=begun.draft.giver.id,
        )
        self._runner.do(partial(handing_over.offer, self._desk, wish), self._sent, self._failed)

    def leave(self) -> None:
        """Go back; what is typed is kept."""
        self._navigator.back()

    def _sent(self, made: tuple[UUID, Changes]) -> None:
        handover_id, changes = made
        self._face.form_sent()
        self._begun = None
        self._publish(changes)
        self._navigator.toast(_("Sent. You have the responsibility until there is a yes."))
        self._navigator.open(SCREEN, str(handover_id))

    def _read_form(self, citizen_id: UUID) -> _Begun:
        draft = handover_bundle.begin_handover(self._desk, citizen_id)
        return _Begun(draft, giving_tasks.colleagues(self._desk))

    def _got_form(self, begun: _Begun) -> None:
        self._begun = begun
        citizen = begun.draft.citizen
        self._navigator.set_crumbs(
            (
                Crumb(_("Hand-overs"), SCREEN),
                Crumb(citizen.name, "citizen", str(citizen.id)),
                Crumb(_("Hand over")),
            )
        )
        self._face.show_form(form_shown(begun.draft, self._desk.member.id, begun.colleagues))

    # -- inside ------------------------------------------------------------------------------

    def _letter_slot(self) -> tuple[Hashable, ...]:
        return (self.slot,)

    def _today(self) -> date:
        return self._desk.clock.today()

    def _got_lists(self, found: HandoverLists) -> None:
        self._navigator.set_crumbs((Crumb(_("Hand-overs")),))
        self._navigator.set_counts({SCREEN: found.waiting})
        self.several.read(found)
        self._face.show_lists(lists_shown(found, self._desk.member.id, self._today()))

    def _got_page(self, bundle: Bundle) -> None:
        self._bundle = self.leading.bundle = bundle
        citizen = bundle.citizen
        self._navigator.set_crumbs(
            (Crumb(_("Hand-overs"), SCREEN), Crumb(citizen.name, "citizen", str(citizen.id)))
        )
        self._face.show_page(page_shown(bundle, self._desk.member.id, self._today()))

    def _do(self, deed: Callable[[], Changes], said: str, *, leaves: bool = False) -> None:
        self._runner.do(deed, partial(self._done, said, leaves), self._failed)

    def _done(self, said: str, leaves: bool, changes: Changes) -> None:
        self._publish(changes)
        self._navigator.toast(said)
        if leaves:
            self._about = self._bundle = None
            self._navigator.open(SCREEN)
        else:
            self.refresh()

    def _failed(self, error: Exception) -> None:
        code = error.code if isinstance(error, RuleBroken) else ""
        self._face.show_refusal(code, describe(error).sentence)
