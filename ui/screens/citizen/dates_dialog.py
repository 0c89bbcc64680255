"""Asks from when to when something goes on."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, fields_across
from ui.widgets.timeline_model import Bar

Given = Callable[[date | None, date | None], None]


class DatesDialog(Dialog):
    """Two dates of a bar; what is no date, or ends before it starts, is said at its field."""

    def __init__(self, parent: QWidget, bar: Bar, today: date, given: Given) -> None:
        super().__init__(parent, _("Start and end"), bar.title)
        self._given = given
        self.start = DateField(bar.start, today=lambda: today, name=_("Start"))
        self.end = DateField(bar.end, today=lambda: today, name=_("End"))
        self._fields = (
            Field(_("Start"), self.start),
            Field(_("End"), self.end, hint=_("Empty means no end")),
        )
        self.body.addLayout(fields_across(*self._fields))
        for field, control in zip(self._fields, (self.start, self.end), strict=True):
            control.textEdited.connect(field.clear_error)
            control.returnPressed.connect(self.submit)
        self.finish_with(Button(_("Move"), self.submit, kind="primary", keys="Ctrl+Return"))
        self.start.setFocus()
        self.start.selectAll()

    def submit(self) -> None:
        """Give the dates, or say at the field why they are none."""
        for field, control in zip(self._fields, (self.start, self.end), strict=True):
            control.settle()
            if not control.understood:
                field.show_error(sentence_for(RuleBroken("date-wrong")))
                control.setFocus()
                return
        start, end = self.start.value, self.end.value
        if start is not None and end is not None and end < start:
            self._fields[1].show_error(
                sentence_for(RuleBroken("end-before-start", start=start, end=end))
            )
            self.end.setFocus()
            return
        self._given(start, end)
        self.accept()
