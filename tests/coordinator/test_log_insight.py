"""A citizen gets their own log in plain words, as a paper and as a table."""

import csv
import io
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest

from coordinator.i18n import use_language
from coordinator.lists import InsightLine
from coordinator.ports import AuditAction, AuditEntry
from coordinator.reports.insight_paper import insight_csv
from coordinator.reports.ledger import Ledger
from coordinator.reports.paper import LedgerOnPaper
from coordinator.reports.sheet import Typesetter
from coordinator.use_cases import log_insight
from coordinator.use_cases.log_insight import CitizensLog
from coordinator.wording import COMMAND_LINE
from plans.errors import RuleBroken
from plans.people import Protection
from plans.readability import measure
from tests.builders import AMIRA, BIRGER, BO, KIM, METTE, TODAY, citizen, identity, plan

BOS = identity(BO)


@pytest.fixture(autouse=True)
def danish():
    use_language("da")


@pytest.fixture
def looked(house):
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan())
        for _turn in range(3):
            work.audit.record(AuditEntry(AuditAction.VIEW, BOS, "plan", related=True))
        work.commit()
    with house.begin(AMIRA, True) as work:
        look = AuditEntry(AuditAction.VIEW, BOS, "citizen", why="=Bo ringede", related=False)
        work.audit.record(look, replace(look, why=""))
        work.commit()
    return house


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_the_paper_says_who_unit_when_what_and_why_without_names(looked):
    said = words(log_insight.citizens_log(looked.desk(METTE), BOS).pdf())
    assert "Hvem har set og skrevet om dig" in said
    assert "Der er 5 linjer" in said
    assert "Sagsbehandler, Beskæftigelse, Team Nord" in said
    assert "17-11-2026 kl. " in said
    assert "(3 gange)" in said
    assert "Set: plan Arbejder med din sag" in said
    assert "=Bo ringede" in said
    assert "Ingen begrundelse skrevet" in said
    assert METTE.name not in said
    assert AMIRA.name not in said


def test_how_somebody_came_to_look_is_no_reason_to_a_citizen(looked):
    with looked.begin(METTE, True) as work:
        look = AuditEntry(AuditAction.VIEW, BOS, "number", why=COMMAND_LINE, related=True)
        work.audit.record(look)
        work.commit()
    said = words(log_insight.citizens_log(looked.desk(METTE), BOS).pdf())
    assert "Set: CPR-nummer Arbejder med din sag" in said


def test_names_are_told_only_when_asked_for_and_that_is_logged(looked):
    found = log_insight.citizens_log(looked.desk(METTE), BOS, names=True)
    assert f"{AMIRA.name}, sagsbehandler" in words(found.pdf())
    with looked.begin(METTE, False) as work:
        told = [(line.action, line.subject, line.why) for line in work.lists.history(BOS, 9)]
    assert told.count(("export", "log", "Med medarbejdernes navne")) == 1


def test_the_program_itself_is_named_once():
    at = datetime(2026, 11, 17, tzinfo=UTC)
    line = InsightLine(at, "System", "system", None, "", "load", "case", "", related=False)
    rows = insight_csv([line], names=True).decode("utf-8-sig").splitlines()
    assert rows[1].split(";")[2] == "System"


def test_the_table_has_every_line_and_no_formula(looked):
    content = log_insight.citizens_log(looked.desk(METTE), BOS).csv()
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert head == ["Dag", "Tid", "Hvem", "Enhed", "Hvad", "Årsag"]
    assert len(rows) == 5
    assert {row[5] for row in rows} == {
        "'=Bo ringede", "Ingen begrundelse skrevet", "Arbejder med din sag",
    }  # fmt: skip
    assert {row[3] for row in rows} == {"Beskæftigelse, Team Nord", "Social, Bostøtte"}


def test_the_number_finds_the_citizen_on_the_command_line_and_asking_is_logged(looked):
    desk = looked.desk(BIRGER)
    assert log_insight.citizens_log_by_number(desk, BO).citizen.id == BOS
    with looked.begin(METTE, False) as work:
        before = work.lists.counts()["audit"]
    with pytest.raises(RuleBroken, match="citizen-unknown"):
        log_insight.citizens_log_by_number(desk, KIM)
    with looked.begin(METTE, False) as work:
        assert work.lists.counts()["audit"] > before


def test_an_empty_log_and_a_protected_address_are_said():
    guarded = replace(citizen(), protection=Protection(address=True))
    sender = log_insight.Municipality("Solbæk Kommune")
    said = words(CitizensLog(guarded, (), sender, TODAY, names=False).pdf())
    assert "Ingen har set eller skrevet noget" in said
    assert "Beskyttet adresse" in said


def test_a_long_log_breaks_between_rows_with_headings_on_each_page():
    chance = random.Random(1)
    at = datetime(2026, 11, 1, 8, tzinfo=UTC)
    line = InsightLine(at, "Mette", "caseworker", None, "", "view", "plan", "", related=True)
    lines = tuple(
        replace(line, at=at + timedelta(hours=turn), why=f"{turn} {'x' * chance.randint(0, 90)}")
        for turn in range(120)
    )
    sender = log_insight.Municipality("Solbæk Kommune")
    found = CitizensLog(citizen(), lines, sender, TODAY, names=False)
    pdf = found.pdf()
    assert pdf == found.pdf()
    pages = list(pypdfium2.PdfDocument(pdf))
    assert len(pages) > 3
    for page in pages:
        said = " ".join(page.get_textpage().get_text_bounded().split())
        assert "Hvornår Hvem Hvad Årsag" in said
    shown = words(pdf)
    assert sum(shown.count(f"{day:02}-11-2026 kl.") for day in range(1, 8)) == 120


def test_a_row_that_is_higher_than_the_room_left_goes_to_the_next_page():
    part = LedgerOnPaper(("A", "B"), (("x" * 400, ""), ("y", "z")), (1.0, 1.0))
    ledger = Ledger.of(part, Typesetter())
    _width, height = ledger.wrap(500, 1000)
    assert ledger.split(500, 20) == []
    first, rest = ledger.split(500, height - 1)
    assert first.wrap(500, 0)[1] + rest.wrap(500, 0)[1] > height
    assert len(ledger.split(500, height)) == 1


def test_what_the_paper_says_to_the_citizen_is_plain():
    sender = log_insight.Municipality("Solbæk Kommune")
    paper = log_insight.insight_paper(citizen(), (), sender, TODAY, names=False)
    told = " ".join(part for part in paper.sections[0].parts if isinstance(part, str))
    assert measure(told).lix <= 35
