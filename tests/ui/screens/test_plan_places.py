"""F7 and plain words go through every text of the plan, whether its field is open or not."""

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from coordinator.use_cases import opening, planning
from plans.parts import OwnWords
from tests.ui.screens.lists_world import BIRGER, METTE, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import full_plan, plan_world
from ui.screens.plan.legible_page import LegiblePage, PlainWord
from ui.spelling.walk import next_misspelled
from ui.spelling.words import words_of
from ui.widgets.buttons import Button


class Knows:
    """A speller that knows one wrong word."""

    def __init__(self, wrong):
        self.wrong = wrong

    def why_not(self):
        return ""

    def look_at(self, _spans, known):
        known()

    def wrong_in(self, text):
        return tuple(each for each in words_of(text) if each.word == self.wrong)


@pytest.fixture
def world(tmp_path, monkeypatch):
    speak_english(monkeypatch)
    made = plan_world(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def plan_id(world):
    return full_plan(world)


def menu():
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_f7_opens_the_field_of_a_closed_text_and_marks_the_word(qtbot, world, plan_id):
    screen = Screen(qtbot, world, METTE).open(plan_id)
    texts = [each.text for each in screen.view.spelled_places()]
    assert texts[0] == "Jeg vil gerne arbejde."
    assert "Ring til butikken – Bostøtte" in texts
    next_misspelled(screen.view, pytest.fail, Knows("Ring"))
    assert screen.item(1).form is not None
    assert screen.item(1).form.inputs["title"].control.selectedText() == "Ring"
    menu().close()


def test_who_may_not_write_is_taken_nowhere(qtbot, world, plan_id):
    told = []
    screen = Screen(qtbot, world, BIRGER).open(plan_id)
    assert screen.view.spelled_places() == []
    next_misspelled(screen.view, told.append, Knows("Ring"))
    assert len(told) == 1


def test_a_plain_word_is_put_in_the_place_of_jargon_and_can_be_undone(qtbot, world, plan_id):
    seen = opening.read_plan(world.desk(), plan_id).own_words
    wanted = OwnWords("Herunder vil jeg arbejde.", seen.said_on)
    planning.write_own_words(world.desk(), plan_id, seen, wanted)
    screen = Screen(qtbot, world, METTE).open(plan_id)
    card = screen.view.inspector.legible
    card.show_page(LegiblePage(plain_words=(PlainWord("herunder", "blandt andet, (se)"),)))
    button = next(each for each in card.findChildren(Button) if "herunder" in each.accessibleName())
    button.click()
    assert [each.text() for each in menu().actions()] == ["blandt andet"]
    menu().actions()[0].trigger()
    menu().close()
    screen.clock.wait(3)
    assert screen.stored().own_words.text == "Blandt andet vil jeg arbejde."
    screen.presenter.pen.left()
    screen.view.undo()
    screen.clock.wait(3)
    assert screen.stored().own_words.text == wanted.text
