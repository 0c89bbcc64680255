"""Staff: who works here, as what, and who may sign in; for administrators."""

from ui.screen import ScreenContext
from ui.screens.staff.presenter import StaffPresenter
from ui.screens.staff.view import StaffView


def build(context: ScreenContext) -> StaffView:
    """Join view and presenter; the view holds the presenter."""
    presenter = StaffPresenter(
        context.desk, context.runner, context.feed.publish, context.navigator
    )
    presenter.prove = context.house.locking.prove
    view = StaffView(presenter, context.begun)
    presenter.show_in(view)
    view.destroyed.connect(lambda *_: context.runner.void(presenter.slot))
    return view
