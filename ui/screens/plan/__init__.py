"""The joint plan, written together with the citizen: outline, document, what is missing."""

import time

from ui.screen import ScreenContext
from ui.screens.plan.alarm import QtAlarm
from ui.screens.plan.presenter import EditorPresenter
from ui.screens.plan.view import PlanView


def build(context: ScreenContext) -> PlanView:
    """Join view and presenter; the view holds the presenter."""
    presenter = EditorPresenter(
        context.desk,
        context.runner,
        context.feed.publish,
        context.navigator,
        clock=time.monotonic,
        make_alarm=QtAlarm,
    )
    view = PlanView(presenter)
    presenter.show_in(view)
    # What is not in the store yet goes there; an answer that is still on its way finds nobody.
    view.destroyed.connect(lambda *_: presenter.finish())
    return view
