"""Members of staff and their logins in words."""

from collections.abc import Mapping
from typing import Final

from coordinator.i18n import N_, _, ngettext
from coordinator.use_cases.staff_sync import Step, StepKind
from coordinator.wording import label
from plans.logins import Burden
from plans.people import StaffMember


def place_words(member: StaffMember) -> str:
    """Say as what and where somebody works: «Sagsbehandler, Social, Bostøtte»."""
    area = label(member.service_area) if member.service_area else ""
    return ", ".join(part for part in (label(member.role), area, member.team) if part)


def burden_lines(burden: Burden) -> tuple[str, ...]:
    """Say in a line each what somebody answers for; nothing for nothing."""
    cases = ngettext("{n} running case", "{n} running cases", burden.cases)
    plans = ngettext("{n} joint plan to coordinate", "{n} joint plans to coordinate", burden.plans)
    tasks = ngettext("{n} open task", "{n} open tasks", burden.tasks)
    asked = ngettext("{n} open enquiry", "{n} open enquiries", burden.enquiries)
    lines = (
        (cases, burden.cases),
        (plans, burden.plans),
        (tasks, burden.tasks),
        (asked, burden.enquiries),
    )
    return tuple(line.format(n=number) for line, number in lines if number)


_STEPS: Final[Mapping[StepKind, str]] = {
    StepKind.ADD: N_("New: {login}, {name}, {place}"),
    StepKind.MOVE: N_("Moved: {login}, {name}, now {place}"),
    StepKind.OPEN: N_("Opened: {login}, {name}"),
    StepKind.CLOSE: N_("Closed: {login}, {name}"),
}


def step_sentence(step: Step) -> str:
    """Say what is done with somebody's login."""
    member = step.member
    return _(_STEPS[step.kind]).format(
        login=member.login, name=member.name, place=place_words(member)
    )
