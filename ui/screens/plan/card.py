"""An intervention in the document: its service area's colour, its facts, its tasks."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QWidget

from coordinator.i18n import _
from plans.parts import Intervention, Task
from ui.keys import shown
from ui.screens.plan.builder import Builder
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.form_place import FormPlace
from ui.screens.plan.head import Head
from ui.screens.plan.intervention_form import intervention_form, offer_intervention
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key
from ui.screens.plan.parts_under import PartsUnder
from ui.screens.plan.task_item import TaskItem
from ui.screens.plan.words import intervention_facts, intervention_pill, waiting_pill
from ui.theme import THEME, color, scaled
from ui.widgets.areas import AreaMark, area_name
from ui.widgets.buttons import Button, icon_button
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.pills import StatePill


def open_menu(button: QWidget, deeds: list[tuple[str, Callable[[], object]]]) -> None:
    """Show what can be done with a part, under its button."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, deed in deeds:
        menu.addAction(words, deed)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def move_deeds(
    pen: PenFace, key: Key, order: Sequence[UUID]
) -> list[tuple[str, Callable[[], object]]]:
    """Offer to move a part up or down, where there is another place; with the keys."""
    deeds: list[tuple[str, Callable[[], object]]] = []
    for step, words, keys, end in (
        (-1, _("Move up"), "Alt+Shift+Up", order[:1]),
        (1, _("Move down"), "Alt+Shift+Down", order[-1:]),
    ):
        if key.id in order and key.id not in end:
            deeds.append((f"{words}\t{shown(keys)}", partial(pen.move, key, step)))
    return deeds


class InterventionCard(QFrame):
    """One intervention; add its tasks through ``show_intervention``."""

    def __init__(self, key: Key, pen: PenFace, builder: Builder) -> None:
        super().__init__()
        self.key: Final = key
        self._pen, self._builder = pen, builder
        self._page: PlanPage | None = None
        self._news: object = None
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
        line = across(self._marks, (self._texts, 1), self._pill, gap=9)
        self._notes = self._make_notes()
        self.head.setLayout(down(line, self._notes, gap=4))
        self.menu: Final = icon_button("dots", _("More for the intervention"), self._open_menu)
        self._head_box = boxed(across((self.head, 1), gap=0))
        self._fields: Final = FormPlace(
            key, pen, (self.head, self._head_box), intervention_form, offer_intervention
        )
        self._tasks: Final = PartsUnder(builder, self._make_task, _show_task, gap=0)
        self.add: Final = Button(
            _("Add task"), self.add_task, kind="ghost", icon="plus", size="small"
        )
        fields, tasks = self._fields.layout, self._tasks.layout
        parts = (self._head_box, fields, tasks, across(self.add, None, self.menu))
        self.setLayout(down(*parts, gap=4, margins=(16, 8, 10, 8)))
        THEME.changed.connect(self.update)

    def _make_notes(self) -> QFrame:
        """Make the pills under the title: what it waits for, and that it clashes."""
        self._waits = StatePill("")
        self._clash = StatePill(_("Clashes"), "warn", "alert-triangle")
        left = scaled(22) + 9
        return boxed(across(self._waits, self._clash, None, margins=(left, 0, 0, 0)))

    @property
    def form(self) -> PartForm | None:
        """The fields, while they are open."""
        return self._fields.form

    @property
    def is_written(self) -> bool:
        """Whether fields are open here, of the intervention or of a task of it."""
        return self.form is not None or any(each.form is not None for each in self.items.values())

    @property
    def items(self) -> Mapping[UUID, TaskItem]:
        """The tasks that are built."""
        return self._tasks.built

    def show_intervention(self, each: Intervention, page: PlanPage, *, force: bool) -> None:
        """Show what the intervention says now."""
        notes = page.notes_in((each.id,))
        news = (each, page.allowed, page.today, page.clashing(each.id), notes)
        self._page = page
        self._fields.take(each, page)
        if news == self._news and not (force and self.is_written):
            return
        self._news = news
        may = page.may_write(self.key)
        self._show_head(each, page, may=may)
        self._fields.show(each, page, force=force)
        self.add.setVisible(may)
        self.menu.setVisible(may)
        self._tasks.show(each.tasks, page, force=force)

    def open(self, name: str = "title") -> None:
        """Open the intervention for writing, with the cursor in a field."""
        self._fields.open(name)

    def close_form(self) -> None:
        """Close the fields; the text is kept."""
        self._fields.close()

    def add_task(self) -> None:
        """Begin a task at the end and put the cursor in it."""
        assert self.key.id is not None
        key = self._pen.add_task(self.key.id)
        self._builder.run_all()
        if key.id is not None and key.id in self.items:
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
        waits = ""
        if each.waiting is not None:
            told = waiting_pill(each.waiting, page.book, page.today)
            waits = told.text
            self._waits.show_pill(told.text, told.kind, told.icon)
        clashing = page.clashing(each.id)
        self._waits.setVisible(bool(waits))
        self._clash.setVisible(bool(clashing))
        self._clash.setToolTip("\n".join(clashing))
        self._notes.setVisible(bool(waits or clashing))
        words = (area_name(self._area), title, facts, pill.text, waits, *clashing)
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

    def _make_task(self, task_id: UUID) -> TaskItem:
        return TaskItem(Key("task", task_id, self.key.id), self._pen, self.add_task)

    def _open_menu(self) -> None:
        page, key = self._page, self.key
        assert page is not None
        deeds: list[tuple[str, Callable[[], object]]] = [
            (_("Write"), self.open),
            (_("Add task"), self.add_task),
        ]
        goal = page.plan.goal(key.under) if key.under else None
        if goal is not None and page.may_move(key):
            deeds += move_deeds(self._pen, key, [each.id for each in goal.interventions])
        deeds.append((_("Remove the intervention"), partial(self._pen.remove, key)))
        open_menu(self.menu, deeds)


def _show_task(item: TaskItem, task: Task, page: PlanPage, force: bool) -> None:
    item.show_task(task, page, force=force)
