"""Print: the paper as it will be, to the printer or to a file."""

from PySide6.QtWidgets import QWidget

from ui.screen import ScreenContext
from ui.screens.print.presenter import PrintPresenter
from ui.screens.print.view import PrintScreen


def build(context: ScreenContext) -> QWidget:
    """Make the screen, which holds its presenter."""
    presenter = PrintPresenter(context.desk, context.runner, context.navigator)
    presenter.prove = context.house.locking.prove
    screen = PrintScreen(presenter, context.runner)
    presenter.attach(screen)
    slots = [(name, id(presenter)) for name in ("print-choices", "print-paper", "print-page")]

    def leave() -> None:
        for slot in slots:
            context.runner.void(slot)

    # Pages that are still on their way find nobody.
    screen.destroyed.connect(leave)
    return screen
