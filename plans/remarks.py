"""Remarks of a review, each tied to the part it is about, and what the program or a lead ticked.

Returned work keeps everything; a remark is never taken away, only solved (domain.md § 10.5).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from plans.content import PlanContent
from plans.errors import RuleBroken
from plans.flat import PlanPart, area_of, lay_flat
from plans.people import ServiceArea, StaffMember


@dataclass(frozen=True, slots=True)
class RemarkDraft:
    """A remark that is written and not sent; without a part it is about the whole plan."""

    text: str
    part: PlanPart | None = None
    part_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Solved:
    """Who answered a remark by writing in the plan, and when they said so."""

    by: UUID
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark that a plan was returned with; ``at`` is the moment of the return."""

    id: UUID
    plan_id: UUID
    text: str
    by: UUID
    by_name: str
    at: datetime
    part: PlanPart | None = None
    part_id: UUID | None = None
    solved: Solved | None = None

    def solved_by(self, member: StaffMember, at: datetime) -> "Remark":
        """Mark it solved; who did it first stays."""
        return self if self.solved else replace(self, solved=Solved(member.id, member.name, at))

    def reopened(self) -> "Remark":
        """Take back that it was solved."""
        return replace(self, solved=None)


@dataclass(frozen=True, slots=True)
class Tick:
    """A point of the checklist that holds; ``by`` is None where the program proved it."""

    code: str
    by: UUID | None = None
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedPlan:
    """The content of a plan when it was last returned, as canonical JSON."""

    at: datetime
    canonical: str


def remarks_of(
    plan_id: UUID, drafts: Iterable[RemarkDraft], by: StaffMember, at: datetime
) -> tuple[Remark, ...]:
    """Make the remarks that a plan is returned with; a draft without words is none.

    Raises:
        RuleBroken: ``remark-missing`` when nothing says what is to be done.
    """
    written = tuple(
        Remark(uuid4(), plan_id, each.text.strip(), by.id, by.name, at, each.part, each.part_id)
        for each in drafts
        if each.text.strip()
    )
    if not written:
        raise RuleBroken("remark-missing")
    return written


def summary(remarks: Iterable[Remark]) -> str:
    """Put remarks in the words of one event, a line for each."""
    return "\n".join(each.text for each in remarks)


def remarked_area(plan: PlanContent, remark: Remark) -> ServiceArea | None:
    """Say whose part a remark is about; None for the whole plan and for what is gone."""
    laid = {each.id: each for each in lay_flat(plan) if each.id != plan.id}
    found = laid.get(remark.part_id) if remark.part_id else None
    if found is not None and found.kind is PlanPart.TASK and found.under:
        found = laid.get(found.under)
    return area_of(found.part) if found is not None else None
