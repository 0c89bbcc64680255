"""A reorganisation in the window: choose, propose, change by hand, and see what it does."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coordinator.caseload_search import search
from coordinator.i18n import use_language
from coordinator.use_cases.reorganising import Posed
from plans.caseload_plan import Impossible, Problem, Proposal
from plans.errors import RuleBroken
from plans.people import Protection
from tests.builders import (
    BIRGER,
    BO,
    JENS,
    KARLA,
    LIS,
    METTE,
    NINA,
    citizen,
    full_citizen,
    goal,
    identity,
    intervention,
    plan,
    task,
)
from tests.caseloads_invented import asked_here, held, person, receiver
from tests.fakes import FakeStore
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui.screens.reorganise.presenter import ReorganisePresenter
from ui.screens.reorganise.view import ReorganiseView
from ui.screens.reorganise.words import impossible_shown, plan_shown

WHO = (BO, NINA, KARLA)


@pytest.fixture(autouse=True)
def _english():
    use_language("en")
    yield
    use_language("da")


@pytest.fixture
def store():
    """Mette coordinates three plans; Jens is deputy in Bo's, and Karla is protected."""
    made = FakeStore()
    with made.begin(METTE, True) as work:
        for who in WHO:
            whom = full_citizen() if who == KARLA else citizen(who)
            if who == KARLA:
                whom = replace(whom, protection=Protection(address=True))
            place = intervention(f"Job {who}", tasks=(task(f"Opgave {who}", METTE),))
            work.citizens.add(whom)
            work.plans.add(
                plan(
                    id=identity(f"plan {who}"), citizen_id=identity(who),
                    deputy=JENS.id if who == BO else None,
                    goals=(goal(f"Mål {who}", place),), participants=(), consents=(), events=(),
                )
            )  # fmt: skip
        work.commit()
    return made


def find(problem, told, stopped):
    return search(problem, told, stopped, asked_here)


