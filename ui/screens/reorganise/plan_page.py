"""The page of a plan: who gets whom and why, how good it is, and what one changes by hand."""

from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.screens.reorganise.shown import Choosable, ImpossibleShown, PlanLine, PlanShown
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, Segments, TickBox
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.notices import Banner
from ui.widgets.pills import Pill
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Columns, Page

LIST_HEIGHT: Final = 380
_MOVING, _ALL = "moving", "all"


class PlanTold(Protocol):
    """The presenter as this page sees it."""

    def stop(self) -> None:
        """End the search with the best plan so far."""

    def again(self) -> None:
        """Search again."""

    def show_outcome(self) -> None:
        """Show what the plan does."""

    def choose_line(self, line: PlanLine | None) -> None:
        """Show who can have a citizen."""

    def fix(self, key: str, receiver: str | None) -> None:
        """Choose by hand who gets a citizen."""

    def leave_out_nobody_can_have(self) -> None:
        """Let those stay whom nobody can have."""


class PlanPage(Page):
    """A plan as a table, with what is proven of it above."""

    def __init__(self, presenter: PlanTold) -> None:
        self.stop: Final = Button(_("Stop"), presenter.stop, icon="x")
        self.again: Final = Button(_("Search again"), presenter.again, icon="refresh")
        self.outcome: Final = Button(
            _("See the consequences"), presenter.show_outcome, kind="primary", icon="chart-bar"
        )
        super().__init__(_("Proposal"), "", [self.stop, self.again, self.outcome])
        self.stop.hide()
        self._presenter: Final = presenter
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.notices.addWidget(self.problem)
        self.bound: Final = Label("", "h3", wrap=True)
        self.beside: Final = Label("", "small", "2", wrap=True)
        self.which: Final = Segments(
            _("Which citizens"), ((_MOVING, _("Who change")), (_ALL, _("Everybody"))), _MOVING
        )
        self.which.picked.connect(lambda _key: self._fill())
        self._lines: tuple[PlanLine, ...] = ()
        self.lines: Final = _plan_list()
        self.lines.setMinimumHeight(scaled(LIST_HEIGHT))
        self.panel: Final = ReceiverPanel(presenter)
        self.lines.chosen.connect(presenter.choose_line)
        self.lines.opened.connect(lambda _line: self.panel.take_focus())
        self.body.addWidget(self.bound)
        self.body.addWidget(self.beside)
        self.body.addWidget(self.which)
        self.body.addWidget(Columns(Card((self.lines, 1)), self.panel))
        self.body.addStretch(1)

    def show_plan(self, shown: PlanShown) -> None:
        """Show a plan, or how far the search for one is."""
        self._show_problem(shown.problem)
        self.header.show_subtitle(shown.summary)
        searching = _("Searching for a better one …") if shown.lines else _("Searching …")
        told = (shown.bound, searching if shown.searching else "")
        self.bound.setText(" ".join(filter(None, told)))
        self.beside.setText("\n".join(filter(None, (shown.beside, *shown.notes))))
        for each in (self.again, self.outcome, self.panel, self.which):
            each.setEnabled(not shown.searching)
        self.stop.setVisible(shown.searching)
        self._lines = shown.lines
        self._fill()
        if not shown.searching:
            say(self.bound, f"{shown.summary}. {shown.bound}")

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong; the plan stays."""
        self._show_problem(sentence)
        say(self.problem, sentence, urgent=True)

    def _show_problem(self, sentence: str) -> None:
        self.problem.setVisible(bool(sentence))
        if sentence:
            self.problem.show_notice("warn", sentence)

    def _fill(self) -> None:
        only = self.which.value == _MOVING
        self.lines.show_rows([each for each in self._lines if each.moves or not only])
        self._presenter.choose_line(self.lines.row)


class ReceiverPanel(Card):
    """Who gets the chosen citizen: chosen here it is fixed, and counted at once."""

    def __init__(self, presenter: PlanTold) -> None:
        super().__init__()
        self._presenter: Final = presenter
        self._line: PlanLine | None = None
        self.name: Final = Label("", "h3", wrap=True)
        self.giver: Final = Label("", "small", "2", wrap=True)
        self.to: Final = Combo(name=_("Gets the citizen"), searchable=True)
        # The list that opens shows each name whole; the closed one takes the room there is.
        self.to.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.to.picked.connect(self._pick)
        self.fixed: Final = TickBox(_("Fixed by hand"))
        self.fixed.toggled.connect(self._fix)
        self.add(self.name, self.giver, Field(_("Gets the citizen"), self.to), self.fixed)
        self.setVisible(False)

    def show_choosable(self, shown: Choosable | None) -> None:
        """Show who can have the chosen citizen."""
        self._line = None  # what is filled in here is nobody's press
        self.setVisible(shown is not None)
        if shown is None:
            return
        self.name.setText(shown.line.citizen)
        self.giver.setText(_("Has {name} now").format(name=shown.line.giver))
        self.to.set_choices(shown.receivers, shown.chosen)
        self.fixed.setChecked(shown.line.fixed)
        self._line = shown.line

    def take_focus(self) -> None:
        """Begin in the list of receivers."""
        self.to.setFocus()

    def _pick(self, key: object) -> None:
        if self._line is not None:
            self._presenter.fix(self._line.key, str(key))

    def _fix(self, on: bool) -> None:
        if self._line is not None and on != self._line.fixed:
            chosen = self.to.value
            self._presenter.fix(self._line.key, str(chosen) if on else None)


class ImpossiblePage(Page):
    """Why there is no plan, and whom nobody can have."""

    def __init__(self, presenter: PlanTold) -> None:
        self.leave: Final = Button(
            _("Let them stay, and search again"),
            presenter.leave_out_nobody_can_have,
            kind="primary",
        )
        super().__init__(_("There is no proposal"), "", [self.leave])
        self.why: Final = Label("", "body", wrap=True)
        self.citizens: Final[RowsView[tuple[str, str]]] = RowsView(
            _("Citizens whom nobody can have"),
            (
                Column(_("Citizen"), lambda row: Cell(row[0], role="body_medium")),
                Column(_("Who could not"), lambda row: Cell(row[1], tone="ink2")),
            ),
            fit=True,
        )
        self.card: Final = Card(self.citizens)
        self.body.addWidget(Card(self.why))
        self.body.addWidget(self.card)
        self.body.addStretch(1)

    def show_impossible(self, shown: ImpossibleShown) -> None:
        """Say why there is no plan."""
        self.why.setText("\n".join(shown.sentences))
        self.citizens.show_rows(shown.citizens)
        self.card.setVisible(bool(shown.citizens))
        self.leave.setVisible(bool(shown.citizens))
        say(self.why, " ".join(shown.sentences), urgent=True)


def regions_of(page: PlanPage) -> list[QWidget]:
    """What F6 goes through."""
    return [page.header, page.lines, page.panel]


def _plan_list() -> "RowsView[PlanLine]":
    return RowsView(
        _("Who gets whom"),
        (
            Column(_("Citizen"), _citizen_cell),
            Column(_("From"), lambda line: Cell(line.giver, tone="ink2"), 190, drops=True),
            Column(_("To"), lambda line: Cell(line.receiver, line.why), 230),
        ),
        key=lambda line: line.key,
        row_height=49,
    )


def _citizen_cell(line: PlanLine) -> Cell:
    if line.fixed:
        pill: Pill | None = Pill(_("Fixed"), "info", "pin")
    elif line.protected:
        pill = Pill(_("Protected address"), "warn", "map-pin-off")
    else:
        pill = None
    return Cell(line.citizen, role="body_medium", pill=pill)
