"""The lists in the settings: chosen, changed, ended, replaced and put in order, by keyboard too."""

from dataclasses import replace
from datetime import date, timedelta
from gettext import NullTranslations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from coordinator import i18n
from coordinator.dated_lists import DatedList, shipped
from coordinator.use_cases.code_lists import put_entry, read_list
from tests.review_house import BIRGER, open_house
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui.feed import ChangeFeed
from ui.screen import ScreenContext
from ui.screens.settings.list_form import ListForm
from ui.screens.settings.lists_card import ListsCard
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.view import SettingsScreen

D = DatedList


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


class Card:
    """The lists' card of a settings screen of a team lead."""

    def __init__(self, qtbot, house, folder):
        self.qtbot = qtbot
        self.desk = house.desk(BIRGER)
        self.context = ScreenContext(self.desk, ImmediateRunner(), ChangeFeed(), FakeNavigator())
        self.view = SettingsScreen(self.context.runner)
        self.view.presenter = SettingsPresenter(self.view, self.context, folder / "p.json")
        qtbot.addWidget(self.view)
        self.view.resize(1000, 900)
        self.view.show()
        self.view.activate(None)
        QApplication.processEvents()
        self.card = self.view.findChild(ListsCard)

    @property
    def lines(self):
        rows = self.card.rows.rows
        return [rows.at(place) for place in range(rows.rowCount())]

    @property
    def labels(self):
        return [line.label for line in self.lines]

    @property
    def form(self):
        shown = [form for form in self.card.findChildren(ListForm) if form.isVisible()]
        return shown[0] if shown else None

    def press(self, text):
        buttons = self.card.findChildren(QAbstractButton)
        next(b for b in buttons if b.isVisible() and text in (b.text(), b.accessibleName())).click()

    def choose(self, which):
        self.view.presenter.lists.choose(which)

    def write(self, field, text):
        control = self.form.fields[field].control
        control.setText(text) if isinstance(control, QLineEdit) else control.set_text(text)

    def stored(self, which=D.FOLLOW_UP_RESULTS):
        return read_list(self.desk, which)


@pytest.fixture
def made(qtbot, tmp_path):
    with open_house(tmp_path) as house:
        yield Card(qtbot, house, tmp_path)


def test_the_lines_that_hold_are_shown_and_the_others_behind_a_switch(made):
    made.choose(D.OFFERS)
    assert "Ressourceforløb" not in made.labels
    made.card._past.click()
    past = next(line for line in made.lines if line.code == "resource_course")
    assert (past.when, past.now, past.group) == ("Until 31-01-2026", False, "LAB § 112")
    coming = [line.when for line in made.lines if line.code == "patient_prevention"]
    assert coming == ["Until 31-12-2026", "From 01-01-2027"]


def test_a_line_is_added_with_a_code_of_its_own(made):
    made.choose(D.FOLLOW_UP_RESULTS)
    made.press("Add a line")
    made.write("label", "Fortsættes på prøve")
    made.press("Add the line")
    new = made.stored()[-1]
    assert (new.code, new.label, new.place) == ("fortsaettes_paa_proeve", "Fortsættes på prøve", 4)
    assert made.form is None
    assert made.labels[-1] == new.label
    made.press("Add a line")
    made.write("label", "Fortsættes  på prøve")
    made.press("Add the line")
    assert made.stored()[-1].code == "fortsaettes_paa_proeve_2"


def test_a_line_is_changed_and_ended_and_stays_in_the_store(made):
    made.choose(D.FOLLOW_UP_RESULTS)
    made.card.rows.choose(1)
    made.qtbot.keyClick(made.card.rows, Qt.Key.Key_Return)
    made.write("text", "Nyt indhold")
    made.write("last", "01-01-2026")
    made.qtbot.keyClick(made.form.fields["last"].control, Qt.Key.Key_Return)
    seen = shipped(D.FOLLOW_UP_RESULTS)[1]
    assert made.stored()[1] == replace(seen, text="Nyt indhold", valid_to=date(2026, 1, 1))
    assert seen.label not in made.labels


