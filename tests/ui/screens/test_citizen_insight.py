"""A citizen gets the own log from the citizen page: as a paper, as a table, with names or without."""

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.citizen_world import METTE, World, speak_english
from ui.screens import citizen as citizen_screen
from ui.screens.citizen.insight_dialog import InsightDialog
from ui.widgets.buttons import Button


@pytest.fixture
def page(qtbot, tmp_path, monkeypatch):
    """The page of Bo, at the history."""
    speak_english(monkeypatch)
    world = World(tmp_path)
    bo = world.citizen("150277-9995", "Bo", "Testrup")
    world.plan(bo)
    view = citizen_screen.build(world.context(ImmediateRunner()))
    qtbot.addWidget(view)
    view.resize(1000, 800)
    view.show()
    view.activate(str(bo))
    view.board.pane.show_tab("history")
    view.world, view.bo = world, bo
    yield view
    world.engine.dispose()


def ask(page) -> InsightDialog:
    buttons = page.findChildren(Button)
    next(each for each in buttons if each.text() == "Give the citizen the log").click()
    (dialog,) = page.findChildren(InsightDialog)
    return dialog


def save_as(page, name: str) -> None:
    """Choose a file, as the user does in the system's own question."""
    (files,) = page.findChildren(QFileDialog)
    assert "bo" not in files.selectedFiles()[0].rpartition("/")[2].casefold()
    files.fileSelected.emit(name)
    files.done(1)


def test_the_log_is_saved_as_a_paper_and_that_is_logged(page, tmp_path):
    ask(page).paper.click()
    save_as(page, str(tmp_path / "log.pdf"))
    assert (tmp_path / "log.pdf").read_bytes().startswith(b"%PDF")
    assert ("export", "log", "") in page.world.log(page.bo)


def test_names_stand_in_the_table_only_when_they_are_wanted(page, tmp_path):
    for wanted in (False, True):
        dialog = ask(page)
        dialog.names.setChecked(wanted)
        dialog.table.click()
        save_as(page, str(tmp_path / "log.csv"))
        dialog.deleteLater()
        page.findChildren(QFileDialog)[0].setParent(None)
        dialog.setParent(None)
        text = (tmp_path / "log.csv").read_text("utf-8-sig")
        assert (METTE.name in text) is wanted
    assert ("export", "log", "With the names of staff") in page.world.log(page.bo)
