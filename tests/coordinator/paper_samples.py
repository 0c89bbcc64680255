"""Invented people and plans for the tests of papers."""

import gettext
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from coordinator import i18n
from coordinator.dated_lists import CodeBook, DatedList, shipped
from coordinator.reports.content.papers import paper_contents
from coordinator.reports.content.source import Issue, Source
from coordinator.reports.kinds import PaperKey, PaperKind
from coordinator.reports.paper import Municipality, Paper
from coordinator.reports.paper_pdf import render_source
from coordinator.reports.texts import load_texts
from plans.cpr import CprNumber
from plans.parts import (
    Challenge,
    Consent,
    ContactAgreement,
    FunctionLevel,
    Goal,
    GoalKind,
    Intervention,
    Measurement,
    OwnWords,
    Participant,
    Period,
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
    Identifier,
    Protection,
    Role,
    ServiceArea,
    StaffMember,
)
from plans.plan import JointPlan
from plans.states import (
    CitizenStance,
    GoalAchievement,
    InterventionStatus,
    PlanStatus,
    TaskStatus,
)
from plans.weekly import WeeklyTime

LOCALE = Path(__file__).resolve().parents[2] / "resources" / "locale" / "da"

SOLBAEK = Municipality(
    "Solbæk Kommune", "Solbæk Kommune · Rådhuspladsen 1 · 9999 Solbæk", "99991000"
)
APPROVED = Issue(date(2026, 9, 14), approved=True)
DRAFT = Issue(date(2026, 9, 14), approved=False)
CORE_TEAM = Issue(date(2026, 9, 14), approved=True, key=PaperKey(PaperKind.CORE_TEAM))


def speak_danish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the Danish texts, straight from the source of the catalogue."""
    monkeypatch.setattr(i18n._Current, "language", "da")
    monkeypatch.setattr(i18n._Current, "catalogue", _danish_texts())


@cache
def _danish_texts() -> gettext.GNUTranslations:
    catalogue = Catalog()
    for source in sorted(LOCALE.rglob("*.po")):
        for message in read_po(io.BytesIO(source.read_bytes())):
            catalogue[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def source(
    plan: JointPlan,
    citizen: Citizen | None = None,
    issue: Issue = APPROVED,
    people: Mapping[UUID, StaffMember] | None = None,
    language: str = "da",
) -> Source:
    """What a paper of Bo's plan is made from."""
    staff = PEOPLE if people is None else people
    lists = (entry for which in DatedList for entry in shipped(which))
    codes = CodeBook(lists, issue.day)
    return Source(plan, citizen or BO, staff, SOLBAEK, issue, load_texts(language), codes)


def said(of: Source) -> Paper:
    """A paper as it reads, in its fullest."""
    return paper_contents(of)[0]()


def draw(plan: JointPlan, citizen: Citizen | None = None, issue: Issue = APPROVED) -> bytes:
    return render_source(source(plan, citizen, issue))


