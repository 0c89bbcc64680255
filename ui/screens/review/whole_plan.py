"""The whole plan for reading: the citizen's own words first, then the goals."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from coordinator.i18n import _
from ui.screens.review.shown import ShownGoal, ShownIntervention, ShownPlan
from ui.theme import scaled
from ui.widgets.areas import AreaMark
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.surfaces import Card, Inset


class WholePlan(QFrame):
    """Everything that an approval approves."""

    def __init__(self, plan: ShownPlan) -> None:
        super().__init__()
        words = plan.own_words or _("Nothing written yet.")
        quote = Label(words, "quote" if plan.own_words else "body", wrap=True)
        own = Card(quote.selectable(), title=_("This is what I would like"))
        if plan.said:
            own.add(Label(plan.said, "small", "2"))
        cards = [own, *(_goal(goal) for goal in plan.goals)]
        cards.append(Card(_facts(plan.facts), title=_("People and agreements")))
        self.setLayout(down(*cards, gap=10))


def _goal(goal: ShownGoal) -> Card:
    card = Card(_facts(goal.facts), title=goal.title)
    for each in goal.interventions:
        card.add(_intervention(each))
    return card


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


def _facts(facts: tuple[tuple[str, str], ...]) -> QFrame:
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
    return boxed(grid)
