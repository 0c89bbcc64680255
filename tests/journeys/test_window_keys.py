"""Every key of the overview on every screen: it does what the overview says, in the real window."""

import pytest
from PySide6.QtWidgets import QApplication

from plans.states import PlanStatus
from tests.journeys.sitting import ALT, CTRL, KEY, SHIFT, start
from ui.help_dialog import HelpDialog
from ui.keys import KEYS
from ui.keys_dialog import KeysDialog
from ui.task_dialog import TaskDialog

TITLES = {
    "day": "Min dag",
    "citizens": "Borgere",
    "citizen": "Borger",
    "plan": "Samlet plan",
    "review": "Gennemsyn",
    "print": "Udskriv",
    "settings": "Indstillinger",
}


@pytest.fixture
def sitting(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    here = start(tmp_path)
    here.window.resize(1440, 900)
    yield here
    here.leave()


def go_to(sitting, name):
    with sitting.desk(sitting.me()).start_reading() as work:
        line = next(each for each in work.lists.my_plans() if each.status is PlanStatus.DRAFT)
    arguments = {
        "citizen": str(line.citizen_id),
        "plan": str(line.plan_id),
        "print": ("plan", str(line.plan_id)),
    }
    sitting.window.open("settings" if name != "settings" else "day")
    sitting.window.open(name, arguments.get(name))
    sitting.is_at(TITLES[name])
    sitting.until(lambda: is_ready(name, sitting.screen), "screen")


def is_ready(name, screen):
    """Whether the part that waits for the store is there."""
    parts = {
        "citizen": lambda: screen.board.pane,
        "plan": lambda: screen.document,
        "print": lambda: screen.print_button,
        "day": lambda: screen.columns,
        "review": lambda: screen.decision,
    }
    part = parts.get(name, lambda: screen)()
    return part.isVisible() and part.isEnabled()


def search(sitting, title):
    sitting.press(KEY.Key_K, CTRL)
    sitting.is_at("Borgere")
    assert sitting.field() == "Søg efter en borger"


def back_and_forward(sitting, title):
    search(sitting, title)
    sitting.press(KEY.Key_Left, ALT)
    sitting.is_at(title if title != "Borgere" else "Indstillinger")
    sitting.press(KEY.Key_Right, ALT)
    sitting.is_at("Borgere")


def regions(sitting, title):
    """Once round with F6 is where one began, and Shift+F6 goes the other way."""
    window = sitting.window
    inside = getattr(sitting.screen, "regions", lambda: [sitting.screen])()
    places = [window.sidebar, window.topbar, *inside]

    def here():
        focus = QApplication.focusWidget()
        return next(
            (n for n, each in enumerate(places) if each is focus or each.isAncestorOf(focus)), None
        )

    seen = []
    for _step in range(len(places) + 1):
        sitting.press(KEY.Key_F6)
        seen.append(here())
    assert None not in seen
    assert {0, 1} < set(seen)
    sitting.press(KEY.Key_F6, SHIFT)
    assert here() == seen[-2]


def sidebar(sitting, title):
    was = sitting.window.sidebar.folded
    sitting.press(KEY.Key_B, CTRL)
    assert sitting.window.sidebar.folded is not was
    sitting.press(KEY.Key_B, CTRL)
    assert sitting.window.sidebar.folded is was


def help_and_overview(sitting, title):
    sitting.press(KEY.Key_F1)
    sitting.until(lambda: isinstance(QApplication.activeModalWidget(), HelpDialog), "help")
    assert QApplication.activeModalWidget().windowTitle() == f"Hjælp: {title}"
    sitting.press(KEY.Key_Tab, SHIFT)
    sitting.press(KEY.Key_Space)
    sitting.until(lambda: isinstance(QApplication.activeModalWidget(), KeysDialog), "keys")
    sitting.press(KEY.Key_Escape)
    sitting.until(lambda: QApplication.activeModalWidget() is None, "end of keys")
    sitting.is_at(title)


def spelling(sitting, title):
    """It goes to a misspelled word, or says why it does not."""
    sitting.press(KEY.Key_F7)
    sitting.until(
        lambda: sitting.sees("taveord") or sitting.sees("ordbog") or sitting.sees("stavet"),
        "word of spelling",
    )


def save(sitting, title):
    sitting.press(KEY.Key_S, CTRL)
    sitting.until(lambda: sitting.sees("emt"), "word of saving")


def paper(sitting, title):
    if title == "Udskriv":
        return  # there it prints, which ``test_window`` walks
    sitting.press(KEY.Key_P, CTRL)
    sitting.until(
        lambda: (
            sitting.window.windowTitle() == "Samplan – Udskriv"
            or sitting.sees("ikke noget at udskrive")
        ),
        "paper or word",
    )


def refresh(sitting, title):
    sitting.press(KEY.Key_F5)
    sitting.is_at(title)
    assert not sitting.window.notices.count()


def tabs(sitting, title):
    if title not in {"Borger", "Gennemsyn"}:
        return

    def front():
        screen = sitting.screen
        return screen.mode.value if title == "Gennemsyn" else screen.board.pane.tabs.value

    before = front()
    sitting.until(lambda: before is not None, "something to turn")
    sitting.press(KEY.Key_Tab, CTRL)
    assert front() != before
    sitting.press(KEY.Key_Backtab, CTRL | SHIFT)
    assert front() == before


def note(sitting, title):
    """With a citizen in front, or under a plan, the form opens; else one hears why it does not."""
    sitting.press(KEY.Key_N, CTRL | SHIFT)
    sitting.until(lambda: sitting.field() == "Tekst" or sitting.sees("Åbn først"), "note")
    if sitting.field() == "Tekst":
        sitting.press(KEY.Key_Escape)
        sitting.until(lambda: sitting.screen.board.form is None, "end of the form")
        sitting.screen.board.pane.show_tab("overview")


def hand_over(sitting, title):
    """With a citizen in front, or under a plan, the form opens; else one hears why it does not."""
    sitting.press(KEY.Key_O, CTRL | SHIFT)
    first = ("Kollega", "Årsag til sagsbehandlerskift")
    sitting.until(
        lambda: sitting.field() in first or sitting.sees("Åbn først"),
        "form of a hand-over",
    )


def ask_colleague(sitting, title):
    """Anywhere: the form for a task that stands in no plan, about whom the page is about."""
    sitting.press(KEY.Key_T, CTRL | SHIFT)
    sitting.until(lambda: isinstance(QApplication.activeModalWidget(), TaskDialog), "task")
    dialog = QApplication.activeModalWidget()
    if title in {"Borger", "Samlet plan", "Udskriv"}:
        sitting.until(dialog.whom.text, "whom it is about")
    sitting.press(KEY.Key_Escape)
    sitting.until(lambda: QApplication.activeModalWidget() is None, "end of the form")
    sitting.is_at(title)


def task(sitting, title):
    """In a plan one writes it there; with a citizen in front the form opens; else one hears why."""
    sitting.press(KEY.Key_T, CTRL)
    sitting.until(lambda: sitting.field() == "Opgave" or sitting.sees("Åbn først"), "task")
    if sitting.field() != "Opgave":
        return
    sitting.press(KEY.Key_Escape)
    if sitting.window.windowTitle() == "Samplan – Borger":
        sitting.until(lambda: sitting.screen.board.form is None, "end of the form")


def enquiry(sitting, title):
    """From anywhere to the form of a new enquiry, and by Esc back to the page."""
    sitting.press(KEY.Key_N, CTRL)
    words = "Hvad de spørger om, med deres egne ord"
    sitting.until(lambda: sitting.field() == words, "form of an enquiry")
    known = title in {"Borger", "Samlet plan", "Udskriv"}
    assert bool(sitting.screen.form.whom.text()) == known or title == "Gennemsyn"
    sitting.press(KEY.Key_Escape)
    sitting.until(lambda: sitting.window.windowTitle() == f"Samplan – {title}", "the page again")


def to_plan(sitting, title):
    """From citizen, review and paper to the plan; there nothing; else one hears what is missing."""
    sitting.press(KEY.Key_E, CTRL)
    if title in {"Borger", "Samlet plan", "Gennemsyn", "Udskriv"}:
        sitting.is_at("Samlet plan")
    else:
        sitting.until(lambda: sitting.sees("Åbn først en borger"), "what is missing")


def lock(sitting, title):
    """Everything is covered, and Enter leads back to where one was."""
    before = sitting.field()
    sitting.press(KEY.Key_L, CTRL)
    sitting.until(lambda: sitting.field() == "Fortsæt", "cover")
    assert sitting.window.windowTitle() == "Samplan – Låst"
    sitting.press(KEY.Key_Return)
    sitting.is_at(title)
    sitting.until(lambda: sitting.field() == before, before)


# ``primary`` is the subject of ``test_window``, ``beside`` of ``test_two_windows``.
CHECKS = {
    "search": search,
    "back": back_and_forward,
    "forward": back_and_forward,
    "next_region": regions,
    "previous_region": regions,
    "spelling": spelling,
    "save": save,
    "note": note,
    "task": task,
    "ask_colleague": ask_colleague,
    "hand_over": hand_over,
    "enquiry": enquiry,
    "print": paper,
    "open_plan": to_plan,
    "refresh": refresh,
    "next_tab": tabs,
    "previous_tab": tabs,
    "sidebar": sidebar,
    "lock": lock,
    "keys": help_and_overview,
    "help": help_and_overview,
}


def test_every_key_of_the_overview_is_tried():
    left = {key.deed for key in KEYS} - set(CHECKS)
    assert left == {"primary", "primary_keypad", "beside", "beside_keypad"}


@pytest.mark.parametrize("name", TITLES)
def test_every_key_does_what_it_says(sitting, name):
    for check in dict.fromkeys(CHECKS.values()):
        go_to(sitting, name)
        check(sitting, TITLES[name])


def test_question_mark_opens_the_overview_and_is_a_letter_in_a_text(sitting):
    go_to(sitting, "citizens")
    sitting.press(KEY.Key_Question, SHIFT)
    assert QApplication.activeModalWidget() is None
    go_to(sitting, "settings")
    sitting.write("?")
    sitting.until(lambda: isinstance(QApplication.activeModalWidget(), KeysDialog), "keys")
    sitting.press(KEY.Key_Escape)


def test_the_places_have_their_keys(sitting):
    for key, title in ((KEY.Key_2, "Borgere"), (KEY.Key_5, "Gennemsyn"), (KEY.Key_1, "Min dag")):
        sitting.press(key, CTRL)
        sitting.is_at(title)
