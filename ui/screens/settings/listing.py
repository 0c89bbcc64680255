"""What the settings do about the dated lists."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Protocol

from coordinator.changes import Changes
from coordinator.danish import short_date
from coordinator.dated_lists import CodeBook, DatedList, ListEntry
from coordinator.i18n import _
from coordinator.use_cases.code_lists import (
    code_book,
    order_entries,
    put_entry,
    succeed_entry,
)
from plans.errors import RuleBroken
from plans.people import ServiceArea
from ui.begun import BegunForms
from ui.problems import describe
from ui.screen import ScreenContext
from ui.screens.settings.list_shown import (
    EXPLANATION,
    GROUP_LABELS,
    GROUPS,
    NAMES,
    TEXT_LABELS,
    ListLine,
    ListWords,
    Mode,
    TypedLine,
)

_FIELD_OF: Final = {
    "list-label-missing": "label",
    "list-code-missing": "label",
    "list-figure-wrong": "group",
    "list-end-before-start": "last",
    "list-entry-overlaps": "first",
    "list-succeeds-too-early": "first",
}
_FOLDED: Final = {"æ": "ae", "ø": "oe", "å": "aa"}
_A_YEAR: Final = timedelta(365)


class ListsFace(Protocol):
    """The card as its presenter sees it."""

    def show_list(self, words: ListWords, lines: tuple[ListLine, ...]) -> None:
        """Show a list."""

    def list_saved(self) -> None:
        """The form is kept: close it."""

    def list_refused(self, field: str, sentence: str) -> None:
        """Say why the form is not kept, at a field or under them."""


class Listing:
    """Shows one list at a time; every change goes to the store and its log."""

    def __init__(
        self,
        context: ScreenContext,
        kept: Callable[[Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._view: ListsFace | None = None
        self._context = context
        self._kept = kept
        self._failed = failed
        self._which: str = DatedList.PLAN_HEADINGS
        self._all = False
        self._book: CodeBook | None = None
        self._shown: tuple[ListEntry, ...] = ()

    @property
    def begun(self) -> BegunForms:
        """What is typed in forms and not saved."""
        return self._context.begun

    def today(self) -> date:
        """Tell the date that fields count from."""
        return self._context.desk.clock.today()

    def shown_on(self, face: ListsFace) -> None:
        """Take the card that shows the lists."""
        self._view = face

    def start(self) -> None:
        """Read the lists and show the one that is chosen."""
        desk = self._context.desk
        self._context.runner.ask(
            ("dated lists", id(self)),
            lambda: code_book(desk),
            self._take,
            self._failed,
        )

    def leave(self) -> None:
        """The screen goes: its answers are nobody's."""
        self._context.runner.void(("dated lists", id(self)))

    def choose(self, which: str) -> None:
        """Show another list."""
        self._which = which
        self._show()

    def show_all(self, wanted: bool) -> None:
        """Show also what held before and what will hold, or only what holds today."""
        self._all = wanted
        self._show()

    def move(self, seen: ListEntry, step: int) -> None:
        """Move a line up or down among those shown."""
        lines = list(self._shown)
        place = lines.index(seen) if seen in lines else -1
        other = place + step
        if place < 0 or not 0 <= other < len(lines):
            return
        lines[place], lines[other] = lines[other], lines[place]
        desk = self._context.desk
        self._do(lambda: order_entries(desk, lines))

    def save(self, mode: Mode, seen: ListEntry | None, typed: TypedLine) -> None:
        """Keep what stands in the form; ``seen`` is the line that was changed or is replaced."""
        desk, which = self._context.desk, DatedList(self._which)
        wanted = self._entry(which, seen, typed)

        def work() -> Changes:
            if mode == "succeed" and seen is not None:
                return succeed_entry(desk, seen, wanted)
            return put_entry(desk, seen, wanted)

        def done(changes: Changes) -> None:
            if self._view is not None:
                self._view.list_saved()
            self.start()
            self._kept(changes)

        self._context.runner.do(work, done, self._refused)

    def _entry(self, which: DatedList, seen: ListEntry | None, typed: TypedLine) -> ListEntry:
        known = self._book.all(which) if self._book is not None else ()
        if seen is None:
            code = _code_for(typed.label, {each.code for each in known})
            place = 1 + max((each.place for each in known), default=-1)
            seen = ListEntry(which, code, "", place=place, valid_from=typed.first)
        return replace(
            seen,
            label=typed.label.strip(),
            text=typed.text.strip(),
            group=typed.group,
            service_area=ServiceArea(typed.area) if typed.area else None,
            valid_from=typed.first,
            valid_to=typed.last or (typed.first if which is DatedList.CLOSED_DAYS else None),
        )

    def _refused(self, error: Exception) -> None:
        field = _FIELD_OF.get(error.code, "") if isinstance(error, RuleBroken) else ""
        if self._view is not None:
            self._view.list_refused(field, describe(error).sentence)

    def _do(self, work: Callable[[], Changes]) -> None:
        def done(changes: Changes) -> None:
            self.start()
            self._kept(changes)

        def failed(error: Exception) -> None:
            self.start()
            self._failed(error)

        self._context.runner.do(work, done, failed)

    def _take(self, book: CodeBook) -> None:
        self._book = book
        self._show()

    def _show(self) -> None:
        if self._book is None or self._view is None:
            return
        book, which = self._book, DatedList(self._which)
        words = self._words(book)
        today = self._context.desk.clock.today()
        self._shown = book.all(which) if self._all else book.on(which)
        if words.by_date:
            self._shown = _by_date(book.all(which), None if self._all else today)
        # The name of an offer's legal basis is much like its own: its code is enough in a list.
        groups = {} if which is DatedList.OFFERS else dict(words.groups)
        lines = tuple(
            _line(each, groups.get(each.group, each.group), today) for each in self._shown
        )
        self._view.show_list(words, lines)

    def _words(self, book: CodeBook) -> ListWords:
        which = self._which
        groups = tuple((key, _(text)) for key, text in GROUPS.get(which, {}).items())
        if which == DatedList.TEXT_TEMPLATES:
            groups = tuple((each.code, each.label) for each in book.on(DatedList.PLAN_HEADINGS))
        if which == DatedList.OFFERS:
            groups = tuple(
                (each.label, f"{each.label} {each.text}") for each in book.on(DatedList.LEGAL_BASES)
            )
            groups = (("", _("None")), *groups)
        return ListWords(
            which,
            _(NAMES[which]),
            _(TEXT_LABELS.get(which, EXPLANATION)),
            _(GROUP_LABELS[which]) if which in GROUP_LABELS else "",
            groups,
            which == DatedList.CLOSED_DAYS,
        )


