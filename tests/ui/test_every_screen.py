"""Every screen keeps the house's promises: names, room for its words, one primary, no leftovers.

The whole matrix of themes, sizes and languages is that of ``python -m tests.screenshots``.
"""

import gc

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QToolButton

from coordinator import i18n
from coordinator.changes import Changes
from coordinator.i18n import use_language
from tests.ui.every_screen import (
    STATES,
    StrayWatch,
    clipped,
    close_window,
    faults,
    nameless,
    open_window,
    primaries,
    settle,
    shown,
    small_targets,
)
from ui.theme import THEME
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.notices import Toast
from ui.window import SCREENS

# Text size, window, theme, language, and which states: all, or every third.
LOOKS = {
    "small_window": (100, (1366, 768), "light", "da", slice(None)),
    "smallest_window": (100, (900, 560), "light", "da", slice(None, None, 2)),
    "dark_and_large": (150, (1440, 900), "dark", "en", slice(1, None, 3)),
    "largest_text": (200, (1280, 720), "light", "da", slice(None, None, 2)),
    "largest_text_english": (200, (1366, 768), "dark", "en", slice(1, None, 4)),
}
# One state of each screen, with things in it.
FIRST = {state.screen: state for state in reversed(STATES) if not state.empty}


@pytest.fixture(autouse=True)
def _danish():
    use_language("da")


@pytest.fixture
def show(practice):
    """Open a state, and close it when the test is over."""
    opened = []

    def deed(state, size=(1440, 900)):
        opened.append(open_window(practice, state, size))
        return opened[-1]

    yield deed
    for window in opened:
        close_window(window)


@pytest.mark.parametrize("name", LOOKS)
def test_nothing_is_nameless_small_cut_or_astray(qapp, practice, name):
    scale, size, mode, language, which = LOOKS[name]
    use_language(language)
    THEME.use(mode, scale)
    wrong = []
    watch = StrayWatch()
    qapp.installEventFilter(watch)
    for state in STATES[which]:
        window = open_window(practice, state, size)
        wrong += [f"{state.name}: {fault}" for fault in faults(window)]
        close_window(window)
    qapp.removeEventFilter(watch)
    assert wrong == []
    assert watch.strays == []


@pytest.mark.parametrize("screen", [entry.name for entry in SCREENS])
def test_a_screen_lives_on_through_news_rubbish_and_return(show, screen):
    window = show(FIRST[screen])
    before = window.current_screen()
    gc.collect()
    window._context.feed.publish(Changes(everything=True))
    window.open("settings")
    window.back()
    gc.collect()
    settle(lambda: True)
    assert window.current_screen() is before
    assert before.isVisible()
    assert nameless(window) == []


@pytest.mark.parametrize("screen", [entry.name for entry in SCREENS])
def test_the_title_of_the_window_names_nobody(show, screen):
    window = show(FIRST[screen])
    title = next(entry.title for entry in SCREENS if entry.name == screen)
    assert window.windowTitle() == f"Samplan – {i18n._(title)}"


@pytest.mark.parametrize("screen", [entry.name for entry in SCREENS])
def test_a_primary_that_is_shut_says_why(show, screen):
    """A shut door has words beside it (experience.md, principle 11)."""
    window = show(FIRST[screen])
    for button in primaries(window):
        words = [each for each in button.parentWidget().findChildren(Label) if each.isVisible()]
        assert button.isEnabled() or words, button.text()


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("name", ["print draft", "import same file"])
def test_a_toast_covers_no_button_that_does_a_deed(show, name, percent):
    THEME.use("light", percent)
    window = show(next(state for state in STATES if state.name == name), (900, 560))
    for size in ((900, 560), (1366, 768)):
        window.resize(*size)
        assert settle(lambda width=size[0]: window.centralWidget().width() == width)
        window.grab()  # all of it is laid out for that
        covers_no_button(window)


def covers_no_button(window):
    window.toast("Gemt som plan_udkast.pdf.")
    (toast,) = (each for each in window.findChildren(Toast) if each.isVisible())
    covered = QRect(toast.mapTo(window, QPoint()), toast.size())
    buttons = [each for each in shown(window) if isinstance(each, QAbstractButton)]
    assert window.rect().contains(covered)
    for button in buttons:
        seen = not button.isCheckable() and not button.visibleRegion().isEmpty()
        if seen and not toast.isAncestorOf(button):
            place = QRect(button.mapTo(window, QPoint()), button.size())
            assert not covered.intersects(place), button.accessibleName()


def test_the_walk_notices_what_is_wrong(show):
    window = show(FIRST["settings"])
    assert faults(window) == []
    screen = window.current_screen()
    first, second = Button("One", kind="primary"), Button("Two", kind="primary")
    tiny, cut, plain = QToolButton(), Button("A long verb that is cut"), Label("x" * 30, "h1")
    english = Label("Settings")
    tiny.setFixedSize(12, 12)
    tiny.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    cut.setFixedWidth(40)
    plain.setFixedWidth(60)
    for each in (first, second, tiny, cut, plain, english):
        each.setParent(screen)
        each.show()
    window.grab()
    told = faults(window)
    assert any(fault.startswith("primaries") for fault in told)
    assert any(fault.startswith("nameless QToolButton") for fault in told)
    assert any(fault.startswith("foreign Settings") for fault in told)
    assert any(fault.startswith("small") and "12×12" in fault for fault in told)
    assert any("A long verb" in fault for fault in clipped(window))
    assert any("shortened" in fault for fault in clipped(window))
    assert small_targets(window)


def test_the_choices_of_a_print_end_where_the_paper_begins(show):
    THEME.use("light", 200)
    window = show(next(state for state in STATES if state.name == "print draft"), (900, 560))
    screen = window.current_screen()
    choices, paper = screen._choices.geometry(), screen._right.geometry()
    assert not choices.intersects(paper)
    assert screen.rect().contains(paper)
