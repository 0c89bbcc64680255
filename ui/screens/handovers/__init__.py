"""«Overdragelser»: what waits for my answer, the page of one, and the sender's form."""

from ui.screen import ScreenContext
from ui.screens.handovers.presenter import HandoversPresenter
from ui.screens.handovers.view import HandoversView


def build(context: ScreenContext) -> HandoversView:
    """Join view and presenter; the view holds the presenter."""
    presenter = HandoversPresenter(
        context.desk, context.runner, context.feed.publish, context.navigator
    )
    view = HandoversView(presenter, context.desk.clock.today, context.begun)
    presenter.show_in(view)
    view.destroyed.connect(lambda *_: context.runner.void(presenter.slot))
    view.destroyed.connect(lambda *_: context.runner.void(presenter.leading.slot))
    return view