def pages(pdf: bytes) -> list[str]:
    """The words of each page, white space as single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    found = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return found


def words(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def _staff(number: int, name: str, area: ServiceArea, phone: str) -> StaffMember:
    return StaffMember(
        UUID(int=number), f"login{number}", name, area, "Team Nord", Role.CASEWORKER, phone
    )


METTE = _staff(1, "Mette Prøvegaard", ServiceArea.EMPLOYMENT, "12345678")
JENS = _staff(2, "Jens Udkast", ServiceArea.EMPLOYMENT, "12 34 56 79")
AMIRA = _staff(3, "Amira Skitse", ServiceArea.SOCIAL, "+45 12345680")
LIS = _staff(4, "Lis Kladde", ServiceArea.HEALTH, "12345681")
PEOPLE = {each.id: each for each in (METTE, JENS, AMIRA, LIS)}

BO = Citizen(
    UUID(int=10),
    "Bo",
    "Testrup",
    (Identifier(CprNumber("1502779995")),),
    date(1977, 2, 15),
    address=Address("Birkevænget 12, 2. tv.", "9999", "Solbæk"),
    district="Nordby",
    communication=Communication(phone="87654321"),
)
SARA = Citizen(
    UUID(int=11),
    "Sara",
    "Skærmet",
    (Identifier(CprNumber("6207850002")),),
    date(1985, 7, 2),
    address=Address("Hemmelig Allé 7", "9998", "Skjulby"),
    district="Skjulby Skole",
    protection=Protection(address=True, name=True, special=True),
    communication=Communication(phone="11223344"),
)


def _person(member: StaffMember) -> Responsible:
    return Responsible(member.name, member.id)


def _tasks() -> list[Task]:
    bo = Responsible("Bo Testrup", kind=ResponsibleKind.CITIZEN)
    due = date
    return [
        Task(UUID(int=201), "Aftal første praktikdag med butikken", _person(JENS), due(2026, 9, 24)),
        Task(UUID(int=202), "Skriv en kort aftale om timer og skånehensyn", _person(METTE), due(2026, 10, 1)),
        Task(UUID(int=203), "Ring til butikken, hvis jeg ikke kan komme", bo, due(2026, 12, 31), TaskStatus.ACCEPTED),
        Task(UUID(int=204), "Find en fast dag til morgenhjælp", _person(AMIRA), due(2026, 9, 21), TaskStatus.IN_PROGRESS),
        Task(UUID(int=205), "Læg et budget sammen med Bo", _person(AMIRA), due(2026, 12, 1)),
        Task(UUID(int=206), "Send henvisning til smertehold", _person(LIS), due(2026, 9, 18), TaskStatus.COMPLETED),
        Task(UUID(int=207), "Mød op til den første træning", bo, due(2026, 11, 3)),
        Task(UUID(int=208), "Svar fra klinisk funktion lægges i sagen", _person(METTE), due(2026, 11, 16), TaskStatus.WAITING),
    ]  # fmt: skip


def normal_plan() -> JointPlan:
    """Three goals, five interventions, eight tasks."""
    t = _tasks()
    employment, social, health = list(ServiceArea)[:3]
    running = InterventionStatus.RUNNING

    def intervention(number, area, title, law, provider, start, end, tasks, **more):
        return Intervention(
            UUID(int=100 + number),
            area,
            title,
            law,
            provider,
            start,
            end,
            tasks=tuple(tasks),
            **more,
        )

    first = (
        intervention(1, employment, "Praktik i en butik, 3 timer om ugen", "LAB § 57", "Byens Gulve og Farver", date(2026, 9, 24), date(2026, 12, 18), t[:2]),
        intervention(2, employment, "Mentor de første uger", "LAB § 167", "Jobcentret", date(2026, 9, 24), date(2026, 11, 20), t[2:3]),
    )  # fmt: skip
    second = (
        intervention(3, social, "Bostøtte til faste morgener", "SEL § 85", "Bostøtten", date(2026, 8, 3), None, t[3:4], status=running),
        intervention(4, social, "Rådgivning om økonomi", "SEL § 10", "Borgerrådgivningen", date(2026, 10, 1), None, t[4:5]),
    )  # fmt: skip
    third = (
        intervention(5, health, "Træning for mennesker med smerter", "SUL § 119", "Sundhedscentret", date(2026, 11, 3), date(2027, 1, 26), t[5:], status=running),
    )  # fmt: skip
    return JointPlan(
        UUID(int=20),
        BO.id,
        METTE.id,
        JENS.id,
        PlanStatus.APPROVED,
        3,
        OwnWords(
            "Jeg vil gerne arbejde et sted, hvor der er ro. Først få timer.\nOg jeg vil kunne sove igen, så jeg kan være der for min søn.",
            date(2026, 9, 2),
        ),
        date(2027, 1, 18),
        (
            Goal(UUID(int=31), "Et job på 10 timer om ugen, hvor der er ro", "Jeg er i praktik hver uge og kan klare 10 timer", date(2027, 3, 1), _person(METTE), interventions=first),
            Goal(UUID(int=32), "Ro i hverdagen og styr på pengene", "Jeg er oppe før kl. 8 fire dage om ugen, og regningerne er betalt", date(2027, 1, 15), _person(AMIRA), interventions=second),
            Goal(UUID(int=33), "Færre smerter og bedre søvn", "Jeg sover seks timer om natten og giver søvnen 6 af 10", date(2027, 2, 1), _person(LIS), interventions=third),
        ),
        (
            Participant(UUID(int=41), AMIRA.id, AMIRA.name, social, "Bostøtte"),
            Participant(UUID(int=42), LIS.id, LIS.name, health),
        ),
        (Consent(UUID(int=51), date(2026, 9, 2), "Mundtligt ved samtale", frozenset({employment, social, health}), valid_until=date(2027, 9, 2)),),
    )  # fmt: skip


def whole_plan() -> JointPlan:
    """The normal plan with every part that a plan can carry."""
    plan = normal_plan()
    employment, social, health = list(ServiceArea)[:3]
    first, *others = plan.goals
    practice, *more = first.interventions
    waits, *tasks = practice.tasks
    waiting = Waiting("employer", "Havnecaféen", wake_up_date=date(2026, 9, 20))
    done = replace(tasks[0], status=TaskStatus.COMPLETED, result="Svaret er ja")
    practice = replace(
        practice,
        hours_a_week=Decimal("7.5"),
        weekly_times=(WeeklyTime(2, 9 * 60, 12 * 60),),
        purpose="practical",
        offer="internship",
        source="doctor",
        waiting=Waiting("doctor", "Lægehuset", date(2026, 9, 1), date(2026, 10, 1)),
        tasks=(replace(waits, status=TaskStatus.WAITING, waiting=waiting), done, *tasks[1:]),
    )
    steps = (
        SubGoal(UUID(int=61), "To timer om ugen", date(2026, 11, 1), source="citizen"),
        SubGoal(UUID(int=62), "Fem timer om ugen", achievement=GoalAchievement.IMPROVING),
    )
    first = replace(
        first,
        kind=GoalKind.JOB_A,
        priority=Priority.HIGH,
        theme="physical",
        marks=("work_first",),
        achievement=GoalAchievement.IMPROVING,
        sub_goals=steps,
        interventions=(practice, *more),
    )
    level = FunctionLevel
    return replace(
        plan,
        own_words=replace(plan.own_words, matters="At jeg kan være der for min søn."),
        goals=(first, *others),
        stance=Stance(CitizenStance.DISAGREES, "Jeg vil hellere begynde i december.", date(2026, 9, 10)),
        statements=(
            Statement(UUID(int=71), "resources", "Jeg er god til dyr, og jeg møder til tiden.", employment, "citizen"),
            Statement(UUID(int=72), "health", "Lægen skriver, at ryggen bliver bedre.", health),
            Statement(UUID(int=73), "a heading that was", "En tekst under en gammel overskrift."),
        ),
        challenges=(
            Challenge(UUID(int=81), "physical", "Jeg har ondt i ryggen om morgenen.", level.MODERATE, level.SLIGHT, level.SEVERE, date(2026, 9, 3), health, "doctor"),
            Challenge(UUID(int=82), "mental", "", level.NOT_ASSESSED, service_area=social),
        ),
        contacts=(
            ContactAgreement(UUID(int=91), "walk", "Vi går en tur ved havnen.", 2, Period.MONTH, "Havnen", "Amira", social, "citizen"),
            ContactAgreement(UUID(int=92), "phone", times=3),
        ),
        measurements=(
            Measurement(UUID(int=95), "ordinary_hours", date(2026, 10, 1), Decimal("2.5"), note="uge 40", source="register"),
            Measurement(UUID(int=96), "ordinary_hours", date(2026, 9, 1), Decimal(0)),
            Measurement(UUID(int=97), "pain", date(2026, 9, 1), Decimal(6), first.id),
        ),
        consents=(replace(plan.consents[0], scope="timer og skånehensyn", sources="lægen", purpose="at finde et roligt job"),),
    )  # fmt: skip
