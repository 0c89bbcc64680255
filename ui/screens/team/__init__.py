"""The people of a unit and what hangs on each, for who leads it."""

from ui.screen import ScreenContext
from ui.screens.team.presenter import TeamPresenter
from ui.screens.team.view import TeamView


def build(context: ScreenContext) -> TeamView:
    """Join view and presenter; the view holds the presenter."""
    presenter = TeamPresenter(context.desk, context.runner, context.navigator)
    view = TeamView(presenter)
    presenter.show_in(view)
    view.destroyed.connect(lambda *_: context.runner.void(presenter.slot))
    return view
