"""Turns a joint plan into what the citizen page shows of it."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from coordinator.absence_wording import absence_words
from coordinator.canonical import fingerprint
from coordinator.danish import clock, long_date, short_date
from coordinator.danish_time import local_time
from coordinator.dated_lists import CodeBook
from coordinator.follow_up_wording import held_words
from coordinator.i18n import _, ngettext
from coordinator.lists import CitizenPage, VersionLine
from coordinator.wording import label
from plans import access
from plans.parts import Consent, PlanEvent
from plans.people import Role, ServiceArea, StaffMember
from plans.plan import JointPlan
from plans.signatures import Signature
from plans.states import IN_FORCE, WRITABLE, CitizenStance, PlanStatus
from ui.screens.citizen.showing_course import course_steps, day_and_year
from ui.screens.citizen.showing_next import next_steps, waits, worst_problem
from ui.screens.citizen.showing_signatures import signatures_shown, signing_shown
from ui.screens.citizen.shown import (
    ConsentShown,
    EventShown,
    PersonShown,
    PillShown,
    PlanPeople,
    PlanShown,
    VersionShown,
)

CONSENT_WARNING: Final = timedelta(days=30)
MOST_EVENTS: Final = 6
MOST_FOLLOW_UPS: Final = 3


def plan_shown(page: CitizenPage, plan: JointPlan, member: StaffMember, today: date) -> PlanShown:
    """Write what the page shows of the plan."""
    steps, more_steps = next_steps(plan, today)
    waiting, more_waits = waits(page, today)
    leads = access.leads(plan, member)
    said_on, closed = plan.own_words.said_on, plan.status is PlanStatus.CLOSED
    note = (
        _("The citizen's own words, {date}").format(date=long_date(said_on))
        if said_on
        else _("The citizen's own words")
    )
    return PlanShown(
        id=plan.id,
        own_words=plan.own_words.text.strip(),
        own_words_note=note,
        course=course_steps(plan, today),
        steps=steps,
        more_steps=more_steps,
        waits=waiting,
        more_waits=more_waits,
        events=tuple(_event(each, today) for each in reversed(plan.events[-MOST_EVENTS:])),
        versions=tuple(_version(each, page.signatures, leads=leads) for each in page.versions),
        consent=_consent(plan.consent_on(today), today),
        people=PlanPeople(
            coordinator=plan.coordinator,
            deputy=plan.deputy,
            team=tuple((each.id, each.name, each.function) for each in plan.participants),
            leads=leads and not closed,
            names_coordinator=member.role is Role.TEAM_LEAD and not closed,
            consent=plan.consent_on(today),
            coordinator_gone=_is_gone(page, plan),
        ),
        signing=signing_shown(page, plan),
        closed=closed,
        may_follow_up=plan.status in IN_FORCE and access.leads(plan, member),
        follow_ups=_held(page, plan, today),
        has_draft=(plan.resume_to or plan.status) in WRITABLE | {PlanStatus.IN_REVIEW},
    )


def _is_gone(page: CitizenPage, plan: JointPlan) -> bool:
    """Whether who coordinates the plan works with citizens no more."""
    coordinator = page.staff.get(plan.coordinator)
    return coordinator is not None and not access.may(coordinator, access.Deed.WRITE_NOTE)


def _held(page: CitizenPage, plan: JointPlan, today: date) -> tuple[tuple[str, str], ...]:
    book = CodeBook(page.lists, today)
    of_plan = [each for each in page.follow_ups if each.plan_id == plan.id]
    return tuple(held_words(each, book) for each in of_plan[:MOST_FOLLOW_UPS])


def plan_pills(plan: JointPlan, today: date) -> tuple[PillShown, ...]:
    """Write where the plan stands, how long the consent holds, and what is late."""
    status = label(plan.status).lower()
    words = (
        _("Plan: {status} · version {number}").format(status=status, number=plan.version)
        if plan.version
        else _("Plan: {status}").format(status=status)
    )
    found = [PillShown(words, "neutral", "file-text"), _consent_pill(plan.consent_on(today), today)]
    if plan.stance.kind is CitizenStance.DISAGREES:
        found.append(PillShown(_("The citizen disagrees"), "warn", "message"))
    worst = worst_problem(plan, today)
    return (*found, worst) if worst is not None else tuple(found)


def plan_people(page: CitizenPage) -> tuple[PersonShown, ...]:
    """Write the people row: coordinating case worker, deputy, core team."""
    plan = page.plan
    if plan is None:
        return ()
    found = [_person(page, plan.coordinator, _("Coordinating case worker"))]
    if plan.deputy is not None:
        found.append(_person(page, plan.deputy, _("Deputy")))
    for each in plan.participants:
        function = each.function or page.staff[each.staff_id].team
        words = _("{function} · core team").format(function=function) if function else ""
        found.append(_person(page, each.staff_id, words or _("Core team")))
    return tuple(found)


def _person(page: CitizenPage, staff_id: UUID, subtitle: str) -> PersonShown:
    member = page.staff[staff_id]
    absence = page.absences.get(staff_id)
    away = absence_words(absence, page.deputies) if absence is not None else ""
    return PersonShown(
        name=member.name,
        subtitle=" · ".join(part for part in (subtitle, away) if part),
        area=member.service_area.value if member.service_area else "",
        team=member.team,
        phone=member.phone,
        email=member.email,
    )


def _consent_pill(consent: Consent | None, today: date) -> PillShown:
    if consent is None:
        return PillShown(_("Consent missing"), "warn", "alert-triangle")
    if consent.valid_until is None:
        return PillShown(_("Consent given"), "neutral", "shield-lock")
    if consent.valid_until - today <= CONSENT_WARNING:
        days = (consent.valid_until - today).days
        text = ngettext(
            "The consent ends in {count} day", "The consent ends in {count} days", days
        ).format(count=days)
        return PillShown(text, "warn", "clock")
    text = _("Consent until {date}").format(date=long_date(consent.valid_until))
    return PillShown(text, "neutral", "shield-lock")


def _consent(consent: Consent | None, today: date) -> ConsentShown:
    if consent is None:
        text = _("Without a consent the services may not share, and the plan cannot be reviewed.")
        return ConsentShown(_("Consent missing"), text, missing=True)
    areas = ", ".join(label(area) for area in ServiceArea if area in consent.service_areas)
    given = _("Given {date}: {how}").format(date=long_date(consent.given_on), how=consent.how)
    return ConsentShown(_consent_pill(consent, today).text, f"{given} · {areas}", missing=False)


def _version(line: VersionLine, signatures: tuple[Signature, ...], *, leads: bool) -> VersionShown:
    title = _("Version {number}, approved {date}").format(
        number=line.number, date=long_date(line.approved_on)
    )
    short = _("Version {number}, {date}").format(
        number=line.number, date=short_date(line.approved_on)
    )
    signed = signatures_shown(signatures, line.number, may_change=leads)
    return VersionShown(line.number, title, short, fingerprint(line.sha256), signed, may_sign=leads)


def _event(event: PlanEvent, today: date) -> EventShown:
    words = label(event.kind)
    if event.text:
        words = _("{event}: {remark}").format(event=words, remark=event.text)
    day = local_time(event.at).date()
    when = day_and_year(day, today)
    if day == today:
        when = _("Today {time}").format(time=clock(event.at))
    return EventShown(when, words, event.by_name)
