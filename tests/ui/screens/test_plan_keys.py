"""The editor's keys, menus and questions: what is not a field."""

from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from coordinator.begun import FormKey
from coordinator.ports import StoreDown
from coordinator.use_cases import begun_forms, opening, plan_parts, reviewing
from plans.parts import Responsible, Stance
from plans.people import ServiceArea
from plans.states import CitizenStance, ConsentStatus, PlanStatus, TaskStatus
from tests.ui.screens.lists_world import BIRGER, METTE, TODAY, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import AMIRA, RITA, full_plan
from ui.kept_forms import KeptForms
from ui.screens.plan import course
from ui.screens.plan.dialogs import RestDialog, WithdrawalDialog
from ui.screens.plan.step_dialogs import CloseDialog, GoneThroughDialog
from ui.screens.plan.step_memory import StepMemory
from ui.screens.plan.words import day_words, value_words
from ui.widgets.dialogs import ReasonDialog

CTRL, CTRL_SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def screen(qtbot, world):
    return Screen(qtbot, world, METTE).open(full_plan(world))


def pick(owner, words):
    """Choose a line of the menu that is open under a widget."""
    menu = owner.findChildren(QMenu)[-1]
    texts = [action.text().partition("\t")[0] for action in menu.actions()]
    action = menu.actions()[texts.index(words)]
    assert isinstance(action, QAction)
    action.trigger()
    menu.close()
    return texts


def button(owner, words):
    """Find a button by its words."""
    return next(each for each in owner.findChildren(QPushButton) if each.text() == words)


def test_ctrl_t_makes_a_task_where_the_cursor_is(screen):
    screen.card(1).open("title")
    assert screen.view.begin_task()
    assert QApplication.focusWidget() is screen.item(2, 1).form.inputs["title"].control


def test_ctrl_t_elsewhere_in_the_plan_makes_it_under_the_first_intervention(screen):
    screen.document.words.open()
    assert screen.view.begin_task()
    assert QApplication.focusWidget() is screen.item(2).form.inputs["title"].control


def test_ctrl_shift_m_and_i_make_a_goal_and_an_intervention(screen):
    screen.item().row.setFocus()
    screen.press(Qt.Key.Key_M, CTRL_SHIFT)
    assert len(screen.document.goals) == 2
    screen.press(Qt.Key.Key_I, CTRL_SHIFT)
    assert len(list(screen.document.goals.values())[1].cards) == 1


def test_ctrl_down_and_up_change_section(screen):
    screen.document.go("own_words")
    assert QApplication.focusWidget() is screen.document.words.edit
    texts = screen.document.sections.texts["text:resources"]
    for stop in (texts.add, screen.document.sections.challenges.add, screen.goal.head):
        screen.press(Qt.Key.Key_Down, CTRL)
        assert QApplication.focusWidget() is stop
    screen.press(Qt.Key.Key_Up, CTRL)
    assert QApplication.focusWidget() is screen.document.sections.challenges.add


def test_f8_goes_to_what_is_missing(screen):
    screen.presenter.pen.typed(screen.item().key, "title", "")
    screen.document.words.edit.setFocus()
    screen.press(Qt.Key.Key_F8)
    assert QApplication.focusWidget() is screen.item().form.inputs["title"].control


def test_f8_adds_the_first_goal_of_an_empty_plan(screen):
    screen.presenter.pen.remove(screen.goal.key)
    screen.document.words.edit.setFocus()
    screen.press(Qt.Key.Key_F8)
    assert len(screen.document.goals) == 1
    assert screen.goal.form.inputs["title"].control.hasFocus()


def test_ctrl_z_and_y_work_on_the_page(screen):
    screen.presenter.pen.tick(screen.item().key)
    screen.item().row.setFocus()
    screen.press(Qt.Key.Key_Z, CTRL)
    assert screen.stored().tasks[0].status is TaskStatus.REQUESTED
    screen.press(Qt.Key.Key_Y, CTRL)
    assert screen.stored().tasks[0].status is TaskStatus.COMPLETED