class Screen:
    def __init__(self, qtbot, store, member=BIRGER, runner=None):
        self.navigator = FakeNavigator()
        self.published = []
        self.runner = runner or ImmediateRunner()
        self.presenter = ReorganisePresenter(
            store.desk(member), self.runner, self.navigator, self.published.append, find
        )
        self.view = ReorganiseView(self.presenter)
        self.presenter.show_in(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(1100, 760)
        self.view.show()

    def go(self, about=None):
        self.view.activate(about)
        QApplication.processEvents()
        return self

    def give_all(self):
        self.go(str(METTE.id))
        # Who leads and has nobody receives when asked to.
        self.presenter.set_person(str(BIRGER.id), gives=False, receives=True, limit="")
        return self

    def people(self):
        model = self.view.choose.people.rows
        return {each.name: each for each in map(model.at, range(model.rowCount()))}

    def lines(self):
        model = self.view.plan.lines.rows
        return [model.at(place) for place in range(model.rowCount())]


@pytest.fixture
def screen(qtbot, store):
    return Screen(qtbot, store)


def test_everybody_of_the_unit_with_citizens_may_receive_until_one_says_else(screen):
    people = screen.go().people()
    assert {each.name for each in people.values() if each.receives} == {
        JENS.name, METTE.name
    }  # fmt: skip
    assert people[METTE.name].load == "6 points"
    assert people[METTE.name].limit == "6"
    assert "2 may receive" in screen.view.choose.header.subtitle.text()


def test_who_is_named_gives_all_and_gets_nobody(screen):
    line = screen.give_all().people()[METTE.name]
    assert (line.gives, line.receives) == (True, False)


def test_a_proposal_says_who_gets_whom_and_that_it_cannot_be_fewer(screen):
    screen.give_all().view.choose.go.click()
    page = screen.view.plan
    assert screen.view.currentWidget() is page
    assert "3 citizens change case worker" in page.header.subtitle.text()
    assert page.bound.text().startswith("Proven")
    bo = next(each for each in screen.lines() if each.why == "Deputy in the plan")
    assert (bo.giver, bo.receiver) == (METTE.name, JENS.name)
    assert [each.protected for each in screen.lines()].count(True) == 1


def test_a_limit_is_taken_when_one_leaves_the_field(screen):
    screen.give_all()
    screen.presenter.set_person(str(JENS.id), gives=False, receives=True, limit="abc")
    assert "whole number" in screen.view.choose.problem._title.text()
    screen.presenter.set_person(str(JENS.id), gives=False, receives=True, limit="2")
    assert screen.people()[JENS.name].limit == "2"
    screen.view.choose.people.choose(0)
    panel = screen.view.choose.panel
    panel.limit.setText("3")
    panel.limit.left.emit("3")
    assert screen.view.choose.people.row.limit == "3"
    panel.receives.click()
    assert not screen.view.choose.people.row.receives


def test_too_little_room_is_told_with_what_is_lacking(screen):
    screen.give_all()
    for who in (JENS, BIRGER):
        screen.presenter.set_person(str(who.id), gives=False, receives=True, limit="2")
    screen.view.choose.go.click()
    page = screen.view.none
    assert screen.view.currentWidget() is page
    assert "no room for 1 citizen (2 points)" in page.why.text()
    assert not page.leave.isVisible()


def test_whom_nobody_can_have_is_named_and_may_stay(screen):
    screen.give_all()
    for who in (JENS, BIRGER):
        screen.presenter.set_person(str(who.id), gives=False, receives=False, limit="")
    screen.presenter.set_person(str(LIS.id), gives=False, receives=True, limit="9")
    screen.view.choose.go.click()
    page = screen.view.none
    assert page.citizens.rows.rowCount() == 3
    assert page.citizens.rows.at(0)[1] == "another service area (1)"
    page.leave.click()
    assert screen.view.currentWidget() is screen.view.plan
    assert screen.lines() == []


def test_a_receiver_chosen_by_hand_is_counted_at_once_and_stays(screen):
    screen.give_all().view.choose.go.click()
    page = screen.view.plan
    page.lines.choose(0)
    line = page.lines.row
    other = BIRGER if line.receiver == JENS.name else JENS
    page.panel.to.set_value(str(other.id))
    page.panel.to.picked.emit(str(other.id))
    changed = next(each for each in screen.lines() if each.key == line.key)
    assert (changed.receiver, changed.why, changed.fixed) == (other.name, "Chosen by hand", True)
    assert "not known yet" in page.bound.text()
    page.again.click()
    again = next(each for each in screen.lines() if each.key == line.key)
    assert (again.receiver, again.fixed) == (other.name, True)
    page.lines.choose(0)
    assert page.panel.fixed.isChecked() == page.lines.row.fixed


def test_more_than_somebody_may_have_is_refused_before_the_consequences(screen):
    screen.give_all()
    screen.presenter.set_person(str(JENS.id), gives=False, receives=True, limit="4")
    screen.view.choose.go.click()
    for line in screen.lines():
        screen.presenter.fix(line.key, str(JENS.id))
    assert "6 of 4" in screen.view.plan.problem._title.text()
    screen.view.plan.outcome.click()
    assert screen.view.currentWidget() is screen.view.plan


def test_the_consequences_are_counted_and_saved_without_a_citizen(screen, tmp_path):
    screen.give_all().view.choose.go.click()
    screen.view.plan.outcome.click()
    page = screen.view.outcome
    assert screen.view.currentWidget() is page
    loads = {page.loads.rows.at(n).name: page.loads.rows.at(n) for n in range(3)}
    assert (loads[METTE.name].before, loads[METTE.name].after) == (6, 0)
    screen.presenter.save_pdf(tmp_path / "reorganisation.pdf")
    assert (tmp_path / "reorganisation.pdf").read_bytes().startswith(b"%PDF")
    assert screen.navigator.toasts
    screen.presenter.save_pdf(tmp_path / "no" / "x.pdf")
    assert "could not be saved" in page.problem._title.text()
    page.back.click()
    assert screen.view.currentWidget() is screen.view.plan


def test_a_search_that_is_left_is_stopped_and_its_answer_is_nobodys(qtbot, store):
    runner = HeldRunner()
    screen = Screen(qtbot, store, runner=runner)
    screen.go(str(METTE.id))
    runner.run(0)
    screen.view.choose.go.click()
    runner.run(0)
    screen.presenter.let_go()
    runner.run(0)
    assert screen.lines() == []
    assert screen.view.plan.bound.text() == "Searching …"


def test_who_leads_nobody_is_told_so(qtbot, store):
    screen = Screen(qtbot, store, METTE).go()
    assert "leads the unit" in screen.view.choose.problem._title.text()


def test_all_of_it_is_done_by_keyboard_alone(qtbot, screen):
    view = screen.give_all().view
    assert view.focusWidget() is view.choose.people
    qtbot.keyClick(view.choose.people, Qt.Key.Key_Return)
    assert view.focusWidget() in (view.choose.panel.gives, view.choose.panel.receives)
    view.choose.go.setFocus()
    qtbot.keyClick(view.choose.go, Qt.Key.Key_Return)
    assert view.focusWidget() is view.plan.lines
    qtbot.keyClick(view.plan.lines, Qt.Key.Key_Return)
    assert view.focusWidget() is view.plan.panel.to
    view.plan.outcome.setFocus()
    qtbot.keyClick(view.plan.outcome, Qt.Key.Key_Return)
    assert view.focusWidget() is view.outcome.save
    assert [each for each in view.regions() if each.isVisible()]


def test_carried_out_each_receiver_is_asked_and_the_answers_are_followed(screen, store):
    screen.give_all().view.choose.go.click()
    screen.view.plan.outcome.click()
    order = screen.view.outcome.order
    assert order.cause.value == "organisation"
    order.note.setPlainText("Mette stopper.")
    order.offer.click()
    assert screen.navigator.opened[-1][0] == "redistribution"
    assert screen.published
    with store.begin(BIRGER, False) as work:
        offered = work.handovers.of_staff((METTE.id,), store.clock.now())
    assert {each.citizen_id for each in offered} == {identity(who) for who in WHO}
    assert all(each.is_open and each.giver.id == METTE.id for each in offered)


def test_a_cause_that_asks_for_words_gets_them_before_anybody_is_asked(screen):
    screen.give_all().view.choose.go.click()
    screen.view.plan.outcome.click()
    order = screen.view.outcome.order
    order.cause.set_value("benefit_change")
    order.offer.click()
    assert "asks for a comment" in screen.view.outcome.problem._title.text()
    assert order.offer.isEnabled()
    assert screen.navigator.opened == []
    order.comment.setPlainText("Enheden lægges om.")
    order.offer.click()
    assert screen.navigator.opened[-1][0] == "redistribution"


def test_ctrl_return_goes_on_from_page_to_page(screen):
    view = screen.give_all().view
    view.primary_action()
    assert view.currentWidget() is view.plan
    view.primary_action()
    assert view.currentWidget() is view.outcome
    view.primary_action()
    assert screen.navigator.opened[-1][0] == "redistribution"


class Stopping(ImmediateRunner):
    """A runner in which Stop was pressed before anything was done."""

    def do_long(self, work, progress, done, failed, *, lane="store"):
        def stopped(handle):
            handle.stop()
            return work(handle)

        return super().do_long(stopped, progress, done, failed, lane=lane)


def test_stopped_it_keeps_what_is_offered_and_leads_to_the_rest(screen):
    screen.give_all().view.choose.go.click()
    screen.view.plan.outcome.click()
    screen.presenter.carrying._runner = Stopping()
    screen.view.outcome.order.offer.click()
    assert screen.navigator.opened[-1][0] == "redistribution"
    assert "Stopped" in screen.navigator.toasts[-1]


def test_before_anything_is_there_nothing_happens(qtbot, store):
    runner = HeldRunner()
    screen = Screen(qtbot, store, runner=runner)
    told = screen.presenter
    told.set_person(str(JENS.id), gives=True, receives=True, limit="")
    told.propose()
    told.again()
    told.leave_out_nobody_can_have()
    told.stop()
    told.choose_line(None)
    told.fix("", None)
    told.show_outcome()
    told.save_pdf(None)
    told.carrying.go("organisation", "", "")
    told.carrying.stop()
    assert runner.held == []


def test_coming_back_to_it_shows_what_was_chosen(screen):
    screen.go()
    screen.presenter.set_person(str(METTE.id), gives=True, receives=False, limit="")
    screen.go()
    assert screen.people()[METTE.name].gives
    screen.view.refresh()
    assert not screen.people()[METTE.name].gives


def test_a_search_tells_each_plan_and_is_stopped_with_the_best(qtbot, store):
    runner = HeldRunner()
    screen = Screen(qtbot, store, runner=runner)
    shown = []
    screen.go(str(METTE.id))
    runner.run(0)
    screen.view.choose.go.click()
    runner.run(0)
    show_plan = screen.view.show_plan
    screen.view.show_plan = lambda plan: (shown.append(plan.searching), show_plan(plan))
    assert screen.view.plan.stop.isVisible()
    screen.view.plan.stop.click()
    runner.run(0)
    assert shown[:-1] == [True] * (len(shown) - 1)
    assert shown[-1] is False
    assert not screen.view.plan.stop.isVisible()


def test_a_fixed_citizen_is_left_to_the_next_search_again(screen):
    screen.give_all().view.choose.go.click()
    page = screen.view.plan
    page.lines.choose(0)
    page.panel.fixed.click()
    assert page.lines.row.fixed
    page.lines.choose(0)
    page.panel.fixed.click()
    assert not any(each.fixed for each in screen.lines())
    page.which._buttons[1][1].click()
    assert len(screen.lines()) == 3


def test_what_goes_wrong_while_it_searches_is_told(qtbot, store):
    def breaks(_problem, _told, _stopped):
        raise RuleBroken("caseload-overfull")

    screen = Screen(qtbot, store)
    screen.presenter._find = breaks
    screen.go(str(METTE.id))
    screen.view.choose.go.click()
    assert "more than they may have" in screen.view.plan.problem._title.text()


def test_what_is_not_part_of_it_is_told():
    citizens = (held(1, 1), held(2, 9, burden=2))
    posed = Posed(
        Problem(citizens, (receiver(1, 1, unit="Nord"),)),
        {each.citizen: "Bo" for each in citizens},
        {person(n): replace(JENS, id=person(n)) for n in (1, 9)},
        busy=2,
        unseen=1,
    )
    shown = plan_shown(posed, Proposal(posed.problem, (0, 0)), (1, 2))
    assert "2 citizens are on the way" in shown.notes[0]
    assert "1 open task stands in a part" in shown.notes[1]
    assert "3 of 1" in shown.problem
    none = impossible_shown(posed, Impossible())
    assert "It was stopped before" in none.sentences[0]
