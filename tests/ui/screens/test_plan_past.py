"""Who wrote the part with the cursor and what it said before, in the inspector and at the pointer."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from coordinator.canonical import canonical_json, sha256_of
from coordinator.ports import ApprovedVersion
from coordinator.together import Settlement
from coordinator.use_cases import plan_past
from coordinator.use_cases.together import keep_settled, settled_texts
from plans.parts import OwnWords
from tests.ui.screens.lists_world import BIRGER, METTE, TODAY, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import full_plan, plan_world
from ui.screens.plan import join_past
from ui.screens.plan.parts import OWN_WORDS, Key
from ui.screens.plan.past_card import QCursor, tip_words
from ui.screens.plan.past_shown import PastShown
from ui.screens.plan.past_words import settled_lines


@pytest.fixture
def screen(qtbot, tmp_path, monkeypatch):
    """A plan under revision: version 1 had another deadline and other words."""
    speak_english(monkeypatch)
    world = plan_world(tmp_path)
    plan_id = full_plan(world)
    with world.begin(BIRGER, True) as work:
        plan = replace(work.plans.get(plan_id), version=1)
        goal = replace(plan.goals[0], due=date(2027, 1, 2))
        words = OwnWords("<b>Noget andet</b>", TODAY)
        old = canonical_json(replace(plan, goals=(goal, *plan.goals[1:]), own_words=words))
        version = ApprovedVersion(1, old, sha256_of(old), TODAY, b"%PDF", "0")
        work.plans.add_version(plan_id, version)
        work.plans.save(plan)
        work.commit()
    made = Screen(qtbot, world, METTE)
    made.reads = []
    read = plan_past.who_wrote
    monkeypatch.setattr(
        "ui.screens.plan.past.who_wrote",
        lambda desk, each: (made.reads.append(each), read(desk, each))[1],
    )
    made.past = join_past(made.view, world.desk(METTE), made.runner)
    yield made.open(plan_id)
    world.engine.dispose()


def card_says(screen):
    QApplication.processEvents()
    card = screen.view.inspector.past
    return [each.text() for each in card.findChildren(QLabel) if each.isVisibleTo(card)]


def tip_at(widget, monkeypatch):
    """Let the pointer rest on a widget; gives the tip that shows."""
    QApplication.processEvents()
    monkeypatch.setattr(QCursor, "pos", lambda: widget.mapToGlobal(widget.rect().center()))
    at = widget.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    return QToolTip.text()


def test_the_inspector_tells_of_the_field_with_the_cursor_and_reads_nothing_before(screen):
    assert screen.reads == []
    assert "Put the cursor in a part of the plan." in card_says(screen)
    screen.document.open_field(Key("goal", screen.goal.key.id), "due")
    said = card_says(screen)
    assert screen.goal.key.id is not None
    assert any(text.startswith("Written by Mette Prøvegaard, ") for text in said)
    assert "“Deadline” in approved versions" in said
    name = BIRGER.name
    assert f"Version 1, 17 Nov 2026, approved by {name}: 2 January 2027" in said
    assert len(screen.reads) == 1


def test_it_is_read_again_when_somebody_wrote(screen):
    screen.document.open_field(OWN_WORDS, "text")
    desk = screen.world.desk(BIRGER)
    with desk.start_work() as work:
        plan = work.plans.get(screen.plan_id)
        work.plans.save(replace(plan, own_words=replace(plan.own_words, text="Nyt")))
        changes = work.commit()
    screen.past.changed(changes)
    assert len(screen.reads) == 2
    assert any(f"changed by {BIRGER.name}, " in text for text in card_says(screen))


def test_what_two_wrote_at_once_and_was_not_chosen_is_told_at_its_field(screen):
    desk = screen.world.desk(METTE)
    texts = ("Min tekst", "Deres tekst", "Deres tekst")
    for field in ("text", "matters"):
        keep_settled(desk, screen.plan_id, Settlement("own_words", None, field, *texts))
    screen.document.open_field(OWN_WORDS, "text")
    kept = [
        text for text in card_says(screen) if text.startswith("Not chosen 17 Nov 2026 by Mette")
    ]
    assert [text[-11:] for text in kept] == ["“Min tekst”"]
    tip = tip_words(
        PastShown("", "", "", settled_lines(settled_texts(desk, screen.plan_id), OWN_WORDS, ""))
    )
    assert "Text · Not chosen" in tip
    assert "What matters · Not chosen" in tip


def test_the_key_puts_the_cursor_in_the_card(screen):
    screen.document.open_field(Key("goal", screen.goal.key.id), "title")
    screen.press(
        Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    card = screen.view.inspector.past
    assert QApplication.focusWidget() is card
    assert "Written by" in card.accessibleDescription()


def test_a_tip_tells_of_the_field_under_the_pointer(screen, monkeypatch):
    goal = screen.goal
    screen.document.open_field(Key("goal", goal.key.id), "title")
    form = goal.form
    tip = tip_at(form.inputs["due"].control, monkeypatch)
    assert tip.startswith("<qt>A date such as 24/11")
    assert "2 January 2027" in tip
    assert "Written by" in tip


def test_a_tip_tells_of_a_long_text_under_the_pointer(screen, monkeypatch):
    screen.document.open_field(OWN_WORDS, "matters")
    form = screen.document.words.form
    assert "Noget andet" in tip_at(form.inputs["text"].control.viewport(), monkeypatch)


def test_a_tip_on_a_part_that_is_closed_tells_what_was_different(screen, monkeypatch):
    tip = tip_at(screen.document.words._quote, monkeypatch)
    assert "Text · Version 1" in tip
    assert "&lt;b&gt;Noget andet&lt;/b&gt;" in tip


def test_what_was_typed_is_no_markup_and_is_not_long():
    said = tip_words(PastShown("Part", "<i>x</i>", "", ("y" * 500,)))
    assert "&lt;i&gt;" in said
    assert len(said) < 220