def test_arrows_walk_through_the_tasks(screen):
    screen.item().row.setFocus()
    screen.press(Qt.Key.Key_Down)
    assert screen.item(1).row.hasFocus()
    screen.press(Qt.Key.Key_Up)
    assert screen.item(0).row.hasFocus()


def test_the_tick_is_pressed_with_the_mouse(screen, qtbot):
    row = screen.item().row
    spot = row.rect().center()
    spot.setX(12)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=spot)
    assert screen.stored().tasks[0].status is TaskStatus.COMPLETED


def test_pressing_the_date_of_a_task_opens_the_date(screen, qtbot):
    row = screen.item().row
    spot = row.rect().center()
    spot.setX(row.width() - 12)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=spot)
    assert screen.item().form.inputs["due"].control.hasFocus()


def test_a_task_has_a_menu(screen):
    row = screen.item().row
    middle = row.rect().center()
    row.contextMenuEvent(
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, row.mapToGlobal(middle))
    )
    moves = ["Move up", "Move down"]
    assert pick(row, "Mark as done") == ["Write", "Mark as done", *moves, "Remove the task"]
    assert screen.stored().tasks[0].status is TaskStatus.COMPLETED


def test_a_goal_has_a_menu_to_move_and_remove_it(screen):
    screen.document.add_goal()
    screen.type("Sove")
    screen.clock.wait(2)
    screen.goal.menu.click()
    assert "Move up" not in pick(screen.goal.menu, "Move down")
    assert screen.stored().goals[0].title == "Sove"
    screen.goal.menu.click()
    pick(screen.goal.menu, "Remove the goal")
    assert len(screen.stored().goals) == 1


def test_an_intervention_has_a_menu(screen):
    card = screen.card()
    card.menu.click()
    pick(card.menu, "Remove the intervention")
    assert len(screen.stored().interventions) == 1


def test_closing_a_form_puts_the_cursor_on_its_heading(screen):
    for part in (screen.card(), screen.goal, screen.document.people.consent):
        part.open()
        screen.press(Qt.Key.Key_Escape)
        assert part.form is None
        assert part.head.hasFocus()


def test_a_heading_opens_with_enter(screen):
    screen.card().head.setFocus()
    screen.press(Qt.Key.Key_Return)
    assert screen.card().form.inputs["title"].control.hasFocus()


def test_the_section_menu_leads_there(screen):
    screen.view.resize(700, 700)
    screen.view._sections_button.click()
    pick(screen.view._sections_button, "Follow-up")
    assert screen.document.follow_up.day.control.hasFocus()


def test_the_table_of_who_does_what_leads_to_the_task(screen):
    screen.document.who.opened.emit(screen.document._rows[0])
    assert screen.item().form.inputs["title"].control.hasFocus()


def test_putting_to_rest_asks_why_and_until_when(screen, qtbot):
    screen.view._open_more(screen.view.outline.more)
    pick(screen.view.outline.more, "Put on hold")
    dialog = screen.view.findChild(RestDialog)
    dialog.try_to_give()
    assert dialog.reason_field.error
    assert dialog.day_field.error
    dialog.area.set_text("Bo er syg")
    dialog.day.setText("i gaar")
    dialog.try_to_give()
    assert "not a date" in dialog.day_field.error
    dialog.day.setText("01-02-2026")
    dialog.try_to_give()
    assert "day to come" in dialog.day_field.error
    dialog.day.setText("01-02-2027")
    dialog.try_to_give()
    assert screen.stored().status is PlanStatus.PAUSED
    assert screen.stored().wake_up_date == date(2027, 2, 1)
    assert screen.view._page.allowed.why_not.startswith("The plan is on hold until 1 February 2027")


def test_closing_the_plan_asks_how_it_ended_and_why(screen):
    screen.view._do("close")
    dialog = screen.view.findChild(CloseDialog)
    dialog.try_to_give()
    assert dialog.result_field.error
    assert dialog.words_field.error
    dialog.area.set_text("Målene er nået")
    dialog.ending.set_value("job")
    dialog.try_to_give()
    assert screen.stored().status is PlanStatus.CLOSED
    assert screen.stored().events[-1].text == "Job. Målene er nået"
    assert not screen.view.outline.action.button.isVisible()


