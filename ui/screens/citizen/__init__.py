"""The citizen page: the whole situation of one citizen on one screen."""

from PySide6.QtWidgets import QWidget

from ui.screen import ScreenContext
from ui.screens.citizen.presenter import CitizenPresenter
from ui.screens.citizen.view import CitizenView


def build(context: ScreenContext) -> QWidget:
    """Join the view with its presenter."""
    presenter = CitizenPresenter(context)
    view = CitizenView(presenter)
    presenter.attach(view.board)
    view.destroyed.connect(presenter.finish)
    return view
