"""The page that follows a redistribution: how far it is, and what lies with the lead."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from coordinator.i18n import _, ngettext
from ui.screens.redistribution.shown import MoveRow, RunningShown
from ui.widgets.buttons import Button
from ui.widgets.check_rows import CheckRows
from ui.widgets.choices import Combo
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.notices import Banner
from ui.widgets.progress import Bar, Progress
from ui.widgets.rows_model import Cell, Column, Heading
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Columns, Page

_STEP: Final = 10


class RunningDeeds(Protocol):
    """What the page asks of the presenter."""

    def offer_next(self, most: int | None) -> None:
        """Offer more of what waits."""

    def pause(self) -> None:
        """Let the rest wait."""

    def resume(self) -> None:
        """Go on."""

    def undo(self) -> None:
        """Withdraw all that nobody accepted."""

    def give(self, moves: Sequence[str], receiver: str) -> None:
        """Offer some to another."""

    def leave_out(self, moves: Sequence[str]) -> None:
        """Let some stay where they are."""

    def print_letters(self, *, anew: bool = False) -> None:
        """Make the letters that are not printed yet, or all of them."""

    def stop(self) -> None:
        """Stop what takes long."""


class RunningPage(Page):
    """The citizens by where they stand; on the right what can be done."""

    def __init__(self, deeds: RunningDeeds, open_: Callable[[str], None]) -> None:
        super().__init__("", "")
        self._deeds: Final = deeds
        self._key = ""
        self._back: set[str] = set()
        self.problem: Final = Banner("warn", "", closable=True)
        self.notice: Final = Banner("info", "")
        self.progress: Progress | None = None
        self.figures: Final = Label("", "small_medium", wrap=True)
        self.bar: Final = Bar()
        self.rows: Final = _rows()
        self.receiver: Final = Combo([("", "")], "", searchable=True)
        self.receiver_field: Final = Field(_("Give the ticked to"), self.receiver)
        self.give_button: Final = Button(_("Offer to this colleague"), self._give, kind="primary")
        self.leave_out_button: Final = Button(_("Let the ticked stay"), self._leave_out)
        self.next_button: Final = Button("", lambda: deeds.offer_next(_STEP))
        self.rest_button: Final = Button(_("Offer the rest"), lambda: deeds.offer_next(None))
        self.pause_button: Final = Button(_("Pause"), deeds.pause, icon="hourglass")
        self.resume_button: Final = Button(_("Resume"), deeds.resume, icon="send")
        self.undo_button: Final = Button(
            _("Undo what nobody has accepted"), self._ask_undo, kind="danger", icon="arrow-back-up"
        )
        self.letters: Final = Label("", "small", "2", wrap=True)
        self.print_button: Final = Button("", deeds.print_letters, icon="printer")
        self.again_button: Final = Button(
            _("Make all of them again"), lambda: deeds.print_letters(anew=True), size="small"
        )
        self.give_card: Final = Card(title=_("Back with you, or waiting"))
        self.deed_card: Final = Card(title=_("The redistribution"))
        self.letter_card: Final = Card(title=_("Letters to the citizens"))
        self._lay_out()
        self.rows.opened.connect(lambda row: open_(row.handover))
        self.rows.ticks_changed.connect(self._ticked)
        self.rows.chosen.connect(lambda _row: self.rows.see_current(self.pane))

    def show_running(self, shown: RunningShown) -> None:
        """Show how far it is."""
        self.problem.hide()
        self.header.title.setText(shown.title)
        self.header.show_subtitle(shown.subtitle)
        self.notice.setVisible(bool(shown.notice))
        if shown.notice:
            self.notice.show_notice("info", shown.notice)
        self.figures.setText(shown.figures)
        self.bar.setRange(0, max(shown.total, 1))
        self.bar.setValue(shown.done)
        self.bar.setAccessibleName(shown.figures)
        rows: list[MoveRow | Heading] = []
        for title, lines in shown.groups:
            rows += [Heading(title, len(lines)), *lines]
        self.rows.show_rows(rows)
        if shown.key != self._key:
            self._key, self._back = shown.key, set()
            self.rows.tick([])
        # What came back waits for the lead: it is ticked, and goes on with one press.
        back = {each.key for each in rows if isinstance(each, MoveRow) and each.back}
        self.rows.tick([*self.rows.ticked, *(back - self._back)])
        self._back = back
        chosen = self.receiver.value
        self.receiver.set_choices([("", ""), *shown.people], chosen)
        self._show_deeds(shown)
        self._ticked()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far a long work is; a total of 0 is the end."""
        if total and self.progress is None:
            self.progress = Progress(_("Working"))
            self.progress.stopped.connect(self._deeds.stop)
            self.notices.addWidget(self.progress)
        if self.progress is not None:
            if total:
                self.progress.report(done, total)
            else:
                self.progress.deleteLater()
                self.progress = None

    def show_refusal(self, sentence: str) -> None:
        """Say what a rule refused."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    def primary_action(self) -> None:
        """Offer the ticked to who was chosen (Ctrl+Enter)."""
        if self.give_button.isVisible():
            self._give()

    def take_focus(self) -> None:
        """Begin with the citizens."""
        self.rows.setFocus()

    # -- inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.problem.hide()
        self.notice.hide()
        for each in (self.problem, self.notice):
            self.notices.addWidget(each)
        citizens = Card(title=_("Citizens"))
        citizens.add(self.figures, self.bar, self.rows)
        self.give_card.add(self.receiver_field, across(self.give_button, None))
        self.give_card.add(across(self.leave_out_button, None))
        for button in (
            self.next_button, self.rest_button, self.pause_button, self.resume_button,
            self.undo_button,
        ):  # fmt: skip
            self.deed_card.add(across(button, None))
        self.letter_card.add(self.letters, across(self.print_button, None))
        self.letter_card.add(across(self.again_button, None))
        aside = boxed(down(self.give_card, self.deed_card, self.letter_card, None, gap=14))
        self.body.addWidget(Columns(citizens, aside, 340))
        self.body.addStretch(1)

    def _show_deeds(self, shown: RunningShown) -> None:
        may_tick = any(row.may_tick for _title, rows in shown.groups for row in rows)
        self.give_card.setVisible(may_tick)
        step = min(_STEP, shown.waiting)
        words = ngettext("Offer the next {n}", "Offer the next {n}", step).format(n=step)
        self.next_button.show_text(words)
        self.next_button.setVisible(shown.waiting > _STEP)
        self.rest_button.setVisible(shown.waiting > 0)
        self.pause_button.setVisible(shown.may_pause)
        self.resume_button.setVisible(shown.may_resume)
        self.undo_button.setVisible(shown.may_undo)
        deeds = (shown.waiting > 0, shown.may_pause, shown.may_resume, shown.may_undo)
        self.deed_card.setVisible(any(deeds))
        self.letters.setText(shown.letters)
        new = shown.new_letters
        text = ngettext("Make {n} new letter", "Make {n} new letters", new).format(n=new)
        self.print_button.show_text(text)
        self.print_button.setVisible(new > 0)
        self.again_button.setVisible(shown.old_letters > 0)
        self.letter_card.setVisible(bool(shown.letters))

    def _ticked(self) -> None:
        number = len(self.rows.ticked)
        self.give_button.setEnabled(number > 0)
        self.leave_out_button.setEnabled(number > 0)
        text = ngettext("Offer {n} to this colleague", "Offer {n} to this colleague", number)
        self.give_button.show_text(text.format(n=number))

    def _give(self) -> None:
        receiver = str(self.receiver.value or "")
        if not receiver:
            self.receiver_field.show_error(_("Choose a colleague."))
            self.receiver.setFocus()
            return
        self.receiver_field.clear_error()
        self._deeds.give(self.rows.ticked, receiver)

    def _ask_undo(self) -> None:
        """Ask first: what is withdrawn must be offered anew."""
        title = _("Undo the redistribution?")
        text = _("What nobody has accepted is withdrawn. Who has accepted keeps the citizen.")
        dialog = Dialog(self, title, text)

        def undo() -> None:
            dialog.accept()
            self._deeds.undo()

        dialog.finish_with(Button(_("Undo"), undo, kind="danger"))
        dialog.open()

    def _leave_out(self) -> None:
        self._deeds.leave_out(self.rows.ticked)


def _rows() -> "CheckRows[MoveRow]":
    return CheckRows(
        _("Citizens"),
        (
            Column(_("Citizen"), lambda row: Cell(row.name, row.about, role="body_medium")),
            Column(
                _("New case worker"), lambda row: Cell(row.receiver, row.since), 190, drops=True
            ),
            Column(_("State"), lambda row: Cell(pill=row.pill), 180),
        ),
        key=lambda row: row.key,
        may_tick=lambda row: row.may_tick,
    )
