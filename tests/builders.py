"""People, citizens and plans for tests: the one place that fills their fields by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from coordinator.desk import SystemClock
from plans.cpr import CprNumber
from plans.enquiries import Channel, Enquiry
from plans.parts import (
    Challenge,
    ChangeType,
    Consent,
    ContactAgreement,
    EventKind,
    FunctionLevel,
    Goal,
    GoalKind,
    Intervention,
    Measurement,
    OwnWords,
    Participant,
    Period,
    PlanEvent,
    Priority,
    Responsible,
    ResponsibleKind,
    Stance,
    Statement,
    SubGoal,
    Task,
    Waiting,
)
from plans.people import (
    Address,
    Citizen,
    Communication,
    ContactPerson,
    ContactRole,
    Identifier,
    Protection,
    Role,
    ServiceArea,
    StaffMember,
)
from plans.plan import JointPlan
from plans.states import (
    CitizenStance,
    ConsentStatus,
    GoalAchievement,
    GoalLifecycle,
    InterventionStatus,
    TaskStatus,
)
from plans.task_steps import StepKind, TaskStep
from plans.weekly import WeeklyTime

EMPLOYMENT, SOCIAL, HEALTH = list(ServiceArea)[:3]
TODAY = date(2026, 11, 17)
NOW = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)
CLOCK = SystemClock(TODAY)
NORTH = "Team Nord"
BO, KARLA, NINA, KIM = "1502779995", "1103909995", "2512489996", "6207850002"


def identity(name: str) -> UUID:
    """Give the same id for the same name in every run."""
    return uuid5(NAMESPACE_OID, name)


def staff(login: str, name: str, area: ServiceArea | None, team: str, role: Role) -> StaffMember:
    return StaffMember(
        identity(login), login, name, area, team, role, "12345678", f"{login}@solbaek.example"
    )


METTE = staff("mette", "Mette Prøvegaard", EMPLOYMENT, NORTH, Role.CASEWORKER)
JENS = staff("jens", "Jens Udkast", EMPLOYMENT, NORTH, Role.CASEWORKER)
AMIRA = staff("amira", "Amira Skitse", SOCIAL, "Bostøtte", Role.CASEWORKER)
LIS = staff("lis", "Lis Kladde", HEALTH, "Sundhedscenter", Role.CASEWORKER)
BIRGER = staff("birger", "Birger Mønsterby", EMPLOYMENT, NORTH, Role.TEAM_LEAD)
HANNE = staff("hanne", "Hanne Mønsterby", SOCIAL, "Bostøtte", Role.TEAM_LEAD)
IDA = staff("ida", "Ida Attrapsen", None, "IT", Role.ADMINISTRATOR)
DORTE = staff("dorte", "Dorte Attrapsen", None, "Jura", Role.AUDITOR)
LEFT = replace(staff("olga", "Olga Borte", SOCIAL, "Bostøtte", Role.CASEWORKER), active=False)
EVERYBODY = (METTE, JENS, AMIRA, LIS, BIRGER, HANNE, IDA, LEFT)


def citizen(number: str = BO, **fields: Any) -> Citizen:
    """Make a citizen; what is not said is Bo's."""
    whole: dict[str, Any] = {
        "id": identity(number),
        "given_name": "Bo",
        "family_name": "Testrup",
        "identifiers": (Identifier(CprNumber(number), date(2020, 1, 1)),),
        "birth_date": date(1977, 2, 15),
        "address": Address("Søndergade 12, 2. tv.", "8999", "Solbæk"),
        "district": "Nørrevoldsskolen",
    }
    return Citizen(**(whole | fields))


def protected_citizen() -> Citizen:
    """Kim lives under protection at a street nobody else lives in."""
    return citizen(
        KIM,
        given_name="Kim",
        family_name="Skærmet",
        birth_date=date(1985, 7, 2),
        address=Address("Hemmeligvej 7", "8998", "Skjulby"),
        district="Østskolen",
        protection=Protection(address=True, until=date(2026, 12, 5)),
    )


def full_citizen() -> Citizen:
    """Karla has something in every field."""
    return citizen(
        KARLA,
        given_name="Karla",
        family_name="Prøvesen",
        birth_date=date(1990, 3, 11),
        birth_date_confirmed=False,
        protection=Protection(name=True, until=date(2027, 1, 1)),
        communication=Communication("12 34 56 78", "karla@mail.example", "polsk", True, True),
        contacts=(
            ContactPerson(
                identity("bisidder"), ContactRole.REPRESENTATIVE, "Per Bisidder", "87654321", "Ring"
            ),
        ),
    )


