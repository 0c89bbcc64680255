"""Controlling the log: what a week's looks give to look at, and a verdict on each."""

from ui.screen import ScreenContext
from ui.screens.log_control.presenter import LogControlPresenter
from ui.screens.log_control.view import LogControlView


def build(context: ScreenContext) -> LogControlView:
    """Join view and presenter; the view holds the presenter."""
    presenter = LogControlPresenter(
        context.desk, context.runner, context.feed.publish, context.navigator, context.begun
    )
    view = LogControlView(presenter)
    presenter.show_in(view)
    view.destroyed.connect(lambda *_: context.runner.void(presenter.slot))
    return view
