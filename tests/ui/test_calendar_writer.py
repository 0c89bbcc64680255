"""The calendar file of one's deadlines: chosen under settings, written again after each change."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from coordinator.changes import Changes
from coordinator.i18n import use_language
from tests.builders import METTE
from tests.fakes import FakeStore
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui.calendar_writer import CalendarWriter
from ui.feed import ChangeFeed
from ui.preferences import Preferences
from ui.screen import ScreenContext
from ui.screens.settings.calendar_card import CalendarCard
from ui.screens.settings.calendar_deeds import CalendarDeeds

EVERYTHING = Changes(everything=True)


@pytest.fixture(autouse=True)
def _english():
    use_language("en")
    yield
    use_language("da")


@pytest.fixture
def feed(qtbot):
    return ChangeFeed()


def writer(feed, chosen, failed=pytest.fail):
    desk = FakeStore().desk(METTE)
    return CalendarWriter(desk, ImmediateRunner(), feed, failed, lambda: str(chosen))


def test_the_file_is_written_and_again_after_a_change(qtbot, feed, tmp_path):
    path = tmp_path / "frister.ics"
    made = writer(feed, path)
    made.write()
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert list(tmp_path.iterdir()) == [path]
    path.unlink()
    feed.publish(EVERYTHING)
    soon = made.findChild(QTimer)
    assert soon.isActive()
    # Many changes close together are written once.
    soon.setInterval(0)
    soon.start()
    qtbot.waitUntil(path.exists)


def test_where_none_is_chosen_nothing_is_written(feed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = writer(feed, "")
    made.write()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_told(feed, tmp_path):
    told = []
    writer(feed, tmp_path / "gone" / "frister.ics", told.append).write()
    assert [type(each) for each in told] == [FileNotFoundError]


class Settings:
    def __init__(self, qtbot, *, keeps=True):
        self.mine = Preferences()

        def keep(wanted):
            if keeps:
                self.mine = wanted
            return keeps

        context = ScreenContext(
            FakeStore().desk(METTE), ImmediateRunner(), ChangeFeed(), FakeNavigator()
        )
        self.deeds = CalendarDeeds(context, lambda: self.mine, keep)
        self.card = CalendarCard(self.deeds)
        qtbot.addWidget(self.card)
        self.deeds.shown_on(self.card)
        self.deeds.start()
        self.card.show()


def test_a_file_is_chosen_written_and_left(qtbot, tmp_path):
    settings = Settings(qtbot)
    assert not settings.card.stop.isVisible()
    settings.card.pick.click()
    dialog = settings.card.findChild(QFileDialog)
    path = str(tmp_path / "frister.ics")
    dialog.fileSelected.emit(path)
    dialog.close()
    assert settings.mine.calendar_file == path
    assert settings.card.state.text() == "Written."
    assert settings.card.stop.isVisible()
    settings.card.stop.click()
    assert settings.mine.calendar_file == ""
    assert not settings.card.stop.isVisible()


def test_what_cannot_be_written_is_said_with_what_to_do(qtbot, tmp_path):
    settings = Settings(qtbot)
    settings.deeds.choose(str(tmp_path / "gone" / "frister.ics"))
    assert "Choose another folder" in settings.card.problem.text()
    assert settings.card.problem.isVisible()


def test_a_choice_that_cannot_be_kept_changes_nothing(qtbot, tmp_path):
    settings = Settings(qtbot, keeps=False)
    settings.deeds.choose(str(tmp_path / "frister.ics"))
    assert list(tmp_path.iterdir()) == []
