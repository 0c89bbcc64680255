"""Two windows on one store: what one writes stands in the other, and no letter is lost."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from coordinator.desk import Desk
from coordinator.i18n import use_language
from coordinator.use_cases import together
from coordinator.use_cases.signing_in import sign_in
from plans.states import PlanStatus
from tests.journeys.sitting import CTRL, KEY, SHIFT, Sitting, start
from tests.ui.every_screen import close_window
from ui.feed import ChangeFeed
from ui.people import user_card
from ui.screens.plan.conflict_dialog import ConflictDialog
from ui.window import Window

WORDS = " Og jeg vil have fri om fredagen."
UNDER_WAY = " Det skal være sikkert."


@pytest.fixture
def sitting(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    # The seconds between two looks are proved in test_plan_company.
    monkeypatch.setattr("ui.screens.plan.company.LOOK", 0.3)
    here = start(tmp_path)
    yield here
    here.leave()
    use_language("da")


@pytest.fixture
def window_of_the_deputy(sitting):
    """A window of the deputy's, as on another PC: news come from the store alone."""
    made = []

    def make(plan):
        store = sitting.program._store
        with sitting.desk().start_reading() as work:
            login = work.staff.get(plan.deputy).login
        member = sign_in(store.begin, login)
        desk = Desk(member, store.begin, sitting.program._clock, store.drafts(member))
        made.append(Window(desk=desk, runner=sitting.program.jobs, feed=ChangeFeed()))
        made[0].show_user(user_card(member))
        made[0].show()
        return made[0], member.name

    yield make
    for each in made:
        close_window(each)


def drafts(sitting):
    """My plans that are being written."""
    with sitting.desk(sitting.me()).start_reading() as work:
        mine = [each for each in work.lists.my_plans() if each.status is PlanStatus.DRAFT]
        plans = [work.plans.get(each.plan_id) for each in mine]
    return [each for each in plans if each.goals and each.own_words.text]


def stored(sitting, plan):
    with sitting.desk().start_reading() as work:
        return work.plans.get(plan.id)


def at_the_window(sitting, window):
    """Somebody who sits at another window of the program, or of another PC."""
    program = sitting.program
    other = Sitting(SimpleNamespace(window=window, _store=program._store, _clock=program._clock))
    window.activateWindow()
    other.until(window.isActiveWindow, "window")
    return other


def opened(sitting, before):
    """The window that was opened beside those before."""
    group = sitting.program._windows
    sitting.until(lambda: len(group.windows) > before, "window")
    return at_the_window(sitting, group.windows[-1])


def plan_is_there(sitting):
    sitting.is_at("Samlet plan")
    sitting.until(sitting.screen.document.isVisible, "plan")


def write_words(sitting, text):
    sitting.screen.document.words.open()
    sitting.press(KEY.Key_End, CTRL)
    sitting.write(text)


def test_a_citizen_and_the_plan_side_by_side(sitting):
    plan, another = drafts(sitting)[:2]
    first = sitting.window
    sitting.window.open("citizen", str(plan.citizen_id))
    sitting.is_at("Borger")
    sitting.until(sitting.screen.board.pane.isVisible, "page")
    sitting.tab_to("Åbn plan")
    sitting.press(KEY.Key_Return, SHIFT)
    beside = opened(sitting, 1)
    plan_is_there(beside)
    assert first.windowTitle() == "Samplan – Borger"

    # What is written in the one stands in the other. In the middle of it the PC is left alone.
    write_words(beside, WORDS[:18])
    left_alone(sitting, (first, beside.window), WORDS[:18])
    words = plan.own_words.text + WORDS[:18]
    sitting.until(lambda: stored(sitting, plan).own_words.text == words, "words while locked")
    beside.press(KEY.Key_Return)
    beside.until(lambda: beside.window.windowTitle() == "Samplan – Samlet plan", "way back")
    beside.write(WORDS[18:])
    beside.press(KEY.Key_Escape)
    words = plan.own_words.text + WORDS
    sitting.until(lambda: any(words in text for text in texts_of(first)), "words beside")

    # The plan is open already: its own window comes to the front, wherever it is asked for.
    sitting = at_the_window(sitting, first)
    sitting.press(KEY.Key_E, CTRL)
    beside.until(beside.window.isActiveWindow, "plan's window")
    assert first.windowTitle() == "Samplan – Borger"

    # Another plan in the first window; each keeps its own text and its own undo.
    first.open("plan", str(another.id))
    plan_is_there(at_the_window(sitting, first))
    write_words(sitting, WORDS)
    beside = at_the_window(sitting, beside.window)
    write_words(beside, UNDER_WAY)
    beside.window.close()
    words += UNDER_WAY
    sitting.until(lambda: stored(sitting, plan).own_words.text == words, "words under way")
    sitting.until(
        lambda: stored(sitting, another).own_words.text == another.own_words.text + WORDS, "words"
    )
    sitting = at_the_window(sitting, first)
    sitting.press(KEY.Key_Z, CTRL)
    sitting.until(lambda: stored(sitting, another).own_words.text == another.own_words.text, "undo")
    assert stored(sitting, plan).own_words.text == words


