"""Help for every screen: short, plain, in both languages, and its keys are real."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from coordinator.help_texts import help_for
from coordinator.i18n import LANGUAGES
from coordinator.reports.texts import TEXTS_DIR
from plans.readability import measure
from ui.help_dialog import HelpDialog
from ui.keys import KEYS, LIST_KEYS, PLAN_KEYS
from ui.theme import THEME
from ui.widgets.dialogs import ReasonDialog
from ui.window import SCREENS

NAMES = [entry.name for entry in SCREENS]
REAL = {key.keys for key in (*KEYS, *LIST_KEYS, *PLAN_KEYS)} | {each.keys for each in SCREENS}


def bold(sections):
    return [
        run.text for each in sections for block in each.blocks for run in block.runs if run.bold
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_screen_says_what_it_is_for_five_things_and_its_keys(name, language):
    purpose, deeds, keys = help_for(name, language)
    assert purpose.title == ""
    assert len(purpose.blocks) == 1
    assert len(deeds.blocks) == 5
    assert bold((keys,)) == [block.runs[0].text for block in keys.blocks]
    assert set(bold((keys,))) <= REAL


@pytest.mark.parametrize("name", NAMES)
def test_the_danish_help_is_plain_and_names_the_same_keys(name):
    assert bold(help_for(name, "da")) == bold(help_for(name, "en"))
    text = (TEXTS_DIR / "da" / "help" / f"{name}.md").read_text("utf-8")
    assert measure(text).lix <= 35


def test_no_help_is_left_of_a_screen_that_is_gone():
    for language in LANGUAGES:
        files = (TEXTS_DIR / language / "help").glob("*.md")
        assert {file.stem for file in files} == set(NAMES)


def test_a_screen_without_help_has_none(tmp_path: Path):
    assert help_for("day", "da", tmp_path) == ()


@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_the_smallest_window_and_leads_to_all_keys(qtbot, percent):
    THEME.use(mode="light", text_scale=percent)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 560)
    window.show()
    asked = []
    dialog = HelpDialog(window, "Plan", help_for("plan", "da"), lambda: asked.append(True))
    dialog.open()
    assert dialog.width() <= 900
    assert dialog.height() <= 560
    keys, close = dialog.findChildren(QPushButton)
    assert dialog.focusWidget() is close
    keys.click()
    assert asked
    assert not dialog.isVisible()


def test_a_question_over_a_page_has_the_help_of_that_page(qtbot):
    asked = []

    class Behind(QWidget):
        def show_help(self, over):
            asked.append(over)

    window = Behind()
    qtbot.addWidget(window)
    window.show()
    dialog = ReasonDialog(window, "Plan", "", "Send", lambda _reason: None)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert asked == [dialog]
