"""Answering, from «Min dag», what a colleague asked one to do; and asking another instead."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from coordinator.begun import FormKey
from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.lists import WorkItem
from coordinator.use_cases import giving_tasks
from coordinator.use_cases.giving_tasks import Colleagues
from plans.task_steps import asked_by
from ui import task_deeds
from ui.begun import BegunForms
from ui.doing import Doing
from ui.person_choice import PersonChoice, colleague_choice
from ui.screens.day.lines import DayLine
from ui.task_deeds import Done


class AskingFace(Protocol):
    """The view, as far as it asks for an answer's words."""

    def ask_why(self, line: DayLine, key: FormKey) -> None:
        """Ask why a task is declined; what is typed is kept under the key."""

    def ask_answer(self, line: DayLine, key: FormKey) -> None:
        """Ask for the answer that is expected."""

    def ask_whom(self, line: DayLine, people: tuple[PersonChoice, ...], key: FormKey) -> None:
        """Ask who does a task instead, and what they should know."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is done with a task, what is said when it is done, and which words it used up."""

    do: Callable[[], Changes]
    told: str
    key: FormKey | None = None


class Answering(Doing):
    """Sends the answers of the screen to the store and tells what came of them."""

    _face: AskingFace
    _begun: BegunForms

    @property
    def slot(self) -> Hashable:
        """Where the question for colleagues waits, so that only its newest answer counts."""
        return "day-colleagues", id(self)

    def show_in(self, face: AskingFace, begun: BegunForms) -> None:
        """Take the view that asks, and the memory for what is typed there."""
        self._face, self._begun = face, begun

    def accept(self, item: WorkItem) -> None:
        """Take a task on."""
        self._do(_Deed(partial(task_deeds.accept, self._desk, item), _("The task is yours.")))

    def take(self, item: WorkItem) -> None:
        """Do oneself what was declined, or lies in the queue of one's unit."""
        self._do(_Deed(partial(task_deeds.take, self._desk, item), _("The task is yours.")))

    def give_back(self, item: WorkItem) -> None:
        """Put a task back into the queue that it was taken from."""
        told = _("The task is back in the queue.")
        self._do(_Deed(partial(task_deeds.give_back, self._desk, item), told))

    def ask_why(self, line: DayLine) -> None:
        """Ask why a task is declined."""
        self._face.ask_why(line, _key("decline", line.item))

    def decline(self, item: WorkItem, reason: str) -> None:
        """Say no to a task."""
        do = partial(task_deeds.decline, self._desk, item, reason)
        step = asked_by(item.path)
        told = _("The task is declined.")
        if step is not None:
            told = _("The task is declined. {name} sees why.").format(name=step.by_name)
        self._do(_Deed(do, told, _key("decline", item)))

    def cancel(self, item: WorkItem) -> None:
        """Take back what one asked for."""
        told = _("The task is cancelled.")
        work = partial(task_deeds.cancel, self._desk, item)
        self._runner.do(work, partial(self._tell, told), self._failed)

    def ask_answer(self, line: DayLine) -> None:
        """Ask for the answer that goes with a task that is done."""
        self._face.ask_answer(line, _key("answer", line.item))

    def answer(self, item: WorkItem, answer: str) -> None:
        """Be done with a task, and answer what was asked."""

        def done(move: Done) -> None:
            self._begun.done(_key("answer", item))
            self._tell(_("The answer is sent."), move)

        self._runner.do(partial(task_deeds.finish, self._desk, item, answer), done, self._failed)

    def ask_whom(self, line: DayLine) -> None:
        """Fetch whom one can ask instead, and ask who it is to be."""
        desk = self._desk

        def answer(found: Colleagues) -> None:
            people = tuple(
                colleague_choice(each, found.staff, found.absences)
                for each in found.staff
                if each.id != desk.member.id
            )
            self._face.ask_whom(line, people, _key("pass", line.item))

        self._runner.ask(self.slot, lambda: giving_tasks.colleagues(desk), answer, self._failed)

    def pass_on(self, item: WorkItem, who: PersonChoice, note: str) -> None:
        """Ask a colleague to do a task instead."""
        receiver = who.who.staff_id
        assert receiver is not None
        do = partial(task_deeds.pass_on, self._desk, item, receiver, note)
        told = _("{name} has been asked.").format(name=who.who.name)
        self._do(_Deed(do, told, _key("pass", item)))

    def _do(self, deed: _Deed) -> None:
        self._runner.do(deed.do, partial(self._done, deed), self._failed)

    def _done(self, deed: _Deed, changes: Changes) -> None:
        if deed.key is not None:
            self._begun.done(deed.key)
        self._publish(changes)
        self._navigator.toast(deed.told)


def _key(form: str, item: WorkItem) -> FormKey:
    return FormKey(f"task:{form}", item.part_id)
