"""The hand-over of a citizen from one case worker to the next (domain.md § 10.1, step 16).

The owner changes when the receiver accepts, and at no other moment; until then the giver answers
for the citizen, the plan and every open task (docs/decisions/014).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from plans import access, sharing
from plans.absence import Absence
from plans.errors import RuleBroken
from plans.parts import Goal, Intervention, Participant, Responsible, Task
from plans.people import CaseFile, ServiceArea, StaffMember, WithheldCase
from plans.plan import JointPlan
from plans.states import PlanStatus

# Changes of case worker are counted over so long (domain.md § 10.3).
COUNTED_FOR: Final = timedelta(days=365)
Names = Mapping[UUID, str]


class HandoverKind(StrEnum):
    """What somebody wants of the other: ``REQUEST`` is asked by who wants to take over."""

    LASTING = "lasting"
    TEMPORARY = "temporary"
    HELP = "help"
    REQUEST = "request"
    REDISTRIBUTION = "redistribution"
    RETURN = "return"


class HandoverStatus(StrEnum):
    """Where a hand-over stands (decisions.md, «State machines»)."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class WordKind(StrEnum):
    """What is said between the two before the answer."""

    ASKED = "asked"
    ANSWERED = "answered"
    # By who waits or leads, and without words (plans.handover_course).
    REMINDED = "reminded"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in staff, under the name they had then."""

    id: UUID
    name: str

    @classmethod
    def of(cls, member: StaffMember) -> "Party":
        """Name a member of staff."""
        return cls(member.id, member.name)


@dataclass(frozen=True, slots=True)
class Promise:
    """What the citizen was promised, and by when; the receiver takes it over."""

    text: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class HandoverWord:
    """A question of who is to answer, or what was answered to it."""

    id: UUID
    kind: WordKind
    at: datetime
    by: Party
    text: str


@dataclass(frozen=True, slots=True)
class Handover:
    """One hand-over; ``by`` offered it, ``staying`` are tasks that the giver keeps.

    ``until`` is the day on which it goes back, or on which the help ends; ``reason`` is why it was
    declined. ``returns`` is the temporary hand-over that this one is the way back of;
    ``redistribution`` the set that a lead offered it in. ``meeting`` is the day on
    which the citizen is offered to meet both.
    """

    id: UUID
    citizen_id: UUID
    plan_id: UUID | None
    kind: HandoverKind
    cause: str
    giver: Party
    receiver: Party
    by: Party
    at: datetime
    comment: str = ""
    note: str = ""
    promises: tuple[Promise, ...] = ()
    staying: frozenset[UUID] = frozenset()
    until: date | None = None
    status: HandoverStatus = HandoverStatus.OFFERED
    words: tuple[HandoverWord, ...] = ()
    answered_by: Party | None = None
    answered_at: datetime | None = None
    reason: str = ""
    returns: UUID | None = None
    redistribution: UUID | None = None
    meeting: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.status is HandoverStatus.OFFERED

    @property
    def moves(self) -> bool:
        """Whether accepting it changes who answers for the citizen; help does not."""
        return self.kind is not HandoverKind.HELP

    @property
    def goes_back(self) -> bool:
        """Whether it holds for a time only."""
        return self.until is not None and self.moves

    @property
    def answerer(self) -> Party:
        """Who says yes or no: the receiver, or of a request the giver."""
        return self.giver if self.kind is HandoverKind.REQUEST else self.receiver

    @property
    def awaits_reply(self) -> bool:
        """Whether the last that was said is a question."""
        said = self.said
        return bool(said) and said[-1].kind is WordKind.ASKED

    @property
    def said(self) -> tuple[HandoverWord, ...]:
        """What the two said to each other; a reminder says nothing new."""
        return tuple(
            each for each in self.words if each.kind in (WordKind.ASKED, WordKind.ANSWERED)
        )

    def staying_too(self, task_id: UUID) -> "Handover":
        """Let one task more stay with who gives."""
        return replace(self, staying=self.staying | {task_id})

    def asked(self, word_id: UUID, by: StaffMember, at: datetime, text: str) -> "Handover":
        """Let who is to answer ask back first.

        Raises:
            RuleBroken: ``handover-answered``, ``handover-not-yours``, ``handover-words-missing``.
        """
        self._require_answerer(by)
        return self._with_word(HandoverWord(word_id, WordKind.ASKED, at, Party.of(by), text))

    def replied(self, word_id: UUID, by: StaffMember, at: datetime, text: str) -> "Handover":
        """Let who offered it, or the giver, reply.

        Raises:
            RuleBroken: as ``asked``.
        """
        self._require_open()
        if by.id not in {self.by.id, self.giver.id} - {self.answerer.id}:
            raise RuleBroken("handover-not-yours")
        return self._with_word(HandoverWord(word_id, WordKind.ANSWERED, at, Party.of(by), text))

    def accepted(self, by: StaffMember, at: datetime, staying: Iterable[UUID]) -> "Handover":
        """Say yes: from now on the receiver answers, but for the tasks in ``staying``.

        Raises:
            RuleBroken: ``handover-answered``, ``handover-not-yours``.
        """
        self._require_answerer(by)
        return self._ended(HandoverStatus.ACCEPTED, by, at, staying=frozenset(staying))

    def declined(self, by: StaffMember, at: datetime, reason: str) -> "Handover":
        """Say no, and why: all stays with the giver, who hears it, and so does the team lead.

        Raises:
            RuleBroken: ``handover-answered``, ``handover-not-yours``, ``handover-reason``.
        """
        self._require_answerer(by)
        if not reason.strip():
            raise RuleBroken("handover-reason")
        return self._ended(HandoverStatus.DECLINED, by, at, reason=_one_line(reason))

    def withdrawn(self, by: StaffMember, at: datetime, *, leads: bool = False) -> "Handover":
        """Take it back before it is answered; who leads the giver's unit may, too.

        Raises:
            RuleBroken: ``handover-answered``, ``handover-not-yours``.
        """
        self._require_open()
        if by.id != self.by.id and not leads:
            raise RuleBroken("handover-not-yours")
        return self._ended(HandoverStatus.WITHDRAWN, by, at)

    def way_back(self, new_id: UUID, by: StaffMember, at: datetime, today: date) -> "Handover":
        """Give the hand-over that takes a temporary one back; it was agreed to from the start.

        Who has the citizen may go back at any time, the other from the day that was agreed.

        Raises:
            RuleBroken: ``handover-not-temporary``, ``handover-not-yours``,
                ``handover-return-early``.
        """
        if self.until is None or not self.moves or self.status is not HandoverStatus.ACCEPTED:
            raise RuleBroken("handover-not-temporary")
        if by.id not in (self.giver.id, self.receiver.id):
            raise RuleBroken("handover-not-yours")
        if by.id == self.giver.id and today < self.until:
            raise RuleBroken("handover-return-early", day=self.until)
        return Handover(
            id=new_id,
            citizen_id=self.citizen_id,
            plan_id=self.plan_id,
            kind=HandoverKind.RETURN,
            cause=self.cause,
            giver=self.receiver,
            receiver=self.giver,
            by=Party.of(by),
            at=at,
            status=HandoverStatus.ACCEPTED,
            answered_by=Party.of(by),
            answered_at=at,
            returns=self.id,
        )

    def _require_open(self) -> None:
        if not self.is_open:
            raise RuleBroken("handover-answered")

    def _require_answerer(self, by: StaffMember) -> None:
        self._require_open()
        if by.id != self.answerer.id:
            raise RuleBroken("handover-not-yours")

    def _with_word(self, word: HandoverWord) -> "Handover":
        if not word.text.strip():
            raise RuleBroken("handover-words-missing")
        return replace(self, words=(*self.words, replace(word, text=_one_line(word.text))))

    def _ended(
        self, status: HandoverStatus, by: StaffMember, at: datetime, **fields: object
    ) -> "Handover":
        ended = replace(self, status=status, answered_by=Party.of(by), answered_at=at)
        return replace(ended, **fields)  # type: ignore[arg-type]  # names are ours


@dataclass(frozen=True, slots=True)
class CauseRule:
    """What a cause asks for, as the dated list has it: words, or words after a warning."""

    needs_comment: bool = False
    warns: bool = False


def require_sound(handover: Handover, cause: CauseRule | None, today: date) -> None:
    """Refuse an offer that says too little.

    Raises:
        RuleBroken: ``handover-cause-missing``, ``handover-comment-missing``,
            ``handover-note-missing``, ``handover-until-missing``, ``handover-until-past``,
            ``handover-meeting-past``.
    """
    if cause is None:
        raise RuleBroken("handover-cause-missing")
    if (cause.needs_comment or cause.warns) and not handover.comment.strip():
        raise RuleBroken("handover-comment-missing")
    if not handover.note.strip():
        raise RuleBroken("handover-note-missing")
    if handover.until is None and handover.kind in (HandoverKind.TEMPORARY, HandoverKind.HELP):
        raise RuleBroken("handover-until-missing")
    if handover.until is not None and handover.until <= today:
        raise RuleBroken("handover-until-past")
    if handover.meeting is not None and handover.meeting < today:
        raise RuleBroken("handover-meeting-past")


def require_giver(
    giver: StaffMember,
    plan: JointPlan | None,
    cases: Iterable[CaseFile | WithheldCase],
    today: date,
) -> None:
    """Refuse to give what somebody does not have: neither the plan nor a running case.

    Raises:
        RuleBroken: ``handover-not-the-owner``.
    """
    coordinates = plan is not None and plan.coordinator == giver.id
    if not coordinates and not any(has_case(each, giver.id, today) for each in cases):
        raise RuleBroken("handover-not-the-owner", name=giver.name)


def giver_of(
    member: StaffMember,
    plan: JointPlan | None,
    cases: Iterable[CaseFile | WithheldCase],
    today: date,
) -> UUID:
    """Name whom a citizen is handed over by: oneself if one has them, else who does.

    Raises:
        RuleBroken: ``handover-nobody`` when nobody coordinates a plan or has a running case.
    """
    running = [each for each in cases if isinstance(each, CaseFile) and each.running_on(today)]
    owners = [plan.coordinator] if plan is not None else []
    owners += [each.caseworker.id for each in running if each.caseworker is not None]
    if not owners:
        raise RuleBroken("handover-nobody")
    return member.id if member.id in owners else owners[0]


def has_case(case: CaseFile | WithheldCase, staff_id: UUID, today: date) -> bool:
    """Whether a running case is somebody's."""
    return (
        isinstance(case, CaseFile)
        and case.caseworker is not None
        and case.caseworker.id == staff_id
        and case.running_on(today)
    )


