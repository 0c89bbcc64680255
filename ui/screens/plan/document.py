"""The plan as it reads: own words, goals, who does what, follow-up, consent and core team."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from coordinator.i18n import _
from plans.parts import Task
from ui.screens.plan.builder import Builder
from ui.screens.plan.card import InterventionCard
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.goal_block import GoalBlock
from ui.screens.plan.inputs import DateInput, writable
from ui.screens.plan.margin_marks import MarginMarks
from ui.screens.plan.page import PlanPage, Section
from ui.screens.plan.parts import FOLLOW_UP, FollowUp, Key, Kind
from ui.screens.plan.people_block import PeopleBlock
from ui.screens.plan.section_list import SectionList
from ui.screens.plan.sub_goal import SubGoalItem
from ui.screens.plan.task_item import TaskItem
from ui.screens.plan.words import due_words
from ui.screens.plan.words_block import WordsBlock
from ui.theme import THEME, color, scaled
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.notices import Banner
from ui.widgets.reading_order import let_go
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Scroll

MEASURE: Final = 720
# As long as a long plan needs until everything in it has its place.
_ARRIVAL_MS: Final = 500
# Where one begins to write in a part.
FIRST_FIELD: Final[Mapping[Kind, str]] = {
    "goal": "title",
    "sub_goal": "title",
    "intervention": "title",
    "task": "title",
}


class Document(QFrame):
    """The middle pane. ``section_seen`` tells which section one is in."""

    section_seen = Signal(str)

    def __init__(self, pen: PenFace) -> None:
        super().__init__()
        self._pen = pen
        self._page: PlanPage | None = None
        self.builder: Final = Builder(self)
        self.goals: Final[dict[UUID, GoalBlock]] = {}
        self._wanted: list[UUID] = []
        self._arriving: Key | None = None
        self._rows: tuple[_TableRow, ...] = ()
        self.notices: Final = down(gap=8)
        self.why_not: Final = Banner("info", "", icon="lock")
        self.why_not.hide()
        self._about = Label("", "small", "2", wrap=True)
        self.words: Final = WordsBlock(pen)
        self._goal_list = down(gap=20)
        self._no_goals = NoGoals()
        self.add_goal_button: Final = Button(
            _("Add goal"), self.add_goal, kind="secondary", icon="plus", size="small"
        )
        self.people: Final = PeopleBlock(pen)
        self.who: Final = _task_table()
        self.who.opened.connect(self._open_from_table)
        self.follow_up: Final = FollowUpBlock(pen)
        self.sections: Final = SectionList(pen, self.builder)
        self.sections.take(self._make_sections())
        self.pane: Final = Scroll(_("The plan"), gap=0, margins=(30, 18, 30, 24))
        self._column = boxed(down(self.sections.layout, None, gap=0))
        inside = _let_through(self.pane)
        self.pane.body.addLayout(across(None, (self._column, 1000), None, gap=0))
        self.marks: Final = MarginMarks(inside, self._column, self._place_of)
        self.setLayout(down(self.pane, gap=0))
        self._listen()
        self._measure()

    def _listen(self) -> None:
        bar = self.pane.verticalScrollBar()
        bar.valueChanged.connect(self.tell_section)
        bar.rangeChanged.connect(self._see_arriving)
        THEME.changed.connect(self._measure)

    def show_page(self, page: PlanPage, *, force: bool = False) -> None:
        """Show the plan; a field with the cursor keeps its text unless ``force``."""
        self._page = page
        self.sections.show_page(page, force=force)
        self._about.setText(page.about)
        self.why_not.setVisible(bool(page.allowed.why_not))
        self.why_not.show_notice("info", page.allowed.why_not, icon="lock")
        self.words.show_words(page, force=force)
        self._show_goals(page, force=force)
        self.add_goal_button.setVisible(page.allowed.whole)
        self._no_goals.setVisible(not page.plan.goals)
        self._no_goals.show_name(page.given_name)
        self._show_table(page)
        self.follow_up.show_day(page, force=force)
        self.people.show_people(page, force=force)

    def show_nothing(self) -> None:
        """Let go of the last plan, so that nothing of it can be seen with the next."""
        self.builder.forget()
        self._page = self._arriving = None
        for block in self.goals.values():
            block.hide()
            block.deleteLater()
        self.goals.clear()
        self.sections.forget()
        self.words.close_form()
        self.people.consent.close_form()
        self.pane.verticalScrollBar().setValue(0)

    def add_goal(self) -> None:
        """Begin a goal at the end and put the cursor in it."""
        if self._page is None or not self._page.allowed.whole:
            return
        key = self._pen.add_goal()
        self.builder.run_all()
        if key.id in self.goals:
            self.goals[key.id].open("title")

    def begin(self) -> None:
        """Put the cursor where one begins: in the citizen's own words while there are none."""
        if self._page is not None and not self._page.plan.own_words.text.strip():
            self.words.open()

    def go(self, section: Section) -> None:
        """Bring a section to the top and put the cursor in its first control."""
        self.builder.run_all()
        # Without tasks there is no table of them; they are written under the goals.
        hidden = self.sections.frame(section).isHidden()
        part = self.sections.frame("goals" if hidden else section)
        top = part.mapTo(self._column, QPoint(0, 0)).y()
        self.pane.verticalScrollBar().setValue(max(0, top))
        controls = [
            each
            for each in part.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(part)
        ]
        # Children are listed in the order in which they were made, not as they stand.
        first = min(controls, key=lambda each: each.mapTo(part, QPoint(0, 0)).y(), default=None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.section_seen.emit(section)

    def open_field(self, key: Key, field: str) -> None:
        """Put the cursor in a field of a part, and the part in sight."""
        self.builder.run_all()
        opener = self._opener(key)
        if opener is not None:
            opener(field)
        if opener is not None or self.sections.open(key, field):
            self._see_focus()

    def arrive(self, key: Key, field: str) -> None:
        """Bring a part into sight, opened for writing where the reader may write in it."""
        page = self._page
        self.builder.run_all()
        if page is not None and page.may_write(key):
            self.open_field(key, field or FIRST_FIELD.get(key.kind, ""))
        place = self._place_of(key)
        if isinstance(place, TaskItem) and place.form is None:
            place.row.setFocus()
        # What was just built gets its place in the next moments.
        self._arriving = key
        self._see_arriving()
        QTimer.singleShot(_ARRIVAL_MS, self, self._arrived)

    def add_task(self, intervention_id: UUID) -> None:
        """Begin a task under an intervention."""
        self.builder.run_all()
        for block in self.goals.values():
            card = block.cards.get(intervention_id)
            if card is not None and self._page is not None and self._page.may_write(card.key):
                card.add_task()
                self._see_focus()

    def key_here(self) -> Key | None:
        """Which goal, intervention or task the cursor is in."""
        focus = QApplication.focusWidget()
        kinds = (GoalBlock, SubGoalItem, InterventionCard, TaskItem)
        while isinstance(focus, QWidget) and focus is not self:
            if isinstance(focus, kinds):
                return focus.key
            focus = focus.parentWidget()
        return None

    def reorder(self, step: int) -> None:
        """Move the part with the cursor up (-1) or down (1) among its kind."""
        key, page = self.key_here(), self._page
        if key is None or page is None or not page.may_move(key):
            return
        words = self._pen.move(key, step)
        focus = QApplication.focusWidget()
        if focus is not None and words:
            say(focus, words)
            self._see_focus()

    def here(self) -> tuple[UUID | None, UUID | None]:
        """The goal and the intervention that the cursor is in, for the keys that add parts."""
        for goal_id, block in self.goals.items():
            for card_id, card in block.cards.items():
                if _has_focus(card):
                    return goal_id, card_id
            if _has_focus(block):
                return goal_id, None
        return None, None

    def _opener(self, key: Key) -> Callable[[str], None] | None:
        found: dict[object, Callable[[str], None]] = {}
        if key.kind == "consent":
            return self.people.consent.open
        if key.kind == "own_words":
            return self.words.open
        if key.kind == "follow_up":
            return self.follow_up.open
        if key.kind in {"participant", "deputy"}:
            return self.people.team.opener(key)
        for block in self.goals.values():
            found[block.key.id] = block.open
            found.update((step.key.id, step.open) for step in block.steps.values())
            for card in block.cards.values():
                found[card.key.id] = card.open
                found.update((item.key.id, item.open) for item in card.items.values())
        return found.get(key.id)

    def label_of(self, key: Key, field: str) -> str:
        """Name a field of a part as its form does; "" while the form is closed."""
        for form in self.findChildren(PartForm):
            if form.key == key and field in form.inputs:
                return form.inputs[field].control.accessibleName()
        return ""

    def _place_of(self, key: Key) -> QWidget | None:
        """Find what shows a part: its own block or row, or its section."""
        if key.kind == "participant" and key.id in self.people.team.rows:
            return self.people.team.rows[key.id]
        shown: dict[UUID | None, QWidget] = {}
        for block in self.goals.values():
            shown[block.key.id] = block
            shown |= {step.key.id: step for step in block.steps.values()}
            for card in block.cards.values():
                shown[card.key.id] = card
                shown |= {item.key.id: item for item in card.items.values()}
        return shown.get(key.id) if key.id in shown else self.sections.place_of(key)

    def _make_sections(self) -> dict[Section, QFrame]:
        goals = down(self._goal_list, self._no_goals, across(self.add_goal_button, None), gap=14)
        return {
            "about": boxed(down(self.notices, self.why_not, self._about, gap=8)),
            "own_words": boxed(down(self.words, gap=0)),
            "goals": boxed(goals),
            "who": boxed(down(Label(_("Who does what"), "h2"), self.who, gap=8)),
            "follow_up": boxed(down(self.follow_up, gap=0)),
            "people": boxed(down(self.people, gap=0)),
        }

    def _show_goals(self, page: PlanPage, *, force: bool) -> None:
        self._wanted = [goal.id for goal in page.plan.goals]
        for gone in [each for each in self.goals if each not in self._wanted]:
            let_go(self.goals.pop(gone))
        place = 0  # among those that are built
        for number, goal in enumerate(page.plan.goals, start=1):
            there = self.goals.get(goal.id)
            if there is None:
                self.builder.later(partial(self._make_goal, goal.id))
                continue
            there.show_goal(number, goal, page, force=force)
            if self._goal_list.indexOf(there) != place:
                self._goal_list.insertWidget(place, there)
            place += 1

    def _make_goal(self, goal_id: UUID) -> None:
        """Build a goal's block, unless it went or was built in the meantime."""
        page = self._page
        if page is None or goal_id in self.goals or goal_id not in self._wanted:
            return
        place = self._wanted.index(goal_id)
        block = GoalBlock(Key("goal", goal_id), self._pen, self.builder)
        self.goals[goal_id] = block
        before = sum(each in self.goals for each in self._wanted[:place])
        self._goal_list.insertWidget(before, block)
        block.show_goal(place + 1, page.plan.goals[place], page, force=True)

    def _show_table(self, page: PlanPage) -> None:
        rows = tuple(
            sorted(
                (
                    _TableRow(task, each.id, each.service_area.value, page.today)
                    for each in page.plan.interventions
                    for task in each.tasks
                    if not task.is_done
                ),
                key=lambda row: (row.task.due is None, row.task.due or page.today),
            )
        )
        self.sections.frame("who").setVisible(bool(rows))
        if rows != self._rows:
            self._rows = rows
            self.who.show_rows(rows)

    def _open_from_table(self, row: "_TableRow") -> None:
        self.open_field(Key("task", row.task.id, row.under), "title")

    def _see_arriving(self) -> None:
        """Show the part that one comes for from its top, and the field with the cursor in it."""
        place = self._place_of(self._arriving) if self._arriving is not None else None
        if place is not None:
            self.pane.ensureWidgetVisible(place, 0, 90)
            self._see_focus()

    def _arrived(self) -> None:
        self._arriving = None

    def _see_focus(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QWidget):
            self.pane.ensureWidgetVisible(focus, 20, 90)

    def tell_section(self) -> None:
        """Tell which section the cursor is in, or which stands at the top when it is not seen."""
        focus = QApplication.focusWidget()
        seen = isinstance(focus, QWidget) and not focus.visibleRegion().isEmpty()
        self._tell_section(focus if seen else None)

    def tell_cursor(self) -> None:
        """Tell which section the cursor came into; a new part has no place on the screen yet."""
        self._tell_section(QApplication.focusWidget())

    def _tell_section(self, focus: QWidget | None) -> None:
        top = self.pane.verticalScrollBar().value() + scaled(80)
        here: Section = "about"
        for section, part in self.sections.items():
            if focus is not None and part.isAncestorOf(focus):
                here = section
                break
            if part.isVisible() and part.y() <= top:
                here = section
        self.section_seen.emit(here)

    def _measure(self) -> None:
        self._column.setMaximumWidth(scaled(MEASURE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the sheet."""
        QPainter(self).fillRect(self.rect(), color("surface"))


class NoGoals(QFrame):
    """What stands in place of the goals while there are none: the heading and a question."""

    def __init__(self) -> None:
        super().__init__()
        self._question = Label("", "body", "2", wrap=True)
        self.setLayout(down(Label(_("Goals and interventions"), "h2"), self._question, gap=8))

    def show_name(self, given_name: str) -> None:
        """Ask about the citizen with this name."""
        words = _("What should be different for {name}, and how will you both see it?")
        self._question.setText(words.format(name=given_name))


class FollowUpBlock(QFrame):
    """The day on which citizen and case worker look at the plan again."""

    def __init__(self, pen: PenFace) -> None:
        super().__init__()
        self._page: PlanPage | None = None
        self.day: Final = DateInput(_("We meet again"), self._today)
        self.day.setMaximumWidth(scaled(200))
        self._form = PartForm(FOLLOW_UP, pen, {"day": self.day})
        self._form.lay_out(across(self.day, None))
        self._hint = Label(
            _("When do you look at the plan together again?"), "small", "2", wrap=True
        )
        self.setLayout(down(Label(_("Follow-up"), "h2"), self._hint, self._form, gap=8))

    def show_day(self, page: PlanPage, *, force: bool) -> None:
        """Show the day."""
        self._page = page
        writable(self.day.control, may=page.may_write(FOLLOW_UP))
        self._form.show_part(FollowUp(page.plan.follow_up), page, force=force)

    def open(self, name: str) -> None:
        """Put the cursor in the day."""
        self._form.focus(name)

    def _today(self) -> date:
        return self._page.today if self._page is not None else date.min


def _let_through(pane: Scroll) -> QWidget:
    """Give what is in a scroll area, which makes it opaque; the sheet is drawn under it."""
    inside = pane.widget()
    assert inside is not None
    inside.setAutoFillBackground(False)
    return inside


def _has_focus(part: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is part or focus in part.findChildren(QWidget)


@dataclass(frozen=True, slots=True)
class _TableRow:
    """A line of «hvem gør hvad»: the task, what it stands under, its service area, and today."""

    task: Task
    under: UUID
    area: str
    today: date


def _task_table() -> RowsView[_TableRow]:
    """Make the table «hvem gør hvad hvornår» of what is left to do, by deadline."""
    return RowsView(
        _("Who does what"),
        (
            Column(_("What"), _what),
            Column(_("Who"), _who, 160),
            Column(_("When"), _when, 165),
        ),
        key=lambda row: row.task.id,
        fit=True,
    )


def _what(row: _TableRow) -> Cell:
    return Cell(row.task.title or _("A task without text"), areas=(row.area,))


def _who(row: _TableRow) -> Cell:
    who = row.task.assignee
    return Cell(who.name if who else _("nobody yet"), tone="ink2")


def _when(row: _TableRow) -> Cell:
    words, tone, icon = due_words(row.task, row.today)
    return Cell(words, tone=tone, icon=icon)
