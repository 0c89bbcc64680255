"""The review screen as people see it and use its keys."""

from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from coordinator import i18n
from coordinator.changes import Changes
from coordinator.reports.pictures import PagePicture
from tests.review_house import BIRGER, House, open_house
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui.feed import ChangeFeed
from ui.screen import ScreenContext
from ui.screens import review
from ui.screens.review.change_cards import ChangeCard
from ui.screens.review.judged_row import JudgedRow
from ui.screens.review.shown import (
    QueueRow,
    ShownChange,
    ShownCheck,
    ShownField,
    ShownGoal,
    ShownIntervention,
    ShownPaper,
    ShownPart,
    ShownPause,
    ShownPlan,
    ShownQueue,
    ShownRemark,
    ShownReview,
)
from ui.screens.review.view import ReviewScreen
from ui.theme import THEME
from ui.widgets.choices import Combo, Segments
from ui.widgets.labels import Label
from ui.widgets.notices import Banner

BO, YRSA = UUID(int=1), UUID(int=2)
FIELD = ShownField("Title", "3 timer", "6 timer")
CHANGES = (
    ShownChange(
        "changed",
        "Goal 1: Arbejde",
        (FIELD, ShownField("Deadline", "", "1 March 2027")),
        key="goal:1",
    ),
    ShownChange("new", "Task: Ring til klinikken", (FIELD,), "health", key="task:1"),
    ShownChange(
        "removed",
        "Follow-up",
        (ShownField("We meet again", "1 March 2027", ""),),
        key="follow_up:1",
    ),
)
PLAN = ShownPlan(
    "Jeg vil have ro.",
    "Said 2 October 2026",
    (
        ShownGoal(
            "Goal 1: Arbejde",
            (("Deadline", "1 March 2027"),),
            (ShownIntervention("social", "Bostøtte", "SEL § 85", (("Ring", "Mette", ""),)),),
        ),
    ),
    (("Coordinator", "Mette Prøvegaard"),),
    before=(ShownPart("statement:1", "Hvad der støtter", (("Text", "En søster"),), "social"),),
    after=(ShownPart("contact:1", "Contact: Samtale", (("Times", "2"),)),),
    own_key="own_words:1",
    people_key="leads:1",
)
CHECKS = (
    ShownCheck("The consent covers the plan", "Checked by Samplan", proven=True),
    ShownCheck("The next follow-up has a date", "No date yet.", proven=False),
)
REVIEW = ShownReview(
    BO,
    "Bo Testrup – plan version 2",
    "",
    CHANGES,
    PLAN,
    CHECKS,
    may_decide=True,
    titles={each.key: each.title for each in CHANGES},
)
QUEUE = ShownQueue(
    (
        (
            "Waiting for you",
            (
                QueueRow(BO, "Bo Testrup", "Version 2", ("social",), "Waited 4 days", late=True),
                QueueRow(YRSA, "Yrsa Påhit", "Version 1", (), "Sent today", remark="Skriv mere"),
            ),
        ),
    ),
    "2 wait",
)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


class FakePaper:
    """Writes down which pages it was asked for."""

    def __init__(self) -> None:
        self.drawn: list[int] = []
        self.plan: UUID | None = None

    def read(self, plan: UUID, view: object) -> None:
        self.plan = plan

    def draw(self, number: int, width: int) -> None:
        self.drawn.append(number)

    def stop(self) -> None:
        self.plan = None


