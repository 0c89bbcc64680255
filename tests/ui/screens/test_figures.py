"""The page of figures: what is published is chosen and read, and nobody counts twice."""

from dataclasses import replace
from datetime import date

import pytest

from coordinator.desk import SystemClock
from coordinator.i18n import use_language
from coordinator.use_cases.reporting import last_whole_month, publish
from plans.access import Deed, may
from plans.people import Role
from tests.builders import BIRGER, METTE, TODAY
from tests.coordinator.test_reporting import load_shared
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.test_log_control import Feed, Navigator
from ui.screen import ScreenContext
from ui.screens import figures
from ui.widgets.labels import Label
from ui.widgets.surfaces import EmptyState
from ui.window import SCREENS

OCTOBER = last_whole_month(TODAY)


class Told(Navigator):
    said = ""

    def toast(self, text, *_action):
        self.said = text


@pytest.fixture
def open_page(qtbot, memory_house):
    use_language("da")
    load_shared(memory_house, {"Nord": 12, "Syd": 4})

    def make(member=METTE, *, walled=False):
        desk = replace(memory_house.desk(member), walled=walled)
        view = figures.build(ScreenContext(desk, ImmediateRunner(), Feed(), Told()))
        qtbot.addWidget(view)
        view.resize(900, 700)
        view.show()
        view.activate(None)
        return view

    return make


def lines(page):
    model = page.rows.model()
    return [
        tuple(
            str(model.index(row, column).data())
            for column in range(model.columnCount())
        )
        for row in range(model.rowCount())
    ]  # fmt: skip


def texts(page):
    return [each.text() for each in page.findChildren(Label) if not each.isHidden()]


def test_what_is_published_is_shown_with_the_day_it_was_counted(open_page, memory_house):
    publish(memory_house.loads(), OCTOBER)
    page = open_page()
    assert [row[:2] for row in lines(page)] == [
        ("Nord", "12"), ("Syd", "-"), ("Beskyttet adresse", "-"), ("I alt", "~12"),
    ]  # fmt: skip
    assert "Opgjort 17. november 2026. Offentliggjorte tal ændres ikke." in texts(page)
    assert page.offer.isHidden()


def test_each_intervention_is_a_table_of_its_own(open_page, memory_house):
    publish(memory_house.loads(), OCTOBER)
    page = open_page()
    assert page.tables.currentText() == "Beskæftigelse + Social"
    key = next(each for each in page.tables.keys if each.endswith(":Støtte"))
    page.tables.picked.emit(key)
    assert lines(page)[0] == ("Nord", "12")
    assert page.rows.model().columnCount() == 2
    assert any(text.endswith("fordelt på social indsats: Støtte") for text in texts(page))


def test_another_month_keeps_the_table(open_page, memory_house):
    for month in (OCTOBER, date(2026, 9, 1)):
        publish(memory_house.loads(), month)
    page = open_page()
    assert page.months.keys == ["2026-10-01", "2026-09-01"]
    key = page.tables.keys[-1]
    page.tables.picked.emit(key)
    page.months.picked.emit("2026-09-01")
    assert (page.months.value, page.tables.value) == ("2026-09-01", key)


def test_on_a_store_of_ones_own_one_publishes_by_hand(open_page, memory_house):
    page = open_page()
    assert page.rows is None
    assert page.offer.text() == "Offentliggør tallene for oktober 2026"
    page.offer.click()
    assert lines(page)[0][:2] == ("Nord", "12")
    assert page._presenter._navigator.said == "Tallene er offentliggjort."
    assert page.offer.isHidden()


def test_in_a_shared_store_nobody_is_offered_to_count(open_page):
    page = open_page(BIRGER, walled=True)
    assert page.offer.isHidden()
    (empty,) = page.findChildren(EmptyState)
    assert empty.accessibleName() == "Der er ikke offentliggjort tal"
    assert "De opgøres på serveren, når en måned er slut." in texts(page)


def test_what_goes_wrong_is_said_in_the_page(open_page, memory_house):
    page = open_page()
    gone = replace(METTE, active=False)
    page._presenter._desk = replace(memory_house.desk(gone), clock=SystemClock(TODAY))
    page.offer.click()
    assert not page.problem.isHidden()


def test_who_may_report_has_the_page():
    (entry,) = (each for each in SCREENS if each.name == "figures")
    may_report = {role for role in Role if may(replace(METTE, role=role), Deed.REPORT)}
    assert entry.roles == {role.value for role in may_report}


def test_who_leads_a_unit_reads_its_changes_of_case_worker(open_page):
    assert not open_page().continuity.isVisible()
    page = open_page(BIRGER)
    assert page.continuity.isVisible()
    assert not page.continuity.unit_field.isVisible()
    assert any(text.startswith("Sagsbehandlerskift: Team Nord") for text in texts(page))
    rows = page.continuity.rows.model()
    assert str(rows.index(0, 0).data()) == "I alt af det, der vises"
    assert str(rows.index(0, 1).data()) == "-"
