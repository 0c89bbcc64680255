"""The editor's widgets: typing in place, keys, what stands where, and names for screen readers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTextEdit, QWidget

from coordinator.lists import VersionLine
from coordinator.use_cases import opening, planning
from plans.parts import OwnWords
from plans.states import PlanStatus, TaskStatus
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.lists_world import METTE, TODAY, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import AMIRA, FakeClock, SavingNavigator, full_plan
from ui.feed import ChangeFeed
from ui.person_choice import PersonChoice, who_is
from ui.screen import ScreenContext
from ui.screens import plan as plan_screen
from ui.screens.plan.builder import Builder
from ui.screens.plan.card import InterventionCard
from ui.screens.plan.inspector import GapButton
from ui.screens.plan.page import GapLine
from ui.screens.plan.parts import OWN_WORDS
from ui.theme import THEME


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def screen(qtbot, world, plan_id):
    return Screen(qtbot, world, METTE).open(plan_id)


def test_the_plan_stands_in_the_order_of_the_paper(screen):
    assert screen.document.words._quote.text() == "“Jeg vil gerne arbejde.”"
    assert screen.goal._title.text() == "Goal 1: Arbejde i en butik"
    assert [item.row.accessibleName() for item in screen.card().items.values()] == [
        "Find et sted – Praktik, Mette Prøvegaard, 1 Dec.",
        "Ring til butikken – Praktik, Mette Prøvegaard, 1 Dec.",
    ]
    places = [
        part.y() for part in dict(screen.document.sections.items()).values() if part.isVisible()
    ]
    assert places == sorted(places)


def test_pressing_a_task_opens_it_with_the_cursor_in_its_text(screen, qtbot):
    row = screen.item().row
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    assert QApplication.focusWidget() is screen.item().form.inputs["title"].control
    assert row.isHidden()


def test_what_is_wrong_in_one_place_has_no_other_place_shown_anew(screen, monkeypatch):
    shown = []
    monkeypatch.setattr(InterventionCard, "_show_head", lambda card, *_, **__: shown.append(card))
    screen.item().open("due")
    QApplication.focusWidget().selectAll()
    screen.type("soon")
    screen.press(Qt.Key.Key_Tab)
    assert shown == [screen.card()]
    screen.document.words.open()
    screen.type("Ro")
    assert shown == [screen.card()]


def test_a_task_is_written_with_the_keyboard_alone(screen, qtbot):
    screen.item().row.setFocus()
    screen.press(Qt.Key.Key_F2)
    QApplication.focusWidget().selectAll()
    screen.type("Find en butik")
    screen.press(Qt.Key.Key_Tab)
    QApplication.focusWidget().selectAll()
    screen.type("Amira Skitse")
    screen.press(Qt.Key.Key_Tab)
    QApplication.focusWidget().selectAll()
    screen.type("+1u")
    screen.press(Qt.Key.Key_Return)
    stored = screen.stored().tasks[0]
    assert (stored.title, stored.assignee.staff_id) == ("Find en butik", AMIRA.id)
    assert (stored.due - TODAY).days == 7


def test_enter_keeps_and_makes_the_next_task(screen, qtbot):
    screen.item().open("title")
    screen.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.card().items) == 3)
    assert QApplication.focusWidget() is screen.item(2).form.inputs["title"].control
    screen.type("Ny opgave")
    screen.clock.wait(2)
    assert [task.title for task in screen.stored().interventions[0].tasks][-1] == "Ny opgave"


def test_esc_closes_the_row_and_keeps_the_text(screen):
    item = screen.item()
    item.open("title")
    screen.type(" nu")
    screen.press(Qt.Key.Key_Escape)
    assert item.form is None
    assert QApplication.focusWidget() is item.row
    screen.clock.wait(2)
    assert screen.stored().tasks[0].title.endswith(" nu")


def test_an_empty_new_task_goes_when_it_is_closed(screen):
    screen.card().add_task()
    assert len(screen.card().items) == 3
    screen.press(Qt.Key.Key_Escape)
    assert len(screen.card().items) == 2
    assert len(screen.stored().tasks) == 4


def test_the_space_bar_ticks_a_task(screen):
    screen.item().row.setFocus()
    screen.press(Qt.Key.Key_Space)
    assert screen.stored().tasks[0].status is TaskStatus.COMPLETED
    assert screen.item().row.accessibleName().endswith("Done")


def test_delete_removes_a_task_and_ctrl_z_brings_it_back(screen):
    screen.item().row.setFocus()
    screen.press(Qt.Key.Key_Delete)
    assert len(screen.stored().tasks) == 3
    screen.view.undo()
    assert len(screen.stored().tasks) == 4
    screen.document.builder.run_all()
    assert len(screen.card().items) == 2


def test_own_words_are_written_in_place(screen):
    screen.document.words.open()
    area = screen.document.words.form.inputs["text"].control
    assert area.hasFocus()
    area.selectAll()
    screen.type("Jeg vil have ro.")
    screen.clock.wait(2)
    assert screen.stored().own_words.text == "Jeg vil have ro."
    screen.press(Qt.Key.Key_Escape)
    assert screen.document.words._quote.text() == "“Jeg vil have ro.”"


def test_undo_reaches_the_field_with_the_cursor(screen):
    screen.document.words.open()
    area = screen.document.words.form.inputs["text"].control
    screen.type("x")
    screen.view.undo()
    assert area.text() == "Jeg vil gerne arbejde."


def test_a_legal_basis_is_found_by_its_words(screen):
    screen.card(1).open("legal_basis")
    line = screen.card(1).form.inputs["legal_basis"].control
    line.selectAll()
    screen.type("bost")
    line.take_first()
    line.clearFocus()
    assert screen.stored().interventions[1].legal_basis == "SEL § 85"


def test_a_legal_basis_may_be_any_text(screen):
    screen.card().open("legal_basis")
    line = screen.card().form.inputs["legal_basis"].control
    line.selectAll()
    screen.type("Lokal aftale")
    line.clearFocus()
    assert screen.stored().interventions[0].legal_basis == "Lokal aftale"


def test_tab_takes_the_suggested_person(screen):
    screen.item().open("assignee")
    line = screen.item().form.inputs["assignee"].control
    line.selectAll()
    screen.type("ami")
    assert line.suggesting
    screen.press(Qt.Key.Key_Tab)
    assert line.text() == AMIRA.name
    assert screen.stored().tasks[0].assignee.staff_id == AMIRA.id


def test_a_name_that_nobody_has_is_somebody_outside():
    bo = PersonChoice(who_is("Bo Testrup", ()))
    assert who_is("bo  testrup", [bo]) is bo.who
    assert who_is("Bos mor", [bo]).kind == "outside"
    assert who_is("  ", [bo]) is None


def test_a_wrong_end_stays_in_its_field_with_the_sentence(screen):
    screen.card().open("end")
    field = screen.card().form.inputs["end"]
    screen.type("01-01-2026")
    field.control.clearFocus()
    assert "before the start" in field.error
    assert field.control.text() == "01-01-2026"
    assert field.control.accessibleDescription() == field.error


def test_what_is_no_date_stays_in_its_field_with_the_sentence(screen):
    screen.item().open("due")
    field = screen.item().form.inputs["due"]
    field.control.selectAll()
    screen.type("engang")
    field.control.clearFocus()
    assert "not a date" in field.error
    assert field.control.text() == "engang"


def test_a_clash_shows_both_and_keeps_the_chosen(screen, world, plan_id):
    screen.document.words.open()
    area = screen.document.words.form.inputs["text"]
    screen.type("Min: ")
    seen = screen.stored().own_words
    planning.write_own_words(world.desk(), plan_id, seen, OwnWords("Deres.", seen.said_on))
    screen.clock.wait(2)
    assert area.control.text().startswith("Min: ")
    assert area._clash.accessibleName() == "A colleague wrote: Deres."
    assert screen.stored().own_words.text == "Deres."
    area.chosen.emit(True)
    assert area._clash is None
    assert screen.stored().own_words.text.startswith("Min: ")


def test_a_gap_is_a_link_to_its_field(screen):
    screen.item().open("due")
    screen.item().form.inputs["due"].control.clear()
    screen.presenter.pen.typed(screen.item().key, "due", None)
    screen.item().close_row()
    assert screen.view.outline.action.reason.text() == "1 thing is missing before you can send"
    assert not screen.view.outline.action.button.isEnabled()
    gap = screen.view.inspector.gaps.itemAt(0).widget()
    gap.click()
    assert QApplication.focusWidget() is screen.item().form.inputs["due"].control


def test_the_main_action_sends_the_plan(screen):
    screen.view.primary_action()
    assert screen.stored().status is PlanStatus.IN_REVIEW
    assert screen.view.outline.action.button.text() == "Take back"
    assert screen.document.why_not.isVisible()
    assert not screen.card().add.isVisible()


def test_a_participant_sees_only_the_own_part_open(qtbot, world, plan_id):
    screen = Screen(qtbot, world, AMIRA).open(plan_id)
    assert not screen.card(1).add.isHidden()
    assert screen.card(0).add.isHidden()
    screen.item(0, card=0).open("title")
    assert screen.item(0, card=0).form is None
    assert not screen.document.words.edit.isVisible()


def test_a_new_goal_an_intervention_and_a_consent_open_for_writing(screen):
    screen.document.add_goal()
    screen.type("Sove")
    new_goal = list(screen.document.goals.values())[1]
    new_goal.add_intervention()
    screen.type("Traening")
    screen.document.people.consent.add_consent()
    screen.type("Mundtligt")
    screen.clock.wait(5)
    stored = screen.stored()
    assert stored.goals[1].title == "Sove"
    assert stored.goals[1].interventions[0].title == "Traening"
    form = screen.document.people.consent.form
    assert form.inputs["status"].error == "Choose what the citizen answered."
    assert form.inputs["status"].combo.value is None
    assert form.inputs["given_on"].day.value == TODAY


def test_the_core_team_is_changed_in_place(screen):
    team = screen.document.people.team
    row = team.rows[AMIRA.id]
    row.function.control.setFocus()
    row.function.control.selectAll()
    screen.type("Kontaktperson")
    row.function.control.clearFocus()
    assert screen.stored().participants[0].function == "Kontaktperson"
    row.remove.click()
    assert screen.stored().participants == ()


def test_the_wrong_plan_is_never_shown(qtbot, world, plan_id):
    other = full_plan(world, "110390-9995", "Karla")
    runner = HeldRunner()
    screen = Screen(qtbot, world, METTE, runner)
    screen.view.activate(str(plan_id))
    runner.run_all()
    screen.document.builder.run_all()
    screen.view.activate(str(other))
    assert not screen.document.isVisible()
    assert screen.document.goals == {}
    screen.view.activate(str(plan_id))
    runner.run(0)
    assert not screen.document.isVisible()
    runner.run_all()
    assert screen.view._page.given_name == "Bo"


def test_leaving_the_screen_saves(screen):
    screen.document.words.open()
    screen.type("x")
    screen.view.hide()
    assert screen.stored().own_words.text.startswith("x") or "x" in screen.stored().own_words.text


@pytest.mark.parametrize("width", [1300, 900, 700])
def test_every_width_has_the_main_action_and_the_document(screen, width):
    screen.view.resize(width, 700)
    screen.qtbot.waitUntil(lambda: screen.document.pane.horizontalScrollBar().maximum() == 0)
    assert screen.document.isVisible()
    buttons = [screen.view.action.button, screen.view.outline.action.button]
    assert sum(button.isVisible() for button in buttons) == 1


def test_large_text_makes_one_column_with_a_section_menu(screen):
    THEME.use("light", 200)
    screen.view.resize(1300, 800)
    assert not screen.view.outline.isVisible()
    assert screen.view._sections_button.isVisible()
    screen.view._toggle_inspector()
    assert screen.view.inspector.isVisible()


def test_f9_opens_and_closes_what_is_missing_in_a_narrow_window(screen):
    screen.view.resize(950, 700)
    assert not screen.view.inspector.isVisible()
    screen.view._toggle_inspector()
    assert screen.view.inspector.isVisible()
    screen.view._toggle_inspector()
    assert not screen.view.inspector.isVisible()


def test_every_control_has_a_name(screen):
    screen.document.words.open()
    screen.item().open("title")
    screen.card(1).open("title")
    screen.goal.open("title")
    screen.document.people.consent.open()
    kinds = (QPushButton, QLineEdit, QTextEdit)
    nameless = [
        type(each).__name__
        for each in screen.view.findChildren(QWidget)
        if each.isVisible()
        and (isinstance(each, kinds) or each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless == []


def test_a_long_plan_is_built_in_slices_from_the_top(qtbot, qapp):
    clock, done = FakeClock(), []

    def step(name):
        def work():
            clock.now += 0.004
            done.append(name)
            if name.endswith("goal"):
                builder.later(step(f"card of {name.removesuffix(' goal')}"))

        return work

    builder = Builder(qapp, clock)
    for name in ("first goal", "second goal", "third goal"):
        builder.later(step(name))
    builder.run_slice()
    assert done == ["first goal", "card of first"]
    builder.run_all()
    assert done[2:] == ["second goal", "card of second", "third goal", "card of third"]
    assert not builder.busy
    builder.forget()
    builder.deleteLater()


def test_the_screen_builds_and_goes_without_a_trace(qtbot, world, plan_id):
    context = ScreenContext(world.desk(METTE), ImmediateRunner(), ChangeFeed(), SavingNavigator())
    view = plan_screen.build(context)
    qtbot.addWidget(view)
    view.show()
    view.activate(str(plan_id))
    view.document.builder.run_all()
    assert view.regions()
    view.restore(view.remember())
    assert view._page.citizen_name == "Bo Testrup"


def test_a_view_that_is_gone_still_keeps_what_was_typed_in_it(qapp, world, plan_id):
    runner = HeldRunner()
    context = ScreenContext(world.desk(METTE), runner, ChangeFeed(), SavingNavigator())
    view = plan_screen.build(context)
    view.show()
    view.activate(str(plan_id))
    runner.run_all()
    view.document.words.open()
    view._presenter.pen.typed(OWN_WORDS, "text", "Ro.")
    view.close()
    view._presenter.pen.typed(OWN_WORDS, "text", "Ro igen.")
    view.deleteLater()
    del view
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    runner.run_all()
    assert opening.read_plan(world.desk(), plan_id).own_words.text == "Ro igen."


def test_what_is_new_since_the_last_version_is_one_press_away(screen):
    version = VersionLine(2, TODAY, "", "")
    screen.view.show_page(replace(screen.view._page, versions=(version,)))
    asked = []
    screen.view.compare = lambda *given: asked.append(given[:3])
    button = next(
        each
        for each in screen.view.inspector.findChildren(QPushButton)
        if each.accessibleName() == "Changed since version 2"
    )
    button.click()
    assert asked == [(screen.plan_id, 2, None)]


@pytest.mark.parametrize(("missing", "lines"), [(9, 9), (30, 8)])
def test_a_long_list_of_what_is_missing_leaves_room_for_the_rest(screen, missing, lines):
    gaps = tuple(GapLine(f"Thing {n}", "goals") for n in range(missing))
    screen.view.show_page(replace(screen.view._page, gaps=gaps))
    layout = screen.view.inspector.gaps
    shown = [layout.itemAt(place).widget() for place in range(layout.count())]
    assert sum(isinstance(each, GapButton) for each in shown) == lines
    if lines < missing:
        assert shown[-1].text() == "And 22 more. F8 goes from one to the next."
