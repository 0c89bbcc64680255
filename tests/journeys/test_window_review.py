"""AC-11 in the real window: a plan is returned with remarks, mended, and reviewed again."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QAbstractButton

from coordinator.canonical import sha256_of
from coordinator.ports import AuditAction, KeptPaper
from coordinator.reports.kinds import CITIZENS_PLAN
from coordinator.use_cases import planning, reviewing
from coordinator.use_cases.log import Log
from coordinator.use_cases.review_queue import review_queue
from coordinator.use_cases.signing_in import SYSTEM
from plans.flat import PlanPart
from plans.history import differences
from plans.people import Role
from plans.states import PlanStatus
from tests.journeys.sitting import CTRL, KEY, start
from ui.screens.day.view import DayView

WHEN, WHERE = "Skriv, hvornår det er sagt.", "Skriv, hvor det står."


@pytest.fixture
def sitting(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    here = start(tmp_path)
    # An approval draws ten papers; which they are is the subject of other tests.
    paper = KeptPaper(CITIZENS_PLAN, b"%PDF", sha256_of(b"%PDF"))
    monkeypatch.setattr(reviewing, "version_papers", lambda *_all, **_more: lambda _told: (paper,))
    here.window.resize(1440, 900)
    yield here
    here.leave()


def lead_of(sitting):
    """The team lead that the practice store offers."""
    with sitting.desk().start_reading() as work:
        staff, mine = work.staff.everybody(), sitting.me()
    unit = (Role.TEAM_LEAD, mine.service_area, mine.team)
    return next(each for each in staff if (each.role, each.service_area, each.team) == unit)


def add_second_lead(sitting, lead):
    second = replace(lead, id=uuid4(), login="viggo", name="Viggo Prøvegaard", email="")
    with sitting.desk(SYSTEM).start_work() as work:
        Log(work, sitting.desk(SYSTEM)).note(AuditAction.CHANGE, None, "staff")
        work.staff.add(second)
        work.commit()
    return second


def come_as(sitting, member):
    before = sitting.window
    sitting.program._sign_in(sitting.program._store, member.login)
    sitting.until(
        lambda: sitting.window is not before and isinstance(sitting.screen, DayView), member.name
    )
    sitting.window.resize(1440, 900)
    sitting.until(sitting.window.isActiveWindow, "window")


def open_from_the_day(sitting, plan_id, title):
    """Go down the day to the plan, and Enter."""
    lines = sitting.screen.work
    sitting.until(lines.hasFocus, "list")
    for _row in range(lines.rows.rowCount()):
        item = lines.row.item if lines.row is not None else None
        if item is not None and item.plan_id == plan_id:
            break
        sitting.press(KEY.Key_Down)
    sitting.press(KEY.Key_Return)
    sitting.is_at(title)


def is_read(sitting):
    sitting.until(lambda: sitting.screen.cards and sitting.screen.cards.isVisible(), "the plan")
    return [card.key for card in sitting.screen.cards.cards]


def queue_of(sitting):
    return [(item.row.pill, item.row.plan_id) for item in sitting.screen.queue.items]


def test_a_returned_plan_is_mended_and_reviewed_by_what_changed(sitting):
    author, lead = sitting.me(), lead_of(sitting)
    second = add_second_lead(sitting, lead)
    plan_id = review_queue(sitting.desk(lead)).waiting[0].plan_id

    def stored():
        with sitting.desk().start_reading() as work:
            return work.plans.get(plan_id)

    before = stored()
    come_as(sitting, lead)
    open_from_the_day(sitting, plan_id, "Gennemsyn")
    keys = return_with_two_remarks(sitting)
    sitting.until(lambda: stored().status is PlanStatus.DRAFT, "the return")
    assert differences(before, stored()) == ()

    # The lead lends a hand, and is one of its authors from now on.
    planning.set_deputy(sitting.desk(author), plan_id, before.deputy, lead.id)
    planning.set_follow_up(sitting.desk(lead), plan_id, before.follow_up, date(2027, 2, 1))
    come_as(sitting, author)
    open_from_the_day(sitting, plan_id, "Samlet plan")
    mend(sitting, stored)
    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: stored().status is PlanStatus.IN_REVIEW, "review")

    for member, words in (
        (author, "En teamleder, der ikke selv har skrevet"),
        (lead, "du selv har skrevet i"),
    ):
        come_as(sitting, member)
        sitting.window.open("review", str(plan_id))
        is_read(sitting)
        assert sitting.sees(words)
        sitting.press(KEY.Key_Return, CTRL)
        assert sitting.screen.decision.primary is None
    assert stored().status is PlanStatus.IN_REVIEW

    come_as(sitting, second)
    open_from_the_day(sitting, plan_id, "Gennemsyn")
    changed = is_read(sitting)
    assert sitting.screen.mode.value == "return"
    assert changed[:2] == keys
    assert {each.part for each in differences(before, stored())} == {
        PlanPart.OWN_WORDS, PlanPart.STATEMENT, PlanPart.FOLLOW_UP, PlanPart.LEADS,
    }  # fmt: skip
    assert len(changed) == 4
    for remark in (WHEN, WHERE):
        assert sitting.sees(remark)
    solved = [text for text in sitting.texts() if text.endswith(f"· Løst af {author.name}")]
    assert len(solved) == 2
    sitting.until(lambda: ("Sendt i dag", plan_id) in queue_of(sitting), "the queue")
    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: stored().version == 1, "approval")


def return_with_two_remarks(sitting):
    """F8 and M at the first part and at the next; gives the names of the parts."""
    is_read(sitting)
    keys = []
    for words in (WHEN, WHERE):
        sitting.press(KEY.Key_F8)
        keys.append(sitting.screen.cards.current().key)
        sitting.press(KEY.Key_M)
        sitting.write(words)
    assert sitting.sees("Returnér med 2 bemærkninger")
    sitting.press(KEY.Key_Return, CTRL)
    return keys


def mend(sitting, stored):
    """F8 leads to each remark; what is written there answers it, and each is marked as solved."""
    sitting.until(lambda: len(sitting.screen.inspector.remarks.places) == 2, "remarks")
    sitting.press(KEY.Key_F8)
    sitting.write("Sagt i går. ")
    sitting.until(lambda: "Sagt i går." in stored().own_words.text, "the words")
    sitting.press(KEY.Key_F8)
    sitting.write("Fra samtalen. ")
    sitting.until(lambda: "Fra samtalen." in stored().statements[0].text, "the statement")
    for left in (1, 0):
        sitting.until(
            lambda: sitting.find_named("Markér som løst", QAbstractButton) is not None, "button"
        )
        sitting.click_on("Markér som løst", QAbstractButton)
        sitting.until(
            lambda left=left: len(sitting.screen.inspector.remarks.places) == left, "solved"
        )