def test_a_consent_is_withdrawn_only_by_its_own_verb_which_says_what_it_closes(screen):
    box = screen.document.people.consent
    box.open()
    status = box.form.inputs["status"].control
    assert ConsentStatus.WITHDRAWN not in status.keys
    button(box, "Withdraw the consent").click()
    dialog = screen.view.findChild(WithdrawalDialog)
    assert screen.stored().status is PlanStatus.DRAFT
    button(dialog, "Register the withdrawal").click()
    assert screen.stored().status is PlanStatus.CONSENT_WITHDRAWN
    assert box.form is None
    assert not screen.view.outline.action.button.isEnabled()


def test_a_move_away_asks_when_and_where(screen):
    screen.view._do("move_away")
    dialog = screen.view.findChild(ReasonDialog)
    dialog.area.set_text("1. december, en anden kommune")
    dialog.try_to_give()
    assert screen.stored().status is PlanStatus.MOVED_AWAY
    assert screen.view.outline.action.button.text() == "Close the plan"


@pytest.mark.parametrize("by", ["button", "keys"])
def test_the_second_of_two_presses_does_not_undo_what_the_first_did(screen, by):
    action = screen.view.outline.action.button
    screen.document.words.open() if by == "keys" else action.setFocus()
    press = screen.view.primary_action if by == "keys" else action.click
    press()
    assert screen.stored().status is PlanStatus.IN_REVIEW
    # The cursor is in the document, neither on the button, which now takes back, nor outside.
    assert QApplication.focusWidget() is screen.document.pane
    screen.view.primary_action()
    assert screen.stored().status is PlanStatus.IN_REVIEW
    screen.press(Qt.Key.Key_Down)
    screen.view.primary_action()
    assert screen.stored().status is PlanStatus.DRAFT


def test_an_approved_plan_can_be_revised_from_the_menu(screen, world):
    desk = world.desk()
    reviewing.send_to_review(desk, screen.plan_id)
    lead = METTE.__class__(uuid4(), "x", "X Lead", METTE.service_area, "Team Nord", METTE.role)
    with world.begin(METTE, True) as work:
        work.staff.add(lead)
        plan = work.plans.get(screen.plan_id)
        work.plans.save(plan.approved(lead, desk.clock.now()))
        work.commit()
    screen.view.refresh()
    screen.view._do("revise")
    assert screen.stored().status is PlanStatus.IN_REVISION


def test_somebody_without_a_relation_is_asked_why(qtbot, world):
    plan_id = full_plan(world)
    screen = Screen(qtbot, world, RITA)
    screen.view.activate(str(plan_id))
    dialog = screen.view.findChild(ReasonDialog)
    dialog.area.set_text("Jeg vikarierer")
    dialog.try_to_give()
    assert screen.document.isVisible()


def test_a_store_that_is_down_is_told_in_the_page_until_it_answers(screen, monkeypatch):
    def down(*_values):
        raise StoreDown

    with monkeypatch.context() as patched:
        patched.setattr(opening, "read_plan", down)
        screen.view.refresh()
        assert screen.view.problem.isVisible()
    screen.view.activate(str(full_plan(screen.world, "110390-9995", "Karla")))
    assert not screen.view.problem.isVisible()


def test_saving_and_printing_go_through_the_window(screen):
    screen.view.save_now()
    assert screen.navigator.saved[-1][0] == "saved"
    screen.view.print_page()
    assert screen.navigator.opened[0][0] == "print"


def test_coming_back_to_the_same_plan_reads_it_again(screen):
    screen.view.activate(str(screen.plan_id))
    assert screen.navigator.crumbs[1] == "Bo Testrup"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        ("", "nothing"),
        ("Tekst", "Tekst"),
        (TODAY, "17 November 2026"),
        (Responsible("Mette"), "Mette"),
        (TaskStatus.COMPLETED, "Done"),
        (RITA.id, "Rita"),
        (frozenset({ServiceArea.HEALTH, ServiceArea.SOCIAL}), "Social services, Health"),
    ],
)
def test_any_value_can_be_said(value, words):
    assert value_words(value, {RITA.id: "Rita"}) == words