class FakePresenter:
    """Writes down what it was told."""

    def __init__(self) -> None:
        self.told: list[object] = []
        self.remark = ""
        self.remarks: dict[str, str] = {}
        self.paper = FakePaper()

    def activate(self, plan: UUID | None) -> None:
        self.told.append(("activate", plan))

    def choose(self, plan: UUID) -> None:
        self.told.append(("choose", plan))

    def refresh(self) -> None:
        self.told.append("refresh")

    def changed(self, changes: Changes) -> None:
        self.told.append(changes)

    def remark_written(self, key: str, text: str) -> None:
        self.remark = text
        self.remarks[key] = text

    def ticked(self, code: str, *, on: bool) -> None:
        self.told.append((code, on))

    def approve(self) -> None:
        self.told.append("approve")

    def return_with_remarks(self) -> None:
        self.told.append("return")

    def stop_approval(self) -> None:
        self.told.append("stop")

    def take_back(self) -> None:
        self.told.append("take back")

    def open_plan(self) -> None:
        self.told.append("open plan")

    def print_plan(self) -> None:
        self.told.append("print")


@pytest.fixture
def screen(qtbot) -> ReviewScreen:
    made = ReviewScreen(FakePresenter())
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_queue(QUEUE)
    made.show_review(REVIEW, {})
    return made


def texts(widget: QWidget) -> list[str]:
    QCoreApplication.processEvents()  # what was just laid out is shown by an event
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def kinds(screen: ReviewScreen) -> list[tuple[str, str]]:
    buttons = [screen.decision.primary, screen.decision.secondary]
    return [(str(b.property("kind")), b.text()) for b in buttons if b is not None]


def test_each_change_has_its_card(screen):
    assert screen.cards is not None
    assert [card.change for card in screen.cards.cards] == list(CHANGES)
    assert screen.cards.cards[0].accessibleName() == (
        "Goal 1: Arbejde, Changed part, 6 timer, 1 March 2027"
    )
    assert screen.cards.cards[2].accessibleName().endswith("Removed part, 1 March 2027")


