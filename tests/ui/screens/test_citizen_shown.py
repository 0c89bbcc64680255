"""What the citizen page says: cases, sources, versions, protection, and what is not known."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from coordinator.desk import Desk
from coordinator.lists import CitizenPage, HistoryLine, VersionLine
from plans.absence import Absence
from plans.cpr import CprNumber
from plans.parts import EventKind, Goal, Intervention, Participant, PlanEvent, Task
from plans.people import (
    CaseFile,
    Citizen,
    Communication,
    ContactPerson,
    ContactRole,
    Identifier,
    Protection,
    ServiceArea,
)
from plans.plan import JointPlan
from plans.states import PlanStatus
from plans.withheld import Withheld
from tests.ui.screens.citizen_world import LIS, METTE, TODAY, Clock, speak_english
from ui.screens.citizen.forms import make_form
from ui.screens.citizen.overview import Overview
from ui.screens.citizen.showing import show
from ui.screens.citizen.tabs import Cases, Contact, History, TabDeeds

CPR = CprNumber("1502779995")
CITIZEN = Citizen(uuid4(), "Bo", "Testrup", (Identifier(CPR),), date(1977, 2, 15))
PAGE = CitizenPage(CITIZEN, (), None, {}, (), ())
SOCIAL, HEALTH = ServiceArea.SOCIAL, ServiceArea.HEALTH
DESK = Desk(METTE, lambda *_: None, Clock())


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


def case(area=SOCIAL, **facts):
    values = {"title": "Bostøtte", "start": date(2025, 1, 2), "end": None} | facts
    return CaseFile(uuid4(), CITIZEN.id, area, **values)


def plan(**facts):
    return JointPlan(uuid4(), CITIZEN.id, METTE.id, **facts)


def shown(**facts):
    return show(replace(PAGE, **facts), DESK)


def of(**facts):
    return shown(citizen=replace(CITIZEN, **facts))


@pytest.mark.parametrize(
    ("facts", "who", "unknown"),
    [
        ({"caseworker": LIS, "caseworker_text": "lis"}, "Lis Kladde", False),
        ({"caseworker_text": "zz9"}, "zz9 (unknown login)", True),
        ({}, "No case worker", False),
    ],
)
def test_a_case_names_its_case_worker_or_what_was_read(facts, who, unknown):
    found = shown(case_files=(case(**facts),)).cases[0]
    assert (found.who, found.unknown_login) == (who, unknown)


def test_a_case_says_its_time_and_its_details():
    open_ended = case(title="", start=None, distance="Tæt på", job_goals=("Butik", "Lager"))
    ended = case(HEALTH, end=date(2025, 3, 1))
    first, second = shown(case_files=(open_ended, ended)).cases
    assert (first.title, first.period) == ("Case without a title", "start not known – no end")
    assert (first.detail, first.running) == ("Tæt på · Butik, Lager", True)
    assert (second.period, second.running) == ("02-01-2025 – 01-03-2025", False)


def test_an_occupation_that_an_export_names_twice_stands_once():
    found = shown(case_files=(case(distance="", job_goals=("Lager", "Lager")),)).cases[0]
    assert found.detail == "Lager"


def test_a_case_that_begins_later_does_not_run_yet():
    assert not shown(case_files=(case(start=date(2027, 1, 1)),)).cases[0].running


@pytest.mark.parametrize(
    ("protection", "title"),
    [
        (Protection(), None),
        (Protection(name=True), "Protected name"),
        (Protection(address=True), "Protected address"),
        (Protection(special=True), "Protected address – special protection"),
        (Protection(address=True, until=TODAY), "Protected address until 17 November 2026"),
        (
            Protection(name=True, until=date(2026, 11, 16)),
            "Protected name: the registration ended on 16 November 2026",
        ),
    ],
)
def test_the_banner_says_what_is_protected_until_when(protection, title):
    found = of(protection=protection).protection
    assert (found.title if found else None) == title


def test_a_protected_name_alone_hides_no_address():
    found = of(protection=Protection(name=True), district="Nordby")
    assert found.facts == ("49 years", "Nordby")
    assert not found.protection.masks


def test_a_district_that_is_withheld_is_a_protected_address():
    assert of(district=Withheld()).facts[-1] == "Protected address"


def test_what_is_not_known_is_said():
    found = of(birth_date=None, identifiers=())
    assert (found.number, found.facts, found.birth_date) == ("", (), "Not known")
    assert (found.address, found.district) == ("Not known", "Not known")


@pytest.mark.parametrize(
    ("language", "words"), [("arabisk", "Interpreter: arabisk"), ("", "Interpreter")]
)
def test_interpreter_and_paper_are_pills(language, words):
    spoken = Communication(language=language, interpreter=True, digital_exempt=True)
    found = of(communication=spoken)
    assert [pill.text for pill in found.pills] == [words, "Letters on paper"]
    assert ("Digital post", "Exempt: gets letters on paper") in found.contact


def test_earlier_numbers_stand_with_their_dates():
    replacement = CprNumber("7103900001")
    numbers = (
        Identifier(CprNumber("1103909995"), valid_to=date(2020, 1, 1)),
        Identifier(replacement, date(2020, 1, 1), date(2026, 10, 1)),
        Identifier(CPR, date(2026, 10, 1)),
    )
    assert [(number.text, number.note) for number in of(identifiers=numbers).numbers] == [
        ("150277-9995", "from 01-10-2026"),
        ("710390-0001", "Replacement number · from 01-01-2020 to 01-10-2026"),
        ("110390-9995", "until 01-01-2020"),
    ]


def test_a_plan_with_little_in_it_says_what_is_missing():
    practice = Intervention(uuid4(), SOCIAL, "Bostøtte", tasks=(Task(uuid4(), ""),))
    empty = plan(goals=(Goal(uuid4(), "Mål", interventions=(practice,)),))
    found = shown(plan=empty, staff={METTE.id: METTE})
    step = found.plan.steps[0]
    assert (step.title, step.who, step.pill.text) == (
        "Task without a text",
        "Nobody has it yet",
        "No deadline",
    )
    assert found.plan.consent.missing
    assert found.plan.own_words_note == "The citizen's own words"
    assert found.pills[1].text == "Consent missing"


def test_versions_and_events_are_told():
    returned = PlanEvent(
        uuid4(), EventKind.RETURNED, datetime(2026, 11, 1, 9, tzinfo=UTC), METTE.id, METTE.name,
        "Skriv frist",
    )  # fmt: skip
    known = VersionLine(3, date(2026, 9, 14), "abcdef0123456789", "")
    approved = plan(version=3, status=PlanStatus.CLOSED, events=(returned,))
    found = shown(plan=approved, staff={METTE.id: METTE}, versions=(known,)).plan
    assert found.versions[0].title == "Version 3, approved 14 September 2026"
    assert found.versions[0].fingerprint == "abcdef012345"
    assert found.events[0].text == "Returned with remarks: Skriv frist"
    assert found.closed


def test_somebody_without_function_and_team_is_in_the_core_team():
    teamless = replace(LIS, team="", service_area=None)
    part = Participant(uuid4(), LIS.id, LIS.name, None)
    staffed = {METTE.id: METTE, LIS.id: teamless}
    found = shown(plan=plan(participants=(part,)), staff=staffed)
    assert (found.people[1].subtitle, found.people[1].area) == ("Core team", "")


def test_a_log_line_without_a_part_says_what_was_done():
    line = HistoryLine(
        datetime(2026, 11, 17, 9, tzinfo=UTC), "Lis Kladde", "print", "", "Møde", True
    )
    found = shown(history=(line,)).log[0]
    assert (found.what, found.why, found.clock) == ("Printed", "Møde", "10:00")


@pytest.mark.parametrize(
    ("action", "related", "said"),
    [
        ("view", True, "With a case relation"),
        ("view", False, "Without a case relation"),
        ("load", False, ""),
    ],
)
def test_the_log_says_how_who_did_it_stood_to_the_citizen(tabs, action, related, said):
    line = HistoryLine(datetime(2026, 11, 17, 9, tzinfo=UTC), LIS.name, action, "", "", related)
    page = shown(history=(line,))
    assert page.log[0].relation == said
    log = tabs[-1]
    log.show_citizen(page)
    assert [each for each in words(log) if "case relation" in each] == ([said] if said else [])


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


@pytest.fixture
def tabs(qtbot):
    deeds = TabDeeds(*(lambda *_: None for _ in TabDeeds.__dataclass_fields__))
    made = [kind(deeds) for kind in (Overview, Cases, Contact, History)]
    for tab in made:
        qtbot.addWidget(tab)
    return made


def test_the_tabs_show_cases_sources_people_and_versions(tabs):
    overview, cases, contact, history = tabs
    guardian = ContactPerson(uuid4(), ContactRole.GUARDIAN, "Vera Værgeby", "12121212", "§ 5")
    known = VersionLine(1, date(2026, 9, 14), "abcdef0123456789", "")
    found = shown(
        citizen=replace(CITIZEN, contacts=(guardian,)),
        case_files=(case(caseworker_text="zz9"), case(HEALTH, end=date(2025, 3, 1), title="Træning")),
        plan=plan(version=1),
        staff={METTE.id: METTE},
        versions=(known,),
        source_differences=((SOCIAL, "Bo Testrup", "Vej 1"), (HEALTH, "", "")),
    )  # fmt: skip
    for tab in tabs:
        tab.show_citizen(found)
    said = words(overview)
    assert {"Bostøtte", "zz9 (unknown login)", "Vej 1", "No name", "No address"} <= set(said)
    assert "Træning" not in said
    assert "No open tasks and no dates ahead." in said
    assert "Træning" in words(cases)
    assert "Guardian · 12121212 · § 5" in words(contact)
    assert "Version 1, approved 14 September 2026" in words(history)


def test_who_may_only_look_sees_no_buttons_to_change(tabs):
    _overview, _cases, contact, _history = tabs
    contact.show_citizen(replace(shown(), may_change=False))
    assert contact.findChildren(QPushButton) == []


def test_who_ends_a_protection_reads_which_exports_bring_it_back(qtbot):
    class NoWrites:
        """Nobody keeps anything."""

    def said_of(**page):
        form = make_form("protection", shown(citizen=protected, **page), NoWrites())
        qtbot.addWidget(form)
        return " ".join(words(form))

    protected = replace(CITIZEN, protection=Protection(address=True))
    assert "The next load protects it again" not in said_of()
    assert "protected in the data from Social" in said_of(protecting_sources=(SOCIAL,))


def test_who_was_never_asked_has_answered_nothing():
    asked = HistoryLine(
        datetime(2026, 11, 1, 9, tzinfo=UTC), "Mette", "change", "communication", "", True
    )
    never = dict(shown().contact)
    assert (never["Interpreter"], never["Digital post"]) == ("Not known", "Not known")
    answered = dict(shown(history=(asked,)).contact)
    assert (answered["Interpreter"], answered["Digital post"]) == (
        "Not needed",
        "Gets digital post",
    )
    written = dict(of(communication=Communication(phone="12121212")).contact)
    assert (written["Interpreter"], written["Digital post"]) == ("Not needed", "Gets digital post")


def logged(minute, action="change", subject="task", who="Lis Kladde"):
    at = datetime(2026, 11, 17, 9, minute, tzinfo=UTC)
    return HistoryLine(at, who, action, subject, "", True)


def test_what_is_done_again_and_again_is_one_line_with_a_count():
    lines = (logged(9), logged(8), logged(7, who="Mette"), logged(6), logged(5, subject="goal"))
    assert [(each.clock, each.who, each.what) for each in shown(history=lines).log] == [
        ("10:09", "Lis Kladde", "Changed: task (2 times)"),
        ("10:07", "Mette", "Changed: task"),
        ("10:06", "Lis Kladde", "Changed: task"),
        ("10:05", "Lis Kladde", "Changed: goal"),
    ]


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("paused", "Plan: put on hold"),
        ("activated", "Plan: gone through with the citizen"),
        ("sent", "Review: sent to review"),
        ("returned", "Review: returned"),
    ],
)
def test_only_what_belongs_to_review_is_called_review(subject, said):
    line = logged(1, "review", subject)
    assert [each.what for each in shown(history=(line,)).log] == [said]


def test_the_people_row_says_who_is_away_and_who_stands_in():
    away = Absence(uuid4(), METTE.id, TODAY, date(2026, 11, 20), LIS.id)
    found = shown(
        plan=plan(), staff={METTE.id: METTE}, absences={METTE.id: away}, deputies={LIS.id: LIS.name}
    )
    (person,) = found.people
    assert person.subtitle == f"Coordinating case worker · away until 20 Nov, deputy {LIS.name}"
