"""The print screen as people see it, and what reaches the printer."""

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from coordinator import i18n
from coordinator.changes import Changes
from coordinator.reports.pictures import page_count, page_picture
from tests.coordinator.paper_samples import pages
from tests.review_house import METTE, House, open_house
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui import printing
from ui.feed import ChangeFeed
from ui.printing import PrinterFailed, PrintRun, choose_file, choose_printer, make_printer
from ui.screen import ScreenContext
from ui.screens import print as print_screen
from ui.screens.print.view import PrintScreen
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.labels import Label


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as made:
        yield made


@pytest.fixture
def navigator() -> FakeNavigator:
    return FakeNavigator()


@pytest.fixture
def screen(house, qtbot, navigator) -> PrintScreen:
    context = ScreenContext(house.desk(METTE), ImmediateRunner(), ChangeFeed(), navigator)
    made = print_screen.build(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activate(("plan", str(house.plan)))
    return made


def texts(widget: QWidget) -> list[str]:
    QCoreApplication.processEvents()  # what was just laid out is shown by an event
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def page_of(screen: PrintScreen) -> tuple[int, int]:
    words = next(text for text in texts(screen) if text.startswith("Page "))
    page, of = words.removeprefix("Page ").split(" of ")
    return int(page), int(of)


def all_pages(screen: PrintScreen) -> int:
    """How many pages the text makes is no matter of the screen."""
    assert screen.preview._pages > 1
    return screen.preview._pages


def to_file(path: Path) -> QPrinter:
    printer = make_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


# -- the screen ------------------------------------------------------------------------------


def test_the_paper_is_shown_with_what_it_is(screen):
    shown = texts(screen)

    assert "Joint plan – Bo Testrup" in shown
    assert page_of(screen) == (1, all_pages(screen))
    assert any(text.startswith("A draft.") for text in shown)
    assert f"{all_pages(screen)} pages" in screen.what.buttons["citizen"].accessibleName()
    assert not screen.version.isVisible()
    assert screen.print_button.isEnabled()


def test_pages_are_turned_with_buttons_and_keys(screen, qtbot):
    last = all_pages(screen)
    screen.preview._on.click()
    assert page_of(screen) == (2, last)
    for _more in range(last):
        qtbot.keyClick(screen.preview, Qt.Key.Key_PageDown)
    assert page_of(screen) == (last, last)
    assert not screen.preview._on.isEnabled()
    for _more in range(last):
        qtbot.keyClick(screen.preview, Qt.Key.Key_PageUp)
    assert page_of(screen) == (1, last)
    qtbot.keyClick(screen.preview, Qt.Key.Key_Escape)
    assert not screen.preview._back.isEnabled()


def test_the_page_is_as_wide_as_the_room_when_asked(screen):
    whole = screen.preview._sheet.width()
    screen.preview.size_choice.set_value("width")
    screen.preview.size_choice.picked.emit("width")

    assert screen.preview._sheet.width() > whole
    assert not screen.preview._sheet.grab().isNull()


def test_a_version_can_be_chosen_when_there_are_several(house, screen):
    house.approve()
    house.revise()
    screen.refresh()
    assert screen.version.isVisible()
    screen.version.picked.emit(1)
    assert any(text.startswith("Version 1 is locked.") for text in texts(screen))

    screen.version.picked.emit(None)
    assert screen.version.value == 1


def test_another_paper_is_chosen(screen):
    screen.what.buttons["core_team"].setChecked(True)
    assert not screen.cover.isVisible()
    screen.what.buttons["test"].setChecked(True)

    assert any("nobody" in text for text in texts(screen))
    assert not screen.what.grab().isNull()


def test_a_person_and_large_print_are_chosen(screen):
    assert not screen.person.isVisible()
    screen.what.buttons["tasks"].setChecked(True)
    assert screen.person.isVisible()
    assert screen.person.value == "citizen"
    screen.person.picked.emit(str(METTE.id))
    screen.size_choice.picked.emit("large")

    assert screen.person.value == str(METTE.id)
    assert screen.size_choice.value == "large"
    screen.person.picked.emit(None)
    assert screen.person.value == str(METTE.id)


def test_what_to_know_stands_on_the_screen(house, screen):
    screen.activate(("plan", str(house.protected_plan)))

    assert any(text.startswith("LIX ") for text in texts(screen))
    assert "The address is protected and does not stand in the plan." in texts(screen)


def test_print_keeps_the_focus_while_another_paper_is_drawn(screen, qtbot):
    screen.activateWindow()
    screen.print_button.setFocus()
    qtbot.waitUntil(screen.print_button.hasFocus)
    screen.show_busy(busy=True)
    screen.show_busy(busy=False)

    assert screen.focusWidget() is screen.print_button


def test_a_protected_address_is_confirmed_with_a_reason(house, screen, qtbot):
    screen.activate(("plan", str(house.protected_plan)))
    assert "Joint plan – Sara Skærmet" in texts(screen)
    screen.cover.setChecked(True)
    assert any("To be handed over in person" in text for text in texts(screen))
    screen._ask_reason()
    dialog = screen.findChild(ReasonDialog)
    dialog.area.set_text("Borgeren bad om post")
    dialog.try_to_give()

    assert any("Reason: Borgeren bad om post" in text for text in texts(screen))
    screen.presenter.show_address("")
    assert not any("Borgeren bad om post" in text for text in texts(screen))


def test_the_usual_printer_is_named_and_another_one_is_asked_for(screen, monkeypatch):
    usual, asked = make_printer(), []
    monkeypatch.setattr(type(usual), "printerName", lambda _self: "Borgerservice 3. sal")
    monkeypatch.setattr("ui.screens.print.printer_row.usual_printer", lambda: usual)
    monkeypatch.setattr(
        "ui.screens.print.view.choose_printer", lambda *_all: asked.append("printer")
    )
    screen.printers.look()
    assert "Borgerservice 3. sal" in screen.printers.hint.text()
    screen.printers.other.click()
    assert asked == ["printer"]
    assert screen.printers.printer() is usual


def test_the_window_reaches_the_screen(screen, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(
        "ui.screens.print.view.choose_printer", lambda *_all: asked.append("printer")
    )
    monkeypatch.setattr("ui.screens.print.view.choose_file", lambda *all_: asked.append(all_[1]))
    screen.primary_action()
    screen.print_page()
    screen.save_button.click()
    screen.changed(Changes(everything=True))
    screen.activate(None)

    assert asked == ["printer", "printer", "joint-plan-2026-11-17-draft.pdf"]
    assert screen.regions()[1] is screen.preview


def test_a_plan_that_is_read_shows_nothing_of_the_one_before(screen):
    screen.show_waiting()

    assert "Joint plan – Bo Testrup" not in texts(screen)
    assert not any(text.startswith("Page ") for text in texts(screen))
    assert not screen.print_button.isEnabled()


def test_everything_that_takes_focus_has_a_name(screen):
    unnamed = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert unnamed == []


def test_a_button_that_waited_gets_its_focus_back(screen, qtbot):
    assert screen.focusWidget() is screen.print_button
    screen.activateWindow()
    screen.save_button.setFocus()
    qtbot.waitUntil(screen.save_button.hasFocus)
    screen.show_busy(busy=True)
    assert not screen.save_button.hasFocus()
    screen.show_busy(busy=False)

    assert screen.focusWidget() is screen.save_button


def test_a_paper_that_does_not_come_is_not_waited_for(screen):
    screen.show_waiting()
    assert "The page is being drawn …" in texts(screen)
    screen.show_problem("The store does not answer.")

    assert "The page is being drawn …" not in texts(screen)
    assert "The store does not answer." in texts(screen)


# -- the printer -----------------------------------------------------------------------------


def test_every_page_reaches_the_printer(screen, navigator, tmp_path):
    target = tmp_path / "printed.pdf"
    screen._print_on(to_file(target))

    count = all_pages(screen)
    assert page_count(target.read_bytes()) == count
    assert navigator.toasts == ["Sent to the printer."]
    # Pictures of pages: there is nothing on them that a reader could take as text.
    assert pages(target.read_bytes()) == [""] * count
    assert page_picture(target.read_bytes(), 0).width == 794


def test_a_range_of_pages_is_printed(screen, tmp_path):
    printer = to_file(tmp_path / "one.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    screen._print_on(printer)

    assert page_count((tmp_path / "one.pdf").read_bytes()) == 1


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)  # Qt's own word for it
def test_a_printer_that_does_not_answer_is_told(screen, navigator, tmp_path):
    screen._print_on(to_file(tmp_path / "missing" / "printed.pdf"))

    assert any(text.startswith("The printer does not answer.") for text in texts(screen))
    assert navigator.toasts == []
    assert screen.print_button.isEnabled()


@pytest.mark.parametrize(
    ("asked", "answer"),
    [("newPage", False), ("printerState", QPrinter.PrinterState.Error)],
    ids=["half way", "at the end"],
)
def test_a_printer_that_stops_is_told(house, tmp_path, monkeypatch, asked, answer):
    from coordinator.use_cases.papers import PaperWish, print_plan  # noqa: PLC0415 - only here

    paper = print_plan(house.desk(METTE), house.plan, PaperWish()).content
    printer = to_file(tmp_path / "half.pdf")
    monkeypatch.setattr(printer, asked, lambda: answer)
    told: list[Exception] = []
    run = PrintRun(
        ImmediateRunner(), printer, paper, lambda: told.append(ValueError()), told.append
    )
    run.start()

    assert [type(error) for error in told] == [PrinterFailed]


def test_a_broken_paper_is_told(tmp_path):
    told: list[Exception] = []
    run = PrintRun(ImmediateRunner(), to_file(tmp_path / "x.pdf"), b"none", told.clear, told.append)
    run.start()

    assert len(told) == 1


def test_the_queue_of_the_printer_names_nobody():
    printer = make_printer()

    assert printer.docName() == "Document from Samplan"
    assert printer.fullPage()
    assert printer.pageLayout().pageSize().name() == "A4"


def test_the_printer_that_was_chosen_is_told(screen, monkeypatch):
    opened: list[QPrintDialog] = []
    monkeypatch.setattr(printing.QDialog, "open", opened.append)
    chosen: list[QPrinter] = []
    choose_printer(screen, chosen.append)
    opened[0].accepted.emit(make_printer())
    opened[0].finished.emit(1)

    assert chosen[0].docName() == "Document from Samplan"


def test_the_file_that_was_chosen_is_told(screen, monkeypatch):
    monkeypatch.setattr(QFileDialog, "open", lambda _self: None)
    chosen: list[Path] = []
    choose_file(screen, "plan.pdf", chosen.append)
    dialog = screen.findChild(QFileDialog)
    assert dialog.defaultSuffix() == "pdf"
    dialog.fileSelected.emit("/somewhere/plan.pdf")
    dialog.finished.emit(1)

    assert chosen == [Path("/somewhere/plan.pdf")]