def test_f8_goes_from_change_to_change_and_round(screen, qtbot):
    keys = []
    for _step in range(4):
        qtbot.keyClick(screen, Qt.Key.Key_F8)
        keys.append(screen.cards.current().title)
    assert keys == [CHANGES[0].title, CHANGES[1].title, CHANGES[2].title, CHANGES[0].title]

    qtbot.keyClick(screen, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert screen.cards.current().title == CHANGES[2].title


def test_shift_f8_begins_at_the_last(screen, qtbot):
    qtbot.keyClick(screen, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)

    assert screen.cards.current().change == CHANGES[2]


def test_m_opens_a_remark_under_the_change_in_focus(screen, qtbot):
    card = screen.cards.cards[0]
    assert not card.slot.isVisible()
    qtbot.keyClick(screen, Qt.Key.Key_F8)
    qtbot.keyClick(card, Qt.Key.Key_M)
    assert screen.focusWidget() is card.slot.area
    qtbot.keyClicks(card.slot.area, "Hvor mange?")

    assert screen.presenter.remarks == {CHANGES[0].key: "Hvor mange?"}
    assert kinds(screen)[0] == ("primary", "Return with 1 remark")
    screen.decision.remark.setPlainText("God plan.")
    assert kinds(screen)[0] == ("primary", "Return with 2 remarks")
    assert "Also remarked on: Goal 1: Arbejde" in texts(screen.decision)
    screen.primary_action()
    assert screen.presenter.told == ["return"]


def test_what_did_not_change_is_counted_under_the_changes_alone(screen):
    screen.show_review(replace(REVIEW, unchanged=9), {})
    assert "Unchanged: 9 parts are folded away." in texts(screen)
    screen.turn_tab(1)
    assert "Unchanged: 9 parts are folded away." not in texts(screen)


def test_a_reviewer_sees_that_the_plan_holds_parts_hidden_from_them(screen):
    screen.show_review(replace(REVIEW, hidden=("Social: hidden. Ask Mette.",)), {})
    told = [each.accessibleName() for each in screen.findChildren(Banner)]
    assert "You do not see all of this plan Social: hidden. Ask Mette." in told


def test_a_remark_that_was_begun_stands_under_its_change(screen):
    screen.show_review(REVIEW, {CHANGES[1].key: "Hvornår?"})

    slots = [card.slot for card in screen.cards.cards]
    assert [not slot.isHidden() for slot in slots] == [False, True, False]
    assert slots[1].area.text() == "Hvornår?"
    screen.mode.set_value("whole")
    screen._show_content()
    assert "Also remarked on: Task: Ring til klinikken" in texts(screen.decision)


def test_reading_the_plan_anew_takes_nobodys_pen_away(screen, qtbot):
    screen.activateWindow()
    screen.cards.cards[1].remark()
    qtbot.waitUntil(screen.cards.cards[1].slot.area.hasFocus)
    qtbot.keyClicks(screen.cards.cards[1].slot.area, "Hvor")
    screen.show_review(REVIEW, screen.presenter.remarks)

    assert screen.focusWidget() is screen.cards.cards[1].slot.area
    assert screen.cards.cards[1].slot.area.text() == "Hvor"


def test_a_long_plan_is_there_at_once_and_whole_when_one_goes_on(screen, qtbot):
    goals = tuple(replace(PLAN.goals[0], key=f"goal:{n}", interventions=()) for n in range(90))
    screen.show_review(replace(REVIEW, plan=replace(PLAN, goals=goals)), {})
    screen.turn_tab(1)
    assert len(screen.cards.cards) < 20
    screen._step_back()
    assert screen.cards.current().key == PLAN.people_key
    assert len(screen.cards.cards) == 94
    screen.turn_tab(1)
    screen.turn_tab(-1)
    qtbot.waitUntil(lambda: len(screen.cards.cards) == 94)


def test_earlier_remarks_stay_at_their_part_and_say_who_solved_them(screen):
    remarks = (
        ShownRemark(CHANGES[0].key, "Goal 1", "Hvor mange?", "Birger, 1 March", "Solved by Mette"),
        ShownRemark("", "", "Se på det hele.", "Birger, 1 March"),
        ShownRemark("task:gone", "Task: Ring", "Hvem?", "Birger, 1 March"),
    )
    screen.show_review(replace(REVIEW, remarks=remarks), {})
    assert "Birger, 1 March · Solved by Mette" in texts(screen.cards.cards[0])
    shown = texts(screen)
    assert "Se på det hele." in shown
    assert "Task: Ring: Hvem?" in shown
    assert shown.count("Birger, 1 March · Not solved yet") == 2


def test_a_second_review_begins_with_what_changed_since_the_return(screen):
    again = replace(REVIEW, plan_id=YRSA, since_return=CHANGES[:1], version=3)
    screen.show_review(again, {})
    assert screen.mode.value == "return"
    assert [card.change for card in screen.cards.cards] == [CHANGES[0]]
    screen.mode.set_value("changes")
    screen.mode.picked.emit("changes")
    assert len(screen.cards.cards) == 3
    screen.show_review(replace(again, since_return=()), {})
    screen.mode.set_value("return")
    screen._show_content()
    assert "Nothing has changed since the plan was returned." in texts(screen)


def test_what_came_while_it_lay_open_is_one_press_away(screen):
    screen.show_review(replace(REVIEW, news=CHANGES[2:]), {"": "Uddyb."})
    screen.show_news("Mette changed the plan at 10:50. See the 1 new change.")
    assert screen.mode.value == "changes"
    (button,) = [
        each for each in screen.findChildren(QPushButton) if each.text() == "See what is new"
    ]
    button.click()
    assert [card.change for card in screen.cards.cards] == [CHANGES[2]]
    assert screen.decision.remark.text() == "Uddyb."
    screen.show_news("The plan was changed meanwhile.")
    screen.show_review(REVIEW, {})
    assert screen.mode.value == "changes"


def test_the_paper_is_drawn_as_far_as_one_looks(screen, qtbot):
    screen.turn_tab(-1)
    assert screen.mode.value == "citizen"
    assert screen.presenter.paper.plan == BO
    hidden = ("The address is protected and does not stand in the plan.",)
    screen.paper.show_paper(
        ShownPaper(9, "This is the paper.", "LIX 21: easy for everybody", hidden)
    )
    assert {"LIX 21: easy for everybody", *hidden} < set(texts(screen))
    qtbot.waitUntil(lambda: screen.presenter.paper.drawn == [0])
    picture = PagePicture(1, 1, 3, b"abc")
    screen.paper.show_page(0, picture)
    QCoreApplication.processEvents()
    for page in range(9):
        screen._step_forward()
        qtbot.waitUntil(lambda page=page: page in screen.presenter.paper.drawn)
        screen.paper.show_page(page, picture)
    kept = [number for number, sheet in enumerate(screen.paper.sheets) if sheet.image]
    assert kept[-1] == 8
    assert kept[0] > 3
    screen._step_back()
    screen._remark_on_current()
    assert screen.focusWidget() is screen.decision.remark
    screen.turn_tab(1)
    assert (screen.mode.value, screen.paper) == ("changes", None)


def test_a_paper_that_cannot_be_drawn_says_why(screen):
    screen.turn_tab(-1)
    screen.paper.show_problem("The store does not answer.")
    assert "The store does not answer." in texts(screen)
    assert "The paper is being drawn …" not in texts(screen)
    screen.show_nothing()
    screen.turn_tab(1)
    assert (screen.paper, screen.presenter.paper.plan) == (None, None)


def test_the_ways_to_read_stand_in_a_list_where_there_is_no_room(screen):
    again = replace(REVIEW, since_return=CHANGES[:1], news=CHANGES[2:], version=3)
    screen.show_review(again, {})
    side_by_side, combo = screen.mode.findChildren(Segments)[-1], screen.mode.findChild(Combo)
    assert (side_by_side.isHidden(), combo.isHidden()) == (False, True)
    THEME.use("light", 200)
    screen.resize(900, 800)
    QCoreApplication.processEvents()
    assert (side_by_side.isHidden(), combo.isHidden()) == (True, False)
    assert combo.value == "changes"
    combo.setCurrentIndex(3)
    combo.activated.emit(3)
    assert screen.presenter.told[-1:] == []
    assert [card.indented for card in screen.cards.cards] == [False] * 3 + [True] + [False] * 2


def test_m_without_a_change_goes_to_the_remark(screen, qtbot):
    qtbot.keyClick(screen.queue.items[0], Qt.Key.Key_M)

    assert screen.decision.remark.text() == ""
    assert screen.focusWidget() is screen.decision.remark


def test_the_verb_that_fits_is_primary(screen):
    assert kinds(screen) == [("primary", "Approve"), ("secondary", "Return to author")]
    screen.decision.remark.setPlainText("Uddyb begrundelsen.")
    assert kinds(screen) == [("primary", "Return with 1 remark"), ("secondary", "Approve")]
    screen.decision.remark.setPlainText("  ")
    assert kinds(screen)[0] == ("primary", "Approve")


def test_ctrl_enter_does_what_is_primary(screen):
    screen.primary_action()
    screen.decision.remark.setPlainText("Uddyb.")
    screen.primary_action()

    assert screen.presenter.told == ["approve", "return"]


def test_returning_without_a_remark_says_so_at_the_field(screen):
    screen.decision.secondary.click()

    assert "Write what is to be changed." in texts(screen.decision)
    assert screen.presenter.told == []
    screen.decision.remark.setPlainText("Uddyb.")
    assert "Write what is to be changed." not in texts(screen.decision)


def test_who_does_not_decide_sees_a_sentence_and_no_buttons(screen):
    sentence = "You cannot approve a plan that you have written in."
    screen.show_review(replace(REVIEW, may_decide=False, sentence=sentence, may_take_back=True), {})

    assert kinds(screen) == []
    assert sentence in texts(screen.decision)
    assert not screen.decision.remark.isVisible()
    screen.decision.take_back.click()
    screen.decision.to_plan.click()
    screen.primary_action()
    screen._remark_on_current()
    assert screen.presenter.told == ["take back", "open plan"]


def test_nothing_is_pressed_twice(screen):
    screen.show_busy(busy=True)
    assert not screen.decision.primary.isEnabled()
    screen.decision.remark.setPlainText("Skrevet imens.")
    assert not screen.decision.primary.isEnabled()
    assert screen.decision.remark.isEnabled()
    screen.show_busy(busy=False)

    assert screen.decision.primary.isEnabled()


def test_the_checklist_tells_what_is_missing(screen):
    shown = texts(screen.decision)

    assert "1 of 2" in shown
    assert "No date yet." in shown


def test_the_lead_ticks_what_needs_judgement_by_space(screen, qtbot):
    judged = ShownCheck("The exceptions are reasoned", "You judge", proven=False, code="reasoned")
    screen.show_review(replace(REVIEW, checks=(*CHECKS, judged)), {})
    assert "2 points of the checklist are not ticked." in texts(screen.decision)
    (row,) = screen.decision.findChildren(JudgedRow)
    assert row.accessibleName() == "The exceptions are reasoned: You judge"
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert screen.presenter.told == [("reasoned", True)]
    assert "2 of 3" in texts(screen.decision)
    assert "1 point of the checklist is not ticked." in texts(screen.decision)
    row.setFocus()
    assert not row.grab().isNull()
    assert row.heightForWidth(160) > row.heightForWidth(400)
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert screen.presenter.told[-1] == ("reasoned", False)


def test_an_approval_brings_the_checklist_in_front_before_it_is_given(screen):
    """Nobody approves what needs judgement unseen."""
    judged = ShownCheck("The exceptions are reasoned", "You judge", proven=False, code="reasoned")
    screen.show_review(replace(REVIEW, checks=(*CHECKS, judged)), {})
    QCoreApplication.processEvents()
    screen.resize(700, 800)
    assert not screen.decision.isVisible()
    screen.primary_action()
    assert screen.decision.isVisible()
    assert screen.presenter.told == []
    assert isinstance(screen.focusWidget(), JudgedRow)
    screen.primary_action()
    assert screen.presenter.told == ["approve"]
    screen.panes.set_value("plan")
    screen._arrange()
    screen.decision.remark.setPlainText("Uddyb.")
    screen.primary_action()
    assert screen.presenter.told[-1] == "return"


def test_the_author_reads_who_judges(screen):
    judged = ShownCheck("The exceptions are reasoned", "You judge", proven=False, code="reasoned")
    screen.show_review(replace(REVIEW, may_decide=False, checks=(*CHECKS, judged)), {})
    shown = texts(screen.decision)
    places = [shown.index(each) for each in (
        "Does not hold", "No date yet.", "The team lead judges", "Checked by Samplan"
    )]  # fmt: skip
    assert places == sorted(places)
    assert screen.decision.findChildren(JudgedRow) == []


def test_the_whole_plan_can_be_read(screen):
    screen.mode.set_value("whole")
    screen.mode.picked.emit("whole")

    assert "Jeg vil have ro." in texts(screen)
    assert "Bostøtte" in texts(screen)
    assert "Hvad der støtter" in texts(screen)
    screen._step_forward()
    screen._step_forward()
    screen._remark_on_current()
    assert screen.focusWidget() is screen.cards.cards[1].slot.area


def test_a_first_version_is_shown_whole_or_on_paper(screen):
    screen.show_review(replace(REVIEW, plan_id=YRSA, changes=None), {})

    assert [key for key, _words in screen.mode._choices] == ["whole", "citizen"]
    assert "Jeg vil have ro." in texts(screen)


def test_a_plan_without_words_says_so(screen):
    bare = ShownPlan("", "", (), ())
    screen.show_review(replace(REVIEW, plan_id=YRSA, changes=None, plan=bare), {})

    assert "Nothing written yet." in texts(screen)


def test_how_a_plan_is_read_stays_when_it_is_read_again(screen):
    screen.mode.set_value("whole")
    screen.show_review(REVIEW, {})
    assert screen.mode.value == "whole"

    screen.show_review(replace(REVIEW, plan_id=YRSA), {})
    assert screen.mode.value == "changes"


def test_no_change_at_all_is_said(screen):
    screen.show_review(replace(REVIEW, changes=()), {})
    screen.mode.set_value("changes")
    screen._show_content()

    assert "Nothing differs from the approved version." in texts(screen)
    screen._step_forward()


def test_the_remark_that_was_begun_is_there_again(screen):
    screen.show_review(REVIEW, {"": "Begyndt i går"})

    assert screen.decision.remark.text() == "Begyndt i går"
    assert kinds(screen)[0][1] == "Return with 1 remark"


def test_notices_and_refusals_stand_where_they_belong(screen):
    screen.show_notice("The plan was changed.", warns=True)
    assert "The plan was changed." in texts(screen)
    screen.show_refusal("The plan is not ready.")
    assert "The plan is not ready." in texts(screen.decision)

    screen.show_review(replace(REVIEW, returned="Birger: Skriv mere"), {})
    assert "The plan was changed." not in texts(screen)
    assert "The plan is not ready." not in texts(screen.decision)
    assert "Birger: Skriv mere" in texts(screen)


def test_the_queue_marks_the_open_plan_and_opens_another(screen, qtbot):
    first, second = screen.queue.items
    assert first.isChecked()
    assert "Waited 4 days" in first.accessibleName()
    assert "Skriv mere" in second.accessibleName()
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)

    assert screen.presenter.told == [("choose", YRSA)]
    assert second.heightForWidth(200) > first.sizeHint().height()


