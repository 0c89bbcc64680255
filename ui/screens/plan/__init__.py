"""The joint plan, written together with the citizen: outline, document, what is missing."""

import time
from functools import partial

from coordinator.desk import Desk
from ui.comparing import Comparer
from ui.runner import Runner
from ui.screen import ScreenContext
from ui.screens.plan.alarm import QtAlarm
from ui.screens.plan.company import Company
from ui.screens.plan.legible import LegibleWatch
from ui.screens.plan.legible_page import LegiblePage
from ui.screens.plan.page import RemarkLine
from ui.screens.plan.past import PastWatch
from ui.screens.plan.past_card import PastTips
from ui.screens.plan.presenter import EditorPresenter
from ui.screens.plan.remarks import RemarksWatch
from ui.screens.plan.step_memory import StepMemory
from ui.screens.plan.together_face import TogetherFace
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
    view.steps = StepMemory(context.begun)
    view.compare = Comparer(context).compare
    presenter.step_done = view.steps.done
    presenter.prove = context.house.locking.prove
    presenter.show_in(view)
    watch = LegibleWatch(context.desk, context.runner, partial(show_legible, view), view)
    view.page_shown.connect(watch.look)
    view.destroyed.connect(watch.leave)
    remarks = RemarksWatch(
        context.desk,
        context.runner,
        context.feed.publish,
        context.navigator,
        partial(show_remarks, view),
    )
    view.inspector.remarks.mark = remarks.mark
    view.page_shown.connect(remarks.look)
    context.feed.subscribe(remarks.changed)
    view.destroyed.connect(remarks.leave)
    context.feed.subscribe(join_past(view, context.desk, context.runner).changed)
    presenter.asking.show_in(view.together)
    join_company(presenter, view.together, Company(context.desk, context.runner, QtAlarm))
    # What is not in the store yet goes there; an answer that is still on its way finds nobody.
    view.destroyed.connect(lambda *_: presenter.finish())
    return view


def show_legible(view: PlanView, page: LegiblePage) -> None:
    """Show how easy the plan is to read, in the inspector and in the outline."""
    view.inspector.legible.show_page(page)
    view.outline.show_lix(page.too_hard or {})


def show_remarks(view: PlanView, lines: tuple[RemarkLine, ...]) -> None:
    """Show the remarks of the review in the inspector, and where they stand in the document."""
    view.inspector.show_remarks(lines)
    view.document.marks.show_remarks(lines)


def join_past(view: PlanView, desk: Desk, runner: Runner) -> PastWatch:
    """Let the inspector and the tips tell who wrote a part and what it said before."""
    past = PastWatch(desk, runner, view.inspector.past.show_past)
    view.page_shown.connect(past.look)
    view.place_seen.connect(past.at)
    PastTips(view.document, past.hover)
    view.destroyed.connect(past.leave)
    return past


def join_company(presenter: EditorPresenter, face: TogetherFace, company: Company) -> None:
    """Let the editor and those who have the same plan open hear of each other."""
    pen = presenter.pen
    pen.company = company
    company.show = lambda people: face.show_company(tuple(map(pen.somebody, people)))
    company.changed = presenter.refresh