def task(title: str, member: StaffMember | None = None, **fields: Any) -> Task:
    """Make a task; ``member`` is who does it."""
    whole: dict[str, Any] = {
        "id": identity(title),
        "title": title,
        "assignee": Responsible(member.name, member.id) if member else None,
        "due": date(2026, 11, 24),
    }
    return Task(**(whole | fields))


def intervention(title: str, area: ServiceArea = EMPLOYMENT, **fields: Any) -> Intervention:
    """Make an intervention that lacks nothing."""
    whole: dict[str, Any] = {
        "id": identity(title),
        "service_area": area,
        "title": title,
        "legal_basis": "LAB § 57",
        "provider": "Jens Udkast",
        "start": date(2026, 11, 24),
        "end": date(2027, 2, 1),
    }
    return Intervention(**(whole | fields))


def goal(title: str, *below: Intervention, **fields: Any) -> Goal:
    """Make a goal that lacks nothing, with interventions under it."""
    whole: dict[str, Any] = {
        "id": identity(title),
        "title": title,
        "measure": "Timer om ugen",
        "due": date(2027, 3, 1),
        "owner": Responsible(METTE.name, METTE.id),
        "interventions": below,
    }
    return Goal(**(whole | fields))


def consent(**fields: Any) -> Consent:
    """Make a consent that covers the three service areas."""
    whole: dict[str, Any] = {
        "id": identity("consent"),
        "given_on": date(2026, 9, 1),
        "how": "Skriftligt",
        "service_areas": frozenset({EMPLOYMENT, SOCIAL, HEALTH}),
        "valid_until": date(2027, 9, 1),
    }
    return Consent(**(whole | fields))


def participant(member: StaffMember, function: str = "") -> Participant:
    """Make a seat in the core team."""
    name = f"participant {member.login}"
    return Participant(identity(name), member.id, member.name, member.service_area, function)


def event(kind: EventKind, by: StaffMember = METTE, text: str = "") -> PlanEvent:
    """Make an event."""
    return PlanEvent(identity(f"event {kind} {text}"), kind, NOW, by.id, by.name, text)


PRACTICE = intervention(
    "Praktik i butik",
    status=InterventionStatus.RUNNING,
    tasks=(
        task("Find praktiksted", JENS, status=TaskStatus.ACCEPTED),
        task("Aftal kontaktperson", METTE),
    ),
)
SUPPORT = intervention(
    "Faste morgener",
    SOCIAL,
    legal_basis="SEL § 85",
    tasks=(task("Morgenplan", AMIRA, due=date(2026, 11, 9)),),
)
WORK = goal("Arbejde 6 timer", PRACTICE, SUPPORT)
SLEEP = goal(
    "Sove 6 timer", owner=Responsible("Bo Testrup", None, ResponsibleKind.CITIZEN), due=None
)


def step(kind: str, by: StaffMember, to: StaffMember | None = None, text: str = "") -> TaskStep:
    """Make a step of some task."""
    return TaskStep(
        identity(f"step {kind} {by.name} {text}"),
        identity("some plan"),
        identity("some task"),
        StepKind(kind),
        NOW,
        by.id,
        by.name,
        text,
        to.id if to else None,
        to.name if to else "",
    )


def enquiry(**fields: Any) -> Enquiry:
    """Make an enquiry that Mette registered from somebody unknown."""
    whole: dict[str, Any] = {
        "id": identity("enquiry"),
        "citizen_id": None,
        "subject": "care",
        "channel": Channel.PHONE,
        "received_on": TODAY,
        "due": date(2026, 11, 20),
        "registered_by": METTE.id,
        "holder": METTE.id,
        "waits_since": TODAY,
    }
    return Enquiry(**(whole | fields))


def plan(citizen_id: UUID | None = None, **fields: Any) -> JointPlan:
    """Make a plan with something in every field; the citizen is Bo when not said."""
    of = citizen_id or identity(BO)
    whole: dict[str, Any] = {
        "id": identity(f"plan {of}"),
        "citizen_id": of,
        "coordinator": METTE.id,
        "deputy": JENS.id,
        "own_words": OwnWords("Jeg vil arbejde, hvor der er ro.", date(2026, 10, 2)),
        "follow_up": date(2027, 1, 18),
        "goals": (WORK, SLEEP),
        "participants": (participant(AMIRA, "Bostøtte"), participant(LIS)),
        "consents": (consent(note="Gælder også mail"),),
        "authors": frozenset({METTE.id}),
        "events": (event(EventKind.CREATED),),
    }
    return JointPlan(**(whole | fields))


