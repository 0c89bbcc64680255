"""What colleagues did in one's plans, and what of one's unit is stuck, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from coordinator.caseloads import StaffLoad
from coordinator.danish import clock, day_and_month
from coordinator.danish_time import local_time
from coordinator.i18n import N_, _, ngettext
from coordinator.plan_news import PlanNews
from coordinator.wording import label
from plans.parts import EventKind
from ui.screens.day.lines import NewsLine, StuckLine

_WRITTEN: Final[Mapping[str, str]] = {
    "goal": N_("{name} wrote the goal “{title}”"),
    "intervention": N_("{name} wrote the intervention “{title}”"),
    "task": N_("{name} wrote the task “{title}”"),
    "consent": N_("{name} registered a consent"),
    "participant": N_("{name} changed the core team"),
}
_TAKEN_OUT: Final[Mapping[str, str]] = {
    "goal": N_("{name} took out the goal “{title}”"),
    "intervention": N_("{name} took out the intervention “{title}”"),
    "task": N_("{name} took out the task “{title}”"),
}
_EVENTS: Final = frozenset(EventKind)


def news_line(news: PlanNews, today: date) -> NewsLine:
    """Say what a colleague did, when, and how much more."""
    area = news.service_area
    return NewsLine(
        news=news,
        citizen=news.citizen_name,
        what=_more(_deed(news), news.more),
        when=_when(news, today),
        area=area.value if area is not None else "",
    )


def stuck_line(each: StaffLoad) -> StuckLine:
    """Say how much of somebody's is over its deadline for too long."""
    number = each.load.stuck
    words = ngettext("{n} task is far overdue", "{n} tasks are far overdue", number)
    return StuckLine(str(each.member.id), each.member.name, words.format(n=number))


def _deed(news: PlanNews) -> str:
    if news.kind in _EVENTS:
        event = label(EventKind(news.kind))
        return _("{event}: {name}").format(event=event, name=news.by_name)
    words = _TAKEN_OUT.get(news.kind) if news.removed else None
    return _(words or _WRITTEN[news.kind]).format(name=news.by_name, title=news.title)


def _more(deed: str, more: int) -> str:
    if not more:
        return deed
    return ngettext("{deed}, and {n} more", "{deed}, and {n} more", more).format(deed=deed, n=more)


def _when(news: PlanNews, today: date) -> str:
    day = local_time(news.at).date()
    if day == today:
        return clock(news.at)
    return _("yesterday") if (today - day).days == 1 else day_and_month(day)
