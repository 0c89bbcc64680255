"""A reorganisation: who gets whom, proposed, shown before anything happens, and carried out."""

from ui.screen import ScreenContext
from ui.screens.reorganise.presenter import ReorganisePresenter
from ui.screens.reorganise.view import ReorganiseView


def build(context: ScreenContext) -> ReorganiseView:
    """Join view and presenter; the view holds the presenter."""
    presenter = ReorganisePresenter(
        context.desk, context.runner, context.navigator, context.feed.publish
    )
    view = ReorganiseView(presenter)
    presenter.show_in(view)

    def gone(*_: object) -> None:
        context.runner.void(presenter.slot)
        presenter.let_go()

    view.destroyed.connect(gone)
    return view
