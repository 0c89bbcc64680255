"""What a joint plan says on paper, before anything is drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from coordinator.danish import long_date, short_date, weekday_date
from coordinator.i18n import _, current_language
from coordinator.reports.paper import (
    Fact,
    Facts,
    GoalOnPaper,
    InterventionOnPaper,
    Municipality,
    Note,
    Paper,
    Part,
    People,
    PersonOnPaper,
    Quote,
    Section,
    Signatures,
    TableOnPaper,
)
from coordinator.reports.texts import PaperTexts
from coordinator.wording import label
from plans.parts import Consent, Goal, Intervention, Responsible, Task
from plans.people import Citizen, ServiceArea, StaffMember
from plans.plan import JointPlan
from plans.states import ConsentStatus, GoalLifecycle
from plans.withheld import Withheld

# The letters of the squares, the same in both languages as on the screens.
AREA_LETTERS: Final = {
    ServiceArea.EMPLOYMENT: "B",
    ServiceArea.SOCIAL: "S",
    ServiceArea.HEALTH: "H",
    ServiceArea.BENEFIT: "Y",
    ServiceArea.EDUCATION: "U",
}


class Audience(StrEnum):
    """Who will read a copy: the citizen, or anybody else (domain.md § 3.4)."""

    CITIZEN = "citizen"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Issue:
    """For whom a paper is made and on what day: of approval, or of print when it is a draft."""

    day: date
    approved: bool
    audience: Audience = Audience.CITIZEN


def plan_content(
    plan: JointPlan,
    citizen: Citizen,
    people: Mapping[UUID, StaffMember],
    municipality: Municipality,
    issue: Issue,
    texts: PaperTexts,
) -> Paper:
    """Say a plan for paper; ``people`` holds the staff that the plan names (domain.md § 2.5 F)."""
    version = _version(plan, issue)
    day = long_date(issue.day)
    guard = _("Protected address") if citizen.protection.active else ""
    dated = _("approved {date}") if issue.approved else _("printed {date}")
    sections = (
        _own_words(plan),
        _goals(plan),
        _tasks(plan),
        _contacts(plan, people, municipality),
        _consent(plan, issue.day),
        _follow_up(plan),
        Section(_("My rights"), (texts.rights,), keep=True),
        _agreement(plan, citizen, people, texts, _about(plan, citizen, issue)),
    )
    return Paper(
        language=current_language(),
        document_title=_("Joint plan – {name}").format(name=citizen.name),
        municipality=municipality.name,
        title=_("My joint plan"),
        subtitle=" · ".join((citizen.name, version, dated.format(date=day))),
        date_line=day,
        running_head=" · ".join(part for part in (_("My joint plan"), citizen.name, guard) if part),
        footer=" · ".join(part for part in (municipality.name, _("Joint plan"), version) if part),
        page_of=_("Page {page} of {pages}"),
        watermark="" if issue.approved else _("DRAFT"),
        notice=_notice(citizen, issue),
        sections=sections,
        replaced=_("{mark} stands for characters that cannot be printed here."),
    )


def shown(value: str | Withheld) -> str:
    """Give a text, or the sentence that stands where it is withheld."""
    if isinstance(value, Withheld):
        return _("Hidden – needs consent or access")
    return value.strip()


def phone_number(text: str) -> str:
    """Write a Danish phone number in groups of two (domain.md § 9); others stay as written."""
    digits = text.replace(" ", "").removeprefix("+45")
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        return text.strip()
    return " ".join(digits[at : at + 2] for at in range(0, 8, 2))


def _version(plan: JointPlan, issue: Issue) -> str:
    if issue.approved:
        return _("version {number}").format(number=plan.version)
    return _("draft of version {number}").format(number=plan.version + 1)


def _notice(citizen: Citizen, issue: Issue) -> str:
    if not citizen.protection.active:
        return ""
    if issue.audience is Audience.CITIZEN:
        return _("Protected address. The plan does not say where I live.")
    return _("Protected address. Tell nobody where the citizen lives.")


def _own_words(plan: JointPlan) -> Section:
    words = plan.own_words
    text = shown(words.text)
    if not text:
        return Section(_("This is what I would like"), (Note(_("Nothing written yet.")),))
    said = _("Said {date}").format(date=long_date(words.said_on)) if words.said_on else ""
    return Section(_("This is what I would like"), (Quote(text, said),))


def _goals(plan: JointPlan) -> Section:
    goals = tuple(_goal(number, goal) for number, goal in enumerate(plan.goals, start=1))
    return Section(_("My goals"), goals or (Note(_("No goals yet.")),))


def _goal(number: int, goal: Goal) -> GoalOnPaper:
    rows = (
        Fact(_("How we can see it"), shown(goal.measure)),
        Fact(_("No later than"), long_date(goal.due) if goal.due else ""),
        Fact(_("Responsible"), _responsible(goal.owner)),
        # An active goal is the rule, and the rule needs no line.
        Fact(_("Status"), "" if goal.lifecycle is GoalLifecycle.ACTIVE else label(goal.lifecycle)),
    )
    return GoalOnPaper(
        number,
        shown(goal.title) or _("Goal without a title"),
        _filled(rows),
        tuple(_intervention(each) for each in goal.interventions),
    )


def _intervention(each: Intervention) -> InterventionOnPaper:
    details = (label(each.service_area), shown(each.legal_basis), shown(each.provider))
    return InterventionOnPaper(
        each.service_area,
        AREA_LETTERS[each.service_area],
        details[0],
        shown(each.title) or _("Intervention without a title"),
        tuple(detail for detail in details[1:] if detail),
        _period(each.start, each.end),
        label(each.status),
    )


def _period(start: date | None, end: date | None) -> str:
    if start and end:
        return f"{short_date(start)} – {short_date(end)}"
    if start:
        return _("from {date}").format(date=short_date(start))
    return _("until {date}").format(date=short_date(end)) if end else ""


def _tasks(plan: JointPlan) -> Section:
    """Put every task in one table by deadline, those without one last."""
    tasks = sorted(plan.tasks, key=lambda task: task.due or date.max)
    headings = (_("What"), _("Who"), _("When"), _("Status"))
    table = TableOnPaper(headings, tuple(_task(task) for task in tasks))
    return Section(_("Who does what and when"), (table,) if tasks else (Note(_("No tasks yet.")),))


def _task(task: Task) -> tuple[str, ...]:
    due = short_date(task.due) if task.due else ""
    title = shown(task.title) or _("Task without a title")
    return (title, _responsible(task.assignee), due, label(task.status))


def _responsible(person: Responsible | None) -> str:
    return shown(person.name) if person else ""


def _contacts(
    plan: JointPlan, people: Mapping[UUID, StaffMember], municipality: Municipality
) -> Section:
    """List coordinator, deputy and core team; no team names, which may tell a district."""
    listed = [(plan.coordinator, "", _("Coordinating case worker"))]
    if plan.deputy:
        listed.append((plan.deputy, "", _("Deputy, when the coordinator is away")))
    listed += [
        (each.staff_id, each.name, _function(each.function, each.service_area))
        for each in plan.participants
    ]
    rows: list[tuple[UUID, PersonOnPaper]] = []
    for staff_id, name, function in listed:
        if staff_id in (done[0] for done in rows):
            continue
        member = people.get(staff_id)
        phone = phone_number(member.phone if member else "")
        shown_name = member.name if member else name or _("Not known")
        rows.append((staff_id, PersonOnPaper(shown_name, function, phone)))
    parts: tuple[Part, ...] = (People(tuple(person for _id, person in rows)),)
    if municipality.phone:
        number = phone_number(municipality.phone)
        text = _("I can always call the municipality at {phone}.").format(phone=number)
        parts = (*parts, text)
    return Section(_("I can call them"), parts, keep=True)


def _function(function: str, area: ServiceArea | None) -> str:
    named = (function.strip(), label(area) if area else "")
    return ", ".join(part for part in named if part) or _("Core team")


def _consent(plan: JointPlan, day: date) -> Section:
    heading = _("What I have said yes to")
    consent = plan.consent_on(day)
    if consent is None:
        return Section(heading, (_no_consent(plan),))
    areas = [label(area) for area in ServiceArea if area in consent.service_areas]
    text = _(
        "On {date} I said yes to these service areas sharing what the plan needs: {areas}."
    ).format(date=long_date(consent.given_on), areas=_listed(areas))
    return Section(heading, (" ".join((text, *_consent_terms(consent))),))


def _no_consent(plan: JointPlan) -> Part:
    withdrawn = [each for each in plan.consents if each.status is ConsentStatus.WITHDRAWN]
    if withdrawn:
        return _("I have withdrawn my consent.")
    return Note(_("No consent yet."))


def _consent_terms(consent: Consent) -> Iterable[str]:
    if consent.how.strip():
        yield _("How it was given: {how}.").format(how=shown(consent.how).rstrip("."))
    if consent.valid_until:
        yield _("It is valid until {date}.").format(date=long_date(consent.valid_until))
    yield _("I can withdraw it at any time.")


def _listed(words: list[str]) -> str:
    """Join words as a sentence does: «beskæftigelse, social og sundhed»."""
    lower = [word.lower() for word in words]
    if len(lower) < 2:
        return "".join(lower)
    return _("{first} and {last}").format(first=", ".join(lower[:-1]), last=lower[-1])


def _follow_up(plan: JointPlan) -> Section:
    if plan.follow_up is None:
        return Section(_("We meet again"), (Note(_("No date yet.")),), keep=True)
    day = weekday_date(plan.follow_up)
    text = _("{date}. I may bring somebody with me.").format(date=day[:1].upper() + day[1:])
    return Section(_("We meet again"), (text,), keep=True)


def _agreement(
    plan: JointPlan,
    citizen: Citizen,
    people: Mapping[UUID, StaffMember],
    texts: PaperTexts,
    about: Facts,
) -> Section:
    """Where both sign, with the lines about the paper itself, so that neither stands alone."""
    coordinator = people.get(plan.coordinator)
    signers = (citizen.name, coordinator.name if coordinator else _("Coordinating case worker"))
    parts: tuple[Part, ...] = (texts.signatures, Signatures(_("Date"), signers), about)
    return Section(_("Our agreement"), parts, keep=True)


def _about(plan: JointPlan, citizen: Citizen, issue: Issue) -> Facts:
    """Say which paper this is; the whole number only in the citizen's own copy."""
    own = issue.audience is Audience.CITIZEN
    number = citizen.number
    digits = "" if number is None else number.formatted if own else number.masked
    version = _version(plan, issue)
    rows = (
        Fact(_("Name"), citizen.name),
        Fact(_("CPR number"), digits),
        # A phone number can tell where a protected citizen is to be found.
        Fact(
            _("Phone"),
            phone_number(citizen.communication.phone)
            if own and not citizen.protection.active
            else "",
        ),
        Fact(_("Version"), version[:1].upper() + version[1:]),
        Fact(_("Approved") if issue.approved else _("Printed"), long_date(issue.day)),
        Fact(_("Copy for"), _("The citizen") if own else _("Others than the citizen")),
    )
    return Facts(_filled(rows), small=True)


def _filled(rows: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(row for row in rows if row.value)
