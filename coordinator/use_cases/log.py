"""The log as use cases write it: who looks or writes, and how they stand to the citizen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry, UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from plans.access import (
    LOOKS_WITHIN,
    LOOKS_WITHOUT_RELATION,
    leads_unit_of,
    may_look_up,
)
from plans.errors import RuleBroken
from plans.people import CaseFile, Citizen, Role, StaffMember

# Reading again so soon after a logged look is the same look: an open page is read anew at every
# change, and a row for each would hide the looks among them.
SITTING: Final = timedelta(hours=1)


class Log:
    """The log of one piece of work."""

    def __init__(self, work: UnitOfWork, desk: Desk) -> None:
        self._work = work
        self._member = desk.member
        self._clock, self._walled = desk.clock, desk.walled

    def entry(
        self,
        action: AuditAction,
        citizen_id: UUID,
        subject: str,
        subject_id: UUID | None = None,
        why: str = "",
    ) -> AuditEntry:
        """Make a row that tells how the member stands to the citizen at this moment."""
        related = self.is_related(citizen_id)
        return AuditEntry(action, citizen_id, subject, subject_id, why.strip(), related=related)

    def note(
        self,
        action: AuditAction,
        citizen_id: UUID,
        subject: str,
        subject_id: UUID | None = None,
        why: str = "",
    ) -> None:
        """Log a deed; before it is written, for the deed itself may relate who does it."""
        self._work.audit.record(self.entry(action, citizen_id, subject, subject_id, why))

    def look(
        self, citizen_id: UUID, subject: str, subject_id: UUID | None = None, why: str = ""
    ) -> None:
        """Log a look; a relation is a reason by itself, and so is one given in this sitting.

        Raises:
            RuleBroken: ``reason-needed`` when there is neither a relation nor a reason in words;
                ``too-many-looks`` after ``access.LOOKS_WITHOUT_RELATION``;
                ``citizen-unknown`` for who is specially protected, of whom nothing is told: the
                log has the try.
        """
        row = self.entry(AuditAction.VIEW, citizen_id, subject, subject_id, why)
        if not (row.related or row.why or self.looked_lately(citizen_id)):
            raise RuleBroken("reason-needed")
        if row.why and not row.related and self._has_looked_enough(citizen_id):
            raise RuleBroken("too-many-looks", most=LOOKS_WITHOUT_RELATION)
        # A server answers the same, and shows nothing to ask.
        if not self._walled and self.is_apart(self._work.citizens.get(citizen_id)):
            self._work.audit.record(replace(row, action=AuditAction.SEARCH))
            self._work.commit()
            raise RuleBroken("citizen-unknown")
        self._work.audit.record(row)

    def require_reason(self, citizen_id: UUID) -> None:
        """Refuse who has neither a relation nor, by a look in this sitting, given a reason.

        Raises:
            RuleBroken: ``reason-needed``.
        """
        if not (self.looked_lately(citizen_id) or self.is_related(citizen_id)):
            raise RuleBroken("reason-needed")

    def looked_lately(self, citizen_id: UUID) -> bool:
        """Tell whether the log has a look of the member at the citizen in this sitting."""
        return self._work.audit.looked(citizen_id, self._clock.now() - SITTING)

    def _has_looked_enough(self, citizen_id: UUID) -> bool:
        others = self._work.audit.opened_unrelated(self._clock.now() - LOOKS_WITHIN) - {citizen_id}
        return len(others) >= LOOKS_WITHOUT_RELATION

    def is_apart(self, citizen: Citizen) -> bool:
        """Tell whether somebody is specially protected with whom the member has nothing to do.

        Who registered them has, until a case or a plan says who does.
        """
        return not (
            may_look_up(citizen)
            or self._member.role is Role.SYSTEM
            or self.is_related(citizen.id)
            or self._work.citizens.registered_lately(citizen.id)
        )

    def is_related(self, citizen_id: UUID) -> bool:
        """Tell whether the member has a case, plan or task here, or leads the unit of who has."""
        if self._member.role is Role.SYSTEM:
            return False
        if self._work.citizens.related(citizen_id, self._member.id):
            return True
        acting = leads_stood_in_for(self._work, self._member, self._clock.today())
        return any(
            leads_unit_of(self._member, each, acting) for each in self._responsible(citizen_id)
        )

    def _responsible(self, citizen_id: UUID) -> Iterator[StaffMember]:
        """Name who has a case of the citizen, and who coordinates the plan."""
        if self._member.role is not Role.TEAM_LEAD:
            return
        for case in self._work.citizens.case_files(citizen_id):
            if isinstance(case, CaseFile) and case.caseworker is not None:
                yield case.caseworker
        plan = self._work.plans.of_citizen(citizen_id)
        if plan is not None:
            yield self._work.staff.get(plan.coordinator)
