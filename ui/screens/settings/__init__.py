"""Settings: how one person likes Samplan, and what holds for the whole municipality."""

from plans.access import Deed, may
from ui.screen import ScreenContext
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.view import SettingsScreen


def build(context: ScreenContext) -> SettingsScreen:
    """Make the screen, which holds its presenter."""
    view = SettingsScreen(context.runner)
    view.presenter = presenter = SettingsPresenter(view, context)
    view.password = presenter.password
    view.windows = presenter.windows
    if may(context.desk.member, Deed.OPEN_CITIZEN):
        view.calendar = presenter.calendar
    view.destroyed.connect(presenter.leave)
    return view
