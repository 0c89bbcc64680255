"""«Omfordeling»: choose what of a colleague's goes to whom, see what comes of it, and follow it."""

from ui.screen import ScreenContext
from ui.screens.redistribution.presenter import RedistributionPresenter
from ui.screens.redistribution.view import RedistributionView


def build(context: ScreenContext) -> RedistributionView:
    """Join view and presenter; the view holds the presenter."""
    presenter = RedistributionPresenter(
        context.desk, context.runner, context.feed.publish, context.navigator
    )
    view = RedistributionView(presenter, context.desk.clock.today)
    presenter.show_in(view)
    view.destroyed.connect(lambda *_: context.runner.void(presenter.slot))
    return view
