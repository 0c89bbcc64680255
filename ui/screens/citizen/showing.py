"""Turns what the store says of a citizen into what the citizen page shows."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from coordinator.danish import clock, long_date, short_date, weekday_date
from coordinator.danish_time import local_time
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.lists import CitizenPage, HistoryLine
from coordinator.wording import (
    action_label,
    label,
    protecting_sentence,
    relation_label,
    subject_label,
    why_label,
)
from plans import access
from plans.access import Deed
from plans.people import (
    CaseFile,
    Citizen,
    Communication,
    Identifier,
    IdentifierKind,
    Protection,
    WithheldCase,
)
from plans.withheld import Withheld
from ui.screens.citizen.showing_enquiries import enquiries_shown
from ui.screens.citizen.showing_giving import giving
from ui.screens.citizen.showing_next import between_colleagues
from ui.screens.citizen.showing_notes import notes_shown
from ui.screens.citizen.showing_plan import plan_people, plan_pills, plan_shown
from ui.screens.citizen.showing_timeline import timeline_shown
from ui.screens.citizen.shown import (
    CaseShown,
    CitizenShown,
    LogShown,
    NumberShown,
    PillShown,
    ProtectionShown,
    SourceShown,
)


def show(page: CitizenPage, desk: Desk) -> CitizenShown:
    """Write everything on the page, in the language in use."""
    citizen, today = page.citizen, desk.clock.today()
    number = citizen.number
    return CitizenShown(
        citizen=citizen,
        today=today,
        number=number.formatted if number else "",
        number_is_replacement=number is not None and number.is_replacement,
        facts=_facts(citizen, today),
        pills=_pills(page, today),
        protection=protection_shown(citizen.protection, today),
        protected_again=protecting_sentence(page.protecting_sources),
        people=plan_people(page),
        numbers=tuple(_number(each) for each in reversed(citizen.identifiers)),
        birth_date=birth_date(citizen),
        contact=_contact(page),
        address=open_or_masked(citizen.address.line)
        if not isinstance(citizen.address, Withheld)
        else _("Protected address"),
        district=_("Protected address")
        if isinstance(citizen.district, Withheld)
        else open_or_masked(citizen.district),
        cases=tuple(_case(each, today) for each in page.case_files),
        sources=tuple(
            SourceShown(area.value, name, line) for area, name, line in page.source_differences
        ),
        log=_folded(_log(line) for line in page.history),
        may_change=access.may(desk.member, Deed.CHANGE_CITIZEN),
        may_create_plan=access.may(desk.member, Deed.CREATE_PLAN),
        timeline=timeline_shown(page, desk.member, today),
        plan=plan_shown(page, page.plan, desk.member, today) if page.plan else None,
        notes=notes_shown(page, desk),
        giving=giving(page, desk.member, today),
        between=between_colleagues(page, today),
        enquiries=enquiries_shown(page, today),
    )


def open_or_masked(text: str) -> str:
    """Say that something is not known in place of saying nothing."""
    return text or _("Not known")


def birth_date(citizen: Citizen) -> str:
    """Write the birth date, and that it is only calculated while nobody has confirmed it."""
    if citizen.birth_date is None:
        return _("Not known")
    written = long_date(citizen.birth_date)
    if citizen.birth_date_confirmed:
        return written
    return _("{date} (calculated)").format(date=written)


def protection_shown(protection: Protection, today: date) -> ProtectionShown | None:
    """Write the banner of name and address protection (domain.md § 3.4)."""
    if not (protection.address or protection.name or protection.special):
        return None
    kind = _protected_kind(protection)
    ended = protection.until is not None and protection.until < today
    if ended and protection.until:
        title = _("{kind}: the registration ended on {date}").format(
            kind=kind, date=long_date(protection.until)
        )
        text = (
            _("The address stays hidden until a person confirms.")
            if protection.active
            else _("Look up the protection, and write its new end, or end it here.")
        )
        return ProtectionShown(title, text, protection.active, ended=True)
    title = kind
    if protection.until:
        title = _("{kind} until {date}").format(kind=kind, date=long_date(protection.until))
    if protection.special:
        title = _("{title} – special protection").format(title=title)
    text = (
        _(
            "Address and phone are not shown in lists, prints and exports."
            " Letters are handed over in person unless you choose otherwise."
        )
        if protection.active
        else _("Use the name only where it is needed.")
    )
    return ProtectionShown(title, text, protection.active, ended=False)


def _protected_kind(protection: Protection) -> str:
    if protection.name and protection.active:
        return _("Protected name and address")
    return _("Protected address") if protection.active else _("Protected name")


def _facts(citizen: Citizen, today: date) -> tuple[str, ...]:
    age = citizen.age_on(today)
    aged = ngettext("{count} year", "{count} years", age or 0).format(count=age)
    district = (
        _("Protected address") if isinstance(citizen.district, Withheld) else citizen.district
    )
    if citizen.protection.active:
        district = _("Protected address")
    return tuple(part for part in (aged if age is not None else "", district) if part)


def _pills(page: CitizenPage, today: date) -> tuple[PillShown, ...]:
    citizen = page.citizen
    found: list[PillShown] = []
    if page.plan is not None:
        found.extend(plan_pills(page.plan, today))
    if citizen.protection.special:
        found.append(PillShown(_("Special protection"), "danger", "map-pin-off"))
    if not citizen.birth_date_confirmed:
        found.append(PillShown(_("Birth date calculated"), "warn", "calendar"))
    spoken = citizen.communication
    if spoken.interpreter:
        words = (
            _("Interpreter: {language}").format(language=spoken.language)
            if spoken.language
            else _("Interpreter")
        )
        found.append(PillShown(words, "info", "message"))
    if spoken.digital_exempt:
        found.append(PillShown(_("Letters on paper"), "neutral", "mail"))
    return tuple(found)


def _number(identifier: Identifier) -> NumberShown:
    notes = []
    if identifier.kind is IdentifierKind.REPLACEMENT:
        notes.append(label(identifier.kind))
    if identifier.valid_from and identifier.valid_to:
        notes.append(
            _("from {start} to {end}").format(
                start=short_date(identifier.valid_from), end=short_date(identifier.valid_to)
            )
        )
    elif identifier.valid_to:
        notes.append(_("until {date}").format(date=short_date(identifier.valid_to)))
    elif identifier.valid_from:
        notes.append(_("from {date}").format(date=short_date(identifier.valid_from)))
    return NumberShown(identifier.number.formatted, " · ".join(notes))


def _contact(page: CitizenPage) -> tuple[tuple[str, str], ...]:
    spoken = page.citizen.communication
    asked = spoken != Communication() or any(
        line.subject == "communication" for line in page.history
    )
    interpreter = _("Needs an interpreter") if spoken.interpreter else _("Not needed")
    digital = (
        _("Exempt: gets letters on paper") if spoken.digital_exempt else _("Gets digital post")
    )
    if not asked:
        # «No» is an answer, and nobody has given one.
        interpreter = digital = _("Not known")
    return (
        (_("Phone"), open_or_masked(spoken.phone)),
        (_("E-mail"), open_or_masked(spoken.email)),
        (_("Language"), open_or_masked(spoken.language)),
        (_("Interpreter"), interpreter),
        (_("Digital post"), digital),
    )


def _case(case: CaseFile | WithheldCase, today: date) -> CaseShown:
    if isinstance(case, WithheldCase):
        words = _("Hidden – needs consent or access")
        who = _("Ask {name}").format(name=case.caseworker) if case.caseworker else ""
        area = case.service_area.value
        return CaseShown(area, words, "", who, unknown_login=False, running=True, hidden=True)
    start = short_date(case.start) if case.start else _("start not known")
    end = short_date(case.end) if case.end else _("no end")
    known = case.caseworker
    unknown = known is None and bool(case.caseworker_text)
    who = known.name if known else case.caseworker_text or _("No case worker")
    if unknown:
        who = _("{login} (unknown login)").format(login=case.caseworker_text)
    # An export may name the same occupation twice.
    details = (case.distance, ", ".join(dict.fromkeys(case.job_goals)))
    return CaseShown(
        area=case.service_area.value,
        title=case.title or _("Case without a title"),
        period=f"{start} – {end}",
        who=who,
        unknown_login=unknown,
        running=case.running_on(today),
        detail=" · ".join(part for part in details if part),
    )


def _log(line: HistoryLine) -> LogShown:
    subject = subject_label(line.subject)
    action = action_label(line.action, line.subject)
    return LogShown(
        day=weekday_date(local_time(line.at).date()),
        clock=clock(line.at),
        who=line.who,
        what=_("{action}: {subject}").format(action=action, subject=subject) if subject else action,
        why=why_label(line.action, line.why),
        relation=relation_label(line.action, related=line.related),
    )


def _folded(lines: Iterable[LogShown]) -> tuple[LogShown, ...]:
    """Make one line of equal ones that follow each other; the first keeps its time."""
    found: list[LogShown] = []
    for _same, group in groupby(lines, key=lambda line: replace(line, clock="")):
        first, count = (alike := tuple(group))[0], len(alike)
        if count > 1:
            times = ngettext("{what} ({count} time)", "{what} ({count} times)", count)
            first = replace(first, what=times.format(what=first.what, count=count))
        found.append(first)
    return tuple(found)
