"""Answering, from «Min dag», what a colleague asked one to do; and asking another instead."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Protocol
from uuid import UUID

from coordinator.begun import FormKey
from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.lists import WorkItem
from coordinator.use_cases import answering, giving_tasks
from coordinator.use_cases.giving_tasks import Colleagues
from plans.parts import Task
from plans.task_steps import asked_by
from ui.begun import BegunForms
from ui.person_choice import PersonChoice, colleague_choice
from ui.screens.day.doing import Doing, listed_task
from ui.screens.day.lines import DayLine


class AskingFace(Protocol):
    """The view, as far as it asks for an answer's words."""

    def ask_why(self, line: DayLine, key: FormKey) -> None:
        """Ask why a task is declined; what is typed is kept under the key."""

    def ask_whom(self, line: DayLine, people: tuple[PersonChoice, ...], key: FormKey) -> None:
        """Ask who does a task instead, and what they should know."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is done with a task, what is said when it is done, and which words it used up."""

    do: Callable[[UUID, Task], Changes]
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
        do = partial(answering.accept_task, self._desk)
        self._do(item, _Deed(do, _("The task is yours.")))

    def take(self, item: WorkItem) -> None:
        """Do oneself what was declined."""
        do = partial(answering.take_task, self._desk)
        self._do(item, _Deed(do, _("The task is yours.")))

    def ask_why(self, line: DayLine) -> None:
        """Ask why a task is declined."""
        self._face.ask_why(line, _key("decline", line.item))

    def decline(self, item: WorkItem, reason: str) -> None:
        """Say no to a task."""

        def do(plan_id: UUID, task: Task) -> Changes:
            return answering.decline_task(self._desk, plan_id, task, reason)

        step = asked_by(item.path)
        told = _("The task is declined.")
        if step is not None:
            told = _("The task is declined. {name} sees why.").format(name=step.by_name)
        self._do(item, _Deed(do, told, _key("decline", item)))

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

        def do(plan_id: UUID, task: Task) -> Changes:
            return answering.pass_task_on(self._desk, plan_id, task, receiver, note)

        told = _("{name} has been asked.").format(name=who.who.name)
        self._do(item, _Deed(do, told, _key("pass", item)))

    def _do(self, item: WorkItem, deed: _Deed) -> None:
        self._runner.do(
            partial(_with_task, self._desk, item, deed.do), partial(self._done, deed), self._failed
        )

    def _done(self, deed: _Deed, changes: Changes) -> None:
        if deed.key is not None:
            self._begun.done(deed.key)
        self._publish(changes)
        self._navigator.toast(deed.told)


def _with_task(desk: Desk, item: WorkItem, do: Callable[[UUID, Task], Changes]) -> Changes:
    """Do something with the task of a line, unless it is no longer what the list said."""
    return do(*listed_task(desk, item))


def _key(form: str, item: WorkItem) -> FormKey:
    return FormKey(f"task:{form}", item.part_id)