def _by_date(entries: tuple[ListEntry, ...], today: date | None) -> tuple[ListEntry, ...]:
    """Put days in their order: all of them, or those of the year from today."""
    return tuple(
        each
        for each in sorted(entries, key=lambda each: each.valid_from)
        if today is None or today <= each.valid_from < today + _A_YEAR
    )


def _line(entry: ListEntry, group_label: str, today: date) -> ListLine:
    return ListLine(
        entry,
        entry.code,
        entry.label,
        entry.text,
        entry.group,
        group_label,
        entry.service_area.value if entry.service_area else "",
        entry.valid_from,
        entry.valid_to,
        _when(entry.valid_from, entry.valid_to, today),
        entry.holds_on(today),
    )


def _when(first: date, last: date | None, today: date) -> str:
    """Say when a line holds, as far as that is not simply now."""
    if first == last:
        return short_date(first)
    if first > today:
        return _("From {date}").format(date=short_date(first))
    return "" if last is None else _until(last)


def _until(last: date) -> str:
    return _("Until {date}").format(date=short_date(last))


def _code_for(words: str, taken: set[str]) -> str:
    """Make a code of the words, as no other line has it."""
    folded = "".join(_FOLDED.get(letter, letter) for letter in words.strip().lower())
    plain = "".join(each if each.isascii() and each.isalnum() else "_" for each in folded)
    code = "_".join(part for part in plain.split("_") if part)[:40]
    number = 2
    wanted = code
    while wanted in taken:
        wanted, number = f"{code}_{number}", number + 1
    return wanted
