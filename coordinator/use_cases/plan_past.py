"""Who wrote the parts of an open plan and when, and what its fields held in earlier versions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from coordinator.canonical import plan_from_canonical
from coordinator.change_wording import Vocabulary
from coordinator.desk import Desk
from coordinator.lists import WrittenPart
from coordinator.news import vocabulary
from coordinator.ports import UnitOfWork
from coordinator.standing_in import reads_papers
from coordinator.use_cases.log import Log
from plans.access import Deed
from plans.field_history import PartKey, PlanThen, plan_then

T = TypeVar("T")
# More than a plan has in its life, and read in a moment; what is older the citizen page compares.
MOST_VERSIONS: Final = 50


@dataclass(frozen=True, slots=True)
class ApprovedThen:
    """A version with what it held, the day it was approved, and by whom."""

    then: PlanThen
    approved_on: date
    by_name: str


@dataclass(frozen=True, slots=True)
class EarlierVersions:
    """The last approved versions of a plan, newest first, and what is called what in them."""

    versions: tuple[ApprovedThen, ...]
    words: Vocabulary


def who_wrote(desk: Desk, plan_id: UUID) -> Mapping[PartKey, WrittenPart]:
    """Tell who wrote each part of a plan that is open on a screen, and who changed it last.

    Logged when its look is long ago.

    Raises:
        RuleBroken: ``reason-needed`` when it is a new look, without relation or reason.
    """
    return _look(desk, plan_id, lambda work: work.plans.written(plan_id))


def earlier_versions(desk: Desk, plan_id: UUID) -> EarlierVersions:
    """Read what a plan that is open on a screen held in its last versions.

    Raises:
        RuleBroken: as ``who_wrote``.
    """
    return _look(desk, plan_id, lambda work: _earlier(work, desk, plan_id))


def _earlier(work: UnitOfWork, desk: Desk, plan_id: UUID) -> EarlierVersions:
    shared = reads_papers(work, desk, work.plans.get(plan_id))
    approved = work.plans.approved_contents(plan_id, MOST_VERSIONS) if shared else ()
    plans = [plan_from_canonical(each.canonical) for each in approved]
    versions = tuple(
        ApprovedThen(plan_then(each.number, plan), each.approved_on, each.by_name)
        for each, plan in zip(approved, plans, strict=True)
    )
    # The newest names count.
    return EarlierVersions(versions, vocabulary(work, *reversed(plans)))


def _look(desk: Desk, plan_id: UUID, read: Callable[[UnitOfWork], T]) -> T:
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        citizen_id = work.presence.citizen_of(plan_id)
        if Log(work, desk).looked_lately(citizen_id):
            return read(work)
    with desk.start_work() as work:
        Log(work, desk).look(citizen_id, "plan", plan_id)
        found = read(work)
        work.commit()
        return found
