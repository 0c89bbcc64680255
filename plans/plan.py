"""The joint plan and what may happen to it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid4

from plans import transitions
from plans.errors import RuleBroken
from plans.flat import WithheldPart
from plans.follow_ups import FollowablePlan
from plans.parts import Consent, EventKind, PlanEvent, Stance
from plans.people import StaffMember
from plans.states import IN_FORCE, STOPPED, CitizenStance, ConsentStatus, PlanStatus
from plans.writing import put

# What may happen to a plan that rests; all else waits until it is taken up where it was left.
_ENDS_REST = frozenset({EventKind.RESUMED, EventKind.WITHDRAWN, EventKind.MOVED, EventKind.CLOSED})
# An answer that ran out was a yes, which can still be taken back.
_YES = frozenset({ConsentStatus.GIVEN, ConsentStatus.EXPIRED})
_NO = frozenset({ConsentStatus.WITHDRAWN, ConsentStatus.DECLINED})


@dataclass(frozen=True, slots=True)
class JointPlan(FollowablePlan):
    """One citizen's plan as it stood when it was read («samlet plan»), and its course.

    ``withheld`` are the parts that whoever read it may not see (``plans.sharing``).
    """

    withheld: tuple[WithheldPart, ...] = ()

    def moved(
        self, status: PlanStatus, kind: EventKind, by: StaffMember, at: datetime, text: str = ""
    ) -> Self:
        """Take a legal step and keep who took it, when, and with what words.

        Raises:
            RuleBroken: ``transition`` for an illegal step, for one to where the plan stands, and
                for one around review: a resting plan is first taken up where it was left.
        """
        rests = self.status is PlanStatus.PAUSED
        if status is self.status or (rests and kind not in _ENDS_REST):
            raise RuleBroken("transition", old=self.status, new=status)
        transitions.require(transitions.PLAN, self.status, status)
        event = PlanEvent(uuid4(), kind, at, by.id, by.name, text)
        events = (*self.events, event)
        return replace(self, status=status, events=events, resume_to=None, wake_up_date=None)

    def sent_to_review(self, by: StaffMember, at: datetime) -> Self:
        """Send the plan to a team lead; what is missing is checked by ``plans.readiness``."""
        return self.moved(PlanStatus.IN_REVIEW, EventKind.SENT, by, at)

    def taken_back(self, by: StaffMember, at: datetime) -> Self:
        """Take it back from review to write on."""
        return self._back_to_writing(EventKind.TAKEN_BACK, by, at, "")

    def returned(self, by: StaffMember, at: datetime, remark: str) -> Self:
        """Return it from review with a remark.

        Raises:
            RuleBroken: ``remark-missing`` when no word says what is to be done.
        """
        if not remark.strip():
            raise RuleBroken("remark-missing")
        return self._back_to_writing(EventKind.RETURNED, by, at, remark.strip())

    def approved(self, by: StaffMember, at: datetime) -> Self:
        """Approve it: the next version, with no authors yet.

        Raises:
            RuleBroken: ``own-plan`` when the one who approves has changed it.
        """
        if by.id in self.authors or by.id == self.coordinator:
            raise RuleBroken("own-plan")
        plan = self.moved(PlanStatus.APPROVED, EventKind.APPROVED, by, at)
        earlier = self.earlier_authors | self.authors
        version = self.version + 1
        return replace(plan, version=version, authors=frozenset(), earlier_authors=earlier)

    def activated(self, by: StaffMember, at: datetime, note: str = "") -> Self:
        """Register that it was gone through with the citizen and handed over.

        What the citizen says of it goes along: a plan can be in force with a disagreement. ``note``
        are other words to keep, such as that it is still to be handed over.
        """
        said = "" if self.stance.kind is CitizenStance.NOT_ASKED else self.stance.text.strip()
        words = " ".join(each for each in (said, note) if each)
        return self.moved(PlanStatus.ACTIVE, EventKind.ACTIVATED, by, at, words)

    def in_revision(self, by: StaffMember, at: datetime, note: str = "") -> Self:
        """Start to write the next version; the approved one stays in force.

        Nobody has asked the citizen yet what they think of the next one; ``note`` keeps what they
        answered to this one.

        Raises:
            RuleBroken: ``transition`` when none is in force.
        """
        if self.status not in IN_FORCE:
            raise RuleBroken("transition", old=self.status, new=PlanStatus.IN_REVISION)
        plan = self.moved(PlanStatus.IN_REVISION, EventKind.REVISION, by, at, note)
        return replace(plan, stance=Stance())

    def paused(
        self, by: StaffMember, at: datetime, reason: str, wake_up_date: date, today: date
    ) -> Self:
        """Let it rest until a day to come, for a reason.

        Raises:
            RuleBroken: ``reason-missing`` or ``wake-up-date-past``.
        """
        if not reason.strip():
            raise RuleBroken("reason-missing")
        if wake_up_date <= today:
            raise RuleBroken("wake-up-date-past")
        plan = self.moved(PlanStatus.PAUSED, EventKind.PAUSED, by, at, reason.strip())
        return replace(plan, resume_to=self.status, wake_up_date=wake_up_date)

    def resumed(self, by: StaffMember, at: datetime) -> Self:
        """Take it up where it was left.

        Raises:
            RuleBroken: ``transition`` when it does not rest.
        """
        if self.resume_to is None:
            raise RuleBroken("transition", old=self.status, new=self.status)
        return self.moved(self.resume_to, EventKind.RESUMED, by, at)

    def consented_again(self, by: StaffMember, at: datetime, today: date) -> Self:
        """Write on after a withdrawn consent, now that a new one holds; review comes again.

        Raises:
            RuleBroken: ``transition`` when no consent was withdrawn, ``consent-missing``.
        """
        target = PlanStatus.IN_REVISION if self.version else PlanStatus.DRAFT
        if self.status is not PlanStatus.CONSENT_WITHDRAWN:
            raise RuleBroken("transition", old=self.status, new=target)
        if self.consent_on(today) is None:
            raise RuleBroken("consent-missing")
        return self.moved(target, EventKind.RESUMED, by, at)

    def moved_away(self, by: StaffMember, at: datetime, note: str) -> Self:
        """Register that the citizen has moved to another municipality, and since when or where.

        Raises:
            RuleBroken: ``reason-missing``.
        """
        if not note.strip():
            raise RuleBroken("reason-missing")
        return self.moved(PlanStatus.MOVED_AWAY, EventKind.MOVED, by, at, note.strip())

    def closed(self, by: StaffMember, at: datetime, reason: str) -> Self:
        """End it for good, for a reason.

        Raises:
            RuleBroken: ``reason-missing``.
        """
        if not reason.strip():
            raise RuleBroken("reason-missing")
        return self.moved(PlanStatus.CLOSED, EventKind.CLOSED, by, at, reason.strip())

    def with_consent(self, member: StaffMember, consent: Consent, at: datetime) -> Self:
        """Register a consent or a new state of one; possible in every state but closed.

        The plan rests on it, so who registers it is an author. When the citizen takes back what was
        said last, the plan stops at once (domain.md § 7.1).

        Raises:
            RuleBroken: ``plan-closed``.
        """
        self.require_open()
        authors = self.authors | {member.id}
        plan = replace(self, consents=put(self.consents, consent), authors=authors)
        said_yes = _says(self.newest_answer, _YES)
        if said_yes and _says(plan.newest_answer, _NO) and self.status not in STOPPED:
            return plan.moved(PlanStatus.CONSENT_WITHDRAWN, EventKind.WITHDRAWN, member, at)
        return plan

    def require_whole(self, under: UUID) -> None:
        """Refuse taking out a goal with what hangs under it and is not seen.

        Raises:
            RuleBroken: ``parts-withheld``.
        """
        if any(each.under == under for each in self.withheld):
            raise RuleBroken("parts-withheld")

    @property
    def makers(self) -> frozenset[UUID]:
        """Those who had a hand in an approved version: they wrote in it or sent it to review."""
        senders: set[UUID] = set()
        sent_by: UUID | None = None
        for event in self.events:
            if event.kind is EventKind.SENT:
                sent_by = event.by
            elif event.kind is EventKind.APPROVED and sent_by is not None:
                senders.add(sent_by)
        return self.earlier_authors | senders

    def _back_to_writing(self, kind: EventKind, by: StaffMember, at: datetime, text: str) -> Self:
        if self.status is not PlanStatus.IN_REVIEW:
            raise RuleBroken("transition", old=self.status, new=PlanStatus.DRAFT)
        target = PlanStatus.IN_REVISION if self.version else PlanStatus.DRAFT
        return self.moved(target, kind, by, at, text)


def _says(answer: Consent | None, wanted: frozenset[ConsentStatus]) -> bool:
    return answer is not None and answer.status in wanted
