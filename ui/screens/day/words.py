"""What each thing that waits is called, by when it is due, and in which group it stands."""

from collections.abc import Callable, Iterable, Mapping
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from typing import Final

from coordinator.danish import short_date, weekday_date
from coordinator.danish_time import local_time
from coordinator.i18n import N_, _, ngettext
from coordinator.lists import Day, PlanLine, Reminds, WorkItem, WorkKind
from coordinator.wording import label
from plans.handovers import HandoverKind, HandoverStatus
from plans.states import TaskStatus
from plans.task_steps import StepKind
from ui.due_words import due_words, end_of_week
from ui.screens.day.awaited import reminded_words
from ui.screens.day.between import about_staff_task, said_with, staff_task_verbs
from ui.screens.day.climbing import climbed_verbs
from ui.screens.day.lines import DayLine, Empty, Group, TileCount, Verb
from ui.task_moves import locked_words

_GROUPS: Final = (
    N_("Overdue"),
    N_("Today"),
    N_("Later this week"),
    N_("Later"),
    N_("Without a deadline"),
)
_ICONS: Final[Mapping[WorkKind, str]] = {
    WorkKind.TASK: "circle",
    WorkKind.STAFF_TASK: "circle",
    WorkKind.GOAL: "target",
    WorkKind.REVIEW: "clipboard-check",
    WorkKind.RETURNED: "arrow-back-up",
    WorkKind.APPROVED: "file-text",
    WorkKind.FOLLOW_UP: "calendar-event",
    WorkKind.PROTECTION: "shield-lock",
    WorkKind.WAKE_UP: "clock",
    WorkKind.LOOK_AGAIN: "hourglass",
    WorkKind.HANDOVER: "arrows-right-left",
    WorkKind.CLIMBED: "arrows-right-left",
    WorkKind.ENQUIRY: "inbox",
}
_WHAT: Final[Mapping[WorkKind, str]] = {
    WorkKind.RETURNED: N_("The plan is returned"),
    WorkKind.APPROVED: N_("Go through the plan with the citizen"),
    WorkKind.FOLLOW_UP: N_("Follow-up of the plan"),
    WorkKind.PROTECTION: N_("Check the protection"),
    WorkKind.WAKE_UP: N_("Resume the plan"),
    WorkKind.HANDOVER: N_("Answer a hand-over"),
    WorkKind.CLIMBED: N_("A hand-over that nobody answers"),
}
_TITLES: Final[Mapping[str, str]] = {
    "waiting": N_("Waiting for me"),
    "overdue": N_("Overdue"),
    "in_review": N_("To review"),
    "returned": N_("Returned"),
    "queue": N_("The unit's queue"),
}
_NOTHING: Final[Mapping[str, str]] = {
    "overdue": N_("Nothing is overdue."),
    "in_review": N_("No plan is waiting for review."),
    "returned": N_("No plan is returned."),
    "queue": N_("Nothing lies in your unit's queue."),
}
_NEVER: Final = datetime(MAXYEAR, 1, 1, tzinfo=UTC)


def line_for(item: WorkItem, today: date, *, done: bool = False) -> DayLine:
    """Say what waits in words."""
    text, kind = due_words(item.by, today)
    if kind == "later" and item.reminds is Reminds.NEAR:
        kind = "soon"
    verbs = _verbs if item.task is None else staff_task_verbs
    return DayLine(
        item=item,
        what=_what(item),
        about=" · ".join(part for part in _about(item, today) if part),
        icon="circle-check" if done else _ICONS[item.kind],
        due_text=text,
        due_kind=kind,
        verbs=verbs(item, today, done=done),
        done=done,
        said="" if done else _said(item),
    )


