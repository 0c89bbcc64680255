"""The question about one text and two writers: when it comes, what it offers, what is kept."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit

from coordinator.use_cases import planning, together
from plans.parts import Waiting
from plans.states import TaskStatus
from tests.ui.every_screen import faults
from tests.ui.screens.lists_world import METTE, TODAY, speak_english
from tests.ui.screens.own_process import AskingFace
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import full_plan, open_editor
from tests.ui.screens.test_plan_together import BEFORE, THEIRS, stored, writes_words
from ui.screens.plan.conflict_dialog import ConflictDialog
from ui.screens.plan.parts import OWN_WORDS
from ui.theme import THEME

MINE = "Jeg vil gerne arbejde i ro."
OTHERS = "Jeg vil gerne arbejde snart."
BOTH = "Jeg vil gerne arbejde snart i ro."


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def editor(world, plan_id):
    made = open_editor(world, plan_id)
    made.asks = AskingFace()
    made.presenter.asking.show_in(made.asks)
    return made


def clash(editor, world, plan_id, mine=MINE, theirs=OTHERS):
    editor.pen.hold(OWN_WORDS, "text")
    editor.pen.typed(OWN_WORDS, "text", mine)
    writes_words(world, plan_id, theirs)
    editor.clock.wait(1.6)


def settled(world, plan_id):
    found = together.settled_texts(world.desk(METTE), plan_id)
    return [(s.settlement.mine, s.settlement.theirs, s.settlement.chosen) for s in found]


def test_the_question_waits_for_a_pause_in_typing(editor, world, plan_id):
    clash(editor, world, plan_id)
    assert editor.asks.asked == []
    for _letter in range(5):
        editor.pen.typed(OWN_WORDS, "text", MINE)
        editor.clock.wait(1)
    assert editor.asks.asked == []
    editor.clock.wait(2)
    (question,) = editor.asks.asked
    assert (question.mine, question.theirs, question.merged) == (MINE, OTHERS, BOTH)


def test_leaving_the_field_is_a_pause(editor, world, plan_id):
    clash(editor, world, plan_id)
    editor.pen.left()
    editor.clock.wait(0)
    assert len(editor.asks.asked) == 1


@pytest.mark.parametrize(("choice", "text"), [("mine", MINE), ("theirs", OTHERS), ("merged", BOTH)])
def test_the_chosen_text_stands_and_all_three_are_kept(editor, world, plan_id, choice, text):
    clash(editor, world, plan_id)
    editor.clock.wait(3)
    question = editor.asks.asked[0]
    editor.presenter.asking.answer(question, choice, question.merged)
    assert stored(world, plan_id).own_words.text == text
    assert settled(world, plan_id) == [(MINE, OTHERS, text)]
    editor.clock.wait(9)
    assert len(editor.asks.asked) == 1
    if choice != "mine":
        editor.pen.undo()
        assert editor.page.plan.own_words.text == MINE


def test_later_keeps_both_and_a_notice_and_asks_no_more(editor, world, plan_id):
    clash(editor, world, plan_id)
    editor.clock.wait(3)
    editor.presenter.asking.postpone(editor.asks.asked[0])
    editor.clock.wait(30)
    assert len(editor.asks.asked) == 1
    assert editor.page.notes_of(OWN_WORDS).clashes
    assert editor.page.plan.own_words.text == MINE
    assert stored(world, plan_id).own_words.text == OTHERS
    (line,) = editor.asks.news
    assert line.verb == "Compare"
    editor.presenter.asking.take_up(line)
    editor.clock.wait(0)
    assert len(editor.asks.asked) == 2


def test_an_answer_to_a_text_that_changed_again_is_asked_anew(editor, world, plan_id):
    clash(editor, world, plan_id)
    editor.clock.wait(3)
    newest = "Jeg vil gerne arbejde meget snart."
    writes_words(world, plan_id, newest)
    editor.presenter.refresh()
    editor.presenter.asking.answer(editor.asks.asked[0], "merged", BOTH)
    editor.clock.wait(3)
    assert editor.asks.asked[-1].theirs == newest
    assert stored(world, plan_id).own_words.text == newest


def test_a_date_is_chosen_and_never_put_together(editor, world, plan_id):
    colleague = open_editor(world, plan_id)
    key, day = editor.goal_key(), editor.page.today
    editor.pen.typed(key, "due", day.replace(day=1))
    colleague.pen.typed(key, "due", day.replace(day=2))
    colleague.pen.left()
    editor.pen.left()
    editor.clock.wait(3)
    (question,) = editor.asks.asked
    assert question.merged is None
    assert question.mine != question.theirs


def test_what_went_together_is_listed_kept_and_can_be_asked_about(editor, world, plan_id):
    clash(editor, world, plan_id, "Jeg vil arbejde.", THEIRS)
    both = "Jeg vil arbejde. Jeg vil også sove."
    editor.clock.wait(3)
    assert editor.asks.asked == []
    (line,) = editor.asks.news
    assert line.verb == "Undo"
    assert settled(world, plan_id) == [("Jeg vil arbejde.", THEIRS, both)]
    editor.pen.left()
    editor.presenter.asking.take_up(line)
    editor.clock.wait(0)
    assert stored(world, plan_id).own_words.text == both
    (question,) = editor.asks.asked
    assert (question.base, question.mine, question.theirs) == (BEFORE, "Jeg vil arbejde.", THEIRS)
    editor.presenter.asking.answer(question, "mine", "")
    assert stored(world, plan_id).own_words.text == "Jeg vil arbejde."


# -- the dialog ------------------------------------------------------------------------------


@pytest.fixture
def screen(qtbot, world, plan_id):
    made = Screen(qtbot, world, METTE).open(plan_id)
    made.presenter.asking.show_in(made.view.together)
    return made


def asked(screen, world, plan_id):
    screen.document.words.open()
    screen.document.words.form.inputs["text"].area.setPlainText(MINE)
    writes_words(world, plan_id, OTHERS)
    screen.clock.wait(4)
    (dialog,) = screen.view.window().findChildren(ConflictDialog)
    screen.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_keys_choose_and_letters_typed_on_decide_nothing(screen, world, plan_id):
    dialog = asked(screen, world, plan_id)
    assert dialog.chosen == "merged"
    screen.type("fortsat")
    screen.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    screen.press(Qt.Key.Key_2)
    assert dialog.chosen == "theirs"
    screen.press(Qt.Key.Key_1)
    assert dialog.use.text() == "Use your text"
    screen.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.qtbot.waitUntil(lambda: not screen.view.window().findChildren(ConflictDialog))
    assert stored(world, plan_id).own_words.text == MINE


def test_the_proposal_can_be_written_in(screen, world, plan_id):
    dialog = asked(screen, world, plan_id)
    dialog.edit.click()
    screen.type("Bo 1: ")
    assert dialog.chosen == "merged"
    dialog.use.click()
    assert "Bo 1: " in stored(world, plan_id).own_words.text
    assert screen.document.words.form.inputs["text"].area.text() == "Bo 1: " + BOTH


def test_escape_is_later(screen, world, plan_id):
    dialog = asked(screen, world, plan_id)
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: not screen.view.window().findChildren(ConflictDialog))
    assert screen.document.words.form.inputs["text"].area.text() == MINE
    assert stored(world, plan_id).own_words.text == OTHERS
    del dialog


def test_after_the_answer_the_cursor_is_in_the_field_and_not_on_a_button(screen, world, plan_id):
    screen.document.words.open()
    screen.document.words.form.inputs["text"].area.setPlainText(MINE)
    writes_words(world, plan_id, OTHERS)
    screen.card().add.setFocus()
    screen.clock.wait(4)
    (dialog,) = screen.view.window().findChildren(ConflictDialog)
    screen.qtbot.waitUntil(dialog.isActiveWindow)
    assert not isinstance(screen.view.window().focusWidget(), QTextEdit)
    dialog.reject()
    window = screen.view.window()
    screen.qtbot.waitUntil(lambda: isinstance(window.focusWidget(), QTextEdit))


@pytest.mark.parametrize(("percent", "size"), [(100, (1366, 768)), (200, (900, 560))])
def test_the_dialog_fits_and_names_everything(screen, world, plan_id, percent, size):
    THEME.use("light", percent)
    screen.view.resize(*size)
    dialog = asked(screen, world, plan_id)
    assert dialog.width() <= screen.view.width()
    assert dialog.height() <= screen.view.height()
    assert faults(dialog) == []
    dialog.reject()


def test_codes_of_lists_are_asked_about_by_their_names(editor, world, plan_id):
    key = editor.goal_key()
    seen = stored(world, plan_id).goals[0]
    editor.pen.hold(key, "theme")
    editor.pen.typed(key, "theme", "housing")
    planning.put_goal(world.desk(METTE), plan_id, seen, replace(seen, theme="economy"))
    editor.presenter.refresh()
    editor.clock.wait(4)
    (question,) = editor.asks.asked
    assert question.mine == "Bolig"
    assert question.theirs not in ("economy", "")
    assert question.merged is None


def test_a_task_that_something_is_waited_for_waits_and_then_goes_on(editor):
    key = editor.task_key()
    item = Waiting("doctor", "Egen læge", TODAY, TODAY)
    editor.pen.typed(key, "waiting", item)
    editor.pen.left()
    assert editor.stored().tasks[0].status is TaskStatus.WAITING
    editor.pen.typed(key, "waiting", None)
    editor.pen.left()
    assert editor.stored().tasks[0].status is TaskStatus.IN_PROGRESS
    editor.pen.undo()
    assert editor.page.plan.tasks[0].status is TaskStatus.WAITING
