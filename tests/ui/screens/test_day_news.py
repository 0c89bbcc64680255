"""«Siden du sidst så efter» on «Min dag»: what colleagues did, in words, and the way to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coordinator.caseloads import Load, StaffLoad
from coordinator.plan_news import PlanNews
from plans.people import ServiceArea
from tests.builders import JENS, METTE
from tests.ui.screens.lists_world import FakeNavigator, speak_english
from ui.navigation import PlanPlace
from ui.screens.day.news import news_line, stuck_line
from ui.screens.day.news_card import NewsCard
from ui.screens.day.presenter import DayPresenter
from ui.screens.day.stuck_card import StuckCard

TODAY = date(2026, 11, 17)
NOON = datetime(2026, 11, 17, 11, tzinfo=UTC)
TASK = PlanNews(
    uuid4(), uuid4(), "Bo Testrup", "task", uuid4(), "Amira Skitse", NOON, "Ring til lægen",
    ServiceArea.SOCIAL,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.mark.parametrize(
    ("news", "what"),
    [
        (TASK, "Amira Skitse wrote the task “Ring til lægen”"),
        (replace(TASK, removed=True), "Amira Skitse took out the task “Ring til lægen”"),
        (replace(TASK, more=2), "Amira Skitse wrote the task “Ring til lægen”, and 2 more"),
        (replace(TASK, kind="consent", title=""), "Amira Skitse registered a consent"),
        (replace(TASK, kind="participant", removed=True), "Amira Skitse changed the core team"),
        (replace(TASK, kind="approved", title=""), "Plan approved: Amira Skitse"),
    ],
)
def test_what_a_colleague_did_is_a_sentence(news, what):
    assert news_line(news, TODAY).what == what


@pytest.mark.parametrize(
    ("ago", "when"), [(timedelta(), "12:00"), (timedelta(1), "yesterday"), (timedelta(5), "12 Nov")]
)
def test_when_is_as_near_as_it_needs(ago, when):
    assert when in news_line(replace(TASK, at=NOON - ago), TODAY).when


def test_few_are_shown_and_the_rest_at_a_press_and_none_hides_the_card(qtbot):
    card, opened = NewsCard(), []
    qtbot.addWidget(card)
    card.opened.connect(opened.append)
    lines = tuple(news_line(replace(TASK, plan_id=uuid4()), TODAY) for _each in range(7))
    card.show_lines(lines)
    card.show()
    QApplication.processEvents()
    assert card.list.rows.rowCount() == 5
    assert card.more.text() == "Show all 7"
    card.more.click()
    assert card.list.rows.rowCount() == 7
    card.list.choose(6)
    qtbot.keyClick(card.list, Qt.Key.Key_Return)
    assert opened == [lines[6]]
    card.show_lines(())
    assert not card.isVisible()


def test_whose_tasks_are_stuck_stands_with_the_way_to_them(qtbot):
    card, opened = StuckCard(), []
    qtbot.addWidget(card)
    card.opened.connect(opened.append)
    lines = (
        stuck_line(StaffLoad(JENS, Load(stuck=1))),
        stuck_line(StaffLoad(METTE, Load(stuck=3))),
    )
    card.show_lines(lines)
    card.show()
    assert [line.what for line in lines] == ["1 task is far overdue", "3 tasks are far overdue"]
    qtbot.keyClick(card.list, Qt.Key.Key_Down)
    qtbot.keyClick(card.list, Qt.Key.Key_Return)
    navigator = FakeNavigator()
    DayPresenter(None, None, None, navigator).climbing.open_stuck(opened[0])
    assert navigator.opened == [("team", opened[0].key)]
    card.show_lines(())
    assert not card.isVisible()


@pytest.mark.parametrize(
    ("news", "place"),
    [
        (TASK, PlanPlace((TASK.part_id,))),
        (replace(TASK, removed=True), None),
        (replace(TASK, kind="approved"), None),
    ],
)
def test_a_line_leads_to_what_was_written_or_to_the_plan(news, place):
    navigator = FakeNavigator()
    presenter = DayPresenter(None, None, None, navigator)
    presenter.open_news(news_line(news, TODAY))
    assert navigator.opened == [("plan", str(TASK.plan_id))]
    assert navigator.places == [place]
