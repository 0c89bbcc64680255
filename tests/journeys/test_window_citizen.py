"""AC-03 and AC-04 in the real window, with keys and clicks on a real encrypted store."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QTextEdit

from tests.journeys.person import CTRL, KEY, sitting_at
from tests.ui.every_screen import copy_practice, settle

ALT = Qt.KeyboardModifier.AltModifier
STREET = "Gemmevej"


@pytest.fixture
def person(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    with sitting_at(copy_practice(tmp_path)) as found:
        yield found


def begin_citizen(person, number, given, family):
    person.search(f"{given} {family}")
    person.click("Opret borger")
    person.until(lambda: person.screen.board.form is not None, "the form")
    person.fill("CPR-nummer", number)
    person.fill("Fornavn", given)
    person.fill("Efternavn", family)


def create(person):
    person.press(KEY.Key_Return, CTRL)
    person.is_at("Borger")
    person.until(person.screen.board.pane.isVisible, "the citizen's page")
    # The page is read again when it hears of its own making.
    settle(lambda: False, 0.5)


def go_to_tab(person, number):
    for _step in range(number):
        person.press(KEY.Key_Tab, CTRL)


def citizen_here(person):
    return person.screen.board._shown.citizen


def test_an_impossible_number_is_refused_at_its_field(person):
    begin_citizen(person, "300271-1234", "Tomas", "Fiktivsen-Ny")
    assert person.reads("De første seks cifre er ikke en dato.")
    person.press(KEY.Key_Return, CTRL)
    settle(lambda: False, 0.3)
    assert person.window.windowTitle() == "Samplan – Borger"
    assert person.screen.board.form is not None


def test_a_replacement_number_gives_way_to_the_real_one(person):
    """AC-03."""
    begin_citizen(person, "710390-0001", "Tomas", "Fiktivsen-Ny")
    assert person.reads("Det er et erstatningspersonnummer.")
    person.fill("Fødselsdato", "11-03-1990")
    create(person)
    assert person.screen.board.pane.tabs.hasFocus()
    made = citizen_here(person).id
    person.click("Opret samlet plan")
    person.is_at("Samlet plan")
    person.press(KEY.Key_Left, ALT)
    person.is_at("Borger")
    person.until(person.screen.board.pane.isVisible, "the citizen's page")

    go_to_tab(person, 3)
    person.click("Nyt nummer", QAbstractButton)
    taken = taken_number(person)
    person.fill("Nyt CPR-nummer", taken)
    person.press(KEY.Key_Return, CTRL)
    person.until(lambda: person.reads("Åbn den anden borger"), "the possible duplicate")
    assert citizen_here(person).id == made

    person.fill("Nyt CPR-nummer", "150277-9995")
    assert person.reads("Nummeret siger født 15-02-1977, men 11-03-1990 er registreret.")
    person.fill("Nyt CPR-nummer", "110390-9995")
    assert person.reads("CPR-nummeret opfylder ikke modulus 11.")
    assert not person.reads("Nummeret siger født")
    person.fill("Gælder fra", "01-10-2026")
    person.press(KEY.Key_Return, CTRL)
    person.until(lambda: person.screen.board.form is None, "the number to be kept")
    person.until(lambda: person.reads("110390-9995"), "the new number")
    assert person.reads("Erstatningspersonnummer · til 30-09-2026")
    for number in ("710390-0001", "1103909995"):
        assert "Tomas Fiktivsen-Ny" in person.search(number)[0]
        person.open_first()
        assert citizen_here(person).id == made


def taken_number(person):
    """The number of somebody else in the store."""
    with person.desk().start_reading() as work:
        other = work.lists.my_citizens(1) or work.lists.find("Karla", 1)
        return work.citizens.get(other[0].id).number.formatted


def protected(person):
    begin_citizen(person, "620785-0002", "Sara", "Skærmet-Ny")
    person.fill("Vej og nummer", f"{STREET} 7")
    person.fill("Postnummer", "8999")
    person.fill("By", "Solbæk")
    for kind in ("Beskyttet adresse", "Beskyttet navn", "Særlig adressebeskyttelse"):
        person.click(kind, QAbstractButton)
    person.fill("Beskyttet til", "31-12-2026")
    create(person)


def test_a_protected_address_is_nowhere_in_the_window(person):
    """AC-04: lists, tooltips, names for screen readers, titles, plan, paper and its copies."""
    protected(person)
    for _tab in range(5):
        assert not person.reads(STREET)
        assert not person.reads("8999")
        go_to_tab(person, 1)
    assert person.reads("Beskyttet navn og adresse til 31. december 2026 – særlig beskyttelse")
    person.click("Opret samlet plan")
    person.is_at("Samlet plan")
    person.until(person.screen.document.isVisible, "the plan")
    assert not person.reads(STREET)
    person.press(KEY.Key_P, CTRL)
    person.is_at("Udskriv")
    person.until(person.screen.print_button.isEnabled, "the paper")
    for choice in ("Følgebrev til rudekuvert", "Til kernegruppen"):
        person.click(choice, QAbstractButton)
        person.until(person.screen.print_button.isEnabled, "the paper")
        assert not person.reads(STREET)
        assert "Sara" not in person.window.windowTitle()
    assert person.search("gemmevej") == []
    assert not person.reads(STREET)
    assert "Sara Skærmet-Ny" in person.search("sara skærmet-ny")[0]
    assert not person.reads(STREET)


def test_the_address_is_shown_for_a_reason_that_is_logged(person):
    """AC-04: unmasking."""
    QGuiApplication.clipboard().clear()
    protected(person)
    citizen = citizen_here(person)
    person.click("Vis adresse", QAbstractButton)
    dialog = QApplication.activeModalWidget()
    person.click("Vis adresse", QAbstractButton, within=dialog)
    assert any("Skriv en begrundelse" in text for text in person.everything(dialog))
    person.click("Skal sende brev", QAbstractButton, within=dialog)
    person.click("Vis adresse", QAbstractButton, within=dialog)
    person.until(lambda: person.reads(STREET), "the address")
    assert "Gemmevej" not in person.window.windowTitle()
    assert QGuiApplication.clipboard().text() == ""
    with person.desk().start_reading() as work:
        newest = work.lists.history(citizen.id, 1)[0]
    assert (newest.action, newest.why) == ("unmask", "Skal sende brev")
    person.press(KEY.Key_1, CTRL)
    person.is_at("Min dag")
    person.press(KEY.Key_Left, ALT)
    person.is_at("Borger")
    assert not person.reads(STREET)


def test_the_letter_of_a_protected_citizen_is_handed_over_unless_confirmed(person):
    """AC-04: hand-out is the default; the street stands on the letter only for a reason."""
    protected(person)
    citizen = citizen_here(person)
    person.click("Opret samlet plan")
    person.is_at("Samlet plan")
    person.until(person.screen.document.isVisible, "the plan")
    person.press(KEY.Key_P, CTRL)
    person.is_at("Udskriv")
    person.until(person.screen.print_button.isEnabled, "the paper")
    person.click("Følgebrev til rudekuvert", QAbstractButton)
    person.until(lambda: person.reads("Udleveres personligt"), "what the cover says")
    person.click("Vis adressen …", QAbstractButton)
    dialog = QApplication.activeModalWidget()
    person.click("Begrundelse", QTextEdit, within=dialog)
    person.write("Borgeren kan ikke hente brevet")
    person.click("Vis adressen", QPushButton, within=dialog)
    person.until(lambda: person.reads("Adressen står på følgebrevet"), "the address on the cover")
    person.until(person.screen.print_button.isEnabled, "the paper")
    assert not person.reads(STREET)
    names = []
    person.screen.ask_file = names.append
    person.click("Gem som PDF", QAbstractButton)
    person.until(lambda: names, "the name of the file")
    assert not any(word in names[0] for word in ("Sara", "Skærmet", "620785"))
    with person.desk().start_reading() as work:
        log = work.lists.history(citizen.id, 20)
    assert any(line.why == "Borgeren kan ikke hente brevet" for line in log)


def test_another_user_sees_nothing_of_the_one_before(person):
    """Two clicks in the practice store: no text, no way back, no toast of the other's."""
    protected(person)
    person.click("Ret beskyttelse", QAbstractButton)
    person.fill("Til", "24-12-2026")
    before = person.window
    person.become("eamleder")
    assert person.window is not before
    assert not person.reads("Sara Skærmet-Ny")
    assert not person.window.topbar.back.isEnabled()
    assert person.window.floating() == []
