"""«Opgaver»: all tasks that one has to do with, as a list or a board."""

from functools import partial

from ui.screen import ScreenContext
from ui.screens.tasks.presenter import TasksPresenter
from ui.screens.tasks.view import TasksScreen
from ui.task_dialog import open_task_dialog


def build(context: ScreenContext) -> TasksScreen:
    """Join view and presenter; the view holds the presenter."""
    runner = context.runner
    presenter = TasksPresenter(
        context.desk, runner, context.feed.publish, context.navigator, context.begun
    )
    view = TasksScreen(presenter, context.begun)
    view.new.clicked.connect(partial(_new_task, view, context))
    presenter.show_in(view)
    for slot in (presenter.slot, presenter.bulk.slot):
        view.destroyed.connect(lambda *_, slot=slot: runner.void(slot))
    return view


def _new_task(view: TasksScreen, context: ScreenContext, _checked: bool = False) -> None:
    open_task_dialog(view, context)
