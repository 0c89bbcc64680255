"""The line on «Min dag» about text that never reached the store."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from coordinator.danish import clock, short_date
from coordinator.danish_time import local_time
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.journal import UnsentPlan
from coordinator.lists import PlanLine
from coordinator.ports import StoreDown
from ui.screens.day.lines import UnsentLine

# What was just written is on its way.
_ON_ITS_WAY: Final = timedelta(seconds=5)


def read_unsent(desk: Desk) -> tuple[UnsentPlan, ...]:
    """List the plans whose text is only on this PC; a journal that fails is no reason to wait."""
    try:
        found = desk.drafts.plans()
    except StoreDown:
        return ()
    return tuple(each for each in found if each.at <= desk.clock.now() - _ON_ITS_WAY)


def unsent_line(found: Sequence[UnsentPlan], plans: Sequence[PlanLine]) -> UnsentLine | None:
    """Say that text is not sent, and open the plan in which it has lain longest."""
    if not found:
        return None
    first = found[0]
    title = ngettext(
        "Not sent: text in {count} plan", "Not sent: text in {count} plans", len(found)
    )
    names = (line.citizen_name for line in plans if line.plan_id == first.plan_id)
    name = next(names, "")
    written = _("Written {date} {time}.").format(date=_day(first.at), time=clock(first.at))
    about = _("The plan for {name}.").format(name=name) if name else ""
    return UnsentLine(title.format(count=len(found)), f"{about} {written}".strip(), first.plan_id)


def _day(moment: datetime) -> str:
    return short_date(local_time(moment).date())
