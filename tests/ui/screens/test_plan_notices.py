"""What the editor says on the screen about text that was put back or cannot be saved."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from coordinator.store_errors import StoreFull
from coordinator.use_cases import opening
from tests.fakes_journal import FakeJournal
from tests.ui.screens.lists_world import METTE, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import full_plan, plan_world
from ui.screens.plan import writing
from ui.screens.plan.entries import Entry, Loose, name_of, packed
from ui.screens.plan.notices import DifferenceDialog, LooseDialog, SafetyNotices
from ui.screens.plan.parts import OWN_WORDS
from ui.screens.plan.restored import Restored, RestoredField, RestoredPart
from ui.widgets.diff_text import DiffText

AT = datetime(2026, 11, 21, 9, 42, tzinfo=UTC)
BACK = Restored(AT, (RestoredPart("Goal: Sove", (RestoredField("Deadline", "før", "nu"),)),))
LEFT = Restored(AT, (), (Loose("a", "Ring til butikken"), Loose("b", "Ro nu")))


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def notices(qtbot):
    asked = []
    made = SafetyNotices(lambda: asked.append("again"))
    made.asked = asked
    qtbot.addWidget(made)
    return made


def dialog(notices, kind):
    return notices.window().findChild(kind)


def test_nothing_is_said_and_no_room_is_taken_where_all_is_well(notices):
    assert notices.isHidden()


def test_what_was_put_back_is_told_with_the_time_and_can_be_closed(notices):
    notices.show_restored(BACK)
    assert notices.restored.accessibleName() == (
        "Restored at 10:42 What you wrote in 1 place is back."
    )
    notices.restored._close()
    assert notices.isHidden()


def test_the_difference_shows_old_and_new(notices):
    notices.show_restored(BACK)
    notices._show_difference()
    (text,) = dialog(notices, DifferenceDialog).findChildren(DiffText)
    assert text.accessibleName() == "removed: før, added: nu"


def test_text_without_a_place_can_be_copied_and_stays_until_it_is_removed(notices):
    gone = []
    notices.show_restored(LEFT, lambda: gone.append(True))
    notices.open_loose()
    shown = dialog(notices, LooseDialog)
    shown._copy()
    assert QApplication.clipboard().text() == "Ring til butikken\n\nRo nu"
    assert not notices.loose.isHidden()
    shown._remove()
    assert gone == [True]
    assert notices.isHidden()


def test_what_cannot_be_saved_stays_in_red_until_it_can(notices):
    notices.show_unsaved("The disk is full.")
    assert notices.unsaved.property("banner") == "danger"
    notices.show_unsaved("")
    assert notices.isHidden()


def test_a_pc_without_a_safe_place_says_so(notices):
    notices.show_unlasting(unlasting=True)
    assert "while the program runs" in notices.unlasting.accessibleName()


def test_the_text_stands_in_its_place_with_a_notice_and_try_again_saves(
    qtbot, tmp_path, monkeypatch
):
    world = plan_world(tmp_path)
    plan_id = full_plan(world)
    drafts = FakeJournal(METTE.id)
    screen = Screen(qtbot, world, METTE, drafts=drafts)
    seen = opening.read_plan(world.desk(), plan_id).own_words
    entry = Entry(OWN_WORDS, seen, replace(seen, text="Ro."))
    drafts.keep(plan_id, {name_of(OWN_WORDS): packed(entry)}, AT)

    def full(*_values):
        raise StoreFull

    with monkeypatch.context() as patched:
        patched.setattr(writing.planning, "write_own_words", full)
        screen.open(plan_id)
        assert not screen.view.safety.restored.isHidden()
        assert not screen.view.safety.unsaved.isHidden()
        screen.document.words.open()
        assert screen.document.words.form.inputs["text"].area.text() == "Ro."
    screen.presenter.save_now()
    assert screen.stored().own_words.text == "Ro."
    assert screen.view.safety.unsaved.isHidden()
    world.engine.dispose()
