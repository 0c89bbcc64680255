"""«Opgaver»: filters, list and board, by mouse and by key, and changes of several at once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent

from coordinator.task_lists import TaskFilter
from coordinator.use_cases import giving_tasks, staff_tasks
from plans.parts import Waiting
from plans.staff_tasks import Wish, unit_of
from plans.states import PlanStatus, TaskStatus
from tests.builders import AMIRA, JENS, METTE, PRACTICE, TODAY, citizen, identity, plan, task
from tests.coordinator.house_of_plans import house_with
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.lists_world import FakeNavigator, speak_english
from ui.begun import BegunForms
from ui.screens.tasks.bulk_dialog import DueDialog, GiveDialog
from ui.screens.tasks.presenter import TasksPresenter
from ui.screens.tasks.view import TasksScreen

ROOM = Wish("Bestil lokale", TODAY + timedelta(2))
VISIT = Wish("Aftal besøg", TODAY, citizen_id=citizen().id)
DAY = TODAY + timedelta(30)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def house():
    made = house_with(citizen(), plan())
    staff_tasks.ask(made.desk(METTE), identity("room"), ROOM, AMIRA.id)
    staff_tasks.ask(made.desk(JENS), identity("visit"), VISIT, METTE.id)
    staff_tasks.ask(
        made.desk(AMIRA), identity("queued"), Wish("Tag telefonen", TODAY), unit_of(METTE)
    )
    return made


class Page:
    """The screen with its presenter, as Mette has it."""

    def __init__(self, qtbot, house, member=METTE):
        self.house, self.navigator, self.published = house, FakeNavigator(), []
        self.presenter = TasksPresenter(
            house.desk(member), ImmediateRunner(), self.published.append, self.navigator,
            BegunForms(),
        )  # fmt: skip
        self.view = TasksScreen(self.presenter, BegunForms())
        self.presenter.show_in(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(1300, 800)
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()
        self.view.activate()

    @property
    def titles(self):
        rows = self.view.list.rows
        return [rows.at(place).what for place in range(rows.rowCount())]

    def choose(self, title):
        self.view.list.choose(self.titles.index(title))
        return self.view.list.row

    def column(self, status):
        return self.view.board.columns[status]

    def card(self, title):
        self.presenter.show_as("board")
        for column in self.view.board.columns.values():
            for place in range(column.rows.rowCount()):
                if column.rows.at(place).what == title:
                    column.setFocus()
                    column.choose(place)
                    return column
        raise LookupError(title)

    def status(self, name):
        with self.house.begin(METTE, False) as work:
            return work.staff_tasks.get(identity(name)).status


@pytest.fixture
def page(qtbot, house):
    return Page(qtbot, house)


def test_it_lists_what_one_has_to_do_with_and_counts_each_filter(page):
    assert {"Bestil lokale", "Aftal besøg", "Tag telefonen"} <= set(page.titles)
    filters = page.view.pane.list.rows
    counts = {filters.at(n).key: filters.at(n).count for n in range(filters.rowCount())}
    assert counts["open"] == len(page.titles)
    assert counts["queue"] == 1
    page.presenter.pick_filter("queue")
    assert page.titles == ["Tag telefonen"]


def test_the_fields_narrow_and_the_chosen_filter_is_no_longer_marked(page, qtbot):
    qtbot.keyClicks(page.view.bar.text, "lokale")
    assert page.titles == ["Bestil lokale"]
    assert page.view.pane.list.selectionModel().selectedRows() == []
    page.view.bar.text.clear()
    page.presenter.pick_filter("open")
    page.view.bar.combos["sender"].picked.emit(JENS.name)
    assert page.titles == ["Aftal besøg"]


def test_nothing_like_that_is_said(page, qtbot):
    qtbot.keyClicks(page.view.bar.text, "qqq")
    assert page.view.stack.currentWidget() is page.view._empty


def test_a_filter_is_kept_chosen_counted_and_removed(page, qtbot):
    page.presenter.narrow(TaskFilter(text="lokale"))
    page.presenter.save_filter("Lokaler")
    row = page.view.pane.list.row
    assert (row.name, row.count, row.own) == ("Lokaler", 1, True)
    page.presenter.pick_filter("open")
    assert len(page.titles) > 1
    page.presenter.pick_filter("own:Lokaler")
    assert page.titles == ["Bestil lokale"]
    qtbot.keyClick(page.view.pane.list, Qt.Key.Key_Delete)
    names = [
        page.view.pane.list.rows.at(n).name for n in range(page.view.pane.list.rows.rowCount())
    ]
    assert "Lokaler" not in names


def test_space_ticks_and_several_get_another_deadline_after_a_look(page, qtbot):
    page.choose("Bestil lokale")
    qtbot.keyClick(page.view.list, Qt.Key.Key_Space)
    page.choose("Aftal besøg")
    qtbot.keyClick(page.view.list, Qt.Key.Key_Space)
    assert page.view.count.text() == "2 chosen"
    qtbot.keyClick(page.view.list, Qt.Key.Key_U)
    (dialog,) = page.view.findChildren(DueDialog)
    dialog.day.set_value(DAY)
    dialog.look_ahead()
    assert dialog.summary.text() == "1 task is changed. 1 cannot be changed."
    why, refused, _rest, changed = (dialog.rows.rows.at(place) for place in range(4))
    assert why.count == 1
    assert (refused.what, refused.fails) == ("Aftal besøg", True)
    assert changed.change.endswith("17-12-2026")
    dialog.go.click()
    assert dialog.summary.text() == "1 task was changed. 1 could not be changed."
    with page.house.begin(METTE, False) as work:
        assert work.staff_tasks.get(identity("room")).wish.due == DAY
    assert page.published
    dialog.undo.click()
    assert dialog.summary.text() == "1 task was taken back."
    with page.house.begin(METTE, False) as work:
        assert work.staff_tasks.get(identity("room")).wish.due == ROOM.due


def test_without_a_day_nothing_is_foreseen(page, qtbot):
    page.choose("Bestil lokale")
    qtbot.keyClick(page.view.list, Qt.Key.Key_U)
    (dialog,) = page.view.findChildren(DueDialog)
    dialog.look.click()
    assert not dialog.go.isVisible()
    assert dialog.field.error


def test_what_was_foreseen_no_longer_holds_when_something_else_is_wished(page, qtbot):
    page.choose("Bestil lokale")
    qtbot.keyClick(page.view.list, Qt.Key.Key_U)
    (dialog,) = page.view.findChildren(DueDialog)
    dialog.day.set_value(DAY)
    dialog.look_ahead()
    assert dialog.go.isVisible()
    dialog.day.set_value(DAY + timedelta(1))
    assert not dialog.go.isVisible()


def test_one_is_passed_on_with_a_note(page, qtbot):
    page.choose("Aftal besøg")
    qtbot.keyClick(page.view.list, Qt.Key.Key_V)
    (dialog,) = page.view.findChildren(GiveDialog)
    dialog.look_ahead()
    assert dialog.who_field.error
    assert dialog.note_field.error
    jens = next(each for each in dialog._people if each.who.staff_id == JENS.id)
    dialog.who.setText(JENS.name)
    dialog.who.taken.emit(jens.who)
    dialog.note.set_text("Du kender stedet")
    dialog.look_ahead()
    assert dialog.rows.rows.at(0).change == f"{METTE.name} → {JENS.name}"
    dialog.go.click()
    with page.house.begin(METTE, False) as work:
        assert work.staff_tasks.get(identity("visit")).assignee == JENS.id


def test_all_that_is_shown_is_ticked_and_nothing_again(page, qtbot):
    qtbot.keyClick(page.view.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.view.count.text() == f"{len(page.titles)} chosen"
    page.presenter.tick_all(ticked=False)
    assert not page.view._foot.isVisible()


def test_on_the_board_a_key_draws_a_task_to_the_next_state(page, qtbot):
    column = page.card("Aftal besøg")
    assert column.status is TaskStatus.REQUESTED
    qtbot.keyClick(column, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.status("visit") is TaskStatus.ACCEPTED
    assert page.navigator.toasts[-1][0] == "The task is now: Accepted."
    column = page.card("Aftal besøg")
    assert column.status is TaskStatus.ACCEPTED
    qtbot.keyClick(column, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.status("visit") is TaskStatus.IN_PROGRESS


def drop(column, source):
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.source = lambda: source
    column.dropEvent(event)


def test_a_task_that_is_dropped_in_a_column_goes_there_and_can_be_taken_back(page):
    source = page.card("Tag telefonen")
    drop(page.column(TaskStatus.ACCEPTED), source)
    assert page.status("queued") is TaskStatus.ACCEPTED
    page.navigator.toasts[-1][1]()
    assert page.status("queued") is TaskStatus.REQUESTED


def test_what_cannot_go_there_stays_and_the_page_says_why(page):
    source = page.card("Bestil lokale")
    drop(page.column(TaskStatus.COMPLETED), source)
    assert page.status("room") is TaskStatus.REQUESTED
    assert "Somebody else has this task" in page.view.problem.accessibleName()


def test_what_is_read_in_review_stays_and_the_page_says_why(qtbot, house):
    mine = replace(task("Ring til butikken", METTE), due=TODAY)
    giving_tasks.give_task(house.desk(METTE), plan().id, PRACTICE.id, mine)
    with house.begin(METTE, True) as work:
        work.plans.save(replace(work.plans.get(plan().id), status=PlanStatus.IN_REVIEW))
        work.commit()
    page = Page(qtbot, house)
    source = page.card("Ring til butikken")
    assert source.row.ways == ()
    drop(page.column(TaskStatus.COMPLETED), source)
    assert "in review" in page.view.problem.accessibleName()


def test_words_are_asked_for_where_the_state_needs_them(page):
    asked = []
    page.presenter._face = page.view
    page.view.ask_why = lambda row, key: asked.append(("why", row.what))
    page.view.ask_for_what = lambda row, causes: asked.append(("what", bool(causes)))
    source = page.card("Aftal besøg")
    drop(page.column(TaskStatus.DECLINED), source)
    drop(page.column(TaskStatus.WAITING), source)
    assert asked == [("why", "Aftal besøg"), ("what", True)]
    row = source.row
    page.presenter.moving.wait(row, Waiting("doctor", "Lægen", TODAY, DAY))
    assert page.status("visit") is TaskStatus.WAITING


def test_a_no_carries_its_reason(page):
    row = page.choose("Aftal besøg")
    page.presenter.moving.decline(row, "Jeg er væk")
    assert page.status("visit") is TaskStatus.DECLINED


def test_arrows_go_between_columns_and_screen_readers_hear_their_names(page, qtbot):
    column = page.card("Aftal besøg")
    assert column.accessibleName().startswith("New, ")
    qtbot.keyClick(column, Qt.Key.Key_Right)
    assert page.column(TaskStatus.ACCEPTED).hasFocus()
    assert page.column(TaskStatus.ACCEPTED).accessibleName() == "Accepted, 1 task"


def test_the_menu_offers_what_can_be_done(page):
    row = page.choose("Aftal besøg")
    words = [each.text() for each in page.view.menu_for(row).actions() if each.text()]
    assert words[0] == "Open"
    assert "Move to “Accepted”" in words
    assert words[-3:] == ["Ask again", "Another deadline", "Pass on"]


def test_enter_goes_to_where_a_task_stands(page, qtbot):
    in_plan = next(
        name
        for name in page.titles
        if name not in ("Bestil lokale", "Aftal besøg", "Tag telefonen")
    )
    page.choose(in_plan)
    qtbot.keyClick(page.view.list, Qt.Key.Key_Return)
    assert page.navigator.opened[-1][0] == "plan"
    page.choose("Aftal besøg")
    qtbot.keyClick(page.view.list, Qt.Key.Key_Return)
    assert page.navigator.opened[-1] == ("citizen", str(citizen().id))
    page.choose("Bestil lokale")
    qtbot.keyClick(page.view.list, Qt.Key.Key_Return)
    assert "no citizen" in page.view.problem.accessibleName()


def test_one_asks_again_about_what_one_sent(page, qtbot):
    page.choose("Bestil lokale")
    qtbot.keyClick(page.view.list, Qt.Key.Key_R)
    assert page.navigator.toasts[-1][0] == "The reminder is sent."


def test_where_there_is_little_room_the_filters_are_a_box(page):
    page.view.resize(760, 560)
    assert not page.view.pane.isVisible()
    assert page.view.bar.saved.isVisible()
    assert not page.view.bar.combos["kind"].isVisible()
    page.view.bar.more.click()
    assert page.view.bar.combos["kind"].isVisible()
    page.view.bar.saved.picked.emit("queue")
    assert page.titles == ["Tag telefonen"]
