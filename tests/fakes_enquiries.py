"""The enquiries of the store in memory."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.enquiries import ENQUIRY, EnquiryLine
from coordinator.ports import AuditAction, NotFound, Stale
from plans.enquiries import Enquiry, EnquiryStep

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept


class FakeEnquiries:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def get(self, enquiry_id: UUID) -> Enquiry:
        if enquiry_id not in self._work.now.enquiries:
            raise NotFound
        return self._work.now.enquiries[enquiry_id]

    def lines(self, answered_since: date) -> tuple[EnquiryLine, ...]:
        every = self._work.now.enquiries.values()
        found = [each for each in every if each.is_open or each.waits_since >= answered_since]
        found.sort(key=lambda each: (each.due, each.id))
        return tuple(self.line(each.id) for each in found)

    def of_citizen(self, citizen_id: UUID) -> tuple[EnquiryLine, ...]:
        every = self._work.now.enquiries.values()
        found = [each for each in every if each.citizen_id == citizen_id]
        found.sort(key=lambda each: (each.received_on, each.id), reverse=True)
        return tuple(self.line(each.id) for each in found)

    def line(self, enquiry_id: UUID) -> EnquiryLine:
        enquiry, kept = self.get(enquiry_id), self._work.now
        citizen = kept.citizens.get(enquiry.citizen_id) if enquiry.citizen_id else None
        steps = tuple(_closed(each) for each in self.steps(enquiry_id))
        return EnquiryLine(
            enquiry,
            steps,
            kept.staff[enquiry.holder].name,
            citizen.name if citizen else "",
            citizen.protection.active if citizen else False,
        )

    def looked(self, enquiry_id: UUID, since: datetime) -> bool:
        return any(
            at >= since
            and member.id == self._work.member.id
            and (entry.action, entry.subject, entry.subject_id)
            == (AuditAction.VIEW, ENQUIRY, enquiry_id)
            for at, member, entry in self._work.now.log
        )

    def steps(self, enquiry_id: UUID) -> tuple[EnquiryStep, ...]:
        found = [each for each in self._work.now.enquiry_steps if each.enquiry_id == enquiry_id]
        return tuple(sorted(found, key=lambda each: (each.at, each.id)))

    def add(self, enquiry: Enquiry) -> None:
        self._work.do(
            lambda kept: kept.enquiries.update({enquiry.id: enquiry}), _touch(enquiry.citizen_id)
        )

    def save(self, enquiry: Enquiry) -> None:
        before = self._work.now.enquiries[enquiry.id]

        def step(kept: "Kept") -> None:
            if kept.enquiries[enquiry.id] not in (before, enquiry):
                raise Stale
            kept.enquiries[enquiry.id] = enquiry

        self._work.do(step, _touch(enquiry.citizen_id))

    def add_step(self, step: EnquiryStep) -> None:
        self._work.do(lambda kept: kept.enquiry_steps.append(step), _touch(None))


def _closed(step: EnquiryStep) -> EnquiryStep:
    return replace(step, text="", from_whom="")


def _touch(citizen_id: UUID | None) -> Changes:
    return Changes(frozenset({citizen_id} if citizen_id else ()), everything=True)
