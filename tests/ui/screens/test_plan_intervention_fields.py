"""Offers, hours, times of the week and waiting of an intervention; a task's follower and result."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from plans.parts import Responsible, ResponsibleKind, Waiting
from plans.people import ServiceArea
from plans.weekly import WeeklyTime
from tests.ui.screens.lists_world import METTE, TODAY, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import METTE_ANSWERS, full_plan, open_editor
from ui.screens.plan.parts import Key
from ui.screens.plan.words import intervention_facts, waiting_pill

BO = Responsible("Bo Testrup", kind=ResponsibleKind.CITIZEN)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def screen(qtbot, world, plan_id):
    return Screen(qtbot, world, METTE).open(plan_id)


@pytest.fixture
def new(screen):
    """An intervention that was just begun, with the cursor in its title."""
    screen.goal.add_intervention()
    return screen.card(2)


def offer_line(card):
    return card.form.inputs["title"].control


def take_the_first(screen, card):
    """Mark the first offer of the open list and take it, as the list hears the keys."""
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        screen.qtbot.keyClick(offer_line(card)._popup, key)


def words(text):
    return text.replace("\u00a0", " ")


def test_an_offer_is_found_by_its_words_and_brings_law_and_area(screen, new):
    screen.type("Alkoholbeh")
    assert offer_line(new).suggesting
    take_the_first(screen, new)
    screen.clock.wait(3)
    made = screen.stored().interventions[2]
    assert (made.title, made.legal_basis) == ("Alkoholbehandling", "SUL § 141")
    assert made.service_area is ServiceArea.HEALTH
    assert made.offer
    assert new.form.inputs["legal_basis"].control.text() == "SUL § 141"


def test_an_offer_leaves_a_law_that_was_chosen(screen):
    card = screen.card()
    card.open("title")
    offer_line(card).selectAll()
    screen.type("Alkoholbeh")
    take_the_first(screen, card)
    screen.clock.wait(3)
    made = screen.stored().interventions[0]
    assert (made.title, made.legal_basis) == ("Alkoholbehandling", "LAB § 57")
    assert made.service_area is ServiceArea.EMPLOYMENT


def test_an_offer_and_what_it_brought_is_one_step_of_undo(screen, new):
    screen.type("Alkoholbeh")
    take_the_first(screen, new)
    screen.view.undo()
    part = screen.presenter.pen._session.draft.value(new.key)
    assert (part.title, part.legal_basis, part.offer) == ("Alkoholbeh", "", "")


def test_enter_and_tab_keep_a_title_of_ones_own(screen, new, qtbot):
    screen.type("Alkohol")
    assert offer_line(new).suggesting
    screen.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: new.form is None)
    made = screen.stored().interventions[2]
    assert (made.title, made.offer) == ("Alkohol", "")


def test_hours_and_times_of_the_week_are_typed_as_people_write_them(screen):
    screen.card().open("hours_a_week")
    screen.type("12,5")
    screen.press(Qt.Key.Key_Tab)
    screen.card().form.focus("weekly_times")
    screen.type("tirsdag 9-12, torsdag 10-14.30")
    screen.card().form.focus("title")
    screen.clock.wait(3)
    made = screen.stored().interventions[0]
    assert made.hours_a_week == Decimal("12.5")
    assert made.weekly_times == (WeeklyTime(2, 540, 720), WeeklyTime(4, 600, 870))
    facts = words(screen.card().head.accessibleName())
    assert "12.5 hours a week" in facts
    assert "Tuesday 9:00-12:00" in facts


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("hours_a_week", "mange", "That is not a figure"),
        ("hours_a_week", "200", "Hours a week go from 0 to 168"),
        ("weekly_times", "tirsdag formiddag", "Those are not times of the week"),
    ],
)
def test_what_is_not_understood_stays_in_its_field_with_the_sentence(screen, field, text, sentence):
    screen.card().open(field)
    screen.type(text)
    screen.card().form.focus("title")
    shown = screen.card().form.inputs[field]
    assert shown.error.startswith(sentence)
    assert shown.control.text() == text
    shown.control.setFocus()
    shown.control.selectAll()
    screen.press(Qt.Key.Key_Delete)
    screen.card().form.focus("title")
    assert shown.error == ""


def test_who_chooses_a_cause_waits_from_today_and_the_card_says_it(screen):
    card = screen.card()
    card.open("waiting")
    waiting = card.form.inputs["waiting"]
    assert QApplication.focusWidget() is waiting.cause.control
    waiting.cause.combo.picked.emit("doctor")
    stored = screen.stored().interventions[0].waiting
    assert (stored.cause, stored.since) == ("doctor", TODAY)
    assert "Afventer læge eller attest" in card.head.accessibleName()
    gap = next(each for each in screen.view._page.gaps if each.field == "waiting")
    screen.view._go_to_gap(gap)
    assert waiting.cause.control.hasFocus()


def test_the_pill_counts_the_days_and_warns_when_it_is_time_to_look_again(world, plan_id):
    editor = open_editor(world, plan_id)
    since = TODAY - timedelta(days=12)
    key = editor.card_key()
    editor.pen.typed(key, "waiting", Waiting("doctor", "Dr. Hansen", since, TODAY))
    page = editor.page
    pill = waiting_pill(page.plan.interventions[0].waiting, page.book, page.today)
    assert (pill.text, pill.kind) == ("Afventer læge eller attest · 12 days", "warn")
    facts = intervention_facts(page.plan.interventions[0], page.today).replace("\u00a0", " ")
    assert facts.endswith("Waits for Dr. Hansen · look again 17 Nov.")


def test_a_task_that_waits_without_a_day_counts_among_the_tasks(world, plan_id):
    editor = open_editor(world, plan_id)
    place = editor.stored().interventions[0]
    key = Key("task", place.tasks[0].id, place.id)
    editor.pen.typed(key, "waiting", Waiting("doctor", "Dr. Hansen"))
    (gap,) = [each for each in editor.page.gaps if each.field == "waiting"]
    assert (gap.section, gap.key) == ("who", key)


def test_no_cause_no_person_and_no_day_is_no_waiting(screen):
    key = screen.card().key
    screen.presenter.pen.typed(key, "waiting", Waiting("doctor", "", TODAY))
    screen.card().open("waiting")
    screen.card().form.inputs["waiting"].cause.combo.picked.emit("")
    assert screen.stored().interventions[0].waiting is None


def test_a_name_that_is_being_typed_moves_nothing_until_it_is_left(screen):
    item = screen.item()
    item.open("assignee")
    QApplication.focusWidget().selectAll()
    screen.type("Jobcoach Nord")
    assert not item.form._more.is_open
    screen.press(Qt.Key.Key_Tab)
    assert item.form._more.is_open


def test_a_task_of_the_citizen_asks_who_follows_up(screen):
    item = screen.item()
    item.open("assignee")
    assert not item.form._more.is_open
    screen.presenter.pen.typed(item.key, "assignee", BO)
    assert item.form._more.is_open
    screen.presenter.pen.typed(item.key, "follower", METTE_ANSWERS)
    screen.presenter.pen.left()
    assert screen.stored().tasks[0].follower == METTE_ANSWERS
    item.close_row()
    assert words(item._facts.text()) == f"Followed up by {METTE.name}"


def test_a_task_that_is_done_keeps_its_result(screen):
    item = screen.item()
    screen.presenter.pen.tick(item.key)
    item.open("result")
    screen.type("Det gik godt")
    item.close_row()
    screen.presenter.pen.left()
    assert screen.stored().tasks[0].result == "Det gik godt"
    assert words(item._facts.text()) == "Result: Det gik godt"


def test_a_plain_task_shows_three_fields_and_no_more(screen):
    item = screen.item()
    item.open()
    shown = [name for name, each in item.form.inputs.items() if each.isVisible()]
    assert shown == ["title", "assignee", "due"]


def test_a_consent_keeps_scope_sources_and_purpose(screen):
    box = screen.document.people.consent
    box.open("scope")
    screen.type("Helbred")
    box.form.focus("sources")
    screen.type("Egen læge")
    box.form.focus("purpose")
    screen.type("Den samlede plan")
    screen.presenter.pen.left()
    stored = screen.stored().consents[0]
    assert (stored.scope, stored.sources, stored.purpose) == (
        "Helbred",
        "Egen læge",
        "Den samlede plan",
    )


def test_sub_goals_are_written_one_after_the_other(screen, qtbot):
    screen.goal.add_sub_goal()
    screen.type("Stå op kl. 8")
    screen.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.goal.steps) == 2)
    screen.type("Gå tur")
    screen.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.goal.steps) == 3)
    screen.press(Qt.Key.Key_Escape)
    screen.clock.wait(3)
    assert [each.title for each in screen.stored().goals[0].sub_goals] == ["Stå op kl. 8", "Gå tur"]


def test_a_sub_goal_has_a_date_and_is_removed_and_brought_back(screen):
    screen.goal.add_sub_goal()
    screen.type("Stå op kl. 8")
    step = next(iter(screen.goal.steps.values()))
    screen.presenter.pen.typed(step.key, "due", date(2027, 1, 10))
    screen.press(Qt.Key.Key_Escape)
    screen.clock.wait(3)
    assert "10 January 2027" in words(step.head.accessibleName())
    screen.qtbot.waitUntil(step.isVisible)
    step.head.setFocus()
    screen.press(Qt.Key.Key_Delete)
    assert screen.stored().goals[0].sub_goals == ()
    screen.view.undo()
    assert screen.stored().goals[0].sub_goals[0].due == date(2027, 1, 10)