def test_the_queue_keeps_the_focus_when_it_is_read_again(screen, qtbot):
    screen.activateWindow()
    screen.queue.items[0].setFocus()
    qtbot.waitUntil(screen.queue.items[0].hasFocus)
    screen.show_queue(QUEUE)

    qtbot.waitUntil(screen.queue.items[0].hasFocus)


PAUSE = ShownPause(YRSA, "Next: Yrsa Påhit", "Version 1 · Sent today", "Open the plan")


def opening(screen):
    """The button between two plans."""
    return screen._between.findChildren(QPushButton)[-1]


@pytest.mark.parametrize("where", ["button", "card", "remark"])
def test_between_two_plans_nothing_is_decided_and_the_focus_is_on_the_next(screen, qtbot, where):
    focused = {
        "button": screen.decision.primary,
        "card": screen.cards.cards[0],
        "remark": screen.decision.remark,
    }[where]
    focused.setFocus()
    qtbot.waitUntil(focused.hasFocus)
    screen.show_busy(busy=True)
    assert screen.isAncestorOf(QApplication.focusWidget())
    screen.show_busy(busy=False)
    screen.show_pause(PAUSE)

    assert "Next: Yrsa Påhit" in texts(screen)
    assert not screen.decision.isVisible()
    assert screen.queue.items[1].isChecked()
    qtbot.waitUntil(opening(screen).hasFocus)
    screen.primary_action()
    assert screen.presenter.told == []
    screen.show_pause(PAUSE)
    qtbot.waitUntil(opening(screen).hasFocus)
    opening(screen).click()
    assert screen.presenter.told == [("choose", YRSA)]