def left_alone(sitting, windows, typed):
    """Nobody touches the program for a quarter of an hour."""
    idle = sitting.program._locker._idle
    now = idle._now
    idle._now = lambda: now() + 15 * 60
    idle.look()
    idle._now = now
    for window in windows:
        assert window.windowTitle() == "Samplan – Låst"
        assert not any(typed in text for text in texts_of(window))


def texts_of(window):
    return Sitting(SimpleNamespace(window=window)).texts()


def test_two_people_in_one_plan(sitting, window_of_the_deputy):
    plan = drafts(sitting)[0]
    window, name = window_of_the_deputy(plan)
    sitting.window.open("plan", str(plan.id))
    plan_is_there(sitting)
    colleague = at_the_window(sitting, window)
    colleague.window.open("plan", str(plan.id))
    plan_is_there(colleague)
    sitting = at_the_window(sitting, sitting.window)
    goal = plan.goals[0].id
    for each in (sitting, colleague):
        each.until(lambda here=each: goal in here.screen.document.goals, "goals")
    sitting.until(lambda: sitting.sees(f"{name} har planen åben"), "who is there")

    # Different fields go together, and are on the other screen without a key.
    colleague = at_the_window(sitting, colleague.window)
    write_in_goal(colleague, goal, "title", "Arbejde tre dage i en butik")
    sitting.until(lambda: sitting.sees("Arbejde tre dage i en butik"), "goal")
    sitting.until(lambda: sitting.sees(f"{name} skriver i Arbejde tre dage"), "where")

    # The same field before the news of it came: who comes second is asked, in words and by name.
    mine, theirs = "Dage i butikken om ugen", "Timer i butikken om ugen"
    colleague.screen._presenter.pen.company._alarm.clear()
    sitting = at_the_window(sitting, sitting.window)
    write_in_goal(sitting, goal, "measure", mine)
    sitting.until(lambda: stored(sitting, plan).goals[0].measure == mine, "mine")
    colleague = at_the_window(sitting, colleague.window)
    write_in_goal(colleague, goal, "measure", theirs)
    colleague.until(lambda: asked() is not None, "question")
    me = sitting.me().name
    colleague.until(lambda: colleague.sees(f"{me} skrev: {mine}"), "notice")
    dialog = asked()
    assert dialog.accessibleName() == f"{me} har lige ændret den samme tekst"
    said = {key: column.head.accessibleName() for key, column in dialog.columns.items()}
    assert theirs in said["mine"]
    assert mine in said["theirs"]
    assert said["theirs"].startswith(f"Tekst fra {me.split()[0]}")
    assert "_" not in "".join(said.values())
    dialog.activateWindow()
    colleague.until(dialog.isActiveWindow, "dialog")
    colleague.press(KEY.Key_1)
    colleague.press(KEY.Key_Return, CTRL)
    colleague.until(lambda: stored(sitting, plan).goals[0].measure == theirs, "the answer")
    sitting.until(lambda: sitting.sees(theirs), "the answer on my screen")
    kept = together.settled_texts(sitting.desk(sitting.me()), plan.id)
    assert {(each.settlement.mine, each.settlement.theirs) for each in kept} == {(theirs, mine)}


def write_in_goal(sitting, goal, field, text):
    sitting.screen.document.goals[goal].open(field)
    sitting.press(KEY.Key_A, CTRL)
    sitting.write(text)
    sitting.press(KEY.Key_Tab)


def asked():
    modal = QApplication.activeModalWidget()
    return modal if isinstance(modal, ConflictDialog) else None