def grouped(lines: Iterable[DayLine], today: date) -> tuple[Group, ...]:
    """Put lines in the groups of the list: by deadline, then by what has waited longest."""
    buckets: dict[int, list[DayLine]] = {}
    for line in sorted(lines, key=_order):
        buckets.setdefault(_bucket(line.item.by, today), []).append(line)
    return tuple(
        Group(_(_GROUPS[place]), tuple(buckets[place]), late=place == 0)
        for place in sorted(buckets)
    )


def title_of(tile: str) -> str:
    """Name a tile and the list that it opens."""
    return _(_TITLES[tile])


def subtitle(day: Day, today: date) -> str:
    """Say what day it is, and how much of what waits is late or due today."""
    parts = []
    if late := len(day.overdue):
        words = ngettext("{n} thing is overdue", "{n} things are overdue", late)
        parts.append(words.format(n=late))
    if now := _due_on(day, today):
        words = ngettext("{n} is waiting for you today", "{n} are waiting for you today", now)
        parts.append(words.format(n=now))
    named = weekday_date(today)
    return "  ·  ".join(part for part in (named[0].upper() + named[1:], ", ".join(parts)) if part)


def tile_counts(day: Day, today: date) -> dict[str, TileCount]:
    """Count what each tile stands for, with one thing about it."""
    now = _due_on(day, today)
    waiting = _("{n} of them today").format(n=now) if now else ""
    if not day.waiting_on_me:
        waiting = _("all done")
    late = _oldest((today - item.by).days for item in day.overdue if item.by)
    review = _oldest(_waited(item, today) for item in day.in_review if item.since)
    queue = _oldest(_waited(item, today) for item in day.queue)
    return {
        "waiting": TileCount(len(day.waiting_on_me), waiting),
        "overdue": TileCount(len(day.overdue), late),
        "in_review": TileCount(len(day.in_review), review),
        "returned": TileCount(len(day.returned)),
        "queue": TileCount(len(day.queue), queue),
    }


def nothing_here(tile: str, plans: Iterable[PlanLine], today: date) -> Empty:
    """Say that a list is empty: what is true, then what is next."""
    if tile != "waiting":
        return Empty(_(_NOTHING[tile]))
    ahead = [line for line in plans if line.follow_up is not None and line.follow_up >= today]
    calm = _("Nothing of yours is overdue.")
    follow_up = min(ahead, key=lambda line: line.follow_up or date.max, default=None)
    if follow_up is None or follow_up.follow_up is None:
        return Empty(_("Nothing is waiting for you"), calm, main=True)
    coming = _("Next is the follow-up with {name} on {day}.").format(
        name=follow_up.citizen_name, day=weekday_date(follow_up.follow_up)
    )
    return Empty(_("Nothing is waiting for you"), f"{calm} {coming}", main=True)


def _what(item: WorkItem) -> str:
    if item.kind is WorkKind.CLIMBED and item.status == HandoverStatus.DECLINED:
        return _("A hand-over that was declined")
    if item.kind is WorkKind.REVIEW:
        return _("Review the plan") if item.title else _("The plan is waiting for review")
    return _(_WHAT[item.kind]) if item.kind in _WHAT else item.title


def _about(item: WorkItem, today: date) -> tuple[str, ...]:
    if item.task is not None:
        return about_staff_task(item, today)
    return item.citizen_name, _reason(item, today), reminded_words(item.reminder, today)


def _reason(item: WorkItem, today: date) -> str:
    reason = _REASONS.get(item.kind)
    return reason(item, today) if reason else ""


def _task_reason(item: WorkItem, today: date) -> str:
    """Say how the task stands, what it waits for, and who does it when I only follow up."""
    if answer := _answer_words(item):
        return answer
    waits = item.status == TaskStatus.WAITING
    state = _look_again_reason(item, today) if waits else label(TaskStatus(item.status))
    if not item.text:
        return state
    return _("{name} does it, you follow up · {state}").format(name=item.text, state=state)


def _asks_me(item: WorkItem) -> bool:
    """Whether a colleague asks for a task and waits for an answer; not what one follows up."""
    last = item.path[-1] if item.path else None
    asked = last is not None and last.by != last.to and not item.text
    return item.status == TaskStatus.REQUESTED and asked


