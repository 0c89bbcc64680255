"""«Overdragelser» in the window: lists, the page of one, and the sender's form."""

from datetime import timedelta

import pytest

from coordinator.use_cases import handing_over, staff_tasks
from coordinator.use_cases.handing_over import Offer
from plans.handover_course import is_settled
from plans.handovers import HandoverKind, HandoverStatus, Promise
from plans.staff_tasks import Wish
from tests.builders import (
    BIRGER,
    BO,
    JENS,
    LIS,
    METTE,
    TODAY,
    citizen,
    enquiry,
    goal,
    identity,
    intervention,
    plan,
    task,
)
from tests.coordinator.house_of_plans import house_with
from tests.ui.fakes_runner import ImmediateRunner
from ui.begun import BegunForms
from ui.give_to import GiveToDialog
from ui.screens.handovers.letter_dialog import LetterDialog
from ui.screens.handovers.presenter import HandoversPresenter
from ui.screens.handovers.view import HandoversView
from ui.theme import THEME
from ui.widgets.labels import Label

BOS = identity(BO)
CALL, CV = task("Aftal besøg", METTE), task("Afslut CV", METTE)
PLAN = plan(deputy=None, goals=(goal("Mål", intervention("Job", tasks=(CALL, CV))),))


class Window:
    """The window as the presenter sees it."""

    def __init__(self):
        self.opened, self.toasts, self.counts, self.crumbs = [], [], {}, ()

    def open(self, screen, argument=None, at=None):
        self.opened.append((screen, argument))

    def back(self):
        self.opened.append(("back", None))

    def set_crumbs(self, crumbs):
        self.crumbs = crumbs

    def set_counts(self, counts):
        self.counts |= counts

    def toast(self, text, *_more):
        self.toasts.append(text)


@pytest.fixture
def house():
    THEME.use(mode="light", text_scale=100)
    return house_with(citizen(), PLAN)


def screen(qtbot, house, member):
    desk, window = house.desk(member), Window()
    presenter = HandoversPresenter(desk, ImmediateRunner(), lambda _changes: None, window)
    view = HandoversView(presenter, desk.clock.today, BegunForms())
    presenter.show_in(view)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    view.window_of_test = window
    return view


def offer(house, **fields):
    whole = {
        "citizen_id": BOS,
        "receiver": JENS.id,
        "kind": HandoverKind.LASTING,
        "cause": "organisation",
        "note": "Ring om eftermiddagen",
        "promises": (Promise("Ringer om kørsel", TODAY),),
    }
    handover_id, _changes = handing_over.offer(house.desk(METTE), Offer(**(whole | fields)))
    return str(handover_id)


def test_the_list_says_what_waits_and_where_nothing_does(qtbot, house):
    view = screen(qtbot, house, JENS)
    view.activate(None)
    assert view.lists.content is not view.lists.rows
    offer(house)
    view.refresh()
    assert view.lists.content is view.lists.rows
    assert view.window_of_test.counts == {"handovers": 1}


def test_the_receiver_takes_over_but_for_what_stays(qtbot, house):
    view = screen(qtbot, house, JENS)
    key = offer(house)
    view.activate(key)
    view.page.choices[str(CV.id)].set_value("stay")
    view.primary_action()
    with house.begin(METTE, False) as work:
        kept = work.plans.get(PLAN.id)
    assert kept.coordinator == JENS.id
    assert kept.task(CALL.id).assignee.staff_id == JENS.id
    assert kept.task(CV.id).assignee.staff_id == METTE.id
    assert view.page.may_print
    assert view.page.accept_button is None


def test_a_choice_outlives_a_refresh(qtbot, house):
    view = screen(qtbot, house, JENS)
    view.activate(offer(house))
    view.page.choices[str(CV.id)].set_value("stay")
    view.refresh()
    assert view.page.choices[str(CV.id)].value == "stay"


def test_the_giver_sees_no_answer_to_give_and_may_withdraw(qtbot, house):
    view = screen(qtbot, house, METTE)
    view.activate(offer(house))
    assert view.page.accept_button is None
    view._presenter.withdraw()
    (kept,) = house.kept.handovers.values()
    assert kept.status is HandoverStatus.WITHDRAWN
    assert view.window_of_test.opened[-1] == ("handovers", None)


def test_questions_and_a_no_go_through_the_page(qtbot, house):
    key = offer(house)
    receiver, giver = screen(qtbot, house, JENS), screen(qtbot, house, METTE)
    receiver.activate(key)
    receiver._presenter.ask_back("Hvem er lægen?")
    giver.activate(key)
    giver._presenter.reply("Lægehuset")
    receiver.refresh()
    receiver._presenter.decline("Jeg kender familien")
    (kept,) = house.kept.handovers.values()
    assert (kept.status, kept.reason) == (HandoverStatus.DECLINED, "Jeg kender familien")
    assert [each.text for each in kept.words] == ["Hvem er lægen?", "Lægehuset"]


