"""The sections beside the goals as one writes them: by keyboard, in place, in reading order."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coordinator.i18n import _, use_language
from coordinator.use_cases import plan_parts
from plans.parts import (
    Challenge,
    ContactAgreement,
    FunctionLevel,
    Measurement,
    OwnWords,
    Period,
    Statement,
)
from plans.states import CitizenStance
from tests.builders import identity
from tests.ui.screens.lists_world import METTE, TODAY, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import full_plan
from ui.screens.plan.course import VERBS
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.reading_order import in_reading_order


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def screen(qtbot, world, plan_id):
    return Screen(qtbot, world, METTE).open(plan_id)


def first(rows):
    return next(iter(rows.values()))


def test_a_text_is_written_with_the_keyboard_alone(screen):
    block = screen.document.sections.texts["text:resources"]
    assert block._question.isVisible()
    block.add.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.type("Kan koere bus")
    first(block.rows).form.inputs["source"].control.setFocus()
    screen.type("Egen laege")
    screen.press(Qt.Key.Key_Escape)
    (kept,) = screen.stored().statements
    assert (kept.heading, kept.text, kept.source) == ("resources", "Kan koere bus", "Egen laege")
    assert QApplication.focusWidget() is first(block.rows).head
    assert not block._question.isVisible()


def test_a_source_of_the_list_is_kept_as_its_code(screen):
    block = screen.document.sections.texts["text:resources"]
    block.begin()
    form = first(block.rows).form
    form.inputs["source"].control.setFocus()
    screen.type("sagsbehandler")
    screen.press(Qt.Key.Key_Tab)
    assert form.inputs["source"].value == "caseworker"
    assert form.inputs["source"].line.text() == "Sagsbehandler"


def test_a_text_that_was_begun_and_left_empty_is_gone(screen):
    block = screen.document.sections.texts["text:resources"]
    block.begin()
    screen.press(Qt.Key.Key_Escape)
    assert not block.rows
    assert screen.stored().statements == ()


def test_a_challenge_says_its_step_and_levels_in_words(screen, world, plan_id):
    part = Challenge(
        identity("pain"),
        "physical",
        "Ondt i ryggen",
        FunctionLevel.MODERATE,
        FunctionLevel.SLIGHT,
        FunctionLevel.NOT_ASSESSED,
        TODAY,
    )
    plan_parts.put_part(world.desk(), plan_id, None, part)
    screen.view.refresh()
    screen.document.builder.run_all()
    row = first(screen.document.sections.challenges.rows)
    assert row._step.text() == "2 → 1"
    name = row.head.accessibleName()
    assert name.startswith("Fysiske funktioner, Ondt i ryggen, Now: 2 Moderate difficulty, ")
    assert "own score: Not assessed" in name


def test_an_agreement_on_contact_reads_as_one_sentence(screen, world, plan_id):
    part = ContactAgreement(identity("calls"), "phone", "", 2, Period.MONTH, "", "Mette Prøvegaard")
    plan_parts.put_part(world.desk(), plan_id, None, part)
    screen.view.refresh()
    screen.document.builder.run_all()
    row = first(screen.document.sections.contacts.rows)
    assert row._sentence.text() == "Telefon 2 times a month, Mette Prøvegaard calls"


def test_a_figure_with_letters_stays_with_its_sentence(screen):
    screen.document.sections.contacts.begin()
    form = first(screen.document.sections.contacts.rows).form
    form.inputs["times"].control.setFocus()
    screen.type("to")
    screen.press(Qt.Key.Key_Tab)
    assert form.inputs["times"].line.text() == "to"
    assert "not a figure" in form.inputs["times"].error


def test_a_measure_is_begun_and_measured_again_with_the_keyboard(screen):
    block = screen.document.sections.measures
    block.add.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.type("Ordin")
    screen.press(Qt.Key.Key_Tab)
    screen.type("2,5")
    screen.press(Qt.Key.Key_Return)
    (kept,) = screen.stored().measurements
    assert (kept.measure, kept.value, kept.on) == ("ordinary_hours", Decimal("2.5"), TODAY)
    # The day of it can be written at once.
    group = first(block.groups)
    assert QApplication.focusWidget() is first(group.rows).form.inputs["on"].control
    screen.press(Qt.Key.Key_Escape)
    group.add.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.type("4")
    screen.press(Qt.Key.Key_Return)
    assert [each.value for each in screen.stored().measurements] == [Decimal("2.5"), Decimal(4)]
    assert group._change.text().startswith("Up 1")


def test_what_a_goal_names_is_measured_for_that_goal(screen):
    goal = screen.stored().goals[0]
    block = screen.document.sections.measures
    for words in (goal.measure, "Ordinære løntimer om ugen"):
        block.begin()
        screen.type(words)
        screen.press(Qt.Key.Key_Tab)
        screen.type("4")
        screen.press(Qt.Key.Key_Return)
        screen.press(Qt.Key.Key_Escape)
    named, listed = screen.stored().measurements
    assert (named.measure, named.goal_id) == (goal.measure, goal.id)
    assert (listed.measure, listed.goal_id) == ("ordinary_hours", None)
    offered = dict(block.new.measure._choices)
    assert goal.measure in offered
    assert "ordinary_hours" in offered


def test_the_words_of_a_disagreement_are_asked_for(screen):
    block = screen.document.sections.stance
    assert not block.text.isVisible()
    block.kind.segments._buttons[2][1].click()
    assert block.text.isVisible()
    block.text.area.setFocus()
    screen.type("For mange moeder")
    screen.presenter.save_now()
    stance = screen.stored().stance
    assert (stance.kind, stance.text) == (CitizenStance.DISAGREES, "For mange moeder")


def test_a_plan_in_review_takes_nothing_new(screen, world, plan_id):
    part = Measurement(identity("pain"), "pain", TODAY, Decimal(6))
    plan_parts.put_part(world.desk(), plan_id, None, part)
    screen.view.refresh()
    screen.presenter.primary()
    screen.document.builder.run_all()
    sections = screen.document.sections
    assert not sections.challenges.add.isVisible()
    assert not sections.measures.add.isVisible()


def test_another_plan_shows_nothing_of_the_last_one(screen, world, plan_id):
    plan_parts.put_part(world.desk(), plan_id, None, Statement(identity("cv"), "health", "Bus"))
    screen.view.refresh()
    screen.document.builder.run_all()
    assert screen.document.sections.texts["text:health"].rows
    screen.document.show_nothing()
    assert not screen.document.sections.texts


def test_the_outline_marks_the_section_with_the_cursor_and_begins_anew(screen, plan_id):
    buttons = screen.view.outline.buttons
    screen.document.sections.challenges.add.setFocus()
    assert buttons["challenges"].isChecked()
    screen.document.go("people")
    assert buttons["people"].isChecked()
    screen.view.show_nothing()
    screen.view.refresh()
    assert buttons["about"].isChecked()


def test_tab_goes_through_an_opened_challenge_as_it_reads(screen):
    block = screen.document.sections.challenges
    block.begin()
    QApplication.processEvents()
    form = first(block.rows).form
    controls = list(in_reading_order(block))
    names = [
        name for each in controls for name, field in form.inputs.items() if field.control is each
    ]
    assert names == list(form.inputs)
    assert controls[-1] is block.add


def test_a_new_part_comes_into_sight_whole_and_its_section_is_marked(screen, qtbot):
    block = screen.document.sections.challenges
    screen.document.go("own_words")
    block.begin()
    assert screen.view.outline.buttons["challenges"].isChecked()
    form = first(block.rows).form
    qtbot.waitUntil(lambda: form.visibleRegion().boundingRect() == form.rect())


def test_what_is_wrong_in_one_field_moves_no_field_beside_it(screen, qtbot):
    block = screen.document.sections.challenges
    block.begin()
    fields = first(block.rows).form.inputs
    day, score = fields["assessed_on"], fields["own_score"]
    day.control.setFocus()
    day.control.selectAll()
    screen.type("31/2")
    score.control.setFocus()
    assert day.error
    qtbot.waitUntil(lambda: day.control.y() + day.control.height() < day.height() - 10)
    assert (score.y(), score.control.y()) == (day.y(), day.control.y())


def test_a_text_that_is_no_theme_is_answered_under_the_field(screen):
    block = screen.document.sections.challenges
    block.begin()
    theme = first(block.rows).form.inputs["theme"]
    screen.type("xyz")
    first(block.rows).form.inputs["text"].control.setFocus()
    assert "xyz" in theme.error
    theme.control.setFocus()
    assert not theme.error


def test_a_plan_without_the_citizens_words_opens_where_they_are_written(screen, world, plan_id):
    assert not screen.document.words.form
    world.write(plan_id, lambda plan: plan.written_by(METTE, own_words=OwnWords()))
    screen.view.show_nothing()
    screen.view.setFocus()
    screen.view.refresh()
    form = screen.document.words.form
    assert form.inputs["text"].control.hasFocus()


def test_every_main_action_has_room_for_its_words_in_danish(qtbot):
    use_language("da")
    try:
        for text, icon in VERBS.values():
            button = Button(_(text), kind="primary", size="large", icon=icon)
            qtbot.addWidget(button)
            button.ensurePolished()
            assert button.sizeHint().width() <= scaled(248) - 26, text
    finally:
        use_language("en")
