"""The control of the log in words."""

from datetime import timedelta
from typing import Final

from coordinator.danish import clock, short_date, whole
from coordinator.danish_time import local_time
from coordinator.i18n import N_, _, ngettext
from coordinator.ports import AuditAction
from coordinator.use_cases.log_control import ControlWeek
from coordinator.wording import action_label, relation_label, subject_label, why_label
from plans.log_control import LoggedLook, LogVerdict, Verdict

VERDICTS: Final = {
    Verdict.FINE: N_("Fine"),
    Verdict.FOLLOW_UP: N_("To be followed up"),
    Verdict.REPORTED: N_("Reported"),
}

_NOT_THEIRS: Final = N_("Refused: what is not theirs to do")
_WITHHELD: Final = N_("Refused: what the consent withholds")
# By the rule that refused; of whom it was about, nothing is kept.
_REFUSED: Final = {
    "not-allowed": N_("Refused: what their role does not do"),
    "note-withheld": _WITHHELD,
    "papers-withheld": _WITHHELD,
    "part-withheld": _WITHHELD,
    "parts-withheld": _WITHHELD,
    "store-forbids": N_("Refused by the walls of the shared store"),
    "too-many-looks": N_("Refused: one look-up too many without a relation"),
}


def verdict_label(verdict: Verdict) -> str:
    """Name what came of a control."""
    return _(VERDICTS[verdict])


def verdict_sentence(verdict: LogVerdict) -> str:
    """Say what came of it, who found so and when."""
    assert verdict.at is not None, "it was kept"
    return _("{verdict}. {name}, {day}").format(
        verdict=verdict_label(verdict.verdict),
        name=verdict.by,
        day=short_date(local_time(verdict.at).date()),
    )


def week_title(found: ControlWeek) -> str:
    """Say which week it is, how much was looked through and what waits."""
    _year, number, _day = found.week.isocalendar()
    looks = ngettext(
        "{count} line of the log to control",
        "{count} lines of the log to control",
        found.controlled,
    ).format(count=whole(found.controlled))
    waiting = ngettext(
        "{count} waits for your verdict", "{count} wait for your verdict", found.open
    ).format(count=whole(found.open))
    return _("Week {number}, {first} to {last}. {looks}, {waiting}.").format(
        number=number,
        first=short_date(found.week),
        last=short_date(found.week + timedelta(days=6)),
        looks=looks,
        waiting=waiting,
    )


def look_sentence(look: LoggedLook, *, named: bool = False) -> str:
    """Say when and what a look was, how it stood to the citizen, and why; ``named``: at whom."""
    if look.action == AuditAction.REFUSED:
        return f"{_moment(look)} · {_(_REFUSED.get(look.subject, _NOT_THEIRS))}"
    subject = subject_label(look.subject)
    what = action_label(look.action, look.subject)
    if subject:
        what = _("{action}: {subject}").format(action=what, subject=subject)
    parts = [
        _moment(look),
        look.citizen_name if named else "",
        what,
        relation_label(look.action, related=look.related),
        why_label(look.action, look.why),
    ]
    return " · ".join(part for part in parts if part)


def _moment(look: LoggedLook) -> str:
    return f"{short_date(local_time(look.at).date())} {clock(look.at)}"
