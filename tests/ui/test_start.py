"""The running program on a real store: in, another user, another language, out."""

import gc
import shutil
import sys
import threading
import weakref
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel
from shiboken6 import Shiboken
from shibokensupport import feature

from coordinator.changes import Changes
from coordinator.desk import Desk, SystemClock
from coordinator.i18n import current_language, use_language
from coordinator.store_errors import StoreAway
from coordinator.stores import LogDoubt, ServerLogin, Unlocking
from coordinator.use_cases.sign_ins import begin_sitting
from coordinator.use_cases.signing_in import SYSTEM
from db.store_house import SqlStores
from plans.log_chain import SealMark
from plans.people import Role, ServiceArea, StaffMember
from tests.review_house import BIRGER, EVERYBODY, HANNE, JENS, METTE
from ui.last_sign_in import name_of_this_pc
from ui.last_words import LastWords
from ui.people import cards_to_offer, first_screen, user_card
from ui.start import _PATIENCE_S, Program, _clock_problem
from ui.widgets.labels import Label
from ui.widgets.notices import Banner
from ui.window import SCREENS, read_screens

ROOT = Path(__file__).resolve().parents[2]

CLOCK = SystemClock(date(2026, 11, 17))


@pytest.fixture(scope="module")
def practice_files(tmp_path_factory):
    """A practice store with a few people, to be copied; its key lies beside it."""
    folder = tmp_path_factory.mktemp("few")
    path = str(folder / "practice.db")
    SqlStores(CLOCK).create(path, Unlocking(), demo=True)
    store = SqlStores(CLOCK).open(path, Unlocking())
    with store.begin(SYSTEM, True) as work:
        for member in EVERYBODY:
            work.staff.add(member)
        work.commit()
    store.close()
    return folder


@pytest.fixture
def address(tmp_path, practice_files):
    """The address of a practice store with a few people."""
    use_language("en")
    shutil.copytree(practice_files, tmp_path, dirs_exist_ok=True)
    return str(tmp_path / "practice.db")


@pytest.fixture
def program(qtbot):
    made = []

    def make():
        made.append(Program(lambda: SqlStores(CLOCK), CLOCK))
        return made[-1]

    yield make
    for each in made:
        for window in (each.window, each._welcome):
            if window is not None:
                window.close()
                window.deleteLater()
        each.close()
        each.window = each._welcome = None
        each.deleteLater()
    free()


def free():
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()


def signed_in(qtbot, program, address, login):
    program.welcome(address, login)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    return program.window


def become(qtbot, program, name):
    before = program.window
    menu = before.sidebar.user_menu()
    next(each for each in menu.actions() if name in each.text()).trigger()
    menu.deleteLater()
    qtbot.waitUntil(lambda: program.window is not before, timeout=20_000)


def test_a_case_worker_begins_at_my_day(qtbot, program, address):
    window = signed_in(qtbot, program(), address, "mette")
    assert window.windowTitle() == "Samplan – My day"
    assert window.isVisible()


def test_the_practice_store_changes_user_in_two_clicks(qtbot, program, address):
    running = program()
    signed_in(qtbot, running, address, "mette")
    become(qtbot, running, BIRGER.name)
    assert running.window.sidebar._user.name == BIRGER.name
    become(qtbot, running, METTE.name)
    assert running.window.sidebar._user.name == METTE.name


def test_the_window_of_the_one_before_is_let_go(qtbot, program, address):
    running = program()
    window = signed_in(qtbot, running, address, "birger")
    window.open("import")
    window.open("settings")
    screens = list(window._built.values())
    held = [window, *screens, *(each.presenter for each in screens if hasattr(each, "presenter"))]
    assert len(held) == 6
    left = [weakref.ref(each) for each in held]
    del window, screens, held
    become(qtbot, running, METTE.name)
    # Answers that were under way when the window went hold it until they are delivered.
    qtbot.waitUntil(lambda: free() or not any(each() for each in left), timeout=10_000)


def test_another_user_finds_no_window_of_the_one_before(qtbot, program, address):
    running = program()
    signed_in(qtbot, running, address, "mette")
    group = running._windows
    group.open_beside("settings", None)
    assert len(group.windows) == 2
    windows = tuple(group.windows)
    become(qtbot, running, BIRGER.name)
    assert not any(Shiboken.isValid(each) and each.isVisible() for each in windows)
    assert running._windows.windows == [running.window]


