"""«Målinger»: what each measure has shown, newest first, and how much it has changed."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from coordinator.danish import decimal, long_date
from coordinator.dated_lists import DatedList
from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.parts import Goal, Measurement
from ui.screens.plan.builder import Builder
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.inputs import ChoiceInput, DateInput, Input, LineInput
from ui.screens.plan.more_inputs import FigureInput, ListedInput
from ui.screens.plan.page import PlanPage
from ui.screens.plan.part_row import PartRow, choices
from ui.screens.plan.parts import Key
from ui.screens.plan.parts_under import PartsUnder
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.hidden_lines import HiddenLines
from ui.widgets.labels import Label
from ui.widgets.layouts import Part, across, down
from ui.widgets.reading_order import let_go

Measure = tuple[str, UUID | None]
"""What is measured, and the goal it belongs to."""


class MeasuresBlock(QFrame):
    """All measures; they may be added to while the plan is in force."""

    def __init__(self, pen: PenFace, builder: Builder) -> None:
        super().__init__()
        self._pen, self._builder = pen, builder
        self._page: PlanPage | None = None
        self._title = Label("", "h2", wrap=True)
        self._question = Label("", "body", "2", wrap=True)
        self.groups: Final[dict[Measure, MeasureGroup]] = {}
        self._list = down(gap=12)
        self.add: Final = Button(
            _("Add measure"), self.begin, kind="ghost", icon="plus", size="small"
        )
        self.new: Final = NewMeasurement(self._keep, with_measure=True)
        self.new.closed.connect(self._closed)
        self.new.hide()
        self.hidden: Final = HiddenLines()
        listed = (self._list, self.hidden, self.new, across(self.add, None))
        self.setLayout(down(self._title, self._question, *listed, gap=7))

    def show_page(self, title: str, page: PlanPage, *, force: bool) -> None:
        """Show the measures, the one measured first above."""
        self._page = page
        may = bool(page.allowed.measured)
        self._title.setText(title)
        self.setAccessibleName(title)
        self._question.setText(
            _("How can we see that it goes the right way?")
            if may
            else _("Nothing has been measured yet.")
        )
        found: dict[Measure, list[Measurement]] = {}
        for each in page.plan.measurements:
            found.setdefault((each.measure, each.goal_id), []).append(each)
        hidden = page.hidden_in("measures")
        self.hidden.show_lines(hidden)
        self._question.setVisible(not found and not hidden)
        self.add.setVisible(may and not self.new.opened)
        self.new.setVisible(may and self.new.opened)
        self.new.offer(page)
        for gone in [each for each in self.groups if each not in found]:
            let_go(self.groups.pop(gone))
        for place, (measure, parts) in enumerate(found.items()):
            group = self.groups.get(measure)
            if group is None:
                group = self.groups[measure] = MeasureGroup(measure, self._pen, self._builder)
            if self._list.indexOf(group) != place:
                self._list.insertWidget(place, group)
            group.show_group(parts, page, force=force)

    def begin(self) -> None:
        """Begin a measure and put the cursor in it."""
        self.add.hide()
        self.new.open()

    def forget(self) -> None:
        """Let go of what was begun in another plan."""
        self.new.close_fields()
        for group in self.groups.values():
            let_go(group)
        self.groups.clear()

    @property
    def rows(self) -> dict[UUID, PartRow[Measurement]]:
        """The measurements that are built, of every measure."""
        return {key: row for group in self.groups.values() for key, row in group.rows.items()}

    def open(self, part_id: UUID, name: str = "") -> bool:
        """Put the cursor in a field of a measurement; tells whether it stands here."""
        row = self.rows.get(part_id)
        if row is not None:
            row.open(name)
        return row is not None

    def _keep(self, measure: str, value: Decimal) -> None:
        key = self._pen.beside.measurement(measure, value, self._naming(measure))
        self._builder.run_all()
        if key.id is not None:
            self.open(key.id, "on")

    def _naming(self, measure: str) -> UUID | None:
        """Find the goal that names a measure, by its words or by those of the list."""
        assert self._page is not None
        names = {measure.casefold(), self._page.book.label(DatedList.MEASURES, measure).casefold()}
        goals = (each for each in self._page.plan.goals if each.measure.strip().casefold() in names)
        return next((each.id for each in goals), None)

    def _closed(self) -> None:
        had_cursor = _has_cursor(self.new)
        self.new.hide()
        self.add.setVisible(self._page is not None and bool(self._page.allowed.measured))
        if had_cursor:
            self.add.setFocus()


class MeasureGroup(QFrame):
    """One measure: its name, the change since the first, and what it showed."""

    def __init__(self, measure: Measure, pen: PenFace, builder: Builder) -> None:
        super().__init__()
        self._measure, self._pen, self._builder = measure, pen, builder
        self._name = Label("", "h3", wrap=True)
        self._change = Label("", "small", "2", wrap=True)
        self._rows: Final = PartsUnder(builder, self._make, _show_row, gap=4)
        self.add: Final = Button(
            _("Add measurement"), self.begin, kind="ghost", icon="plus", size="small"
        )
        self.new: Final = NewMeasurement(self._keep, with_measure=False)
        self.new.closed.connect(self._closed)
        self.new.hide()
        # What is newest stands first, so the next one is written above.
        self.setLayout(
            down(
                across((down(self._name, self._change, gap=1), 1), self.add),
                self.new,
                self._rows.layout,
                gap=6,
            )
        )

    @property
    def rows(self) -> dict[UUID, PartRow[Measurement]]:
        """The measurements that are built."""
        return self._rows.built

    def show_group(self, parts: list[Measurement], page: PlanPage, *, force: bool) -> None:
        """Show what was measured, the newest first."""
        # Of one day, what was written last counts as the newest.
        newest_first = sorted(parts, key=lambda each: each.on)[::-1]
        name = measure_name(self._measure, page)
        self._name.setText(name)
        self.setAccessibleName(name)
        change = change_words(newest_first, page)
        self._change.setText(change)
        self._change.setVisible(bool(change))
        may = bool(page.allowed.measured)
        self.add.setVisible(may and not self.new.opened)
        self.new.setVisible(may and self.new.opened)
        self.add.setAccessibleName(_("Add measurement: {measure}").format(measure=name))
        self._rows.show(newest_first, page, force=force)

    def begin(self) -> None:
        """Begin a measurement and put the cursor in it."""
        self.add.hide()
        self.new.open()

    def _keep(self, _measure: str, value: Decimal) -> None:
        code, goal_id = self._measure
        key = self._pen.beside.measurement(code, value, goal_id)
        self._builder.run_all()
        row = self.rows.get(key.id) if key.id is not None else None
        if row is not None:
            row.open("on")

    def _closed(self) -> None:
        had_cursor = _has_cursor(self.new)
        self.new.hide()
        self.add.show()
        if had_cursor:
            self.add.setFocus()

    def _make(self, part_id: UUID) -> PartRow[Measurement]:
        return MeasurementRow(Key("measurement", part_id), self._pen)


class MeasurementRow(PartRow[Measurement]):
    """A line of the table: day, figure, note."""

    def dress(self) -> None:
        """Put the three beside each other."""
        self._day = Label("", "body")
        self._figure = Label("", "body_medium")
        self._note = Label("", "body", "2", wrap=True)
        for each, width in ((self._day, 150), (self._figure, 110)):
            each.setMinimumWidth(scaled(width))
        self._figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.head.setLayout(
            across(self._day, self._figure, (self._note, 1), gap=14, margins=(4, 0, 4, 0))
        )

    def say(self, part: Measurement, page: PlanPage) -> str:
        """Fill the labels."""
        source = page.book.label(DatedList.SOURCES, part.source) if part.source else ""
        note = " · ".join(words for words in (part.note.strip(), source) if words)
        words = (long_date(part.on), figure_words(part, page), note)
        for shown, text in zip((self._day, self._figure, self._note), words, strict=True):
            shown.setText(text)
        return ", ".join(text for text in words if text)

    def inputs(self, page: PlanPage) -> dict[str, Input]:
        """Make the fields."""
        today = page.today
        return {
            "on": DateInput(_("Date"), lambda: today, past=True),
            "value": FigureInput(_("Figure")),
            "note": LineInput(_("Note")),
            "goal_id": ChoiceInput(_("Goal")),
            "source": ListedInput(_("Source")),
        }

    def lay_out(self, inputs: dict[str, Input]) -> tuple[Part, ...]:
        """Date and figure on one line."""
        first = across((inputs["on"], 1), (inputs["value"], 1), gap=10)
        last = across((inputs["goal_id"], 1), (inputs["source"], 1), gap=10)
        return first, inputs["note"], last

    def offer(
        self,
        inputs: dict[str, Input],
        part: Measurement,  # noqa: ARG002 - as every row
        page: PlanPage,
    ) -> None:
        """Offer the goals of the plan."""
        field = inputs["goal_id"]
        if isinstance(field, ChoiceInput):
            goals = [(each.id, each.title or _("without a title")) for each in page.plan.goals]
            field.offer([(None, _("The whole plan")), *goals])


class NewMeasurement(QFrame):
    """A figure that is to be kept, and what it measures where that is not given.

    Leaving the figure keeps it with today's date, and opens the rest. ``closed`` tells that
    nothing is being written any more.
    """

    closed = Signal()

    def __init__(self, keep: Callable[[str, Decimal], None], *, with_measure: bool) -> None:
        super().__init__()
        self._keep = keep
        self.opened = False
        self.measure: Final = ListedInput(_("What is measured"))
        if not with_measure:
            self.measure.hide()
        self._with_measure = with_measure
        self.figure: Final = FigureInput(_("Figure"))
        self.figure.left.connect(self._left)
        self.setLayout(across((self.measure, 2), (self.figure, 1), gap=10))

    def offer(self, page: PlanPage) -> None:
        """Offer the measures of today's list, and those that goals name."""
        listed = choices(page.book, DatedList.MEASURES)
        known = {label.casefold() for _code, label in listed}
        named = dict.fromkeys(each.measure.strip() for each in page.plan.goals)
        goals = [(each, each) for each in named if each and each.casefold() not in known]
        self.measure.offer([*goals, *listed])

    def open(self) -> None:
        """Show the fields with the cursor in the first."""
        self.opened = True
        self.show()
        first = self.measure if self._with_measure else self.figure
        first.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_fields(self) -> None:
        """Let go of what stands in the fields."""
        if self.opened:
            self.opened = False
            self.closed.emit()
            self.measure.put("")
            self.figure.put(None)
            self.figure.show_notes("", None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_fields()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._left()
        else:
            super().keyPressEvent(event)

    def _left(self) -> None:
        value, measure = self.figure.value, self.measure.value
        wrong = "" if self.figure.understood else sentence_for(RuleBroken("figure-wrong"))
        self.figure.show_notes(wrong, None)
        if not self.opened or value is None or (self._with_measure and not measure):
            return
        self.close_fields()
        self._keep(measure, Decimal(value))


def measure_name(measure: Measure, page: PlanPage) -> str:
    """Name a measure, with its goal where it belongs to one."""
    code, goal_id = measure
    name = page.book.label(DatedList.MEASURES, code)
    goal: Goal | None = page.plan.goal(goal_id) if goal_id else None
    if goal is None or not goal.title:
        return name
    return _("{measure} – {goal}").format(measure=name, goal=goal.title)


def figure_words(part: Measurement, page: PlanPage) -> str:
    """Write a figure with its unit; a place on a scale has none."""
    entry = page.book.entry(DatedList.MEASURES, part.measure)
    unit = entry.group if entry is not None and not entry.group[:1].isdigit() else ""
    return f"{decimal(part.value)}\u00a0{unit}" if unit else decimal(part.value)


def change_words(newest_first: list[Measurement], page: PlanPage) -> str:
    """Say how much a measure has changed since the first one; nothing for one alone."""
    if len(newest_first) < 2:
        return ""
    first, last = newest_first[-1], newest_first[0]
    change = last.value - first.value
    figures = {
        "old": decimal(first.value),
        "new": figure_words(last, page),
        "date": long_date(first.on),
        "change": decimal(abs(change)),
    }
    if change > 0:
        return _("Up {change} since {date} ({old} → {new})").format(**figures)
    if change < 0:
        return _("Down {change} since {date} ({old} → {new})").format(**figures)
    return _("The same as on {date} ({new})").format(**figures)


def _show_row(row: PartRow[Measurement], part: Measurement, page: PlanPage, force: bool) -> None:
    row.show_part(part, page, force=force)


def _has_cursor(part: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and part.isAncestorOf(focus)
