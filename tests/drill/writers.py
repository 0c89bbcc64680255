"""Colleagues who write without a pause, each thing again until it is kept, and what became of it.

``python -m tests.drill.writers ADDRESS COUNT SHARE OF`` writes so many things for each colleague
of a share, and prints what was kept as it is kept: ``number kind text``.
"""

import contextlib
import hashlib
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import psycopg
from sqlalchemy import Engine

from coordinator.desk import Desk
from coordinator.ports import Stale, StoreDown
from coordinator.use_cases import notes, opening, planning
from db.engine import connect
from plans.notes import NoteContent
from plans.parts import OwnWords
from plans.people import StaffMember
from tests import colleagues
from tests.builders import TODAY

Kept = tuple[str, str]
# Every so often the citizen's own words in place of a note: an update beside the inserts.
_WORDS_EACH = 8
# A line that broke, and the server that starts again, want a moment.
_AGAIN_S = 0.02


@dataclass
class Writer:
    """A colleague who writes one thing after the other in the own citizen's file and plan."""

    number: int
    way_in: Callable[[StaffMember], Engine]
    tell: Callable[[Kept], None] = lambda _kept: None
    begin: int = 0
    walled: bool = True
    # What happens before each try of a thing, and how much chance is added to what is written.
    before: Callable[[int], None] = lambda _tries: None
    padding: int = 0
    kept: list[tuple[Kept, float]] = field(default_factory=list)
    failed: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    _seen: OwnWords | None = None

    def write_until(self, enough: Callable[[], bool]) -> None:
        """Write until it is enough; nothing is given up that was begun."""
        who = colleagues.member(self.number)
        engine = self.way_in(who)
        desk = colleagues.desk_at(engine, who, walled=self.walled)
        place = self.begin
        while not enough():
            kind = "words" if place % _WORDS_EACH == 0 else "note"
            text = f"{self.number}-{place}{os.urandom(self.padding).hex()}"
            self._until_kept(desk, kind, text)
            self.kept.append(((kind, text), time.monotonic()))
            self.tell((kind, text))
            place += 1
        engine.dispose()

    def _until_kept(self, desk: Desk, kind: str, text: str) -> None:
        for tries in count():
            self.before(tries)
            try:
                if kind == "note":
                    self._note(desk, text)
                else:
                    self._words(desk, text)
            except StoreDown as down:
                self.failed += 1
                self.causes[type(down).__name__] += 1
                time.sleep(_AGAIN_S)
            else:
                return

    def _note(self, desk: Desk, text: str) -> None:
        subject = colleagues.citizen_id(self.number)
        content = NoteContent(TODAY, "phone", text)
        # As a form does: its id is its own for as long as it is not kept.
        notes.write_note(desk, subject, content, uuid5(subject, text))

    def _words(self, desk: Desk, text: str) -> None:
        plan_id = colleagues.plan_id(self.number)
        # As a screen does: it rests on what it read or wrote last.
        seen = self._seen or opening.read_plan(desk, plan_id).own_words
        wanted = OwnWords(text)
        try:
            planning.write_own_words(desk, plan_id, seen, wanted)
        except Stale:
            raise AssertionError("nobody else writes here") from None
        self._seen = wanted


@contextlib.contextmanager
def writing(address: str, numbers: range) -> Iterator[list[Writer]]:
    """Let colleagues write until the end of the block."""
    enough = threading.Event()
    way_in = partial(colleagues.engine_of, address=address)
    writers = [Writer(number, way_in) for number in numbers]
    threads = [threading.Thread(target=each.write_until, args=(enough.is_set,)) for each in writers]
    for thread in threads:
        thread.start()
    try:
        yield writers
    finally:
        enough.set()
        for thread in threads:
            thread.join()


@dataclass(frozen=True)
class Wrong:
    """What was kept and is lost, what is there twice, and whose things lie in another order."""

    lost: int = 0
    doubled: int = 0
    turned: int = 0

    def __bool__(self) -> bool:
        return bool(self.lost or self.doubled or self.turned)

    def __add__(self, other: "Wrong") -> "Wrong":
        return Wrong(
            self.lost + other.lost, self.doubled + other.doubled, self.turned + other.turned
        )

    def __str__(self) -> str:
        return f"{self.lost} lost, {self.doubled} doubled, {self.turned} out of order"


Ask = Callable[[str, UUID], list[tuple[Any, ...]]]
_NOTES = "SELECT text FROM record_note WHERE citizen_id = %s"
_WORDS = (
    "SELECT text FROM own_words w JOIN joint_plan p ON p.id = w.plan_id WHERE p.citizen_id = %s"
)
# The store makes the rows of the log and their order; words have no content in it.
_LOG = (
    "SELECT CASE subject WHEN 'note' THEN 'note' ELSE 'words' END, coalesce(n.text, '')"
    " FROM audit a LEFT JOIN record_note n ON n.id = a.subject_id"
    " WHERE a.citizen_id = %s AND a.action IN ('create', 'change')"
    " AND a.subject IN ('note', 'own_words') ORDER BY a."
)


def on_server(line: psycopg.Connection) -> Ask:
    """Ask past all walls."""
    return lambda question, of: line.execute(question, (of,)).fetchall()


def in_file(path: Path, key: bytes) -> Ask:
    """Ask a local store that nobody has open."""

    def ask(question: str, of: UUID) -> list[tuple[Any, ...]]:
        with contextlib.closing(connect(path, key)) as line:
            here = question.replace("%s", "?").replace("a.tx", "a.rowid")
            return line.execute(here, (of.hex,)).fetchall()

    return ask


def wrong_with(ask: Ask, number: int, kept: list[Kept]) -> Wrong:
    """Compare what somebody was told is kept with what the store has."""
    subject = colleagues.citizen_id(number)
    there = [text for (text,) in ask(_NOTES, subject)]
    logged = ask(_LOG + "tx", subject)
    words = [text for (text,) in ask(_WORDS, subject)]
    wanted = [text for kind, text in kept if kind == "note"]
    newest = [text for kind, text in kept if kind == "words"][-1:]
    told = [(kind, text if kind == "note" else "") for kind, text in kept]
    lost = len(set(wanted) - set(there)) + (bool(newest) and words != newest)
    doubled = len(there) - len(set(there)) + max(0, len(logged) - len(told))
    return Wrong(lost, doubled, int(_mark(logged) != _mark(told)))


def _mark(kept: Iterable[Sequence[str]]) -> str:
    """Give the hash of things in their order."""
    return hashlib.sha256(repr([tuple(each) for each in kept]).encode()).hexdigest()


def _main(address: str, things: int, share: int, of: int) -> None:
    lock = threading.Lock()

    def write(number: int) -> None:
        def tell(kept: Kept) -> None:
            with lock:
                os.write(1, f"{number} {kept[0]} {kept[1]}\n".encode())

        writer = Writer(number, partial(colleagues.engine_of, address=address), tell)
        writer.write_until(lambda: len(writer.kept) >= things)
        with lock:
            os.write(1, f"{number} failed {writer.failed}\n".encode())

    threads = [
        threading.Thread(target=write, args=(number,)) for number in range(share, CLIENTS, of)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


CLIENTS = 32


if __name__ == "__main__":
    import logging

    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
    _main(sys.argv[1], *map(int, sys.argv[2:]))
