"""The page on which a lead chooses which citizens of a colleague go to whom, and why."""

from collections.abc import Callable
from datetime import date
from typing import Final, Protocol

from coordinator.i18n import _, ngettext
from ui.screens.redistribution.shown import ChooseShown, Chosen, CitizenRow, PersonRow
from ui.widgets.buttons import Button
from ui.widgets.check_rows import CheckRows
from ui.widgets.choices import Combo, TickBox
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.notices import Banner
from ui.widgets.pills import Pill
from ui.widgets.rows_model import Cell, Column
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Columns, Page

_LASTING, _FOR_A_TIME = "lasting", "time"
_STEPS: Final = (5, 10, 20)
# Which field a refusal is about.
_PLACES: Final = {
    "handover-cause-missing": "cause",
    "handover-comment-missing": "comment",
    "handover-until-past": "until",
    "handover-until-missing": "until",
}


class ChooseDeeds(Protocol):
    """What the page asks of the presenter."""

    def look(self, chosen: Chosen) -> None:
        """Show what comes of it."""

    def leave(self) -> None:
        """Go back."""


class ChoosePage(Page):
    """Citizens on the left, whom and why on the right; nothing is offered from here."""

    def __init__(self, deeds: ChooseDeeds, shown: ChooseShown, today: Callable[[], date]) -> None:
        super().__init__(shown.title, shown.subtitle)
        self._deeds, self._shown = deeds, shown
        self.citizens: Final = _citizen_list()
        self.people: Final = _people_list()
        self.knows: Final = TickBox(_("First to who knows the citizen"))
        self.cause: Final = Combo([("", ""), *((each.code, each.label) for each in shown.causes)])
        self.comment: Final = TextArea(fewest=2, most=4)
        self.kind: Final = Combo(
            [(_LASTING, _("For good")), (_FOR_A_TIME, _("For a time"))], _LASTING
        )
        self.until: Final = DateField(today=today)
        self.note: Final = TextArea(fewest=3, most=6)
        self.at_once: Final = Combo(
            [(None, _("All at once")), *((n, _("{n} at a time").format(n=n)) for n in _STEPS)], None
        )
        self.fields: Final = self._make_fields()
        self.warning: Final = Banner("warn", "")
        self.problem: Final = Banner("warn", "", closable=True)
        self.count: Final = Label("", "body_medium")
        self.look_button: Final = Button(
            _("See what happens"), self.primary_action, kind="primary", keys="Ctrl+Return"
        )
        self._lay_out(shown)
        self._listen()
        self._fill(shown)

    def primary_action(self) -> None:
        """Show what comes of it (Ctrl+Enter)."""
        self.problem.hide()
        for each in self.fields.values():
            each.clear_error()
        self.until.settle()
        if self._is_dated() and self.until.value is None:
            self.fields["until"].show_error(_("Write until which day."))
            self.until.setFocus()
            return
        if not self.cause.value:
            self.fields["cause"].show_error(_("Choose why the citizen gets another case worker."))
            self.cause.setFocus()
            return
        at_once = self.at_once.value
        self._deeds.look(
            Chosen(
                citizens=tuple(self.citizens.ticked),
                people=tuple(self.people.ticked),
                knows_first=self.knows.isChecked(),
                cause=str(self.cause.value),
                comment=self.comment.text() if self._needs_comment() else "",
                note=self.note.text(),
                until=self.until.value if self._is_dated() else None,
                at_once=at_once if isinstance(at_once, int) else None,
            )
        )

    def show_refusal(self, code: str, sentence: str) -> None:
        """Say at a field what it lacks, else at the top."""
        place = _PLACES.get(code)
        if place is not None:
            self.fields[place].show_error(sentence)
            self.fields[place].control.setFocus()
            return
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    def take_focus(self) -> None:
        """Begin with the citizens."""
        self.citizens.setFocus()

    # -- inside ------------------------------------------------------------------------------

    def _make_fields(self) -> dict[str, Field]:
        return {
            "cause": Field(_("Cause of the change of case worker"), self.cause),
            "comment": Field(_("Comment"), self.comment),
            "kind": Field(_("Kind"), self.kind),
            "until": Field(_("Goes back on"), self.until),
            "note": Field(
                _("To all receivers"),
                self.note,
                hint=_("Goals, waiting items, days and agreements are added for each citizen."),
            ),
            "at_once": Field(_("How many are offered"), self.at_once),
        }

    def _lay_out(self, shown: ChooseShown) -> None:
        self.problem.hide()
        self.warning.hide()
        self.notices.addWidget(self.problem)
        whom = Card(title=_("Citizens"))
        keys = _("Space ticks one, Ctrl+A all.")
        whom.add(Label(keys, "small", "2", wrap=True), self.citizens)
        for sentence in shown.stays:
            whom.add(Label(sentence, "small", "2", wrap=True))
        to = Card(title=_("Receivers"))
        several = _("Tick one, or several: the next citizen goes to who has the fewest.")
        to.add(Label(several, "small", "2", wrap=True), self.people, self.knows)
        why = Card(title=_("Why"))
        why.add(*(self.fields[name] for name in ("cause",)), self.warning)
        why.add(*(self.fields[name] for name in ("comment", "kind", "until", "note", "at_once")))
        self.body.addWidget(Columns(whom, boxed(down(why, to, None, gap=14)), 380))
        self.body.addStretch(1)
        back = Button(_("Back"), self._deeds.leave)
        self.foot.addLayout(across((self.count, 1), back, self.look_button, margins=(0, 10, 0, 14)))

    def _listen(self) -> None:
        for rows in (self.citizens, self.people):
            rows.ticks_changed.connect(self._count)
            rows.chosen.connect(lambda _row, rows=rows: rows.see_current(self.pane))
        self.knows.toggled.connect(self._count)
        self.cause.currentIndexChanged.connect(self._changed)
        self.kind.currentIndexChanged.connect(self._changed)
        self.comment.textChanged.connect(self.fields["comment"].clear_error)

    def _fill(self, shown: ChooseShown) -> None:
        self.citizens.show_rows(shown.citizens)
        self.citizens.tick([each.key for each in shown.citizens if not each.hindered])
        self.people.show_rows(shown.people)
        self.people.tick(shown.begins_with)
        self._changed()
        self._count()

    def _changed(self, *_values: object) -> None:
        self.fields["until"].setVisible(self._is_dated())
        chosen = next((e for e in self._shown.causes if e.code == self.cause.value), None)
        self.warning.setVisible(chosen is not None and bool(chosen.warning))
        if chosen is not None and chosen.warning:
            self.warning.show_notice("warn", chosen.warning)
        self.fields["comment"].setVisible(self._needs_comment())
        self.fields["cause"].clear_error()

    def _is_dated(self) -> bool:
        return self.kind.value == _FOR_A_TIME

    def _needs_comment(self) -> bool:
        return any(each.code == self.cause.value and each.comment for each in self._shown.causes)

    def _count(self, *_values: object) -> None:
        citizens, people = len(self.citizens.ticked), len(self.people.ticked)
        text = ngettext("{n} citizen chosen", "{n} citizens chosen", citizens).format(n=citizens)
        to = ngettext("{n} receiver", "{n} receivers", people).format(n=people)
        self.count.setText(f"{text} · {to}")