def test_another_language_opens_a_new_window_at_the_same_screen(qtbot, program, address):
    running = program()
    before = signed_in(qtbot, running, address, "mette")
    use_language("da")
    before._context.house.reopen("en", "settings")
    qtbot.waitUntil(lambda: running.window is not before, timeout=10_000)
    assert current_language() == "en"
    assert running.window.windowTitle() == "Samplan – Settings"


def test_what_this_pc_misses_in_the_log_is_told_when_the_window_opens(qtbot, program, address):
    use_language("da")
    doubt = LogDoubt(SealMark(4, datetime(2026, 11, 17, 9, tzinfo=UTC), "ab" * 32), None)
    running = program()
    store = SqlStores(CLOCK).open(address, Unlocking())
    store._log.doubt = doubt
    running._sign_in(store, "mette")
    qtbot.waitUntil(lambda: running.window is not None, timeout=10_000)
    said = [each.accessibleName() for each in running.window.findChildren(Banner)]
    assert any("mangler segl 4 af 17-11-2026 kl. 10.00" in each for each in said)


def test_a_clock_that_is_wrong_is_told_when_the_window_opens(qtbot, program, address):
    use_language("da")
    running = program()
    store = SqlStores(CLOCK).open(address, Unlocking())
    store.server_login = ServerLogin("mette", clock_off=-61)
    running._sign_in(store, "mette")
    qtbot.waitUntil(lambda: running.window is not None, timeout=10_000)
    said = [each.accessibleName() for each in running.window.findChildren(Banner)]
    assert any("61 minutter for langsomt" in each for each in said)
    assert "7 minutter for hurtigt" in _clock_problem(7).sentence


def test_the_facts_of_the_store_tell_of_the_backup_before_an_import(qtbot, program, address):
    running = program()
    window = signed_in(qtbot, running, address, "birger")
    house = window._context.house
    assert house.facts().newest_backup is None
    house.back_up()
    facts = house.facts()
    assert facts.newest_backup is not None
    assert facts.key_beside
    assert facts.info.engine == "SQLCipher"


def test_closing_stops_a_long_work_and_lets_others_have_the_store(qtbot, program, address):
    running = program()
    signed_in(qtbot, running, address, "mette")
    begun, ended = threading.Event(), []

    def endless(progress):
        begun.set()
        while True:
            progress.check()
            threading.Event().wait(0.005)

    running.jobs.do_long(endless, lambda *_: None, ended.append, ended.append)
    assert begun.wait(10)
    running.window.close()
    running.close()
    assert len(ended) == 1
    SqlStores(CLOCK).open(address, Unlocking()).close()


def test_a_store_that_another_samplan_has_is_told_at_the_welcome(qtbot, program, address):
    first = program()
    signed_in(qtbot, first, address, "mette")
    second = program()
    second.welcome(address, "mette")

    def told():
        banners = second._welcome.findChildren(Banner)
        return any("already open in another" in each.accessibleName() for each in banners)

    qtbot.waitUntil(told, timeout=20_000)
    assert second.window is None


@pytest.fixture
def in_use(tmp_path, monkeypatch):
    """A store that is no practice, opened by a passphrase."""
    use_language("en")
    # What other tests were refused is not of this PC.
    monkeypatch.setattr("coordinator.faults._file_of_faults", lambda: tmp_path / "faults.txt")
    path, given = str(tmp_path / "samplan.db"), Unlocking("syv små grise går hjem")
    SqlStores(CLOCK).create(path, given)
    store = SqlStores(CLOCK).open(path, given)
    with store.begin(SYSTEM, True) as work:
        work.staff.add(METTE)
        work.commit()
    yield store
    store.close()


def said_at_the_start(qtbot, running, store):
    """Enter as the welcome does, and give what the window tells of the last time."""
    running._enter(store, METTE)

    def told():
        shown = running.window.findChildren(Label) if running.window is not None else ()
        return [each.text() for each in shown if "You were last here" in each.text()]

    qtbot.waitUntil(lambda: told() != [], timeout=10_000)
    return told()


def test_one_is_told_when_and_where_one_was_here_last(qtbot, program, in_use, monkeypatch):
    monkeypatch.setattr("ui.last_sign_in.platform.node", lambda: "KOM-1")
    desk = Desk(METTE, in_use.begin, CLOCK)
    assert begin_sitting(desk, "", "KOM-2") is None
    running = program()
    (told,) = said_at_the_start(qtbot, running, in_use)
    assert told.startswith("You were last here Tuesday 17 November 2026")
    assert told.endswith(", at KOM-2.")


