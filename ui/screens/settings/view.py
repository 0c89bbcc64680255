"""The settings screen: cards that keep every choice by themselves."""

from functools import partial
from pathlib import Path
from typing import Literal, Protocol, cast

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from coordinator.i18n import _
from ui.preferences import Preferences
from ui.printing import PrintRun, choose_file, choose_printer
from ui.runner import Runner
from ui.screens.settings.absence_card import AbsenceCard, AbsencePresenting
from ui.screens.settings.calendar_card import CalendarCard, CalendarHolder
from ui.screens.settings.counts_card import CountsCard
from ui.screens.settings.lists_card import ListsCard, ListsPresenting
from ui.screens.settings.lock_card import LockCard, LockPresenting
from ui.screens.settings.parts import PartCard, choice_line
from ui.screens.settings.password_card import PasswordCard, PasswordPresenting
from ui.screens.settings.shown import Fact, Measure, Mine, Part, Sender
from ui.screens.settings.sign_in_card import SignInCard, SignInPresenting
from ui.screens.settings.spelling_card import SpellingCard
from ui.screens.settings.windows_card import WindowsCard, WindowsPresenting
from ui.spelling.speller import SPELLER
from ui.theme import THEME
from ui.widgets.buttons import Button
from ui.widgets.choices import Segments
from ui.widgets.fields import Field, TextLine, fields_across
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.speech import say
from ui.widgets.surfaces import Page, rule


class ListsHolder(ListsPresenting, Protocol):
    """The lists' part of the presenter, told the card that shows them."""

    def shown_on(self, face: ListsCard) -> None:
        """Take the card that shows the lists."""


class AbsenceHolder(AbsencePresenting, Protocol):
    """The absences' part of the presenter, told the card that shows them."""

    def shown_on(self, face: AbsenceCard) -> None:
        """Take the card that shows the absences."""


class PasswordHolder(PasswordPresenting, Protocol):
    """The password's part of the presenter, told the card that shows it."""

    def shown_on(self, face: PasswordCard) -> None:
        """Take the card that shows it."""


class WindowsHolder(WindowsPresenting, Protocol):
    """The part of the presenter about one's windows, told the card that shows them."""

    def shown_on(self, face: WindowsCard) -> None:
        """Take the card that shows them."""


class SignInHolder(SignInPresenting, Protocol):
    """The sign-in's part of the presenter, told the card that shows it."""

    def shown_on(self, face: SignInCard) -> None:
        """Take the card that shows it."""


class LockHolder(Protocol):
    """The parts of the presenter that say when somebody is asked who they are."""

    @property
    def lock(self) -> LockPresenting:
        """What the user can do about the lock."""

    @property
    def sign_in(self) -> SignInHolder:
        """What the user can do about how long a sign-in counts."""


class SettingsPresenting(LockHolder, Protocol):
    """What the user can do."""

    @property
    def absences(self) -> AbsenceHolder:
        """What the user can do with absences."""

    @property
    def lists(self) -> ListsHolder:
        """What the user can do with the lists."""

    @property
    def may_set(self) -> bool:
        """Whether this person sets what holds for the municipality."""

    def start(self) -> None:
        """Show everything as it is now."""

    def choose_language(self, language: str) -> None:
        """Speak another language."""

    def choose_mode(self, mode: str) -> None:
        """Take light, dark, or what the PC has."""

    def choose_text_scale(self, percent: int) -> None:
        """Take a text size."""

    def choose_dictionary(self, folder: str) -> None:
        """Check spelling with the dictionary of a folder; empty is what this PC has."""

    def save_sender(self, sender: Sender) -> None:
        """Keep who sends the papers."""

    def save_measure(self, key: str, text: str) -> None:
        """Keep one measure of the window."""

    def want_test_page(self) -> None:
        """Draw the test page for the printer."""

    def save_test_page(self, path: Path) -> None:
        """Write the test page."""

    def print_ended(self, error: Exception | None) -> None:
        """Say how the print went."""

    def save_threshold(self, text: str) -> None:
        """Keep the smallest count that a report shows."""

    def forget_mapping(self, kind: str) -> None:
        """Go back to the columns that Samplan ships."""


