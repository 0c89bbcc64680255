"""Load data: a file is read and compared, shown, mended, and only then loaded."""

from ui.screen import ScreenContext
from ui.screens.load.presenter import LoadPresenter
from ui.screens.load.view import LoadScreen


def build(context: ScreenContext) -> LoadScreen:
    """Make the screen, which holds its presenter."""
    view = LoadScreen()
    view.presenter = presenter = LoadPresenter(view, context)
    # A check that ends after its window has gone must not draw in it.
    view.destroyed.connect(presenter.leave)
    return view
