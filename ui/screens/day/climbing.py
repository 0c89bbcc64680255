"""What a team lead does, from «Min dag», with a hand-over that got no answer, or a no."""

from collections.abc import Hashable
from datetime import date
from functools import partial
from typing import Protocol

from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.lists import WorkItem
from coordinator.use_cases import giving_tasks, handover_course
from coordinator.use_cases.giving_tasks import Colleagues
from plans.handovers import HandoverKind, HandoverStatus
from ui.doing import Doing
from ui.person_choice import PersonChoice, colleague_choice
from ui.screens.day.lines import DayLine, StuckLine, ToldLine, Verb


class ClimbingFace(Protocol):
    """The view, as far as it asks whom a citizen is offered to instead."""

    def ask_to_whom(self, line: DayLine, people: tuple[PersonChoice, ...]) -> None:
        """Ask for a colleague."""


def climbed_verbs(item: WorkItem, today: date) -> tuple[Verb, ...]:
    """Say what the lead can do: ask again, give to somebody else, or let the citizen stay."""
    read = Verb("handover", _("Read"), "arrows-right-left")
    give = Verb("give", _("Give to somebody else"), "arrow-right")
    if item.status == HandoverStatus.DECLINED:
        stays = _("Stays with {name}").format(name=item.waits_on.split()[0])
        return give, Verb("settle", stays, "check"), read
    asked = item.reminder is not None and item.reminder.on == today
    remind = () if asked else (Verb("remind", _("Ask again"), "send"),)
    # A request is for the one who asks.
    gives = () if item.status == HandoverKind.REQUEST else (give,)
    return (*remind, *gives, read)


class Climbing(Doing):
    """Sends what the lead decides to the store, and tells what came of it."""

    _face: ClimbingFace

    @property
    def slot(self) -> Hashable:
        """Where the question for colleagues waits, so that only its newest answer counts."""
        return "day-climbed", id(self)

    def show_in(self, face: ClimbingFace) -> None:
        """Take the view that asks."""
        self._face = face

    def open_stuck(self, line: StuckLine) -> None:
        """Go to what hangs on somebody of the unit."""
        self._navigator.open("team", line.key)

    def open_told(self, line: ToldLine) -> None:
        """Go to a hand-over that was answered, or went back."""
        self._navigator.open("handovers", line.key)

    def ask_whom(self, line: DayLine) -> None:
        """Fetch whom the citizen can be offered to, and ask who it is to be."""
        item = line.item

        def answer(found: Colleagues) -> None:
            people = tuple(
                colleague_choice(each, found.staff, found.absences)
                for each in found.staff
                if each.name != item.waits_on
            )
            self._face.ask_to_whom(line, people)

        desk = self._desk
        self._runner.ask(self.slot, lambda: giving_tasks.colleagues(desk), answer, self._failed)

    def give(self, item: WorkItem, who: PersonChoice) -> None:
        """Offer the citizen to a colleague instead."""
        receiver, handover = who.who.staff_id, item.part_id
        assert receiver is not None
        assert handover is not None

        def deed() -> Changes:
            return handover_course.give_to(self._desk, handover, receiver)[1]

        told = _("{name} has been asked.").format(name=who.who.name)
        self._runner.do(deed, partial(self._said, told), self._failed)

    def settle(self, item: WorkItem) -> None:
        """Let the citizen stay with who has them."""
        assert item.part_id is not None
        told = _("{name} keeps the citizen, and is told.").format(name=item.waits_on)
        deed = partial(handover_course.settle, self._desk, item.part_id)
        self._runner.do(deed, partial(self._said, told), self._failed)

    def _said(self, told: str, changes: Changes) -> None:
        self._publish(changes)
        self._navigator.toast(told)
