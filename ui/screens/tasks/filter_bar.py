"""The fields of the filter over the tasks, and the filters that one press chooses."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from coordinator.i18n import _
from coordinator.task_lists import TaskFilter
from ui.screens.tasks.choices import (
    area_choices,
    deadline_choices,
    priority_choices,
    state_choices,
    whose_choices,
)
from ui.screens.tasks.shown import Choices, FilterChoices, FilterLine
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, TextLine
from ui.widgets.flow import Flow
from ui.widgets.layouts import across, boxed, down
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.surfaces import Card

_WIDEST: Final = 190


class FilterBar(QFrame):
    """What the filter takes, field by field; ``narrowed`` tells it whenever a field changes."""

    narrowed = Signal(object)
    picked = Signal(str)

    def __init__(self, save: Callable[[], None]) -> None:
        super().__init__()
        self._filter = TaskFilter()
        self.keep: Final = Button(_("Keep this filter"), save, size="small", icon="plus")
        self.text: Final = TextLine(name=_("Task or citizen"), longest=80)
        self.text.setPlaceholderText(_("Task or citizen"))
        self.text.setMinimumWidth(scaled(178))
        self.saved: Final = _combo(_("Filter"), ())
        self.saved.setMaximumWidth(scaled(280))
        self.more: Final = Button("", self._fold, kind="ghost", size="small")
        self._folded = False
        self.combos: Final[dict[str, Combo]] = {
            "whose": _combo(_("Whose tasks"), whose_choices()),
            "status": _combo(_("State"), state_choices()),
            "deadline": _combo(_("Deadline"), deadline_choices()),
            "area": _combo(_("Service area"), area_choices()),
            "kind": _combo(_("Kind of task"), ()),
            "sender": _combo(_("From"), ()),
            "receiver": _combo(_("To"), ()),
            "priority": _combo(_("Priority"), priority_choices()),
        }
        self._offered: FilterChoices | None = None
        self.flow: Final = Flow(gap=8, line_gap=8)
        self.setLayout(down(self.flow, gap=0))
        self.flow.show_all(self.saved, self.text, *self.combos.values(), self.more, self.keep)
        self.more.hide()
        self.text.textEdited.connect(self._typed)
        self.saved.picked.connect(lambda key: self.picked.emit(str(key)))
        for name, combo in self.combos.items():
            combo.picked.connect(lambda value, name=name: self._chosen(name, value))

    def show_filter(self, wanted: TaskFilter, choices: FilterChoices) -> None:
        """Show what is chosen, and what there is to choose."""
        self._filter = wanted
        if choices != self._offered:
            self._offered = choices
            for name, offered in (
                ("kind", choices.kinds), ("sender", choices.senders),
                ("receiver", choices.receivers),
            ):  # fmt: skip
                self.combos[name].set_choices(offered, "")
        if self.text.text().strip() != wanted.text:
            self.text.setText(wanted.text)
        for name, combo in self.combos.items():
            combo.set_value(getattr(wanted, name))

    def show_saved(self, lines: tuple[FilterLine, ...], current: str, *, here: bool) -> None:
        """Offer the filters in a box here, where there is no room for their list."""
        words = [(each.key, f"{each.name} ({each.count})") for each in lines]
        self.saved.set_choices([("", _("Own choice")), *words], current)
        for part in (self.saved, self.keep):
            part.setVisible(here)

    def keep_small(self, *, small: bool) -> None:
        """Where there is little room, the fields are behind a button until they are wanted."""
        if self.more.isHidden() == small:
            self._folded = small
            self.more.setVisible(small)
            self._show_fields()

    def _fold(self) -> None:
        self._folded = not self._folded
        self._show_fields()
        if not self._folded:
            self.combos["whose"].setFocus()

    def _show_fields(self) -> None:
        for combo in self.combos.values():
            combo.setVisible(not self._folded)
        self.more.show_text(_("More choices") if self._folded else _("Fewer choices"))

    def _chosen(self, name: str, value: object) -> None:
        self.narrowed.emit(replace(self._filter, **{name: str(value or "")}))

    def _typed(self, text: str) -> None:
        self.narrowed.emit(replace(self._filter, text=" ".join(text.split())))


class FilterPane(Card):
    """The filters with their counts; ``picked`` tells a key, ``dropped`` one to forget."""

    picked = Signal(str)
    dropped = Signal(str)

    def __init__(self, save: Callable[[], None]) -> None:
        self.list: Final = _FilterList()
        self.save: Final = Button(_("Keep this filter"), save, size="small", icon="plus")
        self.drop: Final = Button(_("Remove"), self._drop, kind="ghost", size="small")
        buttons = boxed(down(across(self.save, None), across(self.drop, None), gap=4))
        super().__init__((self.list, 1), buttons, title=_("Filters"))
        self.setFixedWidth(scaled(232))
        self.body.setContentsMargins(8, 14, 8, 12)
        self.title.setContentsMargins(10, 0, 0, 0)
        buttons.setContentsMargins(8, 0, 0, 0)
        self._current = ""
        self.list.chosen.connect(self._chose)
        self.list.drop_asked.connect(self._drop)

    def show_filters(self, lines: tuple[FilterLine, ...], current: str) -> None:
        """Show each with its count; the chosen one stays marked."""
        self._current = current
        place = next((n for n, each in enumerate(lines) if each.key == current), -1)
        self.list.blockSignals(True)
        self.list.show_rows(lines)
        if place >= 0:
            self.list.choose(place)
        else:
            self.list.clearSelection()
        self.list.blockSignals(False)
        row = self.list.row
        self.drop.setVisible(place >= 0 and row is not None and row.own)

    def _chose(self, line: FilterLine) -> None:
        if line.key != self._current:
            self.picked.emit(line.key)

    def _drop(self) -> None:
        line = self.list.row
        if line is not None and line.own:
            self.dropped.emit(line.key)


class _FilterList(RowsView[FilterLine]):
    """Delete forgets a filter of one's own."""

    drop_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("Filters"),
            (
                Column(_("Filter"), lambda line: Cell(line.name)),
                Column(_("Tasks"), _count_cell, width=52, right=True),
            ),
            key=lambda line: line.key,
            headers=False,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete forgets; the rest as in any list."""
        if event.key() == Qt.Key.Key_Delete:
            self.drop_asked.emit()
            return
        super().keyPressEvent(event)


class NameDialog(Dialog):
    """Asks what a filter is to be called."""

    def __init__(self, parent: QWidget, given: Callable[[str], None]) -> None:
        text = _("The filter is yours alone. It counts its tasks each time you look.")
        super().__init__(parent, _("Keep this filter"), text)
        self._given = given
        self.name: Final = TextLine(longest=40)
        self.field: Final = Field(_("Name"), self.name)
        self.body.addWidget(self.field)
        self.name.returnPressed.connect(self.try_to_give)
        self.name.textChanged.connect(self.field.clear_error)
        self.finish_with(Button(_("Keep the filter"), self.try_to_give, kind="primary"))
        self.name.setFocus()

    def try_to_give(self) -> None:
        """Give the name, or say that one is needed."""
        name = self.name.text().strip()
        if not name:
            self.field.show_error(_("Write a name for the filter."))
            self.name.setFocus()
            return
        self._given(name)
        self.accept()


def _combo(name: str, choices: Choices) -> Combo:
    made = Combo(choices, choices[0][0] if choices else None, name=name)
    made.setMaximumWidth(scaled(_WIDEST))
    made.setToolTip(name)
    return made


def _count_cell(line: FilterLine) -> Cell:
    return Cell(str(line.count), tone="ink2" if line.count else "ink3", right=True)
