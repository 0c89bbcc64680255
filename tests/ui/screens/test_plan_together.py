"""Two people in one plan: what each writes stays, and only the same sentence is asked about."""

import pytest
from PySide6.QtCore import Qt

from coordinator.use_cases import opening, planning
from plans.parts import OwnWords
from tests.ui.screens.lists_world import METTE, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import AMIRA, full_plan, open_editor
from ui.screens.plan.parts import OWN_WORDS

BEFORE = "Jeg vil gerne arbejde."
THEIRS = "Jeg vil gerne arbejde. Jeg vil også sove."


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def editor(world, plan_id):
    return open_editor(world, plan_id)


def stored(world, plan_id):
    return opening.read_plan(world.desk(METTE), plan_id)


def writes_words(world, plan_id, text, member=METTE):
    """A colleague writes in the citizen's words at another desk."""
    seen = stored(world, plan_id).own_words
    planning.write_own_words(world.desk(member), plan_id, seen, OwnWords(text, seen.said_on))


def test_different_sentences_of_one_text_go_together_by_themselves(editor, world, plan_id):
    editor.pen.hold(OWN_WORDS, "text")
    editor.pen.typed(OWN_WORDS, "text", "Jeg vil arbejde.")
    writes_words(world, plan_id, THEIRS)
    editor.clock.wait(3)
    both = "Jeg vil arbejde. Jeg vil også sove."
    assert stored(world, plan_id).own_words.text == both
    assert editor.page.plan.own_words.text == both
    assert not editor.page.notes_of(OWN_WORDS).clashes


def test_one_sentence_changed_by_both_stays_mine_and_stores_theirs(editor, world, plan_id):
    editor.pen.typed(OWN_WORDS, "text", "Jeg vil arbejde.")
    writes_words(world, plan_id, "Jeg vil gerne hvile.")
    editor.clock.wait(3)
    assert stored(world, plan_id).own_words.text == "Jeg vil gerne hvile."
    assert editor.page.plan.own_words.text == "Jeg vil arbejde."
    assert editor.page.notes_of(OWN_WORDS).clashes


def test_undo_takes_my_words_back_and_leaves_a_colleagues(editor, world, plan_id):
    editor.pen.typed(OWN_WORDS, "text", "Jeg vil arbejde.")
    editor.pen.left()
    writes_words(world, plan_id, "Jeg vil arbejde. Jeg vil også sove.")
    editor.presenter.refresh()
    editor.pen.undo()
    assert stored(world, plan_id).own_words.text == THEIRS
    editor.pen.undo(again=True)
    assert stored(world, plan_id).own_words.text == "Jeg vil arbejde. Jeg vil også sove."


def test_undo_of_one_field_leaves_what_a_colleague_wrote_in_another(editor, world, plan_id):
    key = editor.goal_key()
    editor.pen.typed(key, "title", "Arbejde i ro")
    editor.pen.left()
    goal = stored(world, plan_id).goals[0]
    colleague = open_editor(world, plan_id)
    colleague.pen.typed(key, "measure", "Dage")
    colleague.pen.left()
    editor.presenter.refresh()
    editor.pen.undo()
    found = stored(world, plan_id).goals[0]
    assert (found.title, found.measure) == ("Arbejde i en butik", "Dage")
    assert goal.title == "Arbejde i ro"


def test_the_cursor_stays_at_its_words_when_a_colleagues_text_comes_in(qtbot, world, plan_id):
    screen = Screen(qtbot, world, METTE).open(plan_id)
    screen.document.words.open()
    area = screen.document.words.form.inputs["text"].area
    screen.press(Qt.Key.Key_Home)
    area.insertPlainText("😀 ")
    screen.press(Qt.Key.Key_End)
    screen.type(" Og hvile.")
    screen.clock.wait(3)
    area.moveCursor(area.textCursor().MoveOperation.Left)
    screen.type(" nu")
    writes_words(world, plan_id, "Hej. 😀 " + BEFORE + " Og hvile.")
    screen.clock.wait(3)
    assert area.text() == "Hej. 😀 " + BEFORE + " Og hvile nu."
    screen.type("!")
    screen.clock.wait(3)
    assert area.text() == "Hej. 😀 " + BEFORE + " Og hvile nu!."
    assert stored(world, plan_id).own_words.text == area.text()


def test_a_line_takes_in_a_colleagues_sentence_too(qtbot, world, plan_id):
    screen = Screen(qtbot, world, METTE).open(plan_id)
    screen.item().open("title")
    screen.press(Qt.Key.Key_End)
    screen.type(". Ring nu")
    colleague = open_editor(world, plan_id, AMIRA)
    key = colleague.task_key()
    colleague = open_editor(world, plan_id, METTE)
    text = colleague.page.plan.tasks[0].title
    colleague.pen.typed(key, "title", f"Bo. {text}")
    colleague.pen.left()
    screen.clock.wait(3)
    screen.type(".")
    screen.clock.wait(3)
    assert stored(world, plan_id).tasks[0].title == f"Bo. {text}. Ring nu."