class SettingsScreen(Page):
    """My view first; what holds for the municipality only for who may set it."""

    presenter: SettingsPresenting
    password: PasswordHolder | None = None
    windows: WindowsHolder | None = None
    calendar: CalendarHolder | None = None

    def __init__(self, runner: Runner) -> None:
        super().__init__(_("Settings"), _("Every choice is saved by itself."))
        self._runner = runner
        self._printing: PrintRun | None = None
        self._parts: dict[Part, PartCard] = {}
        self._fields: dict[str, Field] = {}
        self._lines: dict[str, TextLine] = {}
        self._mapping_box: QVBoxLayout = down(gap=8)
        self._store_box: QVBoxLayout = down(gap=6)
        self._window_box: QVBoxLayout = down(gap=10)
        self._mine()

    def activate(self, argument: object) -> None:  # noqa: ARG002 - the window's way to call
        """Show everything as it is now."""
        if "absence" not in self._parts:
            self._parts["lock"] = self._lock = LockCard(self.presenter.lock)
            self.body.insertWidget(2, self._lock)
            self._parts["absence"] = card = AbsenceCard(self.presenter.absences)
            self.body.insertWidget(3, card)
            self.presenter.absences.shown_on(card)
            if self.calendar is not None:
                self._parts["calendar"] = deadlines = CalendarCard(self.calendar)
                self.body.insertWidget(4, deadlines)
                self.calendar.shown_on(deadlines)
            if self.password is not None:
                self._parts["password"] = own = PasswordCard(self.password)
                self.body.insertWidget(4, own)
                self.password.shown_on(own)
            if self.windows is not None:
                self._parts["windows"] = open_now = WindowsCard(self.windows)
                self.body.insertWidget(4, open_now)
                self.windows.shown_on(open_now)
        if self.presenter.may_set and "sender" not in self._parts:
            self._municipality()
        self.presenter.start()

    def show_mine(self, mine: Mine) -> None:
        """Show this person's choices."""
        self._language.set_value(mine.language)
        self._look.set_value(mine.mode)
        self._scale.set_value(mine.text_scale)
        self._spelling.show_folder(mine.dictionary_folder)

    def show_lock(self, chosen: Preferences) -> None:
        """Show when Samplan locks."""
        self._lock.show_choices(chosen)

    def show_sender(self, sender: Sender) -> None:
        """Show who sends the papers."""
        for key in ("name", "sender_line", "phone"):
            self._lines[key].setText(getattr(sender, key))

    def show_measures(self, measures: tuple[Measure, ...]) -> None:
        """Show where the window of the envelopes is."""
        clear(self._window_box)
        fields = []
        for each in measures:
            line = TextLine(each.text, longest=8)
            line.left.connect(partial(self._measure_left, each.key))
            line.returnPressed.connect(partial(self._measure_entered, each.key, line))
            self._fields[each.key] = field = Field(each.label, line)
            fields.append(field)
        self._window_box.addLayout(fields_across(*fields[:3]))
        self._window_box.addLayout(fields_across(*fields[3:]))

    def show_measure_problem(self, key: str, sentence: str) -> None:
        """Say what is wrong with a measure, or that nothing is."""
        if sentence:
            self._fields[key].show_error(sentence)
        else:
            self._fields[key].clear_error()

    def show_threshold(self, text: str) -> None:
        """Show the smallest count that is shown, and what binds the tables."""
        self._counts.show_threshold(text)

    def show_threshold_problem(self, sentence: str) -> None:
        """Say what is wrong with the number, or that nothing is."""
        self._counts.show_threshold_problem(sentence)

    def show_mappings(self, mappings: tuple[tuple[str, str], ...]) -> None:
        """List the kinds of files with columns of their own."""
        clear(self._mapping_box)
        if not mappings:
            none = _("None. All files are read with the columns that Samplan ships.")
            self._mapping_box.addWidget(Label(none, "body", "2", wrap=True))
        for kind, title in mappings:
            forget = Button(
                _("Use Samplan's columns"), partial(self._forget, kind), size="small",
                icon="arrow-back-up",
            )  # fmt: skip
            forget.setAccessibleName(f"{forget.text()}: {title}")
            self._mapping_box.addLayout(across((Label(title, "body_medium"), 1), forget))

    def show_store(self, facts: tuple[Fact, ...], note: str) -> None:
        """Tell of the store."""
        clear(self._store_box)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, fact in enumerate(facts):
            grid.addWidget(Label(fact.label, "body", "2"), place, 0)
            grid.addWidget(Label(fact.text, "body_medium").selectable(), place, 1)
        self._store_box.addLayout(grid)
        if note:
            self._store_box.addWidget(Label(note, "small_medium", "warn", wrap=True))

    def show_saved(self, part: Part, text: str) -> None:
        """Say that a part is kept."""
        card = self._parts[part]
        card.problem.hide()
        card.state.setText(text)
        say(card, text)

    def show_problem(self, part: Part, sentence: str) -> None:
        """Say that a part is not kept."""
        card = self._parts[part]
        card.state.setText("")
        card.problem.setText(sentence)
        card.problem.show()
        say(card, sentence, urgent=True)

    def print_paper(self, pdf: bytes) -> None:
        """Let the user choose a printer, and print."""
        choose_printer(self, partial(self._print_on, pdf))

    def take_look(self, mode: Literal["system", "light", "dark"], text_scale: int) -> None:
        """Look as chosen, at once."""
        THEME.use(mode, text_scale)

    def take_dictionary(self, folder: str) -> None:
        """Check spelling with another dictionary, at once."""
        SPELLER.look_in(folder)
        self._spelling.show_folder(folder)

    def _mine(self) -> None:
        card = self._part("mine", _("My view"), _("Applies to you on this PC."))
        self._language = Segments(_("Language"), [("da", "Dansk"), ("en", "English")])
        self._look = Segments(
            _("Colours"), [("system", _("As the PC")), ("light", _("Light")), ("dark", _("Dark"))]
        )
        scales = [(percent, f"{percent} %") for percent in (100, 125, 150, 200)]
        self._scale = Segments(_("Text size"), scales)
        self._language.picked.connect(lambda value: self.presenter.choose_language(str(value)))
        self._look.picked.connect(lambda value: self.presenter.choose_mode(str(value)))
        self._scale.picked.connect(
            lambda value: self.presenter.choose_text_scale(cast("int", value))
        )
        card.add(
            choice_line(_("Language"), _("What the screens are written in."), self._language),
            rule(),
            choice_line(_("Colours"), _("Dark is easier on the eyes in a dim room."), self._look),
            rule(),
            choice_line(_("Text size"), _("Everything grows with the text."), self._scale),
        )
        self.body.addWidget(card)
        self._spelling = self._parts["spelling"] = SpellingCard(self._pick_dictionary)
        self.body.addWidget(self._spelling)
        self.body.addStretch(1)

    def _pick_dictionary(self, folder: str) -> None:
        self.presenter.choose_dictionary(folder)

    def _municipality(self) -> None:
        sender = self._part(
            "sender", _("Municipality"), _("Appears on everything that Samplan prints.")
        )
        hints = {
            "name": (_("Name"), _("For instance Solbæk Kommune.")),
            "sender_line": (
                _("Return address on the envelope"),
                _("One line over the address. It names no unit."),
            ),
            "phone": (_("Phone"), _("The number that citizens can call.")),
        }
        made = []
        for key, (label, hint) in hints.items():
            line = self._lines[key] = TextLine(longest=120)
            line.left.connect(self._sender_left)
            line.returnPressed.connect(self._sender_left)
            made.append(Field(label, line, hint=hint))
        sender.add(made[0], made[1], across((made[2], 1), None))
        window = self._window()
        mappings = self._part(
            "mappings", _("Columns of your own"),
            _("Kinds of files that this PC reads with columns you chose in Load data."),
        )  # fmt: skip
        mappings.add(self._mapping_box)
        store = self._part("store", _("Store"), _("Where everything is kept."))
        store.add(self._store_box)
        counts = self._parts["counts"] = self._counts = CountsCard(self.presenter.save_threshold)
        lists = ListsCard(self.presenter.lists)
        self._parts["lists"] = lists
        self.presenter.lists.shown_on(lists)
        sign_in = SignInCard(self.presenter.sign_in)
        self._parts["sign_in"] = sign_in
        self.presenter.sign_in.shown_on(sign_in)
        cards = (sender, lists, window, counts, sign_in, mappings, store)
        for place, card in enumerate(cards, start=4):
            self.body.insertWidget(place, card)

    def _window(self) -> PartCard:
        window = self._part(
            "window", _("Window of the envelopes"),
            _("Where the address must stand so that the window shows it."),
        )  # fmt: skip
        test = Button(_("Print the test page"), self._want_page, icon="printer")
        file = Button(_("Save as PDF"), self._want_file, kind="ghost", icon="file-download")
        print_it = _("Print it at 100 %, fold it, and put it in an envelope.")
        window.add(
            self._window_box,
            across(test, file, (Label(print_it, "small", "2", wrap=True), 1), gap=12),
        )
        return window

    def _part(self, part: Part, title: str, text: str) -> PartCard:
        card = self._parts[part] = PartCard(title, text)
        return card

    def _sender_left(self) -> None:
        values = (self._lines[key].text() for key in ("name", "sender_line", "phone"))
        self.presenter.save_sender(Sender(*values))

    def _measure_left(self, key: str, text: str) -> None:
        self.presenter.save_measure(key, text)

    def _measure_entered(self, key: str, line: TextLine) -> None:
        self.presenter.save_measure(key, line.text())

    def _forget(self, kind: str) -> None:
        self.presenter.forget_mapping(kind)

    def _want_page(self) -> None:
        self.presenter.want_test_page()

    def _want_file(self) -> None:
        choose_file(self, _("envelope_test.pdf"), self.presenter.save_test_page)

    def _print_on(self, pdf: bytes, printer: QPrinter) -> None:
        self._printing = PrintRun(
            self._runner,
            printer,
            pdf,
            partial(self.presenter.print_ended, None),
            self.presenter.print_ended,
        )
        self._printing.start()
