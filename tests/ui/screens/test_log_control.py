"""The control of the log on the screen: what waits, a verdict with words, nothing typed is lost."""

from datetime import timedelta

import pytest

from coordinator.begun import BegunForm, FormKey, Typed
from coordinator.i18n import use_language
from coordinator.ports import AuditAction, AuditEntry
from coordinator.use_cases.log_control import control_week, judge
from plans.log_control import Verdict, week_of
from tests.builders import BIRGER, BO, JENS, METTE, NOW, TODAY, citizen, identity
from tests.ui.fakes_runner import ImmediateRunner
from ui.begun import BegunForms
from ui.screen import ScreenContext
from ui.screens import log_control
from ui.widgets.labels import Label


class Kept(BegunForms):
    """Forms that are kept in memory."""

    def __init__(self):
        self.forms = {}

    def find(self, key, found):
        if key in self.forms:
            found(BegunForm(self.forms[key], NOW))

    def typed(self, key, typed):
        if typed:
            self.forms[key] = dict(typed)
        else:
            self.forms.pop(key, None)

    def done(self, key):
        self.forms.pop(key, None)


class Navigator:
    def set_crumbs(self, crumbs):
        self.crumbs = crumbs


class Feed:
    def __init__(self):
        self.published = []

    def publish(self, changes):
        self.published.append(changes)


@pytest.fixture
def house(memory_house):
    with memory_house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.commit()
    for member in (METTE, JENS):
        with memory_house.begin(member, True) as work:
            for _turn in range(7):
                look = AuditEntry(AuditAction.VIEW, identity(BO), "plan", why="Vagt", related=False)
                work.audit.record(look)
            work.commit()
    return memory_house


@pytest.fixture
def page(qtbot, house):
    use_language("da")
    context = ScreenContext(
        house.desk(BIRGER), ImmediateRunner(), Feed(), Navigator(), begun=Kept()
    )
    view = log_control.build(context)
    view.context = context
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    view.activate(None)
    return view


def this_week(view):
    view.on.click()
    return list(view.cards.values())


def test_one_begins_at_the_week_that_ended_last_and_goes_on(page):
    assert page.cards == {}
    assert "venter" in page.header.subtitle.text()
    jens, mette = this_week(page)
    assert jens.accessibleName() == f"{JENS.name} hos Bo Testrup"
    assert mette.accessibleName() == f"{METTE.name} hos Bo Testrup"
    assert not page.on.isEnabled()
    page.back.click()
    assert page.cards == {}
    assert page.on.isEnabled()


def test_at_the_newest_week_the_keyboard_stays_on_the_page(page, qtbot):
    qtbot.waitUntil(page.isActiveWindow)
    page.on.setFocus()
    page.on.click()
    assert page.focusWidget() is page.back


def test_a_card_says_when_why_and_how_many_more(page):
    said = " ".join(label.text() for label in this_week(page)[0].findChildren(Label))
    assert "Set: planen · " in said or "Set: plan · " in said
    assert "Vagt" in said
    assert "og 2 linjer mere" in said


def test_a_verdict_needs_words_unless_it_is_fine_and_the_cursor_goes_on(page):
    jens, mette = this_week(page)
    jens.buttons[1].click()
    assert jens.field.error
    jens.words.setText("Jeg spørger Jens.")
    assert not jens.field.error
    jens.buttons[1].click()
    first, last = page.cards.values()
    assert first.key == mette.key
    assert not first._form.isHidden()
    assert last._form.isHidden()
    assert page.focusWidget() is first.words
    assert page.context.feed.published
    assert page.context.begun.forms == {}
    last._change.click()
    assert last.words.text() == "Jeg spørger Jens."
    last.buttons[0].click()
    told = [label.text() for label in page.cards[last.key].findChildren(Label)]
    assert f"I orden. {BIRGER.name}, 17-11-2026" in told


def test_what_is_typed_is_kept_and_put_back(page):
    jens = this_week(page)[0]
    jens.words.setText("Jeg er i gang")
    (key,) = page.context.begun.forms
    assert page.context.begun.forms[key] == {"words": Typed("", "Jeg er i gang")}
    assert key == FormKey("log_verdict", key.about)
    page.refresh()
    assert page.cards[jens.key].words.text() == "Jeg er i gang"
    page.cards[jens.key].words.setText("")
    assert page.context.begun.forms == {}


def test_a_verdict_of_somebody_else_in_the_meantime_is_told(page, house):
    jens = this_week(page)[0]
    found = control_week(house.desk(BIRGER), TODAY)
    finding = next(each for each, _seen in found.findings if str(each.id) == jens.key)
    judge(house.desk(BIRGER), finding, None, Verdict.FINE, "")
    jens.buttons[0].click()
    assert not page.problem.isHidden()


def test_weeks_are_told_by_number_and_days(page):
    this_week(page)
    monday = week_of(TODAY)
    said = page.header.subtitle.text()
    assert f"Uge {monday.isocalendar().week}, {monday:%d-%m-%Y} til" in said
    assert f"{monday + timedelta(6):%d-%m-%Y}" in said
