"""Following a plan up: a result for each running intervention, a note, and the next day."""

from ui.screen import ScreenContext
from ui.screens.follow_up.presenter import FollowUpPresenter
from ui.screens.follow_up.view import FollowUpView


def build(context: ScreenContext) -> FollowUpView:
    """Join view and presenter; the view holds the presenter."""
    presenter = FollowUpPresenter(
        context.desk, context.runner, context.feed.publish, context.navigator, context.begun
    )
    view = FollowUpView(presenter, context.desk.clock.today)
    presenter.show_in(view)
    view.destroyed.connect(lambda *_: context.runner.void(presenter.slot))
    return view