def test_an_opened_plan_takes_the_focus_into_its_text(screen, qtbot):
    screen.decision.primary.setFocus()
    qtbot.waitUntil(screen.decision.primary.hasFocus)
    screen.show_pause(PAUSE)
    screen.show_review(replace(REVIEW, plan_id=YRSA), {})

    qtbot.waitUntil(screen._content.hasFocus)
    screen.primary_action()
    assert screen.presenter.told == ["approve"]


def test_in_a_narrow_window_the_next_plan_opens_at_its_text(screen):
    screen.resize(800, 700)
    screen._remark_on_current()
    screen.show_pause(PAUSE)
    assert opening(screen).isVisible()
    screen.show_review(replace(REVIEW, plan_id=YRSA), {})
    assert screen.pages.isVisible()
    assert not screen.decision.isVisible()


def test_the_focus_stays_in_the_page_when_nothing_more_waits(screen, qtbot):
    screen.decision.primary.setFocus()
    qtbot.waitUntil(screen.decision.primary.hasFocus)
    screen.show_busy(busy=True)
    screen.show_nothing()
    assert screen.isAncestorOf(QApplication.focusWidget())


def test_what_cannot_be_opened_is_said_where_the_plan_would_stand(screen):
    screen.show_pause(PAUSE)
    screen.show_notice("This is not here any more.", warns=True)
    screen.show_pause(PAUSE)
    assert "This is not here any more." in texts(screen)


