"""The way back from a task between colleagues to what it came out of."""

from collections.abc import Callable, Hashable
from functools import partial

from coordinator.desk import Desk
from coordinator.use_cases.task_origins import CameFrom, came_from
from plans.staff_tasks import StaffTask
from ui.navigation import Navigator, PlanPlace
from ui.runner import Failed, Runner


class WayBack:
    """Goes to what a task came out of; ``nowhere`` hears where it is about nothing."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        navigator: Navigator,
        failed: Failed,
        nowhere: Callable[[], None],
    ) -> None:
        self._desk, self._runner, self._navigator = desk, runner, navigator
        self._failed, self._nowhere = failed, nowhere
        self.slot: Hashable = ("task-came-from", id(self))

    def go(self, task: StaffTask, *, citizen_seen: bool) -> None:
        """Find the place, and go there."""
        asked = partial(came_from, self._desk, task)
        go_on = partial(self._found, citizen_seen)
        self._runner.ask(self.slot, asked, go_on, self._failed)

    def _found(self, citizen_seen: bool, place: CameFrom) -> None:
        navigator = self._navigator
        if place.enquiry_id is not None:
            navigator.open("enquiries", str(place.enquiry_id))
        elif place.plan_id is not None:
            at = PlanPlace((place.part_id,)) if place.part_id is not None else None
            navigator.open("plan", str(place.plan_id), at)
        elif place.citizen_id is not None and citizen_seen:
            navigator.open("citizen", str(place.citizen_id))
        else:
            self._nowhere()
