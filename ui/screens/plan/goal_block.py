"""A goal in the document, with its interventions under it."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from coordinator.wording import label
from plans import transitions
from plans.parts import Goal
from ui.screens.plan.builder import Builder
from ui.screens.plan.card import InterventionCard, open_menu
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.head import Head
from ui.screens.plan.inputs import ChoiceInput, DateInput, LineInput, PersonInput
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key
from ui.screens.plan.words import goal_facts, goal_heading
from ui.widgets.buttons import Button, icon_button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.pills import StatePill
from ui.widgets.reading_order import let_go


class GoalBlock(QFrame):
    """One goal: heading, how it is measured, and a card for each intervention."""

    def __init__(self, key: Key, pen: PenFace, builder: Builder) -> None:
        super().__init__()
        self.key: Final = key
        self._pen, self._builder = pen, builder
        self._page: PlanPage | None = None
        self._goal: Goal | None = None
        self._news: object = None
        self._noted = False
        self._wanted: list[UUID] = []
        self.form: PartForm | None = None
        self.cards: Final[dict[UUID, InterventionCard]] = {}
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
        self._forms = down(gap=0)
        self._list = down(gap=9)
        self.add: Final = Button(
            _("Add intervention"), self.add_intervention, kind="ghost", icon="plus", size="small"
        )
        self.setLayout(down(self._head_box, self._forms, self._list, across(self.add, None), gap=9))

    def show_goal(self, number: int, goal: Goal, page: PlanPage, *, force: bool) -> None:
        """Show what the goal says now."""
        news = (number, goal, page.allowed, page.today)
        self._page, self._goal = page, goal
        if news == self._news and not (force or page.notes or self._noted):
            return
        self._news, self._noted = news, bool(page.notes)
        may = page.may_write(self.key)
        heading, facts = goal_heading(number, goal), goal_facts(goal)
        self._title.setText(heading)
        self._facts.setText(facts)
        self._pill.show_pill(label(goal.lifecycle))
        words = (heading, label(goal.lifecycle), facts)
        self.head.setAccessibleName(", ".join(part for part in words if part))
        self.setAccessibleName(heading)
        self.head.let_write(may=may)
        self.menu.setVisible(may)
        self.add.setVisible(bool(page.allowed.areas))
        notes = page.notes_of(self.key)
        if notes.errors or notes.clashes:
            self._make_form()
            self._head_box.hide()
        elif not may:
            self.close_form()
        if self.form is not None:
            self._offer(goal)
            self.form.show_part(goal, page, force=force)
        self._show_cards(goal, page, force=force)

    def open(self, name: str = "title") -> None:
        """Open the goal for writing, with the cursor in a field."""
        if self._page is not None and self._page.may_write(self.key):
            self._make_form().focus(name)
            self._head_box.hide()

    def close_form(self) -> None:
        """Close the fields; the text is kept."""
        if self.form is not None:
            had_cursor = self.form.has_cursor()
            form, self.form = self.form, None
            self._head_box.show()
            if had_cursor:
                self.head.setFocus()
            form.hide()
            form.deleteLater()
            self._pen.discard_if_empty(self.key)

    def add_intervention(self) -> None:
        """Begin an intervention at the end and put the cursor in it."""
        assert self.key.id is not None
        key = self._pen.add_intervention(self.key.id)
        self._builder.run_all()
        if key.id in self.cards:
            self.cards[key.id].open("title")

    def _show_cards(self, goal: Goal, page: PlanPage, *, force: bool) -> None:
        self._wanted = [each.id for each in goal.interventions]
        for gone in [each for each in self.cards if each not in self._wanted]:
            card = self.cards.pop(gone)
            let_go(card)
        place = 0  # among those that are built
        for each in goal.interventions:
            there = self.cards.get(each.id)
            if there is None:
                self._builder.later(partial(self._make_card, each.id))
                continue
            there.show_intervention(each, page, force=force)
            if self._list.indexOf(there) != place:
                self._list.insertWidget(place, there)
            place += 1

    def _make_card(self, intervention_id: UUID) -> None:
        """Build a card, unless it went or was built in the meantime."""
        goal, page = self._goal, self._page
        known = intervention_id in self.cards or intervention_id not in self._wanted
        if goal is None or page is None or known:
            return
        each = next(one for one in goal.interventions if one.id == intervention_id)
        key = Key("intervention", intervention_id, self.key.id)
        card = InterventionCard(key, self._pen, self._builder)
        self.cards[intervention_id] = card
        earlier = self._wanted[: self._wanted.index(intervention_id)]
        self._list.insertWidget(sum(one in self.cards for one in earlier), card)
        card.show_intervention(each, page, force=True)

    def _make_form(self) -> PartForm:
        if self.form is not None:
            return self.form
        page, goal = self._page, self._goal
        assert page is not None
        assert goal is not None
        form = goal_form(self.key, self._pen, page)
        form.closed.connect(self.close_form)
        form.finished.connect(self.close_form)
        self.form = form
        self._offer(goal)
        form.show_part(goal, page, force=True)
        self._forms.addWidget(form)
        return form

    def _offer(self, goal: Goal) -> None:
        assert self.form is not None
        status = self.form.inputs["lifecycle"]
        if isinstance(status, ChoiceInput):
            next_ones = transitions.GOAL[goal.lifecycle] | {goal.lifecycle}
            status.offer([(one, label(one)) for one in type(goal.lifecycle) if one in next_ones])

    def _open_menu(self) -> None:
        page, pen, key = self._page, self._pen, self.key
        if page is None:
            return
        order = [goal.id for goal in page.plan.goals]
        deeds: list[tuple[str, Callable[[], object]]] = [(_("Write"), self.open)]
        if order and order[0] != key.id:
            deeds.append((_("Move up"), partial(pen.move_goal, key, -1)))
        if order and order[-1] != key.id:
            deeds.append((_("Move down"), partial(pen.move_goal, key, 1)))
        deeds.append((_("Remove the goal"), partial(pen.remove, key)))
        open_menu(self.menu, deeds)


def goal_form(key: Key, pen: PenFace, page: PlanPage) -> PartForm:
    """Make the fields of a goal."""
    today = page.today
    title, measure = LineInput(_("Goal")), LineInput(_("Measured by"))
    due = DateInput(_("Reached by"), lambda: today)
    owner, status = PersonInput(_("Responsible")), ChoiceInput(_("Status"))
    form = PartForm(
        key,
        pen,
        {"title": title, "measure": measure, "due": due, "owner": owner, "lifecycle": status},
    )
    hint = Label(_("Enter and Esc close. What is written is kept."), "caption", "3", wrap=True)
    last = across((due, 1), (owner, 2), (status, 1))
    for each in (due, owner, status):
        last.setAlignment(each, Qt.AlignmentFlag.AlignTop)
    form.lay_out(title, measure, last, hint, gap=8)
    return form
