"""Somebody's plan editor without its widgets, in a process of its own: it hears of the store."""

from coordinator.use_cases import opening
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.plan_world import Face, SavingNavigator
from ui.screens.plan import join_company
from ui.screens.plan.company import Company
from ui.screens.plan.presenter import EditorPresenter


class AskingFace:
    """Who is asked about a field that two people changed, and is told of others."""

    def __init__(self):
        self.asked, self.news = [], ()

    def ask_conflict(self, question):
        self.asked.append(question)

    def show_news(self, lines):
        self.news = lines


class OwnProcess(Face, AskingFace):
    """The editor of a plan at a desk; it hears of nothing but the store."""

    def __init__(self, desk, plan_id, clock):
        Face.__init__(self)
        AskingFace.__init__(self)
        self.people, self.desk, self.plan_id = (), desk, plan_id
        self.runner = ImmediateRunner()
        self.presenter = EditorPresenter(
            desk, self.runner, lambda _changes: None, SavingNavigator(),
            clock=clock, make_alarm=clock.alarm,
        )  # fmt: skip
        self.presenter.show_in(self)
        self.presenter.asking.show_in(self)
        join_company(self.presenter, self, Company(desk, self.runner, clock.alarm))
        self.presenter.activate(str(plan_id))

    def show_company(self, people):
        self.people = people

    @property
    def words(self):
        return [each.words for each in self.people]

    @property
    def pen(self):
        return self.presenter.pen

    def stored(self):
        return opening.read_plan(self.desk, self.plan_id)
