"""What is done with one hand-over before the yes, by who waits, or leads the unit."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Final, Protocol

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.reports.paper import Paper
from coordinator.use_cases import giving_tasks, handover_course
from coordinator.use_cases.giving_tasks import Colleagues
from coordinator.use_cases.handover_bundle import Bundle
from coordinator.use_cases.handover_letter import preview_letter
from ui.person_choice import PersonChoice, colleague_choice
from ui.runner import Runner
from ui.screens.handovers.shown import LetterShown
from ui.screens.handovers.words import letter_shown


class LeadingFace(Protocol):
    """The view, as far as it shows a letter, or asks whom a citizen is offered to instead."""

    def show_letter(self, shown: LetterShown) -> None:
        """Show the letter to the citizen as it will be."""

    def ask_to_whom(self, people: tuple[PersonChoice, ...]) -> None:
        """Ask for a colleague."""


class Leading:
    """Sends it to the store; ``do`` tells what came of a deed, ``failed`` what did not."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        do: Callable[[Callable[[], Changes], str], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._desk, self._runner = desk, runner
        self._do, self._failed = do, failed
        self._face: LeadingFace  # given by ``show_in`` before anything is asked
        # The hand-over that is in front, None where there is none.
        self.bundle: Bundle | None = None
        self.slot: Final[Hashable] = ("handovers-others", id(self))

    def show_in(self, face: LeadingFace) -> None:
        """Take the view."""
        self._face = face

    def see_letter(self) -> None:
        """Show the letter to the citizen before there is a yes."""
        if self.bundle is not None:
            work = partial(preview_letter, self._desk, self.bundle.handover.id)
            self._runner.ask((self.slot, "letter"), work, self._got_letter, self._failed)

    def _got_letter(self, paper: Paper) -> None:
        self._face.show_letter(letter_shown(paper))

    def remind(self) -> None:
        """Ask again for an answer."""
        if self.bundle is not None:
            deed = partial(handover_course.remind, self._desk, self.bundle.handover.id)
            self._do(deed, _("The reminder is sent."))

    def settle(self) -> None:
        """Decide, as the lead, that the citizen stays."""
        if self.bundle is not None:
            told = _("{name} keeps the citizen, and is told.")
            deed = partial(handover_course.settle, self._desk, self.bundle.handover.id)
            self._do(deed, told.format(name=self.bundle.giver.name))

    def find_others(self) -> None:
        """Fetch whom the citizen can be offered to instead, and ask who it is to be."""
        if self.bundle is None:
            return
        giver = self.bundle.giver.id

        def found(known: Colleagues) -> None:
            people = (each for each in known.staff if each.id != giver)
            self._face.ask_to_whom(
                tuple(colleague_choice(each, known.staff, known.absences) for each in people)
            )

        work = partial(giving_tasks.colleagues, self._desk)
        self._runner.ask(self.slot, work, found, self._failed)

    def give_to(self, who: PersonChoice) -> None:
        """Offer the citizen to somebody else, as the lead."""
        receiver = who.who.staff_id
        if self.bundle is None or receiver is None:
            return
        about = self.bundle.handover.id

        def deed() -> Changes:
            _new, changes = handover_course.give_to(self._desk, about, receiver)
            return changes

        self._do(deed, _("{name} has been asked.").format(name=who.who.name))