def test_an_empty_queue_says_what_comes(screen):
    screen.show_queue(ShownQueue((), ""))
    screen.show_nothing()

    assert "No plans are waiting" in texts(screen)
    assert not screen.decision.isVisible()
    assert not screen.queue.isVisible()


def test_a_narrow_window_shows_one_pane_at_a_time(screen):
    screen.resize(800, 700)
    assert [screen.queue.isVisible(), screen.decision.isVisible()] == [False, False]
    assert screen.pages.isVisible()

    screen._remark_on_current()
    assert screen.decision.isVisible()
    assert not screen.pages.isVisible()
    screen.panes.set_value("queue")
    screen.panes.picked.emit("queue")
    assert screen.queue.isVisible()
    screen.resize(1200, 700)
    assert screen.queue.isVisible()
    assert screen.decision.isVisible()


def test_large_text_fits(screen):
    THEME.use(text_scale=200)
    screen.resize(1300, 800)

    assert screen.pages.isVisible()
    assert not screen.decision.isVisible()


def test_the_window_reaches_the_presenter(screen):
    screen.activate(str(BO))
    screen.activate(None)
    screen.refresh()
    screen.changed(Changes(everything=True))
    screen.print_page()

    assert screen.presenter.told == [
        ("activate", BO),
        ("activate", None),
        "refresh",
        Changes(everything=True),
        "print",
    ]
    assert screen.regions()[0] is screen.queue


