"""Underlines, the menu of suggestions and F7 in the fields themselves."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QShortcut, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.spelling.dictionaries import FakeDictionary
from ui.screens.plan.spelled_line import SpelledLine
from ui.spelling.checked import Checked
from ui.spelling.dictionary import DictionaryMissing
from ui.spelling.speller import SPELLER
from ui.spelling.walk import next_misspelled
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.fields import TextArea


def dictionary() -> FakeDictionary:
    return FakeDictionary(
        "jeg", "vil", "arbejde", "en", "butik",
        suggestions={"arbjede": ("arbejde", "arbejder"), "btuik": ("butik",)},
    )  # fmt: skip


@pytest.fixture
def runner():
    return ImmediateRunner()


@pytest.fixture(autouse=True)
def speller(runner: HeldRunner, tmp_path: Path):
    known = dictionary()
    SPELLER.use(runner, opener=lambda _folder: known, own_path=tmp_path / "own.txt")
    yield SPELLER
    SPELLER.close()


class Form(QWidget):
    """Two fields of one page, one of several lines and one of one."""

    def __init__(self) -> None:
        super().__init__()
        self.area, self.line = TextArea(name="Ord"), SpelledLine(name="Mål")
        layout = QVBoxLayout(self)
        layout.addWidget(self.area)
        layout.addWidget(self.line)


@pytest.fixture
def form(qtbot, speller):
    made = Form()
    qtbot.addWidget(made)
    made.resize(500, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def marked(area: TextArea) -> list[str]:
    for each in area.extraSelections():
        assert each.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    return [each.cursor.selectedText() for each in area.extraSelections()]


def open_menu() -> QMenu | None:
    found = QApplication.activePopupWidget()
    return found if isinstance(found, QMenu) else None


def offers(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def look(field: TextArea | SpelledLine) -> None:
    field.spelling.look()


def press_context_key(field: QWidget) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(field, event)


def close_menus() -> None:
    while (menu := open_menu()) is not None:
        menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_misspelled_word_is_underlined_and_nothing_else(form: Form) -> None:
    form.area.set_text("Jeg vil arbjede.\nJeg vil en btuik.")
    look(form.area)
    assert marked(form.area) == ["arbjede", "btuik"]


def test_looking_neither_tells_that_the_text_changed_nor_takes_a_step_to_undo(form: Form) -> None:
    form.area.set_text("Jeg vil arbjede")
    told: list[str] = []
    form.area.textChanged.connect(lambda: told.append("changed"))
    look(form.area)
    assert told == []
    assert not form.area.document().isUndoAvailable()


def test_typing_waits_for_a_pause_and_starts_no_question(form: Form, runner: HeldRunner) -> None:
    before = len(runner.held)
    QTest.keyClicks(form.area, "Jeg vil arbjede ")
    assert len(runner.held) == before
    assert marked(form.area) == []


def test_the_word_under_the_pen_is_left_alone_until_the_cursor_goes_on(form: Form) -> None:
    form.area.setFocus()
    QTest.keyClicks(form.area, "Jeg arbj")
    look(form.area)
    assert marked(form.area) == []
    QTest.keyClicks(form.area, " ")
    look(form.area)
    assert marked(form.area) == ["arbj"]


def test_an_underline_goes_along_with_its_word_and_ends_with_it(form: Form) -> None:
    form.area.set_text("Jeg vil arbjede")
    look(form.area)
    form.area.set_text("Her vil Jeg nu arbjede")
    assert marked(form.area) == ["arbjede"]
    form.area.set_text("Jeg vil arbejde")
    assert marked(form.area) == []


def test_a_late_answer_marks_what_stands_there_now(qtbot, tmp_path: Path) -> None:
    held = HeldRunner()
    SPELLER.use(held, opener=lambda _folder: dictionary(), own_path=tmp_path / "own.txt")
    area = TextArea("Jeg vil arbjede")
    qtbot.addWidget(area)
    look(area)
    area.set_text("Noget helt nyt med btuik")
    held.run_all()
    assert marked(area) == []
    look(area)
    held.run_all()
    assert "btuik" in marked(area)


def test_a_field_that_goes_before_the_answer_is_no_trouble(qtbot, tmp_path: Path) -> None:
    held = HeldRunner()
    SPELLER.use(held, opener=lambda _folder: dictionary(), own_path=tmp_path / "own.txt")
    area = TextArea("Jeg vil arbjede")
    look(area)
    area.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held.run_all()
    assert SPELLER.state == "ready"


def test_a_text_that_can_only_be_read_is_not_checked(form: Form) -> None:
    form.area.setReadOnly(True)
    form.area.set_text("Jeg vil arbjede")
    look(form.area)
    assert marked(form.area) == []


@pytest.mark.parametrize("kind", ["area", "line"])
def test_shift_f10_offers_suggestions_and_enter_puts_the_first_in(form: Form, kind: str) -> None:
    field = getattr(form, kind)
    field.setFocus()
    QTest.keyClicks(field, "Jeg vil arbjede nu")
    look(field)
    for _step in range(5):
        QTest.keyClick(field, Qt.Key.Key_Left)
    press_context_key(field)
    menu = open_menu()
    assert menu is not None
    assert offers(menu)[:2] == ["arbejde", "arbejder"]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert field.spelling.text() == "Jeg vil arbejde nu"
    close_menus()


@pytest.mark.parametrize("kind", ["area", "line"])
def test_ctrl_z_takes_a_word_that_was_put_in_back(form: Form, kind: str) -> None:
    field = getattr(form, kind)
    field.setFocus()
    QTest.keyClicks(field, "Jeg vil arbjede")
    checked: Checked = field.spelling
    QTest.keyClicks(field, " ")
    look(field)
    checked.replace(checked.wrong[0], "arbejde")
    assert checked.text() == "Jeg vil arbejde "
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert checked.text() == "Jeg vil arbjede "


def test_a_word_put_in_tells_that_the_line_was_edited(form: Form) -> None:
    QTest.keyClicks(form.line, "arbjede ")
    look(form.line)
    told: list[str] = []
    form.line.textEdited.connect(told.append)
    form.line.spelling.replace(form.line.spelling.wrong[0], "arbejde")
    assert told[-1] == "arbejde "


@pytest.mark.parametrize("kind", ["area", "line"])
def test_a_text_that_changed_under_the_menu_keeps_its_words(form: Form, kind: str) -> None:
    field = getattr(form, kind)
    QTest.keyClicks(field, "arbjede ")
    look(field)
    span = field.spelling.wrong[0]
    field.clear()
    QTest.keyClicks(field, "En butik")
    field.spelling.replace(span, "arbejde")
    assert field.spelling.text() == "En butik"


def test_a_right_word_opens_the_plain_menu(form: Form) -> None:
    form.area.set_text("Jeg vil arbjede")
    look(form.area)
    press_context_key(form.area)
    menu = open_menu()
    assert menu is not None
    assert "arbejde" not in offers(menu)
    close_menus()


def test_suggestions_come_into_the_open_menu(form: Form, tmp_path: Path) -> None:
    held = HeldRunner()
    SPELLER.use(held, opener=lambda _folder: dictionary(), own_path=tmp_path / "own.txt")
    form.area.set_text("arbjede")
    look(form.area)
    held.run_all()
    press_context_key(form.area)
    menu = open_menu()
    assert menu is not None
    assert "Looking" in offers(menu)[0]
    held.run_all()
    assert offers(menu)[:2] == ["arbejde", "arbejder"]
    assert menu.activeAction().text() == "arbejde"
    close_menus()


def test_a_word_without_suggestions_says_so_and_can_be_added(form: Form) -> None:
    form.area.set_text("morgenro")
    look(form.area)
    press_context_key(form.area)
    menu = open_menu()
    assert menu is not None
    assert offers(menu)[0] == "No suggestions"
    next(each for each in menu.actions() if "dictionary" in each.text()).trigger()
    assert marked(form.area) == []
    assert SPELLER.own_words == {"morgenro"}
    close_menus()


def test_f7_goes_from_word_to_word_through_all_fields_and_round(form: Form) -> None:
    form.area.set_text("Jeg vil arbjede en btuik")
    form.line.setText("en buttik")
    form.area.setFocus()
    said: list[str] = []
    seen = []
    for _turn in range(4):
        next_misspelled(form, said.append)
        focus = QApplication.focusWidget()
        seen.append(
            focus.textCursor().selectedText() if focus is form.area else form.line.selectedText()
        )
        close_menus()
    assert seen == ["arbjede", "btuik", "buttik", "arbjede"]
    assert said == []


def test_f7_by_keyboard_alone_mends_two_words(form: Form) -> None:
    form.area.set_text("Jeg vil arbjede en btuik")
    form.area.setFocus()
    next_misspelled(form, lambda _text: None)
    for wanted in ("Jeg vil arbejde en btuik", "Jeg vil arbejde en butik"):
        menu = open_menu()
        assert menu is not None
        QTest.keyClick(menu, Qt.Key.Key_Return)
        assert form.area.text() == wanted
        next_misspelled(form, lambda _text: None)
    assert open_menu() is None


def test_f7_without_a_misspelled_word_says_so(form: Form) -> None:
    form.area.set_text("Jeg vil arbejde")
    said: list[str] = []
    next_misspelled(form, said.append)
    assert said == ["No misspelled words here."]


def test_f7_without_a_dictionary_says_what_to_do(form: Form, tmp_path: Path) -> None:
    def refuse(_folder: str) -> FakeDictionary:
        raise DictionaryMissing

    SPELLER.use(ImmediateRunner(), opener=refuse, own_path=tmp_path / "own.txt")
    form.area.set_text("Jeg vil arbjede")
    said: list[str] = []
    next_misspelled(form, said.append)
    assert len(said) == 1
    assert "Settings" in said[0]
    assert marked(form.area) == []


def test_f7_works_in_a_dialog(form: Form) -> None:
    dialog = ReasonDialog(form, "Hvorfor?", "", "Gem", lambda _text: None)
    dialog.open()
    dialog.findChild(TextArea).set_text("Jeg vil arbjede")
    shortcut = dialog.findChild(QShortcut)
    assert shortcut.key().toString() == "F7"
    # The platform of the tests does not always make a dialog the active window.
    shortcut.activated.emit()
    assert open_menu() is not None
    close_menus()
    dialog.reject()


def test_a_wave_is_drawn_under_the_word_of_a_line(form: Form) -> None:
    form.line.setText("Jeg vil arbjede")
    plain = form.line.grab().toImage()
    look(form.line)
    assert form.line.grab().toImage() != plain
    rect = form.line.word_rect(form.line.spelling.wrong[0])
    letters = form.line.fontMetrics()
    assert rect.width() == pytest.approx(letters.horizontalAdvance("arbjede"), abs=2)
    assert form.line.cursorPositionAt(rect.center().toPoint()) in range(9, 15)


def test_the_place_of_a_word_follows_a_scrolled_line(form: Form) -> None:
    form.line.setFixedWidth(160)
    form.line.setText("Jeg vil en butik " * 6 + "arbjede")
    form.line.end(False)
    form.area.setFocus()
    look(form.line)
    form.line.grab()  # a line scrolls when it is drawn
    rect = form.line.word_rect(form.line.spelling.wrong[-1])
    assert 0 < rect.left() < form.line.width()


def test_a_list_that_cannot_be_kept_says_so_and_the_word_counts(
    form: Form, tmp_path: Path, monkeypatch
) -> None:
    def full(_words, _path) -> None:
        raise OSError

    monkeypatch.setattr("ui.spelling.speller.write_own_words", full)
    form.area.set_text("morgenro")
    look(form.area)
    form.area.spelling.add("morgenro")
    assert marked(form.area) == []
