"""A signature on paper is registered on the citizen page, and its copy shown from memory."""

from dataclasses import replace
from zlib import crc32

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coordinator.ports import ApprovedVersion
from plans.scans import Scan, ScanType
from plans.signatures import Signer
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.citizen_world import METTE, TODAY, World, speak_english
from tests.ui.screens.test_citizen_view import board, press, settle, texts
from ui.feed import ChangeFeed
from ui.navigation import UserCard
from ui.scans import opens, scan_page, scan_pages
from ui.screen import ScreenEntry
from ui.screens import citizen as citizen_screen
from ui.screens.citizen import signature_deeds, signature_form
from ui.screens.citizen.scan_dialog import ScanDialog
from ui.screens.citizen.signature_form import SignatureForm
from ui.widgets.dialogs import ReasonDialog
from ui.window import Window

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 210 297]>>endobj\n"
    b"trailer<</Root 1 0 R>>"
)


def picture(kind, width=40, height=60):
    """A white picture of a paper, as a scanner's file."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(buffer.data().data())


@pytest.fixture
def page(tmp_path, qtbot, monkeypatch):
    """Bo's page at its history, with one approved version and a file that is always chosen."""
    speak_english(monkeypatch)
    world = World(tmp_path)
    citizen_id = world.citizen("150277-9995", "Bo", "Testrup")
    plan_id = world.plan(citizen_id)
    with world.begin(METTE, True) as work:
        work.plans.save(replace(work.plans.get(plan_id), version=1))
        version = ApprovedVersion(1, "{}", "ab" * 32, TODAY, b"%PDF", "0")
        work.plans.add_version(plan_id, version)
        work.commit()
    file = tmp_path / "kopi.pdf"
    for module in (signature_form, signature_deeds):
        monkeypatch.setattr(module, "choose_scan", lambda _parent, chosen: chosen(str(file)))
    window = Window(
        desk=world.desk(METTE),
        runner=ImmediateRunner(),
        feed=ChangeFeed(),
        screens=[ScreenEntry("citizen", "Citizen", "user", citizen_screen.build)],
    )
    qtbot.addWidget(window)
    window.show_user(UserCard(METTE.login, METTE.name, METTE.team, METTE.role.value))
    window.show()
    window.open("citizen", str(citizen_id))
    board(window).pane.show_tab("history")
    yield window, file, world, plan_id
    world.engine.dispose()


def signatures(world, plan_id):
    with world.begin(METTE, False) as work:
        return work.signatures.of_plan(plan_id)


def test_a_signature_is_registered_shown_and_withdrawn(page):
    window, file, world, plan_id = page
    pane = board(window).pane
    press(window, "Register signature on version 1")
    form = pane.form
    assert isinstance(form, SignatureForm)
    file.write_bytes(b"GIF89a")
    press(form, "Choose scanned copy …")
    assert any(text.startswith("The file is not a PDF, PNG or JPEG.") for text in texts(form))
    file.write_bytes(PDF)
    press(form, "Choose scanned copy …")
    assert "The copy is ready: PDF, 1 kB" in texts(form)
    press(form, "Register signature")
    assert pane.form is None
    row = "Signed 17 Nov 2026 · scanned copy"
    assert row in texts(window)

    press(window, f"Show copy, Version 1, 17-11-2026, {row}")
    shown = window.findChild(ScanDialog)
    assert shown.windowTitle() == "Signed copy of version 1"
    assert "Page 1 of 2" in texts(shown)
    press(shown, "Whole page")
    shown.preview.focus_pages()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    assert "Page 2 of 2" in texts(shown)
    shown.accept()

    press(window, f"Withdraw, Version 1, 17-11-2026, {row}")
    asked = window.findChild(ReasonDialog)
    asked.area.set_text("Det var version 2")
    asked.try_to_give()
    assert "Withdrawn 17 Nov 2026 by Mette Prøvegaard: Det var version 2" in texts(window)
    assert len(signatures(world, plan_id)) == 1


def test_a_representative_is_named_and_a_copy_is_attached_later(page):
    window, file, world, plan_id = page
    press(window, "Register signature on version 1")
    form = board(window).pane.form
    form._signer.set_value(Signer.REPRESENTATIVE)
    press(form, "Register signature")
    assert "Write the name of the representative who signed." in texts(form)
    form._name.setText("Ib Testrup")
    press(form, "Register signature")
    row = "Signed 17 Nov 2026 by Ib Testrup for the citizen · no copy is kept"
    assert row in texts(window)
    file.write_bytes(b"%PDF-1.4 damaged")
    press(window, f"Attach copy, Version 1, 17-11-2026, {row}")
    assert "The file cannot be opened" in " ".join(texts(window))
    assert signatures(world, plan_id)[0].scan is None
    file.write_bytes(picture("PNG"))
    press(window, f"Attach copy, Version 1, 17-11-2026, {row}")
    assert signatures(world, plan_id)[0].scan.media_type is ScanType.PNG


@pytest.mark.parametrize("kind", ["PNG", "JPG"])
def test_pictures_are_shown_as_one_page(qapp, kind):
    media_type = ScanType.PNG if kind == "PNG" else ScanType.JPEG
    scan = Scan(media_type, picture(kind))
    assert (scan_pages(scan), scan_page(scan, 0).width(), opens(scan)) == (1, 40, True)


def test_a_copy_as_big_as_a_poster_is_drawn_coarser(qapp):
    poster = PDF.replace(b"[0 0 210 297]", b"[0 0 9999 999]")
    assert scan_page(Scan(ScanType.PDF, poster), 0).width() <= 2500
    drawn = scan_page(Scan(ScanType.PNG, picture("PNG", 5000, 100)), 0)
    assert (drawn.width(), drawn.height()) == (2500, 50)


def test_a_damaged_picture_does_not_open(qapp):
    assert not opens(Scan(ScanType.PNG, picture("PNG")[:20]))


def test_a_picture_that_says_it_is_huge_does_not_open(qapp):
    made = picture("PNG")
    head = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + made[24:29]
    assert not opens(
        Scan(ScanType.PNG, made[:12] + head + crc32(head).to_bytes(4, "big") + made[33:])
    )


def test_a_copy_is_never_shown_over_another_citizen(qtbot, page):
    window, file, world, plan_id = page
    press(window, "Register signature on version 1")
    file.write_bytes(PDF)
    press(board(window).pane.form, "Choose scanned copy …")
    press(board(window).pane.form, "Register signature")
    other = world.citizen("110390-9995", "Karla", "Prøvesen")
    held = HeldRunner()
    board(window)._deeds._context.runner.ask = held.ask
    press(window, "Show copy, Version 1, 17-11-2026, Signed 17 Nov 2026 · scanned copy")
    window.open("citizen", str(other))
    held.run_all()
    assert not window.findChildren(ScanDialog)
    assert signatures(world, plan_id)


def test_a_page_that_comes_when_its_window_is_closed_finds_nobody(qtbot, monkeypatch):
    speak_english(monkeypatch)
    parent = QWidget()
    qtbot.addWidget(parent)
    runner = HeldRunner()
    dialog = ScanDialog(parent, runner, Scan(ScanType.PDF, PDF), "Copy")
    runner.run(0)
    dialog.deleteLater()
    settle()
    runner.run_all()
    assert not parent.findChildren(ScanDialog)
