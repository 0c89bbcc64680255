"""An intervention in the document: its service area's colour, its facts, its tasks."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QWidget

from coordinator.i18n import _
from coordinator.wording import label
from plans import transitions
from plans.parts import Intervention
from plans.people import ServiceArea
from ui.screens.plan.builder import Builder
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.head import Head
from ui.screens.plan.inputs import ChoiceInput, DateInput, LawInput, LineInput
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key
from ui.screens.plan.task_item import TaskItem
from ui.screens.plan.words import intervention_facts, intervention_pill
from ui.theme import THEME, color, scaled
from ui.widgets.areas import AreaMark, area_name
from ui.widgets.buttons import Button, icon_button
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.pills import StatePill
from ui.widgets.reading_order import let_go


def open_menu(button: QWidget, deeds: list[tuple[str, Callable[[], object]]]) -> None:
    """Show what can be done with a part, under its button."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, deed in deeds:
        menu.addAction(words, deed)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


class InterventionCard(QFrame):
    """One intervention; add its tasks through ``show_intervention``."""

    def __init__(self, key: Key, pen: PenFace, builder: Builder) -> None:
        super().__init__()
        self.key: Final = key
        self._pen, self._builder = pen, builder
        self._page: PlanPage | None = None
        self._shown: Intervention | None = None
        self._news: object = None
        self._noted = False
        self.form: PartForm | None = None
        self.items: Final[dict[UUID, TaskItem]] = {}
        self._wanted: list[UUID] = []
        self.setObjectName("inset")
        self.head: Final = Head()
        self.head.pressed.connect(self.open)
        self._title = Label("", "h3", wrap=True)
        self._facts = Label("", "small", "2", wrap=True)
        self._pill = StatePill("")
        self._mark: AreaMark | None = None
        self._area = ""
        self._beside: bool | None = None
        self._marks = across()
        self._texts = across((self._title, 1), self._facts, gap=9)
        self.head.setLayout(across(self._marks, (self._texts, 1), self._pill, gap=9))
        self.menu: Final = icon_button("dots", _("More for the intervention"), self._open_menu)
        self._head_box = boxed(across((self.head, 1), gap=0))
        self._forms = down(gap=0)
        self._tasks = down(gap=0)
        self.add: Final = Button(
            _("Add task"), self.add_task, kind="ghost", icon="plus", size="small"
        )
        parts = (self._head_box, self._forms, self._tasks, across(self.add, None, self.menu))
        self.setLayout(down(*parts, gap=4, margins=(16, 8, 10, 8)))
        THEME.changed.connect(self.update)

    def show_intervention(self, each: Intervention, page: PlanPage, *, force: bool) -> None:
        """Show what the intervention says now."""
        news = (each, page.allowed, page.today)
        self._page, self._shown = page, each
        if news == self._news and not (force or page.notes or self._noted):
            return
        self._news, self._noted = news, bool(page.notes)
        may = page.may_write(self.key)
        self._show_head(each, page, may=may)
        notes = page.notes_of(self.key)
        if notes.errors or notes.clashes:
            self._make_form()
            self._head_box.hide()
        elif not may:
            self.close_form()
        if self.form is not None:
            self._offer(each, page)
            self.form.show_part(each, page, force=force)
        self.add.setVisible(may)
        self.menu.setVisible(may)
        self._show_tasks(each, page, force=force)

    def open(self, name: str = "title") -> None:
        """Open the intervention for writing, with the cursor in a field."""
        if self._page is not None and self._page.may_write(self.key):
            self._make_form().focus(name)
            self._head_box.hide()

    def close_form(self) -> None:
        """Close the fields; the text is kept."""
        if self.form is not None:
            had_cursor = self.form.has_cursor()
            form, self.form = self.form, None
            self._head_box.show()
            if had_cursor:
                self.head.setFocus()
            form.hide()
            form.deleteLater()
            self._pen.discard_if_empty(self.key)

    def add_task(self) -> None:
        """Begin a task at the end and put the cursor in it."""
        assert self.key.id is not None
        key = self._pen.add_task(self.key.id)
        self._builder.run_all()
        if key.id in self.items:
            self.items[key.id].open("title")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the facts beside the title, or under it where there is little room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place_facts()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar in the service area's colour."""
        super().paintEvent(event)
        if self._area:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(f"area_{self._area}"))
            painter.drawRoundedRect(QRectF(0, 0, 4, self.height()), 2, 2)

    def _show_head(self, each: Intervention, page: PlanPage, *, may: bool) -> None:
        if each.service_area.value != self._area:
            self._area = each.service_area.value
            if self._mark is not None:
                self._mark.hide()
                self._mark.deleteLater()
            self._mark = AreaMark(self._area, 22)
            self._marks.addWidget(self._mark)
            self.update()
        title = each.title or _("An intervention without a title")
        facts = intervention_facts(each, page.today)
        pill = intervention_pill(each.status)
        self._title.setText(title)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self._pill.show_pill(pill.text, pill.kind, pill.icon)
        words = (area_name(self._area), title, facts, pill.text)
        self.head.setAccessibleName(", ".join(part for part in words if part))
        self.setAccessibleName(title)
        self.head.let_write(may=may)
        self._place_facts()

    def _place_facts(self) -> None:
        title = self._title.fontMetrics().horizontalAdvance(self._title.text())
        facts = self._facts.fontMetrics().horizontalAdvance(self._facts.text())
        rest = self._pill.sizeHint().width() + scaled(22) + 26 + 4 * 9
        beside = title + facts + rest <= self.width()
        if beside == self._beside:
            return
        self._beside = beside
        way = QBoxLayout.Direction
        self._texts.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._texts.setSpacing(9 if beside else 1)
        self._facts.setWordWrap(not beside)
        self._title.setWordWrap(not beside)

    def _show_tasks(self, each: Intervention, page: PlanPage, *, force: bool) -> None:
        self._wanted = [task.id for task in each.tasks]
        for gone in [task_id for task_id in self.items if task_id not in self._wanted]:
            item = self.items.pop(gone)
            let_go(item)
        place = 0  # among those that are built
        for task in each.tasks:
            item_there = self.items.get(task.id)
            if item_there is None:
                self._builder.later(partial(self._make_task, task.id))
                continue
            item_there.show_task(task, page, force=force)
            if self._tasks.indexOf(item_there) != place:
                self._tasks.insertWidget(place, item_there)
            place += 1

    def _make_task(self, task_id: UUID) -> None:
        """Build a task's line, unless it went or was built in the meantime."""
        shown, page = self._shown, self._page
        if shown is None or page is None or task_id in self.items or task_id not in self._wanted:
            return
        task = next(each for each in shown.tasks if each.id == task_id)
        item = TaskItem(Key("task", task_id, self.key.id), self._pen, self.add_task)
        self.items[task_id] = item
        before = [
            each for each in self._wanted[: self._wanted.index(task_id)] if each in self.items
        ]
        self._tasks.insertWidget(len(before), item)
        item.show_task(task, page, force=True)

    def _make_form(self) -> PartForm:
        if self.form is not None:
            return self.form
        page, each = self._page, self._shown
        assert page is not None
        assert each is not None
        form = intervention_form(self.key, self._pen, page)
        form.closed.connect(self.close_form)
        form.finished.connect(self.close_form)
        self.form = form
        self._offer(each, page)
        form.show_part(each, page, force=True)
        self._forms.addWidget(form)
        return form

    def _offer(self, each: Intervention, page: PlanPage) -> None:
        assert self.form is not None
        area, law = self.form.inputs["service_area"], self.form.inputs["legal_basis"]
        status = self.form.inputs["status"]
        if isinstance(area, ChoiceInput):
            mine = page.allowed.areas | {each.service_area}
            area.offer([(one, label(one)) for one in ServiceArea if one in mine])
        if isinstance(law, LawInput):
            law.offer(page.bases, each.service_area)
        if isinstance(status, ChoiceInput):
            next_ones = transitions.INTERVENTION[each.status] | {each.status}
            status.offer([(one, label(one)) for one in type(each.status) if one in next_ones])

    def _open_menu(self) -> None:
        open_menu(
            self.menu,
            [
                (_("Write"), self.open),
                (_("Add task"), self.add_task),
                (_("Remove the intervention"), partial(self._pen.remove, self.key)),
            ],
        )


def intervention_form(key: Key, pen: PenFace, page: PlanPage) -> PartForm:
    """Make the fields of an intervention."""
    today = page.today
    title, area = LineInput(_("Intervention")), ChoiceInput(_("Service area"))
    law, provider = LawInput(_("Legal basis")), LineInput(_("Provider"))
    start = DateInput(_("From"), lambda: today)
    end = DateInput(_("Until"), lambda: today)
    status = ChoiceInput(_("Status"))
    form = PartForm(
        key,
        pen,
        {
            "title": title,
            "service_area": area,
            "legal_basis": law,
            "provider": provider,
            "start": start,
            "end": end,
            "status": status,
        },
    )
    top = Qt.AlignmentFlag.AlignTop
    rows = (across((title, 2), (area, 1)), across(law, provider), across(start, end, status))
    for row in rows:
        for place in range(row.count()):
            row.itemAt(place).setAlignment(top)  # type: ignore[union-attr]  # it is there
    hint = Label(_("Enter and Esc close. What is written is kept."), "caption", "3", wrap=True)
    form.lay_out(*rows, hint, gap=8)
    return form