def test_a_day_far_off_has_its_year():
    assert day_words(date(2026, 5, 4), TODAY) == "4 May"
    assert day_words(date(2028, 1, 4), TODAY) == "4 Jan. 2028"


def test_esc_takes_back_half_a_name(screen):
    """The stored owner stands again; the next Esc closes the row."""
    item = screen.item()
    before = screen.stored().tasks[0].assignee
    item.open("assignee")
    line = item.form.inputs["assignee"].control
    line.selectAll()
    screen.type("Am")
    screen.press(Qt.Key.Key_Escape)
    assert line.text() == (before.name if before else "")
    screen.press(Qt.Key.Key_Escape)
    assert item.form is None
    screen.clock.wait(2)
    assert screen.stored().tasks[0].assignee == before


def test_esc_keeps_somebody_who_was_chosen(screen):
    item = screen.item()
    item.open("assignee")
    line = item.form.inputs["assignee"].control
    line.selectAll()
    screen.type("amira")
    screen.press(Qt.Key.Key_Return)
    chosen = line.text()
    screen.press(Qt.Key.Key_Escape)
    assert item.form is None
    screen.clock.wait(2)
    assert screen.stored().tasks[0].assignee.name == chosen
    assert screen.stored().tasks[0].assignee.staff_id is not None


def test_the_deputy_is_found_by_a_part_of_the_name(screen):
    deputy = screen.document.people.team.deputy.control
    deputy.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(deputy, "ami")
    QTest.keyClick(deputy.completer().popup(), Qt.Key.Key_Return)
    assert screen.stored().deputy == AMIRA.id
    assert deputy.hasFocus()


def test_what_fits_nobody_leaves_the_deputy_as_it_was(screen):
    deputy = screen.document.people.team.deputy.control
    deputy.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(deputy, "qqq")
    screen.document.words.edit.setFocus()
    assert deputy.currentText() == "Nobody"
    assert screen.stored().deputy is None


def test_turning_the_wheel_over_a_choice_scrolls_the_page(screen):
    deputy = screen.document.people.team.deputy.control
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(deputy, turn)
    assert not turn.isAccepted()
    assert deputy.currentText() == "Nobody"


