"""The form of a follow-up: results, goals, note and days; everything within reach of the keys."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.screens.follow_up.loose_text import LooseText
from ui.screens.follow_up.result_row import ResultRow
from ui.screens.follow_up.shown import (
    ACHIEVEMENT,
    HELD_ON,
    NEXT_ON,
    NOTE,
    RESULT,
    WORDS,
    FollowUpShown,
)
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, TextArea, fields_across
from ui.widgets.hidden_lines import HiddenLines
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.notices import Banner
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Page, rule


class FollowUpTold(Protocol):
    """The presenter as the view sees it."""

    def activate(self, argument: object) -> None:
        """Open the follow-up of a plan."""

    def typed(self, values: Mapping[str, str]) -> None:
        """Hear what stands in the form."""

    def save(self, values: Mapping[str, str], held_on: date | None, next_on: date | None) -> None:
        """Keep the follow-up."""

    def later_than_agreed(self, held_on: date | None, next_on: date | None) -> str:
        """Warn of a next day that is far away."""

    def open_plan(self) -> None:
        """Go to the plan."""

    def let_go(self, values: Mapping[str, str]) -> None:
        """Forget the words that have no row any more."""

    def leave(self) -> None:
        """Go back."""


class FollowUpView(Page):
    """A follow-up in the main window; it holds its presenter."""

    def __init__(self, presenter: FollowUpTold, today: Callable[[], date]) -> None:
        plan = Button(_("Open plan"), presenter.open_plan, icon="file-text")
        super().__init__(_("Follow-up"), "", [plan])
        self._presenter: Final = presenter
        self._today: Final = today
        self._filling = False
        self.rows: Final[dict[str, ResultRow]] = {}
        self.goals: Final[dict[str, Combo]] = {}
        self.held_on: Final = DateField(today=today)
        self.next_on: Final = DateField(today=today)
        self.note: Final = TextArea(fewest=3)
        self._fields: Final[dict[str, Field]] = {
            NEXT_ON: Field(_("Next follow-up"), self.next_on),
            HELD_ON: Field(_("Held on"), self.held_on),
            NOTE: Field(_("Note"), self.note),
        }
        self.problem: Final = Banner("warn", "", closable=True)
        self.kept: Final = Banner("info", "", icon="history", closable=True)
        self.loose: Final = LooseText(lambda: presenter.let_go(self._values()))
        self.far: Final = Label("", "small_medium", "warn", wrap=True)
        self.far.hide()
        for notice in (self.problem, self.kept, self.loose):
            notice.hide()
            self.notices.addWidget(notice)
        self.save_button: Final = Button(
            _("Save follow-up"), self.primary_action, kind="primary", keys="Ctrl+Return"
        )
        self.back_button: Final = Button(_("Back"), presenter.leave)
        self.results: Final = down(gap=0)
        self.days: Final = self._days()
        self.progress: Final = down(gap=14)
        self.body.addLayout(self.results)
        self.body.addWidget(self.days)
        self.body.addLayout(self.progress)
        self.body.addStretch(1)
        self.days.hide()
        self.foot.addLayout(
            across(None, self.back_button, self.save_button, margins=(0, 10, 0, 14))
        )

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, argument: object) -> None:
        """Open the follow-up of the plan with this id."""
        self._presenter.activate(argument)

    def primary_action(self) -> None:
        """Save (Ctrl+Enter)."""
        if self.save_button.isEnabled():
            for day in (self.held_on, self.next_on):
                day.settle()
            days = [day.value if day.understood else None for day in (self.held_on, self.next_on)]
            self.problem.hide()
            self._presenter.save(self._values(), days[0], days[1])

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.header, self.pane, self.save_button]

    # -- what the presenter shows ------------------------------------------------------------

    def show_plan(self, shown: FollowUpShown | None) -> None:
        """Show a plan to follow up."""
        clear(self.results)
        clear(self.progress)
        self.days.setVisible(shown is not None)
        self.rows.clear()
        self.goals.clear()
        self.kept.hide()
        self.loose.hide()
        self.far.hide()
        self.save_button.setEnabled(shown is not None and not shown.refusal)
        if shown is None:
            return
        self.header.show_subtitle(shown.citizen_name)
        self.problem.hide()
        if shown.refusal:
            self.show_problem(shown.refusal)
        self._filling = True
        card = self._results(shown)
        self.results.addWidget(card)
        # What is not shown yet would get the cursor too late.
        card.show()
        self.held_on.set_value(shown.held_on)
        self.next_on.set_value(shown.next_on)
        self.note.set_text(shown.values.get(NOTE, ""))
        self._show_progress(shown)
        self._filling = False
        first = next(iter(self.rows.values()), None)
        if self.isVisible():
            if first is not None:
                first.take_focus()
            else:
                self.next_on.setFocus()

    def _show_progress(self, shown: FollowUpShown) -> None:
        if shown.goals:
            self.progress.addWidget(self._goals(shown))
        if shown.earlier:
            self.progress.addWidget(_earlier(shown))

    def put_back(self, values: Mapping[str, str]) -> None:
        """Put back what was typed before."""
        for key, row in self.rows.items():
            row.choose(values.get(f"{RESULT}{key}", row.code))
            row.words.setText(values.get(f"{WORDS}{key}", row.words.text()))
        for key, combo in self.goals.items():
            combo.set_value(values.get(f"{ACHIEVEMENT}{key}", combo.value))
        for name, field in ((HELD_ON, self.held_on), (NEXT_ON, self.next_on)):
            if name in values:
                field.set_value(_day(values[name]))
        self.note.set_text(values.get(NOTE, self.note.text()))
        title = _("What you typed last time is put back. It is not saved yet.")
        self.kept.show_notice("info", title, icon="history")
        self.kept.show()

    def show_loose(self, text: str, *, hidden: bool) -> None:
        """Offer words about interventions that are not in the list any more; "" takes it away."""
        self.loose.show_text(text, hidden=hidden)

    def show_missing(self, name: str, sentence: str) -> None:
        """Say at a field what it lacks, and go there."""
        row = self.rows.get(name.removeprefix(RESULT))
        if row is not None:
            row.show_error(sentence)
            row.take_focus()
        elif name in self._fields:
            self._fields[name].show_error(sentence)
            self._fields[name].control.setFocus()

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    # -- inside ------------------------------------------------------------------------------

    def _results(self, shown: FollowUpShown) -> Card:
        card = Card(title=_("What comes of each intervention?"))
        if not (shown.lines or shown.hidden):
            card.add(Label(_("No intervention is running."), "body", "2", wrap=True))
        elif shown.lines:
            card.add(Label(_("Keys 1 to 4 choose and go on."), "small", "2", wrap=True))
        for number, line in enumerate(shown.lines):
            row = ResultRow(line, shown.choices)
            row.changed.connect(self._typed)
            row.picked.connect(partial(self._go_on, number))
            self.rows[line.key] = row
            if number:
                card.add(rule())
            card.add(row)
        if shown.hidden:
            lines = HiddenLines()
            lines.show_lines(shown.hidden)
            card.add(lines)
        return card

    def _days(self) -> Card:
        for field in (self.held_on, self.next_on):
            field.textChanged.connect(self._typed)
            field.picked.connect(self._warn)
        self.note.textChanged.connect(self._typed)
        for name in (HELD_ON, NEXT_ON):
            control = self._fields[name].control
            assert isinstance(control, DateField)
            control.textChanged.connect(self._fields[name].clear_error)
        days = fields_across(self._fields[NEXT_ON], self._fields[HELD_ON])
        return Card(days, self.far, self._fields[NOTE])

    def _goals(self, shown: FollowUpShown) -> Card:
        card = Card(title=_("How far have the goals come?"))
        for key, title in shown.goals:
            value = shown.values.get(f"{ACHIEVEMENT}{key}", "")
            combo = Combo([("", _("Not assessed")), *shown.achievements], value)
            combo.picked.connect(self._typed)
            self.goals[key] = combo
            card.add(Field(title or _("A goal without a title"), combo))
        return card

    def _go_on(self, number: int) -> None:
        """Go to the next intervention, and from the last to the next day."""
        rows = list(self.rows.values())
        if number + 1 < len(rows):
            rows[number + 1].take_focus()
            self.pane.ensureWidgetVisible(rows[number + 1])
        else:
            self.next_on.setFocus()
            self.pane.ensureWidgetVisible(self.next_on)

    def _typed(self, *_values: object) -> None:
        if not self._filling:
            self._presenter.typed(self._values())

    def _warn(self, *_values: object) -> None:
        words = self._presenter.later_than_agreed(self.held_on.value, self.next_on.value)
        self.far.setText(words)
        self.far.setVisible(bool(words))

    def _values(self) -> dict[str, str]:
        """Give what stands in the form, by the name of each field."""
        values = {
            HELD_ON: self.held_on.value.isoformat() if self.held_on.value else "",
            NEXT_ON: self.next_on.value.isoformat() if self.next_on.value else "",
            NOTE: self.note.text(),
        }
        for key, row in self.rows.items():
            values[f"{RESULT}{key}"] = row.code
            values[f"{WORDS}{key}"] = row.words.text()
        for key, combo in self.goals.items():
            values[f"{ACHIEVEMENT}{key}"] = "" if combo.value is None else str(combo.value)
        return values


def _earlier(shown: FollowUpShown) -> Card:
    card = Card(title=_("Earlier follow-ups"))
    for title, words in shown.earlier:
        card.add(Label(title, "small_medium", wrap=True), Label(words, "small", "2", wrap=True))
    return card


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
