"""Figures of the use cases over a store: search, opening, saving, loading, paper."""

import csv
import io
import json
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Final
from uuid import UUID

from openpyxl import Workbook

from coordinator.canonical import canonical_json, plan_from_canonical
from coordinator.change_sentences import change_sentences
from coordinator.change_wording import Vocabulary
from coordinator.imports import ImportKind
from coordinator.use_cases import importing, opening, papers, planning, worklists
from db.engine import connect, open_local
from db.keys import Secrets, unlock
from plans.history import differences
from plans.parts import OwnWords
from tests.bench.figures import Line, percentile, timed
from tests.bench.synthetic import (
    BIG_PLAN,
    Synthetic,
    address_of,
    citizen_id,
    district_of,
    name_of,
    number_of,
)

_HEADINGS: Final = (
    "cpr", "navn", "adresse", "postnr", "by", "adressebeskyttelse", "skoledistrikt", "forloeb",
    "henvist", "afsluttet", "fagperson",
)  # fmt: skip
_SMALL_PLAN: Final = 5000


@contextmanager
def raw(store: Synthetic) -> Iterator[sqlite3.Connection]:
    """Connect with the driver alone: what the bare library takes for the same."""
    connection = connect(store.path, unlock(store.path, Secrets()))
    try:
        yield connection
    finally:
        connection.close()


def search(store: Synthetic) -> Line:
    """Type two hundred names, addresses and numbers, letter by letter."""
    taken: list[float] = []
    bare: list[float] = []
    worklists.find_citizens(store.desk, "xyz")
    with raw(store) as connection:
        for text in searches(store.citizens):
            start = time.perf_counter()
            worklists.find_citizens(store.desk, text)
            taken.append((time.perf_counter() - start) * 1000)
            word = text.split()[-1].casefold().replace("-", "")
            start = time.perf_counter()
            _prefix(connection, word)
            bare.append((time.perf_counter() - start) * 1000)
    what = f"search p99, {store.citizens:,} citizens"
    return Line(what, percentile(taken, 99), "ms", 10, False, "bare prefix", percentile(bare, 99))


def _prefix(connection: sqlite3.Connection, word: str) -> list[tuple[str]]:
    return connection.execute(
        "SELECT citizen_id FROM search_token WHERE token >= ? AND token < ?"
        " ORDER BY token, sort_key LIMIT 50",
        (word, word[:-1] + chr(ord(word[-1]) + 1)),
    ).fetchall()


