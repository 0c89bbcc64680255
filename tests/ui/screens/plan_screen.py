"""The editor's view with its presenter on a store, in a window of its own, for its tests."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coordinator.journal import NO_JOURNAL
from coordinator.use_cases import opening
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.plan_world import FakeClock, SavingNavigator
from ui.screens.plan.presenter import EditorPresenter
from ui.screens.plan.view import PlanView


class Screen:
    """A view with its presenter on the store, in a window of a given size."""

    def __init__(self, qtbot, world, member, runner=None, drafts=NO_JOURNAL):
        self.clock, self.navigator = FakeClock(), SavingNavigator()
        self.runner = runner or ImmediateRunner()
        self.world, self.qtbot = world, qtbot
        self.presenter = EditorPresenter(
            replace(world.desk(member), drafts=drafts),
            self.runner,
            self.tell,
            self.navigator,
            clock=self.clock,
            make_alarm=self.clock.alarm,
        )
        self.view = PlanView(self.presenter)
        self.presenter.show_in(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(1300, 850)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.view.activateWindow()
        qtbot.waitUntil(self.view.isActiveWindow)

    def tell(self, changes):
        self.presenter.changed(changes)

    def open(self, plan_id):
        self.plan_id = plan_id
        self.view.activate(str(plan_id))
        self.view.document.builder.run_all()
        return self

    @property
    def document(self):
        return self.view.document

    @property
    def goal(self):
        return next(iter(self.document.goals.values()))

    def card(self, place=0):
        return list(self.goal.cards.values())[place]

    def item(self, place=0, card=0):
        return list(self.card(card).items.values())[place]

    def stored(self):
        return opening.read_plan(self.world.desk(), self.plan_id)

    def type(self, text):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)
