"""What a paper is made from: a plan, who is in it, who sends it, and for whom it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.dated_lists import CodeBook, DatedList, ListEntry
from coordinator.i18n import _
from coordinator.reports.kinds import CITIZEN_KEY, CITIZENS_PLAN, PaperKey
from coordinator.reports.paper import Municipality
from coordinator.reports.texts import NO_TEXTS, PaperTexts
from plans.parts import Responsible, ResponsibleKind
from plans.people import Citizen, ServiceArea, StaffMember
from plans.plan import JointPlan


@dataclass(frozen=True, slots=True)
class Issue:
    """Which paper is made, on what day: of approval, or of print when it is a draft.

    ``news`` are the sentences that tell the citizen what is new since the version before.
    """

    day: date
    approved: bool
    key: PaperKey = CITIZENS_PLAN
    news: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accountable:
    """Somebody who answers for tasks in a plan; ``area`` is where they work, when they do."""

    key: str
    name: str
    area: ServiceArea | None = None


NO_CODES: Final = CodeBook((), date.min)


@dataclass(frozen=True, slots=True)
class Source:
    """All that the sections of a paper read; ``people`` holds the staff that the plan names.

    ``sha256`` is the hash of the approved version, empty for a draft.
    """

    plan: JointPlan
    citizen: Citizen
    people: Mapping[UUID, StaffMember]
    municipality: Municipality
    issue: Issue
    texts: PaperTexts = NO_TEXTS
    codes: CodeBook = NO_CODES
    sha256: str = ""

    def word(self, which: DatedList, code: str) -> str:
        """Say what a code of a dated list was called on the day of the paper."""
        return self.codes.label(which, code, self.issue.day)

    @property
    def headings(self) -> tuple[ListEntry, ...]:
        """The headings of a plan on the day of the paper, in their order."""
        return self.codes.on(DatedList.PLAN_HEADINGS, self.issue.day)

    @property
    def own(self) -> bool:
        """Whether it goes to the citizen, who sees all of it."""
        return self.issue.key.for_citizen

    @property
    def guarded(self) -> bool:
        """Whether the citizen's address is protected."""
        return self.citizen.protection.active

    @property
    def reader(self) -> Accountable:
        """Whose task list it is; somebody without tasks is still somebody."""
        key = self.issue.key.person
        listed = accountable(self.plan, self.citizen, self.people)
        return next((each for each in listed if each.key == key), Accountable(key, ""))

    @property
    def version(self) -> str:
        """Name the version, or the draft of one."""
        if self.issue.approved:
            return _("version {number}").format(number=self.plan.version)
        return _("draft of version {number}").format(number=self.plan.version + 1)

    def hides(self, area: ServiceArea) -> bool:
        """Whether this paper may not say what a service area does (domain.md § 7.1).

        The citizen sees everything, and everybody the work of their own area; others see what the
        citizen has said yes to.
        """
        if self.own or (self.issue.key.person and self.reader.area is area):
            return False
        consent = self.plan.consent_on(self.issue.day)
        return consent is None or area not in consent.service_areas


def unshared(plan: JointPlan, day: date) -> frozenset[ServiceArea]:
    """Find the service areas that work in a plan without the citizen's yes on a day."""
    consent = plan.consent_on(day)
    return plan.service_areas() - (consent.service_areas if consent else frozenset())


def person_key(person: Responsible) -> str:
    """Tell accountable people apart: the citizen, staff by id, others by name."""
    if person.kind is ResponsibleKind.CITIZEN:
        return CITIZEN_KEY
    return str(person.staff_id) if person.staff_id else person.name.strip()


def accountable(
    plan: JointPlan, citizen: Citizen, people: Mapping[UUID, StaffMember]
) -> tuple[Accountable, ...]:
    """List who answers for tasks: the citizen first, then the others in the order of the plan."""
    found = {CITIZEN_KEY: Accountable(CITIZEN_KEY, citizen.name)}
    for task in plan.tasks:
        person = task.assignee
        if person is not None and (person.staff_id or person.name.strip()):
            member = people.get(person.staff_id) if person.staff_id else None
            name = member.name if member else person.name.strip()
            area = member.service_area if member else None
            found.setdefault(person_key(person), Accountable(person_key(person), name, area))
    return tuple(found.values())
