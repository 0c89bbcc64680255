"""Review: a team lead reads what changed in a plan, and approves it or returns it."""

from PySide6.QtWidgets import QWidget

from ui.screen import ScreenContext
from ui.screens.review.presenter import ReviewPresenter
from ui.screens.review.view import ReviewScreen


def build(context: ScreenContext) -> QWidget:
    """Make the screen, which holds its presenter."""
    presenter = ReviewPresenter(
        context.desk, context.runner, context.feed, context.navigator, context.begun
    )
    screen = ReviewScreen(presenter)
    presenter.attach(screen)
    screen.destroyed.connect(presenter.finish)
    return screen
