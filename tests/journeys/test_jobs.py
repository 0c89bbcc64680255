"""The frequent jobs within their budgets of keys and clicks (experience.md § 11.1)."""

from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from coordinator.canonical import sha256_of
from coordinator.lists import WorkKind
from coordinator.ports import AuditAction, KeptPaper
from coordinator.reports.kinds import CITIZENS_PLAN
from coordinator.use_cases import enquiries, follow_up, notes, reviewing, worklists
from coordinator.use_cases.log import Log
from plans.flat import PlanPart
from plans.notes import NoteThread
from plans.states import InterventionStatus, PlanStatus, TaskStatus
from tests.journeys.effort import APPROVE, PHONED, RECENT, Effort
from tests.journeys.sitting import CTRL, KEY, SHIFT, start
from ui.printing import make_printer

WORDS = "Vi talte om praktikken. Karla ringer på mandag."


@pytest.fixture
def sitting(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    here = start(tmp_path)
    here.window.resize(1440, 900)
    yield here
    here.leave()


# -- 1: find and open a citizen ------------------------------------------------------------------


def found_by(sitting, most):
    """A citizen of mine and the first letters that find them before anybody else."""
    desk = sitting.desk(sitting.me())
    _recent, mine = worklists.near_citizens(desk)
    for each in mine:
        letters = each.name.lower()[:most].strip()
        if worklists.find_citizens(desk, letters)[0].id == each.id:
            return each, letters
    raise AssertionError("nobody is found by so few letters")


def on_page_of(sitting, citizen):
    sitting.is_at("Borger")
    sitting.until(sitting.screen.board.pane.isVisible, "citizen page")
    return sitting.screen.board._shown.citizen.id == citizen.id


def test_a_citizen_is_found_by_keyboard(sitting, record_property):
    citizen, letters = found_by(sitting, 6)
    effort = Effort(sitting, 1)
    effort.press(KEY.Key_K, CTRL)
    effort.spell(letters)
    rows = sitting.screen.list.rows
    sitting.until(lambda: citizen.name in str(rows.data(rows.index(0, 0))), citizen.name)
    effort.press(KEY.Key_Return)
    assert on_page_of(sitting, citizen)
    effort.settle_account(record_property)


def test_a_citizen_is_found_by_mouse(sitting, record_property):
    citizen, letters = found_by(sitting, 6)
    effort = Effort(sitting, 1, note="søgt")
    effort.click(sitting.window.topbar.search)
    effort.write(letters)
    table = sitting.screen.list
    sitting.until(
        lambda: citizen.name in str(table.rows.data(table.rows.index(0, 0))), citizen.name
    )
    effort.click_in_row(table, 0)
    assert on_page_of(sitting, citizen)
    effort.settle_account(record_property)

    sitting.press(KEY.Key_1, CTRL)
    sitting.is_at("Min dag")
    sitting.until(lambda: sitting.find_named(citizen.name, QAbstractButton), "the sidebar")
    effort = Effort(sitting, 1, note=RECENT)
    effort.click_on(citizen.name, QAbstractButton)
    assert on_page_of(sitting, citizen)
    effort.settle_account(record_property)


# -- 2: a note after a talk ----------------------------------------------------------------------


def notes_of(sitting, citizen_id):
    found = notes.read_notes(sitting.desk(sitting.me()), citizen_id, "Prøve")
    return [each.note.text for each in found if isinstance(each, NoteThread)]


def test_a_note_is_written_by_keyboard_on_the_chosen_line_of_the_day(sitting, record_property):
    citizen_id = sitting.screen.work.row.item.citizen_id
    before = notes_of(sitting, citizen_id)
    effort = Effort(sitting, 2)
    effort.press(KEY.Key_N, CTRL | SHIFT)
    sitting.until_at("Tekst")
    effort.write(WORDS)
    effort.press(KEY.Key_Return, CTRL)
    sitting.is_at("Min dag")
    assert sorted([*before, WORDS]) == sorted(notes_of(sitting, citizen_id))
    effort.settle_account(record_property)


def test_a_note_is_written_by_mouse_on_an_open_citizen(sitting, record_property):
    citizen, letters = found_by(sitting, 6)
    sitting.find(letters, citizen.name)
    effort = Effort(sitting, 2)
    effort.click_on("Notat", QAbstractButton)
    sitting.until_at("Tekst")
    effort.write(WORDS)
    effort.click_on("Gem notat", QAbstractButton)
    sitting.until(lambda: WORDS in notes_of(sitting, citizen.id), "the note")
    effort.settle_account(record_property)


# -- 3: a task is done ---------------------------------------------------------------------------


SIGN = 19  # the middle of the sign before a line of the day


def go_down_to(sitting, wanted):
    """Go to a line by keys; which line one stands on is not part of a job."""
    work = sitting.screen.work
    sitting.until(work.hasFocus, "list")
    for _row in range(work.rows.rowCount()):
        if work.row is not None and wanted(work.row):
            return work.row.item
        sitting.press(KEY.Key_Down)
    raise AssertionError("no such line")


def is_task(line):
    return line.verbs[0].deed == "done"


def not_chosen(sitting, wanted):
    """The place of a line that is not chosen."""
    work = sitting.screen.work
    for place in range(work.rows.rowCount()):
        line = work.rows.at(place)
        if hasattr(line, "verbs") and line is not work.row and wanted(line):
            return place
    raise AssertionError("no such line")


def is_done(sitting, item):
    with sitting.desk(sitting.me()).start_reading() as work:
        tasks = {task.id: task for task in work.plans.get(item.plan_id).tasks}
    return tasks[item.part_id].status is TaskStatus.COMPLETED


def test_a_task_is_done_by_keyboard(sitting, record_property):
    item = go_down_to(sitting, is_task)
    effort = Effort(sitting, 3)
    effort.press(KEY.Key_Space)
    sitting.until(lambda: is_done(sitting, item), "the task")
    effort.settle_account(record_property)


def test_a_task_is_done_by_mouse(sitting, record_property):
    work = sitting.screen.work
    place = not_chosen(sitting, is_task)
    item = work.rows.at(place).item
    effort = Effort(sitting, 3)
    effort.click_in_row(work, place, from_left=SIGN)
    sitting.until(lambda: is_done(sitting, item), "the task")
    effort.settle_account(record_property)


# -- 5: ask again for an answer ------------------------------------------------------------------


def awaited_of(sitting):
    awaited = sitting.screen.awaited_card.list
    sitting.until(lambda: awaited.row is not None, "something is awaited")
    return awaited


def test_an_answer_is_asked_for_again_by_keyboard(sitting, record_property):
    awaited = awaited_of(sitting)
    for _region in range(8):
        if not awaited.hasFocus():
            sitting.press(KEY.Key_F6)
    assert not awaited.row.reminded
    effort = Effort(sitting, 5)
    effort.press(KEY.Key_R)
    sitting.until(lambda: awaited.row.reminded, "the reminder")
    effort.settle_account(record_property)


def test_an_answer_is_asked_for_again_by_mouse(sitting, record_property):
    awaited = awaited_of(sitting)
    last = awaited.rows.columnCount() - 1
    assert not awaited.rows.at(1).reminded
    effort = Effort(sitting, 5)
    effort.click_in_row(awaited, 1, last)
    sitting.until(lambda: awaited.rows.at(1).reminded, "the reminder")
    effort.settle_account(record_property)


# -- 7: print the plan for the citizen -------------------------------------------------------------


@pytest.fixture
def printed(monkeypatch, tmp_path):
    """A usual printer that puts its pages in a file; tells whether all of them came out."""
    file = tmp_path / "printed.pdf"

    def usual():
        printer = make_printer()
        printer.setOutputFileName(str(file))
        printer.setResolution(72)
        return printer

    monkeypatch.setattr("ui.screens.print.printer_row.usual_printer", usual)
    return lambda: file.exists() and b"%%EOF" in file.read_bytes()[-16:]


def stand_at_a_citizen_with_a_plan_in_force(sitting):
    with sitting.desk(sitting.me()).start_reading() as work:
        line = next(each for each in work.lists.my_plans() if each.status is PlanStatus.ACTIVE)
    sitting.find(line.citizen_name.lower(), line.citizen_name)
    return line.plan_id


def prints_logged(sitting, plan_id):
    with sitting.desk().start_reading() as work:
        citizen_id = work.plans.get(plan_id).citizen_id
        return [each.action for each in work.lists.history(citizen_id, 50)].count(AuditAction.PRINT)


def test_the_plan_is_printed_by_keyboard(sitting, record_property, printed):
    plan_id = stand_at_a_citizen_with_a_plan_in_force(sitting)
    effort = Effort(sitting, 7)
    effort.press(KEY.Key_P, CTRL)
    sitting.is_at("Udskriv")
    sitting.until(lambda: sitting.field() == "Udskriv", "paper")
    effort.press(KEY.Key_Return)
    sitting.until(printed, "the pages")
    assert prints_logged(sitting, plan_id) == 1
    effort.settle_account(record_property)


def test_the_plan_is_printed_by_mouse(sitting, record_property, printed):
    stand_at_a_citizen_with_a_plan_in_force(sitting)
    effort = Effort(sitting, 7)
    effort.click_on("Udskriv", QAbstractButton)
    sitting.is_at("Udskriv")
    sitting.until(sitting.screen.print_button.isEnabled, "paper")
    effort.click(sitting.screen.print_button)
    sitting.until(printed, "the pages")
    effort.settle_account(record_property)


# -- 8: follow a plan up -------------------------------------------------------------------------


def begin_follow_up(sitting, running):
    """Let a plan of mine have its follow-up today, with interventions that run; give its id."""
    desk = sitting.desk(sitting.me())
    with desk.start_work() as work:
        line = next(
            each
            for each in work.lists.my_plans()
            if each.status is PlanStatus.ACTIVE and each.coordinator_id == desk.member.id
        )
        plan = work.plans.get(line.plan_id)
        first = plan.goals[0].interventions[0]
        runs = tuple(
            replace(first, id=uuid4(), title=f"Indsats {n}", status=InterventionStatus.RUNNING,
                    tasks=())
            for n in range(running)
        )  # fmt: skip
        goals = (replace(plan.goals[0], interventions=runs),)
        Log(work, desk).note(AuditAction.CHANGE, plan.citizen_id, "goal", plan.id)
        work.plans.save(replace(plan, goals=goals, follow_up=desk.clock.today()))
        work.commit()
    sitting.press(KEY.Key_F5)
    rows = sitting.screen.work.rows

    def is_due(each):
        return each.item.plan_id == line.plan_id and each.item.kind is WorkKind.FOLLOW_UP

    def listed():
        return [each for n in range(rows.rowCount()) if hasattr(each := rows.at(n), "item")]

    sitting.until(lambda: any(is_due(each) for each in listed()), "the follow-up")
    return line.plan_id, is_due


def held(sitting, plan_id):
    """The results of the follow-up, once it is held and the next one has its day."""
    page = follow_up.read_for_follow_up(sitting.desk(sitting.me()), plan_id)
    with sitting.desk().start_reading() as work:
        agreed = work.plans.get(plan_id).follow_up
    if not page.earlier or agreed <= sitting.program._clock.today():
        return None
    return [each.code for each in page.earlier[0].results]


def test_a_plan_is_followed_up_by_keyboard(sitting, record_property):
    plan_id, is_due = begin_follow_up(sitting, 4)
    go_down_to(sitting, is_due)
    effort = Effort(sitting, 8)
    effort.press(KEY.Key_Return)
    sitting.is_at("Opfølgning")
    sitting.until(lambda: len(sitting.screen.rows) == 4, "the interventions")
    for key in (KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_1):
        effort.press(key)
    effort.press(KEY.Key_Return, CTRL)
    sitting.is_at("Min dag")
    sitting.until(lambda: held(sitting, plan_id) is not None, "the follow-up")
    assert held(sitting, plan_id) == ["continued", "changed", "ended", "continued"]
    effort.settle_account(record_property)


def test_a_plan_is_followed_up_by_mouse(sitting, record_property):
    plan_id, is_due = begin_follow_up(sitting, 4)
    effort = Effort(sitting, 8)
    effort.click_in_row(sitting.screen.work, not_chosen(sitting, is_due), from_left=SIGN)
    sitting.is_at("Opfølgning")
    sitting.until(lambda: len(sitting.screen.rows) == 4, "the interventions")
    for row in list(sitting.screen.rows.values()):
        effort.click(row.buttons[0][1])
    effort.click(sitting.screen.save_button)
    sitting.until(lambda: held(sitting, plan_id) == ["continued"] * 4, "the follow-up")
    effort.settle_account(record_property)


# -- 10: review a plan ---------------------------------------------------------------------------


@pytest.fixture
def light_papers(sitting, monkeypatch):
    """An approval draws ten papers, of which no key or click depends."""
    paper = KeptPaper(CITIZENS_PLAN, b"%PDF", sha256_of(b"%PDF"))
    monkeypatch.setattr(reviewing, "version_papers", lambda *_all, **_more: lambda _told: (paper,))


def is_to_review(line):
    return hasattr(line, "verbs") and line.verbs[0].deed == "review"


def choose_waiting(sitting):
    return go_down_to(sitting, is_to_review).plan_id


def status_of(sitting, plan_id):
    with sitting.desk().start_reading() as work:
        return work.plans.get(plan_id).status


def back_to_the_day(sitting, decided):
    sitting.press(KEY.Key_1, CTRL)
    sitting.is_at("Min dag")
    rows = sitting.screen.work.rows

    def listed():
        lines = (getattr(rows.at(place), "item", None) for place in range(rows.rowCount()))
        return [line.plan_id for line in lines if line is not None]

    sitting.until(lambda: decided not in listed(), "the day without it")


def is_read(sitting):
    """Wait for the plan and its checklist, as a lead reads them before she decides."""
    sitting.is_at("Gennemsyn")
    sitting.until(lambda: sitting.screen.cards and sitting.screen.cards.isVisible(), "the plan")
    assert sitting.find_named("Forkortelser er forklaret").isVisible()


def test_plans_are_reviewed_by_keyboard(sitting, record_property, light_papers):
    sitting.become("eamleder")
    plan_id = choose_waiting(sitting)
    effort = Effort(sitting, 10)
    effort.press(KEY.Key_Return)
    is_read(sitting)
    effort.press(KEY.Key_F8)
    effort.press(KEY.Key_M)
    effort.write("Hvem har sagt det, og hvornår?")
    effort.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: status_of(sitting, plan_id) is PlanStatus.DRAFT, "the return")
    effort.settle_account(record_property)
    with sitting.desk().start_reading() as work:
        (remark,) = work.reviews.remarks(plan_id)
    assert (remark.part, remark.part_id) == (PlanPart.OWN_WORDS, plan_id)

    back_to_the_day(sitting, plan_id)
    other = choose_waiting(sitting)
    effort = Effort(sitting, 10, note=APPROVE)
    effort.press(KEY.Key_Return)
    is_read(sitting)
    effort.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: status_of(sitting, other) is PlanStatus.APPROVED, "the approval")
    effort.settle_account(record_property)