def test_everything_that_takes_focus_has_a_name(screen):
    unnamed = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert unnamed == []


def test_cards_and_rows_draw_their_focus(screen, qtbot):
    for widget in (screen.cards.cards[1], screen.queue.items[1]):
        widget.setFocus()
        assert not widget.grab().isNull()
    assert isinstance(screen.cards.cards[1], ChangeCard)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as made:
        yield made


def test_a_plan_is_approved_on_the_screen(house, qtbot):
    house.send()
    context = ScreenContext(house.desk(BIRGER), ImmediateRunner(), ChangeFeed(), FakeNavigator())
    made = review.build(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activate(str(house.plan))
    made.primary_action()

    assert house.read().version == 1
    assert context.navigator.toasts == ["Version 1 is approved."]


def test_an_approval_that_takes_a_while_counts_its_papers_and_can_be_stopped(screen, qtbot):
    primary, waiting = screen.decision.primary, screen.decision._waiting
    screen.show_busy(busy=True)
    screen.show_busy(busy=True, done=2, total=10)
    assert (primary.isVisible(), waiting.isVisible()) == (True, False)
    qtbot.waitUntil(waiting.isVisible)
    screen.show_busy(busy=True, done=3, total=10)
    assert "Making the papers: 3 of 10" in texts(screen.decision)
    assert not primary.isVisible()
    screen.decision.remark_written("", "Vent")
    assert not screen.decision.primary.isVisible()
    (stop,) = waiting.findChildren(QPushButton)
    stop.click()
    assert screen.presenter.told == ["stop"]
    screen.show_busy(busy=False)
    assert (screen.decision.primary.isVisible(), waiting.isVisible()) == (True, False)
