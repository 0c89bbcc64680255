"""Nothing that is known of a citizen gets out but where somebody asked for it.

A citizen with words that stand nowhere else goes through the whole main job, with what goes wrong
on the way. Then everything that was left behind is searched for those words.
"""

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry, NotFound, Stale
from coordinator.use_cases import opening, papers, planning, registering, reviewing
from coordinator.use_cases.papers import PaperWish
from plans.errors import RuleBroken
from plans.parts import Consent, Goal, Intervention, OwnWords, Responsible, Task
from plans.people import Communication, ContactPerson, ContactRole, Protection, ServiceArea
from plans.remarks import RemarkDraft
from tests.journeys.conftest import Terminal
from ui.problems import describe

NUMBER = "150277-9995"
CANARIES = (
    "Fuglekvist",
    "Kanarine",
    "Papegøjestræde",
    "1502779995",
    "150277-9995",
    "Undulatord",
    "Nattergalsmål",
    "Stillitspraktik",
    "Sangdrosselopgave",
    "Gråspurvhensyn",
    "Bogfinkegrund",
    "Musvitkontakt",
    "48151623",
    "polarsisisk",
)
HEAD = "CPR-nr.;Navn;Adresse;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler\r\n"
ROW = "150277-9995;Kanarine Fuglekvist;Papegøjestræde 7, 8999 Solbæk;;A;01-01-2026;;\r\n"


class Aviary:
    """The canaries' way through the program, and all that was said about it."""

    def __init__(self, terminal: Terminal, folder: Path) -> None:
        self.terminal = terminal
        self.folder = folder
        self.said: list[str] = []

    def run(self, *arguments: str) -> str:
        """Do a command; keep what it complained of, give what it was asked for."""
        _status, out, err = self.terminal.run(*arguments)
        self.said.append(err)
        return out

    def refused(self, desk: Desk, deed: object) -> None:
        """Do what is refused, and keep what an error says of itself and of what a log gets."""
        try:
            deed(desk)
        except (RuleBroken, Stale, NotFound, AssertionError) as error:
            self.said += [str(error), repr(error), repr(error.args), describe(error).kind]
        else:
            pytest.fail("it was not refused")


def walk(aviary: Aviary) -> None:
    """Go the whole way: load, find, open, write, review, print, back up, count."""
    export = aviary.folder / "udtraek.csv"
    export.write_text(HEAD + ROW + ROW.replace("150277", "320277"), encoding="utf-8")
    aviary.run("import", "social", str(export), "--json")
    assert "Fuglekvist" in aviary.run("find", "kanarine", "--json")
    aviary.run("find", "papegøjestræde", "--json")
    plan_id = aviary.terminal.at_desk("dafi", lambda desk: write(aviary, desk))
    aviary.terminal.at_desk("idos", lambda desk: returned(aviary, desk, plan_id))
    aviary.terminal.at_desk("dafi", lambda desk: reviewing.send_to_review(desk, plan_id))
    aviary.terminal.at_desk("idos", lambda desk: approved(desk, plan_id))
    aviary.run("plan", "print", NUMBER, "--out", str(aviary.folder / "udskrift.pdf"))
    aviary.terminal.at_desk("dafi", lambda desk: protected(aviary, desk))
    assert "Nattergalsmål" in aviary.run("plan", "show", NUMBER, "--json")
    aviary.run("report", "shared-citizens", "--areas", "employment,social", "--month", "2026-01")
    aviary.run("store", "backup", str(aviary.folder / "kopi.backup"))
    aviary.run("plan", "show", "110390-9995")
    aviary.run("find", NUMBER, "--user", "nobody")