def _citizen_list() -> "CheckRows[CitizenRow]":
    return CheckRows(
        _("Citizens"),
        (
            Column(_("Citizen"), _citizen_cell),
            Column(
                _("Knows the citizen"), lambda row: Cell(row.knows, tone="ink2"), 170, drops=True
            ),
            Column(_("Tasks"), lambda row: _number(row.tasks), 80, right=True),
            Column(_("Next day"), _day_cell, 130),
        ),
        key=lambda row: row.key,
        may_tick=lambda row: not row.hindered,
    )


def _people_list() -> "CheckRows[PersonRow]":
    return CheckRows(
        _("Receivers"),
        (Column(_("Name"), _person_cell),),
        key=lambda row: row.key,
        may_tick=lambda row: not row.away,
        headers=False,
    )


def _citizen_cell(row: CitizenRow) -> Cell:
    pill = Pill(row.hindered, "warn", "alert-triangle") if row.hindered else None
    return Cell(row.name, row.about, role="body_medium", pill=pill)


def _number(number: int) -> Cell:
    return Cell(str(number), tone="ink" if number else "ink3", right=True)


def _day_cell(row: CitizenRow) -> Cell:
    if row.late:
        return Cell(pill=Pill(row.day, "danger", "alert-circle"))
    return Cell(row.day or "–", tone="ink2" if row.day else "ink3")


def _person_cell(row: PersonRow) -> Cell:
    sub = " · ".join(part for part in (row.load, row.unit) if part)
    pill = Pill(row.away, "warn", "calendar") if row.away else None
    return Cell(row.name, sub, pill=pill)