def test_plans_are_reviewed_by_mouse(sitting, record_property, light_papers):
    sitting.become("eamleder")
    effort = Effort(sitting, 10)
    effort.click_on("Gennemsyn", QAbstractButton)
    is_read(sitting)
    plan_id = sitting.screen._review.plan_id
    effort.click_on("Bemærkning til", QAbstractButton)
    effort.write("Hvem har sagt det, og hvornår?")
    effort.click_on("Returnér med 1 bemærkning", QAbstractButton)
    sitting.until(lambda: status_of(sitting, plan_id) is PlanStatus.DRAFT, "the return")
    effort.settle_account(record_property)

    back_to_the_day(sitting, plan_id)
    work = sitting.screen.work
    place = next(n for n in range(30) if is_to_review(work.rows.at(n)))
    other = work.rows.at(place).item.plan_id
    effort = Effort(sitting, 10, note=APPROVE)
    effort.click_in_row(work, place, from_left=SIGN)
    is_read(sitting)
    effort.click_on("Godkend", QAbstractButton)
    sitting.until(lambda: status_of(sitting, other) is PlanStatus.APPROVED, "the approval")
    effort.settle_account(record_property)


# -- 4: give a colleague in another service area a task -------------------------------------------


def plan_with_two_areas(sitting):
    """Go to a line of a plan of mine, and give its plan, a colleague, and three letters.

    The account begins on the line, by mouse too: the budget's four clicks are those of the form.
    """
    desk, plans = sitting.desk(sitting.me()), {}

    def is_in_force(line):
        if line.item.plan_id is None:
            return False
        with desk.start_reading() as work:
            plan = plans[line.item] = work.plans.get(line.item.plan_id)
        return plan.status is PlanStatus.ACTIVE and bool(plan.interventions)

    return plans[go_down_to(sitting, is_in_force)], *other_area(desk)


