"""The card of the timeline: its legend, the table that says the same, and what can be moved."""

from datetime import date
from functools import partial
from typing import Final

from coordinator.i18n import _, ngettext
from ui.screens.citizen.dates_dialog import DatesDialog
from ui.screens.citizen.shown import TimelineShown
from ui.screens.citizen.tabs import TabDeeds
from ui.screens.citizen.timeline_legend import Sample, samples
from ui.screens.citizen.timeline_table import MARK_KEY, rows_of, timeline_table
from ui.widgets.buttons import Button
from ui.widgets.choices import Segments
from ui.widgets.flow import Flow
from ui.widgets.hidden_lines import HiddenLines
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.surfaces import Card
from ui.widgets.timeline import Timeline
from ui.widgets.timeline_model import Bar, Course
from ui.widgets.timeline_words import bar_words

MOST_CLASHES: Final = 3


class TimelineCard(Card):
    """What goes on across the service areas, as a picture or as a table."""

    def __init__(self, deeds: TabDeeds) -> None:
        super().__init__()
        title = _("Timeline across the services")
        self.setAccessibleName(title)
        self._deeds = deeds
        self._shown = TimelineShown(None, None, Course(date.min))
        self._choice = Segments(
            _("How the timeline is shown"), [("line", _("Timeline")), ("table", _("Table"))]
        )
        self._choice.picked.connect(lambda _value: self._show_way())
        self._legend = Flow(gap=12, line_gap=2)
        self.line = Timeline()
        self.line.moved.connect(self._moved)
        self.line.dates_asked.connect(self._write_dates)
        self.line.chosen.connect(self._tell_chosen)
        self.line.refused.connect(self._tell)
        self.table = timeline_table()
        self.table.opened.connect(self._write_dates)
        self._empty = Label(_nothing(), "body", "2", wrap=True)
        self._clashes = down(gap=6)
        self._clash_box = boxed(self._clashes)
        self._told = Label("", "small", "2", wrap=True)
        self._rest = Label("", "small", "2", wrap=True)
        self._hidden = HiddenLines()
        head = across((Label(title, "h2"), 1), self._choice)
        self.body.addLayout(head)
        self.body.addWidget(self._legend)
        below = (self._hidden, self._clash_box, self._told, self._rest)
        for part in (self.line, self.table, self._empty, *below):
            self.body.addWidget(part)
        self.table.hide()

    def show_timeline(self, shown: TimelineShown) -> None:
        """Show this; what is chosen and moved in the picture of the same citizen stays."""
        if shown.citizen_id != self._shown.citizen_id:
            # What was said of one citizen's bar never stands on another's page.
            self.line.settle()
            self._tell("")
        self._shown = shown
        course = shown.course
        self.line.show_course(course)
        if self._told.text():
            self._tell_chosen(self.line.bar)
        self._legend.show_all(*(Sample(words, bar) for words, bar in samples(course)))
        self._hidden.show_lines(shown.hidden)
        self._show_clashes()
        self._show_way()

    def settle(self) -> None:
        """Send what was moved and not sent yet."""
        self.line.settle()

    def _show_clashes(self) -> None:
        """Say which interventions stand in each other's way, each with the way to both."""
        clear(self._clashes)
        plan_id, found = self._shown.plan_id, self._shown.clashes
        for each in found[:MOST_CLASHES]:
            if plan_id is None:
                break
            solve = partial(self._deeds.solve, plan_id, each.parts, each.field)
            button = Button(_("Solve"), solve, kind="ghost")
            button.setAccessibleDescription(each.sentence)
            self._clashes.addWidget(Banner("warn", "", each.sentence, [button]))
        more = len(found) - MOST_CLASHES
        if more > 0:
            words = ngettext("{count} more in the plan", "{count} more in the plan", more)
            self._clashes.addWidget(Label(words.format(count=more), "small", "2"))
        self._clash_box.setVisible(bool(found))

    def _show_way(self) -> None:
        course = self._shown.course
        there = bool(course.bars or course.marks)
        as_table = self._choice.value == "table"
        self._choice.setVisible(there)
        self._empty.setVisible(not there and not self._shown.hidden)
        self._legend.setVisible(there and not as_table)
        self.line.setVisible(there and not as_table)
        self.table.setVisible(there and as_table)
        if as_table:
            self.table.show_rows(rows_of(course))
        self._tell_rest(course if there and not as_table else None)

    def _tell_rest(self, course: Course | None) -> None:
        """Say in words what the picture has no place for, and how bars are moved."""
        words = []
        if course is not None:
            names = [bar.title for bar in course.undated]
            if names:
                words.append(_("Without dates: {names}").format(names=", ".join(names)))
            outside = len(course.bars) - len(course.drawn) - len(names)
            if outside:
                text = ngettext(
                    "{count} thing lies outside these months. See the table.",
                    "{count} things lie outside these months. See the table.",
                    outside,
                )
                words.append(text.format(count=outside))
            if any(not bar.locked for bar in course.drawn):
                words.append(
                    _(
                        "Drag a bar, or choose it with Up and Down: Left and Right move it one day,"
                        " Shift moves its end, Enter writes dates."
                    )
                )
        self._rest.setText("\n".join(words))
        self._rest.setVisible(bool(words))

    def _moved(self, key: str, start: date | None, end: date | None) -> None:
        if self._shown.plan_id is not None:
            self._deeds.move_bar(self._shown.plan_id, key, start, end)

    def _write_dates(self, bar: Bar) -> None:
        plan_id = self._shown.plan_id
        if bar.locked or plan_id is None or bar.key == MARK_KEY:
            self._tell(bar.locked)
            return
        DatesDialog(
            self,
            bar,
            self._shown.course.today,
            lambda start, end: self._deeds.move_bar(plan_id, bar.key, start, end),
        ).open()

    def _tell_chosen(self, bar: Bar | None) -> None:
        self._tell(bar_words(bar) if bar is not None else "")

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))


def _nothing() -> str:
    return _("Nothing to show yet. Interventions and cases stand here once they have a date.")