def _answer_words(item: WorkItem) -> str:
    """Say who asks, or who said no and why; nothing while a task just goes its way."""
    last = item.path[-1] if item.path else None
    if last is None:
        return ""
    if _asks_me(item):
        passed = last.kind is StepKind.PASSED_ON
        words = _("Passed on by {name}") if passed else _("{name} asks you")
        return words.format(name=last.by_name)
    if item.status == TaskStatus.DECLINED and last.kind is StepKind.DECLINED:
        return _("{name} declined").format(name=last.by_name)
    return ""


def _said(item: WorkItem) -> str:
    """Give the words that go with a task that was passed on or declined."""
    if item.task is not None:
        return said_with(item)
    if item.locked:
        return locked_words()
    text = item.path[-1].text if item.kind is WorkKind.TASK and _answer_words(item) else ""
    return _("“{remark}”").format(remark=text) if text else ""


def _look_again_reason(item: WorkItem, _today: date) -> str:
    waits = _("Waits for {name}").format(name=item.waits_on) if item.waits_on else _("Waits")
    # The day that the line stands under needs no second word.
    if item.wake_up is None or item.wake_up == item.by:
        return waits
    return _("{waits}, look again {date}").format(waits=waits, date=short_date(item.wake_up))


def _enquiry_reason(item: WorkItem, _today: date) -> str:
    return item.text or _("Enquiry")


def _goal_reason(_item: WorkItem, _today: date) -> str:
    return _("The date of the goal has passed")


def _review_reason(item: WorkItem, today: date) -> str:
    parts = [_("Sent by {name}").format(name=item.title)] if item.title else []
    if item.since is not None:
        days = _waited(item, today)
        sent = ngettext("{n} day ago", "{n} days ago", days).format(n=days) if days else _("today")
        parts.append(sent if item.title else _("Sent {when}").format(when=sent))
    return ", ".join(parts)


def _remark(item: WorkItem, _today: date) -> str:
    remark = " ".join(item.text.split())
    return _("“{remark}”").format(remark=remark) if remark else ""


def _follow_up_reason(_item: WorkItem, _today: date) -> str:
    return _("Agreed in the plan")


def _protection_reason(item: WorkItem, today: date) -> str:
    if item.due is None:
        return ""
    words = _("Protection ended {day}") if item.due < today else _("Protection ends {day}")
    return words.format(day=short_date(item.due))


def _wake_up_reason(item: WorkItem, _today: date) -> str:
    return _("On hold until {day}").format(day=short_date(item.due)) if item.due else ""


def _handover_reason(item: WorkItem, _today: date) -> str:
    return _("{name}: {cause}").format(name=item.text, cause=item.title)


def _climbed_reason(item: WorkItem, _today: date) -> str:
    words = _("{giver} waits for {name}")
    if item.status == HandoverStatus.DECLINED:
        words = _("{name} said no, {giver} has the responsibility")
    if item.status == HandoverKind.REQUEST:
        words = _("{name} has not answered a request")
    return words.format(giver=item.waits_on, name=item.text)


_REASONS: Final[Mapping[WorkKind, Callable[[WorkItem, date], str]]] = {
    WorkKind.TASK: _task_reason,
    WorkKind.GOAL: _goal_reason,
    WorkKind.REVIEW: _review_reason,
    WorkKind.RETURNED: _remark,
    WorkKind.FOLLOW_UP: _follow_up_reason,
    WorkKind.PROTECTION: _protection_reason,
    WorkKind.WAKE_UP: _wake_up_reason,
    WorkKind.LOOK_AGAIN: _look_again_reason,
    WorkKind.HANDOVER: _handover_reason,
    WorkKind.CLIMBED: _climbed_reason,
    WorkKind.ENQUIRY: _enquiry_reason,
}


