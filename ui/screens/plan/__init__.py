"""The joint plan, written together with the citizen: outline, document, what is missing."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ui.screen import ScreenContext
from ui.screens.plan.alarm import QtAlarm
from ui.screens.plan.presenter import EditorPresenter
from ui.screens.plan.view import PlanView


def build(context: ScreenContext) -> PlanView:
    """Join view and presenter; the view holds the presenter."""
    runner = context.runner
    # The alarms go with the view, whatever session they belong to.
    home = QObject()
    presenter = EditorPresenter(
        context.desk,
        runner,
        context.feed.publish,
        context.navigator,
        clock=time.monotonic,
        make_alarm=partial(_alarm, home),
    )
    view = PlanView(presenter)
    home.setParent(view)
    presenter.show_in(view)
    # An answer that is still on its way finds nobody.
    view.destroyed.connect(lambda *_: runner.void(presenter.slot))
    return view


def _alarm(home: QObject, ring: Callable[[], None]) -> QtAlarm:
    return QtAlarm(ring, home)
