"""Read and change the lists that law or the municipality fixes (domain.md § 10.3-10.5, § 14)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coordinator.changes import Changes
from coordinator.dated_lists import CodeBook, DatedList, ListEntry
from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry, Stale, UnitOfWork
from plans.access import Deed
from plans.errors import RuleBroken


def read_list(desk: Desk, which: DatedList, day: date | None = None) -> tuple[ListEntry, ...]:
    """Read a list, whole or as it holds on a day; everybody may."""
    with desk.start_reading() as work:
        return work.dated_lists.entries(which, day)


def code_book(desk: Desk) -> CodeBook:
    """Read every list at once, for a screen to look in while it is open."""
    with desk.start_reading() as work:
        return CodeBook(work.dated_lists.every(), desk.clock.today())


def put_entry(desk: Desk, seen: ListEntry | None, entry: ListEntry) -> Changes:
    """Change an entry, or add one where ``seen`` is None.

    Raises:
        RuleBroken: ``not-allowed``, ``list-code-fixed``, and those of ``require_sound``.
        Stale: when what stands is no longer ``seen``.
    """
    desk.require(Deed.SET)
    if seen is not None and (seen.list, seen.code) != (entry.list, entry.code):
        raise RuleBroken("list-code-fixed")
    with desk.start_work() as work:
        standing = work.dated_lists.entries(entry.list)
        if seen is not None and seen not in standing:
            raise Stale
        entry.require_sound(each for each in standing if each != seen)
        _log(work, entry.list, f"{entry.code} {entry.valid_from}")
        work.dated_lists.put(entry, seen)
        return work.commit()


def succeed_entry(desk: Desk, seen: ListEntry, entry: ListEntry) -> Changes:
    """Let an entry of the same code take over on its first day; ``seen`` ends the day before.

    Raises:
        RuleBroken: ``not-allowed``, ``list-code-fixed``, ``list-succeeds-too-early`` and those of
            ``require_sound``.
        Stale: when what stands is no longer ``seen``.
    """
    desk.require(Deed.SET)
    if (seen.list, seen.code) != (entry.list, entry.code):
        raise RuleBroken("list-code-fixed")
    if entry.valid_from <= seen.valid_from:
        raise RuleBroken("list-succeeds-too-early", start=seen.valid_from)
    before = seen
    if seen.holds_on(entry.valid_from):
        before = seen.ended(entry.valid_from - timedelta(1))
    with desk.start_work() as work:
        standing = work.dated_lists.entries(entry.list)
        if seen not in standing:
            raise Stale
        entry.require_sound((before, *(each for each in standing if each != seen)))
        _log(work, entry.list, f"{entry.code} {entry.valid_from}")
        work.dated_lists.put(before, seen)
        work.dated_lists.put(entry, None)
        return work.commit()


def order_entries(desk: Desk, seen: Sequence[ListEntry]) -> Changes:
    """Give entries of one list the order that they stand in here, in the places they have.

    Raises:
        RuleBroken: ``not-allowed``.
        Stale: when one of them has changed.
    """
    desk.require(Deed.SET)
    with desk.start_work() as work:
        standing = {each.key: each for each in work.dated_lists.entries(seen[0].list)}
        if any(standing.get(each.key) != each for each in seen):
            raise Stale
        _log(work, seen[0].list, "order")
        wanted = [each.key for each in seen]
        left = iter(wanted)
        for place, key in enumerate(
            next(left) if each in set(wanted) else each for each in standing
        ):
            if standing[key].place != place:
                work.dated_lists.put(replace(standing[key], place=place), standing[key])
        return work.commit()


def _log(work: UnitOfWork, which: DatedList, what: str) -> None:
    why = f"{which}: {what}"
    work.audit.record(AuditEntry(AuditAction.SETTING, subject="list", why=why, related=False))
