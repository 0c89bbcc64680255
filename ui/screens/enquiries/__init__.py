"""«Henvendelser»: what came in at any door, and the way to who answers it."""

from ui.screen import ScreenContext
from ui.screens.enquiries.presenter import EnquiriesPresenter
from ui.screens.enquiries.view import EnquiriesScreen


def build(context: ScreenContext) -> EnquiriesScreen:
    """Join view and presenter; the view holds the presenter."""
    presenter = EnquiriesPresenter(
        context.desk, context.runner, context.feed.publish, context.navigator
    )
    presenter.prove = context.house.locking.prove
    screen = EnquiriesScreen(presenter, context.begun, context.runner)
    presenter.show_in(screen)
    for slot in presenter.slots:
        screen.destroyed.connect(lambda *_, slot=slot: context.runner.void(slot))
    return screen
