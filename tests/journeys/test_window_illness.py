"""AC-10 by keyboard alone: Mette is ill, and her 38 citizens with 112 open tasks are passed on."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from coordinator.ports import AuditAction, AuditEntry
from coordinator.use_cases import redistributing
from plans.absence import Absence
from plans.people import Role
from tests.builders import citizen, goal, identity, intervention, plan, task
from tests.journeys.sitting import CTRL, KEY, start
from ui.widgets.rows_model import Heading

CITIZENS, TASKS = 38, 112
BACK = date(2027, 1, 4)


@pytest.fixture
def sitting(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    here = start(tmp_path)
    here.window.resize(1440, 900)
    yield here
    here.leave()


def let_mette_be_ill(sitting):
    """Put Mette in the lead's unit with 38 citizens and 112 tasks, away with a deputy."""
    with sitting.desk().start_work() as work:
        lead = next(e for e in work.staff.everybody() if e.name == "Bente Lærketest")
        deputy = next(
            e for e in work.staff.everybody()
            if e.team == lead.team and e.role is Role.CASEWORKER and e.name == "Anna Fiktivsen"
        )  # fmt: skip
        mette = replace(deputy, id=identity("mette ill"), login="metteill", name="Mette Prøvegaard")
        work.staff.add(mette)
        work.commit()
    with sitting.desk().start_work() as work:
        for number in range(CITIZENS):
            who = citizen(
                id=identity(f"ill {number}"), identifiers=(), family_name=f"Syg{number:02}"
            )
            work.audit.record(AuditEntry(AuditAction.CREATE, who.id, "citizen", related=False))
            work.citizens.add(who)
            tasks = tuple(
                task(f"Opgave {number}.{n}", mette)
                for n in range(3 if number < TASKS - 2 * CITIZENS else 2)
            )
            place = intervention(f"Indsats {number}", tasks=tasks)
            work.plans.add(plan(
                who.id, id=identity(f"ill plan {number}"), coordinator=mette.id, deputy=None,
                goals=(goal(f"Mål {number}", place, owner=None),), participants=(), consents=(), events=(),
                authors=frozenset(),
            ))  # fmt: skip
        away = Absence(identity("ill"), mette.id, date(2026, 9, 7), None, deputy.id)
        work.staff.absences.add(away)
        work.commit()
    return mette, deputy, lead


def owners(sitting):
    """Say who coordinates each of the 38, and who has each of the 112 tasks."""
    coordinators, holders = [], []
    with sitting.desk().start_reading() as work:
        for number in range(CITIZENS):
            found = work.plans.get(identity(f"ill plan {number}"))
            coordinators.append(found.coordinator)
            holders += [each.assignee.staff_id for each in found.tasks]
    return coordinators, holders


def go_to_team(sitting):
    sitting.until_at("Venter på mig")
    sitting.tab_to("Mit team")
    sitting.press(KEY.Key_Space)
    sitting.is_at("Mit team")
    sitting.until(sitting.screen.people.hasFocus, "list")


def choose_row(sitting, words):
    for _step in range(80):
        if words in sitting.chosen():
            return
        sitting.press(KEY.Key_Down)
    raise AssertionError(f"{words} is not in the list")


def test_the_lead_passes_all_on_and_each_has_an_owner_at_every_moment(sitting):
    mette, deputy, lead = let_mette_be_ill(sitting)
    sitting.become("Teamleder")
    sitting.actions = 0
    go_to_team(sitting)
    choose_row(sitting, "Mette Prøvegaard")
    sitting.press(KEY.Key_Return)
    sitting.until(sitting.screen.things.hasFocus, "page")
    sitting.tab_to("Omfordel …")
    sitting.press(KEY.Key_Return)
    sitting.is_at("Omfordeling")
    sitting.until(lambda: sitting.screen.choice is not None, "choice")
    page = sitting.screen.choice
    assert (len(page.citizens.ticked), page.people.ticked) == (CITIZENS, [str(deputy.id)])
    sitting.tab_to("Årsag til sagsbehandlerskift")
    while page.cause.value != "illness_leave":
        sitting.press(KEY.Key_Down)
    sitting.tab_to("Type")
    sitting.press(KEY.Key_Down)
    sitting.tab_to("Går tilbage den")
    sitting.write("04-01-2027")
    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: sitting.screen.outcome is not None, "outcome")
    assert sitting.sees(f"{CITIZENS} borgere · {TASKS} opgaver følger med")
    assert set(owners(sitting)[0]) == {mette.id}
    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: sitting.sees("0 af 38 accepteret · 38 afventer svar"), "offered")
    print(f"{sitting.actions} actions to offer {CITIZENS} citizens")
    assert set(owners(sitting)[0]) == {mette.id}
    (line,) = redistributing.sets(sitting.desk(lead))
    assert (line.redistribution.until, len(line.redistribution.moves)) == (BACK, CITIZENS)

    take_over_all_but_one(sitting, mette, deputy)
    give_the_last_to_another(sitting, mette)


def take_over_all_but_one(sitting, mette, deputy):
    """Let the deputy accept 37 in one go, and decline one."""
    sitting.become("Anna Fiktivsen")
    sitting.until_at("Venter på mig")
    sitting.press(KEY.Key_4, CTRL)
    sitting.is_at("Overdragelser")
    rows = sitting.screen.lists.rows
    sitting.until(lambda: rows.rows.rowCount() > CITIZENS, "offers")
    assert Heading(f"{CITIZENS} borgere fra {mette.name}", CITIZENS) in [
        rows.rows.at(place) for place in range(rows.rows.rowCount())
    ]
    sitting.until(rows.hasFocus, "list")
    sitting.press(KEY.Key_A, CTRL)
    choose_row(sitting, "Syg00")
    sitting.press(KEY.Key_Space)
    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: sitting.sees("37 borgere er dine nu."), "answers")
    coordinators, holders = owners(sitting)
    assert coordinators.count(deputy.id) == CITIZENS - 1
    assert (holders.count(deputy.id), len(holders)) == (TASKS - 3, TASKS)
    choose_row(sitting, "Syg00")
    sitting.press(KEY.Key_Return)
    sitting.until(lambda: sitting.sees("Overdragelse: Bo Syg00"), "hand-over")
    sitting.tab_to("Afvis")
    sitting.press(KEY.Key_Return)
    sitting.until(lambda: QApplication.activeModalWidget() is not None, "question")
    sitting.write("Jeg kender familien")
    sitting.tab_to("Afvis")
    sitting.press(KEY.Key_Return)
    sitting.until(lambda: QApplication.activeModalWidget() is None, "answer")
    assert owners(sitting)[0].count(mette.id) == 1


def give_the_last_to_another(sitting, mette):
    """Let the lead give what came back to somebody else, and see the letters that wait."""
    sitting.become("Bente Lærketest")
    go_to_team(sitting)
    sitting.tab_to("Omfordelinger")
    sitting.press(KEY.Key_Return)
    sitting.is_at("Omfordeling")
    rows = sitting.screen.sets.rows
    sitting.until(lambda: rows.hasFocus() and rows.row is not None, "list")
    sitting.press(KEY.Key_Return)
    sitting.until(lambda: sitting.sees("1 er tilbage hos dig"), "redistribution")
    assert sitting.sees(f"{CITIZENS - 1} er nye")
    sitting.tab_to("Giv de valgte til")
    sitting.write("Dorthe")
    sitting.press(KEY.Key_Return)
    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: sitting.sees("1 afventer svar"), "offered")
    assert owners(sitting)[0].count(mette.id) == 1
