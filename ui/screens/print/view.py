"""The print screen: choices to the left, the paper as it will be to the right."""

from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.reports.kinds import PAPER_FORMS
from coordinator.reports.pictures import PagePicture
from ui.printing import PrintRun, choose_file, choose_printer
from ui.runner import Runner
from ui.screens.print.option import Options
from ui.screens.print.printer_row import PrinterRow
from ui.screens.print.shown import ShownChoices, ShownPaper, What
from ui.theme import THEME, scaled
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, Segments, TickBox
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.fields import Field
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.pages_preview import PagesPreview
from ui.widgets.paper_check import check_lines
from ui.widgets.speech import say
from ui.widgets.surfaces import Inset, Scroll

_CHOICES_WIDTH = 324
_NARROWEST = 250
_KEYS: dict[str, What] = {
    "citizen": "citizen",
    "overview": "overview",
    "core_team": "core_team",
    "tasks": "tasks",
    "test": "test",
}


class PrintPresenting(Protocol):
    """The presenter as the screen sees it."""

    def activate(self, plan: UUID) -> None:
        """Come to the screen for a plan."""

    def choose_what(self, what: What) -> None:
        """Choose for whom the paper is."""

    def choose_copy(self, *, person: str | None = None, large: bool | None = None) -> None:
        """Choose whose task list it is, or normal or large print."""

    def choose_version(self, number: int) -> None:
        """Choose a version, 0 for the draft."""

    def choose_cover(self, *, wanted: bool) -> None:
        """Choose a cover sheet or none."""

    def show_address(self, reason: str) -> None:
        """Let a protected address stand on the cover for a reason, or without one not."""

    def turn_to(self, number: int) -> None:
        """Show another page."""

    def changed(self, changes: Changes) -> None:
        """Hear what changed."""

    def refresh(self) -> None:
        """Read everything again."""

    def want_print(self) -> None:
        """Ask for a printer."""

    def want_file(self) -> None:
        """Ask for a file."""

    def print_now(self) -> None:
        """Print on the printer that was chosen."""

    def save_to(self, path: Path) -> None:
        """Save to a file."""

    def print_ended(self, *, well: bool) -> None:
        """Hear whether it was printed."""


