"""Text templates: by key and menu, narrowed down by typing, put in at the cursor, undoable."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from coordinator.dated_lists import CodeBook, DatedList, shipped
from plans.people import ServiceArea
from tests.builders import TODAY
from ui.screens.plan.templates import TemplateDialog, insert, offer_templates, templates_for
from ui.widgets.fields import TextArea
from ui.widgets.layouts import down

BOOK = CodeBook(shipped(DatedList.TEXT_TEMPLATES), TODAY)
WORK = ServiceArea.EMPLOYMENT


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def area(window):
    made = TextArea(name="Words")
    window.setLayout(down(made))
    offer_templates(made, lambda: templates_for(BOOK, "own_words"))
    window.resize(700, 600)
    window.show()
    made.setFocus()
    return made


def opened(area):
    area.actions()[0].trigger()
    return area.window().findChild(TemplateDialog)


def labels(dialog):
    return [dialog.rows.rows.at(at).label for at in range(dialog.rows.rows.rowCount())]


def test_templates_of_a_service_come_first_and_those_of_others_not_at_all():
    found = templates_for(BOOK, "goals", WORK)
    assert [each.service_area for each in found] == [WORK, WORK, None]
    assert {each.group for each in found} == {"goals"}
    assert len(templates_for(BOOK, "goals")) > len(found)


def test_the_key_is_of_the_field_alone(area):
    [action] = area.actions()
    assert action.shortcut().toString() == "Ctrl+Shift+S"
    assert action.shortcutContext() is Qt.ShortcutContext.WidgetShortcut


def test_typing_narrows_down_and_enter_puts_it_in(area, qtbot):
    dialog = opened(area)
    assert len(labels(dialog)) == 4
    qtbot.keyClicks(dialog.search, "bekymr")
    assert labels(dialog) == ["Det bekymrer mig"]
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert area.text().startswith("Jeg er bekymret for …")
    assert area.textCursor().selectedText() == "…"


def test_words_that_no_template_has_are_told_and_enter_does_nothing(area, qtbot):
    dialog = opened(area)
    qtbot.keyClicks(dialog.search, "qqq")
    assert labels(dialog) == []
    assert dialog._nothing.isVisible()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert area.text() == ""


def test_down_goes_to_the_list_and_enter_takes_its_row(area, qtbot):
    dialog = opened(area)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert area.text() == templates_for(BOOK, "own_words")[1].text


def test_it_stands_on_lines_of_its_own_and_one_undo_takes_it_out(area):
    area.setPlainText("FørEfter")
    cursor = area.textCursor()
    cursor.setPosition(3)
    area.setTextCursor(cursor)
    insert(area, "Jeg vil …")
    assert area.text() == "Før\nJeg vil …\nEfter"
    area.undo()
    assert area.text() == "FørEfter"


def test_a_field_that_is_only_read_offers_nothing(area):
    area.setReadOnly(True)
    assert opened(area) is None


def test_a_heading_without_templates_opens_nothing(area, qtbot):
    bare = TextArea(name="Other")
    qtbot.addWidget(bare)
    offer_templates(bare, tuple)
    assert opened(bare) is None
