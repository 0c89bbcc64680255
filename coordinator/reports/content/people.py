"""Who is in a plan: those to call, and what the citizen lets them share."""

from collections.abc import Iterable

from coordinator.danish import long_date
from coordinator.i18n import _
from coordinator.reports.content.source import Source
from coordinator.reports.content.words import areas_listed, phone_number, shown
from coordinator.reports.paper import Note, Part, PersonOnPaper
from coordinator.wording import label
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
        return no_consent(source, _("I have withdrawn my consent."))
    text = _(
        "On {date} I said yes to these service areas sharing what the plan needs: {areas}."
    ).format(date=long_date(consent.given_on), areas=areas_listed(consent.service_areas))
    return " ".join((text, *_consent_terms(consent)))


def no_consent(source: Source, withdrawn: str) -> Part:
    """Say why there is no consent: ``withdrawn``, or that nobody has given one."""
    kinds = {each.status for each in source.plan.consents}
    return withdrawn if ConsentStatus.WITHDRAWN in kinds else Note(_("No consent yet."))


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
