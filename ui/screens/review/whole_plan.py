"""The whole plan for reading: the citizen's own words first, then all the other parts."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from coordinator.i18n import _
from ui.screens.review.part_card import PartCard, PartCards, Planned, Remarking
from ui.screens.review.shown import ShownGoal, ShownIntervention, ShownPart, ShownPlan
from ui.theme import scaled
from ui.widgets.areas import AreaMark
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down


class _UnderGoal(PartCard):
    """A part that belongs to the goal above it."""

    indented = True


def whole_plan(plan: ShownPlan, remarking: Remarking) -> PartCards:
    """Show everything that an approval approves."""
    planned = [Planned((plan.own_key,), partial(_own_words, plan, remarking))]
    planned += [Planned((each.key,), partial(_part, each, remarking)) for each in plan.before]
    for goal in plan.goals:
        planned.append(Planned((goal.key, *goal.also), partial(_goal, goal, remarking)))
        planned += [
            Planned((each.key, *each.also), partial(_intervention, each, remarking))
            for each in goal.interventions
        ]
    planned += [Planned((each.key,), partial(_part, each, remarking)) for each in plan.after]
    keys = (plan.people_key, *plan.people_also)
    return PartCards([*planned, Planned(keys, partial(_people, plan, remarking))])


def _people(plan: ShownPlan, remarking: Remarking) -> PartCard:
    head, facts = (Icon("users", "ink2", 20),), _facts(plan.facts)
    title = _("People and agreements")
    return PartCard(plan.people_key, title, head, facts, remarking, also=plan.people_also)


def _own_words(plan: ShownPlan, remarking: Remarking) -> PartCard:
    words = plan.own_words or _("Nothing written yet.")
    quote = Label(words, "quote" if plan.own_words else "body", wrap=True)
    said = [Label(plan.said, "small", "2")] if plan.said else []
    matters = _facts(((_("What matters"), plan.matters),)) if plan.matters else down()
    body = down(quote.selectable(), *said, matters)
    head = (Icon("quote", "ink2", 20),)
    return PartCard(plan.own_key, _("This is what I would like"), head, body, remarking)


def _part(part: ShownPart, remarking: Remarking) -> PartCard:
    mark: QWidget = AreaMark(part.area) if part.area else Icon(part.icon, "ink2", 20)
    return PartCard(part.key, part.title, (mark,), _facts(part.facts), remarking)


def _goal(goal: ShownGoal, remarking: Remarking) -> PartCard:
    steps = [_line("target", *step) for step in goal.steps]
    body = down(_facts(goal.facts), *steps, gap=8)
    head = (Icon("target", "ink2", 20),)
    return PartCard(goal.key, goal.title, head, body, remarking, also=goal.also)


def _intervention(each: ShownIntervention, remarking: Remarking) -> PartCard:
    details = Label(each.details, "small", "2", wrap=True)
    tasks = [
        _line("list-check", what, " · ".join(part for part in (who, when) if part))
        for what, who, when in each.tasks
    ]
    body = down(details, *([_facts(each.facts)] if each.facts else []), *tasks, gap=8)
    head = (AreaMark(each.area),)
    return _UnderGoal(each.key, each.title, head, body, remarking, also=each.also)


def _line(icon: str, what: str, under: str) -> QLayout:
    words = down(Label(what, "body", wrap=True), Label(under, "small", "2", wrap=True), gap=0)
    return across(Icon(icon, "ink3", 16), (words, 1), gap=10)


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
