"""Turns a joint plan into what the citizen page shows of it."""

from datetime import date, timedelta
from typing import Final

from coordinator.danish import long_date, short_date
from coordinator.danish_time import local_time
from coordinator.i18n import _, ngettext
from coordinator.lists import CitizenPage, VersionLine
from coordinator.wording import label
from plans import access
from plans.parts import Consent, PlanEvent, Task
from plans.people import Role, ServiceArea, StaffMember
from plans.plan import JointPlan
from plans.states import STOPPED, PlanStatus
from ui.screens.citizen.shown import (
    ConsentShown,
    EventShown,
    PersonShown,
    PillShown,
    PlanPeople,
    PlanShown,
    StepShown,
    VersionShown,
)

CONSENT_WARNING: Final = timedelta(days=30)
MOST_STEPS: Final = 8
MOST_EVENTS: Final = 6


def plan_shown(
    plan: JointPlan, versions: tuple[VersionLine, ...], member: StaffMember, today: date
) -> PlanShown:
    """Write what the page shows of the plan."""
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
        steps=() if plan.status in STOPPED else _steps(plan, today),
        events=tuple(_event(each) for each in reversed(plan.events[-MOST_EVENTS:])),
        versions=tuple(
            VersionShown(
                _("Version {number}, approved {date}").format(
                    number=each.number, date=long_date(each.approved_on)
                ),
                each.sha256[:12],
            )
            for each in versions
        ),
        consent=_consent(plan.consent_on(today), today),
        people=PlanPeople(
            coordinator=plan.coordinator,
            deputy=plan.deputy,
            team=tuple((each.id, each.name, each.function) for each in plan.participants),
            leads=access.leads(plan, member) and not closed,
            names_coordinator=member.role is Role.TEAM_LEAD and not closed,
            consent=plan.consent_on(today),
        ),
        closed=closed,
    )


def plan_pills(plan: JointPlan, today: date) -> tuple[PillShown, ...]:
    """Write where the plan stands, how long the consent holds, and what is late."""
    status = label(plan.status).lower()
    words = (
        _("Plan: {status} · version {number}").format(status=status, number=plan.version)
        if plan.version
        else _("Plan: {status}").format(status=status)
    )
    found = [PillShown(words, "neutral", "file-text"), _consent_pill(plan.consent_on(today), today)]
    # Nothing of a plan that has stopped is late.
    late = 0 if plan.status in STOPPED else sum(task.is_overdue(today) for task in plan.tasks)
    if late:
        text = ngettext("{count} task overdue", "{count} tasks overdue", late).format(count=late)
        found.append(PillShown(text, "danger", "alert-circle"))
    return tuple(found)


def plan_people(page: CitizenPage) -> tuple[PersonShown, ...]:
    """Write the people row: coordinating case worker, deputy, core team."""
    plan = page.plan
    if plan is None:
        return ()
    found = [_person(page.staff[plan.coordinator], _("Coordinating case worker"))]
    if plan.deputy is not None:
        found.append(_person(page.staff[plan.deputy], _("Deputy")))
    for each in plan.participants:
        function = each.function or page.staff[each.staff_id].team
        words = _("{function} · core team").format(function=function) if function else ""
        found.append(_person(page.staff[each.staff_id], words or _("Core team")))
    return tuple(found)


def _person(member: StaffMember, subtitle: str) -> PersonShown:
    return PersonShown(
        name=member.name,
        subtitle=subtitle,
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


def _steps(plan: JointPlan, today: date) -> tuple[StepShown, ...]:
    """Write the open tasks, the nearest deadline first and those without one last."""
    open_tasks = [
        (task, each) for each in plan.interventions for task in each.tasks if not task.is_done
    ]
    open_tasks.sort(key=lambda pair: pair[0].due or date.max)
    return tuple(
        StepShown(
            area=each.service_area.value,
            title=task.title or _("Task without a text"),
            who=task.assignee.name if task.assignee else _("Nobody has it yet"),
            pill=_due(task, today),
        )
        for task, each in open_tasks[:MOST_STEPS]
    )


def _due(task: Task, today: date) -> PillShown:
    if task.due is None:
        return PillShown(_("No deadline"))
    days = (today - task.due).days
    if days > 0:
        text = ngettext("{count} day late", "{count} days late", days).format(count=days)
        return PillShown(text, "danger", "alert-circle")
    if days == 0:
        return PillShown(_("Today"), "warn", "clock")
    return PillShown(short_date(task.due))


def _event(event: PlanEvent) -> EventShown:
    words = label(event.kind)
    if event.text:
        words = _("{event}: {remark}").format(event=words, remark=event.text)
    return EventShown(short_date(local_time(event.at).date()), words, event.by_name)
