"""Keeping on this PC what was written in a plan, before the store is asked and until it has it."""

import contextlib
import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final, cast
from uuid import UUID

from coordinator.desk import Desk
from coordinator.journal import NO_JOURNAL, DraftJournal
from coordinator.ports import StoreDown
from ui.problems import describe
from ui.runner import Runner
from ui.screens.plan.aside import set_apart
from ui.screens.plan.autosave import Alarm, Autosave, Outcome
from ui.screens.plan.draft import WHOLE, Draft
from ui.screens.plan.entries import Entry, Loose, name_of, packed
from ui.screens.plan.parts import Key, Part
from ui.screens.plan.writing import Batch, Written

# Sooner than the store: a busy PC must not eat up the seconds of experience.md § 8.1.
IDLE: Final = 1.0
LATEST: Final = 3.0
# At the end of the program the store waits so long for the journal, which takes milliseconds.
_LONGEST: Final = 10.0


class UnderWay:
    """A write on its way into the store; how its parts went can be read on any thread."""

    def __init__(self) -> None:
        self.written: tuple[Written, ...] = ()

    def run(self, work: Callable[[], Batch]) -> Batch:
        """Do it and remember how it went."""
        batch = work()
        self.written = batch.written
        return batch


class Keeping:
    """Puts the parts of one plan into the draft journal, soon after a pause, and never late.

    ``told`` is called when the text on this PC is another. At a desk without a journal nothing
    is kept, and the store is asked at once.
    """

    def __init__(
        self,
        draft: Draft,
        desk: Desk,
        runner: Runner,
        *,
        clock: Callable[[], float],
        make_alarm: Callable[[Callable[[], None]], Alarm],
        told: Callable[[], None],
    ) -> None:
        self.unread: Final[dict[Key, dict[str, str]]] = {}
        self.kept_at: datetime | None = None
        self.trouble: Exception | None = None
        self._draft, self._runner, self._told = draft, runner, told
        self._now: Final = desk.clock.now
        self._journal: Final = None if desk.drafts is NO_JOURNAL else desk.drafts
        self._there: set[Key] = set()
        self._then: Callable[[], None] | None = None
        self._saver: Final = Autosave(
            clock=clock,
            alarm=make_alarm(self._ring),
            send=self._send,
            show=lambda _state: None,
            times=(IDLE, LATEST),
        )

    @property
    def lasts(self) -> bool:
        """Whether this PC keeps what is written at all."""
        return self._journal is not None

    @property
    def holds(self) -> bool:
        """Whether what was written is on this PC, as of the last write."""
        return self._journal is not None and self.trouble is None and self.kept_at is not None

    def touch(self, key: Key) -> None:
        """Something was written in a part."""
        if self._journal is not None:
            # A new part that is empty itself is kept with what was written under it.
            for each in (*self._draft.missing_above(key), key):
                self._saver.touch(each)

    def misread(self, key: Key, name: str, text: str) -> None:
        """A field holds a text that is no date."""
        self.unread.setdefault(key, {})[name] = text
        self.touch(key)

    def read(self, key: Key, name: str) -> None:
        """A field holds a value again."""
        texts = self.unread.get(key, {})
        if texts.pop(name, None) is not None and not texts:
            del self.unread[key]

    def raw(self, key: Key) -> dict[str, object]:
        """Give what stands in fields of a part and is no value that the plan can have."""
        return {**self._draft.refused.get(key, {}), **self.unread.get(key, {})}

    def first(self, then: Callable[[], None]) -> None:
        """Put everything into the journal, and go on when it is there or cannot be."""
        self._then = then
        self._saver.flush()
        self._go_on()

    def flush(self) -> None:
        """Put everything into the journal now."""
        self._saver.flush()

    def settle(self) -> None:
        """Let go of what the store has, or what nobody wants any more."""
        for key in tuple(self._there):
            if self._entry(key) is None:
                self._saver.touch(key)
        self._saver.flush()

    def is_there(self, keys: set[Key], at: datetime) -> None:
        """Hear what a start found in the journal, and when the last of it was kept."""
        self._there |= keys
        self.kept_at = at

    def set_apart(self, key: Key) -> Loose | None:
        """Take a part out, and keep the texts that were written in it to be copied, if any."""
        entry, gone = self._entry(key), self._draft.conflict(key, WHOLE)
        self.unread.pop(key, None)
        if entry is not None and gone is not None:
            entry = replace(entry, base=cast("Part | None", gone.base))
        found = set_apart(entry) if entry is not None else None
        if self._journal is not None and found is not None:
            kept = {found[0].name: found[1], name_of(key): None}
            work = partial(self._journal.keep, self._plan_id, kept, self._now())
            self._runner.do(work, lambda _none: None, self._not_let_go, lane="journal")
            self._there.discard(key)
            self._saver.forget(key)
        return found[0] if found is not None else None

    def let_go(self, names: Iterable[str]) -> None:
        """Take entries out by their names, as those that fit nowhere once they were copied."""
        gone: dict[str, bytes | None] = dict.fromkeys(names)
        if gone and self._journal is not None:
            work = partial(self._journal.keep, self._plan_id, gone, self._now())
            self._runner.do(work, lambda _none: None, self._not_let_go, lane="journal")

    def at_the_end(self) -> dict[Key, Entry | None]:
        """Say what of each part is not in the store at this moment, to keep it at the end."""
        keys = {*self._saver.take_all(), *self._draft.mine, *self._there}
        return {each: self._entry(each) for each in keys if isinstance(each, Key)}

    def finish(
        self,
        work: Callable[[], Batch],
        entries: Mapping[Key, Entry | None],
        before: UnderWay,
    ) -> Callable[[], Batch]:
        """Keep ``entries`` now, and have ``work`` let go of what it brings into the store.

        So is what the write ``before`` it brought there; what failed stays.
        """
        self._then = None
        journal = self._journal
        if journal is None:
            return work
        kept = threading.Event()

        def keep() -> None:
            try:
                _keep(journal, self._plan_id, entries, self._now())
            finally:
                kept.set()

        def work_and_let_go() -> Batch:
            kept.wait(_LONGEST)
            batch = work()
            written = (*before.written, *batch.written)
            _let_go(journal, self._plan_id, entries, written, self._now())
            return batch

        self._runner.do(keep, lambda _none: None, lambda _error: None, lane="journal")
        return work_and_let_go

    @property
    def _plan_id(self) -> UUID:
        return self._draft.plan.id

    def _entry(self, key: Key) -> Entry | None:
        """Say what of a part is not in the store; None when all of it is."""
        draft, unread = self._draft, self.unread.get(key, {})
        if not unread and not at_stake(draft, key):
            return None
        return Entry(
            key,
            draft.bases[key] if key in draft.mine else draft.stored.get(key),
            draft.value(key),
            dict(draft.refused.get(key, {})),
            dict(unread),
            {
                each.field: None if each.field == WHOLE else each.base
                for each in draft.conflicts.get(key, ())
            },
            tuple(draft.mine).index(key) if key in draft.mine else 0,
        )

    def _ring(self) -> None:
        self._saver.ring()

    def _send(self, keys: tuple[Hashable, ...]) -> None:
        entries = {each: self._entry(each) for each in keys if isinstance(each, Key)}
        news = {
            key: entry for key, entry in entries.items() if entry is not None or key in self._there
        }
        if not news or self._journal is None:
            self._saver.answered(())
            return
        at = self._now()
        work = partial(_keep, self._journal, self._plan_id, news, at)
        kept, failed = partial(self._kept, news, at), partial(self._not_kept, tuple(news))
        self._runner.do(work, kept, failed, lane="journal")

    def _kept(self, news: Mapping[Key, Entry | None], at: datetime, _none: None) -> None:
        self.kept_at, self.trouble = at, None
        for key, entry in news.items():
            if entry is None:
                self._there.discard(key)
            else:
                self._there.add(key)
        self._answered(tuple(news), "kept")

    def _not_kept(self, keys: tuple[Key, ...], error: Exception) -> None:
        self.trouble = error
        describe(error)  # into the log
        self._answered(keys, "down" if isinstance(error, StoreDown) else "refused")

    def _not_let_go(self, error: Exception) -> None:
        describe(error)  # into the log; the next opening shows them again

    def _answered(self, keys: tuple[Key, ...], outcome: Outcome) -> None:
        self._saver.answered([(key, outcome) for key in keys])
        self._told()
        self._go_on()

    def _go_on(self) -> None:
        if self._then is not None and not self._saver.running:
            then, self._then = self._then, None
            then()


def at_stake(draft: Draft, key: Key) -> bool:
    """Whether something was written in a part that the store does not have."""
    if draft.refused.get(key) or key in draft.conflicts:
        return True
    changed = key in draft.mine and draft.mine[key] != draft.stored.get(key)
    return changed and not draft.is_empty_new(key)


def _keep(
    journal: DraftJournal, plan_id: UUID, entries: Mapping[Key, Entry | None], at: datetime
) -> None:
    parts = {
        name_of(key): packed(entry) if entry is not None else None for key, entry in entries.items()
    }
    journal.keep(plan_id, parts, at)


def _let_go(
    journal: DraftJournal,
    plan_id: UUID,
    entries: Mapping[Key, Entry | None],
    written: tuple[Written, ...],
    at: datetime,
) -> None:
    """Take out what the store has now; a value that a rule refused stays."""
    failed = {each.write.key for each in written if each.error is not None}
    stored = {each.write.key for each in written} - failed
    whole = {key for key in stored if not _is_partly(entries.get(key))}
    with contextlib.suppress(StoreDown):
        journal.keep(plan_id, {name_of(key): None for key in whole}, at)


def _is_partly(entry: Entry | None) -> bool:
    return entry is not None and bool(entry.raw or entry.unread or entry.began)
