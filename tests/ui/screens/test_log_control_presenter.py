"""What the control of the log decides without a screen: what comes too early or from nowhere."""

from dataclasses import replace
from uuid import uuid4

import pytest

from coordinator.begun import BegunForm, Typed
from coordinator.i18n import use_language
from coordinator.ports import AuditAction, AuditEntry
from coordinator.store_errors import StoreAway
from tests.builders import BIRGER, BO, JENS, NOW, citizen, identity
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.lists_world import FakeNavigator
from ui.begun import BegunForms
from ui.screens.log_control.presenter import LogControlPresenter


class Face:
    """Keeps what the page was told to show."""

    def __init__(self):
        self.weeks, self.put, self.missing, self.problems = [], [], [], []

    def show_week(self, shown):
        self.weeks.append(shown)

    def put_back(self, key, words):
        self.put.append((key, words))

    def show_missing(self, key, sentence):
        self.missing.append((key, sentence))

    def show_problem(self, sentence):
        self.problems.append(sentence)


class Begun(BegunForms):
    """Gives back what was typed when the test says so."""

    def __init__(self):
        self.kept, self.waiting = [], []

    def find(self, _key, found):
        self.waiting.append(found)

    def typed(self, _key, typed):
        self.kept.append(typed)


@pytest.fixture
def presenter(memory_house):
    use_language("da")
    with memory_house.begin(JENS, True) as work:
        work.citizens.add(citizen())
        look = AuditEntry(AuditAction.VIEW, identity(BO), "plan", why="Vagt", related=False)
        work.audit.record(look)
        work.commit()
    made = LogControlPresenter(
        memory_house.desk(BIRGER), ImmediateRunner(), lambda _changes: None, FakeNavigator(),
        Begun(),
    )  # fmt: skip
    made.show_in(Face())
    return made


def this_week(presenter):
    presenter.activate()
    presenter.go(1)
    return presenter._face.weeks[-1]


def test_before_a_week_is_open_there_is_none_to_read_again_or_to_leave(presenter):
    presenter.refresh()
    presenter.go(-1)
    assert presenter._face.weeks == []


def test_one_look_is_told_without_counting_more(presenter):
    (finding,) = this_week(presenter).findings
    assert len(finding.looks) == 1


def test_words_and_verdicts_on_what_is_not_shown_go_nowhere(presenter, memory_house):
    (finding,) = this_week(presenter).findings
    presenter.typed(str(uuid4()), "Hvem?")
    presenter.judge(str(uuid4()), "fine", "")
    assert presenter._begun.kept == []
    assert memory_house.kept.verdicts == {}
    presenter.judge(finding.key, "fine", "")
    assert len(memory_house.kept.verdicts) == 1


def test_what_was_typed_is_not_put_into_another_week(presenter):
    (finding,) = this_week(presenter).findings
    (late,) = presenter._begun.waiting
    late(BegunForm({"words": Typed("", "Jeg spørger")}, NOW))
    late(BegunForm({"another": Typed("", "Nej")}, NOW))
    presenter.go(-1)
    late(BegunForm({"words": Typed("", "Jeg spørger")}, NOW))
    assert presenter._face.put == [(finding.key, "Jeg spørger")]


def test_a_store_that_is_away_is_told_in_the_page(presenter):
    presenter._desk = replace(presenter._desk, begin=_away)
    presenter.activate()
    assert len(presenter._face.problems) == 1


def _away(_member, _writes):
    raise StoreAway(path="")
