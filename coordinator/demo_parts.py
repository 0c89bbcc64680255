"""What the plans of the practice store hold beside their goals, and how their goals go on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid4

from coordinator.desk import Desk
from coordinator.use_cases import answering, opening, plan_parts, planning, signing
from plans.part_writing import PlainPart
from plans.parts import (
    Challenge,
    ChangeType,
    ContactAgreement,
    FunctionLevel,
    Goal,
    GoalKind,
    Measurement,
    OwnWords,
    Period,
    Priority,
    Responsible,
    Stance,
    Statement,
    SubGoal,
    Task,
    Waiting,
)
from plans.people import ServiceArea, StaffMember
from plans.scans import scan_of
from plans.signatures import Signer, Signing
from plans.states import CitizenStance, GoalAchievement, GoalLifecycle, TaskStatus
from plans.weekly import WeeklyTime

_EMPLOYMENT, _SOCIAL, _HEALTH = ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL, ServiceArea.HEALTH
_MATTERS: Final = (
    "At I ringer, før I skriver.",
    "At jeg har den samme sagsbehandler hele vejen.",
    "At møderne ikke ligger om morgenen.",
)
_RESOURCES: Final = (
    ("Jeg har kørt truck i seks år og har certifikat.", _EMPLOYMENT, "Borger"),
    ("Min søster bor tæt på og hjælper med post og penge.", _SOCIAL, "Borger"),
)
_HEALTH_TEXT: Final = "Jeg går til kontrol for min ryg hver tredje måned."
_AGREED: Final = "Jeg får en sms dagen før hvert møde."
_DISAGREES: Final = "Jeg vil hellere starte i praktik efter sommer."
_PASSED: Final = "Butikken kender dig. Spørg efter souschefen."
_NO: Final = "Holdet er fuldt til nytår. Der er plads på det næste."
TUESDAY, THURSDAY = 2, 4


def add_parts(desk: Desk, plan_id: UUID, place: int, caller: StaffMember) -> None:
    """Give a plan all that stands beside its goals; ``place`` varies it."""
    today = desk.clock.today()
    plan = opening.read_plan(desk, plan_id)
    words = replace(plan.own_words, matters=_MATTERS[place % len(_MATTERS)])
    planning.write_own_words(desk, plan_id, plan.own_words, words)
    parts: tuple[PlainPart, ...] = (*_texts(), *_challenges(today), *_contacts(caller))
    for part in parts:
        plan_parts.put_part(desk, plan_id, None, part)
    for months, hours in ((3, "0"), (2, "1.5"), (1, "2"), (0, "3.5"))[: 2 + place % 3]:
        day = today - timedelta(days=30 * months + 4)
        part = Measurement(uuid4(), "ordinary_hours", day, Decimal(hours), service_area=_EMPLOYMENT)
        plan_parts.put_part(desk, plan_id, None, part)
    work, sleep = plan.goals
    _detail_goals(desk, plan_id, work, sleep)
    _detail_interventions(desk, plan_id, place, caller)


def disagree(desk: Desk, plan_id: UUID) -> None:
    """Let the citizen of a plan disagree with a part of it."""
    stance = Stance(CitizenStance.DISAGREES, _DISAGREES, desk.clock.today())
    plan_parts.put_stance(desk, plan_id, opening.read_plan(desk, plan_id).stance, stance)


def sign(desk: Desk, plan_id: UUID) -> None:
    """Let the citizen sign the first version; in practice its paper is the scanned copy, too."""
    with desk.start_reading() as work:
        paper = work.plans.version(plan_id, 1).paper
    signed = Signing(1, Signer.CITIZEN, desk.clock.today())
    signing.register(desk, plan_id, signed, scan_of(paper))


def hear_back(desk: Desk, plan_id: UUID) -> None:
    """Let the colleagues who were asked answer: one takes it on, one passes on, one says no."""
    plan = opening.read_plan(desk, plan_id)
    with desk.start_reading() as work:
        staff = {each.id: each for each in work.staff.everybody()}
    answers: dict[ServiceArea, Callable[[Desk, Task], object]] = {
        _EMPLOYMENT: lambda theirs, task: answering.pass_task_on(
            theirs, plan_id, task, desk.member.id, _PASSED
        ),
        _SOCIAL: lambda theirs, task: answering.accept_task(theirs, plan_id, task),
        _HEALTH: lambda theirs, task: answering.decline_task(theirs, plan_id, task, _NO),
    }
    for place in plan.interventions:
        for task in place.tasks:
            who = task.assignee.staff_id if task.assignee else None
            if who not in (None, desk.member.id) and task.status is TaskStatus.REQUESTED:
                answers[place.service_area](desk.taken_by(staff[who]), task)


def write_on(desk: Desk, plan_id: UUID) -> None:
    """Change some of a plan under revision, so that it differs from its approved version."""
    plan = opening.read_plan(desk, plan_id)
    work = plan.goals[0]
    assert work.due is not None
    later = replace(work, due=work.due + timedelta(days=31), achievement=GoalAchievement.IMPROVING)
    planning.put_goal(desk, plan_id, work, later)
    words = OwnWords(
        f"{plan.own_words.text} Jeg vil gerne have flere timer.",
        desk.clock.today(),
        plan.own_words.matters,
    )
    planning.write_own_words(desk, plan_id, plan.own_words, words)
    old = plan.statements[-1]
    again = replace(old, text=f"{old.text} Vi taler sammen på telefon, hvis jeg bliver syg.")
    plan_parts.put_part(desk, plan_id, old, again)


def _texts() -> tuple[Statement, ...]:
    resources = (
        Statement(uuid4(), "resources", text, area, source) for text, area, source in _RESOURCES
    )
    return (
        *resources,
        Statement(uuid4(), "health", _HEALTH_TEXT, _HEALTH, "Borger"),
        Statement(uuid4(), "agreements", _AGREED),
    )


def _challenges(today: date) -> tuple[Challenge, ...]:
    level = FunctionLevel
    return (
        Challenge(
            uuid4(), "health", "Min ryg gør ondt, når jeg står op længe.",
            level.MODERATE, level.SLIGHT, level.SEVERE, today - timedelta(days=20),
            _HEALTH, "Læge eller sygehus",
        ),
        Challenge(
            uuid4(), "practical", "Jeg har svært ved at komme op om morgenen.",
            level.SEVERE, level.MODERATE, None, today - timedelta(days=20), _SOCIAL, "Borger",
        ),
        Challenge(
            uuid4(), "economy", "Jeg ved ikke, hvor meget jeg skylder.", level.NOT_ASSESSED,
        ),
    )  # fmt: skip


def _contacts(caller: StaffMember) -> tuple[ContactAgreement, ...]:
    return (
        ContactAgreement(
            uuid4(), "phone", "Om eftermiddagen", 2, Period.MONTH, "", caller.name, _EMPLOYMENT
        ),
        ContactAgreement(uuid4(), "home", "", 1, Period.WEEK, "Hjemme hos mig", "", _SOCIAL),
    )


def _detail_goals(desk: Desk, plan_id: UUID, work: Goal, sleep: Goal) -> None:
    job = replace(
        work,
        kind=GoalKind.JOB_A,
        priority=Priority.HIGH,
        theme="work_education",
        marks=("work_first", "coordinated"),
        change_type=ChangeType.DEVELOP,
        source="Borger",
    )
    rest = replace(
        sleep, kind=GoalKind.HEALTH, theme="health", change_type=ChangeType.DEVELOP, source="Borger"
    )
    for old, new in ((work, job), (sleep, rest)):
        planning.put_goal(desk, plan_id, old, new)
    today = desk.clock.today()
    steps = (
        SubGoal(
            uuid4(), "Op kl. 8 tre dage om ugen", today - timedelta(days=3),
            GoalLifecycle.COMPLETED, GoalAchievement.ACHIEVED,
        ),
        SubGoal(uuid4(), "Tage bussen alene til byen", today + timedelta(days=30)),
    )  # fmt: skip
    for step in steps:
        plan_parts.put_sub_goal(desk, plan_id, work.id, None, step)


def _detail_interventions(desk: Desk, plan_id: UUID, place: int, follower: StaffMember) -> None:
    """Give hours and times; in every third plan two of them meet on a Tuesday."""
    today = desk.clock.today()
    support_day = TUESDAY if place % 3 == 1 else THURSDAY
    for goal in opening.read_plan(desk, plan_id).goals:
        for each in goal.interventions:
            if each.service_area is _EMPLOYMENT:
                new = replace(
                    each,
                    hours_a_week=Decimal(6),
                    weekly_times=(WeeklyTime(TUESDAY, 540, 720), WeeklyTime(5, 540, 720)),
                    purpose="work_education",
                )
            elif each.service_area is _SOCIAL:
                times = (WeeklyTime(support_day, 480, 570),)
                new = replace(
                    each, hours_a_week=Decimal("1.5"), weekly_times=times, purpose="practical"
                )
            else:
                new = replace(
                    each,
                    purpose="health",
                    waiting=Waiting(
                        "offer",
                        "Sundhedscenter Solbæk",
                        today - timedelta(days=12),
                        today + timedelta(days=5),
                    ),
                )
            planning.put_intervention(desk, plan_id, goal.id, each, new)
            for task in new.tasks:
                if task.assignee is not None and task.assignee.staff_id is None:
                    followed = replace(task, follower=Responsible(follower.name, follower.id))
                    planning.put_task(desk, plan_id, each.id, task, followed)
