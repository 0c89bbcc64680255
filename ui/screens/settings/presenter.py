"""What the settings do: every choice is kept by itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, Literal, Protocol, cast

from coordinator.changes import Changes
from coordinator.danish import clock, short_date, whole
from coordinator.danish_time import local_time
from coordinator.i18n import N_, _, current_language
from coordinator.imports import ImportKind
from coordinator.imports.own_mappings import KIND_LABELS, OwnMappings
from coordinator.reports.cover_sheet import EnvelopeMeasures
from coordinator.reports.paper import Municipality
from coordinator.use_cases.paper_settings import (
    read_paper_settings,
    window_test,
    write_paper_settings,
)
from plans.access import Deed, may
from ui.preferences import Preferences, read_preferences, write_preferences
from ui.problems import describe
from ui.screen import ScreenContext, StoreFacts
from ui.screens.settings.absence_deeds import AbsenceDeeds
from ui.screens.settings.calendar_deeds import CalendarDeeds
from ui.screens.settings.counting import Counting, CountsFace
from ui.screens.settings.listing import Listing
from ui.screens.settings.lock_deeds import LockDeeds
from ui.screens.settings.password_deeds import PasswordDeeds
from ui.screens.settings.shown import Fact, Measure, Mine, Part, Sender
from ui.screens.settings.sign_in_deeds import SignInDeeds
from ui.screens.settings.windows_deeds import WindowsDeeds

_MODES = Literal["system", "light", "dark"]
# What the window of an envelope may measure, in mm, lines and points.
_BOUNDS: Final[Mapping[str, tuple[str, float, float]]] = {
    "left": (N_("From the left, mm"), 0, 120),
    "top": (N_("From the top, mm"), 0, 200),
    "width": (N_("Width, mm"), 40, 150),
    "height": (N_("Height, mm"), 15, 80),
    "lines": (N_("Lines"), 3, 8),
    "size": (N_("Text size, points"), 8, 14),
}
_COUNTS: Final = {
    "citizens": N_("Citizens"),
    "cases": N_("Cases"),
    "plans": N_("Joint plans"),
    "staff": N_("Staff"),
}


class SettingsFace(CountsFace, Protocol):
    """The screen as its presenter sees it."""

    def show_mine(self, mine: Mine) -> None:
        """Show this person's choices."""

    def show_lock(self, chosen: Preferences) -> None:
        """Show when Samplan locks."""

    def show_sender(self, sender: Sender) -> None:
        """Show who sends the papers."""

    def show_measures(self, measures: tuple[Measure, ...]) -> None:
        """Show where the window of the envelopes is."""

    def show_measure_problem(self, key: str, sentence: str) -> None:
        """Say what is wrong with a measure, or with "" that nothing is."""

    def show_mappings(self, mappings: tuple[tuple[str, str], ...]) -> None:
        """List the kinds of files with columns of their own."""

    def show_store(self, facts: tuple[Fact, ...], note: str) -> None:
        """Tell of the store."""

    def show_saved(self, part: Part, text: str) -> None:
        """Say that a part is kept."""

    def show_problem(self, part: Part, sentence: str) -> None:
        """Say that a part is not kept."""

    def print_paper(self, pdf: bytes) -> None:
        """Let the user choose a printer, and print."""

    def take_look(self, mode: Literal["system", "light", "dark"], text_scale: int) -> None:
        """Look as chosen, at once."""

    def take_dictionary(self, folder: str) -> None:
        """Check spelling with another dictionary, at once."""