def other_area(desk):
    """A colleague of another service area whom the first three letters find before others."""
    staff = worklists.staff(desk)
    for each in staff:
        letters = each.name[:3].casefold()
        alike = [
            it for it in staff if any(w.casefold().startswith(letters) for w in it.name.split())
        ]
        if each.service_area not in (None, desk.member.service_area) and alike == [each]:
            return each, letters
    raise AssertionError("no colleague is found by three letters")


def given(sitting, plan):
    with sitting.desk(sitting.me()).start_reading() as work:
        now = work.plans.get(plan.id)
    return [each for each in now.tasks if each.id not in {one.id for one in plan.tasks}]


def test_a_task_is_given_by_keyboard_from_the_day(sitting, record_property):
    plan, colleague, letters = plan_with_two_areas(sitting)
    effort = Effort(sitting, 4)
    effort.press(KEY.Key_T, CTRL)
    sitting.until_at("Opgave")
    effort.write("ring til borgeren")
    effort.press(KEY.Key_Tab)
    effort.spell(letters)
    effort.press(KEY.Key_Tab)
    effort.spell("+1u")
    effort.press(KEY.Key_Return)
    sitting.is_at("Min dag")
    sitting.until(lambda: given(sitting, plan), "the task")
    (task,) = given(sitting, plan)
    assert task.assignee.staff_id == colleague.id
    assert (task.due - sitting.program._clock.today()).days == 7
    effort.settle_account(record_property)
    sitting.until(lambda: sitting.sees("har fået opgaven"), "word of it")
    sitting.click_on("Fortryd", QAbstractButton)
    sitting.until(lambda: given(sitting, plan)[0].status is TaskStatus.CANCELLED, "undo")


