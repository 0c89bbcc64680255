"""Gives somebody a task in the plan: whom one can ask, and the undo of it."""

from collections.abc import Callable

from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.use_cases import giving_tasks, staff_tasks
from coordinator.use_cases.giving_tasks import Colleagues
from plans.people import Citizen
from ui.runner import Runner
from ui.screens.citizen.given import GivenTask
from ui.screens.citizen.written import Undo, Use
from ui.task_wish import AskedTask, Offered, offered

Offer = Callable[[Offered], None]


class TaskGiver:
    """What the form for a new task asks for and sends."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        write: Callable[[Use, Undo], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._desk, self._runner = desk, runner
        self._write, self._failed = write, failed

    def ask(self, offer: Offer) -> None:
        """Fetch who can be asked, of all service areas."""
        desk = self._desk

        def answer(found: Colleagues) -> None:
            offer(offered(found.staff, found.absences, found.kinds))

        self._runner.ask(
            ("citizen-colleagues", id(self)),
            lambda: giving_tasks.colleagues(desk),
            answer,
            self._failed,
        )

    def give(self, given: GivenTask) -> None:
        """Give the task; it can be undone for a while."""
        plan_id, task = given.plan_id, given.task
        who = task.assignee.name if task.assignee is not None else ""

        def take_back(_citizen: Citizen) -> Use:
            return lambda desk: giving_tasks.take_task_back(desk, plan_id, task)

        self._write(
            lambda desk: giving_tasks.give_task(desk, plan_id, given.place_id, task),
            (_("{name} has been given the task.").format(name=who), take_back),
        )

    def ask_colleague(self, asked: AskedTask) -> None:
        """Ask for a task that stands in no plan; it can be undone for a while."""

        def take_back(_citizen: Citizen) -> Use:
            return lambda desk: staff_tasks.cancel(desk, asked.task_id)

        self._write(
            lambda desk: staff_tasks.ask(desk, asked.task_id, asked.wish, asked.to),
            (_("{name} has been asked.").format(name=asked.name), take_back),
        )