def ready_plan(citizen_id: UUID | None = None, **fields: Any) -> JointPlan:
    """Make a plan that lacks nothing for review."""
    return plan(citizen_id, **({"goals": (WORK,)} | fields))


def full_plan(citizen_id: UUID | None = None, **fields: Any) -> JointPlan:
    """Make a plan with every kind of part, and something in every field of one of each."""
    step = SubGoal(
        identity("step"),
        "Op kl. 7",
        date(2026, 12, 1),
        GoalLifecycle.PAUSED,
        GoalAchievement.IMPROVING,
        "Borgeren",
    )
    waiting = Waiting("doctor", "Egen læge", date(2026, 11, 2), date(2026, 12, 4))
    call = task(
        "Ring til klinikken",
        assignee=Responsible("Klinikken", None, ResponsibleKind.OUTSIDE),
        status=TaskStatus.WAITING,
        follower=Responsible(LIS.name, LIS.id),
        waiting=waiting,
        result="Der er svar i uge 50",
        source="Egen læge",
    )
    training = intervention(
        "Træning, to hold",
        HEALTH,
        legal_basis="SUL § 140",
        hours_a_week=Decimal("2.5"),
        weekly_times=(WeeklyTime(2, 540, 600), WeeklyTime(4, 540, 630)),
        purpose="self_care",
        offer="training",
        waiting=replace(waiting, cause="offer"),
        source="Henvisning",
        tasks=(call,),
    )
    work = goal(
        "Arbejde 10 timer",
        PRACTICE,
        training,
        kind=GoalKind.JOB_A,
        priority=Priority.HIGH,
        theme="work",
        marks=("mark_2", "mark_3"),
        change_type=ChangeType.DEVELOP,
        achievement=GoalAchievement.NO_CHANGE,
        source="Borgeren",
        sub_goals=(step, SubGoal(identity("step 2"), "Op kl. 6.30")),
    )
    whole: dict[str, Any] = {
        "own_words": OwnWords("Jeg vil arbejde.", date(2026, 10, 2), "At nogen ringer tilbage"),
        "stance": Stance(CitizenStance.DISAGREES, "For mange møder", date(2026, 11, 1)),
        "statements": (
            Statement(identity("cv"), "resources", "Har kørt bus i 10 år.", EMPLOYMENT, "Borgeren"),
            Statement(identity("net"), "resources", "En søster i byen."),
            Statement(identity("agreed"), "agreements", "Sms dagen før."),
        ),
        "challenges": (
            Challenge(
                identity("pain"),
                "health",
                "Ondt i ryggen",
                FunctionLevel.MODERATE,
                FunctionLevel.SLIGHT,
                FunctionLevel.SEVERE,
                date(2026, 11, 3),
                HEALTH,
                "Egen læge",
            ),
            Challenge(identity("money"), "economy", now=FunctionLevel.NOT_ASSESSED),
        ),
        "goals": (work, SLEEP),
        "contacts": (
            ContactAgreement(
                identity("calls"),
                "phone",
                "Om morgenen",
                2,
                Period.MONTH,
                "Telefon",
                METTE.name,
                SOCIAL,
                "Aftalt på mødet",
            ),
            ContactAgreement(identity("visits"), "visit"),
        ),
        "measurements": (
            Measurement(
                identity("h1"),
                "ordinary_hours",
                date(2026, 9, 1),
                Decimal(0),
                work.id,
                "Før",
                EMPLOYMENT,
                "Lønseddel",
            ),
            Measurement(identity("h2"), "ordinary_hours", date(2026, 11, 1), Decimal("3.25")),
        ),
        "consents": (
            consent(
                scope="Oplysninger om job og helbred",
                sources="Egen læge, jobcentret",
                purpose="Den samlede plan",
                withdrawn_on=date(2026, 11, 5),
                status=ConsentStatus.WITHDRAWN,
            ),
            consent(id=identity("second"), note="Gælder også mail"),
        ),
    }
    return plan(citizen_id, **(whole | fields))
