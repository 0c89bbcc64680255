"""A redistribution in the words of its screen."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.absence_wording import absence_words, away_words
from coordinator.caseloads import Load
from coordinator.danish import day_and_month, long_date, short_date
from coordinator.danish_time import local_time
from coordinator.i18n import _, ngettext
from coordinator.redistribution_choice import Choice, Consequences, Movable, MoveLine, Outcome
from coordinator.redistribution_wording import move_label, set_label
from coordinator.staff_wording import place_words
from coordinator.use_cases.handing_over import cause_rule
from coordinator.use_cases.redistributing import RedistributionLine, RedistributionPage
from coordinator.use_cases.redistribution_letters import LetterJob, unprinted
from coordinator.wording import SENTENCES
from plans.redistributions import BACK, Move, MoveState, Redistribution, RedistributionStatus
from ui.screens.redistribution.shown import (
    CauseChoice,
    ChooseShown,
    CitizenRow,
    ListShown,
    LoadRow,
    MoveRow,
    OutcomeRow,
    OutcomeShown,
    PersonRow,
    RunningShown,
    SetRow,
)
from ui.widgets.pills import Pill, PillKind

_PILLS: Final[Mapping[MoveState, tuple[PillKind, str]]] = {
    MoveState.WAITING: ("neutral", "hourglass"),
    MoveState.OFFERED: ("info", "clock"),
    MoveState.ACCEPTED: ("ok", "check"),
    MoveState.DECLINED: ("danger", "x"),
    MoveState.WITHDRAWN: ("neutral", "arrow-back-up"),
    MoveState.HINDERED: ("warn", "alert-triangle"),
    MoveState.DROPPED: ("neutral", "x"),
}
# What asks something of the lead stands first.
_GROUPS: Final = (
    tuple(BACK),
    (MoveState.WAITING,),
    (MoveState.OFFERED,),
    (MoveState.ACCEPTED,),
    (MoveState.DROPPED,),
)
# From so many changes of case worker in 12 months on it is said.
_MANY: Final = 1
# An offer that nobody answers for so long is late.
_LATE_DAYS: Final = 3


def choose_shown(found: Choice, today: date) -> ChooseShown:
    """Say what hangs on a colleague, and to whom it could go."""
    names = {each.member.id: each.member.name for each in found.receivers}
    giver = found.giver.member
    away = found.giver.absence
    deputy = away.deputy if away is not None else None
    facts = (
        place_words(giver),
        absence_words(away, names) if away is not None else "",
        ngettext("{n} citizen", "{n} citizens", len(found.citizens)).format(n=len(found.citizens)),
    )
    return ChooseShown(
        giver=str(giver.id),
        title=_("Redistribute from {name}").format(name=giver.name),
        subtitle=" · ".join(part for part in facts if part),
        citizens=tuple(_citizen(each, names, today) for each in found.citizens),
        people=tuple(
            PersonRow(
                str(each.member.id),
                each.member.name,
                each.member.team or place_words(each.member),
                load_words(each.load),
                away_words(each.absence) if each.absence else "",
            )
            for each in found.receivers
        ),
        causes=tuple(
            CauseChoice(
                each.code,
                each.label,
                each.text if rule is not None and rule.warns else "",
                rule is not None and (rule.warns or rule.needs_comment),
            )
            for each in found.causes
            for rule in (cause_rule(each),)
        ),
        begins_with=(str(deputy),) if deputy is not None and deputy in names else (),
        cause="",
        stays=tuple(_stays(found)),
    )


def _citizen(each: Movable, names: Mapping[UUID, str], today: date) -> CitizenRow:
    hindered = ""
    if each.offered_to:
        hindered = _("Offered to {name}").format(name=first_name(each.offered_to))
    elif each.hindrance:
        hindered = _("In another redistribution")
    return CitizenRow(
        str(each.citizen_id),
        each.name,
        _("Coordinates the joint plan") if each.coordinates else _("Case"),
        each.tasks,
        short_date(each.next_day) if each.next_day else "",
        each.next_day is not None and each.next_day < today,
        ", ".join(first_name(names[who]) for who in each.beside if who in names),
        hindered,
    )


def _stays(found: Choice) -> Iterator[str]:
    """Say what does not follow a citizen, so that nobody believes that all is given away."""
    if found.staying:
        text = ngettext(
            "{n} thing stays with {name}: it is about a citizen whom others have.",
            "{n} things stay with {name}: they are about citizens whom others have.",
            len(found.staying),
        )
        yield text.format(n=len(found.staying), name=first_name(found.giver.member.name))
    hidden = sum(found.elsewhere.values())
    if hidden:
        text = ngettext(
            "{n} task is in plans that you may not see.",
            "{n} tasks are in plans that you may not see.",
            hidden,
        )
        yield text.format(n=hidden)


def first_name(name: str) -> str:
    """Give the name that colleagues call each other by."""
    return name.split(maxsplit=1)[0] if name.split() else name


def load_words(load: Load | None) -> str:
    """Say how much somebody has, or nothing where one may not see it."""
    if load is None:
        return ""
    parts = (
        ngettext("{n} citizen", "{n} citizens", load.citizens).format(n=load.citizens),
        ngettext("{n} task", "{n} tasks", load.tasks).format(n=load.tasks),
    )
    return ", ".join(parts)


def outcome_shown(found: Consequences, giver: str, left_out: int) -> OutcomeShown:
    """Say what comes of it before anything is offered."""
    number = len(found.lines)
    names = {each.member.id: each.member.name for each in found.receivers}
    return OutcomeShown(
        title=_("What happens"),
        subtitle=_(
            "Nothing is offered yet. {name} has the responsibility until each receiver accepts."
        ).format(name=giver),
        figures=_figures(found),
        rows=tuple(_outcome(each, names[each.receiver]) for each in found.lines),
        people=tuple(_load(each) for each in found.receivers),
        warnings=tuple(_warnings(found, left_out)),
        offer_words=ngettext("Offer {n} citizen", "Offer {n} citizens", number).format(n=number),
    )


def _figures(found: Consequences) -> str:
    lines = found.lines
    follow, stay = sum(e.follow for e in lines), sum(e.withheld for e in lines)
    days = sum(e.days for e in lines)
    citizens = ngettext("{n} citizen", "{n} citizens", len(lines)).format(n=len(lines))
    parts = [
        citizens,
        ngettext("{n} task follows", "{n} tasks follow", follow).format(n=follow),
        ngettext("{n} task stays", "{n} tasks stay", stay).format(n=stay),
        ngettext("{n} deadline within 14 days", "{n} deadlines within 14 days", days).format(
            n=days
        ),
    ]
    return " · ".join(parts)


def _outcome(each: MoveLine, receiver: str) -> OutcomeRow:
    notes = []
    if each.withheld:
        notes.append(
            ngettext(
                "{n} task stays: the consent does not share it",
                "{n} tasks stay: the consent does not share them",
                each.withheld,
            ).format(n=each.withheld)
        )
    if each.other_area:
        notes.append(_("The case stays in its service area"))
    if each.days:
        text = ngettext("{n} deadline soon", "{n} deadlines soon", each.days)
        notes.append(text.format(n=each.days))
    pill = None
    if each.changes >= _MANY:
        words = _("Change no. {n} in a year").format(n=each.changes + 1)
        pill = Pill(words, "warn", "alert-triangle")
    elif each.protected:
        pill = Pill(_("Protected address"), "neutral", "map-pin-off")
    follows = ngettext("{n} task", "{n} tasks", each.follow).format(n=each.follow)
    return OutcomeRow(str(each.citizen_id), each.name, receiver, follows, tuple(notes), pill)


def _load(each: Outcome) -> LoadRow:
    words = _("{citizens} citizens more, {tasks} tasks more").format(
        citizens=each.citizens, tasks=each.tasks
    )
    if (now := each.before) is not None:
        words = _("{citizens} → {more} citizens, {tasks} → {further} tasks").format(
            citizens=now.citizens,
            more=now.citizens + each.citizens,
            tasks=now.tasks,
            further=now.tasks + each.tasks,
        )
    away = away_words(each.absence) if each.absence else ""
    return LoadRow(str(each.member.id), each.member.name, words, away)


def _warnings(found: Consequences, left_out: int) -> Iterator[str]:
    for each in found.receivers:
        if each.absence is not None:
            text = _("{name} is {away}, and cannot be offered citizens.")
            yield text.format(name=each.member.name, away=away_words(each.absence))
    if left_out:
        text = ngettext(
            "{n} citizen has nobody who knows them and can take over. They stay.",
            "{n} citizens have nobody who knows them and can take over. They stay.",
            left_out,
        )
        yield text.format(n=left_out)
    again = sum(each.changes >= _MANY for each in found.lines)
    if again:
        text = ngettext(
            "{n} citizen has changed case worker within a year already.",
            "{n} citizens have changed case worker within a year already.",
            again,
        )
        yield text.format(n=again)


def list_shown(lines: Sequence[RedistributionLine]) -> ListShown:
    """Say which redistributions there are."""
    going_on = sum(not each.redistribution.is_over for each in lines)
    words = ngettext("{n} is going on", "{n} are going on", going_on).format(n=going_on)
    return ListShown(words if lines else "", tuple(_set_row(each) for each in lines))


def _set_row(line: RedistributionLine) -> SetRow:
    found = line.redistribution
    return SetRow(
        str(found.id),
        from_words(found),
        line.cause,
        _progress_words(found),
        short_date(local_time(found.at).date()),
        _set_pill(found),
    )


def _title(found: Redistribution) -> str:
    givers = list(dict.fromkeys(each.giver.name for each in found.moves))
    if len(givers) == 1:
        return _("Redistribution from {name}").format(name=givers[0])
    more = _("Redistribution from {name} and {n} more")
    return more.format(name=givers[0], n=len(givers) - 1)


def from_words(found: Redistribution) -> str:
    """Name a redistribution by whose citizens it moves."""
    givers = list(dict.fromkeys(each.giver.name for each in found.moves))
    if len(givers) == 1:
        return _("From {name}").format(name=givers[0])
    return _("From {name} and {n} more").format(name=givers[0], n=len(givers) - 1)


def _set_pill(found: Redistribution) -> Pill:
    if found.status is RedistributionStatus.UNDONE:
        return Pill(set_label(found.status), "neutral", "arrow-back-up")
    if found.is_over:
        return Pill(_("Carried out"), "ok", "check")
    if found.progress.back:
        words = ngettext("{n} is back with you", "{n} are back with you", found.progress.back)
        return Pill(words.format(n=found.progress.back), "warn", "alert-circle")
    if found.status is RedistributionStatus.PAUSED:
        return Pill(set_label(found.status), "neutral", "hourglass")
    return Pill(set_label(found.status), "info", "clock")


def _progress_words(found: Redistribution) -> str:
    progress = found.progress
    return _("{done} of {total} accepted").format(
        done=progress.count(MoveState.ACCEPTED), total=progress.total
    )


def running_shown(page: RedistributionPage, today: date) -> RunningShown:
    """Say how far a redistribution is, and what can be done with it now."""
    found = page.redistribution
    progress, new_letters = found.progress, len(unprinted(found))
    alive = found.status is not RedistributionStatus.UNDONE
    waiting = progress.count(MoveState.WAITING)
    open_ones = waiting + progress.count(MoveState.OFFERED) + progress.back
    return RunningShown(
        key=str(found.id),
        title=_title(found),
        subtitle=_subtitle(page),
        figures=_running_figures(found),
        done=progress.count(MoveState.ACCEPTED),
        total=progress.total,
        groups=tuple(_groups(page, today)),
        people=tuple(
            (str(each.id), f"{each.name} – {each.team}" if each.team else each.name)
            for each in page.receivers
        ),
        waiting=waiting if alive and found.status is RedistributionStatus.RUNNING else 0,
        may_pause=found.status is RedistributionStatus.RUNNING and waiting > 0,
        may_resume=found.status is RedistributionStatus.PAUSED,
        may_undo=alive and open_ones > 0,
        new_letters=new_letters,
        old_letters=sum(each.letter is not None for each in found.moves),
        letters=_letters(found, new_letters),
        notice=_notice(found),
    )


def _notice(found: Redistribution) -> str:
    if found.status is RedistributionStatus.PAUSED:
        return _("Paused. What is offered can be answered; the rest waits until you resume.")
    if found.status is RedistributionStatus.UNDONE:
        return _("Undone. Citizens whom nobody accepted stay where they were.")
    return ""


def _letters(found: Redistribution, new: int) -> str:
    printed = sum(each.letter is not None for each in found.moves)
    if not printed and not new:
        return ""
    old = ngettext("{n} letter is printed", "{n} letters are printed", printed).format(n=printed)
    more = ngettext("{n} is new", "{n} are new", new).format(n=new)
    return f"{old}, {more}."


def letters_words(job: LetterJob) -> str:
    """Say what is in a print job, and what is not."""
    number = job.by_post + job.by_hand
    made = ngettext("{n} letter is made", "{n} letters are made", number).format(n=number)
    parts = [made]
    if job.by_hand:
        hand = ngettext(
            "{n} of them to hand over in person", "{n} of them to hand over in person", job.by_hand
        )
        parts.append(hand.format(n=job.by_hand))
    if job.before:
        before = ngettext("{n} was printed before", "{n} were printed before", job.before)
        parts.append(before.format(n=job.before))
    if job.unseen:
        unseen = ngettext(
            "{n} is for the receiver to print", "{n} are for the receivers to print", job.unseen
        )
        parts.append(unseen.format(n=job.unseen))
    return ", ".join(parts) + "."


def _subtitle(page: RedistributionPage) -> str:
    found = page.redistribution
    until = _("until {day}").format(day=long_date(found.until)) if found.until else _("for good")
    made = _("{name}, {day}").format(
        name=found.by.name, day=day_and_month(local_time(found.at).date())
    )
    return " · ".join(part for part in (page.cause, until, made, found.comment) if part)


def _running_figures(found: Redistribution) -> str:
    progress = found.progress
    parts = (
        _progress_words(found),
        _("{n} wait for an answer").format(n=progress.count(MoveState.OFFERED)),
        _("{n} are not offered yet").format(n=progress.count(MoveState.WAITING)),
        _("{n} are back with you").format(n=progress.back),
    )
    return " · ".join(parts)


def _groups(page: RedistributionPage, today: date) -> Iterator[tuple[str, tuple[MoveRow, ...]]]:
    titles = (
        _("Back with you"),
        move_label(MoveState.WAITING),
        move_label(MoveState.OFFERED),
        move_label(MoveState.ACCEPTED),
        move_label(MoveState.DROPPED),
    )
    alive = page.redistribution.status is not RedistributionStatus.UNDONE
    several = len({each.giver.id for each in page.redistribution.moves}) > 1
    for title, states in zip(titles, _GROUPS, strict=True):
        moves = page.redistribution.of_state(*states)
        if moves:
            lines = (_move(each, page, today, alive=alive, several=several) for each in moves)
            yield title, tuple(lines)


def _move(
    each: Move, page: RedistributionPage, today: date, *, alive: bool, several: bool
) -> MoveRow:
    state = each.state
    kind, icon = _PILLS[state]
    words = move_label(state)
    since = ""
    if each.handover is not None:
        at = each.handover.answered_at or each.handover.at
        day = local_time(at).date()
        since = day_and_month(day)
        days = (today - day).days
        if state is MoveState.OFFERED and days:
            words = ngettext("Waits {n} day", "Waits {n} days", days).format(n=days)
            kind = "warn" if days >= _LATE_DAYS else kind
    giver = _("from {name}").format(name=first_name(each.giver.name)) if several else ""
    about = each.reason
    if state is MoveState.DECLINED and each.handover is not None:
        about = each.handover.reason
    if state is MoveState.HINDERED:
        about = hindrance_words(each.hindrance, each)
    return MoveRow(
        str(each.id),
        page.names.get(each.citizen_id) or _("A citizen whom another unit has now"),
        each.receiver.name,
        about,
        " · ".join(part for part in (giver, since) if part),
        Pill(words, kind, icon),
        may_tick=alive and state in BACK | {MoveState.WAITING},
        back=alive and state in BACK,
        handover=str(each.handover.id) if each.handover is not None else "",
    )


def hindrance_words(code: str, move: Move) -> str:
    """Say why a citizen could not be offered; the facts of the refusal are not kept."""
    if code == "handover-open":
        return _("The citizen is offered to somebody already.")
    if code in ("handover-absent", "handover-absent-open"):
        return _("{name} is away.").format(name=move.receiver.name)
    if code == "handover-not-the-owner":
        return _("{name} does not have the citizen any more.").format(name=move.giver.name)
    if code == "login-closed":
        return _("{name} has left.").format(name=move.receiver.name)
    return _(SENTENCES.get(code, code))