def write(aviary: Aviary, desk: Desk) -> UUID:
    """Make the plan with a canary in every field, and break a rule at each turn."""
    (found,) = _found(desk, NUMBER)
    page = opening.open_citizen(desk, found, "Bogfinkegrund")
    registering.set_communication(desk, page.citizen, Communication("48151623", "", "polarsisisk"))
    page = opening.read_again(desk, found)
    contact = ContactPerson(uuid4(), ContactRole.RELATIVE, "Musvitkontakt", "48151623", "")
    registering.put_contact(desk, page.citizen, contact)
    aviary.refused(desk, lambda at: registering.put_contact(at, page.citizen, contact))
    aviary.refused(desk, lambda at: registering.create_citizen(at, _again()))
    plan_id, _changes = planning.create_plan(desk, found)
    words = OwnWords("Undulatord", date(2026, 9, 1))
    planning.write_own_words(desk, plan_id, OwnWords(), words)
    other = OwnWords("Undulatord igen")
    aviary.refused(desk, lambda at: planning.write_own_words(at, plan_id, OwnWords(), other))
    me = Responsible(desk.member.name, desk.member.id)
    goal = Goal(uuid4(), "Nattergalsmål", "Timer", date(2027, 3, 1), me)
    planning.put_goal(desk, plan_id, None, goal)
    area = ServiceArea.EMPLOYMENT
    step = Intervention(uuid4(), area, "Stillitspraktik", "LAB § 57", "", date(2026, 10, 1))
    planning.put_intervention(desk, plan_id, goal.id, None, step)
    task = Task(uuid4(), "Sangdrosselopgave", me, date(2026, 9, 20))
    planning.put_task(desk, plan_id, step.id, None, task)
    aviary.refused(desk, lambda at: planning.put_task(at, plan_id, uuid4(), None, task))
    aviary.refused(desk, lambda at: reviewing.send_to_review(at, plan_id))
    consent = Consent(uuid4(), date(2026, 9, 1), "Gråspurvhensyn", frozenset({area}))
    planning.put_consent(desk, plan_id, None, consent)
    aviary.refused(desk, lambda at: planning.create_plan(at, found))
    aviary.refused(desk, lambda at: unlogged(at, found))
    reviewing.send_to_review(desk, plan_id)
    return plan_id


def unlogged(desk: Desk, citizen_id: UUID) -> None:
    """Change a citizen and forget the log."""
    with desk.start_work() as work:
        citizen = work.citizens.get(citizen_id)
        work.citizens.save(replace(citizen, given_name="Kanarine To"))
        work.audit.record(AuditEntry(AuditAction.VIEW, citizen_id, related=True))
        work.commit()


def returned(aviary: Aviary, desk: Desk, plan_id: UUID) -> None:
    """Read the plan for review, fail to approve an old one, and send it back."""
    case = reviewing.open_review(desk, plan_id)
    reviewing.return_with_remarks(desk, case.plan, [RemarkDraft("Gråspurvhensyn mangler")])
    aviary.refused(desk, lambda at: reviewing.approve(at, case.plan))


def approved(desk: Desk, plan_id: UUID) -> None:
    """Approve the plan as it is read."""
    reviewing.approve(desk, reviewing.open_review(desk, plan_id).plan)


def protected(aviary: Aviary, desk: Desk) -> None:
    """Protect the address, show it, and print it on a cover for a reason."""
    (found,) = _found(desk, NUMBER)
    page = opening.open_citizen(desk, found, "Bogfinkegrund")
    registering.set_protection(desk, page.citizen, Protection(address=True))
    assert opening.unmask_address(desk, found, "Bogfinkegrund").street.startswith("Papegøje")
    opening.note_copied_number(desk, found)
    assert page.plan is not None
    wish = PaperWish(cover=True, show_address=True, address_reason="Bogfinkegrund")
    paper = papers.save_plan(desk, page.plan.id, wish)
    aviary.said.append(paper.file_name)
    without = PaperWish(cover=True, show_address=True)
    aviary.refused(desk, lambda at: papers.print_plan(at, page.plan.id, without))


def _found(desk: Desk, number: str) -> list[UUID]:
    with desk.start_reading() as work:
        return [each.id for each in work.lists.find(number, 2)]


def _again() -> registering.NewCitizen:
    return registering.NewCitizen(NUMBER, "Kanarine", "Fuglekvist")


def test_no_canary_is_heard_outside_or_lies_open_on_the_disk(
    solbaek: Terminal, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    aviary = Aviary(solbaek, tmp_path)
    walk(aviary)
    assert len(caplog.records) > 20, "the loggers were asked for everything they know"
    heard = [caplog.text, *aviary.said, *(str(each) for each in tmp_path.rglob("*"))]
    assert _canaries_in("\n".join(heard).encode()) == []
    asked_for = {"udtraek.csv", "udskrift.pdf"}
    left = [each for each in tmp_path.rglob("*") if each.is_file() and each.name not in asked_for]
    assert {each.name for each in left} >= {"samplan.db", "samplan.db.key.json"}
    assert len(left) > 3, "the store, its key, and backups"
    for each in left:
        found = _canaries_in(each.read_bytes())
        assert (each.name, found) == (each.name, [])


def _canaries_in(data: bytes) -> list[str]:
    """Name the canaries in it, however they are written; ``lower`` knows no letters but ASCII's."""
    small = data.lower()
    for letter in "ÆØÅ":
        small = small.replace(letter.encode(), letter.lower().encode())
    return [each for each in CANARIES if each.lower().encode() in small]


def test_a_canary_is_heard_however_it_is_written() -> None:
    for each in ("PAPEGØJESTRÆDE 7", "nattergalsmål", "GråSpurvHensyn", "48151623"):
        assert len(_canaries_in(b"\xff\x00" + each.encode() + b"\xc3")) == 1