def test_the_form_asks_for_what_is_missing_and_sends(qtbot, house):
    view = screen(qtbot, house, METTE)
    view.activate(("new", str(BOS)))
    form = view.form
    view.primary_action()
    assert form.fields["receiver"].error
    form.who.setText(JENS.name)
    view.primary_action()
    assert form.fields["cause"].error
    form.cause.set_value("benefit_change")
    assert not form.warning.isHidden()
    form.note.set_text("Ring om eftermiddagen")
    view.primary_action()
    assert form.fields["comment"].error
    form.comment.set_text("Hun har bedt om det")
    form.promises[0][0].setText("Ringer om kørsel")
    view.primary_action()
    (kept,) = house.kept.handovers.values()
    assert (kept.receiver.id, kept.cause) == (JENS.id, "benefit_change")
    assert [each.text for each in kept.promises] == ["Ringer om kørsel"]
    assert view.window_of_test.opened[-1] == ("handovers", str(kept.id))


def test_help_asks_for_a_day(qtbot, house):
    view = screen(qtbot, house, METTE)
    view.activate(("new", str(BOS)))
    form = view.form
    form.who.setText(JENS.name)
    form.kind.set_value("help")
    form.cause.set_value("professional")
    form.note.set_text("Kom med til mødet")
    view.primary_action()
    assert form.fields["until"].error
    form.until.set_value(TODAY + timedelta(9))
    view.primary_action()
    (kept,) = house.kept.handovers.values()
    assert (kept.kind, kept.until) == (HandoverKind.HELP, TODAY + timedelta(9))


def test_tasks_between_colleagues_and_enquiries_follow_or_stay(qtbot, house):
    follows, stays = identity("follows"), identity("stays")
    for task_id in (follows, stays):
        wish = Wish("Ring til lægen", TODAY, citizen_id=BOS)
        staff_tasks.ask(house.desk(METTE), task_id, wish, METTE.id)
    kept = enquiry(citizen_id=BOS)
    house.kept.enquiries[kept.id] = kept
    view = screen(qtbot, house, JENS)
    view.activate(offer(house))
    assert {str(follows), str(stays), str(kept.id)} <= set(view.page.choices)
    view.page.choices[str(stays)].set_value("stay")
    view.primary_action()
    tasks = {key: each.task for key, each in house.kept.staff_tasks.items()}
    assert (tasks[follows].assignee, tasks[stays].assignee) == (JENS.id, METTE.id)
    assert house.kept.enquiries[kept.id].holder == JENS.id


def test_the_lead_asks_again_gives_to_another_and_lets_the_citizen_stay(qtbot, house):
    key = offer(house)
    lead = screen(qtbot, house, BIRGER)
    lead.activate(key)
    shown = lead.page._shown
    assert (shown.may_remind, shown.may_give, shown.settles) == (True, True, "")
    lead._presenter.leading.remind()
    assert not lead.page._shown.may_remind
    lead._presenter.leading.find_others()
    dialog = lead.findChild(GiveToDialog)
    dialog.try_to_give()
    assert dialog.who_field.error
    dialog.who.setText(LIS.name)
    dialog.try_to_give()
    (new,) = (each for each in house.kept.handovers.values() if each.is_open)
    assert (new.receiver.id, new.by.id) == (LIS.id, BIRGER.id)
    handing_over.decline(house.desk(LIS), new, "Ingen tid")
    lead.activate(str(new.id))
    assert lead.page._shown.settles
    lead._presenter.leading.settle()
    assert not lead.page._shown.settles
    assert is_settled(house.kept.handovers[new.id])


def test_the_letter_is_read_before_the_yes_and_the_meeting_stands_in_it(qtbot, house):
    sender = screen(qtbot, house, METTE)
    sender.activate(("new", str(BOS)))
    form = sender.form
    form.who.setText(JENS.name)
    form.cause.set_value("organisation")
    form.note.set_text("Ring om eftermiddagen")
    form.meeting.set_value(TODAY - timedelta(1))
    sender.primary_action()
    assert form.fields["meeting"].error
    form.meeting.set_value(TODAY + timedelta(3))
    sender.primary_action()
    (made,) = house.kept.handovers.values()
    (task,) = (each.task for each in house.kept.staff_tasks.values())
    assert (task.assignee, task.wish.due, task.id in made.staying) == (METTE.id, made.meeting, True)
    view = screen(qtbot, house, JENS)
    view.activate(str(made.id))
    view._presenter.leading.see_letter()
    dialog = view.findChild(LetterDialog)
    said = " ".join(each.text() for each in dialog.findChildren(Label))
    assert JENS.name in said
    assert "together with Mette" in said or "sammen med Mette" in said
    dialog.reject()
    view.primary_action()
    (kept,) = (each.task for each in house.kept.staff_tasks.values())
    assert kept.assignee == METTE.id