def _verbs(item: WorkItem, today: date, *, done: bool) -> tuple[Verb, ...]:
    plan = Verb("plan", _("Open plan"), "file-text")
    citizen = Verb("citizen", _("Open citizen"), "user")
    new = Verb("task", _("New task"), "plus")
    if done:
        return (Verb("undo", _("Undo"), "arrow-back-up"), plan, citizen)
    rest: tuple[Verb, ...] = (plan, citizen, new)
    return rest if item.locked else _open_verbs(item, today, rest)


def _open_verbs(item: WorkItem, today: date, rest: tuple[Verb, ...]) -> tuple[Verb, ...]:
    """What one can do with something that may be moved."""
    plan, citizen, new = rest
    later = Verb("later", _("Look again in a week"), "clock")
    if item.kind is WorkKind.TASK and (answers := _answers(item)):
        return (*answers, plan)
    if item.kind is WorkKind.TASK:
        wakes = item.wake_up is not None and item.wake_up <= today
        # What one only follows up stays with who does it; Enter opens the plan.
        rest = (plan, citizen, new) if item.text else (_pass_on(), citizen, new)
        return (Verb("done", _("Mark as done"), "check"), *((later, plan) if wakes else rest))
    if item.kind is WorkKind.CLIMBED:
        return climbed_verbs(item, today)
    if (first_of_all := _elsewhere(item)) is not None:
        # Whoever answers for an enquiry may not see whom it is about.
        return (first_of_all, citizen) if item.citizen_name else (first_of_all,)
    first: tuple[Verb, ...] = ()
    if item.kind is WorkKind.FOLLOW_UP:
        first = (Verb("follow_up", _("Follow up"), "calendar-event"),)
    elif item.kind is WorkKind.LOOK_AGAIN:
        # Their words are long, and large text leaves room for three.
        first, rest = (later, Verb("came", _("Waits no longer"), "check")), (plan,)
    elif item.kind is WorkKind.REVIEW and not (item.reminder and item.reminder.on == today):
        first = (Verb("remind", _("Ask again"), "send"),)
    return (citizen,) if item.plan_id is None else (*first, *rest)


def _elsewhere(item: WorkItem) -> Verb | None:
    """What is done on a page of its own."""
    if item.kind is WorkKind.ENQUIRY:
        return Verb("enquiry", _("Open the enquiry"), "inbox")
    if item.kind is WorkKind.HANDOVER:
        return Verb("handover", _("Read and answer"), "arrows-right-left")
    if item.kind is WorkKind.REVIEW and item.title:
        return Verb("review", _("Review the plan"), "clipboard-check")
    return None


def _answers(item: WorkItem) -> tuple[Verb, ...]:
    """What one can answer who is asked, or who hears of a no."""
    if _asks_me(item):
        return (
            Verb("accept", _("Accept"), "check"), Verb("decline", _("Decline")), _pass_on(),
        )  # fmt: skip
    if item.status == TaskStatus.DECLINED:
        return Verb("take", _("Take it myself"), "user"), _pass_on()
    return ()


def _pass_on() -> Verb:
    return Verb("pass", _("Pass on"), "arrow-right")


def _bucket(due: date | None, today: date) -> int:
    if due is None:
        return 4
    bounds = (today - timedelta(days=1), today, end_of_week(today), date.max)
    return next(place for place, last in enumerate(bounds) if due <= last)


def _order(line: DayLine) -> tuple[date, datetime, str]:
    item = line.item
    return (item.by or date.max, item.since or _NEVER, item.citizen_name)


def _due_on(day: Day, today: date) -> int:
    return sum(item.by == today for item in day.waiting_on_me)


def _waited(item: WorkItem, today: date) -> int:
    return (today - local_time(item.since).date()).days if item.since else 0


def _oldest(days: Iterable[int]) -> str:
    most = max(days, default=0)
    if most <= 0:
        return ""
    return ngettext("oldest {n} day", "oldest {n} days", most).format(n=most)
