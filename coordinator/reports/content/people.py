"""Who is in a plan: those to call, and what the citizen lets them share."""

from collections.abc import Iterable

from coordinator.danish import long_date
from coordinator.i18n import _
from coordinator.reports.content.source import Source
from coordinator.reports.content.words import areas_listed, joined, phone_number, shown
from coordinator.reports.paper import Note, Part, PersonOnPaper
from coordinator.wording import label
from plans.audience import Reader, audience
from plans.parts import Consent
from plans.people import ServiceArea
from plans.states import ConsentStatus


def contacts(source: Source) -> tuple[PersonOnPaper, ...]:
    """List coordinator, deputy and core team; no team names, which may tell a district."""
    plan = source.plan
    listed = [(plan.coordinator, "", _("Coordinating case worker"))]
    if plan.deputy:
        listed.append((plan.deputy, "", _("Deputy, when the coordinator is away")))
    listed += [
        (each.staff_id, each.name, _function(each.function, each.service_area))
        for each in plan.participants
    ]
    found: dict[object, PersonOnPaper] = {}
    for staff_id, name, function in listed:
        member = source.people.get(staff_id)
        phone = phone_number(member.phone if member else "")
        shown_name = member.name if member else name or _("Not known")
        found.setdefault(staff_id, PersonOnPaper(shown_name, function, phone))
    return tuple(found.values())


def _function(function: str, area: ServiceArea | None) -> str:
    named = (function.strip(), label(area) if area else "")
    return ", ".join(part for part in named if part) or _("Core team")


def municipality_line(source: Source) -> tuple[str, ...]:
    """Say the number that always answers, when the municipality has told one."""
    if not source.municipality.phone:
        return ()
    number = phone_number(source.municipality.phone)
    return (_("I can always call the municipality at {phone}.").format(phone=number),)


def consent_said(source: Source) -> Part:
    """Say what the citizen has said yes to, in the citizen's own voice."""
    consent = source.plan.consent_on(source.issue.day)
    if consent is None:
        return no_consent(
            source, _("I have withdrawn my consent."), _("I withdrew my consent on {date}.")
        )
    text = _(
        "On {date} I said yes to these service areas sharing what the plan needs: {areas}."
    ).format(date=long_date(consent.given_on), areas=areas_listed(consent.service_areas))
    return " ".join((text, *_consent_terms(consent)))


def no_consent(source: Source, withdrawn: str, withdrawn_on: str) -> Part:
    """Say why there is no consent: ``withdrawn``, or that nobody has given one.

    ``withdrawn_on`` has the place ``{date}``, for a consent that tells its day.
    """
    taken_back = [each for each in source.plan.consents if each.status is ConsentStatus.WITHDRAWN]
    if not taken_back:
        return Note(_("No consent yet."))
    days = [each.withdrawn_on for each in taken_back if each.withdrawn_on is not None]
    return withdrawn_on.format(date=long_date(max(days))) if days else withdrawn


def seen_by(source: Source) -> Part:
    """Say who can see the plan, by the rule that lets them (experience.md § 4.3)."""
    members = tuple(source.people.values())
    listed = audience(source.plan, None, members, source.issue.day)
    named = (Reader.COORDINATOR, Reader.DEPUTY, Reader.CORE_TEAM)
    workers = dict.fromkeys(each.name for each in listed if each.reader in named and each.sees)
    lines = [_("{names} work with the plan.").format(names=joined(workers))] if workers else []
    lines.append(_("A team lead reads the plan before it is approved."))
    if any(each.reader is Reader.STAFF and each.sees for each in listed):
        lines.append(_("Other case workers can look me up. Each look is written down."))
    if any(each.reader is Reader.OUTSIDE and not each.sees for each in listed):
        lines.append(_("Everybody else sees nothing: employer, doctor, relatives."))
    return " ".join(lines)


def _consent_terms(consent: Consent) -> Iterable[str]:
    if consent.how.strip():
        yield _("How it was given: {how}.").format(how=shown(consent.how).rstrip("."))
    for text, said in (
        (_("It covers: {what}."), consent.scope),
        (_("The information comes from: {what}."), consent.sources),
        (_("It is for: {what}."), consent.purpose),
    ):
        if said.strip():
            yield text.format(what=shown(said).rstrip("."))
    if consent.valid_until:
        yield _("It is valid until {date}.").format(date=long_date(consent.valid_until))
    yield _("I can withdraw it at any time.")