def require_receiver(
    receiver: StaffMember, giver: StaffMember, absent: Mapping[UUID, Absence], deputies: Names
) -> None:
    """Refuse who cannot take over: the giver, who has left or reads no citizen, who is away.

    Raises:
        RuleBroken: ``handover-same-person``, ``login-closed``, ``handover-absent`` with the last
            day and the deputy's name, ``handover-absent-open`` when no deputy is named.
    """
    if receiver.id == giver.id:
        raise RuleBroken("handover-same-person")
    if not access.may(receiver, access.Deed.WRITE_NOTE):
        raise RuleBroken("login-closed", login=receiver.login)
    away = absent.get(receiver.id)
    if away is None:
        return
    deputy = deputies.get(away.deputy) if away.deputy is not None else None
    if deputy is None:
        raise RuleBroken("handover-absent-open", name=receiver.name)
    raise RuleBroken("handover-absent", name=receiver.name, day=away.last, deputy=deputy)


def require_alone(giver_id: UUID, others: Iterable[Handover]) -> None:
    """Refuse a second open hand-over of a citizen by the same giver.

    Raises:
        RuleBroken: ``handover-open``.
    """
    for each in others:
        if each.is_open and each.giver.id == giver_id:
            raise RuleBroken("handover-open", name=each.receiver.name)


