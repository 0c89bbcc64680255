"""«Min dag»: what waits on me, my plans and my latest citizens."""

from ui.screen import ScreenContext
from ui.screens.day.presenter import DayPresenter
from ui.screens.day.view import DayView


def build(context: ScreenContext) -> DayView:
    """Join view and presenter; the view holds the presenter."""
    runner = context.runner
    presenter = DayPresenter(context.desk, runner, context.feed.publish, context.navigator)
    view = DayView(presenter)
    view.begun = context.begun
    presenter.show_in(view)
    presenter.answering.show_in(view, context.begun)
    presenter.waiting.show_in(view)
    presenter.climbing.show_in(view)
    # An answer that is still on its way finds nobody.
    view.destroyed.connect(lambda *_: runner.void(presenter.slot))
    view.destroyed.connect(lambda *_: runner.void(presenter.answering.slot))
    view.destroyed.connect(lambda *_: runner.void(presenter.waiting.slot))
    view.destroyed.connect(lambda *_: runner.void(presenter.climbing.slot))
    return view
