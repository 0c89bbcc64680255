"""A goal in the document, with its interventions under it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from coordinator.dated_lists import DatedList
from coordinator.i18n import _
from coordinator.wording import label
from plans import transitions
from plans.parts import ChangeType, Goal, GoalKind, Intervention, Priority, SubGoal
from plans.states import GoalAchievement
from ui.screens.plan.builder import Builder
from ui.screens.plan.card import InterventionCard, move_deeds, open_menu
from ui.screens.plan.coded_inputs import CodeInput, CodesInput, KindInput
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.form_place import FormPlace
from ui.screens.plan.head import Head
from ui.screens.plan.inputs import ChoiceInput, DateInput, Input, LineInput, PersonInput
from ui.screens.plan.more_fields import MoreFields, SideBySide
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key
from ui.screens.plan.parts_under import PartsUnder
from ui.screens.plan.sub_goal import SubGoalItem
from ui.screens.plan.words import goal_facts, goal_heading
from ui.widgets.buttons import Button, icon_button
from ui.widgets.hidden_lines import HiddenLines
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.pills import StatePill


class GoalBlock(QFrame):
    """One goal: heading, how it is measured, and a card for each intervention."""

    def __init__(self, key: Key, pen: PenFace, builder: Builder) -> None:
        super().__init__()
        self.key: Final = key
        self._pen, self._builder = pen, builder
        self._page: PlanPage | None = None
        self._news: object = None
        self.head: Final = Head()
        self.head.pressed.connect(self.open)
        self._title = Label("", "h1", wrap=True)
        self._pill = StatePill("")
        self._facts = Label("", "small", "2", wrap=True)
        self.menu: Final = icon_button("dots", _("More for the goal"), self._open_menu)
        self.head.setLayout(
            down(
                across(Icon("target", "ink", 20), (self._title, 1)),
                across(self._pill, (self._facts, 1)),
                gap=5,
            )
        )
        self._head_box = boxed(across((self.head, 1), self.menu, gap=4))
        self._head_box.layout().setAlignment(self.menu, Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]  # just made
        self._fields: Final = FormPlace(
            key, pen, (self.head, self._head_box), goal_form, offer_goal
        )
        self._steps: Final = PartsUnder(builder, self._make_step, _show_step, gap=0)
        self._cards: Final = PartsUnder(builder, self._make_card, _show_card, gap=9)
        self.add: Final = Button(
            _("Add intervention"), self.add_intervention, kind="ghost", icon="plus", size="small"
        )
        self.add_step: Final = Button(
            _("Add sub-goal"), self.add_sub_goal, kind="ghost", icon="plus", size="small"
        )
        self.hidden: Final = HiddenLines()
        adding = across(self.add, self.add_step, None)
        head, steps = self._fields.layout, self._steps.layout
        cards = self._cards.layout
        self.setLayout(down(self._head_box, head, steps, cards, self.hidden, adding, gap=9))

    @property
    def form(self) -> PartForm | None:
        """The fields, while they are open."""
        return self._fields.form

    @property
    def cards(self) -> Mapping[UUID, InterventionCard]:
        """The interventions that are built."""
        return self._cards.built

    def show_goal(self, number: int, goal: Goal, page: PlanPage, *, force: bool) -> None:
        """Show what the goal says now."""
        notes = page.notes_in((goal.id, *(each.id for each in goal.interventions)))
        hidden = page.hidden_in(goal.id)
        news = (number, goal, page.allowed, page.today, page.clashes, notes, hidden)
        self._page = page
        self._fields.take(goal, page)
        if news == self._news and not (force and self._is_written()):
            return
        self._news = news
        may = page.may_write(self.key)
        heading, facts = goal_heading(number, goal), goal_facts(goal, page.book)
        self._title.setText(heading)
        self._facts.setText(facts)
        self._pill.show_pill(label(goal.lifecycle))
        words = (heading, label(goal.lifecycle), facts)
        self.head.setAccessibleName(", ".join(part for part in words if part))
        self.setAccessibleName(heading)
        self.head.let_write(may=may)
        self.menu.setVisible(may)
        self.add.setVisible(bool(page.allowed.areas))
        self._fields.show(goal, page, force=force)
        self.add_step.setVisible(may)
        self._steps.show(goal.sub_goals, page, force=force)
        self._cards.show(goal.interventions, page, force=force)
        self.hidden.show_lines(hidden)

    def open(self, name: str = "title") -> None:
        """Open the goal for writing, with the cursor in a field."""
        self._fields.open(name)

    def close_form(self) -> None:
        """Close the fields; the text is kept."""
        self._fields.close()

    def add_intervention(self) -> None:
        """Begin an intervention at the end and put the cursor in it."""
        assert self.key.id is not None
        key = self._pen.add_intervention(self.key.id)
        self._builder.run_all()
        if key.id is not None and key.id in self.cards:
            self.cards[key.id].open("title")

    @property
    def steps(self) -> Mapping[UUID, SubGoalItem]:
        """The sub-goals that are built."""
        return self._steps.built

    def add_sub_goal(self) -> None:
        """Begin a sub-goal at the end and put the cursor in it."""
        assert self.key.id is not None
        key = self._pen.add_sub_goal(self.key.id)
        self._builder.run_all()
        if key.id is not None and key.id in self.steps:
            self.steps[key.id].open("title")

    def _is_written(self) -> bool:
        """Whether fields are open here; in all else there is nothing that was typed."""
        written = any(each.is_written for each in self.cards.values())
        steps = any(each.form is not None for each in self.steps.values())
        return written or steps or self.form is not None

    def _make_step(self, step_id: UUID) -> SubGoalItem:
        return SubGoalItem(Key("sub_goal", step_id, self.key.id), self._pen, self.add_sub_goal)

    def _make_card(self, intervention_id: UUID) -> InterventionCard:
        key = Key("intervention", intervention_id, self.key.id)
        return InterventionCard(key, self._pen, self._builder)

    def _open_menu(self) -> None:
        page, pen, key = self._page, self._pen, self.key
        if page is None:
            return
        order = [goal.id for goal in page.plan.goals]
        deeds: list[tuple[str, Callable[[], object]]] = [(_("Write"), self.open)]
        deeds += move_deeds(pen, key, order)
        deeds.append((_("Remove the goal"), partial(pen.remove, key)))
        open_menu(self.menu, deeds)


def goal_form(key: Key, pen: PenFace, page: PlanPage) -> PartForm:
    """Make the fields of a goal."""
    today = page.today
    title, measure = LineInput(_("Goal")), LineInput(_("Measured by"))
    due = DateInput(_("Reached by"), lambda: today)
    owner, status = PersonInput(_("Responsible")), ChoiceInput(_("Status"))
    first: dict[str, Input] = {"title": title, "measure": measure}
    first |= {"due": due, "owner": owner, "lifecycle": status}
    seldom = _seldom_used(page)
    form = PartForm(key, pen, first | seldom)
    hint = Label(_("Enter and Esc close. What is written is kept."), "caption", "3", wrap=True)
    last = across((due, 1), (owner, 2), (status, 1))
    for each in (due, owner, status):
        last.setAlignment(each, Qt.AlignmentFlag.AlignTop)
    *short, marks = seldom.values()
    more = MoreFields(seldom, SideBySide(*short), marks)
    form.lay_out(title, measure, last, more, hint, gap=8)
    return form


def _seldom_used(page: PlanPage) -> dict[str, Input]:
    """Make the fields that most goals do not fill; the tick boxes come last."""
    return {
        "kind": KindInput(_("Kind of goal"), GoalKind),
        "priority": KindInput(_("Priority"), Priority),
        "theme": CodeInput(_("Theme"), page.book, DatedList.THEMES),
        "change_type": KindInput(_("Kind of change"), ChangeType),
        "achievement": KindInput(_("Achievement"), GoalAchievement),
        "source": CodeInput(_("Source"), page.book, DatedList.SOURCES),
        "marks": CodesInput(_("Guiding marks"), page.book, DatedList.GUIDING_MARKS),
    }


def offer_goal(form: PartForm, goal: Goal, _page: PlanPage) -> None:
    """Say what can be chosen for a goal as it is now."""
    status = form.inputs["lifecycle"]
    if isinstance(status, ChoiceInput):
        next_ones = transitions.GOAL[goal.lifecycle] | {goal.lifecycle}
        status.offer([(one, label(one)) for one in type(goal.lifecycle) if one in next_ones])


def _show_step(item: SubGoalItem, step: SubGoal, page: PlanPage, force: bool) -> None:
    item.show_step(step, page, force=force)


def _show_card(card: InterventionCard, each: Intervention, page: PlanPage, force: bool) -> None:
    card.show_intervention(each, page, force=force)
