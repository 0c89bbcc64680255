"""What the form for a new task begins with, and what is typed in it."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from plans.parts import Task

Way = Literal["", "plan", "create"]


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """An intervention that a task can belong to; ``area`` is the code of its service area."""

    id: UUID
    title: str
    area: str


@dataclass(frozen=True, slots=True)
class Giving:
    """Where a task can be put, the likeliest first.

    ``refusal`` says why there is no such place, and ``way`` where the next step is. ``agreed`` are
    the service areas that the consent covers, None while there is none. ``colleagues``: a task
    about the citizen can be asked for that stands in no plan.
    """

    plan_id: UUID | None = None
    places: tuple[TaskPlace, ...] = ()
    agreed: frozenset[str] | None = None
    refusal: str = ""
    way: Way = ""
    colleagues: bool = False

    @property
    def is_possible(self) -> bool:
        """Whether there is any task to give."""
        return self.colleagues or not self.refusal


NO_GIVING = Giving()


@dataclass(frozen=True, slots=True)
class GivenTask:
    """A task as it was typed, and where it goes."""

    plan_id: UUID
    place_id: UUID
    task: Task
