"""The first server is killed and the second takes over: nothing is lost, and windows go on.

``python -m tests.drill.failover [TIMES]``: two servers with streaming replication, a window in
which somebody types, and eight colleagues who write. The short form of it is
tests/journeys/test_failover.py.
"""

import contextlib
import logging
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coordinator.i18n import use_language
from coordinator.stores import Unlocking
from coordinator.use_cases import opening, planning
from db import journal, store_house
from db.keyring import Keyring
from db.store_house import SqlStore, SqlStores
from tests import colleagues, pair
from tests.builders import CLOCK, goal
from tests.db.keyrings import DictBackend
from tests.drill.writers import Wrong, on_server, writing, wrong_with
from tests.journeys.sitting import Sitting
from tests.ui.every_screen import close_window, settle, take_plain_look
from ui.app import create_app
from ui.start import Program

WRITERS = range(2, 10)
TYPIST, DEPUTY = 0, 1
_PATIENCE_S = 30.0
_DECISION_S = 2.0


class AtThisPc(SqlStores):
    """Stores at which somebody's password is known, as the PC's keyring would."""

    def open(self, address: str | None, given: Unlocking) -> SqlStore:
        login = colleagues.member(TYPIST).login
        return super().open(address, Unlocking(login=login, password=colleagues.PASSWORD))


@contextlib.contextmanager
def window(address: str) -> Iterator[Sitting]:
    """Open the program's window at the address of both servers, and end it as one does."""
    use_language("da")
    take_plain_look()
    keyring = Keyring(DictBackend())
    with pytest.MonkeyPatch.context() as patch:
        # Without a keyring drafts would be kept in memory alone.
        with_key = partial(journal.shared_journal, find_keyring=lambda: keyring)
        patch.setattr(store_house, "shared_journal", with_key)
        patch.setattr("ui.start.catch_bugs", lambda _show: None)
        # News come by the listener, or not at all.
        patch.setattr("ui.screens.plan.company.LOOK", 3600.0)
        program = Program(lambda: AtThisPc(CLOCK), CLOCK)
        program.welcome(address, None)
        here = Sitting(program)
        assert settle(lambda: program.window is not None, _PATIENCE_S)
        here.until(here.window.isActiveWindow, "window")
        try:
            yield here
        finally:
            close_window(program.window)
            program.close()


@dataclass
class Passed:
    """What was seen while one server took over from the other; seconds from the kill."""

    shown: tuple[str, ...] = ()
    promote_s: float = 0.0
    first_write_s: float = 0.0
    saved_s: float = 0.0
    news_s: float = 0.0
    wrong: Wrong = field(default_factory=Wrong)
    kept: int = 0
    tried_again: int = 0
    words_kept: bool = False

    @property
    def held(self) -> bool:
        return not self.wrong and self.words_kept and bool(self.kept)


def taken_over(two: pair.Pair, *, decision: float, writers: range = WRITERS) -> Passed:
    """Kill the first server while all write, promote the second, and tell how all went on."""
    found = Passed()
    owner, deputy = colleagues.member(TYPIST), colleagues.member(DEPUTY)
    plan_id = colleagues.plan_id(TYPIST)
    own, other = (colleagues.engine_of(each, two.address) for each in (owner, deputy))
    desk, at_hers = colleagues.desk_at(own, owner), colleagues.desk_at(other, deputy)
    planning.set_deputy(desk, plan_id, None, deputy.id)
    with window(two.address) as here, writing(two.address, writers) as writing_on:
        here.window.open("plan", str(plan_id))
        here.is_at("Samlet plan")
        here.until(here.screen.document.isVisible, "plan")
        here.screen.document.words.open()
        here.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        _type(here, "Jeg vil arbejde, ")
        here.until(lambda: all(each.kept for each in writing_on), "first notes")
        two.kill_first()
        killed = time.monotonic()
        _type(here, "hvor der er ro, ")
        here.until(lambda: _says(here, "Ingen forbindelse"), "banner")
        found.shown = (here.window.topbar.saved.text, *_banner(here))
        settle(lambda: time.monotonic() - killed > decision, decision + 1)
        began = time.monotonic()
        two.promote()
        found.promote_s = time.monotonic() - began
        _type(here, "og tæt på hjemmet.")
        words = "Jeg vil arbejde, hvor der er ro, og tæt på hjemmet."

        def stored() -> str:
            return opening.read_plan(at_hers, plan_id).own_words.text

        here.until(lambda: _says(here, "Gemt") and stored() == words, "saved again")
        found.saved_s = time.monotonic() - killed
        settle(lambda: all(each.kept[-1][1] > killed for each in writing_on), _PATIENCE_S)
        planning.put_goal(at_hers, plan_id, None, goal("Sove hele natten", owner=None))
        here.until(lambda: here.sees("Sove hele natten"), "news")
        found.news_s = time.monotonic() - killed
        found.words_kept = stored() == words
    for engine in (own, other):
        engine.dispose()
    found.kept = sum(len(each.kept) for each in writing_on)
    found.tried_again = sum(each.failed for each in writing_on)
    found.first_write_s = min(
        at - killed for each in writing_on for _kept, at in each.kept if at > killed
    )
    with psycopg.connect(two.by_socket(two.second)) as line:
        for each in writing_on:
            kept = [kept for kept, _at in each.kept]
            found.wrong += wrong_with(on_server(line), each.number, kept)
    return found


def _type(here: Sitting, text: str) -> None:
    area = QApplication.focusWidget()
    assert area is not None
    for letter in text:
        QTest.keyClicks(area, letter)
        settle(lambda: True)


def _says(here: Sitting, words: str) -> bool:
    return here.window.topbar.saved.text.startswith(words)


def _banner(here: Sitting) -> tuple[str, ...]:
    notices = here.window.notices
    shown = (notices.itemAt(place).widget() for place in range(notices.count()))
    return tuple(each.accessibleName() for each in shown if each is not None)


def main(times: int) -> bool:
    """Let one server take over from the other, so many times, and print the worst."""
    # The pool tells of each line that broke.
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
    app = create_app(["samplan"], language="da", mode="light", text_scale=100)
    assert app is not None
    all_ = []
    for _time in range(times):
        with pair.two_servers(len(WRITERS) + 2) as two:
            all_.append(taken_over(two, decision=_DECISION_S))
    wrong = sum((each.wrong for each in all_), Wrong())
    print(f"failover: the window said {' / '.join(all_[0].shown)!r}")
    for name in ("promote_s", "first_write_s", "saved_s", "news_s"):
        values = sorted(getattr(each, name) for each in all_)
        print(f"failover: {name}: median {values[len(values) // 2]:.2f} s, worst {values[-1]:.2f}")
    kept, again = sum(each.kept for each in all_), sum(each.tried_again for each in all_)
    typed = sum(each.words_kept for each in all_)
    print(
        f"failover: {times} kills, {kept} kept writes, {again} tries that failed, decision after"
        f" {_DECISION_S:.0f} s: {wrong}; typed text whole {typed}/{times}"
    )
    return all(each.held for each in all_)


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 3) else 1)
