"""The questions that the editor asks: why, until when, and whether a consent is withdrawn."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, TextArea


class RestDialog(Dialog):
    """Asks why a plan is put to rest and until when; says at each field what is missing."""

    def __init__(self, parent: QWidget, today: date, given: Callable[[str, date], None]) -> None:
        text = _("The plan is on hold until that day. Then it is on your list again.")
        super().__init__(parent, _("Put the plan on hold"), text)
        self._given, self._today = given, today
        self.area = TextArea(fewest=2, most=5)
        self.day = DateField(today=lambda: today)
        self.reason_field = Field(_("Reason"), self.area)
        self.day_field = Field(_("Until"), self.day)
        self.body.addWidget(self.reason_field)
        self.body.addWidget(self.day_field)
        self.area.textChanged.connect(self.reason_field.clear_error)
        self.day.textChanged.connect(self.day_field.clear_error)
        self.finish_with(Button(_("Put on hold"), self.try_to_give, kind="primary"))
        self.area.setFocus()

    def try_to_give(self) -> None:
        """Give reason and day, or say what is missing."""
        reason = self.area.text().strip()
        self.day.settle()
        day = self.day.value if self.day.understood else None
        if not reason:
            self.reason_field.show_error(_("Write a reason."))
        if not self.day.understood:
            self.day_field.show_error(sentence_for(RuleBroken("date-wrong")))
        elif day is None:
            self.day_field.show_error(_("Write until when."))
        elif day <= self._today:
            self.day_field.show_error(sentence_for(RuleBroken("wake-up-date-past")))
        elif reason:
            self._given(reason, day)
            self.accept()


class WithdrawalDialog(Dialog):
    """Shows what a withdrawal closes before it is registered (experience.md § 8.3)."""

    def __init__(self, parent: QWidget, withdraw: Callable[[], None]) -> None:
        closes = _(
            "From now on the services may not share. The plan stops: nobody writes in it, and its"
            " tasks wait for nobody. All that was written is kept."
        )
        super().__init__(parent, _("Withdraw the consent"), closes)
        self._withdraw = withdraw
        self.finish_with(Button(_("Register the withdrawal"), self._register, kind="danger"))

    def _register(self) -> None:
        self.accept()
        self._withdraw()
