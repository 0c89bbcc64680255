"""The remarks that a reader is writing, each on its plan, kept until the plan is decided."""

from uuid import UUID

from coordinator.begun import BegunForm, FormKey, Typed
from coordinator.danish import clock, short_date
from coordinator.danish_time import local_time
from coordinator.i18n import _
from ui.begun import BegunForms


def remark_key(plan: UUID) -> FormKey:
    """Say under what name a remark on a plan is kept."""
    return FormKey("remark", plan)


class Remarks:
    """What was written in this sitting counts before what the store has from an earlier one."""

    def __init__(self, begun: BegunForms) -> None:
        self._begun = begun
        self._texts: dict[UUID, str] = {}

    def take(self, plan: UUID, before: BegunForm | None) -> str:
        """Take in what was written in an earlier sitting; give the sentence that says so."""
        if plan in self._texts or before is None or "remark" not in before.typed:
            return ""
        self._texts[plan] = before.typed["remark"].now
        day = short_date(local_time(before.at).date())
        words = _("Your remark from {date}, {time}, is in the field. It is not sent yet.")
        return words.format(date=day, time=clock(before.at))

    def of(self, plan: UUID) -> str:
        """Give the remark on a plan as it stands."""
        return self._texts.get(plan, "")

    def write(self, plan: UUID, text: str) -> None:
        """Keep what is being written."""
        self._texts[plan] = text
        self._begun.typed(remark_key(plan), {"remark": Typed("", text)} if text else {})

    def forget(self, plan: UUID) -> None:
        """The plan is decided: the remark went along, or is not needed any more."""
        self._texts.pop(plan, None)
        self._begun.done(remark_key(plan))