def test_f8_goes_on_to_the_next_thing_that_is_missing_and_back(screen):
    first, second = screen.item(0), screen.item(1)
    for item in (first, second):
        screen.presenter.pen.typed(item.key, "title", "")
    screen.document.words.edit.setFocus()
    screen.press(Qt.Key.Key_F8)
    assert first.form.inputs["title"].busy
    screen.press(Qt.Key.Key_F8)
    assert second.form.inputs["title"].busy
    screen.press(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert first.form.inputs["title"].busy


def test_the_drawer_takes_the_cursor_and_gives_it_back(screen):
    screen.view.resize(700, 700)
    row = screen.item().row
    row.setFocus()
    screen.press(Qt.Key.Key_F9)
    assert screen.view.inspector.isAncestorOf(QApplication.focusWidget())
    screen.press(Qt.Key.Key_F9)
    assert row.hasFocus()


def test_the_drawer_begins_with_what_is_missing_first_and_leads_there(screen):
    screen.presenter.pen.typed(screen.item().key, "title", "")
    QApplication.processEvents()
    screen.view.resize(700, 700)
    screen.document.words.edit.setFocus()
    screen.press(Qt.Key.Key_F9)
    screen.press(Qt.Key.Key_Space)
    assert screen.item().form.inputs["title"].busy
    assert screen.document.isVisible()


@pytest.mark.parametrize("place", ["date", "deputy"])
def test_ctrl_z_in_a_field_without_typing_takes_back_on_the_page(screen, place):
    screen.presenter.pen.tick(screen.item().key)
    field = (
        screen.document.follow_up.day.control
        if place == "date"
        else screen.document.people.team.deputy.control
    )
    field.setFocus()
    screen.press(Qt.Key.Key_Z, CTRL)
    assert screen.stored().tasks[0].status is TaskStatus.REQUESTED


def test_after_a_removal_the_cursor_stands_on_what_comes_next(screen):
    first, second = screen.item(0), screen.item(1)
    first.row.setFocus()
    screen.press(Qt.Key.Key_Delete)
    assert second.row.hasFocus()


@pytest.fixture
def approved(screen):
    """Show the plan as approved, to be gone through with the citizen."""
    reviewing.send_to_review(screen.world.desk(), screen.plan_id)
    with screen.world.begin(BIRGER, True) as work:
        plan = work.plans.get(screen.plan_id)
        work.plans.save(plan.approved(BIRGER, screen.world.desk().clock.now()))
        work.commit()
    screen.view.refresh()
    return screen


def test_going_through_asks_what_the_citizen_thinks_and_keeps_a_disagreement(approved):
    approved.view.outline.action.button.click()
    dialog = approved.view.findChild(GoneThroughDialog)
    assert approved.stored().status is PlanStatus.APPROVED
    dialog.stance.set_value(CitizenStance.DISAGREES)
    dialog.stance.picked.emit(CitizenStance.DISAGREES)
    dialog.try_to_give()
    assert dialog.words_field.error
    dialog.area.set_text("Jeg vil hellere i praktik")
    dialog.handed.setChecked(False)
    dialog.try_to_give()
    stored = approved.stored()
    assert stored.status is PlanStatus.ACTIVE
    assert stored.stance == Stance(CitizenStance.DISAGREES, "Jeg vil hellere i praktik", TODAY)
    assert stored.events[-1].text.startswith("Jeg vil hellere i praktik")
    assert "The citizen disagrees" in shown_texts(approved.view.inspector)


def test_what_the_citizen_disagrees_with_is_kept_until_the_plan_is_in_force(approved, monkeypatch):
    """Esc, and a store that is away, leave the words for the next time."""
    begun = KeptForms(approved.world.desk(METTE), approved.runner, lambda _error: None)
    approved.view.steps = StepMemory(begun)
    approved.presenter.step_done = approved.view.steps.done

    def asked():
        begun.flush()
        approved.view.outline.action.button.click()
        return approved.view.findChildren(GoneThroughDialog)[-1]

    asked().area.set_text("Jeg vil hellere i praktik")
    approved.view.findChild(GoneThroughDialog).reject()
    dialog = asked()
    words = "Jeg vil hellere i praktik"
    assert (dialog.area.text(), dialog.stance.value) == (words, CitizenStance.DISAGREES)
    with monkeypatch.context() as patched:
        patched.setattr(course, "go_through", away)
        dialog.try_to_give()
    dialog = asked()
    assert dialog.area.text() == words
    dialog.try_to_give()
    assert approved.stored().stance.text == words
    assert begun_forms.typed_before(begun._desk, FormKey("step:activate", approved.plan_id)) is None


def test_words_beside_a_yes_stay_when_the_plan_is_gone_through(approved):
    pleased = Stance(CitizenStance.AGREES, "Jeg glæder mig", TODAY)
    plan_parts.put_stance(approved.world.desk(), approved.plan_id, Stance(), pleased)
    approved.view.refresh()
    approved.view.outline.action.button.click()
    approved.view.findChild(GoneThroughDialog).try_to_give()
    assert approved.stored().stance == pleased


def away(*_all, **_names):
    raise StoreDown


def test_a_day_to_come_is_no_day_to_have_talked(approved):
    approved.view.outline.action.button.click()
    dialog = approved.view.findChild(GoneThroughDialog)
    dialog.stance.set_value(CitizenStance.AGREES)
    dialog.day.setText("01-01-2030")
    dialog.try_to_give()
    assert dialog.day_field.error
    assert approved.stored().status is PlanStatus.APPROVED
    dialog.day.set_value(TODAY)
    dialog.try_to_give()
    assert approved.stored().stance.kind is CitizenStance.AGREES


def shown_texts(widget):
    return [each.text() for each in widget.findChildren(QLabel)]
