"""A window in a process of its own in which somebody types without end, to be killed.

``python -m tests.drill.plan_typist STORE ID STAFF_ID LETTERS SECONDS_BETWEEN plan|citizen|pen
[fine|full]`` opens the plan or the citizen on an encrypted store, types letters into the citizen's
own words or into a contact person's note, and prints how many were typed after each. When all are
typed it waits. ``pen`` is the plan's editor without its widgets, which starts in a third of the
time; in a ``full`` store no page can be added once the plan is open.
"""

import os
import sys
import time
from datetime import date
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from sqlalchemy import event

from coordinator.desk import Desk, SystemClock
from coordinator.use_cases.signing_in import SYSTEM
from db.engine import open_local
from db.journal import local_journal
from tests.houses import UnloggedWork
from ui.app import create_app
from ui.feed import ChangeFeed
from ui.jobs import Jobs
from ui.people import user_card
from ui.screens.plan.alarm import QtAlarm
from ui.screens.plan.parts import OWN_WORDS
from ui.screens.plan.presenter import EditorPresenter
from ui.window import SCREENS, Window

KEY = bytes(range(32))


def turn(until):
    """Let the program live; the worker threads get the interpreter's lock in the pauses."""
    while not until():
        QCoreApplication.processEvents()
        time.sleep(0.002)


def own_words(window):
    """Open the citizen's own words in the plan editor."""
    screen = window.current_screen()
    turn(screen.document.isVisible)
    screen.document.words.open()
    return screen.document.words.form.inputs["text"].control


def contact_note(window):
    """Open the form for a contact person on the citizen page."""
    board = window.current_screen().board
    turn(board.pane.isVisible)
    board._put_contact(None)
    return board.form._note


class Nobody:
    """The view and the window, where nobody looks."""

    def __getattr__(self, name):
        return self

    def __call__(self, *values, **named):
        return self


def pen(desk, jobs, subject):
    """Open the plan in the editor without widgets; give what types so many letters in all."""
    presenter = EditorPresenter(
        desk, jobs, lambda _changes: None, Nobody(), clock=time.monotonic, make_alarm=QtAlarm
    )
    presenter.show_in(Nobody())
    presenter.activate(subject)
    turn(lambda: presenter._session is not None)
    return lambda count: presenter.pen.typed(OWN_WORDS, "text", "a" * count)


def fields(desk, jobs, subject, where):
    """Open a window on the plan or the citizen; give what types one letter more."""
    create_app(["samplan"], language="en", mode="light", text_scale=100)
    screens = tuple(each for each in SCREENS if each.name == where)
    window = Window(desk=desk, runner=jobs, feed=ChangeFeed(), screens=screens)
    window.show_user(user_card(desk.member))
    window.show()
    window.open(where, subject)
    area = own_words(window) if where == "plan" else contact_note(window)
    area.selectAll()
    # The window lives as long as what types in it.
    return lambda count: (window, QTest.keyClicks(area, "abcdefghij"[count % 10]))


def fill_up(engine):
    """Let the store have no page more than it has."""
    engine.dispose()

    def allow_no_more(connection, _record):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "connect", allow_no_more)


def main(store, subject, staff_id, letters, between, where="plan", state="fine"):
    """Type, and tell how far."""
    engine = open_local(Path(store), KEY)
    clock = SystemClock(date(2026, 11, 17))

    def begin(member, writes):
        return UnloggedWork(engine, member, clock, writes=writes)

    with begin(SYSTEM, False) as work:
        member = work.staff.get(UUID(staff_id))
    desk = Desk(member, begin, clock, local_journal(Path(store), KEY).of(member.id))
    app = QCoreApplication(["samplan"]) if where == "pen" else None
    jobs = Jobs()
    types = pen(desk, jobs, subject) if app else fields(desk, jobs, subject, where)
    if state == "full":
        fill_up(engine)
    for count in range(1, int(letters) + 1):
        types(count)
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()
        end = time.monotonic() + float(between)
        turn(lambda end=end: time.monotonic() >= end)
    turn(lambda: False)


if __name__ == "__main__":
    main(*sys.argv[1:])
