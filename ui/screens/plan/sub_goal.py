"""A sub-goal under its goal: a line to read, or its fields."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from coordinator.danish import long_date
from coordinator.dated_lists import DatedList
from coordinator.i18n import _
from coordinator.wording import label
from plans import transitions
from plans.parts import SubGoal
from plans.states import GoalAchievement, GoalLifecycle
from ui.screens.plan.coded_inputs import CodeInput, KindInput
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.form_place import FormPlace
from ui.screens.plan.head import Head
from ui.screens.plan.inputs import ChoiceInput, DateInput, LineInput
from ui.screens.plan.more_fields import SideBySide
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key
from ui.screens.plan.words import joined
from ui.widgets.buttons import icon_button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down


class SubGoalItem(QFrame):
    """Shows a sub-goal; opened, it has title, date, state and achievement."""

    def __init__(self, key: Key, pen: PenFace, add_next: Callable[[], None]) -> None:
        super().__init__()
        self.key: Final = key
        self._pen, self._add_next = pen, add_next
        self._step: SubGoal | None = None
        self.head: Final = Head()
        self.head.pressed.connect(self.open)
        self._title = Label("", "body", wrap=True)
        self._facts = Label("", "small", "2", wrap=True)
        texts = down(self._title, self._facts, gap=1)
        self._icon = Icon("flag", "ink2", 18)
        row = across(self._icon, (texts, 1), margins=(8, 4, 4, 4))
        row.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self.head.setLayout(row)
        self.remove: Final = icon_button("x", _("Remove the sub-goal"), partial(pen.remove, key))
        head_box = boxed(across((self.head, 1), self.remove, gap=4))
        self._fields: Final = FormPlace(
            key, pen, (self.head, head_box), sub_goal_form, offer_states, self._finish
        )
        self.setLayout(down(head_box, self._fields.layout, gap=0))

    @property
    def form(self) -> PartForm | None:
        """The fields, while they are open."""
        return self._fields.form

    def show_step(self, step: SubGoal, page: PlanPage, *, force: bool) -> None:
        """Show what the sub-goal says now."""
        self._step = step
        may = page.may_write(self.key)
        title = step.title or _("A sub-goal without a title")
        facts = joined(
            (
                _("Reached by {date}").format(date=long_date(step.due)) if step.due else "",
                label(step.lifecycle) if step.lifecycle is not GoalLifecycle.ACTIVE else "",
                label(step.achievement) if step.achievement else "",
            )
        )
        self._title.setText(title)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        words = _("Sub-goal: {title}").format(title=title)
        self.head.setAccessibleName(", ".join(each for each in (words, facts) if each))
        self.head.let_write(may=may)
        self.remove.setVisible(may)
        self._fields.show(step, page, force=force)

    def open(self, name: str = "title") -> None:
        """Open the sub-goal for writing, with the cursor in a field."""
        self._fields.open(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes."""
        if event.key() == Qt.Key.Key_Delete and self.head.hasFocus() and self.remove.isVisible():
            self._pen.remove(self.key)
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        """Enter: keep, and go on with the next; an empty one ends the writing."""
        step = self._step
        self._pen.left()
        # After this key press, so that the field is not taken away under it.
        QTimer.singleShot(0, self, self._fields.close)
        if step is not None and step.title.strip():
            QTimer.singleShot(0, self, self._add_next)


def sub_goal_form(key: Key, pen: PenFace, page: PlanPage) -> PartForm:
    """Make the fields of a sub-goal."""
    today = page.today
    title, due = LineInput(_("Sub-goal")), DateInput(_("Reached by"), lambda: today)
    state = ChoiceInput(_("Status"))
    achievement = KindInput(_("Achievement"), GoalAchievement)
    source = CodeInput(_("Source"), page.book, DatedList.SOURCES)
    form = PartForm(
        key,
        pen,
        {
            "title": title,
            "due": due,
            "lifecycle": state,
            "achievement": achievement,
            "source": source,
        },
    )
    words = _("Enter makes a new sub-goal  ·  Esc closes  ·  Ctrl+Z undoes")
    hint = Label(words, "caption", "3", wrap=True)
    form.lay_out(title, SideBySide(due, state, achievement, source, least=150), hint, gap=6)
    form.layout().setContentsMargins(34, 6, 0, 8)  # type: ignore[union-attr]  # just laid out
    return form


def offer_states(form: PartForm, step: SubGoal, _page: PlanPage) -> None:
    """Say which states can come next."""
    state = form.inputs["lifecycle"]
    if isinstance(state, ChoiceInput):
        next_ones = transitions.GOAL[step.lifecycle] | {step.lifecycle}
        state.offer([(one, label(one)) for one in GoalLifecycle if one in next_ones])
