"""The whole plan for reading: the citizen's own words first, then all the other parts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from coordinator.i18n import _
from ui.screens.review.part_card import PartCard, PartCards, Remarking
from ui.screens.review.shown import ShownGoal, ShownIntervention, ShownPart, ShownPlan
from ui.theme import scaled
from ui.widgets.areas import AreaMark
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.surfaces import Inset


def whole_plan(plan: ShownPlan, remarking: Remarking) -> PartCards:
    """Show everything that an approval approves."""
    words = plan.own_words or _("Nothing written yet.")
    quote = Label(words, "quote" if plan.own_words else "body", wrap=True)
    said = [Label(plan.said, "small", "2")] if plan.said else []
    own = _card(
        plan.own_key, _("This is what I would like"), "quote", down(quote.selectable(), *said),
        remarking,
    )  # fmt: skip
    people = _card(
        plan.people_key, _("People and agreements"), "users", _facts(plan.facts), remarking
    )
    parts = [
        [_part(each, remarking) for each in plan.before],
        [_goal(goal, remarking) for goal in plan.goals],
        [_part(each, remarking) for each in plan.after],
    ]
    return PartCards((own, *(card for group in parts for card in group), people))


def _card(key: str, title: str, icon: str, body: QLayout, remarking: Remarking) -> PartCard:
    return PartCard(key, title, (Icon(icon, "ink2", 20),), body, remarking)


def _part(part: ShownPart, remarking: Remarking) -> PartCard:
    mark: QWidget = AreaMark(part.area) if part.area else Icon(part.icon, "ink2", 20)
    return PartCard(part.key, part.title, (mark,), _facts(part.facts), remarking)


def _goal(goal: ShownGoal, remarking: Remarking) -> PartCard:
    body = down(_facts(goal.facts), *(_intervention(each) for each in goal.interventions), gap=10)
    return _card(goal.key, goal.title, "target", body, remarking)


def _intervention(each: ShownIntervention) -> QFrame:
    title = Label(each.title, "h3", wrap=True)
    details = Label(each.details, "small", "2", wrap=True)
    head = across((AreaMark(each.area), 0), (down(title, details, gap=1), 1), gap=10)
    head.setAlignment(Qt.AlignmentFlag.AlignTop)
    inset = Inset(head, gap=8)
    for what, who, when in each.tasks:
        task = Label(what, "body", wrap=True)
        person = Label(" · ".join(part for part in (who, when) if part), "small", "2", wrap=True)
        line = across(Icon("list-check", "ink3", 16), (down(task, person, gap=0), 1), gap=10)
        inset.body.addLayout(line)
    return inset


def _facts(facts: tuple[tuple[str, str], ...]) -> QLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(facts):
        label = Label(name, "small", "2", wrap=True)
        label.setFixedWidth(scaled(104))
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(value, "body", wrap=True).selectable(), row, 1)
    return grid