def test_a_task_is_given_by_mouse_from_the_day(sitting, record_property):
    plan, colleague, letters = plan_with_two_areas(sitting)
    effort = Effort(sitting, 4)
    effort.click_on("Ny opgave", QAbstractButton)
    sitting.until_at("Opgave")
    effort.write("ring til borgeren")
    form = sitting.screen.board.form
    effort.click(form._who)
    effort.write(letters)
    names = QApplication.activePopupWidget()
    effort.click(names, names.visualRect(names.model().index(0, 0)).center())
    sitting.until_at("Frist")
    effort.write("+1u")
    effort.click_on("Giv opgaven", QAbstractButton)
    sitting.until(lambda: given(sitting, plan), "the task")
    assert given(sitting, plan)[0].assignee.staff_id == colleague.id
    effort.settle_account(record_property)


# -- 6: an enquiry to the right place ------------------------------------------------------------


def sent_on(sitting):
    """The enquiries that the case worker sent on and nobody has taken."""
    return {each.enquiry.id for each in enquiries.lists(sitting.desk(sitting.me())).sent}


def test_an_enquiry_is_registered_and_sent_by_keyboard(sitting, record_property):
    before = sent_on(sitting)
    effort = Effort(sitting, 6, note=PHONED)
    effort.press(KEY.Key_N, CTRL)
    sitting.until_at("Hvad de spørger om, med deres egne ord")
    effort.write("Jeg kan ikke selv komme til undersøgelse.")
    effort.press(KEY.Key_Tab)
    effort.write("Ib Ukendt, 12 34 56 78")
    effort.press(KEY.Key_Tab)
    effort.spell("kør")
    effort.press(KEY.Key_Tab)
    effort.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: sitting.screen.pane is not None, "the enquiry")
    effort.press(KEY.Key_1)
    effort.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: len(sent_on(sitting) - before) == 1, "sent on")
    effort.settle_account(record_property)


def test_an_enquiry_in_the_list_is_sent_by_keyboard(sitting, record_property):
    lists = enquiries.lists(sitting.desk(sitting.me()))
    wanted = next(each.enquiry for each in lists.mine if each.enquiry.unit is None)
    before = sent_on(sitting)
    sitting.press(KEY.Key_3, CTRL)
    sitting.is_at("Henvendelser")
    pane = sitting.screen.list

    def at_it():
        return any(item.hasFocus() and item.row.key == wanted.id for item in pane.items)

    sitting.until(lambda: any(item.hasFocus() for item in pane.items), "the list")
    for _line in range(len(pane.items)):
        if not at_it():
            sitting.press(KEY.Key_Down)
    assert at_it()
    effort = Effort(sitting, 6)
    effort.press(KEY.Key_Return)
    sitting.until(lambda: sitting.screen.pane is not None, "the enquiry")
    effort.press(KEY.Key_1)
    effort.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: sent_on(sitting) - before == {wanted.id}, "sent on")
    effort.settle_account(record_property)
