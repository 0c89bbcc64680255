"""Absence in the settings: of oneself, and of the unit's people for a team lead."""

from datetime import date
from gettext import NullTranslations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from coordinator import i18n
from coordinator.use_cases.absences import absence_page, put_absence
from plans.absence import Absence
from tests.builders import TODAY, identity
from tests.review_house import BIRGER, METTE, open_house
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui.feed import ChangeFeed
from ui.screen import ScreenContext
from ui.screens.settings.absence_card import AbsenceCard
from ui.screens.settings.absence_form import AbsenceForm
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.view import SettingsScreen
from ui.widgets.choices import Combo
from ui.widgets.labels import Label


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


class Navigator(FakeNavigator):
    """Holds the deed of the last toast."""

    def toast(self, text, action_text="", action=None):
        super().toast(text)
        self.verb, self.undo = action_text, action


class Card:
    """The absence card of somebody's settings."""

    def __init__(self, qtbot, house, folder, member):
        self.desk = house.desk(member)
        self.navigator = Navigator()
        context = ScreenContext(self.desk, ImmediateRunner(), ChangeFeed(), self.navigator)
        self.view = SettingsScreen(context.runner)
        self.view.presenter = SettingsPresenter(self.view, context, folder / "p.json")
        qtbot.addWidget(self.view)
        self.view.resize(1000, 900)
        self.view.show()
        self.view.activate(None)
        QApplication.processEvents()
        self.card = self.view.findChild(AbsenceCard)

    @property
    def words(self):
        QApplication.processEvents()
        return [each.text() for each in self.card.findChildren(Label) if each.isVisible()]

    @property
    def form(self):
        shown = [form for form in self.card.findChildren(AbsenceForm) if form.isVisible()]
        return shown[0] if shown else None

    @property
    def stored(self):
        return absence_page(self.desk).absences

    def press(self, text):
        QApplication.processEvents()
        buttons = self.card.findChildren(QAbstractButton)
        next(b for b in buttons if b.isVisible() and text in (b.text(), b.accessibleName())).click()

    def write(self, field, value):
        control = self.form.fields[field].control
        if isinstance(control, Combo):
            control.set_value(value)
        elif isinstance(control, QLineEdit):
            control.setText(value)


@pytest.fixture
def card(qtbot, tmp_path):
    with open_house(tmp_path) as house:
        yield lambda member=METTE: Card(qtbot, house, tmp_path, member)


def test_one_writes_ones_own_absence_with_a_deputy(card):
    made = card()
    assert "No absence is written." in made.words
    made.press("Write absence")
    assert not made.form.fields["who"].isVisible()
    made.write("first", "24-11-2026")
    made.write("last", "27-11-2026")
    made.write("deputy", str(BIRGER.id))
    made.press("Save")
    assert made.form is None
    (kept,) = made.stored
    assert (kept.staff_id, kept.deputy) == (METTE.id, BIRGER.id)
    assert (kept.first, kept.last) == (date(2026, 11, 24), date(2026, 11, 27))
    assert "24-11-2026 to 27-11-2026" in made.words
    assert f"Deputy: {BIRGER.name}" in made.words


def test_a_team_lead_writes_it_for_the_units_people(card):
    made = card(BIRGER)
    made.press("Write absence")
    assert made.form.fields["who"].isVisible()
    assert {str(BIRGER.id), str(METTE.id)} <= set(made.form.fields["who"].control.keys)
    made.write("who", str(METTE.id))
    made.write("first", "24-11-2026")
    made.press("Save")
    assert [each.staff_id for each in made.stored] == [METTE.id]
    assert f"{METTE.name}: From 24-11-2026 until further notice" in made.words
    assert "No deputy" in made.words


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"last": "01-01-2020"}, "last", "before the first day"),
        ({"first": ""}, "first", "Write the first day"),
        ({"first": "engang"}, "first", "not a date"),
        ({"deputy": str(METTE.id)}, "deputy", "stand in for yourself"),
    ],
)
def test_what_cannot_be_stands_at_its_field_and_stays(card, typed, field, said):
    made = card()
    made.press("Write absence")
    for name, value in typed.items():
        made.write(name, value)
    made.press("Save")
    assert said in made.form.fields[field].error
    assert made.stored == ()


def test_an_absence_is_changed_and_two_do_not_overlap(card):
    made = card()
    away = Absence(identity("away"), METTE.id, TODAY, None)
    put_absence(made.desk, None, away)
    made.view.activate(None)
    made.press("Write absence")
    made.press("Save")
    assert "already an absence" in made.form.fields["first"].error
    made.press("Cancel")
    made.press("Change")
    made.write("last", "30-11-2026")
    made.press("Save")
    assert [each.last for each in made.stored] == [date(2026, 11, 30)]


def test_what_is_removed_can_be_put_back(card):
    made = card()
    put_absence(made.desk, None, Absence(identity("away"), METTE.id, TODAY, None, BIRGER.id))
    made.view.activate(None)
    made.press("Remove")
    assert made.stored == ()
    assert "No absence is written." in made.words
    assert made.navigator.toasts == ["The absence is removed."]
    assert made.navigator.verb == "Undo"
    made.navigator.undo()
    assert [(each.first, each.deputy) for each in made.stored] == [(TODAY, BIRGER.id)]