@dataclass(frozen=True, slots=True)
class HandedTask:
    """An open task of the giver: where it stands, and whether the receiver may have it."""

    place: Intervention
    task: Task
    may_follow: bool


def tasks_of(
    plan: JointPlan, giver_id: UUID, receiver: StaffMember, today: date
) -> tuple[HandedTask, ...]:
    """List the open tasks that the giver answers for; a withheld part stays with the giver."""
    seen = sharing.areas_seen_by(receiver, plan.consent_on(today))
    return tuple(
        HandedTask(place, task, place.service_area in seen)
        for place in plan.interventions
        for task in place.tasks
        if not task.is_done and giver_id in _answering(task)
    )


def handed(
    plan: JointPlan, handover: Handover, receiver: StaffMember, today: date
) -> tuple[JointPlan, tuple[UUID, ...]]:
    """Give the plan as it is after a hand-over, and the tasks that moved, their state kept.

    Raises:
        RuleBroken: ``plan-closed``.
    """
    giver_id = handover.giver.id
    moving = frozenset(
        each.task.id
        for each in tasks_of(plan, giver_id, receiver, today)
        if each.may_follow and each.task.id not in handover.staying
    )
    if plan.coordinator == giver_id:
        plan = plan.with_coordinator(receiver.id)
    plan = replace(plan, participants=_seats(plan.participants, giver_id, receiver))
    if moving:
        goals = tuple(_goal_with_given(goal, moving, giver_id, receiver) for goal in plan.goals)
        plan = replace(plan, goals=goals)
    return plan, tuple(task.id for task in plan.tasks if task.id in moving)


