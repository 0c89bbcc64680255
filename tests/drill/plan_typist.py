"""A window in a process of its own in which somebody types without end, to be killed.

``python -m tests.drill.plan_typist STORE ID STAFF_ID LETTERS SECONDS_BETWEEN plan|citizen`` opens
the plan or the citizen on an encrypted store, types letters into the citizen's own words or into
a contact person's note, and prints how many were typed after each. When all are typed it waits.
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

from coordinator.desk import Desk, SystemClock
from coordinator.use_cases.signing_in import SYSTEM
from db.engine import open_local
from tests.houses import UnloggedWork
from ui.app import create_app
from ui.feed import ChangeFeed
from ui.jobs import Jobs
from ui.people import user_card
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


def main(store, subject, staff_id, letters, between, where="plan"):
    """Type, and tell how far."""
    engine = open_local(Path(store), KEY)
    clock = SystemClock(date(2026, 11, 17))

    def begin(member, writes):
        return UnloggedWork(engine, member, clock, writes=writes)

    with begin(SYSTEM, False) as work:
        member = work.staff.get(UUID(staff_id))
    create_app(["samplan"], language="en", mode="light", text_scale=100)
    jobs = Jobs()
    screens = tuple(each for each in SCREENS if each.name == where)
    window = Window(
        desk=Desk(member, begin, clock), runner=jobs, feed=ChangeFeed(), screens=screens
    )
    window.show_user(user_card(member))
    window.show()
    window.open(where, subject)
    area = own_words(window) if where == "plan" else contact_note(window)
    area.selectAll()
    for count in range(1, int(letters) + 1):
        QTest.keyClicks(area, "abcdefghij"[count % 10])
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()
        end = time.monotonic() + float(between)
        turn(lambda end=end: time.monotonic() >= end)
    turn(lambda: False)


if __name__ == "__main__":
    main(*sys.argv[1:])