class PrintScreen(QFrame):
    """What is printed is what is shown: the pages are pictures of the PDF itself."""

    def __init__(self, presenter: PrintPresenting, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("page")
        self.presenter, self._runner = presenter, runner
        self._printer: QPrinter | None = None
        self._run: PrintRun | None = None
        self._versions: tuple[tuple[int, str], ...] = ()
        self._gets_focus: Button | None = None
        self._subtitle = Label("", "small", "2", wrap=True)
        self.what = Options(_("What to print"), _options())
        self.person = Combo([], None, name=_("Whose tasks"))
        self._person_field = Field(_("Whose tasks"), self.person)
        sizes: list[tuple[object, str]] = [("", _("Normal")), ("large", _("Large print"))]
        self.size_choice = Segments(_("Print size"), sizes, "")
        self._size_label = Label(_("Print size"), "small_medium", "2")
        self.version = Combo([], None, name=_("Version"))
        self._version_field = Field(_("Version"), self.version)
        self.cover = TickBox(_("Cover sheet for a window envelope"))
        self._address = down(gap=8)
        self._note_icon = Icon("lock", "ink2", 20)
        self._note = Label("", "small", wrap=True)
        self._note_box = Inset(across(self._note_icon, (self._note, 1), gap=12))
        self._check = down(gap=8)
        self._notices = down(gap=8)
        self.print_button = Button(
            _("Print"),
            presenter.want_print,
            kind="primary",
            icon="printer",
            size="large",
            keys="Ctrl+P",
        )
        self.printers = PrinterRow(presenter.want_print)
        self.save_button = Button(_("Save as PDF"), presenter.want_file, icon="file-download")
        self.preview = PagesPreview(presenter.turn_to)
        self._lay_out()
        self._hear()
        THEME.changed.connect(self._share_width)

    def activate(self, argument: object) -> None:
        """Come to the screen; ``argument`` is ``("plan", its id as text)``."""
        if isinstance(argument, tuple | list) and len(argument) == 2:
            self.presenter.activate(UUID(str(argument[1])))
        self._gets_focus = self.print_button
        self.printers.look()
        self._let_leave(ready=self.print_button.isEnabled())

    def primary_action(self) -> None:
        """Print (Ctrl+Enter)."""
        self.presenter.want_print()

    def print_page(self) -> None:
        """Print (Ctrl+P, here the second one)."""
        self.presenter.want_print()

    def refresh(self) -> None:
        """Read everything again (F5)."""
        self.presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear what changed in the store."""
        self.presenter.changed(changes)

    def regions(self) -> list[QWidget]:
        """Choices and preview, for F6."""
        return [self._choices, self.preview]

    # -- what the presenter shows ------------------------------------------------------------

    def show_waiting(self) -> None:
        """Show nothing of the plan before while another is read."""
        for part in (self._notices, self._address, self._check):
            clear(part)
        self._subtitle.setText("")
        self._note_box.hide()
        self._let_leave(ready=False)
        self.preview.show_waiting()

    def show_choices(self, choices: ShownChoices) -> None:
        """Show what can be chosen; the paper follows."""
        clear(self._notices)
        clear(self._check)
        self._subtitle.setText(choices.title)
        self.what.set_value(choices.what)
        self._person_field.setVisible(choices.what == "tasks")
        self.size_choice.set_value("large" if choices.large else "")
        self.size_choice.setVisible(choices.about_plan)
        self._size_label.setVisible(choices.about_plan)
        if choices.versions != self._versions:
            self._versions = choices.versions
            self.version.set_choices(list(choices.versions))
        self.version.set_value(choices.version)
        self._version_field.setVisible(choices.about_plan and len(choices.versions) > 1)
        self.cover.blockSignals(True)
        self.cover.setChecked(choices.cover)
        self.cover.blockSignals(False)
        self.cover.setVisible(choices.may_cover)
        self._show_address(choices)
        self._note_box.hide()
        self._let_leave(ready=False)
        self.preview.show_waiting()

    def show_paper(self, paper: ShownPaper) -> None:
        """Show what the paper is."""
        self._note.setText(paper.note)
        self._note_icon.show_icon("lock" if paper.locked else "pencil")
        self._note_box.show()
        words = _("The citizen's own words first, {pages}").format(pages=paper.pages_of_plan)
        if paper.what == "citizen":
            self.what.show_under("citizen", words)
        if paper.what == "tasks":
            self.person.set_choices([*paper.people])
            self.person.set_value(paper.person)
        self._show_check(paper)
        self.preview.expect(paper.pages)
        self._let_leave(ready=True)

    def show_page(self, number: int, picture: PagePicture) -> None:
        """Show a page."""
        self.preview.show_page(number, picture)

    def show_problem(self, sentence: str) -> None:
        """Say why there is no paper, or why it did not leave."""
        clear(self._notices)
        self._notices.addWidget(Banner("warn", sentence))
        self.preview.stop_waiting()
        say(self, sentence, urgent=True)

    def ask_printer(self) -> None:
        """Print on the printer that is named, or let the user choose one."""
        printer = self.printers.printer()
        if printer is not None:
            self._print_on(printer)
        else:
            choose_printer(self, self._print_on)

    def ask_file(self, name: str) -> None:
        """Let the user choose a file."""
        choose_file(self, name, self.presenter.save_to)

    def print_paper(self, content: bytes) -> None:
        """Send the pages to the chosen printer."""
        assert self._printer is not None, "a paper is printed after a printer was chosen"
        self._run = PrintRun(
            self._runner, self._printer, content, self._printed, self._print_failed
        )
        self._run.start()

    def show_busy(self, *, busy: bool) -> None:
        """Keep the paper from leaving twice."""
        self._let_leave(ready=not busy)

    # -- inside ------------------------------------------------------------------------------

    def _hear(self) -> None:
        self.what.picked.connect(self._what_picked)
        self.person.picked.connect(self._person_picked)
        self.size_choice.picked.connect(self._size_picked)
        self.version.picked.connect(self._version_picked)
        self.cover.toggled.connect(self._cover_toggled)

    def _lay_out(self) -> None:
        for button in (self.print_button, self.save_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pane = Scroll(_("Choices"), gap=10, margins=(24, 20, 20, 12))
        body = pane.body
        body.addLayout(down(Label(_("Print"), "h1"), self._subtitle, gap=2))
        body.addWidget(Label(_("What to print"), "small_medium", "2"))
        body.addWidget(self.what)
        body.addWidget(self._person_field)
        body.addLayout(down(self._size_label, across(self.size_choice, None), gap=4))
        body.addLayout(self._check)
        body.addWidget(self._version_field)
        body.addWidget(self.cover)
        body.addLayout(self._address)
        body.addWidget(self._note_box)
        body.addWidget(self.printers)
        body.addStretch(1)
        foot = down(
            self._notices,
            self.print_button,
            self.save_button,
            self.printers.hint,
            gap=6,
            margins=(24, 8, 20, 18),
        )
        self._choices = boxed(down((pane, 1), foot, gap=0))
        self._right = boxed(down(self.preview, margins=(0, 16, 20, 16)))
        self.setLayout(across(self._choices, (self._right, 1), gap=0))
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        # In the smallest window with the largest text, neither may lie under the other.
        room = self.width() - self._right.minimumSizeHint().width()
        self._choices.setFixedWidth(max(scaled(_NARROWEST), min(scaled(_CHOICES_WIDTH), room)))

    def _show_address(self, choices: ShownChoices) -> None:
        """Say what stands in the window of a protected citizen, and how to change it."""
        clear(self._address)
        if not choices.asks_address:
            return
        if choices.address_reason:
            words = _("The address stands on the cover sheet. Reason: {reason}").format(
                reason=choices.address_reason
            )
            button = Button(
                _("Hide the address"), lambda: self.presenter.show_address(""), size="small"
            )
            self._address.addWidget(_guarded(words))
        else:
            words = _("Protected address. The cover sheet says “To be handed over in person”.")
            button = Button(_("Show the address …"), self._ask_reason, size="small")
            self._address.addWidget(_guarded(words))
        self._address.addLayout(across(button, None))

    def _show_check(self, paper: ShownPaper) -> None:
        """Show what to know before it is printed: how hard it reads, what is hidden in it."""
        clear(self._check)
        lines = check_lines(paper.reading, paper.warnings)
        if lines:
            title = Label(_("Before you print"), "small_medium", "2")
            self._check.addWidget(Inset(down(title, *lines, gap=6)))

    def _ask_reason(self) -> None:
        ReasonDialog(
            self,
            _("Show the address on the cover sheet"),
            _("Write why the address may stand on the envelope. The reason is kept in the log."),
            _("Show the address"),
            self.presenter.show_address,
        ).open()

    def _what_picked(self, key: str) -> None:
        self.presenter.choose_what(_KEYS[key])

    def _person_picked(self, person: object) -> None:
        if isinstance(person, str):
            self.presenter.choose_copy(person=person)

    def _size_picked(self, size: object) -> None:
        self.presenter.choose_copy(large=bool(size))

    def _version_picked(self, number: object) -> None:
        if isinstance(number, int):
            self.presenter.choose_version(number)

    def _cover_toggled(self, wanted: bool) -> None:
        self.presenter.choose_cover(wanted=wanted)

    def _let_leave(self, *, ready: bool) -> None:
        """Let the paper leave or not; a button that could not be pressed gets its focus back."""
        buttons = (self.print_button, self.save_button, self.printers.other)
        # Asked before any is disabled: a disabled one hands its focus to the next.
        focused = next((button for button in buttons if button.hasFocus()), None)
        self._gets_focus = focused or self._gets_focus
        for button in buttons:
            button.setEnabled(ready)
        if ready and self._gets_focus is not None:
            self._gets_focus.setFocus()
            self._gets_focus = None

    def _print_on(self, printer: QPrinter) -> None:
        self._printer = printer
        self.printers.remember(printer)
        self.presenter.print_now()

    def _printed(self) -> None:
        self._run = None
        self.presenter.print_ended(well=True)

    def _print_failed(self, _error: Exception) -> None:
        self._run = None
        self.presenter.print_ended(well=False)


def _guarded(words: str) -> Inset:
    label = Label(words, "small", wrap=True)
    return Inset(across(Icon("shield-lock", "ink2", 20), (label, 1), gap=12))


def _options() -> list[tuple[str, str, str]]:
    papers = [
        (kind.value, _(form.name), _(form.under) if form.under else "")
        for kind, form in PAPER_FORMS.items()
    ]
    test = ("test", _("Test page for window envelopes"), "")
    return [*papers, test]