def _goal_with_given(
    goal: Goal, moving: Collection[UUID], giver_id: UUID, receiver: StaffMember
) -> Goal:
    def tasks_of(place: Intervention) -> tuple[Task, ...]:
        return tuple(
            _given(task, giver_id, receiver) if task.id in moving else task for task in place.tasks
        )

    places = tuple(replace(place, tasks=tasks_of(place)) for place in goal.interventions)
    return replace(goal, interventions=places)


def takes_case(case: CaseFile, receiver_area: ServiceArea | None) -> bool:
    """Whether a case goes along: it stays within its service area."""
    return receiver_area is None or case.service_area is receiver_area


def is_running(plan: JointPlan | None) -> bool:
    """Whether there is a plan that a hand-over can move."""
    return plan is not None and plan.status is not PlanStatus.CLOSED


def opens(handover: Handover, staff_id: UUID, today: date) -> bool:
    """Whether a hand-over lets somebody read what they are to take over, or help with.

    After a no it does not, and who has taken over has the citizen by the plan or the case. Who
    lent a citizen out reads on, since they come back.
    """
    if handover.status is HandoverStatus.ACCEPTED and handover.goes_back:
        return staff_id == handover.giver.id
    if staff_id != handover.receiver.id:
        return False
    if handover.is_open:
        return handover.kind is not HandoverKind.REQUEST
    helps = handover.kind is HandoverKind.HELP and handover.status is HandoverStatus.ACCEPTED
    return helps and handover.until is not None and today <= handover.until


@dataclass(frozen=True, slots=True)
class Change:
    """That a citizen got another case worker: who gave, who took over, when, and why."""

    id: UUID
    giver: UUID
    receiver: UUID
    at: datetime
    cause: str


def ordinal(handover: Handover, changes: Collection[Change]) -> int:
    """Say the how manieth case worker the receiver is in 12 months, this hand-over included."""
    before = [each for each in changes if each.id != handover.id]
    people = {each.giver for each in before} | {each.receiver for each in before}
    return len(people | {handover.giver.id} | {handover.receiver.id})


def _answering(task: Task) -> frozenset[UUID | None]:
    """Who in staff answers for a task: who does it, or follows up who is not in staff."""
    return frozenset(each.staff_id for each in (task.assignee, task.follower) if each is not None)


def _given(task: Task, giver_id: UUID, receiver: StaffMember) -> Task:
    mine = Responsible(receiver.name, receiver.id)

    def after(now: Responsible | None) -> Responsible | None:
        return mine if now is not None and now.staff_id == giver_id else now

    return replace(task, assignee=after(task.assignee), follower=after(task.follower))


def _seats(
    seats: tuple[Participant, ...], giver_id: UUID, receiver: StaffMember
) -> tuple[Participant, ...]:
    """Let the receiver have the giver's seat in the core team, once."""
    theirs = next((each for each in seats if each.staff_id == giver_id), None)
    if theirs is None:
        return seats
    others = tuple(each for each in seats if each.staff_id != giver_id)
    if any(each.staff_id == receiver.id for each in others):
        return others
    seat_id = _seat_id(theirs.id, receiver.id)
    seat = Participant(seat_id, receiver.id, receiver.name, receiver.service_area, theirs.function)
    return (*others, seat)


def _seat_id(seat: UUID, receiver: UUID) -> UUID:
    """A seat is one person's for good; the next one's is another, the same however often tried."""
    return uuid5(seat, str(receiver))


def _one_line(text: str) -> str:
    return " ".join(text.split())
