"""The published figures: which month, which table."""

from ui.screen import ScreenContext
from ui.screens.figures.presenter import FiguresPresenter
from ui.screens.figures.view import FiguresView


def build(context: ScreenContext) -> FiguresView:
    """Join view and presenter; the view holds the presenter."""
    presenter = FiguresPresenter(context.desk, context.runner, context.navigator)
    view = FiguresView(presenter)
    presenter.show_in(view)
    view.destroyed.connect(lambda *_: context.runner.void(presenter.slot))
    view.destroyed.connect(lambda *_: context.runner.void(presenter.continuity.slot))
    return view
