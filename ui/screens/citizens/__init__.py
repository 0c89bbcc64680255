"""«Borgere»: find a citizen as you type; mine and those opened last before that."""

from ui.screen import ScreenContext
from ui.screens.citizens.presenter import CitizensPresenter
from ui.screens.citizens.view import CitizensView


def build(context: ScreenContext) -> CitizensView:
    """Join view and presenter; the view holds the presenter."""
    runner = context.runner
    presenter = CitizensPresenter(context.desk, runner, context.navigator)
    presenter.prove = context.house.locking.prove
    view = CitizensView(presenter)
    presenter.show_in(view)
    # An answer that is still on its way finds nobody.
    view.destroyed.connect(lambda *_: runner.void(presenter.slot))
    return view
