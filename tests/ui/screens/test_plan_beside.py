"""What stands beside the plan: interventions that clash, and who sees the part with the cursor."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from coordinator.use_cases import reviewing
from plans.audience import Reader, audience
from plans.parts import Consent
from plans.people import ServiceArea
from plans.weekly import WeeklyTime
from tests.ui.screens.lists_world import METTE, TODAY, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import AMIRA, RITA, full_plan, open_editor
from ui.screens.plan.parts import Key
from ui.screens.plan.words import part_words

TUESDAY = (WeeklyTime(2, 540, 720),)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def editor(world, plan_id):
    return open_editor(world, plan_id)


@pytest.fixture
def screen(qtbot, world, plan_id):
    return Screen(qtbot, world, METTE).open(plan_id)


def clash(pen, first, second):
    pen.typed(first, "weekly_times", TUESDAY)
    pen.typed(second, "weekly_times", TUESDAY)
    pen.left()


def test_two_interventions_at_the_same_hours_are_both_named(editor):
    assert editor.page.clashes == ()
    clash(editor.pen, editor.card_key(), editor.card_key(1))
    (found,) = editor.page.clashes
    assert "Praktik" in found.sentence
    assert "Bostøtte" in found.sentence
    assert [each.key for each in found.places] == [editor.card_key(), editor.card_key(1)]


def test_work_that_is_demanded_during_treatment_clashes(editor):
    editor.pen.typed(editor.card_key(1), "legal_basis", "SEL § 101")
    assert len(editor.page.clashes) == 1


def test_both_cards_and_the_inspector_warn_and_lead_to_the_intervention(screen):
    card, other = screen.card(), screen.card(1)
    clash(screen.presenter.pen, card.key, other.key)
    assert card._clash.isVisible()
    assert other._clash.isVisible()
    shown = screen.view.inspector.clashes
    assert shown.isVisible()
    buttons = [each for each in shown.findChildren(QPushButton) if each.isVisibleTo(shown)]
    assert [each.text() for each in buttons] == ["Go to Praktik", "Go to Bostøtte"]
    buttons[1].click()
    assert QApplication.focusWidget() is other.form.inputs["title"].control


def test_a_clash_that_is_mended_is_gone_everywhere(screen):
    clash(screen.presenter.pen, screen.card().key, screen.card(1).key)
    screen.presenter.pen.typed(screen.card().key, "weekly_times", ())
    assert not screen.card()._clash.isVisible()
    assert not screen.card(1)._clash.isVisible()
    assert not screen.view.inspector.clashes.isVisible()


def test_nobody_is_asked_to_mend_a_plan_that_is_closed(editor):
    clash(editor.pen, editor.card_key(), editor.card_key(1))
    editor.presenter.save_now()
    assert editor.page.clashes
    reviewing.close(editor.world.desk(), editor.page.plan.id, "job", "Bo er i job")
    editor.presenter.refresh()
    assert not editor.page.clashes


def test_who_writes_in_a_part_follows_from_its_service_area(editor):
    plan, staff = editor.stored(), (METTE, AMIRA, RITA)

    def writers(area):
        return [each.name for each in audience(plan, area, staff, TODAY) if each.writes]

    assert writers(None) == [METTE.name]
    assert writers(ServiceArea.SOCIAL) == [METTE.name, AMIRA.name]
    assert writers(ServiceArea.HEALTH) == [METTE.name]


def test_everybody_in_staff_sees_and_nobody_outside_does(editor):
    found = {each.reader: each for each in audience(editor.stored(), None, (METTE,), TODAY)}
    assert found[Reader.STAFF].sees
    assert not found[Reader.STAFF].writes
    assert not found[Reader.OUTSIDE].sees


def test_a_service_area_that_the_consent_leaves_out_is_told(editor):
    consent = editor.stored().consents[0]
    narrow = Consent(consent.id, consent.given_on, consent.how, frozenset({ServiceArea.EMPLOYMENT}))
    key = Key("consent", consent.id)
    editor.pen.typed(key, "service_areas", narrow.service_areas)
    line = next(each for each in editor.page.seen_by(None) if AMIRA.name in each.who)
    assert "The consent does not cover" in line.how


def test_the_card_tells_of_the_part_with_the_cursor(screen):
    screen.item(0, 1).row.setFocus()
    card = screen.view.inspector.audience
    assert "Find et sted – Bostøtte" in card.accessibleDescription()
    assert f"Sees it, {AMIRA.name}" in card.accessibleDescription()
    assert "Does not see it, Everybody else" in card.accessibleDescription()
    screen.document.words.open()
    assert card.accessibleDescription().startswith("What I would like: ")


def test_a_text_of_a_service_is_told_with_its_heading_and_who_writes_it(editor):
    key = editor.pen.beside.statement("resources")
    editor.pen.typed(key, "service_area", ServiceArea.SOCIAL)
    page = editor.page
    line = next(each for each in page.seen_by(key) if AMIRA.name in each.who)
    assert "Sees and writes" in line.how
    assert part_words(page.plan, key, page.book) == "Mine ressourcer og erfaringer"
    line = next(each for each in page.seen_by(None) if AMIRA.name in each.who)
    assert "Sees and writes" not in line.how


@pytest.mark.parametrize("width", [1300, 800])
def test_ctrl_full_stop_goes_to_who_sees_the_part(screen, width):
    screen.view.resize(width, 700)
    screen.item(0, 1).row.setFocus()
    screen.press(Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    card = screen.view.inspector.audience
    assert QApplication.focusWidget() is card
    assert "Find et sted – Bostøtte" in card.accessibleDescription()