def test_attempts_that_this_pc_refused_since_stand_over_the_page(
    qtbot, program, in_use, monkeypatch
):
    begin_sitting(Desk(METTE, in_use.begin, CLOCK), "", name_of_this_pc())
    monkeypatch.setattr("coordinator.faults.refused_since", lambda _moment: 3)
    running = program()
    (words,) = said_at_the_start(qtbot, running, in_use)
    assert words in {each.text() for each in running.window.findChild(Banner).findChildren(Label)}
    assert "Since then 3 attempts to open your store were refused at this PC." in words


def test_the_menu_offers_the_own_unit_first_with_its_lead_in_front():
    offered = cards_to_offer(METTE, (HANNE, JENS, METTE, BIRGER))
    assert [each.name for each in offered] == [BIRGER.name, JENS.name, HANNE.name]


def test_a_card_says_the_role_of_those_who_lead():
    use_language("en")
    assert user_card(METTE).subtitle == "Team Nord"
    assert user_card(BIRGER).subtitle == "Team lead · Team Nord"
    nobody = StaffMember(METTE.id, "ada", "Ada", ServiceArea.SOCIAL, "", Role.ADMINISTRATOR)
    assert user_card(nobody).subtitle == "Administrator"


@pytest.mark.parametrize("walled", [False, True])
@pytest.mark.parametrize("role", Role)
def test_everybody_begins_at_a_screen_that_they_have(role, walled):
    first = first_screen(replace(METTE, role=role), walled=walled)
    (entry,) = (each for each in SCREENS if each.name == first)
    assert entry.seen_by(role.value)
    assert entry.behind_walls or not walled


def test_no_source_is_read_with_each_import(monkeypatch):
    """PySide would: it looks for its own name in whatever is imported after it."""

    read: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr("inspect.getsource", lambda module: read.append(module.__name__) or "")
        patch.delitem(sys.modules, "colorsys", raising=False)
        patch.delitem(feature.pyside_feature_dict, "colorsys", raising=False)
        import colorsys  # noqa: F401, PLC0415
    assert read == []


def test_every_screen_is_read_before_it_is_asked_for():
    read_screens()
    folders = {path.parent.name for path in (ROOT / "ui" / "screens").glob("*/__init__.py")}
    assert {f"ui.screens.{name}" for name in folders} <= sys.modules.keys()


def test_a_store_that_goes_away_is_told_of_by_the_page_alone(qtbot, program, address, monkeypatch):
    def gone(_desk):
        raise StoreAway

    running = program()
    store = SqlStores(CLOCK).open(address, Unlocking())
    running._sign_in(store, "mette")
    qtbot.waitUntil(lambda: running.window is not None, timeout=10_000)
    page = running.window.current_screen()
    qtbot.waitUntil(lambda: page._page is not None)
    monkeypatch.setattr(Desk, "start_reading", gone)
    running._heard(Changes(everything=True))
    qtbot.waitUntil(page.banner.isVisible)
    assert running.window._problem is None
    monkeypatch.undo()


UNSAVED = "What you did last may not be saved. Text in a plan"
LOST = "What you did and wrote last may not be saved. This PC keeps no text"


@pytest.mark.parametrize(
    ("left", "keeps", "title", "words"),
    [
        ({"store"}, True, "The store has not answered", UNSAVED),
        ({"store", "paper"}, True, "The store has not answered", UNSAVED),
        ({"store"}, False, "The store has not answered", LOST),
        ({"store", "journal"}, True, "The store has not answered", LOST),
        ({"paper"}, True, "A paper is not finished", "What you printed, scanned or saved as PDF"),
        ({"text"}, True, "", ""),
    ],
)
def test_what_is_not_done_at_the_end_is_told_as_what_it_is_and_let_go(
    qtbot, program, address, monkeypatch, left, keeps, title, words
):
    running = program()
    store = SqlStores(CLOCK).open(address, Unlocking())
    store.server_login = ServerLogin("mette", clock_off=0)
    running._sign_in(store, "mette")
    qtbot.waitUntil(lambda: running.window is not None, timeout=10_000)
    patience, told = [], []

    def tell(dialog):
        told.append(dialog)

    monkeypatch.setattr(
        running.jobs, "close", lambda patience_s=None: patience.append(patience_s) or left
    )
    monkeypatch.setattr(type(running.window), "keeps_text", keeps)
    monkeypatch.setattr(LastWords, "exec", tell)
    running.close()
    assert patience == [_PATIENCE_S]
    if title:
        (dialog,) = told
        assert dialog.windowTitle() == title
        assert any(each.text().startswith(words) for each in dialog.findChildren(QLabel))
    else:
        assert told == []
    monkeypatch.undo()
    running.jobs.close()
    store.close()