def test_the_closed_days_of_the_coming_year_stand_by_their_day(made):
    made.choose(D.CLOSED_DAYS)
    days = [line.first for line in made.lines]
    assert days == sorted(days)
    assert 10 < len(days) < 16
    # They have no other order: nothing moves them.
    assert not [each for each in made.card.findChildren(QAbstractButton) if each.isVisible()
                and each.accessibleName() in {"Move up", "Move down"}]  # fmt: skip
    before = made.stored(D.CLOSED_DAYS)
    made.card.rows.choose(1)
    keys = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    made.qtbot.keyClick(made.card.rows, Qt.Key.Key_Up, keys)
    assert made.stored(D.CLOSED_DAYS) == before


def test_a_day_of_our_own_is_closed_alone_and_stands_in_its_place(made):
    made.choose(D.CLOSED_DAYS)
    day = made.lines[2].first + timedelta(1)
    made.press("Add a line")
    hint = made.form.fields["last"].control.accessibleDescription()
    assert hint == "Empty: that day alone."
    made.write("label", "Indeklemt")
    made.write("first", f"{day:%d-%m-%Y}")
    made.press("Add the line")
    assert made.labels[3] == "Indeklemt"
    kept = made.stored(D.CLOSED_DAYS)[-1]
    assert (kept.valid_from, kept.valid_to) == (day, day)


def test_a_line_is_replaced_from_a_date(made):
    made.choose(D.FOLLOW_UP_RESULTS)
    made.card.rows.choose(0)
    made.press("Replace from a date")
    assert made.form.fields["first"].control.hasFocus()
    made.write("label", "Går videre")
    made.write("first", "01-01-2027")
    made.press("Replace")
    old, new, *_rest = made.stored()
    assert (old.valid_to, new.valid_from) == (date(2026, 12, 31), date(2027, 1, 1))
    assert (old.code, new.label) == (new.code, "Går videre")


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("label", " ", "Write what it is called"),
        ("first", "", "Write the first day"),
        ("first", "måske", "not a date"),
        ("last", "01-01-2019", "before the first day"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(made, field, text, said):
    made.choose(D.FOLLOW_UP_RESULTS)
    made.card.rows.choose(0)
    made.card.open_form("change")
    made.write(field, text)
    made.press("Save")
    assert said in made.form.fields[field].error
    assert made.stored() == shipped(D.FOLLOW_UP_RESULTS)


def test_a_colleague_was_first_and_what_is_typed_stays(made):
    made.choose(D.FOLLOW_UP_RESULTS)
    made.card.rows.choose(0)
    made.card.open_form("change")
    made.write("label", "Mit")
    seen = made.stored()[0]
    put_entry(made.desk, seen, replace(seen, label="Deres"))
    made.press("Save")
    assert made.form.fields["label"].control.text() == "Mit"
    assert made.form._problem.isVisible()
    assert made.stored()[0].label == "Deres"


def test_lines_are_moved_with_keys(made):
    made.choose(D.FOLLOW_UP_RESULTS)
    first, second, *rest = made.labels
    made.card.rows.choose(0)
    made.card.rows.setFocus()
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    made.qtbot.keyClick(made.card.rows, Qt.Key.Key_Down, both)
    assert made.labels == [second, first, *rest]
    assert made.card.rows.row.label == first
    made.press("Move up")
    made.press("Move up")
    assert made.labels == [first, second, *rest]


def test_a_legal_basis_ends_with_the_year_and_the_next_takes_over(made):
    made.choose(D.LEGAL_BASES)
    assert "SEL § 85" in made.labels
    made.card.rows.choose(made.labels.index("LAB § 57"))
    made.press("Replace from a date")
    made.write("label", "LAB § 61")
    made.write("first", "01-01-2027")
    made.press("Replace")
    old, new = (each for each in made.stored(D.LEGAL_BASES) if each.code == "lab_57")
    assert (old.label, old.valid_to) == ("LAB § 57", date(2026, 12, 31))
    assert (new.label, new.text, new.valid_from) == (
        "LAB § 61", "Virksomhedspraktik", date(2027, 1, 1),
    )  # fmt: skip