def searches(citizens: int) -> Iterator[str]:
    """Give what is typed, letter by letter: names, streets and numbers of a store's citizens."""
    for turn in range(67):
        place = turn * 997 % citizens
        given, family = name_of(place)
        number = number_of(place)
        whole = f"{given} {family}", address_of(place).street, f"{number[:6]}-{number[6:]}"
        for text in whole:
            step = max(1, len(text) // 6)
            yield from (text[:length] for length in range(2, len(text) + 1, step))


def open_big_plan(store: Synthetic) -> Line:
    """Open the citizen whose plan has 200 interventions and 200 tasks, with the log row."""
    taken = timed(lambda: opening.open_citizen(store.desk, citizen_id(0)), 60, warm=3)
    return Line("open plan of 200 + 200 p95", percentile(taken, 95), "ms", 50)


def save_field(store: Synthetic, times: int = 150) -> Line:
    """Write the citizen's own words, durable and logged; beside it one commit of the library."""
    plan_id = type(BIG_PLAN)(int=_SMALL_PLAN)
    seen = opening.read_plan(store.desk, plan_id).own_words
    wishes = cycle((OwnWords("Jeg vil sove."), OwnWords("Jeg vil arbejde.")))

    def save() -> None:
        nonlocal seen
        words = next(wishes)
        planning.write_own_words(store.desk, plan_id, seen, words)
        seen = words

    taken = timed(save, times, warm=3)
    with raw(store) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bench_field (id INTEGER, text TEXT)")

        def bare() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bench_field VALUES (1, 'Jeg vil sove.')")
            connection.execute("COMMIT")

        limit = timed(bare, times, warm=3)
        connection.execute("DROP TABLE bench_field")
    what = f"save one field p95, {store.citizens:,} citizens"
    return Line(what, percentile(taken, 95), "ms", 20, False, "bare commit", percentile(limit, 95))


def save_in_big_plan(store: Synthetic, times: int = 60) -> Line:
    """Move the deadline of one task among 200, durable and logged."""
    with _copy(store) as copy:
        plan = opening.read_plan(copy.desk, BIG_PLAN)
        place = plan.interventions[len(plan.interventions) // 2]
        seen = place.tasks[0]

        def save() -> None:
            nonlocal seen
            moved = replace(seen, due=(seen.due or date.today()) + timedelta(days=1))
            planning.put_task(copy.desk, BIG_PLAN, place.id, seen, moved)
            seen = moved

        taken = timed(save, times, warm=3)
        bare = timed(lambda: opening.read_plan(copy.desk, BIG_PLAN), 20, warm=2)
    what = "save one task of 200 + 200 p95"
    return Line(what, percentile(taken, 95), "ms", 20, False, "reading it", percentile(bare, 50))


def compare_big_versions(store: Synthetic) -> Line:
    """Read two versions of a plan of 200 + 200 from their JSON, and tell what differs."""
    plan = opening.read_plan(store.desk, BIG_PLAN)
    goals = tuple(
        replace(
            goal,
            interventions=tuple(
                replace(each, end=each.start and each.start + timedelta(days=90))
                for each in goal.interventions
            ),
        )
        for goal in plan.goals
    )
    texts = canonical_json(plan), canonical_json(replace(plan, goals=goals))

    def compare() -> None:
        before, after = (plan_from_canonical(text) for text in texts)
        told = change_sentences(differences(before, after), Vocabulary())
        if len(told) != len(plan.interventions):
            raise AssertionError("each end that moved is one sentence")

    taken = timed(compare, 30, warm=2)
    bare = timed(lambda: [json.loads(text) for text in texts], 30, warm=2)
    what = "compare versions of 200 + 200 p95"
    return Line(what, percentile(taken, 95), "ms", 50, False, "bare JSON", percentile(bare, 50))


def load_csv(store: Synthetic, rows: int = 20_000) -> Iterator[Line]:
    """Load an export of which half are citizens of the store; then the same file again."""
    data = _csv(store.citizens - rows // 2, rows)
    with _copy(store) as copy:
        limit = _raw_rate(copy, rows)
        yield _loaded(copy, "load.csv", data, rows, "import CSV", 10_000, limit)
        yield _loaded(copy, "load.csv", data, rows, "import the same CSV again", 10_000, limit)


def load_xlsx(store: Synthetic, rows: int = 5_000) -> Iterator[Line]:
    """Load a workbook of which half are citizens of the store."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(_HEADINGS)
    for row in _rows(store.citizens - rows // 2, rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    with _copy(store) as copy:
        limit = _raw_rate(copy, rows)
        yield _loaded(copy, "load.xlsx", out.getvalue(), rows, "import xlsx", 5_000, limit)


def _loaded(
    store: Synthetic, name: str, data: bytes, rows: int, what: str, target: float, limit: float
) -> Line:
    start = time.perf_counter()
    load = importing.look_into(store.loader, ImportKind.HEALTH, name, data)
    importing.apply(store.loader, load)
    rate = rows / (time.perf_counter() - start)
    if load.proposal.rejections or load.proposal.read != rows:
        raise AssertionError("the file was not taken whole")
    return Line(f"{what}, {rows:,} rows", rate, "rows/s", target, True, "raw insert", limit)


def _raw_rate(store: Synthetic, rows: int) -> float:
    """Put the same rows into one bare table with a full-text index."""
    with raw(store) as connection:
        marks = ",".join("?" * len(_HEADINGS))
        names = ",".join(f"c{place}" for place in range(len(_HEADINGS)))
        connection.execute(f"CREATE TABLE bench_row ({names})")
        connection.execute("CREATE VIRTUAL TABLE bench_text USING fts5 (words)")
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        made = list(_rows(0, rows))
        connection.executemany(f"INSERT INTO bench_row VALUES ({marks})", made)
        words = [(" ".join(row[:6]),) for row in made]
        connection.executemany("INSERT INTO bench_text VALUES (?)", words)
        connection.execute("COMMIT")
        rate = rows / (time.perf_counter() - start)
        connection.execute("DROP TABLE bench_row")
        connection.execute("DROP TABLE bench_text")
    return rate


def paper(store: Synthetic) -> Line:
    """Draw the draft of a plan of some four pages, once everything is loaded."""
    plan_id = type(BIG_PLAN)(int=_SMALL_PLAN)
    wish = papers.PaperWish()
    taken = timed(lambda: papers.preview_plan(store.desk, plan_id, wish), 15, warm=3)
    pages = papers.preview_plan(store.desk, plan_id, wish).content.count(b"/Type /Page\n")
    return Line(f"paper of a plan ({pages} pages) median", percentile(taken, 50), "ms", 100)


def every_paper(store: Synthetic) -> Iterator[Line]:
    """Draw all that an approval keeps, of a plan of some pages and of the one with 200 + 200."""
    yield _every_paper(store, type(BIG_PLAN)(int=_SMALL_PLAN), "a plan")
    yield _every_paper(store, BIG_PLAN, "200 + 200")


def _every_paper(store: Synthetic, plan_id: UUID, what: str) -> Line:
    """Draw every paper of a plan; beside it the citizen's alone."""
    with store.desk.start_reading() as work:
        today = store.desk.clock.today()
        draw = papers.version_papers(work, work.plans.get(plan_id), approved_on=today)
    wish = papers.PaperWish()
    alone = timed(lambda: papers.preview_plan(store.desk, plan_id, wish), 3, warm=1)
    taken = timed(lambda: draw(None), 3, warm=1)
    pages = [each.content.count(b"/Type /Page\n") for each in draw(None)]
    what = f"all {len(pages)} papers of {what} ({sum(pages)} pages)"
    # A page of an approval is given what a page of the one paper is given.
    target = 25.0 * sum(pages)
    return Line(
        what, percentile(taken, 50), "ms", target, False, "citizen's", percentile(alone, 50)
    )


def my_day(store: Synthetic) -> Line:
    """Gather what waits on a case worker with forty plans."""
    taken = timed(lambda: worklists.my_day(store.desk), 40, warm=2)
    return Line(f"my day p95, {store.citizens:,} citizens", percentile(taken, 95), "ms", 50)


@contextmanager
def _copy(store: Synthetic) -> Iterator[Synthetic]:
    """Give a copy that may be written on."""
    with tempfile.TemporaryDirectory(prefix="samplan-bench-") as folder:
        for each in store.path.parent.glob(f"{store.path.name}*"):
            if each.suffix not in {".db-wal", ".db-shm", ".lock"}:
                shutil.copy(each, folder)
        path = Path(folder) / store.path.name
        engine = open_local(path, unlock(path, Secrets()))
        yield Synthetic(path, engine, store.citizens)
        engine.dispose()


def _csv(first: int, count: int) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_HEADINGS)
    writer.writerows(_rows(first, count))
    return out.getvalue().encode("cp1252")


def _rows(first: int, count: int) -> Iterator[tuple[str, ...]]:
    for place in range(first, first + count):
        given, family = name_of(place)
        address = address_of(place)
        number = number_of(place)
        yield (
            f"{number[:6]}-{number[6:]}",
            f"{family}, {given}",
            address.street,
            address.postcode,
            address.town,
            "0",
            district_of(place),
            "Træning efter indlæggelse",
            "2026-10-17",
            "",
            f"log{place % 200}",
        )
