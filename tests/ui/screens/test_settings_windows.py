"""The settings: where one is signed in, and what is left open elsewhere."""

from datetime import UTC, datetime
from gettext import NullTranslations

import pytest
from PySide6.QtWidgets import QApplication

from coordinator import i18n
from coordinator.sign_ins import OpenWindow
from tests.builders import METTE
from tests.fakes_sign_ins import FakeSignIns
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui.feed import ChangeFeed
from ui.screen import House, ScreenContext
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.view import SettingsScreen
from ui.screens.settings.windows_card import WindowsCard
from ui.widgets.labels import Label

AT = datetime(2026, 11, 17, 7, 12, tzinfo=UTC)
HERE = OpenWindow(AT, "KOM-PC-0412", "10.20.3.4", mine=True)
OTHERS = (
    OpenWindow(AT, "HJEMME-PC", "10.20.9.9"),
    OpenWindow(AT, "", "10.20.7.7", "psql"),
    OpenWindow(AT, "", ""),
)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


@pytest.fixture
def open_ones(monkeypatch):
    """What a server would list."""
    found = [*OTHERS, HERE]
    monkeypatch.setattr(FakeSignIns, "open_now", lambda _self, _mark: tuple(found))
    monkeypatch.setattr(
        FakeSignIns, "end_others", lambda _self, _mark: found.__setitem__(slice(None), [HERE])
    )
    return found


@pytest.fixture
def settings(qtbot, tmp_path, memory_house):
    def make(mark):
        context = ScreenContext(
            memory_house.desk(METTE), ImmediateRunner(), ChangeFeed(), FakeNavigator(),
            House(mark=mark),
        )  # fmt: skip
        view = SettingsScreen(context.runner)
        view.presenter = SettingsPresenter(view, context, tmp_path / "p.json")
        view.windows = view.presenter.windows
        qtbot.addWidget(view)
        view.resize(1000, 900)
        view.show()
        view.activate(None)
        QApplication.processEvents()
        return view

    return make


def said(card):
    return [label.text() for label in card.findChildren(Label) if label.isVisible()]


def test_a_local_store_is_open_nowhere_else(settings):
    assert settings("").findChild(WindowsCard) is None


def test_what_is_open_is_listed_and_the_others_are_closed(settings, open_ones, memory_house):
    card = settings("ab12").findChild(WindowsCard)
    words = said(card)
    assert words.count("This window") == 1
    assert "KOM-PC-0412, 10.20.3.4" in words
    assert "HJEMME-PC, 10.20.9.9" in words
    assert "psql – 10.20.7.7" in words
    assert "The server itself" in words
    assert "Since 17-11-2026 08:12" in words
    card.end.click()
    QApplication.processEvents()
    assert [each for each in said(card) if "HJEMME-PC" in each] == []
    assert card.end.isHidden()
    assert memory_house.log[-1].why == "other windows"


def test_where_nothing_else_is_open_there_is_nothing_to_close(settings, open_ones):
    open_ones[:] = [HERE]
    assert settings("ab12").findChild(WindowsCard).end.isHidden()