class SettingsPresenter:
    """Keeps a person's choices on the PC, and the municipality's in the store."""

    def __init__(
        self,
        view: SettingsFace,
        context: ScreenContext,
        path: Path | None = None,
        own: OwnMappings | None = None,
    ) -> None:
        self._view = view
        self._context = context
        self._path = path
        self._own = own or OwnMappings()
        self._preferences = Preferences()
        self._sender = Municipality("")
        self._measures = EnvelopeMeasures()
        self._gone = False
        self._counting = Counting(
            view,
            context,
            *self._heard("counts"),
        )
        self.absences: Final = AbsenceDeeds(
            context,
            *self._heard("absence"),
        )
        self.lock: Final = LockDeeds(
            context.house.locking,
            lambda: self._preferences,
            lambda wanted: self._keep(wanted, "lock"),
        )
        self.password: Final = self._of_password()
        self.windows: Final = self._of_windows()
        self.calendar: Final = self._of_calendar()
        self.sign_in: Final = SignInDeeds(
            context,
            *self._heard("sign_in"),
        )
        self.lists: Final = Listing(
            context,
            *self._heard("lists"),
        )

    def _heard(self, part: Part) -> tuple[Callable[[Changes], None], Callable[[Exception], None]]:
        """Give what hears that something of a part was kept, and that it was not."""
        return partial(self._kept, part), partial(self._failed, part)

    def _of_calendar(self) -> CalendarDeeds:
        keep = partial(self._keep, part="calendar")
        return CalendarDeeds(self._context, lambda: self._preferences, keep)

    def _of_windows(self) -> WindowsDeeds | None:
        mark = self._context.house.mark
        return WindowsDeeds(self._context, mark, *self._heard("windows")) if mark else None

    def _of_password(self) -> PasswordDeeds | None:
        own = self._context.house.own_password
        if own is None:
            return None
        return PasswordDeeds(self._context, own, lambda changes: self._kept("password", changes))

    @property
    def may_set(self) -> bool:
        """Whether this person sets what holds for the municipality."""
        return may(self._context.desk.member, Deed.SET)

    def start(self) -> None:
        """Show everything as it is now."""
        self._preferences = chosen = read_preferences(self._path)
        self._view.show_mine(_mine(chosen))
        self._view.show_lock(chosen)
        self.absences.start()
        self.calendar.start()
        if self.windows is not None:
            self.windows.start()
        if not self.may_set:
            return
        desk, house = self._context.desk, self._context.house
        self._context.runner.ask(
            ("settings", id(self)),
            lambda: read_paper_settings(desk),
            self._show_paper,
            self._no_paper,
        )
        self._context.runner.ask(
            ("store facts", id(self)), house.facts, self._show_facts, self._no_facts
        )
        self._counting.start()
        self.sign_in.start()
        self.lists.start()
        self._show_mappings()

    def leave(self, _gone: object = None) -> None:
        """The screen goes: its answers are nobody's."""
        self._gone = True
        self._context.runner.void(("settings", id(self)))
        self._context.runner.void(("store facts", id(self)))
        self._context.runner.void(("test page", id(self)))
        self._counting.leave()
        self.sign_in.leave()
        self.absences.leave()
        if self.windows is not None:
            self.windows.leave()
        self.lists.leave()

    def choose_language(self, language: str) -> None:
        """Speak another language: the window is made anew."""
        if self._keep(replace(self._preferences, language=language)):
            self._context.house.reopen(language, "settings")

    def choose_mode(self, mode: str) -> None:
        """Take light, dark, or what the PC has."""
        if self._keep(replace(self._preferences, mode=cast("_MODES", mode))):
            self._take_look()

    def choose_text_scale(self, percent: int) -> None:
        """Take a text size."""
        if self._keep(replace(self._preferences, text_scale=percent)):
            self._take_look()

    def choose_dictionary(self, folder: str) -> None:
        """Check spelling with the dictionary of a folder; empty is what this PC has."""
        if self._keep(replace(self._preferences, dictionary_folder=folder), "spelling"):
            self._view.take_dictionary(folder)

    def save_sender(self, sender: Sender) -> None:
        """Keep who sends the papers."""
        wanted = Municipality(sender.name.strip(), sender.sender_line.strip(), sender.phone.strip())
        if wanted != self._sender:
            self._sender = wanted
            self._write("sender", None)

    def save_measure(self, key: str, text: str) -> None:
        """Keep one measure of the window."""
        _label, low, high = _BOUNDS[key]
        value = _number(text)
        if value is None or not low <= value <= high or (key == "lines" and value % 1):
            sentence = _("Write a number from {low} to {high}.").format(
                low=whole(int(low)), high=whole(int(high))
            )
            self._view.show_measure_problem(key, sentence)
            return
        self._view.show_measure_problem(key, "")
        measure = int(value) if key == "lines" else value
        wanted = replace(self._measures, **{key: measure})  # type: ignore[arg-type]  # float or int
        if wanted != self._measures:
            self._measures = wanted
            self._write("window", wanted)

    def want_test_page(self) -> None:
        """Draw the test page for the printer."""
        desk = self._context.desk
        self._context.runner.ask(
            ("test page", id(self)),
            lambda: window_test(desk),
            self._view.print_paper,
            lambda error: self._failed("window", error),
            lane="paper",
        )

    def print_ended(self, error: Exception | None) -> None:
        """Say how the print went."""
        if error is None:
            self._context.navigator.toast(_("The test page is sent to the printer."))
        elif not self._gone:
            self._view.show_problem(
                "window", _("The printer does not answer. Save the page as PDF instead.")
            )

    def save_test_page(self, path: Path) -> None:
        """Write the page that shows whether an address hits the window."""
        desk = self._context.desk

        def work() -> None:
            path.write_bytes(window_test(desk))

        def done(_nothing: None) -> None:
            self._context.navigator.toast(_("Saved as {file}.").format(file=path.name))

        self._context.runner.do(
            work, done, lambda error: self._failed("window", error), lane="paper"
        )

    def save_threshold(self, text: str) -> None:
        """Keep the smallest count that a report shows."""
        self._counting.save(text)

    def forget_mapping(self, kind: str) -> None:
        """Go back to the columns that Samplan ships for a kind of file."""
        try:
            self._own.forget(ImportKind(kind))
        except OSError:
            self._view.show_problem("mappings", _("The columns could not be removed."))
            return
        self._show_mappings()
        self._saved("mappings")

    def _keep(self, wanted: Preferences, part: Part = "mine") -> bool:
        try:
            write_preferences(wanted, self._path)
        except OSError:
            self._view.show_problem(part, _("The choice could not be kept on this PC."))
            self._view.show_mine(_mine(self._preferences))
            self._view.show_lock(self._preferences)
            return False
        self._preferences = wanted
        self._saved(part)
        return True

    def _take_look(self) -> None:
        self._view.take_look(self._preferences.mode, self._preferences.text_scale)

    def _write(self, part: Part, measures: EnvelopeMeasures | None) -> None:
        desk, sender = self._context.desk, self._sender

        self._context.runner.do(
            lambda: write_paper_settings(desk, sender, measures),
            lambda changes: self._kept(part, changes),
            lambda error: self._failed(part, error),
        )

    def _kept(self, part: Part, changes: Changes) -> None:
        if not self._gone:
            self._context.feed.publish(changes)
            self._saved(part)

    def _failed(self, part: Part, error: Exception) -> None:
        if not self._gone:
            self._view.show_problem(part, describe(error).sentence)

    def _saved(self, part: Part) -> None:
        now = clock(self._context.desk.clock.now())
        self._view.show_saved(part, _("Saved {time}").format(time=now))

    def _show_paper(self, found: tuple[Municipality, EnvelopeMeasures]) -> None:
        sender, self._measures = found
        # Nothing was told yet: the papers' stand-in is not a name.
        name = "" if sender.name == _("The municipality") else sender.name
        self._sender = replace(sender, name=name)
        self._view.show_sender(Sender(name, sender.sender_line, sender.phone))
        self._view.show_measures(
            tuple(
                Measure(key, _(label), _text(getattr(self._measures, key)))
                for key, (label, _low, _high) in _BOUNDS.items()
            )
        )

    def _no_paper(self, error: Exception) -> None:
        self._view.show_problem("sender", describe(error).sentence)

    def _show_facts(self, facts: StoreFacts | None) -> None:
        if facts is None:
            return
        info = facts.info
        newest = _("none yet")
        if facts.newest_backup is not None:
            when = local_time(facts.newest_backup)
            newest = f"{short_date(when.date())} {clock(when)}"
        if info.engine == "PostgreSQL":
            newest = _("made by the server")
        lines = [
            Fact(_("Place"), info.address),
            Fact(_("Kind"), _("{engine}, encrypted").format(engine=info.engine)
                 if info.engine != "PostgreSQL" else info.engine),
            Fact(_("Newest backup"), newest),
            *(
                Fact(_(label), whole(info.counts[key]))
                for key, label in _COUNTS.items()
                if key in info.counts
            ),
        ]  # fmt: skip
        note = _("Invented people only. The key lies beside the file.") if facts.key_beside else ""
        self._view.show_store(tuple(lines), note)

    def _no_facts(self, error: Exception) -> None:
        self._view.show_problem("store", describe(error).sentence)

    def _show_mappings(self) -> None:
        self._view.show_mappings(
            tuple((kind.value, _(KIND_LABELS[kind])) for kind in self._own.kinds())
        )


def _mine(chosen: Preferences) -> Mine:
    return Mine(chosen.language, chosen.mode, chosen.text_scale, chosen.dictionary_folder)


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def _text(value: float) -> str:
    plain = f"{value:g}"
    return plain if current_language() == "en" else plain.replace(".", ",")
